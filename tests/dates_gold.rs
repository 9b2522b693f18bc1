//! The date sentences of the shared gold, each resolved through the whole annotation.

use chrono::{Datelike, NaiveDate};
use khabar::annotate::annotate;
use khabar::normalize::normalize;
use khabar::report::Language;
use khabar::resolve::dates::{DateReading, date};
use khabar::resources::Resources;
use khabar::segment::segment;
use std::path::Path;

fn readings(resources: &Resources, language: Language, published: Option<NaiveDate>, sentence: &str) -> Vec<DateReading> {
    let text = normalize(sentence);
    let segmented = segment(resources, &text, Some(language));
    let annotated = annotate(resources, &text, &segmented);
    let dates = annotated.mentions.iter().filter(|m| resources.classes.name(m.kind) == "DATE");
    dates.map(|m| date(resources, &text, m, published, None)).collect()
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

#[test]
fn gold_sentences() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/dates/dates.tsv");
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("skipped: no gold dates beside this checkout");
        return;
    };
    let resources = Resources::built_in();
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let language = Language::from_code(cells[0]).expect("language");
        lines += 1;
        let found = readings(&resources, language, cells[1].parse().ok(), cells[3]);
        let most_exact = found.iter().min_by_key(|r| (r.period.is_none(), r.precision));
        if !most_exact.is_some_and(|r| fits(r, cells[2], cells.get(4).unwrap_or(&""))) {
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {lines} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_date_where_there_is_none() {
    let resources = Resources::built_in();
    let sentences = [
        (Language::Ar, "هذا كتاب مفيد."),
        (Language::Ar, "ذهاب وإياب بلا فائدة."),
        (Language::Ar, "وأحدث القرار ضجة كبيرة."),
        (Language::Ar, "حضر الرجل الثاني في الحزب الأول."),
        (Language::Ar, "وصل الأول ثم الثاني."),
        (Language::Fr, "La mer Méditerranée est agitée."),
        (Language::Fr, "Ils ont été tués par des inconnus."),
        (Language::Fr, "Il a été passé à tabac."),
        (Language::Fr, "C'est la seconde attaque."),
        (Language::Fr, "La société Mars vend du cacao."),
        (Language::En, "They may have left the town."),
        (Language::En, "It was the second attack."),
        (Language::En, "Mars sells cocoa to the world."),
        (Language::En, "The men march to the sea."),
    ];
    for (language, sentence) in sentences {
        let found = readings(&resources, language, NaiveDate::from_ymd_opt(2025, 11, 22), sentence);
        assert!(found.is_empty(), "{sentence}: {found:?}");
    }
}
