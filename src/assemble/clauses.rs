//! Clauses of a sentence, and which place and date belong to a trigger.
//!
//! In: a sentence, its triggers and those acted upon. Out: the places and dates of the sentence with a
//! score each, best first. Not done here: taking a place or day from another sentence.

use super::beside::{
    bound_for, elsewhere, of_commentator, of_informant, of_mourner, of_speaker_told_last, of_subject, of_whom, spoken_at, spoken_from, town_told_after,
};
use super::dateline::dateline;
use super::frames::Scene;
use crate::report::Language;
use crate::resolve::dates::DateReading;
use crate::resolve::is_container;
use crate::resolve::places::{Extent, PlaceReading, midway, takes_up};
use crate::span::Span;

/// The clause number of every unit.
pub fn clauses(scene: &Scene, sentence: usize) -> Vec<u32> {
    let units = scene.units(sentence);
    let is = |u: usize, name| units.get(u).is_some_and(|x| x.is(scene.class(name)));
    let verbal = |u: usize| (is(u, "deed") || is(u, "light") || is(u, "cue") || is(u, "occur")) && is(u, "v") && !is(u, "n") || is(u, "cause");
    let arabic = scene.language(sentence) == Language::Ar;
    let mut number = 0;
    // Whether the clause has its verb: what stands in front of it ("in X, they killed") is a part of it.
    let mut told = false;
    let mut out = Vec::with_capacity(units.len());
    let placed =
        |u: usize| is(u, "in") && (u + 1..u + 4).any(|x| is(x, "PLACE")) && (u + 2..u + 6).any(|x| is(x, "deed") && is(x, "v") && units[x].mention.is_none());
    let fronted = |comma: usize| (0..comma).rev().take_while(|x| !is(*x, "comma") && !is(*x, "that")).any(|x| is(x, "PLACE") || is(x, "DATE"));
    // Arabic sets off no relative clause: "the group that wages war since 2009" tells when that is, not when the deed was.
    let habit = |u: usize| {
        let who = || (0..u).rev().find(|x| !is(*x, "adj") && !is(*x, "quote")).is_some_and(|x| is(x, "ACTOR"));
        arabic && is(u, "rel") && is(u + 1, "pres") && !is(u + 1, "past") && who()
    };
    // "…, after two bombings that happened on Wednesday": that day is theirs.
    let dated = |from: usize, to: usize| (from..to.min(units.len())).any(|x| is(x, "DATE"));
    let after_another = |u: usize| {
        let noun = (u + 2..u + 4).any(|x| is(x, "deed") && !is(x, "v") && units.get(x).is_some_and(|n| n.mention.is_none()));
        arabic && is(u, "comma") && is(u + 1, "after") && noun && dated(u + 3, u + 9) && dated(0, u)
    };
    let french = scene.language(sentence) == Language::Fr;
    // "Hostages abducted in X in 2010 | were freed on Tuesday": the participle has a clause of its own.
    let mut main = None;
    // "The rebels, who hold X since August, | have killed …": the main verb after a relative clause.
    let mut relative = false;
    let resumes = |u: usize| {
        is(u, "comma") && (is(u + 1, "have") || is(u + 1, "be")) && (u + 2..u + 4).any(|x| (is(x, "deed") || is(x, "light") || is(x, "cue")) && is(x, "v"))
    };
    for u in 0..units.len() {
        let reduced = if french && main.is_none() { main_verb_after(scene, sentence, u) } else { None };
        main = reduced.or(main.filter(|m| *m >= u));
        let begins = reduced.is_some()
            || main == Some(u)
            || is(u, "semicolon")
            || is(u, "while")
            || is(u, "but")
            || french && relative && resumes(u)
            || habit(u)
            || after_another(u)
            || (is(u, "clitic-w") || is(u, "and"))
                && (verbal(u + 1) || is(u + 1, "be") || is(u + 1, "have") || is(u + 1, "ACTOR") && (is(u + 2, "deed") && is(u + 2, "v") || is(u + 2, "be")))
            || is(u, "comma") && (verbal(u + 1) && (told || !fronted(u)) || is(u + 1, "rel"))
            || told && ["clitic-w", "and", "comma"].iter().any(|c| is(u, c)) && (placed(u + 1) || is(u + 1, "and") && placed(u + 2));
        relative = if begins { is(u, "comma") && is(u + 1, "rel") } else { relative };
        if begins {
            number += 1;
            told = false;
        }
        told |= verbal(u) || is(u, "deed");
        out.push(number);
    }
    out
}

