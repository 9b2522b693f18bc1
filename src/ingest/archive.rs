//! `.zip`: an archive -> its entries, each a stream of its own that is unpacked as it is read. Nothing
//! is written to disk, but for an archive that has no file of its own (inside another, or on standard
//! input), which stands in a nameless temporary file meanwhile.

use super::error::{IngestError, Place};
use super::file::{StreamFault, unreadable};
use super::limits::{LARGEST_INNER, LARGEST_LIST, LARGEST_RATIO, MOST_ENTRIES, RATIO_FROM};
use super::measured::Behind;
use super::packed::Unpacked;
use super::{Item, Sidecar, walk};
use flate2::read::DeflateDecoder;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

/// A file that several readers read, each from its own place.
#[derive(Clone)]
pub(super) struct Shared {
    file: Rc<File>,
    at: u64,
    length: u64,
    behind: Behind,
}

impl Shared {
    /// `behind` counts what is read.
    pub(super) fn new(file: File, behind: Behind) -> io::Result<Shared> {
        let length = file.metadata()?.len();
        Ok(Shared { file: Rc::new(file), at: 0, length, behind })
    }

    /// A stream that has no file, put into one.
    pub(super) fn spooled(stream: &mut dyn Read) -> io::Result<Shared> {
        let mut file = tempfile::tempfile()?;
        if io::copy(&mut stream.take(LARGEST_INNER + 1), &mut file)? > LARGEST_INNER {
            return Err(io::Error::other(StreamFault::Bomb(format!("{} MB", LARGEST_INNER >> 20))));
        }
        // Its bytes were counted as they came out of the file that holds it.
        Shared::new(file, Behind::default())
    }
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        self.behind.add(read);
        Ok(read)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

/// The entries of an archive in the order of their names.
pub(super) struct Entries {
    archive: ZipArchive<BufReader<Shared>>,
    shared: Shared,
    name: Arc<str>,
    depth: u8,
    /// Numbers of the entries that are reports, sorted by name, the last first.
    waiting: Vec<usize>,
    /// Bytes that all entries so far gave.
    unpacked: Rc<Cell<u64>>,
    empty: bool,
}

/// Opens an archive and lists what in it is to be read.
pub(super) fn open(shared: Shared, name: &Arc<str>, depth: u8) -> Result<Entries, IngestError> {
    let damaged = |reason: String| IngestError::BrokenArchive { place: Place::file(name), reason };
    check_list(&shared, name)?;
    // Without a buffer each field of the list would be a call to the system.
    let archive = ZipArchive::new(BufReader::new(shared.clone())).map_err(|e| damaged(e.to_string()))?;
    let mut named: Vec<(String, usize)> =
        archive.file_names_raw().enumerate().map(|(i, raw)| (String::from_utf8_lossy(raw).into_owned(), i)).filter(|(n, _)| is_report(n)).collect();
    named.sort_by(|a, b| b.cmp(a));
    let waiting: Vec<usize> = named.into_iter().map(|(_, i)| i).collect();
    let empty = waiting.is_empty();
    Ok(Entries { archive, shared, name: name.clone(), depth, waiting, unpacked: Rc::default(), empty })
}

/// Refuses a list of entries that takes more memory than any archive of reports, before it is read.
fn check_list(shared: &Shared, name: &Arc<str>) -> Result<(), IngestError> {
    const END: usize = 22;
    let mut reader = shared.clone();
    let tail_start = shared.length.saturating_sub((1 << 16) + END as u64);
    let mut tail = Vec::new();
    reader.seek(SeekFrom::Start(tail_start)).and_then(|_| reader.read_to_end(&mut tail)).map_err(|e| unreadable(name, &e))?;
    let Some(at) = tail.windows(END).rposition(|w| w.starts_with(b"PK\x05\x06")) else {
        return Err(IngestError::BrokenArchive { place: Place::file(name), reason: "its list of entries is missing".to_owned() });
    };
    let start = u64::from(u32::from_le_bytes([tail[at + 16], tail[at + 17], tail[at + 18], tail[at + 19]]));
    let mut entries = u64::from(u16::from_le_bytes([tail[at + 10], tail[at + 11]]));
    let mut list = (tail_start + at as u64).saturating_sub(start);
    // Large archives have a wider record before this one.
    if let Some(wide) = tail[..at].windows(56).rposition(|w| w.starts_with(b"PK\x06\x06")) {
        let number = |from: usize| tail[wide + from..wide + from + 8].iter().rev().fold(0, |n, b| n << 8 | u64::from(*b));
        entries = entries.max(number(32));
        list = (tail_start + wide as u64).saturating_sub(number(48));
    }
    if entries > MOST_ENTRIES || list > LARGEST_LIST {
        return Err(IngestError::TooManyEntries { file: name.clone() });
    }
    Ok(())
}

/// What is read of an archive is what is read of a folder.
fn is_report(name: &str) -> bool {
    let hidden = name.split(['/', '\\']).any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX");
    !name.ends_with(['/', '\\']) && !hidden && walk::is_report(name)
}

/// An entry that can be read.
struct Entry {
    /// As messages show it.
    name: Arc<str>,
    /// In the archive.
    inner: String,
    stream: Box<dyn Read>,
}

impl Entries {
    /// An entry, and the metadata that stand beside it.
    fn item(&mut self, index: usize) -> Result<Item, IngestError> {
        let Entry { name, inner, stream } = self.entry(index)?;
        let outside = inner.starts_with('/') || inner.split('/').any(|part| part == "..") || inner.as_bytes().get(1) == Some(&b':');
        let warnings = if outside { vec![IngestError::UnsafePath { file: name.clone() }] } else { Vec::new() };
        let sidecar = walk::sidecar_name(&inner).and_then(|n| self.archive.index_for_name(&n));
        let sidecar = sidecar.map(|index| self.entry(index)).transpose()?.map(|entry| Sidecar { name: entry.name, stream: entry.stream });
        Ok(Item { depth: self.depth + 1, warnings, sidecar, ..Item::new(name, stream) })
    }

