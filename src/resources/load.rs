//! Reads all data files, collecting every problem before saying anything.
//!
//! In: a data source. Out: [`Resources`], or every problem of every file. Not done here: checks that need
//! an eye for the data, or the stages (see [`crate::check`]).

use super::classes::ClassSet;
use super::forms::Filing;
use super::gazetteer::{Actor, Country, Place, Side, parse_dated_names};
use super::lexicon::{Entry, Features, Meaning, Origin, Pos, mark_names};
use super::problem::Problem;
use super::rules::{self, Level};
use super::source::DataSource;
use super::{Resources, known, table};
use crate::report::Language;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;

pub(super) struct Loader<'s> {
    pub(super) source: &'s DataSource,
    pub(super) problems: Vec<Problem>,
    pub(super) out: Resources,
    no_features: Features,
}

/// About as many words and names as the built-in tables have.
const ENTRIES: usize = 1 << 16;

pub(super) fn load(source: &DataSource) -> Result<Resources, Vec<Problem>> {
    let mut loader = Loader { source, problems: Vec::new(), out: Resources::default(), no_features: Arc::new([]) };
    loader.out.lexicon.entries.reserve(ENTRIES);
    loader.classes();
    loader.actors();
    loader.local_actors();
    loader.actor_parts();
    for language in Language::ALL {
        loader.countries(language);
    }
    loader.places();
    for language in Language::ALL {
        loader.actor_names(language);
        loader.place_names(language);
        loader.words(language);
    }
    loader.capitals();
    loader.rules();
    if loader.problems.is_empty() {
        Ok(loader.out)
    } else {
        loader.problems.sort();
        loader.problems.dedup();
        Err(loader.problems)
    }
}

