//! Frames of one sentence -> drafts of events.
//!
//! Triggers of one sentence tell one event unless their dates, places or parties part them.
//!
//! In: the frames of one sentence and who is meant in them. Out: [`Draft`]s: participants as templates,
//! places as lists, tolls as told. Not done here: deciding what is no event, types, and ids with countries.

use super::assailants::{self, fights_back};
use super::clauses::{Dated, Layout, dates, of_next, places};
use super::continuity::{further, goes_on};
use super::frames::{Frame, Mood, Scene};
use super::occasions::{occasion, of_another_year, of_gathering, retold, set_aside, setting_only};
use super::parties::{parties_differ, turns};
use super::referents::Referents;
use super::tolls::{Loss, Toll, losses, tolls};
use crate::report::Language;
use crate::resolve::actors::Participant;
use crate::resolve::places::{Extent, PlaceReading};
use crate::resources::gazetteer::Side;

/// What kind of event a deed belongs to; deeds of different families are never one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    Violence,
    Unrest,
    Siege,
    Group,
    Release,
    Agreement,
    Arrest,
    Disarm,
    Base,
    Transfer,
    Other,
}

pub fn family(deed: &str) -> Family {
    match deed {
        "protest" | "riot" | "mob" | "disperse" => Family::Unrest,
        "siege" | "lift-siege" | "suspend" => Family::Siege,
        "group-change" | "coup" | "surrender" => Family::Group,
        "release" => Family::Release,
        "agreement" => Family::Agreement,
        "arrest" => Family::Arrest,
        "disarm" => Family::Disarm,
        "base" => Family::Base,
        "transfer-place" => Family::Transfer,
        "displace" | "missing" => Family::Other,
        _ => Family::Violence,
    }
}

/// The means that a deed names; two different ones are two events.
pub fn means(deed: &str) -> Option<&'static str> {
    Some(match deed {
        "airstrike" => "air",
        "shelling" => "shelling",
        "suicide-bombing" => "suicide",
        "ied" => "ied",
        "grenade" => "grenade",
        "chemical" => "chemical",
        "abduct" => "abduct",
        "rape" => "rape",
        _ => return None,
    })
}

/// How far before its result a verb of causing may stand, in units.
const CAUSE: usize = 8;

/// An event as one or more sentences tell it, before its values are chosen.
#[derive(Debug, Clone)]
pub struct Draft {
    pub frames: Vec<Frame>,
    pub family: Family,
    pub agents: Vec<Participant>,
    pub patients: Vec<Participant>,
    /// Place that the deed was done to, or where it was done; several for a list.
    pub places: Vec<PlaceReading>,
    /// The place was told in the trigger's own clause or as its object.
    pub own_place: bool,
    /// The place itself was attacked ("attacked the village").
    pub place_hit: bool,
    pub date: Option<Dated>,
    /// The day on which it was told: of a report's own event mostly the day of the deed as well.
    pub told_on: Option<Dated>,
    /// The date stands in the draft's own sentence.
    pub own_date: bool,
    pub tolls: Vec<Toll>,
    pub losses: Vec<Loss>,
    pub sentences: Vec<usize>,
    pub definite: bool,
    pub another: bool,
    /// The sentence goes on with what a source told before ("and added that …").
    pub goes_on: bool,
    pub weak: bool,
    pub plural: bool,
    /// The sentence tells neither where nor when of its own, after one that did (French, English).
    pub further: bool,
    /// "The two attacks".
    pub dual: bool,
    /// Told beside the sentence's own event: "in retaliation for", "two days after".
    pub aside: bool,
    /// What a deed told before it led to: "…, and also led to the killing of workers in X".
    pub caused: bool,
    /// Told of a list of places: its numbers are totals, which belong to none of them.
    pub listed: bool,
    /// Its dead are counted apart from those of the other events that a total is shared out over.
    pub parted: bool,
}

impl Draft {
    /// A verb with its own victim or target, not only the noun of a series.
    pub fn own_hit(&self) -> bool {
        self.frames.iter().any(|f| !f.noun && !f.patients.is_empty() && !f.weak)
    }
}

