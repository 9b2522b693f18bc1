//! Accounts of one event -> one record that says what they say together, and why.
//!
//! In: the records of several reports, which were found to tell one event. Out: one record. Dates, kind,
//! parties and place are chosen, each with the rule that chose and what other accounts tell instead;
//! numbers, losses, claims and evidence are all kept, each with its report; the accounts themselves stay in
//! it whole. So nothing is lost, and a merged record can be taken apart and merged anew.

use super::parties;
use super::values::{Told, choice, told};
use crate::deaths;
use crate::record::{ChoiceRecord, EventRecord, LocationRecord};
use crate::resources::Resources;
use std::cmp::Reverse;

/// Makes one record of the accounts of one event.
pub fn fuse(resources: &Resources, mut accounts: Vec<EventRecord>) -> EventRecord {
    accounts.iter_mut().for_each(|a| a.same_as = None);
    accounts.sort_by(|a, b| founding(a).cmp(&founding(b)));
    if accounts.len() == 1 {
        return accounts.remove(0);
    }
    let mut out = EventRecord { accounts: Vec::new(), choices: Vec::new(), ..accounts[0].clone() };
    let mut choices: Vec<ChoiceRecord> = Vec::new();
    choices.push(date(&mut out, &accounts));
    choices.push(kind(&mut out, &accounts));
    choices.extend(place(&mut out, &accounts));
    choices.extend(parties::choose(resources, &mut out, &accounts));
    gather(&mut out, &accounts);
    choices.push(deadly(&mut out, &accounts));
    choices.push(status(&mut out, &accounts));
    out.source = listed(accounts.iter().filter_map(|a| a.source.as_deref()));
    out.url = listed(accounts.iter().filter_map(|a| a.url.as_deref()));
    out.confidence = accounts.iter().map(|a| a.confidence).fold(0.0, f64::max);
    accounts.iter_mut().skip(1).for_each(|a| a.same_as = Some(out.event_id.clone()));
    out.accounts = accounts;
    out.choices = choices;
    out.notes = crate::notes::notes(&out);
    out
}

/// The account that was published first gives the event its id, so that later reports do not change it.
fn founding(record: &EventRecord) -> (bool, Option<&str>, &str, &str) {
    (record.published.is_none(), record.published.as_deref(), &record.report_id, &record.event_id)
}

/// Texts, each once, in one cell.
fn listed<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut out: Vec<&str> = Vec::new();
    for text in texts {
        if !out.contains(&text) {
            out.push(text);
        }
    }
    (!out.is_empty()).then(|| out.join("; "))
}

/// The shortest time that is told, of equally short ones that of most accounts.
fn date(out: &mut EventRecord, accounts: &[EventRecord]) -> ChoiceRecord {
    let value = |a: &EventRecord| a.event_date.clone().map(|start| (a.event_date_end.clone().unwrap_or_else(|| start.clone()), start));
    let mut all = told(accounts, value);
    let width = |t: &Told<(String, String)>| {
        let day = |text: &str| super::sketch::day(text).unwrap_or_default();
        day(&t.value.0) - day(&t.value.1)
    };
    all.sort_by_key(|t| (width(t), Reverse(t.from.len())));
    if let Some(best) = all.first() {
        let first = &accounts[best.from[0]];
        out.event_date.clone_from(&first.event_date);
        out.event_date_end.clone_from(&first.event_date_end);
        out.time_precision = first.time_precision;
        out.date_text.clone_from(&first.date_text);
    }
    let shorter = all.len() > 1 && width(&all[0]) < width(&all[1]);
    let show = |v: &(String, String)| if v.0 == v.1 { v.0.clone() } else { format!("{} to {}", v.1, v.0) };
    choice("event_date", if shorter { Some("shortest-time") } else { None }, all, accounts, show)
}

/// ACLED's sub-event types from the gravest on: of several that one event shows, the gravest holds.
const GRAVEST: [&str; 20] = [
    "Suicide bomb",
    "Chemical weapon",
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Non-state actor overtakes territory",
    "Government regains territory",
    "Armed clash",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Excessive force against protesters",
    "Mob violence",
    "Violent demonstration",
    "Protest with intervention",
    "Peaceful protest",
    "Looting/property destruction",
    "Disrupted weapons use",
    "Arrests",
];

/// The kind that most accounts tell; of equals the gravest.
fn kind(out: &mut EventRecord, accounts: &[EventRecord]) -> ChoiceRecord {
    let mut all = told(accounts, |a| Some(a.sub_event_type.clone()));
    let rank = |sub: &str| GRAVEST.iter().position(|g| *g == sub).unwrap_or(GRAVEST.len());
    all.sort_by_key(|t| (Reverse(t.from.len()), rank(&t.value)));
    let best = &accounts[all[0].from[0]];
    out.disorder_type.clone_from(&best.disorder_type);
    out.event_type.clone_from(&best.event_type);
    out.sub_event_type.clone_from(&best.sub_event_type);
    let targeted = all[0].from.iter().filter(|i| accounts[**i].civilian_targeting).count();
    out.civilian_targeting = 2 * targeted >= all[0].from.len() && targeted > 0;
    let tied = all.len() > 1 && all[0].from.len() == all[1].from.len();
    choice("sub_event_type", if tied { Some("gravest-kind") } else { None }, all, accounts, Clone::clone)
}

