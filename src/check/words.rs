//! Faults of the word tables that need an eye: missing cells, unknown features, doubles across files.
//!
//! Not done here: whether a word's class or forms are right.

use super::{DataFile, features};
use crate::resources::problem::Problem;
use crate::resources::table::{self, Row};
use rustc_hash::FxHashMap;

const COLUMNS: [&str; 5] = ["word", "pos", "class", "features", "forms"];

/// Checks every word table.
pub(super) fn faults(files: &[DataFile]) -> Vec<Problem> {
    let mut out = Vec::new();
    // Language, word, part of speech, class and features: where they stood first.
    let mut seen: FxHashMap<[&str; 5], (&str, usize)> = FxHashMap::default();
    for file in files {
        let Some(language) = language_of(&file.path) else { continue };
        // A bad header is told where the data are loaded.
        for row in table::read(&file.path, &file.text, &COLUMNS, &mut Vec::new()) {
            out.extend(row_faults(&file.path, &row));
            let key = [language, row.cell(0), row.cell(1), row.cell(2), row.cell(3)];
            match seen.get(&key) {
                // Doubles inside a file are told where the data are loaded.
                Some((first, line)) if *first != file.path => out.push(Problem::new(
                    &file.path,
                    row.line,
                    format!("\"{}\" stands already in {first}:{line}", row.cell(0)),
                    "the word would be found twice with one meaning",
                    "remove one of the two lines",
                )),
                Some(_) => {}
                None => {
                    seen.insert(key, (&file.path, row.line));
                }
            }
        }
    }
    out
}

fn language_of(path: &str) -> Option<&str> {
    path.strip_prefix("gazetteers/")?.split_once("/words/").map(|(language, _)| language)
}

fn row_faults(path: &str, row: &Row) -> Vec<Problem> {
    let mut out = Vec::new();
    let word = row.cell(0);
    let mut fault = |what: String, why: &str, mend: String| out.push(Problem::new(path, row.line, what, why, mend));
    for (column, name) in COLUMNS.iter().enumerate().take(3) {
        if row.cell(column).is_empty() {
            fault(format!("the cell \"{name}\" is empty"), "the line does nothing", "fill the cell or remove the line".into());
        }
    }
    let mut names: Vec<&str> = Vec::new();
    for (name, value) in row.cell(3).split(';').filter_map(|f| f.split_once('=')).map(|(k, v)| (k.trim(), v.trim())) {
        if names.contains(&name) {
            fault(format!("\"{word}\" has the feature \"{name}\" twice"), "only the first counts", "keep one".into());
        }
        names.push(name);
        match features::value(name) {
            None => fault(
                format!("\"{word}\" has the feature \"{name}\""),
                "no stage and no pattern reads it",
                format!("correct its name, perhaps to one of {}", features::likely_names(name)),
            ),
            Some(kind) => {
                if let Some(expected) = kind.expected(value) {
                    fault(format!("\"{word}\" has {name}={value}"), "the value means nothing to the stage that reads it", format!("it must be {expected}"));
                }
            }
        }
    }
    if let Some(needed) = features::required(row.cell(2)).filter(|f| !names.contains(f)) {
        fault(
            format!("\"{word}\" has no feature \"{needed}\""),
            "a word of this class does nothing without it",
            format!("add {needed}=… as in the lines around it"),
        );
    }
    out
}
