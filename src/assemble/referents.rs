//! Who is meant: anaphors and "others" take over the actor told before them.
//!
//! In: participants as their mentions tell them, in text order. Out: [`Referents`]. Where nobody told
//! before fits, a general actor stands in. Not done here: pronouns (a role of the rules) and sources.

use super::frames::Scene;
use crate::mention::Unit;
use crate::report::Language;
use crate::resolve::actors::{Participant, Refers};
use crate::resources::gazetteer::Side;
use crate::span::Span;
use rustc_hash::FxHashMap;

/// Participants by sentence and unit, with what they refer back to filled in.
pub type Referents = FxHashMap<(usize, usize), Participant>;

/// Reads all ACTOR mentions in text order.
pub fn referents(scene: &Scene) -> Referents {
    let mut out = Referents::default();
    let mut last: Vec<Participant> = Vec::new();
    // What named groups are called: "the movement X".
    let mut calls: Vec<(Span, &str)> = Vec::new();
    let first_group = first_named(scene, |s| s == Side::Armed);
    for (sentence, units) in scene.annotated.sentences.iter().enumerate() {
        let sentence_start = last.len();
        for (unit, u) in units.iter().enumerate() {
            let holder = holder_of(scene, u);
            let Some(told) = scene.entities.actor(u).or(holder.as_ref()) else { continue };
            if super::objects::another_thing(scene, sentence, unit) {
                continue;
            }
            let mut meant = told.clone();
            match meant.refers {
                Some(Refers::Group) => {
                    // "the extremists" are no village militia, "the assailants" none that fights beside the state.
                    let creed = scene.is(sentence, unit, "creed=1");
                    let beside = |p: &Participant| scene.language(sentence) != Language::Ar && defends(&p.template);
                    // "The coalition said that the extremists …": not who says so.
                    let speaker = |p: &Participant| creed && says_so(scene, sentence, unit, p);
                    let fits = |p: &&Participant| p.named && side(scene, p) == Some(Side::Armed) && (!creed || rebels(scene, p)) && !beside(p) && !speaker(p);
                    // "the insurgents" are the group that the report is about, not the network that it names in passing (English).
                    let passing = |p: &Participant| {
                        let other = first_group.as_ref().is_some_and(|g| g.template != "al-qaeda" && fits(&g));
                        p.template == "al-qaeda" && other && scene.language(sentence) == Language::En
                    };
                    // "the organisation" is the one that is called so, "the movement" another.
                    let kind = kind_of(scene, u);
                    let called = |p: &Participant| kind.is_some_and(|k| calls.iter().any(|(span, word)| *span == p.span && *word == k));
                    let named = last.iter().rev().find(|p| fits(p) && called(p));
                    let mut group = named.or(last.iter().rev().find(|p| fits(p) && !passing(p))).or(first_group.as_ref().filter(fits));
                    if set_apart(scene, sentence, unit) {
                        group = last[sentence_start..].iter().rev().find(fits);
                    }
                    take(&mut meant, group, "unidentified-armed-group");
                }
                Some(Refers::Army) => {
                    let other = |p: &Participant| meant.country.as_deref().is_some_and(|c| !p.id(scene.resources, None).ends_with(c));
                    let army = last.iter().rev().find(|p| {
                        p.refers.is_none() && !rules(&p.template) && !other(p) && side(scene, p).is_some_and(|s| matches!(s, Side::State | Side::External))
                    });
                    take(&mut meant, army, "military-XX");
                }
                Some(Refers::People) => {
                    let people = last.iter().rev().find(|p| p.kind.is_none() && side(scene, p) == Some(Side::Civilian));
                    take(&mut meant, people, "civilians-XX");
                }
                // "Kenya's military said its warplanes …": whose they are was told just before (English).
                None if scene.language(sentence) == Language::En && meant.country.is_none() && meant.template.ends_with("-XX") && has_pronoun(scene, u) => {
                    let state = |p: &&Participant| matches!(side(scene, p), Some(Side::State | Side::External)) && p.country.is_some();
                    meant.country = last[sentence_start..].iter().rev().find(state).and_then(|p| p.country.clone());
                }
                // "30 of its fighters": those of the group named last.
                None if meant.own && matches!(meant.template.as_str(), "unidentified-armed-group" | "unknown") => {
                    let owner = last.iter().rev().find(|p| side(scene, p).is_some_and(|s| s.is_armed_force()) && p.template != meant.template);
                    take(&mut meant, owner, "unidentified-armed-group");
                }
                None if meant.affiliate => {
                    let network = meant.template.clone();
                    let branch = |g: &&Participant| {
                        !matches!(g.template.as_str(), "al-qaeda" | "islamic-state")
                            && (scene.language(sentence) != Language::En || branches(scene, &network, &g.template))
                    };
                    let group = first_group.as_ref().filter(branch);
                    if let Some(g) = group {
                        take(&mut meant, Some(g), "unidentified-armed-group");
                    }
                }
                // "a soldier was killed and six others wounded": of whom is counted just before.
                None if meant.other && meant.kind.is_some() && meant.template == "unknown" && scene.language(sentence) == Language::Fr => {
                    const NEAR: u32 = 45;
                    let near = |p: &&Participant| (p.counted || p.number == Some(1)) && !p.unit && meant.span.start.saturating_sub(p.span.end) < NEAR;
                    if let Some(p) = last[sentence_start..].iter().rev().find(near) {
                        meant.template.clone_from(&p.template);
                        meant.country.clone_from(&p.country);
                    }
                }
                None if meant.other && meant.template == "unknown" => {
                    // "two people died, one of them the attacker, and four others were hurt": not like the one singled out.
                    let one = |p: &Participant| p.definite && p.number == Some(1) && !p.counted && scene.language(sentence) == Language::Ar;
                    let persons = |p: &&Participant| (!p.unit || p.counted) && p.facility.is_none() && !one(p);
                    let here = last[sentence_start..].iter().rev().find(persons);
                    let same = here.or_else(|| last.iter().rev().find(|p| p.kind.is_some() || p.counted)).or(last.last());
                    if let Some(p) = same {
                        meant.template.clone_from(&p.template);
                        meant.country.clone_from(&p.country);
                    }
                }
                None if meant.again && scene.language(sentence) != Language::Ar => {
                    // Not whoever acts or suffers in the same sentence.
                    let here = last.iter().rev().take_while(|p| p.span.start >= scene.segmented.sentences[sentence].span.start).count();
                    let (before, here) = last.split_at(last.len() - here);
                    let known = if before.is_empty() { &last } else { before };
                    // "The Dozos killed ten assailants": not those who killed them.
                    let object = unit > 0 && scene.is(sentence, unit - 1, "deed") && scene.is(sentence, unit - 1, "v");
                    let doer = |p: &Participant| object && here.last().is_some_and(|h| h.template == p.template);
                    let known: Vec<&Participant> = known.iter().filter(|p| before.is_empty() || !doer(p)).collect();
                    // Nor are "the insurgents" of the network that a report on another group names in passing (English).
                    let other = first_group.as_ref().is_some_and(|g| g.template != "al-qaeda") && scene.language(sentence) == Language::En;
                    let network = |p: &Participant| other && p.template == "al-qaeda";
                    // A village's own defenders are none of those who attack it.
                    let defending = scene.feature(u, "people", "defends").is_some();
                    let known: Vec<&Participant> = known.into_iter().filter(|p| !defending || guards(&p.template) && p.named).filter(|p| !network(p)).collect();
                    let apart = set_apart(scene, sentence, unit);
                    if !apart
                        && !take_up(scene, &mut meant, &known)
                        && meant.template == "communal-militia"
                        && let Some(own) = militia_of_village(scene, sentence)
                    {
                        meant.template = own;
                    }
                }
                None => {}
            }
            if meant.template == "unknown"
                && meant.kind.is_some()
                && let Some(p) = joined_to_body(scene, sentence, unit)
            {
                (meant.template, meant.country) = (p.template.clone(), p.country.clone());
            }
            // "a group affiliated to al-Qaeda": "the group" is none of the network.
            let linked = || unit > 0 && ["reduced", "affil"].iter().any(|c| scene.is(sentence, unit - 1, c)) && scene.language(sentence) == Language::En;
            if matches!(meant.template.as_str(), "al-qaeda" | "islamic-state") && linked() {
                out.insert((sentence, unit), meant);
                continue;
            }
            if meant.named
                && meant.refers.is_none()
                && let Some(word) = kind_of(scene, u)
            {
                calls.push((meant.span, word));
            }
            if meant.template != "unknown" || meant.counted || meant.number == Some(2) {
                last.push(meant.clone());
            }
            out.insert((sentence, unit), meant);
        }
    }
    out
}

