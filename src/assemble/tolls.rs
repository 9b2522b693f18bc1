//! What an event cost: people by kind and group, and things taken or destroyed.
//!
//! In: the frames of one draft. Out: [`Toll`]s and [`Loss`]es as the sentence tells them, a part of a
//! number not beside the whole. Not done here: settling what several sentences tell (see `super::finish`).

use super::frames::{Frame, Scene};
use super::referents::Referents;
use crate::mention::Unit;
use crate::report::Language;
use crate::resolve::actors::{Participant, Refers};
use crate::resolve::places::PlaceReading;
use crate::resolve::quantities::{Qualifier, Quantity};
use crate::resources::gazetteer::Side;
use crate::span::Span;

/// One number or quantity word and the people it counts.
#[derive(Debug, Clone)]
pub struct Toll {
    /// killed · injured · captured · missing · displaced
    pub kind: String,
    pub who: Participant,
    pub quantity: Quantity,
    pub span: Span,
    pub sentence: usize,
    pub unit: usize,
    /// "most of them soldiers": the group is the greater part, not the whole.
    pub mixed: bool,
    /// Of several places of one event, the one where these were struck.
    pub place: Option<PlaceReading>,
}

/// Things seized, destroyed or damaged.
#[derive(Debug, Clone)]
pub struct Loss {
    pub action: &'static str,
    pub item: String,
    pub count: Option<u64>,
    pub span: Span,
    pub sentence: usize,
    pub unit: usize,
}

/// What a deed does to the people it strikes.
fn kind_of(deed: &str) -> Option<&'static str> {
    Some(match deed {
        "kill" | "execute" => "killed",
        "injure" => "injured",
        "abduct" | "arrest" => "captured",
        "missing" => "missing",
        "displace" => "displaced",
        _ => return None,
    })
}

/// The tolls that the frames of one draft tell, and counted victims ("27 dead") in their clauses; in the
/// whole sentence if the draft is `alone` there (French, English).
pub fn tolls(scene: &Scene, sentence: usize, group: &[&Frame], referents: &Referents, (claimed, alone): (&[usize], bool), clauses: &[u32]) -> Vec<Toll> {
    let mut out: Vec<Toll> = Vec::new();
    // Who is set free was not taken in the same breath: "freed the women held by the group".
    let freed = |unit: usize| group.iter().any(|f| matches!(f.deed.as_str(), "release" | "rescue") && f.patients.contains(&unit));
    for frame in group.iter().filter(|f| !f.tried) {
        let Some(kind) = kind_of(&frame.deed) else { continue };
        for unit in frame.patients.iter().copied().chain(by_pronoun(scene, sentence, frame, referents)) {
            // Nor was whom the sentence counts as killed: "25 people held at the post died".
            let died = frame.weak && group.iter().any(|f| matches!(f.deed.as_str(), "kill" | "execute") && f.patients.contains(&unit));
            if frame.deed == "arrest" && (freed(unit) || died && scene.language(sentence) != Language::Ar) {
                continue;
            }
            // "20 were killed or arrested": one number, for the first of the two.
            let either = group.iter().any(|g| {
                g.unit < frame.unit && g.patients.contains(&unit) && kind_of(&g.deed).is_some() && (g.unit..frame.unit).any(|u| scene.is(sentence, u, "or"))
            });
            if !either && let Some(toll) = toll(scene, sentence, unit, kind, referents, &out) {
                out.push(toll);
            }
        }
        out.extend(taken_then_killed(scene, frame, &out));
        out.extend(killed_himself(scene, sentence, frame, group, referents));
    }
    let last_clause = group.iter().map(|f| clauses[f.unit]).max().unwrap_or(0);
    let first_clause = group.iter().map(|f| clauses[f.unit]).min().unwrap_or(0);
    // What a deed told again without its word cost stands behind it.
    let begin = if group.iter().all(|f| f.gapped) { group.iter().map(|f| f.unit).min().unwrap_or(0) } else { 0 };
    for (unit, clause) in clauses.iter().copied().enumerate().skip(begin) {
        let Some(told) = referents.get(&(sentence, unit)) else { continue };
        let Some(kind) = told.kind.clone() else { continue };
        let caused = linked_by_cause(scene, sentence, unit, group);
        let own = told.total || alone && scene.language(sentence) != Language::Ar;
        let near = caused || own && kind != "displaced" || (first_clause..=last_clause + 1).contains(&clause) && kind != "displaced";
        let taken = caused_by_another(scene, sentence, unit, group)
            || claimed.contains(&unit) && !group.iter().any(|f| f.patients.contains(&unit) || f.agents.contains(&unit));
        let died = group.iter().any(|f| matches!(f.deed.as_str(), "kill" | "execute") && f.patients.contains(&unit));
        let freed = kind == "captured" && (group.iter().all(|f| f.deed == "release") || freed(unit) || died && scene.language(sentence) != Language::Ar);
        if near
            && !taken
            && !freed
            && let Some(toll) = toll(scene, sentence, unit, &kind, referents, &out)
        {
            out.push(toll);
        }
    }
    into_parts(scene, sentence, referents, &mut out);
    beside_others(scene, sentence, &mut out);
    for toll in out.iter_mut().filter(|t| t.who.template == "unknown" || t.who.own && t.who.kind.is_some()) {
        if let Some(speaker) = admitted_by(scene, sentence, toll.unit, referents) {
            toll.who.template.clone_from(&speaker.template);
            toll.who.country.clone_from(&speaker.country);
        }
    }
    out
}

