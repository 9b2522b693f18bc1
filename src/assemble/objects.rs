//! What stands around a trigger as its object, and what that says of the deed: "took the town", "took two trucks".
//!
//! In: a trigger and the units behind it. Out: which of its readings is meant. Not done here: who did it to whom
//! (see [`super::roles`]), and whether it happened (see [`super::mood`]).

use super::frames::{Frame, Positions, Scene};
use crate::mention::Unit;
use crate::report::Language;
use crate::resources::gazetteer::Side;

/// "took 3 rifles", not "took the town": a thing follows before any place does.
pub fn takes_things(scene: &Scene, sentence: usize, i: usize) -> bool {
    let after = scene.units(sentence)[i + 1..].iter().take(6);
    after.into_iter().find(|u| u.is(scene.class("ITEM")) || u.is(scene.class("PLACE")) || u.is(scene.class("deed"))).is_some_and(|u| u.is(scene.class("ITEM")))
}

/// "Seized a truck", "seized the town", "seized two drivers".
pub fn seized(scene: &Scene, sentence: usize, i: usize, positions: &Positions) -> &'static str {
    let person = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| p.kind.as_deref() == Some("captured"));
    // "the hostage, seized in 2018": one who is held was seized.
    let held = positions.get("before").filter(person);
    let Some(object) = positions.get("first").or(positions.get("passive")).or(held) else {
        // "most of those seized in the raid"
        let pointing = |u: usize| scene.is(sentence, u, "pron") && scene.is(sentence, u, "det") || scene.is(sentence, u, "partof");
        let those = i > 0 && scene.is(sentence, i, "pp") && pointing(i - 1);
        return if those && scene.language(sentence) == Language::En { "abduct" } else { "seize-item" };
    };
    if another_thing(scene, sentence, object) {
        return "seize-item";
    }
    match scene.entities.actor(&scene.units(sentence)[object]) {
        None => "take-place",
        Some(p) if p.facility.is_some() => "take-place",
        Some(p) if !p.unit => "abduct",
        Some(_) => "seize-item",
    }
}

/// "burned a motorcycle and seized another": one more of the things told just before.
pub fn another_thing(scene: &Scene, sentence: usize, unit: usize) -> bool {
    let units = scene.units(sentence);
    let bare = scene.entities.actor(&units[unit]).is_some_and(|p| p.other && p.template == "unknown");
    let told = units[..unit].iter().rev().find(|u| u.is(scene.class("ITEM")) || u.is(scene.class("ACTOR")));
    bare && told.is_some_and(|u| u.is(scene.class("ITEM")) && !u.is(scene.class("ACTOR")))
}

/// Whether a word of publishing is said of what stands right behind it, which is no person.
pub fn published(scene: &Scene, sentence: usize, i: usize, frame: &Frame) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let thing = |u: usize| (is(u, "source") || is(u, "channel") || is(u, "cue") && is(u, "n")) && !is(u, "ACTOR");
    // "the release of a video", "the video released on Monday"
    if frame.noun || is(i, "pp") {
        let of = frame.noun && is(i + 1, "of") && (i + 2..i + 5).find(|u| !is(*u, "det") && !is(*u, "adjective")).is_some_and(thing);
        let told = !frame.noun && (i.saturating_sub(4)..i).rev().find(|u| !["be", "have", "adverb"].iter().any(|c| is(*u, c))).is_some_and(thing);
        return frame.patients.is_empty() && (of || told);
    }
    let told = ["unknown", "det", "adjective", "source", "channel", "cue"].iter().any(|c| is(i + 1, c));
    frame.patients.is_empty() && told && !is(i + 1, "ACTOR") && !is(i + 1, "PLACE")
}

/// Whether those who fall are dead or wounded people, and no town.
pub fn falls_dead(scene: &Scene, sentence: usize, i: usize) -> bool {
    let after = scene.units(sentence)[i + 1..].iter().take(2);
    after.into_iter().any(|u| scene.entities.actor(u).is_some_and(|p| p.kind.is_some() || p.counted && p.facility.is_none()))
}

/// Whether what is lost is a life: "ten soldiers lost their lives", in Arabic with the subject between.
pub fn loses_life(scene: &Scene, sentence: usize, i: usize) -> bool {
    if loses_its_own(scene, sentence, i) {
        return true;
    }
    let after = scene.units(sentence)[i + 1..].iter().take(10);
    after.into_iter().take_while(|u| !u.is(scene.class("stop")) && !u.is(scene.class("comma"))).any(|u| u.is(scene.class("life")))
}

/// Arabic "the group said that it had lost three men", "we lost 30 of our soldiers": dead that are counted, where who lost
/// them stands before the verb or in it.
fn loses_its_own(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let counted = scene.units(sentence).get(i + 1).and_then(|u| scene.entities.actor(u)).is_some_and(|p| p.counted && p.kind.is_none());
    let told = i > 0 && (is(i - 1, "that") || is(i - 1, "modal") && i > 1 && is(i - 2, "that")) || is(i, "pl");
    scene.language(sentence) == Language::Ar && is(i, "v") && is(i, "past") && counted && told
}

