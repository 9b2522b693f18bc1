//! `events.csv`: the ACLED export's columns in its order and spelling, then our own.

use super::cells::{Row, Table};
use super::countries::Countries;
use super::{WriteError, Writer};
use crate::deaths::{Side, count};
use crate::record::{ActorRecord, EventRecord};
use chrono::{NaiveDate, NaiveTime};
use std::path::{Path, PathBuf};

/// ACLED's 31 columns and, after them, ours.
pub const COLUMNS: [&str; 48] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
    "event_date_end",
    "killed_actor1",
    "killed_actor2",
    "killed_civilians",
    "killed_unknown",
    "killed_low",
    "killed_high",
    "injured",
    "captured",
    "materiel",
    "claimants",
    "claim_types",
    "claim_channels",
    "contested",
    "report_id",
    "url",
    "confidence",
];

pub(super) struct EventsCsv {
    table: Table,
    countries: Countries,
}

impl EventsCsv {
    pub(super) fn create(folder: &Path, countries: Countries) -> Result<EventsCsv, WriteError> {
        Ok(EventsCsv { table: Table::create(folder, "events.csv", &COLUMNS)?, countries })
    }
}

impl Writer for EventsCsv {
    fn write(&mut self, event: &EventRecord) -> Result<(), WriteError> {
        self.table.row(&row(event, &self.countries))
    }

    fn finish(self: Box<Self>) -> Result<PathBuf, WriteError> {
        self.table.finish()
    }
}

fn row(event: &EventRecord, countries: &Countries) -> Row {
    let mut row = Row::default();
    acled(event, countries, &mut row);
    own(event, &mut row);
    row
}

fn acled(event: &EventRecord, countries: &Countries, row: &mut Row) {
    let date = event.event_date.as_deref();
    row.text(&event.event_id).maybe(date).maybe(date.and_then(|d| d.get(..4))).maybe(event.time_precision);
    row.text(&event.disorder_type).text(&event.event_type).text(&event.sub_event_type);

    let (first, with_first) = side(event, "actor1", "assoc_actor_1");
    let (second, with_second) = side(event, "actor2", "assoc_actor_2");
    for (actor, associates) in [(first, with_first), (second, with_second)] {
        row.maybe_text(actor.map(|a| a.name.as_str())).list(associates).maybe_text(actor.map(|a| a.inter.as_str()));
    }
    row.text(&interaction(first.map(|a| a.inter.as_str()), second.map(|a| a.inter.as_str())));
    row.value(if event.civilian_targeting { "Civilian targeting" } else { "" });

    let place = event.location.as_ref();
    let code = place.and_then(|l| l.country.as_deref());
    let country = code.and_then(|c| countries.get(c));
    row.maybe(country.and_then(|c| c.number)).maybe_text(country.map(|c| c.region.as_str())).maybe_text(code.map(|c| countries.name(c)));
    row.maybe_text(place.and_then(|l| l.admin1.as_deref())).maybe_text(place.and_then(|l| l.admin2.as_deref())).value("");
    row.maybe_text(place.map(|l| l.name.as_str())).maybe(place.and_then(|l| l.latitude)).maybe(place.and_then(|l| l.longitude));
    row.maybe(place.map(|l| l.geo_precision));

    // What a report does not tell stays empty: the scale of its source and ACLED's tags.
    row.maybe_text(event.source.as_deref()).value("").text(&event.notes).value(event.fatalities).value("");
    row.maybe(event.published.as_deref().and_then(timestamp));
}

fn own(event: &EventRecord, row: &mut Row) {
    row.maybe(event.event_date_end.as_deref());
    for side in [Side::Actor1, Side::Actor2, Side::Civilians, Side::Unknown] {
        row.maybe(count(event, "killed", Some(side)).map(|c| c.low));
    }
    let killed = count(event, "killed", None);
    row.maybe(killed.map(|c| c.low)).maybe(killed.and_then(|c| c.high));
    row.maybe(count(event, "injured", None).map(|c| c.low)).maybe(count(event, "captured", None).map(|c| c.low));
    let materiel: Vec<String> = event
        .materiel
        .iter()
        .map(|m| match m.count {
            Some(count) => format!("{} {}: {count}", m.item, m.action),
            None => format!("{} {}", m.item, m.action),
        })
        .collect();
    row.list(materiel.iter().map(String::as_str));
    // Three lists side by side: the second kind and channel belong to the second claimant.
    row.list(event.claims.iter().map(|c| c.by.as_str()));
    row.list(event.claims.iter().map(|c| c.kind.as_str()));
    row.list(event.claims.iter().map(|c| c.channel.as_deref().unwrap_or("")));
    row.value(event.contested()).text(&event.report_id).maybe_text(event.url.as_deref()).value(event.confidence);
}

