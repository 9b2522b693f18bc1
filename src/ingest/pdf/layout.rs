//! Glyphs -> lines, columns, paragraphs.

use super::order::{Brackets, brackets, is_arabic, words};
use super::page::Glyph;
use std::collections::HashMap;

/// A gap of more than this many heights of the font parts two columns or cells.
const COLUMN_GAP: f32 = 1.2;
/// Words of columns have at least so many letters a line; cells of a table have fewer.
const COLUMN_LETTERS: usize = 20;

/// A stretch of a line without a wide gap in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    left: f32,
    right: f32,
    base: f32,
    size: f32,
    /// It begins a column, or the page.
    breaks: bool,
}

/// The rows of a page from the top, each in stretches from the left.
pub(super) fn rows(glyphs: Vec<Glyph>) -> Vec<Vec<Line>> {
    let rows = glyph_rows(glyphs);
    let brackets = brackets(&rows);
    rows.into_iter().map(|row| stretches(&row, brackets)).filter(|row| !row.is_empty()).collect()
}

/// The lines of a page in reading order.
fn lines(rows: Vec<Vec<Line>>) -> Vec<Line> {
    let letters = |wanted: fn(char) -> bool| rows.iter().flatten().flat_map(|l| l.text.chars()).filter(|c| wanted(*c)).count();
    let from_right = letters(is_arabic) * 2 > letters(char::is_alphabetic);
    let mut out: Vec<Line> = Vec::new();
    let mut band: Vec<Vec<Line>> = Vec::new();
    let mut gaps: Vec<(f32, f32)> = Vec::new();
    let edges = rows.iter().flatten().fold((f32::MAX, f32::MIN), |(l, r), line| (l.min(line.left), r.max(line.right)));
    for row in rows {
        let free = free(&row, edges);
        let narrowed = if band.is_empty() { free.clone() } else { common(&gaps, &free, COLUMN_GAP * row[0].size * 0.8) };
        // What is empty at the page's edge parts no columns, so it does not hold a row that has some.
        let inside = |(l, r): &(f32, f32)| *l > edges.0 && *r < edges.1;
        if !band.is_empty() && (narrowed.is_empty() || row.len() > 1 && !narrowed.iter().any(inside)) {
            emit(std::mem::take(&mut band), &gaps, from_right, &mut out);
            gaps = free;
        } else {
            gaps = narrowed;
        }
        band.push(row);
    }
    emit(band, &gaps, from_right, &mut out);
    out
}

/// Glyphs that stand on one line, from the top, each line from the left.
fn glyph_rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if row[0].base - glyph.base < 0.45 * row[0].size.max(glyph.size) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        // Some programs draw a letter twice to make it bold.
        row.dedup_by(|b, a| {
            a.text == b.text && (b.left - a.left).abs() < 0.1 * a.size && (b.right - a.right).abs() < 0.1 * a.size && !a.text.trim().is_empty()
        });
    }
    rows
}

/// A row parted at its wide gaps.
fn stretches(row: &[Glyph], brackets: Brackets) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut end = f32::MIN;
    for (i, glyph) in row.iter().enumerate() {
        // A row of spaces is a gap all the same.
        if glyph.text.trim().is_empty() {
            continue;
        }
        if i > start && end > f32::MIN && glyph.left - end > COLUMN_GAP * glyph.size {
            out.extend(line(&row[start..i], brackets));
            start = i;
        }
        end = end.max(glyph.right);
    }
    out.extend(line(&row[start..], brackets));
    out
}

fn line(glyphs: &[Glyph], brackets: Brackets) -> Option<Line> {
    let text = words(glyphs, brackets);
    let inked = || glyphs.iter().filter(|g| !g.text.trim().is_empty());
    let size = inked().map(|g| g.size).fold(0.0, f32::max);
    let (left, right) = inked().fold((f32::MAX, f32::MIN), |(l, r), g| (l.min(g.left), r.max(g.right)));
    (!text.is_empty()).then(|| Line { text, left, right, base: glyphs[0].base, size, breaks: false })
}

/// Where a row leaves the page's width empty.
fn free(row: &[Line], (left, right): (f32, f32)) -> Vec<(f32, f32)> {
    let mut out = Vec::new();
    let mut from = left;
    for line in row {
        if line.left > from {
            out.push((from, line.left));
        }
        from = from.max(line.right);
    }
    if right > from {
        out.push((from, right));
    }
    out.retain(|(a, b)| b - a > COLUMN_GAP * row[0].size * 0.8);
    out
}

