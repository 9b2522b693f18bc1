//! Faults of the tables of places, units, actors and countries that need an eye.
//!
//! Not done here: whether a place stands where the table says; only points outside of their country show.

use super::{DataFile, boxes};
use crate::resources::gazetteer::parse_dated_names;
use crate::resources::problem::Problem;
use crate::resources::table::{self, Row};
use rustc_hash::{FxHashMap, FxHashSet};

/// ACLED's categories of actors.
const CATEGORIES: [&str; 8] =
    ["State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians", "External/Other forces"];

/// Checks every table of names' meanings.
pub(super) fn faults(files: &[DataFile]) -> Vec<Problem> {
    let mut checker = Checker::default();
    for file in files {
        match file.path.as_str() {
            "gazetteers/countries.tsv" => checker.countries.extend(rows(file, &["code"]).map(|r| r.cell(0).to_owned())),
            "gazetteers/admin.tsv" => checker
                .units
                .extend(rows(file, &["id", "level", "name", "country"]).map(|r| (r.cell(0).to_owned(), (r.cell(1).to_owned(), r.cell(3).to_owned())))),
            _ => {}
        }
    }
    for file in files {
        match file.path.as_str() {
            "gazetteers/actors.tsv" => rows(file, &["id", "inter", "country", "side", "names_acled"]).for_each(|r| checker.actor(file, &r)),
            "gazetteers/admin.tsv" => rows(file, &["id", "level", "name", "country", "parent", "capital", "lat", "lon"]).for_each(|r| checker.unit(file, &r)),
            path if path == "gazetteers/places.tsv" || path.starts_with("gazetteers/places/") => {
                rows(file, &["id", "name", "country", "admin1", "admin2", "lat", "lon", "feature", "population"]).for_each(|r| checker.place(file, &r));
            }
            "gazetteers/pcodes.tsv" => rows(file, &["unit", "code", "list"]).for_each(|r| checker.code(file, &r)),
            path if path.matches('/').count() == 2 => {
                rows(file, &["id", "names"]).chain(rows(file, &["code", "names"])).for_each(|r| checker.needs(file, &r, &[(0, "id"), (1, "names")]))
            }
            _ => {}
        }
    }
    checker.problems
}

/// The rows of a table; a bad header is told where the data are loaded.
fn rows<'t>(file: &'t DataFile, columns: &[&str]) -> impl Iterator<Item = Row<'t>> + use<'t> {
    table::read(&file.path, &file.text, columns, &mut Vec::new()).into_iter()
}

#[derive(Default)]
struct Checker {
    problems: Vec<Problem>,
    countries: FxHashSet<String>,
    /// Admin units: level and country by id.
    units: FxHashMap<String, (String, String)>,
    /// Where each id of a place or unit stood first.
    ids: FxHashMap<String, (String, usize)>,
}

impl Checker {
    fn fault(&mut self, file: &DataFile, row: &Row, what: String, why: &str, mend: &str) {
        self.problems.push(Problem::new(&file.path, row.line, what, why, mend));
    }

    fn needs(&mut self, file: &DataFile, row: &Row, columns: &[(usize, &str)]) {
        for (column, name) in columns {
            if row.cell(*column).is_empty() {
                self.fault(file, row, format!("the cell \"{name}\" is empty"), "the line does nothing", "fill the cell or remove the line");
            }
        }
    }

    fn country(&mut self, file: &DataFile, row: &Row, code: &str) {
        if !code.is_empty() && !self.countries.is_empty() && !self.countries.contains(code) {
            self.fault(
                file,
                row,
                format!("the country \"{code}\""),
                "it stands in no line of gazetteers/countries.tsv",
                "write the ISO 3166-1 alpha-2 code, or add the country there",
            );
        }
    }