/// The drafts of one sentence.
pub fn drafts(scene: &Scene, sentence: usize, frames: &[Frame], referents: &Referents) -> Vec<Draft> {
    let again = frames.iter().filter(|f| f.sentence == sentence && f.gapped).map(|f| f.unit).collect();
    let layout = Layout { again, ..Layout::new(scene, sentence) };
    let told: Vec<&Frame> = frames.iter().filter(|f| f.sentence == sentence && f.mood == Mood::Happened).collect();
    let mut groups: Vec<Vec<&Frame>> = Vec::new();
    for frame in told {
        let fits = groups.iter().rposition(|g| joins(scene, sentence, g, frame, &layout, referents));
        match fits {
            Some(g) => groups[g].push(frame),
            None => groups.push(vec![frame]),
        }
    }
    background(scene, sentence, &mut groups, referents);
    let claimed: Vec<usize> = groups.iter().flatten().flat_map(|f| f.patients.iter().chain(&f.agents).copied()).collect();
    let several = groups.len() > 1;
    groups.iter().map(|g| draft(scene, sentence, g, &layout, referents, &claimed, several)).collect()
}

/// What people demonstrate about is no event of the sentence that tells of the demonstration; what
/// the crowd and the forces that meet it do there is a part of it.
fn background(scene: &Scene, sentence: usize, groups: &mut Vec<Vec<&Frame>>, referents: &Referents) {
    if scene.language(sentence) == Language::Ar {
        return;
    }
    let family_of = |g: &Vec<&Frame>| family(&g[0].deed);
    // "… ransacked a church following the arrest of the king": that is told of no more than in passing.
    let Some((first, rest)) = groups.split_first() else { return };
    let about_crowd = family_of(first) == Family::Unrest;
    // "The arrest came in the wake of a demonstration": the sentence only takes up what was told.
    let takes_up = first.iter().all(|f| f.noun && f.definite) && scene.language(sentence) == Language::En;
    let told_apart = |f: &Frame| !about_crowd && !takes_up && (!f.noun || family(&f.deed) == Family::Unrest);
    // "These troubles come a week after the arrest of 11 soldiers": who is counted is news of its own (French).
    let counted = |f: &Frame| scene.language(sentence) == Language::Fr && first[0].weak && people(referents, sentence, &f.patients).iter().any(|p| p.counted);
    let passing: Vec<usize> = rest.iter().flatten().filter(|f| !told_apart(f) && !counted(f) && occasion(scene, sentence, first, f)).map(|f| f.unit).collect();
    groups.iter_mut().for_each(|g| g.retain(|f| !passing.contains(&f.unit)));
    groups.retain(|g| !g.is_empty());
    // "… clashed over a land dispute": what they fight about is no gathering.
    let quarrel = |g: &Vec<&Frame>| g.iter().all(|f| f.deed == "mob" && f.noun && f.weak);
    // "bombed a gathering of villagers": whom it hit gathered, and that is all that is told of it.
    let aim =
        |f: &Frame| (f.unit.saturating_sub(3)..f.unit).any(|u| groups.iter().flatten().any(|v| v.unit == u && !v.noun && family(&v.deed) == Family::Violence));
    let target = |g: &Vec<&Frame>| g.iter().all(|f| f.noun && f.weak && aim(f));
    let Some(main) = groups.iter().position(|g| family_of(g) == Family::Unrest && !quarrel(g) && !target(g)) else { return };
    let french = scene.language(sentence) == Language::Fr;
    let counted_aside = |f: &Frame| french && f.deed == "arrest" && people(referents, sentence, &f.patients).iter().any(|p| p.counted);
    let mut kept: Vec<Vec<&Frame>> = Vec::new();
    let mut joined: Vec<&Frame> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        if i == main || !matches!(family_of(group), Family::Violence | Family::Arrest | Family::Release | Family::Siege) {
            kept.push(group.clone());
            continue;
        }
        let sides: Vec<Option<Side>> = group.iter().flat_map(|f| people(referents, sentence, &f.agents)).map(|p| p.side(scene.resources)).collect();
        let struck = group.iter().flat_map(|f| people(referents, sentence, &f.patients)).any(|p| p.side(scene.resources) == Some(Side::Crowd));
        let verb = group.iter().any(|f| !f.noun);
        // "…, three of whom were wounded": those who met the crowd.
        let met = group.iter().flat_map(|f| people(referents, sentence, &f.patients)).any(|p| p.side(scene.resources) == Some(Side::State));
        let there = of_gathering(scene, sentence, &groups[main], group)
            || struck
            || verb && met && sides.is_empty()
            || verb && sides.iter().all(|s| matches!(s, Some(Side::State | Side::Crowd | Side::Civilian))) && !sides.is_empty();
        // "rallied where two gunmen had killed 21 people": told in full beside a mere gathering.
        let full = groups[main].iter().all(|f| f.weak) && group.iter().any(|f| counted_aside(f) || !f.noun && !f.agents.is_empty() && !f.patients.is_empty());
        if there {
            joined.extend(group);
        } else if full {
            kept.push(group.clone());
        }
    }
    if let Some(main) = kept.iter_mut().find(|g| family_of(g) == Family::Unrest) {
        main.extend(joined);
        main.sort_by_key(|f| f.unit);
    }
    *groups = kept;
}

