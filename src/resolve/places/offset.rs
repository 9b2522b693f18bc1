//! "35 km north of Gao", على بعد 35 كيلومترا شمال غاو: a point beside a known one.

use super::reader::Reader;
use super::{Candidate, Extent, PlaceReading};
use crate::mention::{Annotated, Mention, Unit};
use crate::normalize::Text;
use crate::resolve::quantities;
use crate::resources::Resources;

/// Metres of a degree of latitude.
const DEGREE: f64 = 111_320.0;
/// Farther than this a town is no landmark any more, and the number tells something else.
const FARTHEST: f64 = 400_000.0;

/// Directions that are hardly told but as names of regions: the Centre-Nord, the Extreme North.
const REGIONS_ONLY: [&str; 5] = ["CN", "CE", "CW", "CS", "NN"];

impl Reader<'_> {
    /// What distance and direction make of the place that they start from: near a spot is precision 2; the
    /// north of a country is a part of it.
    pub(super) fn aside(&self, reading: &mut PlaceReading) {
        let metres = self.metres();
        match reading.extent {
            Extent::Country => reading.extent = Extent::Area,
            Extent::Spot => reading.precision = 2,
            _ => {}
        }
        if reading.extent == Extent::Area && metres.is_none() {
            reading.name = self.text.slice(self.mention.span).to_owned();
            reading.gazetteer_id = None;
        }
        if let (Some(metres), Some(bearing), Some(point), Extent::Spot) = (metres, self.bearing(), reading.point, reading.extent) {
            reading.point = Some(shifted(point, metres, bearing));
        }
    }

    /// The distance that the mention tells.
    fn metres(&self) -> Option<f64> {
        told_distance(self.resources, self.text, self.annotated, self.mention).filter(|m| *m <= FARTHEST)
    }

    /// The direction that the mention tells, as (north, east); nothing for "the centre".
    fn bearing(&self) -> Option<(f64, f64)> {
        let told = self.mention.units.iter().filter(|u| u.is(self.resources.known.class("dir"))).filter_map(|u| self.feature(u, "direction"));
        let (mut north, mut east) = (0.0_f64, 0.0_f64);
        for letter in told.flat_map(str::chars) {
            match letter {
                'N' => north += 1.0,
                'S' => north -= 1.0,
                'E' => east += 1.0,
                'W' => east -= 1.0,
                _ => {}
            }
        }
        let length = north.hypot(east);
        (length > 0.0).then(|| (north / length, east / length))
    }

    /// The region of a country that a direction names: "the Extreme North of Cameroon", "the Centre-Nord of the
    /// country". Nothing for a side of it that is no region, nor for one of the four winds, which may be either.
    pub(super) fn region(&self, dir: &[Unit], country: Option<&str>) -> Option<PlaceReading> {
        let [unit] = dir else { return None };
        let told = self.feature(unit, "direction").filter(|d| d.len() > 1)?;
        if !REGIONS_ONLY.contains(&told) && !unit.is(self.resources.known.class("capital")) {
            return None;
        }
        let places = &self.resources.places;
        let unit_of = |n: u32| (places.place(n).level() == Some(1) && Some(places.place(n).country) == country).then_some(n);
        let spelt = || places.spelt(self.text.slice(unit.span)).into_iter().find_map(unit_of);
        let place = unit.places.iter().find_map(|n| unit_of(places.named(*n))).or_else(spelt)?;
        Some(self.reading(vec![Candidate { place, score: 1.0 }], self.mention.span))
    }

    fn feature(&self, unit: &Unit, name: &str) -> Option<&str> {
        unit.entries.iter().find_map(|e| self.resources.lexicon.entries[*e as usize].feature(name))
    }
}

/// The distance in metres that a mention tells.
pub fn told_distance(resources: &Resources, text: &Text, annotated: &Annotated, mention: &Mention) -> Option<f64> {
    let units = &mention.units;
    let at = units.iter().position(|u| u.is(resources.known.class("distance")))?;
    let one: f64 = units[at].entries.iter().find_map(|e| resources.lexicon.entries[*e as usize].feature("metres"))?.parse().ok()?;
    let number = units[..at].iter().rev().find_map(|u| annotated.mention(u)).filter(|m| m.kind == resources.known.class("NUM"))?;
    let count = quantities::quantity(resources, text, number)?;
    Some(count.low as f64 * one)
}

/// A point moved over the ground, to five digits, which is about a metre.
fn shifted((lat, lon): (f64, f64), metres: f64, (north, east): (f64, f64)) -> (f64, f64) {
    let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
    let lon = lon + metres * east / (DEGREE * lat.to_radians().cos().max(0.01));
    (round(lat + metres * north / DEGREE), round(lon))
}

/// Between two places: near the first; what is not known of it is taken from the second.
pub fn midway(mut ends: Vec<PlaceReading>) -> PlaceReading {
    let other = ends.split_off(1).into_iter().next();
    let mut out = ends.remove(0);
    out.precision = 2;
    if let Some(other) = other {
        out.point = match (out.point, other.point) {
            (Some(a), Some(b)) => Some(((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)),
            (a, b) => a.or(b),
        };
        if out.country.is_none() || out.admin1.is_none() {
            (out.country, out.admin1, out.admin2) = (other.country, other.admin1, other.admin2);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_moves_by_its_distance() {
        let gao = (16.2717, -0.0447);
        assert_eq!(shifted(gao, 35_000.0, (1.0, 0.0)), (16.58611, -0.0447));
        let (lat, lon) = shifted(gao, 100_000.0, (0.0, -1.0));
        assert_eq!(lat, 16.2717);
        assert!((lon - -0.98049).abs() < 1e-4, "{lon}");
    }
}
