//! Administrative units by the codes of a dump, under the names that the built-in tables give them.
//!
//! Dumps write codes where records write names, and their own names differ ("Cercle de San", "Gao
//! Region"). So a unit that the built-in tables have keeps the name that it has there.

use crate::resources::Resources;
use crate::segment::keys_of;
use rustc_hash::{FxHashMap, FxHashSet};

/// A unit's names: itself, and the one of level 1 that it lies in.
#[derive(Debug, Clone, Default)]
struct Unit {
    admin1: String,
    admin2: String,
}

pub(super) struct Units<'r> {
    resources: &'r Resources,
    /// Countries whose units the built-in tables have.
    covered: FxHashSet<String>,
    by_code: FxHashMap<(String, u8, String), Unit>,
}

/// Words for a kind of unit, in French and English, as dumps write them beside the name.
const KINDS: [&str; 14] = [
    "region",
    "cercle",
    "province",
    "department",
    "departement",
    "district",
    "prefecture",
    "wilaya",
    "state",
    "circle",
    "commune",
    "urban",
    "municipality",
    "governorate",
];

impl<'r> Units<'r> {
    pub fn new(resources: &'r Resources) -> Units<'r> {
        let all = (0..resources.places.len() as u32).map(|n| resources.places.place(n));
        let covered = all.filter(|p| p.level() == Some(1) && !p.imported).map(|p| p.country.to_owned()).collect();
        Units { resources, covered, by_code: FxHashMap::default() }
    }

    /// Whether the built-in tables have the units of this kind themselves.
    pub fn has_own(&self, country: &str, feature: &str) -> bool {
        matches!(feature, "admin1" | "admin2") && self.covered.contains(country)
    }

    /// Learns what a code stands for.
    pub fn declare(&mut self, country: &str, level: u8, code: &str, names: &[String]) {
        let unit = names.iter().find_map(|name| self.known(country, level, name)).unwrap_or_else(|| {
            let name = bare(&names[0]);
            if level == 1 { Unit { admin1: name, admin2: String::new() } } else { Unit { admin1: String::new(), admin2: name } }
        });
        self.by_code.insert((country.to_owned(), level, code.to_owned()), unit);
    }

    /// The unit of the built-in tables with this name.
    fn known(&self, country: &str, level: u8, name: &str) -> Option<Unit> {
        let places = &self.resources.places;
        let rows = places.spelt(&bare(name)).into_iter().map(|n| places.place(n));
        let mut units = rows.filter(|p| p.country == country && p.level() == Some(level));
        let found = units.next()?;
        Some(Unit { admin1: found.admin1.unwrap_or("").to_owned(), admin2: found.admin2.unwrap_or("").to_owned() })
    }

    /// The names of the units that a place lies in.
    pub fn of(&self, country: &str, admin1: &str, admin2: &str) -> (String, String) {
        let get = |level, code: &str| self.by_code.get(&(country.to_owned(), level, code.to_owned()));
        let (first, second) = (get(1, admin1), get(2, admin2));
        let name2 = second.map_or("", |u| &u.admin2);
        let name1 = first.map(|u| u.admin1.as_str()).filter(|n| !n.is_empty()).or(second.map(|u| u.admin1.as_str())).unwrap_or("");
        (name1.to_owned(), name2.to_owned())
    }

    /// Units by names, as tables of units give them: the built-in spelling where there is one.
    pub fn named(&self, country: &str, admin1: &str, admin2: &str) -> (String, String) {
        let first = self.known(country, 1, admin1).map_or_else(|| bare(admin1), |u| u.admin1);
        let second = self.known(country, 2, admin2).map_or_else(|| bare(admin2), |u| u.admin2);
        (first, second)
    }
}

/// A unit's name without the word for its kind.
fn bare(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_kind = |w: &&str| keys_of(w).first().is_some_and(|k| KINDS.contains(&k.as_str()));
    let is_of = |w: &&str| matches!(w.to_lowercase().as_str(), "de" | "du" | "of" | "des" | "la");
    let mut rest: &[&str] = &words;
    if rest.len() > 1 && is_kind(&rest[0]) {
        rest = &rest[1..];
        while rest.len() > 1 && is_of(&rest[0]) {
            rest = &rest[1..];
        }
    }
    while rest.len() > 1 && is_kind(&rest[rest.len() - 1]) {
        rest = &rest[..rest.len() - 1];
    }
    let joined = rest.join(" ");
    let short = ["d'", "d’", "D'", "D’"].iter().find_map(|p| joined.strip_prefix(p)).map(str::trim).filter(|_| rest.len() < words.len());
    short.map_or(joined.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_for_the_kind_is_cut() {
        for (name, wanted) in [
            ("Gao Region", "Gao"),
            ("Région de Tombouctou", "Tombouctou"),
            ("Cercle d’Ansongo", "Ansongo"),
            ("Cercle d’ Abeïbara", "Abeïbara"),
            ("Province du Soum", "Soum"),
            ("Mopti", "Mopti"),
            ("Region", "Region"),
        ] {
            assert_eq!(bare(name), wanted);
        }
    }

    #[test]
    fn codes_get_the_names_of_the_built_in_tables() {
        let resources = Resources::built_in();
        let mut units = Units::new(&resources);
        let names = |list: &[&str]| list.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        units.declare("ML", 1, "08", &names(&["Tombouctou Region", "Timbuktu"]));
        units.declare("ML", 2, "08.7", &names(&["Cercle de Goundam"]));
        units.declare("XX", 1, "1", &names(&["Upper Region"]));
        assert_eq!(units.of("ML", "08", "08.7"), ("Tombouctou".into(), "Goundam".into()));
        assert_eq!(units.of("ML", "", "08.7"), ("Tombouctou".into(), "Goundam".into()));
        assert_eq!(units.of("XX", "1", ""), ("Upper".into(), String::new()));
        assert!(units.has_own("ML", "admin1") && !units.has_own("XX", "admin1") && !units.has_own("ML", "village"));
    }
}