/// In French: whether a frame tells an abduction by a participle without its auxiliary, as what somebody is
/// known by: "les otages enlevés à X".
pub fn reduced_abduction(scene: &Scene, frame: &Frame) -> bool {
    let is = |u: usize, name| scene.is(frame.sentence, u, name);
    let auxiliary = (frame.unit.saturating_sub(3)..frame.unit).any(|u| is(u, "be") || is(u, "have"));
    scene.language(frame.sentence) == Language::Fr && frame.deed == "abduct" && !frame.noun && is(frame.unit, "pp") && !auxiliary
}

/// What is done to the same people or things right after the deed, in the
/// same sentence and without a day of its own, belongs to it: "attacked, wounded and arrested".
fn aftermath(scene: &Scene, sentence: usize, group: &[&Frame], frame: &Frame) -> bool {
    if frame.another {
        return false;
    }
    if family(&frame.deed) == Family::Transfer && group.iter().any(|g| matches!(g.deed.as_str(), "take-place" | "retake-place")) {
        return true;
    }
    let told_first = group.iter().map(|g| family(&g.deed)).find(|f| *f != Family::Other).unwrap_or(Family::Other);
    let later = family(&frame.deed);
    let siege = later == Family::Siege && scene.is(sentence, frame.unit, "ing");
    let follows = match told_first {
        // "burned a school after they had preached to the villagers"
        Family::Violence if later == Family::Group => !frame.noun && (frame.agents.is_empty() || group.iter().any(|g| g.agents == frame.agents)),
        // "… during their coup"
        Family::Violence if frame.deed == "coup" && frame.noun => true,
        // "summoned the villagers, and fired in the air when they left"
        Family::Group if frame.deed == "shoot" && frame.soft => frame.agents.is_empty() || group.iter().any(|g| !g.agents.is_empty()),
        Family::Violence => siege || matches!(later, Family::Arrest | Family::Release | Family::Disarm | Family::Other),
        Family::Unrest => matches!(later, Family::Arrest | Family::Release | Family::Other),
        // "arrested and executed"
        Family::Arrest => later == Family::Violence && !frame.noun,
        _ => false,
    };
    let told = |u: usize| scene.entities.date(&scene.units(sentence)[u]).is_some();
    let last = group.iter().map(|g| g.unit).max().unwrap_or(0);
    follows && !(last..scene.units(sentence).len()).any(told)
}

fn people<'r>(referents: &'r Referents, sentence: usize, units: &[usize]) -> Vec<&'r Participant> {
    units.iter().filter_map(|u| referents.get(&(sentence, *u))).collect()
}

