//! One report a line, read as a stream: never more than one line in memory.

use super::error::{IngestError, Place};
use super::fields::{self, Reading};
use super::limits::LONGEST;
use super::{Found, Options, file, json};
use std::collections::VecDeque;
use std::io::{BufRead, Read};
use std::sync::Arc;

/// What some editors put at the head of a UTF-8 file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The reports of a `.jsonl` stream, in the order of its lines. Blank lines are passed over.
pub(super) struct Lines {
    reader: Box<dyn BufRead>,
    name: Arc<str>,
    line: usize,
    /// Bytes before the current line.
    offset: u64,
    /// Longest line that is kept.
    limit: u64,
    /// A line with something on it was seen.
    any: bool,
    done: bool,
    options: Arc<Options>,
    waiting: VecDeque<Found>,
}

impl Lines {
    pub(super) fn new(reader: Box<dyn BufRead>, name: &Arc<str>, options: &Arc<Options>) -> Lines {
        Lines { reader, name: name.clone(), line: 0, offset: 0, limit: LONGEST, any: false, done: false, options: options.clone(), waiting: VecDeque::new() }
    }

    /// Reads the next line into `bytes`; answers whether there was one.
    fn next_line(&mut self, bytes: &mut Vec<u8>) -> Result<bool, IngestError> {
        bytes.clear();
        let read = self.reader.by_ref().take(self.limit + 1).read_until(b'\n', bytes).map_err(|e| file::unreadable(&self.name, &e))?;
        if read == 0 {
            return Ok(false);
        }
        self.line += 1;
        if read as u64 > self.limit && bytes.last() != Some(&b'\n') {
            let rest = self.skip_line().map_err(|e| file::unreadable(&self.name, &e))?;
            self.offset += read as u64 + rest;
            return Err(IngestError::TooLong { place: Place::line(&self.name, self.line) });
        }
        Ok(true)
    }

    /// Passes over the rest of a line without keeping it; answers its length.
    fn skip_line(&mut self) -> std::io::Result<u64> {
        let mut skipped = 0;
        loop {
            let buffer = self.reader.fill_buf()?;
            let (length, ended) = match buffer.iter().position(|b| *b == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.reader.consume(length);
            skipped += length as u64;
            if ended {
                return Ok(skipped);
            }
        }
    }

    /// Reads one line; `offset` is where it begins in the file.
    fn report(&self, bytes: &[u8], offset: u64, warnings: &mut Vec<IngestError>) -> Found {
        let place = Place::line(&self.name, self.line);
        let text = std::str::from_utf8(bytes).map_err(|e| IngestError::BrokenUtf8 {
            file: self.name.clone(),
            line: self.line,
            offset: offset + e.valid_up_to() as u64,
        })?;
        let reading = Reading { options: &self.options, lenient: false };
        let value = json::parse(text.as_bytes(), reading).map_err(|e| {
            // serde_json counts lines inside the text it was given, which is always one line here.
            let said = e.to_string();
            let what = said.split(" at line ").next().unwrap_or(&said);
            IngestError::NotJson { place: place.clone(), reason: format!("{what} at column {}", e.column()), mend: "write one JSON object a line" }
        })?;
        fields::report(json::object(value, &place)?, &place, reading, None, warnings).map(|r| (r, place))
    }
}

impl Iterator for Lines {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if let Some(found) = self.waiting.pop_front() {
            return Some(found);
        }
        let mut bytes = Vec::new();
        while !self.done {
            match self.next_line(&mut bytes) {
                Ok(true) => {}
                Ok(false) => {
                    self.done = true;
                    return (!self.any).then(|| Err(IngestError::Empty { file: self.name.clone() }));
                }
                Err(e) => {
                    self.any = true;
                    self.done = !matches!(e, IngestError::TooLong { .. });
                    return Some(Err(e));
                }
            }
            let mark = if self.offset == 0 && bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
            let blank = bytes[mark..].trim_ascii().is_empty();
            let mut warnings = Vec::new();
            let report = (!blank).then(|| self.report(&bytes[mark..], self.offset + mark as u64, &mut warnings));
            self.offset += bytes.len() as u64;
            if let Some(report) = report {
                self.any = true;
                self.waiting.extend(warnings.into_iter().map(Err));
                self.waiting.push_back(report);
                return self.waiting.pop_front();
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_limit_costs_only_itself() {
        let long = format!("{{\"text\": \"{}\"}}", "x".repeat(100));
        let input = format!("{{\"text\": \"a\"}}\n{long}\n{{\"text\": \"b\"}}\n{{\"text\": \"\u{e9}\"}}");
        let mut bytes = input.into_bytes();
        let broken = bytes.len() - 3;
        bytes[broken] = b'x';
        let lines = Lines { limit: 50, ..Lines::new(Box::new(std::io::Cursor::new(bytes)), &"in".into(), &Arc::default()) };
        let found: Vec<String> = lines.map(|r| r.map_or_else(|e| e.to_string(), |(r, p)| format!("{p} {}", r.text))).collect();
        assert_eq!(found.len(), 4);
        assert_eq!((found[0].as_str(), found[2].as_str()), ("in:1 a", "in:3 b"));
        assert!(found[1].starts_with("in:2: longer than"), "{}", found[1]);
        assert!(found[3].contains(&format!("in:4: not valid UTF-8 at byte {}", broken - 1)), "{}", found[3]);
    }
}
