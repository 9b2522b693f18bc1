//! Deeds and parties -> ACLED's event types, after section 2 of the codebook.
//!
//! In: a draft's deeds and the sides on either end. Out: one [`EventType`], the gravest that is told.

use super::drafts::{Draft, Family};
use crate::resources::gazetteer::Side;

/// An event type with its sub-event type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EventType {
    pub event: &'static str,
    pub sub: &'static str,
}

const fn t(event: &'static str, sub: &'static str) -> EventType {
    EventType { event, sub }
}

const BATTLE: &str = "Battles";
const EXPLOSION: &str = "Explosions/Remote violence";
const CIVILIANS: &str = "Violence against civilians";
const STRATEGIC: &str = "Strategic developments";

/// All 25 sub-event types.
pub const ALL: [EventType; 25] = [
    t(BATTLE, "Armed clash"),
    t(BATTLE, "Government regains territory"),
    t(BATTLE, "Non-state actor overtakes territory"),
    t(EXPLOSION, "Air/drone strike"),
    t(EXPLOSION, "Suicide bomb"),
    t(EXPLOSION, "Shelling/artillery/missile attack"),
    t(EXPLOSION, "Remote explosive/landmine/IED"),
    t(EXPLOSION, "Grenade"),
    t(EXPLOSION, "Chemical weapon"),
    t(CIVILIANS, "Attack"),
    t(CIVILIANS, "Abduction/forced disappearance"),
    t(CIVILIANS, "Sexual violence"),
    t("Protests", "Peaceful protest"),
    t("Protests", "Protest with intervention"),
    t("Protests", "Excessive force against protesters"),
    t("Riots", "Violent demonstration"),
    t("Riots", "Mob violence"),
    t(STRATEGIC, "Agreement"),
    t(STRATEGIC, "Arrests"),
    t(STRATEGIC, "Change to group/activity"),
    t(STRATEGIC, "Disrupted weapons use"),
    t(STRATEGIC, "Headquarters or base established"),
    t(STRATEGIC, "Looting/property destruction"),
    t(STRATEGIC, "Non-violent transfer of territory"),
    t(STRATEGIC, "Other"),
];

fn sub(name: &str) -> EventType {
    ALL.into_iter().find(|x| x.sub == name).unwrap_or(ALL[24])
}

/// ACLED's disorder type of an event type.
pub fn disorder(kind: EventType) -> &'static str {
    match kind.event {
        STRATEGIC => STRATEGIC,
        _ if kind.sub == "Excessive force against protesters" => "Political violence; Demonstrations",
        "Protests" => "Demonstrations",
        "Riots" if kind.sub == "Violent demonstration" => "Demonstrations",
        _ => "Political violence",
    }
}

/// The sides that stand on each end of a draft.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sides {
    pub agent: Option<Side>,
    pub patient: Option<Side>,
    /// Some agent bears arms.
    pub armed_agent: bool,
    /// Some patient is a soldier, fighter or post.
    pub armed_patient: bool,
    pub civilian_patient: bool,
}

