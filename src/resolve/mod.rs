//! Mentions -> what they refer to: places, dates, actors, quantities, things.
//!
//! In: the report, its sentences and mentions. Out: [`Entities`], one reading a mention. Rivals and
//! reasons are kept. Not done here: who is meant by "the group", which needs the events.

pub mod actors;
pub mod dates;
pub mod items;
pub mod places;
pub mod quantities;

use crate::mention::{Annotated, Mention, Unit};
use crate::normalize::Text;
use crate::report::Report;
use crate::resources::Resources;
use actors::Participant;
use dates::{DateReading, Period};
use items::Thing;
use places::{PlaceReading, Surroundings};
use quantities::Quantity;
use rustc_hash::FxHashMap;

/// What one mention refers to.
#[derive(Debug, Clone)]
pub enum Entity {
    None,
    Quantity(Quantity),
    Date(DateReading),
    /// One, or several for a list of names.
    Places(Vec<PlaceReading>),
    Actor(Participant),
    Thing(Thing),
}

/// The readings of all mentions, by the mention's number.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    readings: Vec<Entity>,
    /// The report's own date.
    pub published: Option<chrono::NaiveDate>,
    /// The country that the report is mostly about.
    pub country: Option<String>,
    pub country_votes: FxHashMap<String, u32>,
}

impl Entities {
    pub fn of(&self, unit: &Unit) -> &Entity {
        unit.mention.map_or(&Entity::None, |m| &self.readings[m as usize])
    }

    pub fn actor(&self, unit: &Unit) -> Option<&Participant> {
        match self.of(unit) {
            Entity::Actor(p) => Some(p),
            _ => None,
        }
    }

    pub fn places(&self, unit: &Unit) -> &[PlaceReading] {
        match self.of(unit) {
            Entity::Places(p) => p,
            _ => &[],
        }
    }

    pub fn date(&self, unit: &Unit) -> Option<&DateReading> {
        match self.of(unit) {
            Entity::Date(d) => Some(d),
            _ => None,
        }
    }

    pub fn thing(&self, unit: &Unit) -> Option<&Thing> {
        match self.of(unit) {
            Entity::Thing(t) => Some(t),
            _ => None,
        }
    }

    pub fn quantity(&self, unit: &Unit) -> Option<Quantity> {
        match self.of(unit) {
            Entity::Quantity(q) => Some(*q),
            _ => None,
        }
    }
}

