//! XML for feeds and Word files: elements and words as a stream, at bounded depth, entities of the
//! document's own unexpanded.

use super::error::{IngestError, Place};
use super::file::{Allowance, unreadable};
use super::limits::DEEPEST_XML;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;
use std::sync::Arc;

/// What comes next in a document.
pub(super) enum Piece {
    /// An element begins: its name without prefix, its attributes by name without prefix.
    Open(String, Vec<(String, String)>),
    Close(String),
    Words(String),
    /// The document declares entities.
    Entities,
    End,
}

/// A document, piece by piece.
pub(super) struct Pieces<R: BufRead> {
    reader: Reader<Allowance<R>>,
    name: Arc<str>,
    buffer: Vec<u8>,
    depth: usize,
    /// The end of an element that was empty.
    closing: Option<String>,
}

impl<R: BufRead> Pieces<R> {
    pub(super) fn new(stream: R, name: &Arc<str>) -> Pieces<R> {
        let mut reader = Reader::from_reader(Allowance::new(stream));
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_dangling_amp = true;
        Pieces { reader, name: name.clone(), buffer: Vec::new(), depth: 0, closing: None }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn next(&mut self) -> Result<Piece, IngestError> {
        if let Some(name) = self.closing.take() {
            self.depth -= 1;
            return Ok(Piece::Close(name));
        }
        loop {
            self.buffer.clear();
            self.reader.get_ref().renew();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(e)) => return Err(unreadable(&self.name, &e)),
                Err(e) => return Err(IngestError::BrokenXml { place: Place::file(&self.name), reason: e.to_string() }),
            };
            match event {
                Event::Start(tag) => {
                    if self.depth == DEEPEST_XML {
                        return Err(IngestError::DeepXml { file: self.name.clone(), limit: DEEPEST_XML });
                    }
                    self.depth += 1;
                    return Ok(open(&tag));
                }
                Event::Empty(tag) => {
                    self.depth += 1;
                    self.closing = Some(tag.local_name().as_ref().to_owned());
                    return Ok(open(&tag));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::Close(tag.local_name().as_ref().to_owned()));
                }
                Event::Text(text) => return Ok(Piece::Words((*text).to_owned())),
                Event::CData(text) => return Ok(Piece::Words((*text).to_owned())),
                Event::GeneralRef(entity) => return Ok(Piece::Words(resolved(&entity))),
                Event::DocType(text) if text.contains("<!ENTITY") => return Ok(Piece::Entities),
                Event::Eof => return Ok(Piece::End),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }
}

fn open(tag: &BytesStart<'_>) -> Piece {
    let mut all = tag.attributes();
    let attributes = all.with_checks(false).flatten().map(|a| (a.key.local_name().as_ref().to_owned(), unescaped(&a.value)));
    Piece::Open(tag.local_name().as_ref().to_owned(), attributes.collect())
}

/// A character reference or one of the named characters of XML and HTML; another stays as it is
/// written.
fn resolved(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|n| match n.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => n.parse().ok(),
    });
    if let Some(c) = number.and_then(char::from_u32) {
        return c.to_string();
    }
    quick_xml::escape::resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// Text with its references resolved.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';').filter(|(name, _)| name.len() <= 32) {
            Some((name, behind)) => {
                out.push_str(&resolved(name));
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}
