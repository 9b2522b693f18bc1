//! Whether a trigger is told as a fact, and small readings of the words around it.
//!
//! In: a trigger and the words around it. Out: its [`Mood`], whether it is "another" one, and
//! what a conjunction joins to its arguments. Not done here: who doubts it (see [`crate::attribute`]).

use super::frames::{Frame, Mood, Scene};
use crate::report::Language;
use crate::resolve::actors::Participant;
use crate::resources::gazetteer::Side;

/// How far before a trigger a word can change its mood, in units.
const REACH: usize = 4;

/// How far before a deed's noun the word may stand that recalls it, in units.
const RECALLED: usize = 5;

/// How far before an infinitive the word may stand that says it was done, in units.
const ACHIEVED: usize = 9;

/// "fired into the air to disperse the demonstrators": the crowd was met, whether it went or not (French).
fn disperses(scene: &Scene, sentence: usize, i: usize) -> bool {
    const REACH: usize = 4;
    let told = |u: usize| scene.feature(&scene.units(sentence)[u], "deed", "deed").filter(|_| scene.units(sentence)[u].mention.is_none());
    let aim = (i.saturating_sub(REACH)..i).any(|u| scene.is(sentence, u, "purpose"));
    let met = |u: usize| matches!(told(u), Some("shoot" | "disperse")) && !scene.is(sentence, u, "inf");
    scene.language(sentence) == Language::Fr && told(i) == Some("disperse") && scene.is(sentence, i, "inf") && aim && (0..i).any(met)
}

