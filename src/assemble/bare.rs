//! Sentences without a verb that only count victims.
//!
//! In: a sentence that tells no deed. Out: the frame of what befell those whom it counts. Not done here: to which event
//! they belong.

use super::frames::{Frame, Scene};

/// "Eleven dead and 20 wounded.": a sentence without a verb that only counts victims.
pub(super) fn bare_toll(scene: &Scene, sentence: usize) -> Option<Frame> {
    let units = scene.units(sentence);
    let (unit, deed) = units.iter().enumerate().find_map(|(u, x)| {
        let told = scene.entities.actor(x).filter(|p| p.counted)?;
        let deed = match told.kind.as_deref()? {
            "killed" => "kill",
            "injured" => "injure",
            _ => return None,
        };
        Some((u, deed))
    })?;
    Some(Frame { noun: true, weak: true, definite: true, ..Frame::plain(sentence, unit, deed) })
}
