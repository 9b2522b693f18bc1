//! Gold and predicted events of all reports -> counts by slot, and what went wrong.
//!
//! In: gold and predictions by report. Out: a [`Score`]. Not done here: comparing single values (see
//! [`super::slots`]).

use super::assign::assign;
use super::gold::{GoldEvent, GoldReport};
use super::slots::{Slot, Tally, compare, similarity, size_in_gold, size_in_prediction, type_of};
use crate::record::EventRecord;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// What a pair has to agree on at least to count as one event.
pub const THRESHOLD: f64 = 0.42;

/// Predicted events by the id of their report.
pub type Predictions = FxHashMap<String, Vec<EventRecord>>;

/// The figures of a run.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub reports: usize,
    pub events: Tally,
    slots: [Tally; Slot::ALL.len()],
    /// Gold events that are right in every core slot, and all of them.
    pub whole_right: u32,
    pub whole_all: u32,
    pub misses: Vec<Miss>,
}

/// One event that is not as it should be.
#[derive(Debug, Clone)]
pub struct Miss {
    pub report: String,
    pub what: Fault,
    /// The two sides in brief; empty where there is none.
    pub gold: String,
    pub mine: String,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was found for a gold event.
    Missed,
    /// No gold event fits a prediction.
    Spurious,
    /// A pair differs in these slots.
    Slots(Vec<Slot>),
}

/// Scores predictions against gold.
pub fn score<'g>(golds: impl IntoIterator<Item = &'g GoldReport>, predictions: &Predictions) -> Score {
    let mut score = Score::default();
    for gold in golds {
        score.add(gold, predictions.get(&gold.report).map_or(&[], Vec::as_slice));
    }
    score
}

impl Score {
    /// The counts of one slot.
    pub fn slot(&self, slot: Slot) -> Tally {
        self.slots[slot as usize]
    }

    /// All slots but materiel together.
    pub fn headline(&self) -> Tally {
        let mut all = Tally::NOTHING;
        Slot::ALL.into_iter().filter(|s| *s != Slot::Materiel).for_each(|s| all += self.slot(s));
        all
    }

    /// The share of gold events that are right in every core slot.
    pub fn whole_events_right(&self) -> Option<f64> {
        (self.whole_all > 0).then(|| f64::from(self.whole_right) / f64::from(self.whole_all))
    }

    /// The figures in the form of the reference scorer, rounded to four digits.
    pub fn to_json(&self) -> Value {
        let slots: Map<String, Value> = Slot::ALL.into_iter().map(|s| (s.name().to_owned(), tally_json(self.slot(s)))).collect();
        json!({
            "reports": self.reports, "events": tally_json(self.events), "slots": slots, "headline": tally_json(self.headline()),
            "whole_events_right": self.whole_events_right().map(rounded),
        })
    }

    /// Aligns the events of one report and counts them.
    fn add(&mut self, gold: &GoldReport, mine: &[EventRecord]) {
        self.reports += 1;
        let likeness: Vec<Vec<f64>> = gold.events.iter().map(|g| mine.iter().map(|m| similarity(g, m)).collect()).collect();
        let pairs: Vec<(usize, usize)> = assign(&likeness).into_iter().filter(|(g, m)| likeness[*g][*m] >= THRESHOLD).collect();
        for (g, m) in &pairs {
            if !gold.events[*g].optional {
                self.add_pair(gold, &gold.events[*g], &mine[*m]);
            }
        }
        for (g, event) in gold.events.iter().enumerate() {
            if !event.optional && pairs.iter().all(|(paired, _)| *paired != g) {
                self.add_missed(gold, event);
            }
        }
        for (m, event) in mine.iter().enumerate() {
            let near_optional = || gold.events.iter().zip(&likeness).any(|(g, row)| g.optional && row[m] >= THRESHOLD);
            if pairs.iter().all(|(_, paired)| *paired != m) && !near_optional() {
                self.add_spurious(gold, event);
            }
        }
    }

