//! What can be wrong with an input: one message each, naming the place and the way to mend it.

use super::limits::{LONGEST, MOST_ENTRIES, MOST_NESTED};
use std::fmt;
use std::sync::Arc;

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

    /// An element of a file's array or feed, counted from 1.
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

/// Whether something was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report comes too; something about it should be looked at.
    Warning,
    /// A report, or a whole file, could not be read.
    Error,
}

/// One thing that is wrong with an input. The other inputs go on.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    #[error("{file}: there is no such file or folder; check the path")]
    NotFound { file: Arc<str> },
    #[error("{file}: cannot be read ({reason}); make it readable for the one who runs khabar")]
    Unreadable { file: Arc<str>, reason: String },
    #[error("{file}: is empty; a report needs text, so fill the file or leave it out")]
    Empty { file: Arc<str> },
    #[error("{folder}: no report stands in this folder or below; put files there that khabar reads (.txt, .html, .pdf, .docx, .jsonl, .csv …)")]
    NoReports { folder: Arc<str> },
    #[error("{pattern}: no file has such a name; check the pattern, and put it in quotes")]
    NoMatch { pattern: Arc<str> },
    #[error(
        "{file}: this kind of file is not read; name it .txt (one report), .jsonl (one a line) or .json (one object or array), or save it as .html, .pdf, .docx, .csv or .eml"
    )]
    UnknownKind { file: Arc<str> },
    #[error("{file}: is {what}, which is not read; {mend}")]
    ForeignKind { file: Arc<str>, what: &'static str, mend: &'static str },
    #[error("{file}: is {what}, not a report; give the report itself")]
    NotAReport { file: Arc<str>, what: &'static str },
    #[error("{file}: is named .{named} and holds {holds}; it is read as what it holds, so rename it")]
    WrongExtension { file: Arc<str>, named: String, holds: &'static str },
    #[error("{file}:{line}: not valid UTF-8 at byte {offset} of the file; save the file as UTF-8, or name its encoding with --encoding")]
    BrokenUtf8 { file: Arc<str>, line: usize, offset: u64 },
    #[error("{file}: says nowhere how it is encoded; it is read as {encoding}, so check a line of it, or name its encoding with --encoding")]
    EncodingGuessed { file: Arc<str>, encoding: &'static str },
    #[error(
        "{file}:{line}: holds bytes that are no {encoding} ({count} in all, the first at byte {offset}); each became U+FFFD, so save the file in one encoding"
    )]
    BrokenCharacters { file: Arc<str>, encoding: &'static str, line: usize, offset: u64, count: usize },
    #[error("{file}:{line}: holds {count} NUL characters, the first at character {at} of the text; they stay in the text, so check how the file was made")]
    NulCharacters { file: Arc<str>, line: usize, at: usize, count: usize },
    #[error("{file}: holds bytes that are no text; give the text itself, or a kind of file that khabar reads")]
    Binary { file: Arc<str> },
    #[error("{place}: longer than {} MB; split it into single reports", LONGEST >> 20)]
    TooLong { place: Place },
    #[error("{place}: not JSON: {reason}; {mend}")]
    NotJson { place: Place, reason: String, mend: &'static str },
    #[error("{place}: is {found} where a report has to be an object; write {{\"text\": \"…\"}}")]
    NotAnObject { place: Place, found: &'static str },
    #[error("{place}: the field \"{field}\" is missing; add the report's text, or name its field with --text-column")]
    NoText { place: Place, field: String },
    #[error("{place}: the field \"{field}\" is empty; add the report's text or leave the report out")]
    EmptyText { place: Place, field: String },
    #[error("{place}: the field \"{field}\" is {found} where a string is needed; put it in quotes")]
    NotAString { place: Place, field: String, found: &'static str },
    #[error("{place}: \"{field}\" is \"{value}\", which is no day or time; write it as 2023-01-13 or 2023-01-13T08:30:00Z{}", if *.flag { ", or say how it is written with --date-format" } else { "" })]
    BadDate { place: Place, field: String, value: String, flag: bool },
    #[error(
        "{place}: \"{value}\" is no day or time that is read; the report has no date, so write it as 2023-01-13, or say how it is written with --date-format"
    )]
    DateUnread { place: Place, value: String },
    #[error("{place}: \"{field}\" is \"{value}\", which is not read; write ar, fr or en, or leave it out to have it detected")]
    UnknownLanguage { place: Place, field: String, value: String },
    #[error("{second}: the id \"{id}\" stands already in {first}; give every report of a run its own id")]
    DuplicateId { id: String, first: Place, second: Place },
    #[error("{file}: no column is known to hold the text; name it with --text-column (the columns are {columns})")]
    NoTextColumn { file: Arc<str>, columns: String },
    #[error("{place}: cannot be read as a table from here on ({reason}); mend the row, often a quotation mark that is not closed")]
    BrokenTable { place: Place, reason: String },
    #[error("{place}: is damaged ({reason}); what stands before that is read, so get the file anew")]
    BrokenArchive { place: Place, reason: String },
    #[error("{file}: grows to more than {limit}; it is a compression bomb or no report, so it is left there")]
    Bomb { file: Arc<str>, limit: String },
    #[error("{file}: is named by a path that leads out of its archive; it is read, since nothing is unpacked to disk")]
    UnsafePath { file: Arc<str> },
    #[error("{file}: is encrypted; save it without a password")]
    Encrypted { file: Arc<str> },
    #[error("{file}: is packed in a way that is not read ({method}); pack it with deflate, as zip does by itself")]
    UnknownCompression { file: Arc<str>, method: String },
    #[error("{file}: is an archive inside {MOST_NESTED} archives; unpack the outer ones")]
    NestedArchive { file: Arc<str> },
    #[error("{file}: has more than {MOST_ENTRIES} entries; split the archive, or write the reports to one .jsonl")]
    TooManyEntries { file: Arc<str> },
    #[error("{file}: has elements nested more than {limit} deep; all its text is read, boilerplate included")]
    DeepPage { file: Arc<str>, limit: usize },
    #[error("{file}: is too large a page to tell the article from the rest ({what}); all its text is read, boilerplate included")]
    LargePage { file: Arc<str>, what: String },
    #[error("{file}: no article stands out on the page; all its text is read, boilerplate included")]
    NoArticle { file: Arc<str> },
    #[error("{place}: cannot be read as XML from here on ({reason}); get the file anew")]
    BrokenXml { place: Place, reason: String },
    #[error("{file}: is XML, but neither RSS nor Atom; give the feed, or the text itself")]
    UnknownXml { file: Arc<str> },
    #[error("{file}: has elements nested more than {limit} deep, which no report has; it is left there")]
    DeepXml { file: Arc<str>, limit: usize },
    #[error("{file}: declares XML entities of its own; they are not expanded")]
    XmlEntities { file: Arc<str> },
    #[error("{file}: cannot be read as a PDF ({reason}); save it anew, or save its text")]
    BrokenPdf { file: Arc<str>, reason: String },
    #[error("{file}, page {page}: cannot be read ({reason}); the other pages are read")]
    BrokenPage { file: Arc<str>, page: usize, reason: String },
    #[error("{file}: the PDF ends too early; what could be found in it is read, so get the file anew")]
    CutPdf { file: Arc<str> },
    #[error("{file}: the PDF holds no text, only images; run text recognition (OCR) over it first")]
    PdfWithoutText { file: Arc<str> },
    #[error("{file}: {share}% of the PDF's characters have no known letter; its text is doubtful, so check it or save it from the program that made it")]
    DoubtfulPdf { file: Arc<str>, share: usize },
    #[error("{file}: cannot be read as a Word file ({reason}); save it anew as .docx")]
    BrokenDocx { file: Arc<str>, reason: String },
    #[error("{file}: cannot be read as an e-mail; save it anew as .eml")]
    BrokenMail { file: Arc<str> },
    #[error("{file}: the e-mail's {count} attachments are not read; save those that are reports as files")]
    Attachments { file: Arc<str>, count: usize },
    #[error("{file}: the program itself failed on it ({reason}); it is left out, please send us the file")]
    ReaderFailed { file: Arc<str>, reason: String },
}

impl IngestError {
    /// The name under which a run counts it. Names stay the same between versions.
    pub fn kind(&self) -> &'static str {
        self.told().0
    }

    /// Whether something was lost.
    pub fn severity(&self) -> Severity {
        self.told().1
    }

    fn told(&self) -> (&'static str, Severity) {
        use Severity::{Error, Warning};
        match self {
            IngestError::NotFound { .. } => ("not-found", Error),
            IngestError::Unreadable { .. } => ("unreadable", Error),
            IngestError::Empty { .. } => ("empty", Error),
            IngestError::NoReports { .. } => ("no-reports", Error),
            IngestError::NoMatch { .. } => ("no-match", Error),
            IngestError::UnknownKind { .. } => ("unknown-kind", Error),
            IngestError::ForeignKind { .. } => ("foreign-kind", Error),
            IngestError::NotAReport { .. } => ("not-a-report", Error),
            IngestError::WrongExtension { .. } => ("wrong-extension", Warning),
            IngestError::BrokenUtf8 { .. } => ("broken-utf8", Error),
            IngestError::EncodingGuessed { .. } => ("encoding-guessed", Warning),
            IngestError::BrokenCharacters { .. } => ("broken-characters", Warning),
            IngestError::NulCharacters { .. } => ("nul-characters", Warning),
            IngestError::Binary { .. } => ("binary", Error),
            IngestError::TooLong { .. } => ("too-long", Error),
            IngestError::NotJson { .. } => ("not-json", Error),
            IngestError::NotAnObject { .. } => ("not-an-object", Error),
            IngestError::NoText { .. } => ("no-text", Error),
            IngestError::EmptyText { .. } => ("empty-text", Error),
            IngestError::NotAString { .. } => ("not-a-string", Error),
            IngestError::BadDate { .. } => ("bad-date", Error),
            IngestError::DateUnread { .. } => ("date-unread", Warning),
            IngestError::UnknownLanguage { .. } => ("unknown-language", Error),
            IngestError::DuplicateId { .. } => ("duplicate-id", Error),
            IngestError::NoTextColumn { .. } => ("no-text-column", Error),
            IngestError::BrokenTable { .. } => ("broken-table", Error),
            IngestError::BrokenArchive { .. } => ("broken-archive", Error),
            IngestError::Bomb { .. } => ("bomb", Error),
            IngestError::UnsafePath { .. } => ("unsafe-path", Warning),
            IngestError::Encrypted { .. } => ("encrypted", Error),
            IngestError::UnknownCompression { .. } => ("unknown-compression", Error),
            IngestError::NestedArchive { .. } => ("nested-archive", Error),
            IngestError::TooManyEntries { .. } => ("too-many-entries", Error),
            IngestError::DeepPage { .. } => ("deep-page", Warning),
            IngestError::LargePage { .. } => ("large-page", Warning),
            IngestError::NoArticle { .. } => ("no-article", Warning),
            IngestError::BrokenXml { .. } => ("broken-xml", Error),
            IngestError::UnknownXml { .. } => ("unknown-xml", Error),
            IngestError::DeepXml { .. } => ("deep-xml", Error),
            IngestError::XmlEntities { .. } => ("xml-entities", Warning),
            IngestError::BrokenPdf { .. } => ("broken-pdf", Error),
            IngestError::BrokenPage { .. } => ("broken-page", Warning),
            IngestError::CutPdf { .. } => ("cut-pdf", Warning),
            IngestError::PdfWithoutText { .. } => ("pdf-without-text", Error),
            IngestError::DoubtfulPdf { .. } => ("doubtful-pdf", Warning),
            IngestError::BrokenDocx { .. } => ("broken-docx", Error),
            IngestError::BrokenMail { .. } => ("broken-mail", Error),
            IngestError::Attachments { .. } => ("attachments", Warning),
            IngestError::ReaderFailed { .. } => ("reader-failed", Error),
        }
    }
}
