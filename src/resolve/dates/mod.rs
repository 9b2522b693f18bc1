//! DATE mentions -> days and spans of the calendar.
//!
//! In: a mention, the report's date, and the date of the event told before it. Out: a
//! [`DateReading`]. The rule that made the mention names by `read` how its captures are meant.
//! Nothing is guessed: a day without a year needs the report's date, "the next day" needs an event
//! before it, and what cannot be read carries a reason. Times of day are not kept.

mod calendar;
mod parts;
#[cfg(test)]
mod tests;

use crate::mention::Mention;
use crate::normalize::Text;
use crate::resources::Resources;
use calendar as cal;
use chrono::{Datelike, NaiveDate};
use parts::{Deictic, Measure, Parts, Rel};

/// First and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    pub start: NaiveDate,
    pub end: NaiveDate,
}

impl Period {
    /// 1 the day is known, 2 within a week or so, 3 within a month or more.
    pub fn precision(self) -> u8 {
        match (self.end - self.start).num_days() {
            ..=0 => 1,
            1..=9 => 2,
            _ => 3,
        }
    }
}

/// What a DATE mention means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateReading {
    pub period: Option<Period>,
    /// 1 day, 2 week, 3 month or more.
    pub precision: u8,
    /// The period runs from a day up to the report's date.
    pub since: bool,
    /// The words name a whole year, whichever it is: "this year".
    pub coarse: bool,
    /// It runs over years, whichever they are: "in the last nine years".
    pub years: bool,
    /// Why there is no period: `no-publication-date`, `no-context-date`, `impossible-date`,
    /// `bound-only` or `unreadable-date`.
    pub reason: Option<&'static str>,
}

/// The day is not known without the report's date.
pub const NO_PUBLICATION_DATE: &str = "no-publication-date";
/// The day is not known without the event told before.
pub const NO_CONTEXT_DATE: &str = "no-context-date";
/// The calendar has no such day.
pub const IMPOSSIBLE_DATE: &str = "impossible-date";
/// "before July": the text sets a bound and no date.
pub const BOUND_ONLY: &str = "bound-only";
/// The words name no day, month or year.
pub const UNREADABLE_DATE: &str = "unreadable-date";

type Read = Result<Period, &'static str>;

/// What stands before a date that it may lean on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Before {
    /// The date of the event told before ("two days later").
    pub context: Option<Period>,
    /// The last day or month with a year, told just before: "in March 2015 … on 20 November".
    pub story: Option<NaiveDate>,
}

/// Whether a mention is a day or month of the calendar that names its year in digits.
pub fn names_year(resources: &Resources, text: &Text, mention: &Mention) -> bool {
    let parts = Parts { resources, text, mention };
    parts.setting("read") == Some("calendar") && parts.has("month") && parts.has("year")
}

/// Whether a mention is a day or month of the calendar without any year.
pub fn leans_on_story(resources: &Resources, text: &Text, mention: &Mention) -> bool {
    let parts = Parts { resources, text, mention };
    parts.setting("read") == Some("calendar") && parts.has("month") && !["year", "yearrel", "yearof", "rel", "since"].iter().any(|p| parts.has(p))
}

/// Reads a DATE mention. `published` anchors relative dates.
pub fn date(resources: &Resources, text: &Text, mention: &Mention, published: Option<NaiveDate>, before: Before) -> DateReading {
    let Before { context, story } = before;
    let reader = Reader { parts: Parts { resources, text, mention }, published, context, story };
    let since = reader.parts.has("since") || reader.parts.setting("since").is_some();
    let read = reader.parts.setting("read");
    let years = read == Some("decade")
        || matches!(read, Some("ago" | "recent")) && (since || !reader.parts.units("rel").is_empty()) && reader.parts.unit("unit") == Some(Measure::Year);
    let coarse = matches!(reader.parts.deictic("deictic"), Some(Deictic::Unit(Measure::Year, _)));
    match reader.read() {
        Ok(period) => {
            let period = match published.filter(|p| since && *p >= period.start) {
                Some(end) => Period { start: period.start, end },
                None => period,
            };
            DateReading { period: Some(period), precision: period.precision(), since, coarse, years, reason: None }
        }
        Err(reason) => DateReading { period: None, precision: 3, since, coarse, years, reason: Some(reason) },
    }
}