    fn add_pair(&mut self, report: &GoldReport, gold: &GoldEvent, mine: &EventRecord) {
        self.events.right += 1;
        let mut wrong = Vec::new();
        for slot in scored(report) {
            let tally = compare(slot, gold, mine);
            self.slots[slot as usize] += tally;
            if tally.has_fault() {
                wrong.push(slot);
            }
        }
        self.whole_all += 1;
        self.whole_right += u32::from(!wrong.iter().any(|s| s.is_core()));
        if !wrong.is_empty() {
            self.misses.push(Miss { report: report.report.clone(), what: Fault::Slots(wrong), gold: brief_gold(gold), mine: brief(mine) });
        }
    }

    fn add_missed(&mut self, report: &GoldReport, gold: &GoldEvent) {
        self.events.missed += 1;
        self.whole_all += 1;
        for slot in scored(report) {
            self.slots[slot as usize].missed += size_in_gold(slot, gold);
        }
        self.misses.push(Miss { report: report.report.clone(), what: Fault::Missed, gold: brief_gold(gold), mine: String::new() });
    }

    fn add_spurious(&mut self, report: &GoldReport, mine: &EventRecord) {
        self.events.spurious += 1;
        for slot in scored(report) {
            self.slots[slot as usize].spurious += size_in_prediction(slot, mine);
        }
        self.misses.push(Miss { report: report.report.clone(), what: Fault::Spurious, gold: String::new(), mine: brief(mine) });
    }
}

/// The slots that a report's gold holds.
fn scored(report: &GoldReport) -> impl Iterator<Item = Slot> + '_ {
    Slot::ALL.into_iter().filter(|s| !report.unscored.iter().any(|u| u == s.name()))
}

fn tally_json(tally: Tally) -> Value {
    json!({
        "p": rounded(tally.precision()), "r": rounded(tally.recall()), "f1": rounded(tally.f1()),
        "tp": tally.right, "fp": tally.spurious, "fn": tally.missed,
    })
}

/// To four digits, as decimal notation rounds.
fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

fn brief_gold(gold: &GoldEvent) -> String {
    let place = gold.place.as_ref();
    let one = |a: &super::text::Alternatives| a.values().collect::<Vec<_>>().join("|");
    let side = |actors: &Option<Vec<super::text::Alternatives>>| actors.iter().flatten().map(one).collect::<Vec<_>>().join(", ");
    let mut out = format!(
        "{} | {} | {} ({}) | {} > {} |",
        gold.kind,
        gold.date.as_ref().map_or_else(|| "no date".to_owned(), |[first, last]| format!("{first}..{last}")),
        place.map_or_else(|| "no place".to_owned(), |p| one(&p.name)),
        place.map_or_else(String::new, |p| one(&p.admin1)),
        side(&gold.actor1),
        side(&gold.actor2),
    );
    if let Some(total) = gold.fatalities {
        let _ = write!(out, " {total} dead");
    }
    for c in &gold.casualties {
        let _ = write!(out, " {} {} {}", c.kind, c.low.unwrap_or(0), c.who.as_ref().map_or_else(String::new, one));
    }
    out.push_str(" |");
    for c in &gold.claims {
        let _ = write!(out, " {}:{}", one(&c.by), one(&c.kind));
    }
    out
}

fn brief(mine: &EventRecord) -> String {
    let place = mine.location.as_ref();
    let side = |role: &str| mine.actors.iter().filter(|a| a.role.ends_with(role)).map(|a| a.id.as_str()).collect::<Vec<_>>().join(", ");
    let mut out = format!(
        "{} | {} | {} ({}) | {} > {} |",
        type_of(mine),
        mine.event_date.as_ref().map_or_else(|| "no date".to_owned(), |d| format!("{d}..{}", mine.event_date_end.as_ref().unwrap_or(d))),
        place.map_or("no place", |p| p.name.as_str()),
        place.and_then(|p| p.admin1.as_deref()).unwrap_or(""),
        side("1"),
        side("2"),
    );
    for c in &mine.casualties {
        let _ = write!(out, " {} {} {}", c.kind, c.low, c.who);
    }
    out.push_str(" |");
    for c in &mine.claims {
        let _ = write!(out, " {}:{}", c.by, c.kind);
    }
    out
}
