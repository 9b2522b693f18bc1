//! The place tables of a data set -> one compiled layer.

use super::compile::{NameRow, PlaceRow, Table, compile};
use crate::report::Language;
use crate::resources::bytes::in_memory;
use crate::resources::load::Loader;
use crate::resources::table;
use rustc_hash::FxHashMap;

/// The columns of a place table.
pub const COLUMNS: [&str; 10] = ["id", "name", "country", "admin1", "admin2", "lat", "lon", "feature", "population", "source"];

impl Loader<'_> {
    /// Reads all tables of places, units and their names; the compiled layer.
    pub(in crate::resources) fn places(&mut self) -> Vec<u8> {
        let mut out = Table::default();
        self.units(&mut out);
        for path in self.source.list("gazetteers", ".tsv").into_iter().filter(|p| p == "gazetteers/places.tsv" || p.starts_with("gazetteers/places/")) {
            let Some((text, _)) = self.file(&path) else { continue };
            for row in table::read(&path, &text, &COLUMNS, &mut self.problems) {
                self.row(&path, row.line, std::array::from_fn(|i| row.cell(i)), &mut out);
            }
        }
        let numbers: FxHashMap<String, u32> = out.rows.iter().zip(0..).map(|(r, i)| (r.id.clone(), i)).collect();
        for language in Language::ALL {
            self.further_names(language, &numbers, &mut out);
        }
        let bytes = compile(&out);
        self.out.places.add(in_memory(&bytes), false, &mut self.out.classes, &mut self.out.files);
        bytes
    }

    /// Administrative units; they name their parent by id, places carry its name.
    fn units(&mut self, out: &mut Table) {
        let path = "gazetteers/admin.tsv";
        let Some((text, _)) = self.file(path) else { return };
        let rows = table::read(path, &text, &["id", "level", "name", "country", "parent", "capital", "lat", "lon", "source"], &mut self.problems);
        let names: FxHashMap<&str, &str> = rows.iter().map(|r| (r.cell(0), r.cell(2))).collect();
        for row in &rows {
            let (first, name) = (row.cell(1) == "1", row.cell(2));
            let parent = names.get(row.cell(4)).copied().unwrap_or(row.cell(4));
            let (admin1, admin2, feature) = if first { (name, "", "admin1") } else { (parent, name, "admin2") };
            self.row(path, row.line, [row.cell(0), name, row.cell(3), admin1, admin2, row.cell(6), row.cell(7), feature, "", ""], out);
        }
    }

    /// One row, its cells in the order of [`COLUMNS`].
    pub(in crate::resources) fn row(&mut self, path: &str, line: usize, cells: [&str; 10], out: &mut Table) {
        let [id, name, country, admin1, admin2, lat, lon, feature, population, _] = cells;
        let point = match (lat.parse::<f64>(), lon.parse::<f64>()) {
            (Ok(la), Ok(lo)) if la.abs() <= 90.0 && lo.abs() <= 180.0 => Some((la, lo)),
            _ if lat.is_empty() && lon.is_empty() => None,
            _ => {
                self.problem(
                    path,
                    line,
                    format!("coordinates \"{lat}\", \"{lon}\""),
                    "the place would stand nowhere on the map",
                    "write decimal degrees, or leave both empty",
                );
                None
            }
        };
        let text = |cell: &str| cell.to_owned();
        out.rows.push(PlaceRow {
            id: text(id),
            name: text(name),
            country: text(country),
            admin1: text(admin1),
            admin2: text(admin2),
            point,
            feature: text(feature),
            population: population.parse().unwrap_or(0),
        });
        out.name(out.rows.len() as u32 - 1, name, path, line);
    }

    fn further_names(&mut self, language: Language, numbers: &FxHashMap<String, u32>, out: &mut Table) {
        let path = format!("gazetteers/{}/places.tsv", language.code());
        let Some((text, _)) = self.file(&path) else { return };
        for row in table::read(&path, &text, &["id", "names"], &mut self.problems) {
            match numbers.get(row.cell(0)) {
                Some(number) => row.list(1).for_each(|name| out.name(*number, name, &path, row.line)),
                None => self.problem(
                    &path,
                    row.line,
                    format!("the place \"{}\" is in no place table", row.cell(0)),
                    "the names would point nowhere",
                    "add the place, or correct the id",
                ),
            }
        }
    }
}

impl Table {
    /// Adds a name of a row.
    pub fn name(&mut self, row: u32, text: &str, path: &str, line: usize) {
        if self.files.last().is_none_or(|f| f != path) {
            self.files.push(path.to_owned());
        }
        self.names.push(NameRow { row, text: text.to_owned(), file: self.files.len() as u32 - 1, line: line as u32 });
    }
}