impl Loader<'_> {
    /// The text of a file and its number; an unreadable file is a problem, a missing one is not.
    pub(super) fn file(&mut self, path: &str) -> Option<(Cow<'static, str>, u16)> {
        match self.source.read(path) {
            Ok(text) => {
                let text = text?;
                self.out.files.push(path.into());
                Some((text, (self.out.files.len() - 1) as u16))
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
            if self.out.actor_ids.contains_key(row.cell(2)) {
                self.out.local_actors.insert((row.cell(0).into(), row.cell(1).into()), row.cell(2).into());
            } else {
                self.problem(
                    path,
                    row.line,
                    format!("the actor \"{}\" is not in gazetteers/actors.tsv", row.cell(2)),
                    "the name would point at nobody",
                    "add the actor there, or correct the id",
                );
            }
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
            match [row.cell(0), row.cell(1)].into_iter().find(|id| !self.out.actor_ids.contains_key(*id)) {
                Some(id) => self.problem(
                    path,
                    row.line,
                    format!("the actor \"{id}\" is not in gazetteers/actors.tsv"),
                    "the names would point at nobody",
                    "add the actor there, or correct the id",
                ),
                None => {
                    self.out.wholes.insert(row.cell(0).into(), (row.cell(1).into(), from));
                }
            }
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

    fn places(&mut self) {
        let path = "gazetteers/admin.tsv";
        if let Some((text, file)) = self.file(path) {
            let rows = table::read(path, &text, &["id", "level", "name", "country", "parent", "capital", "lat", "lon", "source"], &mut self.problems);
            for row in rows {
                let (level, name) = (row.cell(1), row.cell(2));
                let (admin1, admin2) = if level == "1" { (name, "") } else { (row.cell(4), name) };
                let cells = [row.cell(0), name, row.cell(3), admin1, admin2, row.cell(6), row.cell(7), if level == "1" { "admin1" } else { "admin2" }, ""];
                self.place(path, file, row.line, cells);
            }
            self.resolve_parents();
        }
        for path in self.source.list("gazetteers", ".tsv").into_iter().filter(|p| p == "gazetteers/places.tsv" || p.starts_with("gazetteers/places/")) {
            let Some((text, file)) = self.file(&path) else { continue };
            let rows =
                table::read(&path, &text, &["id", "name", "country", "admin1", "admin2", "lat", "lon", "feature", "population", "source"], &mut self.problems);
            for row in rows {
                self.place(&path, file, row.line, std::array::from_fn(|i| row.cell(i)));
            }
        }
    }

    /// Admin units name their parent by id; places carry its name.
    fn resolve_parents(&mut self) {
        let names: FxHashMap<Box<str>, Box<str>> = self.out.places.iter().map(|p| (p.id.clone(), p.name.clone())).collect();
        for place in self.out.places.iter_mut().filter(|p| p.level() == Some(2)) {
            if let Some(name) = place.admin1.as_deref().and_then(|id| names.get(id)) {
                place.admin1 = Some(name.clone());
            }
        }
    }

    /// `cells`: id, name, country, admin1, admin2, lat, lon, feature, population.
    fn place(&mut self, path: &str, file: u16, line: usize, cells: [&str; 9]) {
        let [id, name, country, admin1, admin2, lat, lon, feature, population] = cells;
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
        let given = |cell: &str| Some(cell).filter(|c| !c.is_empty()).map(Into::into);
        self.out.places.push(Place {
            id: id.into(),
            name: name.into(),
            country: country.into(),
            admin1: given(admin1),
            admin2: given(admin2),
            point,
            feature: feature.into(),
            population: population.parse().unwrap_or(0),
        });
        let number = (self.out.places.len() - 1) as u32;
        let origin = Origin { file, line: line as u32 };
        let feature_class = format!("feature={feature}");
        self.add_name(&[Language::Fr, Language::En], name, Pos::X, "place", Meaning::Place(number), origin, &[&feature_class]);
    }

    fn capitals(&mut self) {
        for (number, place) in self.out.places.iter().enumerate().filter(|(_, p)| p.level().is_none()) {
            let country = self.out.country_codes.get(&place.country).map(|c| &self.out.countries[*c as usize]);
            if let Some(capital) = country.and_then(|c| c.capital.as_deref())
                && crate::segment::keys_of(capital) == crate::segment::keys_of(&place.name)
            {
                self.out.capitals.entry(place.country.clone()).or_insert(number as u32);
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

    fn place_names(&mut self, language: Language) {
        let path = format!("gazetteers/{}/places.tsv", language.code());
        let Some((text, file)) = self.file(&path) else { return };
        let numbers: FxHashMap<Box<str>, u32> = self.out.places.iter().enumerate().map(|(i, p)| (p.id.clone(), i as u32)).collect();
        for row in table::read(&path, &text, &["id", "names"], &mut self.problems) {
            let Some(number) = numbers.get(row.cell(0)).copied() else {
                self.problem(
                    &path,
                    row.line,
                    format!("the place \"{}\" is in no place table", row.cell(0)),
                    "the names would point nowhere",
                    "add the place, or correct the id",
                );
                continue;
            };
            let feature = format!("feature={}", self.out.places[number as usize].feature);
            let names: Vec<String> = row.list(1).map(str::to_owned).collect();
            for name in names {
                self.add_name(
                    languages_of(&name, language),
                    &name,
                    Pos::X,
                    "place",
                    Meaning::Place(number),
                    Origin { file, line: row.line as u32 },
                    &[&feature],
                );
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn add_name(&mut self, languages: &[Language], name: &str, pos: Pos, class: &str, meaning: Meaning, origin: Origin, more: &[&str]) {
        let mut names = vec![class];
        names.extend(more);
        let classes = self.class_set(&names);
        if let Meaning::Place(number) = meaning {
            let key = crate::resolve::places::spelling(name);
            if key.is_ascii() && !key.is_empty() {
                self.out.place_keys.push((key.into(), number));
            }
        }
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
                if let Some((text, number)) = self.file(&path) {
                    rules::declare(&text, &mut self.out.classes);
                    files.push((path, text, number, language, level));
                }
            }
        }
        for (path, text, number, language, level) in files {
            for rule in rules::parse(&path, number, &text, language, level, &self.out.classes, &mut self.problems) {
                let index = self.out.rules.len() as u32;
                self.out.rules.push(rule);
                self.out.rule_index.entry((language, level)).or_default().push(index);
            }
        }
    }

    pub(super) fn problem(&mut self, file: &str, line: usize, what: impl Into<String>, why: &str, mend: &str) {
        self.problems.push(Problem::new(file, line, what, why, mend));
    }
}

/// A name in Latin script is the same name in French and in English.
fn languages_of(name: &str, language: Language) -> &'static [Language] {
    match language {
        _ if name.is_ascii() && !name.contains(' ') && name.chars().any(char::is_uppercase) => &[Language::Fr, Language::En],
        Language::Ar => &[Language::Ar],
        Language::Fr => &[Language::Fr],
        Language::En => &[Language::En],
    }
}
