//! How far reading is, for whoever shows it: the bytes of the files that are read, as they stand on the
//! disk, so that it is known beforehand how many there will be.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that lie behind the reader. All clones tell the same.
#[derive(Debug, Clone, Default)]
pub struct Behind(Arc<AtomicU64>);

impl Behind {
    /// The bytes so far. What is read twice counts twice until its file ends.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(super) fn set(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }
}

/// A stream whose bytes are counted.
pub(super) struct Measured<R> {
    stream: R,
    behind: Behind,
}

impl<R> Measured<R> {
    pub(super) fn new(stream: R, behind: &Behind) -> Measured<R> {
        Measured { stream, behind: behind.clone() }
    }
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.behind.add(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::reports;
    use std::fs;

    #[test]
    fn what_is_behind_reaches_the_length_known_beforehand() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Two soldiers were killed.").unwrap();
        fs::write(folder.path().join("b.jsonl"), "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}\n").unwrap();
        fs::write(folder.path().join("c.txt"), "غاو").unwrap();
        let of = |inputs: &[String]| (reports(inputs).length(), reports(inputs));
        let (length, inputs) = of(&[folder.path().to_string_lossy().into_owned()]);
        assert_eq!(length, Some(25 + 44 + 6));
        let behind = inputs.behind();
        let mut steps = vec![behind.bytes()];
        for read in inputs {
            read.unwrap();
            steps.push(behind.bytes());
        }
        assert_eq!(steps, [0, 25, 69, 69, 75]);
        assert_eq!(of(&["-".to_owned()]).0, None);
    }
}