/// "27 soldiers were killed, 33 wounded and seven are missing": those counted by what befell them alone are of those
/// counted before them (French).
fn beside_others(scene: &Scene, sentence: usize, tolls: &mut [Toll]) {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let links = |u: usize| {
        let told = scene.units(sentence)[u].mention.is_none() && ["deed", "people", "adverb", "unknown"].iter().any(|c| is(u, c)) && !is(u, "capital");
        told || ["comma", "and", "be", "have", "NUM", "DATE"].iter().any(|c| is(u, c))
    };
    for i in 1..tolls.len() {
        let (before, rest) = tolls.split_at_mut(i);
        let own = &mut rest[0];
        // "… and one wounded on the army's side"
        let told = (own.unit + 1..own.unit + 4).any(|u| is(u, "ranks") || is(u, "ownside") || is(u, "actor"));
        let bare = !told && own.who.template == "unknown" && own.who.kind.is_some() && own.kind != "killed" && scene.language(sentence) == Language::Fr;
        let known = before.iter().rev().find(|t| t.unit < own.unit && t.kind == "killed" && t.who.template != "unknown");
        if let Some(known) = known.filter(|k| bare && (k.unit + 1..own.unit).all(|u| links(u) || tolls_at(before, u))) {
            own.who.template.clone_from(&known.who.template);
            own.who.country.clone_from(&known.who.country);
        }
    }
}

fn tolls_at(tolls: &[Toll], unit: usize) -> bool {
    tolls.iter().any(|t| t.unit == unit)
}

/// "killing himself and two soldiers": the attacker.
fn killed_himself(scene: &Scene, sentence: usize, frame: &Frame, group: &[&Frame], referents: &Referents) -> Option<Toll> {
    let at = frame.unit + 1;
    if frame.noun || frame.deed != "kill" || !scene.is(sentence, at, "self=1") {
        return None;
    }
    let doer = frame.agents.iter().chain(group.iter().flat_map(|f| &f.agents)).next()?;
    let who = referents.get(&(sentence, *doer))?.clone();
    let quantity = who.count.or_else(|| by_number(&who))?;
    Some(Toll { kind: "killed".into(), quantity, span: who.span, who, sentence, unit: at, mixed: false, place: None })
}

/// "arrested nine men and executed them", "the men were later found dead": whom a killing without a
/// number of its own struck are those taken before.
fn taken_then_killed(scene: &Scene, frame: &Frame, known: &[Toll]) -> Option<Toll> {
    let told = known.iter().any(|t| t.kind == "killed");
    let taken = known.iter().rev().find(|t| t.kind == "captured" && t.unit < frame.unit && t.who.side(scene.resources) != Some(Side::Armed))?;
    let killing = matches!(frame.deed.as_str(), "kill" | "execute") && !frame.noun && !frame.weak && scene.language(frame.sentence) != Language::Ar;
    (killing && !told).then(|| Toll { kind: "killed".into(), ..taken.clone() })
}

