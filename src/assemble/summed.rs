//! Totals over several events, which the report shares out among them later.
//!
//! In: the events of a report. Out: the same, each with its own share where a lead counts the dead of all of them
//! ("seven killed in two attacks") and later sentences tell how many each cost. Not done here: totals that nothing
//! in the report shares out.

use super::{Casualty, Event};

/// The last sentence of a lead.
const LEAD: usize = 2;

/// Gives each event its own number in place of the total.
pub(super) fn share_out(events: &mut [Event]) {
    let totals: Vec<Casualty> = events.iter().flat_map(|e| &e.casualties).filter(|c| c.quantity.low > 1 && c.sentence <= LEAD).cloned().collect();
    for total in totals {
        let shares: Vec<Option<(usize, u64)>> = events.iter().map(|e| share(e, &total)).collect();
        let told: Vec<u64> = shares.iter().flatten().map(|s| s.1).collect();
        if told.len() < 2 || told.iter().sum::<u64>() != total.quantity.low {
            continue;
        }
        for (event, share) in events.iter_mut().zip(shares) {
            let Some((at, _)) = share.filter(|s| s.0 < event.rivals.len()) else { continue };
            if let Some(held) = event.casualties.iter_mut().find(|c| same(c, &total)) {
                *held = event.rivals.remove(at);
            }
        }
    }
}

/// The number of an event that may be its share of a total: a rival of the total, by its index, or the number that the
/// event has instead (an index past the rivals).
fn share(event: &Event, total: &Casualty) -> Option<(usize, u64)> {
    let part = |c: &Casualty| c.kind == total.kind && c.quantity.low < total.quantity.low && c.sentence > total.sentence;
    if event.casualties.iter().any(|c| same(c, total)) {
        let at = event.rivals.iter().position(part)?;
        return Some((at, event.rivals[at].quantity.low));
    }
    let mut own = event.casualties.iter().filter(|c| c.kind == total.kind);
    let only = own.next().filter(|c| part(c))?;
    own.next().is_none().then_some((event.rivals.len(), only.quantity.low))
}

fn same(one: &Casualty, other: &Casualty) -> bool {
    one.kind == other.kind && one.quantity.low == other.quantity.low
}
