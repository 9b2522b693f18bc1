//! Drafts of one report -> events: headline, lead and body tell one event once.
//!
//! Two drafts are one event when nothing parts them (family, means, date, place, parties) and
//! something joins them (the same place, date or number, a definite noun, the headline).
//!
//! In: all drafts, in text order. Out: fewer drafts, each with all sentences that tell it. Not done here:
//! joining the records of different reports.

use super::clauses::Dated;
use super::drafts::{Draft, Family, abduction, means, overlap};
use super::frames::{Frame, Scene};
use super::likeness::{inside, place_score, toll_score};
use super::parties::{drove_back, parties_differ, struck_back};
use super::reject;
use crate::report::Language;
use crate::resolve::actors::Participant;
use crate::resolve::dates::Period;
use crate::resolve::places::PlaceReading;
use crate::resources::gazetteer::Side;

/// How strongly two drafts must be joined to become one.
const ENOUGH: f64 = 2.0;

/// Merges the drafts in text order; a later one joins the earlier one that it fits best.
pub fn merge(scene: &Scene, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        if draft.dual && draft.definite && draft.places.is_empty() && both(scene, &mut out, &draft) {
            continue;
        }
        if draft.further
            && !draft.another
            && let Some(known) = out.iter_mut().rev().find(|k| goes_on_with(scene, k, &draft))
        {
            absorb(scene, known, draft);
            continue;
        }
        if let Some(i) = told_right_before(scene, &out, &draft) {
            absorb(scene, &mut out[i], draft);
            continue;
        }
        // "Expert killed, US says": a line of its own tells of what follows.
        if draft.sentences[..].iter().all(|s| subhead(scene, *s)) {
            out.push(draft);
            continue;
        }
        let mut best: Option<(f64, usize)> = None;
        let captives = of_captives(scene, &draft) && out.iter().any(kidnaps);
        for (i, known) in out.iter().enumerate().filter(|(_, k)| !captives || kidnaps(k)) {
            let Some(score) = joined(scene, known, &draft) else { continue };
            if best.is_none_or(|(s, _)| score >= s) {
                best = Some((score, i));
            }
        }
        match best.filter(|(s, _)| *s >= ENOUGH) {
            Some((_, i)) => {
                let i = part_off(&mut out, i, &draft);
                absorb(scene, &mut out[i], draft);
            }
            None => out.push(draft),
        }
    }
    super::strays::strays(scene, out)
}

/// Whether all that a draft tells is that people got away or are missing: those who were carried off, where the
/// report tells of any (English).
pub(super) fn of_captives(scene: &Scene, d: &Draft) -> bool {
    let armed = |p: &Participant| p.side(scene.resources).is_some_and(Side::is_armed_force);
    let gone = d.frames.iter().all(|f| matches!(f.deed.as_str(), "rescue" | "missing")) && d.frames.iter().any(|f| f.deed == "missing");
    scene.language(d.sentences[0]) == Language::En && gone && d.places.is_empty() && !d.patients.iter().any(armed)
}

/// Whether a draft tells that people were carried off.
pub(super) fn kidnaps(d: &Draft) -> bool {
    d.frames.iter().any(|f| f.deed == "abduct")
}

/// In English, the event of the sentences just before whose toll a draft tells, where the report began
/// with another one.
fn told_right_before(scene: &Scene, known: &[Draft], draft: &Draft) -> Option<usize> {
    const NEAR: usize = 2;
    let here = draft.sentences[0];
    let near = |d: &Draft| d.sentences.last().is_some_and(|s| here - s <= NEAR && *s < here);
    let told = toll_only(draft) && draft.agents.is_empty() && !draft.another && scene.language(here) == Language::En;
    let fits = |d: &Draft| near(d) && !d.weak && d.sentences[0] > 1 && !d.places.is_empty() && joined(scene, d, draft).is_some();
    known.iter().rposition(fits).filter(|_| told && !known.iter().any(|d| d.sentences[0] <= 1 && near(d)))
}

