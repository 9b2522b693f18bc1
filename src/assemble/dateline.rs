//! The place before a report's first sentence that says where it was written: "BAMAKO, Mali (AFP) -".
//!
//! In: the units of a sentence. Out: the units of its dateline. Not done here: what happened there, where the
//! report names no other place (see [`super::assemble`]).

use super::frames::Scene;
use crate::report::Language;

/// How long a dateline can be, in units.
const LONGEST: usize = 14;

/// How far into a report its dateline may stand, in sentences: behind a headline, a name, an outlet.
const LAST_SENTENCE: usize = 6;

/// The end of the dateline that a sentence begins with; zero where it has none (French, English).
pub fn dateline(scene: &Scene, sentence: usize) -> usize {
    let units = scene.units(sentence);
    let is = |u: usize, name| scene.is(sentence, u, name);
    if scene.language(sentence) == Language::Ar || sentence > LAST_SENTENCE || !is(0, "PLACE") {
        return 0;
    }
    let mut bracket = false;
    let mut outlet = false;
    for u in 1..units.len().min(LONGEST) {
        // "Kano - Zaria" is a road.
        if is(u, "dash") && !bracket && !is(u + 1, "PLACE") {
            return u + 1;
        }
        // "AMMAN, Jordan (CNN) Gunmen …"
        if bracket && is(u, "close") {
            bracket = false;
            if outlet && !is(u + 1, "dash") && !is(u + 1, "comma") {
                return u + 1;
            }
        }
        bracket |= is(u, "open");
        outlet |= bracket && (is(u, "channel") || is(u, "unknown") && is(u, "capital"));
        let part = ["PLACE", "comma", "open", "close", "channel", "DATE", "dash", "NUM"].iter().any(|c| is(u, c)) || is(u, "unknown") && is(u, "capital");
        if !part {
            return 0;
        }
    }
    0
}
