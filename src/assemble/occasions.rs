//! What a sentence tells beside its own event: why people gathered, when something was, what came of it.
//!
//! In: the frames of one event of a sentence, and another frame. Out: whether that one is told of as an occasion, a setting, the
//! same once more, or a part of a gathering. Not done here: grouping frames (see [`super::drafts`]).

use super::clauses::of_next;
use super::drafts::{Family, family, means};
use super::frames::{Frame, Scene};
use crate::report::Language;

/// In French and English: whether the frame is what a crowd gathered about, or what a deed of another
/// kind came after: "demonstrated after policemen seized …", "ransacked a church following the arrest of …".
pub(super) fn occasion(scene: &Scene, sentence: usize, group: &[&Frame], frame: &Frame) -> bool {
    let Some(last) = group.iter().map(|g| g.unit).filter(|u| *u < frame.unit).max() else { return false };
    let told = group.iter().map(|g| family(&g.deed)).find(|f| *f != Family::Other).unwrap_or(Family::Other);
    let later = family(&frame.deed);
    let crowd = told == Family::Unrest && later != Family::Unrest && !frame.noun;
    let noun = frame.noun && later != told && later != Family::Other && (frame.definite || later == Family::Unrest);
    // "a demonstration in response to a shooting got out of control when youths killed …": told of the gathering again.
    let goes_on = |u: usize| crowd && (u + 1..frame.unit).any(|x| scene.is(sentence, x, "while") && !scene.is(sentence, x, "after"));
    let after = |u: usize| scene.is(sentence, u, "after") && !scene.is(sentence, u, "weak=1") && scene.is(sentence, u, "x") && !goes_on(u);
    scene.language(sentence) != Language::Ar && (crowd || noun) && (last..frame.unit).any(after)
}

/// "After the strike, militants arrested dozens": a deed that only tells when another was done (English).
pub(super) fn setting_only(scene: &Scene, sentence: usize, before: &Frame, frame: &Frame) -> bool {
    const REACH: usize = 4;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let after = (before.unit.saturating_sub(REACH)..before.unit).rev().take_while(|u| !is(*u, "comma") && !is(*u, "v")).any(|u| is(u, "after") && u == 0);
    let apart = family(&before.deed) != family(&frame.deed) || means(&before.deed) != means(&frame.deed);
    let own = before.noun && !frame.noun && (before.unit..frame.unit).any(|u| is(u, "comma"));
    scene.language(sentence) == Language::En && after && own && apart
}

/// In French and English: a noun of attack that takes up an attack told by a verb of the same sentence.
pub(super) fn retold(scene: &Scene, sentence: usize, group: &[&Frame], frame: &Frame) -> bool {
    let bare = frame.noun && frame.definite && frame.patients.is_empty() && frame.agents.is_empty() && matches!(frame.deed.as_str(), "attack" | "ambush");
    bare && scene.language(sentence) != Language::Ar && group.iter().any(|g| !g.noun && g.unit < frame.unit)
}

/// In French and English: what befell people at a gathering or came of it: "three killed during demonstrations", "a march
/// that led to arrests".
pub(super) fn of_gathering(scene: &Scene, sentence: usize, gathering: &[&Frame], group: &[&Frame]) -> bool {
    let between = |a: usize, b: usize, class: &'static str| (a + 1..b).any(|u| scene.is(sentence, u, class) && scene.units(sentence)[u].mention.is_none());
    let during = |f: &Frame, g: &Frame| !f.noun && f.agents.is_empty() && g.noun && f.unit < g.unit && between(f.unit, g.unit, "during");
    let led_to = |f: &Frame, g: &Frame| f.noun && f.deed == "arrest" && g.unit < f.unit && between(g.unit, f.unit, "cause");
    scene.language(sentence) != Language::Ar && group.iter().any(|f| gathering.iter().any(|g| during(f, g) || led_to(f, g)))
}

/// Whether a word between the group and the frame says that what follows is another, earlier event:
/// "in retaliation for the killing of", "a day after an attack".
pub(super) fn set_aside(scene: &Scene, sentence: usize, group: &[&Frame], frame: &Frame) -> bool {
    let Some(last) = group.iter().map(|g| g.unit).filter(|u| *u < frame.unit).max() else { return false };
    (last..frame.unit).any(|u| scene.is(sentence, u, "aside") || of_next(scene, sentence, u))
}

/// "It was the deadliest attack since 2014, when blasts killed 31": what is told behind "when" was then (English).
pub(super) fn of_another_year(scene: &Scene, sentence: usize, group: &[&Frame], frame: &Frame) -> bool {
    let Some(last) = group.iter().map(|g| g.unit).filter(|u| *u < frame.unit).max() else { return false };
    let is = |u: usize, name| scene.is(sentence, u, name);
    let since = |u: usize| scene.entities.date(&scene.units(sentence)[u]).is_some_and(|d| d.since);
    let when = |u: usize| is(u + 1, "while") || is(u + 1, "comma") && is(u + 2, "while");
    scene.language(sentence) == Language::En && (last..frame.unit).any(|u| since(u) && when(u))
}
