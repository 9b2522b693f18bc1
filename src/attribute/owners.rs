//! Who owns up to a deed did it, where nobody else is named.
//!
//! In: events and their claims. Out: the same events, the doer filled in from a claim of responsibility. Not done
//! here: rival claims, which leave the doer as he was told.

use super::{Attribution, ClaimType};
use crate::assemble::{Assembly, Role};
use crate::resolve::actors::{Participant, side_of};
use crate::resources::Resources;
use crate::resources::gazetteer::Side;

/// Fills the doer of each event that the text leaves to unknown armed men and that one group claims.
pub fn owners(resources: &Resources, mut assembly: Assembly, attribution: &Attribution) -> Assembly {
    for (event, claims) in assembly.events.iter_mut().zip(&attribution.claims) {
        let nameless = |r: &Role| r.id == "unidentified-armed-group" && !r.participant.named;
        let armed = |id: &str| side_of(resources, id) == Some(Side::Armed) && id != "unidentified-armed-group";
        let mut owning = claims.iter().filter(|c| c.kind == ClaimType::Responsibility && armed(&c.by));
        let Some(claim) = owning.next().filter(|_| event.agents.iter().all(nameless)) else { continue };
        let rival = owning.any(|c| c.by != claim.by);
        if rival || event.patients.iter().any(|p| p.id == claim.by) || claims.iter().any(|c| c.by == claim.by && c.kind == ClaimType::Denial) {
            continue;
        }
        let participant = Participant { unit: false, ..Participant::standing_for(&claim.by, claim.span, &claim.rule) };
        event.agents = vec![Role { id: claim.by.clone(), participant, inferred: Some("owns-up-to-it") }];
    }
    assembly
}
