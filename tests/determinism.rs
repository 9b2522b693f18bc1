//! The same reports give the same bytes, in whatever order they come and on however many threads.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILES: [&str; 3] = ["events.csv", "claims.csv", "events.jsonl"];

/// Every report file of the fixtures.
fn inputs() -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut waiting = vec![support::project("fixtures/reports")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "txt" || e == "jsonl") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn run(inputs: &[PathBuf], jobs: &str, output: &Path) -> Vec<Vec<u8>> {
    let done = Command::new(env!("CARGO_BIN_EXE_khabar")).arg("extract").args(inputs).args(["--jobs", jobs]).arg("--output").arg(output).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    FILES.iter().map(|f| fs::read(output.join(f)).unwrap()).collect()
}

#[test]
fn order_and_threads_change_no_byte() {
    let out = tempfile::tempdir().unwrap();
    let inputs = inputs();
    assert!(inputs.len() > 1, "{inputs:?}");
    let backwards: Vec<PathBuf> = inputs.iter().rev().cloned().collect();
    let turned: Vec<PathBuf> = inputs.iter().cycle().skip(inputs.len() / 2).take(inputs.len()).cloned().collect();
    let first = run(&inputs, "1", &out.path().join("first"));
    assert!(first[2].len() > 1000);
    for (name, inputs, jobs) in [("same", &inputs, "4"), ("backwards", &backwards, "1"), ("turned", &turned, "3")] {
        let again = run(inputs, jobs, &out.path().join(name));
        for (file, (a, b)) in FILES.iter().zip(first.iter().zip(&again)) {
            assert!(a == b, "{file} differs when the reports come {name} on {jobs} threads");
        }
    }
}
