//! `.csv` and `.tsv`: rows -> reports, as a stream. The header says which column is which.

use super::error::{IngestError, Place};
use super::fields::{self, Cell, Reading, Row};
use super::file::{Allowance, OVERDRAWN, unreadable};
use super::limits::LONGEST;
use super::options::Field;
use super::{Found, Options};
use std::cell;
use std::collections::VecDeque;
use std::io::{BufRead, Cursor, Read};
use std::rc::Rc;
use std::sync::Arc;

/// The reports of a table, in the order of its rows.
pub(super) struct Rows {
    reader: csv::Reader<Allowance<Box<dyn BufRead>>>,
    /// Bytes that the row may still take.
    left: Rc<cell::Cell<u64>>,
    name: Arc<str>,
    options: Arc<Options>,
    /// The columns that may be of use, by their number.
    columns: Vec<(usize, String)>,
    state: State,
    waiting: VecDeque<Found>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Header,
    FirstRow,
    Row,
    Done,
}

/// How much of a table is looked at to tell the sign between its cells.
const HEAD: u64 = 1 << 14;

impl Rows {
    pub(super) fn new(mut stream: Box<dyn BufRead>, name: &Arc<str>, options: &Arc<Options>) -> Rows {
        let mut head = Vec::new();
        // A stream that breaks off here does so again when it is read.
        let _ = stream.by_ref().take(HEAD).read_to_end(&mut head);
        let delimiter = delimiter(&head);
        let stream: Box<dyn BufRead> = Box::new(Cursor::new(head).chain(stream));
        let stream = Allowance::new(stream);
        let left = stream.left();
        let reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(stream);
        let waiting = VecDeque::new();
        Rows { reader, left, name: name.clone(), options: options.clone(), columns: Vec::new(), state: State::Header, waiting }
    }

    /// The next row with anything in it, and its line.
    fn record(&mut self) -> Result<Option<(csv::ByteRecord, usize)>, IngestError> {
        let mut record = csv::ByteRecord::new();
        loop {
            self.left.set(LONGEST);
            let line = self.reader.position().line() as usize;
            match self.reader.read_byte_record(&mut record) {
                Ok(false) => return Ok(None),
                Ok(true) if record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    let line = record.position().map_or(line, |p| p.line() as usize);
                    return Ok(Some((record, line)));
                }
                Err(e) => return Err(self.broken(e, line)),
            }
        }
    }

    fn broken(&self, error: csv::Error, line: usize) -> IngestError {
        let place = Place::line(&self.name, line);
        match error.into_kind() {
            csv::ErrorKind::Io(e) if e.to_string() == OVERDRAWN => {
                IngestError::BrokenTable { place, reason: format!("a row is longer than {} MB", LONGEST >> 20) }
            }
            csv::ErrorKind::Io(e) => unreadable(&self.name, &e),
            other => IngestError::BrokenTable { place, reason: format!("{other:?}") },
        }
    }

    fn header(&mut self) -> Result<(), IngestError> {
        let Some((header, line)) = self.record()? else { return Err(IngestError::Empty { file: self.name.clone() }) };
        let names: Vec<String> = header.iter().map(|cell| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned()).collect();
        let wanted = &self.options.columns;
        self.columns = names.iter().enumerate().filter(|(_, name)| wanted.wants(name)).map(|(i, name)| (i, name.clone())).collect();
        let is_text = |name: &String| match wanted.given(Field::Text) {
            Some(given) => super::options::folded(given) == super::options::folded(name),
            None => Field::Text.names().contains(&super::options::folded(name).as_str()),
        };
        if !self.columns.iter().any(|(_, name)| is_text(name)) {
            if std::str::from_utf8(header.as_slice()).is_err() {
                return Err(IngestError::BrokenUtf8 { file: self.name.clone(), line, offset: 0 });
            }
            let shown: Vec<String> = names.iter().take(20).map(|n| n.chars().filter(|c| !c.is_control()).take(40).collect()).collect();
            return Err(IngestError::NoTextColumn { file: self.name.clone(), columns: shown.join(", ") });
        }
        Ok(())
    }

    fn report(&mut self, record: &csv::ByteRecord, line: usize) -> Result<(), IngestError> {
        let place = Place::line(&self.name, line);
        let mut row = Row::new();
        for (number, name) in &self.columns {
            let Some(cell) = record.get(*number) else { continue };
            let text = std::str::from_utf8(cell).map_err(|e| {
                let start = record.position().map_or(0, csv::Position::byte) + record.range(*number).map_or(0, |r| r.start as u64);
                IngestError::BrokenUtf8 { file: self.name.clone(), line, offset: start + e.valid_up_to() as u64 }
            })?;
            row.push((name.clone(), Cell::Text(text.to_owned())));
        }
        let mut warnings = Vec::new();
        let reading = Reading { options: &self.options, lenient: true };
        let report = fields::report(row, &place, reading, None, &mut warnings).map(|r| (r, place));
        self.waiting.extend(warnings.into_iter().map(Err));
        self.waiting.push_back(report);
        Ok(())
    }

    fn step(&mut self) -> Result<(), IngestError> {
        if self.state == State::Header {
            self.state = State::Done;
            self.header()?;
            self.state = State::FirstRow;
            return Ok(());
        }
        let before = std::mem::replace(&mut self.state, State::Done);
        match self.record()? {
            None if before == State::FirstRow => Err(IngestError::Empty { file: self.name.clone() }),
            None => Ok(()),
            Some((record, line)) => {
                self.state = State::Row;
                self.report(&record, line)
            }
        }
    }
}

