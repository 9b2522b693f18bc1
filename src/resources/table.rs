//! Tab-separated tables: one header line, `#` comments, no quoting, so that a spreadsheet and a
//! text editor agree on them.

use super::problem::Problem;

/// One row: its line in the file and its cells, as many as the header has.
#[derive(Debug, Clone)]
pub struct Row<'t> {
    pub line: usize,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// The cell of a column; empty when the row is shorter than the header.
    pub fn cell(&self, column: usize) -> &'t str {
        self.cells.get(column).copied().unwrap_or("")
    }

    /// The cell's `|`-separated values, trimmed, without empty ones.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'t str> {
        pieces(self.cell(column), b'|').map(str::trim).filter(|v| !v.is_empty())
    }
}

/// Reads a table whose header must begin with `columns`.
pub fn read<'t>(file: &str, text: &'t str, columns: &[&str], problems: &mut Vec<Problem>) -> Vec<Row<'t>> {
    let mut rows = Vec::new();
    let mut header_seen = false;
    for (i, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut cells = Vec::with_capacity(columns.len());
        cells.extend(pieces(line, b'\t').map(str::trim));
        if !header_seen {
            header_seen = true;
            if cells.len() < columns.len() || cells[..columns.len()] != *columns {
                problems.push(Problem::new(
                    file,
                    i + 1,
                    format!("the header is \"{}\"", cells.join(" · ")),
                    "columns are found by the header's names and order",
                    format!("begin the file with the columns {} separated by tabs", columns.join(", ")),
                ));
                return rows;
            }
            continue;
        }
        if cells.len() > columns.len() && cells[columns.len()..].iter().any(|c| !c.is_empty()) {
            problems.push(Problem::new(
                file,
                i + 1,
                format!("{} cells where the header has {}", cells.len(), columns.len()),
                "what stands in the surplus cells would be lost",
                "remove the surplus tabs, or use | inside a cell for several values",
            ));
        }
        rows.push(Row { line: i + 1, cells });
    }
    rows
}

/// `str::split` at an ASCII character; much faster on cells of a few letters.
fn pieces(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|b| b == at);
        rest = end.map(|e| &text[e + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}
