//! JSON -> fields. Only what a report may need is kept, so that a document of a million numbers costs
//! no more memory than its bytes; and a whole array is cut into its elements as it streams by.

use super::error::{IngestError, Place};
use super::fields::{self, Cell, Reading, Row};
use super::limits::LONGEST;
use super::{Found, file};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::VecDeque;
use std::fmt;
use std::io::BufRead;
use std::sync::Arc;

/// One JSON value, as far as reports are concerned.
pub(super) enum Value {
    Object(Row),
    Other(Cell),
}

/// Parses one value. Fields that `reading` does not want are passed over.
pub(super) fn parse(bytes: &[u8], reading: Reading<'_>) -> serde_json::Result<Value> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = match bytes.trim_ascii_start().first() {
        Some(b'{') => Value::Object(json.deserialize_map(Wanted(reading))?),
        _ => Value::Other(Cell::deserialize(&mut json)?),
    };
    json.end()?;
    Ok(value)
}

/// The fields of a value that has to be an object.
pub(super) fn object(value: Value, place: &Place) -> Result<Row, IngestError> {
    match value {
        Value::Object(row) => Ok(row),
        Value::Other(cell) => Err(IngestError::NotAnObject { place: place.clone(), found: cell.kind() }),
    }
}

/// Parses a whole document, whose faults are told with their line.
pub(super) fn document(text: &str, place: &Place, reading: Reading<'_>) -> Result<Value, IngestError> {
    parse(text.trim_start_matches('\u{feff}').as_bytes(), reading).map_err(|e| {
        let mend = if e.to_string().starts_with("trailing characters") {
            "write one object or one array, or name the file .jsonl if every line is a report"
        } else {
            "mend it there"
        };
        IngestError::NotJson { place: place.clone(), reason: e.to_string(), mend }
    })
}

