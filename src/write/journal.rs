//! What a run has done so far, so that it can stop at any moment and go on later.
//!
//! The journal is the run: each input, read or not, has a line, in order, with what was found in it.
//! The outputs are made from it at the end. A run that was stopped or killed goes on behind the last
//! whole line, and since all formats are views of the journal, the result is the same bytes as that of
//! a run that nothing disturbed. While a run holds the journal no other can write to the folder.
//!
//! Not done here: reading inputs, deciding what belongs to a run.

use super::{ReportRecord, WriteError};
use crate::record::EventRecord;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Its name in the output folder.
pub const NAME: &str = ".khabar-journal.jsonl";

/// What must be the same for a run to go on: its inputs and all that its records depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The version of the program.
    pub khabar: String,
    pub command: String,
    pub inputs: Vec<String>,
    /// The hash of the data.
    pub data: String,
    /// How inputs are read.
    pub reading: serde_json::Value,
}

impl Head {
    /// What differs between two runs, in words; `None` if one may go on as the other.
    pub fn differs(&self, other: &Head) -> Option<&'static str> {
        let same = [
            (self.command == other.command, "the command"),
            (self.khabar == other.khabar, "the version of khabar"),
            (self.inputs == other.inputs, "the inputs"),
            (self.data == other.data, "the data (words, names, places or rules)"),
            (self.reading == other.reading, "the way in which inputs are read"),
        ];
        same.into_iter().find(|(same, _)| !same).map(|(_, what)| what)
    }
}

/// What came of one input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Entry {
    Report {
        report: ReportRecord,
        events: Vec<EventRecord>,
    },
    /// Something to know about an input.
    Warning {
        kind: String,
        message: String,
        /// Whether the input gave no report.
        lost: bool,
    },
    /// A file of a watched folder begins.
    File {
        name: String,
        sha256: String,
    },
    /// It is read to its end. Its length, and when it changed (nanoseconds since 1970), tell it again.
    FileRead {
        name: String,
        bytes: u64,
        modified: u64,
    },
}

impl Entry {
    /// The events of a report; `None` if the entry is none.
    pub fn events(&self) -> Option<&[EventRecord]> {
        match self {
            Entry::Report { events, .. } => Some(events),
            _ => None,
        }
    }

    /// The entry as a line of the journal.
    pub fn line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).unwrap_or_else(|e| unreachable!("records hold no value that JSON lacks: {e}"));
        line.push(b'\n');
        line
    }
}

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("{}: another run is writing to this folder; wait for it or choose another folder with --output", folder.display())]
    Locked { folder: PathBuf },
    #[error("{}: cannot be read ({reason}); remove it to begin anew", path.display())]
    Broken { path: PathBuf, reason: String },
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The journal of a run, open for more entries.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    head: Head,
}

impl Journal {
    /// The journal of an unfinished run in `folder`, cut behind its last whole line; `None` if there is none.
    ///
    /// # Errors
    /// Another run holds it, or it is no journal.
    pub fn open(folder: &Path) -> Result<Option<Journal>, JournalError> {
        let path = folder.join(NAME);
        let file = match File::options().read(true).write(true).open(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(JournalError::Broken { path, reason: e.to_string() }),
        };
        lock(&file, folder, &path)?;
        let broken = |reason: String| JournalError::Broken { path: path.clone(), reason };
        let (first, whole) = whole_lines(&file).map_err(|e| broken(e.to_string()))?;
        if first.is_empty() {
            return Ok(None);
        }
        let head = serde_json::from_slice(&first).map_err(|e| broken(format!("its first line is not that of a journal: {e}")))?;
        let mut journal = Journal { path, file, head };
        journal.file.set_len(whole).and_then(|()| journal.file.seek(SeekFrom::End(0))).map_err(|e| journal.fault(&e))?;
        Ok(Some(journal))
    }

    /// A new journal in `folder`, in place of an older one.
    ///
    /// # Errors
    /// Another run holds the folder, or it cannot be written to.
    pub fn create(folder: &Path, head: Head) -> Result<Journal, JournalError> {
        let path = folder.join(NAME);
        fs::create_dir_all(folder).map_err(|e| WriteError::Folder { path: folder.to_owned(), reason: e.to_string() })?;
        let fault = |e: &io::Error| WriteError::File { path: path.clone(), reason: e.to_string() };
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(|e| fault(&e))?;
        lock(&file, folder, &path)?;
        let mut line = serde_json::to_vec(&head).map_err(|e| fault(&e.into()))?;
        line.push(b'\n');
        file.set_len(0).and_then(|()| file.write_all(&line)).map_err(|e| fault(&e))?;
        Ok(Journal { path, file, head })
    }

    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Appends lines as [`Entry::line`] makes them.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn append(&mut self, lines: &[u8]) -> Result<(), WriteError> {
        self.file.write_all(lines).map_err(|e| self.fault(&e))
    }