/// Resolves every mention that stands in a sentence.
pub fn resolve(resources: &Resources, report: &Report, text: &Text, annotated: &Annotated) -> Entities {
    let votes = places::countries(resources, annotated);
    let ranges = places::ranges(resources, annotated);
    let mut out = Entities {
        published: report.published,
        readings: vec![Entity::None; annotated.mentions.len()],
        country: places::main_country(&votes),
        country_votes: votes,
    };
    let dates = annotated.mentions.iter().filter(|m| m.kind == resources.known.class("DATE"));
    let written = report.published.map(|published| dates::written(resources, text, dates, published));
    let mut context: Option<Period> = None;
    let mut story: Option<(chrono::NaiveDate, usize)> = None;
    let mut recent: Vec<PlaceReading> = Vec::new();
    for (sentence, units) in annotated.sentences.iter().enumerate() {
        // From the end, so that a container is read before the place that it contains.
        for i in (0..units.len()).rev() {
            let Some(mention) = annotated.mention(&units[i]) else { continue };
            if mention.kind == resources.known.class("PLACE") && !places::takes_up(resources, mention) {
                let containers = containers(resources, units, i, &out);
                let beside = beside(resources, text, annotated, units, i, &out);
                let town = town(resources, units, i, &out);
                let near = Surroundings { votes: &out.country_votes, ranges: &ranges, containers, beside, town, recent: &recent };
                let readings = places::places(resources, text, annotated, mention, &near);
                out.readings[units[i].mention.unwrap_or_default() as usize] = Entity::Places(readings);
            }
        }
        for (at, unit) in units.iter().enumerate() {
            if let Some((number, mention)) = unit.mention.zip(annotated.mention(unit)).filter(|(_, m)| places::takes_up(resources, m)) {
                let near = Surroundings { votes: &out.country_votes, ranges: &ranges, containers: Vec::new(), beside: None, town: None, recent: &recent };
                out.readings[number as usize] = Entity::Places(places::places(resources, text, annotated, mention, &near));
            }
            // "la réaction d'Abuja": a capital that no preposition of place stands before may be the state.
            let located = at.checked_sub(1).is_none_or(|b| {
                ["in", "near", "from", "to", "comma"].iter().any(|c| units[b].is(resources.known.class(c))) && !units[b].is(resources.known.class("of"))
            });
            let bare = annotated.mention(unit).is_some_and(|m| m.units.len() == 1) && unit.is(resources.known.class("latin"));
            let stately =
                |p: &places::PlaceReading| bare && !located && p.candidates.first().is_some_and(|c| resources.places.place(c.place).feature == "capital");
            let facility = annotated.mention(unit).is_some_and(|m| m.units.iter().any(|u| u.is(resources.known.class("facility"))));
            recent.extend(out.places(unit).iter().filter(|p| p.extent == places::Extent::Spot && !facility && !stately(p)).cloned());
        }
        let mut anchor = written;
        for (at, unit) in units.iter().enumerate() {
            let Some((number, mention)) = unit.mention.zip(annotated.mention(unit)) else { continue };
            let is = |name| mention.kind == resources.known.class(name);
            let reading = if is("NUM") {
                quantities::quantity(resources, text, mention).map(Entity::Quantity)
            } else if is("DATE") {
                let near = story.filter(|(_, s)| sentence <= s + STORY).map(|(day, _)| day);
                let date = dates::date(resources, text, mention, anchor, dates::Before { context, story: near });
                let told = dates::names_year(resources, text, mention) || near.is_some() && dates::leans_on_story(resources, text, mention);
                story = date.period.filter(|_| told && !date.since).map(|p| (p.start, sentence)).or(story.filter(|_| !told));
                if date.precision == 1 && of_document(resources, &units[..at]) {
                    // What a statement calls "the last days" are the days before the statement.
                    anchor = date.period.map(|p| p.end).or(anchor);
                }
                // "the deadliest since 2015" is no day of an event.
                // Nor is the day on which somebody told of it: "said on Monday … on the same day".
                let is = |u: &Unit, name| u.is(resources.known.class(name)) && u.mention.is_none();
                let told_on = at > 0 && is(&units[at - 1], "cue") && is(&units[at - 1], "v") && !is(&units[at - 1], "deed");
                context = date.period.filter(|_| !date.since && !(told_on && context.is_some())).or(context);
                Some(Entity::Date(date))
            } else if is("ACTOR") {
                actors::participant(resources, text, annotated, mention).map(|p| Entity::Actor(of_homeland(resources, annotated, mention, &units[..at], p)))
            } else if is("ITEM") {
                items::thing(resources, text, annotated, mention).map(Entity::Thing)
            } else {
                None
            };
            if let Some(reading) = reading {
                out.readings[number as usize] = reading;
            }
        }
    }
    let told = out.readings.iter_mut().filter_map(|r| if let Entity::Places(places) = r { Some(places) } else { None });
    places::agree(resources, told.flatten());
    places::around(&mut places_by_sentence(&mut out, annotated));
    // A village that no table holds, and of which nothing is told, lies in the country that the report is about.
    let country = out.country.clone();
    let told = out.readings.iter_mut().filter_map(|r| if let Entity::Places(places) = r { Some(places) } else { None });
    for place in told.flatten().filter(|p| p.country.is_none() && p.resolution == "unresolved" && p.extent == places::Extent::Spot) {
        place.country.clone_from(&country);
    }
    out
}

/// Over how many sentences a story's year holds for days and months without one.
const STORY: usize = 2;

/// The places told in each sentence, in text order.
fn places_by_sentence<'a>(told: &'a mut Entities, annotated: &Annotated) -> Vec<Vec<&'a mut PlaceReading>> {
    let mut readings: Vec<Option<&mut Entity>> = told.readings.iter_mut().map(Some).collect();
    let mut by_sentence = Vec::new();
    for units in &annotated.sentences {
        let mentions = units.iter().filter_map(|u| readings.get_mut(u.mention? as usize)?.take());
        by_sentence.push(mentions.filter_map(|r| if let Entity::Places(p) = r { Some(p) } else { None }).flatten().collect());
    }
    by_sentence
}

/// "The French president said that his country's army …": of the country told last before (rules with `homeland`).
fn of_homeland(resources: &Resources, annotated: &Annotated, mention: &Mention, before: &[Unit], actor: actors::Participant) -> actors::Participant {
    if resources.rules[mention.rule as usize].setting("homeland").is_none() {
        return actor;
    }
    let country = before.iter().rev().find_map(|u| actors::country_of(resources, annotated, u));
    actors::Participant { country: actor.country.clone().or(country), ..actor }
}

/// Whether a statement, communiqué or recording is what the date after these units dates.
fn of_document(resources: &Resources, before: &[Unit]) -> bool {
    before.iter().rev().take(3).any(|u| {
        let mut sources = u.entries.iter().map(|e| &resources.lexicon.entries[*e as usize]);
        sources.any(|e| e.classes.has(resources.known.class("source")) && e.feature("source") == Some("document"))
    })
}

/// The wider places named right after a place: "in X, in the region of Y", "X (Y, Z)".
fn containers(resources: &Resources, units: &[Unit], at: usize, known: &Entities) -> Vec<PlaceReading> {
    outer(resources, units, at, known).into_iter().flat_map(|(u, _)| known.places(&units[u]).first().cloned()).collect()
}

/// From how many metres on a place says nothing of where another lies that is so far from it.
const FAR: f64 = 120_000.0;

