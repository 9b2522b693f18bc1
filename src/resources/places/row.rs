//! One row of a place table, and how it is kept.

use bytemuck::{Pod, Zeroable};

/// A populated place, admin unit or other named spot.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Place<'p> {
    pub id: &'p str,
    pub name: &'p str,
    /// ISO 3166 alpha-2; empty for an area across borders.
    pub country: &'p str,
    pub admin1: Option<&'p str>,
    pub admin2: Option<&'p str>,
    /// Degrees, WGS 84.
    pub point: Option<(f64, f64)>,
    /// `town`, `village`, `mine`, … or `admin1`, `admin2`.
    pub feature: &'p str,
    pub population: u32,
    /// From a table of the user's own, not one of the built-in set.
    pub imported: bool,
}

/// Features that cover land, not a spot.
const AREAS: [&str; 9] = ["region", "lake", "river", "forest", "desert", "border", "area", "mountain", "park"];

impl Place<'_> {
    /// 1 or 2 for an admin unit, `None` for a place.
    pub fn level(&self) -> Option<u8> {
        match self.feature {
            "admin1" => Some(1),
            "admin2" => Some(2),
            _ => None,
        }
    }

    /// A hamlet, a well, a hill: hardly ever meant where a town has the name too.
    pub fn is_lesser(&self) -> bool {
        match self.feature {
            "locality" | "hamlet" | "ruin" | "well" | "pond" | "wadi" | "valley" | "mountain" | "commune" => true,
            "capital" | "town" | "seat" | "admin1" | "admin2" => false,
            _ => self.imported,
        }
    }

    /// A lesser place of an imported table: its name is no place unless the words around say so. The data
    /// set's own tables hold no name that is a common word.
    pub fn is_minor(&self) -> bool {
        self.imported && self.is_lesser()
    }

    pub fn is_area(&self) -> bool {
        self.level().is_some() || AREAS.contains(&self.feature)
    }
}

/// Text by its place in the text section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Str {
    pub start: u32,
    pub length: u32,
}

/// A [`Place`] as it is stored.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Row {
    pub id: Str,
    pub name: Str,
    pub country: Str,
    pub admin1: Str,
    pub admin2: Str,
    /// Ten-millionths of a degree; [`NOWHERE`] if unknown.
    pub lat: i32,
    pub lon: i32,
    pub population: u32,
    pub feature: u32,
}

/// A name as it is stored.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Name {
    pub text: Str,
    pub row: u32,
    pub file: u32,
    pub line: u32,
}

/// A name by the hash of its consonants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Skeleton {
    pub hash: u64,
    pub name: u32,
    pub unused: u32,
}

pub(super) const NOWHERE: i32 = i32::MIN;
const PARTS: f64 = 1e7;

/// Degrees as whole parts: what a table writes with up to seven digits comes back to the digit.
pub(super) fn to_parts(degrees: f64) -> i32 {
    (degrees * PARTS).round() as i32
}

pub(super) fn to_degrees(parts: i32) -> f64 {
    f64::from(parts) / PARTS
}