/// The auxiliary of the verb that follows a reduced participle of a deed ("hostages abducted in X were freed"),
/// if the unit is one and no other clause begins between them.
fn main_verb_after(scene: &Scene, sentence: usize, u: usize) -> Option<usize> {
    let units = scene.units(sentence);
    let is = |u: usize, name| scene.is(sentence, u, name);
    let deed = |u: usize| units[u].mention.is_none() && is(u, "deed") && is(u, "v") && is(u, "pp");
    let freed = |u: usize| deed(u) && is(u, "deed=release");
    let auxiliary = |u: usize| is(u, "be") || is(u, "have");
    if !deed(u) || !is(u, "deed=abduct") && !is(u, "deed=arrest") || (u.saturating_sub(3)..u).any(auxiliary) {
        return None;
    }
    let open = |x: &usize| !["rel", "that", "stop", "semicolon", "while", "but", "cue", "colon", "and", "quote", "dash"].iter().any(|c| is(*x, c));
    (u + 1..units.len()).take_while(open).find(|x| auxiliary(*x) && (x + 1..(x + 4).min(units.len())).any(freed))
}

/// How far from "since" the day may stand of what it names, in units.
const REACH_OF_SINCE: usize = 10;

/// A place or date with how well it fits a trigger.
#[derive(Debug, Clone)]
pub struct Fit<T> {
    pub value: T,
    pub unit: usize,
    pub score: f64,
    /// In the trigger's own clause.
    pub own: bool,
}

/// A place of a sentence with those joined to it ("in A, B and C"), whatever is told of it.
pub struct Spot {
    pub unit: usize,
    pub readings: Vec<PlaceReading>,
}

/// What is the same for all triggers of a sentence.
pub struct Layout {
    /// The clause number of every unit.
    pub clauses: Vec<u32>,
    /// The places that are no mere containers, a list of places once.
    pub spots: Vec<Spot>,
    /// Where the sentence tells a deed again without its word: what follows belongs to that alone.
    pub again: Vec<usize>,
}

impl Layout {
    pub fn new(scene: &Scene, sentence: usize) -> Layout {
        let units = scene.units(sentence);
        let mut spots: Vec<Spot> = Vec::new();
        for (unit, u) in units.iter().enumerate().skip(dateline(scene, sentence)) {
            let told = !scene.entities.places(u).is_empty() && !is_container(scene.resources, units, unit, scene.entities);
            if told && !spots.iter().any(|s| joined(scene, sentence, s.unit, unit)) {
                spots.push(Spot { unit, readings: with_siblings(scene, sentence, unit) });
            }
        }
        Layout { clauses: clauses(scene, sentence), spots, again: Vec::new() }
    }

    /// Which of the parts a unit stands in that deeds told again cut a sentence into.
    fn part(&self, unit: usize) -> usize {
        self.again.iter().filter(|a| **a <= unit).count()
    }
}

