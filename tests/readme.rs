//! What the README shows is what the program writes: its report is extracted, and its tables are
//! looked up in the files.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;

type Row = HashMap<String, String>;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README")
}

/// What stands between a marker and the next blank line that follows its text.
fn after<'r>(readme: &'r str, marker: &str) -> &'r str {
    let text = readme.split_once(marker).unwrap_or_else(|| panic!("{marker} is missing")).1.trim_start();
    text.split("\n\n").next().expect("a block")
}

/// The cells of a Markdown table, its header first.
fn cells(table: &str) -> Vec<Vec<String>> {
    let lines = table.lines().filter(|l| l.starts_with('|') && !l.starts_with("| ---"));
    lines.map(|l| l.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect()).collect()
}

fn rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn the_tables_of_the_readme_are_what_is_written() {
    let readme = readme();
    let folder = tempfile::tempdir().expect("a folder");
    let text = after(&readme, "<!-- report: boni.txt -->").trim_start_matches("```text").trim_end_matches("```");
    fs::write(folder.path().join("boni.txt"), text.trim()).expect("a report");
    fs::write(folder.path().join("boni.meta.json"), r#"{"published": "2024-03-09"}"#).expect("its metadata");
    let out = folder.path().join("out");
    let status = Command::new(env!("CARGO_BIN_EXE_khabar")).arg("extract").arg(folder.path()).arg("--output").arg(&out).output().expect("khabar runs").status;
    assert!(status.success());

    let events = rows(&out.join("events.csv"));
    assert_eq!(events.len(), 1);
    for line in cells(after(&readme, "<!-- table: events.csv -->")).iter().skip(1) {
        assert_eq!(events[0][&line[0]].trim(), line[1], "{}", line[0]);
    }

    let shown = cells(after(&readme, "<!-- table: claims.csv -->"));
    let written = rows(&out.join("claims.csv"));
    let written: Vec<Vec<String>> = written.iter().map(|row| shown[0].iter().map(|column| row[column].clone()).collect()).collect();
    assert_eq!(written, shown[1..]);
}

#[test]
fn the_guide_to_the_tables_names_every_class() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let guide = fs::read_to_string(root.join("README.md")).expect("the guide");
    let mut missing = BTreeSet::new();
    for language in ["ar", "fr", "en"] {
        for file in fs::read_dir(root.join(language).join("words")).expect("the word tables") {
            let text = fs::read_to_string(file.expect("a table").path()).expect("text");
            let lines = text.lines().filter(|l| !l.starts_with('#')).skip(1);
            missing.extend(lines.filter_map(|l| l.split('\t').nth(2)).filter(|c| !guide.contains(&format!("`{c}`"))).map(str::to_owned));
        }
    }
    assert!(missing.is_empty(), "no row of gazetteers/README.md tells what these classes hold: {missing:?}");
}
