//! French and English verbs: subject-verb-object, passives with an auxiliary, participles alone.
//!
//! Word order and auxiliaries tell who acted; a participle alone tells who was acted upon.

use crate::assemble::frames::{Frame, Positions, Scene};
use crate::report::Language;
use crate::resources::gazetteer::Side;

/// Deeds that are always done to somebody or something: "five soldiers killed" were not the killers.
fn needs_object(deed: &str) -> bool {
    matches!(
        deed,
        "kill"
            | "injure"
            | "execute"
            | "abduct"
            | "arrest"
            | "release"
            | "rescue"
            | "rape"
            | "beat"
            | "displace"
            | "ambush"
            | "disperse"
            | "burn"
            | "destroy"
            | "loot"
            | "seize-item"
            | "take-place"
            | "retake-place"
            | "siege"
    )
}

/// Deeds that only people undergo.
fn befalls_people(deed: &str) -> bool {
    matches!(deed, "kill" | "injure" | "execute" | "abduct" | "arrest" | "release" | "rape" | "beat" | "missing")
}

pub(super) fn verb_roles(scene: &Scene, sentence: usize, i: usize, positions: &Positions, out: &mut Frame) {
    let units = scene.units(sentence);
    let unit = &units[i];
    let is = |name| unit.is(scene.class(name));
    // "in an attempt to assassinate him": whoever stands before "in" is no subject.
    let adjunct = is("inf") && i > 0 && scene.is(sentence, i - 1, "in") && !scene.is(sentence, i - 1, "to") && units[i - 1].mention.is_none();
    let (before, first) = (positions.get("before").filter(|_| !adjunct), positions.get("first"));
    // Who held those who were freed did not free them.
    let (on, by) = (positions.get("on"), positions.get("by").filter(|b| positions.get("captor") != Some(*b)));
    // "Two teachers from a school in A were abducted": a place is not whom it befell.
    let person = |u: &usize| scene.is(sentence, *u, "ACTOR");
    let passive = positions.all("passive").find(|u| !befalls_people(&out.deed) || person(u)).or(positions.get("passive"));
    let subjects = |u: Option<usize>| u.map(|u| joined_before(scene, sentence, u)).unwrap_or_default();
    out.agents.extend(by);
    // "disappeared three men": whoever makes others disappear abducts them.
    let person = |u: usize| scene.entities.actor(&units[u]).is_some_and(|p| p.facility.is_none() && !p.unit);
    let makes_vanish = out.deed == "missing" && before.is_some() && first.is_some_and(person);
    if makes_vanish || out.deed == "missing" && by.is_some() {
        out.deed = "abduct".into();
    }
    let takes = matches!(out.deed.as_str(), "take-place" | "retake-place");
    let losers = || positions.get("loser").filter(|_| takes).map(|u| vec![u]).unwrap_or_default();
    if (is("voice=passive") && !makes_vanish) || passive.is_some() {
        // "lost twelve soldiers"
        let lost = passive.is_none() && before.is_some() && first.is_some_and(|u| person(u) && scene.entities.actor(&units[u]).is_some_and(|p| p.counted));
        out.patients.extend(if lost {
            first.into_iter().collect()
        } else if passive.or(before).is_some() {
            subjects(passive.or(before))
        } else {
            first.into_iter().collect()
        });
        // "The town fell to the rebels": whom it fell to took it.
        let town = before.is_some_and(|b| scene.is(sentence, b, "PLACE") && scene.language(sentence) == Language::Fr);
        if takes && (passive.is_some() || town) {
            out.agents.extend(first.filter(|u| is("voice=passive") && scene.is(sentence, *u, "ACTOR")));
        }
        out.patients.extend(positions.all("joint"));
        out.patients.extend(losers());
        return;
    }
    // "They were freed": whom the pronoun takes up.
    out.undergone = is("pp") && by_pronoun(scene, sentence, i);
    // "repelled an attack on their camp": the camp is not whom they drove back.
    let defended = |u: &usize| out.deed == "repel" && scene.entities.actor(&units[*u]).is_some_and(|p| p.facility.is_some());
    let object = first.or(on.filter(|u| !defended(u)));
    if out.deed == "transfer-place" && first.is_some() {
        out.patients.extend(on);
    }
    let armed = |u: usize| scene.entities.actor(&scene.units(sentence)[u]).and_then(|p| p.side(scene.resources)) == Some(Side::Armed);
    // "ont tué" is active whatever follows; a participle alone was undergone.
    let perfect =
        (i.saturating_sub(4)..i).rev().take_while(|u| !scene.is(sentence, *u, "ACTOR")).any(|u| scene.is(sentence, u, "have") && !scene.is(sentence, u, "be"));
    // "seized livestock" holds its object already; "taken prisoners" can be no past.
    let participle = is("pp") && (!is("full=1") || !is("past")) && object.is_none() && !perfect && stands_alone(scene, sentence, i);
    let undergone = before.is_some_and(|b| by.is_some() || needs_object(&out.deed) || out.deed == "attack" && !armed(b));
    if participle && undergone {
        out.patients.extend(subjects(before));
        return;
    }
    if by.is_none() {
        let shared = || {
            if is("past") && !stands_alone(scene, sentence, i) {
                clause_subject(scene, sentence, i).or_else(|| initial_subject(scene, sentence, i))
            } else {
                None
            }
        };
        out.agents.extend(subjects(before.or_else(shared)));
    }
    out.dropped = out.agents.is_empty() && by.is_none() && taken_up(scene, sentence, i);
    if is("pp") && before.is_none() && first.is_none() {
        out.patients.extend(positions.get("noun-before"));
    }
    out.patients.extend(object);
    out.patients.extend(losers());
    // "killed four people including a chief of the militia"
    if let Some(last) = out.patients.last().copied()
        && last + 2 < units.len()
        && units[last + 1].is(scene.class("partof"))
        && units[last + 2].is(scene.class("ACTOR"))
        && scene.entities.actor(&units[last]).is_some_and(|p| p.template == "unknown")
    {
        out.patients.push(last + 2);
    }
}

