//! Arabic verbs: verb-subject-object and subject-verb-object, passives written like actives.

use crate::assemble::frames::{Frame, Positions, Scene};

pub(super) fn verb_roles(scene: &Scene, sentence: usize, i: usize, positions: &Positions, out: &mut Frame) {
    let unit = &scene.units(sentence)[i];
    let is = |name| unit.is(scene.class(name));
    let (before, first, second) = (positions.get("before"), positions.get("first"), positions.get("second"));
    let (on, by) = (positions.get("on"), positions.get("by"));
    out.agents.extend(by);
    if is("voice=passive") {
        out.patients.extend(first.or(before));
        return;
    }
    let plural_verb = is("pl");
    let told = |u: Option<usize>| u.and_then(|u| scene.entities.actor(&scene.units(sentence)[u]));
    if second.is_some() && by.is_none() {
        out.agents.extend(first);
        out.patients.extend(second);
    } else if let Some(subject) = before.filter(|_| by.is_none() && (plural_verb || told(before).is_some_and(|p| p.unit) && !told(first).is_some_and(|p| !p.counted && p.definite && first.is_some() && on.is_some()))) {
        out.agents.push(subject);
        out.patients.extend(first.or(on));
    } else if is("voice=any") {
        out.patients.extend(first.or(on).or(before));
    } else if on.is_some() || is("voice=active") && positions.get("object").is_none() {
        match (first, on) {
            (Some(f), Some(o)) => {
                out.agents.push(f);
                out.patients.push(o);
            }
            (Some(f), None) if before.is_some() && plural_verb => out.patients.push(f),
            (Some(f), None) => out.agents.push(f),
            (None, o) => {
                out.agents.extend(before);
                out.patients.extend(o);
            }
        }
    } else {
        out.agents.extend(first);
        out.patients.extend(positions.get("object"));
    }
}

