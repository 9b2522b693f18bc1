//! What letters and digits tell by their shape alone, before any table is asked.

use crate::segment::is_arabic;

/// Names in Latin script keep their capital: "Male" is a place, "male" is not.
pub(super) fn needs_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() && !is_arabic(c))
}

/// Titles of papers keep the capital behind their article: "Le Monde" is a paper, "Le monde" at the
/// head of a sentence is not.
pub(super) fn is_title(word: &str) -> bool {
    word.split_once(' ').is_some_and(|(article, rest)| matches!(article, "Le" | "La" | "Les" | "L'") && needs_capital(rest))
}

/// Short names in capitals keep them: UN is a body, un and Un are not.
pub(super) fn is_acronym(word: &str) -> bool {
    word.len() <= 3 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// What a run of digits may be by its shape alone: a day, a year, a whole date, a time of day …
pub(super) fn digit_classes(text: &str) -> Vec<&'static str> {
    let parts: Vec<&str> = text.split(['/', '.', ':', ',']).collect();
    let length = |n: usize| parts.get(n).map_or(0, |p| p.len());
    let lengths = (length(0), length(1), length(2));
    match (parts.len(), text.chars().find(|c| !c.is_ascii_digit())) {
        (1, _) => {
            let value: u32 = text.parse().unwrap_or(u32::MAX);
            let tests = [
                ("digits=day", lengths.0 <= 2 && (1..=31).contains(&value)),
                ("digits=short", lengths.0 <= 3),
                ("digits=group", lengths.0 == 3),
                ("digits=year", lengths.0 == 4 && (1900..=2100).contains(&value)),
                ("digits=hijri", lengths.0 == 4 && (1300..=1500).contains(&value)),
            ];
            tests.into_iter().filter(|(_, holds)| *holds).map(|(class, _)| class).collect()
        }
        (2, Some(':')) => vec!["digits=clock"],
        (2, Some('/')) => {
            let value = |n: usize| parts[n].parse::<u32>().unwrap_or(0);
            let tells = (1..=31).contains(&value(0)) && (1..=12).contains(&value(1)) && parts[1].len() == 2;
            if tells { vec!["digits=day-month"] } else { Vec::new() }
        }
        (3, Some('/' | '.')) if matches!(lengths, (1..=2, 1..=2, 2 | 4) | (4, 1..=2, 1..=2)) => vec!["digits=date"],
        _ => Vec::new(),
    }
}
