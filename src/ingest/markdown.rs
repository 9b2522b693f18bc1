//! `.md`: the words without the marks, and what the head between two lines of dashes says.

use super::error::{IngestError, Place};
use super::fields::{self, Cell, Reading, Row};
use super::{Options, Warnings, paragraphs};
use crate::report::Report;
use pulldown_cmark::{Event, Options as Marks, Parser, Tag, TagEnd};

/// Reads a report. Its title is that of the head, or the first heading.
pub(super) fn report(text: &str, place: &Place, options: &Options, warnings: &mut Warnings) -> Result<Report, IngestError> {
    let (head, body) = front_matter(text);
    let mut report = Report::default();
    let mut row = Row::new();
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        if options.columns.wants(name) {
            row.push((name.trim().to_owned(), Cell::Text(value.trim().trim_matches(['"', '\'']).to_owned())));
        }
    }
    fields::metadata(&mut row, place, Reading { options, lenient: true }, &mut report, warnings)?;
    let (heading, words) = words(body);
    let title = report.title.take().or(heading);
    report.text = paragraphs::headed(title.as_deref(), &words);
    report.title = title;
    if fields::is_blank(&report.text) {
        return Err(IngestError::Empty { file: place.file.clone() });
    }
    Ok(report)
}

/// Parts the head from the body.
fn front_matter(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return ("", text) };
    match rest.find("\n---") {
        Some(at) => (&rest[..at], rest[at + 4..].trim_start_matches(['-', '\r', '\n'])),
        None => ("", text),
    }
}

/// The text as it is shown, and its first heading. Code, pictures and raw HTML are no words of a report.
fn words(body: &str) -> (Option<String>, String) {
    let mut out = String::new();
    let mut heading = None;
    let mut heading_from = None;
    let mut hidden = 0;
    for event in Parser::new_ext(body, Marks::ENABLE_TABLES | Marks::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => hidden += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => hidden -= 1,
            Event::Start(Tag::Heading { .. }) => heading_from = Some(out.len()),
            Event::End(TagEnd::Heading(_)) => {
                if let (None, Some(from)) = (&heading, heading_from) {
                    heading = Some(out[from..].trim().to_owned());
                }
                out.push_str("\n\n");
            }
            Event::Text(text) | Event::Code(text) if hidden == 0 => out.push_str(&text),
            // A line's end inside a paragraph is shown as a space.
            Event::SoftBreak => out.push(' '),
            Event::HardBreak | Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => out.push('\n'),
            Event::End(TagEnd::TableCell) => out.push('\t'),
            Event::End(TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Table) | Event::Rule => out.push_str("\n\n"),
            _ => {}
        }
    }
    (heading.filter(|h| !h.is_empty()), paragraphs::tidied(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Report {
        report(text, &Place::file(&"m".into()), &Options::default(), &mut Vec::new()).expect("a report")
    }

    #[test]
    fn marks_are_taken_off() {
        let found = read("# Attack *near* Boni\n\nSix **soldiers** were\nkilled ([source](http://x)).\n\n![map](m.png)\n\n- one\n- two\n");
        assert_eq!(found.text, "Attack near Boni\n\nSix soldiers were killed (source).\n\none\ntwo");
        assert_eq!(found.title.as_deref(), Some("Attack near Boni"));
    }

    #[test]
    fn the_head_says_what_it_says() {
        let found = read("---\ntitle: \"هجوم\"\ndate: 13 January 2023\nsource: S\ntags: [x]\n---\nقتل جنديان.\n");
        assert_eq!((found.text.as_str(), found.title.as_deref(), found.source.as_deref()), ("هجوم\n\nقتل جنديان.", Some("هجوم"), Some("S")));
        assert_eq!(found.published_text.as_deref(), Some("2023-01-13"));
    }
}
