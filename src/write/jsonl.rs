//! `events.jsonl`: one record a line, the reference form.

use super::staged::{Complete, Staged};
use super::{Told, WriteError, Writer};
use std::io::Write;
use std::path::Path;

pub(super) struct Jsonl {
    out: Staged,
}

impl Jsonl {
    pub(super) fn create(folder: &Path) -> Result<Jsonl, WriteError> {
        Ok(Jsonl { out: Staged::create(folder, "events.jsonl")? })
    }
}

impl Writer for Jsonl {
    fn event(&mut self, told: &Told) -> Result<(), WriteError> {
        serde_json::to_writer(&mut self.out, told.record).map_err(|e| self.out.fault(&e))?;
        self.out.write_all(b"\n").map_err(|e| self.out.fault(&e))
    }

    fn finish(self: Box<Self>) -> Result<Vec<Complete>, WriteError> {
        Ok(vec![self.out.finish()?])
    }
}
