//! French and English verbs: subject-verb-object, passives with an auxiliary.

use crate::assemble::frames::{Frame, Positions, Scene};

pub(super) fn verb_roles(scene: &Scene, sentence: usize, i: usize, positions: &Positions, out: &mut Frame) {
    let unit = &scene.units(sentence)[i];
    let is = |name| unit.is(scene.class(name));
    let (before, first) = (positions.get("before"), positions.get("first"));
    let (on, by, passive) = (positions.get("on"), positions.get("by"), positions.get("passive"));
    out.agents.extend(by);
    if is("voice=passive") || passive.is_some() {
        out.patients.extend(passive.or(before).or(first));
        return;
    }
    out.agents.extend(before.filter(|_| by.is_none()));
    if is("pp") && before.is_none() && first.is_none() {
        out.patients.extend(positions.get("noun-before"));
    }
    out.patients.extend(first.or(on));
}
