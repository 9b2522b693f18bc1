//! khabar reads news reports in Arabic, French and English about the Sahel conflict and writes
//! normalised event records: who did what to whom, where, when, with what toll, and who says so.

pub mod annotate;
pub mod assemble;
pub mod attribute;
mod build;
mod built_in;
pub mod check;
mod confidence;
mod contested;
pub mod deaths;
pub mod eval;
pub mod explain;
pub mod gazetteer;
mod geo;
pub mod ingest;
pub mod map;
pub mod mention;
pub mod merge;
pub mod normalize;
mod notes;
mod parts;
pub mod pipeline;
pub mod record;
pub mod report;
pub mod resolve;
pub mod resources;
pub mod segment;
pub mod span;
pub mod unknown;
pub mod write;
