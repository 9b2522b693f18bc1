//! Days, weeks, months and years, Gregorian and Hijri. Nothing here knows of words.
//!
//! In: numbers. Out: a day or a period, or nothing where the calendar has none.

use super::Period;
use super::parts::{Measure, Part};
use chrono::{Datelike, Days, Months, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::Hijri;
use icu_calendar::types::RataDie;

pub(super) fn day(date: NaiveDate) -> Period {
    Period { start: date, end: date }
}

/// `date` moved by a number of days.
pub(super) fn shift(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(by) } else { date.checked_add_days(by) }
}

pub(super) fn month(year: i32, month: u32) -> Option<Period> {
    let start = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some(Period { start, end: start.checked_add_months(Months::new(1))?.pred_opt()? })
}

pub(super) fn year(year: i32) -> Option<Period> {
    Some(Period { start: NaiveDate::from_ymd_opt(year, 1, 1)?, end: NaiveDate::from_ymd_opt(year, 12, 31)? })
}

/// The calendar unit that is `count` units after the one that holds `date`.
pub(super) fn measure(unit: Measure, date: NaiveDate, count: i64) -> Option<Period> {
    let months = |per: i64| {
        let by = Months::new(u32::try_from(count.unsigned_abs() * per.unsigned_abs()).ok()?);
        if count < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) }
    };
    match unit {
        Measure::Hour => shift(date, (count as f64 / 24.0).round() as i64).map(day),
        Measure::Day => shift(date, count).map(day),
        Measure::Week => week(shift(date, count.checked_mul(7)?)?),
        Measure::Weekend => {
            let held = week(shift(date, count.checked_mul(7)?)?)?;
            Some(Period { start: shift(held.end, -1)?, end: held.end })
        }
        Measure::Month => months(1).and_then(|d| month(d.year(), d.month())),
        Measure::Quarter => {
            let inside = months(3)?;
            let first = month(inside.year(), inside.month0() / 3 * 3 + 1)?;
            Some(Period { start: first.start, end: first.start.checked_add_months(Months::new(3))?.pred_opt()? })
        }
        Measure::Year => year(date.year().checked_add(i32::try_from(count).ok()?)?),
        Measure::Decade => {
            let first = date.year().div_euclid(10).checked_add(i32::try_from(count).ok()?)?.checked_mul(10)?;
            Some(Period { start: year(first)?.start, end: year(first + 9)?.end })
        }
    }
}

/// `date` moved back by `count` units, to the day.
pub(super) fn back(unit: Measure, date: NaiveDate, count: u32) -> Option<NaiveDate> {
    match unit {
        Measure::Hour => shift(date, -i64::from(count.div_ceil(24))),
        Measure::Day => shift(date, -i64::from(count)),
        Measure::Week | Measure::Weekend => shift(date, -i64::from(count) * 7),
        Measure::Month => date.checked_sub_months(Months::new(count)),
        Measure::Quarter => date.checked_sub_months(Months::new(count.checked_mul(3)?)),
        Measure::Year => date.checked_sub_months(Months::new(count.checked_mul(12)?)),
        Measure::Decade => date.checked_sub_months(Months::new(count.checked_mul(120)?)),
    }
}

/// Monday to Sunday around a day.
pub(super) fn week(date: NaiveDate) -> Option<Period> {
    let start = shift(date, -i64::from(date.weekday().num_days_from_monday()))?;
    Some(Period { start, end: shift(start, 6)? })
}

/// The beginning, middle or end of a period: days 1-10, 11-20 and 21-31 of a month, the thirds of
/// anything else.
pub(super) fn part(period: Period, part: Part) -> Period {
    let days = (period.end - period.start).num_days() + 1;
    let (first, second) = if (28..=31).contains(&days) { (10, 20) } else { (days.div_euclid(3).max(1), (days * 2).div_euclid(3).max(1)) };
    let at = |offset: i64| shift(period.start, offset.min(days - 1)).unwrap_or(period.end);
    match part {
        Part::Early => Period { start: period.start, end: at(first - 1) },
        Part::Mid => Period { start: at(first), end: at(second - 1) },
        Part::Late => Period { start: at(second), end: period.end },
    }
}

/// The last day with this number (1 Monday to 7 Sunday) on or before `date`.
pub(super) fn weekday_before(date: NaiveDate, number: u32) -> Option<NaiveDate> {
    shift(date, -i64::from((date.weekday().number_from_monday() + 7 - number) % 7))
}

fn rata_die(date: NaiveDate) -> RataDie {
    RataDie::new(i64::from(date.num_days_from_ce()))
}

/// A day of the Umm al-Qura calendar.
pub(super) fn from_hijri(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let date = Date::try_new_hijri_with_calendar(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?, Hijri::new_umm_al_qura()).ok()?;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(date.to_rata_die().to_i64_date()).ok()?)
}

pub(super) fn hijri_month(year: i32, month: u32) -> Option<Period> {
    let start = from_hijri(year, month, 1)?;
    let next = if month == 12 { from_hijri(year + 1, 1, 1)? } else { from_hijri(year, month + 1, 1)? };
    Some(Period { start, end: next.pred_opt()? })
}

/// The Hijri year that a day falls into.
pub(super) fn hijri_year(date: NaiveDate) -> i32 {
    Date::from_rata_die(rata_die(date), Hijri::new_umm_al_qura()).year().extended_year()
}
