//! What several tests share: reports -> records, figures as a table, committed files that a run may rewrite.
#![allow(dead_code, reason = "each test uses a part")]

pub mod dates;

use khabar::eval::{Predictions, read_gold};
use khabar::pipeline;
use khabar::report::Report;
use khabar::resources::Resources;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Resources> = LazyLock::new(Resources::built_in);

/// The built-in data, loaded once a test program.
pub fn built_in() -> &'static Resources {
    &BUILT_IN
}

/// A path below the project's folder.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The records of every report below a folder.
pub fn extract(folder: &Path) -> Predictions {
    let inputs = khabar::ingest::reports(&[folder.to_string_lossy().into_owned()]);
    let reports: Vec<Report> = inputs.map(|r| r.unwrap_or_else(|e| panic!("{e}"))).collect();
    reports.into_par_iter().map(|report| (report.id.clone(), pipeline::extract(built_in(), &report))).collect()
}

/// The records of a folder's reports against the gold beside them.
pub fn score(folder: &Path) -> khabar::eval::Score {
    khabar::eval::score(&read_gold(folder).unwrap_or_else(|e| panic!("{e}")), &extract(folder))
}

/// Whether this run writes what it finds instead of comparing it.
pub fn accepting() -> bool {
    std::env::var_os("KHABAR_ACCEPT").is_some()
}

/// Compares a committed file with what it should hold now, or rewrites it. Says the lines that differ.
pub fn compare(file: &Path, now: &str) -> Option<String> {
    if accepting() {
        fs::write(file, now).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        return None;
    }
    let committed = fs::read_to_string(file).unwrap_or_default();
    (committed != now).then(|| format!("{}\n{}", file.display(), difference(&committed, now)))
}

/// The first lines that stand in one text and not, at that place, in the other.
fn difference(old: &str, new: &str) -> String {
    const SHOWN: usize = 12;
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same_head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same_head..], &new[same_head..]);
    let same_tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let side = |sign: char, lines: &[&str]| lines[..lines.len() - same_tail].iter().take(SHOWN).map(|l| format!("  {sign} {l}\n")).collect::<String>();
    format!("  from line {}:\n{}{}", same_head + 1, side('-', old), side('+', new))
}

/// The Python that reads outputs back: `KHABAR_PYTHON`, which `scripts/test` sets, or the one that it made
/// under `target/`. Without either the test says that it is skipped.
pub fn python() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("KHABAR_PYTHON") {
        return Some(given.into());
    }
    let made = project("target/venv/bin/python");
    if made.is_file() {
        return Some(made);
    }
    println!("skipped: no target/venv; scripts/test makes it");
    None
}
