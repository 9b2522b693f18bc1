//! What ACLED's tables say about a country: its name there, its number and its region.

use crate::resources::problem::Problem;
use crate::resources::source::DataSource;
use crate::resources::table;
use rustc_hash::FxHashMap;
use std::sync::Arc;

const PATH: &str = "gazetteers/countries.tsv";

/// One country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryLine {
    /// ISO 3166-1 numeric; `None` where none is assigned.
    pub number: Option<u16>,
    pub name: String,
    pub region: String,
}

/// The table `gazetteers/countries.tsv`, by ISO 3166 alpha-2 code.
#[derive(Debug, Clone, Default)]
pub struct Countries {
    lines: Arc<FxHashMap<String, CountryLine>>,
}

impl Countries {
    /// Reads the table.
    ///
    /// # Errors
    /// Every bad line.
    pub fn load(source: &DataSource) -> Result<Countries, Vec<Problem>> {
        let mut problems = Vec::new();
        let text = match source.read(PATH) {
            Ok(text) => text.unwrap_or_default(),
            Err(e) => {
                return Err(vec![Problem::new(
                    PATH,
                    0,
                    format!("cannot be read: {e}"),
                    "tables would lack countries",
                    "save it as UTF-8 and make it readable",
                )]);
            }
        };
        let mut lines = FxHashMap::default();
        for row in table::read(PATH, &text, &["code", "iso_numeric", "name", "acled_region"], &mut problems) {
            let (code, number) = (row.cell(0), row.cell(1));
            let Ok(number) = number.parse::<u16>() else {
                problems.push(Problem::new(
                    PATH,
                    row.line,
                    format!("the number \"{number}\" of {code}"),
                    "the iso column of events.csv is numeric",
                    "write the ISO 3166-1 number, or 0 where there is none",
                ));
                continue;
            };
            let line = CountryLine { number: Some(number).filter(|n| *n > 0), name: row.cell(2).to_owned(), region: row.cell(3).to_owned() };
            if lines.insert(code.to_owned(), line).is_some() {
                problems.push(Problem::new(PATH, row.line, format!("the country {code} stands twice"), "one of the two lines would be lost", "remove one"));
            }
        }
        if problems.is_empty() { Ok(Countries { lines: Arc::new(lines) }) } else { Err(problems) }
    }

    /// The line of an alpha-2 code.
    pub fn get(&self, code: &str) -> Option<&CountryLine> {
        self.lines.get(code)
    }

    /// The name in ACLED's spelling; a country that the table lacks keeps its code.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.get(code).map_or(code, |c| &c.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_whole() {
        let countries = Countries::load(&DataSource::BuiltIn).unwrap();
        assert!(countries.lines.len() >= 70);
        let mali = countries.get("ML").unwrap();
        assert_eq!((mali.number, mali.name.as_str(), mali.region.as_str()), (Some(466), "Mali", "Western Africa"));
        assert_eq!(countries.get("TD").unwrap().region, "Middle Africa");
        assert_eq!(countries.get("DZ").unwrap().number, Some(12));
        assert!(countries.lines.iter().all(|(code, c)| code.len() == 2 && !c.name.is_empty() && !c.region.is_empty()));
        let numbers: std::collections::BTreeSet<u16> = countries.lines.values().filter_map(|c| c.number).collect();
        assert_eq!(numbers.len(), countries.lines.values().filter(|c| c.number.is_some()).count(), "no number stands twice");
        assert_eq!(countries.name("QQ"), "QQ");
    }
}
