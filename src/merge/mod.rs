//! Records of many reports -> events, each with all its accounts.
//!
//! In: records in any order, merged ones among them. Out: one record an event, by [`Merger`]. Reports that tell
//! one event become its accounts whatever their language; two attacks in one place and week stay two.
//!
//! ```text
//! record ─ sketch ── Sketch           what it is compared by
//!          sorted ── by day           runs on disk, merged
//!          sweep ─── components       records of one place and time that look alike
//!          weigh ─── Verdict          points and reasons for a pair
//!          cluster ─ groups           pairs that hold for the whole group
//!          fuse ──── EventRecord      the choice of each value, and all accounts
//! ```
//!
//! A merged record carries its accounts whole, and merging takes it apart first. So the outcome depends on
//! the set of accounts alone: not on their order, not on how often one is fed, not on what was merged
//! before. Not done here: reading reports, and writing tables.

pub(crate) mod around;
mod cluster;
mod fuse;
pub(crate) mod names;
mod parties;
mod read;
mod sketch;
mod sorted;
mod sweep;
mod values;
mod weigh;

pub use around::NoSuchEvent;
pub use cluster::Outcome;
pub use read::{RecordError, Records, records};
pub use weigh::{JOIN, NEVER, Reason, Verdict};

use crate::record::EventRecord;
use crate::resources::Resources;
use sorted::{Keyed, Sorted, Sorter, Spot};
use std::io;
use sweep::Sweep;

/// Why merging broke off.
#[derive(Debug, thiserror::Error)]
pub enum MergeError<E> {
    #[error("the folder for passing files ({}) cannot be used ({reason}); make room there or set TMPDIR to another folder", std::env::temp_dir().display())]
    Passing { reason: String },
    /// What the caller's own sink says.
    #[error(transparent)]
    Sink(E),
}

impl<E> From<io::Error> for MergeError<E> {
    fn from(error: io::Error) -> Self {
        MergeError::Passing { reason: error.to_string() }
    }
}

/// What a merging found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records that came in, the accounts of merged ones counted singly.
    pub records: u64,
    /// Of these, the ones that had come in before.
    pub repeated: u64,
    /// Of these, the ones that differ from what came in under their id.
    pub differing: u64,
    pub events: u64,
    /// Events that several reports tell.
    pub joined: u64,
}

/// Takes records, and gives back events once all have come in.
pub struct Merger<'r> {
    resources: &'r Resources,
    sorter: Sorter,
    counts: Counts,
}

/// Actors that are named for one another, beyond those that are part of each other in
/// `gazetteers/actor_parts.tsv`: a network and its branch in the Sahel.
const BRANCHES: [(&str, &str); 6] = [
    ("is-sahel", "islamic-state"),
    ("iswap", "islamic-state"),
    ("jnim", "al-qaeda"),
    ("aqim", "al-qaeda"),
    ("africa-corps", "wagner"),
    ("iswap", "boko-haram"),
];

/// Whether one actor acts as part of the other.
fn part_of(resources: &Resources, part: &str, whole: &str) -> bool {
    resources.wholes.get(part).is_some_and(|(w, _)| **w == *whole) || BRANCHES.contains(&(part, whole))
}

impl<'r> Merger<'r> {
    pub fn new(resources: &'r Resources) -> Merger<'r> {
        Merger { resources, sorter: Sorter::new(), counts: Counts::default() }
    }

    /// Takes a record; a merged one is taken apart.
    ///
    /// # Errors
    /// A passing file cannot be made or written.
    pub fn add(&mut self, record: &EventRecord) -> io::Result<()> {
        if record.accounts.is_empty() {
            return self.take(record);
        }
        record.accounts.iter().try_for_each(|account| self.add(account))
    }

    fn take(&mut self, record: &EventRecord) -> io::Result<()> {
        self.counts.records += 1;
        let single = if record.same_as.is_some() { &EventRecord { same_as: None, ..record.clone() } } else { record };
        let start = sketch::time(record.event_date.as_deref(), record.event_date_end.as_deref(), record.published.as_deref());
        self.sorter.add(Keyed {
            start: start.map_or(i32::MAX, |t| t.start),
            report: record.report_id.clone(),
            event: record.event_id.clone(),
            line: serde_json::to_vec(single)?,
        })
    }

    /// Hands every event to `sink`, in the order of their days.
    ///
    /// # Errors
    /// A passing file cannot be made, written or read; what `sink` says.
    pub fn finish<E>(self, mut sink: impl FnMut(EventRecord) -> Result<(), E>) -> Result<Counts, MergeError<E>> {
        let Merger { resources, sorter, mut counts } = self;
        let mut sorted = sorter.sorted()?;
        let mut sweep = Sweep::new(|part: &str, whole: &str| part_of(resources, part, whole));
        let mut before = Keyed::default();
        while let Some((keyed, spot)) = sorted.next()? {
            if (keyed.start, &keyed.report, &keyed.event) == (before.start, &before.report, &before.event) {
                counts.repeated += 1;
                counts.differing += u64::from(keyed.line != before.line);
                continue;
            }
            let record: EventRecord = serde_json::from_slice(&keyed.line).map_err(io::Error::from)?;
            for group in sweep.add(sketch::sketch(resources, &record), spot) {
                hand_over(resources, &mut sorted, &group, &mut counts, &mut sink)?;
            }
            before = keyed;
        }
        for group in sweep.finish() {
            hand_over(resources, &mut sorted, &group, &mut counts, &mut sink)?;
        }
        Ok(counts)
    }
}

/// Reads a group's records back and hands on what they tell together.
fn hand_over<E>(
    resources: &Resources,
    sorted: &mut Sorted,
    group: &[Spot],
    counts: &mut Counts,
    sink: &mut impl FnMut(EventRecord) -> Result<(), E>,
) -> Result<(), MergeError<E>> {
    let mut accounts: Vec<EventRecord> = Vec::with_capacity(group.len());
    for spot in group {
        accounts.push(serde_json::from_slice(&sorted.line(*spot)?).map_err(io::Error::from)?);
    }
    counts.events += 1;
    counts.joined += u64::from(accounts.len() > 1);
    sink(fuse::fuse(resources, accounts)).map_err(MergeError::Sink)
}
