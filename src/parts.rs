//! Very long texts are read part by part, so that time and memory grow with the length alone.
//!
//! In: a report and what reads one. Out: the records of all its parts, with spans in the whole text.
//! A news report is a thousandth of the length from which on this is done; what is told in one part
//! is not taken up in the next.

use crate::record::EventRecord;
use crate::report::Report;
use rustc_hash::FxHashMap;

/// Bytes of text that are read as one.
const LONGEST: usize = 256 * 1024;

/// Reads a report with `read`, in parts if it is very long.
pub fn in_parts(report: &Report, read: impl Fn(&Report) -> Vec<EventRecord>) -> Vec<EventRecord> {
    if report.text.len() <= LONGEST {
        return read(report);
    }
    let mut out: Vec<EventRecord> = Vec::new();
    let mut ids: FxHashMap<String, usize> = FxHashMap::default();
    let mut before = 0;
    let head = Report {
        text: String::new(),
        id: report.id.clone(),
        title: report.title.clone(),
        published_text: report.published_text.clone(),
        source: report.source.clone(),
        url: report.url.clone(),
        ..*report
    };
    for text in cut(&report.text, LONGEST) {
        let part = Report { text: text.to_owned(), ..head.clone() };
        for mut record in read(&part) {
            spans(&mut record).for_each(|s| *s = [s[0] + before, s[1] + before]);
            let twins = ids.entry(record.event_id.clone()).or_default();
            *twins += 1;
            if *twins > 1 {
                record.event_id.push_str(&format!("-p{twins}"));
            }
            out.push(record);
        }
        before += text.chars().count();
    }
    out
}

/// Cuts after the last line break, or else space, of every `longest` bytes; a text without any is
/// cut between two characters.
fn cut(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let border = (0..=longest.min(rest.len())).rev().find(|i| rest.is_char_boundary(*i));
        let head = &rest[..border.unwrap_or(0)];
        let after = |c: char| head.rfind(c).map(|i| i + c.len_utf8());
        let end = if head.len() == rest.len() { rest.len() } else { after('\n').or_else(|| after(' ')).unwrap_or(head.len()) };
        let (part, more) = rest.split_at(end);
        rest = more;
        (!part.is_empty()).then_some(part)
    })
}

/// Every span of a record.
fn spans(r: &mut EventRecord) -> impl Iterator<Item = &mut [usize; 2]> {
    let actors = r.actors.iter_mut().map(|a| &mut a.span);
    let place = r.location.iter_mut().map(|l| &mut l.span);
    let casualties = r.casualties.iter_mut().map(|c| &mut c.span);
    let materiel = r.materiel.iter_mut().map(|m| &mut m.span);
    let claims = r.claims.iter_mut().map(|c| &mut c.span);
    let evidence = r.evidence.iter_mut().map(|e| &mut e.span);
    actors.chain(place).chain(casualties).chain(materiel).chain(claims).chain(evidence).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_lines_then_spaces_then_anywhere() {
        let parts = |text, longest| cut(text, longest).collect::<Vec<_>>();
        assert_eq!(parts("one two\nthree four", 10), ["one two\n", "three four"]);
        assert_eq!(parts("one two three", 9), ["one two ", "three"]);
        assert_eq!(parts("قققق", 3), ["ق", "ق", "ق", "ق"]);
        assert_eq!(parts("", 3), Vec::<&str>::new());
    }

    proptest::proptest! {
        #[test]
        fn parts_make_the_whole(text in "[a ق\n😀]{0,40}", longest in 4usize..12) {
            let parts: Vec<&str> = cut(&text, longest).collect();
            proptest::prop_assert!(parts.iter().all(|p| p.len() <= longest));
            proptest::prop_assert_eq!(parts.concat(), text);
        }
    }
}
