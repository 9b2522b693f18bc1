//! Which countries a report is about, by what it names.

use crate::mention::Annotated;
use crate::resources::lexicon::Meaning;
use crate::resources::{Range, Resources};
use rustc_hash::FxHashMap;

/// The country that most of the report's names and adjectives point to, and how often each does.
pub fn countries(resources: &Resources, annotated: &Annotated) -> FxHashMap<String, u32> {
    let mut votes: FxHashMap<String, u32> = FxHashMap::default();
    // Of two named alike often, the report is about the one that it names first.
    let first = annotated.sentences.iter().flatten().find_map(|u| crate::resolve::actors::country_of(resources, annotated, u));
    votes.extend(first.map(|code| (code, 1)));
    // "near the border with Niger" is not in Niger.
    let inside = annotated.mentions.iter().filter(|m| resources.rules[m.rule as usize].setting("read") != Some("border"));
    let units = annotated.sentences.iter().flatten().chain(inside.flat_map(|m| &m.units));
    for unit in units.filter(|u| u.mention.is_none()) {
        let mut places: Vec<&str> = Vec::new();
        let named = unit.entries.iter().filter_map(|entry| match resources.lexicon.entries[*entry as usize].meaning {
            Meaning::Country(n) => Some(n),
            _ => None,
        });
        let mut named: Vec<u32> = named.collect();
        named.dedup();
        for n in named {
            // A foreigner in another country is a less sure sign than the country's name.
            let weight = if unit.is(resources.known.class("nat")) { 2 } else { 3 };
            *votes.entry(resources.countries[n as usize].code.to_string()).or_default() += weight;
        }
        let named = unit.places.iter().map(|n| resources.places.place(resources.places.named(*n)));
        places.extend(named.filter(|p| !p.imported && !p.is_lesser()).map(|p| p.country));
        places.sort_unstable();
        places.dedup();
        if let [only] = places[..] {
            *votes.entry(only.to_owned()).or_default() += 2;
        }
    }
    votes
}

/// Where the groups act that a report names.
pub fn ranges<'r>(resources: &'r Resources, annotated: &Annotated) -> Vec<&'r Range> {
    let inside = annotated.mentions.iter().flat_map(|m| &m.units);
    let units = annotated.sentences.iter().flatten().chain(inside).filter(|u| u.mention.is_none());
    let mut actors: Vec<u32> = units
        .flat_map(|u| &u.entries)
        .filter_map(|e| match resources.lexicon.entries[*e as usize].meaning {
            Meaning::Actor(number) => Some(number),
            _ => None,
        })
        .collect();
    actors.sort_unstable();
    actors.dedup();
    actors.iter().filter_map(|a| resources.ranges.get(a)).flatten().collect()
}

/// The country with most votes; of equals the first by code.
pub fn main_country(votes: &FxHashMap<String, u32>) -> Option<String> {
    votes.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(c, _)| c.clone())
}
