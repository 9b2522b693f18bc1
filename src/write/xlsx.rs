//! `events.xlsx`: both tables, a sheet each, for people who read them in a spreadsheet.
//!
//! The header stays in sight, columns have filters, dates are dates, and a cell whose text is Arabic
//! runs from right to left. Texts are strings, never formulas, so nothing in them runs. Rows go to
//! the disk as they come; a sheet that is full goes on in a second one.

use super::staged::{Complete, Passing};
use super::table::{Cell, Kind, Layout};
use super::{Layouts, Told, WriteError, Writer};
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;
use std::path::Path;

/// Rows of a sheet, as the form allows, its header among them.
const MOST_ROWS: u32 = 1_048_576;
/// UTF-16 units that a cell holds.
const LONGEST_TEXT: usize = 32_767;

pub(super) struct Xlsx {
    book: Workbook,
    events: Sheets,
    claims: Sheets,
    formats: Formats,
    place: Passing,
    cut: u64,
}

struct Formats {
    header: Format,
    date: Format,
    plain: Format,
    right_to_left: Format,
}

/// A table's sheets: the full ones, and the one that is being filled.
struct Sheets {
    name: &'static str,
    layout: Layout,
    most_rows: u32,
    full: Vec<Worksheet>,
    open: Worksheet,
    /// The next row.
    row: u32,
}

impl Xlsx {
    pub(super) fn create(folder: &Path, layouts: &Layouts) -> Result<Xlsx, WriteError> {
        Xlsx::with_rows(folder, layouts, MOST_ROWS)
    }

    fn with_rows(folder: &Path, layouts: &Layouts, most_rows: u32) -> Result<Xlsx, WriteError> {
        let place = Passing::new(folder, "events.xlsx")?;
        let mut book = Workbook::new();
        let formats = Formats {
            header: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            plain: Format::new(),
            right_to_left: Format::new().set_reading_direction(2).set_align(FormatAlign::Right),
        };
        let start = |book: &mut Workbook| -> Result<(Sheets, Sheets), XlsxError> {
            // The file names no moment of its making, so that the same records give the same bytes.
            book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
            book.set_tempdir(folder)?;
            let events = Sheets::new("events", &layouts.events, most_rows, book, &formats)?;
            Ok((events, Sheets::new("claims", &layouts.claims, most_rows, book, &formats)?))
        };
        match start(&mut book) {
            Ok((events, claims)) => Ok(Xlsx { book, events, claims, formats, place, cut: 0 }),
            Err(e) => Err(place.fault(&e)),
        }
    }

    fn rows(&mut self, told: &Told) -> Result<(), XlsxError> {
        self.cut += self.events.row(&told.row, &mut self.book, &self.formats)?;
        for row in &told.claims {
            self.cut += self.claims.row(row, &mut self.book, &self.formats)?;
        }
        Ok(())
    }
}

impl Writer for Xlsx {
    fn event(&mut self, told: &Told) -> Result<(), WriteError> {
        self.rows(told).map_err(|e| self.place.fault(&e))
    }

    fn warnings(&self) -> Vec<(&'static str, u64)> {
        if self.cut > 0 { vec![("xlsx-text-cut", self.cut)] } else { Vec::new() }
    }

    fn finish(self: Box<Self>) -> Result<Vec<Complete>, WriteError> {
        let Xlsx { mut book, events, claims, place, .. } = *self;
        let save = |book: &mut Workbook| -> Result<(), XlsxError> {
            for sheet in events.finish()?.into_iter().chain(claims.finish()?) {
                book.push_worksheet(sheet);
            }
            book.save(place.path())
        };
        save(&mut book).map_err(|e| place.fault(&e))?;
        Ok(vec![place.complete()?])
    }
}

impl Sheets {
    fn new(name: &'static str, layout: &Layout, most_rows: u32, book: &mut Workbook, formats: &Formats) -> Result<Sheets, XlsxError> {
        let open = sheet(name, layout, book, formats)?;
        Ok(Sheets { name, layout: layout.clone(), most_rows, full: Vec::new(), open, row: 1 })
    }

    /// Writes a row and answers how many of its texts had to be cut.
    fn row(&mut self, cells: &[Cell], book: &mut Workbook, formats: &Formats) -> Result<u64, XlsxError> {
        if self.row == self.most_rows {
            let name = format!("{} {}", self.name, self.full.len() + 2);
            let next = sheet(&name, &self.layout, book, formats)?;
            let full = std::mem::replace(&mut self.open, next);
            self.full.push(filtered(full, &self.layout, self.row)?);
            self.row = 1;
        }
        let mut cut = 0;
        for (column, cell) in (0u16..).zip(cells) {
            cut += u64::from(write(&mut self.open, self.row, column, cell, formats)?);
        }
        self.row += 1;
        Ok(cut)
    }

