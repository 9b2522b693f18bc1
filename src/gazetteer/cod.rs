//! OCHA's common operational datasets of administrative boundaries (COD-AB): a csv with the names and
//! P-codes of units, and the coordinates of their middle where the table has them.

use super::units::Units;
use super::{Imported, fault, is_usable, point};
use crate::resources::Resources;
use crate::resources::places::compile::PlaceRow;
use rustc_hash::FxHashSet;
use std::io;
use std::path::Path;

/// Whether a first line names the columns of such a table.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.contains("adm1_pcode") || line.contains("admin1pcode")
}

/// Where a table has its columns; the two usual spellings (`ADM2_FR`, `admin2Name_fr`) are alike.
struct Header(Vec<String>);

impl Header {
    fn new(record: &csv::StringRecord) -> Header {
        let plain =
            |name: &str| name.trim().trim_start_matches('\u{feff}').to_ascii_lowercase().replace(['_', ' '], "").replace("admin", "adm").replace("name", "");
        Header(record.iter().map(plain).collect())
    }

    fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.0.iter().position(|c| c == name))
    }

    fn pcode(&self, level: u8) -> Option<usize> {
        self.find(&[&format!("adm{level}pcode")])
    }

    /// The columns of a level's names, the usual one first.
    fn names(&self, level: u8) -> Vec<usize> {
        let wanted = ["fr", "en", "", "ref", "alt", "alt1", "alt1fr", "alt1en", "alt2", "ar", "alten", "altfr"];
        wanted.iter().filter_map(|end| self.find(&[&format!("adm{level}{end}")])).collect()
    }
}

/// Reads a table of units.
pub(super) fn read(path: &Path, resources: &Resources) -> io::Result<Imported> {
    let mut out = Imported::default();
    let units = Units::new(resources);
    let mut table = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(path)?).from_path(path).map_err(io::Error::other)?;
    let header = Header::new(table.headers().map_err(io::Error::other)?);
    let columns = header.0.len();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let coordinates = header.find(&["lat", "latitude", "centerlat", "ycoord", "y"]).zip(header.find(&["lon", "longitude", "centerlon", "xcoord", "x"]));
    for record in table.into_records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                let line = e.position().map_or(0, |p| p.line() as usize);
                out.faults.push(fault(path, line, format!("cannot be read: {e}"), "save the table as csv in UTF-8"));
                continue;
            }
        };
        let line = record.position().map_or(0, |p| p.line() as usize);
        let cell = |column: usize| record.get(column).unwrap_or("").trim();
        if record.len() != columns {
            out.faults.push(fault(
                path,
                line,
                format!("{} cells where the header has {columns}", record.len()),
                "put cells that hold commas into quotation marks",
            ));
            continue;
        }
        let name = |level: u8| header.names(level).into_iter().map(cell).find(|n| !n.is_empty()).unwrap_or("").to_owned();
        let mut told = false;
        for level in 1..=4u8 {
            let code = header.pcode(level).map_or("", cell);
            if code.is_empty() {
                continue;
            }
            told = true;
            let named = name(level);
            let country: String = code.chars().take_while(char::is_ascii_alphabetic).take(2).collect::<String>().to_ascii_uppercase();
            if named.is_empty() || country.len() != 2 {
                let what = if named.is_empty() { format!("the unit {code} has no name") } else { format!("\"{code}\" is no P-code") };
                out.faults.push(fault(path, line, what, "write the name, and a P-code that begins with the country's two letters"));
                continue;
            }
            if !seen.insert(code.to_owned()) {
                continue;
            }
            let feature = match level {
                1 => "admin1",
                2 => "admin2",
                _ => "commune",
            };
            if units.has_own(&country, feature) {
                out.passed_over += 1;
                continue;
            }
            let (admin1, admin2) = units.named(&country, &name(1), if level > 1 { name(2) } else { String::new() }.as_str());
            // The point of a line is that of its narrowest unit.
            let narrowest = (level + 1..=4).all(|deeper| header.pcode(deeper).is_none_or(|c| cell(c).is_empty()));
            let others: FxHashSet<&str> = header.names(level).into_iter().map(cell).filter(|n| *n != named && is_usable(n)).collect();
            let mut others: Vec<&str> = others.into_iter().collect();
            others.sort_unstable();
            out.names.extend(others.into_iter().map(|n| (code.to_owned(), n.to_owned())));
            out.rows.push(PlaceRow {
                id: code.to_owned(),
                name: named,
                country,
                admin1,
                admin2,
                point: coordinates.filter(|_| narrowest).and_then(|(lat, lon)| point(cell(lat), cell(lon))),
                feature: feature.to_owned(),
                population: 0,
            });
        }
        if !told {
            out.faults.push(fault(path, line, "the line has no P-code", "write the P-code of the unit, or remove the line"));
        }
    }
    Ok(out)
}

/// Commas, or what else the first line has more of.
fn delimiter(path: &Path) -> io::Result<u8> {
    let first = super::first_line(path)?;
    let count = |c: u8| first.bytes().filter(|b| *b == c).count();
    Ok([b',', b';', b'\t'].into_iter().max_by_key(|c| count(*c)).unwrap_or(b','))
}
