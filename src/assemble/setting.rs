//! Where and when, told in a sentence of its own: "Les faits se sont déroulés mardi à X." (French).
//!
//! In: the drafts of all sentences, in text order. Out: the same drafts; the one that such a sentence speaks of
//! has its place and day. Not done here: sentences that name a deed themselves (see [`super::coref`]).

use super::clauses::{Dated, Layout, dates, places};
use super::drafts::{Draft, Family};
use super::frames::Scene;
use crate::report::Language;
use crate::resolve::places::{Extent, PlaceReading};

/// How many sentences back or ahead the deed may be told.
const REACH: usize = 2;
/// How far before its verb the subject may stand, in units.
const SUBJECT: usize = 4;

/// Gives the drafts the places and days that sentences without a deed tell of them.
pub fn settle(scene: &Scene, drafts: &mut [Draft]) {
    for sentence in 0..scene.annotated.sentences.len() {
        let Some((place, date)) = setting(scene, sentence) else { continue };
        // What the sentence takes up was told before it, else it opens the story.
        let open = |d: &Draft| place.is_empty() || d.places.first().is_none_or(|known| fits(known, &place[0]));
        let before = |d: &Draft| d.sentences[0] < sentence && sentence - d.sentences[0] <= REACH;
        let ahead = |d: &Draft| d.sentences[0] > sentence && d.sentences[0] - sentence <= REACH;
        let violent = |d: &Draft| matches!(d.family, Family::Violence | Family::Unrest);
        let found = drafts
            .iter()
            .rposition(|d| before(d) && violent(d) && open(d))
            .or_else(|| drafts.iter().rposition(|d| before(d) && open(d)))
            .or_else(|| drafts.iter().position(|d| ahead(d) && open(d)));
        let Some(draft) = found.map(|i| &mut drafts[i]) else { continue };
        if !place.is_empty() {
            draft.places.clone_from(&place);
            draft.own_place = true;
        }
        if let Some(date) = date.filter(|_| draft.date.as_ref().is_none_or(|d| d.statement || d.reading.period.is_none())) {
            draft.date = Some(date);
            draft.own_date = true;
        }
    }
}

/// Whether a place told apart can be that of a draft which names a wider one.
fn fits(known: &PlaceReading, told: &PlaceReading) -> bool {
    let wider = known.extent < told.extent && known.extent <= Extent::Admin1;
    wider && (known.country.is_none() || told.country.is_none() || known.country == told.country)
}

/// The place and day of a sentence that tells no deed, only that "it" happened.
fn setting(scene: &Scene, sentence: usize) -> Option<(Vec<PlaceReading>, Option<Dated>)> {
    let units = scene.units(sentence);
    let is = |u: usize, name| scene.is(sentence, u, name) && units[u].mention.is_none();
    if scene.language(sentence) != Language::Fr || (0..units.len()).any(|u| is(u, "deed") || is(u, "neg") || is(u, "future")) {
        return None;
    }
    let subject = |u: usize| is(u, "occur") && is(u, "n") || is(u, "pron") && !is(u, "in");
    let verb = (0..units.len()).find(|v| is(*v, "occur") && is(*v, "v") && !is(*v, "n") && (v.saturating_sub(SUBJECT)..*v).any(subject))?;
    let layout = Layout::new(scene, sentence);
    let place = places(scene, sentence, &layout, &[verb], &[]).first().map(|p| p.value.to_vec()).unwrap_or_default();
    let date = dates(scene, sentence, &[verb], &layout.clauses).into_iter().map(|d| d.value).find(|d| !d.statement);
    (!place.is_empty() || date.is_some()).then_some((place, date))
}