/// The places where the triggers at `triggers` may have happened, best first. More than one reading
/// stands in one fit when the text lists places.
pub fn places<'l>(scene: &Scene, sentence: usize, layout: &'l Layout, triggers: &[usize], patients: &[usize]) -> Vec<Fit<&'l [PlaceReading]>> {
    let (units, clauses) = (scene.units(sentence), &layout.clauses);
    let is = |u: usize, name| units.get(u).is_some_and(|x| x.is(scene.class(name)));
    let mut out: Vec<Fit<&[PlaceReading]>> = Vec::new();
    for spot in &layout.spots {
        let u = spot.unit;
        let Some((distance, trigger)) = triggers.iter().map(|t| (t.abs_diff(u), *t)).min() else { continue };
        if bracketed(scene, sentence, trigger).is_some_and(|(from, to)| !(from..to).contains(&u) && u > trigger) {
            continue;
        }
        if !triggers.iter().any(|t| layout.part(*t) == layout.part(u)) {
            continue;
        }
        let own = triggers.iter().any(|t| clauses[*t] == clauses[u]) && !(layout.spots.len() > 1 && of_subject(scene, sentence, u, trigger));
        let aside = || elsewhere(scene, sentence, u) || of_whom(scene, sentence, u) || of_mourner(scene, sentence, u, trigger);
        if !patients.contains(&u) && (aside() || spoken_at(scene, sentence, u, trigger) || u > 0 && is(u - 1, "motion")) {
            continue;
        }
        if layout.spots.len() > 1 && !patients.contains(&u) && of_informant(scene, sentence, u, triggers) {
            continue;
        }
        // "This attack comes three days after the death of ten policemen in X" (French).
        if scene.language(sentence) == Language::Fr
            && (beyond_aside(scene, sentence, triggers, u)
                || of_speaker_told_last(scene, sentence, u, triggers)
                || bound_for(scene, sentence, u)
                || of_commentator(scene, sentence, u, trigger))
        {
            continue;
        }
        let mut score = 0.0 - distance as f64 * 0.1;
        // "the village": its name tells more, where the sentence has it.
        let again = scene.annotated.mention(&units[u]).is_some_and(|m| takes_up(scene.resources, m));
        score -= if again && scene.language(sentence) == Language::Fr && layout.spots.len() > 1 { 7.0 } else { 0.0 };
        score += if patients.contains(&u) { 6.0 } else { 0.0 };
        score += if own { 3.0 } else { 0.0 };
        score += if u > trigger { 1.0 } else { 0.0 };
        // "struck the Jolo Cathedral in Mindanao": what is struck stands where its name says.
        let names_it = patients.contains(&(u + 1)) && is(u + 1, "facility") && scene.entities.places(&units[u])[0].extent == Extent::Spot;
        score += if names_it && scene.language(sentence) == Language::En { 4.0 } else { 0.0 };
        // "in A by way of B, where the soldiers killed …"
        let where_it_was = u < trigger && (is(u + 1, "where") || is(u + 1, "comma") && is(u + 2, "where"));
        score += if where_it_was { 4.0 } else { 0.0 };
        // What is told of another deed lies there: "protested against the killing of a man in X".
        let other = (trigger.min(u) + 1..trigger.max(u)).any(|x| units[x].mention.is_none() && is(x, "deed") && !triggers.contains(&x));
        score -= if other && scene.language(sentence) != Language::Ar { 3.5 } else { 0.0 };
        if let Some(b) = u.checked_sub(1) {
            score += if is(b, "in") || is(b, "clitic-b") || is(b, "near") || is(b, "between") { 2.0 } else { 0.0 };
            score -= if is(b, "from") && !is(b, "of") || is(b, "to") && !is(b, "in") { 3.0 } else { 0.0 };
            // An analyst's "coded as".
            score += if is(b, "coded=1") { 9.0 } else { 0.0 };
            score -= if spoken_from(scene, sentence, u) { 4.0 } else { 0.0 };
            // "at Kati, near Bamako": the second only says where the first lies.
            let beside = is(b, "near") && b >= 2 && is(b - 1, "comma") && is(b - 2, "PLACE");
            // So does "dans le camp de Kati, à 15 km de Bamako".
            let measured = scene.annotated.mention(&units[u]).is_some_and(|m| m.units.iter().any(|x| x.is(scene.class("distance"))));
            let behind = measured && b >= 1 && (is(b, "in") || is(b, "comma")) && (is(b - 1, "PLACE") || is(b - 1, "comma") && b >= 2 && is(b - 2, "PLACE"));
            let directed = scene.annotated.mention(&units[u]).is_some_and(|m| m.units.iter().any(|x| x.is(scene.class("dir"))));
            let apposed = (measured || directed) && town_told_after(scene, sentence, u);
            score -= if (beside || behind || apposed) && scene.language(sentence) != Language::Ar { 3.0 } else { 0.0 };
        }
        score += match scene.entities.places(&units[u])[0].extent {
            Extent::Spot => 1.5,
            Extent::Admin2 => 0.5,
            Extent::Admin1 => 0.0,
            // A forest or park that lies in one unit tells more than the unit.
            Extent::Area if scene.entities.places(&units[u])[0].admin1.is_some() => 0.25,
            Extent::Area => -0.5,
            Extent::Country => -1.5,
        };
        out.push(Fit { value: &spot.readings, unit: u, score, own });
    }
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit)));
    // "strikes in the region of A that hit B, C and D": the towns, not the region around them.
    let inner = out.first().filter(|wide| wide.value[0].extent < Extent::Spot).and_then(|wide| {
        out.iter().position(|f| {
            let inside = |p: &&PlaceReading| p.extent > wide.value[0].extent && p.within(&wide.value[0]) || p.area_within(&wide.value[0]);
            f.own && f.unit != wide.unit && f.value.iter().filter(inside).count() * 2 > f.value.len()
        })
    });
    if let Some(i) = inner {
        out.swap(0, i);
    }
    out
}

