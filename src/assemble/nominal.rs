//! Whether a form that tells a deed is its noun or its verb, and whether the noun is definite.
//!
//! In: units, and the positions that relations gave a trigger. Out: the answer. Not done here: what a frame makes of it (see
//! [`super::frames`]).

use super::frames::{Positions, Scene};
use crate::report::Language;

/// "the killing" a noun; so is "attack" in "an attack", but not in "gunmen attack a village".
pub(super) fn is_noun(scene: &Scene, sentence: usize, i: usize, positions: &Positions) -> bool {
    let unit = &scene.units(sentence)[i];
    let is = |name| unit.is(scene.class(name));
    let latin = scene.language(sentence) != Language::Ar;
    // "accused of killing": what a preposition governs is no verb (Arabic writes both alike).
    if !latin && i > 0 && ["clitic-b", "in", "away"].iter().any(|c| scene.is(sentence, i - 1, c)) {
        return true;
    }
    if latin && is("pp") || is("past") {
        return false;
    }
    if latin && is("ing") {
        return positions.get("first").is_none();
    }
    if !is("pres") && !is("pp") {
        return true;
    }
    if !latin {
        return false;
    }
    let before = |names: &[&'static str]| i.checked_sub(1).is_some_and(|b| names.iter().any(|n| scene.is(sentence, b, n)));
    if before(&["to", "modal", "future", "do", "neg"]) && !before(&["of", "in"]) {
        return false;
    }
    before(&["det", "adjective", "of", "in", "on", "by", "with", "after", "during", "NUM", "nat"])
        || positions.get("before").is_none()
        || positions.get("first").is_none()
}

/// Whether a form that is noun and present tense alike (French "attaque", English "attacks") is the
/// noun: no subject stands before it. Arabic writes the two apart.
pub(super) fn nominal(scene: &Scene, sentence: usize, i: usize) -> bool {
    if scene.language(sentence) == Language::Ar {
        return false;
    }
    let before = i.checked_sub(1);
    !before.is_some_and(|b| {
        ["ACTOR", "pron", "rel", "neg", "to", "future", "modal"].iter().any(|n| scene.units(sentence)[b].is(scene.class(n))) && !scene.is(sentence, b, "det")
    })
}

/// "the attack", "this last attack": an article that points back, a word between at most.
pub(super) fn after_definite(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    i.checked_sub(1).is_some_and(|b| is(b, "definite=1") || b.checked_sub(1).is_some_and(|c| is(c, "definite=1") && !is(b, "deed") && !is(b, "in")))
}
