//! `texts.jsonl`: the texts in which the records' spans count, in the form in which khabar reads
//! reports.

use super::WriteError;
use super::staged::Staged;
use crate::report::Report;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A line of the file.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// The file that the report came from, or the file in an archive.
    file: &'a str,
    text: &'a str,
}

/// The file, as it is written.
pub struct Texts {
    out: Staged,
}

impl Texts {
    /// Begins the file in a folder, which is made if it is missing.
    ///
    /// # Errors
    /// The folder or the file cannot be made.
    pub fn create(folder: &Path) -> Result<Texts, WriteError> {
        std::fs::create_dir_all(folder).map_err(|e| WriteError::Folder { path: folder.to_owned(), reason: e.to_string() })?;
        Ok(Texts { out: Staged::create(folder, "texts.jsonl")? })
    }

    /// Adds a report that was read from `file`.
    ///
    /// # Errors
    /// The file cannot be written to.
    pub fn write(&mut self, report: &Report, file: &str) -> Result<(), WriteError> {
        let line = Line {
            id: &report.id,
            title: report.title.as_deref(),
            published: report.published_text.as_deref(),
            source: report.source.as_deref(),
            url: report.url.as_deref(),
            language: report.language.map(|l| l.code()),
            file,
            text: &report.text,
        };
        serde_json::to_writer(&mut self.out, &line).map_err(|e| self.out.fault(&e))?;
        self.out.write_all(b"\n").map_err(|e| self.out.fault(&e))
    }

    /// Puts the file in its place and answers its path.
    ///
    /// # Errors
    /// The file cannot be completed or moved.
    pub fn finish(self) -> Result<PathBuf, WriteError> {
        self.out.finish()?.place()
    }
}