/// The finest place, of equally fine ones the one that a table holds, then that of most accounts.
fn place(out: &mut EventRecord, accounts: &[EventRecord]) -> Option<ChoiceRecord> {
    let key = |l: &LocationRecord| l.gazetteer_id.clone().unwrap_or_else(|| super::names::skeleton(&l.name).concat());
    let mut all = told(accounts, |a| a.location.as_ref().map(key));
    let of = |t: &Told<String>| t.from.iter().filter_map(|i| accounts[*i].location.as_ref()).collect::<Vec<_>>();
    let rough = |t: &Told<String>| {
        let coarse = |l: &LocationRecord| match l.resolution.as_str() {
            "exact" => 0,
            "unresolved" | "ambiguous" => 1,
            "admin" => 2,
            _ => 3,
        };
        of(t).into_iter().map(|l| (coarse(l), l.geo_precision)).min()
    };
    all.sort_by_key(|t| (rough(t), Reverse(t.from.len())));
    let finer = all.len() > 1 && rough(&all[0]) < rough(&all[1]);
    let best = all.first()?;
    let at = *best.from.iter().min_by_key(|i| accounts[**i].location.as_ref().map(|l| l.geo_precision)).unwrap_or(&best.from[0]);
    out.location = accounts[at].location.clone().map(|l| LocationRecord { report_id: Some(accounts[at].report_id.clone()), ..l });
    let names: Vec<(String, String)> = all.iter().map(|t| (t.value.clone(), of(t).first().map_or(String::new(), |l| l.name.clone()))).collect();
    let show = |key: &String| names.iter().find(|(k, _)| k == key).map_or(String::new(), |(_, name)| name.clone());
    Some(choice("location", if finer { Some("finest-place") } else { None }, all, accounts, show))
}

/// Numbers, losses, claims and evidence of all accounts, each with its report.
fn gather(out: &mut EventRecord, accounts: &[EventRecord]) {
    out.casualties.clear();
    out.materiel.clear();
    out.claims.clear();
    out.evidence.clear();
    for account in accounts {
        let report = || Some(account.report_id.clone());
        for entry in &account.casualties {
            let mut entry = entry.clone();
            entry.role = out.actors.iter().find(|a| a.id == entry.who).map(|a| a.role.replace("assoc_actor_", "actor")).or(entry.role);
            entry.report_id = report();
            out.casualties.push(entry);
        }
        out.materiel.extend(account.materiel.iter().cloned().map(|m| crate::record::MaterielRecord { report_id: report(), ..m }));
        out.claims.extend(account.claims.iter().cloned().map(|c| crate::record::ClaimRecord { report_id: report(), ..c }));
        out.evidence.extend(account.evidence.iter().cloned().map(|e| crate::record::EvidenceRecord { report_id: report(), ..e }));
    }
}

/// The most careful total, as ACLED's rules ask for.
fn deadly(out: &mut EventRecord, accounts: &[EventRecord]) -> ChoiceRecord {
    out.fatalities = deaths::fatalities(out);
    let total = out.fatalities;
    let counts = |a: &EventRecord| a.casualties.iter().any(|c| c.kind == "killed").then_some(a.fatalities);
    let mut all = told(accounts, counts);
    all.sort_by_key(|t| (t.value != total, t.value));
    // The sum of sides that no account counts alone stands in no account.
    let rule = match all.first() {
        Some(first) if first.value != total => {
            all.insert(0, Told { value: total, from: Vec::new() });
            Some("sum-of-the-sides")
        }
        _ => (all.len() > 1).then_some("most-careful-toll"),
    };
    choice("fatalities", rule, all, accounts, u32::to_string)
}

/// From the strongest on: what one account vouches for is no mere claim.
const STATUS: [&str; 5] = ["asserted", "claimed", "accused", "denied", "unconfirmed"];

/// The strongest status; but where somebody denies it, an outlet's own sentence makes it no fact.
fn status(out: &mut EventRecord, accounts: &[EventRecord]) -> ChoiceRecord {
    let denied = out.claims.iter().any(|c| c.kind == "denial");
    let vouched = |a: &EventRecord| a.claims.iter().any(|c| matches!(c.kind.as_str(), "report" | "admission"));
    let rank = |status: &str| STATUS.iter().position(|s| *s == status).unwrap_or(STATUS.len());
    let holds = |t: &Told<String>| t.value != "asserted" || !denied || t.from.iter().any(|i| vouched(&accounts[*i]));
    let mut all = told(accounts, |a| Some(a.status.clone()));
    all.sort_by_key(|t| (!holds(t), rank(&t.value)));
    out.status.clone_from(&all[0].value);
    choice("status", (all.len() > 1).then_some("strongest-word"), all, accounts, Clone::clone)
}