fn joins(scene: &Scene, sentence: usize, group: &[&Frame], frame: &Frame, layout: &Layout, referents: &Referents) -> bool {
    let clauses = &layout.clauses;
    if frame.gapped {
        return false;
    }
    // "Hostages abducted in X were freed": who was freed, not a deed of the same day.
    if family(&frame.deed) == Family::Release && group.iter().any(|g| reduced_abduction(scene, g)) {
        return false;
    }
    // "executed by gunshot": what a deed was done by is no other deed (French, English).
    let by_means = |g: &&Frame| !g.noun && g.unit < frame.unit && frame.unit - g.unit <= 3 && (g.unit + 1..frame.unit).any(|u| scene.is(sentence, u, "by"));
    let linked = scene.language(sentence) != Language::Ar && frame.noun && frame.patients.is_empty() && !frame.another;
    if linked && group.iter().any(by_means) {
        return true;
    }
    // "the killing or arrest of 20 men": one number, one event.
    if group.iter().any(|g| clauses[g.unit] == clauses[frame.unit] && !g.patients.is_empty() && g.patients == frame.patients) {
        return true;
    }
    // "111 pupils missing two days after the attack": that is when they went missing.
    if group.iter().all(|g| g.deed == "missing") && frame.noun && matches!(frame.deed.as_str(), "attack" | "abduct") && !frame.another {
        return true;
    }
    if scene.language(sentence) != Language::En && set_aside(scene, sentence, group, frame) {
        return false;
    }
    // "A week after the massacre in X, gunmen killed …": only the day hangs on it.
    let set_off = |f: &Frame| f.noun && (f.unit.saturating_sub(3)..f.unit).any(|u| of_next(scene, sentence, u));
    if scene.language(sentence) == Language::Fr && group.iter().all(|g| set_off(g)) && !set_off(frame) {
        return false;
    }
    // "… dispersed the demonstrators, which led to ten wounded": those hurt where a crowd was met.
    let hurt = matches!(frame.deed.as_str(), "kill" | "injure") && frame.agents.is_empty();
    if hurt
        && scene.language(sentence) == Language::Ar
        && group.iter().any(|g| family(&g.deed) == Family::Unrest)
        && (frame.unit.saturating_sub(CAUSE)..frame.unit).any(|u| scene.is(sentence, u, "cause"))
    {
        return true;
    }
    // "The group took the town after the army had left it": one change of hands.
    if family(&frame.deed) == Family::Transfer && group.iter().any(|g| matches!(g.deed.as_str(), "take-place" | "retake-place") && !g.weak) {
        return true;
    }
    // "surrounded the village and killed 32": the siege is part of the attack.
    let storms = |f: &Frame| !f.weak && (kills(&f.deed) || matches!(f.deed.as_str(), "attack" | "shoot"));
    let siege = |f: &Frame| family(&f.deed) == Family::Siege && !f.noun || f.deed == "siege" && f.noun && !f.definite;
    let stormed = group.iter().any(|g| storms(g)) && siege(frame) || group.iter().any(|g| siege(g)) && storms(frame) && !frame.noun;
    let families = |f: &Frame| if stormed { Family::Violence } else { family(&f.deed) };
    if of_another_year(scene, sentence, group, frame)
        || occasion(scene, sentence, group, frame)
        || group.iter().any(|g| setting_only(scene, sentence, g, frame))
    {
        return false;
    }
    if aftermath(scene, sentence, group, frame) {
        return true;
    }
    // Whoever is killed or arrested by one deed is told of violence.
    let violent = group.iter().any(|g| families(g) == Family::Violence) && families(frame) == Family::Violence;
    if !violent && group.iter().any(|g| families(g) != families(frame) && families(g) != Family::Other && families(frame) != Family::Other) {
        return false;
    }
    // "freed 59 hostages in another operation": the operation that freed them.
    let same_deed = |g: &Frame| g.agents.is_empty() || frame.deed == "operation" && frame.agents.is_empty();
    if frame.another && !group.last().is_some_and(|g| clauses[g.unit] == clauses[frame.unit] && same_deed(g)) {
        return false;
    }
    if scene.language(sentence) == Language::Ar
        && abduction(group.iter().copied()) != abduction([frame])
        && !group.iter().chain([&frame]).any(|f| kills(&f.deed))
    {
        return false;
    }
    // Whom a group struck is not who struck: "after X massacred villagers, which led to 40 of X killed".
    let doers: Vec<&Participant> = group.iter().flat_map(|g| people(referents, sentence, &g.agents)).filter(|p| p.named).collect();
    let struck = people(referents, sentence, &frame.patients);
    let fight = group.iter().any(|g| matches!(g.deed.as_str(), "clash" | "repel"));
    if fights_back(scene, frame, group, referents) && places_agree(scene, sentence, group, frame, layout) {
        return true;
    }
    if !fight && group.iter().any(|g| !g.patients.is_empty()) && struck.iter().any(|p| doers.iter().any(|d| d.template == p.template)) {
        return false;
    }
    if let (Some(a), Some(b)) = (group.iter().find_map(|g| means(&g.deed)), means(&frame.deed))
        && a != b
        && !matches!((a, b), ("ied", "suicide") | ("suicide", "ied"))
        && a != "abduct"
        && b != "abduct"
    {
        return false;
    }
    let own_clause = |f: &Frame| group.iter().any(|g| clauses[g.unit] == clauses[f.unit]);
    let agents = |fs: &[&Frame]| -> Vec<Participant> { fs.iter().flat_map(|f| people(referents, sentence, &f.agents)).cloned().collect() };
    let patients = |fs: &[&Frame]| -> Vec<Participant> { fs.iter().flat_map(|f| people(referents, sentence, &f.patients)).cloned().collect() };
    let (told, more) = ((agents(group), patients(group)), (agents(&[frame]), patients(&[frame])));
    if turns(scene, (&told.0, &told.1), (&more.0, &more.1)) {
        return false;
    }
    if parties_differ(scene, (&told.0, &told.1), (&more.0, &more.1)) && !own_clause(frame) {
        return false;
    }
    let triggers: Vec<usize> = group.iter().map(|g| g.unit).collect();
    let own_date = |t: &[usize]| dates(scene, sentence, t, clauses).into_iter().find(|d| d.own && !d.value.statement && d.value.reading.period.is_some());
    if let (Some(a), Some(b)) = (own_date(&triggers), own_date(&[frame.unit]))
        && a.unit != b.unit
        && !overlap(&a.value, &b.value)
    {
        return false;
    }
    // "…, the attack was begun by …": what the sentence has told, wherever a place stands nearer.
    if retold(scene, sentence, group, frame) {
        return true;
    }
    places_agree(scene, sentence, group, frame, layout)
}

