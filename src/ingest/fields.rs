//! The fields of an object or the cells of a row -> [`Report`]: which field is which, and what may be
//! wrong in them.
//!
//! Unknown fields are passed over; `null` and the empty string count as left out. A fault in a field
//! of the contract, or that the user named, costs the report; one in a field that is only guessed to
//! be meant leaves the field empty.

use super::days;
use super::error::{IngestError, Place};
use super::options::{Field, Options, folded};
use crate::report::{Language, Report};
use sha2::{Digest, Sha256};

/// What a field or cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Text(String),
    Number(String),
    /// Something that no field of a report holds.
    Other(&'static str),
}

impl Cell {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Cell::Null => "null",
            Cell::Text(_) => "a string",
            Cell::Number(_) => "a number",
            Cell::Other(kind) => kind,
        }
    }
}

/// Fields by name, as far as [`Columns::wants`](super::options::Columns::wants) them.
pub(super) type Row = Vec<(String, Cell)>;

/// How a row is to be taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub options: &'a Options,
    /// A date that cannot be read costs itself and not the report, as in tables, which people fill in.
    pub lenient: bool,
}

/// A field that was found.
struct Found {
    name: String,
    cell: Cell,
    /// The contract or the user means this field.
    meant: bool,
}

/// Reads a report. `fallback_id` stands in for a missing id; without it, a hash of the text does.
pub(super) fn report(
    mut row: Row,
    place: &Place,
    reading: Reading<'_>,
    fallback_id: Option<&str>,
    warnings: &mut Vec<IngestError>,
) -> Result<Report, IngestError> {
    let text = match take(&mut row, Field::Text, reading.options) {
        None => {
            let field = reading.options.columns.given(Field::Text).unwrap_or("text").to_owned();
            return Err(IngestError::NoText { place: place.clone(), field });
        }
        Some(Found { cell: Cell::Text(text), name, .. }) if is_blank(&text) => return Err(IngestError::EmptyText { place: place.clone(), field: name }),
        Some(Found { cell: Cell::Text(text), .. }) => text,
        Some(Found { cell, name, .. }) => return Err(IngestError::NotAString { place: place.clone(), field: name, found: cell.kind() }),
    };
    let mut report = Report { text, ..Report::default() };
    metadata(&mut row, place, reading, &mut report, warnings)?;
    settle_id(&mut report, fallback_id);
    Ok(report)
}

/// Fills in everything but the text, from an object, a row or a sidecar.
pub(super) fn metadata(row: &mut Row, place: &Place, reading: Reading<'_>, report: &mut Report, warnings: &mut Vec<IngestError>) -> Result<(), IngestError> {
    let mut string = |field| -> Result<Option<(String, Found)>, IngestError> {
        let Some(found) = take(row, field, reading.options) else { return Ok(None) };
        let value = match &found.cell {
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Number(number) if field == Field::Id => number.clone(),
            other if found.meant => return Err(IngestError::NotAString { place: place.clone(), field: found.name, found: other.kind() }),
            _ => return Ok(None),
        };
        Ok((!value.is_empty()).then_some((value, found)))
    };
    let mut set = |slot: &mut Option<String>, field| -> Result<(), IngestError> {
        if let Some((value, _)) = string(field)? {
            *slot = Some(value);
        }
        Ok(())
    };
    set(&mut report.title, Field::Title)?;
    set(&mut report.source, Field::Source)?;
    set(&mut report.url, Field::Url)?;
    if let Some((id, _)) = string(Field::Id)? {
        report.id = id;
    }
    if let Some((value, found)) = string(Field::Published)? {
        let given = reading.options.date_format.as_deref().and_then(|f| days::formatted(&value, f));
        let strict = found.meant && !reading.lenient;
        match given.or_else(|| if strict { days::iso(&value) } else { days::loose(&value) }) {
            Some(day) => dated(report, day, &value),
            None if strict => return Err(IngestError::BadDate { place: place.clone(), flag: found.name != "published", field: found.name, value }),
            None => warnings.push(IngestError::DateUnread { place: place.clone(), value }),
        }
    }
    if let Some((value, found)) = string(Field::Language)? {
        match language(&value) {
            Some(language) => report.language = Some(language),
            None if found.meant => return Err(IngestError::UnknownLanguage { place: place.clone(), field: found.name, value }),
            None => {}
        }
    }
    Ok(())
}

