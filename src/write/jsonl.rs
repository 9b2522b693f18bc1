//! `events.jsonl`: one record a line, the reference form.

use super::staged::Staged;
use super::{WriteError, Writer};
use crate::record::EventRecord;
use std::io::Write;
use std::path::{Path, PathBuf};

pub(super) struct Jsonl {
    out: Staged,
}

impl Jsonl {
    pub(super) fn create(folder: &Path) -> Result<Jsonl, WriteError> {
        Ok(Jsonl { out: Staged::create(folder, "events.jsonl")? })
    }
}

impl Writer for Jsonl {
    fn write(&mut self, event: &EventRecord) -> Result<(), WriteError> {
        serde_json::to_writer(&mut self.out, event).map_err(|e| self.out.fault(&e))?;
        self.out.write_all(b"\n").map_err(|e| self.out.fault(&e))
    }

    fn finish(self: Box<Self>) -> Result<PathBuf, WriteError> {
        self.out.finish()
    }
}