/// "The army admits two dead": in French and English, dead whose people are not told are those of the
/// armed party that admits them.
fn admitted_by<'r>(scene: &Scene, sentence: usize, unit: usize, referents: &'r Referents) -> Option<&'r Participant> {
    let is = |u: usize, name| scene.is(sentence, u, name);
    if scene.language(sentence) == Language::Ar {
        return None;
    }
    let ends = |u: &usize| is(*u, "stop") || is(*u, "semicolon") || is(*u, "deed") && scene.units(sentence)[*u].mention.is_none();
    let cue = (0..unit).rev().take_while(|u| !ends(u)).find(|u| is(*u, "stance=admit"))?;
    let armed = |u: usize| referents.get(&(sentence, u)).filter(|p| p.side(scene.resources).is_some_and(|s| s.is_armed_force()));
    // "…; they admit two dead": whom the sentence began with.
    let pronoun = (cue.saturating_sub(3)..cue).any(|u| is(u, "pron") && !is(u, "det") && !is(u, "rel") && !is(u, "that"));
    if pronoun { (0..cue).find_map(armed) } else { (0..cue).rev().find_map(armed) }
}

/// "two hundred girls, whose kidnapping": the people that a suffix on the deed takes up.
fn by_pronoun(scene: &Scene, sentence: usize, frame: &Frame, referents: &Referents) -> Option<usize> {
    let suffixed = frame.patients.is_empty() && scene.is(sentence, frame.unit, "enclitic");
    let people = |u: &usize| !frame.agents.contains(u) && referents.get(&(sentence, *u)).is_some_and(|p| p.counted && p.facility.is_none());
    (frame.unit.saturating_sub(20)..frame.unit).rev().filter(|_| suffixed).find(people)
}

/// Whether a word such as "leaving", "a fait" stands between a trigger and the victims at `unit`, and
/// no other deed after it.
fn linked_by_cause(scene: &Scene, sentence: usize, unit: usize, group: &[&Frame]) -> bool {
    let units = scene.units(sentence);
    let cause = (0..unit).rev().find(|u| units[*u].is(scene.class("cause")) && units[*u].mention.is_none());
    let Some(cause) = cause.filter(|c| group.iter().any(|f| f.unit < *c)) else { return false };
    let own = |u: usize| group.iter().any(|f| f.unit == u);
    !(cause + 1..unit).any(|u| units[u].mention.is_none() && units[u].is(scene.class("deed")) && !own(u) || units[u].is(scene.class("stop")))
}

/// "shelled A in reply to an attack that left three dead": whether a deed of another event stands right before the word
/// that tells what it caused (French, English).
fn caused_by_another(scene: &Scene, sentence: usize, unit: usize, group: &[&Frame]) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name) && scene.units(sentence)[u].mention.is_none();
    if scene.language(sentence) == Language::Ar || group.iter().any(|f| f.patients.contains(&unit)) {
        return false;
    }
    let ends = |u: &usize| is(*u, "deed") || is(*u, "stop") || is(*u, "semicolon") || is(*u, "colon");
    let Some(cause) = (0..unit).rev().take_while(|u| !ends(u)).find(|u| is(*u, "cause") && is(*u, "v")) else { return false };
    let Some(deed) = (0..cause).rev().find(ends).filter(|u| is(*u, "deed") && is(*u, "n")) else { return false };
    let first = group.iter().map(|f| f.unit).min().unwrap_or(0);
    !group.iter().any(|f| f.unit == deed) && (deed > first || cause < first)
}

