//! Who says so, on sentences of our own: claims, accusations, denials, admissions, rumours, what
//! nobody claims, sources inside sources. `fixtures/claims/LANGUAGE.tsv` holds them: what is shown,
//! the text, and the events with their status and claims (`status by=type by=type / …`).

use khabar::pipeline::extract;
use khabar::record::EventRecord;
use khabar::report::{Language, Report};
use khabar::resources::Resources;
use khabar::resources::source::DataSource;
use std::fs;
use std::path::Path;

fn told(record: &EventRecord) -> String {
    let mut claims: Vec<String> = record.claims.iter().map(|c| format!("{}={}", c.by, c.kind)).collect();
    claims.sort();
    [vec![record.status.clone()], claims].concat().join(" ")
}

fn sorted(event: &str) -> String {
    let mut words: Vec<&str> = event.split_whitespace().collect();
    if let Some((_, claims)) = words.split_first_mut() {
        claims.sort_unstable();
    }
    words.join(" ")
}

/// Reads the table of one language; every line must come out as it says.
fn check(language: &str) {
    let resources = Resources::load(&DataSource::BuiltIn).expect("the built-in data");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/claims/{language}.tsv"));
    let table = fs::read_to_string(path).expect("the table");
    let mut wrong = Vec::new();
    let lines: Vec<&str> = table.lines().skip(1).collect();
    for (number, line) in lines.iter().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [what, text, events] = cells[..] else { panic!("{language}.tsv:{}: three cells, please", number + 2) };
        let report = Report { id: format!("{language}-{}", number + 2), text: text.into(), language: Language::from_code(language), ..Report::default() };
        let found: Vec<String> = extract(&resources, &report).iter().map(told).collect();
        let wanted: Vec<String> = events.split(" / ").map(sorted).collect();
        if found != wanted {
            wrong.push(format!("{language}.tsv:{} {what}\n  {text}\n  wanted {}\n  found  {}", number + 2, wanted.join(" / "), found.join(" / ")));
        }
    }
    assert!(lines.len() >= 20, "{} lines in {language}.tsv", lines.len());
    assert!(wrong.is_empty(), "{} of {} lines of {language}.tsv\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

#[test]
fn arabic() {
    check("ar");
}

#[test]
fn french() {
    check("fr");
}

#[test]
fn english() {
    check("en");
}