/// What is told of one place of a list, or of several places in one region of it, parts that place off from the
/// others; the number of the draft that now stands for it.
fn part_off(drafts: &mut Vec<Draft>, i: usize, more: &Draft) -> usize {
    let list = &drafts[i].places;
    if list.len() < 2 {
        return i;
    }
    let home = |p: &PlaceReading, place: &PlaceReading| p.country.is_some() && p.country == place.country;
    let near = |p: &PlaceReading, place: &PlaceReading| p.within(place) || place.within(p);
    let smaller = |m: &PlaceReading, p: &PlaceReading| m.within(p) && !m.same(p);
    let member = match &more.places[..] {
        [] => None,
        [place] => list
            .iter()
            .position(|p| p.same(place))
            .or_else(|| list.iter().position(|p| home(p, place) && near(p, place)))
            .or_else(|| list.iter().position(|p| near(p, place))),
        // "In the regions of A and B", then "in A it hit X, Y and Z".
        several => list.iter().position(|p| several.iter().any(|m| smaller(m, p)) && several.iter().all(|m| m.admin1.is_none() || smaller(m, p))),
    };
    let Some(member) = member else { return i };
    let mut part = drafts[i].clone();
    part.places = vec![drafts[i].places.remove(member)];
    // What was told of all of them is a total.
    drafts[i].tolls.retain(|t| t.place.is_some());
    part.tolls.clear();
    part.losses.clear();
    drafts.insert(i + 1, part);
    i + 1
}

/// Whether a sentence without place and day goes on telling of the event in the sentence before.
fn goes_on_with(scene: &Scene, known: &Draft, draft: &Draft) -> bool {
    let paragraph = |d: &Draft| scene.segmented.sentences[*d.sentences.last().unwrap_or(&0)].paragraph;
    let near = known.sentences.iter().any(|s| (s + 1..draft.sentences[0]).all(|x| silent(scene, x))) && paragraph(known) == paragraph(draft);
    // "… arrested a supplier. Two trucks were seized.": booty of an arrest, a find or a raid.
    let booty = draft.agents.is_empty() && draft.frames.iter().all(|f| f.deed == "seize-item");
    let main = matches!(known.family, Family::Violence | Family::Unrest) || booty && matches!(known.family, Family::Arrest | Family::Disarm);
    let apart = matches!(draft.family, Family::Agreement | Family::Group | Family::Siege | Family::Base | Family::Release);
    // A crowd and the forces that meet it are two parties of one event.
    let soldiers = draft.family == Family::Arrest && draft.patients.iter().any(|p| p.side(scene.resources) == Some(Side::State));
    let met = known.family == Family::Unrest && matches!(draft.family, Family::Unrest | Family::Violence | Family::Arrest) && !soldiers;
    near && main
        && !apart
        && !(soldiers && known.family == Family::Unrest)
        && (met || !parties_differ(scene, (&known.agents, &known.patients), (&draft.agents, &draft.patients)))
}

/// Whether a sentence names no place, no day and no doer of its own: "No casualties were reported."
fn silent(scene: &Scene, sentence: usize) -> bool {
    scene
        .units(sentence)
        .iter()
        .all(|u| scene.entities.places(u).is_empty() && scene.entities.date(u).is_none() && scene.entities.actor(u).is_none_or(|p| p.template == "unknown"))
}

/// "The two attacks": the last two of the kind take over what is said of both, but no number.
fn both(scene: &Scene, known: &mut [Draft], draft: &Draft) -> bool {
    let mut found: Vec<usize> = Vec::new();
    let bare = || Draft { tolls: Vec::new(), losses: Vec::new(), ..draft.clone() };
    for i in (0..known.len()).rev() {
        // "hit A and B", then "the two attacks".
        if found.is_empty() && known[i].places.len() == 2 && joined(scene, &known[i], draft).is_some() {
            absorb(scene, &mut known[i], bare());
            return true;
        }
        if found.len() < 2 && !known[i].places.is_empty() && !known[i].plural && joined(scene, &known[i], draft).is_some() {
            found.push(i);
        }
    }
    if found.len() < 2 {
        return false;
    }
    for i in found {
        absorb(scene, &mut known[i], bare());
    }
    true
}

