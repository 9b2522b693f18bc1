//! The table of events: the ACLED export's columns in its order and spelling, then our own.

use super::countries::Countries;
use super::table::{Column, Row};
use crate::deaths::{Side, count};
use crate::record::{ActorRecord, EventRecord};
use chrono::{NaiveDate, NaiveTime};

/// ACLED's 31 columns and, after them, ours.
pub const COLUMNS: [Column; 50] = [
    Column::text("event_id_cnty"),
    Column::date("event_date"),
    Column::integer("year"),
    Column::integer("time_precision"),
    Column::text("disorder_type"),
    Column::text("event_type"),
    Column::text("sub_event_type"),
    Column::text("actor1"),
    Column::text("assoc_actor_1"),
    Column::text("inter1"),
    Column::text("actor2"),
    Column::text("assoc_actor_2"),
    Column::text("inter2"),
    Column::text("interaction"),
    Column::text("civilian_targeting"),
    Column::integer("iso"),
    Column::text("region"),
    Column::text("country"),
    Column::text("admin1"),
    Column::text("admin2"),
    Column::text("admin3"),
    Column::text("location"),
    Column::real("latitude"),
    Column::real("longitude"),
    Column::integer("geo_precision"),
    Column::text("source"),
    Column::text("source_scale"),
    Column::text("notes"),
    Column::integer("fatalities"),
    Column::text("tags"),
    Column::integer("timestamp"),
    Column::date("event_date_end"),
    Column::integer("killed_actor1"),
    Column::integer("killed_actor2"),
    Column::integer("killed_civilians"),
    Column::integer("killed_unknown"),
    Column::integer("killed_low"),
    Column::integer("killed_high"),
    Column::integer("injured"),
    Column::integer("captured"),
    Column::text("materiel"),
    Column::text("claimants"),
    Column::text("claim_types"),
    Column::text("claim_channels"),
    Column::flag("contested"),
    Column::text("report_id"),
    Column::text("url"),
    Column::real("confidence"),
    Column::text("status"),
    Column::integer("reports"),
];

/// The row of an event.
pub(super) fn row<'e>(event: &'e EventRecord, countries: &'e Countries) -> Row<'e> {
    let mut row = Row::default();
    acled(event, countries, &mut row);
    own(event, &mut row);
    row
}

fn acled<'e>(event: &'e EventRecord, countries: &'e Countries, row: &mut Row<'e>) {
    let date = event.event_date.as_deref();
    row.text(&event.event_id).date(date).integer(date.and_then(|d| d.get(..4)?.parse::<i64>().ok())).integer(event.time_precision);
    row.text(&event.disorder_type).text(&event.event_type).text(&event.sub_event_type);

    let (first, with_first) = side(event, "actor1", "assoc_actor_1");
    let (second, with_second) = side(event, "actor2", "assoc_actor_2");
    for (actor, associates) in [(first, with_first), (second, with_second)] {
        row.maybe_text(actor.map(|a| a.name.as_str())).list(associates).maybe_text(actor.map(|a| a.inter.as_str()));
    }
    row.text(interaction(first.map(|a| a.inter.as_str()), second.map(|a| a.inter.as_str())));
    row.text(if event.civilian_targeting { "Civilian targeting" } else { "" });

    let place = event.location.as_ref();
    let code = place.and_then(|l| l.country.as_deref());
    let country = code.and_then(|c| countries.get(c));
    row.integer(country.and_then(|c| c.number)).maybe_text(country.map(|c| c.region.as_str())).maybe_text(code.map(|c| countries.name(c)));
    row.maybe_text(place.and_then(|l| l.admin1.as_deref())).maybe_text(place.and_then(|l| l.admin2.as_deref())).nothing();
    row.maybe_text(place.map(|l| l.name.as_str())).real(place.and_then(|l| l.latitude)).real(place.and_then(|l| l.longitude));
    row.integer(place.map(|l| l.geo_precision));

    // What a report does not tell stays empty: the scale of its source and ACLED's tags.
    row.maybe_text(event.source.as_deref()).nothing().text(&event.notes).integer(Some(event.fatalities)).nothing();
    row.integer(event.published.as_deref().and_then(timestamp));
}

fn own<'e>(event: &'e EventRecord, row: &mut Row<'e>) {
    row.date(event.event_date_end.as_deref());
    for side in [Side::Actor1, Side::Actor2, Side::Civilians, Side::Unknown] {
        row.integer(count(event, "killed", Some(side)).map(|c| c.low));
    }
    let killed = count(event, "killed", None);
    row.integer(killed.map(|c| c.low)).integer(killed.and_then(|c| c.high));
    row.integer(count(event, "injured", None).map(|c| c.low)).integer(count(event, "captured", None).map(|c| c.low));
    let materiel: Vec<String> = event
        .materiel
        .iter()
        .map(|m| match m.count {
            Some(count) => format!("{} {}: {count}", m.item, m.action),
            None => format!("{} {}", m.item, m.action),
        })
        .collect();
    row.text(materiel.join("; "));
    // Three lists side by side: the second kind and channel belong to the second claimant.
    row.list(event.claims.iter().map(|c| c.by.as_str()));
    row.list(event.claims.iter().map(|c| c.kind.as_str()));
    row.list(event.claims.iter().map(|c| c.channel.as_deref().unwrap_or("")));
    row.flag(event.contested()).list(event.reports()).maybe_text(event.url.as_deref()).real(Some(event.confidence));
    row.text(&event.status).integer(Some(event.reports().len() as u64));
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
    use crate::write::table::tests::spelled;

    fn cell(event: &EventRecord, column: &str) -> String {
        let countries = Countries::load(&DataSource::BuiltIn).unwrap();
        let at = COLUMNS.iter().position(|c| c.name == column).unwrap();
        spelled(&row(event, &countries))[at].clone()
    }

    #[test]
    fn a_row_has_a_cell_for_each_column_in_its_place() {
        let (event, countries) = (sample(), Countries::load(&DataSource::BuiltIn).unwrap());
        assert_eq!(row(&event, &countries).cells.len(), COLUMNS.len());
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
            ("status", "claimed"),
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
