//! One event of a file, with the records that were compared with it, decided anew.
//!
//! In: a file of events and an event's id. Out: its accounts, the accounts of other events that share a
//! place and days with it, and what became of every pair. The decisions follow from the records alone,
//! so they need not be stored to be shown.

use super::cluster::{Edge, Groups, cluster};
use super::part_of;
use super::read::{RecordError, records};
use super::sketch::{Sketch, sketch};
use super::sweep::blocks;
use super::weigh::{Verdict, weigh};
use crate::record::EventRecord;
use crate::resources::Resources;
use rustc_hash::FxHashSet;

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum NoSuchEvent {
    #[error(transparent)]
    Unreadable(#[from] RecordError),
    #[error("{file}: holds no event \"{id}\"; give the event_id of a record or of one of its accounts")]
    Unknown { file: String, id: String },
}

/// An event among its neighbours.
pub struct Around {
    pub event: EventRecord,
    /// Its own accounts first, then those of its neighbours.
    pub accounts: Vec<EventRecord>,
    pub own: usize,
    pub groups: Groups,
    sketches: Vec<Sketch>,
}

impl Around {
    /// What is known of a pair of accounts.
    pub fn weigh(&self, resources: &Resources, one: usize, two: usize) -> Verdict {
        weigh(&self.sketches[one], &self.sketches[two], |a, b| part_of(resources, a, b))
    }
}

/// Accounts of other events that are kept in memory.
const MOST: usize = 2000;

/// Reads the file twice: for the event, and for its neighbours.
///
/// # Errors
/// The file cannot be read or does not hold the event.
pub fn around(resources: &Resources, file: &str, id: &str) -> Result<Around, NoSuchEvent> {
    let input = [file.to_owned()];
    let event = records(&input)
        .find_map(|r| r.map(|r| (r.event_id == id || r.accounts.iter().any(|a| a.event_id == id)).then_some(r)).transpose())
        .ok_or_else(|| NoSuchEvent::Unknown { file: file.into(), id: id.into() })??;
    let mut accounts: Vec<EventRecord> = taken_apart(event.clone());
    let own = accounts.len();
    let mut sketches: Vec<Sketch> = accounts.iter().map(|a| sketch(resources, a)).collect();
    let asked: FxHashSet<u64> = sketches.iter().flat_map(|s| blocks(s).1).collect();
    for record in records(&input) {
        let record = record?;
        for account in taken_apart(record) {
            if sketches[..own].iter().any(|s| *s.event == *account.event_id && *s.report == *account.report_id) {
                continue;
            }
            let other = sketch(resources, &account);
            let touches = |s: &Sketch| matches!((s.time, other.time), (Some(a), Some(b)) if a.start <= b.end + 1 && b.start <= a.end + 1);
            if accounts.len() < MOST && sketches[..own].iter().any(touches) && blocks(&other).0.iter().any(|b| asked.contains(b)) {
                sketches.push(other);
                accounts.push(account);
            }
        }
    }
    let judge = |i: usize, j: usize| weigh(&sketches[i], &sketches[j], |a, b| part_of(resources, a, b));
    let pairs = (0..sketches.len()).flat_map(|i| (i + 1..sketches.len()).map(move |j| (i, j)));
    let edges: Vec<Edge> = pairs.map(|(i, j)| (i, j, judge(i, j))).filter(|(_, _, v)| v.joins()).map(|(i, j, v)| (i, j, v.score())).collect();
    let groups = cluster(&sketches.iter().collect::<Vec<_>>(), edges, judge);
    Ok(Around { event, accounts, own, groups, sketches })
}

fn taken_apart(record: EventRecord) -> Vec<EventRecord> {
    if record.accounts.is_empty() { vec![record] } else { record.accounts }
}
