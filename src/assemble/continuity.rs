//! What a sentence leaves to the ones before it: a dropped subject, the day of a running story.
//!
//! In: all drafts, in text order. Out: the same drafts with what they leave out filled in. Not done here:
//! making one draft of two (see [`super::coref`]).

use super::clauses::Dated;
use super::drafts::{Draft, Family};
use super::frames::Scene;
use crate::report::Language;
use crate::resolve::dates::{DateReading, NO_PUBLICATION_DATE};
use crate::resolve::places::Extent;
use crate::resources::gazetteer::Side;

/// How many sentences a lead's day reaches.
const REACH_OF_LEAD: usize = 6;

/// How many sentences on another thing of the same day may be told.
const BESIDE: usize = 5;

/// Fills dropped subjects and running dates from the drafts just before, in text order.
pub fn carry_on(scene: &Scene, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let draft = &mut rest[0];
        let near: Vec<&Draft> = before.iter().rev().take_while(|d| follows(scene, d, draft)).collect();
        let wide: Vec<&Draft> = before.iter().rev().take_while(|d| within_reach(d, draft, 3)).collect();
        if draft.agents.is_empty() && draft.frames.iter().any(|f| f.dropped) {
            let armed = |d: &&&Draft| d.agents.iter().any(|a| a.side(scene.resources).is_some_and(Side::is_armed_force));
            if let Some(subject) = near.iter().find(armed) {
                draft.agents = subject.agents.iter().filter(|a| !draft.patients.iter().any(|p| p.template == a.template)).cloned().collect();
            }
        }
        if draft.patients.is_empty() && draft.frames.iter().any(|f| f.undergone) {
            let befell = |d: &Draft| {
                d.frames.iter().any(|f| {
                    matches!(
                        f.deed.as_str(),
                        "kill" | "injure" | "execute" | "abduct" | "arrest" | "release" | "rescue" | "missing" | "beat" | "attack" | "shoot"
                    )
                })
            };
            let people = |d: &&&Draft| d.patients.iter().any(|p| p.facility.is_none()) && befell(d);
            if let Some(story) = near.iter().chain(&wide).find(people) {
                draft.patients = story.patients.iter().filter(|p| p.facility.is_none()).cloned().collect();
            }
        }
        // "The attacks hit …", "it also told of strikes in …": the same doer, means and days.
        // French says "lors de l'attaque d'un poste" of what was not told before.
        let new = draft.own_date && draft.own_place && !draft.patients.is_empty() && scene.language(draft.sentences[0]) == Language::Fr;
        let taken_up = draft.definite && !draft.another && !new || draft.goes_on || draft.caused;
        // Who fights for a town is not yet who took it.
        let takes = |d: &Draft| d.frames.iter().any(|f| matches!(f.deed.as_str(), "take-place" | "retake-place") && !f.weak);
        let same = |d: &Draft| d.family == draft.family && (takes(d) || !takes(draft));
        // "It was the deadliest bombing in X": what is told of one place takes up nobody from another (French, English).
        let one = draft.definite && !draft.plural && !draft.goes_on && !draft.caused && scene.language(draft.sentences[0]) != Language::Ar;
        let there = |d: &Draft| !one || super::likeness::place_score(scene, d, draft).is_some();
        if let Some(story) = wide.iter().find(|d| taken_up && there(d) && same(d) && !d.agents.is_empty() && draft.agents.is_empty()).copied() {
            draft.agents = story.agents.iter().filter(|a| !draft.patients.iter().any(|p| p.template == a.template)).cloned().collect();
            let means = story.frames.iter().find_map(|f| f.means.clone());
            if let Some(frame) = draft.frames.iter_mut().find(|f| f.noun && f.means.is_none()).filter(|_| story.plural || draft.plural) {
                frame.means = means;
            }
            if draft.date.is_none() && story.plural {
                draft.date.clone_from(&story.date);
            }
            // A series against people who bear no arms goes on against them.
            let unarmed = |d: &Draft| !d.patients.is_empty() && d.patients.iter().all(|p| p.side(scene.resources) == Some(Side::Civilian));
            if draft.patients.is_empty() && !draft.place_hit && (story.plural || draft.plural) && unarmed(story) {
                draft.patients.clone_from(&story.patients);
            }
        }
        // "Near X, one strike destroyed a bridge", in a list of what an air force did: it goes on.
        let from_air = |d: &Draft| d.frames.iter().any(|f| f.deed == "airstrike" && !f.definite);
        let flies = |d: &&&Draft| from_air(d) && d.agents.iter().any(|a| matches!(a.side(scene.resources), Some(Side::State | Side::External)));
        if from_air(draft)
            && draft.agents.iter().all(|a| a.template == "unknown")
            && !draft.another
            && let Some(story) = wide.iter().find(flies)
        {
            draft.agents.clone_from(&story.agents);
            // What is hit, if it is nobody's by what is told of it (English).
            let held = |d: &&&Draft| flies(d) && d.plural && d.patients.iter().any(|p| p.side(scene.resources) == Some(Side::Armed));
            if draft.patients.is_empty()
                && !draft.place_hit
                && scene.language(draft.sentences[0]) == Language::En
                && let Some(series) = wide.iter().find(held)
            {
                draft.patients = series.patients.iter().filter(|p| p.side(scene.resources) == Some(Side::Armed)).cloned().collect();
            }
        }
        // A crowd goes out where the story is (French).
        let crowd = draft.family == Family::Unrest && draft.places.is_empty() && !draft.agents.is_empty() && !draft.plural;
        if crowd && scene.language(draft.sentences[0]) == Language::Fr {
            let spot = |d: &&&Draft| d.places.first().is_some_and(|p| p.extent > Extent::Area);
            if let Some(story) = wide.iter().find(spot) {
                draft.places.clone_from(&story.places);
            }
        }
        // A span of days holds for a whole series.
        if let Some(story) = wide
            .iter()
            .find(|d| {
                d.family == draft.family
                    && d.plural
                    && draft.plural
                    && draft.date.is_none()
                    && d.date.as_ref().is_some_and(|x| !x.statement && !x.reading.since)
            })
            .copied()
        {
            draft.date.clone_from(&story.date);
        }
        // "Elsewhere in X, …", "the deadliest of the blasts was in X": the day of what was told just before (English).
        let here = draft.sentences[0];
        let beside = scene.units(here).iter().any(|u| u.is(scene.class("elsewhere")));
        let of_them = |d: &Draft| taken_up && !draft.plural && d.plural && d.frames.iter().any(|f| draft.frames.iter().any(|g| g.deed == f.deed));
        let day = |d: &Dated| !d.statement && d.reading.period.is_some() && d.reading.precision == 1;
        let then = |d: &&&Draft| (beside || of_them(d)) && d.own_date && d.date.as_ref().is_some_and(day);
        if draft.date.is_none()
            && scene.language(here) == Language::En
            && let Some(story) = before.iter().rev().take_while(|d| within_reach(d, draft, BESIDE)).collect::<Vec<_>>().iter().find(then)
        {
            draft.date.clone_from(&story.date);
        }
        let story = near.first().filter(|d| d.family == draft.family && draft.date.is_none() && !draft.plural && !draft.weak);
        let day = story.and_then(|d| d.date.as_ref()).filter(|d| !d.statement && d.reading.period.is_some() && d.reading.precision == 1);
        if let Some(day) = day {
            draft.date = Some(day.clone());
        }
    }
}

