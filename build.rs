//! Compiles words and places, so that the program does not do it at every start, and packs the text of
//! all data files. It reads them with the program's own modules; what they need from the rest of the
//! program stands here.

use flate2::{Compression, write::DeflateEncoder};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

#[allow(dead_code)]
#[path = "src/normalize.rs"]
mod normalize;
#[allow(dead_code)]
#[path = "src/report.rs"]
mod report;
#[allow(dead_code, unused_imports)]
#[path = "src/resources/mod.rs"]
mod resources;
#[allow(dead_code, unused_imports)]
#[path = "src/segment/mod.rs"]
mod segment;
#[allow(dead_code)]
#[path = "src/span.rs"]
mod span;

/// Nothing is built in while the program is being built.
mod built_in {
    pub fn compiled() -> Option<(&'static [u8], &'static [u8])> {
        None
    }

    pub fn file(_: &str) -> Option<String> {
        None
    }

    pub fn sha256(_: &str) -> Option<&'static str> {
        None
    }

    pub fn paths() -> impl Iterator<Item = &'static str> {
        std::iter::empty()
    }
}

fn main() {
    println!("cargo:rerun-if-changed=gazetteers");
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=build.rs");
    let variable = |name| std::env::var(name).unwrap_or_else(|e| panic!("{name}: {e}"));
    let source = resources::source::DataSource::Folder(variable("CARGO_MANIFEST_DIR").into());
    // Broken data are told by the program, which then reads the text.
    let (tables, places) = resources::compile(&source).unwrap_or_default();
    let out = variable("OUT_DIR");
    let out = Path::new(&out);
    for (name, bytes) in [("tables.bin", tables), ("places.bin", places)] {
        write(&out.join(name), &bytes);
    }
    pack(&source, out);
}

/// Packs the text of every data file, and writes their list as Rust.
fn pack(source: &resources::source::DataSource, out: &Path) {
    let mut files = source.own("gazetteers");
    files.extend(source.own("rules"));
    files.sort();
    let mut list = String::from("&[\n");
    for (number, path) in files.iter().enumerate() {
        let text = source.read(path).unwrap_or_else(|e| panic!("{path}: {e}")).unwrap_or_default();
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
        let packed = packer.write_all(text.as_bytes()).and_then(|()| packer.finish()).unwrap_or_else(|e| panic!("{path}: {e}"));
        let file = out.join(format!("{number}.packed"));
        write(&file, &packed);
        let hash = source.sha256(path).unwrap_or_else(|e| panic!("{path}: {e}")).unwrap_or_default();
        let _ = writeln!(list, "    ({path:?}, {hash:?}, include_bytes!({:?})),", file.display().to_string());
    }
    list.push_str("]\n");
    write(&out.join("files.rs"), list.as_bytes());
}

fn write(file: &Path, bytes: &[u8]) {
    std::fs::write(file, bytes).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
}
