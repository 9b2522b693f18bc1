//! khabar reads news reports in Arabic, French and English about the Sahel conflict and writes
//! normalised event records: who did what to whom, where, when, with what toll, and who says so.

pub mod annotate;
pub mod mention;
pub mod normalize;
pub mod report;
pub mod resources;
pub mod segment;
pub mod span;
