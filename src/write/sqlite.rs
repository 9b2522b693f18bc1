//! `events.sqlite`: reports, events and what hangs on them, in tables with keys and indexes
//! (`schema.sql`, `indexes.sql`).

use super::journal::Entry;
use super::staged::{Complete, Passing};
use super::{ReportRecord, Told, WriteError, Writer};
use crate::record::EventRecord;
use rusqlite::{Connection, Result, ToSql, params};
use std::path::{Path, PathBuf};

const SCHEMA: &str = include_str!("schema.sql");
const INDEXES: &str = include_str!("indexes.sql");
/// The file is made anew and moved to its place at the end, so it needs no journal of its own.
const FRESH: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE; BEGIN;";

pub(super) struct Sqlite {
    // Closed before its file is moved or removed: fields drop in this order.
    base: Connection,
    place: Passing,
}

impl Sqlite {
    pub(super) fn create(folder: &Path) -> std::result::Result<Sqlite, WriteError> {
        let place = Passing::new(folder, "events.sqlite")?;
        let open = || -> Result<Connection> {
            let base = Connection::open(place.path())?;
            base.execute_batch(FRESH)?;
            base.execute_batch(SCHEMA)?;
            base.pragma_update(None, "user_version", 1)?;
            Ok(base)
        };
        match open() {
            Ok(base) => Ok(Sqlite { base, place }),
            Err(e) => Err(place.fault(&e)),
        }
    }
}

impl Writer for Sqlite {
    fn report(&mut self, report: &ReportRecord) -> std::result::Result<(), WriteError> {
        insert_report(&self.base, report).map_err(|e| self.place.fault(&e))
    }

    fn event(&mut self, told: &Told) -> std::result::Result<(), WriteError> {
        insert_event(&self.base, told.record).map_err(|e| self.place.fault(&e))
    }

    fn finish(self: Box<Self>) -> std::result::Result<Vec<Complete>, WriteError> {
        let Sqlite { base, place } = *self;
        let close = || -> Result<()> {
            base.execute_batch("COMMIT; BEGIN;")?;
            base.execute_batch(INDEXES)?;
            base.execute_batch("COMMIT;")?;
            base.close().map_err(|(_, e)| e)
        };
        close().map_err(|e| place.fault(&e))?;
        Ok(vec![place.complete()?])
    }
}

fn insert(base: &Connection, statement: &str, values: &[&dyn ToSql]) -> Result<()> {
    base.prepare_cached(statement)?.execute(values).map(drop)
}

fn insert_report(base: &Connection, r: &ReportRecord) -> Result<()> {
    let characters = whole(r.characters as u64);
    let values = params![r.id, r.title, r.source, r.url, r.published, r.language, characters];
    insert(base, "INSERT INTO reports VALUES (?,?,?,?,?,?,?)", values)
}

fn insert_event(base: &Connection, e: &EventRecord) -> Result<()> {
    // Records that come without their reports, as merged ones do, still have a row to point at.
    let report = params![e.report_id, e.source, e.url, e.published];
    insert(base, "INSERT OR IGNORE INTO reports (report_id, source, url, published) VALUES (?,?,?,?)", report)?;
    let place = e.location.as_ref();
    let candidates = place.filter(|l| !l.candidates.is_empty()).map(|l| json(&l.candidates)).transpose()?;
    let (start, end) = ends(place.and_then(|l| l.span));
    let values = params![
        e.event_id,
        e.report_id,
        e.schema_version,
        e.language,
        e.event_date,
        e.event_date_end,
        e.time_precision,
        e.date_text,
        e.disorder_type,
        e.event_type,
        e.sub_event_type,
        e.civilian_targeting,
        place.map(|l| &l.name),
        place.and_then(|l| l.country.as_ref()),
        place.and_then(|l| l.admin1.as_ref()),
        place.and_then(|l| l.admin2.as_ref()),
        place.and_then(|l| l.latitude),
        place.and_then(|l| l.longitude),
        place.map(|l| l.geo_precision),
        place.and_then(|l| l.gazetteer_id.as_ref()),
        place.map(|l| &l.resolution),
        candidates,
        place.map(|l| &l.text),
        start,
        end,
        e.fatalities,
        e.status,
        e.contested(),
        e.notes,
        e.confidence,
        e.same_as
    ];
    insert(base, "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", values)?;
    insert_parts(base, e)
}

/// What hangs on an event.
fn insert_parts(base: &Connection, e: &EventRecord) -> Result<()> {
    for a in &e.actors {
        let (start, end) = ends(a.span);
        insert(base, "INSERT INTO actors VALUES (NULL,?,?,?,?,?,?,?,?)", params![e.event_id, a.role, a.id, a.name, a.inter, a.text, start, end])?;
    }
    for c in &e.casualties {
        let (start, end) = ends(c.span);
        let (low, high) = (whole(c.low), c.high.map(whole));
        let values = params![e.event_id, c.kind, c.who, c.role, low, high, c.qualifier, json(&c.by)?, c.text, start, end];
        insert(base, "INSERT INTO casualties VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?)", values)?;
    }
    for m in &e.materiel {
        let (start, end) = ends(m.span);
        let values = params![e.event_id, m.action, m.item, m.count.map(whole), json(&m.by)?, m.text, start, end];
        insert(base, "INSERT INTO materiel VALUES (NULL,?,?,?,?,?,?,?,?)", values)?;
    }
    for c in &e.claims {
        let (start, end) = ends(c.span);
        let values = params![e.event_id, c.by, c.by_name, c.kind, c.channel, c.date, c.text, start, end];
        insert(base, "INSERT INTO claims VALUES (NULL,?,?,?,?,?,?,?,?,?)", values)?;
    }
    for v in &e.evidence {
        let (start, end) = ends(v.span);
        insert(base, "INSERT INTO evidence VALUES (NULL,?,?,?,?,?,?)", params![e.event_id, v.field, v.text, start, end, v.rule])?;
    }
    Ok(())
}

fn ends(span: Option<[usize; 2]>) -> (Option<i64>, Option<i64>) {
    (span.map(|s| whole(s[0] as u64)), span.map(|s| whole(s[1] as u64)))
}

/// A number as SQLite holds it; one that is too large becomes the largest.
fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}

/// A base that stands, open for more rows.
pub(super) struct Growing {
    base: Connection,
    path: PathBuf,
}

impl Growing {
    pub(super) fn open(folder: &Path) -> std::result::Result<Growing, WriteError> {
        let path = folder.join("events.sqlite");
        match Connection::open(&path) {
            Ok(base) => Ok(Growing { base, path }),
            Err(e) => Err(WriteError::File { path, reason: e.to_string() }),
        }
    }

    /// Adds reports and their events, all or none.
    pub(super) fn append(&mut self, entries: &[Entry]) -> std::result::Result<(), WriteError> {
        let add = |base: &mut Connection| -> Result<()> {
            let batch = base.transaction()?;
            for entry in entries {
                if let Entry::Report { report, events } = entry {
                    insert_report(&batch, report)?;
                    events.iter().try_for_each(|event| insert_event(&batch, event))?;
                }
            }
            batch.commit()
        };
        add(&mut self.base).map_err(|e| WriteError::File { path: self.path.clone(), reason: e.to_string() })
    }
}
