//! The table of claims: who says what about which event, a row for each (event, claimant, quantity).
//!
//! This is where two sides' numbers stand side by side. A party that speaks in several ways
//! (it claims the deed and concedes a loss) has a row for each way; its numbers hang on the first
//! that is no denial, so that none is counted twice. Of an event that several reports tell, each report's
//! claims carry the numbers of that report, and what a report counts in its own words has a row too, by nobody.

use super::countries::Countries;
use super::table::{Column, Row};
use crate::record::{CasualtyRecord, ClaimRecord, EventRecord};

/// The columns, in order.
pub const COLUMNS: [Column; 25] = [
    Column::text("event_id"),
    Column::text("report_id"),
    Column::date("event_date"),
    Column::text("location"),
    Column::text("admin1"),
    Column::text("country"),
    Column::text("event_type"),
    Column::text("sub_event_type"),
    Column::text("actor1"),
    Column::text("actor2"),
    Column::text("by"),
    Column::text("by_name"),
    Column::text("type"),
    Column::text("channel"),
    Column::date("claim_date"),
    Column::text("quantity_kind"),
    Column::text("quantity_who"),
    Column::integer("low"),
    Column::integer("high"),
    Column::text("qualifier"),
    Column::flag("contested"),
    Column::text("text"),
    Column::integer("span_start"),
    Column::integer("span_end"),
    Column::text("status"),
];

/// A number that a party gives: of people (killed, injured, …) or of things (seized, …).
struct Quantity<'e> {
    kind: &'e str,
    who: &'e str,
    low: Option<u64>,
    high: Option<u64>,
    qualifier: &'e str,
}

/// The rows of an event's claims.
pub(super) fn rows<'e>(event: &'e EventRecord, countries: &'e Countries) -> Vec<Row<'e>> {
    let mut rows = Vec::new();
    for (i, claim) in event.claims.iter().enumerate() {
        let told = if carries_numbers(event, i) { quantities(event, claim) } else { Vec::new() };
        rows.extend(told.iter().map(|q| row(event, Said::by(claim), Some(q), countries)));
        if told.is_empty() {
            rows.push(row(event, Said::by(claim), None, countries));
        }
    }
    let narrated = event.casualties.iter().filter(|c| c.report_id.is_some() && c.by.is_empty());
    rows.extend(narrated.map(|c| row(event, Said::narrated(c), Some(&Quantity::of(c)), countries)));
    rows
}

/// Whose words a row tells.
struct Said<'e> {
    report: Option<&'e str>,
    claim: Option<&'e ClaimRecord>,
    text: &'e str,
    span: Option<[usize; 2]>,
}

