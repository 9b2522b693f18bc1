//! What a mention of a place comes to.

use crate::span::Span;

/// How much of the map a place covers, from wide to narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    Country,
    /// Regions across borders, lakes, deserts; "the north-east of Mali".
    Area,
    Admin1,
    Admin2,
    Spot,
}

/// A gazetteer row that a name may mean.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub place: u32,
    pub score: f64,
}

/// A place as one mention tells it.
#[derive(Debug, Clone)]
pub struct PlaceReading {
    /// The mention, kind words included.
    pub span: Span,
    pub name: String,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub admin2: Option<String>,
    pub point: Option<(f64, f64)>,
    pub precision: u8,
    pub gazetteer_id: Option<String>,
    /// exact · ambiguous · admin · country · unresolved
    pub resolution: &'static str,
    pub candidates: Vec<Candidate>,
    pub extent: Extent,
    /// Data line or rule.
    pub origin: String,
    pub rule: String,
}

impl PlaceReading {
    /// Whether `self` lies in `other`, or both are one.
    pub fn within(&self, other: &PlaceReading) -> bool {
        if self.same(other) {
            return true;
        }
        match other.extent {
            Extent::Country | Extent::Area => self.country.is_none() || other.country.is_none() || self.country == other.country,
            Extent::Admin1 => self.extent > Extent::Admin1 && self.admin1.is_some() && self.admin1 == other.admin1,
            Extent::Admin2 => self.extent > Extent::Admin2 && self.admin2.is_some() && self.admin2 == other.admin2,
            Extent::Spot => false,
        }
    }

    /// Whether `self` is a forest, park or lake that lies in the one region `other`.
    pub fn area_within(&self, other: &PlaceReading) -> bool {
        self.extent == Extent::Area && other.extent == Extent::Admin1 && self.admin1.is_some() && self.admin1 == other.admin1 && self.country == other.country
    }

    pub fn same(&self, other: &PlaceReading) -> bool {
        let both = self.gazetteer_id.is_some() && self.gazetteer_id == other.gazetteer_id;
        both || crate::segment::keys_of(&self.name) == crate::segment::keys_of(&other.name)
    }
}
