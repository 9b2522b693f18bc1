//! A file that comes into being all at once.
//!
//! It grows under a passing name beside its place. [`Staged::finish`] completes it, [`Complete::place`]
//! moves it there; what is dropped before that leaves nothing behind. So several files of one run can
//! be completed first and then moved together.

use super::WriteError;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A place for a file that is not there yet, and the passing name under which it is made.
#[derive(Debug)]
pub(super) struct Passing {
    target: PathBuf,
    passing: PathBuf,
}

impl Passing {
    /// Whatever a run that was killed left under the passing name is removed.
    pub(super) fn new(folder: &Path, name: &str) -> Result<Passing, WriteError> {
        let place = Passing { target: folder.join(name), passing: passing_name(folder, name) };
        match fs::remove_file(&place.passing) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(place.fault(&e)),
            _ => Ok(place),
        }
    }

    /// Where the file is made.
    #[cfg(any(feature = "sqlite", feature = "xlsx"))]
    pub(super) fn path(&self) -> &Path {
        &self.passing
    }

    /// The message for a write that failed.
    pub(super) fn fault(&self, error: &dyn std::error::Error) -> WriteError {
        WriteError::File { path: self.target.clone(), reason: error.to_string() }
    }

    /// Says that the file is whole; its content is brought to the disk.
    pub(super) fn complete(self) -> Result<Complete, WriteError> {
        let synced = File::open(&self.passing).and_then(|f| f.sync_all());
        synced.map_err(|e| self.fault(&e))?;
        Ok(Complete { place: self })
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.passing);
    }
}

/// The name under which a file is made.
pub(super) fn passing_name(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.part"))
}

/// A whole file that still stands under its passing name.
#[derive(Debug)]
pub(super) struct Complete {
    place: Passing,
}

impl Complete {
    /// Moves the file to its place, over an older one.
    pub(super) fn place(self) -> Result<PathBuf, WriteError> {
        fs::rename(&self.place.passing, &self.place.target).map_err(|e| self.place.fault(&e))?;
        Ok(self.place.target.clone())
    }
}

/// A file under its passing name, being written to.
pub(super) struct Staged {
    out: BufWriter<File>,
    place: Passing,
}

impl Staged {
    pub(super) fn create(folder: &Path, name: &str) -> Result<Staged, WriteError> {
        let place = Passing::new(folder, name)?;
        let file = File::create(&place.passing).map_err(|e| place.fault(&e))?;
        Ok(Staged { out: BufWriter::with_capacity(1 << 16, file), place })
    }

    pub(super) fn finish(self) -> Result<Complete, WriteError> {
        let Staged { mut out, place } = self;
        out.flush().map_err(|e| place.fault(&e))?;
        place.complete()
    }

    /// The message for a write that failed.
    pub(super) fn fault(&self, error: &dyn std::error::Error) -> WriteError {
        self.place.fault(error)
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changes_at_the_end_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("t.csv");
        fs::write(&target, "old").unwrap();
        let mut broken_off = Staged::create(folder.path(), "t.csv").unwrap();
        broken_off.write_all(b"half").unwrap();
        drop(broken_off);
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        let mut whole = Staged::create(folder.path(), "t.csv").unwrap();
        whole.write_all(b"new").unwrap();
        let complete = whole.finish().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        assert_eq!(complete.place().unwrap(), target);
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_run_left_is_no_hindrance() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(passing_name(folder.path(), "t.csv"), "left over, longer than the new one").unwrap();
        let mut whole = Staged::create(folder.path(), "t.csv").unwrap();
        whole.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(whole.finish().unwrap().place().unwrap()).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
