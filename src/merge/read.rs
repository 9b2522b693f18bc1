//! `events.jsonl` files -> records, one at a time.
//!
//! In: paths of files, of folders that hold an `events.jsonl`, and `-` for standard input. Out: an
//! iterator over records and what went wrong; a fault in one line stops nothing else.

use crate::record::{EventRecord, SCHEMA_VERSION};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The longest line that is read into memory.
const LONGEST: u64 = 256 << 20;

/// A line or file that could not be read as records.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error("{file}: there is no such file; give an events.jsonl that `khabar extract` or `khabar merge` wrote, or its folder")]
    NotFound { file: String },
    #[error("{file}: cannot be read ({reason}); make it readable for the one who runs khabar")]
    Unreadable { file: String, reason: String },
    #[error("{file}: holds no record; give an events.jsonl that `khabar extract` or `khabar merge` wrote")]
    Empty { file: String },
    #[error("{file}:{line}: longer than {} MB, so it is no record; take it out", LONGEST >> 20)]
    TooLong { file: String, line: usize },
    #[error("{file}:{line}: no event record ({reason}); give lines of an events.jsonl as khabar writes them")]
    NoRecord { file: String, line: usize, reason: String },
    #[error("{file}:{line}: schema version {found}, where this program reads {SCHEMA_VERSION}; write the file anew with this version of khabar")]
    OtherVersion { file: String, line: usize, found: String },
}

/// The records of files and folders; made by [`records`].
pub struct Records {
    waiting: VecDeque<String>,
    current: Option<Lines>,
}

struct Lines {
    file: String,
    reader: Box<dyn BufRead>,
    line: usize,
    any: bool,
}

/// The records of `inputs`, in the order given.
pub fn records(inputs: &[String]) -> Records {
    Records { waiting: inputs.iter().cloned().collect(), current: None }
}

impl Iterator for Records {
    type Item = Result<EventRecord, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.current {
                if let Some(found) = lines.next() {
                    return Some(found);
                }
                let (file, any) = (lines.file.clone(), lines.any);
                self.current = None;
                if !any {
                    return Some(Err(RecordError::Empty { file }));
                }
            }
            match open(self.waiting.pop_front()?) {
                Ok(lines) => self.current = Some(lines),
                Err(e) => return Some(Err(e)),
            }
        }
    }
}

fn open(input: String) -> Result<Lines, RecordError> {
    if input == "-" {
        return Ok(Lines { file: "standard input".into(), reader: Box::new(BufReader::new(io::stdin())), line: 0, any: false });
    }
    let path = Path::new(&input);
    let path = if path.is_dir() { path.join("events.jsonl") } else { path.to_owned() };
    let file = path.to_string_lossy().into_owned();
    match File::open(&path) {
        Ok(opened) => Ok(Lines { file, reader: Box::new(BufReader::with_capacity(1 << 18, opened)), line: 0, any: false }),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err(RecordError::NotFound { file }),
        Err(e) => Err(RecordError::Unreadable { file, reason: e.to_string() }),
    }
}

impl Lines {
    fn next(&mut self) -> Option<Result<EventRecord, RecordError>> {
        loop {
            let mut bytes = Vec::new();
            match self.reader.by_ref().take(LONGEST + 1).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => self.line += 1,
                Err(e) => {
                    // Nothing more can come of this file.
                    self.reader = Box::new(io::empty());
                    self.any = true;
                    return Some(Err(RecordError::Unreadable { file: self.file.clone(), reason: e.to_string() }));
                }
            }
            if bytes.len() as u64 > LONGEST {
                self.any = true;
                self.skip();
                return Some(Err(RecordError::TooLong { file: self.file.clone(), line: self.line }));
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            self.any = true;
            return Some(self.record(&bytes));
        }
    }

    /// Passes over the rest of a line that is too long.
    fn skip(&mut self) {
        loop {
            let (length, ended) = match self.reader.fill_buf() {
                Ok(buffer) => match buffer.iter().position(|b| *b == b'\n') {
                    Some(at) => (at + 1, true),
                    None => (buffer.len(), buffer.is_empty()),
                },
                Err(_) => return,
            };
            self.reader.consume(length);
            if ended {
                return;
            }
        }
    }

    fn record(&self, bytes: &[u8]) -> Result<EventRecord, RecordError> {
        let record: EventRecord = serde_json::from_slice(bytes).map_err(|e| {
            // serde_json counts lines inside the one line that it was given.
            let said = e.to_string();
            let what = said.split(" at line ").next().unwrap_or(&said).to_owned();
            RecordError::NoRecord { file: self.file.clone(), line: self.line, reason: format!("{what} at column {}", e.column()) }
        })?;
        if record.schema_version == SCHEMA_VERSION {
            Ok(record)
        } else {
            Err(RecordError::OtherVersion { file: self.file.clone(), line: self.line, found: record.schema_version })
        }
    }
}
