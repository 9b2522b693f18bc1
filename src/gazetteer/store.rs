//! The user's data folder: imported tables as text that one can read and edit, and the layer compiled
//! from them.
//!
//! `FOLDER/places/NAME.tsv` and `FOLDER/names/NAME.tsv` hold what was imported, in the form of the built-in
//! tables; `FOLDER/places.bin` is made from all of them and made anew when the program changes.

use super::{Imported, table};
use crate::resources::bytes::Bytes;
use crate::resources::places::compile::{Table, compile};
use crate::resources::places::is_current;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}\n  mend: make the folder readable and writable, choose another with --user-data, or do without with --no-user-data", path = path.display())]
pub struct StoreError {
    pub path: PathBuf,
    pub reason: io::Error,
}

/// The user's data folder.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

/// One imported table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub name: String,
    pub places: usize,
    pub names: usize,
}

const PLACES: &str = "places";
const NAMES: &str = "names";
const COMPILED: &str = "places.bin";

impl Store {
    pub fn at(folder: PathBuf) -> Store {
        Store { folder }
    }

    /// The usual folder of this system; `None` where there is no home.
    pub fn usual() -> Option<Store> {
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Store { folder: base.data_dir().join("khabar") })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps an import, in place of an earlier one of the same name. What is compiled is made anew when it is
    /// asked for.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn keep(&self, imported: &Imported, source: &str) -> Result<(), StoreError> {
        let mut rows = format!("{}\n", table::header());
        for row in &imported.rows {
            rows.push_str(&table::line(row, source));
            rows.push('\n');
        }
        let mut names = String::from("id\tnames\n");
        for group in imported.names.chunk_by(|a, b| a.0 == b.0) {
            let all: Vec<String> = group.iter().map(|(_, name)| name.replace(['\t', '\n', '|'], " ")).collect();
            names.push_str(&format!("{}\t{}\n", group[0].0, all.join("|")));
        }
        self.remove_file(&self.folder.join(COMPILED))?;
        for (folder, text, empty) in [(PLACES, rows, imported.rows.is_empty()), (NAMES, names, imported.names.is_empty())] {
            let file = self.file(folder, &imported.name);
            if empty {
                self.remove_file(&file)?;
            } else {
                self.write(&file, text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Forgets an import; false if there was none of this name.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn forget(&self, name: &str) -> Result<bool, StoreError> {
        let mut found = false;
        for folder in [PLACES, NAMES] {
            found |= self.remove_file(&self.file(folder, name))?;
        }
        self.remove_file(&self.folder.join(COMPILED))?;
        Ok(found)
    }

    /// What was imported, by name.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn held(&self) -> Result<Vec<Held>, StoreError> {
        let mut names: Vec<String> = self.stems(PLACES)?;
        names.extend(self.stems(NAMES)?);
        names.sort();
        names.dedup();
        let count = |folder, name: &str| self.read_table(folder, name).map(|t| t.unwrap_or_default());
        let held = |name: String| {
            let (places, more) = (count(PLACES, &name)?, count(NAMES, &name)?);
            Ok(Held { places: places.rows.len(), names: more.names.len(), name })
        };
        names.into_iter().map(held).collect()
    }

    /// The compiled layer; `None` if nothing was imported. A layer of another build is made anew.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn layer(&self) -> Result<Option<Bytes>, StoreError> {
        let file = self.folder.join(COMPILED);
        match map(&file) {
            Ok(bytes) if is_current(&bytes) => return Ok(Some(bytes)),
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::NotFound && self.stems(PLACES)?.is_empty() && self.stems(NAMES)?.is_empty() => return Ok(None),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(reason) => return Err(StoreError { path: file, reason }),
        }
        self.compile().map(Some)
    }

    /// Compiles everything that was imported.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn compile(&self) -> Result<Bytes, StoreError> {
        let mut out = Table::default();
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for name in self.stems(PLACES)? {
            let path = format!("{PLACES}/{name}.tsv");
            // The header is the first line.
            for (row, line) in self.read_table(PLACES, &name)?.unwrap_or_default().rows.into_iter().zip(2..) {
                if numbers.contains_key(&row.id) {
                    continue;
                }
                let number = out.rows.len() as u32;
                numbers.insert(row.id.clone(), number);
                out.name(number, &row.name, &path, line);
                out.rows.push(row);
            }
        }
        let mut seen: FxHashSet<(u32, String)> = FxHashSet::default();
        for name in self.stems(NAMES)? {
            let path = format!("{NAMES}/{name}.tsv");
            for (id, text) in self.read_table(NAMES, &name)?.unwrap_or_default().names {
                if let Some(number) = numbers.get(&id)
                    && seen.insert((*number, text.clone()))
                {
                    out.name(*number, &text, &path, 0);
                }
            }
        }
        let bytes = compile(&out);
        self.write(&self.folder.join(COMPILED), &bytes)?;
        Ok(crate::resources::bytes::in_memory(&bytes))
    }

