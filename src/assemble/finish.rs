//! Drafts that hold -> events with their values: parties, place, date, tolls, one event a place.
//!
//! In: a draft as coreference leaves it. Out: its events. Parties that only the event's type implies are
//! marked as inferred. Not done here: which drafts are no events (see [`super::reject`]), and who says so.

use super::drafts::{Draft, Family};
use super::frames::{Frame, Scene};
use super::shares::shares;
use super::tolls::Toll;
use super::types::{self, EventType, Sides};
use super::{AMONG_THEMSELVES, Casualty, Event, Role};
use crate::report::Language;
use crate::resolve::actors::{Participant, side_of};
use crate::resolve::places::PlaceReading;
use crate::resolve::quantities::Qualifier;
use crate::resources::gazetteer::Side;

/// The events of a draft: one, or one for each place of a list.
pub fn events(scene: &Scene, draft: Draft) -> Vec<Event> {
    let places: Vec<Option<PlaceReading>> = if draft.places.is_empty() { vec![None] } else { draft.places.iter().cloned().map(Some).collect() };
    let mut draft = draft;
    // A number told of several places is a total, and belongs to none of them alone.
    if places.len() > 1 && shares(scene, &draft).is_none() {
        draft.tolls.retain(|t| t.place.is_some());
        draft.losses.clear();
    }
    let several = places.len() > 1;
    places.into_iter().enumerate().map(|(i, place)| event(scene, &draft, place, several.then_some(i as u64))).collect()
}

/// The event at a place; `number` tells which of a list of places it is.
fn event(scene: &Scene, draft: &Draft, place: Option<PlaceReading>, number: Option<u64>) -> Event {
    let mut notes = Vec::new();
    let country = place.as_ref().and_then(|p| p.country.clone()).or_else(|| {
        notes.push("country-of-the-report");
        scene.entities.country.clone()
    });
    let code = country.as_deref();
    let mut agents = roles(scene, &draft.agents, code);
    let mut patients = roles(scene, &draft.patients, code);
    // A building of civilians does nothing, whoever the other side is.
    let building = |r: &Role| r.participant.facility.is_some() && side_of(scene.resources, &r.id) == Some(Side::Civilian);
    let (buildings, doers): (Vec<Role>, Vec<Role>) = agents.into_iter().partition(|r| building(r) && scene.language(draft.sentences[0]) == Language::En);
    agents = doers;
    patients.extend(buildings.into_iter().filter(|b| patients.iter().all(|p| p.id != b.id)).collect::<Vec<_>>());
    let mut here = draft.clone();
    here.tolls.retain(|t| t.place.as_ref().zip(place.as_ref()).is_none_or(|(told, own)| told.same(own)));
    let draft = &here;
    let victims: Vec<Role> = roles(scene, &draft.tolls.iter().map(|t| t.who.clone()).collect::<Vec<_>>(), code);
    let mut sides = sides(scene, &agents, &patients, &victims, draft);
    let feud = !agents.is_empty() && among_themselves(scene, draft);
    sides.armed_patient |= feud && sides.armed_agent;
    let kind = types::event_type(draft, sides);
    if kind.sub == "Suicide bomb" {
        // Forces of a state that are told of beside a bomber met him.
        agents.retain(|r| !matches!(side_of(scene.resources, &r.id), Some(Side::State | Side::External)));
    }
    let barred = draft.frames.iter().any(|f| f.deed == "siege");
    crowd(kind, barred, &mut agents, &mut patients);
    fill(scene, draft, kind, code, &mut agents, &mut patients, &victims);
    if feud && (patients.is_empty() || kind.event == "Battles") {
        patients = agents.iter().cloned().map(|r| Role { inferred: Some(AMONG_THEMSELVES), ..r }).collect();
    }
    let day = draft.date.as_ref().and_then(|d| d.reading.period).map(|p| p.end);
    with_wholes(scene, day, &mut agents);
    with_wholes(scene, day, &mut patients);
    let (mut casualties, rivals) = casualties(scene, draft, code, &agents, &patients, kind);
    if let Some(parts) = shares(scene, draft).filter(|n| *n > 1) {
        notes.push("deaths-split-over-events");
        casualties.iter_mut().filter(|c| c.kind == "killed").for_each(|c| c.quantity = c.quantity.share_of(parts, number));
    }
    let date = draft.date.clone().filter(|d| !d.statement || dated_by_statement(scene, draft));
    let told_on = told_on(scene, draft).filter(|_| date.is_none());
    if told_on.is_some() {
        notes.push("day-of-the-telling");
    }
    Event {
        frames: draft.frames.clone(),
        sentences: draft.sentences.clone(),
        kind,
        agents,
        patients,
        place,
        country,
        date: date.or(told_on),
        casualties,
        rivals,
        losses: super::tolls::distinct(&draft.losses),
        notes,
    }
}

