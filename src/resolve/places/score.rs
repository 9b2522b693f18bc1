//! How likely a row of the gazetteer is what a name means.

use super::Extent;
use super::reader::Reader;
use crate::resources::places::{Place, spelling::spelling};
use crate::segment::keys_of;

impl Reader<'_> {
    /// The one place whose name is spelt nearly so, where the containers allow it.
    pub(super) fn respelt(&self, name: &str) -> Option<u32> {
        let key = spelling(name);
        let most = match key.len() {
            0..=4 => return None,
            5..=8 => 1,
            _ => 2,
        };
        if !key.is_ascii() {
            return None;
        }
        let fits =
            |place: &Place| {
                place.level().is_none()
                    && !place.is_area()
                    && self.near.beside.as_ref().is_none_or(|b| b.admin1.as_deref() == place.admin1)
                    && self.near.containers.iter().all(|c| {
                        c.country.as_deref().is_none_or(|country| country == place.country) && (c.admin1.is_none() || c.admin1.as_deref() == place.admin1)
                    })
            };
        let near = self.resources.places.nearly(name, most);
        let mut best: Vec<(u32, u32)> = near.into_iter().filter(|(n, _)| fits(&self.resources.places.place(*n))).map(|(n, d)| (d, n)).collect();
        best.sort_unstable();
        match best[..] {
            [(_, only)] => Some(only),
            [(d, first), (e, _), ..] if d < e => Some(first),
            _ => None,
        }
    }

    /// Containers first, then the report's countries, the kind that the words name, importance.
    pub(super) fn score(&self, place: u32) -> f64 {
        let place = self.resources.places.place(place);
        let same = |a: Option<&str>, b: &Option<String>| a.is_some_and(|x| b.as_deref().is_some_and(|y| keys_of(x) == keys_of(y)));
        let mut score = 0.0;
        for container in &self.near.containers {
            score += match container.extent {
                Extent::Country if container.country.as_deref() == Some(place.country) => 3.0,
                Extent::Admin1 if same(place.admin1, &container.admin1) => 5.0,
                Extent::Admin2 if same(place.admin2, &container.admin2) => 6.0,
                Extent::Country | Extent::Admin1 | Extent::Admin2 => -3.0,
                Extent::Spot if same(place.admin1, &container.admin1) => 3.0,
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
        score + (f64::from(place.population) + 1.0).log10() * 0.2
    }
}
