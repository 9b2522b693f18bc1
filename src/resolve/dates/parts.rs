//! A DATE mention's captured parts as numbers and relations.
//!
//! In: a mention and the name of a capture. Out: the day, month, year, weekday or relation that the
//! capture's words stand for, if any. Not done here: putting them together to a date.

use crate::mention::{Mention, Unit};
use crate::normalize::Text;
use crate::resolve::quantities::{feature, number};
use crate::resources::Resources;

/// Where a date stands beside the report's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rel {
    Last,
    This,
    Next,
}

/// Which third of a period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
}

/// A span of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
}

impl Measure {
    fn parse(name: &str) -> Option<Measure> {
        Some(match name {
            "second" | "minute" | "hour" => Measure::Hour,
            "day" => Measure::Day,
            "week" | "fortnight" => Measure::Week,
            "weekend" => Measure::Weekend,
            "month" => Measure::Month,
            "quarter" => Measure::Quarter,
            "year" => Measure::Year,
            "decade" => Measure::Decade,
            _ => return None,
        })
    }
}

/// What a deictic word says by its features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deictic {
    /// Days from the report's date.
    Offset(i64),
    /// Days from the day of the event told before.
    FromEvent(i64),
    /// From day to day, counted from the report's date.
    Between(i64, i64),
    Unit(Measure, Rel),
}

/// The captures of one mention.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub resources: &'a Resources,
    pub text: &'a Text,
    pub mention: &'a Mention,
}

impl<'a> Parts<'a> {
    pub fn units(&self, name: &str) -> &'a [Unit] {
        let rule = &self.resources.rules[self.mention.rule as usize];
        let range = rule.pattern.capture(name).and_then(|slot| self.mention.parts.get(slot).copied().flatten());
        range.and_then(|(s, e)| self.mention.units.get(s..e)).unwrap_or(&[])
    }

    pub fn setting(&self, name: &str) -> Option<&'a str> {
        self.resources.rules[self.mention.rule as usize].setting(name)
    }

    pub fn has(&self, name: &str) -> bool {
        !self.units(name).is_empty()
    }

    pub fn slice(&self, name: &str) -> &'a str {
        match self.units(name) {
            [] => "",
            [first, .., last] => self.text.slice(first.span.to(last.span)),
            [only] => self.text.slice(only.span),
        }
    }

    /// The number written in digits or words.
    pub fn number(&self, name: &str) -> Option<u32> {
        let units = self.units(name);
        if units.is_empty() {
            return None;
        }
        number(self.resources, self.text, units).filter(|n| *n <= 100_000.0).map(|n| n.round() as u32)
    }

    /// The value of the feature of a captured word of this class.
    pub fn feature(&self, name: &str, class: &'static str, key: &str) -> Option<&'a str> {
        self.units(name).iter().find_map(|u| feature(self.resources, u, class, key))
    }

    pub fn value(&self, name: &str, class: &'static str) -> Option<u32> {
        self.feature(name, class, "value").and_then(|v| v.parse().ok())
    }

    pub fn rel(&self, name: &str) -> Option<Rel> {
        self.feature(name, "dateword", "rel").or_else(|| self.feature(name, "deictic", "rel")).and_then(parse_rel)
    }

    pub fn part(&self, name: &str) -> Option<Part> {
        let words = self.units(name).iter().flat_map(|u| &u.entries).map(|e| &self.resources.lexicon.entries[*e as usize]);
        words.filter_map(|e| e.feature("rel")).find_map(|rel| match rel {
            "early" => Some(Part::Early),
            "mid" => Some(Part::Mid),
            "late" => Some(Part::Late),
            _ => None,
        })
    }

    pub fn unit(&self, name: &str) -> Option<Measure> {
        self.feature(name, "timeunit", "unit").and_then(Measure::parse)
    }

    pub fn deictic(&self, name: &str) -> Option<Deictic> {
        let get = |key| self.feature(name, "deictic", key);
        let days = |key| get(key).and_then(|v| v.parse::<i64>().ok());
        if let Some(offset) = days("offset") {
            return Some(if get("base") == Some("event") { Deictic::FromEvent(offset) } else { Deictic::Offset(offset) });
        }
        if let Some(span) = days("low").zip(days("high")) {
            return Some(Deictic::Between(span.0, span.1));
        }
        let unit = get("unit").and_then(Measure::parse)?;
        Some(Deictic::Unit(unit, get("rel").and_then(parse_rel)?))
    }

    /// How many of `unit`: the number captured as `n`, two for a dual, one for a singular, and
    /// nothing where the text says only "some".
    pub fn count(&self) -> Option<u32> {
        if self.has("n") {
            return self.number("n");
        }
        let marked = |name, class| self.units(name).iter().any(|u| u.is(self.resources.known.class(class)));
        let several = |name| marked(name, "pl") && !marked(name, "sg");
        if marked("unit", "dual") {
            Some(2)
        } else if several("unit") || several("rel") {
            None
        } else {
            Some(1)
        }
    }
}

fn parse_rel(rel: &str) -> Option<Rel> {
    match rel {
        "last" => Some(Rel::Last),
        "this" => Some(Rel::This),
        "next" => Some(Rel::Next),
        _ => None,
    }
}