/// What sort of body an Arabic mention calls a group: جماعة, تنظيم, حركة.
fn kind_of<'s>(scene: &'s Scene, unit: &Unit) -> Option<&'s str> {
    const KINDS: [&str; 8] = ["جماعه", "تنظيم", "حركه", "جبهه", "كتيبه", "ميليشيا", "تحالف", "مجموعه"];
    let mention = scene.annotated.mention(unit)?;
    let words = mention.units.iter().flat_map(|u| &u.entries).map(|e| &*scene.resources.lexicon.entries[*e as usize].word);
    words.filter_map(|w| w.split(' ').next()).find(|w| KINDS.contains(&&*crate::segment::keys_of(w).concat()) || KINDS.contains(w))
}

/// In Arabic, whether a participant of the sentence speaks of what a unit tells: "X and Y said that …".
fn says_so(scene: &Scene, sentence: usize, unit: usize, p: &Participant) -> bool {
    let units = scene.units(sentence);
    let before = units[..unit].iter().filter(|u| u.span.end >= p.span.end).count();
    let at = unit - before;
    let that = (at..unit).any(|u| scene.is(sentence, u, "that"));
    let cue = (0..at).any(|u| scene.is(sentence, u, "cue") && scene.is(sentence, u, "v"));
    scene.language(sentence) == Language::Ar && p.span.start >= scene.segmented.sentences[sentence].span.start && that && cue
}