/// "gathered in the square, calling for …", "continued a sit-in": a gathering that asks for something, and one that
/// people are said to hold, are a protest; in French what people went out or marched for tells it.
pub fn rallied(scene: &Scene, sentence: usize, i: usize, frame: &Frame, relations: &[(String, usize, usize, u32)]) -> bool {
    const REACH: usize = 16;
    if frame.deed != "protest" || !frame.weak || scene.language(sentence) == Language::Ar {
        return false;
    }
    let units = scene.units(sentence).len();
    if scene.language(sentence) == Language::Fr {
        let wants = |u: usize| ["stance=demand", "stance=condemn", "stance=accuse"].iter().any(|c| scene.is(sentence, u, c));
        let aim = |u: usize| scene.is(sentence, u, "purpose") && wants(u + 1) && scene.is(sentence, u + 1, "inf");
        return !frame.noun && (i + 1..units.min(i + REACH)).any(aim);
    }
    let held = frame.noun && relations.iter().any(|(role, t, arg, _)| role == "light" && *arg == i && scene.is(sentence, *t, "v"));
    let asks = |u: usize| (scene.is(sentence, u, "stance=demand") || scene.is(sentence, u, "stance=condemn")) && scene.is(sentence, u, "ing");
    held || !frame.noun && (i + 1..units.min(i + REACH)).any(asks)
}

/// Whether a unit tells of an armed group or its fighters.
pub fn rebel(scene: &Scene, sentence: usize, unit: usize) -> bool {
    scene.entities.actor(&scene.units(sentence)[unit]).is_some_and(|p| p.side(scene.resources) == Some(Side::Armed))
}

/// Whether a unit tells of persons, no body and no building.
pub fn person(scene: &Scene, sentence: usize, unit: usize) -> bool {
    scene.entities.actor(&scene.units(sentence)[unit]).is_some_and(|p| p.facility.is_none() && !p.unit)
}

/// Whether the word is one that often tells no violence, in the reading that is meant: "blast" the noun, not the verb.
pub fn told_weakly(scene: &Scene, unit: &Unit, deed: &str, noun: bool) -> bool {
    let class = |name: &'static str| scene.class(name);
    if !noun || unit.is(class("ing")) {
        return unit.is(class("weak=1"));
    }
    let entries = || unit.entries.iter().map(|e| &scene.resources.lexicon.entries[*e as usize]).filter(|e| e.classes.has(class("deed")));
    let mut meant = entries().filter(|e| e.feature("deed") == Some(deed) && e.classes.has(class("n"))).peekable();
    if meant.peek().is_none() {
        return unit.is(class("weak=1"));
    }
    meant.all(|e| e.feature("weak") == Some("1"))
}

/// Whether the thing right after the verb is a flag, an effigy or the like.
pub fn symbol(scene: &Scene, sentence: usize, i: usize) -> bool {
    let units = scene.units(sentence);
    let thing = (i + 1..(i + 4).min(units.len())).find(|u| units[*u].is(scene.class("ITEM")));
    thing.is_some_and(|u| scene.is(sentence, u, "symbol=1"))
}

/// A weapon is the verb's object: it is taken or defused, not used.
pub fn takes_weapons(scene: &Scene, sentence: usize, i: usize) -> bool {
    let next = scene.units(sentence)[i + 1..].iter().find(|u| !u.is(scene.class("det")) && !u.is(scene.class("NUM")));
    next.is_some_and(|u| u.is(scene.class("ITEM")) && u.is(scene.class("weapon")))
}

/// "beat a man to death", "shot two farmers dead".
pub fn to_death(scene: &Scene, sentence: usize, frame: &Frame) -> bool {
    let Some(last) = frame.patients.iter().max() else { return false };
    let dead =
        |u: usize| scene.is(sentence, u, "kind=killed") || scene.units(sentence).get(u).is_some_and(|x| scene.feature(x, "deed", "deed") == Some("kill"));
    *last > frame.unit && (scene.is(sentence, last + 1, "to") && dead(last + 2) || dead(last + 1) && !scene.is(sentence, last + 1, "v"))
}

/// Whether those who act are bodies that bear no arms.
pub fn organisation(scene: &Scene, sentence: usize, agents: &[usize]) -> bool {
    let unarmed =
        |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| p.unit && !p.side(scene.resources).is_some_and(Side::is_armed_force));
    !agents.is_empty() && agents.iter().all(unarmed)
}

/// "Twin bombings yesterday struck a market": the noun of a deed is the verb's subject (English).
pub fn by_a_deed(scene: &Scene, sentence: usize, i: usize) -> bool {
    const REACH: usize = 4;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let fills = |u: usize| is(u, "DATE") || is(u, "adverb") || is(u, "have") || is(u, "suspected");
    let subject = (i.saturating_sub(REACH)..i).rev().find(|u| !fills(*u));
    let violent = |u: usize| {
        matches!(scene.feature(&scene.units(sentence)[u], "deed", "deed"), Some("explosion" | "attack" | "airstrike" | "shelling" | "suicide-bombing" | "ied"))
    };
    scene.language(sentence) == Language::En && subject.is_some_and(|u| is(u, "n") && !is(u, "v") && scene.units(sentence)[u].mention.is_none() && violent(u))
}
