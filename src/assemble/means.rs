//! What a deed was done with: the trigger's own word, a weapon beside it, a doer that flies.
//!
//! In: a trigger and the units around it. Out: its means. Not done here: what the means say of the event's type.

use super::frames::Scene;
use crate::report::Language;

/// The means that the word itself tells, or a weapon beside it; what was fired tells more than "fired".
pub fn means(scene: &Scene, sentence: usize, i: usize, deed: &str, own: Option<String>) -> Option<String> {
    let beside = || weapon(scene, sentence, i).or_else(|| before_cause(scene, sentence, i, deed));
    if deed == "shoot" { beside().or(own) } else { own.or_else(beside) }
}

/// What the word for a doer tells of the means: an air force flies, a suicide bomber blows himself up.
pub fn of_doer(scene: &Scene, sentence: usize, agent: usize) -> Option<&'static str> {
    let unit = &scene.units(sentence)[agent];
    let named = scene.entities.actor(unit).is_some_and(|p| p.template.starts_with("air-force-"));
    let units = || scene.annotated.mention(unit).into_iter().flat_map(|m| &m.units);
    let flies = units().find_map(|u| scene.feature(u, "weapon", "means").filter(|m| matches!(*m, "air" | "drone")));
    if named || flies.is_some() {
        return if flies == Some("drone") { Some("drone") } else { Some("air") };
    }
    let told = |wanted: &str| units().any(|u| scene.feature(u, "people", "means") == Some(wanted));
    ["suicide", "air"].into_iter().find(|m| told(m))
}

/// "The bus ran over a mine, which led to the killing of three": the weapon in the clause before the cause (Arabic).
fn before_cause(scene: &Scene, sentence: usize, i: usize, deed: &str) -> Option<String> {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    let trigger = |u: usize| units[u].mention.is_none() && is(u, "deed");
    if scene.language(sentence) != Language::Ar || !matches!(deed, "kill" | "injure") {
        return None;
    }
    let cause = (i.saturating_sub(CAUSE)..i).rev().find(|u| is(*u, "cause") && units[*u].mention.is_none())?;
    let told = (0..cause).rev().take_while(|u| !is(*u, "stop") && !is(*u, "semicolon") && (!trigger(*u) || is(*u, "deed=ied")));
    let mut weapons = told.filter(|u| *u > 0 && ["clitic-b", "on", "in"].iter().any(|c| is(*u - 1, c)));
    weapons.find_map(|u| scene.feature(&units[u], "weapon", "means").filter(|m| matches!(*m, "ied" | "artillery" | "air"))).map(str::to_owned)
}

/// How far before what it led to a word of causing may stand, in units.
const CAUSE: usize = 4;

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
    // "a car bomb attack"
    if is(i, "n") && !is(i, "v") && scene.language(sentence) == Language::En && i > 0 {
        let own = scene.feature(&units[i - 1], "weapon", "means").filter(|_| matches!(deed, "attack" | "explosion"));
        return own.map(str::to_owned);
    }
    // "a roadside bomb killed …", "un drone de l'armée a frappé …": the weapon is the verb's subject.
    let between = |u: &usize| ["have", "adverb", "ACTOR", "of", "det", "nat", "adjective"].iter().any(|c| is(*u, c)) && !is(*u, "weapon");
    let latin = scene.language(sentence) != Language::Ar;
    let before = if latin { (i.saturating_sub(SUBJECT)..i).rev().find(|u| !between(u)) } else { i.checked_sub(1) }?;
    let passive = (before..i).any(|u| is(u, "be"));
    (is(i, "v") && !passive).then(|| scene.feature(&units[before], "weapon", "means").map(str::to_owned)).flatten()
}
