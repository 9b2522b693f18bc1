//! A file of every kind, read: `fixtures/inputs` -> `fixtures/inputs-read.json`, exactly.
//!
//! A change fails until `KHABAR_ACCEPT=1 cargo test --test inputs` has written it.

mod support;

use khabar::ingest::{IngestError, Severity, reports};
use khabar::report::Report;
use serde_json::{Map, Value, json};
use std::fs;
use support::{compare, project};

/// What is read of a report.
fn read(report: &Report) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), json!(report.id));
    let optional = [("title", &report.title), ("published", &report.published_text), ("source", &report.source), ("url", &report.url)];
    fields.extend(optional.into_iter().filter_map(|(name, value)| Some((name.into(), json!(value.as_ref()?)))));
    fields.extend(report.language.map(|l| ("language".into(), json!(l.code()))));
    fields.insert("text".into(), json!(report.text));
    Value::Object(fields)
}

#[test]
fn every_kind_is_read_exactly() {
    let mut names: Vec<String> =
        fs::read_dir(project("fixtures/inputs")).expect("the fixtures").map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|n| !n.ends_with(".meta.json"));
    names.sort();
    let mut all = Map::new();
    for name in &names {
        let (mut read_reports, mut told) = (Vec::new(), Vec::new());
        for input in reports(&[project("fixtures/inputs").join(name).to_string_lossy().into_owned()]) {
            match input {
                Ok(report) => read_reports.push(read(&report)),
                Err(e) => {
                    assert_eq!(e.severity(), Severity::Warning, "{e}");
                    told.push(e.kind());
                }
            }
        }
        all.insert(name.clone(), json!({"warnings": told, "reports": read_reports}));
    }
    let now = serde_json::to_string_pretty(&all).expect("JSON") + "\n";
    let changed = compare(&project("fixtures/inputs-read.json"), &now);
    assert!(changed.is_none(), "{}accept with KHABAR_ACCEPT=1 cargo test --test inputs", changed.unwrap());
    for extension in
        [".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".json", ".jsonl", ".csv", ".tsv", ".rss", ".atom", ".eml", ".zip", ".jsonl.gz", ".jsonl.zst"]
    {
        assert!(names.iter().any(|n| n.ends_with(extension)), "no fixture ends in {extension}");
    }
}

#[test]
fn folders_and_patterns_give_the_same() {
    let folder = project("fixtures/inputs").to_string_lossy().into_owned();
    let ids = |inputs: &[String]| -> Vec<String> { reports(inputs).map(|r| r.map_or_else(|e| e.kind().to_owned(), |r| r.id)).collect() };
    let whole = ids(std::slice::from_ref(&folder));
    assert!(whole.len() > 30, "{whole:?}");
    assert_eq!(ids(&[format!("{folder}/*")]), whole);
    let some: Vec<IngestError> = reports(&[format!("{folder}/*.nothing")]).filter_map(Result::err).collect();
    assert_eq!(some.iter().map(IngestError::kind).collect::<Vec<_>>(), ["no-match"]);
}