/// "53 people, among them 49 gendarmes and 4 civilians": parts that make up the whole tell it
/// better than the whole does.
fn into_parts(scene: &Scene, sentence: usize, referents: &Referents, tolls: &mut Vec<Toll>) {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    for whole in std::mem::take(tolls) {
        let end = (whole.unit + 1..units.len()).find(|u| is(*u, "partof"));
        let begin = end.filter(|e| *e <= whole.unit + 2 && whole.quantity.low > 1);
        let mut parts: Vec<Toll> = Vec::new();
        for u in begin.map_or(0..0, |b| b + 1..units.len()) {
            if let Some(who) = referents.get(&(sentence, u)) {
                let count = who.count.or_else(|| by_number(who)).filter(|_| who.kind.is_none() && who.template != "unknown");
                let Some(quantity) = count else { break };
                parts.push(Toll { kind: whole.kind.clone(), who: who.clone(), quantity, span: who.span, sentence, unit: u, mixed: false, place: None });
            } else if !["comma", "and", "clitic-w", "of", "det", "NUM", "unknown"].iter().any(|n| is(u, n))
                || parts.iter().map(|p| p.quantity.low).sum::<u64>() >= whole.quantity.low
            {
                break;
            }
        }
        let sum: u64 = parts.iter().map(|p| p.quantity.low).sum();
        // "14 dead, 5 of them assailants": the others were struck by these.
        let rebel = |p: &Toll| p.who.side(scene.resources) == Some(Side::Armed) && !super::referents::defends(&p.who.template);
        let fighters = |p: &Toll| p.who.named && rebel(p) && scene.language(sentence) == Language::Fr;
        let assailant = |p: &Toll| p.who.template == "unidentified-armed-group" || p.who.refers == Some(Refers::Group) || fighters(p);
        let assailants = whole.who.template == "unknown" && parts.iter().all(assailant);
        if sum == whole.quantity.low {
            tolls.extend(parts);
        } else if assailants && sum > 0 && sum < whole.quantity.low && scene.language(sentence) != Language::Ar {
            let quantity = Quantity {
                low: whole.quantity.low - sum,
                high: whole.quantity.high.map(|h| h.saturating_sub(sum)),
                fatal: whole.quantity.fatal.saturating_sub(sum),
                ..whole.quantity
            };
            tolls.push(Toll { quantity, ..whole });
            tolls.extend(parts);
        } else {
            tolls.push(whole);
        }
    }
}

fn toll(scene: &Scene, sentence: usize, unit: usize, kind: &str, referents: &Referents, known: &[Toll]) -> Option<Toll> {
    let who = referents.get(&(sentence, unit))?;
    // "an earlier toll of 27": it holds no more.
    let former = |u: usize| ["another", "rel=earlier", "rel=last"].iter().any(|c| scene.is(sentence, u, c)) && scene.units(sentence)[u].mention.is_none();
    if who.kind.as_deref() == Some("killed") && scene.language(sentence) == Language::En && unit > 0 && former(unit - 1) {
        return None;
    }
    let kind = match who.kind.as_deref() {
        // "the kidnapping of the wounded" would be odd; "the killing of 3 hostages" is a killing.
        Some("missing" | "displaced") if kind != "missing" && kind != "displaced" => kind.to_owned(),
        Some("killed" | "injured" | "missing" | "displaced") => who.kind.clone().unwrap_or_default(),
        _ => kind.to_owned(),
    };
    if part_of(scene, sentence, unit, who, referents) || known.iter().any(|t| t.unit == unit && t.kind == kind) {
        return None;
    }
    // Soldiers that are moved have not fled.
    if kind == "displaced" && who.side(scene.resources).is_some_and(|s| s.is_armed_force()) {
        return None;
    }
    let before = counted_before(scene, sentence, unit).filter(|_| who.count.is_none());
    let quantity = who.count.or(before).or_else(|| by_number(who))?;
    let mut who = who.clone();
    who.counted |= before.is_some();
    let described = described(scene, sentence, unit, referents).filter(|_| who.template == "unknown");
    let mixed = described.is_some_and(|(whole, _)| !whole);
    if let Some((_, people)) = described {
        who.template.clone_from(&people.template);
        who.country.clone_from(&people.country);
    }
    Some(Toll { kind, quantity, span: who.span, who, sentence, unit, mixed, place: None })
}

/// "nearly 300 kidnapped schoolgirls": the number before the participle that tells what befell them (English).
fn counted_before(scene: &Scene, sentence: usize, unit: usize) -> Option<Quantity> {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let participle = unit.checked_sub(1).filter(|p| is(*p, "deed") && is(*p, "pp") && scene.units(sentence)[*p].mention.is_none())?;
    let number = participle.checked_sub(1).filter(|n| is(*n, "NUM"))?;
    scene.entities.quantity(&scene.units(sentence)[number]).filter(|_| scene.language(sentence) == Language::En)
}

/// "ten people, all of them soldiers", "most of them": whether all, and who they are.
fn described<'r>(scene: &Scene, sentence: usize, unit: usize, referents: &'r Referents) -> Option<(bool, &'r Participant)> {
    let units = scene.units(sentence);
    for u in unit + 1..(unit + 10).min(units.len()) {
        if units[u].is(scene.class("stop")) || units[u].is(scene.class("deed")) && units[u].mention.is_none() {
            return None;
        }
        let Some(share) = scene.feature(&units[u], "partof", "share") else { continue };
        let next = (u + 1..(u + 4).min(units.len())).find(|n| units[*n].is(scene.class("ACTOR")))?;
        let people = referents.get(&(sentence, next)).filter(|p| !p.counted && p.template != "unknown")?;
        return Some((share == "all", people));
    }
    None
}