    fn actor(&mut self, file: &DataFile, row: &Row) {
        self.needs(file, row, &[(0, "id"), (4, "names_acled")]);
        self.country(file, row, row.cell(2));
        if !CATEGORIES.contains(&row.cell(1)) {
            self.fault(file, row, format!("inter \"{}\"", row.cell(1)), "it is none of ACLED's categories", &format!("write one of {}", CATEGORIES.join(", ")));
        }
        // What cannot be read is told where the data are loaded.
        let names = parse_dated_names(row.cell(4)).unwrap_or_default();
        for name in &names {
            if let (Some(from), Some(to)) = (name.from, name.to)
                && from >= to
            {
                self.fault(file, row, format!("\"{}\" ends on {to}, before it begins", name.name), "the name would never be used", "correct the days");
            }
        }
        for pair in names.windows(2) {
            if let (Some(end), Some(begin)) = (pair[0].to, pair[1].from)
                && begin < end
            {
                self.fault(
                    file,
                    row,
                    format!("\"{}\" begins before \"{}\" ends", pair[1].name, pair[0].name),
                    "two names would be in force on one day",
                    "let each name end on the day when the next begins",
                );
            }
        }
    }

    fn unit(&mut self, file: &DataFile, row: &Row) {
        self.needs(file, row, &[(0, "id"), (2, "name"), (3, "country")]);
        let (level, parent) = (row.cell(1), row.cell(4));
        if !matches!(level, "1" | "2") {
            self.fault(file, row, format!("level \"{level}\""), "units have level 1 (region) or 2 (cercle, province, department)", "write 1 or 2");
        }
        if level == "2" && !self.units.get(parent).is_some_and(|(l, c)| l == "1" && c == row.cell(3)) {
            self.fault(
                file,
                row,
                format!("the parent \"{parent}\" of {}", row.cell(2)),
                "it is no unit of level 1 of the same country",
                "write the id of the region that the unit lies in",
            );
        }
        self.spot(file, row, row.cell(3), (row.cell(6), row.cell(7)));
    }

    /// An official code: of a unit that is there, and with the list that it was taken from.
    fn code(&mut self, file: &DataFile, row: &Row) {
        self.needs(file, row, &[(1, "code"), (2, "list")]);
        let unit = row.cell(0);
        if !self.units.contains_key(unit) {
            self.fault(
                file,
                row,
                format!("the unit \"{unit}\" is not in gazetteers/admin.tsv"),
                "whoever looks the code up would find nothing",
                "add the unit there, or correct the id",
            );
        }
    }

    fn place(&mut self, file: &DataFile, row: &Row) {
        self.needs(file, row, &[(0, "id"), (1, "name"), (7, "feature")]);
        let area = matches!(row.cell(7), "region" | "lake" | "river" | "forest" | "desert" | "border" | "area" | "mountain" | "park");
        if !area {
            self.needs(file, row, &[(2, "country")]);
        }
        let population = row.cell(8);
        if !population.is_empty() && population.parse::<u32>().is_err() {
            self.fault(
                file,
                row,
                format!("population \"{population}\""),
                "the place would count as a hamlet",
                "write a whole number without separators, or nothing",
            );
        }
        self.spot(file, row, row.cell(2), (row.cell(5), row.cell(6)));
    }

    /// Id, country and coordinates, of units and places alike.
    fn spot(&mut self, file: &DataFile, row: &Row, country: &str, (lat, lon): (&str, &str)) {
        let id = row.cell(0);
        self.country(file, row, country);
        if let Some((first, line)) = self.ids.get(id).cloned() {
            self.fault(
                file,
                row,
                format!("the id \"{id}\" stands already in {first}:{line}"),
                "names would point at one of the two only",
                "give one of them another id",
            );
        } else {
            self.ids.insert(id.to_owned(), (file.path.clone(), row.line));
        }
        // ml-gao, ml1-gao, or a P-code such as ML07 or BF5601.
        let code: String = id.chars().take_while(char::is_ascii_alphabetic).collect();
        if !country.is_empty() && !code.eq_ignore_ascii_case(country) {
            self.fault(
                file,
                row,
                format!("the id \"{id}\" of a place in {country}"),
                "ids and P-codes begin with the country's code",
                &format!("begin it with {} (or correct the country)", country.to_lowercase()),
            );
        }
        if let (Ok(lat), Ok(lon)) = (lat.parse::<f64>(), lon.parse::<f64>())
            && boxes::inside(country, (lat, lon)) == Some(false)
        {
            let swapped = if boxes::inside(country, (lon, lat)) == Some(true) { "the two are swapped" } else { "correct the coordinates or the country" };
            self.fault(file, row, format!("the point {lat}, {lon} does not lie in {country}"), "the place would stand in another country on the map", swapped);
        }
    }
}
