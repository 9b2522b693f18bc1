//! Reads all data files, collecting every problem before saying anything.
//!
//! In: a data source. Out: [`Resources`], or every problem of every file. Not done here: checks that need
//! an eye for the data, or the stages (see [`crate::check`]).

use super::bytes::Bytes;
use super::classes::ClassSet;
use super::forms::Filing;
use super::gazetteer::{Actor, Country, Side, parse_dated_names};
use super::lexicon::{Entry, Features, Meaning, Origin, Pos, mark_names};
use super::problem::Problem;
use super::rules::{self, Level};
use super::source::DataSource;
use super::{Resources, image, known, places, table};
use crate::built_in;
use crate::report::Language;
use std::sync::Arc;

pub(super) struct Loader<'s> {
    pub(super) source: &'s DataSource,
    pub(super) problems: Vec<Problem>,
    pub(super) out: Resources,
    no_features: Features,
    /// The words and names are there already.
    compiled: bool,
}

/// Loads a data set. What it takes from the built-in one of words and places is there already, compiled.
pub(super) fn load(source: &DataSource) -> Result<Resources, Vec<Problem>> {
    let (own_places, own_words): (Vec<String>, Vec<String>) = source.own("gazetteers").into_iter().partition(|path| places::is_table(path));
    let mut loader = Loader::new(source);
    loader.compiled = own_words.is_empty() && loader.take_words();
    loader.names();
    if !(own_places.is_empty() && loader.take_places()) {
        loader.places();
    }
    loader.filled();
    if !loader.compiled {
        for language in Language::ALL {
            loader.words(language);
        }
    }
    loader.capitals();
    loader.rules();
    loader.finish()
}

/// Compiles the words and the places of a data set.
pub(super) fn compile(source: &DataSource) -> Result<(Vec<u8>, Vec<u8>), Vec<Problem>> {
    let mut loader = Loader::new(source);
    loader.names();
    let places = loader.places();
    for language in Language::ALL {
        loader.words(language);
    }
    Ok((image::write(&loader.finish()?), places))
}

impl<'s> Loader<'s> {
    fn new(source: &'s DataSource) -> Loader<'s> {
        Loader { source, problems: Vec::new(), out: Resources::default(), no_features: Arc::new([]), compiled: false }
    }

    /// Takes over the words that the build compiled; false if they do not fit this program.
    fn take_words(&mut self) -> bool {
        let read = built_in::compiled().and_then(|(words, _)| image::read(words, &mut self.out));
        if read.is_none() {
            self.out = Resources::default();
        }
        read.is_some()
    }

    /// Takes over the places that the build compiled.
    fn take_places(&mut self) -> bool {
        let out = &mut self.out;
        built_in::compiled().is_some_and(|(_, places)| out.places.add(Bytes::Static(places), false, &mut out.classes, &mut out.files))
    }

    /// Classes, actors and countries, with their names.
    fn names(&mut self) {
        self.classes();
        self.actors();
        self.local_actors();
        self.actor_parts();
        self.actor_ranges();
        self.divisions();
        for language in Language::ALL {
            self.countries(language);
            self.actor_names(language);
        }
    }

    fn finish(mut self) -> Result<Resources, Vec<Problem>> {
        if self.problems.is_empty() {
            return Ok(self.out);
        }
        self.problems.sort();
        self.problems.dedup();
        Err(self.problems)
    }
}

impl Loader<'_> {
    /// The text of a file and its number; an unreadable file is a problem, a missing one is not.
    pub(super) fn file(&mut self, path: &str) -> Option<(String, u16)> {
        match self.source.read(path) {
            Ok(text) => {
                let text = text?;
                let known = self.out.files.iter().position(|f| **f == *path);
                let number = known.unwrap_or_else(|| {
                    self.out.files.push(path.into());
                    self.out.files.len() - 1
                });
                Some((text, number as u16))
            }
            Err(e) => {
                self.problems.push(Problem::new(
                    path,
                    0,
                    format!("cannot be read: {e}"),
                    "its lines would be missing",
                    "save it as UTF-8 and make it readable",
                ));
                None
            }
        }
    }

    fn classes(&mut self) {
        for name in known::KNOWN.iter().chain(known::KNOWN_FEATURES) {
            if let Some(class) = self.out.classes.add(name) {
                self.out.known.map.insert(name, class);
            }
        }
        for name in mark_names() {
            if let Some(class) = self.out.classes.add(name) {
                self.out.lexicon.mark_classes.push(class);
                self.out.known.map.insert(name, class);
            }
        }
    }

