//! Who attacked and was shot for it.
//!
//! In: the frame of a killing, and all frames of its draft. Out: the two sides, where those killed are told to have
//! attacked: the attack is what happened, and its doers were killed in it.

use super::frames::{Frame, Scene};
use crate::report::Language;

/// "Troops shot three gunmen who had attacked the post": the units of who attacked and of who was attacked (English).
/// Whom the attack hit is told with the attack itself; where nobody is, those who shot were attacked.
pub fn answered(scene: &Scene, frame: &Frame, group: &[&Frame]) -> Option<(Vec<usize>, Vec<usize>)> {
    let kills = matches!(frame.deed.as_str(), "kill" | "shoot" | "execute") && !frame.agents.is_empty();
    let storms = |f: &Frame| matches!(f.deed.as_str(), "attack" | "ambush" | "shoot" | "suicide-bombing") && !f.weak;
    let of_the_killed = |f: &&&Frame| f.unit > frame.unit && storms(f) && f.agents.iter().any(|a| frame.patients.contains(a));
    if !kills || scene.language(frame.sentence) != Language::En {
        return None;
    }
    let mut attacks = group.iter().filter(of_the_killed).peekable();
    attacks.peek()?;
    let struck = if attacks.all(|f| f.patients.is_empty()) { frame.agents.clone() } else { Vec::new() };
    Some((frame.patients.clone(), struck))
}
