//! A hostage-taking and the fight that ended it.
//!
//! In: the drafts of a report, each told once. Out: fewer drafts: where forces freed by arms those who had been carried off at
//! one place on one day, one event. Not done here: a chase that ends elsewhere or on another day, which is its own event.

use super::coref::absorb;
use super::drafts::{Draft, abduction, overlap};
use super::frames::Scene;
use super::likeness::place_score;

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
