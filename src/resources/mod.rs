//! Data files -> checked, compiled [`Resources`].
//!
//! In: a [`DataSource`]. Out: the lexicon, the gazetteers and the rules, or all problems at once.
//! Not done here: running the rules' examples, which needs the stages (see [`crate::check`]).

pub mod bytes;
pub mod classes;
pub mod divisions;
pub mod filled;
mod forms;
pub mod gazetteer;
mod image;
pub mod inflect;
mod known;
pub mod lexicon;
mod load;
pub mod pattern;
pub mod places;
pub mod problem;
pub mod rules;
pub mod source;
pub mod table;
mod words;

use bytes::Bytes;
use classes::{Class, Classes};
use divisions::Divisions;
use gazetteer::{Actor, Country};
use lexicon::{Lexicon, Origin};
use places::Places;
use problem::Problem;
use rules::{Level, Rule};
use rustc_hash::FxHashMap;
use source::DataSource;

/// Compiles the words and the places of a data set into the bytes that the program holds.
///
/// # Errors
/// Every problem of every file.
pub fn compile(source: &DataSource) -> Result<(Vec<u8>, Vec<u8>), Vec<Problem>> {
    load::compile(source)
}

/// A country, and those of its regions in which a group acts; none stands for all.
#[derive(Debug, Clone)]
pub struct Range {
    pub country: Box<str>,
    pub regions: Vec<Box<str>>,
}

/// Everything that the stages read. Loaded once, shared between threads, never changed.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    pub classes: Classes,
    pub lexicon: Lexicon,
    pub actors: Vec<Actor>,
    pub actor_ids: FxHashMap<Box<str>, u32>,
    /// The group that one is a part of, and since when.
    pub wholes: FxHashMap<Box<str>, (Box<str>, chrono::NaiveDate)>,
    /// Who a general name means in one country: (`un-peacekeepers`, `ML`) -> `minusma`.
    pub local_actors: FxHashMap<(Box<str>, Box<str>), Box<str>>,
    pub countries: Vec<Country>,
    pub country_codes: FxHashMap<Box<str>, u32>,
    /// Phrases that an analyst has said are no names, in plain letters.
    pub no_names: rustc_hash::FxHashSet<Box<str>>,
    pub places: Places,
    /// The capital of each country, by its number among the places.
    pub capitals: FxHashMap<Box<str>, u32>,
    /// Where the units of an old division lie in the new one.
    pub divisions: Divisions,
    /// Where groups act, by the number of the actor: a country and its regions, or all of them.
    pub ranges: FxHashMap<u32, Vec<Range>>,
    pub rules: Vec<Rule>,
    /// Indexes into `rules` by language and level, in the order of the file.
    pub rule_index: FxHashMap<(crate::report::Language, Level), Vec<u32>>,
    /// Paths of the data files; [`Origin::file`] points here.
    pub files: Vec<Box<str>>,
    /// Classes that the code itself asks for.
    pub known: Known,
}

/// Classes by name, for the code. One place, so that a renamed class fails at start, not silently.
#[derive(Debug, Clone, Default)]
pub struct Known {
    map: FxHashMap<&'static str, Class>,
}

impl Known {
    /// # Panics
    /// If the name is not in `known::KNOWN`; a programming error.
    pub fn class(&self, name: &'static str) -> Class {
        *self.map.get(name).unwrap_or_else(|| panic!("class {name} is not in resources::known::KNOWN"))
    }
}

impl Resources {
    /// Loads and compiles a data set.
    ///
    /// # Errors
    /// Every problem of every file; nothing is half loaded.
    pub fn load(source: &DataSource) -> Result<Resources, Vec<Problem>> {
        load::load(source)
    }

    /// The data built into the program.
    ///
    /// # Panics
    /// If the built-in data are broken, which a test excludes.
    pub fn built_in() -> Resources {
        Resources::load(&DataSource::BuiltIn).unwrap_or_else(|p| panic!("built-in data: {}", p[0]))
    }

    /// Adds places of the user's own (a layer that [`places::compile`] made). False if another build made the bytes.
    pub fn add_places(&mut self, bytes: Bytes) -> bool {
        self.places.add(bytes, true, &mut self.classes, &mut self.files)
    }

    pub fn rules(&self, language: crate::report::Language, level: Level) -> impl Iterator<Item = &Rule> {
        self.rule_index.get(&(language, level)).into_iter().flatten().map(|i| &self.rules[*i as usize])
    }

    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actor_ids.get(id).map(|i| &self.actors[*i as usize])
    }

    pub fn country(&self, code: &str) -> Option<&Country> {
        self.country_codes.get(code).map(|i| &self.countries[*i as usize])
    }

    /// `file:line` of a data line, for `explain`.
    pub fn origin(&self, origin: Origin) -> String {
        format!("{}:{}", self.files.get(origin.file as usize).map_or("?", |f| f), origin.line)
    }
}
