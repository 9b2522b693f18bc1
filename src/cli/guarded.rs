//! Inputs whose readers may fail, and whose texts may be kept: a panic costs the document that was being
//! read; each report is written to `texts.jsonl` as it passes by, if that is asked for.

use super::{complain, panics};
use khabar::ingest::{Behind, IngestError, Inputs, Severity};
use khabar::report::Report;
use khabar::write::{Texts, WriteError};
use std::path::PathBuf;

/// [`Inputs`], with a reader's panic as an error among the others.
pub(super) struct Guarded {
    inputs: Inputs,
    texts: Option<Texts>,
    /// Why the texts could not be written; the inputs end there.
    fault: Option<WriteError>,
}

impl Guarded {
    pub(super) fn new(inputs: Inputs, texts: Option<Texts>) -> Guarded {
        Guarded { inputs, texts, fault: None }
    }

    /// How far reading is, and of how many bytes, if that is known.
    pub(super) fn measure(&self) -> (Behind, Option<u64>) {
        (self.inputs.behind(), self.inputs.length())
    }

    /// Completes `texts.jsonl` and answers its path.
    pub(super) fn finish(self) -> Result<Option<PathBuf>, WriteError> {
        match self.fault {
            Some(fault) => Err(fault),
            None => self.texts.map(Texts::finish).transpose(),
        }
    }
}

impl Iterator for Guarded {
    type Item = Result<Report, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.fault.is_some() {
            return None;
        }
        // Inputs take off what they read while they read it, so they are whole after a panic.
        let inputs = &mut self.inputs;
        let next = panics::catch(|| inputs.next());
        let next = next.unwrap_or_else(|reason| Some(Err(IngestError::ReaderFailed { file: self.inputs.now().clone(), reason })));
        if let (Some(Ok(report)), Some(texts)) = (&next, &mut self.texts)
            && let Err(fault) = texts.write(report, self.inputs.now())
        {
            self.fault = Some(fault);
            return None;
        }
        next
    }
}

/// Says a warning, which stands beside its report.
pub(super) fn lost_or_read(input: &Result<Report, IngestError>) -> bool {
    match input {
        Err(e) if e.severity() == Severity::Warning => {
            complain(format_args!("{e} [{}]", e.kind()));
            false
        }
        _ => true,
    }
}
