//! A sentence or two in English that tell the record, as analysts write them.
//!
//! In: a record, whole but for its note. Out: the note. It says nothing that the record does not hold,
//! and quotes nothing of the report. Not done here: a note in another language.

use crate::record::{CasualtyRecord, EventRecord};

/// Composes the note of a record from its own fields.
pub fn notes(record: &EventRecord) -> String {
    let names = |role: &str| {
        let all: Vec<&str> = record.actors.iter().filter(|a| a.role == role).map(|a| a.name.as_str()).collect();
        all.join(" and ")
    };
    let when = match (&record.event_date, &record.event_date_end) {
        (Some(a), Some(b)) if a == b => format!("On {a}, "),
        (Some(a), Some(b)) => format!("Between {a} and {b}, "),
        _ => String::new(),
    };
    let place = record.location.as_ref().map_or(String::new(), |l| match &l.admin1 {
        Some(a) if *a != l.name => format!(" at {} ({a})", l.name),
        _ => format!(" at {}", l.name),
    });
    let (one, two) = (names("actor1"), names("actor2"));
    let parties = match (one.is_empty(), two.is_empty()) {
        (false, false) => format!(": {one} against {two}"),
        (false, true) => format!(": {one}"),
        (true, false) => format!(": against {two}"),
        (true, true) => String::new(),
    };
    let what = record.sub_event_type.to_lowercase();
    let article = if when.is_empty() { what[..1].to_uppercase() + &what[1..] } else { what };
    let mut out = format!("{when}{article}{place}{parties}.");
    let tolls = each_once(record.casualties.iter().map(toll));
    if !tolls.is_empty() {
        out.push_str(&format!(" {}.", tolls.join(", ")));
    }
    let sources = each_once(record.claims.iter().map(|c| c.by_name.as_str()));
    if !sources.is_empty() {
        out.push_str(&format!(" According to {}.", sources.join(", ")));
    }
    if !record.accounts.is_empty() {
        out.push_str(&format!(" Told by {} reports.", record.reports().len()));
    }
    out
}

/// Several reports say the same thing.
fn each_once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    for one in all {
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out
}

fn toll(c: &CasualtyRecord) -> String {
    let number = match (c.qualifier.as_str(), c.low, c.high) {
        ("vague", low, Some(high)) => format!("{low}-{high}"),
        ("at_least", low, _) => format!("at least {low}"),
        ("at_most", _, Some(high)) => format!("at most {high}"),
        ("about", low, _) => format!("about {low}"),
        (_, low, _) => low.to_string(),
    };
    format!("{number} {} ({})", c.kind, c.who)
}