/// Whether the frame tells no other place of its own than the group does.
fn places_agree(scene: &Scene, sentence: usize, group: &[&Frame], frame: &Frame, layout: &Layout) -> bool {
    let triggers: Vec<usize> = group.iter().map(|g| g.unit).collect();
    let own_place = |t: &[usize], p: &[usize]| places(scene, sentence, layout, t, p).into_iter().find(|p| p.own && p.value[0].extent >= Extent::Admin2);
    let hit: Vec<usize> = group.iter().flat_map(|g| g.patients.clone()).collect();
    match (own_place(&triggers, &hit), own_place(&[frame.unit], &frame.patients)) {
        (Some(a), Some(b)) if a.unit != b.unit => a.value.iter().any(|x| b.value.iter().any(|y| x.within(y) || y.within(x))),
        _ => true,
    }
}

/// Whether all that these frames tell is a kidnapping.
pub fn abduction<'f>(frames: impl IntoIterator<Item = &'f Frame>) -> bool {
    let mut frames = frames.into_iter().filter(|f| !f.weak).peekable();
    frames.peek().is_some() && frames.all(|f| f.deed == "abduct")
}

fn kills(deed: &str) -> bool {
    matches!(deed, "kill" | "injure" | "execute")
}

/// Whether the two dates can be one day.
pub fn overlap(a: &Dated, b: &Dated) -> bool {
    match (a.reading.period, b.reading.period) {
        (Some(x), Some(y)) => x.start <= y.end && y.start <= x.end,
        _ => true,
    }
}

