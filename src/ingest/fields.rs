//! A JSON object -> [`Report`]: the fields of the input contract and what may be wrong in them.
//!
//! Unknown fields are passed over; `null` and the empty string count as left out.

use super::error::{IngestError, Place};
use crate::report::{Language, Report};
use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Reads a report. `fallback_id` stands in for a missing id; without it, a hash of the text does.
pub(super) fn report(value: Value, place: &Place, fallback_id: Option<&str>) -> Result<Report, IngestError> {
    let mut fields = object(value, place)?;
    let text = match fields.remove("text") {
        None | Some(Value::Null) => return Err(IngestError::NoText { place: place.clone() }),
        Some(Value::String(text)) if text.trim().is_empty() => return Err(IngestError::EmptyText { place: place.clone() }),
        Some(Value::String(text)) => text,
        Some(other) => return Err(IngestError::NotAString { place: place.clone(), field: "text", found: kind(&other) }),
    };
    let mut report = Report { text, ..Report::default() };
    metadata(&mut fields, place, &mut report)?;
    settle_id(&mut report, fallback_id);
    Ok(report)
}

/// Fills in everything but the text, from an object or a sidecar.
pub(super) fn metadata(fields: &mut Map<String, Value>, place: &Place, report: &mut Report) -> Result<(), IngestError> {
    if let Some(Value::Number(n)) = fields.get("id") {
        let id = n.to_string();
        fields.insert("id".to_owned(), Value::String(id));
    }
    report.id = string(fields, "id", place)?.unwrap_or_default();
    report.title = string(fields, "title", place)?;
    report.source = string(fields, "source", place)?;
    report.url = string(fields, "url", place)?;
    report.published_text = string(fields, "published", place)?;
    report.published = match &report.published_text {
        Some(text) => Some(day_of(text).ok_or_else(|| IngestError::BadDate { place: place.clone(), value: text.clone() })?),
        None => None,
    };
    report.language = match string(fields, "language", place)? {
        Some(code) => Some(Language::from_code(&code).ok_or(IngestError::UnknownLanguage { place: place.clone(), value: code })?),
        None => None,
    };
    Ok(())
}

/// The object inside, or what stands in its place.
pub(super) fn object(value: Value, place: &Place) -> Result<Map<String, Value>, IngestError> {
    match value {
        Value::Object(fields) => Ok(fields),
        other => Err(IngestError::NotAnObject { place: place.clone(), found: kind(&other) }),
    }
}

/// Gives a report without an id the fallback, or the beginning of its text's hash.
pub(super) fn settle_id(report: &mut Report, fallback: Option<&str>) {
    if report.id.is_empty() {
        report.id = match fallback {
            Some(id) => id.to_owned(),
            None => Sha256::digest(report.text.as_bytes()).iter().take(6).map(|b| format!("{b:02x}")).collect(),
        };
    }
}

fn string(fields: &mut Map<String, Value>, field: &'static str, place: &Place) -> Result<Option<String>, IngestError> {
    match fields.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(s)) => Ok(Some(s.trim().to_owned()).filter(|s| !s.is_empty())),
        Some(other) => Err(IngestError::NotAString { place: place.clone(), field, found: kind(&other) }),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The day of an ISO date or date-time, as it is written: no shift between time zones.
fn day_of(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(day);
    }
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let clock = match time.strip_suffix(['Z', 'z']) {
        Some(clock) => clock,
        None => match time.rfind(['+', '-']) {
            Some(at) if is_offset(&time[at + 1..]) => &time[..at],
            Some(_) => return None,
            None => time,
        },
    };
    let clock = clock.trim_end();
    ["%H:%M:%S%.f", "%H:%M"].iter().any(|f| NaiveTime::parse_from_str(clock, f).is_ok()).then_some(day)
}

/// `01`, `0100` or `01:00`.
fn is_offset(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| *c != ':').collect();
    matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_dates_and_date_times() {
        for text in [
            "2023-01-13",
            "2023-01-13T08:30",
            "2023-01-13T08:30:00",
            "2023-01-13 08:30:00.25",
            "2023-01-13T23:30:00Z",
            "2023-01-13T23:30:00+01:00",
            "2023-01-13T23:30:00-0300",
            "2023-01-13 23:30 +00",
        ] {
            assert_eq!(day_of(text), NaiveDate::from_ymd_opt(2023, 1, 13), "{text}");
        }
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in ["2023-02-30", "2023-13-01", "13/01/2023", "2023-1-3", "2023", "2023-01-13T25:00", "2023-01-13 noon", "٢٠٢٣-٠١-١٣", "2023-01-13T08:30+x"]
        {
            assert_eq!(day_of(text), None, "{text}");
        }
    }
}