/// Whether only commas and conjunctions (and in/at repeated) stand between two place units of one extent.
fn joined(scene: &Scene, sentence: usize, a: usize, b: usize) -> bool {
    let units = scene.units(sentence);
    let (Some(x), Some(y)) = (scene.entities.places(&units[a]).first(), scene.entities.places(&units[b]).first()) else { return false };
    let between = &units[a + 1..b];
    if between.len() > 2 && distributed(scene, between) {
        return x.extent >= Extent::Admin2 && y.extent >= Extent::Admin2;
    }
    let classes = ["and", "clitic-w", "comma", "in", "clitic-b", "or", "between", "dash"];
    // Cheap for the usual case, where the next unit is a word of its own.
    let linking = between.iter().all(|u| !scene.entities.places(u).is_empty() || classes.iter().any(|c| u.is(scene.class(c))));
    let conjunction = ["and", "clitic-w", "dash"].map(|n| scene.class(n));
    linking
        && (between.iter().any(|u| conjunction.iter().any(|c| u.is(*c))) || a + 2 == b && listed(scene, sentence, b))
        && (x.extent == y.extent || x.extent >= Extent::Admin2 && y.extent >= Extent::Admin2)
}

/// "in A, B and C": whether a list of places, one of which stands at this unit, goes on to its "and" (French, English).
fn listed(scene: &Scene, sentence: usize, b: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let mut at = b + 1;
    while is(at, "comma") && is(at + 1, "PLACE") {
        at += 2;
    }
    at += usize::from(is(at, "comma"));
    at > b && is(b, "latin") && is(at, "and") && is(at + 1, "PLACE")
}

/// "a post in A and a camp in B": one deed done to two things, each with its place.
fn distributed(scene: &Scene, between: &[crate::mention::Unit]) -> bool {
    let is = |u: &crate::mention::Unit, name| u.is(scene.class(name));
    let verbal = |u: &crate::mention::Unit| {
        u.mention.is_none() && (is(u, "v") || is(u, "deed") || ["cue", "stop", "that", "rel", "semicolon", "while", "but"].iter().any(|n| is(u, n)))
    };
    let thing =
        between.windows(2).any(|w| (is(&w[0], "and") || is(&w[0], "clitic-w")) && scene.entities.actor(&w[1]).is_some_and(|p| p.facility.is_some() || p.unit));
    let placed = between.last().is_some_and(|u| is(u, "in") || is(u, "clitic-b") || is(u, "near"));
    thing && placed && !between.iter().any(verbal)
}

/// The readings of a place unit and of the places joined to it.
fn with_siblings(scene: &Scene, sentence: usize, u: usize) -> Vec<PlaceReading> {
    let units = scene.units(sentence);
    let mut out = scene.entities.places(&units[u]).to_vec();
    let mut last = u;
    for next in u + 1..units.len() {
        let readings = scene.entities.places(&units[next]);
        if readings.is_empty() {
            continue;
        }
        if is_container(scene.resources, units, next, scene.entities) {
            continue;
        }
        if !joined(scene, sentence, last, next) {
            break;
        }
        out.extend(readings.iter().cloned());
        last = next;
    }
    let between = u.checked_sub(1).is_some_and(|b| units[b].is(scene.class("between"))) || units.get(u + 1).is_some_and(|n| n.is(scene.class("dash")));
    if between && out.len() == 2 {
        out = vec![midway(out)];
    }
    out
}