/// "three dead and four wounded in the ranks of the army": the body that is told behind the last of them.
fn joined_to_body<'s>(scene: &'s Scene, sentence: usize, unit: usize) -> Option<&'s Participant> {
    let units = scene.units(sentence);
    let joins = ["and", "clitic-w", "comma"].iter().any(|c| unit + 2 < units.len() && scene.is(sentence, unit + 1, c));
    let next = scene.entities.actor(units.get(unit + 2)?).filter(|p| joins && p.kind.is_some())?;
    match next.template.as_str() {
        "unknown" => joined_to_body(scene, sentence, unit + 2),
        "group" | "member" => None,
        _ => Some(next).filter(|p| p.refers.is_none()),
    }
}

/// "In a separate incident, gunmen …": others than those of the story, unless the same are told by "the" (English).
fn set_apart(scene: &Scene, sentence: usize, unit: usize) -> bool {
    let units = scene.units(sentence);
    let definite = scene.annotated.mention(&units[unit]).and_then(|m| m.units.first()).is_some_and(|d| d.is(scene.class("det")));
    !definite && scene.language(sentence) == Language::En && units[..unit].iter().any(|u| u.is(scene.class("elsewhere")))
}

/// "its warplanes": whether a mention begins with a pronoun.
fn has_pronoun(scene: &Scene, unit: &Unit) -> bool {
    let pronoun = |u: &Unit| u.is(scene.class("pron")) && !u.is(scene.class("rel"));
    scene.annotated.mention(unit).and_then(|m| m.units.first()).is_some_and(pronoun)
}

/// "the military base of X", "the X police post": whoever holds the named facility.
fn holder_of(scene: &Scene, unit: &Unit) -> Option<Participant> {
    let mention = scene.annotated.mention(unit).filter(|m| m.kind == scene.class("PLACE"))?;
    let facility = mention.units.iter().find(|u| u.is(scene.class("facility")))?;
    let military = mention.units.iter().any(|u| scene.feature(u, "people", "actor") == Some("military-XX"));
    let template = if military { "military-XX" } else { scene.feature(facility, "facility", "actor")? };
    Some(Participant::standing_for(template, mention.span, &scene.resources.rules[mention.rule as usize].id))
}

