//! The counts of an event by side, out of entries in which rivals may differ.
//!
//! A group's entries told by the same parties in one report add up; told by different parties or
//! reports they are rivals, of which the low end is the smallest and the high end the largest. A number of
//! people of no told side, where it is all that a report tells, is a rival of the sum of the sides.

use crate::record::{CasualtyRecord, EventRecord};
use std::collections::BTreeMap;

/// Whom a count belongs to. Civilians are told apart from the sides, as UCDP GED does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
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
pub struct Count {
    pub low: u64,
    pub high: Option<u64>,
}

impl Count {
    /// Two groups together.
    fn and(self, other: Count) -> Count {
        Count { low: self.low + other.low, high: self.high.zip(other.high).map(|(a, b)| a + b) }
    }

    /// What two rivals leave open.
    fn or(self, other: Count) -> Count {
        Count { low: self.low.min(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }
}

/// The count of one kind of harm, on one side or (`None`) on all; `None` if nothing is told.
pub fn count(event: &EventRecord, kind: &str, side: Option<Side>) -> Option<Count> {
    count_by(event, kind, side, |c| Count { low: c.low, high: c.high })
}

/// One total of deaths after ACLED's rules: the most careful of rival figures, and a set number for a
/// quantity word.
pub fn fatalities(event: &EventRecord) -> u32 {
    let careful = |c: &CasualtyRecord| {
        let n = match (c.qualifier.as_str(), c.low) {
            ("vague", low) => acled(low),
            (_, low) => low,
        };
        Count { low: n, high: Some(n) }
    };
    count_by(event, "killed", None, careful).map_or(0, |c| u32::try_from(c.low).unwrap_or(u32::MAX))
}

/// What ACLED counts a quantity word as, by its lower bound: several 3, tens 10, dozens 12, hundreds 100.
fn acled(low: u64) -> u64 {
    match low {
        0..10 => 3,
        10..24 => 10,
        24..200 => 12,
        _ => 100,
    }
}

fn count_by(event: &EventRecord, kind: &str, side: Option<Side>, value: impl Fn(&CasualtyRecord) -> Count) -> Option<Count> {
    let mut reports: BTreeMap<Option<&str>, Vec<&CasualtyRecord>> = BTreeMap::new();
    for entry in event.casualties.iter().filter(|c| c.kind == kind) {
        reports.entry(entry.report_id.as_deref()).or_default().push(entry);
    }
    // By side: what the reports leave open.
    let mut sides: BTreeMap<Side, Count> = BTreeMap::new();
    let mut of_nobody: Option<Count> = None;
    let several = reports.len() > 1;
    for entries in reports.values() {
        let told = of_a_report(entries, &value);
        let total = several && told.len() == 1 && told.contains_key(&Side::Unknown);
        for (side, count) in told {
            if total {
                of_nobody = Some(of_nobody.map_or(count, |known| known.or(count)));
            } else {
                sides.entry(side).and_modify(|known| *known = known.or(count)).or_insert(count);
            }
        }
    }
    match side {
        Some(Side::Unknown) if sides.is_empty() => of_nobody,
        Some(side) => sides.get(&side).copied(),
        None => match (sides.into_values().reduce(Count::and), of_nobody) {
            (Some(told), Some(total)) => Some(told.or(total)),
            (told, total) => told.or(total),
        },
    }
}

/// What one report counts on each side.
fn of_a_report(entries: &[&CasualtyRecord], value: impl Fn(&CasualtyRecord) -> Count) -> BTreeMap<Side, Count> {
    let mut groups: BTreeMap<(Side, &str), BTreeMap<&[String], Count>> = BTreeMap::new();
    for entry in entries {
        let tellers = groups.entry((Side::of(entry), &entry.who)).or_default();
        let counted = value(entry);
        tellers.entry(entry.by.as_slice()).and_modify(|known| *known = known.and(counted)).or_insert(counted);
    }
    let mut out: BTreeMap<Side, Count> = BTreeMap::new();
    for ((side, _), tellers) in groups {
        if let Some(group) = tellers.into_values().reduce(Count::or) {
            out.entry(side).and_modify(|known| *known = known.and(group)).or_insert(group);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample;

    fn entry(kind: &str, who: &str, role: Option<&str>, low: u64, high: Option<u64>, by: &[&str]) -> CasualtyRecord {
        CasualtyRecord {
            kind: kind.into(),
            who: who.into(),
            role: role.map(Into::into),
            low,
            high,
            by: by.iter().map(|b| (*b).to_owned()).collect(),
            span: None,
            ..sample().casualties[0].clone()
        }
    }

    fn event(casualties: Vec<CasualtyRecord>) -> EventRecord {
        EventRecord { casualties, ..sample() }
    }

    #[test]
    fn rivals_are_not_added_and_groups_are() {
        let event = event(vec![
            entry("killed", "military-ML", Some("actor2"), 6, Some(6), &["military-ML"]),
            entry("killed", "military-ML", Some("actor2"), 9, Some(9), &["jnim"]),
            entry("killed", "military-ML", Some("actor2"), 1, Some(1), &["jnim"]),
            entry("killed", "civilians-ML", Some("actor2"), 2, None, &[]),
            entry("injured", "unknown", None, 3, Some(3), &[]),
        ]);
        assert_eq!(count(&event, "killed", Some(Side::Actor2)), Some(Count { low: 6, high: Some(10) }));
        assert_eq!(count(&event, "killed", Some(Side::Civilians)), Some(Count { low: 2, high: None }));
        assert_eq!(count(&event, "killed", Some(Side::Actor1)), None);
        assert_eq!(count(&event, "killed", None), Some(Count { low: 8, high: None }));
        assert_eq!(count(&event, "injured", None), Some(Count { low: 3, high: Some(3) }));
        assert_eq!(fatalities(&event), 8);
    }

    #[test]
    fn reports_are_rivals_whoever_they_quote() {
        let of = |report: &str, c: CasualtyRecord| CasualtyRecord { report_id: Some(report.into()), ..c };
        let mut several = entry("killed", "civilians-ML", None, 2, Some(9), &[]);
        several.qualifier = "vague".into();
        let event = event(vec![
            of("r1", entry("killed", "military-ML", Some("actor2"), 6, Some(6), &["security-source"])),
            of("r2", entry("killed", "military-ML", Some("actor2"), 8, Some(8), &["security-source"])),
            of("r3", entry("killed", "gendarmerie-ML", Some("actor2"), 7, Some(7), &[])),
            of("r3", several),
            of("r4", entry("killed", "unknown", None, 20, Some(20), &[])),
        ]);
        assert_eq!(count(&event, "killed", Some(Side::Actor2)), Some(Count { low: 6, high: Some(8) }));
        assert_eq!(count(&event, "killed", Some(Side::Unknown)), None);
        assert_eq!(count(&event, "killed", None), Some(Count { low: 8, high: Some(20) }));
        assert_eq!(fatalities(&event), 9, "six soldiers and several civilians");
    }
}
