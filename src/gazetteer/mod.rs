//! Place tables of the user's own: brought into one form, compiled once, used from then on.
//!
//! In: GeoNames country dumps, OCHA's administrative tables (COD-AB), or tables in the form of
//! `gazetteers/places.tsv`. Out: [`Imported`] rows and names, and a fault for each line that cannot be
//! read; [`store`] keeps them in the user's data folder. Not done here: choosing between namesakes, and
//! telling that a row is a place of the built-in table, which needs a report (see [`crate::resolve`]).

mod cod;
#[cfg(feature = "fetch")]
pub mod fetch;
mod geonames;
pub mod store;
mod table;
mod units;

use crate::resources::Resources;
use crate::resources::places::compile::PlaceRow;
use crate::resources::problem::Problem;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// What one file holds.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The file's name without its ending: two imports of one name replace each other.
    pub name: String,
    pub rows: Vec<PlaceRow>,
    /// Further names: the row's id, and the name.
    pub names: Vec<(String, String)>,
    /// Lines that were left out because they cannot be read.
    pub faults: Vec<Problem>,
    /// Lines that are fine and of no use here: streams' sections, other countries' copies, history.
    pub passed_over: usize,
}

/// Why a file cannot be imported at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{path}: {reason}", path = path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error(
        "{path}: the first line is none that is known\n  mend: give a GeoNames country dump (19 columns separated by tabs), an OCHA table of units (csv with admin1Pcode or ADM1_PCODE), or a table that begins with the columns id, name, country, … or id, names",
        path = path.display()
    )]
    Unknown { path: PathBuf },
    #[error("{path}: holds no place", path = path.display())]
    Empty { path: PathBuf },
}

/// Reads a file of any known form. `alternates` is GeoNames' `alternateNamesV2.txt`.
///
/// # Errors
/// The file cannot be read, its form is unknown, or it holds nothing. Faults of single lines are no error.
pub fn import(path: &Path, alternates: Option<&Path>, resources: &Resources) -> Result<Imported, ImportError> {
    let unreadable = |reason| ImportError::Unreadable { path: path.into(), reason };
    let first = first_line(path).map_err(unreadable)?;
    let mut out = match form(&first) {
        Some(Form::GeoNames) => geonames::read(path, resources).map_err(unreadable)?,
        Some(Form::Units) => cod::read(path, resources).map_err(unreadable)?,
        Some(Form::Table) => table::read(path).map_err(unreadable)?,
        None => return Err(ImportError::Unknown { path: path.into() }),
    };
    if let Some(file) = alternates {
        geonames::alternate_names(file, &mut out).map_err(|reason| ImportError::Unreadable { path: file.into(), reason })?;
    }
    if out.rows.is_empty() && out.names.is_empty() && out.faults.is_empty() {
        return Err(ImportError::Empty { path: path.into() });
    }
    out.name = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    Ok(out)
}

/// The forms that can be told by a first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    GeoNames,
    Units,
    Table,
}

fn form(first: &str) -> Option<Form> {
    let cells: Vec<&str> = first.split('\t').map(str::trim).collect();
    if cells.starts_with(&["id", "name", "country"]) || cells.starts_with(&["id", "names"]) {
        return Some(Form::Table);
    }
    if cells.len() >= 15 && cells[0].bytes().all(|b| b.is_ascii_digit()) {
        return Some(Form::GeoNames);
    }
    cod::is_header(first).then_some(Form::Units)
}

/// The first line that is no comment and not empty.
fn first_line(path: &Path) -> io::Result<String> {
    for line in lines(path)? {
        let (_, line) = line?;
        if !line.trim().is_empty() && !line.starts_with('#') {
            return Ok(line);
        }
    }
    Ok(String::new())
}

/// The lines of a file with their numbers, without a byte order mark; bytes that are no UTF-8 show as such.
fn lines(path: &Path) -> io::Result<impl Iterator<Item = io::Result<(usize, String)>>> {
    let mut file = BufReader::new(std::fs::File::open(path)?);
    let mut number = 0;
    Ok(std::iter::from_fn(move || {
        let mut bytes = Vec::new();
        match file.read_until(b'\n', &mut bytes) {
            Ok(0) => None,
            Ok(_) => {
                number += 1;
                let line = String::from_utf8_lossy(&bytes);
                let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { &line };
                Some(Ok((number, line.trim_end_matches(['\n', '\r']).to_owned())))
            }
            Err(e) => Some(Err(e)),
        }
    }))
}

/// A fault of one line.
fn fault(path: &Path, line: usize, what: impl Into<String>, mend: &str) -> Problem {
    Problem::new(&path.display().to_string(), line, what, "the line was left out", mend)
}

/// Degrees in range.
fn point(lat: &str, lon: &str) -> Option<(f64, f64)> {
    let (lat, lon) = (lat.trim().parse::<f64>().ok()?, lon.trim().parse::<f64>().ok()?);
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

/// Whether a name is in Latin or Arabic letters, and short enough to stand in a text.
fn is_usable(name: &str) -> bool {
    let latin = |c: char| c.is_ascii() || ('\u{C0}'..='\u{24F}').contains(&c) || ('\u{1E00}'..='\u{1EFF}').contains(&c) || matches!(c, '’' | 'ʼ' | '‘');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let begins_well = name.chars().next().is_some_and(|c| !c.is_lowercase());
    letters >= 2
        && name.len() <= 60
        && begins_well
        && (name.chars().all(latin) || name.chars().all(|c| crate::segment::is_arabic(c) || c.is_whitespace() || ('\u{64B}'..='\u{652}').contains(&c)))
}