fn draft(scene: &Scene, sentence: usize, group: &[&Frame], layout: &Layout, referents: &Referents, claimed: &[usize], several: bool) -> Draft {
    let clauses = &layout.clauses;
    let triggers: Vec<usize> = group.iter().map(|g| g.unit).collect();
    let hit: Vec<usize> = group.iter().flat_map(|g| g.patients.clone()).collect();
    // "The attack" that a sentence tells again stands wherever it stands; its verb tells where.
    let verbs: Vec<usize> = group.iter().filter(|g| !retold(scene, sentence, group, g)).map(|g| g.unit).collect();
    let place = places(scene, sentence, layout, &verbs, &hit).into_iter().find(|p| p.own || !several || p.score > 2.0);
    // "According to the police of X, the dead are …": a sentence that only counts tells its place by a preposition (English).
    let counts = group.iter().all(|f| f.noun && f.weak && f.definite && !f.patients.is_empty() && f.deed == "kill") && scene.language(sentence) == Language::En;
    let place = place.filter(|p| !counts || p.unit > 0 && ["in", "near"].iter().any(|c| scene.is(sentence, p.unit - 1, c)));
    let told = dates(scene, sentence, &triggers, clauses);
    let date = told.iter().find(|d| d.own || !several || d.score > 0.0).or_else(|| told.iter().find(|d| fronted(scene, sentence, d.unit, &triggers))).cloned();
    let gather = |units: &dyn Fn(&Frame) -> Vec<usize>| -> Vec<Participant> {
        let mut out: Vec<Participant> = Vec::new();
        for p in group.iter().flat_map(|f| people(referents, sentence, &units(f))) {
            if out.iter().all(|o| o.template != p.template || o.country != p.country) {
                out.push(p.clone());
            }
        }
        out
    };
    // Who pushes an attack back is the one attacked.
    let taken = group.iter().any(|f| matches!(f.deed.as_str(), "take-place" | "retake-place"));
    // So is who leaves a place that others take.
    let defends = |f: &Frame| f.deed == "repel" || taken && f.deed == "transfer-place" && !f.agents.is_empty();
    // Soldiers who were attacked and took arms from the dead attackers stay those who were attacked.
    let sides = |f: &Frame| match assailants::answered(scene, f, group) {
        Some(sides) => sides,
        None if assailants::fought(scene, f, group) => (f.patients.clone(), Vec::new()),
        None if fights_back(scene, f, group, referents) => (f.patients.clone(), f.agents.clone()),
        None if defends(f) => (f.patients.clone(), f.agents.clone()),
        None => (f.agents.clone(), f.patients.clone()),
    };
    let doers = gather(&|f| sides(f).0);
    let earlier_struck = |p: &Participant| -> bool {
        let stands = |units: &[usize]| people(referents, sentence, units).iter().any(|x| x.template == p.template);
        // "A convoy hit a mine, killing two": the convoy did not.
        let hit = |f: &&Frame| matches!(f.deed.as_str(), "ied" | "ambush") && scene.is(sentence, f.unit, "voice=passive") && stands(&f.patients);
        let mined = |f: &&Frame| f.deed == "ied" && !f.noun && f.patients.is_empty() && scene.is(sentence, f.unit, "voice=passive");
        if group.iter().any(mined) && p.side(scene.resources) != Some(Side::Armed) {
            return true;
        }
        if doers.iter().all(|d| d.template == p.template) && !group.iter().any(hit) {
            return false;
        }
        group.iter().map(|f| sides(f)).find_map(|(a, b)| if stands(&b) { Some(true) } else { stands(&a).then_some(false) }).unwrap_or(false)
    };
    let weak = group.iter().all(|f| f.weak);
    let first = triggers.iter().min().copied().unwrap_or(0);
    let aside = (0..first).rev().take_while(|u| !scene.is(sentence, *u, "stop")).any(|u| scene.is(sentence, u, "aside") || of_next(scene, sentence, u));
    let defenders: Vec<String> = people(referents, sentence, &group.iter().filter(|f| f.deed == "repel").flat_map(|f| f.agents.clone()).collect::<Vec<_>>())
        .iter()
        .map(|p| p.template.clone())
        .collect();
    Draft {
        family: [Family::Unrest, Family::Violence]
            .into_iter()
            .find(|w| group.iter().any(|f| family(&f.deed) == *w))
            .or_else(|| group.iter().map(|f| family(&f.deed)).find(|f| *f != Family::Other))
            .unwrap_or(Family::Other),
        agents: doers.iter().filter(|a| !defenders.contains(&a.template) && !earlier_struck(a)).cloned().collect(),
        patients: gather(&|f| sides(f).1),
        own_place: place.as_ref().is_some_and(|p| p.own),
        place_hit: place.as_ref().is_some_and(|p| hit.contains(&p.unit)),
        own_date: date.is_some(),
        told_on: date.as_ref().map(|d| d.value.clone()).filter(|d| told_on(scene, sentence, d)),
        date: date.map(|d| d.value),
        tolls: tolls(scene, sentence, group, referents, (claimed, !several), clauses),
        losses: losses(scene, sentence, group, clauses),
        sentences: vec![sentence],
        definite: group.iter().any(|f| f.definite),
        another: group.iter().any(|f| f.another),
        goes_on: goes_on(scene, sentence),
        further: further(scene, sentence),
        dual: group.iter().any(|f| f.noun && scene.is(sentence, f.unit, "dual") && !scene.is(sentence, f.unit, "pl")),
        plural: group.iter().any(|f| f.plural)
            && !group
                .iter()
                .any(|f| f.noun && !f.plural && family(&f.deed) == Family::Violence && !matches!(f.deed.as_str(), "kill" | "injure" | "destroy" | "burn")),
        weak,
        aside,
        caused: several && caused(scene, sentence, first) && !group.iter().all(|f| f.gapped),
        parted: false,
        listed: place.as_ref().is_some_and(|p| p.value.len() > 1),
        places: place.map(|p| p.value.to_vec()).unwrap_or_default(),
        frames: group.iter().map(|f| (*f).clone()).collect(),
    }
}

