//! Tables in the form of `gazetteers/places.tsv`, or of `gazetteers/LANG/places.tsv`.

use super::{Imported, fault, lines, point};
use crate::resources::places::COLUMNS;
use crate::resources::places::compile::PlaceRow;
use std::io;
use std::path::Path;

/// Reads a table of places, or one of further names.
pub(super) fn read(path: &Path) -> io::Result<Imported> {
    let mut out = Imported::default();
    let mut header: Option<Vec<String>> = None;
    for line in lines(path)? {
        let (number, line) = line?;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let Some(header) = &header else {
            header = Some(cells.iter().map(|c| (*c).to_owned()).collect());
            continue;
        };
        if cells.len() > header.len() {
            out.faults.push(fault(path, number, format!("{} cells where the header has {}", cells.len(), header.len()), "remove the surplus tabs"));
            continue;
        }
        let cell = |name: &str| header.iter().position(|h| h == name).and_then(|i| cells.get(i)).copied().unwrap_or("");
        match row(&cell) {
            Ok(Some(row)) => out.rows.push(row),
            Ok(None) => out.names.extend(cell("names").split('|').map(str::trim).filter(|n| !n.is_empty()).map(|n| (cell("id").to_owned(), n.to_owned()))),
            Err((what, mend)) => out.faults.push(fault(path, number, what, mend)),
        }
    }
    Ok(out)
}

/// A place; nothing for a line of names.
fn row<'c>(cell: &impl Fn(&str) -> &'c str) -> Result<Option<PlaceRow>, (String, &'static str)> {
    if cell("id").is_empty() {
        return Err(("the cell \"id\" is empty".into(), "give the line an id of its own"));
    }
    if !cell("names").is_empty() {
        return Ok(None);
    }
    let text = |name| cell(name).to_owned();
    for needed in ["name", "country", "feature"] {
        if cell(needed).is_empty() {
            return Err((format!("the cell \"{needed}\" is empty"), "fill the cell, or remove the line"));
        }
    }
    let (lat, lon) = (cell("lat"), cell("lon"));
    let at = point(lat, lon);
    if at.is_none() && !(lat.is_empty() && lon.is_empty()) {
        return Err((format!("coordinates \"{lat}\", \"{lon}\""), "write decimal degrees, or leave both empty"));
    }
    let population = cell("population");
    let Ok(people) = (if population.is_empty() { "0" } else { population }).parse() else {
        return Err((format!("population \"{population}\""), "write a whole number without separators, or nothing"));
    };
    Ok(Some(PlaceRow {
        id: text("id"),
        name: text("name"),
        country: text("country"),
        admin1: text("admin1"),
        admin2: text("admin2"),
        point: at,
        feature: text("feature"),
        population: people,
    }))
}

/// The columns of a stored table.
pub(super) fn header() -> String {
    COLUMNS.join("\t")
}

/// A row as a line of a table; the tabs of its cells become spaces.
pub(super) fn line(row: &PlaceRow, source: &str) -> String {
    let (lat, lon) = row.point.map_or((String::new(), String::new()), |(lat, lon)| (lat.to_string(), lon.to_string()));
    let population = if row.population > 0 { row.population.to_string() } else { String::new() };
    let cells =
        [&row.id, &row.name, &row.country, &row.admin1, &row.admin2, &lat, &lon, &row.feature, &population, source].map(|c| c.replace(['\t', '\n'], " "));
    cells.join("\t")
}
