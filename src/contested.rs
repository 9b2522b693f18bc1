//! Where accounts of one event part: over a number, over who did it, over whether it happened.
//!
//! In: a record, of one report or of several. Out: whether any of its accounts contradict each other.
//! "At least five" and "seven" do not; a party that corrects its own number does not contradict
//! itself. Not done here: choosing between accounts (see [`crate::merge`]).

use crate::record::{CasualtyRecord, EventRecord};
use std::collections::BTreeMap;

impl EventRecord {
    /// Whether parties differ about a number, about who did it or about whether it happened.
    pub fn contested(&self) -> bool {
        self.claims.iter().any(|c| c.kind == "denial") || parties_differ(self) || people_differ(self) || things_differ(self)
    }

    /// The reports that tell the event, each once.
    pub fn reports(&self) -> Vec<&str> {
        let all: &[EventRecord] = if self.accounts.is_empty() { std::slice::from_ref(self) } else { &self.accounts };
        let mut out: Vec<&str> = Vec::new();
        for account in all {
            if !out.contains(&account.report_id.as_str()) {
                out.push(&account.report_id);
            }
        }
        out
    }
}

/// Somebody claims what others ascribe to another, or accounts name different parties.
fn parties_differ(event: &EventRecord) -> bool {
    let doers = || event.actors.iter().filter(|a| matches!(a.role.as_str(), "actor1" | "assoc_actor_1"));
    let named = doers().any(|a| !a.id.starts_with("unidentified"));
    let claimant = |by: &str| named && doers().all(|a| a.id != by);
    event.claims.iter().any(|c| c.kind == "responsibility" && claimant(&c.by))
        || event.choices.iter().any(|c| matches!(c.field.as_str(), "actor1" | "actor2") && !c.rivals.is_empty())
}

/// From, and to if the end is not open.
type Range = (u64, Option<u64>);

/// Who gives a number, and in which report.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Teller<'e> {
    report: Option<&'e str>,
    by: &'e [String],
}

impl Teller<'_> {
    /// Different parties; an outlet's own word is a party's.
    fn is_another(&self, other: &Teller) -> bool {
        match (self.by, other.by) {
            ([], []) => self.report != other.report,
            (a, b) => a.iter().all(|party| !b.contains(party)),
        }
    }
}

fn people_differ(event: &EventRecord) -> bool {
    // What one party counts of a group in several places of a report adds up.
    let mut told: BTreeMap<(&str, &str), BTreeMap<Teller, Range>> = BTreeMap::new();
    for c in &event.casualties {
        let teller = Teller { report: c.report_id.as_deref(), by: &c.by };
        let (low, high) = range(c);
        let sum = told.entry((&c.kind, &c.who)).or_default().entry(teller).or_insert((0, Some(0)));
        *sum = (sum.0 + low, sum.1.zip(high).map(|(a, b)| a + b));
    }
    told.values().any(|group| {
        let all: Vec<_> = group.iter().collect();
        all.iter().enumerate().any(|(i, (one, a))| all[i + 1..].iter().any(|(two, b)| one.is_another(two) && apart(**a, **b)))
    })
}

/// The bounds of a number as it is meant.
fn range(c: &CasualtyRecord) -> Range {
    match c.qualifier.as_str() {
        "about" => (c.low - c.low / 5, Some(c.high.unwrap_or(c.low) + c.low / 4)),
        "at_least" => (c.low, None),
        "at_most" => (0, c.high),
        _ => (c.low, c.high.or(Some(c.low))),
    }
}

fn apart(a: Range, b: Range) -> bool {
    a.1.is_some_and(|high| high < b.0) || b.1.is_some_and(|high| high < a.0)
}

fn things_differ(event: &EventRecord) -> bool {
    let told: Vec<_> = event.materiel.iter().filter_map(|m| m.count.map(|n| (m, Teller { report: m.report_id.as_deref(), by: &m.by }, n))).collect();
    told.iter().enumerate().any(|(i, (one, teller, a))| {
        told[i + 1..].iter().any(|(two, other, b)| one.action == two.action && one.item == two.item && a != b && teller.is_another(other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ClaimRecord, MaterielRecord};
    use crate::write::sample;

    fn told(who: &str, low: u64, high: Option<u64>, qualifier: &str, by: &[&str], report: Option<&str>) -> CasualtyRecord {
        CasualtyRecord {
            who: who.into(),
            low,
            high,
            qualifier: qualifier.into(),
            by: by.iter().map(|b| (*b).to_owned()).collect(),
            report_id: report.map(Into::into),
            ..sample().casualties[0].clone()
        }
    }

    fn contested(casualties: &[CasualtyRecord]) -> bool {
        EventRecord { casualties: casualties.to_vec(), ..sample() }.contested()
    }

    #[test]
    fn numbers_of_different_parties_that_exclude_each_other() {
        assert!(contested(&[told("m", 6, Some(6), "exact", &["a"], None), told("m", 9, Some(9), "exact", &["b"], None)]));
        assert!(contested(&[told("m", 6, Some(6), "exact", &[], Some("r1")), told("m", 9, Some(9), "exact", &[], Some("r2"))]));
        assert!(contested(&[told("m", 6, Some(6), "exact", &["a"], None), told("m", 9, Some(9), "exact", &[], None)]));
    }

    #[test]
    fn what_may_both_be_true_is_not_contested() {
        assert!(!contested(&[told("m", 6, Some(6), "exact", &["a"], None), told("m", 6, Some(6), "exact", &["b"], None)]));
        assert!(!contested(&[told("m", 5, None, "at_least", &["a"], None), told("m", 9, Some(9), "exact", &["b"], None)]));
        assert!(!contested(&[told("m", 10, None, "about", &["a"], None), told("m", 11, Some(11), "exact", &["b"], None)]));
        assert!(!contested(&[told("m", 6, Some(6), "exact", &["a"], None), told("c", 9, Some(9), "exact", &["b"], None)]));
        // Parts that one party counts make up what another counts at once.
        let parts = [told("m", 2, Some(2), "exact", &["a"], None), told("m", 4, Some(4), "exact", &["a"], None), told("m", 6, Some(6), "exact", &["b"], None)];
        assert!(!contested(&parts));
        // A party corrects itself.
        assert!(!contested(&[told("m", 6, Some(6), "exact", &["a"], Some("r1")), told("m", 9, Some(9), "exact", &["a"], Some("r2"))]));
    }

    #[test]
    fn who_did_it_and_whether_it_happened() {
        let claim = |by: &str, kind: &str| ClaimRecord { by: by.into(), kind: kind.into(), ..sample().claims[0].clone() };
        let with = |claims| EventRecord { claims, ..sample() };
        assert!(!with(vec![claim("jnim", "responsibility")]).contested());
        assert!(with(vec![claim("jnim", "responsibility"), claim("is-sahel", "responsibility")]).contested());
        assert!(with(vec![claim("military-ML", "denial")]).contested());
        let mut unknown = with(vec![claim("jnim", "responsibility")]);
        unknown.actors.iter_mut().for_each(|a| a.id = "unidentified-armed-group".into());
        assert!(!unknown.contested());
    }

    #[test]
    fn things_are_counted_too() {
        let thing = |count, by: &str| MaterielRecord { count, by: vec![by.into()], ..sample().materiel[0].clone() };
        let with = |materiel| EventRecord { materiel, ..sample() }.contested();
        assert!(with(vec![thing(Some(2), "a"), thing(Some(3), "b")]));
        assert!(!with(vec![thing(Some(2), "a"), thing(None, "b")]));
    }
}
