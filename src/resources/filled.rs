//! Tables of unknown phrases that an analyst filled in (`gazetteers/filled/*.tsv`) -> names.
//!
//! In: what `khabar unknown` wrote, with ids. Out: further names of known places and actors, and new places
//! and actors. Not done here: guessing what a line without an id means.

use super::bytes::in_memory;
use super::gazetteer::{Actor, Side, parse_dated_names};
use super::lexicon::{Meaning, Origin, Pos};
use super::load::{Loader, languages_of};
use super::places::compile::{PlaceRow, Table, compile};
use super::places::spelling::spelling;
use super::table::{self, Row};
use crate::report::Language;
use rustc_hash::FxHashMap;

/// The columns of a table of unknown phrases, in order.
pub const COLUMNS: [&str; 19] = [
    "kind",
    "phrase",
    "language",
    "count",
    "reports",
    "events",
    "guess",
    "guess_name",
    "guess_why", // the program's
    "id",
    "name",
    "country",
    "admin1",
    "admin2",
    "lat",
    "lon",
    "feature",
    "inter",
    "side", // the analyst's
];

/// Where the analyst's columns begin.
const ID: usize = 9;

impl Loader<'_> {
    /// Reads the filled tables, once all other places and actors are known.
    pub(super) fn filled(&mut self) {
        let paths = self.source.list("gazetteers/filled", ".tsv");
        if paths.is_empty() {
            return;
        }
        let known: FxHashMap<String, u32> = (0..self.out.places.len() as u32).map(|n| (self.out.places.place(n).id.to_owned(), n)).collect();
        let mut layer = Table::default();
        for path in paths {
            let Some((text, file)) = self.file(&path) else { continue };
            for row in table::read(&path, &text, &COLUMNS, &mut self.problems) {
                if row.cell(ID).is_empty() {
                    continue;
                }
                let Some(language) = Language::from_code(row.cell(2)) else {
                    self.problem(&path, row.line, format!("language \"{}\"", row.cell(2)), "the name belongs to no language", "write ar, fr or en");
                    continue;
                };
                let origin = Origin { file, line: row.line as u32 };
                if row.cell(ID) == "-" {
                    self.out.no_names.insert(spelling(row.cell(1)).into());
                    self.add_name(&[language], row.cell(1), Pos::X, "notplace", Meaning::Word, origin, &[]);
                    continue;
                }
                match row.cell(0) {
                    "place" => self.filled_place(&path, &row, &known, &mut layer),
                    "actor" => self.filled_actor(&path, &row, language, origin),
                    other => {
                        self.problem(&path, row.line, format!("kind \"{other}\""), "the line would name nothing", "write place or actor");
                    }
                }
            }
        }
        if !layer.rows.is_empty() {
            self.out.places.add(in_memory(&compile(&layer)), false, &mut self.out.classes, &mut self.out.files);
        }
    }

    /// A place of a layer of its own; a known one stands there again with its further name alone.
    fn filled_place(&mut self, path: &str, row: &Row, known: &FxHashMap<String, u32>, layer: &mut Table) {
        let id = row.cell(ID);
        let number = match (layer.rows.iter().position(|r| r.id == id), known.get(id)) {
            (Some(number), _) => number,
            (None, Some(number)) => {
                let place = self.out.places.place(*number);
                let text = |given: Option<&str>| given.unwrap_or_default().to_owned();
                layer.rows.push(PlaceRow {
                    id: place.id.into(),
                    name: place.name.into(),
                    country: place.country.into(),
                    admin1: text(place.admin1),
                    admin2: text(place.admin2),
                    point: place.point,
                    feature: place.feature.into(),
                    population: place.population,
                });
                layer.rows.len() - 1
            }
            (None, None) => {
                let [name, country] = [row.cell(ID + 1), row.cell(ID + 2)];
                if name.is_empty() || country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
                    self.problem(
                        path,
                        row.line,
                        format!("the place \"{id}\" is new and its name or country is missing"),
                        "a record would carry a place of no name or country",
                        "write the name and the ISO 3166 code of the country, or the id of a place that a table holds",
                    );
                    return;
                }
                let feature = Some(row.cell(ID + 7)).filter(|f| !f.is_empty()).unwrap_or("village");
                self.row(path, row.line, [id, name, country, row.cell(ID + 3), row.cell(ID + 4), row.cell(ID + 5), row.cell(ID + 6), feature, "", ""], layer);
                layer.rows.len() - 1
            }
        };
        if layer.rows[number].name != row.cell(1) || known.contains_key(id) {
            layer.name(number as u32, row.cell(1), path, row.line);
        }
    }

    fn filled_actor(&mut self, path: &str, row: &Row, language: Language, origin: Origin) {
        let id = row.cell(ID);
        let number = match self.out.actor_ids.get(id) {
            Some(number) => *number,
            None => {
                let [name, country, inter, side] = [row.cell(ID + 1), row.cell(ID + 2), row.cell(ID + 8), row.cell(ID + 9)];
                let (Some(side), false, false) = (Side::parse(side), name.is_empty(), inter.is_empty()) else {
                    self.problem(
                        path,
                        row.line,
                        format!("the actor \"{id}\" is new and its name, inter or side is missing"),
                        "the side decides between battle and violence against civilians, and the record names its category",
                        "write name, inter (Rebel group, …) and side (armed, state, civilian, crowd or external), or the id of an actor that a table holds",
                    );
                    return;
                };
                let number = self.out.actors.len() as u32;
                self.out.actor_ids.insert(id.into(), number);
                let country = Some(country).filter(|c| !c.is_empty()).map(Into::into);
                let names = parse_dated_names(&format!("..={name}")).unwrap_or_default();
                self.out.actors.push(Actor { id: id.into(), inter: inter.into(), country, side, names });
                number
            }
        };
        let side = format!("side={:?}", self.out.actors[number as usize].side).to_lowercase();
        // With its article too, since "la katiba" alone is a word of its own.
        let articles: &[&str] = match language {
            Language::Ar => &[""],
            Language::Fr => &["", "la ", "le "],
            Language::En => &["", "the "],
        };
        for article in articles {
            let name = format!("{article}{}", row.cell(1));
            self.add_name(languages_of(&name, language), &name, Pos::X, "actor", Meaning::Actor(number), origin, &[&side]);
        }
    }
}