/// "On 3 May, traders shut the market and beat a man": the day that a sentence begins with is that of all it
/// tells, where no other day stands nearer and nothing says that it was before (English).
fn fronted(scene: &Scene, sentence: usize, date: usize, triggers: &[usize]) -> bool {
    const HEAD: usize = 2;
    let first = triggers.iter().min().copied().unwrap_or(0);
    let parts = |u: usize| ["after", "aside", "stop", "semicolon", "DATE"].iter().any(|c| scene.is(sentence, u, c));
    scene.language(sentence) == Language::En && date < HEAD && date < first && !(date + 1..first).any(parts)
}

/// Whether a statement's day is that of news: a group's claim and a denial come later.
fn told_on(scene: &Scene, sentence: usize, date: &Dated) -> bool {
    let later = ["stance=claim", "stance=deny", "stance=condemn"].iter().any(|s| scene.units(sentence).iter().any(|u| u.is(scene.class(s))));
    date.statement && date.reading.period.is_some() && date.reading.precision == 1 && !later
}

/// Whether a verb of causing stands before a trigger, with no other deed between them.
fn caused(scene: &Scene, sentence: usize, trigger: usize) -> bool {
    let told = |u: usize| scene.units(sentence)[u].mention.is_none() && scene.is(sentence, u, "deed");
    (trigger.saturating_sub(CAUSE)..trigger).rev().take_while(|u| !told(*u)).any(|u| scene.is(sentence, u, "cause") && scene.is(sentence, u, "v"))
}
