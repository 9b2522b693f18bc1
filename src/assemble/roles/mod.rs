//! Positions -> roles: who did it and to whom, by the kind of trigger, its voice and word order.
//!
//! In: the positions that rules gave one trigger. Out: agents and patients of its frame. Not done here:
//! finding positions, which is the rules' part.

mod ar;
mod latin;

use super::frames::{Frame, Mood, Positions, Scene};
use crate::report::Language;
use crate::resources::gazetteer::Side;

/// Deeds whose noun takes the one acted upon in the genitive: "the killing of X".
fn takes_patient(deed: &str) -> bool {
    !matches!(
        deed,
        "attack"
            | "ambush"
            | "clash"
            | "operation"
            | "protest"
            | "riot"
            | "ied"
            | "explosion"
            | "suicide-bombing"
            | "airstrike"
            | "shelling"
            | "agreement"
            | "base"
            | "siege"
            | "coup"
            | "surrender"
            | "group-change"
    )
}

/// Roles of a noun's positions. `has_prep`: a preposition of its own tells whom it befell; `undergone`: its genitive does,
/// whatever the deed: استهداف.
pub(super) fn noun_roles(scene: &Scene, sentence: usize, deed: &str, (has_prep, undergone): (bool, bool), positions: &Positions, out: &mut Frame) {
    let on = positions.get("on");
    let by = positions.get("by");
    let gen_ = positions.get("gen");
    out.agents.extend(by);
    if let Some(one) = positions.get("between") {
        out.agents.push(one);
        out.patients.extend(positions.get("second"));
        // "violence between herders and farmers"
        if deed == "attack" {
            out.deed = "clash".into();
        }
        return;
    }
    // "clashes between herders and farmers"
    if let (Some(one), Some(other), "clash") = (gen_, positions.get("second"), deed) {
        out.agents.push(one);
        out.patients.push(other);
        return;
    }
    // A camp or post is attacked; it attacks nobody.
    let armed = |u: usize| {
        scene
            .entities
            .actor(&scene.units(sentence)[u])
            .filter(|p| p.facility.is_none())
            .and_then(|p| p.side(scene.resources))
            .is_some_and(|s| s.is_armed_force())
    };
    let band = |u: usize| scene.entities.actor(&scene.units(sentence)[u]).is_some_and(|p| p.unit && !p.counted && p.side(scene.resources) == Some(Side::Armed));
    let carnage = deed == "execute" && out.target.as_deref() == Some("civilian") && scene.language(sentence) != Language::Ar;
    match (gen_, on) {
        // "the killing of ten on the border": who is killed stands in the genitive.
        (Some(g), Some(_)) if matches!(deed, "kill" | "injure" | "missing" | "displace") => out.patients.push(g),
        (Some(g), Some(o)) => {
            out.agents.push(g);
            out.patients.push(o);
        }
        // "the massacre of the sect": a group of armed men that civilians fall to.
        // "the storming by gunmen of their school": what they stormed is told behind them.
        (Some(g), None) if undergone && armed(g) && scene.is(sentence, g + 1, "clitic-l") => out.agents.push(g),
        (Some(g), None) if undergone => out.patients.push(g),
        (Some(g), None) if carnage && armed(g) && band(g) => out.agents.push(g),
        (Some(g), None) if takes_patient(deed) || (!has_prep && by.is_some()) || !armed(g) => out.patients.push(g),
        (Some(g), None) if has_prep || !takes_patient(deed) => out.agents.push(g),
        (Some(g), None) => out.patients.push(g),
        (None, o) => out.patients.extend(o),
    }
    out.patients.extend(positions.get("second").filter(|s| Some(*s) != gen_));
    if by.is_none() {
        // "the mosque attack": a building is where it was done (English).
        let building =
            |u: usize| scene.language(sentence) == Language::En && scene.entities.actor(&scene.units(sentence)[u]).is_some_and(|p| p.facility.is_some());
        match positions.get("owner") {
            Some(u) if building(u) && out.patients.is_empty() => out.patients.push(u),
            Some(u) if building(u) => {}
            owner => out.agents.extend(owner),
        }
    }
    if out.agents.is_empty() {
        out.agents.extend(positions.get("accused").or(positions.get("claimant")));
    }
}

/// "The army said that …, then announced the rescue of 59 hostages": a force that announces a rescue carried it out.
pub(super) fn announcer(scene: &Scene, sentence: usize, i: usize) -> Option<usize> {
    const REACH: usize = 3;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let cue = (i.saturating_sub(REACH)..i).rev().find(|u| is(*u, "cue") && is(*u, "v"))?;
    let force = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).and_then(|p| p.side(scene.resources)).is_some_and(Side::is_armed_force);
    let speaks = |u: &usize| force(u) && (*u > cue || *u > 0 && is(u - 1, "cue") || is(u + 1, "cue"));
    (0..i).rev().take_while(|u| !is(*u, "stop")).find(speaks)
}

