//! Whole files: read within the limit, decoded with the exact place of a broken byte; and the two
//! kinds that are one document, `.txt` and `.json`.

use super::error::{IngestError, LONGEST, Place};
use super::fields;
use crate::report::Report;
use serde_json::Value;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// A `.txt` file is one report; `NAME.meta.json` beside it holds its metadata.
pub(super) fn text_report(path: &Path, name: &Arc<str>) -> Result<Report, IngestError> {
    let text = read(path, name)?;
    let mut report = Report { text, ..Report::default() };
    let sidecar = path.with_extension("meta.json");
    if sidecar.is_file() {
        let sidecar_name: Arc<str> = sidecar.to_string_lossy().into();
        let place = Place::file(&sidecar_name);
        let value = json(&read(&sidecar, &sidecar_name)?, &place)?;
        fields::metadata(&mut fields::object(value, &place)?, &place, &mut report)?;
    }
    fields::settle_id(&mut report, stem(path).as_deref());
    Ok(report)
}

/// A `.json` file holds one report, or an array of them.
pub(super) fn json_reports(path: &Path, name: &Arc<str>) -> Vec<Result<(Report, Place), IngestError>> {
    match read(path, name).and_then(|text| json(&text, &Place::file(name))) {
        Ok(value) => documents(value, name, stem(path).as_deref()),
        Err(e) => vec![Err(e)],
    }
}

/// The reports of one JSON value. `stem` names a single report that has no id.
pub(super) fn documents(value: Value, name: &Arc<str>, stem: Option<&str>) -> Vec<Result<(Report, Place), IngestError>> {
    match value {
        Value::Array(items) if items.is_empty() => vec![Err(IngestError::Empty { file: name.clone() })],
        Value::Array(items) => items
            .into_iter()
            .enumerate()
            .map(|(i, item)| {
                let place = Place::item(name, i + 1);
                fields::report(item, &place, None).map(|r| (r, place))
            })
            .collect(),
        value => {
            let place = Place::file(name);
            vec![fields::report(value, &place, stem).map(|r| (r, place))]
        }
    }
}

/// Parses a whole document.
pub(super) fn json(text: &str, place: &Place) -> Result<Value, IngestError> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| {
        let mend = if e.to_string().starts_with("trailing characters") {
            "write one object or one array, or name the file .jsonl if every line is a report"
        } else {
            "mend it there"
        };
        IngestError::NotJson { place: place.clone(), reason: e.to_string(), mend }
    })
}

/// A file's text, if it is no longer than the limit, valid UTF-8 and not blank.
pub(super) fn read(path: &Path, name: &Arc<str>) -> Result<String, IngestError> {
    let file = File::open(path).map_err(|e| unreadable(name, &e))?;
    decode(&mut &file, name)
}

/// As [`read`], from any stream.
pub(super) fn decode(stream: &mut dyn Read, name: &Arc<str>) -> Result<String, IngestError> {
    let mut bytes = Vec::new();
    stream.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| unreadable(name, &e))?;
    if bytes.len() as u64 > LONGEST {
        return Err(IngestError::TooLong { place: Place::file(name) });
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to();
        let line = 1 + e.as_bytes()[..offset].iter().filter(|b| **b == b'\n').count();
        IngestError::BrokenUtf8 { file: name.clone(), line, offset: offset as u64 }
    })?;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(IngestError::Empty { file: name.clone() });
    }
    Ok(text)
}

pub(super) fn unreadable(name: &Arc<str>, error: &std::io::Error) -> IngestError {
    if error.kind() == std::io::ErrorKind::NotFound {
        IngestError::NotFound { file: name.clone() }
    } else {
        IngestError::Unreadable { file: name.clone(), reason: error.to_string() }
    }
}

fn stem(path: &Path) -> Option<String> {
    path.file_stem().map(|s| s.to_string_lossy().into_owned())
}
