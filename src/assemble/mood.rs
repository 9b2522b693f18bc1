//! Whether a trigger is told as a fact, and small readings of the words around it.

use super::frames::{Mood, Scene};
use crate::report::Language;

/// How far before a trigger a word can change its mood, in units.
const REACH: usize = 4;

/// The mood of the trigger at a unit, from the words before it in its clause.
pub fn mood(scene: &Scene, sentence: usize, i: usize) -> Mood {
    let units = scene.units(sentence);
    let own = &units[i];
    let is = |u: usize, name| units[u].is(scene.class(name));
    let arabic = scene.language(sentence) == Language::Ar;
    if own.is(scene.class("fut")) && !own.is(scene.class("past")) || own.is(scene.class("cond")) {
        return Mood::Unreal;
    }
    let mut steps = 0;
    for u in (0..i).rev() {
        if is(u, "stop") || is(u, "semicolon") || is(u, "colon") {
            break;
        }
        if units[u].is(scene.class("cue")) || units[u].is(scene.class("deed")) && !is(u, "enclitic") {
            for stance in ["stance=threat", "stance=demand"] {
                if is(u, stance) && i - u < 14 {
                    return Mood::Unreal;
                }
            }
            if units[u].is(scene.class("cue")) && steps > 2 {
                break;
            }
        }
        if is(u, "PLACE") || is(u, "DATE") || is(u, "ACTOR") {
            steps += 2;
        }
        steps += 1;
        if steps <= REACH {
            if is(u, "neg") {
                return Mood::Negated;
            }
            let present = !own.is(scene.class("past")) && !own.is(scene.class("n"));
            // "to" before a noun is a preposition.
            let aim = is(u, "purpose") && (arabic || !is(u, "to") || own.is(scene.class("inf")) && i - u <= 2);
            if is(u, "future") || aim || is(u, "if") || is(u, "modal") && (!arabic || present) {
                return Mood::Unreal;
            }
        }
    }
    let clause_habit = units.iter().enumerate().any(|(u, unit)| unit.is(scene.class("habit")) && u.abs_diff(i) < 12);
    if clause_habit { Mood::Habit } else { Mood::Happened }
}

/// "another attack", "a similar raid", Arabic adjectives after the noun.
pub fn another(scene: &Scene, sentence: usize, i: usize) -> bool {
    let units = scene.units(sentence);
    let near = if scene.language(sentence) == Language::Ar { (i + 1)..(i + 3).min(units.len()) } else { i.saturating_sub(2)..i };
    near.into_iter().any(|u| units[u].is(scene.class("another")))
}

/// Adds what a conjunction joins to the last argument: "soldiers and civilians".
pub fn coordinate(scene: &Scene, sentence: usize, arguments: &mut Vec<usize>) {
    let Some(last) = arguments.last().copied() else { return };
    let units = scene.units(sentence);
    let is = |u: usize, name| units.get(u).is_some_and(|x| x.is(scene.class(name)));
    let mut at = last + 1;
    while (is(at, "and") || is(at, "clitic-w") || is(at, "or") || is(at, "comma")) && arguments.len() < 4 {
        let next = if is(at + 1, "ACTOR") {
            at + 1
        } else if (is(at + 1, "and") || is(at + 1, "clitic-w")) && is(at + 2, "ACTOR") {
            at + 2
        } else {
            return;
        };
        // An actor before a verb begins a clause of its own.
        if is(next + 1, "deed") || is(next + 1, "cue") || is(next + 1, "light") {
            return;
        }
        arguments.push(next);
        at = next + 1;
    }
}
