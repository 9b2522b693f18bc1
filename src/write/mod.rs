//! Event records -> files, one module a format.
//!
//! In: records, one after the other. Out: `DIR/events.jsonl`, `DIR/events.csv`, `DIR/claims.csv`.
//! Every file is written beside its place under a passing name and moved there by
//! [`Outputs::finish`], so that a run that breaks off leaves no half table and no lost old one.
//!
//! Not done here: deciding anything about an event; a writer only spells what the record says.

mod cells;
mod claims_csv;
mod countries;
mod events_csv;
mod jsonl;
mod staged;
mod texts;

pub use claims_csv::COLUMNS as CLAIM_COLUMNS;
pub use countries::{Countries, CountryLine};
pub use events_csv::COLUMNS as EVENT_COLUMNS;
pub use texts::Texts;

use crate::record::EventRecord;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// `events.csv` and `claims.csv`.
    Csv,
    /// `events.jsonl`, the reference form.
    Jsonl,
}

impl Format {
    pub const ALL: [Format; 2] = [Format::Csv, Format::Jsonl];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Format, String> {
        Format::ALL.into_iter().find(|f| f.name() == text.trim().to_ascii_lowercase()).ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
            format!("no such format; one of: {}", names.join(", "))
        })
    }
}

/// Why the output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{}: the output folder cannot be made ({reason}); choose another with --output", path.display())]
    Folder { path: PathBuf, reason: String },
    #[error("{}: cannot be written ({reason}); make room or choose another folder with --output", path.display())]
    File { path: PathBuf, reason: String },
}

/// One format's writer.
trait Writer {
    fn write(&mut self, event: &EventRecord) -> Result<(), WriteError>;
    /// Moves what was written to its place.
    fn finish(self: Box<Self>) -> Result<PathBuf, WriteError>;
}

/// All the writers of a run.
pub struct Outputs {
    writers: Vec<Box<dyn Writer>>,
}

impl Outputs {
    /// Makes the folder and opens the files of each format.
    ///
    /// # Errors
    /// The folder cannot be made, or no file can be made in it.
    pub fn create(folder: &Path, formats: &[Format], countries: &Countries) -> Result<Outputs, WriteError> {
        std::fs::create_dir_all(folder).map_err(|e| WriteError::Folder { path: folder.to_owned(), reason: e.to_string() })?;
        let mut formats = formats.to_vec();
        formats.sort_unstable();
        formats.dedup();
        let mut writers: Vec<Box<dyn Writer>> = Vec::new();
        for format in formats {
            match format {
                Format::Csv => {
                    writers.push(Box::new(events_csv::EventsCsv::create(folder, countries.clone())?));
                    writers.push(Box::new(claims_csv::ClaimsCsv::create(folder, countries.clone())?));
                }
                Format::Jsonl => writers.push(Box::new(jsonl::Jsonl::create(folder)?)),
            }
        }
        Ok(Outputs { writers })
    }

    /// Writes one record in every format.
    ///
    /// # Errors
    /// A file cannot be written to.
    pub fn write(&mut self, event: &EventRecord) -> Result<(), WriteError> {
        self.writers.iter_mut().try_for_each(|w| w.write(event))
    }

    /// Puts all files in their places and answers their paths.
    ///
    /// # Errors
    /// A file cannot be completed or moved.
    pub fn finish(self) -> Result<Vec<PathBuf>, WriteError> {
        self.writers.into_iter().map(Writer::finish).collect()
    }
}

/// A record for this folder's tests.
#[cfg(test)]
pub(crate) fn sample() -> EventRecord {
    serde_json::from_value(serde_json::json!({
        "schema_version": "1", "event_id": "ML-000000000001", "report_id": "r1", "source": "Invented News", "url": null,
        "published": "2023-01-13", "language": "en", "event_date": "2023-01-11", "event_date_end": "2023-01-11",
        "time_precision": 1, "date_text": "Wednesday", "disorder_type": "Political violence", "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actors": [
            {"role": "actor1", "id": "jnim", "name": "JNIM: Group for Support of Islam and Muslims", "inter": "Rebel group", "text": "fighters", "span": [0, 8]},
            {"role": "assoc_actor_1", "id": "katiba-macina", "name": "Katiba Macina", "inter": "Rebel group", "text": "Macina", "span": null},
            {"role": "actor2", "id": "gendarmerie-ML", "name": "Police Forces of Mali (2021-) Gendarmerie", "inter": "State forces", "text": "post", "span": [9, 13]}],
        "civilian_targeting": false,
        "location": {"text": "Singagui", "span": null, "name": "Singagui", "country": "ML", "admin1": "Sikasso", "admin2": null,
                     "latitude": null, "longitude": null, "geo_precision": 1, "gazetteer_id": null, "resolution": "unresolved", "candidates": []},
        "casualties": [{"kind": "killed", "who": "gendarmerie-ML", "role": "actor2", "low": 1, "high": 1, "qualifier": "exact",
                        "by": ["jnim"], "text": "one gendarme", "span": [20, 32]}],
        "fatalities": 1,
        "materiel": [{"action": "destroyed", "item": "motorcycle", "count": 7, "by": ["jnim"], "text": "seven motorcycles", "span": null}],
        "status": "claimed",
        "claims": [
            {"by": "jnim", "by_name": "JNIM", "type": "responsibility", "channel": "az-zallaqa", "date": null, "text": "said", "span": [40, 44]},
            {"by": "military-ML", "by_name": "Military Forces of Mali", "type": "admission", "channel": null, "date": null, "text": "conceded", "span": null}],
        "evidence": [], "notes": "A post was attacked.", "confidence": 0.91, "same_as": null
    }))
    .expect("the sample follows the record's form")
}
