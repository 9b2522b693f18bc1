//! `run.json`: how the tables beside it were made, so that they can be made again.
//!
//! It is the only output that knows the clock.

use super::WriteError;
use super::journal::Head;
use super::staged::Staged;
use crate::resources::source::DataSource;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Its name in the output folder.
pub const NAME: &str = "run.json";

/// Messages of a kind that are kept word for word.
const EXAMPLES: usize = 5;

/// What a run was and did.
#[derive(Debug, Serialize)]
pub struct RunReport {
    /// Whether all inputs were read.
    pub complete: bool,
    #[serde(flatten)]
    pub head: Head,
    /// Everything that could be chosen, as it was in force.
    pub settings: serde_json::Value,
    pub counts: serde_json::Value,
    pub warnings: Warnings,
    pub files: Vec<FileLine>,
    pub started: String,
    /// Seconds that this run took; a run that went on does not count what went before.
    pub seconds: f64,
    /// Reports that were taken over from a run that had been stopped.
    pub resumed_after: u64,
}

/// Warnings by kind.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Warnings {
    kinds: BTreeMap<String, Kind>,
}

#[derive(Debug, Default, Serialize)]
struct Kind {
    count: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<String>,
}

impl Warnings {
    /// Counts a warning and keeps the message of the first few.
    pub fn add(&mut self, kind: &str, message: &str) {
        let of_kind = self.of_kind(kind);
        of_kind.count += 1;
        if of_kind.examples.len() < EXAMPLES {
            of_kind.examples.push(message.to_owned());
        }
    }

    /// Counts warnings that have no message of their own.
    pub fn count(&mut self, kind: &str, count: u64) {
        self.of_kind(kind).count += count;
    }

    fn of_kind(&mut self, kind: &str) -> &mut Kind {
        if !self.kinds.contains_key(kind) {
            self.kinds.insert(kind.to_owned(), Kind::default());
        }
        self.kinds.get_mut(kind).unwrap_or_else(|| unreachable!("inserted above"))
    }
}

/// An output file.
#[derive(Debug, Serialize)]
pub struct FileLine {
    name: String,
    bytes: u64,
    sha256: String,
}

impl FileLine {
    /// Looks at a file that was written.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(path: &Path) -> Result<FileLine, WriteError> {
        let hashed = || -> io::Result<(u64, String)> {
            let (mut file, mut hash, mut bytes) = (File::open(path)?, Sha256::new(), 0);
            let mut block = vec![0; 1 << 16];
            loop {
                match file.read(&mut block)? {
                    0 => break,
                    n => {
                        hash.update(&block[..n]);
                        bytes += n as u64;
                    }
                }
            }
            Ok((bytes, hash.finalize().iter().map(|b| format!("{b:02x}")).collect()))
        };
        let (bytes, sha256) = hashed().map_err(|e| WriteError::File { path: path.to_owned(), reason: e.to_string() })?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(FileLine { name, bytes, sha256 })
    }
}

impl RunReport {
    /// Writes `run.json`.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, folder: &Path) -> Result<PathBuf, WriteError> {
        let mut out = Staged::create(folder, NAME)?;
        serde_json::to_writer_pretty(&mut out, self).map_err(|e| out.fault(&e))?;
        out.write_all(b"\n").map_err(|e| out.fault(&e))?;
        out.finish()?.place()
    }
}

/// A hash of all the data, imported places included, which tells whether two runs knew the same.
///
/// # Errors
/// A file cannot be read.
pub fn data_version(source: &DataSource, imported: Option<&[u8]>) -> io::Result<String> {
    let mut hash = Sha256::new();
    for file in ["gazetteers", "rules"].iter().flat_map(|folder| source.list(folder, "")).filter(|f| !f.ends_with(".md")) {
        hash.update(format!("{file} {}\n", source.sha256(&file)?.unwrap_or_default()));
    }
    hash.update(imported.unwrap_or_default());
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A moment as `run.json` spells it.
pub fn moment(time: SystemTime) -> String {
    DateTime::<Utc>::from(time).to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_counted_and_the_first_shown() {
        let mut warnings = Warnings::default();
        (0..9).for_each(|i| warnings.add("empty", &i.to_string()));
        warnings.count("xlsx-text-cut", 3);
        let json = serde_json::to_value(&warnings).unwrap();
        assert_eq!(json["empty"], serde_json::json!({"count": 9, "examples": ["0", "1", "2", "3", "4"]}));
        assert_eq!(json["xlsx-text-cut"], serde_json::json!({"count": 3}));
    }

    #[test]
    fn files_are_told_with_length_and_hash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "abc").unwrap();
        let line = FileLine::of(&path).unwrap();
        assert_eq!((line.name.as_str(), line.bytes), ("a.csv", 3));
        assert!(line.sha256.starts_with("ba7816bf8f01cfea"));
    }

    #[test]
    fn every_change_of_the_data_is_another_version() {
        let folder = tempfile::tempdir().unwrap();
        let source = DataSource::Folder(folder.path().to_owned());
        let built_in = data_version(&DataSource::BuiltIn, None).unwrap();
        assert_eq!(data_version(&source, None).unwrap(), built_in);
        std::fs::create_dir_all(folder.path().join("rules")).unwrap();
        std::fs::write(folder.path().join("rules/new.toml"), "").unwrap();
        let with_one = data_version(&source, None).unwrap();
        std::fs::write(folder.path().join("rules/new.toml"), "# a word").unwrap();
        assert!(built_in.len() == 64 && built_in != with_one && with_one != data_version(&source, None).unwrap());
        assert_ne!(built_in, data_version(&DataSource::BuiltIn, Some(b"places")).unwrap());
    }
}
