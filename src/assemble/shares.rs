//! Deaths that an analyst shared out: "Fatalities are split across 3 events".
//!
//! In: the drafts of a report. Out: over how many events the deaths of a draft are shared out; and, where numbers are
//! told for all events but the first, what is left of its total. Not done here: sharing out (see [`super::finish`]).

use super::drafts::Draft;
use super::frames::Scene;
use super::tolls::Toll;

/// Over how many events an analyst shared out the deaths of the paragraph; without a number, over the places of the list.
pub fn shares(scene: &Scene, draft: &Draft) -> Option<u64> {
    if draft.parted {
        return None;
    }
    let told = told(scene, draft)?;
    Some(if told == 0 { draft.places.len() as u64 } else { told })
}

/// "50 were killed in A and in villages nearby, six of them in B and 10 in C. Fatalities split across three events": what
/// is told for each of the others is no share, and the rest of the total is the first one's.
pub fn part_totals(scene: &Scene, drafts: &mut [Draft]) {
    for total in 0..drafts.len() {
        let Some(parts) = told(scene, &drafts[total]).filter(|n| *n > 1) else { continue };
        let Some(all) = dead(&drafts[total]) else { continue };
        let paragraph = paragraph(scene, &drafts[total]);
        let later = |(i, d): &(usize, &Draft)| {
            *i != total && self::paragraph(scene, d) == paragraph && d.sentences[0] > drafts[total].sentences[0] && d.places.len() == 1
        };
        let others: Vec<(usize, u64)> = drafts.iter().enumerate().filter(later).filter_map(|(i, d)| Some((i, dead(d)?))).collect();
        let rest = all.checked_sub(others.iter().map(|(_, n)| n).sum()).filter(|n| *n > 0);
        let (Some(rest), true) = (rest, drafts[total].places.len() == 1 && others.len() as u64 + 1 == parts) else { continue };
        for (i, _) in others {
            drafts[i].parted = true;
        }
        drafts[total].parted = true;
        for toll in drafts[total].tolls.iter_mut().filter(|t| killed(t)) {
            let quantity = &mut toll.quantity;
            (quantity.low, quantity.high, quantity.fatal) = (rest, quantity.high.map(|_| rest), rest);
        }
    }
}

/// How many events the paragraph of a draft is said to share out; 0 where it does not say how many.
fn told(scene: &Scene, draft: &Draft) -> Option<u64> {
    let own = |s: &usize| draft.sentences.iter().any(|d| scene.segmented.sentences[*d].paragraph == scene.segmented.sentences[*s].paragraph);
    (0..scene.annotated.sentences.len()).filter(own).flat_map(|s| scene.units(s)).find_map(|u| scene.entities.actor(u)?.shares)
}

fn paragraph(scene: &Scene, draft: &Draft) -> usize {
    scene.segmented.sentences[draft.sentences[0]].paragraph
}

/// The one number of dead that a draft counts.
fn dead(draft: &Draft) -> Option<u64> {
    let mut counted = draft.tolls.iter().filter(|t| killed(t));
    counted.next().filter(|_| counted.next().is_none()).map(|t| t.quantity.low)
}

fn killed(toll: &Toll) -> bool {
    toll.kind == "killed" && (toll.who.counted || toll.quantity.low > 1)
}
