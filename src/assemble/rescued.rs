//! A hostage-taking and the fight that ended it.
//!
//! In: the drafts of a report, each told once. Out: fewer drafts: where forces freed by arms those who had been carried off at
//! one place on one day, one event; and the group that those freed were most likely held by. Not done here: a chase that ends elsewhere or on another day, which is its own event.

use super::coref::absorb;
use super::drafts::{Draft, abduction, overlap};
use super::frames::Scene;
use super::likeness::place_score;
use super::referents::defends;
use crate::resolve::actors::Participant;
use crate::resources::gazetteer::Side;

/// Takes up each abduction into the fight with the abductors that freed those abducted.
pub(super) fn ended_by_force(scene: &Scene, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut i = 0;
    while i < drafts.len() {
        match (0..drafts.len()).find(|k| *k != i && ended(scene, &drafts[*k], &drafts[i])) {
            Some(k) => {
                let taken = drafts.remove(i);
                absorb(scene, &mut drafts[if k > i { k - 1 } else { k }], taken);
            }
            None => i += 1,
        }
    }
    drafts
}

/// Whether the fight freed by force those whom the other draft tells as carried off, there and then.
fn ended(scene: &Scene, fight: &Draft, taking: &Draft) -> bool {
    let freed = fight.frames.iter().any(|f| f.deed == "rescue");
    let fought = fight.frames.iter().any(|f| matches!(f.deed.as_str(), "clash" | "attack" | "kill" | "repel"));
    let abductors = !taking.agents.is_empty() && taking.agents.iter().all(|a| fight.patients.iter().any(|p| p.template == a.template));
    let then = fight.date.as_ref().zip(taking.date.as_ref()).is_none_or(|(a, b)| overlap(a, b));
    freed && fought && abductors && abduction(&taking.frames) && then && place_score(scene, fight, taking).is_some_and(|s| s > 1.0)
}

/// The armed group that the report names most.
pub fn main_group<'s>(scene: &'s Scene) -> Option<&'s Participant> {
    let named = scene.annotated.sentences.iter().flatten().filter_map(|u| scene.entities.actor(u));
    let groups = named.filter(|p| p.named && p.side(scene.resources) == Some(Side::Armed) && !defends(&p.template));
    let mut counts: Vec<(usize, &Participant)> = Vec::new();
    for group in groups {
        match counts.iter_mut().find(|(_, p)| p.template == group.template) {
            Some((n, _)) => *n += 1,
            None => counts.push((1, group)),
        }
    }
    counts.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    match counts[..] {
        [(_, only)] => Some(only),
        [(first, most), (second, _), ..] if first > 2 * second => Some(most),
        _ => None,
    }
}