/// How strongly two drafts belong together; `None` if something parts them.
pub(super) fn joined(scene: &Scene, a: &Draft, b: &Draft) -> Option<f64> {
    // "Town hall ransacked", then the crowd that did it.
    let breaks = |d: &Draft| {
        d.frames.iter().all(|f| matches!(f.deed.as_str(), "destroy" | "burn" | "loot"))
            && !d.agents.iter().any(|p| p.side(scene.resources).is_some_and(Side::is_armed_force))
    };
    let angry = |d: &Draft| !d.agents.is_empty() && d.agents.iter().all(|p| p.side(scene.resources) == Some(Side::Crowd)) && d.family == Family::Violence;
    let mob = a.family == Family::Unrest && angry(b) || b.family == Family::Unrest && angry(a);
    let crowd = mob || scene.language(b.sentences[0]) != Language::Ar && (a.family == Family::Unrest && breaks(b) || b.family == Family::Unrest && breaks(a));
    // "The siege of the hotel", then "the attack": a siege that is only named may be one (English).
    let besieged = |d: &Draft| scene.language(d.sentences[0]) == Language::En && d.frames.iter().all(|f| f.deed == "siege" && f.noun);
    let siege = a.family == Family::Violence && besieged(b) && b.definite || b.family == Family::Violence && besieged(a);
    if a.family != b.family && !crowd && !siege && a.family != Family::Other && b.family != Family::Other {
        return None;
    }
    let latin = scene.language(b.sentences[0]) != Language::Ar;
    // "a drone targeted him": what a deed was done with parts as what a word says (French, English).
    let with = |f: &Frame| match f.means.as_deref() {
        Some("air" | "drone") => Some("air"),
        Some("suicide") => Some("suicide"),
        _ => None,
    };
    // Whether hostages were taken is asked below.
    let means = |deed: &str| means(deed).filter(|m| *m != "abduct" || !latin);
    let told = |d: &Draft| d.frames.iter().find_map(|f| means(&f.deed).or_else(|| with(f).filter(|_| latin && !f.weak)));
    // A suicide bomber in a car is told as a car bomb, too.
    let bomber = |x: &str, y: &str| x == "suicide" && y == "ied";
    if let (Some(x), Some(y)) = (told(a), told(b))
        && x != y
        && !bomber(x, y)
        && !bomber(y, x)
    {
        return None;
    }
    // "Forty people abducted in A", then "gunmen attacked A": a headline tells the gravest of what its lead tells.
    let headline =
        scene.language(b.sentences[0]) != Language::Ar && a.sentences == [0] && b.sentences[0] == 1 && place_score(scene, a, b).is_some_and(|s| s > 1.0);
    let abducts = |d: &Draft| d.frames.iter().any(|f| f.deed == "abduct") && !abduction(&d.frames);
    if abduction(&a.frames) != abduction(&b.frames) && !headline && !abducts(a) && !abducts(b) {
        return None;
    }
    if parties_differ(scene, (&a.agents, &a.patients), (&b.agents, &b.patients)) && !stormed(scene, a, b) {
        return None;
    }
    // The arrest of a president is not that of eleven soldiers (French).
    let known = |list: &[Participant]| !list.is_empty() && list.iter().all(|p| p.template != "unknown");
    let others = a.family == Family::Arrest && b.family == Family::Arrest && known(&a.patients) && known(&b.patients);
    let shared = || a.patients.iter().any(|p| b.patients.iter().any(|q| p.template == q.template || q.template.starts_with("civilians")));
    if scene.language(b.sentences[0]) == Language::Fr && others && b.patients.iter().any(|p| p.counted) && !shared() {
        return None;
    }
    // An undated lead is news; what is dated weeks before the report is its background.
    let lead = a.date.is_none() && a.sentences[0] <= 2 && scene.language(a.sentences[0]) != Language::Fr;
    let both_abduct = latin && kidnaps(a) && kidnaps(b);
    if lead && is_old(scene, b) && !those_abducted(a, b) && !both_abduct {
        return None;
    }
    // "Since January mines have killed 80": a total is no number of one event.
    let total = |d: &Draft| {
        let since = |x: &Dated| x.reading.since && !x.statement && x.reading.precision == 3;
        let long = |x: &Dated| latin && x.reading.period.is_some_and(|p| (p.end - p.start).num_days() > 60 && (p.end - p.start).num_days() < 360);
        d.date.as_ref().is_some_and(|x| since(x) || long(x)) && !d.tolls.is_empty() && d.frames.iter().all(|f| matches!(f.deed.as_str(), "kill" | "injure"))
    };
    if total(a) != total(b) || reject::is_total(a) != reject::is_total(b) {
        return None;
    }
    // "Many attacks in the last two years" is no part of one attack.
    if series(a) != series(b) {
        return None;
    }
    // Who takes arms from a post stood in it: fire from afar is another deed.
    let fired = |f: &Frame| matches!(f.deed.as_str(), "shelling" | "airstrike") || matches!(f.means.as_deref(), Some("artillery" | "air" | "drone"));
    let from_afar = |d: &Draft| d.frames.iter().all(fired);
    let on_the_spot = |d: &Draft| d.frames.iter().any(|f| f.deed == "seize-item" && !f.noun);
    if on_the_spot(a) && from_afar(b) || from_afar(a) && on_the_spot(b) {
        return None;
    }
    // What a sentence sets aside is not what else it tells.
    if a.aside != b.aside && a.sentences.contains(&b.sentences[0]) {
        return None;
    }
    let mut score = 0.0;
    // Villagers killed here and fighters killed there are seldom one event.
    let all = |list: &[Participant], side: Side| !list.is_empty() && list.iter().all(|p| p.side(scene.resources) == Some(side));
    if all(&a.patients, Side::Civilian) && all(&b.patients, Side::Armed) || all(&a.patients, Side::Armed) && all(&b.patients, Side::Civilian) {
        score -= 0.8;
    }
    if let (Some(x), Some(y)) = (&a.date, &b.date) {
        // A day that only the publication date would place is recent; a year of its own is not it.
        let day = |d: &Dated| d.reading.period.is_none() && !d.reading.coarse;
        let year = |d: &Dated| d.reading.period.is_some() && d.reading.precision == 3;
        if day(x) && year(y) || day(y) && year(x) {
            return None;
        }
        let next_day = |p: Period, q: Period| (p.start - q.end).num_days() == 1;
        let adjacent = x.reading.period.zip(y.reading.period).is_some_and(|(p, q)| next_day(p, q) || next_day(q, p));
        // "In the night to Sunday 13 people were killed there", and who tells it says that they were killed on Sunday.
        let recounted = || same_dead(a, b) && place_score(scene, a, b).is_some_and(|s| s > 1.0);
        // "The attack in the town began late on Friday", after a lead that tells how it ended on Saturday.
        let overnight = adjacent && (taken_up(scene, a, b) || recounted());
        if !x.statement && !y.statement && !overlap(x, y) && !overnight || told_before(x, y) || told_before(y, x) {
            return None;
        }
        let same_day = x.reading.period == y.reading.period && x.reading.period.is_some() && x.reading.precision == 1;
        score += if same_day && !x.statement && !y.statement { 1.5 } else { 0.0 };
    }
    let spot = place_score(scene, a, b)?;
    score += spot;
    // The same town on the same day: whatever else is told of it.
    score += if spot > 1.0 && score > spot { 1.0 } else { 0.0 };
    score += toll_score(a, b)?;
    let distance = apart(scene, *a.sentences.last().unwrap_or(&0), b.sentences[0]);
    score += match distance {
        0 => 0.3,
        1 => 0.8,
        2 => 0.4,
        _ => 0.0,
    };
    score += if b.definite && !b.another && (!b.plural || a.plural) { 1.2 } else { 0.0 };
    // A toll told right after its event, without a place or day of its own.
    score += if toll_only(b) && distance <= 1 { 1.2 } else { 0.0 };
    // One told further down is mostly that of the event which the report is about (French, English).
    let main = a.sentences[0] <= 1 && scene.language(b.sentences[0]) != Language::Ar;
    score += if main && distance > 1 && toll_only(b) && b.agents.is_empty() && !b.another { 1.0 } else { 0.0 };
    // "Une nouvelle attaque …": a lead tells its headline, however new the event is.
    let lead = (a.sentences == [0] || matches!(a.sentences[..], [s] if subhead(scene, s))) && latin && distance == 1;
    // "An expert was killed in a strike. … He was killed near X": whom the pronoun takes up (English).
    let taken_up_again = b.frames.iter().any(|f| f.undergone) && scene.language(b.sentences[0]) == Language::En;
    // "A second blast …", then "the second blast": the same one.
    let both_other = a.another && latin && place_score(scene, a, b).is_some_and(|s| s > 1.0);
    score -= if b.another && !lead && !both_other { 2.5 } else { 0.0 };
    score += if lead { 1.0 } else { 0.0 };
    // "a doctor and his wife were kidnapped in the north", then "the couple was abducted in X".
    score += if latin && those_abducted(a, b) && spot > 0.2 && spot < 1.0 { 1.2 } else { 0.0 };
    // One strike is not a series.
    score -= if a.plural != b.plural { 0.5 } else { 0.0 };
    score -= if b.weak && a.sentences != b.sentences { 0.6 } else { 0.0 };
    let same = |x: &[Participant], y: &[Participant]| x.iter().any(|p| y.iter().any(|q| p.template == q.template));
    score += if same(&a.agents, &b.agents) { 0.5 } else { 0.0 };
    score += if same(&a.patients, &b.patients) { 0.5 } else { 0.0 };
    score += if taken_up_again && same(&a.patients, &b.patients) { 0.9 } else { 0.0 };
    // The headline and the lead tell what the body tells again.
    score += if a.sentences[0] <= 1 && !b.another && score >= 1.0 { 1.0 } else { 0.0 };
    Some(score)
}