/// Whether the day of a statement may stand for the day of the deed: a declaration is its own deed;
/// Arabic news names the day of a deed apart from that of its announcement.
fn dated_by_statement(scene: &Scene, draft: &Draft) -> bool {
    scene.language(draft.sentences[0]) != Language::Ar || matches!(draft.family, Family::Siege | Family::Group | Family::Agreement)
}

/// The day on which an Arabic report's own event was told, where no other is.
fn told_on(scene: &Scene, draft: &Draft) -> Option<super::Dated> {
    draft.told_on.clone().filter(|_| scene.language(draft.sentences[0]) == Language::Ar && draft.sentences[0] <= 1)
}

/// Roles of participants, without persons of no told kind and without doubles.
fn roles(scene: &Scene, participants: &[Participant], country: Option<&str>) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::new();
    for p in participants.iter().filter(|p| p.template != "unknown") {
        let id = p.id(scene.resources, country);
        if out.iter().all(|r| r.id != id) {
            out.push(Role { id: id.clone(), participant: p.clone(), inferred: None });
        }
        if let Some(other) = &p.also {
            // "Nigerien and MNJTF forces": beside a body of no country stands a country's army.
            let own_country = id.rsplit_once('-').filter(|(_, c)| c.len() == 2 && c.chars().all(|c| c.is_ascii_uppercase()));
            let id = format!("{}-{other}", own_country.map_or("military", |(head, _)| head));
            if out.iter().all(|r| r.id != id) {
                out.push(Role { id, participant: p.clone(), inferred: None });
            }
        }
    }
    // "gunmen" beside a named group are that group's.
    let named = out.iter().any(|r| r.participant.named && side_of(scene.resources, &r.id) == Some(Side::Armed));
    if named {
        out.retain(|r| r.id != "unidentified-armed-group");
    }
    out
}

/// Who demonstrates is a protester, who riots a rioter, whatever else they are; forces that meet
/// them are the police where the text does not tell. Whose road a crowd bars is acted upon.
fn crowd(kind: EventType, barred: bool, agents: &mut Vec<Role>, patients: &mut Vec<Role>) {
    let name = match kind.event {
        "Protests" => "protesters",
        "Riots" => "rioters",
        _ => return,
    };
    let fired_on =
        kind.sub == "Excessive force against protesters" && agents.iter().any(|a| !a.id.starts_with("protesters-") && !a.id.starts_with("civilians-"));
    let rename = |role: &mut Role| {
        let crowd = ["civilians-", "protesters-", "rioters-"].iter().find_map(|head| role.id.strip_prefix(head));
        if let Some(country) = crowd {
            role.id = format!("{name}-{country}");
        } else if let Some(country) = role.id.strip_prefix("security-forces-") {
            role.id = format!("police-{country}");
        }
    };
    agents.iter_mut().for_each(rename);
    if kind.event == "Riots" && agents.iter().any(|a| a.id.starts_with("rioters-")) {
        // Rioters may also be the ones hurt; civilians stay civilians there.
        patients.iter_mut().filter(|p| p.id.starts_with("security-forces-")).for_each(rename);
    } else {
        patients.iter_mut().for_each(rename);
    }
    let acts = |r: &Role| r.id.starts_with(name);
    if !agents.iter().any(acts)
        && !fired_on
        && let Some(at) = patients.iter().position(acts)
    {
        // Told from the side of those who broke it up.
        let own = patients.remove(at);
        patients.append(agents);
        agents.push(own);
    } else if agents.iter().any(acts) {
        let (own, others): (Vec<Role>, Vec<Role>) = agents.drain(..).partition(acts);
        *agents = own;
        patients.extend(others);
        patients.retain(|p| !acts(p));
    }
    if kind.sub == "Peaceful protest" && !barred {
        patients.clear();
    }
    for roles in [agents, patients] {
        let mut seen: Vec<String> = Vec::new();
        roles.retain(|r| {
            let new = !seen.contains(&r.id);
            seen.push(r.id.clone());
            new
        });
    }
}

