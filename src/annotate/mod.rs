//! Segmented text -> units, mentions and relations.
//!
//! In: the text and its tokens. Out: [`Annotated`]. Words and names are looked up first; then the
//! grouping levels run one after the other, each seeing what the ones before it made; then the
//! relating levels mark who did what and who says so. What a mention *refers* to is not decided
//! here (see [`crate::resolve`]).

mod cascade;
mod lookup;

use crate::mention::Annotated;
use crate::normalize::Text;
use crate::resources::Resources;
use crate::resources::rules::Level;
use crate::segment::Segmented;

/// Annotates a report.
pub fn annotate(resources: &Resources, text: &Text, segmented: &Segmented) -> Annotated {
    let mut out = Annotated::default();
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        let mut units = lookup::units(resources, text, segmented, sentence);
        for level in Level::GROUPING {
            units = cascade::group(resources, sentence.language, level, units, &mut out.mentions);
        }
        out.sentences.push(units);
        for level in [Level::Events, Level::Claims] {
            cascade::relate(resources, sentence.language, level, number, &mut out);
        }
    }
    out
}
