//! What all readers of whole documents need: bytes within the limit, text out of bytes, faults of
//! streams as messages.

use super::encoding;
use super::error::{IngestError, Place};
use super::limits::LONGEST;
use super::{Options, Warnings};
use encoding_rs::Encoding;
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;

/// A fault that a stream meets below a reader that knows nothing of it.
#[derive(Debug, thiserror::Error)]
pub(super) enum StreamFault {
    #[error("{0}")]
    Damaged(String),
    #[error("{0}")]
    Bomb(String),
}

/// A stream of which one thing (a row, an element) takes no more than [`LONGEST`]: a quotation mark or
/// a section that is never closed would otherwise draw all of it into memory.
pub(super) struct Allowance<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

/// What the stream says when the allowance is used up.
pub(super) const OVERDRAWN: &str = "longer than any report";

impl<R> Allowance<R> {
    pub(super) fn new(inner: R) -> Allowance<R> {
        Allowance { inner, left: Rc::new(Cell::new(LONGEST)) }
    }

    /// The same allowance, for whoever gives the stream away.
    pub(super) fn left(&self) -> Rc<Cell<u64>> {
        self.left.clone()
    }

    /// Begins the next thing.
    pub(super) fn renew(&self) {
        self.left.set(LONGEST);
    }
}

impl<R: Read> Read for Allowance<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left.set(self.left.get().checked_sub(read as u64).ok_or_else(|| io::Error::other(OVERDRAWN))?);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Allowance<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(io::Error::other(OVERDRAWN));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left.set(self.left.get().saturating_sub(amount as u64));
        self.inner.consume(amount);
    }
}

/// All bytes of a stream, if they are no more than the limit and not none.
pub(super) fn whole(stream: &mut dyn Read, name: &Arc<str>) -> Result<Vec<u8>, IngestError> {
    let mut bytes = Vec::new();
    stream.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| unreadable(name, &e))?;
    if bytes.len() as u64 > LONGEST {
        return Err(IngestError::TooLong { place: Place::file(name) });
    }
    if bytes.is_empty() {
        return Err(IngestError::Empty { file: name.clone() });
    }
    Ok(bytes)
}

/// All text of a stream, in whatever encoding; `declared` is what the document says about itself.
pub(super) fn text(
    stream: &mut dyn Read,
    name: &Arc<str>,
    declared: Option<&'static Encoding>,
    options: &Options,
    warnings: &mut Warnings,
) -> Result<String, IngestError> {
    let text = encoding::decode(whole(stream, name)?, name, declared, options, warnings)?;
    filled(text, name)
}

/// All text of a stream that has to be UTF-8.
pub(super) fn utf8(stream: &mut dyn Read, name: &Arc<str>) -> Result<String, IngestError> {
    let text = String::from_utf8(whole(stream, name)?).map_err(|e| encoding::broken(e.as_bytes(), e.utf8_error().valid_up_to(), name))?;
    filled(text, name)
}

fn filled(text: String, name: &Arc<str>) -> Result<String, IngestError> {
    if super::fields::is_blank(&text) {
        return Err(IngestError::Empty { file: name.clone() });
    }
    Ok(text)
}

/// Why a stream broke off.
pub(super) fn unreadable(name: &Arc<str>, error: &io::Error) -> IngestError {
    let fault = error.get_ref().and_then(|e| e.downcast_ref::<StreamFault>());
    match (fault, error.kind()) {
        (Some(StreamFault::Damaged(reason)), _) => IngestError::BrokenArchive { place: Place::file(name), reason: reason.clone() },
        (Some(StreamFault::Bomb(limit)), _) => IngestError::Bomb { file: name.clone(), limit: limit.clone() },
        (None, io::ErrorKind::NotFound) => IngestError::NotFound { file: name.clone() },
        (None, _) if error.to_string() == OVERDRAWN => IngestError::TooLong { place: Place::file(name) },
        (None, _) => IngestError::Unreadable { file: name.clone(), reason: error.to_string() },
    }
}