/// Adds the group that an acting group is a part of.
fn with_wholes(scene: &Scene, day: Option<chrono::NaiveDate>, roles: &mut Vec<Role>) {
    let mut more: Vec<Role> = Vec::new();
    for role in roles.iter() {
        if let Some((whole, from)) = scene.resources.wholes.get(role.id.as_str())
            && day.is_none_or(|d| d >= *from)
            && roles.iter().chain(&more).all(|r| r.id != **whole)
        {
            more.push(Role { id: whole.to_string(), inferred: Some("part-of-it"), ..role.clone() });
        }
    }
    roles.extend(more);
}

fn sides(scene: &Scene, agents: &[Role], patients: &[Role], victims: &[Role], draft: &Draft) -> Sides {
    let side = |r: &Role| side_of(scene.resources, &r.id);
    let agent = agents.iter().find_map(side);
    let group = agents.iter().any(|a| side(a) == Some(Side::Armed)) && scene.language(draft.sentences[0]) != Language::Ar;
    // "the attackers were killed": those who attacked, told without a name.
    let attacker = |r: &Role| group && r.id == "unidentified-armed-group" && patients.iter().all(|p| p.id != r.id);
    let on_other_side = |r: &&Role| agents.iter().all(|a| a.id != r.id) && !attacker(r);
    // Those who govern carry no arms.
    let unarmed = |r: &Role| if r.id.starts_with("government-") { Some(Side::Civilian) } else { side(r) };
    let all: Vec<Option<Side>> = patients.iter().chain(victims).filter(on_other_side).map(unarmed).collect();
    // A position or post of nobody named is one of the other side.
    let post = draft.patients.iter().any(|p| p.facility.is_some() && p.template == "unknown");
    let armed_patient = (post || all.iter().flatten().any(|s| s.is_armed_force())) && !(group && mostly_unarmed(scene, draft));
    let persons = draft.patients.iter().any(|p| p.template == "unknown" && p.refers.is_none() && p.facility.is_none())
        || draft.tolls.iter().any(|t| t.who.template == "unknown");
    Sides {
        agent,
        armed_agent: agents.iter().filter_map(side).any(Side::is_armed_force),
        patient: patients.iter().find_map(side).or_else(|| victims.iter().find_map(side)),
        armed_patient,
        civilian_patient: all.contains(&Some(Side::Civilian)) || draft.place_hit || persons,
    }
}

/// Whether nearly all of the dead bore no arms: the guards who died with 40 worshippers make no battle of an attack.
fn mostly_unarmed(scene: &Scene, draft: &Draft) -> bool {
    const MANY: u64 = 10;
    const TIMES: u64 = 4;
    let dead = |wanted: &dyn Fn(Option<Side>) -> bool| -> u64 {
        let counted = draft.tolls.iter().filter(|t| t.kind == "killed" && t.who.counted && !t.who.total && wanted(t.who.side(scene.resources)));
        counted.map(|t| t.quantity.low).max().unwrap_or(0)
    };
    let armed = dead(&|s| matches!(s, Some(Side::State | Side::External)));
    let unarmed = dead(&|s| matches!(s, None | Some(Side::Civilian)));
    // Where only soldiers or a post of theirs are told as attacked, the dead of no told kind are soldiers.
    let civilians = draft.patients.iter().any(|p| p.side(scene.resources) == Some(Side::Civilian));
    let storms = |f: &Frame| matches!(f.deed.as_str(), "attack" | "shoot" | "execute") && !f.weak;
    let fights = |f: &Frame| matches!(f.deed.as_str(), "clash" | "ambush" | "repel") && !f.noun;
    (armed > 0 || civilians) && unarmed >= MANY && unarmed >= TIMES * armed && draft.frames.iter().any(storms) && !draft.frames.iter().any(fights)
}

