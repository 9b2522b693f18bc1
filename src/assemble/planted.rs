//! Who laid a bomb that somebody found.
//!
//! In: the frame of a verb of laying, and the frame told before it. Out: the same frame; where the one before tells
//! that a bomb was found or defused, it tells more of that find, and who laid the bomb is whom the find was made from.

use super::frames::{Frame, Scene};
use crate::report::Language;

/// "Soldiers defused a mine. It was likely planted by the group": no second event (French, English).
pub fn of_the_find(scene: &Scene, mut frame: Frame, before: Option<&Frame>) -> Frame {
    let laid = frame.deed == "ied" && !frame.noun && scene.is(frame.sentence, frame.unit, "weak=1") && frame.patients.is_empty() && !frame.agents.is_empty();
    let found = before.is_some_and(|b| b.deed == "disarm" && b.sentence + 1 >= frame.sentence && b.patients.is_empty());
    if laid && found && scene.language(frame.sentence) != Language::Ar {
        frame.deed = "disarm".into();
        frame.means = None;
        frame.echo = true;
        frame.definite = true;
        frame.weak = false;
        frame.patients = std::mem::take(&mut frame.agents);
    }
    frame
}
