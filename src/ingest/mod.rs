//! Files, folders, patterns and standard input -> [`Report`]s, one at a time.
//!
//! In: paths as the user gave them, `-` for standard input. Out: [`Inputs`], an iterator over
//! reports and what went wrong, in the order of the paths' names whatever order they were given
//! in. Lines, rows, feeds and archives are read as streams; what is one document (a page, a PDF) is
//! read whole, within [`limits`]. A fault in one input never stops the others.
//!
//! Not done here: detecting the language or cleaning the text. Where a file holds its text as such, the
//! report goes on as published; from pages, PDFs, Word files, feeds and e-mails the text is drawn out,
//! its headline first, and the report's spans count in that.

mod archive;
mod days;
mod document;
mod docx;
mod encoding;
mod error;
mod feed;
mod fields;
mod file;
mod html;
mod json;
mod jsonl;
mod kind;
pub mod limits;
mod mail;
mod markdown;
mod measured;
mod open;
mod options;
mod packed;
mod paragraphs;
mod pdf;
mod seen;
mod table;
mod walk;
mod xml;

pub use error::{IngestError, Place, Severity};
pub use limits::LONGEST;
pub use measured::Behind;
pub use options::{Columns, Options, encoding_named};

use crate::report::Report;
use open::Layer;
use std::collections::VecDeque;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A report with its place, or why there is none, or a warning about the one that follows.
type Found = Result<(Report, Place), IngestError>;

/// What should be looked at in a report that comes all the same.
type Warnings = Vec<IngestError>;

/// A path to read, or a fault that was seen before reading.
#[derive(Debug)]
enum Source {
    File(PathBuf),
    Stdin,
    Fault(IngestError),
}

/// Something to read: a file, an entry of an archive, what was packed in a file.
struct Item {
    /// As messages show it.
    name: Arc<str>,
    /// The last part of its name, without the ending of what it was packed in; `None` on standard input.
    file_name: Option<String>,
    /// Where it stands, if it is a file of its own.
    path: Option<PathBuf>,
    /// Archives around it.
    depth: u8,
    stream: Box<dyn Read>,
    sidecar: Option<Sidecar>,
    warnings: Warnings,
}

/// The metadata that stand beside a document.
struct Sidecar {
    name: Arc<str>,
    stream: Box<dyn Read>,
}

impl Item {
    fn new(name: Arc<str>, stream: Box<dyn Read>) -> Item {
        let file_name = name.rsplit('/').next().map(str::to_owned);
        Item { name, file_name, path: None, depth: 0, stream, sidecar: None, warnings: Vec::new() }
    }

    /// The last part of its name without its ending.
    fn stem(&self) -> Option<String> {
        let name = self.file_name.as_deref()?;
        Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()).filter(|s| !s.is_empty())
    }

    fn extension(&self) -> Option<&str> {
        self.file_name.as_deref()?.rsplit_once('.').map(|(_, extension)| extension)
    }
}

/// All reports of a run. Made by [`reports`].
pub struct Inputs {
    waiting: VecDeque<Source>,
    /// What is being read: an archive, an entry of it, its reports.
    layers: Vec<Layer>,
    now: Arc<str>,
    seen: seen::Seen,
    options: Arc<Options>,
    behind: Behind,
    /// Bytes of the files that were begun.
    begun: u64,
}

/// The reports of files, folders (with all below them), patterns and, for `-`, standard input.
pub fn reports(inputs: &[String]) -> Inputs {
    reports_with(inputs, Options::default())
}

/// As [`reports`], with what the user says about columns, dates and encodings.
pub fn reports_with(inputs: &[String], options: Options) -> Inputs {
    let waiting = walk::sources(inputs).into();
    Inputs { waiting, layers: Vec::new(), now: "".into(), seen: seen::Seen::default(), options: Arc::new(options), behind: Behind::default(), begun: 0 }
}

impl Iterator for Inputs {
    type Item = Result<Report, IngestError>;

    /// A reader that panics loses what it was reading, and the next call goes on behind it: each layer
    /// is taken off while it is asked.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.layers.pop() {
                None => {
                    let source = self.waiting.pop_front()?;
                    self.behind.set(self.begun);
                    let item = match source {
                        Source::Fault(e) => return Some(Err(e)),
                        Source::Stdin => open::stdin(),
                        Source::File(path) => match open::file(path, &self.behind) {
                            Ok((item, length)) => {
                                self.begun += length;
                                item
                            }
                            Err(e) => return Some(Err(e)),
                        },
                    };
                    self.enter(item);
                }
                Some(Layer::Reports(mut found)) => {
                    if let Some(found_one) = found.next() {
                        self.layers.push(Layer::Reports(found));
                        return Some(found_one.and_then(|(report, place)| self.seen.admit(report, place)));
                    }
                }
                Some(Layer::Items(mut items)) => match items.next() {
                    None => {}
                    Some(Err(e)) => {
                        self.layers.push(Layer::Items(items));
                        return Some(Err(e));
                    }
                    Some(Ok(item)) => {
                        self.layers.push(Layer::Items(items));
                        self.enter(item);
                    }
                },
            }
        }
    }
}

impl Inputs {
    fn enter(&mut self, item: Item) {
        self.now = item.name.clone();
        let layer = open::open(item, &self.options, &self.behind);
        self.layers.push(layer);
    }

    /// The bytes of all files that are still to be read, if that is known: of standard input it is not.
    pub fn length(&self) -> Option<u64> {
        let of = |source: &Source| match source {
            Source::File(path) => Some(std::fs::metadata(path).map_or(0, |m| m.len())),
            Source::Fault(_) => Some(0),
            Source::Stdin => None,
        };
        self.waiting.iter().map(of).sum()
    }

    /// How far reading is.
    pub fn behind(&self) -> Behind {
        self.behind.clone()
    }

    /// What was read last; where a reader panics, what it was reading.
    pub fn now(&self) -> &Arc<str> {
        &self.now
    }
}

/// A path as messages show it.
fn shown(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}
