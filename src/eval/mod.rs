//! Measures event records against gold, slot by slot.
//!
//! In: gold files and predicted records. Out: a [`Score`]. Within a report, gold and predicted
//! events are aligned one to one so that the summed similarity is greatest; a pair has to reach
//! [`THRESHOLD`] to count. An unmatched gold event loses all its slots, an unmatched prediction
//! spoils all of its own; optional gold events, and what aligns with them, count for nothing.
//!
//! Not done here: extracting, and printing.

mod assign;
mod gold;
mod score;
mod slots;
mod text;

pub use gold::{GoldCasualty, GoldClaim, GoldEvent, GoldMateriel, GoldPlace, GoldReport, read_gold};
pub use score::{Fault, Miss, Predictions, Score, THRESHOLD, score};
pub use slots::{Slot, Tally, compare, similarity};
pub use text::{Alternatives, fold};

use crate::record::EventRecord;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    #[error("{}: no *.gold.json stands in this folder or below", folder.display())]
    NoGold { folder: PathBuf },
    #[error("{}: cannot be read ({reason})", path.display())]
    Unreadable { path: PathBuf, reason: String },
    #[error("{}: is no gold ({reason}); see the form in the codebook", path.display())]
    BadGold { path: PathBuf, reason: String },
    #[error("{}:{line}: is no event record ({reason}); write one event a line, as khabar extract does", path.display())]
    BadPrediction { path: PathBuf, line: usize, reason: String },
}

/// Reads `events.jsonl` of an earlier run.
///
/// # Errors
/// The file cannot be read, or a line is no record.
pub fn read_predictions(path: &Path) -> Result<Predictions, EvalError> {
    let unreadable = |e: std::io::Error| EvalError::Unreadable { path: path.to_owned(), reason: e.to_string() };
    let mut found = Predictions::default();
    for (i, line) in BufReader::new(File::open(path).map_err(unreadable)?).lines().enumerate() {
        let line = line.map_err(unreadable)?;
        if line.trim().is_empty() {
            continue;
        }
        let event: EventRecord =
            serde_json::from_str(&line).map_err(|e| EvalError::BadPrediction { path: path.to_owned(), line: i + 1, reason: e.to_string() })?;
        found.entry(event.report_id.clone()).or_default().push(event);
    }
    Ok(found)
}
