//! Deeds that a sentence tells again without their word.
//!
//! In: the frames of a sentence. Out: frames for what it tells again of other people at another place ("14 traders
//! killed in A, nine soldiers in B and six policemen in C"), or of another deed of the kind ("an attack in A, then
//! another in B"). Not done here: lists of places of one deed ("in A, B and C"), which are read with the place.

use super::drafts::{Family, family};
use super::frames::{Frame, Mood, Scene};

/// The frames that the units of a sentence tell again, in text order.
pub(super) fn gapped(scene: &Scene, sentence: usize, told: &[Frame]) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    for u in 1..scene.units(sentence).len() {
        let Some(place) = placed(scene, sentence, u) else { continue };
        let known = || told.iter().chain(&out).filter(|f| f.sentence == sentence && f.mood == Mood::Happened && f.unit < u);
        let again = people_again(scene, sentence, u, place, known()).or_else(|| deed_again(scene, sentence, u, known()));
        out.extend(again);
    }
    out
}

/// The place unit of "X in A", where X stands in a list.
fn placed(scene: &Scene, sentence: usize, u: usize) -> Option<usize> {
    let is = |x: usize, name| scene.is(sentence, x, name);
    let listed = ["comma", "and", "semicolon", "clitic-w"].iter().any(|c| is(u - 1, c)) && scene.units(sentence)[u - 1].mention.is_none();
    let mut at = u + 1;
    let begin = at;
    while at < begin + 3 && ["in", "near", "to", "clitic-b", "det"].iter().any(|c| is(at, c)) && scene.units(sentence)[at].mention.is_none() {
        at += 1;
    }
    (listed && at > begin && is(at, "PLACE")).then_some(at)
}

/// "killed 14 traders in A, nine soldiers in B": those counted here were struck as those before them were.
fn people_again<'f>(scene: &Scene, sentence: usize, u: usize, place: usize, mut known: impl DoubleEndedIterator<Item = &'f Frame>) -> Option<Frame> {
    let units = scene.units(sentence);
    let is = |x: usize, name| scene.is(sentence, x, name);
    scene.entities.actor(&units[u]).filter(|p| p.counted && p.kind.is_none())?;
    // "…, nine soldiers in B were wounded": a deed of their own.
    let own = ["be", "have", "deed", "light"].iter().any(|c| is(place + 1, c)) && units.get(place + 1).is_some_and(|x| x.mention.is_none());
    let last = known.next_back().filter(|f| !own && befalls_people(&f.deed) && f.patients.len() == 1)?;
    let from = last.unit.max(last.patients[0]);
    let struck = scene.entities.actor(&units[last.patients[0]]).is_some_and(|p| p.counted && p.facility.is_none());
    let parted =
        |x: usize| units[x].mention.is_none() && ["deed", "light", "cue", "cause", "occur", "rel", "that", "partof", "while", "stop"].iter().any(|c| is(x, c));
    let elsewhere = (from + 1..u).any(|x| is(x, "PLACE")) && !same_place(scene, sentence, from, u, place);
    (struck && from < u && elsewhere && !(from + 1..u).any(parted)).then(|| Frame { noun: last.noun, patients: vec![u], unit: u, gapped: true, ..last.clone() })
}

/// "an attack in A, then another in B": a deed of the kind that was told last, of which nothing else is known.
fn deed_again<'f>(scene: &Scene, sentence: usize, u: usize, mut known: impl DoubleEndedIterator<Item = &'f Frame>) -> Option<Frame> {
    let units = scene.units(sentence);
    if !scene.is(sentence, u, "another") {
        return None;
    }
    let last = known.rfind(|f| f.noun && !f.plural && !f.weak && family(&f.deed) == Family::Violence && !befalls_people(&f.deed))?;
    // "killed a soldier in A and another in B"
    let one =
        |x: usize| scene.entities.actor(&units[x]).is_some_and(|p| p.number == Some(1) && p.facility.is_none() && !p.unit) || scene.is(sentence, x, "ITEM");
    let told = (last.unit + 1..u).any(|x| scene.is(sentence, x, "PLACE"));
    (told && !(last.unit + 1..u).any(one)).then(|| Frame { unit: u, patients: Vec::new(), definite: false, another: true, gapped: true, ..last.clone() })
}

/// Whether the place told last before `u` is the one at `place`.
fn same_place(scene: &Scene, sentence: usize, from: usize, u: usize, place: usize) -> bool {
    let read = |x: usize| scene.entities.places(&scene.units(sentence)[x]).first();
    let before = (from + 1..u).rev().find_map(read);
    before.zip(read(place)).is_some_and(|(a, b)| a.same(b))
}

/// Deeds that only people undergo, told with their number.
fn befalls_people(deed: &str) -> bool {
    matches!(deed, "kill" | "injure" | "execute" | "abduct" | "arrest" | "release")
}