/// The gravest type that the draft's deeds tell.
pub fn event_type(draft: &Draft, sides: Sides) -> EventType {
    // Words that often tell no violence, and repeats, count only where nothing else is told.
    let strong = draft.frames.iter().any(|f| !f.weak && !f.echo);
    let counts = |f: &&super::frames::Frame| !strong || !f.weak && !f.echo;
    let has = |name: &str| draft.frames.iter().filter(counts).any(|f| f.deed == name);
    let means = |name: &str| draft.frames.iter().filter(counts).any(|f| f.means.as_deref() == Some(name));
    if has("suicide-bombing") || means("suicide") {
        return sub("Suicide bomb");
    }
    if has("chemical") || means("chemical") {
        return sub("Chemical weapon");
    }
    if has("retake-place") {
        return sub("Government regains territory");
    }
    if has("take-place") && !has("siege") {
        // "The town was seized from the militants": whoever took it was no one of theirs.
        let from_rebels = sides.agent.is_none() && sides.patient == Some(Side::Armed);
        let state = matches!(sides.agent, Some(Side::State | Side::External)) || from_rebels;
        return sub(if state { "Government regains territory" } else { "Non-state actor overtakes territory" });
    }
    if let Some(kind) = heading(draft) {
        return kind;
    }
    // Airstrikes within an operation on the ground.
    let combined = draft.frames.iter().any(|f| f.ground);
    let fight = has("clash") || has("ambush") || has("repel") || combined;
    if !fight {
        // غارة is an airstrike of an air force and a raid of a group that has none.
        let drone = means("drone");
        // "they burnt half of the village in a raid": people who stand in the verb alone are on the ground.
        let raid = draft.frames.iter().any(|f| !f.noun && f.dropped && matches!(f.deed.as_str(), "burn" | "loot" | "kill" | "attack" | "shoot" | "abduct"))
            && !means("air");
        if drone || (has("airstrike") && !raid || means("air")) && sides.agent != Some(Side::Armed) {
            return sub("Air/drone strike");
        }
        if has("shelling") || means("artillery") {
            return sub("Shelling/artillery/missile attack");
        }
        let assault = draft.frames.iter().any(|f| {
            matches!(f.deed.as_str(), "attack" | "shoot") && !f.weak && !f.definite && !(f.noun && f.plural) && f.means.as_deref().is_none_or(|m| m == "gun")
        }) && sides.agent.is_some();
        // "Nine people were killed in an explosion": that is how they died.
        let blast = draft.frames.iter().any(|f| f.deed == "explosion" && f.noun)
            && draft.frames.iter().all(|f| f.weak || matches!(f.deed.as_str(), "kill" | "injure" | "explosion") || f.deed == "attack" && f.noun && f.definite)
            && sides.agent.is_none();
        if (has("ied") || means("ied") || has("explosion") || blast) && !assault && !(means("grenade") && !has("ied")) {
            return sub("Remote explosive/landmine/IED");
        }
        if has("grenade") || means("grenade") {
            return sub("Grenade");
        }
    }
    // Where people were killed too, the killing is the graver.
    let killed = draft.tolls.iter().any(|t| t.kind == "killed") && ["kill", "execute", "attack", "shoot"].iter().any(|d| has(d));
    if has("rape") && !killed {
        return sub("Sexual violence");
    }
    if has("mob") {
        return sub("Mob violence");
    }
    if has("riot") {
        return sub("Violent demonstration");
    }
    let crowd = [sides.agent, sides.patient].contains(&Some(Side::Crowd)) || has("protest");
    if crowd && (has("clash") || has("burn") || has("destroy") || has("loot")) && !has("mob") {
        return sub("Violent demonstration");
    }
    // "Residents protested, police came and arrested ninety": a word that tells little tells what was met.
    let protested = has("protest") || draft.family == Family::Unrest && draft.frames.iter().any(|f| f.deed == "protest") && has("arrest");
    let fired_on =
        matches!(sides.agent, Some(Side::State | Side::External)) && sides.patient == Some(Side::Crowd) && (has("shoot") || has("kill") || has("injure"));
    // Tear gas is for crowds, named or not.
    let crowd_met = has("disperse") && !sides.armed_patient && sides.agent != Some(Side::Armed);
    if protested || crowd_met || fired_on {
        if draft.tolls.iter().any(|l| matches!(l.kind.as_str(), "killed" | "injured")) && (has("shoot") || has("kill") || has("injure") || has("disperse")) {
            return sub("Excessive force against protesters");
        }
        let met = has("disperse") || protested && draft.tolls.iter().any(|l| l.kind == "captured" && l.who.counted);
        return sub(if met { "Protest with intervention" } else { "Peaceful protest" });
    }
    // People who bar the road to a convoy.
    if sides.agent == Some(Side::Crowd) && has("siege") {
        return sub("Peaceful protest");
    }
    let hurt = draft.tolls.iter().any(|t| matches!(t.kind.as_str(), "killed" | "injured" | "captured"));
    let took = ["loot", "burn", "destroy", "seize-item"].iter().any(|d| draft.frames.iter().any(|f| f.deed == *d));
    let hard = |name: &str| draft.frames.iter().filter(counts).any(|f| f.deed == name && !f.soft);
    // "A siege that left 20 dead" was an attack.
    let deadly = has("siege") && draft.tolls.iter().any(|t| t.kind == "killed" && t.who.counted);
    // Forces that free hostages fight those who held them.
    let stormed = has("rescue") && matches!(sides.agent, Some(Side::State | Side::External));
    let kind = if stormed {
        Some(sub("Armed clash"))
    } else if deadly {
        None
    } else if took && !hurt {
        quiet(&hard)
    } else {
        quiet(&has)
    };
    // "Communal conflict: 32 dead, huts burnt": a word that tells little tells how they died.
    let any = |name: &str| draft.frames.iter().any(|f| f.deed == name);
    let fought = any("clash") && draft.tolls.iter().any(|t| t.kind == "killed" && t.who.counted);
    match kind {
        Some(kind) if kind.sub == "Looting/property destruction" && fought => violence(draft, sides, &any),
        Some(kind) => kind,
        None => violence(draft, sides, &has),
    }
}

