//! Where data files come from: compiled into the program, or a folder given with `--data`.

use crate::built_in;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// A set of data files by path below the data folder, e.g. `rules/ar/people.toml`.
#[derive(Debug, Clone)]
pub enum DataSource {
    /// What was compiled in.
    BuiltIn,
    /// A folder; a file that is missing there is taken from the built-in set.
    Folder(PathBuf),
    /// Several folders; a file is taken from the first that has it, or else from the built-in set.
    Folders(Vec<PathBuf>),
}

impl DataSource {
    /// The file's text. `None` if it exists nowhere.
    ///
    /// # Errors
    /// The file is there but cannot be read, or is not UTF-8.
    pub fn read(&self, path: &str) -> io::Result<Option<String>> {
        Ok(self.read_own(path)?.or_else(|| built_in::file(path)))
    }

    /// The SHA-256 of the file's text, in hexadecimal digits. `None` if it exists nowhere.
    ///
    /// # Errors
    /// As [`DataSource::read`].
    pub fn sha256(&self, path: &str) -> io::Result<Option<String>> {
        let own = self.read_own(path)?.map(|text| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect());
        Ok(own.or_else(|| built_in::sha256(path).map(str::to_owned)))
    }

    fn read_own(&self, path: &str) -> io::Result<Option<String>> {
        for root in self.roots() {
            match std::fs::read_to_string(root.join(path)) {
                Ok(text) => return Ok(Some(text)),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(e),
            }
        }
        Ok(None)
    }

    /// Files of the user's own below `folder`, sorted.
    pub fn own(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        for root in self.roots() {
            walk(&root.join(folder), root, &mut found);
        }
        found.sort();
        found.dedup();
        found
    }

    /// All files below `folder` with this ending, sorted, built-in ones included.
    pub fn list(&self, folder: &str, ending: &str) -> Vec<String> {
        let mut found = self.own(folder);
        found.extend(built_in::paths().map(str::to_owned));
        found.retain(|f| f.starts_with(&format!("{folder}/")) && f.ends_with(ending));
        found.sort();
        found.dedup();
        found
    }

    /// The folders that stand before the built-in set.
    fn roots(&self) -> &[PathBuf] {
        match self {
            DataSource::BuiltIn => &[],
            DataSource::Folder(root) => std::slice::from_ref(root),
            DataSource::Folders(roots) => roots,
        }
    }
}

fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, root, found);
        } else if let Ok(rest) = path.strip_prefix(root) {
            found.push(rest.to_string_lossy().replace('\\', "/"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_folder_that_has_a_file_gives_it() {
        let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (root, file, text) in [(&a, "x.tsv", "a"), (&b, "x.tsv", "b"), (&b, "y.tsv", "b")] {
            std::fs::create_dir_all(root.path().join("gazetteers")).unwrap();
            std::fs::write(root.path().join("gazetteers").join(file), text).unwrap();
        }
        let source = DataSource::Folders(vec![a.path().to_owned(), b.path().to_owned()]);
        assert_eq!(source.read("gazetteers/x.tsv").unwrap().as_deref(), Some("a"));
        assert_eq!(source.read("gazetteers/y.tsv").unwrap().as_deref(), Some("b"));
        assert!(source.read("gazetteers/actors.tsv").unwrap().is_some(), "the built-in file");
        assert_eq!(source.list("gazetteers", "y.tsv"), ["gazetteers/y.tsv"]);
    }
}
