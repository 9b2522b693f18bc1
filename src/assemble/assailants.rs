//! Who attacked and was shot for it, and whom those fought who fell in a clash.
//!
//! In: the frame of a killing or clash, and all frames of its draft. Out: the two sides, where those killed are told to
//! have attacked: the attack is what happened, and its doers were killed in it; and whether those clashed with struck.

use super::frames::{Frame, Scene};
use super::referents::Referents;
use crate::report::Language;
use crate::resources::gazetteer::Side;

/// "Troops shot three gunmen who had attacked the post", "gunmen stormed the hotel until four of them were killed by
/// troops": the units of who attacked and of who was attacked (English). Whom the attack hit is told with the attack
/// itself; where nobody is, those who shot were attacked.
pub fn answered(scene: &Scene, frame: &Frame, group: &[&Frame]) -> Option<(Vec<usize>, Vec<usize>)> {
    let kills = matches!(frame.deed.as_str(), "kill" | "shoot" | "execute") && !frame.agents.is_empty();
    if !kills || scene.language(frame.sentence) != Language::En {
        return None;
    }
    let side = |u: &usize| scene.entities.actor(&scene.units(frame.sentence)[*u]).and_then(|p| p.side(scene.resources));
    let all = |units: &[usize], wanted: &[Side]| !units.is_empty() && units.iter().all(|u| side(u).is_some_and(|s| wanted.contains(&s)));
    let by_state = all(&frame.agents, &[Side::State, Side::External]) && all(&frame.patients, &[Side::Armed]);
    let storms = |f: &Frame| matches!(f.deed.as_str(), "attack" | "ambush" | "shoot" | "suicide-bombing") && !f.weak;
    let of_the_killed = |f: &Frame| f.unit > frame.unit && f.agents.iter().any(|a| frame.patients.contains(a));
    let before = |f: &Frame| by_state && f.unit < frame.unit && !f.noun && all(&f.agents, &[Side::Armed]);
    let mut attacks = group.iter().filter(|f| storms(f) && (of_the_killed(f) || before(f))).peekable();
    attacks.peek()?;
    // "opened fire at a ceremony, killing 32 people, before they were slain by police": others were hit.
    let hit =
        |f: &&&Frame| f.unit != frame.unit && matches!(f.deed.as_str(), "kill" | "injure" | "execute") && !f.patients.is_empty() && f.agents != frame.agents;
    let others = group.iter().filter(hit).any(|f| !all(&f.patients, &[Side::Armed]));
    let struck = if !others && attacks.all(|f| f.patients.is_empty()) { frame.agents.clone() } else { Vec::new() };
    Some((frame.patients.clone(), struck))
}

/// "Two soldiers were killed in a clash with jihadists": whether those that a clash was fought with struck those whom
/// another deed befell (French, English).
pub fn fought(scene: &Scene, frame: &Frame, group: &[&Frame]) -> bool {
    let other = |g: &&Frame| g.deed != "clash" && !g.patients.is_empty() && g.patients.iter().all(|p| !frame.patients.contains(p));
    let with = frame.rules.iter().any(|r| scene.resources.rules[*r as usize].id.ends_with("/events/with"));
    let clash = frame.deed == "clash" && frame.agents.is_empty() && with && scene.language(frame.sentence) != Language::Ar;
    clash && group.iter().all(|g| g.agents.is_empty()) && group.iter().any(other)
}

/// "The group attacked the village, the militia killed two of the assailants": who strikes those who attacked a place or
/// people without arms defends them, and both deeds are one fight (French, English).
pub fn fights_back(scene: &Scene, frame: &Frame, group: &[&Frame], referents: &Referents) -> bool {
    let answers = !frame.noun && matches!(frame.deed.as_str(), "kill" | "injure" | "shoot");
    if !answers || scene.language(frame.sentence) == Language::Ar {
        return false;
    }
    let who = |u: &usize| referents.get(&(frame.sentence, *u));
    let side = |u: &usize| who(u).and_then(|p| p.side(scene.resources));
    let armed = |u: &usize| side(u).is_some_and(Side::is_armed_force);
    // "two of the assailants", told without a name.
    let same = |a: &usize, b: &usize| who(a).zip(who(b)).is_some_and(|(p, q)| p.template == q.template || q.template == "unidentified-armed-group" && armed(a));
    let attack = |g: &&&Frame| g.unit < frame.unit && !g.noun && matches!(g.deed.as_str(), "attack" | "shoot") && !g.weak;
    let of_those_killed = |g: &&&Frame| frame.patients.iter().all(|p| g.agents.iter().any(|a| same(a, p)));
    let at_unarmed = |g: &&&Frame| !g.patients.is_empty() && !g.patients.iter().any(armed);
    let others = frame.agents.iter().all(|a| armed(a) && !group.iter().any(|g| g.unit < frame.unit && g.agents.iter().any(|d| same(d, a))));
    !frame.agents.is_empty() && !frame.patients.is_empty() && others && group.iter().filter(attack).filter(of_those_killed).any(|g| at_unarmed(&g))
}
