//! Sentences without a verb that only count victims.
//!
//! In: a sentence that tells no deed. Out: the frame of what befell those whom it counts. Not done here: to which event
//! they belong.

use super::frames::{Frame, Scene};
use crate::report::Language;

/// "Eleven dead and 20 wounded.": a sentence without a verb that only counts victims.
pub(super) fn bare_toll(scene: &Scene, sentence: usize) -> Option<Frame> {
    let units = scene.units(sentence);
    if let Some(frame) = listed(scene, sentence) {
        return Some(frame);
    }
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

/// "The dead are two soldiers and four traders.": who they are, counted one by one behind the verb (French, English).
fn listed(scene: &Scene, sentence: usize) -> Option<Frame> {
    let units = scene.units(sentence);
    let is = |u: usize, name| scene.is(sentence, u, name);
    let who = |u: usize| scene.entities.actor(&units[u]);
    if scene.language(sentence) == Language::Ar {
        return None;
    }
    let dead = (0..units.len()).find(|u| who(*u).is_some_and(|p| !p.counted && p.template == "unknown" && p.kind.as_deref() == Some("killed")))?;
    let be = (dead + 1..units.len()).find(|u| !is(*u, "adverb") && !is(*u, "have")).filter(|u| is(*u, "be"))?;
    let rest = be + 1..units.len();
    let fills = |u: &usize| ["comma", "and", "det", "of", "NUM", "qual", "unknown", "ACTOR"].iter().any(|c| is(*u, c)) && !is(*u, "deed");
    let patients: Vec<usize> = rest.take_while(fills).filter(|u| who(*u).is_some_and(|p| p.counted || p.number == Some(1))).collect();
    (!patients.is_empty()).then(|| Frame { noun: true, weak: true, definite: true, patients, ..Frame::plain(sentence, dead, "kill") })
}
