//! The real gold, where it stands beside the project: no set may fall by more than a hundredth
//! below the figures in `eval/results.tsv`. `KHABAR_ACCEPT=1 cargo test --test gold_results` writes them anew.

mod support;

use khabar::eval::Score;
use khabar::pipeline;
use khabar::report::{Language, Report};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use support::dates::wrong_lines;
use support::{accepting, built_in, project};

const SETS: [&str; 5] = ["seeds", "dev/ar", "dev/fr", "dev/en", "notes-en"];
const ALLOWED_FALL: f64 = 0.01;
const HEADER: &str = "set\theadline\tevents_f1\twhole\n";

/// The folder with the gold: beside the project, or the one that `KHABAR_GOLD` names.
fn gold() -> Option<PathBuf> {
    let folder = std::env::var_os("KHABAR_GOLD").map_or_else(|| project("../shared/gold"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// One set's figures as the table has them; the first is the one that must not fall.
type Figures = [Option<f64>; 3];

fn of_score(score: &Score) -> Figures {
    [Some(score.headline().f1()), Some(score.events.f1()), score.whole_events_right()]
}

/// Sentences that tell an assault and those that tell none: F1 of the sentences where an event of violence is found.
fn sentences(table: &str) -> f64 {
    let lines: Vec<(&str, &str)> = table.lines().skip(1).filter_map(|l| l.split_once('\t')).collect();
    let verdicts: Vec<(bool, bool)> = lines.par_iter().map(|(label, text)| (*label == "yes", tells_violence(text))).collect();
    let count = |wanted: (bool, bool)| verdicts.iter().filter(|v| **v == wanted).count() as f64;
    let right = count((true, true));
    2.0 * right / (2.0 * right + count((false, true)) + count((true, false)))
}

fn tells_violence(sentence: &str) -> bool {
    let report = Report { id: "sentence".into(), text: sentence.into(), language: Some(Language::Ar), ..Report::default() };
    let kinds = ["Battles", "Explosions/Remote violence", "Violence against civilians"];
    pipeline::extract(built_in(), &report).iter().any(|e| kinds.contains(&e.event_type.as_str()))
}

fn measured(gold: &Path) -> Vec<(&'static str, Figures)> {
    let mut out: Vec<(&str, Figures)> = SETS.iter().map(|set| (*set, of_score(&support::score(&gold.join(set))))).collect();
    let assault = fs::read_to_string(gold.join("sentences-ar/assault.tsv")).expect("the sentences");
    out.push(("sentences-ar", [Some(sentences(&assault)), None, None]));
    let (wrong, lines) = wrong_lines(built_in(), &fs::read_to_string(gold.join("dates/dates.tsv")).expect("the dates"));
    out.push(("dates", [Some((lines - wrong.len()) as f64 / lines as f64), None, None]));
    out
}

fn table(figures: &[(&str, Figures)]) -> String {
    let mut out = String::from(HEADER);
    for (set, values) in figures {
        let cells: Vec<String> = values.iter().map(|v| v.map_or_else(String::new, |v| format!("{v:.4}"))).collect();
        let _ = writeln!(out, "{}", format!("{set}\t{}", cells.join("\t")).trim_end());
    }
    out
}

/// The committed headline of each set.
fn committed(text: &str) -> BTreeMap<&str, f64> {
    assert!(text.is_empty() || text.starts_with(HEADER), "eval/results.tsv begins with the columns {HEADER:?}");
    text.lines()
        .skip(1)
        .filter_map(|l| {
            let mut cells = l.split('\t');
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect()
}

#[test]
fn no_set_falls() {
    let Some(gold) = gold() else {
        println!("skipped: no gold beside this checkout");
        return;
    };
    let (file, now) = (project("eval/results.tsv"), measured(&gold));
    if accepting() {
        fs::write(&file, table(&now)).expect("eval/results.tsv is written");
        return;
    }
    let text = fs::read_to_string(&file).unwrap_or_default();
    let before = committed(&text);
    println!("committed\n{text}now\n{}", table(&now));
    let fallen: Vec<String> = now
        .iter()
        .filter_map(|(set, [headline, ..])| {
            let (old, new) = (before.get(set)?, (*headline)?);
            (new < old - ALLOWED_FALL).then(|| format!("{set}: {old:.4} -> {new:.4}"))
        })
        .collect();
    assert_eq!(before.len(), now.len(), "eval/results.tsv has a line for each set");
    assert!(fallen.is_empty(), "{}\naccept with KHABAR_ACCEPT=1 cargo test --test gold_results", fallen.join("\n"));
}