/// Sets the day; what is written keeps its time only in the form that every reader knows.
pub(super) fn dated(report: &mut Report, day: chrono::NaiveDate, written: &str) {
    report.published = Some(day);
    report.published_text = Some(if days::iso(written).is_some() { written.to_owned() } else { day.to_string() });
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

/// A language's code or its name in one of the three.
pub(super) fn language(value: &str) -> Option<Language> {
    let value = value.to_lowercase();
    let primary = value.split(['-', '_']).next().unwrap_or_default();
    Language::from_code(primary).or(match value.as_str() {
        "arabic" | "arabe" | "العربية" | "عربي" | "عربية" | "ara" => Some(Language::Ar),
        "french" | "français" | "francais" | "الفرنسية" | "فرنسي" | "fra" | "fre" => Some(Language::Fr),
        "english" | "anglais" | "الإنجليزية" | "الانجليزية" | "إنجليزي" | "eng" => Some(Language::En),
        _ => None,
    })
}

/// Takes out the best field for a purpose: the first by rank that holds something of use, or else the
/// one that is meant, whose fault is then told.
fn take(row: &mut Row, field: Field, options: &Options) -> Option<Found> {
    let given = options.columns.given(field).map(folded);
    let names: Vec<&str> = given.as_deref().map_or_else(|| field.names().to_vec(), |name| vec![name]);
    // Of two fields with one name the last holds, as in JSON.
    let places: Vec<(usize, usize)> =
        names.iter().enumerate().filter_map(|(rank, name)| row.iter().rposition(|(n, _)| folded(n) == *name).map(|at| (rank, at))).collect();
    let of_use = |(rank, at): &(usize, usize)| match &row[*at].1 {
        Cell::Null => false,
        Cell::Text(text) => !is_blank(text),
        Cell::Number(_) => *rank == 0 || field == Field::Id,
        Cell::Other(_) => *rank == 0,
    };
    let blank = |(_, at): &(usize, usize)| field == Field::Text && matches!(row[*at].1, Cell::Text(_));
    let (rank, at) = places.iter().find(|p| of_use(p)).or_else(|| places.iter().find(|p| blank(p))).copied()?;
    let (name, cell) = row.swap_remove(at);
    Some(Found { name, cell, meant: rank == 0 })
}

pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(row: &[(&str, &str)], options: &Options) -> Result<Report, IngestError> {
        let row = row.iter().map(|(n, c)| ((*n).to_owned(), Cell::Text((*c).to_owned()))).collect();
        report(row, &Place::file(&"t".into()), Reading { options, lenient: true }, None, &mut Vec::new())
    }

    #[test]
    fn usual_names_in_three_languages() {
        let usual = Options::default();
        for row in [
            [("Text", "T"), ("Headline", "H"), ("Date", "13 January 2023"), ("Publisher", "S"), ("Link", "u"), ("lang", "English")],
            [("Contenu", "T"), ("Titre", "H"), ("Date de publication", "13/01/2023"), ("Source", "S"), ("Lien", "u"), ("Langue", "anglais")],
            [("النص", "T"), ("العنوان", "H"), ("تاريخ النشر", "١٣ يناير ٢٠٢٣"), ("المصدر", "S"), ("الرابط", "u"), ("اللغة", "الإنجليزية")],
        ] {
            let report = read(&row, &usual).expect("a report");
            assert_eq!((report.text.as_str(), report.title.as_deref(), report.source.as_deref()), ("T", Some("H"), Some("S")));
            assert_eq!((report.published_text.as_deref(), report.url.as_deref(), report.language), (Some("2023-01-13"), Some("u"), Some(Language::En)));
        }
    }

    #[test]
    fn the_better_name_wins_and_the_users_name_beats_all() {
        let row = [("summary", "short"), ("body", "long"), ("text", "whole")];
        assert_eq!(read(&row, &Options::default()).expect("a report").text, "whole");
        assert_eq!(read(&row[..2], &Options::default()).expect("a report").text, "long");
        let mut options = Options::default();
        options.columns.text = Some("Summary".into());
        assert_eq!(read(&row, &options).expect("a report").text, "short");
        options.columns.text = Some("lede".into());
        assert!(read(&row, &options).expect_err("no such column").to_string().contains("the field \"lede\" is missing"));
    }
}
