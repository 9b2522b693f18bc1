//! A line as it is seen, from left to right -> the line as it is read.
//!
//! The way back from the Unicode bidirectional algorithm: of a line in Arabic, stretches that run from
//! left to right (Latin words, numbers) keep their order, and all else is turned round.

use super::page::Glyph;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A gap of more than this share of the font's height is a space.
const SPACE: f32 = 0.17;

/// How a piece of a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Right,
    Left,
    Number,
    /// A sign that joins two numbers into one, or stands at one (`12.5`, `13/01`, `30%`).
    Joiner,
    Neutral,
}

/// How brackets of Arabic text are noted: some programs note what is seen, some what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    Seen,
    Meant,
}

/// How the brackets of a page's lines are noted: in the way in which fewer of them stay without their
/// partner.
pub(super) fn brackets(rows: &[Vec<Glyph>]) -> Brackets {
    let has = |wanted: fn(char) -> bool| rows.iter().flatten().any(|g| g.text.chars().any(wanted));
    if !(has(is_arabic) && has(|c| "()[]«»{}".contains(c))) {
        return Brackets::Seen;
    }
    let alone = |brackets| rows.iter().map(|row| alone(&words(row, brackets))).sum::<usize>();
    if alone(Brackets::Meant) < alone(Brackets::Seen) { Brackets::Meant } else { Brackets::Seen }
}

/// How many brackets of a line have no partner.
fn alone(line: &str) -> usize {
    let (mut open, mut alone) = (0_usize, 0);
    for c in line.chars() {
        match c {
            '(' | '[' | '«' | '{' => open += 1,
            ')' | ']' | '»' | '}' if open > 0 => open -= 1,
            ')' | ']' | '»' | '}' => alone += 1,
            _ => {}
        }
    }
    alone + open
}

/// The words of a line, whose glyphs are sorted from left to right.
pub(super) fn words(glyphs: &[Glyph], brackets: Brackets) -> String {
    let pieces = spaced(glyphs);
    let ways: Vec<Way> = pieces.iter().map(|p| way(p)).collect();
    let count = |wanted: Way| ways.iter().filter(|w| **w == wanted).count();
    let (right, left) = (count(Way::Right), count(Way::Left));
    let mut letters = ways.iter().filter(|w| matches!(w, Way::Right | Way::Left));
    let first = letters.next();
    let last = letters.next_back().or(first);
    // A line of the other script begins and ends with it, however many names it holds.
    let from_the_left = match (first, last) {
        (Some(Way::Left), Some(Way::Left)) => left * 3 > right,
        (Some(Way::Right), Some(Way::Right)) => false,
        _ => left > right,
    };
    let read: String = if right == 0 {
        pieces.concat()
    } else if from_the_left {
        from_left(&pieces, &ways, brackets)
    } else {
        from_right(&pieces, &ways, brackets)
    };
    read.trim().to_owned()
}

/// The letters with the spaces that their places tell, marks behind the letter that they stand over.
fn spaced(glyphs: &[Glyph]) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::with_capacity(glyphs.len());
    let mut marks: Vec<(f32, String)> = Vec::new();
    let mut edges: Vec<(f32, f32, usize)> = Vec::new();
    let mut end: Option<f32> = None;
    for glyph in glyphs {
        let text = folded(&glyph.text);
        let centre = (glyph.left + glyph.right) / 2.0;
        if !text.is_empty() && text.chars().all(is_combining_mark) {
            marks.push((centre, text));
            continue;
        }
        let blank = text.trim().is_empty();
        let gap = end.is_some_and(|end| glyph.left - end > SPACE * glyph.size);
        if (gap || blank) && pieces.last().is_some_and(|p| p != " ") {
            pieces.push(" ".to_owned());
        }
        if !blank {
            edges.push((glyph.left, glyph.right, pieces.len()));
            pieces.push(text);
        }
        end = Some(end.map_or(glyph.right, |e: f32| e.max(glyph.right)));
    }
    for (centre, mark) in marks {
        let over = edges.iter().min_by(|a, b| distance(centre, a).total_cmp(&distance(centre, b)));
        if let Some((_, _, piece)) = over {
            pieces[*piece].push_str(&mark);
        }
    }
    pieces
}

/// How far from a glyph something stands; 0 within it. Between two it belongs to the one that it begins.
fn distance(at: f32, (left, right, _): &(f32, f32, usize)) -> f32 {
    if at < *left - 0.01 {
        left - at
    } else if at < right - 0.01 {
        0.0
    } else {
        at - right + 0.02
    }
}

/// Shapes of Arabic letters as the letters; other compatibility forms stay.
fn folded(text: &str) -> String {
    let shaped = |c: char| matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{fb00}'..='\u{fb06}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if shaped(c) {
            out.extend(std::iter::once(c).nfkc());
        } else if !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{0}') {
            out.push(if c == '\u{a0}' { ' ' } else { c });
        }
    }
    out
}

pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{65f}' | '\u{66e}'..='\u{6ef}' | '\u{6fa}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') && c.is_alphabetic()
}

fn way(piece: &str) -> Way {
    let Some(c) = piece.chars().find(|c| !is_combining_mark(*c)) else { return Way::Neutral };
    if is_arabic(c) {
        Way::Right
    } else if c.is_numeric() {
        Way::Number
    } else if c.is_alphabetic() {
        Way::Left
    } else if matches!(c, '.' | ',' | ':' | '/' | '-' | '%' | '٪' | '٫' | '٬' | '$' | '€' | '+' | '°') {
        Way::Joiner
    } else {
        Way::Neutral
    }
}

