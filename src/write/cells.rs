//! One row of a table, cell by cell, safe to open in a spreadsheet.

use super::WriteError;
use super::staged::Staged;
use std::fmt::Display;
use std::path::{Path, PathBuf};

/// A CSV table being written.
pub(super) struct Table {
    csv: csv::Writer<Staged>,
    path: PathBuf,
}

impl Table {
    pub(super) fn create(folder: &Path, name: &str, columns: &[&str]) -> Result<Table, WriteError> {
        let csv = csv::Writer::from_writer(Staged::create(folder, name)?);
        let mut table = Table { csv, path: folder.join(name) };
        table.record(columns)?;
        Ok(table)
    }

    /// Writes a row.
    pub(super) fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        self.record(&row.cells)
    }

    fn record(&mut self, cells: &[impl AsRef<[u8]>]) -> Result<(), WriteError> {
        self.csv.write_record(cells).map_err(|e| WriteError::File { path: self.path.clone(), reason: e.to_string() })
    }

    pub(super) fn finish(self) -> Result<PathBuf, WriteError> {
        let path = self.path;
        self.csv.into_inner().map_err(|e| WriteError::File { path, reason: e.error().to_string() })?.finish()
    }
}

/// The cells of a row, in the order of the columns.
#[derive(Debug, Default)]
pub(super) struct Row {
    cells: Vec<String>,
}

impl Row {
    /// Free text: made harmless where a spreadsheet would take it for a formula.
    pub(super) fn text(&mut self, text: &str) -> &mut Row {
        self.cells.push(harmless(text));
        self
    }

    /// Free text or an empty cell.
    pub(super) fn maybe_text(&mut self, text: Option<&str>) -> &mut Row {
        self.text(text.unwrap_or(""))
    }

    /// A number or another value of our own making.
    pub(super) fn value(&mut self, value: impl Display) -> &mut Row {
        self.cells.push(value.to_string());
        self
    }

    /// A value or an empty cell.
    pub(super) fn maybe<T: Display>(&mut self, value: Option<T>) -> &mut Row {
        self.cells.push(value.map_or_else(String::new, |v| v.to_string()));
        self
    }

    /// Several texts in one cell, as ACLED joins them.
    pub(super) fn list<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> &mut Row {
        self.text(&texts.into_iter().collect::<Vec<_>>().join("; "))
    }

    #[cfg(test)]
    pub(super) fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// A cell that a spreadsheet would run gets an apostrophe in front, which it shows as text.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let mut row = Row::default();
        row.text("=HYPERLINK(1)").text("@x").text("+1").text("-1").text("a=b").value(-3.5).maybe::<u8>(None).list(["-a", "b"]);
        assert_eq!(row.cells(), ["'=HYPERLINK(1)", "'@x", "'+1", "'-1", "a=b", "-3.5", "", "'-a; b"]);
    }
}