/// "Looting: …": the analyst's own word for what follows. "Hotel siege: 20 dead" names an attack.
fn heading(draft: &Draft) -> Option<EventType> {
    let told = draft.frames.iter().find(|f| f.heading && f.deed != "siege")?;
    quiet(&|name: &str| told.deed == name)
}

/// Strategic developments: what nobody was attacked in.
fn quiet(has: &impl Fn(&str) -> bool) -> Option<EventType> {
    let violent = ["attack", "ambush", "clash", "kill", "injure", "execute", "shoot", "repel", "operation", "beat", "abduct"].iter().any(|d| has(d));
    if violent {
        return None;
    }
    Some(if has("siege") || has("lift-siege") || has("suspend") || has("release") || has("rescue") {
        sub("Other")
    } else if has("agreement") {
        sub("Agreement")
    } else if has("arrest") || has("surrender") {
        sub("Arrests")
    } else if has("group-change") || has("coup") {
        sub("Change to group/activity")
    } else if has("disarm") {
        sub("Disrupted weapons use")
    } else if has("base") {
        sub("Headquarters or base established")
    } else if has("transfer-place") {
        sub("Non-violent transfer of territory")
    } else if has("loot") || has("burn") || has("destroy") || has("seize-item") {
        sub("Looting/property destruction")
    } else if has("displace") {
        sub("Other")
    } else {
        return None;
    })
}

fn violence(draft: &Draft, sides: Sides, has: &impl Fn(&str) -> bool) -> EventType {
    let fights = ["attack", "ambush", "clash", "shoot", "repel", "operation", "kill", "execute", "injure"].iter().any(|d| has(d));
    // "broke into the school and took 344 boys with them": who is counted as taken tells what a weak word leaves open.
    let taken = draft.frames.iter().any(|f| f.deed == "abduct" && !f.noun) && draft.tolls.iter().any(|t| t.kind == "captured" && t.who.counted);
    if (has("abduct") || taken) && !(fights && draft.tolls.iter().any(|l| l.kind == "killed" || l.kind == "injured")) && !(fights && sides.armed_patient) {
        return sub("Abduction/forced disappearance");
    }
    let civilian_word = draft.frames.iter().any(|f| f.target.as_deref() == Some("civilian"));
    let unarmed = |s: Option<Side>| matches!(s, Some(Side::Civilian | Side::Crowd));
    // Villagers who fight villagers.
    // Villagers or youths who fight policemen are a riot.
    let state = |s: Option<Side>| matches!(s, Some(Side::State | Side::External));
    let riot = unarmed(sides.agent) && !sides.armed_agent && state(sides.patient) || state(sides.agent) && unarmed(sides.patient) && !sides.armed_patient;
    let brawl = unarmed(sides.agent) && (sides.patient.is_none() || unarmed(sides.patient)) && !sides.armed_agent && !sides.armed_patient;
    if has("clash") && brawl {
        return sub("Mob violence");
    }
    if has("clash") && riot && !has("ambush") {
        return sub("Violent demonstration");
    }
    // "The clashes went on" of an attack on people who bear no arms.
    let fought = draft.frames.iter().any(|f| f.deed == "clash" && !f.noun);
    let onslaught = has("attack") && !fought && sides.agent == Some(Side::Armed) && sides.civilian_patient && !sides.armed_patient && !has("repel");
    if (has("clash") || has("repel")) && !onslaught {
        return sub("Armed clash");
    }
    // People without arms who fall upon somebody are a mob.
    if matches!(sides.agent, Some(Side::Civilian | Side::Crowd)) && !sides.armed_agent && ["attack", "beat", "kill", "injure", "execute"].iter().any(|d| has(d))
    {
        return sub("Mob violence");
    }
    if sides.armed_patient && (sides.agent != Some(Side::Crowd)) {
        return sub("Armed clash");
    }
    if sides.civilian_patient || civilian_word {
        return sub("Attack");
    }
    match (sides.agent, sides.patient) {
        (Some(Side::State | Side::External), None) if has("operation") => sub("Armed clash"),
        (_, None) if has("ambush") || has("operation") => sub("Armed clash"),
        _ => sub("Attack"),
    }
}
