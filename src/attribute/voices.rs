//! Who speaks in a sentence, and over which words.
//!
//! A voice is a cue ("said", "claimed", "according to") with its source and scope. A scope runs on
//! over the next sentences while a quotation is open, and over the list that a colon announces.
//! Which of several voices holds a word is settled in [`super::floor`].
//!
//! In: sentences with their relations, and who is meant by each participant. Out: all [`Voice`]s of the
//! report, in text order. Not done here: what a voice's word means for an event (see [`super::meaning`]).

use super::memory::Memory;
use super::retelling::told_on;
use super::sources::{Reader, Source};
use super::speakers::{joined, speakers};
use crate::assemble::frames::Scene;
use crate::assemble::referents::Referents;
use crate::report::Language;
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

/// Where what is said stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// After the cue: "said that …".
    Ahead,
    /// Before it: "…, according to …".
    Behind,
    /// The sentence goes on with what a sentence before it began to quote.
    Continued,
}

/// A source speaking over a stretch of one sentence.
#[derive(Debug, Clone)]
pub struct Voice {
    pub source: Source,
    pub stance: Stance,
    pub reach: Reach,
    pub sentence: usize,
    /// Units of the scope, half-open.
    pub scope: (usize, usize),
    pub cue: usize,
    pub span: Span,
    pub rule: Option<u32>,
    /// The cue is a noun that only tells what the verb before it means.
    pub(super) noun: bool,
}

impl Voice {
    /// "…, which the group claimed": the deed is told by others, and owned by the source.
    pub fn only_owns(&self) -> bool {
        self.stance == Stance::Claim && self.reach == Reach::Behind
    }
}

/// All voices of the report, in text order.
pub fn voices(scene: &Scene, referents: &Referents) -> Vec<Voice> {
    let reader = Reader { scene, referents };
    let mut out: Vec<Voice> = Vec::new();
    let mut memory = Memory::default();
    let mut open_quote: Option<Source> = None;
    let mut list: Option<Source> = None;
    for sentence in 0..scene.annotated.sentences.len() {
        if scene.segmented.sentences[sentence].elsewhere {
            continue;
        }
        let units = scene.units(sentence);
        let paragraph = scene.segmented.sentences[sentence].paragraph;
        let new_paragraph = sentence == 0 || scene.segmented.sentences[sentence - 1].paragraph != paragraph;
        if new_paragraph {
            open_quote = None;
            list = list.filter(|_| is_item(scene, sentence));
        }
        memory.introduce(&reader, sentence);
        let found = of_sentence(&reader, sentence, &mut memory);
        if let Some(source) = open_quote.as_ref().or(list.as_ref()) {
            let end = if open_quote.is_some() { closing(scene, sentence, 0).unwrap_or(units.len()) } else { units.len() };
            out.push(Voice {
                source: source.clone(),
                stance: Stance::Report,
                reach: Reach::Continued,
                sentence,
                scope: (0, end),
                cue: 0,
                span: source.span,
                rule: None,
                noun: false,
            });
        }
        let found = if found.iter().all(|v| v.stance == Stance::Hedge)
            && let Some(voice) = told_on(scene, sentence, &mut memory)
        {
            vec![voice]
        } else {
            found
        };
        let speaker = found.iter().rfind(|v| v.reach == Reach::Ahead && !silent(v.stance)).map(|v| v.source.clone());
        let quotes = units.iter().filter(|u| u.is(scene.class("quote"))).count();
        if quotes % 2 == 1 {
            // A mark behind the last word closes; where none was open, its fellow is missing.
            open_quote = if open_quote.is_some() || closes(scene, sentence) { None } else { speaker.clone().or_else(|| memory.last().cloned()) };
        }
        if units.last().is_some_and(|u| u.is(scene.class("colon"))) {
            list = speaker;
        } else if !found.is_empty() {
            list = None;
        }
        out.extend(found);
    }
    out
}

/// Whether the last quotation mark of a sentence stands behind its last word (French, English).
fn closes(scene: &Scene, sentence: usize) -> bool {
    let units = scene.units(sentence);
    let last = units.iter().rposition(|u| u.is(scene.class("quote")));
    scene.language(sentence) != Language::Ar && last.is_some_and(|q| q > 0 && units[q + 1..].iter().all(|u| u.is(scene.class("punct"))))
}