    fn actors(&mut self) {
        let path = "gazetteers/actors.tsv";
        let Some((text, _)) = self.file(path) else { return };
        let rows = table::read(path, &text, &["id", "inter", "country", "side", "names_acled", "active", "note"], &mut self.problems);
        for row in rows {
            let id = row.cell(0);
            let Some(side) = Side::parse(row.cell(3)) else {
                self.problem(
                    path,
                    row.line,
                    format!("side \"{}\"", row.cell(3)),
                    "the side decides between battle and violence against civilians",
                    "write armed, state, civilian, crowd or external",
                );
                continue;
            };
            let names = match parse_dated_names(row.cell(4)) {
                Ok(names) => names,
                Err(e) => {
                    self.problem(path, row.line, e, "the actor would carry a wrong name", "write from..to=Name with years or ISO days");
                    continue;
                }
            };
            let number = self.out.actors.len() as u32;
            if self.out.actor_ids.insert(id.into(), number).is_some() {
                self.problem(path, row.line, format!("the id \"{id}\" stands twice"), "one of the two lines would be lost", "remove or rename one");
            }
            let country = Some(row.cell(2)).filter(|c| !c.is_empty()).map(Into::into);
            self.out.actors.push(Actor { id: id.into(), inter: row.cell(1).into(), country, side, names });
        }
    }

    fn local_actors(&mut self) {
        let path = "gazetteers/local_actors.tsv";
        let Some((text, _)) = self.file(path) else { return };
        for row in table::read(path, &text, &["generic", "country", "actor", "note"], &mut self.problems) {
            if self.actor(path, row.line, row.cell(2), "the name would point at nobody").is_some() {
                self.out.local_actors.insert((row.cell(0).into(), row.cell(1).into()), row.cell(2).into());
            }
        }
    }

    fn actor_ranges(&mut self) {
        let path = "gazetteers/actor_ranges.tsv";
        let Some((text, _)) = self.file(path) else { return };
        for row in table::read(path, &text, &["actor", "country", "admin1", "note"], &mut self.problems) {
            let Some(actor) = self.actor(path, row.line, row.cell(0), "the range would be nobody's") else { continue };
            let regions = row.cell(2).split('|').filter(|r| !r.is_empty()).map(Into::into).collect();
            self.out.ranges.entry(actor).or_default().push(super::Range { country: row.cell(1).into(), regions });
        }
    }

    fn actor_parts(&mut self) {
        let path = "gazetteers/actor_parts.tsv";
        let Some((text, _)) = self.file(path) else { return };
        for row in table::read(path, &text, &["part", "whole", "from", "note"], &mut self.problems) {
            let Ok(from) = row.cell(2).parse() else {
                self.problem(path, row.line, format!("\"{}\" is no day", row.cell(2)), "the part would belong to the whole from no day on", "write an ISO day");
                continue;
            };
            if [row.cell(0), row.cell(1)].into_iter().all(|id| self.actor(path, row.line, id, "the names would point at nobody").is_some()) {
                self.out.wholes.insert(row.cell(0).into(), (row.cell(1).into(), from));
            }
        }
    }

    /// The number of an actor that a table names; a problem if there is none.
    fn actor(&mut self, path: &str, line: usize, id: &str, why: &str) -> Option<u32> {
        let number = self.out.actor_ids.get(id).copied();
        if number.is_none() {
            self.problem(path, line, format!("the actor \"{id}\" is not in gazetteers/actors.tsv"), why, "add the actor there, or correct the id");
        }
        number
    }

    fn divisions(&mut self) {
        let path = "gazetteers/divisions.tsv";
        let Some((text, _)) = self.file(path) else { return };
        for row in table::read(path, &text, &["country", "admin1", "admin2", "admin1_new", "admin2_new", "note"], &mut self.problems) {
            self.out.divisions.add(row.cell(0), (row.cell(1), row.cell(2)), (row.cell(3), row.cell(4)));
        }
    }

