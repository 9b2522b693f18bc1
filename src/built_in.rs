//! The data inside the program: the files as text, for whoever checks or replaces them, and what the
//! build compiled from them.

use flate2::read::DeflateDecoder;
use std::io::Read;

/// Every data file: its path below the project's folder, the SHA-256 of its text, and the text as the
/// build packed it.
static FILES: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Compiled data begin at a multiple of eight.
#[repr(C, align(8))]
struct Aligned<T: ?Sized>(T);

static TABLES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/tables.bin")));
static PLACES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/places.bin")));

/// The compiled words and places.
pub fn compiled() -> Option<(&'static [u8], &'static [u8])> {
    Some((&TABLES.0, &PLACES.0))
}

/// The text of a file by its path below the project's folder.
pub fn file(path: &str) -> Option<String> {
    let mut text = String::new();
    DeflateDecoder::new(found(path)?.2).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The SHA-256 of a file's text, in hexadecimal digits.
pub fn sha256(path: &str) -> Option<&'static str> {
    Some(found(path)?.1)
}

fn found(path: &str) -> Option<&'static (&'static str, &'static str, &'static [u8])> {
    FILES.binary_search_by_key(&path, |(path, ..)| path).ok().map(|at| &FILES[at])
}

/// The paths of all files.
pub fn paths() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(path, ..)| *path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_file_is_inside_as_it_stands() {
        let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for path in paths() {
            assert_eq!(file(path), std::fs::read_to_string(project.join(path)).ok(), "{path}");
        }
        for path in ["gazetteers/actors.tsv", "rules/README.md"] {
            assert!(file(path).is_some(), "{path}");
        }
        assert_eq!(file("gazetteers/none.tsv"), None);
    }
}