    /// Brings what was appended to the disk.
    ///
    /// # Errors
    /// The disk fails.
    pub fn sync(&self) -> Result<(), WriteError> {
        self.file.sync_data().map_err(|e| self.fault(&e))
    }

    /// All entries, in order, read from the disk one at a time.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn entries(&self) -> Result<impl Iterator<Item = Result<Entry, JournalError>> + use<>, JournalError> {
        let path = self.path.clone();
        let file = File::open(&path).map_err(|e| JournalError::Broken { path: path.clone(), reason: e.to_string() })?;
        let mut lines = BufReader::with_capacity(1 << 18, file);
        let mut line = Vec::new();
        let mut number = 0;
        Ok(std::iter::from_fn(move || {
            loop {
                line.clear();
                number += 1;
                let broken = |reason: String| JournalError::Broken { path: path.clone(), reason: format!("line {number}: {reason}") };
                match lines.read_until(b'\n', &mut line) {
                    Ok(0) => return None,
                    Ok(_) if number == 1 => {}
                    Ok(_) => return Some(serde_json::from_slice(&line).map_err(|e| broken(e.to_string()))),
                    Err(e) => return Some(Err(broken(e.to_string()))),
                }
            }
        }))
    }

    /// Removes the journal of a run whose outputs stand.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove(self) -> Result<(), WriteError> {
        fs::remove_file(&self.path).map_err(|e| self.fault(&e))
    }

    fn fault(&self, error: &io::Error) -> WriteError {
        WriteError::File { path: self.path.clone(), reason: error.to_string() }
    }
}

fn lock(file: &File, folder: &Path, path: &Path) -> Result<(), JournalError> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(JournalError::Locked { folder: folder.to_owned() }),
        Err(TryLockError::Error(e)) => Err(JournalError::Broken { path: path.to_owned(), reason: e.to_string() }),
    }
}

/// The first line, and the length of all lines from the start that are whole: a run that was killed
/// can leave a torn last line, and a machine that lost power a last block of other bytes.
fn whole_lines(file: &File) -> io::Result<(Vec<u8>, u64)> {
    let mut lines = BufReader::with_capacity(1 << 18, file);
    let (mut first, mut line) = (Vec::new(), Vec::new());
    let mut whole = 0;
    loop {
        line.clear();
        let length = lines.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"}\n") || line.first() != Some(&b'{') {
            return Ok((first, whole));
        }
        whole += length as u64;
        if first.is_empty() {
            first.clone_from(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        Head { khabar: "1".into(), command: "extract".into(), inputs: vec!["a".into()], data: "d".into(), reading: serde_json::Value::Null }
    }

    fn entry(id: &str) -> Entry {
        let report = ReportRecord { id: id.into(), ..ReportRecord::default() };
        Entry::Report { report, events: vec![super::super::sample()] }
    }

    fn failed() -> Entry {
        Entry::Warning { kind: "empty".into(), message: "x: is empty".into(), lost: true }
    }

    #[test]
    fn a_torn_line_is_cut_off_and_the_run_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::create(folder.path(), head()).unwrap();
        journal.append(&[entry("a").line(), failed().line()].concat()).unwrap();
        let torn = entry("b").line();
        for length in [1, torn.len() / 2, torn.len() - 1] {
            journal.append(&torn[..length]).unwrap();
            drop(journal);
            journal = Journal::open(folder.path()).unwrap().expect("there is one");
            let entries: Vec<Entry> = journal.entries().unwrap().map(Result::unwrap).collect();
            assert_eq!(entries, [entry("a"), failed()]);
        }
        journal.append(&torn).unwrap();
        assert_eq!(journal.entries().unwrap().count(), 3);
        assert_eq!(journal.head(), &head());
        journal.remove().unwrap();
        assert!(Journal::open(folder.path()).unwrap().is_none());
    }

    #[test]
    fn one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let held = Journal::create(folder.path(), head()).unwrap();
        assert!(matches!(Journal::create(folder.path(), head()), Err(JournalError::Locked { .. })));
        assert!(matches!(Journal::open(folder.path()), Err(JournalError::Locked { .. })));
        drop(held);
        assert!(Journal::open(folder.path()).unwrap().is_some());
    }

    #[test]
    fn a_journal_that_is_none_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), "{\"a\": 1}\n").unwrap();
        let said = Journal::open(folder.path()).unwrap_err().to_string();
        assert!(said.contains("its first line is not that of a journal") && said.contains("remove it"), "{said}");
        fs::write(folder.path().join(NAME), "").unwrap();
        assert!(Journal::open(folder.path()).unwrap().is_none());
    }

    #[test]
    fn what_differs_is_named() {
        let other = Head { data: "e".into(), ..head() };
        assert_eq!(head().differs(&other), Some("the data (words, names, places or rules)"));
        assert_eq!(head().differs(&head()), None);
    }
}
