//! Actors and countries: what names mean.
//!
//! In: cells of the tables. Out: the rows as the stages use them. Not done here: finding names in text
//! (see [`super::lexicon`]), and checking facts (see [`crate::check`]).

use chrono::NaiveDate;

/// An actor of the codebook's section 4, or one of the same make.
#[derive(Debug, Clone)]
pub struct Actor {
    pub id: Box<str>,
    /// ACLED's category, e.g. "Rebel group".
    pub inter: Box<str>,
    /// ISO 3166 alpha-2, where the actor belongs to one country.
    pub country: Option<Box<str>>,
    pub side: Side,
    /// ACLED's names with the days on which each was in force (half-open).
    pub names: Vec<DatedName>,
}

/// Who an actor is when violence is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Non-state armed group.
    Armed,
    State,
    Civilian,
    /// Protesters and rioters.
    Crowd,
    /// Peacekeepers, foreign missions, private companies.
    External,
}

impl Side {
    pub fn parse(text: &str) -> Option<Side> {
        Some(match text {
            "armed" => Side::Armed,
            "state" => Side::State,
            "civilian" => Side::Civilian,
            "crowd" => Side::Crowd,
            "external" => Side::External,
            _ => return None,
        })
    }

    pub fn is_armed_force(self) -> bool {
        matches!(self, Side::Armed | Side::State | Side::External)
    }
}

/// A name in force from `from` (inclusive) to `to` (exclusive).
#[derive(Debug, Clone)]
pub struct DatedName {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub name: Box<str>,
}

impl Actor {
    /// The ACLED name in force on a day; without a day, the latest.
    pub fn name_on(&self, day: Option<NaiveDate>) -> &str {
        let fits = |n: &&DatedName| match day {
            Some(d) => n.from.is_none_or(|f| f <= d) && n.to.is_none_or(|t| d < t),
            None => true,
        };
        self.names.iter().rev().find(fits).or(self.names.last()).map_or(&self.id, |n| &n.name)
    }
}

/// A country, by its ISO 3166 alpha-2 code, with its usual name in each language.
#[derive(Debug, Clone)]
pub struct Country {
    pub code: Box<str>,
    pub name_en: Box<str>,
    /// Name of the capital, in English.
    pub capital: Option<Box<str>>,
}

/// Parses `from..to=Name|…`; an open end is empty; a year means its first day.
///
/// # Errors
/// Says which part cannot be read.
pub fn parse_dated_names(cell: &str) -> Result<Vec<DatedName>, String> {
    let mut out = Vec::new();
    for part in cell.split('|').map(str::trim).filter(|p| !p.is_empty()) {
        let Some((range, name)) = part.split_once('=') else {
            out.push(DatedName { from: None, to: None, name: part.into() });
            continue;
        };
        let (from, to) = range.split_once("..").ok_or_else(|| format!("\"{range}\" is no range from..to"))?;
        out.push(DatedName { from: parse_day(from)?, to: parse_day(to)?, name: name.trim().into() });
    }
    Ok(out)
}

fn parse_day(text: &str) -> Result<Option<NaiveDate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = if text.len() == 4 { format!("{text}-01-01") } else { text.to_owned() };
    NaiveDate::parse_from_str(&day, "%Y-%m-%d").map(Some).map_err(|_| format!("\"{text}\" is neither a year nor an ISO day"))
}
