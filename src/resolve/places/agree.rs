//! One name in one report means one place.
//!
//! In: all readings of a report. Out: the same, where a name that was read for two namesakes means the one for which
//! more speaks: "between Ouami and Hombori" tells which Ouami the next sentence is about.

use super::{Extent, PlaceReading};
use crate::geo::distance;
use crate::resources::Resources;
use rustc_hash::FxHashMap;

/// By how many points a reading must lead another of its name to be taken over.
const LEAD: f64 = 1.0;
/// Nearer rows of one name are one place, read in two ways.
const APART_KM: f64 = 50.0;

/// Lets readings of one name agree.
pub fn agree<'r>(resources: &Resources, readings: impl Iterator<Item = &'r mut PlaceReading>) {
    let spots: Vec<&mut PlaceReading> = readings.filter(|r| r.extent == Extent::Spot && !r.candidates.is_empty()).collect();
    // The rows that were chosen, and the most points that each was chosen with.
    let mut chosen: FxHashMap<u32, f64> = FxHashMap::default();
    for best in spots.iter().filter(|r| r.gazetteer_id.is_some()).map(|r| &r.candidates[0]) {
        let points = chosen.entry(best.place).or_insert(best.score);
        *points = points.max(best.score);
    }
    for reading in spots {
        let own = reading.candidates[0].clone();
        let rivals = reading.candidates.iter().enumerate().skip(1).filter_map(|(at, c)| Some((at, *chosen.get(&c.place)?)));
        let Some((at, score)) = rivals.max_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        let (row, known) = (resources.places.place(reading.candidates[at].place), resources.places.place(own.place));
        let apart = row.point.zip(known.point).is_some_and(|(a, b)| distance(a, b) > APART_KM);
        if !apart || reading.gazetteer_id.is_none() || own.score + LEAD > score {
            continue;
        }
        let mut candidate = reading.candidates.remove(at);
        candidate.score = score;
        reading.candidates.insert(0, candidate);
        reading.name = row.name.to_owned();
        reading.country = Some(row.country.to_owned()).filter(|c| !c.is_empty());
        (reading.admin1, reading.admin2) = (row.admin1.map(str::to_owned), row.admin2.map(str::to_owned));
        reading.gazetteer_id = Some(row.id.to_owned());
        // A point that was moved from the wrong place is farther off than the right place itself.
        reading.point = row.point;
    }
}
