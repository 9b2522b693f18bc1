//! The report with its mentions marked.

use super::Page;
use super::pen::{Ink, columns, is_control};
use crate::mention::Unit;
use crate::report::Language;
use crate::span::Span;

/// Left margin of the marked text.
const MARGIN: usize = 6;

impl Page<'_> {
    pub(super) fn marked(&mut self) {
        self.title("report", "mentions marked");
        let legend: Vec<String> =
            Ink::MARKS.iter().map(|ink| if self.pen.colour { self.pen.paint(*ink, ink.label()) } else { format!("[{} …]", ink.label()) }).collect();
        self.line(format!("{}{}", " ".repeat(MARGIN), legend.join("  ")));
        let mut paragraph = None;
        for number in 0..self.found.segmented.sentences.len() {
            if !self.shows(number) {
                continue;
            }
            if paragraph.replace(self.found.segmented.sentences[number].paragraph) != Some(self.found.segmented.sentences[number].paragraph) {
                self.out.push('\n');
            }
            self.marked_sentence(number);
        }
    }

    fn marked_sentence(&mut self, number: usize) {
        let sentence = &self.found.segmented.sentences[number];
        let arabic = sentence.language == Language::Ar;
        let mut words = String::new();
        let mut from = sentence.span.start;
        for (span, ink) in self.marks(number) {
            if span.start < from {
                continue;
            }
            words.push_str(&self.plain(Span { start: from, end: span.start }));
            words.push_str(&self.pen.mark(ink, &self.plain(span), arabic).replace(' ', JOIN));
            from = span.end;
        }
        words.push_str(&self.plain(Span { start: from, end: sentence.span.end }));
        let mut lead = self.pen.paint(Ink::Dim, &format!("{:>4}  ", number + 1));
        for line in wrap(&words, self.width - MARGIN - 2) {
            let line = line.replace(JOIN, " ");
            let line = if arabic { self.pen.right_to_left(&line) } else { line };
            self.line(format!("{lead}{line}"));
            lead = " ".repeat(MARGIN);
        }
    }

    /// The original's words without line breaks and controls.
    fn plain(&self, span: Span) -> String {
        self.original(span).chars().filter(|c| !is_control(*c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
    }

    /// Spans of one sentence that are marked, in text order.
    fn marks(&self, sentence: usize) -> Vec<(Span, Ink)> {
        self.found.annotated.sentences[sentence].iter().filter_map(|u| Some((u.span, self.ink(u)?))).collect()
    }

    /// What a unit is marked as.
    pub(super) fn ink(&self, unit: &Unit) -> Option<Ink> {
        let is = |name| unit.is(self.resources.known.class(name));
        let kinds = [("ACTOR", Ink::Actor), ("PLACE", Ink::Place), ("DATE", Ink::Date), ("NUM", Ink::Quantity), ("ITEM", Ink::Thing)];
        match unit.mention {
            Some(_) => kinds.into_iter().find(|(class, _)| is(class)).map(|(_, ink)| ink),
            None if is("deed") => Some(Ink::Deed),
            None if is("cue") || is("according") => Some(Ink::Cue),
            None => None,
        }
    }
}

/// Stands for a space inside a mark, so that a line breaks between marks where it can.
const JOIN: &str = "\u{E000}";

/// Breaks a text at spaces. A mark longer than a line is kept whole.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let wide = columns(word);
        match lines.last_mut().filter(|_| used + 1 + wide <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
                used += 1 + wide;
            }
            None => {
                lines.push(word.to_owned());
                used = wide;
            }
        }
    }
    lines
}
