//! Two divisions of one country: in which unit of the new one a place of the old one lies.

use rustc_hash::FxHashMap;

/// Units of level 1 and 2.
type Units = (Box<str>, Box<str>);

/// From units of the old division, joined by tabs after their country, to units of the new one.
#[derive(Debug, Clone, Default)]
pub struct Divisions(FxHashMap<String, Units>);

impl Divisions {
    pub fn add(&mut self, country: &str, old: (&str, &str), new: (&str, &str)) {
        self.0.insert(format!("{country}\t{}\t{}", old.0, old.1), (new.0.into(), new.1.into()));
    }

    /// The new units of a place; that of level 2 only where it is settled.
    pub fn of(&self, country: &str, admin1: Option<&str>, admin2: Option<&str>) -> Option<(&str, Option<&str>)> {
        if self.0.is_empty() {
            return None;
        }
        let key = |admin2: &str| format!("{country}\t{}\t{admin2}", admin1.unwrap_or(""));
        let (first, second) = self.0.get(&key(admin2.unwrap_or(""))).or_else(|| self.0.get(&key("")))?;
        Some((first, Some(&**second).filter(|s| !s.is_empty())))
    }
}