/// The mood of the trigger at a unit, from the words before it in its clause.
pub fn mood(scene: &Scene, sentence: usize, i: usize) -> Mood {
    let units = scene.units(sentence);
    let own = &units[i];
    let is = |u: usize, name| units[u].is(scene.class(name));
    let arabic = scene.language(sentence) == Language::Ar;
    if own.is(scene.class("fut")) && !own.is(scene.class("past")) || own.is(scene.class("cond")) {
        return Mood::Unreal;
    }
    // "hope to free nearly 300 kidnapped girls": what befell those who are counted, whatever is hoped (English).
    let counted = i > 0 && is(i - 1, "NUM") && own.is(scene.class("pp")) && own.is(scene.class("deed=abduct")) && i + 1 < units.len() && is(i + 1, "ACTOR");
    if counted && scene.language(sentence) == Language::En {
        return Mood::Happened;
    }
    if asked(scene, sentence, i) {
        return Mood::Unreal;
    }
    if arabic && (aimed_at(scene, sentence, i) || only_thought_of(scene, sentence, i) || aims_at_deed(scene, sentence, i)) {
        return Mood::Unreal;
    }
    // "like the bombing of Wednesday": what a deed is compared with is another one.
    if own.is(scene.class("n")) && (i.saturating_sub(2)..i).any(|u| is(u, "like")) {
        return Mood::Unreal;
    }
    // "to commemorate the uprising in 1966"
    if own.is(scene.class("n")) && !own.is(scene.class("v")) && (i.saturating_sub(RECALLED)..i).any(|u| is(u, "recalls")) {
        return Mood::Unreal;
    }
    if arabic && joined_to_unreal(scene, sentence, i) {
        return Mood::Unreal;
    }
    if disperses(scene, sentence, i) {
        return Mood::Happened;
    }
    if scene.language(sentence) == Language::Fr
        && own.is(scene.class("inf"))
        && own.is(scene.class("v"))
        && !own.is(scene.class("n"))
        && !achieved(scene, sentence, i)
    {
        return Mood::Unreal;
    }
    // "une attaque imminente", Arabic "their expected attacks"
    if (i + 1..units.len().min(i + 2)).any(|u| is(u, "future") && !is(u, "v")) && own.is(scene.class("n")) {
        return Mood::Unreal;
    }
    if scene.language(sentence) == Language::En && second_infinitive(scene, sentence, i) {
        return Mood::Unreal;
    }
    if !arabic && own.is(scene.class("n")) && of_its_doers(scene, sentence, i) {
        return Mood::Unreal;
    }
    // "a group, which has been fighting to …": what it is known for (English).
    let going_on = own.is(scene.class("ing")) && i > 2 && is(i - 1, "be") && (i.saturating_sub(4)..i - 1).any(|x| is(x, "rel"));
    if going_on && scene.language(sentence) == Language::En && own.is(scene.class("deed=clash")) {
        return Mood::Habit;
    }
    // "the first officer to be killed in the war": told of who he was (English).
    let to_be = i > 1 && own.is(scene.class("pp")) && is(i - 1, "be") && is(i - 2, "to") && (i < 3 || !is(i - 3, "cue") && !is(i - 3, "suspected"));
    if to_be && scene.language(sentence) == Language::En {
        return Mood::Unreal;
    }
    // "IS-held territory": who holds it, not what was done.
    let joined = |a: usize, b: usize| units[a].span.end == units[b].span.start;
    if !arabic && own.is(scene.class("pp")) && i > 1 && is(i - 1, "dash") && joined(i - 2, i - 1) && joined(i - 1, i) {
        return Mood::Unreal;
    }
    let mut steps = 0;
    for u in (0..i).rev() {
        if is(u, "stop") || is(u, "semicolon") || is(u, "colon") {
            break;
        }
        // What stands before a comma negates nothing after it.
        steps += if !arabic && is(u, "comma") { REACH } else { 0 };
        if units[u].is(scene.class("cue")) || units[u].is(scene.class("deed")) && !is(u, "enclitic") {
            // "… sought to lynch him, the police intervened": a clause with a subject of its own.
            let starts =
                |y: usize| is(y, "ACTOR") && (is(y - 1, "comma") || y + 1 == i) && (y + 1 == i || is(y + 1, "deed") && is(y + 1, "v") && is(y + 1, "past"));
            let own_clause = !arabic && (u + 1..i).any(starts) && (u..i).any(|x| is(x, "comma"));
            // "called for calm after two attacks": what it comes after has happened.
            // So is what an inquiry is called for into.
            let since_then = !arabic && own.is(scene.class("n")) && (u..i).any(|x| is(x, "inquiry"))
                || arabic && (u..i).any(|x| is(x, "after") && units[x].mention.is_none() || is(x, "DATE") && of_a_deed(scene, sentence, x));
            for stance in ["stance=threat", "stance=demand"] {
                // "asked not to be named": what he went on to say is told.
                let unnamed = arabic && i - u > 4 && (u + 1..u + 4).any(|x| is(x, "neg"));
                if is(u, stance) && i - u < 14 && !own_clause && !since_then && !unnamed {
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
            if is(u, "neg") && !restricts(scene, sentence, u) {
                return Mood::Negated;
            }
            // "a man suspected of having abducted a child was lynched": whom, not what.
            let alleged = is(u, "suspected") && !is(u, "ACTOR") || is(u, "stance=accuse") && is(u, "pp") && (u + 1..i).any(|x| is(x, "of"));
            let told_so = (u.saturating_sub(3)..u).any(|x| is(x, "be") || is(x, "have"));
            if !arabic && alleged && !told_so && (own.is(scene.class("inf")) || is(i - 1, "have")) {
                return Mood::Unreal;
            }
            let present = !own.is(scene.class("past")) && !own.is(scene.class("n"));
            // "in response to the killing of …" tells why, not what.
            if !arabic && is(u, "reason=1") && !laid_to_group(scene, sentence, u, i) && (!own.is(scene.class("pp")) || is(i - 1, "have")) {
                return Mood::Unreal;
            }
            // "to" before a noun is a preposition.
            let aim = is(u, "purpose") && !tried(scene, sentence, u) && (arabic || !is(u, "to") || own.is(scene.class("inf")) && i - u <= 2);
            // "se battent pour le contrôle de …"
            let sought = scene.language(sentence) == Language::Fr
                && is(u, "purpose")
                && own.is(scene.class("n"))
                && i - u <= 2
                && own.is(scene.class("deed=take-place"));
            if is(u, "future") || aim || sought || is(u, "if") || is(u, "modal") && (!arabic || present) {
                return Mood::Unreal;
            }
        }
    }
    if arabic && own.is(scene.class("pres")) && !own.is(scene.class("past")) && !headline(scene, sentence) && !told_as_past(scene, sentence, i) {
        return Mood::Habit;
    }
    let near = |u: usize| {
        if arabic { u.abs_diff(i) < 12 } else { u.abs_diff(i) < 7 && !(u.min(i)..u.max(i)).any(|x| is(x, "comma") || is(x, "rel") || is(x, "quote")) }
    };
    let clause_habit = units.iter().enumerate().any(|(u, unit)| unit.is(scene.class("habit")) && near(u));
    if clause_habit { Mood::Habit } else { Mood::Happened }
}

/// Arabic "in order to paralyse the operations and target the staff": a deed's noun joined to one that is only aimed at.
fn joined_to_unreal(scene: &Scene, sentence: usize, i: usize) -> bool {
    const REACH: usize = 6;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let noun = |u: usize| is(u, "deed") && is(u, "n") && !is(u, "v") && scene.units(sentence)[u].mention.is_none();
    if i == 0 || !is(i - 1, "clitic-w") || !noun(i) || is(i, "article") {
        return false;
    }
    let passes = |u: &usize| !["stop", "comma", "semicolon", "that", "rel", "light", "occur", "v"].iter().any(|c| is(*u, c)) || is(*u, "n");
    (i.saturating_sub(REACH)..i - 1).rev().take_while(passes).find(|u| noun(*u)).is_some_and(|u| mood(scene, sentence, u) == Mood::Unreal)
}

/// "the ability to produce and use gas": a second verb that one "to" governs (English).
fn second_infinitive(scene: &Scene, sentence: usize, i: usize) -> bool {
    const REACH: usize = 5;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let joined = i > 0 && (is(i - 1, "and") || is(i - 1, "or"));
    let bare = is(i, "v") && is(i, "inf") && !is(i, "past") && !is(i, "pp") && !is(i, "n");
    let ends = |u: &usize| ["comma", "stop", "ACTOR", "PLACE", "rel", "quote"].iter().any(|c| is(*u, c));
    joined && bare && (i.saturating_sub(REACH)..i - 1).rev().take_while(|u| !ends(u)).any(|u| is(u, "to") && is(u, "purpose"))
}

/// "a day after …": whether a date is told by what it comes after.
fn of_a_deed(scene: &Scene, sentence: usize, u: usize) -> bool {
    let mention = scene.annotated.mention(&scene.units(sentence)[u]);
    mention.is_some_and(|m| scene.resources.rules[m.rule as usize].setting("of") == Some("next"))
}

/// "killed three perpetrators of the ambush": the ambush only tells who they were.
fn of_its_doers(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let filler = |u: usize| is(u, "det") || is(u, "adjective") || is(u, "of") || is(u, "unknown") && !is(u, "capital");
    let Some(doers) = (i.saturating_sub(4)..i).rev().find(|u| !filler(*u)).filter(|u| (u + 1..i).any(|x| is(x, "of"))) else { return false };
    let mention = scene.annotated.mention(&scene.units(sentence)[doers]);
    let named_so = mention.is_some_and(|m| m.units.iter().any(|u| u.is(scene.class("perp=1"))));
    named_so && (doers.saturating_sub(4)..doers).any(|u| is(u, "deed") && is(u, "v"))
}

/// In French: whether a word before the infinitive at a unit says that it was done: "ont réussi à tuer",
/// "a permis de libérer". Others tell an aim, a duty or a possibility.
fn achieved(scene: &Scene, sentence: usize, i: usize) -> bool {
    let near = (i.saturating_sub(ACHIEVED)..i).rev().take_while(|u| !scene.is(sentence, *u, "stop") && !scene.is(sentence, *u, "semicolon"));
    near.into_iter().any(|u| ["achieve", "tried", "before", "after", "stance=accuse"].iter().any(|c| scene.is(sentence, u, c)))
}

/// "the group accused of kidnapping 20 girls": what an armed group is accused of was done, if a number or a day is told
/// with it; of a person it only tells why he stands trial (English).
fn laid_to_group(scene: &Scene, sentence: usize, accused: usize, deed: usize) -> bool {
    const REACH: usize = 5;
    let is = |u: usize, name| scene.is(sentence, u, name);
    let filler = |u: usize| ["be", "have", "adverb", "comma", "rel", "DATE"].iter().any(|c| is(u, c));
    let Some(who) = (0..accused).rev().find(|u| !filler(*u)) else { return false };
    let of_arms = |p: &Participant| p.side(scene.resources) == Some(Side::Armed) && (p.named || p.definite && !p.counted);
    let group = scene.entities.actor(&scene.units(sentence)[who]).is_some_and(of_arms);
    let told = (deed + 1..(deed + REACH).min(scene.units(sentence).len()))
        .take_while(|u| !is(*u, "comma") && !is(*u, "stop"))
        .any(|u| is(u, "DATE") || scene.entities.actor(&scene.units(sentence)[u]).is_some_and(|p| p.counted));
    scene.language(sentence) == Language::En && is(accused, "stance=accuse") && group && told
}

/// Whether the "to" at a unit follows a verb of trying: an attempted attack is an event, a planned one is none.
fn tried(scene: &Scene, sentence: usize, to: usize) -> bool {
    scene.is(sentence, to, "to") && to > 0 && scene.is(sentence, to - 1, "tried")
}

/// Whether the deed at a unit was only attempted: "tried to abduct", "attempted abduction".
pub fn attempted(scene: &Scene, sentence: usize, i: usize) -> bool {
    scene.is(sentence, i, "tried=1") || (i.saturating_sub(2)..i).any(|u| tried(scene, sentence, u))
}

/// "The forces foiled an attack": what is foiled is an attack, so it was pushed back.
pub fn foils_attack(scene: &Scene, sentence: usize, i: usize) -> bool {
    let units = scene.units(sentence);
    let next = (i + 1..(i + 5).min(units.len())).find(|u| scene.is(sentence, *u, "deed") && units[*u].mention.is_none());
    next.is_some_and(|u| {
        scene.is(sentence, u, "n")
            && !scene.is(sentence, u, "v")
            && matches!(scene.feature(&units[u], "deed", "deed"), Some("attack" | "ambush" | "suicide-bombing"))
    })
}

/// French "des groupes armés mènent des raids et des enlèvements": several deeds, told in the present behind the
/// headline, are what somebody usually does. The relations are role, trigger, argument, rule.
pub fn usual(scene: &Scene, mut frame: Frame, relations: &[(String, usize, usize, u32)], before: Option<&Frame>) -> Frame {
    let is = |u: usize, name| scene.is(frame.sentence, u, name);
    let several = frame.noun && frame.plural && !frame.definite && frame.sentence > 0 && scene.language(frame.sentence) == Language::Fr;
    let now = |t: usize| is(t, "pres") && !is(t, "past") && !is(t, "pp") && !is(t, "ing");
    let carried = relations.iter().any(|(role, t, arg, _)| role == "light" && *arg == frame.unit && now(*t));
    let linking = |u: usize| is(u, "and") || is(u, "det") || is(u, "comma");
    let linked = |b: &Frame| b.sentence == frame.sentence && b.mood == Mood::Habit && b.noun && (b.unit + 1..frame.unit).all(linking);
    if several && frame.mood == Mood::Happened && (carried || before.is_some_and(linked)) {
        frame.mood = Mood::Habit;
    }
    frame
}

/// French "ne … que": it limits and does not negate.
pub fn restricts(scene: &Scene, sentence: usize, neg: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let until = (neg + 1..neg + 6).find(|u| is(*u, "neg") || is(*u, "stop") || is(*u, "comma"));
    scene.language(sentence) == Language::Fr
        && (neg + 1..until.unwrap_or(neg + 6)).any(|u| is(u, "that") && (is(u + 1, "NUM") || is(u + 1, "ACTOR") || is(u + 1, "det")))
}

/// Arabic لـ before a verbal noun tells an aim ("لتطويق المدينة"), unless a verb governs it
/// ("تعرضت لهجوم").
fn aimed_at(scene: &Scene, sentence: usize, i: usize) -> bool {
    let units = scene.units(sentence);
    // "pictures of the killing": what befell somebody is no aim, but "to wipe out" is one.
    let deed = scene.feature(&units[i], "deed", "deed");
    if !units[i].is(scene.class("aim=1")) && matches!(deed, Some("kill" | "injure" | "ambush" | "explosion" | "ied" | "missing" | "displace")) {
        return false;
    }
    // "to launch an attack"
    let i = if i > 1 && units[i - 1].is(scene.class("light")) && units[i - 1].is(scene.class("n")) && !units[i].is(scene.class("article")) { i - 1 } else { i };
    if i == 0 || !units[i - 1].is(scene.class("clitic-l")) || units[i].is(scene.class("v")) && !units[i].is(scene.class("n")) {
        return false;
    }
    let governed = i.checked_sub(2).is_some_and(|g| ["light", "cause", "occur", "deed", "according", "after"].iter().any(|c| units[g].is(scene.class(c))));
    let far = (i.saturating_sub(5)..i).any(|u| units[u].is(scene.class("light")) && units[u].is(scene.class("voice=passive")));
    !governed && !far
}

/// How far before a deed's noun the noun may stand that makes a notion of it, in units.
const NOTION: usize = 2;

/// How far before a deed's noun the verb of aiming may stand, in units.
const AIMED: usize = 5;

/// Arabic "the idea of blowing up X", "the crime of abduction", "they aim at murdering": the noun of a deed that is
/// governed by a noun of thought, or by a verb of aiming in the present, tells nothing that was done.
fn only_thought_of(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    if !is(i, "n") || is(i, "pl") && is(i, "article") {
        return false;
    }
    let governs = |u: usize| is(u, "notion") && (u + 1..i).all(|x| ["deed", "in", "of", "adjective", "clitic-b", "clitic-l"].iter().any(|c| is(x, c)));
    let aside = |u: usize| is(u, "on") || is(u, "that") || is(u, "pron") || is(u, "common") || is(u, "comma");
    let verb = (i.saturating_sub(AIMED)..i).rev().find(|u| !aside(*u));
    (i.saturating_sub(NOTION)..i).any(governs) || !is(i, "article") && verb.is_some_and(|u| aims(scene, sentence, u))
}

/// Arabic "they aim at blowing up X": the verb of aiming itself, which elsewhere tells an attack.
fn aims_at_deed(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let next = |u: usize| is(u, "deed") && is(u, "n") && !is(u, "v") && !is(u, "article") && !is(u, "pl") && scene.units(sentence)[u].mention.is_none();
    aims(scene, sentence, i) && i + 1 < scene.units(sentence).len() && next(i + 1)
}

/// Arabic "they aim at", "they target": a verb in the present tense with no pronoun as its object.
fn aims(scene: &Scene, sentence: usize, u: usize) -> bool {
    let is = |name| scene.is(sentence, u, name);
    is("deed=attack") && is("v") && is("pres") && !is("past") && !is("enclitic")
}

/// What is asked is not told: "did the rebels seize the town?" What stands before a colon is the topic asked about.
fn asked(scene: &Scene, sentence: usize, i: usize) -> bool {
    let ends = |u: &usize| ["stop", "semicolon", "colon"].iter().any(|c| scene.is(sentence, *u, c));
    (i..scene.units(sentence).len()).find(ends).is_some_and(|u| scene.is(sentence, u, "question"))
}

/// A title line: the first sentence, or a short line without a full stop. Its present tense tells
/// what happened.
fn headline(scene: &Scene, sentence: usize) -> bool {
    let units = scene.units(sentence);
    units.len() < 40 && sentence == 0 || units.len() < 25 && !units.iter().any(|u| u.is(scene.class("stop")))
}

/// A present form that tells the past: after لم, after كان, after قبل أن and بعد أن.
fn told_as_past(scene: &Scene, sentence: usize, i: usize) -> bool {
    let units = scene.units(sentence);
    let from = i.saturating_sub(3);
    units[from..i].iter().any(|u| u.is(scene.class("before")) || u.is(scene.class("after")) || u.is(scene.class("be")))
}

/// "another attack", "a similar raid", Arabic adjectives after the noun.
pub fn another(scene: &Scene, sentence: usize, i: usize) -> bool {
    let units = scene.units(sentence);
    if scene.language(sentence) != Language::Ar && !units[i].is(scene.class("n")) {
        return false;
    }
    let near = if scene.language(sentence) == Language::Ar { (i + 1)..(i + 3).min(units.len()) } else { i.saturating_sub(2)..i };
    // "wounded six others": other people, not another deed.
    near.into_iter().any(|u| units[u].mention.is_none() && units[u].is(scene.class("another")))
}

/// Adds what a conjunction joins to the last argument: "soldiers and civilians".
pub fn coordinate(scene: &Scene, sentence: usize, arguments: &mut Vec<usize>) {
    let Some(last) = arguments.last().copied() else { return };
    let units = scene.units(sentence);
    let is = |u: usize, name| units.get(u).is_some_and(|x| x.is(scene.class(name)));
    let mut at = last + 1;
    // "the mayor of X and two of his guards"
    if scene.language(sentence) != Language::Ar && (is(at, "of") || is(at, "from")) && is(at + 1, "PLACE") {
        at += 2;
    }
    while (is(at, "and") || is(at, "clitic-w") || is(at, "or") || is(at, "comma")) && arguments.len() < 4 {
        let next = if is(at + 1, "ACTOR") {
            at + 1
        } else if (is(at + 1, "and") || is(at + 1, "clitic-w")) && is(at + 2, "ACTOR") {
            at + 2
        } else {
            return;
        };
        // An actor before a verb begins a clause of its own.
        let participle = scene.language(sentence) != Language::Ar && is(next + 1, "pp") && !is(next + 1, "cue");
        let told = ["deed", "cue", "light"].iter().any(|c| is(next + 1, c)) && (scene.language(sentence) != Language::Ar || is(next + 1, "v"));
        if !participle && told {
            return;
        }
        // "…, President X said": a comma joins only what a list goes on with (French, English).
        let listed = ["and", "or", "comma"].iter().any(|c| is(next + 1, c)) || is(next - 1, "and") || is(next - 1, "or");
        if scene.language(sentence) != Language::Ar && !listed {
            return;
        }
        arguments.push(next);
        at = next + 1;
    }
}

/// "Soldiers and mercenaries executed …": in Arabic, who is joined to whom a verb behind tells of.
pub fn coordinate_before(scene: &Scene, sentence: usize, trigger: usize, arguments: &mut Vec<usize>) {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let Some(mut at) = arguments.first().copied().filter(|first| *first < trigger && scene.language(sentence) == Language::Ar) else { return };
    while at >= 2 && is(at - 1, "clitic-w") && is(at - 2, "ACTOR") && arguments.len() < 4 {
        let governed = at >= 3 && (is(at - 3, "deed") || is(at - 3, "cue")) && !is(at - 3, "ACTOR");
        if governed {
            return;
        }
        at -= 2;
        arguments.insert(0, at);
    }
}
