//! One broken data file a diagnostic: each folder of `fixtures/broken-data` holds the broken files
//! and, in `expect.txt`, all that `khabar check` says about them. A file that is missing in a folder
//! is taken from the built-in set, whose own problems are left out here.
//!
//! `KHABAR_ACCEPT=1 cargo test --test broken_data` writes what is said now.

mod support;

use khabar::check::{check, fix};
use khabar::resources::source::DataSource;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken-data")
}

/// What the check says about the files of one folder.
fn said(folder: &Path) -> String {
    let found = check(&DataSource::Folder(folder.to_owned()));
    let own = found.problems.iter().filter(|p| folder.join(&p.file).is_file());
    own.map(|p| format!("{p}\n")).collect()
}

#[test]
fn every_diagnostic_says_what_why_and_how_to_mend() {
    let mut folders: Vec<PathBuf> = fs::read_dir(root()).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 30);
    let wrong: Vec<String> = folders
        .par_iter()
        .filter_map(|folder| {
            let said = said(folder);
            if said.is_empty() { Some(format!("{}: nothing is said", folder.display())) } else { support::compare(&folder.join("expect.txt"), &said) }
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fix_mends_what_is_mechanical_and_leaves_the_rest() {
    let copy = tempfile::tempdir().unwrap();
    let file = copy.path().join("gazetteers/ar/words/broken.tsv");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::copy(root().join("table-spaces/gazetteers/ar/words/broken.tsv"), &file).unwrap();
    let mended = fix(copy.path()).unwrap();
    assert_eq!(mended.len(), 1);
    assert_eq!(mended[0].path, "gazetteers/ar/words/broken.tsv");
    assert_eq!(fs::read_to_string(&file).unwrap(), "word\tpos\tclass\tfeatures\tforms\nقتل غيلة\tx\tdeed\tdeed=kill\t\nنهب\tx\tdeed\tdeed=loot\n");
    assert_eq!(fix(copy.path()).unwrap(), []);
    assert_eq!(said(copy.path()), "");
}
