//! What a source's word means for one event, given who did it and to whom.
//!
//! In: an event, a stance and the id of a source. Out: the type of the claim, or none where the source
//! claims nothing. Not done here: who the source is, and whether its voice tells the event.

use super::sources::{is_kind, is_state};
use super::{ClaimType, Stance};
use crate::assemble::frames::{Frame, Scene};
use crate::assemble::referents::defends;
use crate::assemble::{Assembly, Event};
use crate::resolve::actors::side_of;
use crate::resources::gazetteer::Side;

/// The type of claim that the source `id` makes about an event, if any.
pub fn claim_type(scene: &Scene, event: &Event, stance: Stance, id: &str, own: bool) -> Option<ClaimType> {
    let doers: Vec<&str> = event.agents.iter().filter(|a| a.inferred.is_none()).map(|a| a.id.as_str()).collect();
    let doer = doers.iter().any(|d| akin(d, id));
    let victim = event.patients.iter().any(|p| akin(&p.id, id));
    Some(match stance {
        Stance::Silent | Stance::NoClaim => return None,
        Stance::Hedge => ClaimType::Unconfirmed,
        Stance::Deny => ClaimType::Denial,
        // Who is arrested and owns up to something owns up to another deed.
        Stance::Claim if victim && !doer && event.kind.sub == "Arrests" => return None,
        // "police claimed that 90 people were hurt" only tells it.
        Stance::Claim if !is_kind(id) && (doer || !is_state(id)) => ClaimType::Responsibility,
        Stance::Admit if victim || doer || !is_kind(id) => ClaimType::Admission,
        // Where nobody is named as the doer, who denounces a deed tells it.
        Stance::Accuse if doers.is_empty() && is_kind(id) => ClaimType::Report,
        Stance::Accuse if !doer && id != "media" => ClaimType::Accusation,
        _ if is_kind(id) => ClaimType::Report,
        // Who confirms what others did or what befell somebody does not own up to it.
        Stance::Confirm if is_state(id) && !doer && !own => ClaimType::Report,
        _ if is_state(id) => of_state(scene, event, &doers, doer, victim, own),
        _ if side_of(scene.resources, id) == Some(Side::Armed) => of_group(scene, event, &doers, id, victim),
        _ if doer && !victim => ClaimType::Responsibility,
        _ => ClaimType::Report,
    })
}

/// Whether what the voice tells of the event has the source itself hit armed men.
pub fn own_deed(scene: &Scene, assembly: &Assembly, event: &Event, id: &str, held: impl Fn(&Frame) -> bool) -> bool {
    let people = |f: &Frame, units: &[usize]| -> Vec<String> {
        let told = units.iter().filter_map(|u| assembly.referents.get(&(f.sentence, *u)));
        told.map(|p| p.id(scene.resources, event.country.as_deref())).collect()
    };
    let held: Vec<&Frame> = event.frames.iter().filter(|f| held(f)).collect();
    let hits = |f: &Frame| people(f, &f.patients).iter().any(|p| side_of(scene.resources, p) == Some(Side::Armed));
    held.iter().enumerate().any(|(i, f)| {
        let by_it = people(f, &f.agents).iter().any(|a| akin(a, id));
        // "The forces drove back the attack and killed six attackers": one subject of two verbs.
        let goes_on = |g: &&&Frame| g.sentence == f.sentence && g.agents.is_empty() && !g.noun && hits(g);
        by_it && (hits(f) || held.get(i + 1).filter(goes_on).is_some())
    })
}

/// A state speaks for its forces; of what was done to it or to others it reports.
fn of_state(scene: &Scene, event: &Event, doers: &[&str], doer: bool, victim: bool, own: bool) -> ClaimType {
    // A militia at the side of the state is none of its enemies.
    let armed = |id: &str| side_of(scene.resources, id) == Some(Side::Armed) && !defends(id);
    let adversary = doers.iter().any(|d| armed(d));
    let on_armed = event.patients.iter().any(|p| armed(&p.id));
    // Its forces are at work where armed men are hit and nobody else is named as hitting them.
    let works = doers.is_empty() && on_armed && !victim && matches!(event.kind.event, "Battles" | "Explosions/Remote violence");
    let owns = doer && (!victim && !adversary || on_armed && (!victim || !adversary));
    if (owns || works || own) && event.kind.event != "Violence against civilians" { ClaimType::Responsibility } else { ClaimType::Report }
}

/// A group owns up to what it did, and accuses others of what they did.
fn of_group(scene: &Scene, event: &Event, doers: &[&str], id: &str, victim: bool) -> ClaimType {
    let doer = doers.iter().any(|d| akin(d, id));
    let state = |id: &str| is_state(id) || matches!(side_of(scene.resources, id), Some(Side::State | Side::External));
    let hits_state = event.patients.iter().any(|p| state(&p.id) || defends(&p.id));
    let civilians = event.patients.iter().any(|p| side_of(scene.resources, &p.id) == Some(Side::Civilian));
    match (doer, doers.is_empty()) {
        (true, _) => ClaimType::Responsibility,
        // A militia that keeps order tells what befell others; who fights the state accuses it.
        (false, false) if !rebel(scene, id) && !victim => ClaimType::Report,
        // Whoever names nobody accuses nobody.
        (false, false) if !victim && doers.iter().all(|d| *d == "unidentified-armed-group") => ClaimType::Report,
        (false, false) => ClaimType::Accusation,
        (false, true) if hits_state && !victim => ClaimType::Responsibility,
        // "The group confirmed the death of its leader."
        (false, true) if victim && event.kind.event == "Battles" && event.patients.iter().all(|p| akin(&p.id, id)) && event.losses.is_empty() => {
            ClaimType::Admission
        }
        (false, true) if victim || civilians && rebel(scene, id) => ClaimType::Accusation,
        _ => ClaimType::Report,
    }
}

fn rebel(scene: &Scene, id: &str) -> bool {
    scene.resources.actor(id).is_some_and(|a| &*a.inter == "Rebel group")
}

/// One actor, or two bodies of one state (a government speaks for its army), or a group and its network.
pub fn akin(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let country = |x: &str| x.rsplit_once('-').map(|(_, c)| c.to_owned());
    let same_state = is_state(a) && is_state(b) && country(a).is_some_and(|c| c.len() == 2 && country(b).as_ref() == Some(&c));
    let daesh = |x: &str| matches!(x, "islamic-state" | "is-sahel" | "iswap");
    let qaeda = |x: &str| matches!(x, "al-qaeda" | "aqim" | "jnim" | "ansar-dine" | "katiba-macina" | "al-mourabitoun" | "katiba-serma");
    let taliban = |x: &str| matches!(x, "taliban" | "ttp");
    let french = |x: &str| matches!(x, "barkhane" | "serval" | "military-FR" | "government-FR");
    let malian = |x: &str| matches!(x, "wagner" | "africa-corps");
    let un = |x: &str| matches!(x, "minusma" | "un");
    same_state || taliban(a) && taliban(b) || daesh(a) && daesh(b) || qaeda(a) && qaeda(b) || french(a) && french(b) || un(a) && un(b) || malian(a) && malian(b)
}
