//! What a file is: its name says one thing, its beginning another, and the beginning is right.

use super::error::IngestError;
use std::sync::Arc;

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Markdown,
    Html,
    Pdf,
    Docx,
    JsonLines,
    Json,
    /// Comma, semicolon or tab: the header tells.
    Table,
    Feed,
    Mail,
    Zip,
    Gzip,
    Zstd,
}

impl Kind {
    /// What an extension promises.
    pub(super) fn of_extension(extension: &str) -> Option<Kind> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Kind::Text,
            "md" | "markdown" => Kind::Markdown,
            "html" | "htm" | "xhtml" => Kind::Html,
            "pdf" => Kind::Pdf,
            "docx" => Kind::Docx,
            "jsonl" | "ndjson" => Kind::JsonLines,
            "json" => Kind::Json,
            "csv" | "tsv" | "tab" => Kind::Table,
            "xml" | "rss" | "atom" | "rdf" => Kind::Feed,
            "eml" => Kind::Mail,
            "zip" => Kind::Zip,
            "gz" => Kind::Gzip,
            "zst" => Kind::Zstd,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Text => "plain text",
            Kind::Markdown => "Markdown",
            Kind::Html => "HTML",
            Kind::Pdf => "a PDF",
            Kind::Docx => "a Word document",
            Kind::JsonLines => "JSON lines",
            Kind::Json => "JSON",
            Kind::Table => "a table",
            Kind::Feed => "XML",
            Kind::Mail => "an e-mail",
            Kind::Zip => "a zip archive",
            Kind::Gzip => "gzip data",
            Kind::Zstd => "zstd data",
        }
    }

    /// A kind that is told by its first bytes for certain.
    fn has_signature(self) -> bool {
        matches!(self, Kind::Pdf | Kind::Docx | Kind::Zip | Kind::Gzip | Kind::Zstd)
    }
}

/// Kinds that are known and not read, by their first bytes.
const FOREIGN: [(&[u8], &str, &str); 11] = [
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as .docx or .csv"),
    (b"{\\rtf", "an RTF file", "save it as .docx or .txt"),
    (b"\x89PNG", "an image", "run text recognition (OCR) over it first"),
    (b"\xff\xd8\xff", "an image", "run text recognition (OCR) over it first"),
    (b"GIF8", "an image", "run text recognition (OCR) over it first"),
    (b"II*\0", "an image", "run text recognition (OCR) over it first"),
    (b"MM\0*", "an image", "run text recognition (OCR) over it first"),
    (b"7z\xbc\xaf", "a 7z archive", "pack it as .zip"),
    (b"Rar!", "a RAR archive", "pack it as .zip"),
    (b"SQLite format 3", "a database", "export its table as .csv"),
    (b"PAR1", "a Parquet file", "export it as .csv or .jsonl"),
];

/// Decides what to read a file as. `extension` is what its name promises, `head` its beginning.
/// A text of any kind may begin with anything, so only what cannot be chance overrules a name.
pub(super) fn decide(name: &Arc<str>, extension: Option<&str>, head: &[u8], warnings: &mut Vec<IngestError>) -> Result<Kind, IngestError> {
    let promised = extension.and_then(Kind::of_extension);
    if let Some((_, what, mend)) = FOREIGN.iter().find(|(signature, ..)| head.starts_with(signature)) {
        return Err(IngestError::ForeignKind { file: name.clone(), what, mend });
    }
    let holds = told(head);
    let Some(promised) = promised else {
        return holds.ok_or_else(|| IngestError::UnknownKind { file: name.clone() });
    };
    let kind = match holds {
        // A Word document is a zip archive; which of the two a nameless one is shows when it is opened.
        Some(Kind::Zip) if promised == Kind::Docx => promised,
        Some(Kind::Html) if matches!(promised, Kind::Feed | Kind::Markdown) => Kind::Html,
        Some(found) if found.has_signature() || matches!(found, Kind::Html | Kind::Feed) => found,
        Some(Kind::Mail) if promised.has_signature() => Kind::Mail,
        _ if promised.has_signature() => shape(head).unwrap_or(Kind::Text),
        _ => promised,
    };
    if kind != promised {
        let named = extension.unwrap_or_default().to_owned();
        warnings.push(IngestError::WrongExtension { file: name.clone(), named, holds: kind.name() });
    }
    Ok(kind)
}

/// The kind of a stream without a name. What is nothing else is one plain text.
pub(super) fn nameless(name: &Arc<str>, head: &[u8]) -> Result<Kind, IngestError> {
    if let Some((_, what, mend)) = FOREIGN.iter().find(|(signature, ..)| head.starts_with(signature)) {
        return Err(IngestError::ForeignKind { file: name.clone(), what, mend });
    }
    Ok(told(head).or_else(|| shape(head)).or_else(|| table(head)).unwrap_or(Kind::Text))
}

/// What a beginning tells for certain.
fn told(head: &[u8]) -> Option<Kind> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(if is_docx(head) { Kind::Docx } else { Kind::Zip });
    }
    if head.starts_with(b"\x1f\x8b") {
        return Some(Kind::Gzip);
    }
    if head.starts_with(b"\x28\xb5\x2f\xfd") || matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]) {
        return Some(Kind::Zstd);
    }
    // Readers of PDF allow some bytes of anything before the signature.
    if head[..head.len().min(1024)].windows(5).any(|w| w == b"%PDF-") {
        return Some(Kind::Pdf);
    }
    let text = beginning(head);
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return Some(Kind::Html);
    }
    if text.starts_with("<?xml") || text.starts_with("<rss") || text.starts_with("<feed") || text.starts_with("<rdf:") || text.starts_with("<!doctype") {
        return Some(if text.contains("<html") { Kind::Html } else { Kind::Feed });
    }
    is_mail(&text).then_some(Kind::Mail)
}

