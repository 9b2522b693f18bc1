//! A single output file that the user named, made all at once.

use super::WriteError;
use super::staged::Staged;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file being made; dropped before [`PageFile::finish`] it leaves nothing behind.
pub(crate) struct PageFile(Staged);

impl PageFile {
    pub(crate) fn create(file: &Path) -> Result<PageFile, WriteError> {
        let folder = file.parent().unwrap_or(Path::new(""));
        let Some(name) = file.file_name() else {
            return Err(WriteError::File { path: file.to_owned(), reason: "it names no file".into() });
        };
        Ok(PageFile(Staged::create(folder, &name.to_string_lossy())?))
    }

    /// The message for a write that failed.
    pub(crate) fn fault(&self, error: &io::Error) -> WriteError {
        self.0.fault(error)
    }

    pub(crate) fn finish(self) -> Result<PathBuf, WriteError> {
        self.0.finish()?.place()
    }
}

impl Write for PageFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
