//! Sentences without a verb that only count victims.
//!
//! In: a sentence that tells no deed. Out: the frame of what befell those whom it counts. Not done here: to which event
//! they belong.

use super::frames::{Frame, Mood, Scene};

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
    Some(Frame {
        sentence,
        unit,
        deed: deed.to_owned(),
        noun: true,
        weak: true,
        mood: Mood::Happened,
        target: None,
        means: None,
        agents: Vec::new(),
        patients: Vec::new(),
        definite: true,
        another: false,
        plural: false,
        dropped: false,
        undergone: false,
        echo: false,
        tried: false,
        soft: false,
        ground: false,
        heading: false,
        rules: Vec::new(),
    })
}