/// Whether a sentence is a short line without a full stop between paragraphs of text, behind the lead (English).
fn subhead(scene: &Scene, sentence: usize) -> bool {
    const LINE: usize = 14;
    let sentences = &scene.segmented.sentences;
    let alone = |s: usize| {
        (s == 0 || sentences[s - 1].paragraph != sentences[s].paragraph) && sentences.get(s + 1).is_some_and(|n| n.paragraph != sentences[s].paragraph)
    };
    let ended = |s: usize| scene.units(s).iter().any(|u| u.is(scene.class("stop")));
    sentence > 2
        && scene.language(sentence) == Language::En
        && scene.units(sentence).len() <= LINE
        && alone(sentence)
        && !ended(sentence)
        && ended(sentence + 1)
}

/// How many sentences on one sentence is from another. Lines behind a headline that name the writer, the outlet or the day do
/// not count (English).
fn apart(scene: &Scene, from: usize, to: usize) -> usize {
    const LINE: usize = 6;
    let tells = |s: usize| scene.units(s).iter().any(|u| ["deed", "cue", "stop", "PLACE"].iter().any(|c| u.is(scene.class(c))));
    let byline = |s: &usize| scene.language(to) == Language::En && scene.units(*s).len() <= LINE && !tells(*s);
    let lines = if from == 0 { (1..to).take_while(byline).count() } else { 0 };
    to.saturating_sub(from) - lines.min(to.saturating_sub(from).saturating_sub(1))
}

