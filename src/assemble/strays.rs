//! Drafts that no place and no day of their own set apart: more of what the report tells.
//!
//! In: the drafts of a report, told once. Out: fewer drafts; one told nowhere is taken up by the nearest event that
//! nothing parts it from, or stands alone. Not done here: which drafts are one event (see [`super::coref`]).

use super::clauses::Dated;
use super::coref::{absorb, joined, kidnaps, of_captives};
use super::drafts::Draft;
use super::frames::Scene;
use super::reject;
use crate::report::Language;
use crate::resolve::actors::Participant;
use crate::resolve::dates::NO_PUBLICATION_DATE;
use crate::resolve::quantities::Qualifier;
use crate::resources::gazetteer::Side;

/// How far a draft told nowhere may stand from what it tells more of, in half sentences.
const STRAYS: usize = 5;

/// Drafts told nowhere, in a report that tells where other things happened, are more of what the
/// report tells: the nearest draft that nothing parts from them takes them up.
pub(super) fn strays(scene: &Scene, drafts: Vec<Draft>) -> Vec<Draft> {
    let (mut out, stray): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(|d| !d.places.is_empty());
    if out.is_empty() {
        return stray;
    }
    for draft in stray {
        let at = draft.sentences[0];
        let day = |d: &Dated| d.reading.period.is_some() || scene.language(at) == Language::Fr && d.reading.reason == Some(NO_PUBLICATION_DATE);
        let dated = draft.own_date && draft.date.as_ref().is_some_and(|d| day(d) && !d.statement);
        // Words that often tell nothing, and totals of years, belong to no event.
        let idle = draft.weak && draft.tolls.is_empty() || reject::is_total(&draft);
        // "which cost many officers their lives": told of the war.
        let vague = !draft.tolls.is_empty() && draft.tolls.iter().all(|t| t.quantity.qualifier == Qualifier::Vague);
        let near = |k: &Draft| k.sentences.iter().map(|s| s.abs_diff(at) * 2 + usize::from(*s > at)).min().unwrap_or(usize::MAX);
        // Those still missing are those who were carried off, or nobody's.
        let captives = of_captives(scene, &draft);
        let mut fits: Vec<(usize, usize)> = out
            .iter()
            .enumerate()
            .filter(|(_, k)| !captives || kidnaps(k))
            .filter(|(_, k)| joined(scene, k, &draft).is_some())
            .map(|(i, k)| (near(k), i))
            .collect();
        fits.sort_unstable();
        match fits.first() {
            Some((far, i))
                if !draft.another
                    && !dated
                    && !idle
                    && !(*far > STRAYS && (vague || aloof(scene, &out[*i], &draft)))
                    && !of_its_own(scene, &out[*i], &draft) =>
            {
                absorb(scene, &mut out[*i], draft)
            }
            _ => out.push(draft),
        }
    }
    out
}

/// In French: whether nothing ties a draft that is told nowhere to an event told sentences before: no
/// definite noun, nobody who has a part in both.
fn aloof(scene: &Scene, known: &Draft, draft: &Draft) -> bool {
    let both = |known: &[Participant], more: &[Participant]| more.iter().any(|p| known.iter().any(|k| k.template == p.template));
    let taken_up = draft.definite && draft.patients.is_empty();
    scene.language(draft.sentences[0]) == Language::Fr && !taken_up && !both(&known.agents, &draft.agents) && !both(&known.patients, &draft.patients)
}

/// In French and English: whether the draft counts dead of other people than the known event, or tells
/// what the state did in a report on what was done by others.
fn of_its_own(scene: &Scene, known: &Draft, draft: &Draft) -> bool {
    let killed = |d: &Draft| d.tolls.iter().filter(|t| t.kind == "killed" && t.who.counted).map(|t| t.quantity.low).collect::<Vec<_>>();
    // Persons of no told kind may be anybody.
    let same = |p: &Participant| p.template == "unknown" || known.patients.iter().chain(&known.agents).any(|k| k.template == p.template);
    let numbers = killed(known);
    let others = !draft.patients.is_empty() && !known.patients.is_empty() && !draft.patients.iter().any(same);
    let counts = killed(draft).iter().any(|n| !numbers.contains(n));
    let state = |d: &Draft| d.agents.iter().any(|p| p.side(scene.resources) == Some(Side::State));
    let turned = state(draft) && !draft.patients.is_empty() && !known.agents.is_empty() && !state(known);
    // "… were killed in the massacre": the deed told before.
    let taken_up = draft.frames.iter().any(|f| f.noun && f.definite && f.patients.is_empty() && f.agents.is_empty());
    scene.language(draft.sentences[0]) != Language::Ar && !taken_up && (others && counts || turned)
}
