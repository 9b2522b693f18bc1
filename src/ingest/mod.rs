//! Files, folders and standard input -> [`Report`]s, one at a time.
//!
//! In: paths as the user gave them, `-` for standard input. Out: [`Inputs`], an iterator over
//! reports and what went wrong, in the order of the paths' names whatever order they were given
//! in. A `.jsonl` file is read as a stream; a `.txt` or `.json` file is one document. A fault in
//! one input never stops the others.
//!
//! Not done here: detecting the language or cleaning the text; the report goes on as published.

mod error;
mod fields;
mod file;
mod jsonl;
mod stdin;
mod walk;

pub use error::{IngestError, LONGEST, Place};

use crate::report::Report;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A report with its place, or why there is none.
type Found = Result<(Report, Place), IngestError>;

/// What a path's name says about its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    JsonLines,
    Json,
}

/// A path to read, or a fault that was seen before reading.
#[derive(Debug)]
enum Source {
    File(PathBuf, Kind),
    Stdin,
    Fault(IngestError),
}

/// All reports of a run. Made by [`reports`].
pub struct Inputs {
    waiting: VecDeque<Source>,
    current: Option<Box<dyn Iterator<Item = Found>>>,
    /// Where each id was met first.
    ids: FxHashMap<String, Place>,
}

/// The reports of files, folders (with all below them) and, for `-`, standard input.
pub fn reports(inputs: &[String]) -> Inputs {
    Inputs { waiting: walk::sources(inputs).into(), current: None, ids: FxHashMap::default() }
}

impl Iterator for Inputs {
    type Item = Result<Report, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.current.as_mut().and_then(Iterator::next) {
                return Some(found.and_then(|(report, place)| self.admit(report, place)));
            }
            self.current = Some(open(self.waiting.pop_front()?));
        }
    }
}

impl Inputs {
    /// Lets a report through whose id is new.
    fn admit(&mut self, report: Report, place: Place) -> Result<Report, IngestError> {
        match self.ids.get(&report.id) {
            Some(first) => Err(IngestError::DuplicateId { id: report.id, first: first.clone(), second: place }),
            None => {
                self.ids.insert(report.id.clone(), place);
                Ok(report)
            }
        }
    }
}

fn open(source: Source) -> Box<dyn Iterator<Item = Found>> {
    let (path, kind) = match source {
        Source::File(path, kind) => (path, kind),
        Source::Stdin => return stdin::reports(std::io::stdin()),
        Source::Fault(e) => return Box::new(std::iter::once(Err(e))),
    };
    let name = shown(&path);
    match kind {
        Kind::Text => Box::new(std::iter::once(file::text_report(&path, &name).map(|r| (r, Place::file(&name))))),
        Kind::Json => Box::new(file::json_reports(&path, &name).into_iter()),
        Kind::JsonLines => match File::open(&path) {
            Ok(opened) => Box::new(jsonl::Lines::new(Box::new(BufReader::with_capacity(1 << 16, opened)), &name)),
            Err(e) => Box::new(std::iter::once(Err(file::unreadable(&name, &e)))),
        },
    }
}

/// A path as messages show it.
fn shown(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}