/// What two rows both leave empty.
fn common(a: &[(f32, f32)], b: &[(f32, f32)], least: f32) -> Vec<(f32, f32)> {
    let both = a.iter().flat_map(|(l, r)| b.iter().map(move |(l2, r2)| (l.max(*l2), r.min(*r2))));
    both.filter(|(l, r)| r - l > least).collect()
}

/// Rows with common gaps: columns one after the other, or a table row by row.
fn emit(band: Vec<Vec<Line>>, gaps: &[(f32, f32)], from_right: bool, out: &mut Vec<Line>) {
    if band.is_empty() {
        return;
    }
    // A gap parts columns if words stand on both sides of it.
    let sides = |at: f32| band.iter().flatten().fold((0, 0), |(l, r), line| if line.right <= at { (l + 1, r) } else { (l, r + 1) });
    let mut cuts: Vec<f32> = gaps.iter().map(|(a, b)| (a + b) / 2.0).filter(|at| matches!(sides(*at), (2.., 2..))).collect();
    cuts.sort_by(f32::total_cmp);
    let lines: usize = band.iter().map(Vec::len).sum();
    let letters: usize = band.iter().flatten().map(|l| l.text.chars().count()).sum();
    if cuts.is_empty() || letters / lines < COLUMN_LETTERS {
        for row in band {
            out.extend(joined(row, from_right));
        }
        return;
    }
    let mut columns: Vec<Vec<Line>> = vec![Vec::new(); cuts.len() + 1];
    for row in band {
        let mut parts: Vec<Vec<Line>> = vec![Vec::new(); columns.len()];
        for line in row {
            parts[cuts.iter().filter(|c| line.left > **c).count()].push(line);
        }
        for (column, part) in columns.iter_mut().zip(parts) {
            column.extend(joined(part, from_right));
        }
    }
    if from_right {
        columns.reverse();
    }
    for mut column in columns {
        if let Some(first) = column.first_mut() {
            first.breaks = true;
        }
        out.append(&mut column);
    }
}

/// The stretches of one row as one line.
fn joined(mut row: Vec<Line>, from_right: bool) -> Option<Line> {
    if from_right {
        row.reverse();
    }
    row.into_iter().reduce(|a, b| Line {
        text: format!("{}\t{}", a.text, b.text),
        left: a.left.min(b.left),
        right: a.right.max(b.right),
        size: a.size.max(b.size),
        ..a
    })
}

/// Pages of rows as one text, a line for each paragraph.
pub(super) fn text(mut pages: Vec<Vec<Vec<Line>>>) -> String {
    drop_running_heads(&mut pages);
    let mut paragraphs: Vec<String> = Vec::new();
    for page in pages {
        let mut own = paragraphs_of(&lines(page)).into_iter().peekable();
        // A paragraph goes on over the page's end.
        if let Some(last) = paragraphs.last_mut()
            && is_open(last)
            && let Some(first) = own.next_if(|p| p.chars().next().is_some_and(|c| c.is_lowercase() || is_arabic(c)))
        {
            append(last, &first);
        }
        paragraphs.extend(own);
    }
    paragraphs.join("\n\n")
}

/// Heads, feet and page numbers: what stands first or last on most pages, but for its digits.
fn drop_running_heads(pages: &mut [Vec<Vec<Line>>]) {
    let whole = |row: &Vec<Line>| row.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ");
    let key = |row: &Vec<Line>| whole(row).chars().filter(|c| !c.is_numeric()).collect::<String>();
    let mut count: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut keys: Vec<String> = page.iter().take(2).chain(page.iter().skip(2).rev().take(2)).map(key).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *count.entry(key).or_default() += 1;
        }
    }
    let filled = pages.iter().filter(|p| !p.is_empty()).count();
    let runs = |row: &Vec<Line>| {
        let text = whole(row);
        let is_number = text.chars().count() <= 12 && text.chars().any(char::is_numeric) && !text.chars().any(char::is_alphabetic);
        is_number || filled >= 3 && count.get(&key(row)).is_some_and(|n| n * 2 > filled)
    };
    for page in pages {
        for _ in 0..2 {
            if page.last().is_some_and(&runs) {
                page.pop();
            }
            if page.first().is_some_and(&runs) {
                page.remove(0);
            }
        }
    }
}