/// "among them two women and a child": a part of a number told before. What is told of a part alone
/// ("the policemen, three of whom were wounded") and another kind of victims after it ("3 dead
/// including a soldier and 4 wounded") are no parts of the number.
fn part_of(scene: &Scene, sentence: usize, unit: usize, who: &Participant, referents: &Referents) -> bool {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    for u in (0..unit).rev() {
        if is(u, "partof") {
            let whole = (0..u).rev().find_map(|w| referents.get(&(sentence, w)));
            let other_kind = whole.is_some_and(|w| w.kind.is_some() && who.kind.is_some() && w.kind != who.kind);
            let uncounted = whole.is_some_and(|w| !w.counted && w.kind.is_none() && by_number(w).is_none());
            return scene.language(sentence) == Language::Ar || !other_kind && !uncounted;
        }
        let listed = ["ACTOR", "NUM", "and", "clitic-w", "comma", "or", "of", "from", "in", "clitic-l", "adjective", "nat", "other", "PLACE", "quote", "qual"]
            .iter()
            .any(|c| is(u, c));
        let near = unit - u <= 3 && !is(u, "v") && !is(u, "stop") && !is(u, "deed");
        if !listed && !near {
            return false;
        }
    }
    false
}

/// A noun's own number: one soldier, two soldiers (dual). A bare plural is no number.
fn by_number(who: &Participant) -> Option<Quantity> {
    let exact = |n| Quantity { low: n, high: Some(n), qualifier: Qualifier::Exact, fatal: n };
    match who.number? {
        _ if who.unit => None,
        1 => Some(exact(1)),
        2 => Some(exact(2)),
        _ => None,
    }
}

/// Things after a verb of taking, burning or breaking in the draft's clauses.
pub fn losses(scene: &Scene, sentence: usize, group: &[&Frame], clauses: &[u32]) -> Vec<Loss> {
    let units = scene.units(sentence);
    let mut out: Vec<Loss> = Vec::new();
    for frame in group {
        let action = match frame.deed.as_str() {
            "seize-item" | "loot" | "disarm" | "take-place" => "seized",
            // "damaged a bridge": it stands still.
            "destroy" if scene.feature(&units[frame.unit], "deed", "damages").is_some() => "damaged",
            "burn" | "destroy" => "destroyed",
            "explosion" | "ied" if !frame.noun => {
                out.extend(blown_up(scene, sentence, frame));
                continue;
            }
            _ => continue,
        };
        let undergone = undergone(scene, sentence, frame);
        if !undergone.is_empty() {
            for u in undergone {
                if let Some((item, count)) = thing(scene, &units[u], action)
                    && out.iter().all(|l| l.unit != u)
                {
                    out.push(Loss { action, item, count, span: units[u].span, sentence, unit: u });
                }
            }
            continue;
        }
        for (u, unit) in units.iter().enumerate().skip(frame.unit + 1) {
            let trigger = unit.mention.is_none() && unit.is(scene.class("deed"));
            // "the strike destroyed" in verb-first order: a deed noun is the verb's subject.
            let subject = trigger && !frame.noun && u <= frame.unit + 2 && unit.is(scene.class("n")) && unit.is(scene.class("article"));
            if trigger && !subject || clauses[u] > clauses[frame.unit] + 1 || unit.is(scene.class("semicolon")) {
                break;
            }
            if let Some((item, count)) = thing(scene, unit, action)
                && out.iter().all(|l| l.unit != u)
            {
                out.push(Loss { action, item, count, span: unit.span, sentence, unit: u });
            }
        }
        // "a base that an explosion destroyed", "cars were burnt": the thing stands before the verb.
        let before = frame.unit.checked_sub(1).filter(|_| !frame.noun);
        if let Some(u) = before
            && (units[u].is(scene.class("ITEM")) || units[u].is(scene.class("ACTOR")))
            && let Some((item, count)) = thing(scene, &units[u], action)
            && out.iter().all(|l| l.unit != u)
        {
            out.push(Loss { action, item, count, span: units[u].span, sentence, unit: u });
        }
    }
    out
}