    fn file(&self, folder: &str, name: &str) -> PathBuf {
        self.folder.join(folder).join(format!("{name}.tsv"))
    }

    /// The names of the tables in a folder, sorted.
    fn stems(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let path = self.folder.join(folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(reason) => return Err(StoreError { path, reason }),
        };
        let files = entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "tsv"));
        let mut names: Vec<String> = files.filter_map(|p| p.file_stem().map(|s| s.to_string_lossy().into_owned())).collect();
        names.sort();
        Ok(names)
    }

    fn read_table(&self, folder: &str, name: &str) -> Result<Option<Imported>, StoreError> {
        let path = self.file(folder, name);
        match table::read(&path) {
            Ok(table) => Ok(Some(table)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(reason) => Err(StoreError { path, reason }),
        }
    }

    /// Writes a file whole or not at all.
    fn write(&self, file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let passing = file.with_extension(format!("{}.part", std::process::id()));
        let folder = file.parent().unwrap_or(&self.folder);
        let written = fs::create_dir_all(folder).and_then(|()| {
            let mut out = fs::File::create(&passing)?;
            out.write_all(bytes)?;
            fs::rename(&passing, file)
        });
        written.map_err(|reason| {
            let _ = fs::remove_file(&passing);
            StoreError { path: file.into(), reason }
        })
    }

    fn remove_file(&self, file: &Path) -> Result<bool, StoreError> {
        match fs::remove_file(file) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(reason) => Err(StoreError { path: file.into(), reason }),
        }
    }
}

/// A file as bytes, of which only what is asked for is read.
#[allow(unsafe_code)]
fn map(file: &Path) -> io::Result<Bytes> {
    let file = fs::File::open(file)?;
    // SAFETY: the file is never changed in place; `write` puts a new one where it stood.
    let mapped = unsafe { memmap2::Mmap::map(&file)? };
    Ok(Bytes::Shared(Arc::new(mapped)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::places::compile::PlaceRow;

    fn imported(name: &str, rows: &[(&str, &str)]) -> Imported {
        let row = |(id, name): &(&str, &str)| PlaceRow {
            id: (*id).into(),
            name: (*name).into(),
            country: "ML".into(),
            point: Some((14.5, -3.25)),
            feature: "village".into(),
            ..PlaceRow::default()
        };
        Imported { name: name.into(), rows: rows.iter().map(row).collect(), ..Imported::default() }
    }

    #[test]
    fn what_was_kept_comes_back_compiled() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::at(folder.path().join("khabar"));
        assert!(store.layer().expect("readable").is_none());
        let mut first = imported("ML", &[("ml-gn1", "Talhandak"), ("ml-gn2", "Tin Hama")]);
        first.names.push(("ml-gn1".into(), "تلهنداك".into()));
        store.keep(&first, "GeoNames").expect("kept");
        store.keep(&imported("own", &[("ml-x", "Karadigou")]), "own").expect("kept");
        assert_eq!(store.held().expect("readable").iter().map(|h| (h.name.as_str(), h.places, h.names)).collect::<Vec<_>>(), [("ML", 2, 1), ("own", 1, 0)]);

        let mut resources = crate::resources::Resources::built_in();
        let before = resources.places.len();
        assert!(resources.add_places(store.layer().expect("readable").expect("there")));
        assert_eq!(resources.places.len(), before + 3);
        let found = resources.places.spelt("Tin-Hama");
        assert!(found.iter().any(|n| resources.places.place(*n).id == "ml-gn2"));

        // A layer of another build is made anew.
        fs::write(store.folder().join(COMPILED), b"something else").expect("written");
        assert!(is_current(&store.layer().expect("readable").expect("made anew")));
        assert!(store.forget("ML").expect("writable") && !store.forget("ML").expect("writable"));
        assert_eq!(store.held().expect("readable").len(), 1);
    }
}
