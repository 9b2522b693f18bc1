//! What accounts tell of one field, and the note of what was chosen.

use crate::record::{ChoiceRecord, EventRecord, RivalRecord};

/// A value and the accounts that tell it, as indexes in their order.
#[derive(Debug, Clone)]
pub struct Told<T> {
    pub value: T,
    pub from: Vec<usize>,
}

/// Each value that accounts tell once, most told first and then in the order of the accounts.
pub fn told<T: PartialEq>(accounts: &[EventRecord], value: impl Fn(&EventRecord) -> Option<T>) -> Vec<Told<T>> {
    let mut out: Vec<Told<T>> = Vec::new();
    for (number, account) in accounts.iter().enumerate() {
        let Some(value) = value(account) else { continue };
        match out.iter_mut().find(|t| t.value == value) {
            Some(known) => known.from.push(number),
            None => out.push(Told { value, from: vec![number] }),
        }
    }
    out.sort_by_key(|t| std::cmp::Reverse(t.from.len()));
    out
}

/// The note of a choice whose first value was taken. Without a rule of its own, it was agreed on, told
/// by most, or told first.
pub fn choice<T>(field: &str, rule: Option<&str>, told: Vec<Told<T>>, accounts: &[EventRecord], show: impl Fn(&T) -> String) -> ChoiceRecord {
    let ids = |from: &[usize]| from.iter().map(|i| accounts[*i].event_id.clone()).collect::<Vec<_>>();
    let rule = rule.unwrap_or(match &told[..] {
        [] => "not-told",
        [_] => "agreed",
        [a, b, ..] if a.from.len() > b.from.len() => "most-told",
        _ => "told-first",
    });
    let mut all = told.iter();
    let chosen = all.next();
    ChoiceRecord {
        field: field.into(),
        rule: format!("merge/{rule}"),
        value: chosen.map_or(String::new(), |t| show(&t.value)),
        from: chosen.map_or(Vec::new(), |t| ids(&t.from)),
        rivals: all.map(|t| RivalRecord { value: show(&t.value), from: ids(&t.from) }).collect(),
    }
}
