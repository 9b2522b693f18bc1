//! How sure a record is: a probability from how its values were read.
//!
//! In: an event with its values, and its claims. Out: a number between 0 and 1, rounded to two digits.
//! Not done here: measuring whether the number holds; that takes gold.

use crate::assemble::Event;
use crate::attribute::Claim;

/// Starts from the share of records that are right and moves with what was named, inferred or left
/// empty. The weights were fitted by hand on the project's gold sets.
pub fn confidence(event: &Event, claims: &[Claim]) -> f64 {
    let mut logit: f64 = -0.2;
    logit += if event.place.as_ref().is_some_and(|p| p.resolution == "exact") { 0.6 } else { -0.3 };
    logit += if event.date.as_ref().is_some_and(|d| d.reading.precision == 1 && d.reading.period.is_some() && !d.statement) { 0.5 } else { -0.4 };
    logit += if event.agents.iter().any(|a| a.inferred.is_none()) { 0.4 } else { -0.3 };
    logit += if event.patients.iter().any(|a| a.inferred.is_none()) { 0.3 } else { -0.3 };
    logit += if event.frames.iter().any(|f| !f.weak) { 0.4 } else { -0.8 };
    logit -= if event.agents.iter().chain(&event.patients).any(|a| a.participant.suspected) { 0.3 } else { 0.0 };
    logit += if claims.is_empty() { 0.0 } else { 0.1 };
    let p = 1.0 / (1.0 + (-logit).exp());
    (p * 100.0).round() / 100.0
}
