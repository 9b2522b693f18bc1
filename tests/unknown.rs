//! What no table knows is listed, filled in by an analyst, given back with --data, and known from then on.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const REPORTS: &str = r#"{"id":"fr","published":"2024-05-15","text":"Des hommes armés ont attaqué lundi le village de Kourbélé, tuant deux soldats nigériens. La katiba Al-Fourqane du Gourma a revendiqué l'attaque. Le lendemain, trois civils ont été tués dans le village de Kourbélé."}
{"id":"en","published":"2024-05-15","text":"Fighters of the Liptako Liberation Movement attacked an army post near Zarbakoye in Niger on Monday, killing three soldiers. The ZZT called for calm."}
{"id":"ar","published":"2024-05-15","text":"قتل ثلاثة جنود نيجريين في هجوم شنته كتيبة الفرسان على قرية زارباكوي يوم الاثنين."}
"#;

fn khabar(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_khabar")).args(arguments).current_dir(folder).output().expect("khabar runs")
}

fn listed(folder: &Path, arguments: &[&str]) -> Vec<Vec<String>> {
    let output = khabar(&[&["unknown", "reports.jsonl"], arguments].concat(), folder);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn phrases(lines: &[Vec<String>], kind: &str) -> Vec<String> {
    lines.iter().filter(|l| l[0] == kind).map(|l| l[1].clone()).collect()
}

fn bench() -> TempDir {
    let bench = TempDir::new().expect("a folder");
    fs::write(bench.path().join("reports.jsonl"), REPORTS).expect("reports");
    bench
}

/// Fills the id and the columns after it of a phrase's line.
fn fill(table: &mut String, phrase: &str, cells: &str) {
    let line = table.lines().find(|l| l.split('\t').nth(1) == Some(phrase)).unwrap_or_else(|| panic!("{phrase} is not in\n{table}")).to_owned();
    let own: Vec<&str> = line.split('\t').chain(std::iter::repeat("")).take(9).collect();
    *table = table.replace(&line, &format!("{}\t{cells}", own.join("\t")));
}

#[test]
fn what_is_filled_in_is_known_and_leaves_the_list() {
    let bench = bench();
    let before = listed(bench.path(), &[]);
    for place in ["Kourbélé", "Zarbakoye", "زارباكوي"] {
        assert!(phrases(&before, "place").iter().any(|p| p == place), "{before:?}");
    }
    for actor in ["Liptako Liberation Movement", "كتيبة الفرسان", "katiba Al-Fourqane du Gourma"] {
        assert!(phrases(&before, "actor").iter().any(|p| p == actor), "{before:?}");
    }
    let kourbele = before.iter().find(|l| l[1] == "Kourbélé").expect("the line");
    assert_eq!(kourbele[2..5], ["fr", "2", "1"], "language, mentions, reports");

    let file = "my/gazetteers/filled/may.tsv";
    let output = khabar(&["unknown", "reports.jsonl", "--output", file], bench.path());
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("that no table knows"));
    let mut table = fs::read_to_string(bench.path().join(file)).expect("the table");
    fill(&mut table, "Kourbélé", "ne-kourbele\tKourbélé\tNE\tTillabéri\tTéra\t14.1\t0.6");
    fill(&mut table, "Zarbakoye", "ne-zarbakoye\tZarbakoye\tNE");
    fill(&mut table, "زارباكوي", "ne-zarbakoye");
    fill(&mut table, "Liptako Liberation Movement", "llm\tLLM: Liptako Liberation Movement\tNE\t\t\t\t\t\tRebel group\tarmed");
    fill(&mut table, "كتيبة الفرسان", "llm");
    fill(&mut table, "katiba Al-Fourqane du Gourma", "katiba-fourqane\tKatiba al-Fourqane\tNE\t\t\t\t\t\tRebel group\tarmed");
    fill(&mut table, "ZZT", "-");
    fs::write(bench.path().join(file), table).expect("the table");

    let after = listed(bench.path(), &["--data", "my"]);
    assert_eq!(phrases(&after, "place"), [] as [String; 0]);
    assert_eq!(phrases(&after, "actor"), [] as [String; 0]);

    let output = khabar(&["extract", "reports.jsonl", "--output", "out", "--data", "my"], bench.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let events: Vec<khabar::record::EventRecord> =
        fs::read_to_string(bench.path().join("out/events.jsonl")).expect("events").lines().map(|l| serde_json::from_str(l).expect("a record")).collect();
    let event = |report: &str| events.iter().find(|e| e.report_id == report).unwrap_or_else(|| panic!("no event of {report}"));
    let place = event("fr").location.as_ref().expect("a place");
    assert_eq!((place.gazetteer_id.as_deref(), place.latitude, place.admin1.as_deref()), (Some("ne-kourbele"), Some(14.1), Some("Tillabéri")));
    assert!(event("fr").claims.iter().any(|c| c.by == "katiba-fourqane" && c.kind == "responsibility"), "{:?}", event("fr").claims);
    for report in ["en", "ar"] {
        assert_eq!(event(report).location.as_ref().and_then(|l| l.gazetteer_id.as_deref()), Some("ne-zarbakoye"));
        let doer = event(report).actors.iter().find(|a| a.role == "actor1").expect("a doer");
        assert_eq!((doer.id.as_str(), doer.name.as_str(), doer.inter.as_str()), ("llm", "LLM: Liptako Liberation Movement", "Rebel group"));
    }
}

#[test]
fn a_table_that_was_filled_in_is_not_written_over() {
    let bench = bench();
    fs::write(bench.path().join("t.tsv"), "mine").expect("a table");
    let output = khabar(&["unknown", "reports.jsonl", "--output", "t.tsv"], bench.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("t.tsv: stands there already"));
    assert_eq!(fs::read_to_string(bench.path().join("t.tsv")).expect("the table"), "mine");
}

#[test]
fn only_the_reports_of_a_run() {
    let bench = bench();
    let output = khabar(&["extract", "reports.jsonl", "--output", "out"], bench.path());
    assert!(output.status.success());
    let events = fs::read_to_string(bench.path().join("out/events.jsonl")).expect("events");
    let arabic: String = events.lines().filter(|l| l.contains("\"report_id\":\"ar\"")).map(|l| format!("{l}\n")).collect();
    fs::write(bench.path().join("run.jsonl"), arabic).expect("a run");
    let found = listed(bench.path(), &["--events", "run.jsonl"]);
    assert_eq!(phrases(&found, "place"), ["زارباكوي"]);
    assert!(listed(bench.path(), &["--least", "2"]).iter().all(|l| l[3] != "1"));
}
