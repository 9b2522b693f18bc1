//! What can be wrong with an input: one message each, naming the place and the way to mend it.

use std::fmt;
use std::sync::Arc;

/// The longest report, or line of a `.jsonl` file, that is read into memory.
pub const LONGEST: u64 = 256 * 1024 * 1024;

/// Where a report stands: a file, and its line or its number in an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: Arc<str>,
    /// 1 for the first line, where a line is a report.
    pub line: Option<usize>,
    /// 1 for the first element, where the file is an array.
    pub item: Option<usize>,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Place {
        Place { file: file.clone(), line: None, item: None }
    }

    /// A line of a file, counted from 1.
    pub fn line(file: &Arc<str>, line: usize) -> Place {
        Place { line: Some(line), ..Place::file(file) }
    }

    /// An element of a file's array, counted from 1.
    pub fn item(file: &Arc<str>, item: usize) -> Place {
        Place { item: Some(item), ..Place::file(file) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        match self.item {
            Some(item) => write!(f, ", element {item}"),
            None => Ok(()),
        }
    }
}

/// One input that could not be read as a report. The others go on.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    #[error("{file}: there is no such file or folder; check the path")]
    NotFound { file: Arc<str> },
    #[error("{file}: cannot be read ({reason}); make it readable for the one who runs khabar")]
    Unreadable { file: Arc<str>, reason: String },
    #[error("{file}: is empty; a report needs text, so fill the file or leave it out")]
    Empty { file: Arc<str> },
    #[error("{folder}: no report stands in this folder or below; put .txt, .jsonl or .json files there")]
    NoReports { folder: Arc<str> },
    #[error("{file}: this kind of file is not read; name it .txt (one report), .jsonl (one a line) or .json (one object or array)")]
    UnknownKind { file: Arc<str> },
    #[error("{file}: is {what}, not a report; give the report itself")]
    NotAReport { file: Arc<str>, what: &'static str },
    #[error("{file}:{line}: not valid UTF-8 at byte {offset} of the file; save the file as UTF-8")]
    BrokenUtf8 { file: Arc<str>, line: usize, offset: u64 },
    #[error("{place}: longer than {} MB; split it into single reports", LONGEST >> 20)]
    TooLong { place: Place },
    #[error("{place}: not JSON: {reason}; {mend}")]
    NotJson { place: Place, reason: String, mend: &'static str },
    #[error("{place}: is {found} where a report has to be an object; write {{\"text\": \"…\"}}")]
    NotAnObject { place: Place, found: &'static str },
    #[error("{place}: the field \"text\" is missing; add the report's text")]
    NoText { place: Place },
    #[error("{place}: the field \"text\" is empty; add the report's text or leave the report out")]
    EmptyText { place: Place },
    #[error("{place}: the field \"{field}\" is {found} where a string is needed; put it in quotes")]
    NotAString { place: Place, field: &'static str, found: &'static str },
    #[error("{place}: \"published\" is \"{value}\", which is no day or time; write it as 2023-01-13 or 2023-01-13T08:30:00Z")]
    BadDate { place: Place, value: String },
    #[error("{place}: \"language\" is \"{value}\", which is not read; write ar, fr or en, or leave it out to have it detected")]
    UnknownLanguage { place: Place, value: String },
    #[error("{second}: the id \"{id}\" stands already in {first}; give every report of a run its own id")]
    DuplicateId { id: String, first: Place, second: Place },
}