/// A lead that sums up several deeds of one day dates those told one by one after it, of them the wanted ones.
pub fn day_of_the_lead(drafts: &mut [Draft], wanted: impl Fn(&Draft) -> bool) {
    let day = |d: &Dated| !d.statement && d.reading.period.is_some() && d.reading.precision == 1;
    let Some(lead) = drafts.iter().find(|d| d.sentences[0] <= 1 && d.own_date && (d.plural || d.dual || d.listed) && d.date.as_ref().is_some_and(day)) else {
        return;
    };
    let (family, date) = (lead.family, lead.date.clone());
    for draft in drafts.iter_mut().filter(|d| d.family == family && d.date.is_none() && d.sentences[0] <= REACH_OF_LEAD && wanted(d)) {
        draft.date.clone_from(&date);
    }
}

/// Whether the draft stands in the same sentence or the next, of the same paragraph or the next.
fn follows(scene: &Scene, before: &Draft, draft: &Draft) -> bool {
    let paragraph = |d: &Draft| scene.segmented.sentences[d.sentences[0]].paragraph;
    draft.sentences[0] - before.sentences[0] <= 1 && paragraph(draft) - paragraph(before) <= 1
}

fn within_reach(before: &Draft, draft: &Draft, sentences: usize) -> bool {
    draft.sentences[0] - before.sentences[0] <= sentences
}

/// Whether a sentence that is not its paragraph's first names no place and no day.
pub(super) fn further(scene: &Scene, sentence: usize) -> bool {
    let paragraph = |s: usize| scene.segmented.sentences[s].paragraph;
    let own = scene.units(sentence).iter().any(|u| {
        let told = scene.entities.places(u).iter().any(|p| p.extent >= Extent::Admin1);
        // A day that only the report's date would place is a day of its own (French).
        let day = |d: &DateReading| d.period.is_some() || d.reason == Some(NO_PUBLICATION_DATE) && scene.language(sentence) == Language::Fr;
        told || scene.entities.date(u).is_some_and(day)
    });
    scene.language(sentence) != Language::Ar && sentence > 0 && paragraph(sentence - 1) == paragraph(sentence) && !own
}

/// A sentence that begins with "and" or "also" and a verb of saying.
pub(super) fn goes_on(scene: &Scene, sentence: usize) -> bool {
    let head = &scene.units(sentence)[..scene.units(sentence).len().min(4)];
    let is = |name| head.iter().position(|u| u.is(scene.class(name)));
    let opens = is("clitic-w") == Some(0) || is("and") == Some(0) || is("other").is_some() || is("another").is_some();
    opens && is("cue").is_some()
}
