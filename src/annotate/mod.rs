//! Segmented text -> units, mentions and relations.
//!
//! In: the text and its tokens. Out: [`Annotated`]. Words and names are looked up first; then the
//! grouping levels run one after the other, each seeing what the ones before it made; then the
//! relating levels mark who did what and who says so. What a mention *refers* to is not decided
//! here (see [`crate::resolve`]).

mod apart;
mod cascade;
mod case;
mod explained;
mod lookup;
mod shape;
mod told;

use crate::mention::{Annotated, Mention, Unit};
use crate::normalize::Text;
use crate::report::Language;
use crate::resources::Resources;
use crate::resources::rules::Level;
use crate::segment::Segmented;
use explained::Explained;
use told::ToldNames;

/// Annotates a report.
pub fn annotate(resources: &Resources, text: &Text, segmented: &Segmented) -> Annotated {
    let mut words: Vec<Vec<Unit>> = segmented.sentences.iter().map(|s| lookup::units(resources, text, segmented, s)).collect();
    let mut grouped: Vec<(Vec<Unit>, Vec<Mention>)> =
        words.iter().zip(&segmented.sentences).map(|(units, s)| group(resources, s.language, units.clone())).collect();
    // A name that one sentence calls a place is one in all; an abbreviation that one explains means the same in all.
    let sentences = || grouped.iter().map(|(units, mentions)| (&units[..], &mentions[..]));
    let (names, explained) = (ToldNames::of(resources, text, sentences()), Explained::of(resources, text, sentences()));
    for (number, units) in words.iter_mut().enumerate() {
        let abbreviated = explained.mark(text, units);
        if names.mark(resources, text, units, &grouped[number]) || abbreviated {
            grouped[number] = group(resources, segmented.sentences[number].language, std::mem::take(units));
        }
    }
    let mut out = Annotated::default();
    for (number, (units, mentions)) in grouped.into_iter().enumerate() {
        out.push_sentence(units, mentions);
        for level in [Level::Events, Level::Claims] {
            cascade::relate(resources, segmented.sentences[number].language, level, number, &mut out);
        }
    }
    out
}

/// Runs the grouping levels over the words of a sentence.
fn group(resources: &Resources, language: Language, mut units: Vec<Unit>) -> (Vec<Unit>, Vec<Mention>) {
    let mut mentions = Vec::new();
    for level in Level::GROUPING {
        units = cascade::group(resources, language, level, units, &mut mentions);
    }
    (units, mentions)
}
