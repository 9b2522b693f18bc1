//! In which unit a village lies that no table holds, where nothing right behind its name says so.
//!
//! In: the readings of a report by sentence. Out: the same, where such a village has the unit told nearest to it: in
//! its own sentence, with its name elsewhere, in the sentence before, or the only one that the report tells. Not done
//! here: containers behind the name ("X, in the region of Y"), which are read with the name.

use super::{Extent, PlaceReading};
use rustc_hash::FxHashMap;

/// Fills in the units of unknown villages. `sentences` holds, for each sentence, its places in text order.
pub fn around(sentences: &mut [Vec<&mut PlaceReading>]) {
    let units: Vec<Vec<(usize, Unit)>> = sentences.iter().map(|s| s.iter().enumerate().filter_map(|(i, p)| Some((i, unit(p)?))).collect()).collect();
    // Where a name stands with a unit more than once, the first holds.
    let mut named: FxHashMap<Vec<String>, Unit> = FxHashMap::default();
    for (name, unit) in sentences.iter().flatten().filter(|p| p.extent == Extent::Spot).filter_map(|p| Some((key(p), held(p)?))) {
        named.entry(name).or_insert(unit);
    }
    let only = only(&units);
    for s in 0..sentences.len() {
        for (i, place) in sentences[s].iter_mut().enumerate().filter(|(_, p)| unplaced(p)) {
            let here = || units[s].iter().rfind(|(u, _)| *u < i).or_else(|| units[s].iter().find(|(u, _)| *u > i)).map(|(_, u)| u);
            let again = || named.get(&key(place));
            let before = || s.checked_sub(1).and_then(|b| units[b].last()).map(|(_, u)| u);
            let Some(found) = here().or_else(again).or_else(before).or(only.as_ref()) else { continue };
            if place.country.is_none() || place.country == found.country {
                (place.country, place.admin1) = (found.country.clone(), Some(found.admin1.clone()));
            }
        }
    }
}

/// A first-level unit.
#[derive(Debug, Clone, PartialEq)]
struct Unit {
    country: Option<String>,
    admin1: String,
}

fn unplaced(place: &PlaceReading) -> bool {
    place.extent == Extent::Spot && place.resolution == "unresolved" && place.admin1.is_none()
}

/// The unit that a reading itself is, or that a unit of its own lies in.
fn unit(place: &PlaceReading) -> Option<Unit> {
    matches!(place.extent, Extent::Admin1 | Extent::Admin2).then(|| held(place)).flatten()
}

fn held(place: &PlaceReading) -> Option<Unit> {
    place.admin1.clone().map(|admin1| Unit { country: place.country.clone(), admin1 })
}

fn key(place: &PlaceReading) -> Vec<String> {
    crate::segment::keys_of(&place.name)
}

/// The one unit that the report names, if it names one.
fn only(units: &[Vec<(usize, Unit)>]) -> Option<Unit> {
    let mut all = units.iter().flatten().map(|(_, u)| u);
    let first = all.next()?;
    all.all(|u| u == first).then(|| first.clone())
}