    fn countries(&mut self, language: Language) {
        let path = format!("gazetteers/{}/countries.tsv", language.code());
        let Some((text, file)) = self.file(&path) else { return };
        for row in table::read(&path, &text, &["code", "names", "adjectives", "capital"], &mut self.problems) {
            let code = row.cell(0);
            let number = *self.out.country_codes.entry(code.into()).or_insert_with(|| {
                self.out.countries.push(Country { code: code.into(), name_en: code.into(), capital: None });
                (self.out.countries.len() - 1) as u32
            });
            let country = &mut self.out.countries[number as usize];
            if language == Language::En {
                country.name_en = row.list(1).next().unwrap_or(code).into();
                country.capital = Some(row.cell(3)).filter(|c| !c.is_empty()).map(Into::into);
            }
            let origin = Origin { file, line: row.line as u32 };
            let names: Vec<String> = row.list(1).map(str::to_owned).collect();
            let adjectives: Vec<String> = row.list(2).map(str::to_owned).collect();
            for name in names {
                self.add_name(&[language], &name, Pos::X, "country", Meaning::Country(number), origin, &[]);
            }
            for adjective in adjectives {
                let pos = if language == Language::Ar { Pos::Adj } else { Pos::X };
                self.add_name(&[language], &adjective, pos, "nat", Meaning::Country(number), origin, &[]);
            }
        }
    }

    fn capitals(&mut self) {
        for country in &self.out.countries {
            let namesakes = country.capital.iter().flat_map(|name| self.out.places.spelt(name));
            let mut here = namesakes.filter(|n| {
                let place = self.out.places.place(*n);
                place.level().is_none() && place.country == &*country.code
            });
            if let Some(capital) = here.next() {
                self.out.capitals.insert(country.code.clone(), capital);
            }
        }
    }

    fn actor_names(&mut self, language: Language) {
        let path = format!("gazetteers/{}/actors.tsv", language.code());
        let Some((text, file)) = self.file(&path) else { return };
        for row in table::read(&path, &text, &["id", "names", "note"], &mut self.problems) {
            let id = row.cell(0);
            let Some(number) = self.out.actor_ids.get(id).copied() else {
                self.problem(
                    &path,
                    row.line,
                    format!("the actor \"{id}\" is not in gazetteers/actors.tsv"),
                    "the names would point at nobody",
                    "add the actor there, or correct the id",
                );
                continue;
            };
            let side = format!("side={:?}", self.out.actors[number as usize].side).to_lowercase();
            let names: Vec<String> = row.list(1).map(str::to_owned).collect();
            for name in names {
                self.add_name(languages_of(&name, language), &name, Pos::X, "actor", Meaning::Actor(number), Origin { file, line: row.line as u32 }, &[&side]);
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn add_name(&mut self, languages: &[Language], name: &str, pos: Pos, class: &str, meaning: Meaning, origin: Origin, more: &[&str]) {
        if self.compiled {
            return;
        }
        let mut names = vec![class];
        names.extend(more);
        let classes = self.class_set(&names);
        let entry = Entry { word: name.into(), meaning, classes, features: self.no_features.clone(), origin };
        self.out.lexicon.add(languages, entry, Filing::plain(pos));
    }

    pub(super) fn class_set(&mut self, names: &[&str]) -> ClassSet {
        let mut set = ClassSet::default();
        for class in names.iter().filter_map(|n| self.out.classes.add(n)) {
            set.insert(class);
        }
        set
    }

    fn rules(&mut self) {
        let mut files = Vec::new();
        for language in Language::ALL {
            for level in Level::ALL {
                let path = format!("rules/{}/{}.toml", language.code(), level.name());
                let Some((text, file)) = self.file(&path) else { continue };
                if let Some(shape) = rules::read(&path, &text, &mut self.out.classes, &mut self.problems) {
                    files.push((rules::Place { path, file, language, level }, text, shape));
                }
            }
        }
        for (place, text, shape) in files {
            for rule in rules::compile(&place, &text, shape, &self.out.classes, &mut self.problems) {
                let index = self.out.rules.len() as u32;
                self.out.rules.push(rule);
                self.out.rule_index.entry((place.language, place.level)).or_default().push(index);
            }
        }
    }

    pub(super) fn problem(&mut self, file: &str, line: usize, what: impl Into<String>, why: &str, mend: &str) {
        self.problems.push(Problem::new(file, line, what, why, mend));
    }
}

/// A name in Latin script is the same name in French and in English.
pub(super) fn languages_of(name: &str, language: Language) -> &'static [Language] {
    match language {
        _ if name.is_ascii() && !name.contains(' ') && name.chars().any(char::is_uppercase) => &[Language::Fr, Language::En],
        Language::Ar => &[Language::Ar],
        Language::Fr => &[Language::Fr],
        Language::En => &[Language::En],
    }
}
