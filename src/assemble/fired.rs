//! "The gunmen fired three shells at the camp": verbs of firing tell by what was fired which deed it was (Arabic).
//!
//! In: the frame of such a verb. Out: the frame of the deed, or none where nothing was fired ("launched a campaign").
//! Not done here: firing told by set phrases, which are deeds of their own.

use super::frames::{Frame, Scene};

/// How far behind the verb what was fired may stand, in units.
const REACH: usize = 7;

/// What a frame of firing tells; other frames stay as they are.
pub fn fired(scene: &Scene, mut frame: Frame) -> Option<Frame> {
    if frame.deed != "fire" {
        return Some(frame);
    }
    let units = scene.units(frame.sentence);
    let is = |u: usize, name| units[u].is(scene.class(name));
    // "in his face": behind a preposition stands a noun.
    if frame.unit > 0 && is(frame.unit, "n") && ["in", "on", "to", "from", "clitic-b", "clitic-l"].iter().any(|c| is(frame.unit - 1, c)) {
        return None;
    }
    let ends = |u: usize| is(u, "stop") || is(u, "semicolon") || is(u, "cue") || is(u, "v") && is(u, "deed") && units[u].mention.is_none();
    let reach = (frame.unit + 1..units.len().min(frame.unit + 1 + REACH)).take_while(|u| !ends(*u));
    let told = |u: usize| match scene.feature(&units[u], "weapon", "means") {
        Some(means @ ("artillery" | "gun" | "grenade" | "chemical")) => Some(means),
        None if scene.feature(&units[u], "deed", "deed") == Some("shoot") && is(u, "n") => Some("gun"),
        _ => None,
    };
    let (at, means) = reach.into_iter().find_map(|u| Some((u, told(u)?)))?;
    frame.deed = match means {
        "artillery" => "shelling",
        "gun" => "shoot",
        other => other,
    }
    .to_owned();
    frame.means.get_or_insert_with(|| means.to_owned());
    frame.weak = false;
    // What was fired did not fire, and was not fired at.
    frame.agents.retain(|a| *a != at);
    frame.patients.retain(|p| *p != at);
    Some(frame)
}
