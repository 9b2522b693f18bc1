//! How much two drafts of a report are alike in place and toll.
//!
//! In: two drafts. Out: points for and against their being one event; none where their places exclude it. Not done here:
//! weighing all that speaks for it (see [`super::coref`]).

use super::drafts::Draft;
use super::frames::Scene;
use crate::report::Language;
use crate::resolve::places::{Extent, PlaceReading};

/// Whether `x` lies in the region that `y` is named like.
pub(super) fn inside(x: &PlaceReading, y: &PlaceReading) -> bool {
    !x.same(y) && x.admin1.as_deref().is_some_and(|a| crate::segment::keys_of(a) == crate::segment::keys_of(&y.name))
}

/// Whether `x` is told as near a town that `y` lies near.
fn beside(x: &PlaceReading, y: &PlaceReading) -> bool {
    const NEAR_KM: f64 = 40.0;
    let (Some(a), Some(b)) = (x.point, y.point) else { return false };
    let spots = x.extent == Extent::Spot && y.extent == Extent::Spot;
    spots && x.precision == 2 && y.precision == 1 && crate::geo::distance(a, b) <= NEAR_KM
}

/// How far from a town's middle its buildings stand.
const TOWN_KM: f64 = 12.0;

pub(super) fn place_score(scene: &Scene, a: &Draft, b: &Draft) -> Option<f64> {
    let (Some(_), Some(_)) = (a.places.first(), b.places.first()) else { return Some(0.2) };
    if a.places.iter().any(|x| b.places.iter().any(|y| x.same(y))) {
        let spot = a.places[0].extent >= Extent::Admin2;
        return Some(if spot { 2.0 } else { 0.7 });
    }
    // "near Djibo", then a village a few kilometres from it.
    let close = a.places.iter().any(|x| b.places.iter().any(|y| beside(x, y) || beside(y, x)));
    if close {
        return Some(0.6);
    }
    // A hotel, then the town that it stands in.
    let building = |x: &PlaceReading, y: &PlaceReading| {
        let near = x.point.zip(y.point).is_some_and(|(p, q)| crate::geo::distance(p, q) <= TOWN_KM);
        let feature = |p: &PlaceReading| p.candidates.first().map(|c| scene.resources.places.place(c.place).feature);
        near && matches!(feature(x), None | Some("building" | "quarter")) && matches!(feature(y), Some("capital" | "town" | "admin1"))
    };
    if a.places.iter().any(|x| b.places.iter().any(|y| building(x, y) || building(y, x))) {
        return Some(0.9);
    }
    // "The ambush was laid near the road to X": where what was told before was, more closely, in a
    // place that no table knows.
    let nowhere = |p: &PlaceReading| p.point.is_none() && p.admin1.is_none() && p.resolution == "unresolved";
    let closer =
        b.definite && !b.another && !b.plural && b.date.is_none() && b.places.iter().all(nowhere) && b.sentences[0] <= a.sentences.last().unwrap_or(&0) + 2;
    if closer && a.places[0].extent >= Extent::Country {
        return Some(0.3);
    }
    // "in the north of the country", then the village.
    let wide = a.places.iter().all(|x| x.extent <= Extent::Admin1) && b.places.iter().all(|y| nowhere(y) && y.extent == Extent::Spot);
    if wide && b.places.len() == 1 {
        return Some(0.4);
    }
    let nested = a.places.iter().any(|x| b.places.iter().any(|y| x.within(y) || y.within(x)));
    // "à Kano", then a town in the state of Kano; but "near Raqqa …", "near Ain Issa …" in a list are two towns (English).
    let listed = scene.language(b.sentences[0]) == Language::En && a.sentences.last().is_some_and(|s| *s > 1) && a.own_place && b.own_place;
    let around = !listed && a.places.iter().any(|x| b.places.iter().any(|y| inside(x, y) || inside(y, x)));
    if nested || around { Some(0.6) } else { None }
}

/// Equal numbers join; different exact numbers of the same people speak against it, but a toll may
/// be revised, so they do not forbid it.
pub(super) fn toll_score(a: &Draft, b: &Draft) -> Option<f64> {
    let mut score = 0.0;
    for x in &a.tolls {
        for y in b.tolls.iter().filter(|y| y.kind == x.kind) {
            let persons = |t: &str| t == "unknown" || t.starts_with("civilians");
            let same = x.who.template == y.who.template || persons(&x.who.template) || persons(&y.who.template);
            if same && x.quantity.low == y.quantity.low && x.who.counted && y.who.counted {
                score += if x.quantity.low > 2 { 1.5 } else { 0.8 };
            } else if x.who.counted && y.who.counted && x.who.template == y.who.template {
                score -= 0.8;
            }
        }
    }
    Some(score)
}
