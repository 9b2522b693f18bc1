//! A date as files, tables, feeds and pages write it -> its day.

use chrono::{NaiveDate, NaiveTime};

/// The day of an ISO date or date-time, as it is written: no shift between time zones.
pub(super) fn iso(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(day);
    }
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let clock = match time.strip_suffix(['Z', 'z']) {
        Some(clock) => clock,
        None => match time.rfind(['+', '-']) {
            Some(at) if is_offset(&time[at + 1..]) => &time[..at],
            Some(_) => return None,
            None => time,
        },
    };
    let clock = clock.trim_end();
    ["%H:%M:%S%.f", "%H:%M"].iter().any(|f| NaiveTime::parse_from_str(clock, f).is_ok()).then_some(day)
}

/// `01`, `0100` or `01:00`.
fn is_offset(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| *c != ':').collect();
    matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The day of a date in the user's own form; what stands behind it (a time) is passed over.
pub(super) fn formatted(text: &str, format: &str) -> Option<NaiveDate> {
    NaiveDate::parse_and_remainder(text.trim(), format).ok().map(|(day, _)| day)
}

/// The months' names and abbreviations in the three languages, at the index of the month.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "يناير", "جانفي", "كانون الثاني"],
    &["february", "feb", "février", "fevrier", "févr", "fév", "فبراير", "فيفري", "شباط"],
    &["march", "mar", "mars", "مارس", "آذار", "اذار"],
    &["april", "apr", "avril", "avr", "أبريل", "ابريل", "إبريل", "أفريل", "نيسان"],
    &["may", "mai", "مايو", "ماي", "أيار", "ايار"],
    &["june", "jun", "juin", "يونيو", "جوان", "حزيران"],
    &["july", "jul", "juillet", "juil", "يوليو", "جويلية", "تموز"],
    &["august", "aug", "août", "aout", "أغسطس", "اغسطس", "أوت", "غشت", "آب"],
    &["september", "sep", "sept", "septembre", "سبتمبر", "شتنبر", "أيلول", "ايلول"],
    &["october", "oct", "octobre", "أكتوبر", "اكتوبر", "تشرين الأول", "تشرين الاول"],
    &["november", "nov", "novembre", "نوفمبر", "نونبر", "تشرين الثاني"],
    &["december", "dec", "décembre", "decembre", "déc", "ديسمبر", "دجنبر", "كانون الأول", "كانون الاول"],
];

/// The day of a date in one of the usual forms: ISO, `2023/01/13`, `20230113`, that of e-mails and
/// feeds, and those with a month's name. `03/04/2023` may be two days, so it is none.
pub(super) fn loose(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(day) = iso(text) {
        return Some(day);
    }
    let text: String = text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}')).map(western).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let head = &words[..words.len().min(8)];
    named_month(head).or_else(|| numbers_alone(head))
}

fn western(c: char) -> char {
    match c {
        '٠'..='٩' => char::from(b'0' + (u32::from(c) - 0x660) as u8),
        '۰'..='۹' => char::from(b'0' + (u32::from(c) - 0x6f0) as u8),
        other => other,
    }
}

/// `13 January 2023`, `January 13, 2023`, `Fri, 13 Jan 2023 08:30:00 GMT`, `١٣ يناير ٢٠٢٣`.
fn named_month(words: &[&str]) -> Option<NaiveDate> {
    let (at, length, month) = (0..words.len()).find_map(|at| {
        let two = words.get(at..at + 2).map(|w| w.join(" "));
        let month = |name: &str| MONTHS.iter().position(|names| names.contains(&name)).map(|m| m as u32 + 1);
        two.and_then(|w| month(&w)).map(|m| (at, 2, m)).or_else(|| month(words[at]).map(|m| (at, 1, m)))
    })?;
    let day_of = |word: &&str| word.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u32>().ok().filter(|d| (1..=31).contains(d));
    let year_of = |word: &&str| word.parse::<i32>().ok().filter(|y| word.len() == 4 && (1900..2200).contains(y));
    let before = at.checked_sub(1).and_then(|i| day_of(&words[i]));
    let rest = &words[at + length..];
    let (day, year) = match before {
        Some(day) => (day, rest.iter().find_map(year_of)),
        None => (rest.first().and_then(day_of)?, rest.iter().skip(1).find_map(year_of)),
    };
    NaiveDate::from_ymd_opt(year?, month, day)
}

/// `2023/01/13`, `20230113`, and `13/01/2023` where no month can be meant by 13.
fn numbers_alone(words: &[&str]) -> Option<NaiveDate> {
    if let [whole, ..] = words
        && whole.len() == 8
    {
        return NaiveDate::parse_from_str(whole, "%Y%m%d").ok();
    }
    let [a, b, c, ..] = words else { return None };
    let number = |w: &str| w.parse::<u32>().ok().filter(|_| w.len() <= 4);
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(first as i32, second, third);
    }
    if c.len() != 4 {
        return None;
    }
    match (first, second) {
        (day, month) if day > 12 || day == month => NaiveDate::from_ymd_opt(third as i32, month, day),
        (month, day) if day > 12 => NaiveDate::from_ymd_opt(third as i32, month, day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2023, 1, 13);

    #[test]
    fn days_are_read_from_dates_and_date_times() {
        for text in [
            "2023-01-13",
            "2023-01-13T08:30",
            "2023-01-13T08:30:00",
            "2023-01-13 08:30:00.25",
            "2023-01-13T23:30:00Z",
            "2023-01-13T23:30:00+01:00",
            "2023-01-13T23:30:00-0300",
            "2023-01-13 23:30 +00",
        ] {
            assert_eq!(iso(text), DAY, "{text}");
        }
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in ["2023-02-30", "2023-13-01", "13/01/2023", "2023-1-3", "2023", "2023-01-13T25:00", "2023-01-13 noon", "٢٠٢٣-٠١-١٣", "2023-01-13T08:30+x"]
        {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn usual_forms_are_read() {
        for text in [
            "Fri, 13 Jan 2023 08:30:00 GMT",
            "13 January 2023",
            "January 13th, 2023",
            "vendredi 13 janvier 2023 à 8h30",
            "13 janv. 2023",
            "الجمعة ١٣ يناير ٢٠٢٣",
            "13 كانون الثاني 2023",
            "13 كانون الثاني/يناير 2023",
            "2023/01/13",
            "2023.1.13 08:30",
            "20230113",
            "13/01/2023",
            "01/13/2023",
            "13.01.2023 23:59",
        ] {
            assert_eq!(loose(text), DAY, "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_is_none() {
        for text in ["03/04/2023", "13/01/23", "soon", "", "January", "2023", "45 January 2023", "99999999", "13 Smarch 2023"] {
            assert_eq!(loose(text), None, "{text}");
        }
        assert_eq!(formatted("03/04/2023 10:00", "%d/%m/%Y"), NaiveDate::from_ymd_opt(2023, 4, 3));
    }
}
