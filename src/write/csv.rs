//! `events.csv` and `claims.csv`: UTF-8 with a header, safe to open in a spreadsheet.

use super::staged::{Complete, Staged};
use super::table::{Cell, Layout};
use super::{Layouts, Told, WriteError, Writer};
use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

pub(super) struct Csv {
    events: Table,
    claims: Table,
}

impl Csv {
    pub(super) fn create(folder: &Path, layouts: &Layouts) -> Result<Csv, WriteError> {
        Ok(Csv { events: Table::create(folder, "events.csv", &layouts.events)?, claims: Table::create(folder, "claims.csv", &layouts.claims)? })
    }
}

impl Writer for Csv {
    fn event(&mut self, told: &Told) -> Result<(), WriteError> {
        self.events.row(&told.row)?;
        told.claims.iter().try_for_each(|row| self.claims.row(row))
    }

    fn finish(self: Box<Self>) -> Result<Vec<Complete>, WriteError> {
        Ok(vec![self.events.finish()?, self.claims.finish()?])
    }
}

struct Table {
    csv: csv::Writer<Staged>,
}

impl Table {
    fn create(folder: &Path, name: &str, layout: &Layout) -> Result<Table, WriteError> {
        let mut table = Table { csv: csv::Writer::from_writer(Staged::create(folder, name)?) };
        header(&mut table.csv, layout).map_err(|e| table.csv.get_ref().fault(&e))?;
        Ok(table)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        row(&mut self.csv, cells).map_err(|e| self.csv.get_ref().fault(&e))
    }

    fn finish(mut self) -> Result<Complete, WriteError> {
        self.csv.flush().map_err(|e| self.csv.get_ref().fault(&e))?;
        match self.csv.into_inner() {
            Ok(staged) => staged.finish(),
            Err(_) => unreachable!("flushed above, so nothing is left to be written"),
        }
    }
}

/// Writes the names of the columns.
pub(super) fn header<W: Write>(csv: &mut csv::Writer<W>, layout: &Layout) -> csv::Result<()> {
    csv.write_record(layout.names().map(harmless).map(|n| n.into_owned()))
}

/// Writes one row.
pub(super) fn row<W: Write>(csv: &mut csv::Writer<W>, cells: &[Cell]) -> csv::Result<()> {
    cells.iter().try_for_each(|cell| csv.write_field(spell(cell).as_bytes()))?;
    csv.write_record(None::<&[u8]>)
}

fn spell<'c>(cell: &'c Cell) -> Cow<'c, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) => harmless(text),
        Cell::Integer(n) => n.to_string().into(),
        Cell::Real(n) => n.to_string().into(),
        Cell::Date(day) => day.to_string().into(),
        Cell::Flag(flag) => if *flag { "true" } else { "false" }.into(),
    }
}

/// A text that a spreadsheet would run gets an apostrophe in front, which it shows as text. Signs
/// of full width count too: some programs fold them.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let text = |t: &'static str| Cell::Text(t.into());
        let cells = [
            text("=HYPERLINK(1)"),
            text("@x"),
            text("+1"),
            text("-1"),
            text("a=b"),
            Cell::Real(-3.5),
            Cell::Empty,
            text("＝1"),
            text("\t=1"),
            Cell::Integer(-2),
        ];
        let spelled: Vec<Cow<str>> = cells.iter().map(spell).collect();
        assert_eq!(spelled, ["'=HYPERLINK(1)", "'@x", "'+1", "'-1", "a=b", "-3.5", "", "'＝1", "'\t=1", "-2"]);
    }

    #[test]
    fn a_single_empty_cell_is_a_row() {
        let mut csv = csv::Writer::from_writer(Vec::new());
        row(&mut csv, &[Cell::Empty]).unwrap();
        assert_eq!(csv.into_inner().unwrap(), b"\"\"\n");
    }
}
