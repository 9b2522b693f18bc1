//! Who speaks in a sentence, and over which words.
//!
//! A voice is a cue ("said", "claimed", "according to") with its source and scope. A scope runs on
//! over the next sentences while a quotation is open or a cue takes the same source up again.

use super::sources::{Source, source_at};
use crate::assemble::frames::Scene;
use crate::assemble::referents::Referents;
use crate::resources::rules::Level;
use crate::span::Span;

/// How a source stands to what is told in its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    Report,
    Claim,
    Accuse,
    Deny,
    Admit,
    Confirm,
    Hedge,
    NoClaim,
    /// Threats, condemnations, demands: nothing is said to have happened.
    Silent,
}

/// A source speaking over a stretch of one sentence.
#[derive(Debug, Clone)]
pub struct Voice {
    pub source: Source,
    pub stance: Stance,
    pub sentence: usize,
    /// Units of the scope, half-open.
    pub scope: (usize, usize),
    pub cue: usize,
    pub span: Span,
    pub rule: Option<u32>,
}

/// All voices of the report, in text order.
pub fn voices(scene: &Scene, referents: &Referents) -> Vec<Voice> {
    let mut out: Vec<Voice> = Vec::new();
    let mut last: Option<Source> = None;
    let mut open_quote = false;
    for sentence in 0..scene.annotated.sentences.len() {
        let units = scene.units(sentence);
        let paragraph = scene.segmented.sentences[sentence].paragraph;
        let new_paragraph = sentence == 0 || scene.segmented.sentences[sentence - 1].paragraph != paragraph;
        if new_paragraph {
            open_quote = false;
        }
        if let (true, Some(source)) = (open_quote, &last) {
            out.push(Voice { source: source.clone(), stance: Stance::Report, sentence, scope: (0, units.len()), cue: 0, span: source.span, rule: None });
        }
        let cues: Vec<usize> = (0..units.len()).filter(|u| (units[*u].is(scene.class("cue")) || units[*u].is(scene.class("according"))) && units[*u].mention.is_none()).collect();
        for cue in &cues {
            if let Some(voice) = voice(scene, sentence, *cue, &cues, referents, last.as_ref()) {
                if voice.stance != Stance::Silent && voice.stance != Stance::Hedge && voice.stance != Stance::NoClaim {
                    last = Some(voice.source.clone());
                }
                out.push(voice);
            }
        }
        let quotes = units.iter().filter(|u| u.is(scene.class("quote"))).count();
        if quotes % 2 == 1 {
            open_quote = !open_quote;
        }
    }
    out
}

fn stance(scene: &Scene, sentence: usize, cue: usize) -> Stance {
    let unit = &scene.units(sentence)[cue];
    if unit.is(scene.class("according")) && !unit.is(scene.class("cue")) {
        return Stance::Report;
    }
    let negated = (cue.saturating_sub(2)..cue).any(|u| scene.is(sentence, u, "neg"));
    match scene.feature(unit, "cue", "stance").unwrap_or("report") {
        "claim" if negated => Stance::NoClaim,
        "confirm" if negated => Stance::Hedge,
        "deny" if negated => Stance::Report,
        "claim" => Stance::Claim,
        "accuse" => Stance::Accuse,
        "deny" => Stance::Deny,
        "admit" => Stance::Admit,
        "confirm" => Stance::Confirm,
        "hedge" => Stance::Hedge,
        "noclaim" => Stance::NoClaim,
        "threat" | "condemn" | "demand" => Stance::Silent,
        _ if negated => Stance::Silent,
        _ => Stance::Report,
    }
}

fn voice(scene: &Scene, sentence: usize, cue: usize, cues: &[usize], referents: &Referents, last: Option<&Source>) -> Option<Voice> {
    let units = scene.units(sentence);
    let stance = stance(scene, sentence, cue);
    let (told, rule) = speaker(scene, sentence, cue);
    let weak = units[cue].is(scene.class("weak=1"));
    let source = match told {
        Some(unit) => source_at(scene, sentence, unit, referents, last)?,
        None if stance == Stance::Hedge => Source::anonymous(units[cue].span),
        None if weak => return None,
        // "and added that …": who spoke last.
        None => Source { span: units[cue].span, ..last?.clone() },
    };
    let next = cues.iter().copied().find(|c| *c > cue + 1).unwrap_or(units.len());
    let previous = cues.iter().copied().rfind(|c| *c < cue).map_or(0, |c| c + 1);
    let trailing = units[cue].is(scene.class("according")) || scene.feature(&units[cue], "cue", "scope") == Some("before") || ends_here(scene, sentence, cue, told);
    let at_start = cue <= 2;
    let scope = if trailing && !at_start {
        (if units[cue].is(scene.class("according")) { 0 } else { previous }, units.len())
    } else {
        (cue, if stance == Stance::Report { units.len() } else { next.max(cue + 1).max(units.len().min(next)) })
    };
    Some(Voice { source, stance, sentence, scope, cue, span: units[cue].span, rule })
}

/// Whether nothing that could have been said follows the cue and its speaker.
fn ends_here(scene: &Scene, sentence: usize, cue: usize, told: Option<usize>) -> bool {
    let units = scene.units(sentence);
    let from = told.unwrap_or(cue).max(cue) + 1;
    !units[from.min(units.len())..].iter().any(|u| u.mention.is_none() && (u.is(scene.class("deed")) || u.is(scene.class("light"))))
}

/// The unit that the claims rules name as the cue's speaker.
fn speaker(scene: &Scene, sentence: usize, cue: usize) -> (Option<usize>, Option<u32>) {
    for relation in scene.annotated.relations.iter().filter(|r| r.sentence == sentence) {
        let rule = &scene.resources.rules[relation.rule as usize];
        if rule.level != Level::Claims {
            continue;
        }
        let part = |name: &str| rule.pattern.capture(name).and_then(|c| relation.parts[c]);
        if let (Some((t, _)), Some((arg, _))) = (part("t"), part("arg"))
            && t == cue
        {
            return (Some(arg), Some(relation.rule));
        }
    }
    (None, None)
}