impl<'e> Said<'e> {
    fn by(claim: &'e ClaimRecord) -> Said<'e> {
        Said { report: claim.report_id.as_deref(), claim: Some(claim), text: &claim.text, span: claim.span }
    }

    fn narrated(entry: &'e CasualtyRecord) -> Said<'e> {
        Said { report: entry.report_id.as_deref(), claim: None, text: &entry.text, span: entry.span }
    }
}

impl<'e> Quantity<'e> {
    fn of(c: &'e CasualtyRecord) -> Quantity<'e> {
        Quantity { kind: &c.kind, who: &c.who, low: Some(c.low), high: c.high, qualifier: &c.qualifier }
    }
}

/// Whether a party's numbers hang on this one of its claims.
fn carries_numbers(event: &EventRecord, index: usize) -> bool {
    let mine = || event.claims.iter().enumerate().filter(|(_, c)| (&c.by, &c.report_id) == (&event.claims[index].by, &event.claims[index].report_id));
    mine().find(|(_, c)| c.kind != "denial").or_else(|| mine().next()).is_some_and(|(i, _)| i == index)
}

/// The numbers that a party gives in the report of this claim.
fn quantities<'e>(event: &'e EventRecord, claim: &ClaimRecord) -> Vec<Quantity<'e>> {
    let mine = |parties: &[String], report: &Option<String>| parties.contains(&claim.by) && *report == claim.report_id;
    let people = event.casualties.iter().filter(|c| mine(&c.by, &c.report_id)).map(Quantity::of);
    let things = event.materiel.iter().filter(|m| mine(&m.by, &m.report_id)).map(|m| Quantity {
        kind: &m.action,
        who: &m.item,
        low: m.count,
        high: m.count,
        qualifier: if m.count.is_some() { "exact" } else { "" },
    });
    people.chain(things).collect()
}

fn row<'e>(event: &'e EventRecord, said: Said<'e>, quantity: Option<&Quantity<'e>>, countries: &'e Countries) -> Row<'e> {
    let mut row = Row::default();
    let place = event.location.as_ref();
    row.text(&event.event_id).text(said.report.unwrap_or(&event.report_id)).date(event.event_date.as_deref());
    row.maybe_text(place.map(|l| l.name.as_str())).maybe_text(place.and_then(|l| l.admin1.as_deref()));
    row.maybe_text(place.and_then(|l| l.country.as_deref()).map(|c| countries.name(c)));
    row.text(&event.event_type).text(&event.sub_event_type);
    for role in ["actor1", "actor2"] {
        row.maybe_text(event.actors.iter().find(|a| a.role == role).map(|a| a.name.as_str()));
    }
    let claim = |value: fn(&'e ClaimRecord) -> Option<&'e str>| said.claim.and_then(value);
    row.maybe_text(claim(|c| Some(&c.by))).maybe_text(claim(|c| Some(&c.by_name))).maybe_text(claim(|c| Some(&c.kind)));
    row.maybe_text(claim(|c| c.channel.as_deref())).date(claim(|c| c.date.as_deref()));
    row.maybe_text(quantity.map(|q| q.kind)).maybe_text(quantity.map(|q| q.who));
    row.integer(quantity.and_then(|q| q.low)).integer(quantity.and_then(|q| q.high)).maybe_text(quantity.map(|q| q.qualifier));
    row.flag(event.contested()).text(said.text).integer(said.span.map(|s| s[0])).integer(said.span.map(|s| s[1])).text(&event.status);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample;
    use crate::write::table::tests::spelled;

    fn table(event: &EventRecord, columns: &[&str]) -> Vec<Vec<String>> {
        let at: Vec<usize> = columns.iter().map(|c| COLUMNS.iter().position(|o| o.name == *c).unwrap()).collect();
        let countries = Countries::default();
        let rows = rows(event, &countries);
        assert!(rows.iter().all(|r| r.cells.len() == COLUMNS.len()));
        rows.iter().map(|r| at.iter().map(|i| spelled(r)[*i].clone()).collect()).collect()
    }

    #[test]
    fn each_number_of_each_party_has_a_row() {
        let columns = ["by", "type", "quantity_kind", "quantity_who", "low", "high", "qualifier"];
        assert_eq!(
            table(&sample(), &columns),
            [
                vec!["jnim", "responsibility", "killed", "gendarmerie-ML", "1", "1", "exact"],
                vec!["jnim", "responsibility", "destroyed", "motorcycle", "7", "7", "exact"],
                vec!["military-ML", "admission", "", "", "", "", ""],
            ]
        );
    }

    #[test]
    fn the_numbers_of_a_party_stand_once() {
        let mut event = sample();
        event.claims[1].by = "jnim".into();
        event.claims[0].kind = "denial".into();
        let kinds: Vec<_> = table(&event, &["type", "quantity_kind"]).into_iter().map(|r| r.join(" ")).collect();
        assert_eq!(kinds, ["denial ", "admission killed", "admission destroyed"]);
    }

    #[test]
    fn reports_of_one_event_stand_row_against_row() {
        let mut event = sample();
        event.claims[0].report_id = Some("r1".into());
        event.claims[1] = ClaimRecord { report_id: Some("r2".into()), ..event.claims[0].clone() };
        event.materiel.clear();
        let told = |low: u64, report: &str, by: &[&str]| CasualtyRecord {
            low,
            report_id: Some(report.into()),
            by: by.iter().map(|b| (*b).to_owned()).collect(),
            ..sample().casualties[0].clone()
        };
        event.casualties = vec![told(1, "r1", &["jnim"]), told(4, "r2", &["jnim"]), told(9, "r3", &[])];
        assert_eq!(table(&event, &["report_id", "by", "low"]), [vec!["r1", "jnim", "1"], vec!["r2", "jnim", "4"], vec!["r3", "", "9"]]);
    }
}
