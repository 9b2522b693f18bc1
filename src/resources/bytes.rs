//! Compiled data: sections of numbers and text, read where they lie, in the program, in memory or in
//! a mapped file.
//!
//! In: bytes that [`Writer`] made. Out: [`Section`]s, which look like slices. Nothing is copied. A file
//! that was cut short or made by another build gives `None`, never a panic. Not done here: saying
//! what the sections mean.

use bytemuck::{Pod, try_cast_slice};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Every section begins at a multiple of this.
const ALIGN: usize = 8;

/// Shared bytes.
#[derive(Clone)]
pub enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => (**bytes).as_ref(),
        }
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

/// Bytes in memory, aligned for every kind of section.
struct Words(Vec<u64>);

impl AsRef<[u8]> for Words {
    fn as_ref(&self) -> &[u8] {
        bytemuck::cast_slice(&self.0)
    }
}

/// A slice of compiled data, or one that was made just now.
#[derive(Debug, Clone)]
pub enum Section<T> {
    Own(Vec<T>),
    Part(Bytes, Range<usize>),
}

impl<T> Default for Section<T> {
    fn default() -> Section<T> {
        Section::Own(Vec::new())
    }
}

impl<T: Pod> Deref for Section<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Section::Own(items) => items,
            // `Reader` has seen that the cast works.
            Section::Part(bytes, range) => try_cast_slice(&bytes[range.clone()]).unwrap_or(&[]),
        }
    }
}

impl AsRef<[u8]> for Section<u8> {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl Section<u8> {
    /// Text by its place in the section; empty if there is none.
    pub fn text(&self, start: u32, length: u32) -> &str {
        let range = start as usize..start as usize + length as usize;
        self.get(range).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// All text, line by line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        std::str::from_utf8(self).unwrap_or("").lines()
    }
}

/// Writes sections one after the other.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
}

impl Writer {
    /// Begins with a stamp, by which [`Reader::new`] knows what it can read.
    pub fn new(stamp: u64) -> Writer {
        Writer { out: stamp.to_ne_bytes().to_vec() }
    }

    pub fn section<T: Pod>(&mut self, items: &[T]) {
        let bytes: &[u8] = bytemuck::cast_slice(items);
        self.out.extend((bytes.len() as u64).to_ne_bytes());
        self.out.extend(bytes);
        self.out.resize(self.out.len().next_multiple_of(ALIGN), 0);
    }

    /// Text of one line each.
    pub fn lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        let mut text = String::new();
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        self.section(text.as_bytes());
    }

    pub fn finish(self) -> Vec<u8> {
        self.out
    }
}

/// Reads sections in the order in which they were written.
#[derive(Debug)]
pub struct Reader {
    bytes: Bytes,
    at: usize,
}

impl Reader {
    /// `None` if the bytes do not begin with this stamp.
    pub fn new(bytes: Bytes, stamp: u64) -> Option<Reader> {
        let aligned = bytes.as_ptr().align_offset(ALIGN) == 0;
        (aligned && bytes.get(..8)? == stamp.to_ne_bytes()).then_some(Reader { bytes, at: 8 })
    }

    /// The next section. `None` if the bytes end before it does, or it holds no whole items.
    pub fn section<T: Pod>(&mut self) -> Option<Section<T>> {
        let start = self.at + 8;
        let length = u64::from_ne_bytes(self.bytes.get(self.at..start)?.try_into().ok()?);
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        try_cast_slice::<u8, T>(self.bytes.get(start..end)?).ok()?;
        self.at = end.next_multiple_of(ALIGN);
        Some(Section::Part(self.bytes.clone(), start..end))
    }
}

/// Bytes just written, ready to be read.
pub fn in_memory(bytes: &[u8]) -> Bytes {
    let mut words = vec![0u64; bytes.len().div_ceil(8)];
    bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..bytes.len()].copy_from_slice(bytes);
    Bytes::Shared(Arc::new(Words(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back_and_what_is_cut_short_does_not() {
        let mut writer = Writer::new(7);
        writer.section(&[1u32, 2, 3]);
        writer.lines(["غاو", "Gao"]);
        let bytes = writer.finish();
        let read = |bytes: &[u8], stamp| {
            let mut reader = Reader::new(in_memory(bytes), stamp)?;
            let numbers = reader.section::<u32>()?.to_vec();
            Some((numbers, reader.section::<u8>()?.lines().map(str::to_owned).collect::<Vec<_>>()))
        };
        assert_eq!(read(&bytes, 7), Some((vec![1, 2, 3], vec!["غاو".to_owned(), "Gao".to_owned()])));
        assert_eq!(read(&bytes, 8), None);
        for end in 0..bytes.len() - ALIGN {
            assert_eq!(read(&bytes[..end], 7), None, "{end}");
        }
    }
}
