//! Arabic verbs: verb-subject-object and subject-verb-object, dropped subjects, and passives written
//! like actives.
//!
//! Which of two nouns acted is told by their number, the verb's number and voice, and who can act at all.

use crate::assemble::frames::{Frame, Positions, Scene};
use crate::assemble::means;
use crate::resources::gazetteer::Side;

pub(super) fn verb_roles(scene: &Scene, sentence: usize, i: usize, positions: &Positions, out: &mut Frame) {
    assign(scene, sentence, i, positions, out);
    let unit = &scene.units(sentence)[i];
    let passive = unit.is(scene.class("voice=passive")) || unit.is(scene.class("voice=any")) && kills(&out.deed);
    let deed_subject = positions.get("deed-subject").is_some();
    out.undergone = passive && out.patients.is_empty() && unit.is(scene.class("pl")) && !unit.is(scene.class("sg")) && !unit.is(scene.class("ing"));
    out.dropped = out.agents.is_empty() && !out.patients.is_empty() && !passive && !deed_subject && out.means.is_none();
}

fn assign(scene: &Scene, sentence: usize, i: usize, positions: &Positions, out: &mut Frame) {
    let unit = &scene.units(sentence)[i];
    let is = |name| unit.is(scene.class(name));
    let (before, first, second) = (positions.get("before"), positions.get("first"), positions.get("second"));
    // Nobody kills or wounds a place.
    let person = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| p.facility.is_none());
    let second = second.filter(|s| !kills(&out.deed) || person(s));
    let (on, by) = (positions.get("on"), positions.get("by"));
    let told = |u: Option<usize>| u.and_then(|u| scene.entities.actor(&scene.units(sentence)[u]));
    // "A bomber kills six": a bare number after a deed that is done to people is of those it was done to.
    let bare = |u: Option<usize>| kills(&out.deed) && u != before && told(u).is_some_and(|p| p.template == "unknown" && p.counted && p.bare());
    let (counts_first, counts_second) = (bare(first), bare(second));
    let acts = |u: Option<usize>| can_act(scene, sentence, u) && !(u.is_some() && (u == first && counts_first || u == second && counts_second));
    out.agents.extend(by);
    if is("voice=passive") {
        out.patients.extend(first.or(before));
        return;
    }
    // A suffix on the verb is its object, told before: "هاجموه".
    let pronoun = positions.get("pronoun");
    let deed_subject = positions.get("deed-subject").is_some();
    // "the pupils whom the group abducted": a suffix on the verb is its object, so who stands behind it acts.
    let governed = i > 0 && ["after", "in", "clitic-b", "clitic-l", "from", "on", "cause", "light"].iter().any(|c| scene.is(sentence, i - 1, c));
    let suffixed = is("enclitic") && is("v") && by.is_none() && pronoun.is_none() && !deed_subject;
    if let (Some(f), true) =
        (first, suffixed && (acts(first) || is("past") && !governed && told(first).is_some_and(|p| p.facility.is_none() && p.kind.is_none())))
    {
        out.agents.push(f);
        out.patients.extend(before.filter(|b| *b != f));
        return;
    }
    // The endings of the nouns: an object before its subject ("attacked the post gunmen"), an object alone.
    let bears = |u: Option<usize>, case| u.is_some_and(|u| scene.is(sentence, u, case)) && !told(u).is_some_and(|p| p.counted);
    if let (Some(f), Some(s), true) = (first, second, by.is_none() && pronoun.is_none() && !deed_subject && bears(second, "nominative") && acts(second))
        && !bears(first, "nominative")
    {
        out.agents.push(s);
        out.patients.push(f);
        return;
    }
    if let (Some(f), true) = (first, by.is_none() && pronoun.is_none() && !deed_subject && bears(first, "oblique") && !bears(second, "nominative")) {
        out.agents.extend(before.filter(|b| *b != f));
        out.patients.push(f);
        return;
    }
    // A plural verb stands behind its subject, so of two nouns after it neither is one.
    let behind = is("pl") && !is("sg");
    if let (Some(s), true) = (second, by.is_none() && acts(first) && !deed_subject && pronoun.is_none() && !behind) {
        out.agents.extend(first);
        out.patients.push(s);
        return;
    }
    if pronoun.is_some() || deed_subject {
        // "said that it attacked X", "an operation that hit X": what follows is the object.
        out.agents.extend(pronoun.filter(|_| by.is_none()));
        out.patients.extend(first.or(on));
        return;
    }
    // A plural verb has its subject before it or in itself: what follows is the object.
    if let (Some(f), true) = (first, is("pl") && !is("sg")) {
        out.agents.extend(before.filter(|b| *b != f && by.is_none()));
        out.patients.push(f);
        return;
    }
    let precedes = before.filter(|_| by.is_none() && acts(before));
    if let Some(subject) = precedes.filter(|_| is("pl") || first.is_none() || !acts(first) || told(before).is_some_and(|p| p.unit && !p.counted)) {
        let passive = is("voice=any") && first.is_none() && on.is_none() && kills(&out.deed) && !is("enclitic");
        if passive {
            out.patients.push(subject);
        } else {
            out.agents.push(subject);
            out.patients.extend(first.or(on));
        }
        return;
    }
    match (first, on) {
        (Some(f), Some(o)) if acts(first) => {
            out.agents.push(f);
            out.patients.push(o);
        }
        (Some(f), _) if !acts(first) => out.patients.push(f),
        // Who breaks up a crowd is the police, whoever stands after the verb.
        (Some(f), on) if out.deed == "disperse" && told(first).and_then(|p| p.side(scene.resources)) == Some(Side::State) => {
            out.agents.push(f);
            out.patients.extend(on);
        }
        // "Youths wrecked the institute and looted the shop": a person before a thing is who did it.
        (Some(f), None) if matches!(out.deed.as_str(), "destroy" | "burn" | "loot" | "seize-item") && before_thing(scene, sentence, f) => out.agents.push(f),
        // One noun after "killed" is who was killed; after "attacked" it is a group that attacks,
        // or soldiers and places that are attacked.
        (Some(f), None)
            if is("voice=any")
                && !of_things(&out.deed)
                && means::of_doer(scene, sentence, f).is_none()
                && (kills(&out.deed) || by.is_some() || !group(scene, sentence, f)) =>
        {
            out.patients.push(f);
        }
        (Some(f), _) => out.agents.push(f),
        (None, o) => {
            out.agents.extend(before.filter(|_| o.is_some()));
            out.patients.extend(o.or(before.filter(|_| is("voice=any"))));
        }
    }
}