/// "clashed with each other", "attacked other members of the group": both sides go by one name (French, English).
fn among_themselves(scene: &Scene, draft: &Draft) -> bool {
    const NEAR: usize = 3;
    draft.frames.iter().filter(|f| !f.noun && matches!(f.deed.as_str(), "clash" | "attack" | "ambush" | "shoot" | "kill")).any(|f| {
        let named = |u: &usize| scene.entities.actor(&scene.units(f.sentence)[*u]).filter(|p| p.named);
        let one_name = |u: &usize| named(u).is_some_and(|p| f.agents.iter().filter_map(named).any(|a| a.template == p.template));
        let other = |u: &usize| {
            let mention = scene.annotated.mention(&scene.units(f.sentence)[*u]);
            mention.is_some_and(|m| m.units.iter().any(|w| w.is(scene.class("other"))))
        };
        let mutual = (f.unit + 1..=f.unit + NEAR).any(|u| scene.is(f.sentence, u, "mutual=1"));
        mutual || f.patients.iter().any(|u| one_name(u) && other(u))
    })
}

/// Parties that the kind of event implies where the text names none.
fn fill(scene: &Scene, draft: &Draft, kind: EventType, country: Option<&str>, agents: &mut Vec<Role>, patients: &mut Vec<Role>, victims: &[Role]) {
    let side = |r: &Role| side_of(scene.resources, &r.id);
    // Villagers do not attack themselves beside a group that does.
    if agents.iter().any(|a| side(a).is_some_and(Side::is_armed_force)) {
        agents.retain(|a| side(a) != Some(Side::Civilian) || patients.iter().all(|p| p.id != a.id) && victims.iter().all(|v| v.id != a.id));
    }
    patients.retain(|p| agents.iter().all(|a| a.id != p.id));
    // "elements of the security forces", then "a soldier and two gendarmes".
    if let Some(at) = patients.iter().position(|p| p.id.starts_with("security-forces-")) {
        let forces = |v: &&Role| side(v) == Some(Side::State) && v.id != patients[at].id && !v.id.starts_with("government-");
        let exact: Vec<Role> = victims.iter().filter(forces).filter(|v| patients.iter().chain(agents.iter()).all(|p| p.id != v.id)).cloned().collect();
        if !exact.is_empty() {
            patients.splice(at..=at, exact);
        }
    }
    let french = scene.language(draft.sentences[0]) == Language::Fr;
    if patients.is_empty() {
        // "The attack left 14 dead, five assailants among them": the named group's own.
        let own = |v: &Role| v.id == "unidentified-armed-group" && agents.iter().any(|a| side(a) == Some(Side::Armed)) && french;
        let other = victims.iter().filter(|v| agents.iter().all(|a| a.id != v.id) && !own(v));
        patients.extend(other.cloned().map(|r| Role { inferred: Some("the-victims"), ..r }));
    }
    let civilians = |code: &str| implied(draft, format!("civilians-{code}"), "people-at-the-place");
    match kind.event {
        "Violence against civilians" => {
            let attacker = agents.iter().find_map(side);
            if !patients.iter().any(|p| matches!(side(p), Some(Side::Civilian | Side::Crowd)))
                && attacker != Some(Side::Civilian)
                && let Some(code) = country
            {
                if patients.iter().all(|p| side(p).is_none()) {
                    patients.clear();
                }
                patients.push(civilians(code));
            }
            if agents.is_empty() {
                agents.push(implied(draft, "unidentified-armed-group".into(), "attackers-not-named"));
            }
        }
        "Battles" => {
            // Fighters who fell beside those they fought, or were driven back, are the attackers.
            let repelled = draft.frames.iter().any(|f| f.deed == "repel");
            let state = |r: &Role| matches!(side(r), Some(Side::State | Side::External));
            let rebel = |p: &Role| {
                side(p) == Some(Side::Armed)
                    && !matches!(p.id.as_str(), "vdp" | "koglweogo" | "dozo" | "gatia" | "msa" | "platform" | "wagner" | "africa-corps" | "dan-na-ambassagou")
            };
            if (agents.is_empty() && patients.iter().any(state)) || (repelled && agents.iter().all(state)) {
                let fighters: Vec<Role> = patients.iter().filter(|p| rebel(p)).cloned().collect();
                if !fighters.is_empty() {
                    patients.retain(|p| !rebel(p));
                    patients.append(agents);
                    agents.extend(fighters.into_iter().map(|r| Role { inferred: Some("fighters-who-fell"), ..r }));
                }
            }
            // Hostages that forces free were held by the group that the report is about.
            let freed = draft.frames.iter().any(|f| f.deed == "rescue") && !patients.iter().any(|p| side(p).is_some_and(Side::is_armed_force));
            if let Some(group) = super::rescued::main_group(scene).filter(|g| freed && agents.iter().all(state) && agents.iter().all(|a| a.id != g.template)) {
                patients.push(Role { id: group.id(scene.resources, country), participant: group.clone(), inferred: Some("the-group-of-the-report") });
            }
            // A mutiny is one of soldiers.
            let mutiny = draft.frames.iter().any(|f| scene.is(f.sentence, f.unit, "mutiny=1"));
            if let Some(code) = country.filter(|_| mutiny && agents.is_empty()) {
                agents.push(implied(draft, format!("military-{code}"), "soldiers-who-mutinied"));
            }
            // "Ten terrorists were neutralised": that is what a state's forces call it.
            let neutralised = draft.frames.iter().any(|f| f.target.as_deref() == Some("armed"));
            if let Some(code) = country.filter(|_| neutralised && agents.is_empty() && !patients.is_empty() && patients.iter().all(rebel)) {
                agents.push(implied(draft, format!("military-{code}"), "forces-who-neutralised"));
            }
            // Who fights a rebel group is not known to be another one.
            let rebels = |p: &Role| side(p) == Some(Side::Armed) && !(french && super::referents::defends(&p.id));
            if agents.is_empty() && !patients.iter().any(rebels) {
                agents.push(implied(draft, "unidentified-armed-group".into(), "attackers-not-named"));
            }
        }
        // Hostages that are freed are civilians unless the text says more.
        "Strategic developments" if draft.family == Family::Release && patients.is_empty() && draft.patients.iter().any(|p| p.template == "unknown") => {
            patients.extend(country.map(civilians));
        }
        "Strategic developments"
            if kind.sub == "Looting/property destruction" && patients.is_empty() && agents.iter().find_map(side).is_some_and(Side::is_armed_force) =>
        {
            patients.extend(country.map(civilians));
        }
        // A bridge that is blown up is nobody.
        "Explosions/Remote violence" if !patients.is_empty() && victims.is_empty() && patients.iter().all(|p| p.participant.vacant) => patients.clear(),
        "Explosions/Remote violence" if patients.is_empty() && (draft.place_hit || draft.tolls.iter().any(|t| t.who.template == "unknown")) => {
            patients.extend(country.map(civilians));
        }
        _ => {}
    }
    // "Two girls blew themselves up", "a man threw a grenade": whoever does that is of an armed group.
    if kind.event == "Explosions/Remote violence" {
        agents.retain(|a| side(a) != Some(Side::Civilian));
    }
    if agents.is_empty() && matches!(kind.sub, "Suicide bomb" | "Remote explosive/landmine/IED" | "Grenade" | "Shelling/artillery/missile attack") {
        agents.push(implied(draft, "unidentified-armed-group".into(), "attackers-not-named"));
    }
    let crowd = |r: &Role| side(r) == Some(Side::Crowd);
    if kind.event == "Protests"
        && !agents.iter().any(|r| crowd(r) && r.id.starts_with("protesters"))
        && !(kind.sub == "Excessive force against protesters" && patients.iter().any(crowd))
    {
        // "Hundreds demonstrated before police dispersed them": whoever meets the crowd is the other side.
        if kind.sub == "Protest with intervention" && patients.is_empty() {
            patients.append(agents);
        }
        agents.extend(country.map(|c| implied(draft, format!("protesters-{c}"), "people-at-the-place")));
    }
    // Whoever clashes clashes with somebody.
    let brawl = draft.frames.iter().any(|f| f.deed == "clash") && draft.frames.iter().all(|f| f.deed == "clash" || f.agents.is_empty());
    if kind.sub == "Mob violence" && brawl && patients.iter().all(|p| side(p) == Some(Side::Civilian)) {
        patients.clear();
        patients.extend(agents.iter().filter(|r| crowd(r)).cloned().map(|r| Role { inferred: Some(AMONG_THEMSELVES), ..r }));
    }
    if kind.event == "Riots" && !agents.iter().any(crowd) {
        agents.extend(country.map(|c| implied(draft, format!("rioters-{c}"), "people-at-the-place")));
    }
}