/// Whether both drafts count the same number of dead, and more than two.
fn same_dead(a: &Draft, b: &Draft) -> bool {
    let dead = |d: &Draft| d.tolls.iter().filter(|t| t.kind == "killed" && t.who.counted && t.quantity.low > 2).map(|t| t.quantity.low).collect::<Vec<_>>();
    let known = dead(a);
    dead(b).iter().any(|n| known.contains(n))
}

/// In English, "the attack" in the town of the report's first event, or in a building there.
fn taken_up(scene: &Scene, a: &Draft, b: &Draft) -> bool {
    const OPENING: usize = 4;
    let noun = b.frames.iter().any(|f| f.noun && f.definite && matches!(f.deed.as_str(), "attack" | "siege" | "clash"));
    let english = scene.language(b.sentences[0]) == Language::En;
    english && noun && !b.another && !b.plural && a.sentences[0] <= OPENING && place_score(scene, a, b).is_some_and(|s| s > 0.8)
}

/// Whether the first account tells how forces ended the attack that the second one takes up: the storming
/// of a siege is a part of it.
fn stormed(scene: &Scene, a: &Draft, b: &Draft) -> bool {
    let state = |p: &Participant| matches!(p.side(scene.resources), Some(Side::State | Side::External));
    let struck = |p: &Participant| p.side(scene.resources) == Some(Side::Armed) && a.patients.iter().any(|x| x.template == p.template);
    taken_up(scene, a, b) && !a.agents.is_empty() && a.agents.iter().all(state) && !b.agents.is_empty() && b.agents.iter().all(struck)
}