/// The actor of a side and the names of those beside it.
fn side<'e>(event: &'e EventRecord, role: &'e str, associated: &'e str) -> (Option<&'e ActorRecord>, Vec<&'e str>) {
    let mut main = event.actors.iter().filter(|a| a.role == role);
    let first = main.next();
    let others = main.chain(event.actors.iter().filter(|a| a.role == associated)).map(|a| a.name.as_str()).collect();
    (first, others)
}

/// ACLED's categories in the order of its numbers.
const CATEGORIES: [&str; 8] =
    ["State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians", "External/Other forces"];

/// ACLED's name for who met whom: the lower number first whoever acted, but other forces before
/// civilians.
fn interaction(first: Option<&str>, second: Option<&str>) -> String {
    match (first, second) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!("{one} only"),
        (Some(a), Some(b)) => {
            let number = |inter: &str| match CATEGORIES.iter().position(|c| *c == inter) {
                Some(7) if a == "Civilians" || b == "Civilians" => 6,
                Some(6) => 7,
                Some(n) => n,
                None => CATEGORIES.len(),
            };
            let (low, high) = if number(b) < number(a) { (b, a) } else { (a, b) };
            format!("{low}-{high}")
        }
    }
}

/// Midnight (UTC) of the day of publication, in seconds; never the clock, so that a second run
/// writes the same bytes.
fn timestamp(published: &str) -> Option<i64> {
    let day = NaiveDate::parse_from_str(published.get(..10)?, "%Y-%m-%d").ok()?;
    Some(day.and_time(NaiveTime::MIN).and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::source::DataSource;
    use crate::write::sample;

    fn cell(event: &EventRecord, column: &str) -> String {
        let countries = Countries::load(&DataSource::BuiltIn).unwrap();
        let at = COLUMNS.iter().position(|c| *c == column).unwrap();
        row(event, &countries).cells()[at].clone()
    }

    #[test]
    fn a_row_has_a_cell_for_each_column_in_its_place() {
        let event = sample();
        assert_eq!(row(&event, &Countries::load(&DataSource::BuiltIn).unwrap()).cells().len(), COLUMNS.len());
        for (column, expected) in [
            ("event_id_cnty", "ML-000000000001"),
            ("event_date", "2023-01-11"),
            ("year", "2023"),
            ("time_precision", "1"),
            ("actor1", "JNIM: Group for Support of Islam and Muslims"),
            ("inter1", "Rebel group"),
            ("assoc_actor_1", "Katiba Macina"),
            ("interaction", "State forces-Rebel group"),
            ("civilian_targeting", ""),
            ("iso", "466"),
            ("region", "Western Africa"),
            ("country", "Mali"),
            ("admin1", "Sikasso"),
            ("location", "Singagui"),
            ("latitude", ""),
            ("geo_precision", "1"),
            ("fatalities", "1"),
            ("tags", ""),
            ("timestamp", "1673568000"),
            ("event_date_end", "2023-01-11"),
            ("killed_actor2", "1"),
            ("killed_civilians", ""),
            ("killed_low", "1"),
            ("killed_high", "1"),
            ("materiel", "motorcycle destroyed: 7"),
            ("claimants", "jnim; military-ML"),
            ("claim_types", "responsibility; admission"),
            ("claim_channels", "az-zallaqa; "),
            ("contested", "false"),
            ("report_id", "r1"),
            ("confidence", "0.91"),
        ] {
            assert_eq!(cell(&event, column), expected, "{column}");
        }
    }

    #[test]
    fn what_is_unknown_is_empty() {
        let event = EventRecord { event_date: None, published: None, location: None, actors: vec![], claims: vec![], casualties: vec![], ..sample() };
        for column in
            ["event_date", "year", "actor1", "inter1", "interaction", "iso", "country", "location", "timestamp", "killed_low", "claimants", "claim_channels"]
        {
            assert_eq!(cell(&event, column), "", "{column}");
        }
    }

    #[test]
    fn interactions_are_spelled_as_acled_spells_them() {
        assert_eq!(interaction(Some("Civilians"), Some("Rebel group")), "Rebel group-Civilians");
        assert_eq!(interaction(Some("Civilians"), Some("External/Other forces")), "External/Other forces-Civilians");
        assert_eq!(interaction(Some("External/Other forces"), Some("Rebel group")), "Rebel group-External/Other forces");
        assert_eq!(interaction(Some("Rioters"), Some("External/Other forces")), "Rioters-External/Other forces");
        assert_eq!(interaction(Some("Protesters"), None), "Protesters only");
        assert_eq!(interaction(None, Some("State forces")), "State forces only");
    }
}
