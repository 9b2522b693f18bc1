//! Outputs that grow: rows are appended to files that stand and that others read meanwhile.
//!
//! A batch goes to each file in one write (SQLite: one transaction). What a run that was killed left half
//! done is mended by making the files anew from the journal, which is where they begin.

use super::journal::Entry;
use super::{Format, Tables, Told, WriteError, csv};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The formats to which rows can be appended; the others are written as a whole.
pub const GROWING: [Format; 3] = [Format::Csv, Format::Jsonl, Format::Sqlite];

/// Files that stand, open for more rows.
pub struct Growing {
    tables: Tables,
    events_csv: Option<Standing>,
    claims_csv: Option<Standing>,
    jsonl: Option<Standing>,
    #[cfg(feature = "sqlite")]
    sqlite: Option<super::sqlite::Growing>,
}

struct Standing {
    path: PathBuf,
    file: File,
}

impl Growing {
    /// Opens the files that [`super::Outputs`] wrote to `folder`.
    ///
    /// # Errors
    /// A file cannot be opened, or a format does not grow.
    pub fn open(folder: &Path, formats: &[Format], tables: Tables) -> Result<Growing, WriteError> {
        if let Some(fixed) = formats.iter().find(|f| !GROWING.contains(f)) {
            return Err(WriteError::DoesNotGrow { name: fixed.name() });
        }
        let open = |format: Format, name: &str| formats.contains(&format).then(|| Standing::open(folder.join(name))).transpose();
        Ok(Growing {
            events_csv: open(Format::Csv, "events.csv")?,
            claims_csv: open(Format::Csv, "claims.csv")?,
            jsonl: open(Format::Jsonl, "events.jsonl")?,
            #[cfg(feature = "sqlite")]
            sqlite: formats.contains(&Format::Sqlite).then(|| super::sqlite::Growing::open(folder)).transpose()?,
            tables,
        })
    }

    /// Appends the reports among `entries` and their events.
    ///
    /// # Errors
    /// A file cannot be written to.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), WriteError> {
        let (mut events_csv, mut claims_csv) = (::csv::Writer::from_writer(Vec::new()), ::csv::Writer::from_writer(Vec::new()));
        let mut jsonl = Vec::new();
        for event in entries.iter().filter_map(Entry::events).flatten() {
            let told = Told::new(event, &self.tables);
            // Rows go to memory, where nothing can fail.
            let _ = csv::row(&mut events_csv, &told.row);
            told.claims.iter().for_each(|row| drop(csv::row(&mut claims_csv, row)));
            let _ = serde_json::to_writer(&mut jsonl, event);
            jsonl.push(b'\n');
        }
        let whole = |csv: ::csv::Writer<Vec<u8>>| csv.into_inner().unwrap_or_default();
        for (file, rows) in [(&mut self.events_csv, whole(events_csv)), (&mut self.claims_csv, whole(claims_csv)), (&mut self.jsonl, jsonl)] {
            if let Some(open) = file {
                open.file.write_all(&rows).map_err(|e| WriteError::File { path: open.path.clone(), reason: e.to_string() })?;
            }
        }
        #[cfg(feature = "sqlite")]
        if let Some(sqlite) = &mut self.sqlite {
            sqlite.append(entries)?;
        }
        Ok(())
    }
}

impl Standing {
    fn open(path: PathBuf) -> Result<Standing, WriteError> {
        match OpenOptions::new().append(true).open(&path) {
            Ok(file) => Ok(Standing { path, file }),
            Err(e) => Err(WriteError::File { path, reason: e.to_string() }),
        }
    }
}
