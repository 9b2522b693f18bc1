//! The counts of an event by side, out of entries in which rivals may differ.
//!
//! A group's entries told by the same parties add up; told by different parties they are rivals,
//! of which the low end is the smallest and the high end the largest.

use crate::record::{CasualtyRecord, EventRecord};
use std::collections::BTreeMap;

/// Whom a count belongs to. Civilians are told apart from the sides, as UCDP GED does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Actor1,
    Actor2,
    Civilians,
    Unknown,
}

impl Side {
    fn of(entry: &CasualtyRecord) -> Side {
        match entry.role.as_deref() {
            _ if entry.who.starts_with("civilians") => Side::Civilians,
            Some("actor1") => Side::Actor1,
            Some("actor2") => Side::Actor2,
            _ => Side::Unknown,
        }
    }
}

/// From `low` to `high`, whose end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub low: u64,
    pub high: Option<u64>,
}

/// The count of one kind of harm, on one side or (`None`) on all; `None` if nothing is told.
pub(super) fn count(event: &EventRecord, kind: &str, side: Option<Side>) -> Option<Count> {
    let mut groups: BTreeMap<(Side, &str), BTreeMap<&[String], Count>> = BTreeMap::new();
    for entry in event.casualties.iter().filter(|c| c.kind == kind && side.is_none_or(|s| s == Side::of(c))) {
        let told = groups.entry((Side::of(entry), &entry.who)).or_default().entry(entry.by.as_slice()).or_insert(Count { low: 0, high: Some(0) });
        told.low += entry.low;
        told.high = told.high.zip(entry.high).map(|(a, b)| a + b);
    }
    let most_careful = |rivals: &BTreeMap<&[String], Count>| Count {
        low: rivals.values().map(|c| c.low).min().unwrap_or(0),
        high: rivals.values().map(|c| c.high).try_fold(0, |most, high| high.map(|h| h.max(most))),
    };
    groups.values().map(most_careful).reduce(|a, b| Count { low: a.low + b.low, high: a.high.zip(b.high).map(|(x, y)| x + y) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: &str, who: &str, role: Option<&str>, low: u64, high: Option<u64>, by: &[&str]) -> CasualtyRecord {
        CasualtyRecord {
            kind: kind.into(),
            who: who.into(),
            role: role.map(Into::into),
            low,
            high,
            qualifier: "exact".into(),
            by: by.iter().map(|b| (*b).to_owned()).collect(),
            text: String::new(),
            span: None,
            report_id: None,
        }
    }

    #[test]
    fn rivals_are_not_added_and_groups_are() {
        let event = EventRecord {
            casualties: vec![
                entry("killed", "military-ML", Some("actor2"), 6, Some(6), &["military-ML"]),
                entry("killed", "military-ML", Some("actor2"), 9, Some(9), &["jnim"]),
                entry("killed", "military-ML", Some("actor2"), 1, Some(1), &["jnim"]),
                entry("killed", "civilians-ML", Some("actor2"), 2, None, &[]),
                entry("injured", "unknown", None, 3, Some(3), &[]),
            ],
            ..super::super::sample()
        };
        assert_eq!(count(&event, "killed", Some(Side::Actor2)), Some(Count { low: 6, high: Some(10) }));
        assert_eq!(count(&event, "killed", Some(Side::Civilians)), Some(Count { low: 2, high: None }));
        assert_eq!(count(&event, "killed", Some(Side::Actor1)), None);
        assert_eq!(count(&event, "killed", None), Some(Count { low: 8, high: None }));
        assert_eq!(count(&event, "injured", None), Some(Count { low: 3, high: Some(3) }));
    }
}