/// "Ils ont tué deux bergers": a pronoun is the verb's subject, an auxiliary and adverbs between.
fn taken_up(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    if scene.language(sentence) != Language::Fr {
        return false;
    }
    let subject = (i.saturating_sub(4)..i).rev().find(|u| !(is(*u, "have") || is(*u, "adverb") || is(*u, "another")));
    subject.is_some_and(|u| is(u, "pron") && !is(u, "det") && !is(u, "rel") && !is(u, "that"))
}

/// "Ils ont été libérés", "they were freed": a pronoun is the subject of the passive verb, adverbs between.
fn by_pronoun(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let aside = |u: usize| (is(u, "adverb") || is(u, "unknown") || is(u, "DATE")) && !is(u, "capital") || is(u, "have") && !is(u, "be");
    let Some(be) = (0..i).rev().find(|u| !aside(*u)).filter(|u| is(*u, "be")) else { return false };
    let subject = (0..be).rev().find(|u| !aside(*u));
    subject.is_some_and(|u| is(u, "pron") && !is(u, "det") && !is(u, "rel") && !is(u, "that") && !is(u, "ACTOR"))
}

/// The subject of the verb that "and" joins this one to, where a clause of its own tells both: "gunmen stopped a
/// bus, soldiers intervened and killed two" (English).
fn clause_subject(scene: &Scene, sentence: usize, i: usize) -> Option<usize> {
    const REACH: usize = 8;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let and = (i.saturating_sub(3)..i).rev().find(|u| !is(*u, "adverb") && !is(*u, "suspected")).filter(|u| is(*u, "and"))?;
    let told = |u: usize| scene.units(sentence)[u].mention.is_none() && (is(u, "deed") || is(u, "light")) && is(u, "v") && is(u, "past");
    let verb = (and.saturating_sub(REACH)..and).rev().take_while(|u| !is(*u, "comma") && !is(*u, "rel")).find(|u| told(*u))?;
    let subject = (verb.saturating_sub(3)..verb).rev().find(|u| !is(*u, "adverb") && !is(*u, "suspected") && !is(*u, "have"))?;
    let begins = |u: usize| u > 0 && ["comma", "but", "while", "semicolon"].iter().any(|c| is(u - 1, c));
    (scene.language(sentence) == Language::En && is(subject, "ACTOR") && begins(subject)).then_some(subject)
}

