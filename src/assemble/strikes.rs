//! Words for strikes and operations: who conducts them, and whether they hit at all.
//!
//! In: a sentence's units and the positions around one trigger. Out: what [`frame`](super::frames) asks about a strike.

use super::frames::{Positions, Scene};
use crate::resources::gazetteer::Side;

/// Whether a state or a force from abroad stands as the doer.
pub fn by_state(scene: &Scene, sentence: usize, positions: &Positions) -> bool {
    let doers = ["before", "by", "owner"].iter().filter_map(|role| positions.get(role));
    let mut sides = doers.filter_map(|u| scene.entities.actor(&scene.units(sentence)[u])?.side(scene.resources));
    sides.any(|s| matches!(s, Side::State | Side::External))
}

/// "one strike destroyed a bridge": no work is stopped where something is hit.
pub fn hits(scene: &Scene, sentence: usize, i: usize) -> bool {
    let told =
        |u: usize| scene.is(sentence, u, "deed") && scene.is(sentence, u, "v") && scene.is(sentence, u, "past") && scene.units(sentence)[u].mention.is_none();
    i + 1 < scene.units(sentence).len() && told(i + 1)
}

/// "Coalition forces conducted 34 strikes": the subject of the verb that the noun goes with.
pub fn conducted_by_state(scene: &Scene, sentence: usize, i: usize, relations: &[(String, usize, usize, u32)]) -> bool {
    let lights = relations.iter().filter(|(role, _, noun, _)| role == "light" && *noun == i).map(|(_, light, _, _)| *light);
    lights.into_iter().any(|light| {
        let subjects = relations.iter().filter(|(role, t, _, _)| role == "before" && *t == light).map(|(_, _, who, _)| *who);
        let mut sides = subjects.filter_map(|u| scene.entities.actor(&scene.units(sentence)[u])?.side(scene.resources));
        sides.any(|s| matches!(s, Side::State | Side::External))
    })
}
