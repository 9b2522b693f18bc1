//! Entities -> events: triggers and arguments, coreference inside the report, values chosen.
//!
//! In: sentences, mentions and their readings. Out: [`Event`]s in text order. Not done here: who
//! says so (see [`crate::attribute`]).

mod assailants;
mod bare;
mod beside;
mod clauses;
mod continuity;
mod coref;
mod dateline;
mod drafts;
mod finish;
mod fired;
pub mod frames;
mod gapped;
mod likeness;
mod means;
pub(crate) mod mood;
mod nominal;
mod objects;
mod occasions;
mod parties;
mod planted;
pub mod referents;
mod reject;
mod rescued;
mod roles;
mod setting;
mod shares;
mod strays;
mod strikes;
mod summed;
pub mod tolls;
pub mod types;

use crate::mention::Annotated;
use crate::resolve::Entities;
use crate::resolve::actors::Participant;
use crate::resolve::places::PlaceReading;
use crate::resolve::quantities::Quantity;
use crate::resources::Resources;
use crate::segment::Segmented;
use crate::span::Span;
pub use clauses::Dated;
use frames::{Frame, Scene};
use referents::Referents;
use tolls::Loss;
use types::EventType;

/// Why one id stands on both sides of an event.
pub const AMONG_THEMSELVES: &str = "fought-among-themselves";

/// An actor in a role of an event.
#[derive(Debug, Clone)]
pub struct Role {
    pub id: String,
    pub participant: Participant,
    /// Read off the event's kind, not off a mention of its own.
    pub inferred: Option<&'static str>,
}

/// People hurt, with the actor they belong to.
#[derive(Debug, Clone)]
pub struct Casualty {
    pub kind: String,
    pub who: String,
    pub quantity: Quantity,
    pub span: Span,
    pub sentence: usize,
    pub unit: usize,
}

/// An event, its values chosen.
#[derive(Debug, Clone)]
pub struct Event {
    pub frames: Vec<Frame>,
    pub sentences: Vec<usize>,
    pub kind: EventType,
    pub agents: Vec<Role>,
    pub patients: Vec<Role>,
    pub place: Option<PlaceReading>,
    pub country: Option<String>,
    pub date: Option<Dated>,
    pub casualties: Vec<Casualty>,
    /// Other numbers for the same people; rival accounts if another party gives them, else a number revised.
    pub rivals: Vec<Casualty>,
    pub losses: Vec<Loss>,
    pub notes: Vec<&'static str>,
}

/// What assembly found, with what it left out and why.
#[derive(Debug, Clone, Default)]
pub struct Assembly {
    pub events: Vec<Event>,
    pub frames: Vec<Frame>,
    pub referents: Referents,
    /// Drafts that became no event: sentence, trigger unit, reason code.
    pub rejected: Vec<(usize, usize, &'static str)>,
}

/// The place of the dateline that one of a draft's sentences stands behind: where a report names no other
/// place, it was written there.
fn where_written(scene: &Scene, draft: &drafts::Draft) -> Vec<PlaceReading> {
    let told = |s: &usize| (0..dateline::dateline(scene, *s)).find_map(|u| scene.entities.places(&scene.units(*s)[u]).first().cloned());
    draft.sentences.iter().find_map(told).into_iter().collect()
}

/// Builds the events of a report.
pub fn assemble(resources: &Resources, segmented: &Segmented, annotated: &Annotated, entities: &Entities) -> Assembly {
    let scene = Scene { resources, segmented, annotated, entities };
    let frames = frames::frames(&scene);
    let referents = referents::referents(&scene);
    let mut all = Vec::new();
    for sentence in 0..annotated.sentences.len() {
        all.extend(drafts::drafts(&scene, sentence, &frames, &referents));
    }
    setting::settle(&scene, &mut all);
    continuity::carry_on(&scene, &mut all);
    let mut rejected: Vec<(usize, usize, &'static str)> = frames
        .iter()
        .filter_map(|f| {
            let why = match f.mood {
                frames::Mood::Happened => return None,
                frames::Mood::Negated => "negated",
                frames::Mood::Unreal => "not-told-as-happened",
                frames::Mood::Habit => "a-habit",
            };
            Some((f.sentence, f.unit, why))
        })
        .collect();
    let mut events = Vec::new();
    continuity::day_of_the_lead(&mut all, |d| !d.places.is_empty());
    let mut drafts = rescued::ended_by_force(&scene, coref::merge(&scene, all));
    continuity::day_of_the_lead(&mut drafts, |_| true);
    for draft in drafts.iter_mut().filter(|d| d.places.is_empty()) {
        draft.places = where_written(&scene, draft);
    }
    shares::part_totals(&scene, &mut drafts);
    let placed = drafts.iter().any(|d| !d.places.is_empty());
    for draft in drafts {
        match reject::reject(&scene, &draft).or_else(|| (placed && reject::told_nowhere(&scene, &draft)).then_some("told-nowhere")) {
            Some(why) => rejected.push((draft.sentences[0], draft.frames[0].unit, why)),
            None => events.extend(finish::events(&scene, draft)),
        }
    }
    summed::share_out(&mut events);
    events.sort_by_key(|e| (e.sentences[0], e.frames[0].unit));
    Assembly { events, frames, referents, rejected }
}
