//! What a run of `extract` found: two small tables for the user, counts for `run.json`.

use comfy_table::{CellAlignment, Table, presets};
use khabar::record::EventRecord;
use khabar::write::ReportRecord;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Counts that grow with every report.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) reports: usize,
    pub(super) failed: usize,
    events: usize,
    /// By event and sub-event type, then by language.
    kinds: BTreeMap<(String, String), BTreeMap<String, usize>>,
    without_place: usize,
    unresolved_places: usize,
    ambiguous_places: usize,
    unresolved_dates: usize,
    undated_reports: usize,
}

impl Summary {
    pub(super) fn add(&mut self, report: &ReportRecord, events: &[EventRecord]) {
        self.reports += 1;
        self.events += events.len();
        self.undated_reports += usize::from(report.published.is_none());
        for event in events {
            let kind = (event.event_type.clone(), event.sub_event_type.clone());
            *self.kinds.entry(kind).or_default().entry(event.language.clone()).or_default() += 1;
            self.unresolved_dates += usize::from(event.event_date.is_none());
            match event.location.as_ref().map(|l| l.resolution.as_str()) {
                None => self.without_place += 1,
                Some("unresolved") => self.unresolved_places += 1,
                Some("ambiguous") => self.ambiguous_places += 1,
                Some(_) => {}
            }
        }
    }

    /// The counts as `run.json` has them.
    pub(super) fn json(&self) -> Value {
        let mut counts: serde_json::Map<String, Value> = self.figures().map(|(what, count)| (what.replace(' ', "_"), json!(count))).into_iter().collect();
        let (mut by_type, mut by_language) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
        for ((_, kind), languages) in &self.kinds {
            for (language, count) in languages {
                *by_type.entry(kind).or_default() += count;
                *by_language.entry(language).or_default() += count;
            }
        }
        counts.insert("events_by_sub_event_type".into(), json!(by_type));
        counts.insert("events_by_language".into(), json!(by_language));
        counts.insert("reports_without_date".into(), json!(self.undated_reports));
        counts.into()
    }

    fn figures(&self) -> [(&'static str, usize); 7] {
        [
            ("reports", self.reports),
            ("failed", self.failed),
            ("events", self.events),
            ("unresolved places", self.unresolved_places),
            ("ambiguous places", self.ambiguous_places),
            ("events without a place", self.without_place),
            ("unresolved dates", self.unresolved_dates),
        ]
    }

    fn counts(&self) -> Table {
        let mut table = table();
        for (what, count) in self.figures() {
            table.add_row([what.to_owned(), count.to_string()]);
        }
        align(&mut table);
        table
    }

    fn by_kind(&self) -> Table {
        let languages: BTreeSet<&str> = self.kinds.values().flat_map(BTreeMap::keys).map(String::as_str).collect();
        let mut table = table();
        table.set_header(["sub-event type"].into_iter().chain(languages.iter().copied()).chain(["all"]));
        for ((_, kind), counts) in &self.kinds {
            let cells = languages.iter().map(|l| counts.get(*l).copied().unwrap_or(0)).chain([counts.values().sum()]);
            table.add_row([kind.clone()].into_iter().chain(cells.map(|n| n.to_string())));
        }
        align(&mut table);
        table
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.counts())?;
        if !self.kinds.is_empty() {
            writeln!(f, "{}", self.by_kind())?;
        }
        if self.undated_reports > 0 {
            writeln!(f, "warning: {} reports have no \"published\" date, so dates such as \"yesterday\" in them stay unresolved", self.undated_reports)?;
        }
        if self.reports > 0 && self.events == 0 {
            writeln!(f, "warning: no event was found in any report")?;
        }
        Ok(())
    }
}

fn table() -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_BORDERS_ONLY);
    table
}

/// Numbers stand on the right.
fn align(table: &mut Table) {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}
