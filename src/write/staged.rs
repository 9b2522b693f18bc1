//! A file that comes into being all at once.

use super::WriteError;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Collects under a passing name beside `target`; [`Staged::finish`] moves it there. Dropped
/// without that, it leaves nothing behind.
pub(super) struct Staged {
    target: PathBuf,
    passing: PathBuf,
    /// `None` once finished.
    file: Option<BufWriter<File>>,
}

impl Staged {
    pub(super) fn create(folder: &Path, name: &str) -> Result<Staged, WriteError> {
        let target = folder.join(name);
        let passing = folder.join(format!(".{name}.{}.part", std::process::id()));
        match File::create(&passing) {
            Ok(file) => Ok(Staged { target, passing, file: Some(BufWriter::with_capacity(1 << 16, file)) }),
            Err(e) => Err(WriteError::File { path: target, reason: e.to_string() }),
        }
    }

    pub(super) fn finish(mut self) -> Result<PathBuf, WriteError> {
        let moved = self.flush().and_then(|()| {
            self.file = None;
            fs::rename(&self.passing, &self.target)
        });
        match moved {
            Ok(()) => Ok(self.target.clone()),
            Err(e) => {
                let _ = fs::remove_file(&self.passing);
                Err(self.fault(&e))
            }
        }
    }

    /// The message for a write that failed.
    pub(super) fn fault(&self, error: &dyn std::error::Error) -> WriteError {
        WriteError::File { path: self.target.clone(), reason: error.to_string() }
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |f| f.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.passing);
        }
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
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        assert_eq!(whole.finish().unwrap(), target);
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
