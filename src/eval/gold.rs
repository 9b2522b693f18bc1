//! Gold files: the events that a careful coder finds in a report.
//!
//! In: a folder. Out: its gold, sorted by path. Not done here: judging whether the gold is right.

use super::EvalError;
use super::text::Alternatives;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// One report's gold.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldReport {
    pub report: String,
    pub language: Option<String>,
    /// Slots that this gold does not hold, by name.
    #[serde(default)]
    pub unscored: Vec<String>,
    pub events: Vec<GoldEvent>,
}

/// One event; `alt_…` are whole values that are equally right.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEvent {
    /// `event_type/sub_event_type`.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub alt_types: Vec<String>,
    /// First and last day.
    pub date: Option<[String; 2]>,
    #[serde(default)]
    pub alt_dates: Vec<Option<[String; 2]>>,
    pub place: Option<GoldPlace>,
    pub actor1: Option<Vec<Alternatives>>,
    pub actor2: Option<Vec<Alternatives>>,
    #[serde(default)]
    pub casualties: Vec<GoldCasualty>,
    #[serde(default)]
    pub alt_casualties: Vec<Vec<GoldCasualty>>,
    /// In place of casualties where the gold has only a total of deaths.
    pub fatalities: Option<u32>,
    #[serde(default)]
    pub materiel: Vec<GoldMateriel>,
    #[serde(default)]
    pub claims: Vec<GoldClaim>,
    /// Finding it earns and costs nothing.
    #[serde(default)]
    pub optional: bool,
}

/// Where an event was, in every spelling that is right.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldPlace {
    #[serde(default)]
    pub text: Vec<String>,
    #[serde(default)]
    pub name: Alternatives,
    #[serde(default)]
    pub admin1: Alternatives,
    pub latlon: Option<(f64, f64)>,
    pub within_km: Option<f64>,
}

/// People harmed.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldCasualty {
    pub kind: String,
    /// Absent: any group is right.
    pub who: Option<Alternatives>,
    pub low: Option<u64>,
    #[serde(default)]
    pub qualifier: String,
}

/// Things seized, destroyed or damaged.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldMateriel {
    pub action: String,
    pub item: Alternatives,
    pub count: Option<u64>,
}

/// Who says so, and how.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldClaim {
    pub by: Alternatives,
    #[serde(rename = "type")]
    pub kind: Alternatives,
}

impl GoldEvent {
    /// The right dates; `None` among them: leaving it out is right.
    pub(super) fn dates(&self) -> impl Iterator<Item = Option<&[String; 2]>> {
        std::iter::once(self.date.as_ref()).chain(self.alt_dates.iter().map(Option::as_ref))
    }
}

/// Reads every `*.gold.json` below a folder, sorted by path.
///
/// # Errors
/// There is none, or one of them is not gold.
pub fn read_gold(folder: &Path) -> Result<Vec<GoldReport>, EvalError> {
    let mut files = Vec::new();
    gold_files(folder, &mut files)?;
    files.sort();
    if files.is_empty() {
        return Err(EvalError::NoGold { folder: folder.to_owned() });
    }
    let mut golds = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|e| EvalError::Unreadable { path: file.clone(), reason: e.to_string() })?;
        golds.extend(parse(&text).map_err(|e| EvalError::BadGold { path: file.clone(), reason: e.to_string() })?);
    }
    Ok(golds)
}

/// One gold, or an array of them.
fn parse(text: &str) -> serde_json::Result<Vec<GoldReport>> {
    if text.trim_start().starts_with('[') { serde_json::from_str(text) } else { serde_json::from_str(text).map(|g| vec![g]) }
}

fn gold_files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), EvalError> {
    let entries = fs::read_dir(folder).map_err(|e| EvalError::Unreadable { path: folder.to_owned(), reason: e.to_string() })?;
    for entry in entries.flatten().filter(|e| !e.file_name().to_string_lossy().starts_with('.')) {
        let path = entry.path();
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            gold_files(&path, found)?;
        } else if entry.file_name().to_string_lossy().ends_with(".gold.json") {
            found.push(path);
        }
    }
    Ok(())
}