pub fn silent(stance: Stance) -> bool {
    matches!(stance, Stance::Silent | Stance::Hedge | Stance::NoClaim)
}

/// An item of a list: it begins with a dash, a number or a mark.
fn is_item(scene: &Scene, sentence: usize) -> bool {
    ["dash", "number", "NUM", "punct"].iter().any(|c| scene.is(sentence, 0, c))
}

/// The units of a sentence that may open or close what somebody says.
fn cues(scene: &Scene, sentence: usize) -> Vec<usize> {
    let units = scene.units(sentence);
    let mut out: Vec<usize> = (0..units.len())
        .filter(|u| {
            let unit = &units[*u];
            let word = (unit.is(scene.class("cue")) || unit.is(scene.class("according"))) && unit.mention.is_none();
            let hedged_person = unit.is(scene.class("suspected")) && unit.is(scene.class("stance=hedge"));
            // "were transported": a verbal noun after "was done" is no verb of telling.
            let done =
                *u > 0 && scene.language(sentence) == Language::Ar && units[*u - 1].is(scene.class("light")) && units[*u - 1].is(scene.class("voice=passive"));
            // "the confirmed deaths"
            let attribute = *u > 0
                && scene.language(sentence) == Language::En
                && unit.is(scene.class("pp"))
                && scene.is(sentence, *u - 1, "det")
                && scene.is(sentence, *u + 1, "ACTOR");
            word && !attribute && scene.feature(unit, "according", "kind") != Some("turn") && !hedged_person && !done
        })
        .collect();
    // Marks that rules name as cues: "the army: ten killed".
    for relation in scene.annotated.relations.iter().filter(|r| r.sentence == sentence) {
        let rule = &scene.resources.rules[relation.rule as usize];
        if rule.level == Level::Claims
            && rule.setting("mark").is_some()
            && let Some((t, _)) = rule.pattern.capture("t").and_then(|c| relation.parts[c])
        {
            out.push(t);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn of_sentence(reader: &Reader, sentence: usize, memory: &mut Memory) -> Vec<Voice> {
    let scene = reader.scene;
    let cues = cues(scene, sentence);
    let mut out: Vec<Voice> = Vec::new();
    for cue in &cues {
        let found = voice(reader, sentence, *cue, &cues, &out, memory);
        // "announced its responsibility for": the noun says what the verb means.
        if let Some((noun, None)) = found.first().filter(|f| f.0.noun) {
            let apart = |verb: usize| (verb..noun.cue).any(|u| ["that", "quote", "colon"].iter().any(|c| scene.is(sentence, u, c)));
            let Some(verb) = out.iter().map(|v| v.cue).max().filter(|v| !apart(*v)) else { continue };
            out.iter_mut().filter(|v| v.cue == verb).for_each(|v| v.stance = noun.stance);
            continue;
        }
        if let Some((first, unit)) = found.first() {
            let told = unit.filter(|u| !is_weak(scene, sentence, *cue) || reader.is_known(sentence, *u));
            if let Some(unit) = told {
                memory.learn(reader, sentence, unit, &first.source);
            }
            if told.is_some() {
                memory.learn_documents(scene, sentence, &first.source);
            }
        }
        out.extend(found.into_iter().map(|f| f.0));
    }
    out
}

fn negated(scene: &Scene, sentence: usize, cue: usize) -> bool {
    (cue.saturating_sub(2)..cue).any(|u| scene.is(sentence, u, "neg") && !crate::assemble::mood::restricts(scene, sentence, u))
}

fn stance(scene: &Scene, sentence: usize, cue: usize) -> Stance {
    let unit = &scene.units(sentence)[cue];
    if !unit.is(scene.class("cue")) {
        return Stance::Report;
    }
    let negated = negated(scene, sentence, cue);
    // "claims to belong to the group" owns up to nothing.
    let idle = |c: usize| {
        scene.is(sentence, c + 1, "to") && scene.units(sentence).get(c + 2).is_some_and(|u| u.is(scene.class("inf"))) && !scene.is(sentence, c + 2, "deed")
            || scene.is(sentence, c + 1, "to") && scene.is(sentence, c + 2, "unknown")
    };
    match scene.feature(unit, "cue", "stance").unwrap_or("report") {
        "claim" if negated => Stance::NoClaim,
        "claim" if scene.language(sentence) == Language::En && idle(cue) => Stance::Silent,
        "confirm" if negated => Stance::Hedge,
        "deny" | "admit" | "accuse" if negated => Stance::Silent,
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

/// The voices that a cue opens, one for each of the sources that "and" joins, with the unit that
/// names each.
fn voice(reader: &Reader, sentence: usize, cue: usize, cues: &[usize], before: &[Voice], memory: &Memory) -> Vec<(Voice, Option<usize>)> {
    let scene = reader.scene;
    let units = scene.units(sentence);
    let mut stance = stance(scene, sentence, cue);
    let named = speakers(scene, sentence, cue);
    // The first that can speak: not the dead, not a place.
    // "according to X": a name without a role, only where the report has told who it is.
    let unknown = |u: usize, r: u32| scene.resources.rules[r as usize].setting("known").is_some() && reader.named_before(sentence, u, memory).is_none();
    let named: Vec<(Option<usize>, u32)> = named.into_iter().filter(|(unit, r)| !unit.is_some_and(|u| unknown(u, *r))).collect();
    let usable = named.iter().find(|(unit, _)| unit.is_some_and(|u| reader.source_at(sentence, u, memory).is_some())).or(named.first());
    let (told, rule) = usable.map_or((None, None), |(u, r)| (*u, Some(*r)));
    // "de source sécuritaire": the cue names its source itself.
    let told = told.or_else(|| Some(cue).filter(|c| units[*c].is(scene.class("according")) && units[*c].is(scene.class("source"))));
    let weak = is_weak(scene, sentence, cue);
    if regrets_a_loss(scene, sentence, cue) || told.is_some_and(|t| tells_by_blaming(scene, sentence, cue, t, stance)) {
        stance = Stance::Report;
    }
    if weak && matches!(stance, Stance::Silent | Stance::Hedge) {
        return Vec::new();
    }
    let governing = before.iter().rfind(|v| v.reach == Reach::Ahead);
    let span = units[cue].span;
    // "announced its responsibility": the noun says what the verb before it means.
    let noun = told.is_none() && !(units[cue].is(scene.class("v")) || units[cue].is(scene.class("according")));
    let arabic = scene.language(sentence) == Language::Ar;
    let of_verb = noun && (stance == Stance::Claim || units[cue].is(scene.class("n")) && matches!(stance, Stance::Deny | Stance::Admit | Stance::Accuse));
    if of_verb {
        let Some(verb) = before.last().filter(|v| cue - v.cue < 14) else {
            // "nobody announced its responsibility" has no speaker at all.
            return Vec::new();
        };
        if negated(scene, sentence, verb.cue) || verb.stance == Stance::NoClaim {
            stance = Stance::NoClaim;
        }
    }
    let medium = scene.feature(&units[cue], "according", "kind") == Some("medium");
    if medium
        && (told.is_none()
            || before.iter().any(|v| v.rule.is_some())
            || cues.iter().any(|c| *c > cue && speakers(scene, sentence, *c).iter().any(|s| s.0.is_some())))
    {
        return Vec::new();
    }
    let mut sources: Vec<(Source, Option<usize>)> = Vec::new();
    match told {
        Some(unit) => {
            // "an agency quoted him as saying": the pronoun is the source.
            let quoted = units[unit].is(scene.class("channel")) && (cue + 1..unit).any(|u| scene.is(sentence, u, "pron"));
            if quoted && let Some(last) = memory.last() {
                sources.push((Source { span: units[unit].span, ..last.clone() }, None));
            } else {
                for u in joined(scene, sentence, unit, stance) {
                    let source = reader.source_at(sentence, u, memory);
                    sources.extend(reader.also(sentence, u).zip(source.as_ref()).map(|(id, s)| (Source { id, ..s.clone() }, None)));
                    sources.extend(source.map(|s| (s, Some(u))));
                }
            }
        }
        // "rejects the accusations according to which …": told only to be denied.
        None if inner(scene, sentence, cue) && governing.or(before.last()).is_some_and(|v| v.stance == Stance::Deny) => return Vec::new(),
        None if stance == Stance::Hedge && governing.is_some_and(|v| !v.source.is_media()) => return Vec::new(),
        None if matches!(stance, Stance::Hedge) => sources.push((Source::anonymous(span), None)),
        None if matches!(stance, Stance::Silent | Stance::NoClaim) => sources.push((memory.last().cloned().unwrap_or_else(|| Source::anonymous(span)), None)),
        // Where verbs do not drop their subject, a bare participle accuses nobody.
        None if !arabic
            && matches!(stance, Stance::Accuse | Stance::Deny | Stance::Admit | Stance::Claim)
            && units[cue].is(scene.class("v"))
            && !units[cue].is(scene.class("ing"))
            && !(cue.saturating_sub(3)..cue).any(|u| scene.is(sentence, u, "pron")) =>
        {
            return Vec::new();
        }
        // "according to him", but not "according to the latest figures".
        None if units[cue].is(scene.class("according"))
            && !units[cue].is(scene.class("cue"))
            && !units[cue].is(scene.class("enclitic"))
            && !scene.is(sentence, cue + 1, "pron") =>
        {
            return Vec::new();
        }
        None if units[cue].is(scene.class("v")) && !starts_clause(scene, sentence, cue) => return Vec::new(),
        // "it must be noted": an infinitive without a subject is the outlet's own.
        None if !arabic && stance == Stance::Report && units[cue].is(scene.class("inf")) => return Vec::new(),
        // "no claim has been recorded": what a passive verb without its agent tells, nobody says.
        None if !arabic && stance == Stance::Report && units[cue].is(scene.class("pp")) && cue > 0 && scene.is(sentence, cue - 1, "be") => return Vec::new(),
        None if !arabic && governing.is_none() && !takes_up(scene, sentence, cue) => return Vec::new(),
        None if weak || noun && (arabic || units[cue].is(scene.class("n"))) && stance == Stance::Report && !introduces(scene, sentence, cue) => {
            return Vec::new();
        }
        None if stance == Stance::Report && units[cue].is(scene.class("v")) && !introduces(scene, sentence, cue) && !tells_at_once(scene, sentence, cue) => {
            return Vec::new();
        }
        // "and added that …": who spoke last, in this sentence or before it.
        None => {
            // "he says", behind what a journalist told.
            let resumed = units[cue].is(scene.class("x")) && scene.feature(&units[cue], "cue", "scope") == Some("before");
            let journalist = memory.outlet().filter(|_| resumed && governing.is_none());
            let last = governing.filter(|v| !v.source.is_media()).map(|v| &v.source).or(journalist).or(memory.last());
            sources.extend(last.map(|l| (Source { span, ..l.clone() }, None)));
        }
    }
    let (mut reach, mut scope) = scope(scene, sentence, cue, told, stance, cues);
    // "messages that its media arm published": what is told of a document, not a voice of its own.
    let relative = units[cue].is(scene.class("enclitic"))
        && units[cue].is(scene.class("v"))
        && told.is_some_and(|t| t > cue)
        && reach == Reach::Ahead
        && stance == Stance::Report;
    if relative || weak && !silent(stance) && !introduces(scene, sentence, told.unwrap_or(cue).max(cue)) {
        // It only tells who is being heard: "the group issued a statement in which …".
        (stance, reach, scope) = (Stance::Silent, Reach::Ahead, (cue, cue));
    }
    sources.into_iter().map(|(source, unit)| (Voice { source, stance, reach, sentence, scope, cue, span, rule, noun: of_verb }, unit)).collect()
}

/// "The army deplores five dead": who regrets a loss, and says how many or who they are, tells it.
fn regrets_a_loss(scene: &Scene, sentence: usize, cue: usize) -> bool {
    let lost = |u: usize| ["deed=kill", "deed=injure", "kind=killed", "kind=injured", "NUM"].iter().any(|c| scene.is(sentence, u, c));
    let counted = |u: usize| scene.units(sentence).get(u).and_then(|x| scene.entities.actor(x)).is_some_and(|p| p.kind.is_some() || p.counted);
    scene.feature(&scene.units(sentence)[cue], "cue", "loss") == Some("1") && (cue + 1..cue + 4).any(|u| lost(u) || counted(u))
}

/// "Five civilians were killed, deplores a resident": a verb of blame or regret that stands with its subject
/// behind what is said tells it (French and English).
fn tells_by_blaming(scene: &Scene, sentence: usize, cue: usize, told: usize, stance: Stance) -> bool {
    let is = |u: usize, class| scene.is(sentence, u, class);
    let blames = stance == Stance::Accuse || is(cue, "stance=condemn");
    let begins = |u: usize| u > 1 && (is(u - 1, "comma") || is(u - 1, "quote"));
    let inverted = told > cue && is(cue, "v") && (begins(cue) || cue > 0 && is(cue - 1, "have") && begins(cue - 1));
    scene.language(sentence) != Language::Ar && blames && inverted && ends_here(scene, sentence, cue, Some(told), None, Stance::Report)
}

/// Whether what the cue opens belongs to a noun before it: "the accusations according to which".
pub(super) fn inner(scene: &Scene, sentence: usize, cue: usize) -> bool {
    scene.feature(&scene.units(sentence)[cue], "cue", "inner") == Some("1")
}

/// Whether a verb without a subject may go on from the sentence before: nothing stands before it
/// that could be its subject.
fn starts_clause(scene: &Scene, sentence: usize, cue: usize) -> bool {
    let links = [
        "clitic-w",
        "and",
        "comma",
        "quote",
        "as",
        "be",
        "neg",
        "have",
        "while",
        "but",
        "dash",
        "semicolon",
        "stop",
        "colon",
        "DATE",
        "before",
        "after",
        "same",
        "pron",
        "that",
        "according",
    ];
    cue == 0 || links.iter().any(|c| scene.is(sentence, cue - 1, c)) || scene.language(sentence) != Language::Ar
}

/// Whether every word that the cue may be says something only sometimes.
fn is_weak(scene: &Scene, sentence: usize, cue: usize) -> bool {
    let class = scene.class("cue");
    let unit = &scene.units(sentence)[cue];
    let mut entries = unit.entries.iter().map(|e| &scene.resources.lexicon.entries[*e as usize]).filter(|e| e.classes.has(class)).peekable();
    entries.peek().is_some() && entries.all(|e| e.feature("weak") == Some("1"))
}

/// Whether the cue's own complement comes next: "announced the killing of", "spoke of an attack".
fn tells_at_once(scene: &Scene, sentence: usize, cue: usize) -> bool {
    (cue + 1..cue + 4)
        .any(|u| scene.is(sentence, u, "deed") || scene.is(sentence, u, "about") || scene.is(sentence, u, "to") || scene.is(sentence, u, "clitic-b"))
}

/// French and English name their speaker or take him up by a pronoun, a participle or "and": "a-t-il
/// ajouté", "he said", "adding that".
fn takes_up(scene: &Scene, sentence: usize, cue: usize) -> bool {
    let is = |u: usize, class| scene.is(sentence, u, class);
    let pronoun = |u: usize| is(u, "pron") && !is(u, "det") && !is(u, "rel") && !is(u, "that") && !is(u, "ACTOR");
    let own = is(cue, "x") && scene.feature(&scene.units(sentence)[cue], "cue", "scope") == Some("before");
    own || is(cue, "ing")
        || (cue.saturating_sub(3)..cue + 4).any(|u| u != cue && pronoun(u))
        || cue.checked_sub(1).is_some_and(|b| is(b, "and") || is(b, "capital") && !is(b, "ACTOR") && !is(b, "PLACE"))
}

/// Whether what is said follows soon: "that", a colon, a quotation.
fn introduces(scene: &Scene, sentence: usize, from: usize) -> bool {
    let units = scene.units(sentence);
    for (u, told) in units.iter().enumerate().skip(from + 1).take(11) {
        if ["that", "colon", "quote"].iter().any(|c| scene.is(sentence, u, c)) {
            return true;
        }
        if ["deed", "cue", "stop", "rel"].iter().any(|c| scene.is(sentence, u, c)) && told.mention.is_none() {
            return false;
        }
    }
    false
}

/// Where what is said stands, and how far it goes.
fn scope(scene: &Scene, sentence: usize, cue: usize, told: Option<usize>, stance: Stance, cues: &[usize]) -> (Reach, (usize, usize)) {
    let units = scene.units(sentence);
    let is = |u: usize, class| scene.is(sentence, u, class);
    let opens = |u: usize| is(u, "while") || is(u, "but") || is(u, "semicolon");
    // "claimed, in a video published on Monday, the attack": how it was said parts nothing (French).
    let document = |u: usize| is(u, "according") || is(u, "channel") || scene.feature(&units[u], "source", "source") == Some("document");
    let by_way = |c: usize| {
        let medium = scene.feature(&units[c], "according", "kind") == Some("medium");
        scene.language(sentence) == Language::Fr && (medium || is(c, "pp") && c > cue + 1 && document(c - 1))
    };
    let next = cues.iter().copied().find(|c| *c > told.unwrap_or(cue).max(cue) && !inner(scene, sentence, *c) && !by_way(*c));
    if stance == Stance::Silent {
        let end = (cue + 1..units.len()).find(|u| is(*u, "comma") || is(*u, "after") || opens(*u) || is(*u, "stop") || is(*u, "colon")).unwrap_or(units.len());
        return (Reach::Ahead, (cue, end));
    }
    let according = is(cue, "according");
    let trailing = according || scene.feature(&units[cue], "cue", "scope") == Some("before") || ends_here(scene, sentence, cue, told, next, stance);
    let first = cue == 0
        || (0..cue).all(|u| is(u, "clitic-w") || is(u, "and") || is(u, "quote") || is(u, "dash") || is(u, "but") || units[u].is(scene.class("according")));
    if trailing && !first {
        let tail = (told.unwrap_or(cue) + 1..units.len()).find(|u| opens(*u) || is(*u, "comma")).unwrap_or(units.len());
        return (Reach::Behind, (0, tail));
    }
    // A quotation that follows at once ends where it is closed and another clause begins.
    let start = told.unwrap_or(cue).max(cue) + 1;
    let quote = (start..units.len()).find(|u| is(*u, "quote")).filter(|q| (start..*q).all(|u| !is(u, "deed") && !is(u, "light")));
    let end = quote.and_then(|q| closing(scene, sentence, q + 1)).and_then(|q| (q..(q + 4).min(units.len())).find(|u| opens(*u)));
    (Reach::Ahead, (cue, end.unwrap_or(units.len())))
}

/// The quotation mark at or after a unit.
fn closing(scene: &Scene, sentence: usize, from: usize) -> Option<usize> {
    (from..scene.units(sentence).len()).find(|u| scene.is(sentence, *u, "quote"))
}

/// Whether nothing that could have been said follows the cue and its speaker.
fn ends_here(scene: &Scene, sentence: usize, cue: usize, told: Option<usize>, next: Option<usize>, stance: Stance) -> bool {
    let units = scene.units(sentence);
    let is = |u: usize, class| scene.is(sentence, u, class);
    // "as a source said", after a comma.
    let as_said = cue > 1 && is(cue - 1, "as") && (is(cue - 2, "comma") || is(cue - 2, "quote"));
    let from = told.unwrap_or(cue).max(cue) + 1;
    let until = if stance == Stance::Report { units.len() } else { next.unwrap_or(units.len()) };
    let range = from.min(until)..until;
    if as_said {
        return !range.clone().any(|u| is(u, "that") || is(u, "colon"));
    }
    !units[range].iter().any(|u| {
        u.is(scene.class("that"))
            || u.is(scene.class("colon"))
            || (u.mention.is_none() && (u.is(scene.class("deed")) || u.is(scene.class("light"))))
            || u.is(scene.class("kind=killed"))
    })
}
