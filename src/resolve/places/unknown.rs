//! Names that no table holds as they are spelt.

use super::reader::Reader;
use super::search::{Guess, How, guesses, one_place};
use super::{Candidate, Extent, PlaceReading};
use crate::geo::distance;
use crate::resources::places::Place;
use crate::resources::places::spelling::spelling;
use crate::segment::{is_arabic, keys_of};
use crate::span::Span;

/// What a difference in spelling costs against a container or the report's country.
const COST: f64 = 4.0;
/// The greatest cost of a name that is taken: where its container is told, and where it is not.
const WITHIN: f64 = 1.0;
const ALONE: f64 = 0.5;
/// By how much the best must lead the next.
const LEAD: f64 = 0.4;
/// "X, near Y": farther from Y it is another X.
const BESIDE_KM: f64 = 50.0;
/// Shorter names are like too many others.
const SHORTEST: usize = 5;
const SHORTEST_ARABIC: usize = 3;
/// In a name of so many letters two may differ.
const LONG: usize = 9;
/// The shortest name that is taken for another where the report names no country at all.
const SHORTEST_ANYWHERE: usize = 6;

impl Reader<'_> {
    /// A reading of a name that is in no table: the place that it is nearly spelt or sounds like, where the
    /// container or the report's country agrees, else nothing but its rivals.
    pub(super) fn respelt(&self, name: &str, span: Span) -> Result<PlaceReading, Vec<Candidate>> {
        let letters = spelling(name).chars().count();
        let arabic = name.starts_with(is_arabic);
        if letters < if arabic { SHORTEST_ARABIC } else { SHORTEST } {
            return Err(Vec::new());
        }
        let places = &self.resources.places;
        let told = !self.near.containers.is_empty() || self.near.beside.is_some();
        let limit = if told { WITHIN } else { ALONE };
        let mut found: Vec<(Candidate, Guess)> = Vec::new();
        for guess in guesses(self.resources, name) {
            let place = places.place(guess.place);
            if guess.how.cost() <= WITHIN && self.fits(&place, letters) && begins_alike(name, &place) {
                found.push((Candidate { place: guess.place, score: self.score(guess.place) - COST * guess.how.cost() }, guess));
            }
        }
        found.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score).then_with(|| places.place(a.place).id.cmp(places.place(b.place).id)));
        let mut kept: Vec<(Candidate, Guess)> = Vec::new();
        for (candidate, guess) in found {
            if !kept.iter().any(|(k, _)| one_place(places, k.place, candidate.place)) {
                kept.push((candidate, guess));
            }
        }
        let Some((best, guess)) = kept.first().cloned() else { return Err(Vec::new()) };
        let clear = kept.get(1).is_none_or(|(next, _)| next.score + LEAD < best.score);
        // A hamlet is taken for the place only where the report says in which unit it lies.
        let minor = places.place(best.place).is_lesser();
        let limit = match guess.how {
            How::Letters(1) => limit,
            How::Letters(_) if letters >= LONG && !minor => WITHIN,
            _ if minor => limit.min(0.7),
            _ => limit,
        };
        let sure = guess.how.cost() <= limit;
        let candidates: Vec<Candidate> = kept.into_iter().map(|(c, _)| c).collect();
        if clear && sure && (told || !minor) {
            let reading = self.reading(candidates, span);
            return Ok(PlaceReading { resolution: if reading.extent == Extent::Spot { "ambiguous" } else { reading.resolution }, ..reading });
        }
        Err(candidates)
    }

    /// Whether a place may be meant by a name of so many letters: a spot, or a unit after the word for one, where the container or
    /// the report's country has it. Where a report names no country, a village of the built-in tables is in the region that they are for.
    fn fits(&self, place: &Place, letters: usize) -> bool {
        let unit = self.kind.iter().any(|u| u.is(self.resources.known.class("admin")));
        if place.is_area() && !(unit && place.level().is_some()) {
            return false;
        }
        let nowhere = self.near.votes.is_empty() && self.near.containers.is_empty() && self.near.beside.is_none();
        let village = !place.imported && !place.is_lesser() && place.feature != "town";
        self.agrees(place) || nowhere && village && letters >= SHORTEST_ANYWHERE
    }

    /// Whether a place lies where the report says: in the containers, beside the place told next, or else in the
    /// country that the report is about.
    pub(super) fn agrees(&self, place: &Place) -> bool {
        let within = self.near.containers.iter().all(|c| self.lies_in(place, c));
        let close = self.near.beside.as_ref().and_then(|b| b.point).is_none_or(|b| place.point.is_some_and(|p| distance(p, b) <= BESIDE_KM));
        let told = !self.near.containers.is_empty() || self.near.beside.is_some();
        within && close && (told || super::main_country(self.near.votes).as_deref() == Some(place.country))
    }
}

/// Whether the first letters agree; Latin spellings err within a name, not at its beginning. Only a breath or a glide
/// is written or not: Hallale, Allale; Ouro, Wouro.
fn begins_alike(name: &str, place: &Place) -> bool {
    if name.starts_with(is_arabic) {
        return true;
    }
    let first = |text: &str| {
        let letters = keys_of(text).concat();
        letters.trim_start_matches('h').chars().next().map(|c| if matches!(c, 'o' | 'u' | 'w') { 'u' } else { c })
    };
    first(name) == first(place.name) || first(place.name).is_none()
}
