//! Colours, labels and writing directions.

use crate::segment::is_arabic;

/// What a stretch of text is painted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Deed,
    Actor,
    Place,
    Date,
    Quantity,
    Thing,
    Cue,
    Title,
    Dim,
    Rule,
    Bad,
}

impl Ink {
    /// The inks of mentions, in the order of the legend.
    pub(super) const MARKS: [Ink; 7] = [Ink::Deed, Ink::Actor, Ink::Place, Ink::Date, Ink::Quantity, Ink::Thing, Ink::Cue];

    /// The label in brackets, where there is no colour.
    pub(super) fn label(self) -> &'static str {
        match self {
            Ink::Deed => "deed",
            Ink::Actor => "actor",
            Ink::Place => "place",
            Ink::Date => "date",
            Ink::Quantity => "quantity",
            Ink::Thing => "thing",
            Ink::Cue => "cue",
            Ink::Title | Ink::Dim | Ink::Rule | Ink::Bad => "",
        }
    }

    /// Parameters of the escape sequence: only the sixteen colours that every theme adapts.
    fn code(self) -> &'static str {
        match self {
            Ink::Deed => "1;31",
            Ink::Actor => "1;34",
            Ink::Place => "1;32",
            Ink::Date => "1;35",
            Ink::Quantity => "1;33",
            Ink::Thing => "33",
            Ink::Cue => "4;36",
            Ink::Title => "1",
            Ink::Dim => "2",
            Ink::Rule => "36",
            Ink::Bad => "31",
        }
    }
}

const FIRST_STRONG: char = '\u{2068}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const LEFT_TO_RIGHT: char = '\u{2066}';
const POP: char = '\u{2069}';

/// Writes with colours or without.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub(super) colour: bool,
}

impl Pen {
    pub(super) fn paint(self, ink: Ink, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("\x1b[{}m{text}\x1b[0m", ink.code()) } else { text.to_owned() }
    }

    /// A mention in running text: coloured, or in brackets with its label.
    pub(super) fn mark(self, ink: Ink, text: &str, arabic: bool) -> String {
        if self.colour {
            return self.paint(ink, text);
        }
        let isolate = |inner: String, open: char| if arabic { format!("{open}{inner}{POP}") } else { inner };
        isolate(format!("[{} {}]", ink.label(), isolate(text.to_owned(), FIRST_STRONG)), LEFT_TO_RIGHT)
    }

    /// A quotation on a line of its own language: in isolates where it has Arabic letters, without
    /// line breaks and without controls that would reorder what follows it.
    pub(super) fn quote(self, text: &str) -> String {
        let clean: String = text.chars().filter(|c| !is_control(*c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        if clean.chars().any(is_arabic) { format!("{FIRST_STRONG}{clean}{POP}") } else { format!("\"{clean}\"") }
    }

    /// A whole line of right-to-left text.
    pub(super) fn right_to_left(self, line: &str) -> String {
        format!("{RIGHT_TO_LEFT}{line}{POP}")
    }
}

/// Marks that take no column, as far as reports have them.
pub(super) fn is_control(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}') || (c.is_control() && !c.is_whitespace())
}

/// Columns that a text takes, without escape sequences, marks and controls.
pub(super) fn columns(text: &str) -> usize {
    let mut count = 0;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '\x1b' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped || is_control(c) || unicode_normalization::char::is_combining_mark(c) => {}
            _ => count += 1,
        }
    }
    count
}
