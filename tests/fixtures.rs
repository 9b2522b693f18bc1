//! The invented reports of `fixtures/reports`: their records, whole, and their figures against the gold.
//!
//! A change fails until `KHABAR_ACCEPT=1 cargo test --test fixtures` has written it.

mod support;

use khabar::eval::{GoldReport, Predictions, Score, Slot, Tally, read_gold, score};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use support::{accepting, compare, extract, project};

static FOUND: LazyLock<Predictions> = LazyLock::new(|| extract(&reports()));

fn reports() -> PathBuf {
    project("fixtures/reports")
}

fn golds() -> Vec<GoldReport> {
    read_gold(&reports()).unwrap_or_else(|e| panic!("{e}"))
}

/// The files below the reports whose names end so.
fn files(ending: &str) -> Vec<PathBuf> {
    let folders = ["ar", "fr", "en"].map(|l| reports().join(l));
    let all = folders.iter().flat_map(|f| fs::read_dir(f).unwrap_or_else(|e| panic!("{}: {e}", f.display())));
    let mut found: Vec<PathBuf> = all.map(|e| e.unwrap().path()).filter(|p| p.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found
}

/// One line of the table of results.
fn line(out: &mut String, set: &str, what: &str, t: Tally) {
    let _ = writeln!(out, "{set}\t{what}\t{}\t{}\t{}\t{:.3}\t{:.3}\t{:.3}", t.right, t.spurious, t.missed, t.precision(), t.recall(), t.f1());
}

fn figures(out: &mut String, set: &str, score: &Score) {
    line(out, set, "events", score.events);
    for slot in Slot::ALL {
        line(out, set, slot.name(), score.slot(slot));
    }
    line(out, set, "headline", score.headline());
    let share = score.whole_events_right().unwrap_or(0.0);
    let _ = writeln!(out, "{set}\twhole\t{}\t\t{}\t\t\t{share:.3}", score.whole_right, score.whole_all - score.whole_right);
}

#[test]
fn figures_are_those_that_were_accepted() {
    let golds = golds();
    let mut now = String::from("set\tslot\tright\tspurious\tmissed\tprecision\trecall\tf1\n");
    for language in ["ar", "fr", "en"] {
        figures(&mut now, language, &score(golds.iter().filter(|g| g.language.as_deref() == Some(language)), &FOUND));
    }
    figures(&mut now, "all", &score(&golds, &FOUND));
    let changed = compare(&project("fixtures/results.tsv"), &now);
    assert!(changed.is_none(), "{}accept with KHABAR_ACCEPT=1 cargo test --test fixtures", changed.unwrap());
}

#[test]
fn records_are_those_that_were_accepted() {
    let texts = files(".txt");
    let snapshot = |text: &Path| text.with_extension("events.json");
    let mut changed: Vec<String> = Vec::new();
    for text in &texts {
        let id = text.file_stem().unwrap().to_str().unwrap();
        let records = serde_json::to_string_pretty(&FOUND[id]).expect("JSON") + "\n";
        changed.extend(compare(&snapshot(text), &records));
    }
    let wanted: BTreeSet<PathBuf> = texts.iter().map(|t| snapshot(t)).collect();
    for left in files(".events.json").into_iter().filter(|f| !wanted.contains(f)) {
        if accepting() {
            fs::remove_file(&left).unwrap();
        } else {
            changed.push(format!("{}: no report has these records\n", left.display()));
        }
    }
    assert!(changed.is_empty(), "{} of {} reports\n{}accept with KHABAR_ACCEPT=1 cargo test --test fixtures", changed.len(), texts.len(), changed.concat());
}

/// Every report has its gold, and every sub-event type stands in every language.
#[test]
fn reports_and_gold_go_together() {
    let golds = golds();
    let with_gold: BTreeSet<&str> = golds.iter().map(|g| g.report.as_str()).collect();
    let texts = files(".txt");
    let with_text: BTreeSet<&str> = texts.iter().map(|t| t.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(with_gold, with_text);
    for language in ["ar", "fr", "en"] {
        let of_language = golds.iter().filter(|g| g.language.as_deref() == Some(language));
        let kinds: BTreeSet<&str> = of_language.flat_map(|g| &g.events).filter(|e| !e.optional).map(|e| e.kind.as_str()).collect();
        assert_eq!(kinds.len(), 25, "{language}: {kinds:?}");
    }
}