/// Whether a person stands right before a thing.
fn before_thing(scene: &Scene, sentence: usize, person: usize) -> bool {
    const REACH: usize = 3;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let told = scene.entities.actor(&scene.units(sentence)[person]);
    let next = (person + 1..(person + 1 + REACH).min(scene.units(sentence).len())).find(|u| !is(*u, "adjective") && !is(*u, "nat") && !is(*u, "DATE"));
    told.is_some_and(|p| p.facility.is_none()) && next.is_some_and(|u| is(u, "ITEM"))
}

/// Deeds that are done to things or to other deeds: "the forces foiled an attack".
fn of_things(deed: &str) -> bool {
    matches!(deed, "disarm" | "repel" | "seize-item")
}

fn kills(deed: &str) -> bool {
    matches!(deed, "kill" | "injure" | "execute" | "abduct" | "arrest" | "missing" | "release" | "rescue" | "displace" | "beat" | "rape")
}

/// Whether a unit names somebody who can do a deed: no place, building, victim or civilian body.
fn can_act(scene: &Scene, sentence: usize, unit: Option<usize>) -> bool {
    let told = unit.and_then(|u| scene.entities.actor(&scene.units(sentence)[u]));
    told.is_some_and(|p| p.facility.is_none() && p.kind.is_none() && p.side(scene.resources) != Some(Side::Civilian))
}

fn group(scene: &Scene, sentence: usize, unit: usize) -> bool {
    let told = scene.entities.actor(&scene.units(sentence)[unit]);
    told.is_some_and(|p| p.refers.is_some() || p.side(scene.resources) == Some(Side::Armed))
}
