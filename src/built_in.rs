//! The data inside the program: the files as text, for whoever checks or replaces them, and what the
//! build compiled from them.

use include_dir::{Dir, include_dir};

static GAZETTEERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/gazetteers");
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Compiled data begin at a multiple of eight.
#[repr(C, align(8))]
struct Aligned<T: ?Sized>(T);

static TABLES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/tables.bin")));
static PLACES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/places.bin")));

/// The compiled words and places.
pub fn compiled() -> Option<(&'static [u8], &'static [u8])> {
    Some((&TABLES.0, &PLACES.0))
}

/// A file by its path below the project's folder.
pub fn file(path: &str) -> Option<&'static str> {
    let (dir, rest) = match path.split_once('/')? {
        ("gazetteers", rest) => (&GAZETTEERS, rest),
        ("rules", rest) => (&RULES, rest),
        _ => return None,
    };
    dir.get_file(rest)?.contents_utf8()
}

/// The paths of all files.
pub fn paths() -> Vec<String> {
    let mut found = Vec::new();
    walk(&GAZETTEERS, "gazetteers", &mut found);
    walk(&RULES, "rules", &mut found);
    found
}

fn walk(dir: &Dir<'static>, top: &str, found: &mut Vec<String>) {
    found.extend(dir.files().map(|f| format!("{top}/{}", f.path().to_string_lossy().replace('\\', "/"))));
    for sub in dir.dirs() {
        walk(sub, top, found);
    }
}
