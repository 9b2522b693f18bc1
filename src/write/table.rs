//! What a table is: columns with a name and a kind, and rows of typed cells.
//!
//! `events.rs` and `claims.rs` fill rows; each tabular format spells their cells in its own way.
//! [`Layout`] is which columns a table shows, in which order and under which names.

use chrono::NaiveDate;
use std::borrow::Cow;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Real,
    Date,
    Flag,
}

/// A column of one of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
}

impl Column {
    pub(super) const fn text(name: &'static str) -> Column {
        Column { name, kind: Kind::Text }
    }

    pub(super) const fn integer(name: &'static str) -> Column {
        Column { name, kind: Kind::Integer }
    }

    pub(super) const fn real(name: &'static str) -> Column {
        Column { name, kind: Kind::Real }
    }

    pub(super) const fn date(name: &'static str) -> Column {
        Column { name, kind: Kind::Date }
    }

    pub(super) const fn flag(name: &'static str) -> Column {
        Column { name, kind: Kind::Flag }
    }
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'e> {
    Empty,
    Text(Cow<'e, str>),
    Integer(i64),
    Real(f64),
    Date(NaiveDate),
    Flag(bool),
}

/// The cells of a row, in the order of the table's columns.
#[derive(Debug, Default)]
pub(super) struct Row<'e> {
    pub cells: Vec<Cell<'e>>,
}

impl<'e> Row<'e> {
    fn push(&mut self, cell: Cell<'e>) -> &mut Row<'e> {
        self.cells.push(cell);
        self
    }

    /// Text; where there is none the cell is empty.
    pub(super) fn text(&mut self, text: impl Into<Cow<'e, str>>) -> &mut Row<'e> {
        let text = text.into();
        self.push(if text.is_empty() { Cell::Empty } else { Cell::Text(text) })
    }

    pub(super) fn maybe_text(&mut self, text: Option<&'e str>) -> &mut Row<'e> {
        self.text(text.unwrap_or(""))
    }

    /// Several texts in one cell, as ACLED joins them.
    pub(super) fn list(&mut self, texts: impl IntoIterator<Item = &'e str>) -> &mut Row<'e> {
        self.text(texts.into_iter().collect::<Vec<_>>().join("; "))
    }

    /// A whole number; one that no table can hold becomes the largest that it can.
    pub(super) fn integer(&mut self, number: Option<impl TryInto<i64>>) -> &mut Row<'e> {
        self.push(number.map_or(Cell::Empty, |n| Cell::Integer(n.try_into().unwrap_or(i64::MAX))))
    }

    pub(super) fn real(&mut self, number: Option<f64>) -> &mut Row<'e> {
        self.push(number.map_or(Cell::Empty, Cell::Real))
    }

    /// An ISO day. What is none stays as text, so that nothing is lost.
    pub(super) fn date(&mut self, day: Option<&'e str>) -> &mut Row<'e> {
        match day.map(|d| (d, d.parse::<NaiveDate>())) {
            Some((_, Ok(day))) => self.push(Cell::Date(day)),
            Some((text, Err(_))) => self.text(text),
            None => self.push(Cell::Empty),
        }
    }

    pub(super) fn flag(&mut self, flag: bool) -> &mut Row<'e> {
        self.push(Cell::Flag(flag))
    }

    /// A cell that no report fills.
    pub(super) fn nothing(&mut self) -> &mut Row<'e> {
        self.push(Cell::Empty)
    }
}

/// The columns that a table shows: where each stands in a full row, what it is called, what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    shown: Vec<Shown>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    at: usize,
    column: &'static str,
    pub name: String,
    pub kind: Kind,
}

impl Layout {
    /// All columns under their own names.
    pub(super) fn whole(columns: &[Column]) -> Layout {
        Layout { shown: columns.iter().enumerate().map(|(at, c)| Shown { at, column: c.name, name: c.name.to_owned(), kind: c.kind }).collect() }
    }

    /// Chosen columns, each with the name that it gets; `Err` names the first that the table lacks.
    ///
    /// # Errors
    /// A chosen column that `columns` does not hold.
    pub fn chosen<'c>(columns: &[Column], chosen: impl IntoIterator<Item = (&'c str, &'c str)>) -> Result<Layout, &'c str> {
        let find = |(column, name): (&'c str, &'c str)| -> Result<Shown, &'c str> {
            let at = columns.iter().position(|c| c.name == column).ok_or(column)?;
            Ok(Shown { at, column: columns[at].name, name: name.to_owned(), kind: columns[at].kind })
        };
        Ok(Layout { shown: chosen.into_iter().map(find).collect::<Result<_, _>>()? })
    }

    /// Each column with the name that it is shown under.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.shown.iter().map(|s| (s.column, s.name.as_str())).collect()
    }

    #[cfg(any(feature = "parquet", feature = "xlsx"))]
    pub(super) fn columns(&self) -> &[Shown] {
        &self.shown
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.shown.iter().map(|s| s.name.as_str())
    }

    /// The shown cells of a full row.
    pub(super) fn pick<'e>(&self, row: &Row<'e>) -> Vec<Cell<'e>> {
        self.shown.iter().map(|s| row.cells[s.at].clone()).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A row's cells as text, for tests that look at values.
    pub(in crate::write) fn spelled(row: &Row) -> Vec<String> {
        row.cells
            .iter()
            .map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => text.to_string(),
                Cell::Integer(n) => n.to_string(),
                Cell::Real(n) => n.to_string(),
                Cell::Date(day) => day.to_string(),
                Cell::Flag(flag) => flag.to_string(),
            })
            .collect()
    }

    #[test]
    fn cells_keep_what_they_are_given() {
        let mut row = Row::default();
        row.text("").text("a").date(Some("2024-02-29")).date(Some("2024-02-30")).integer(Some(u64::MAX)).integer(None::<u8>).list(["a", ""]);
        assert_eq!(
            row.cells,
            [
                Cell::Empty,
                Cell::Text("a".into()),
                Cell::Date(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()),
                Cell::Text("2024-02-30".into()),
                Cell::Integer(i64::MAX),
                Cell::Empty,
                Cell::Text("a; ".into())
            ]
        );
    }

    #[test]
    fn a_layout_picks_orders_and_renames() {
        let columns = [Column::text("a"), Column::integer("b"), Column::flag("c")];
        let mut row = Row::default();
        row.text("x").integer(Some(1)).flag(true);
        let layout = Layout::chosen(&columns, [("c", "Is it"), ("a", "a")]).unwrap();
        assert_eq!(layout.names().collect::<Vec<_>>(), ["Is it", "a"]);
        assert_eq!(layout.pick(&row), [Cell::Flag(true), Cell::Text("x".into())]);
        assert_eq!(Layout::chosen(&columns, [("a", "a"), ("d", "d")]), Err("d"));
        assert_eq!(Layout::whole(&columns).pick(&row), row.cells);
    }
}
