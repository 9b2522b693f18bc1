//! Who acted upon whom, out of the parties that accounts name.
//!
//! In: the accounts of one event. Out: the parties of both sides, and what was chosen. A named group stands
//! before men of no told group; parts of a group and allies that one account names together stay together;
//! of groups that exclude each other the one that most accounts name, or that claims it, is taken and the other
//! is a rival.

use super::sketch::{Kind, kind};
use crate::record::{ActorRecord, ChoiceRecord, EventRecord, RivalRecord};
use crate::resources::Resources;

/// A party of one side, with the accounts that name it there.
struct Named {
    actor: ActorRecord,
    kind: Kind,
    from: Vec<usize>,
    /// Accounts, and claims of responsibility.
    weight: usize,
}

/// Fills the parties of `out`; answers the choices of both sides.
pub fn choose(resources: &Resources, out: &mut EventRecord, accounts: &[EventRecord]) -> Vec<ChoiceRecord> {
    out.actors.clear();
    let mut choices = Vec::new();
    for side in ["1", "2"] {
        let named = named(resources, accounts, side);
        if named.is_empty() {
            continue;
        }
        let (kept, vague, rivals) = sorted_out(resources, named, accounts);
        out.actors.extend(kept.iter().map(|n| n.actor.clone()));
        let ids = |from: &[usize]| from.iter().map(|i| accounts[*i].event_id.clone()).collect::<Vec<_>>();
        let mut from: Vec<usize> = kept.iter().flat_map(|n| n.from.iter().copied()).collect();
        from.sort_unstable();
        from.dedup();
        let rule = match () {
            () if !rivals.is_empty() => "most-told",
            () if vague => "named-over-unnamed",
            () if from.len() == accounts.len() => "agreed",
            () => "told-by-some",
        };
        choices.push(ChoiceRecord {
            field: format!("actor{side}"),
            rule: format!("merge/{rule}"),
            value: kept.iter().map(|n| n.actor.id.as_str()).collect::<Vec<_>>().join(" + "),
            from: ids(&from),
            rivals: rivals.iter().map(|n| RivalRecord { value: n.actor.id.clone(), from: ids(&n.from) }).collect(),
        });
    }
    choices
}

/// Every party that more accounts put on this side than on the other, most told first.
fn named(resources: &Resources, accounts: &[EventRecord], side: &str) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    let mut elsewhere: Vec<(&str, usize)> = Vec::new();
    for (number, account) in accounts.iter().enumerate() {
        for actor in &account.actors {
            if !actor.role.ends_with(side) {
                match elsewhere.iter_mut().find(|(id, _)| *id == actor.id) {
                    Some(known) => known.1 += 1,
                    None => elsewhere.push((&actor.id, 1)),
                }
                continue;
            }
            match out.iter_mut().find(|n| n.actor.id == actor.id) {
                Some(known) if known.from.contains(&number) => {}
                Some(known) => known.from.push(number),
                None => {
                    let actor = ActorRecord { report_id: Some(account.report_id.clone()), ..actor.clone() };
                    out.push(Named { kind: kind(resources, &actor.id), actor, from: vec![number], weight: 0 });
                }
            }
        }
    }
    for party in &mut out {
        let claims = accounts.iter().flat_map(|a| &a.claims).filter(|c| c.kind == "responsibility" && c.by == party.actor.id).count();
        party.weight = party.from.len() + if side == "1" { claims } else { 0 };
    }
    // On which side a party stands is settled by most accounts; of equals, the side that acts.
    let there = |id: &str| elsewhere.iter().find(|(e, _)| *e == id).map_or(0, |(_, n)| *n);
    out.retain(|n| n.kind == Kind::Unknown || if side == "1" { n.from.len() >= there(&n.actor.id) } else { n.from.len() > there(&n.actor.id) });
    out.sort_by_key(|n| (std::cmp::Reverse(n.weight), n.from[0]));
    out
}

/// Parties that stay, whether unnamed ones were left out for them, and rivals.
fn sorted_out(resources: &Resources, named: Vec<Named>, accounts: &[EventRecord]) -> (Vec<Named>, bool, Vec<Named>) {
    let armed = named.iter().any(|n| matches!(n.kind, Kind::Armed | Kind::State | Kind::External));
    let precise = |n: &Named| n.kind == Kind::State && !n.actor.id.starts_with("security-forces-");
    let state = named.iter().any(precise);
    let (mut kept, mut vague, mut rivals): (Vec<Named>, bool, Vec<Named>) = (Vec::new(), false, Vec::new());
    for party in named {
        let unnamed = party.kind == Kind::Unknown && armed || state && party.actor.id.starts_with("security-forces-");
        if unnamed {
            vague = true;
        } else if kept.iter().any(|k| exclude(resources, k, &party, accounts)) {
            rivals.push(party);
        } else {
            kept.push(party);
        }
    }
    (kept, vague, rivals)
}

/// Whether two parties of one side are told instead of each other.
fn exclude(resources: &Resources, one: &Named, two: &Named, accounts: &[EventRecord]) -> bool {
    let together = accounts.iter().any(|a| [one, two].iter().all(|n| a.actors.iter().any(|x| x.id == n.actor.id)));
    let country = |id: &str| id.rsplit_once('-').map(|(_, c)| c.to_owned());
    let kin = super::part_of(resources, &one.actor.id, &two.actor.id) || super::part_of(resources, &two.actor.id, &one.actor.id);
    !together
        && !kin
        && match (one.kind, two.kind) {
            (Kind::Armed, Kind::Armed | Kind::Civilian) | (Kind::Civilian, Kind::Armed) | (Kind::Unknown, Kind::Civilian) | (Kind::Civilian, Kind::Unknown) => {
                true
            }
            (Kind::State, Kind::State) => country(&one.actor.id) != country(&two.actor.id),
            _ => false,
        }
}