/// A known place told right after, which an unknown one lies in or near: "in X, 10 km from Y",
/// "X quarter of Y" (French, English).
fn beside(resources: &Resources, text: &Text, annotated: &Annotated, units: &[Unit], at: usize, known: &Entities) -> Option<PlaceReading> {
    let class = |name| resources.known.class(name);
    let links = ["in", "near", "comma", "of", "open", "close", "det", "to", "coded=1"].map(class);
    let joins = ["in", "near", "of"].map(class);
    if !units[at].is(class("latin")) && units[at].is(class("article")) {
        return None;
    }
    // A comma alone makes a list of names, and brackets may hold another name. A direction alone says nothing of how near.
    let of = |unit: &Unit, name| annotated.mention(unit).is_some_and(|m| m.units.iter().any(|u| u.is(class(name))));
    let unknown = annotated.mention(&units[at]).is_none_or(|m| m.units.iter().all(|u| u.places.is_empty()));
    let mut joined = unknown;
    for unit in units.iter().skip(at + 1).take(8) {
        joined |= joins.iter().any(|j| unit.is(*j)) || of(unit, "distance");
        match known.places(unit) {
            [] if links.iter().any(|l| unit.is(*l)) && (unknown || !unit.is(class("open"))) => {}
            [] => return None,
            _ if !joined || !unknown && of(unit, "dir") && !of(unit, "distance") => return None,
            // "X, 380 km from Y": what is so far away says little of where X lies.
            _ if annotated.mention(unit).and_then(|m| places::told_distance(resources, text, annotated, m)).is_some_and(|m| m > FAR) => return None,
            places => {
                if let Some(place) = places.iter().find(|p| p.point.is_some() && p.extent >= places::Extent::Admin2) {
                    return Some(place.clone());
                }
            }
        }
    }
    None
}

/// The town that a place is said to be a part of: "the X area of Y", "le quartier X de Y".
fn town(resources: &Resources, units: &[Unit], at: usize, known: &Entities) -> Option<PlaceReading> {
    // Arabic says "in": "the sector of X in Kabul".
    let links: &[&str] = if units[at].is(resources.known.class("latin")) { &["of"] } else { &["of", "in", "clitic-b"] };
    let of = units.get(at + 1).is_some_and(|u| links.iter().any(|l| u.is(resources.known.class(l))));
    let [town] = known.places(units.get(at + 2)?) else { return None };
    let is_town = town.candidates.first().is_some_and(|c| matches!(resources.places.place(c.place).feature, "town" | "capital"));
    (of && is_town && town.precision == 1).then(|| town.clone())
}

/// Words that stand in brackets after a name, the brackets included.
const BRACKETED: usize = 8;

/// Units of the containers after `at`, narrow to wide, and whether they stand in brackets, where
/// even a town's name tells what lies around.
fn outer(resources: &Resources, units: &[Unit], at: usize, known: &Entities) -> Vec<(usize, bool)> {
    let class = |name| resources.known.class(name);
    let links = [
        class("in"),
        class("clitic-b"),
        class("comma"),
        class("open"),
        class("close"),
        class("of"),
        class("clitic-l"),
        class("admin"),
        class("det"),
        class("dir"),
        class("colon"),
        class("quote"),
        class("natural"),
        class("settlement"),
        class("nat"),
    ];
    let mut out: Vec<(usize, bool)> = Vec::new();
    let mut extent = None;
    let mut bracketed = false;
    let mut links_left = 4;
    let mut u = at;
    loop {
        u += 1;
        let Some(unit) = units.get(u) else { break };
        // "X (Y), in Z": brackets that hold another name and no place are passed over.
        if units[at].is(class("latin"))
            && unit.is(class("open"))
            && let Some(close) = units[u..].iter().take(BRACKETED).position(|x| x.is(class("close")))
            && units[u..u + close].iter().all(|x| known.places(x).is_empty())
        {
            u += close;
            continue;
        }
        match known.places(unit) {
            // "(Y Z)", of which only Y is a known name, is another name.
            [_] if bracketed && unit.is(class("latin")) && units.get(u + 1).is_some_and(|n| n.is(class("unknown"))) => break,
            [place] => {
                if !bracketed && (extent.is_some_and(|narrow| place.extent >= narrow) || place.extent == places::Extent::Spot) {
                    break;
                }
                if units[u - 1].is(class("coded=1")) {
                    break;
                }
                extent = Some(place.extent);
                out.push((u, bracketed));
                links_left = 4;
            }
            [] if bracketed && unit.is(class("close")) => {
                bracketed = false;
                links_left -= 1;
            }
            [] if links_left > 0 && links.iter().any(|l| unit.is(*l)) => {
                bracketed |= unit.is(class("open"));
                links_left -= 1;
            }
            _ => break,
        }
    }
    out
}

/// Whether the place unit at `at` only tells where the place before it lies.
pub fn is_container(resources: &Resources, units: &[Unit], at: usize, known: &Entities) -> bool {
    let [own] = known.places(&units[at]) else { return false };
    (at.saturating_sub(8)..at).rev().any(|i| {
        let [inner] = known.places(&units[i]) else { return false };
        outer(resources, units, i, known)
            .iter()
            .any(|(u, bracketed)| *u == at && (*bracketed || inner.extent > own.extent && own.extent != places::Extent::Spot))
    })
}