    fn entry(&mut self, index: usize) -> Result<Entry, IngestError> {
        let unnamed: Arc<str> = format!("{}/entry {}", self.name, index + 1).into();
        let damaged = |reason: String| IngestError::BrokenArchive { place: Place::file(&unnamed), reason };
        let entry = self.archive.by_index_raw(index).map_err(|e| damaged(e.to_string()))?;
        let inner = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
        let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
        let name: Arc<str> = format!("{}/{}", self.name, inner.trim_start_matches('/').chars().map(plain).collect::<String>()).into();
        if entry.encrypted() {
            return Err(IngestError::Encrypted { file: name });
        }
        let start = entry.data_start().ok_or_else(|| damaged("its data are missing".to_owned()))?;
        let (method, length, crc) = (entry.compression(), entry.compressed_size(), entry.crc32());
        drop(entry);
        let data = Shared { at: start, ..self.shared.clone() }.take(length);
        let plain: Box<dyn Read> = match method {
            CompressionMethod::Stored => Box::new(data),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(data)),
            other => return Err(IngestError::UnknownCompression { file: name, method: other.to_string() }),
        };
        let checked = Checked { inner: plain, sum: crc32fast::Hasher::new(), crc };
        let summed = Summed { inner: checked, total: self.unpacked.clone(), packed: self.shared.length };
        Ok(Entry { name, inner, stream: Box::new(Unpacked::new(summed, Rc::new(Cell::new(length)))) })
    }
}

impl Iterator for Entries {
    type Item = Result<Item, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        if std::mem::take(&mut self.empty) {
            return Some(Err(IngestError::NoReports { folder: self.name.clone() }));
        }
        let index = self.waiting.pop()?;
        if overgrown(self.unpacked.get(), self.shared.length) {
            // The entry that went over it has said so.
            self.waiting.clear();
            return None;
        }
        Some(self.item(index))
    }
}

/// Compares the checksum when the stream ends.
struct Checked<R> {
    inner: R,
    sum: crc32fast::Hasher,
    crc: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.sum.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && self.sum.clone().finalize() != self.crc {
            return Err(io::Error::other(StreamFault::Damaged("its checksum is wrong".to_owned())));
        }
        Ok(read)
    }
}

/// Whether so much cannot have been packed in so little.
fn overgrown(unpacked: u64, packed: u64) -> bool {
    unpacked > RATIO_FROM && unpacked / LARGEST_RATIO > packed
}

/// Counts what all entries give: entries that lie over one another give more than an archive can hold.
struct Summed<R> {
    inner: R,
    total: Rc<Cell<u64>>,
    packed: u64,
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.total.set(self.total.get() + read as u64);
        if overgrown(self.total.get(), self.packed) {
            return Err(io::Error::other(StreamFault::Bomb(format!("{LARGEST_RATIO} times the size of its archive"))));
        }
        Ok(read)
    }
}
