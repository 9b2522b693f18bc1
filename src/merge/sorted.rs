//! Records in any order -> one file of records in the order of their days, in bounded memory.
//!
//! In: lines with their keys. Out: [`Sorted`], which reads them in order and once more from where they stand.
//! What does not fit into memory is sorted in runs, in files that vanish with the program, and the runs
//! are merged. Not done here: reading what a line says.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// Bytes of lines that are sorted in memory at once.
const RUN: usize = 96 << 20;

/// A line with what it is sorted by. The line itself comes last, so that equal keys keep one order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Keyed {
    /// First possible day.
    pub start: i32,
    pub report: String,
    pub event: String,
    pub line: Vec<u8>,
}

/// Where a line stands in the sorted file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub offset: u64,
    pub length: u32,
}

/// Takes lines in any order.
pub struct Sorter {
    waiting: Vec<Keyed>,
    bytes: usize,
    limit: usize,
    runs: Vec<File>,
}

impl Sorter {
    pub fn new() -> Sorter {
        Sorter::with_limit(RUN)
    }

    fn with_limit(limit: usize) -> Sorter {
        Sorter { waiting: Vec::new(), bytes: 0, limit, runs: Vec::new() }
    }

    /// Takes one line.
    ///
    /// # Errors
    /// A passing file cannot be made or written.
    pub fn add(&mut self, keyed: Keyed) -> io::Result<()> {
        self.bytes += keyed.line.len() + keyed.report.len() + keyed.event.len() + size_of::<Keyed>();
        self.waiting.push(keyed);
        if self.bytes >= self.limit { self.close_run() } else { Ok(()) }
    }

    fn close_run(&mut self) -> io::Result<()> {
        self.waiting.sort_unstable();
        let mut out = BufWriter::with_capacity(1 << 18, tempfile::tempfile()?);
        for keyed in self.waiting.drain(..) {
            write(&mut out, &keyed)?;
        }
        self.bytes = 0;
        self.runs.push(rewound(out)?);
        Ok(())
    }

    /// All lines in order.
    ///
    /// # Errors
    /// A passing file cannot be made, written or read.
    pub fn sorted(mut self) -> io::Result<Sorted> {
        if !self.waiting.is_empty() || self.runs.is_empty() {
            self.close_run()?;
        }
        let file = if self.runs.len() == 1 { self.runs.remove(0) } else { merged(self.runs)? };
        let again = file.try_clone()?;
        Ok(Sorted { reader: BufReader::with_capacity(1 << 18, Independent { file, offset: 0 }), again, offset: 0 })
    }
}

/// The runs in one file.
fn merged(runs: Vec<File>) -> io::Result<File> {
    let mut runs: Vec<BufReader<File>> = runs.into_iter().map(|f| BufReader::with_capacity(1 << 18, f)).collect();
    let mut heads = BinaryHeap::new();
    for (number, run) in runs.iter_mut().enumerate() {
        heads.extend(read(run)?.map(|keyed| Reverse((keyed, number))));
    }
    let mut out = BufWriter::with_capacity(1 << 18, tempfile::tempfile()?);
    while let Some(Reverse((keyed, number))) = heads.pop() {
        write(&mut out, &keyed)?;
        heads.extend(read(&mut runs[number])?.map(|next| Reverse((next, number))));
    }
    rewound(out)
}

fn rewound(out: BufWriter<File>) -> io::Result<File> {
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// Lengths as 32 bits each, then the day, then the texts.
fn write(out: &mut impl Write, keyed: &Keyed) -> io::Result<()> {
    for length in [keyed.report.len(), keyed.event.len(), keyed.line.len()] {
        out.write_all(&u32::try_from(length).map_err(io::Error::other)?.to_le_bytes())?;
    }
    out.write_all(&keyed.start.to_le_bytes())?;
    out.write_all(keyed.report.as_bytes())?;
    out.write_all(keyed.event.as_bytes())?;
    out.write_all(&keyed.line)
}

/// Bytes before the texts.
const HEAD: usize = 16;

fn read(input: &mut impl Read) -> io::Result<Option<Keyed>> {
    let mut head = [0u8; HEAD];
    match input.read_exact(&mut head) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let word = |n: usize| [head[4 * n], head[4 * n + 1], head[4 * n + 2], head[4 * n + 3]];
    let mut text = |n: usize| {
        let mut bytes = vec![0u8; u32::from_le_bytes(word(n)) as usize];
        input.read_exact(&mut bytes).map(|()| bytes)
    };
    let (report, event, line) = (text(0)?, text(1)?, text(2)?);
    let utf8 = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(io::Error::other);
    Ok(Some(Keyed { start: i32::from_le_bytes(word(3)), report: utf8(report)?, event: utf8(event)?, line }))
}

/// A file read from a place of its own, whatever else moves in it.
struct Independent {
    file: File,
    offset: u64,
}

impl Read for Independent {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.seek(SeekFrom::Start(self.offset))?;
        let count = self.file.read(buffer)?;
        self.offset += count as u64;
        Ok(count)
    }
}

/// Lines in the order of their keys.
pub struct Sorted {
    reader: BufReader<Independent>,
    again: File,
    offset: u64,
}

impl Sorted {
    /// The next line and where it stands.
    ///
    /// # Errors
    /// The passing file cannot be read.
    pub fn next(&mut self) -> io::Result<Option<(Keyed, Spot)>> {
        let Some(keyed) = read(&mut self.reader)? else { return Ok(None) };
        let head = (HEAD + keyed.report.len() + keyed.event.len()) as u64;
        let length = keyed.line.len() as u32;
        let spot = Spot { offset: self.offset + head, length };
        self.offset += head + u64::from(length);
        Ok(Some((keyed, spot)))
    }

    /// A line that was read before.
    ///
    /// # Errors
    /// The passing file cannot be read.
    pub fn line(&mut self, spot: Spot) -> io::Result<Vec<u8>> {
        self.again.seek(SeekFrom::Start(spot.offset))?;
        let mut bytes = vec![0u8; spot.length as usize];
        self.again.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keyed(n: u32) -> Keyed {
        Keyed { start: (n % 7) as i32 - 3, report: format!("r{}", n % 5), event: "e".into(), line: n.to_string().into_bytes() }
    }

    proptest! {
        #[test]
        fn any_order_becomes_one_order(numbers in proptest::collection::vec(0u32..1000, 0..80), limit in 1usize..4000) {
            let mut sorter = Sorter::with_limit(limit);
            numbers.iter().for_each(|n| sorter.add(keyed(*n)).unwrap());
            let mut sorted = sorter.sorted().unwrap();
            let mut expected: Vec<Keyed> = numbers.iter().map(|n| keyed(*n)).collect();
            expected.sort_unstable();
            let mut spots = Vec::new();
            for one in &expected {
                let (found, spot) = sorted.next().unwrap().unwrap();
                prop_assert_eq!(&found, one);
                spots.push(spot);
                prop_assert_eq!(&sorted.line(spots[spots.len() / 2]).unwrap(), &expected[spots.len() / 2].line);
            }
            prop_assert!(sorted.next().unwrap().is_none());
        }
    }
}