/// The day on which a report was written, where it came out later than that: "yesterday, Friday" in a report of a
/// Tuesday was written on a Saturday. `dates` are its DATE mentions.
pub fn written<'m>(resources: &Resources, text: &Text, dates: impl Iterator<Item = &'m Mention>, published: NaiveDate) -> NaiveDate {
    let told = |mention: &'m Mention| {
        let reader = Reader { parts: Parts { resources, text, mention }, published: Some(published), context: None, story: None };
        let Some(Deictic::Offset(days @ ..=0)) = reader.parts.deictic("deictic").filter(|_| reader.parts.has("weekday")) else { return None };
        cal::shift(reader.read().ok()?.start, -days)
    };
    dates.filter(|m| resources.rules[m.rule as usize].setting("read") == Some("deictic")).find_map(told).unwrap_or(published)
}

struct Reader<'a> {
    parts: Parts<'a>,
    published: Option<NaiveDate>,
    context: Option<Period>,
    story: Option<NaiveDate>,
}

impl Reader<'_> {
    fn read(&self) -> Read {
        match self.parts.setting("read") {
            Some("calendar") => self.calendar(),
            Some("hijri") => self.hijri(),
            Some("numeric") => self.numeric(),
            Some("day-of-month") => self.day_of_month(),
            Some("weekday") => self.weekday(),
            Some("deictic") => self.deictic(),
            Some("unit") => self.unit(),
            Some("ago") => self.ago(),
            Some("recent") => self.recent(),
            Some("later") => self.later(1),
            Some("earlier") => self.later(-1),
            Some("decade") => self.decade(),
            Some("feast") => self.feast(),
            Some("same") if self.parts.has("unit") => self.same_unit(),
            // A year told before is not the day meant.
            Some("same") => self.context.filter(|c| (c.end - c.start).num_days() <= 31).ok_or(NO_CONTEXT_DATE),
            Some("next") => self.context.and_then(|c| cal::shift(c.end, 1)).map(cal::day).ok_or(NO_CONTEXT_DATE),
            Some("bound") => Err(BOUND_ONLY),
            Some("season") => self.season(),
            _ => Err(UNREADABLE_DATE),
        }
    }

    fn published(&self) -> Result<NaiveDate, &'static str> {
        self.published.ok_or(NO_PUBLICATION_DATE)
    }

    /// The end of a period that is still running is the report's date.
    fn clip(&self, period: Period) -> Period {
        match self.published {
            Some(p) if period.start <= p && p < period.end => Period { end: p, ..period },
            _ => period,
        }
    }

    fn part(&self, period: Period) -> Period {
        self.clip(self.parts.part("part").map_or(period, |p| cal::part(period, p)))
    }

    /// The year that the text names, in digits or as "last year".
    fn year(&self) -> Result<Option<i32>, &'static str> {
        let digits = |name| self.parts.slice(name).trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<i32>().ok();
        if let Some(year) = digits("year") {
            return Ok(Some(year));
        }
        if self.parts.has("yearof") {
            return Ok(Some(self.context.ok_or(NO_CONTEXT_DATE)?.start.year()));
        }
        if !self.parts.has("yearrel") {
            return Ok(self.year_of_story());
        }
        let by = match self.parts.rel("yearrel") {
            Some(Rel::Last) => -1,
            Some(Rel::Next) => 1,
            _ => 0,
        };
        Ok(Some(self.published()?.year() + by))
    }

    /// "On 7 March 2015 … On 20 November": the year that the story told last, where the day or month comes after its date
    /// and not after the report.
    fn year_of_story(&self) -> Option<i32> {
        let story = self.story.filter(|_| leans_on_story(self.parts.resources, self.parts.text, self.parts.mention))?;
        let month = self.parts.value("month", "month")?;
        let day = self.parts.number("day");
        let later = (month, day.unwrap_or(31)) > (story.month(), story.day()) && !(month == story.month() && day.is_none());
        let told = NaiveDate::from_ymd_opt(story.year(), month, day.unwrap_or(1))?;
        (later && self.published.is_none_or(|p| told <= p)).then_some(story.year())
    }

    /// Days, months, years and ranges of them.
    fn calendar(&self) -> Read {
        let year = self.year()?;
        let first_month = self.parts.value("month", "month").or_else(|| self.parts.value("month2", "month"));
        let Some(month) = first_month else {
            let first = self.parts.slice("year0").parse().ok();
            let period = year.and_then(|y| Some(Period { start: cal::year(first.unwrap_or(y))?.start, end: cal::year(y)?.end }));
            return Ok(self.part(period.filter(|p| p.start <= p.end).ok_or(UNREADABLE_DATE)?));
        };
        let last_month = self.parts.value("month2", "month").unwrap_or(month);
        if !self.parts.has("day") {
            let last = self.month(last_month, year)?;
            let first = if last_month == month { Some(last) } else { cal::month(last.start.year() - i32::from(month > last_month), month) };
            let first = first.ok_or(IMPOSSIBLE_DATE)?;
            return Ok(self.part(Period { start: first.start, end: last.end }));
        }
        let first = self.parts.number("day").ok_or(UNREADABLE_DATE)?;
        let Some(last) = self.parts.number("day2") else {
            return self.day(first, month, year).map(cal::day);
        };
        let wraps = (month, first) > (last_month, last);
        let end = match year {
            Some(_) => self.day(last, last_month, year)?,
            // The report may be of a day within the span.
            None => {
                let begun = self.day(first, month, None)?;
                self.day(last, last_month, Some(begun.year() + i32::from(wraps)))?
            }
        };
        let first_year = self.parts.slice("year0").parse().unwrap_or(end.year() - i32::from(wraps));
        let start = NaiveDate::from_ymd_opt(first_year, month, first).filter(|s| *s <= end).ok_or(IMPOSSIBLE_DATE)?;
        Ok(if self.parts.has("night") { cal::day(start) } else { Period { start, end } })
    }

    fn month(&self, month: u32, year: Option<i32>) -> Read {
        if let Some(year) = year {
            return cal::month(year, month).ok_or(IMPOSSIBLE_DATE);
        }
        let published = self.published()?;
        let year = published.year()
            + match self.parts.rel("rel") {
                Some(Rel::Last) => -i32::from(month >= published.month()),
                Some(Rel::This) => 0,
                Some(Rel::Next) => i32::from(month <= published.month()),
                None => -i32::from(month > published.month()),
            };
        cal::month(year, month).ok_or(IMPOSSIBLE_DATE)
    }

    /// Without a year, the last such day on or before the report's date, or the next one where the
    /// text says so.
    fn day(&self, day: u32, month: u32, year: Option<i32>) -> Result<NaiveDate, &'static str> {
        if let Some(year) = year {
            return NaiveDate::from_ymd_opt(year, month, day).ok_or(IMPOSSIBLE_DATE);
        }
        if NaiveDate::from_ymd_opt(2024, month, day).is_none() {
            return Err(IMPOSSIBLE_DATE);
        }
        let published = self.published()?;
        // "30 July of this month" may be still to come.
        if self.parts.rel("rel") == Some(Rel::This) && month == published.month() {
            return NaiveDate::from_ymd_opt(published.year(), month, day).ok_or(IMPOSSIBLE_DATE);
        }
        let next = self.parts.rel("rel") == Some(Rel::Next);
        let years = (0..9).map(|n| published.year() + if next { n } else { -n });
        years.filter_map(|y| NaiveDate::from_ymd_opt(y, month, day)).find(|d| if next { *d > published } else { *d <= published }).ok_or(IMPOSSIBLE_DATE)
    }

    /// "the third of this month": a day of a month told from the report's date, or of the one told before: "on the 5th".
    fn day_of_month(&self) -> Read {
        let month = match self.parts.deictic("deictic") {
            Some(Deictic::Unit(Measure::Month, rel)) => cal::measure(Measure::Month, self.published()?, steps(rel)).ok_or(IMPOSSIBLE_DATE)?,
            Some(_) => return Err(UNREADABLE_DATE),
            None => self.context.filter(|c| (c.start.year(), c.start.month()) == (c.end.year(), c.end.month())).ok_or(NO_CONTEXT_DATE)?,
        };
        let month = cal::month(month.start.year(), month.start.month()).ok_or(IMPOSSIBLE_DATE)?;
        let day = self.parts.number("day").ok_or(UNREADABLE_DATE)?;
        month.start.with_day(day).map(cal::day).ok_or(IMPOSSIBLE_DATE)
    }

    fn hijri(&self) -> Read {
        let month = self.parts.value("month", "hijri-month").ok_or(UNREADABLE_DATE)?;
        let day = self.parts.number("day");
        let in_year = |year: i32| match day {
            Some(d) => cal::from_hijri(year, month, d).map(cal::day),
            None => cal::hijri_month(year, month),
        };
        if let Some(year) = self.year()? {
            return in_year(year).map(|p| self.part(p)).ok_or(IMPOSSIBLE_DATE);
        }
        let published = self.published()?;
        let year = cal::hijri_year(published);
        let past = (0..9).filter_map(|n| in_year(year - n)).find(|p| p.start <= published);
        past.map(|p| self.part(p)).ok_or(IMPOSSIBLE_DATE)
    }

    /// 05/09/2025, 2025-09-05, 5.9.25: the day first, unless only the second number can be one. 05/09
    /// is a day and a month.
    fn numeric(&self) -> Read {
        let numbers: Vec<u32> = self.parts.slice("date").split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        if let &[day, month] = numbers.as_slice() {
            return self.day(day, month, None).map(cal::day);
        }
        let &[a, b, c] = numbers.as_slice() else { return Err(UNREADABLE_DATE) };
        let (day, month, year) = if a > 31 {
            (c, b, a)
        } else if b > 12 && a <= 12 {
            (b, a, c)
        } else {
            (a, b, c)
        };
        let year = if year < 100 { year + 2000 } else { year } as i32;
        if (1300..1500).contains(&year) {
            return cal::from_hijri(year, month, day).map(cal::day).ok_or(IMPOSSIBLE_DATE);
        }
        NaiveDate::from_ymd_opt(year, month, day).map(cal::day).ok_or(IMPOSSIBLE_DATE)
    }

    fn weekday(&self) -> Read {
        let number = |name| self.parts.value(name, "weekday").filter(|n| (1..=7).contains(n));
        let first = number("weekday").ok_or(UNREADABLE_DATE)?;
        let published = self.published()?;
        if let Some(Deictic::Unit(Measure::Week, rel)) = self.parts.deictic("week") {
            let week = cal::measure(Measure::Week, published, steps(rel)).ok_or(IMPOSSIBLE_DATE)?;
            return cal::weekday_before(week.end, first).map(cal::day).ok_or(IMPOSSIBLE_DATE);
        }
        let last = number("weekday2").unwrap_or(first);
        let before = |date: Option<NaiveDate>, number| date.and_then(|d| cal::weekday_before(d, number)).ok_or(IMPOSSIBLE_DATE);
        let end = match self.parts.rel("rel") {
            Some(Rel::Last) => before(published.pred_opt(), last)?,
            Some(Rel::Next) => before(cal::shift(published, 7), last)?,
            _ => before(Some(published), last)?,
        };
        let start = before(Some(end), first)?;
        Ok(if self.parts.has("night") { cal::day(start) } else { Period { start, end } })
    }

    fn deictic(&self) -> Read {
        let deictic = self.parts.deictic("deictic").ok_or(UNREADABLE_DATE)?;
        let days_from = |base: NaiveDate, days| cal::shift(base, days).ok_or(IMPOSSIBLE_DATE);
        match deictic {
            Deictic::FromEvent(days) => {
                // Counted from a day, not from a year told between.
                let context = self.context.filter(|c| (c.end - c.start).num_days() <= 31).ok_or(NO_CONTEXT_DATE)?;
                let base = if days > 0 { context.end } else { context.start };
                // The day after something in January is no day of February.
                if days == 0 || context.precision() == 3 { Ok(context) } else { days_from(base, days).map(cal::day) }
            }
            Deictic::Offset(days) => {
                let told = days_from(self.published()?, days)?;
                // "yesterday, Friday" in a report that came out later: the weekday is right.
                let named = self.parts.value("weekday", "weekday").filter(|n| days <= 0 && (1..=7).contains(n));
                let right = named.map_or(Some(told), |n| cal::weekday_before(told, n));
                right.map(cal::day).ok_or(IMPOSSIBLE_DATE)
            }
            Deictic::Between(low, high) => {
                let published = self.published()?;
                Ok(Period { start: days_from(published, low)?, end: days_from(published, high)? })
            }
            Deictic::Unit(unit, rel) => self.measured(unit, rel),
        }
    }

    fn measured(&self, unit: Measure, rel: Rel) -> Read {
        let published = self.published()?;
        if matches!(unit, Measure::Day | Measure::Hour) && rel == Rel::Last {
            return Ok(Period { start: cal::shift(published, -1).ok_or(IMPOSSIBLE_DATE)?, end: published });
        }
        let recent = unit == Measure::Weekend && rel == Rel::This && published.weekday().num_days_from_monday() < 5;
        let period = cal::measure(unit, published, if recent { -1 } else { steps(rel) });
        period.map(|p| self.part(p)).ok_or(IMPOSSIBLE_DATE)
    }

    /// "last week", "the early days of this month".
    fn unit(&self) -> Read {
        let unit = self.parts.unit("unit").ok_or(UNREADABLE_DATE)?;
        // "at the end of the week": of this one.
        let rel = self.parts.rel("rel").or(self.parts.has("part").then_some(Rel::This));
        self.measured(unit, rel.ok_or(UNREADABLE_DATE)?)
    }

    /// "three days ago", "some weeks ago".
    fn ago(&self) -> Read {
        let published = self.published()?;
        let unit = self.parts.unit("unit").ok_or(UNREADABLE_DATE)?;
        match self.parts.count() {
            Some(n) if self.parts.has("since") || self.parts.setting("since").is_some() => cal::back(unit, published, n).map(cal::day).ok_or(IMPOSSIBLE_DATE),
            Some(n) => cal::measure(unit, published, -i64::from(n)).map(|p| self.clip(p)).ok_or(IMPOSSIBLE_DATE),
            None => self.recent(),
        }
    }

    /// "in the last three days", "in recent weeks": up to the report's date.
    fn recent(&self) -> Read {
        let end = self.published()?;
        let unit = self.parts.unit("unit").ok_or(UNREADABLE_DATE)?;
        let some = match unit {
            Measure::Hour => 24,
            Measure::Day => 7,
            Measure::Week | Measure::Weekend => 4,
            Measure::Month | Measure::Quarter => 6,
            Measure::Year | Measure::Decade => 5,
        };
        let start = cal::back(unit, end, self.parts.count().unwrap_or(some)).ok_or(IMPOSSIBLE_DATE)?;
        Ok(Period { start, end })
    }

    /// "two days later", "a week earlier": from the event told before.
    fn later(&self, direction: i64) -> Read {
        // "missing two days after the attack": where no day is told before, they are counted from the day of writing.
        let written = || self.published.filter(|_| direction < 0 && self.parts.setting("of") == Some("next")).map(cal::day);
        let context = self.context.or_else(written).ok_or(NO_CONTEXT_DATE)?;
        let unit = self.parts.unit("unit").ok_or(UNREADABLE_DATE)?;
        let base = if direction > 0 { context.end } else { context.start };
        let Some(n) = self.parts.count() else {
            if unit == Measure::Hour {
                return Ok(context);
            }
            let far = cal::shift(base, direction * 7).ok_or(IMPOSSIBLE_DATE)?;
            return if unit == Measure::Day { Ok(Period { start: base.min(far), end: base.max(far) }) } else { Err(UNREADABLE_DATE) };
        };
        cal::measure(unit, base, direction * i64::from(n)).ok_or(IMPOSSIBLE_DATE)
    }

    /// "in the same year": of the date told before.
    fn same_unit(&self) -> Read {
        let told = self.context.ok_or(NO_CONTEXT_DATE)?.start;
        match self.parts.unit("unit") {
            Some(Measure::Year) => cal::year(told.year()).ok_or(IMPOSSIBLE_DATE),
            _ => cal::month(told.year(), told.month()).ok_or(IMPOSSIBLE_DATE),
        }
    }

    /// "in the nineties", "in the 1980s".
    fn decade(&self) -> Read {
        let told = self.parts.number("decade").and_then(|n| i32::try_from(n).ok()).ok_or(UNREADABLE_DATE)?;
        let first = match told {
            ..30 => 2000 + told,
            30..100 => 1900 + told,
            _ => told,
        };
        let (first, last) = (cal::year(first).ok_or(IMPOSSIBLE_DATE)?, cal::year(first + 9).ok_or(IMPOSSIBLE_DATE)?);
        Ok(self.part(Period { start: first.start, end: last.end }))
    }

    /// Christmas, New Year's Day: the word's value is month and day.
    fn feast(&self) -> Read {
        let value = self.parts.value("feast", "feast").ok_or(UNREADABLE_DATE)?;
        self.day(value % 100, value / 100, self.year()?).map(cal::day)
    }

    /// Three whole months; a season without a year is the last one that has begun.
    fn season(&self) -> Read {
        let month = self.parts.value("season", "timeunit").filter(|m| (1..=12).contains(m)).ok_or(UNREADABLE_DATE)?;
        let in_year =
            |year: i32| Some(Period { start: cal::month(year, month)?.start, end: cal::month(year + i32::from(month > 10), (month + 1) % 12 + 1)?.end });
        if let Some(year) = self.year()? {
            return in_year(year).map(|p| self.clip(p)).ok_or(IMPOSSIBLE_DATE);
        }
        let published = self.published()?;
        let rel = self.parts.rel("rel");
        let over = |p: &Period| if rel == Some(Rel::Last) { p.end < published } else { p.start <= published };
        let year = published.year();
        let found = match rel {
            Some(Rel::Next) => in_year(year).filter(|p| p.start > published).or_else(|| in_year(year + 1)),
            _ => (0..3).filter_map(|n| in_year(year - n)).find(over),
        };
        found.map(|p| self.clip(p)).ok_or(IMPOSSIBLE_DATE)
    }
}

fn steps(rel: Rel) -> i64 {
    match rel {
        Rel::Last => -1,
        Rel::This => 0,
        Rel::Next => 1,
    }
}