fn implied(draft: &Draft, id: String, why: &'static str) -> Role {
    let frame = &draft.frames[0];
    let participant = Participant { unit: false, ..Participant::standing_for(&id, Default::default(), &format!("{why} ({})", frame.deed)) };
    Role { id, participant, inferred: Some(why) }
}

/// Entries of the event, one a kind and group, and other numbers for a group that has one: they are
/// entries too where another party gives them. A number told again, or told once of persons and once
/// of a kind of people, is one entry; two numbers in one sentence are two.
fn casualties(scene: &Scene, draft: &Draft, country: Option<&str>, agents: &[Role], patients: &[Role], kind: EventType) -> (Vec<Casualty>, Vec<Casualty>) {
    let mut out: Vec<(Casualty, bool)> = Vec::new();
    let mut rivals: Vec<Casualty> = Vec::new();
    // Entries that a number of a later sentence tells again: its other numbers are others.
    let mut met: Vec<((usize, usize), usize)> = Vec::new();
    for toll in &draft.tolls {
        if toll.who.total && toll.kind == "killed" {
            let known = out.iter().filter(|c| c.0.kind == "killed").count();
            if let (1, Some(only)) = (known, out.iter_mut().find(|c| c.0.kind == "killed")) {
                if only.0.quantity.low != toll.quantity.low {
                    rivals.push(only.0.clone());
                }
                only.0 = Casualty { quantity: toll.quantity, span: toll.span, sentence: toll.sentence, unit: toll.unit, ..only.0.clone() };
                continue;
            }
            out.retain(|c| c.0.kind != "killed");
        }
        let who = who(scene, toll, country, agents, patients, kind);
        let vague = matches!(toll.who.template.as_str(), "unknown" | "unidentified-armed-group");
        let entry = Casualty { kind: toll.kind.clone(), who, quantity: toll.quantity, span: toll.span, sentence: toll.sentence, unit: toll.unit };
        let apart = |c: &Casualty| {
            c.kind != entry.kind || c.sentence == entry.sentence && c.unit != entry.unit || met.contains(&((c.sentence, c.unit), entry.sentence))
        };
        let doer = |id: &str| agents.iter().any(|a| a.id == id);
        let told = out
            .iter()
            .position(|(c, _)| !apart(c) && c.who == entry.who)
            .or_else(|| out.iter().position(|(c, v)| !apart(c) && c.quantity.low == entry.quantity.low && (*v || vague) && !doer(&c.who) && !doer(&entry.who)));
        // "two Frenchmen" are the "two hostages" told elsewhere, Russian soldiers the men of a Russian company.
        let told = told.or_else(|| {
            let of_company = |a: &str, b: &str| matches!(a, "wagner" | "africa-corps") && b.starts_with("military-RU");
            let here = country.map(|c| format!("civilians-{c}")).unwrap_or_default();
            let abroad = |a: &str, b: &str| a == here && b.starts_with("civilians-");
            let same = |a: &str, b: &str| of_company(a, b) || of_company(b, a) || abroad(a, b) || abroad(b, a);
            out.iter().position(|(c, _)| !apart(c) && c.sentence != entry.sentence && c.quantity.low == entry.quantity.low && same(&c.who, &entry.who))
        });
        let Some(at) = told else {
            let rival = |r: &Casualty| r.kind == entry.kind && r.quantity.low == entry.quantity.low && r.sentence != entry.sentence;
            if !(vague && rivals.iter().any(rival)) {
                out.push((entry, vague));
            }
            continue;
        };
        let (known, known_vague) = &mut out[at];
        if scene.language(toll.sentence) == Language::Fr {
            met.push(((known.sentence, known.unit), entry.sentence));
        }
        // "More than 70 dead" in the headline, then the number.
        let bound = scene.language(toll.sentence) == Language::En
            && known.sentence == 0
            && known.quantity.qualifier == Qualifier::AtLeast
            && entry.quantity.qualifier == Qualifier::Exact
            && (known.quantity.low + 1..=known.quantity.low * 3).contains(&entry.quantity.low);
        // "the father of a girl who was abducted", then "300 girls": one of them, told before all are counted.
        let whole = |c: &Casualty| {
            c.quantity.low == 1 && c.sentence != entry.sentence && !draft.tolls.iter().any(|t| t.unit == c.unit && t.sentence == c.sentence && t.who.counted)
        };
        let bound = bound || whole(known) && toll.who.counted && entry.quantity.low > 1 && scene.language(toll.sentence) == Language::En;
        let sharper = bound || known.quantity.qualifier == Qualifier::Vague && entry.quantity.qualifier != Qualifier::Vague;
        let hedged = known.quantity.low == entry.quantity.low && known.quantity.qualifier == Qualifier::Exact && entry.quantity.qualifier != Qualifier::Exact;
        let clearer = *known_vague && !vague && known.quantity.low == entry.quantity.low;
        let abroad =
            country.is_some_and(|c| known.who == format!("civilians-{c}")) && entry.who != known.who && known.quantity.low == entry.quantity.low && !vague;
        if sharper || clearer || abroad && !*known_vague || hedged && (vague == *known_vague) {
            (*known, *known_vague) = (entry, vague);
        } else if known.who == entry.who && known.quantity.low != entry.quantity.low && toll.who.counted {
            // The same number told of "persons" is this one, not a third.
            out.retain(|(c, v)| !(*v && c.kind == entry.kind && c.quantity.low == entry.quantity.low && c.sentence != entry.sentence));
            rivals.push(entry);
        }
    }
    // "several dead" beside an exact number told elsewhere says nothing more.
    let exact: Vec<(String, usize)> = out.iter().filter(|(c, _)| c.quantity.qualifier != Qualifier::Vague).map(|(c, _)| (c.kind.clone(), c.sentence)).collect();
    out.retain(|(c, v)| !(*v && c.who == "unknown" && c.quantity.qualifier == Qualifier::Vague && exact.iter().any(|(k, s)| *k == c.kind && *s != c.sentence)));
    // Parts told apart make up a whole told elsewhere: "5 dead", then "4 policemen and a civilian".
    let told: Vec<(Casualty, bool)> = out.clone();
    out.retain(|(whole, vague)| {
        let parts = |sentence: usize| -> Vec<u64> {
            told.iter().filter(|(c, v)| !v && c.kind == whole.kind && c.sentence == sentence).map(|(c, _)| c.quantity.low).collect()
        };
        let sums = told.iter().map(|(c, _)| parts(c.sentence)).any(|p| p.len() > 1 && p.iter().sum::<u64>() == whole.quantity.low);
        !(*vague && sums)
    });
    (out.into_iter().map(|(c, _)| c).collect(), rivals)
}

