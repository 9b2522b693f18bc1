//! Event records -> files, one module a format.
//!
//! In: reports and their records, one after the other. Out: `DIR/events.EXT` for each format, and
//! `DIR/claims.EXT` where a format holds one table a file. Every file is made beside its place under
//! a passing name; [`Outputs::finish`] completes all and then moves them together, so that a run that
//! breaks off leaves no half table and no lost old one. Memory does not grow with the number of records.
//!
//! Not done here: deciding anything about an event; a writer only spells what the record says.

mod claims;
mod countries;
mod csv;
mod events;
mod format;
mod geojson;
mod growing;
pub mod journal;
mod jsonl;
mod page_file;
#[cfg(feature = "parquet")]
mod parquet;
pub mod run_report;
#[cfg(feature = "sqlite")]
mod sqlite;
mod staged;
mod table;
mod texts;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use claims::COLUMNS as CLAIM_COLUMNS;
pub use countries::{Countries, CountryLine};
pub use events::COLUMNS as EVENT_COLUMNS;
pub use format::Format;
pub use growing::{GROWING, Growing};
pub(crate) use page_file::PageFile;
pub use table::{Column, Kind, Layout};
pub use texts::Texts;

use crate::record::EventRecord;
use crate::report::Report;
use serde::{Deserialize, Serialize};
use staged::Complete;
use std::path::{Path, PathBuf};
use table::{Cell, Row};

/// Why the output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{}: the output folder cannot be made ({reason}); choose another with --output", path.display())]
    Folder { path: PathBuf, reason: String },
    #[error("{}: cannot be written ({reason}); make room or choose another folder with --output", path.display())]
    File { path: PathBuf, reason: String },
    #[error("{name}: this khabar was built without the format; build it with `cargo install --path . --features {name}`, or leave the format out")]
    NotBuiltIn { name: &'static str },
    #[error("{name}: is written as a whole, so rows cannot be appended to it; leave it out here, and make it with `khabar extract`")]
    DoesNotGrow { name: &'static str },
}

/// What the outputs say about a report besides its events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRecord {
    pub id: String,
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    /// As it was given.
    pub language: Option<String>,
    /// Length of the text in code points.
    pub characters: usize,
}

impl From<&Report> for ReportRecord {
    fn from(report: &Report) -> ReportRecord {
        ReportRecord {
            id: report.id.clone(),
            title: report.title.clone(),
            source: report.source.clone(),
            url: report.url.clone(),
            published: report.published_text.clone(),
            language: report.language.map(|l| l.code().to_owned()),
            characters: report.text.chars().count(),
        }
    }
}

/// The columns that each of the two tables shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layouts {
    pub events: Layout,
    pub claims: Layout,
}

impl Default for Layouts {
    fn default() -> Layouts {
        Layouts { events: Layout::whole(&EVENT_COLUMNS), claims: Layout::whole(&CLAIM_COLUMNS) }
    }
}

/// What turns records into rows.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    pub countries: Countries,
    pub layouts: Layouts,
}

/// A record and its rows, as the writers get them.
struct Told<'e> {
    record: &'e EventRecord,
    row: Vec<Cell<'e>>,
    claims: Vec<Vec<Cell<'e>>>,
}

impl<'e> Told<'e> {
    fn new(record: &'e EventRecord, tables: &'e Tables) -> Told<'e> {
        let Layouts { events, claims } = &tables.layouts;
        let of_claims: Vec<Row> = claims::rows(record, &tables.countries);
        Told { record, row: events.pick(&events::row(record, &tables.countries)), claims: of_claims.iter().map(|row| claims.pick(row)).collect() }
    }
}

/// One format's writer.
trait Writer {
    /// Takes note of a report; its events follow.
    fn report(&mut self, _report: &ReportRecord) -> Result<(), WriteError> {
        Ok(())
    }

    fn event(&mut self, told: &Told) -> Result<(), WriteError>;

    /// What the format could not hold: kinds of warning and how often.
    fn warnings(&self) -> Vec<(&'static str, u64)> {
        Vec::new()
    }

    /// Completes the files.
    fn finish(self: Box<Self>) -> Result<Vec<Complete>, WriteError>;
}

/// What a finished set of outputs is.
#[derive(Debug, Default)]
pub struct Written {
    pub files: Vec<PathBuf>,
    /// What a format could not hold: kinds of warning and how often.
    pub warnings: Vec<(&'static str, u64)>,
}

/// All the writers of a run.
pub struct Outputs {
    tables: Tables,
    writers: Vec<Box<dyn Writer>>,
}

impl Outputs {
    /// Makes the folder and opens the files of each format.
    ///
    /// # Errors
    /// The folder cannot be made, no file can be made in it, or a format is not built in.
    pub fn create(folder: &Path, formats: &[Format], tables: Tables) -> Result<Outputs, WriteError> {
        std::fs::create_dir_all(folder).map_err(|e| WriteError::Folder { path: folder.to_owned(), reason: e.to_string() })?;
        let mut formats = formats.to_vec();
        formats.sort_unstable();
        formats.dedup();
        let writers = formats.into_iter().map(|f| writer(f, folder, &tables.layouts)).collect::<Result<_, _>>()?;
        Ok(Outputs { tables, writers })
    }

    /// Takes note of a report; its events are to follow.
    ///
    /// # Errors
    /// A file cannot be written to.
    pub fn report(&mut self, report: &ReportRecord) -> Result<(), WriteError> {
        self.writers.iter_mut().try_for_each(|w| w.report(report))
    }

    /// Writes one record in every format.
    ///
    /// # Errors
    /// A file cannot be written to.
    pub fn write(&mut self, event: &EventRecord) -> Result<(), WriteError> {
        let told = Told::new(event, &self.tables);
        self.writers.iter_mut().try_for_each(|w| w.event(&told))
    }

    /// Completes all files, then puts them in their places.
    ///
    /// # Errors
    /// A file cannot be completed or moved; where one cannot be completed, none is moved.
    pub fn finish(self) -> Result<Written, WriteError> {
        let warnings = self.writers.iter().flat_map(|w| w.warnings()).collect();
        let complete: Vec<Vec<Complete>> = self.writers.into_iter().map(Writer::finish).collect::<Result<_, _>>()?;
        let files = complete.into_iter().flatten().map(Complete::place).collect::<Result<_, _>>()?;
        Ok(Written { files, warnings })
    }
}

fn writer(format: Format, folder: &Path, layouts: &Layouts) -> Result<Box<dyn Writer>, WriteError> {
    Ok(match format {
        Format::Csv => Box::new(csv::Csv::create(folder, layouts)?),
        Format::Jsonl => Box::new(jsonl::Jsonl::create(folder)?),
        Format::GeoJson => Box::new(geojson::GeoJson::create(folder, layouts)?),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => Box::new(xlsx::Xlsx::create(folder, layouts)?),
        #[cfg(feature = "sqlite")]
        Format::Sqlite => Box::new(sqlite::Sqlite::create(folder)?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Parquet::create(folder, layouts)?),
        #[allow(unreachable_patterns, reason = "reached where a format is not built in")]
        other => return Err(WriteError::NotBuiltIn { name: other.name() }),
    })
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