/// A date and the words it was read from.
#[derive(Debug, Clone)]
pub struct Dated {
    pub reading: DateReading,
    pub span: Span,
    /// The day of a statement, not (surely) of the deed.
    pub statement: bool,
    pub rule: String,
}

/// The dates that may be those of the triggers, best first.
pub fn dates(scene: &Scene, sentence: usize, triggers: &[usize], clauses: &[u32]) -> Vec<Fit<Dated>> {
    let units = scene.units(sentence);
    let arabic = scene.language(sentence) == Language::Ar;
    let mut out: Vec<Fit<Dated>> = Vec::new();
    for (u, unit) in units.iter().enumerate() {
        let Some(reading) = scene.entities.date(unit) else { continue };
        let Some(distance) = triggers.iter().map(|t| t.abs_diff(u)).min() else { continue };
        if bracketed(scene, sentence, u).is_some_and(|(from, to)| !triggers.iter().any(|t| (from..to).contains(t))) {
            continue;
        }
        if beyond_aside(scene, sentence, triggers, u) || of_next(scene, sentence, u) && !triggers.iter().any(|t| *t > u) {
            continue;
        }
        // "the deadliest attack since the election of X in May": the day of the election (French). Elsewhere it is one from which deeds
        // are counted: "700 people were killed since he took office on 29 May".
        let french = scene.language(sentence) == Language::Fr;
        let verb = |x: usize| scene.is(sentence, x, "v") && units[x].mention.is_none() && (!arabic || triggers.contains(&x));
        let ends = |x: &usize| ["comma", "stop", "that", "rel", "semicolon", "DATE"].iter().any(|c| scene.is(sentence, *x, c)) || verb(*x);
        let since = |x: usize| scene.is(sentence, x, "rel=since") && units[x].mention.is_none();
        let counted_from = (0..u).rev().take(REACH_OF_SINCE).take_while(|x| !ends(x)).any(since);
        if french && counted_from && !triggers.iter().any(|t| *t > u) {
            continue;
        }
        let reading = &DateReading { since: reading.since || counted_from && !french, ..*reading };
        // "A week after the massacre, policemen were killed": the day of the massacre.
        let deed = |x: usize| scene.is(sentence, x, "deed") && units[x].mention.is_none();
        let first = triggers.iter().copied().filter(|t| *t > u).min().unwrap_or(u);
        if of_next(scene, sentence, u) && scene.language(sentence) == Language::Fr && (u + 1..first).any(deed) {
            continue;
        }
        // "Since 2014, when it began to fight the group, …": what the sentence begins with dates all of it.
        let fronted = arabic && reading.since && u <= 2;
        let own = fronted || triggers.iter().any(|t| clauses[*t] == clauses[u]);
        // "the attacks bear the mark of the group, which wages war since 2009": how long something else lasts.
        let begin = clauses.iter().position(|c| *c == clauses[u]).unwrap_or(u);
        if reading.since && !own && (scene.is(sentence, begin, "rel") || arabic && scene.is(sentence, begin, "comma") && scene.is(sentence, begin + 1, "rel")) {
            continue;
        }
        // "one of the biggest attacks this year": among which others it was so.
        let compared = |x: usize| scene.is(sentence, x, "elative") || scene.is(sentence, x, "ordinal=1") && scene.is(sentence, x, "article");
        if arabic && (reading.precision >= 2 && (u.saturating_sub(4)..u).any(compared) || reading.since && (u.saturating_sub(REACH_OF_SINCE)..u).any(compared))
        {
            continue;
        }
        // "under the 2011 agreement": the day of what it stands before (English).
        let named_by = scene.is(sentence, u + 1, "deed") && scene.is(sentence, u + 1, "n") && !scene.is(sentence, u + 1, "v") && !triggers.contains(&(u + 1));
        if named_by && scene.language(sentence) == Language::En && triggers.iter().all(|t| *t < u) {
            continue;
        }
        // "the deadliest attack since 2015": how long there was none like it.
        if reading.since && triggers.iter().all(|t| *t < u) && (u.saturating_sub(12)..u).any(|x| scene.is(sentence, x, "superlative")) {
            continue;
        }
        let statement = of_statement(scene, sentence, u, triggers);
        let mut score = 0.0 - distance as f64 * 0.1;
        score += if own { 2.0 } else { 0.0 };
        score += if of_next(scene, sentence, u) { 2.0 } else { 0.0 };
        score += match reading.precision {
            1 => 1.0,
            2 => 0.5,
            _ => 0.0,
        };
        score -= if statement { 3.0 } else { 0.0 };
        let rule = scene.annotated.mention(unit).map_or(String::new(), |m| scene.resources.rules[m.rule as usize].id.to_string());
        out.push(Fit { value: Dated { reading: *reading, span: unit.span, statement, rule }, unit: u, score, own });
    }
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit)));
    out
}