/// "Two militants were killed": of the armed group told before, if it can be theirs.
fn take_up(scene: &Scene, meant: &mut Participant, last: &[&Participant]) -> bool {
    // Whose post was attacked is none of the assailants.
    let armed = |p: &Participant| {
        side(scene, p) == Some(Side::Armed) && p.template != "unidentified-armed-group" && p.template != "communal-militia" && (p.named || !p.unit)
    };
    let last = || last.iter().rev().copied();
    let jihadist = |p: &Participant| rebels(scene, p);
    let known = match meant.template.as_str() {
        "communal-militia" => last().filter(|p| armed(p)).find(|p| !jihadist(p)),
        "unidentified-armed-group" => last().filter(|p| armed(p)).find(|p| jihadist(p)).or_else(|| last().filter(|p| !defends(&p.template)).find(|p| armed(p))),
        _ => None,
    };
    if let Some(p) = known {
        meant.template.clone_from(&p.template);
        meant.country = meant.country.take().or_else(|| p.country.clone());
    }
    known.is_some()
}

/// Whether a participant is a group that fights states, as the jihadist groups do.
fn rebels(scene: &Scene, p: &Participant) -> bool {
    scene.resources.actor(&p.template).is_some_and(|a| &*a.inter == "Rebel group")
}

/// Militias at the side of a state: "two assailants" are none of theirs.
pub fn defends(template: &str) -> bool {
    matches!(template, "vdp" | "koglweogo" | "gatia" | "msa" | "platform" | "wagner" | "africa-corps" | "civilian-joint-task-force-NG")
}

/// Militias that villages of these countries raise for their defence.
fn guards(template: &str) -> bool {
    defends(template) || matches!(template, "dan-na-ambassagou" | "dozo" | "communal-militia")
}

/// "the Dogon village of X … village self-defence": the militia of the people whose village it is.
fn militia_of_village(scene: &Scene, sentence: usize) -> Option<String> {
    let villages = (0..=sentence).rev().flat_map(|s| scene.units(s).iter().rev()).filter(|u| u.is(scene.class("PLACE")));
    let of_people = |word: &str| Some(format!("{}-militia", word.to_lowercase())).filter(|id| scene.resources.actor(id).is_some());
    let of_unit = |u: &Unit| u.entries.iter().find_map(|e| scene.resources.lexicon.entries[*e as usize].word.split(' ').find_map(of_people));
    villages.filter_map(|u| scene.annotated.mention(u)).find_map(|m| m.units.iter().find_map(of_unit))
}

/// Whether a group may be told as a branch of a network: one of the other network is not.
fn branches(scene: &Scene, network: &str, group: &str) -> bool {
    let of_daesh =
        |id: &str| id.starts_with("islamic-state") || id == "is-sahel" || scene.resources.wholes.get(id).is_some_and(|(whole, _)| &**whole == "islamic-state");
    (network == "islamic-state") == of_daesh(group)
}

/// Whether the template is of those who govern, not of those who fight.
fn rules(template: &str) -> bool {
    template.starts_with("government") || template.starts_with("junta")
}

fn side(scene: &Scene, p: &Participant) -> Option<Side> {
    p.side(scene.resources)
}

fn take(meant: &mut Participant, from: Option<&Participant>, otherwise: &str) {
    match from {
        Some(p) => {
            meant.template.clone_from(&p.template);
            meant.country = meant.country.take().or_else(|| p.country.clone());
            meant.named = p.named;
        }
        None => meant.template = otherwise.into(),
    }
}

/// The first named group of the report, but none that somebody accuses: it is told as one of several (French).
fn first_named(scene: &Scene, wanted: impl Fn(Side) -> bool) -> Option<Participant> {
    let accused = |s: usize, u: usize| scene.language(s) == Language::Fr && (u.saturating_sub(3)..u).any(|x| scene.is(s, x, "stance=accuse"));
    let all = scene.annotated.sentences.iter().enumerate().flat_map(|(s, units)| {
        let free = units.iter().enumerate().filter(move |(u, _)| !accused(s, *u));
        free.filter_map(|(_, unit)| scene.entities.actor(unit))
    });
    all.into_iter().find(|p| p.named && !matches!(p.template.as_str(), "al-qaeda" | "islamic-state") && side(scene, p).is_some_and(&wanted)).cloned()
}
