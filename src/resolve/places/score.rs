//! How likely a row of the gazetteer is what a name means.

use super::reader::Reader;
use super::{Extent, PlaceReading};
use crate::geo::distance;
use crate::resources::Range;
use crate::resources::places::Place;
use crate::segment::keys_of;

/// "X near Y": up to here it is that X, and beyond the other distance another one.
const BESIDE_KM: f64 = 40.0;
const ELSEWHERE_KM: f64 = 200.0;
/// How far from the middle of an area of no one country its places lie.
const AREA_KM: f64 = 600.0;
/// A town of so many people is known abroad.
const KNOWN_ABROAD: u32 = 100_000;
/// What two namings of a place itself are worth as signs of its country, and how many signs say clearly which country a
/// report is about.
const OWN_NAMINGS: u32 = 4;
const CLEARLY: u32 = 8;
/// Places told before that say where a namesake lies, and how far their pull reaches.
const NEIGHBOURS: usize = 8;
const PULL_KM: f64 = 120.0;

impl Reader<'_> {
    /// Containers first, then the report's countries, the kind that the words name, neighbours told
    /// before, importance.
    pub(super) fn score(&self, place: u32) -> f64 {
        let place = self.resources.places.place(place);
        let mut score = 0.0;
        for container in &self.near.containers {
            score += match container.extent {
                Extent::Country if container.country.as_deref() == Some(place.country) => 3.0,
                Extent::Admin1 if self.lies_in(&place, container) => 5.0,
                Extent::Admin2 if self.lies_in(&place, container) => 6.0,
                Extent::Country | Extent::Admin1 | Extent::Admin2 => -3.0,
                Extent::Spot if self.lies_in(&place, container) => 3.0,
                _ => 0.0,
            };
        }
        // "the Sahel" is the area where the report is about several countries.
        if place.is_area() && place.country.is_empty() {
            score += 2.4;
        }
        let total: u32 = self.near.votes.values().sum();
        let votes = self.near.votes.get(place.country).copied().unwrap_or(0);
        score += 4.0 * f64::from(votes) / f64::from(total.max(1));
        let is = |name| self.kind.iter().any(|u| u.is(self.resources.known.class(name)));
        let (settlement, admin) = (is("settlement"), is("admin"));
        score += match place.level() {
            Some(1) if admin => 2.0,
            Some(2) if admin => 1.5,
            Some(_) if settlement => -2.0,
            Some(1) => -0.4,
            Some(_) => -0.8,
            None if admin => -0.5,
            None => 0.0,
        };
        score += match (self.resources.rules[self.mention.rule as usize].setting("prefer"), place.level()) {
            (Some("admin1"), Some(1)) | (Some("admin2"), Some(2)) => 4.0,
            (Some(_), Some(_)) => 3.0,
            _ => 0.0,
        };
        score + self.in_range(&place) + self.beside(&place) + self.pull(&place) + standing(&place) + (f64::from(place.population) + 1.0).log10() * 0.2
    }

    /// Whether a place lies in a unit, in the old division or the new one, or in a country.
    pub(super) fn lies_in(&self, place: &Place, container: &PlaceReading) -> bool {
        let same = |a: Option<&str>, b: &Option<String>| a.is_some_and(|x| b.as_deref().is_some_and(|y| keys_of(x) == keys_of(y)));
        let country = container.country.as_deref().is_none_or(|c| c == place.country);
        let new = self.resources.divisions.of(place.country, place.admin1, place.admin2);
        country
            && match container.extent {
                Extent::Country => true,
                // A lake or desert of no one country has its neighbourhood.
                Extent::Area => container.country.is_some() || container.point.zip(place.point).is_none_or(|(a, b)| distance(a, b) <= AREA_KM),
                Extent::Admin2 => same(place.admin2, &container.admin2) || same(new.and_then(|n| n.1), &container.admin2),
                Extent::Admin1 | Extent::Spot => same(place.admin1, &container.admin1) || same(new.map(|n| n.0), &container.admin1),
            }
    }

    /// What a place gains by lying where a group acts that the report names.
    fn in_range(&self, place: &Place) -> f64 {
        let acts = |range: &Range| *range.country == *place.country && (range.regions.is_empty() || range.regions.iter().any(|r| Some(&**r) == place.admin1));
        if self.near.ranges.iter().any(|r| acts(r)) { 1.0 } else { 0.0 }
    }

    /// What a place gains by lying near the one that is told right after it, and loses by lying far from it.
    fn beside(&self, place: &Place) -> f64 {
        let Some(km) = self.near.beside.as_ref().and_then(|b| Some(distance(b.point?, place.point?))) else { return 0.0 };
        match km {
            k if k <= BESIDE_KM => 2.5,
            k if k <= ELSEWHERE_KM => 0.0,
            _ => -2.5,
        }
    }

    /// Whether a place lies neither in any unit that the words give for it, nor near one: another place of its name.
    pub(super) fn is_elsewhere(&self, place: &Place) -> bool {
        let far = |told: &PlaceReading| told.point.zip(place.point).is_some_and(|(a, b)| distance(a, b) > ELSEWHERE_KM);
        let abroad = |told: &PlaceReading| told.country.as_deref().is_some_and(|c| c != place.country);
        // Areas have no sharp ends, but those of a country end with it where the report has little else to do
        // with the other country: two namings of the place itself.
        let its_own = self.near.votes.get(place.country).is_none_or(|v| *v <= OWN_NAMINGS);
        let outside = |c: &PlaceReading| match c.extent {
            Extent::Area => its_own && abroad(c),
            _ => !self.lies_in(place, c) && (abroad(c) || far(c)),
        };
        match &self.near.containers[..] {
            [] => self.near.beside.as_ref().is_some_and(far) || self.is_foreign(place),
            containers => containers.iter().all(outside),
        }
    }

    /// Whether a place is a village of a country of which the report names nothing else, while it is clearly about
    /// another: a namesake of a village that no table holds.
    fn is_foreign(&self, place: &Place) -> bool {
        let votes = |country: &str| self.near.votes.get(country).copied().unwrap_or(0);
        let main = super::main_country(self.near.votes);
        let known = place.feature == "capital" || place.population >= KNOWN_ABROAD || self.in_range(place) > 0.0;
        let near = |r: &PlaceReading| r.point.zip(place.point).is_some_and(|(a, b)| distance(a, b) <= ELSEWHERE_KM);
        let town = matches!(place.feature, "town" | "capital");
        let spot = !place.is_area() && place.level().is_none();
        spot && !(town && (known || self.near.recent.iter().any(near)))
            && votes(place.country) <= OWN_NAMINGS
            && main.is_some_and(|m| m != place.country && votes(&m) >= CLEARLY)
    }

    /// What a place gains by lying near one that the report told before.
    fn pull(&self, place: &Place) -> f64 {
        let Some(point) = place.point else { return 0.0 };
        let told = self.near.recent.iter().rev().take(NEIGHBOURS).filter(|r| r.gazetteer_id.as_deref() != Some(place.id));
        let nearest = told.filter_map(|r| r.point).map(|p| distance(p, point)).min_by(f64::total_cmp);
        nearest.map_or(0.0, |km| 0.8 * (-km / PULL_KM).exp())
    }
}

/// What the kind of a place is worth among namesakes: a hamlet, a well or a hill is hardly ever meant where
/// a town has the name.
fn standing(place: &Place) -> f64 {
    let kind = match place.feature {
        "seat" => 0.2,
        _ if place.is_lesser() => -1.2,
        _ => 0.0,
    };
    // What reports name stands in the built-in tables.
    kind - if place.imported { 1.5 } else { 0.0 }
}
