//! Every format read back by another program than the one that wrote it, and what stands in its cells.

mod support;

use khabar::write::{EVENT_COLUMNS, Format};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The export's columns as ACLED documents them, in their order.
const ACLED: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

fn khabar() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// The formats of this build, as the command line takes them.
fn formats() -> String {
    let names: Vec<&str> = Format::ALL.into_iter().filter(|f| f.built_in()).map(Format::name).collect();
    names.join(",")
}

fn extract(inputs: &[&Path], out: &Path) {
    let done = khabar().arg("extract").args(inputs).arg("--output").arg(out).args(["--format", &formats()]).output().expect("khabar runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Reports whose fields a spreadsheet would run.
fn hostile(folder: &Path) -> std::path::PathBuf {
    let text = "Gunmen attacked an army post in Gao on Monday. Two soldiers were killed, a security source said.";
    let lines: String = ["=HYPERLINK(\"http://x\")", "+1", "-1+2", "@SUM(A1)", "\t=1", "plain, \"quoted\"\nand broken"]
        .iter()
        .enumerate()
        .map(|(i, source)| {
            serde_json::json!({"id": format!("={i}"), "text": text, "published": "2024-03-09", "source": source, "url": "=1+1"}).to_string() + "\n"
        })
        .collect();
    let path = folder.join("hostile.jsonl");
    fs::write(&path, lines).expect("a file");
    path
}

#[test]
fn every_format_is_read_back_as_it_was_meant() {
    let Some(python) = support::python() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    extract(&[&support::project("fixtures/reports"), &hostile(folder.path())], &out);
    let without: Vec<&str> = Format::ALL.into_iter().filter(|f| !f.built_in()).map(Format::name).collect();
    let script = support::project("tests/python/read_back.py");
    let read = Command::new(python).arg(script).arg(&out).args(["--without", &without.join(",")]).output().expect("python runs");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    print!("{}", String::from_utf8_lossy(&read.stdout));
}

#[test]
fn the_first_columns_are_acleds() {
    let names: Vec<&str> = EVENT_COLUMNS.iter().map(|c| c.name).collect();
    assert_eq!(names[..31], ACLED);
}

#[test]
fn no_cell_of_a_csv_runs_in_a_spreadsheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    extract(&[&hostile(folder.path())], &out);
    let numbers = ["latitude", "longitude"];
    for name in ["events.csv", "claims.csv"] {
        let mut table = csv::Reader::from_path(out.join(name)).expect("a table");
        let columns = table.headers().expect("a header").clone();
        let mut cells = 0;
        for row in table.records().map(|r| r.expect("a row")) {
            for (column, cell) in columns.iter().zip(&row).filter(|(c, _)| !numbers.contains(c)) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{name} {column}: {cell:?}");
                cells += usize::from(cell.starts_with('\''));
            }
        }
        assert!(cells >= 5, "{name}: {cells} texts were made harmless");
    }
}

#[test]
fn the_same_reports_give_the_same_bytes_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    let reports = support::project("fixtures/reports");
    extract(&[&reports], &a);
    extract(&[&reports], &b);
    for file in Format::ALL.into_iter().filter(|f| f.built_in()).flat_map(Format::files) {
        assert!(fs::read(a.join(file)).expect("written") == fs::read(b.join(file)).expect("written"), "{file} differs");
    }
}

#[test]
fn a_format_that_is_not_built_in_is_named_with_the_way_to_get_it() {
    for format in Format::ALL.into_iter().filter(|f| !f.built_in()) {
        let done = khabar().args(["extract", "x.txt", "-o", "x", "--format", format.name()]).output().expect("khabar runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2));
        assert!(said.contains(&format!("cargo install --path . --features {}", format.name())), "{said}");
    }
}