/// Arabic "the staff said that aircraft of its own carried out strikes": who speaks of its own aircraft flies them.
pub(super) fn owner_of_aircraft(scene: &Scene, sentence: usize, i: usize) -> Option<usize> {
    const REACH: usize = 7;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let flies = |u: &usize| matches!(crate::assemble::means::of_doer(scene, sentence, *u), Some("air" | "drone"));
    let craft = (i.saturating_sub(REACH)..i).rev().find(flies)?;
    let own = is(craft, "enclitic") || (craft + 1..i).any(|u| is(u, "affil")) && (craft + 1..i).any(|u| is(u, "pron") || is(u, "enclitic"));
    let that = (0..craft).rev().find(|u| is(*u, "that"))?;
    let force = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).and_then(|p| p.side(scene.resources)).is_some_and(Side::is_armed_force);
    (0..that).rev().find(force).filter(|_| own && scene.language(sentence) == Language::Ar)
}

/// Roles of a verb's positions.
pub(super) fn verb_roles(scene: &Scene, sentence: usize, i: usize, positions: &Positions, out: &mut Frame) {
    if scene.language(sentence) == Language::Ar {
        ar::verb_roles(scene, sentence, i, positions, out);
    } else {
        latin::verb_roles(scene, sentence, i, positions, out);
    }
}

/// The mood of the light verb that carries the noun at a unit, where that is not of something done.
pub(super) fn light_mood(scene: &Scene, sentence: usize, i: usize, relations: &[(String, usize, usize, u32)]) -> Option<Mood> {
    let mut verbs = relations.iter().filter(|(role, t, arg, _)| role == "light" && *arg == i && *t < i && scene.is(sentence, *t, "v"));
    verbs.find_map(|(_, t, ..)| Some(crate::assemble::mood::mood(scene, sentence, *t)).filter(|m| matches!(m, Mood::Negated | Mood::Unreal)))
}

/// "launched an attack", "came under attack": the light verb's subject is the deed's.
pub(super) fn light_roles(scene: &Scene, sentence: usize, i: usize, relations: &[(String, usize, usize, u32)], out: &mut Frame) {
    for (_, light, _, rule) in relations.iter().filter(|(role, _, arg, _)| role == "light" && *arg == i) {
        let of_light = |role: &str| relations.iter().find(|(r, t, _, _)| r == role && t == light).map(|(_, _, a, _)| *a);
        let passive = scene.is(sentence, *light, "voice=passive");
        let by = of_light("by");
        let plural = scene.is(sentence, *light, "pl");
        let arabic = scene.language(sentence) == Language::Ar;
        let between = |a: usize| (*light < a) == (a < i) || a < (*light).min(i) || *light > i;
        let pronoun = of_light("pronoun").filter(|u| scene.is(sentence, *u, "ACTOR"));
        let first = of_light("first").filter(|f| between(*f) && Some(*f) != out.patients.first().copied());
        let before = of_light("before");
        let subject = pronoun.or(if !arabic || plural { before.or(first) } else { first.or(before) });
        out.rules.push(*rule);
        if passive {
            if out.patients.is_empty() {
                out.patients.extend(subject);
            }
            if let (true, Some(b)) = (out.agents.is_empty(), by) {
                out.agents.push(b);
            }
        } else if out.agents.is_empty() || subject.is_some_and(|s| !out.agents.contains(&s)) {
            let announces = scene.is(sentence, *light, "cue");
            let subject = by.or(subject).filter(|s| !out.patients.contains(s) && (!announces || enemies(scene, sentence, *s, &out.patients)));
            if let Some(s) = subject {
                // What stood as the noun's agent in the genitive was the one acted upon.
                out.agents.clear();
                if arabic {
                    out.agents.push(s);
                } else {
                    out.agents.extend(latin::joined_before(scene, sentence, s));
                }
            }
        }
        if out.patients.is_empty() {
            out.patients.extend(of_light("on"));
        }
    }
}

/// Who announces that its enemies were killed has mostly killed them.
fn enemies(scene: &Scene, sentence: usize, subject: usize, patients: &[usize]) -> bool {
    let side = |u: usize| scene.entities.actor(&scene.units(sentence)[u]).and_then(|p| p.side(scene.resources));
    let (Some(own), Some(other)) = (side(subject), patients.first().and_then(|p| side(*p))) else { return false };
    own.is_armed_force() && other.is_armed_force() && (own == Side::Armed) != (other == Side::Armed)
}

/// Whether those who "arrest" are all of an armed group: whom it arrests it carries off (French, English).
pub(super) fn carries_off(scene: &Scene, sentence: usize, agents: &[usize]) -> bool {
    let rebel = |u: &usize| {
        scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| {
            let group = scene.resources.actor(&p.template).is_none_or(|a| &*a.inter == "Rebel group" || !p.named);
            group && p.side(scene.resources) == Some(Side::Armed)
        })
    };
    scene.language(sentence) != Language::Ar && !agents.is_empty() && agents.iter().all(rebel)
}
