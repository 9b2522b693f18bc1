//! Standard input, whose kind only its beginning tells.

use super::error::Place;
use super::jsonl::Lines;
use super::{Found, fields, file};
use crate::report::Report;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

/// What the first characters say about a stream.
#[derive(Debug, PartialEq, Eq)]
enum Shape {
    Lines,
    Document,
    Text,
}

/// The reports of standard input: JSON lines, one JSON document, or one plain text.
pub(super) fn reports(stream: impl Read + 'static) -> Box<dyn Iterator<Item = Found>> {
    let name: Arc<str> = "standard input".into();
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    // The first two lines with something on them decide; a line may be as long as it likes, so
    // only its beginning is looked at.
    while head.trim_ascii().len() < 2 {
        match reader.by_ref().take(4096).read_until(b'\n', &mut head) {
            Ok(0) => break,
            Ok(_) => {}
            Err(e) => return Box::new(std::iter::once(Err(file::unreadable(&name, &e)))),
        }
    }
    let shape = shape(&head);
    let mut stream = Cursor::new(head).chain(reader);
    match shape {
        Shape::Lines => Box::new(Lines::new(Box::new(stream), &name)),
        Shape::Document => {
            let value = file::decode(&mut stream, &name).and_then(|text| file::json(&text, &Place::file(&name)));
            match value {
                Ok(value) => Box::new(file::documents(value, &name, None).into_iter()),
                Err(e) => Box::new(std::iter::once(Err(e))),
            }
        }
        Shape::Text => Box::new(std::iter::once(file::decode(&mut stream, &name).map(|text| {
            let mut report = Report { text, ..Report::default() };
            fields::settle_id(&mut report, None);
            (report, Place::file(&name))
        }))),
    }
}

/// `{"` opens a line, `{` alone on its line or `[{` a document; a bracket before anything else
/// is how agencies begin a text.
fn shape(head: &[u8]) -> Shape {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let after = head.get(1..).unwrap_or_default();
    match head.first() {
        Some(b'{') if after.first().is_some_and(|b| *b == b'\n' || *b == b'\r') => Shape::Document,
        Some(b'{') if matches!(after.trim_ascii_start().first(), Some(b'"' | b'}')) => Shape::Lines,
        Some(b'[') if matches!(after.trim_ascii_start().first(), Some(b'{' | b']')) => Shape::Document,
        _ => Shape::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(input: &'static str) -> Vec<String> {
        reports(input.as_bytes()).map(|r| r.map_or_else(|e| e.to_string(), |(r, _)| r.id)).collect()
    }

    #[test]
    fn the_beginning_tells_the_kind() {
        assert_eq!(ids("{\"id\": \"a\", \"text\": \"x\"}\n\n{\"id\": \"b\", \"text\": \"y\"}\n"), ["a", "b"]);
        assert_eq!(ids("{\n \"id\": \"a\",\n \"text\": \"x\"}\n"), ["a"]);
        assert_eq!(ids("\n[\n {\"id\": \"a\", \"text\": \"x\"}, {\"id\": \"b\", \"text\": \"y\"}]"), ["a", "b"]);
        assert_eq!(ids("[AFP] Deux soldats."), [ids("[AFP] Deux soldats.")[0].clone()]);
        assert_eq!(ids("[AFP] Deux soldats.")[0].len(), 12);
    }

    #[test]
    fn nothing_at_all_is_said_to_be_empty() {
        assert!(ids("")[0].starts_with("standard input: is empty"));
        assert!(ids(" \n \n")[0].starts_with("standard input: is empty"));
    }
}
