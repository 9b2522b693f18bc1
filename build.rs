//! Compiles words and places, so that the program does not do it at every start. It reads them with
//! the program's own modules; what they need from the rest of the program stands here.

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

    pub fn file(_: &str) -> Option<&'static str> {
        None
    }

    pub fn paths() -> Vec<String> {
        Vec::new()
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
    for (name, bytes) in [("tables.bin", tables), ("places.bin", places)] {
        let file = Path::new(&out).join(name);
        std::fs::write(&file, bytes).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
}
