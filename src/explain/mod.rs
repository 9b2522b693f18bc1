//! One report, stage by stage, as text for the terminal: the tool of whoever writes rules.
//!
//! In: a report, the data and how to show them. Out: a text; printing it is the caller's part.
//! Every stage says what it found and which rule or data line found it, what it rejected and why.
//!
//! Right-to-left text: every quotation stands in bidi isolates, and columns that may hold Arabic
//! come last on their line, so that a terminal with bidi support shows them in order and one
//! without keeps its columns.

mod entities;
mod events;
mod marked;
mod merging;
mod pen;
mod record;
mod units;

use crate::pipeline::{self, Extraction};
use crate::report::Report;
use crate::resources::Resources;
use crate::span::Span;
pub use merging::explain_merge;
use pen::{Ink, Pen};

/// How to show a report.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Mark mentions by colour; otherwise by brackets with labels.
    pub colour: bool,
    /// Only this sentence, counted from 1.
    pub sentence: Option<usize>,
    /// Columns of the terminal.
    pub width: usize,
}

/// The report does not have the sentence that was asked for.
#[derive(Debug, thiserror::Error)]
#[error("report \"{report}\" has {count} sentences and no sentence {asked}; choose one from 1 to {count}")]
pub struct NoSuchSentence {
    report: String,
    asked: usize,
    count: usize,
}

/// Runs the stages over a report and tells what each of them did.
///
/// # Errors
/// The report has no sentence of the number asked for.
pub fn explain(resources: &Resources, report: &Report, options: &Options) -> Result<String, NoSuchSentence> {
    let found = pipeline::explain(resources, report);
    let count = found.segmented.sentences.len();
    if let Some(asked) = options.sentence.filter(|s| !(1..=count).contains(s)) {
        return Err(NoSuchSentence { report: report.id.clone(), asked, count });
    }
    let borders = report.text.char_indices().map(|(i, _)| i).chain([report.text.len()]).collect();
    let mut page = Page {
        resources,
        report,
        found: &found,
        borders,
        pen: Pen { colour: options.colour },
        only: options.sentence.map(|s| s - 1),
        width: options.width.max(40),
        out: String::new(),
    };
    page.head();
    page.marked();
    page.units();
    page.entities();
    page.frames();
    page.events();
    page.voices();
    page.records();
    Ok(page.out)
}

/// The text that grows, and what it tells about.
struct Page<'a> {
    resources: &'a Resources,
    report: &'a Report,
    found: &'a Extraction,
    /// Byte offset of every code point of the original.
    borders: Vec<usize>,
    pen: Pen,
    /// The only sentence shown, counted from 0.
    only: Option<usize>,
    width: usize,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        self.out.push_str(text.as_ref().trim_end());
        self.out.push('\n');
    }

    /// A stage's heading, with what the stage does.
    fn title(&mut self, name: &str, what: &str) {
        let rule = "─".repeat(self.width.saturating_sub(name.chars().count() + what.chars().count() + 6));
        let title = format!("{} {} {}", self.pen.paint(Ink::Title, name), self.pen.paint(Ink::Dim, &format!("· {what}")), self.pen.paint(Ink::Dim, &rule));
        self.out.push('\n');
        self.line(title);
    }

    fn head(&mut self) {
        let id = self.pen.paint(Ink::Title, &self.report.id);
        let published = self.report.published.map_or("not given, so relative dates stay unresolved".to_owned(), |d| format!("{d}, {}", d.format("%A")));
        let source = self.report.source.as_deref().map(|s| format!("  source {}", self.pen.quote(s))).unwrap_or_default();
        let country = self.found.entities.country.as_deref().unwrap_or("none");
        self.line(format!("report {id}  published {published}{source}  country of the report: {country}"));
    }

    fn shows(&self, sentence: usize) -> bool {
        self.only.is_none_or(|only| only == sentence)
    }

    /// The original's words of a span, in isolates.
    fn quote(&self, span: Span) -> String {
        self.pen.quote(self.original(span))
    }

    fn original(&self, span: Span) -> &str {
        let (start, end) = self.found.text.original(span);
        &self.report.text[self.borders[start]..self.borders[end]]
    }

    /// `3:7`: sentence and unit, both counted from 1.
    fn at(&self, sentence: usize, unit: usize) -> String {
        self.pen.paint(Ink::Dim, &format!("{:>3}:{:<3}", sentence + 1, unit + 1))
    }

    fn rule(&self, number: u32) -> String {
        self.pen.paint(Ink::Rule, &self.resources.rules[number as usize].id)
    }

    fn unit_quote(&self, sentence: usize, unit: usize) -> String {
        self.found.annotated.sentences[sentence].get(unit).map_or_else(String::new, |u| self.quote(u.span))
    }

    fn unit_list(&self, sentence: usize, units: &[usize]) -> String {
        let all: Vec<String> = units.iter().map(|u| format!("{} {}", u + 1, self.unit_quote(sentence, *u))).collect();
        if all.is_empty() { self.pen.paint(Ink::Dim, "–") } else { all.join(", ") }
    }
}
