//! `claims.csv`: who says what about which event, a row for each (event, claimant, quantity).
//!
//! This is where two sides' numbers stand side by side. A party that speaks in several ways
//! (it claims the deed and concedes a loss) has a row for each way; its numbers hang on the first
//! that is no denial, so that none is counted twice.

use super::cells::{Row, Table};
use super::countries::Countries;
use super::{WriteError, Writer};
use crate::record::{ClaimRecord, EventRecord};
use std::path::{Path, PathBuf};

/// The columns, in order.
pub const COLUMNS: [&str; 25] = [
    "event_id",
    "report_id",
    "event_date",
    "location",
    "admin1",
    "country",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "by",
    "by_name",
    "type",
    "channel",
    "claim_date",
    "quantity_kind",
    "quantity_who",
    "low",
    "high",
    "qualifier",
    "contested",
    "text",
    "span_start",
    "span_end",
    "status",
];

pub(super) struct ClaimsCsv {
    table: Table,
    countries: Countries,
}

impl ClaimsCsv {
    pub(super) fn create(folder: &Path, countries: Countries) -> Result<ClaimsCsv, WriteError> {
        Ok(ClaimsCsv { table: Table::create(folder, "claims.csv", &COLUMNS)?, countries })
    }
}

impl Writer for ClaimsCsv {
    fn write(&mut self, event: &EventRecord) -> Result<(), WriteError> {
        for row in rows(event, &self.countries) {
            self.table.row(&row)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<PathBuf, WriteError> {
        self.table.finish()
    }
}

/// A number that a party gives: of people (killed, injured, …) or of things (seized, …).
struct Quantity<'e> {
    kind: &'e str,
    who: &'e str,
    low: Option<u64>,
    high: Option<u64>,
    qualifier: &'e str,
}

fn rows(event: &EventRecord, countries: &Countries) -> Vec<Row> {
    let mut rows = Vec::new();
    for (i, claim) in event.claims.iter().enumerate() {
        let told = if carries_numbers(event, i) { quantities(event, &claim.by) } else { Vec::new() };
        rows.extend(told.iter().map(|q| row(event, claim, Some(q), countries)));
        if told.is_empty() {
            rows.push(row(event, claim, None, countries));
        }
    }
    rows
}

/// Whether a party's numbers hang on this one of its claims.
fn carries_numbers(event: &EventRecord, index: usize) -> bool {
    let mine = || event.claims.iter().enumerate().filter(|(_, c)| c.by == event.claims[index].by);
    mine().find(|(_, c)| c.kind != "denial").or_else(|| mine().next()).is_some_and(|(i, _)| i == index)
}

fn quantities<'e>(event: &'e EventRecord, by: &str) -> Vec<Quantity<'e>> {
    let mine = |parties: &[String]| parties.iter().any(|p| p == by);
    let people = event.casualties.iter().filter(|c| mine(&c.by)).map(|c| Quantity {
        kind: &c.kind,
        who: &c.who,
        low: Some(c.low),
        high: c.high,
        qualifier: &c.qualifier,
    });
    let things = event.materiel.iter().filter(|m| mine(&m.by)).map(|m| Quantity {
        kind: &m.action,
        who: &m.item,
        low: m.count,
        high: m.count,
        qualifier: if m.count.is_some() { "exact" } else { "" },
    });
    people.chain(things).collect()
}

fn row(event: &EventRecord, claim: &ClaimRecord, quantity: Option<&Quantity>, countries: &Countries) -> Row {
    let mut row = Row::default();
    let place = event.location.as_ref();
    row.text(&event.event_id).text(&event.report_id).maybe(event.event_date.as_deref());
    row.maybe_text(place.map(|l| l.name.as_str())).maybe_text(place.and_then(|l| l.admin1.as_deref()));
    row.maybe_text(place.and_then(|l| l.country.as_deref()).map(|c| countries.name(c)));
    row.text(&event.event_type).text(&event.sub_event_type);
    for role in ["actor1", "actor2"] {
        row.maybe_text(event.actors.iter().find(|a| a.role == role).map(|a| a.name.as_str()));
    }
    row.text(&claim.by).text(&claim.by_name).text(&claim.kind).maybe_text(claim.channel.as_deref()).maybe(claim.date.as_deref());
    row.maybe_text(quantity.map(|q| q.kind)).maybe_text(quantity.map(|q| q.who));
    row.maybe(quantity.and_then(|q| q.low)).maybe(quantity.and_then(|q| q.high)).maybe_text(quantity.map(|q| q.qualifier));
    row.value(event.contested()).text(&claim.text).maybe(claim.span.map(|s| s[0])).maybe(claim.span.map(|s| s[1])).text(&event.status);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample;

    fn table(event: &EventRecord, columns: &[&str]) -> Vec<Vec<String>> {
        let at: Vec<usize> = columns.iter().map(|c| COLUMNS.iter().position(|o| o == c).unwrap()).collect();
        let rows = rows(event, &Countries::default());
        assert!(rows.iter().all(|r| r.cells().len() == COLUMNS.len()));
        rows.iter().map(|r| at.iter().map(|i| r.cells()[*i].clone()).collect()).collect()
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
}