/// Where stretches that run from left to right begin and end, in a line that runs from the right.
fn left_runs(ways: &[Way]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < ways.len() {
        if !matches!(ways[at], Way::Left | Way::Number) {
            at += 1;
            continue;
        }
        let start = at;
        let mut last = at;
        let mut latin = ways[at] == Way::Left;
        at += 1;
        while at < ways.len() && ways[at] != Way::Right {
            match ways[at] {
                Way::Left => {
                    // What stands between two Latin words, or a Latin word and a number, is theirs.
                    latin = true;
                    last = at;
                }
                Way::Number => {
                    let joined = ways[last + 1..at].iter().all(|w| *w == Way::Joiner) && at - last <= 2;
                    if !(joined || latin) {
                        break;
                    }
                    last = at;
                }
                // A sign at a number, with nothing between.
                Way::Joiner if ways[last] == Way::Number && at == last + 1 => {}
                _ => {}
            }
            at += 1;
        }
        // `%` and its like belong to the number that they touch.
        runs.push((start, last + 1));
        at = last + 1;
    }
    runs
}

fn from_right(pieces: &[String], ways: &[Way], brackets: Brackets) -> String {
    let turned = |p: &'_ String| if brackets == Brackets::Seen { mirrored(p).to_owned() } else { p.clone() };
    let mut out = String::new();
    let mut end = pieces.len();
    for (start, stop) in left_runs(ways).into_iter().rev() {
        out.extend(pieces[stop..end].iter().rev().map(turned));
        out.extend(pieces[start..stop].iter().map(String::as_str));
        end = start;
    }
    out.extend(pieces[..end].iter().rev().map(turned));
    out
}

/// A line in Latin script with Arabic words in it.
fn from_left(pieces: &[String], ways: &[Way], brackets: Brackets) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < pieces.len() {
        if ways[at] != Way::Right {
            out.push_str(&pieces[at]);
            at += 1;
            continue;
        }
        let stretch = ways[at..].iter().position(|w| *w == Way::Left).map_or(pieces.len(), |n| at + n);
        let last = (at..stretch).rev().find(|i| ways[*i] == Way::Right).unwrap_or(at);
        out.push_str(&from_right(&pieces[at..=last], &ways[at..=last], brackets));
        at = last + 1;
    }
    out
}

/// A bracket is drawn as it is seen, and means the other one when it is read from the right.
fn mirrored(piece: &str) -> &str {
    match piece {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "«" => "»",
        "»" => "«",
        "<" => ">",
        ">" => "<",
        "‹" => "›",
        "›" => "‹",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as it is seen: each character a glyph, a space a gap.
    fn seen(line: &str) -> Vec<Glyph> {
        let glyph = |(i, c): (usize, char)| {
            let left = i as f32 * 5.0;
            (c != ' ').then(|| Glyph { text: c.to_string(), left, right: left + 5.0, base: 0.0, size: 10.0 })
        };
        line.chars().enumerate().filter_map(glyph).collect()
    }

    fn turned(text: &str) -> String {
        text.chars().rev().collect()
    }

    #[test]
    fn arabic_is_turned_round_and_numbers_are_not() {
        for (line, read) in [
            (turned("قتل جنديان"), "قتل جنديان"),
            (format!("2023 {}13 {}", turned(" يناير "), turned("في ")), "في 13 يناير 2023"),
            (format!("12.5 {}", turned("نحو")), "نحو 12.5"),
            (format!("13/01/2023 {}", turned("يوم")), "يوم 13/01/2023"),
            (format!("{} AFP News {}", turned("قالت"), turned("وكالة")), "وكالة AFP News قالت"),
            (format!("({}) {}", turned("ب"), turned("ا")), "ا (ب)"),
            (format!(".{}", turned("قتل")), "قتل."),
            ("Deux soldats (2).".to_owned(), "Deux soldats (2)."),
            (format!("Le groupe {} a dit", turned("نصرة الإسلام")), "Le groupe نصرة الإسلام a dit"),
            (format!("5 3 {}", turned("و")), "و 3 5"),
        ] {
            assert_eq!(words(&seen(&line), Brackets::Seen), read, "{line}");
        }
    }

    #[test]
    fn brackets_are_noted_as_seen_or_as_meant() {
        let (seen_so, meant_so) = (vec![seen("(ب) ا")], vec![seen(")ب( ا")]);
        assert_eq!((brackets(&seen_so), brackets(&meant_so)), (Brackets::Seen, Brackets::Meant));
        assert_eq!((words(&seen_so[0], Brackets::Seen), words(&meant_so[0], Brackets::Meant)), ("ا (ب)".to_owned(), "ا (ب)".to_owned()));
    }

    #[test]
    fn shapes_and_marks_become_letters() {
        let mut glyphs = seen("\u{fefb}\u{fe91}");
        assert_eq!(words(&glyphs, Brackets::Seen), "بلا");
        glyphs.insert(1, Glyph { text: "\u{64e}".into(), left: 6.0, right: 6.0, base: 0.0, size: 10.0 });
        assert_eq!(words(&glyphs, Brackets::Seen), "بَلا");
    }
}
