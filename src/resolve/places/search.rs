//! A name alone -> the places that it may mean, with how likely each is.
//!
//! Exact names come first, then Latin spellings that differ by a letter or two, then names that sound
//! alike. Not done here: what the words around a name say (see [`super::score`]).

use crate::geo::distance;
use crate::resources::Resources;
use crate::resources::places::spelling::spelling;
use crate::resources::places::{Place, Places};
use rustc_hash::FxHashMap;

/// How a name led to a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum How {
    /// The table holds the name.
    Exact,
    /// So many letters differ.
    Letters(u32),
    /// It sounds alike; 0 would be the same sounds.
    Sound(f32),
}

impl How {
    /// What is lost against an exact name.
    pub fn cost(self) -> f64 {
        match self {
            How::Exact => 0.0,
            How::Letters(1) => 0.45,
            How::Letters(n) => 0.5 * f64::from(n),
            How::Sound(distance) => 0.3 + f64::from(distance),
        }
    }
}

/// A place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    pub place: u32,
    pub how: How,
}

/// A guess with its share of the belief, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    pub place: u32,
    pub how: How,
    pub score: f64,
}

/// Sounds farther apart than this are other names.
const FARTHEST_SOUND: f32 = 1.3;
/// Two rows of one name that lie closer are one place in two tables.
const ONE_PLACE_KM: f64 = 12.0;
/// What a place of another spelling loses where the table holds the name itself.
const OTHER_NAME: f64 = 0.8;
/// How sharply belief follows the points, and the points of "none of these".
const SHARPNESS: f64 = 5.0;
const NONE_OF_THESE: f64 = -0.35;

/// Every place that a name may mean, in no order.
pub fn guesses(resources: &Resources, name: &str) -> Vec<Guess> {
    let places = &resources.places;
    let mut best: FxHashMap<u32, How> = FxHashMap::default();
    let mut add = |place: u32, how: How| {
        let known = best.entry(place).or_insert(how);
        if how.cost() < known.cost() {
            *known = how;
        }
    };
    places.exactly(name).into_iter().chain(places.spelt(name)).for_each(|place| add(place, How::Exact));
    let letters = spelling(name);
    if letters.is_ascii() {
        let most = match letters.len() {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        };
        if most > 0 {
            places.nearly(name, most).into_iter().filter(|(_, n)| *n > 0).for_each(|(place, n)| add(place, How::Letters(n)));
        }
    }
    for (place, distance) in places.sounding(name).into_iter().filter(|(_, d)| *d <= FARTHEST_SOUND) {
        add(place, How::Sound(distance));
    }
    best.into_iter().map(|(place, how)| Guess { place, how }).collect()
}

/// The places that a name may mean, likeliest first; `near` is a place that it should lie in or near.
pub fn search(resources: &Resources, name: &str, near: Option<&Place>) -> Vec<Hit> {
    let places = &resources.places;
    let found = guesses(resources, name);
    let known = found.iter().any(|g| g.how == How::Exact);
    let mut hits: Vec<Hit> = found
        .into_iter()
        .map(|g| {
            let row = places.place(g.place);
            let other = if known && g.how != How::Exact { OTHER_NAME } else { 0.0 };
            Hit { place: g.place, how: g.how, score: importance(&row) - g.how.cost() - other + near.map_or(0.0, |n| nearness(&row, n)) }
        })
        .collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| places.place(a.place).id.cmp(places.place(b.place).id)));
    let mut out: Vec<Hit> = Vec::new();
    for hit in hits {
        if !out.iter().take(50).any(|kept| one_place(places, kept.place, hit.place)) {
            out.push(hit);
        }
    }
    let weight = |points: f64| (points * SHARPNESS).exp();
    let all: f64 = out.iter().map(|h| weight(h.score)).sum::<f64>() + weight(NONE_OF_THESE);
    out.iter_mut().for_each(|h| h.score = weight(h.score) / all);
    out
}

/// Whether two rows are one place: of one name or kind, and close to each other.
pub fn one_place(places: &Places, a: u32, b: u32) -> bool {
    let (a, b) = (places.place(a), places.place(b));
    if a.level() != b.level() && a.level().is_some() && b.level().is_some() {
        return false;
    }
    match (a.point, b.point) {
        (Some(x), Some(y)) => distance(x, y) <= ONE_PLACE_KM && (a.imported != b.imported || a.name == b.name),
        _ => false,
    }
}

/// How much a place is talked about, before anything is known of the report.
pub fn importance(place: &Place) -> f64 {
    let kind = match place.feature {
        "capital" | "admin1" => 0.6,
        "admin2" => 0.45,
        "town" => 0.4,
        "seat" => 0.3,
        "village" => 0.2,
        "camp" | "base" | "mine" | "border-post" | "airport" | "quarter" => 0.1,
        "commune" => 0.1,
        "locality" => 0.0,
        _ if place.imported => -0.3,
        _ => 0.1,
    };
    let own = if place.imported { 0.0 } else { 0.2 };
    kind + own + 0.1 * (f64::from(place.population) + 1.0).log10()
}

/// What lying in, or near, a given place is worth.
fn nearness(place: &Place, near: &Place) -> f64 {
    let mut out = 0.0;
    if place.country == near.country {
        out += 0.3;
        out += if near.admin1.is_some() && place.admin1 == near.admin1 { 0.4 } else { 0.0 };
        out += if near.level() == Some(2) && place.admin2 == near.admin2 { 0.3 } else { 0.0 };
    }
    match (place.point, near.point) {
        (Some(a), Some(b)) => out - (distance(a, b) / 400.0).min(1.5),
        _ => out - 0.5,
    }
}