fn paragraphs_of(lines: &[Line]) -> Vec<String> {
    let mut leads: Vec<f32> = lines.windows(2).map(|w| w[0].base - w[1].base).filter(|d| *d > 0.0).collect();
    leads.sort_by(f32::total_cmp);
    let lead = leads.get(leads.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<&Line> = None;
    for (i, line) in lines.iter().enumerate() {
        match (before, out.last_mut()) {
            (Some(above), Some(paragraph)) if !starts_paragraph(above, line, lines.get(i + 1), lead, paragraph) => append(paragraph, &line.text),
            _ => out.push(line.text.clone()),
        }
        before = Some(line);
    }
    out
}

/// Whether a line begins a paragraph below the one above it.
fn starts_paragraph(above: &Line, line: &Line, below: Option<&Line>, lead: f32, text: &str) -> bool {
    let drop = above.base - line.base;
    if (above.size - line.size).abs() > 0.15 * above.size.max(line.size) {
        return true;
    }
    if line.breaks {
        // At the top of a column the sentence goes on.
        return !is_open(text);
    }
    // Wider than the lines' distance, unless all of it is due to a larger font.
    if drop > 1.35 * lead.min(2.0 * line.size).max(line.size) || drop <= 0.0 {
        return true;
    }
    let arabic = line.text.chars().any(is_arabic);
    let (start, above_start) = if arabic { (-line.right, -above.right) } else { (line.left, above.left) };
    // Set in at its beginning, and the next line is not.
    let indent = start - above_start;
    let below_start = below.map(|b| if arabic { -b.right } else { b.left });
    if indent > 0.8 * line.size && below_start.is_none_or(|b| start - b > 0.8 * line.size) {
        return true;
    }
    // The line above ends well before this one does, with a full stop.
    let short = if arabic { above.left - line.left } else { line.right - above.right };
    !is_open(text) && short > 3.0 * line.size
}

/// Whether a sentence has not ended.
fn is_open(text: &str) -> bool {
    !text.trim_end().ends_with(['.', '!', '?', '؟', '…', ':', '"', '»', '”', '۔'])
}

/// Adds a line to a paragraph; a word that was parted at the line's end is put together.
fn append(paragraph: &mut String, line: &str) {
    let mut ending = paragraph.chars().rev();
    let parted = ending.next() == Some('-') && ending.next().is_some_and(char::is_lowercase) && line.chars().next().is_some_and(char::is_lowercase);
    if parted {
        paragraph.pop();
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(left: f32, base: f32, size: f32, text: &str) -> Vec<Glyph> {
        let width = size / 2.0;
        let place = |i: usize| left + i as f32 * width;
        text.chars().enumerate().map(|(i, c)| Glyph { text: c.to_string(), left: place(i), right: place(i + 1), base, size }).collect()
    }

    fn page(lines: &[(f32, f32, f32, &str)]) -> String {
        text(vec![rows(lines.iter().flat_map(|(x, y, s, t)| glyphs(*x, *y, *s, t)).collect())])
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let found = page(&[
            (50.0, 700.0, 18.0, "A headline over all columns here"),
            (50.0, 670.0, 10.0, "Six soldiers were killed on Thu-"),
            (50.0, 658.0, 10.0, "rsday near the town of Boni in a"),
            (50.0, 646.0, 10.0, "raid on their camp by gunmen who"),
            (250.0, 670.0, 10.0, "came on motorcycles, a security"),
            (250.0, 658.0, 10.0, "source said. Ten others were hurt"),
            (250.0, 646.0, 10.0, "and are in hospital."),
        ]);
        assert_eq!(
            found,
            "A headline over all columns here\n\nSix soldiers were killed on Thursday near the town of Boni in a raid on their camp by gunmen who came on \
             motorcycles, a security source said. Ten others were hurt and are in hospital."
        );
    }

    #[test]
    fn paragraphs_part_at_gaps_and_at_short_lines() {
        let found = page(&[
            (50.0, 700.0, 10.0, "The first paragraph goes over two lines, the second"),
            (50.0, 688.0, 10.0, "of which is short."),
            (50.0, 676.0, 10.0, "The second follows without a gap and has two lines"),
            (50.0, 664.0, 10.0, "as well, of which the last one is nearly as long."),
            (50.0, 640.0, 10.0, "The third stands below a gap."),
        ]);
        assert_eq!(found.split("\n\n").count(), 3, "{found}");
    }

    #[test]
    fn a_table_is_read_by_rows() {
        let found = page(&[(50.0, 700.0, 10.0, "Gao"), (200.0, 700.0, 10.0, "6"), (50.0, 688.0, 10.0, "Boni"), (200.0, 688.0, 10.0, "12")]);
        assert_eq!(found.replace("\n\n", " "), "Gao\t6 Boni\t12");
    }
}
