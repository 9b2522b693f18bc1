//! `.pdf`: pages -> text in reading order, Arabic in logical order.
//!
//! `lopdf` reads the file's objects; `page.rs` follows a page's drawing and notes each glyph with its
//! place and letters (`font.rs`); `layout.rs` puts glyphs into lines, columns and paragraphs; and
//! `order.rs` turns a line as it is seen into the line as it is read, since a PDF draws Arabic from left
//! to right or in any order it likes.

mod cmap;
mod font;
mod layout;
mod order;
mod page;
mod standard;

use super::error::IngestError;
use super::limits::{LARGEST_PDF_LIST, LARGEST_PDF_STREAM, MOST_PAGES};
use super::{Warnings, fields};
use crate::report::Report;
use lopdf::{Document, LoadOptions, Object};
use std::io::Read;
use std::sync::Arc;

/// Reads a document.
pub(super) fn report(bytes: &[u8], name: &Arc<str>, warnings: &mut Warnings) -> Result<Report, IngestError> {
    let broken = |reason: String| IngestError::BrokenPdf { file: name.clone(), reason };
    if parsed_size(bytes) > LARGEST_PDF_LIST {
        return Err(IngestError::Bomb { file: name.clone(), limit: format!("{} MB of objects", LARGEST_PDF_LIST >> 20) });
    }
    let limits = LoadOptions { max_decompressed_size: Some(LARGEST_PDF_LIST), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(bytes, limits).map_err(|e| broken(said(&e)))?;
    // Many are encrypted with the empty password, so that they open and cannot be changed.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(IngestError::Encrypted { file: name.clone() });
    }
    let pages: Vec<lopdf::ObjectId> = document.page_iter().take(MOST_PAGES).collect();
    if pages.is_empty() {
        return Err(broken("it has no pages".to_owned()));
    }
    let mut fonts = font::Fonts::default();
    let mut texts = Vec::new();
    let mut failed = 0;
    for (number, id) in pages.iter().enumerate() {
        match page::glyphs(&document, *id, &mut fonts) {
            Ok(glyphs) => texts.push(layout::rows(glyphs)),
            Err(reason) => {
                failed += 1;
                warnings.push(IngestError::BrokenPage { file: name.clone(), page: number + 1, reason });
            }
        }
    }
    if failed == pages.len() {
        warnings.clear();
        return Err(broken("none of its pages can be read".to_owned()));
    }
    let text = layout::text(texts);
    let cut_short = find(&bytes[bytes.len().saturating_sub(2048)..], b"%%EOF").is_none();
    if fields::is_blank(&text) {
        return Err(if cut_short { broken("it ends too early".to_owned()) } else { IngestError::PdfWithoutText { file: name.clone() } });
    }
    if cut_short {
        warnings.push(IngestError::CutPdf { file: name.clone() });
    }
    let (unknown, all) = text.chars().filter(|c| !c.is_whitespace()).fold((0, 0), |(u, n), c| (u + usize::from(c == '\u{fffd}'), n + 1));
    if unknown * 20 > all {
        warnings.push(IngestError::DoubtfulPdf { file: name.clone(), share: unknown * 100 / all });
    }
    Ok(Report { text, title: title(&document), ..Report::default() })
}

/// The file's own title, if it is one: programs write their templates' and files' names there.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    let title = decoded(info.as_dict().ok()?.get(b"Title").ok()?)?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name = title.rsplit_once('.').is_some_and(|(_, e)| e.len() <= 5 && e.chars().all(|c| c.is_ascii_alphanumeric()));
    (title.contains(' ') && !is_name && !title.starts_with("Microsoft Word")).then_some(title)
}

/// A text string of the file.
fn decoded(string: &Object) -> Option<String> {
    lopdf::decode_text_string(string).ok()
}

/// A message without line breaks.
fn said(error: &lopdf::Error) -> String {
    let said = error.to_string();
    said.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

/// How many bytes will be parsed into objects when the file is loaded: what stands outside of streams,
/// and the streams of objects, unpacked. Counted no further than the limit.
fn parsed_size(bytes: &[u8]) -> usize {
    let mut size = 0;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        size += at;
        let head = &rest[at.saturating_sub(512)..at];
        let data = rest[at + 6..].trim_ascii_start();
        if find(head, b"/ObjStm").is_some() {
            let limit = (LARGEST_PDF_LIST + 1) as u64;
            size += std::io::copy(&mut flate2::bufread::ZlibDecoder::new(data).take(limit), &mut std::io::sink()).map_or(0, |n| n as usize);
        }
        if size > LARGEST_PDF_LIST {
            return size;
        }
        match find(&rest[at + 6..], b"endstream") {
            Some(end) => rest = &rest[at + 6 + end + 9..],
            None => rest = &rest[at + 6..],
        }
    }
    size + rest.len()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}

/// A number of any kind.
fn number(object: &Object) -> Option<f32> {
    object.as_float().ok()
}

/// The largest stream that is unpacked.
const LIMIT: usize = LARGEST_PDF_STREAM;
