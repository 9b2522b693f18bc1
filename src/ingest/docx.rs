//! `.docx`: the paragraphs of a Word document, as they stand after all changes are accepted.

use super::error::IngestError;
use super::limits::LONGEST;
use super::xml::{Piece, Pieces};
use super::{Warnings, fields, open, paragraphs};
use crate::report::Report;
use std::io::{Cursor, Read, Seek};
use std::sync::Arc;
use zip::ZipArchive;

/// Reads a document: its body, and its title if it has one.
pub(super) fn report(bytes: Vec<u8>, name: &Arc<str>, warnings: &mut Warnings) -> Result<Report, IngestError> {
    let broken = |reason: String| IngestError::BrokenDocx { file: name.clone(), reason };
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(IngestError::Encrypted { file: name.clone() });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
    let body = match part(&mut archive, "word/document.xml") {
        Some(stream) => body(stream, name, warnings)?,
        None => return Err(broken("it has no word/document.xml".to_owned())),
    };
    let title = part(&mut archive, "docProps/core.xml").and_then(|stream| title(stream, name));
    let text = paragraphs::tidied(&body);
    if fields::is_blank(&text) {
        return Err(IngestError::Empty { file: name.clone() });
    }
    // The title is kept apart: in Word files it is often the name of a template.
    Ok(Report { text, title, ..Report::default() })
}

/// A part of the document as a stream. Unpacked it may be no longer than a report.
fn part<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Option<Box<dyn Read>> {
    let index = archive.index_for_name(name)?;
    let mut bytes = Vec::new();
    let read = archive.by_index(index).ok()?.take(LONGEST + 1).read_to_end(&mut bytes);
    // A part that is damaged is read as far as it goes, and its XML then tells that it ends too early.
    (read.is_ok() || !bytes.is_empty()).then(|| Box::new(Cursor::new(bytes)) as Box<dyn Read>)
}

/// Elements whose words are not the document's: deleted text, codes of fields, the second form of a
/// drawing.
const LEFT_OUT: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "pPr"];

fn body(stream: Box<dyn Read>, name: &Arc<str>, warnings: &mut Warnings) -> Result<String, IngestError> {
    let mut pieces = Pieces::new(open::buffered(stream), name);
    let mut out = String::new();
    let mut in_text = false;
    let mut cells = 0_usize;
    // The depth of the element that is left out.
    let mut left_out: Option<usize> = None;
    loop {
        match pieces.next() {
            Ok(Piece::Open(element, _)) if left_out.is_none() => match element.as_str() {
                "t" => in_text = true,
                "tc" => cells += 1,
                "tab" => out.push('\t'),
                "br" | "cr" => out.push('\n'),
                "noBreakHyphen" => out.push('-'),
                e if LEFT_OUT.contains(&e) => left_out = Some(pieces.depth()),
                _ => {}
            },
            Ok(Piece::Close(element)) => {
                if left_out.is_some_and(|depth| pieces.depth() < depth) {
                    left_out = None;
                }
                match element.as_str() {
                    "t" => in_text = false,
                    // A row of a table is a line.
                    "tc" => {
                        cells = cells.saturating_sub(1);
                        out.push('\t');
                    }
                    "tr" if cells == 0 => out.push('\n'),
                    "tbl" if cells == 0 => out.push_str("\n\n"),
                    "p" if cells > 0 => out.push(' '),
                    "p" if !out.ends_with("\n\n") => out.push_str("\n\n"),
                    _ => {}
                }
            }
            Ok(Piece::Words(words)) if in_text && left_out.is_none() => out.push_str(&words),
            Ok(Piece::Entities) => warnings.push(IngestError::XmlEntities { file: name.clone() }),
            Ok(Piece::End) if pieces.depth() > 0 => return Err(IngestError::BrokenDocx { file: name.clone(), reason: "it ends too early".to_owned() }),
            Ok(Piece::End) => return Ok(out),
            Ok(_) => {}
            Err(IngestError::BrokenXml { reason, .. }) => return Err(IngestError::BrokenDocx { file: name.clone(), reason }),
            Err(e) => return Err(e),
        }
    }
}

fn title(stream: Box<dyn Read>, name: &Arc<str>) -> Option<String> {
    let mut pieces = Pieces::new(open::buffered(stream), name);
    let mut inside = false;
    let mut out = String::new();
    loop {
        match pieces.next().ok()? {
            Piece::Open(element, _) => inside = element == "title",
            Piece::Words(words) if inside => out.push_str(&words),
            Piece::Close(element) if element == "title" => return Some(out.trim().to_owned()).filter(|t| !t.is_empty()),
            Piece::End => return None,
            _ => {}
        }
    }
}
