//! Whose words a unit is: of the voices whose scopes overlap there, the innermost that vouches.
//!
//! In: the voices of a report. Out: for each unit the voices that hold it; none where the outlet itself
//! tells. Not done here: finding voices, and what their word means for an event.

use super::voices::{Reach, Stance, Voice, silent};
use crate::assemble::frames::Scene;
use rustc_hash::FxHashMap;

/// The voices that hold each unit, as indexes into the report's voices.
#[derive(Debug, Clone, Default)]
pub struct Floor(FxHashMap<(usize, usize), Vec<usize>>);

impl Floor {
    pub fn new(scene: &Scene, voices: &[Voice]) -> Floor {
        let mut by_sentence: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (number, voice) in voices.iter().enumerate() {
            by_sentence.entry(voice.sentence).or_default().push(number);
        }
        let mut out = FxHashMap::default();
        for (sentence, numbers) in by_sentence {
            for unit in 0..scene.units(sentence).len() {
                let held = holders(scene, voices, &numbers, unit);
                if !held.is_empty() {
                    out.insert((sentence, unit), held);
                }
            }
        }
        Floor(out)
    }

    /// The voices that hold a unit.
    pub fn at(&self, sentence: usize, unit: usize) -> &[usize] {
        self.0.get(&(sentence, unit)).map_or(&[], Vec::as_slice)
    }
}

/// How far behind its cue an outlet may say whom it quotes, in units.
const QUOTED: usize = 6;

fn holders(scene: &Scene, voices: &[Voice], numbers: &[usize], unit: usize) -> Vec<usize> {
    let covering =
        |reach: Reach| numbers.iter().copied().filter(move |n| voices[*n].reach == reach && (voices[*n].scope.0..voices[*n].scope.1).contains(&unit));
    let ahead: Vec<usize> = covering(Reach::Ahead).collect();
    let behind: Vec<usize> = covering(Reach::Behind).collect();
    let continued: Vec<usize> = covering(Reach::Continued).collect();
    let of_cue = |list: &[usize], cue: usize| list.iter().copied().filter(|n| voices[*n].cue == cue).collect::<Vec<_>>();
    // The innermost that speaks for itself; an outlet gives way to whom it quotes.
    let mut cues: Vec<usize> = ahead.iter().map(|n| voices[*n].cue).collect();
    cues.sort_unstable();
    cues.dedup();
    let inner = cues.last().map(|c| of_cue(&ahead, *c)).unwrap_or_default();
    let vouching = cues.iter().rev().map(|c| of_cue(&ahead, *c)).find(|held| !held.iter().all(|n| voices[*n].source.is_media()));
    let nearest = |list: &[usize]| list.iter().map(|n| voices[*n].cue).min_by_key(|c| if *c > unit { c - unit } else { 1000 + unit - c });
    let mut after = nearest(&behind).map(|c| of_cue(&behind, c)).unwrap_or_default();
    // "an agency announced, quoting a security source".
    if let Some(outlet) = after.first().map(|n| voices[*n].cue).filter(|_| after.iter().all(|n| voices[*n].source.is_media())) {
        let quoted = behind.iter().find(|n| !voices[**n].source.is_media() && (outlet + 1..outlet + 1 + QUOTED).contains(&voices[**n].cue));
        after = quoted.map(|n| of_cue(&behind, voices[*n].cue)).unwrap_or(after);
    }
    let own_clause = |ahead: usize, behind: usize| {
        let sentence = voices[ahead].sentence;
        let (from, to) = (voices[ahead].cue, voices[behind].cue);
        from < to && (from..unit).any(|u| ["while", "but", "semicolon"].iter().any(|c| scene.is(sentence, u, c)))
    };
    let media = |held: &[usize]| held.iter().all(|n| voices[*n].source.is_media());
    if let (Some(a), Some(b)) = (inner.first(), after.first())
        && own_clause(*a, *b)
        && !media(&after)
        && !silent(voices[*a].stance)
    {
        return after;
    }
    match (inner.is_empty(), after.is_empty()) {
        (false, _) if !media(&inner) => inner,
        (false, false) if !media(&after) => after,
        (false, _) => vouching.unwrap_or(inner),
        (true, false) if !media(&after) || continued.is_empty() => after,
        (true, _) => continued,
    }
}

/// Whether a voice says that something happened, or denies it.
pub fn speaks(voice: &Voice) -> bool {
    !matches!(voice.stance, Stance::Silent | Stance::NoClaim)
}