/// "the mayor (killed in an ambush on 6 July) …": the bracket around a unit, if it tells a deed of its own.
fn bracketed(scene: &Scene, sentence: usize, u: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 14;
    let is = |x: usize, name| scene.is(sentence, x, name);
    let from = (u.saturating_sub(LONGEST)..u).rev().take_while(|x| !is(*x, "close")).find(|x| is(*x, "open"))?;
    let to = (u..scene.units(sentence).len()).find(|x| is(*x, "close"))?;
    let told = (from..to).any(|x| is(x, "deed") && is(x, "v") && scene.units(sentence)[x].mention.is_none());
    told.then_some((from, to))
}

/// Whether the verb that the date stands by is one of saying.
fn of_statement(scene: &Scene, sentence: usize, u: usize, triggers: &[usize]) -> bool {
    let units = scene.units(sentence);
    let is = |x: usize, name| units[x].is(scene.class(name));
    // "reportedly" says nothing of its own.
    // "raised the death toll to 305"
    let toll = |x: usize| is(x, "deathtoll") || scene.entities.actor(&units[x]).is_some_and(|p| p.total);
    let counts = |x: usize| is(x, "rises") && scene.language(sentence) == Language::En && (x + 1..units.len().min(x + 4)).any(toll);
    let says = |x: usize| is(x, "cue") && !is(x, "adverb") || counts(x);
    for x in (0..u).rev() {
        if is(x, "stop") || is(x, "colon") || is(x, "that") || is(x, "quote") {
            return false;
        }
        // "the attack attributed to jihadists on Sunday": the day is the attack's.
        if x > 0 && is(x, "stance=accuse") && is(x, "pp") && triggers.contains(&(x - 1)) {
            return false;
        }
        if (says(x) || is(x, "according")) && !triggers.contains(&x) && units[x].mention.is_none() {
            return true;
        }
        if triggers.contains(&x) || (is(x, "deed") || is(x, "light") || is(x, "occur") || is(x, "cause")) && units[x].mention.is_none() {
            return false;
        }
    }
    // Before everything: the date of what follows, unless a verb of saying follows first.
    let next = (u + 1..units.len()).find(|x| says(*x) || is(*x, "deed") || is(*x, "light") || is(*x, "occur"));
    next.is_some_and(|x| says(x) && !is(x, "deed"))
}

/// Whether the date at a unit is that of the deed after it: "two days after the attack".
pub fn of_next(scene: &Scene, sentence: usize, u: usize) -> bool {
    scene.annotated.mention(&scene.units(sentence)[u]).is_some_and(|m| scene.resources.rules[m.rule as usize].setting("of") == Some("next"))
}

/// Whether a word such as "in retaliation for" stands between the triggers and the unit: what is
/// beyond it belongs to another event.
fn beyond_aside(scene: &Scene, sentence: usize, triggers: &[usize], unit: usize) -> bool {
    let (first, last) = (triggers.iter().min().copied().unwrap_or(0), triggers.iter().max().copied().unwrap_or(0));
    let between = if unit > last { last..unit } else { unit..first.max(unit) };
    // "A week after the massacre in X, policemen were killed in Y": X is told of the massacre alone.
    let is = |u: usize, name| scene.is(sentence, u, name);
    let day_of = |d: usize| of_next(scene, sentence, d) && (d + 1..unit).any(|u| is(u, "deed") && scene.units(sentence)[u].mention.is_none());
    if unit < first && scene.language(sentence) == Language::Fr && (0..unit).any(day_of) && (unit..first).any(|u| is(u, "comma")) {
        return true;
    }
    between.into_iter().any(|u| scene.is(sentence, u, "aside") || u != unit && of_next(scene, sentence, u))
}
