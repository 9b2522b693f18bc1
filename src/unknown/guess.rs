//! A phrase that no table knows -> the known name that it most resembles.

use crate::merge::names::{consonants_of, skeleton};
use crate::resources::Resources;
use crate::resources::lexicon::Meaning;
use crate::resources::places::spelling::spelling;
use rustc_hash::{FxHashMap, FxHashSet};

/// A name that a phrase may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Empty where it stands in no table either.
    pub id: String,
    pub name: String,
    pub why: &'static str,
}

/// Percent of letters or words that a guess and its phrase have in common at least.
const ALIKE: u32 = 60;

/// All names, by what makes them alike.
pub(super) struct Guesser<'r> {
    resources: &'r Resources,
    /// Places by their consonants, and by these without any one of them.
    places: FxHashMap<String, Vec<u32>>,
    nearly: FxHashMap<String, Vec<u32>>,
    /// Words of actors' names.
    actors: FxHashMap<String, FxHashSet<u32>>,
    /// Words of each actor name: the actor and how many.
    names: Vec<(u32, usize)>,
}

impl<'r> Guesser<'r> {
    pub(super) fn new(resources: &'r Resources) -> Guesser<'r> {
        let mut out = Guesser { resources, places: FxHashMap::default(), nearly: FxHashMap::default(), actors: FxHashMap::default(), names: Vec::new() };
        for (name, text) in (0..).zip(resources.places.names()) {
            out.file_place(text, resources.places.named(name));
        }
        for entry in &resources.lexicon.entries {
            let Meaning::Actor(number) = entry.meaning else { continue };
            let words: FxHashSet<String> = skeleton(&entry.word).into_iter().filter(|w| w.len() > 1).collect();
            out.names.push((number, words.len()));
            words.into_iter().for_each(|w| {
                out.actors.entry(w).or_default().insert(out.names.len() as u32 - 1);
            });
        }
        out
    }

    fn file_place(&mut self, name: &str, number: u32) {
        let key = consonants_of(name);
        if key.len() < 2 {
            return;
        }
        for shorter in without_one(&key) {
            self.nearly.entry(shorter).or_default().push(number);
        }
        self.places.entry(key).or_default().push(number);
    }

    /// The place whose consonants are the phrase's, or all but one; where the words around it name a
    /// country or unit, one of there. Names in one script have to resemble each other in their vowels too.
    pub(super) fn place(&self, phrase: &str, country: Option<&str>, admin1: Option<&str>) -> Option<Guess> {
        let key = consonants_of(phrase);
        if key.len() < 2 {
            return None;
        }
        let plain = spelling(phrase);
        let row = |n: u32| self.resources.places.place(n);
        let there = |n: u32| country.is_none_or(|c| row(n).country == c) && (admin1.is_none() || row(n).admin1 == admin1);
        let resembles = |n: u32| {
            let name = spelling(row(n).name);
            if plain.is_ascii() && name.is_ascii() { (100.0 * strsim::normalized_levenshtein(&plain, &name)) as u32 } else { ALIKE }
        };
        let best = |candidates: Vec<u32>, why| {
            let near = candidates.into_iter().filter(|n| there(*n)).map(|n| (resembles(n), row(n).population, std::cmp::Reverse(n)));
            let (_, _, std::cmp::Reverse(number)) = near.filter(|(alike, _, _)| *alike >= ALIKE).max()?;
            Some(Guess { id: row(number).id.to_string(), name: row(number).name.to_string(), why })
        };
        let same = self.places.get(&key).into_iter().flatten().copied().collect();
        best(same, "same-consonants").or_else(|| {
            // Short names resemble too many.
            if key.len() < 5 {
                return None;
            }
            let shorter: Vec<String> = without_one(&key).collect();
            let more = self.nearly.get(&key).into_iter().flatten();
            let fewer = shorter.iter().filter_map(|s| self.places.get(s)).flatten();
            let other = shorter.iter().filter_map(|s| self.nearly.get(s)).flatten();
            let first = |n: &u32| consonants_of(row(*n).name).starts_with(&key[..1]);
            best(more.chain(fewer).chain(other).copied().filter(first).collect(), "all-consonants-but-one")
        })
    }

    /// The actor one of whose names shares most of its words with the phrase, among them the rarest.
    pub(super) fn actor(&self, phrase: &str) -> Option<Guess> {
        let words: FxHashSet<String> = skeleton(phrase).into_iter().filter(|w| w.len() > 1).collect();
        if words.len() < 2 {
            return None;
        }
        let common = |word: &String| self.actors.get(word).map_or(0, FxHashSet::len);
        let rarest = words.iter().min_by_key(|w| (common(w), w.as_str()))?;
        let named = self.actors.get(rarest)?;
        let shared = |name: u32| words.iter().filter(|w| self.actors.get(*w).is_some_and(|names| names.contains(&name))).count();
        let likeness = |name: u32| 100 * shared(name) / self.names[name as usize].1.max(words.len());
        let best = named.iter().map(|name| (likeness(*name), std::cmp::Reverse(self.names[*name as usize].0))).max()?;
        let actor = &self.resources.actors[best.1.0 as usize];
        (best.0 as u32 >= ALIKE).then(|| Guess { id: actor.id.to_string(), name: actor.name_on(None).to_owned(), why: "most-words" })
    }
}

/// A text without one of its letters, in all ways.
fn without_one(text: &str) -> impl Iterator<Item = String> + '_ {
    text.char_indices().map(|(i, c)| format!("{}{}", &text[..i], &text[i + c.len_utf8()..]))
}