/// A zip archive that begins as Word files do.
fn is_docx(head: &[u8]) -> bool {
    let first = head.get(30..).unwrap_or_default();
    let begins = [b"[Content_Types].xml".as_slice(), b"_rels/", b"word/", b"docProps/"].iter().any(|n| first.starts_with(n));
    begins && head.windows(5).any(|w| w == b"word/")
}

/// The beginning as lower-case text without mark, white space and comments before it.
fn beginning(head: &[u8]) -> String {
    let head = &head[..head.len().min(4096)];
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let ascii: Vec<u8> = if wide { head[2..].iter().copied().filter(|b| *b != 0).collect() } else { head.to_vec() };
    let text = String::from_utf8_lossy(&ascii).to_lowercase();
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    rest.to_owned()
}

/// Header lines that mail programs write, two of them at least, before anything else.
fn is_mail(text: &str) -> bool {
    const HEADERS: [&str; 11] =
        ["from:", "to:", "subject:", "date:", "received:", "message-id:", "mime-version:", "return-path:", "delivered-to:", "content-type:", "reply-to:"];
    let mut named = 0;
    for line in text.lines().take(12) {
        if HEADERS.iter().any(|h| line.starts_with(h)) {
            named += 1;
        } else if !(line.starts_with([' ', '\t']) || line.split_once(':').is_some_and(|(n, _)| n.starts_with("x-") || n.starts_with("dkim"))) {
            break;
        }
    }
    named >= 3 && ["message-id:", "received:", "mime-version:", "return-path:", "delivered-to:"].iter().any(|h| text.contains(h))
}

/// `{"` opens a line, `{` alone on its line or `[{` a document; a bracket before anything else is how
/// agencies begin a text.
fn shape(head: &[u8]) -> Option<Kind> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let after = head.get(1..).unwrap_or_default();
    match head.first() {
        Some(b'{') if after.first().is_some_and(|b| *b == b'\n' || *b == b'\r') => Some(Kind::Json),
        Some(b'{') if matches!(after.trim_ascii_start().first(), Some(b'"' | b'}')) => Some(Kind::JsonLines),
        Some(b'[') if matches!(after.trim_ascii_start().first(), Some(b'{' | b']')) => Some(Kind::Json),
        _ => None,
    }
}

/// A first line of at least two names of columns, the text's among them.
fn table(head: &[u8]) -> Option<Kind> {
    use super::options::{Field, folded};
    let text = String::from_utf8_lossy(head);
    let line = text.lines().next()?;
    let cells: Vec<String> = line.split([',', ';', '\t']).map(|c| folded(c.trim().trim_matches('"'))).collect();
    let known = |c: &String| Field::ALL.into_iter().any(|f| f.names().contains(&c.as_str()));
    let has_text = cells.iter().any(|c| Field::Text.names().contains(&c.as_str()));
    (cells.len() > 1 && has_text && cells.iter().filter(|c| known(c)).count() > 1).then_some(Kind::Table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(extension: &str, head: &[u8]) -> (Result<Kind, &'static str>, bool) {
        let mut warnings = Vec::new();
        let kind = decide(&"f".into(), Some(extension).filter(|e| !e.is_empty()), head, &mut warnings).map_err(|e| e.kind());
        (kind, !warnings.is_empty())
    }

    #[test]
    fn the_beginning_overrules_the_name() {
        for (extension, head, kind, warned) in [
            ("txt", "%PDF-1.7".as_bytes(), Kind::Pdf, true),
            ("pdf", b"<!DOCTYPE html><p>", Kind::Html, true),
            ("txt", b"<!-- saved --> <HTML>", Kind::Html, true),
            ("docx", b"PK\x03\x04", Kind::Docx, false),
            ("json", b"PK\x03\x04", Kind::Zip, true),
            ("gz", b"plain words", Kind::Text, true),
            ("pdf", b"{\"text\": 1}", Kind::JsonLines, true),
            ("txt", b"{\"text\": 1}", Kind::Text, false),
            ("html", b"words alone", Kind::Html, false),
            ("xml", b"<?xml version='1.0'?><rss>", Kind::Feed, false),
            ("xml", b"<?xml version='1.0'?><!DOCTYPE html><html>", Kind::Html, true),
            ("csv", b"a;b", Kind::Table, false),
            ("", b"\x28\xb5\x2f\xfd", Kind::Zstd, false),
        ] {
            assert_eq!(decided(extension, head), (Ok(kind), warned), "{extension} {head:?}");
        }
        assert_eq!(decided("", b"words").0, Err("unknown-kind"));
        assert_eq!(decided("odt", b"words").0, Err("unknown-kind"));
        assert_eq!(decided("docx", b"\xd0\xcf\x11\xe0").0, Err("foreign-kind"));
    }

    #[test]
    fn nameless_streams_are_told_by_their_beginning() {
        for (head, kind) in [
            ("{\"text\"", Kind::JsonLines),
            ("{\n \"text\"", Kind::Json),
            ("\n[\n {", Kind::Json),
            ("[AFP] Deux soldats.", Kind::Text),
            ("Received: by x\nFrom: a@b\nTo: c@d\nSubject: s\n\nwords", Kind::Mail),
            ("From: our correspondent\nwords", Kind::Text),
            ("id,date,text\n1,2,3", Kind::Table),
            ("Three men, two dead, one text", Kind::Text),
        ] {
            assert_eq!(nameless(&"-".into(), head.as_bytes()).ok(), Some(kind), "{head}");
        }
    }
}
