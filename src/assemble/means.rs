//! What a deed was done with: the trigger's own word, a weapon beside it, a doer that flies.
//!
//! In: a trigger and the units around it. Out: its means. Not done here: what the means say of the event's type.

use super::frames::Scene;
use crate::report::Language;

/// The means that the word itself tells, or a weapon beside it; what was fired tells more than "fired".
pub fn means(scene: &Scene, sentence: usize, i: usize, deed: &str, own: Option<String>) -> Option<String> {
    let beside = || weapon(scene, sentence, i);
    if deed == "shoot" { beside().or(own) } else { own.or_else(beside) }
}

/// "The air force killed ten": whoever is told as one that flies.
pub fn flies(scene: &Scene, sentence: usize, agent: usize) -> bool {
    let unit = &scene.units(sentence)[agent];
    let named = scene.entities.actor(unit).is_some_and(|p| p.template.starts_with("air-force-"));
    let mention = scene.annotated.mention(unit);
    named || mention.is_some_and(|m| m.units.iter().any(|u| scene.feature(u, "weapon", "means") == Some("air")))
}

/// How far before a verb the weapon may stand that is its subject, in units.
const SUBJECT: usize = 6;

/// The means that a weapon named beside a trigger tells: "an attack with an explosive device", "a
/// mine hit their vehicle". Weapons that were taken or found are things, not means.
fn weapon(scene: &Scene, sentence: usize, i: usize) -> Option<String> {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    let deed = scene.feature(&units[i], "deed", "deed")?;
    if matches!(deed, "seize-item" | "loot" | "disarm" | "arrest" | "take-place" | "burn" | "destroy" | "agreement" | "protest") {
        return None;
    }
    for u in i + 1..(i + 8).min(units.len()) {
        let other = units[u].mention.is_none() && (is(u, "deed") || is(u, "cause") || is(u, "cue"));
        if other || is(u, "stop") || is(u, "that") || is(u, "clitic-w") && u > i + 3 {
            break;
        }
        if let Some(means) = scene.feature(&units[u], "weapon", "means") {
            let by = u == i + 1 || ["with", "by", "clitic-b", "in", "of", "from", "or"].iter().any(|n| units[u - 1].is(scene.class(n))) || is(i, "v");
            return by.then(|| means.to_owned());
        }
    }
    // "a roadside bomb killed …", "un drone de l'armée a frappé …": the weapon is the verb's subject.
    let between = |u: &usize| ["have", "adverb", "ACTOR", "of", "det", "nat", "adjective"].iter().any(|c| is(*u, c)) && !is(*u, "weapon");
    let latin = scene.language(sentence) != Language::Ar;
    let before = if latin { (i.saturating_sub(SUBJECT)..i).rev().find(|u| !between(u)) } else { i.checked_sub(1) }?;
    let passive = (before..i).any(|u| is(u, "be"));
    (is(i, "v") && !passive).then(|| scene.feature(&units[before], "weapon", "means").map(str::to_owned)).flatten()
}
