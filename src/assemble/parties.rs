//! Whether two accounts name parties that cannot be the same, or the same ones from the other side.
//!
//! In: the doers and those struck of two accounts. Out: whether they exclude or mirror each other. Not done here: what else parts
//! two accounts.

use super::drafts::Draft;
use super::frames::Scene;
use crate::report::Language;
use crate::resolve::actors::Participant;
use crate::resources::gazetteer::Side;

/// Whether two accounts name parties that cannot be the same, in either direction.
pub(super) fn parties_differ(scene: &Scene, a: (&[Participant], &[Participant]), b: (&[Participant], &[Participant])) -> bool {
    let differ = |x: &Participant, y: &Participant| {
        let countries = x.country.is_some() && y.country.is_some() && x.country != y.country;
        x.template != y.template && !kin(&x.template, &y.template) || countries
    };
    let doers: Vec<&Participant> = b.0.iter().filter(|p| is_clear(scene, p)).collect();
    // "a Dozo position", then "the Dozos": the same, though only one is told clearly.
    let all: Vec<&Participant> = a.0.iter().chain(a.1).filter(|p| is_clear(scene, p) || doers.iter().any(|d| d.template == p.template)).collect();
    let clear_doers = a.0.iter().any(|p| is_clear(scene, p));
    turns(scene, a, b) || clear_doers && !doers.is_empty() && doers.iter().all(|d| all.iter().all(|x| differ(x, d)))
}

/// Whether whoever was struck in the first account strikes others in the second, not those who struck
/// him: a deed of his own.
pub(super) fn turns(scene: &Scene, a: (&[Participant], &[Participant]), b: (&[Participant], &[Participant])) -> bool {
    let doers: Vec<&Participant> = b.0.iter().filter(|p| is_clear(scene, p)).collect();
    let others: Vec<&Participant> = b.1.iter().filter(|p| is_clear(scene, p) || p.side(scene.resources) == Some(Side::Civilian)).collect();
    !doers.is_empty()
        && !others.is_empty()
        && doers.iter().all(|d| a.1.iter().any(|p| p.named && p.template == d.template) && a.0.iter().all(|p| p.template != d.template))
        && !others.iter().any(|o| a.0.iter().any(|p| p.template == o.template || kin(&p.template, &o.template)))
}

/// Whether a participant is told so clearly that another one cannot be meant.
fn is_clear(scene: &Scene, p: &Participant) -> bool {
    let general = matches!(p.template.as_str(), "unidentified-armed-group" | "communal-militia");
    p.named || p.template.contains('-') && !general && p.side(scene.resources) != Some(Side::Civilian)
}

/// State forces of one country told at different grain, or a part of a group and the group.
fn kin(a: &str, b: &str) -> bool {
    let state =
        |t: &str| ["military-", "security-forces-", "gendarmerie-", "police-", "national-guard-", "government-", "junta-"].iter().any(|h| t.starts_with(h));
    let jihadist = |t: &str| matches!(t, "jnim" | "aqim" | "al-qaeda" | "ansar-dine" | "katiba-macina" | "al-mourabitoun" | "katiba-serma");
    let daesh = |t: &str| matches!(t, "is-sahel" | "islamic-state" | "iswap");
    let taliban = |t: &str| matches!(t, "taliban" | "ttp");
    let generic = |t: &str| matches!(t, "unidentified-armed-group" | "group" | "unknown");
    generic(a) || generic(b) || state(a) && state(b) || jihadist(a) && jihadist(b) || daesh(a) && daesh(b) || taliban(a) && taliban(b)
}

/// "A post was attacked", then "the resistance of the soldiers drove the assailants back": who drives back was attacked
/// (French, English).
pub(super) fn drove_back(scene: &Scene, known: &Draft, more: &Draft) -> bool {
    let all = |list: &[Participant], sides: &[Side]| list.iter().all(|p| p.side(scene.resources).is_some_and(|s| sides.contains(&s)));
    let attacked = known.frames.iter().any(|f| matches!(f.deed.as_str(), "attack" | "ambush") && !f.noun);
    let state = known.patients.iter().any(|p| p.side(scene.resources) == Some(Side::State));
    let defenders = !more.agents.is_empty() && !more.agents.iter().any(|p| p.template == "unidentified-armed-group");
    let repelled = more.frames.iter().all(|f| f.deed == "repel") && all(&more.patients, &[Side::Armed]);
    scene.language(more.sentences[0]) != Language::Ar && known.agents.is_empty() && attacked && state && repelled && defenders
}

/// "The group attacked the camp", then "the air force killed twenty of its fighters": who strikes those who attacked is
/// on the other side.
pub(super) fn struck_back(scene: &Scene, known: &Draft, more: &Draft) -> bool {
    let armed = more.agents.iter().chain(&more.patients).all(|p| p.side(scene.resources).is_some_and(Side::is_armed_force));
    let among = |list: &[Participant], p: &Participant| list.iter().any(|k| k.template == p.template);
    let attackers = !more.patients.is_empty() && more.patients.iter().all(|p| among(&known.agents, p));
    armed && attackers && !more.agents.is_empty() && !known.patients.is_empty() && !more.agents.iter().any(|p| among(&known.agents, p))
}
