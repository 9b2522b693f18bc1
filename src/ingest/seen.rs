//! Which ids were met, and where first. Kept small, since a run may have millions: of each id its hash.

use super::error::{IngestError, Place};
use crate::report::Report;
use rustc_hash::FxHashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

#[derive(Default)]
pub(super) struct Seen {
    /// From an id's hash to its file's number, and to its line or element in it.
    first: FxHashMap<u64, (u32, u32)>,
    files: Vec<Arc<str>>,
}

/// An element's number in place of a line's.
const ELEMENT: u32 = 1 << 31;

impl Seen {
    /// Lets a report through whose id is new.
    pub(super) fn admit(&mut self, report: Report, place: Place) -> Result<Report, IngestError> {
        let mut hasher = DefaultHasher::new();
        report.id.hash(&mut hasher);
        let key = hasher.finish();
        if let Some(first) = self.first.get(&key) {
            return Err(IngestError::DuplicateId { id: report.id, first: self.place(*first), second: place });
        }
        if self.files.last().is_none_or(|f| *f != place.file) {
            self.files.push(place.file.clone());
        }
        let number = match (place.line, place.item) {
            (Some(line), _) => line as u32 & !ELEMENT,
            (None, Some(item)) => item as u32 | ELEMENT,
            (None, None) => 0,
        };
        self.first.insert(key, (self.files.len() as u32 - 1, number));
        Ok(report)
    }

    fn place(&self, (file, number): (u32, u32)) -> Place {
        let file = &self.files[file as usize];
        match number {
            0 => Place::file(file),
            n if n & ELEMENT != 0 => Place::item(file, (n & !ELEMENT) as usize),
            n => Place::line(file, n as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_kept() {
        let mut seen = Seen::default();
        let (a, b) = ("a".into(), "b".into());
        for (id, place) in [("1", Place::file(&a)), ("2", Place::line(&b, 7)), ("3", Place::item(&b, 9))] {
            let report = Report { id: id.to_owned(), ..Report::default() };
            assert!(seen.admit(report.clone(), place.clone()).is_ok());
            let Err(IngestError::DuplicateId { first, .. }) = seen.admit(report, Place::file(&b)) else { panic!("{id} came twice") };
            assert_eq!(first, place);
        }
    }
}