impl Iterator for Rows {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.waiting.pop_front() {
                return Some(found);
            }
            if self.state == State::Done {
                return None;
            }
            if let Err(e) = self.step() {
                return Some(Err(e));
            }
        }
    }
}

/// The sign that parts the cells of the first line: the one that stands there most often.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in head {
        if *byte == b'\n' && !quoted {
            break;
        }
        quoted ^= *byte == b'"';
        if !quoted && let Some((_, count)) = counts.iter_mut().find(|(d, _)| d == byte) {
            *count += 1;
        }
    }
    // Of equals the first stands.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(d, _)| d)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &[u8]) -> Vec<String> {
        let rows = Rows::new(Box::new(Cursor::new(table.to_vec())), &"t".into(), &Arc::default());
        rows.map(|r| r.map_or_else(|e| e.to_string(), |(r, p)| format!("{p} {} {}", r.id, r.text))).collect()
    }

    #[test]
    fn any_of_the_usual_signs_parts_cells() {
        for (table, sign) in [("id,text\n1,\"a, b\nc\"\n2,d\n", ','), ("id;text;date\n1;a, b\n", ';'), ("id\ttext\n1\ta, b\n", '\t')] {
            let found = read(table.as_bytes());
            assert!(found[0].starts_with("t:2 1 a, b"), "{sign} {found:?}");
        }
        assert_eq!(read(b"id,text\n1,\"a, b\nc\"\n2,d\n")[1], "t:4 2 d");
    }

    #[test]
    fn a_bad_row_costs_only_itself() {
        let found = read(b"\xef\xbb\xbfid,text\n1,x\n2,\n3\n4,\xff\n5,y");
        assert_eq!((found[0].as_str(), found[4].as_str()), ("t:2 1 x", "t:6 5 y"));
        assert!(found[1].starts_with("t:3: the field \"text\" is empty"), "{}", found[1]);
        assert!(found[2].starts_with("t:4: the field \"text\" is missing"), "{}", found[2]);
        assert!(found[3].starts_with("t:5: not valid UTF-8 at byte"), "{}", found[3]);
    }

    #[test]
    fn a_table_without_a_text_says_its_columns() {
        assert!(read(b"date,colour\n1,2\n")[0].contains("--text-column (the columns are date, colour)"));
        assert!(read(b"id,text\n")[0].contains("is empty"));
    }
}
