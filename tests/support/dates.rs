//! Dates of single sentences, read through the whole annotation.

use chrono::{Datelike, NaiveDate};
use khabar::annotate::annotate;
use khabar::normalize::normalize;
use khabar::report::Language;
use khabar::resolve::dates::{Before, DateReading, date};
use khabar::resources::Resources;
use khabar::segment::segment;

/// Every date that a sentence names.
pub fn readings(resources: &Resources, language: Language, published: Option<NaiveDate>, sentence: &str) -> Vec<DateReading> {
    let text = normalize(sentence);
    let segmented = segment(resources, &text, Some(language));
    let annotated = annotate(resources, &text, &segmented);
    let dates = annotated.mentions.iter().filter(|m| resources.classes.name(m.kind) == "DATE");
    dates.map(|m| date(resources, &text, m, published, Before::default())).collect()
}

/// Whether a reading is the expected day, or lies inside the expected week, month or year.
fn fits(reading: &DateReading, expected: &str, note: &str) -> bool {
    let Some(period) = reading.period else { return false };
    if let Ok(day) = expected.parse::<NaiveDate>() {
        let whole_week = note.contains("last week") && period.start <= day && day <= period.end && reading.precision == 2;
        return whole_week || (period.start == day && period.end == day);
    }
    if let Some((first, last)) = expected.split_once('/') {
        let inside = |first: NaiveDate, last: NaiveDate| first <= period.start && period.end <= last;
        return first.parse().ok().zip(last.parse().ok()).is_some_and(|(first, last)| inside(first, last));
    }
    let parts: Vec<i32> = expected.split('-').filter_map(|n| n.parse().ok()).collect();
    [period.start, period.end].iter().all(|d| d.year() == parts[0] && parts.get(1).is_none_or(|m| d.month() as i32 == *m))
}

/// The lines of a table of sentences that are read wrongly, and how many there are in all.
pub fn wrong_lines(resources: &Resources, table: &str) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let language = Language::from_code(cells[0]).expect("language");
        lines += 1;
        let found = readings(resources, language, cells[1].parse().ok(), cells[3]);
        let most_exact = found.iter().min_by_key(|r| (r.period.is_none(), r.precision));
        if !most_exact.is_some_and(|r| fits(r, cells[2], cells.get(4).unwrap_or(&""))) {
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    (wrong, lines)
}