/// The subject that a sentence begins with, for a verb that shares it: "gunmen stopped a bus and
/// robbed its driver".
fn initial_subject(scene: &Scene, sentence: usize, i: usize) -> Option<usize> {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    let linked = (i.saturating_sub(2)..i).any(|u| is(u, "and") || is(u, "comma") || is(u, "before") || is(u, "after"));
    let opening = ["DATE", "comma", "adverb", "qual", "det", "dayperiod", "quote", "or", "and", "ACTOR", "open", "close", "suspected"];
    let subject = (0..i).take_while(|u| opening.iter().any(|n| is(*u, n))).filter(|u| is(*u, "ACTOR")).last()?;
    // Something must be said of it before this verb.
    (linked && i > subject + 1).then_some(subject)
}

/// Whether a participle has nothing after it that it could govern: "two killed and five wounded
/// near Gao", not "seized a truck".
fn stands_alone(scene: &Scene, sentence: usize, i: usize) -> bool {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    let mut at = i + 1;
    let mut linked = false;
    while at < units.len() {
        if is(at, "and") || is(at, "or") || is(at, "comma") {
            linked = true;
        } else if linked && units[at].mention.is_none() && is(at, "deed") && is(at, "pp") {
            // "abducted and executed …": what the second governs, the first does.
            return stands_alone(scene, sentence, at);
        } else if !(is(at, "adverb") || is(at, "suspected") || is(at, "quote")) {
            break;
        }
        at += 1;
    }
    // "wounded in an ambush"
    // "burned abandoned huts": a participle that tells what kind of thing it is.
    let circumstance = |u: usize| units[u].mention.is_none() && is(u, "deed") && is(u, "x") && !is(u, "adjective");
    if at >= units.len() || linked || circumstance(at) {
        return true;
    }
    [
        "stop",
        "semicolon",
        "in",
        "near",
        "on",
        "by",
        "with",
        "during",
        "after",
        "before",
        "while",
        "but",
        "between",
        "from",
        "to",
        "DATE",
        "open",
        "close",
        "rel",
        "purpose",
        "partof",
        "according",
        "and",
        "or",
        "comma",
        "dash",
        "punct",
    ]
    .iter()
    .any(|n| is(at, n))
}

/// Whom a participle after the noun tells more of, where the argument found stands within what it tells:
/// "a soldier escorting a convoy of traders was killed".
fn head(scene: &Scene, sentence: usize, argument: usize) -> usize {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let filler = |u: usize| ["det", "adjective", "adverb", "nat", "NUM", "unknown"].iter().any(|c| is(u, c)) && !is(u, "capital") && !is(u, "ACTOR");
    let mut at = argument;
    loop {
        let inner = (0..at).rev().take_while(|u| filler(*u)).take(3).last().unwrap_or(at);
        let Some(told) = inner.checked_sub(1).filter(|u| is(*u, "reduced")) else { return at };
        let Some(outer) = (0..told).rev().find(|u| !is(*u, "comma") && !is(*u, "adverb")).filter(|u| is(*u, "ACTOR")) else { return at };
        at = outer;
    }
}

/// The argument with those that a conjunction joins to it from before: "the army and the police".
pub(super) fn joined_before(scene: &Scene, sentence: usize, last: usize) -> Vec<usize> {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    let last = head(scene, sentence, last);
    let mut out = vec![last];
    let mut at = last;
    loop {
        // "l'armée et des mercenaires": an article may stand between.
        let link = if scene.language(sentence) == Language::Fr && at >= 1 && is(at - 1, "det") && !is(at - 1, "ACTOR") { at - 1 } else { at };
        let linked = link >= 2 && (is(link - 1, "and") || is(link - 1, "or") || out.len() > 1 && is(link - 1, "comma")) && is(link - 2, "ACTOR");
        if !linked || out.len() >= 4 {
            break;
        }
        let governed = link >= 3 && ["deed", "light", "on", "by", "with"].iter().any(|c| is(link - 3, c) && units[link - 3].mention.is_none());
        if governed {
            break;
        }
        at = link - 2;
        out.insert(0, at);
    }
    out
}