/// Several deeds over more than a month and a half.
fn series(d: &Draft) -> bool {
    let long = |x: &Dated| x.reading.period.is_some_and(|p| x.reading.since || (p.end - p.start).num_days() > 45);
    d.plural && d.date.as_ref().is_some_and(|x| !x.statement && long(x))
}

/// Nobody tells a deed before it is done: a statement's day is no earlier than the deed's.
fn told_before(statement: &Dated, deed: &Dated) -> bool {
    let days = statement.reading.period.zip(deed.reading.period);
    statement.statement && !deed.statement && days.is_some_and(|(s, d)| s.end < d.start)
}

fn is_old(scene: &Scene, d: &Draft) -> bool {
    let day = d.date.as_ref().filter(|x| !x.statement).and_then(|x| x.reading.period);
    day.zip(scene.entities.published).is_some_and(|(d, p)| (p - d.end).num_days() > 20)
}

/// "110 pupils abducted", then "the pupils were abducted in X": an old deed may be what the report is about.
fn those_abducted(a: &Draft, b: &Draft) -> bool {
    let taken = |d: &Draft| d.frames.iter().any(|f| f.deed == "abduct");
    taken(a) && taken(b) && b.patients.iter().any(|p| p.definite && a.patients.iter().any(|q| q.template == p.template))
}

fn toll_only(d: &Draft) -> bool {
    !d.tolls.is_empty()
        && d.places.is_empty()
        && d.date.as_ref().is_none_or(|x| x.statement)
        && d.frames.iter().all(|f| matches!(f.deed.as_str(), "kill" | "injure" | "missing" | "destroy"))
}

