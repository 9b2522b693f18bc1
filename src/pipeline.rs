//! The whole flow on one screen.

use crate::annotate::annotate;
use crate::assemble::{Assembly, assemble};
use crate::attribute::{Attribution, attribute, owners};
use crate::build::records;
use crate::mention::Annotated;
use crate::normalize::{Text, normalize};
use crate::parts::in_parts;
use crate::record::EventRecord;
use crate::report::Report;
use crate::resolve::{Entities, resolve};
use crate::resources::Resources;
use crate::segment::{Segmented, segment};

/// Everything that the stages found in one report; `explain` shows it.
#[derive(Debug, Clone)]
pub struct Extraction {
    pub text: Text,
    pub segmented: Segmented,
    pub annotated: Annotated,
    pub entities: Entities,
    pub assembly: Assembly,
    pub attribution: Attribution,
    pub records: Vec<EventRecord>,
}

/// Runs all stages over one report.
pub fn explain(resources: &Resources, report: &Report) -> Extraction {
    let text = normalize(&report.text);
    let segmented = segment(resources, &text, report.language);
    let annotated = annotate(resources, &text, &segmented);
    let entities = resolve(resources, report, &text, &annotated);
    let assembly = assemble(resources, &segmented, &annotated, &entities);
    let attribution = attribute(resources, &segmented, &annotated, &entities, &assembly);
    let assembly = owners(resources, assembly, &attribution);
    let records = records(resources, report, &text, &segmented, &annotated, &assembly, &attribution);
    Extraction { text, segmented, annotated, entities, assembly, attribution, records }
}

/// The event records of one report; a very long one is read in parts.
pub fn extract(resources: &Resources, report: &Report) -> Vec<EventRecord> {
    in_parts(report, |part| explain(resources, part).records)
}