    fn finish(self) -> Result<Vec<Worksheet>, XlsxError> {
        let mut all = self.full;
        all.push(filtered(self.open, &self.layout, self.row)?);
        Ok(all)
    }
}

/// A new sheet with its header.
fn sheet(name: &str, layout: &Layout, book: &mut Workbook, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = book.new_worksheet_with_constant_memory()?;
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (at, column) in (0u16..).zip(layout.columns()) {
        sheet.set_column_width(at, width(column.kind, &column.name))?;
        sheet.write_string_with_format(0, at, &column.name, &formats.header)?;
    }
    Ok(sheet)
}

/// The sheet with filters over all `rows`.
fn filtered(mut sheet: Worksheet, layout: &Layout, rows: u32) -> Result<Worksheet, XlsxError> {
    if let Some(last) = layout.columns().len().checked_sub(1) {
        sheet.autofilter(0, 0, rows - 1, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    Ok(sheet)
}

fn width(kind: Kind, name: &str) -> f64 {
    match kind {
        Kind::Text if matches!(name, "notes" | "text") => 60.0,
        Kind::Text => 22.0,
        Kind::Date => 12.0,
        Kind::Integer | Kind::Real | Kind::Flag => 11.0,
    }
}

/// Writes a cell; `true` if its text had to be cut.
fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<bool, XlsxError> {
    match cell {
        Cell::Empty => {}
        #[allow(clippy::cast_precision_loss, reason = "spreadsheets hold numbers as doubles")]
        Cell::Integer(n) => drop(sheet.write_number(row, column, *n as f64)?),
        Cell::Real(n) => drop(sheet.write_number(row, column, *n)?),
        Cell::Flag(flag) => drop(sheet.write_boolean(row, column, *flag)?),
        Cell::Date(day) => {
            let (year, month, of_month) = (u16::try_from(day.year()), day.month() as u8, day.day() as u8);
            match year.ok().and_then(|y| ExcelDateTime::from_ymd(y, month, of_month).ok()) {
                Some(date) => drop(sheet.write_datetime_with_format(row, column, &date, &formats.date)?),
                // Spreadsheets know no day before 1900.
                None => drop(sheet.write_string(row, column, day.to_string())?),
            }
        }
        Cell::Text(text) => {
            let format = if runs_right_to_left(text) { &formats.right_to_left } else { &formats.plain };
            let shown = shortened(text);
            sheet.write_string_with_format(row, column, shown.as_ref(), format)?;
            return Ok(shown.len() < text.len());
        }
    }
    Ok(false)
}

/// The text, or as much of it as a cell holds.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return text.into();
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units >= LONGEST_TEXT
    });
    format!("{}…", &text[..end.map_or(text.len(), |(at, _)| at)]).into()
}

/// Whether the first letter of a text belongs to a script that runs from right to left.
fn runs_right_to_left(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_first_letter() {
        assert!(runs_right_to_left("«7 دراجات» of jnim"));
        assert!(!runs_right_to_left("jnim (نصرة)"));
        assert!(!runs_right_to_left("12-7"));
    }

    #[test]
    fn a_text_is_cut_where_the_cell_ends() {
        let fits = "ع".repeat(LONGEST_TEXT);
        assert_eq!(shortened(&fits), fits);
        let long = shortened(&"𝔞".repeat(LONGEST_TEXT)).into_owned();
        assert!(long.ends_with('…') && long.encode_utf16().count() <= LONGEST_TEXT, "{}", long.encode_utf16().count());
    }

    #[test]
    fn a_full_sheet_goes_on_in_another() {
        let folder = tempfile::tempdir().unwrap();
        let (tables, event) = (super::super::Tables::default(), super::super::sample());
        let mut xlsx = Xlsx::with_rows(folder.path(), &tables.layouts, 3).unwrap();
        for _ in 0..5 {
            xlsx.event(&Told::new(&event, &tables)).unwrap();
        }
        assert_eq!((xlsx.events.full.len(), xlsx.events.row), (2, 2));
        let written = Box::new(xlsx).finish().unwrap().remove(0).place().unwrap();
        assert!(written.metadata().unwrap().len() > 1000);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