pub(super) fn absorb(scene: &Scene, known: &mut Draft, mut more: Draft) {
    if let ([_, _, ..], [one]) = (&known.places[..], &more.places[..])
        && one.precision == 1
        && known.places.iter().any(|p| p.same(one))
    {
        // "attacked A, B and C", then "in A, ten were killed".
        more.tolls.iter_mut().for_each(|t| t.place = Some(one.clone()));
    }
    if more.agents.is_empty() && more.patients.is_empty() && more.tolls.is_empty() && more.losses.is_empty() && !more.place_hit {
        // "Tear gas was fired": told of nobody, it still tells how the crowd was met.
        more.frames.iter_mut().for_each(|f| f.echo = f.deed != "disperse" && (f.noun || f.deed != "riot"));
    }
    // "A et B" in the headline, "entre A et B" in the text: one place between them.
    if let ([x, y], [one]) = (&known.places[..], &more.places[..])
        && one.precision == 2
        && (x.same(one) || y.same(one))
        && scene.language(more.sentences[0]) != Language::Ar
    {
        known.places = vec![one.clone()];
    }
    let narrower = |a: &Draft, b: &Draft| match (a.places.first(), b.places.first()) {
        (Some(x), Some(y)) => {
            let lies_within = inside(y, x) || x.admin1.is_none() && y.admin1.is_some();
            y.extent > x.extent || y.extent == x.extent && (b.own_place && !a.own_place || lies_within)
        }
        (None, Some(_)) => true,
        _ => false,
    };
    if narrower(known, &more) {
        known.places.clone_from(&more.places);
        known.own_place = more.own_place;
        known.place_hit = more.place_hit;
    }
    known.told_on = known.told_on.take().or(more.told_on.take());
    // "details came out only two days later": nothing is told before it happened.
    let to_come = |d: &Dated| d.reading.period.zip(scene.entities.published).is_some_and(|(p, day)| p.start > day);
    let better = match (&known.date, &more.date) {
        (_, Some(b)) if to_come(b) => false,
        (None, Some(b)) => !b.statement,
        (Some(a), Some(b)) => {
            let known_day = a.reading.period.is_some();
            b.reading.period.is_some()
                && (!known_day && b.reading.precision == 1
                    || a.statement && !b.statement
                    || a.statement == b.statement && b.reading.precision < a.reading.precision)
        }
        _ => false,
    };
    if better {
        known.date.clone_from(&more.date);
    }
    if stormed(scene, known, &more) {
        known.agents.clear();
        known.patients.retain(|p| p.side(scene.resources) != Some(Side::Armed));
        if more.date.as_ref().is_some_and(|d| d.reading.precision == 1 && !d.statement) {
            known.date.clone_from(&more.date);
        }
    }
    // Who is told first as the doer stays it: later sentences look at a fight from either side.
    let same = |list: &[Participant], p: &Participant| list.iter().any(|m| m.id(scene.resources, None) == p.id(scene.resources, None));
    // "The gendarmes intervened": who comes to help did not do it.
    let comes = more.frames.iter().all(|f| f.deed == "operation" && f.weak) && !known.agents.is_empty();
    let fought = known.agents.iter().any(|a| a.side(scene.resources) == Some(Side::Armed));
    if drove_back(scene, known, &more) || struck_back(scene, known, &more) {
        std::mem::swap(&mut more.agents, &mut more.patients);
    }
    if comes && fought {
        more.patients.append(&mut more.agents);
    } else if comes && known.family == Family::Violence {
        more.agents.clear();
    }
    // "a violence that the state sanctions": a word that often tells nothing names nobody's part in what is told elsewhere (French).
    if more.weak && !known.weak && more.tolls.is_empty() && scene.language(more.sentences[0]) != Language::En && !known.agents.is_empty() {
        more.agents.clear();
        more.patients.clear();
    }
    // "two drivers" in the headline, then "two Senegalese drivers".
    let lead = known.sentences == [0] && more.sentences[0] == 1;
    for p in more.patients.iter().filter(|p| lead && p.country.is_some()) {
        if let Some(k) = known.patients.iter_mut().find(|k| k.template == p.template && k.country.is_none() && k.template.starts_with("civilians")) {
            k.country.clone_from(&p.country);
        }
    }
    for p in more.agents {
        if !same(&known.agents, &p) && !same(&known.patients, &p) {
            known.agents.push(p);
        }
    }
    // "the attackers were killed": whoever attacked, told without a name.
    let attackers = |p: &Participant| p.template == "unidentified-armed-group" && !p.named;
    let armed = known.agents.iter().any(|a| a.side(scene.resources) == Some(Side::Armed)) && !known.patients.is_empty();
    for p in more.patients {
        if !same(&known.patients, &p) && !same(&known.agents, &p) && !(armed && attackers(&p)) {
            known.patients.push(p);
        }
    }
    known.tolls.extend(more.tolls);
    known.losses.extend(more.losses);
    known.sentences.extend(more.sentences);
    known.frames.extend(more.frames);
    known.listed |= more.listed && known.places.len() > 1;
    known.weak &= more.weak;
    // A word that often tells nothing does not make one attack of a series.
    known.plural &= more.plural || more.weak;
    let violent = known.family == Family::Siege && more.family == Family::Violence;
    if known.family == Family::Other || violent || more.family == Family::Unrest && known.family == Family::Violence {
        known.family = more.family;
    }
}
