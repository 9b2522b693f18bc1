//! Reports -> the actor-like and place-like phrases in them that no table knows.
//!
//! In: reports, one by one, with their extraction. Out: [`Unknown`]s by frequency, each with examples, what
//! its surroundings tell and the best guess which known name it is; and the table in which an analyst
//! says what each is (see [`table`]). Filled in and put into a data folder, it is read with the other
//! tables (`resources/filled.rs`), and the phrase leaves the list. Not done here: deciding for the analyst.

mod guess;
mod phrases;
pub mod table;

use crate::pipeline::Extraction;
use crate::report::{Language, Report};
use crate::resources::Resources;
pub use guess::Guess;
use guess::Guesser;
use phrases::{Found, phrases};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What a phrase looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Actor,
    Place,
}

impl Kind {
    /// As the table writes it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Actor => "actor",
            Kind::Place => "place",
        }
    }
}

/// A phrase that no table knows.
#[derive(Debug, Clone)]
pub struct Unknown {
    pub kind: Kind,
    pub phrase: String,
    pub language: Language,
    /// Mentions, reports and events.
    pub count: usize,
    pub reports: usize,
    pub events: usize,
    /// What the words around it tell most often.
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub guess: Option<Guess>,
    pub examples: Vec<String>,
}

/// Examples that are kept of a phrase.
const EXAMPLES: usize = 3;

/// Counts phrases over reports.
pub struct Counter<'r> {
    resources: &'r Resources,
    seen: FxHashMap<(Kind, Language, String), Seen>,
}

#[derive(Default)]
struct Seen {
    phrase: String,
    count: usize,
    reports: usize,
    events: usize,
    countries: BTreeMap<String, usize>,
    units: BTreeMap<String, usize>,
    short_for: Option<String>,
    examples: Vec<String>,
}

impl<'r> Counter<'r> {
    pub fn new(resources: &'r Resources) -> Counter<'r> {
        Counter { resources, seen: FxHashMap::default() }
    }

    /// Takes what one report holds.
    pub fn add(&mut self, report: &Report, extraction: &Extraction) {
        let mut here: Vec<(Kind, Language, String)> = Vec::new();
        for found in phrases(self.resources, report, extraction) {
            let Found { kind, language, phrase, span, country, admin1, short_for, example } = found;
            let key = (kind, language, crate::resources::places::spelling::spelling(&phrase));
            if key.2.is_empty() || self.resources.no_names.contains(key.2.as_str()) {
                continue;
            }
            let seen = self.seen.entry(key.clone()).or_default();
            if seen.phrase.is_empty() {
                seen.phrase = phrase;
            }
            seen.count += 1;
            if !here.contains(&key) {
                seen.reports += 1;
                here.push(key);
                if seen.examples.len() < EXAMPLES && !seen.examples.contains(&example) {
                    seen.examples.push(example);
                }
            }
            let told = |r: &&crate::record::EventRecord| {
                let place = r.location.as_ref().and_then(|l| l.span);
                place.into_iter().chain(r.actors.iter().filter_map(|a| a.span)).any(|s| s[0] < span[1] && span[0] < s[1])
            };
            seen.events += extraction.records.iter().filter(told).count();
            country.into_iter().for_each(|c| *seen.countries.entry(c).or_default() += 1);
            admin1.into_iter().for_each(|a| *seen.units.entry(a).or_default() += 1);
            seen.short_for = seen.short_for.take().or(short_for);
        }
    }

    /// The phrases that stand at least `least` times, the most frequent first.
    pub fn finish(self, least: usize) -> Vec<Unknown> {
        let guesser = Guesser::new(self.resources);
        let most = |votes: BTreeMap<String, usize>| votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(name, _)| name);
        let mut out: Vec<Unknown> = Vec::new();
        for ((kind, language, _), seen) in self.seen.into_iter().filter(|(_, s)| s.count >= least) {
            let Seen { phrase, count, reports, events, countries, units, short_for, examples } = seen;
            let (country, admin1) = (most(countries), most(units));
            let guess = match (kind, short_for) {
                (Kind::Actor, Some(whole)) => guesser.actor(&whole).or(Some(Guess { id: String::new(), name: whole, why: "short-for" })),
                (Kind::Actor, None) => guesser.actor(&phrase),
                (Kind::Place, _) => guesser.place(&phrase, country.as_deref(), admin1.as_deref()),
            };
            out.push(Unknown { kind, phrase, language, count, reports, events, country, admin1, guess, examples });
        }
        out.sort_by(|a, b| {
            let frequent = (b.reports, b.count).cmp(&(a.reports, a.count));
            frequent.then_with(|| (a.kind, &a.phrase, a.language).cmp(&(b.kind, &b.phrase, b.language)))
        });
        out
    }
}