/// Keeps the fields of an object that are wanted.
struct Wanted<'a>(Reading<'a>);

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::new();
        while let Some(name) = map.next_key::<String>()? {
            if self.0.options.columns.wants(&name) {
                let cell = map.next_value()?;
                row.retain(|(n, _)| *n != name);
                row.push((name, cell));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(row)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("an object"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Cell, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("an array"))
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell::Other("true or false"))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Cell, E> {
        Ok(Cell::Number(n.to_string()))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Cell, E> {
        Ok(Cell::Number(n.to_string()))
    }

    fn visit_f64<E>(self, n: f64) -> Result<Cell, E> {
        Ok(Cell::Number(n.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Text(text))
    }
}

/// The reports of a `.json` stream: one object, or the elements of an array one after the other.
pub(super) struct Documents {
    reader: Box<dyn BufRead>,
    name: Arc<str>,
    options: Arc<super::Options>,
    stem: Option<String>,
    state: State,
    element: usize,
    line: usize,
    /// The line on which the element begins.
    element_line: usize,
    limit: u64,
    waiting: VecDeque<Found>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// Inside the array, before an element or its end.
    Array,
    Done,
}

/// How an element ended.
enum Cut {
    Element(Vec<u8>),
    TooLong,
    /// The array's closing bracket.
    End,
    Broken(&'static str),
}

impl Documents {
    pub(super) fn new(reader: Box<dyn BufRead>, name: &Arc<str>, stem: Option<String>, options: &Arc<super::Options>) -> Documents {
        Documents {
            reader,
            name: name.clone(),
            options: options.clone(),
            stem,
            state: State::Start,
            element: 0,
            line: 1,
            element_line: 1,
            limit: LONGEST,
            waiting: VecDeque::new(),
        }
    }

    /// The next byte that is no white space, left in the stream.
    fn peek(&mut self) -> std::io::Result<Option<u8>> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let blank = buffer.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let found = buffer.get(blank).copied();
            self.line += buffer[..blank].iter().filter(|b| **b == b'\n').count();
            self.reader.consume(blank);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn start(&mut self) -> Result<(), IngestError> {
        let name = self.name.clone();
        let unreadable = |e| file::unreadable(&name, &e);
        if self.reader.fill_buf().map_err(unreadable)?.starts_with(b"\xef\xbb\xbf") {
            self.reader.consume(3);
        }
        let first = self.peek().map_err(unreadable)?;
        match first {
            None => Err(IngestError::Empty { file: self.name.clone() }),
            Some(b'[') => {
                self.reader.consume(1);
                self.state = State::Array;
                Ok(())
            }
            Some(_) => {
                self.state = State::Done;
                let place = Place::file(&self.name);
                let text = "\n".repeat(self.line - 1) + &file::utf8(&mut self.reader, &self.name)?;
                let reading = Reading { options: &self.options, lenient: false };
                let row = object(document(&text, &place, reading)?, &place)?;
                let stem = self.stem.take();
                self.give(row, place, stem.as_deref());
                Ok(())
            }
        }
    }

    fn give(&mut self, row: Row, place: Place, stem: Option<&str>) {
        let mut warnings = Vec::new();
        let reading = Reading { options: &self.options, lenient: false };
        let report = fields::report(row, &place, reading, stem, &mut warnings).map(|r| (r, place));
        self.waiting.extend(warnings.into_iter().map(Err));
        self.waiting.push_back(report);
    }

    /// Cuts out the next element without parsing it: brackets are counted outside of strings.
    fn cut(&mut self) -> std::io::Result<Cut> {
        match self.peek()? {
            None => return Ok(Cut::Broken("EOF while parsing a list")),
            Some(b']') => {
                self.reader.consume(1);
                return Ok(Cut::End);
            }
            Some(b',') if self.element > 0 => {
                self.reader.consume(1);
                if matches!(self.peek()?, Some(b',' | b']') | None) {
                    return Ok(Cut::Broken("trailing comma"));
                }
            }
            Some(_) if self.element > 0 => return Ok(Cut::Broken("expected `,` or `]`")),
            Some(_) => {}
        }
        self.element_line = self.line;
        let mut element = Vec::new();
        let (mut depth, mut in_string, mut escaped, mut length) = (0u64, false, false, 0u64);
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Cut::Broken("EOF while parsing a list"));
            }
            let mut end = None;
            for (i, byte) in buffer.iter().enumerate() {
                if in_string {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => in_string = false,
                        _ => {}
                    }
                    continue;
                }
                match byte {
                    b'"' => in_string = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' if depth > 0 => {
                        depth -= 1;
                        if depth == 0 {
                            end = Some(i + 1);
                            break;
                        }
                    }
                    b',' | b']' if depth == 0 => {
                        end = Some(i);
                        break;
                    }
                    _ => {}
                }
            }
            let taken = end.unwrap_or(buffer.len());
            length += taken as u64;
            if length <= self.limit {
                element.extend_from_slice(&buffer[..taken]);
            } else {
                element = Vec::new();
            }
            self.line += buffer[..taken].iter().filter(|b| **b == b'\n').count();
            self.reader.consume(taken);
            if end.is_some() {
                return Ok(if length <= self.limit { Cut::Element(element) } else { Cut::TooLong });
            }
        }
    }

    fn next_element(&mut self) -> Result<(), IngestError> {
        let cut = self.cut().map_err(|e| file::unreadable(&self.name, &e))?;
        let place = Place::item(&self.name, self.element + 1);
        let file = Place::file(&self.name);
        let broken = |reason: String| IngestError::NotJson { place: file.clone(), reason, mend: "mend it there" };
        match cut {
            Cut::End if self.element == 0 => Err(IngestError::Empty { file: self.name.clone() }),
            Cut::End => {
                self.state = State::Done;
                match self.peek().map_err(|e| file::unreadable(&self.name, &e))? {
                    None => Ok(()),
                    Some(_) => Err(broken(format!("trailing characters at line {}", self.line))),
                }
            }
            Cut::Broken(reason) => {
                self.state = State::Done;
                Err(broken(format!("{reason} at line {}", self.line)))
            }
            Cut::TooLong => {
                self.element += 1;
                Err(IngestError::TooLong { place })
            }
            Cut::Element(bytes) => {
                self.element += 1;
                let reading = Reading { options: &self.options, lenient: false };
                let value = parse(&bytes, reading).map_err(|e| {
                    let (said, row) = (e.to_string(), self.element_line + e.line().max(1) - 1);
                    let what = said.split(" at line ").next().unwrap_or(&said);
                    IngestError::NotJson { place: place.clone(), reason: format!("{what} at line {row} column {}", e.column()), mend: "mend it there" }
                })?;
                let row = object(value, &place)?;
                self.give(row, place, None);
                Ok(())
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.waiting.pop_front() {
                return Some(found);
            }
            let step = match self.state {
                State::Done => return None,
                State::Start => self.start(),
                State::Array => self.next_element(),
            };
            if let Err(e) = step {
                if self.state == State::Start || matches!(e, IngestError::Unreadable { .. } | IngestError::Empty { .. }) {
                    self.state = State::Done;
                }
                return Some(Err(e));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str, limit: u64) -> Vec<String> {
        let reader = Box::new(std::io::BufReader::with_capacity(7, std::io::Cursor::new(input.to_owned().into_bytes())));
        let documents = Documents { limit, ..Documents::new(reader, &"in".into(), Some("stem".into()), &Arc::default()) };
        documents.map(|r| r.map_or_else(|e| e.to_string(), |(r, p)| format!("{p} {} {}", r.id, r.text))).collect()
    }

    #[test]
    fn an_array_is_cut_into_its_elements() {
        let input = r#" [ {"id": "a", "text": "],{\"["} ,{"id": 2, "text": "y", "x": [{"text": 1}, []]}, 7, {"text": "#.to_owned() + "\"z\\\\\"}\n]\n";
        let found = read(&input, 1000);
        assert_eq!(found[..2], [r#"in, element 1 a ],{"["#, "in, element 2 2 y"]);
        assert!(found[2].starts_with("in, element 3: is a number where"), "{}", found[2]);
        assert!(found[3].starts_with("in, element 4 ") && found[3].ends_with(" z\\"), "{}", found[3]);
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn what_is_broken_is_told_and_what_stands_before_it_is_read() {
        for (input, last) in [
            (r#"[{"id": "a", "text": "x"}, {"text": "#, "in: not JSON: EOF while parsing a list at line 1"),
            ("[{\"id\": \"a\", \"text\": \"x\"}\n{\"text\": \"y\"}]", "in: not JSON: expected `,` or `]` at line 2"),
            (r#"[{"id": "a", "text": "x"},]"#, "in: not JSON: trailing comma at line 1"),
            (r#"[{"id": "a", "text": "x"}] x"#, "in: not JSON: trailing characters at line 1"),
            ("[{\"id\": \"a\", \"text\": \"x\"},\n {\"text\": x}]", "in, element 2: not JSON: expected value at line 2 column 10"),
        ] {
            let found = read(input, 1000);
            assert_eq!((found.len(), found[0].as_str()), (2, "in, element 1 a x"), "{found:?}");
            assert!(found[1].starts_with(last), "{}", found[1]);
        }
        assert!(read("[]", 9)[0].starts_with("in: is empty"));
        assert_eq!(read("{\"text\": \"x\"}", 9), ["in stem x"]);
    }

    #[test]
    fn an_element_over_the_limit_costs_only_itself() {
        let found = read(&format!("[{{\"text\": \"{}\"}}, {{\"id\": 1, \"text\": \"y\"}}]", "x".repeat(90)), 50);
        assert!(found[0].starts_with("in, element 1: longer than"), "{}", found[0]);
        assert_eq!(found[1..], ["in, element 2 1 y"]);
    }
}
