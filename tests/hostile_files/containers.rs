//! Bad archives, packed streams and Word files.

use crate::Bad;
use crate::documents::fixture;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MEGABYTE: usize = 1 << 20;

fn zipped(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("an entry");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

fn deflated(entries: &[(&str, &[u8])]) -> Vec<u8> {
    zipped(entries, CompressionMethod::Deflated)
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).expect("packed");
    encoder.finish().expect("packed")
}

fn half(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// The archive with the first occurrence of some bytes at or behind a place exchanged.
fn patched(mut bytes: Vec<u8>, signature: &[u8], offset: usize, new: &[u8]) -> Vec<u8> {
    let mut from = 0;
    while let Some(at) = bytes[from..].windows(signature.len()).position(|w| w == signature) {
        let place = from + at + offset;
        bytes[place..place + new.len()].copy_from_slice(new);
        from += at + 1;
    }
    bytes
}

const LOCAL: &[u8] = b"PK\x03\x04";
const LISTED: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

pub fn files() -> Vec<Bad> {
    [archives(), packed(), word()].into_iter().flatten().collect()
}

fn archives() -> Vec<Bad> {
    let good = || deflated(&[("inside.txt", b"Two soldiers were killed in an attack near Gao.")]);
    let nested = (0..6).fold(good(), |inner, _| deflated(&[("inner.zip", &inner)]));
    let zeros = vec![0; 80 * MEGABYTE];
    let bomb = deflated(&[("a.txt", &zeros), ("b.jsonl", &zeros), ("c-good.txt", b"Two soldiers were killed.")]);
    vec![
        ("a-bomb.zip", bomb, "bomb"),
        ("a-overlap.zip", overlapping(), "bomb"),
        ("a-upwards.zip", deflated(&[("../../../upwards.txt", b"Two soldiers were killed.")]), "unsafe-path"),
        ("a-absolute.zip", patched(deflated(&[("xetc/absolute.txt", b"Two soldiers were killed.")]), b"xetc", 0, b"/etc"), "unsafe-path"),
        ("a-nested.zip", nested, "nested-archive"),
        ("a-cut.zip", half(fixture("bundle.zip")), "broken-archive"),
        ("a-checksum.zip", patched(patched(good(), LISTED, 16, &[1, 2, 3, 4]), LOCAL, 14, &[1, 2, 3, 4]), "broken-archive"),
        ("a-data.zip", patched(good(), LOCAL, 45, &[0xff; 12]), "broken-archive"),
        ("a-encrypted.zip", patched(patched(good(), LISTED, 8, &[1, 0]), LOCAL, 6, &[1, 0]), "encrypted"),
        ("a-method.zip", patched(patched(good(), LISTED, 10, &[12, 0]), LOCAL, 8, &[12, 0]), "unknown-compression"),
        ("a-entries.zip", wide(u64::MAX / 2), "too-many-entries"),
        ("a-nothing.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(), "no-reports"),
        ("a-lies.zip", patched(good(), END, 10, &[0xff, 0xff]), "broken-archive"),
    ]
}

/// An archive whose list names one packed stretch of zeros ten thousand times.
fn overlapping() -> Vec<u8> {
    const COPIES: usize = 10_000;
    let one = deflated(&[("00000.txt", &vec![0; 60 * MEGABYTE])]);
    let list = one.windows(4).rposition(|w| w == LISTED).expect("a list");
    let end = one.windows(4).rposition(|w| w == END).expect("an end");
    let mut out = one[..list].to_vec();
    for copy in 0..COPIES {
        let entry = out.len();
        out.extend(&one[list..end]);
        out[entry + 46..entry + 51].copy_from_slice(format!("{copy:05}").as_bytes());
    }
    let length = (out.len() - list) as u32;
    let mut tail = one[end..].to_vec();
    tail[8..10].copy_from_slice(&(COPIES as u16).to_le_bytes());
    tail[10..12].copy_from_slice(&(COPIES as u16).to_le_bytes());
    tail[12..16].copy_from_slice(&length.to_le_bytes());
    out.extend(tail);
    out
}

/// An archive that says that it has so many entries.
fn wide(entries: u64) -> Vec<u8> {
    let mut out = b"PK\x03\x04".to_vec();
    out.extend([0; 60]);
    let at = out.len() as u64;
    out.extend(b"PK\x06\x06");
    out.extend(44_u64.to_le_bytes());
    out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    out.extend(entries.to_le_bytes());
    out.extend(entries.to_le_bytes());
    out.extend(46_u64.to_le_bytes());
    out.extend(0_u64.to_le_bytes());
    out.extend(b"PK\x06\x07\0\0\0\0");
    out.extend(at.to_le_bytes());
    out.extend([1, 0, 0, 0]);
    out.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
    out
}

fn packed() -> Vec<Bad> {
    let lines: String = (0..2000).map(|i| format!("{{\"id\": \"gz-{i}\", \"text\": \"Two soldiers were killed near Gao, number {}.\"}}\n", i * 7919)).collect();
    let mut frame = ruzstd::encoding::compress_to_vec(lines.replace("gz-", "zst-").as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    frame.truncate(frame.len() / 2);
    let four = (0..4).fold(b"Two soldiers were killed.".to_vec(), |inner, _| gzipped(&inner));
    vec![
        ("g-cut.jsonl.gz", half(gzipped(lines.as_bytes())), "broken-archive"),
        ("g-bomb.jsonl.gz", gzipped(&vec![0; 100 * MEGABYTE]), "bomb"),
        ("g-lines.jsonl.gz", gzipped("\n".repeat(100 * MEGABYTE).as_bytes()), "bomb"),
        ("g-four.gz", four, "nested-archive"),
        ("z-cut.jsonl.zst", frame, "broken-archive"),
        ("z-noise.zst", b"\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(), "broken-archive"),
        ("z-window.zst", b"\x28\xb5\x2f\xfd\x00\xf8\x01\x00\x00".to_vec(), "broken-archive"),
    ]
}

fn word() -> Vec<Bad> {
    let document = |xml: &str| deflated(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", xml.as_bytes())]);
    vec![
        ("w-cut.docx", half(fixture("letter-ar.docx")), "broken-docx"),
        ("w-nothing.docx", deflated(&[("[Content_Types].xml", b"<x/>"), ("word/styles.xml", b"<x/>")]), "broken-docx"),
        ("w-bomb.docx", document(&" ".repeat(200 * MEGABYTE)), "too-long"),
        ("w-deep.docx", document(&"<w:p>".repeat(100_000)), "deep-xml"),
        ("w-cut-inside.docx", document("<w:document><w:p><w:t>Two soldiers"), "broken-docx"),
        ("w-entities.docx", document("<!DOCTYPE d [<!ENTITY a \"x\">]><w:document><w:p><w:t>Two &a;</w:t></w:p></w:document>"), "xml-entities"),
        ("w-empty.docx", document("<w:document><w:p></w:p></w:document>"), "empty"),
    ]
}