/// "two trucks and a car were burnt", "five motorcycles seized": in French and English the things
/// stand before the participle, an auxiliary and adverbs between, and nothing that it governs after it.
fn undergone(scene: &Scene, sentence: usize, frame: &Frame) -> Vec<usize> {
    let units = scene.units(sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    let named = |u: usize| is(u, "ITEM") || scene.entities.actor(&units[u]).is_some_and(|p| p.facility.is_some());
    let mut out = Vec::new();
    if scene.language(sentence) == Language::Ar || frame.noun || !is(frame.unit, "pp") {
        return out;
    }
    let mut at = frame.unit;
    let mut passive = false;
    while at > 0 && !named(at - 1) {
        let verb = units[at - 1].mention.is_none() && (is(at - 1, "deed") || is(at - 1, "cue"));
        let aside = ["be", "adverb", "DATE", "PLACE", "in", "of", "and", "or", "unknown", "other", "nat"].iter().any(|n| is(at - 1, n));
        passive |= is(at - 1, "be");
        if is(at - 1, "have") && !is(at - 1, "be") || is(at - 1, "ACTOR") || !(aside || verb && is(at - 1, "pp")) || frame.unit - at > 6 {
            return out;
        }
        at -= 1;
    }
    let governs = (frame.unit + 1..units.len().min(frame.unit + 3)).any(|u| is(u, "ITEM") && !is(frame.unit + 1, "and") && !is(frame.unit + 1, "comma"));
    if at == 0 || governs && !passive {
        return out;
    }
    at -= 1;
    out.push(at);
    loop {
        // "des cases et des récoltes": an article may stand between.
        let link = if at >= 1 && is(at - 1, "det") { at - 1 } else { at };
        if link < 2 || !(is(link - 1, "and") || is(link - 1, "comma")) || !named(link - 2) {
            break;
        }
        at = link - 2;
        out.push(at);
    }
    out.reverse();
    out
}

/// "an army truck blew up": the vehicle before the verb, unless it carried the bomb.
fn blown_up(scene: &Scene, sentence: usize, frame: &Frame) -> Option<Loss> {
    let units = scene.units(sentence);
    let at = (frame.unit.saturating_sub(4)..frame.unit).rev().find(|u| units[*u].is(scene.class("ITEM")))?;
    let thing = scene
        .entities
        .thing(&units[at])
        .filter(|t| !units[at].is(scene.class("weapon")) && (t.item.contains("vehicle") || t.item.contains("truck") || t.item.contains("car")))?;
    Some(Loss { action: "destroyed", item: thing.item.clone(), count: thing.count, span: thing.span, sentence, unit: at })
}

/// The thing that a unit names: an item, or a building that can be burnt down.
fn thing(scene: &Scene, unit: &Unit, action: &str) -> Option<(String, Option<u64>)> {
    if let Some(thing) = scene.entities.thing(unit) {
        return Some((thing.item.clone(), thing.count));
    }
    let place = scene.entities.actor(unit)?;
    if !matches!(action, "destroyed" | "damaged") || place.facility.is_none() {
        return None;
    }
    let item = scene.feature(unit, "facility", "item")?.to_owned();
    let count = match place.count {
        Some(q) => (q.high == Some(q.low)).then_some(q.low),
        None if place.definite => None,
        None => place.number.filter(|n| *n < 3).map(u64::from),
    };
    Some((item, count))
}

/// Names for things in general, said before or after they are listed one by one.
const IN_GENERAL: [&str; 4] = ["weapon", "equipment", "military equipment", "goods"];

/// The losses of an event, each thing once: a count is kept over none, a kind over things in general.
pub fn distinct(losses: &[Loss]) -> Vec<Loss> {
    let mut out: Vec<Loss> = Vec::new();
    for loss in losses {
        let same = |l: &Loss| l.action == loss.action && l.item == loss.item && (l.sentence != loss.sentence || l.count == loss.count);
        match out.iter_mut().find(|l| same(l)) {
            Some(known) if known.count.is_none() => *known = loss.clone(),
            Some(_) => {}
            None => out.push(loss.clone()),
        }
    }
    let listed: Vec<Loss> = out.clone();
    out.retain(|l| !(IN_GENERAL.contains(&l.item.as_str()) && listed.iter().any(|m| m.action == l.action && armament(&m.item))));
    out
}

fn armament(item: &str) -> bool {
    ["rifle", "gun", "pistol", "launcher", "mortar", "grenade", "rocket"].iter().any(|w| item.contains(w))
}