fn who(scene: &Scene, toll: &Toll, country: Option<&str>, agents: &[Role], patients: &[Role], kind: EventType) -> String {
    let side = |id: &str| side_of(scene.resources, id);
    let id = toll.who.id(scene.resources, country);
    if toll.mixed && side(&id).is_some_and(Side::is_armed_force) {
        return "unknown".into();
    }
    if id == "unidentified-armed-group" {
        // "The militia neutralised 17 terrorists": those it fought (French, English).
        let latin = scene.language(toll.sentence) != Language::Ar;
        let fought = latin && patients.iter().any(|p| p.id == id && p.inferred.is_none());
        // Militias that fight beside the state are no "terrorists" (French, English).
        let militia =
            |r: &Role| latin && matches!(r.id.as_str(), "vdp" | "communal-militia" | "dozo" | "koglweogo" | "dan-na-ambassagou" | "wagner" | "africa-corps");
        let groups: Vec<&Role> = agents.iter().chain(patients).filter(|r| side(&r.id) == Some(Side::Armed) && r.id != id && !militia(r)).collect();
        if let [only] = groups[..]
            && !fought
        {
            return only.id.clone();
        }
    }
    if toll.who.template == "unknown" || id.starts_with("unknown") {
        let armed = patients.iter().any(|p| side(&p.id).is_some_and(Side::is_armed_force));
        let civilian = patients.iter().find(|p| side(&p.id) == Some(Side::Civilian));
        return match civilian {
            Some(p) if !armed || kind.event == "Violence against civilians" => p.id.clone(),
            // A mine that hit a patrol killed its men.
            None if kind.event == "Explosions/Remote violence" => match patients {
                [only] if armed => only.id.clone(),
                _ => "unknown".into(),
            },
            _ => "unknown".into(),
        };
    }
    id
}
