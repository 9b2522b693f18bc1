//! `events.geojson`: a feature for each event, with the cells of its row as properties.
//!
//! An event whose place has no coordinates is a feature without a geometry (RFC 7946 allows it), so
//! that the table behind the map is whole. A line holds one feature.

use super::staged::{Complete, Staged};
use super::table::{Cell, Layout};
use super::{Layouts, Told, WriteError, Writer};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;

pub(super) struct GeoJson {
    out: Staged,
    layout: Layout,
    empty: bool,
}

impl GeoJson {
    pub(super) fn create(folder: &Path, layouts: &Layouts) -> Result<GeoJson, WriteError> {
        let mut out = Staged::create(folder, "events.geojson")?;
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[").map_err(|e| out.fault(&e))?;
        Ok(GeoJson { out, layout: layouts.events.clone(), empty: true })
    }

    fn feature(&mut self, told: &Told) -> io::Result<()> {
        let out = &mut self.out;
        out.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        let place = told.record.location.as_ref();
        let geometry = match place.and_then(|l| l.longitude.zip(l.latitude)) {
            Some((longitude, latitude)) => json!({"type": "Point", "coordinates": [longitude, latitude]}),
            None => Value::Null,
        };
        write!(out, "{{\"type\":\"Feature\",\"id\":{},\"geometry\":{geometry},\"properties\":{{", json!(told.record.event_id))?;
        for (i, (name, cell)) in self.layout.names().zip(&told.row).enumerate() {
            write!(out, "{}{}:{}", if i > 0 { "," } else { "" }, json!(name), value(cell))?;
        }
        out.write_all(b"}}")
    }
}

impl Writer for GeoJson {
    fn event(&mut self, told: &Told) -> Result<(), WriteError> {
        self.feature(told).map_err(|e| self.out.fault(&e))
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Complete>, WriteError> {
        self.out.write_all(b"\n]}\n").map_err(|e| self.out.fault(&e))?;
        Ok(vec![self.out.finish()?])
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Integer(n) => json!(n),
        Cell::Real(n) => json!(n),
        Cell::Date(day) => json!(day.to_string()),
        Cell::Flag(flag) => json!(flag),
    }
}
