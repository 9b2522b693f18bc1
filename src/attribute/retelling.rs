//! Sentences in which an outlet goes on telling what a source told it, without naming the source again.
//!
//! In: a sentence that opens no voice of its own, and who spoke before. Out: the voice of that source, if a word such as
//! "reportedly" says that the outlet tells what it was told. Not done here: voices that a cue opens (see [`super::voices`]).

use super::memory::Memory;
use super::sources::Source;
use super::voices::{Reach, Stance, Voice};
use crate::assemble::frames::Scene;
use crate::report::Language;

/// How many sentences on an outlet may go on telling what a source told it.
const GOES_ON: usize = 4;

/// "According to the UN, …. Six men were reportedly beaten.": the outlet goes on telling what it was told (English).
pub(super) fn told_on(scene: &Scene, sentence: usize, memory: &mut Memory) -> Option<Voice> {
    let units = scene.units(sentence);
    let is = |u: usize, name| scene.is(sentence, u, name);
    // "alleged militants" doubts who they are.
    let of_verb = |u: usize| !["ACTOR", "ITEM", "PLACE", "n"].iter().any(|c| is(u + 1, c));
    let hedge = |u: &usize| is(*u, "stance=hedge") && units[*u].mention.is_none() && (!is(*u, "suspected") || of_verb(*u));
    let cue = (0..units.len()).find(hedge).filter(|_| scene.language(sentence) == Language::En)?;
    let source = memory.recent(sentence, GOES_ON).filter(|s| !s.is_media() && s.id != "anonymous")?.clone();
    memory.goes_on(sentence);
    let span = units[cue].span;
    let scope = (0, units.len());
    Some(Voice { source: Source { span, ..source }, stance: Stance::Report, reach: Reach::Continued, sentence, scope, cue, span, rule: None, noun: false })
}
