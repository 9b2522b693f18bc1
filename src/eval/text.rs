//! Comparable forms: names without accents and case, gold cells with alternatives.

use serde::Deserialize;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A gold cell `a|b`: either is right. An empty alternative (`a|`) means that leaving it out is
/// right too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Option<String>")]
pub struct Alternatives(BTreeSet<String>);

impl From<Option<String>> for Alternatives {
    fn from(cell: Option<String>) -> Alternatives {
        Alternatives(cell.iter().flat_map(|c| c.split('|')).map(|v| v.trim().to_owned()).collect())
    }
}

impl Alternatives {
    pub(super) fn allows(&self, value: &str) -> bool {
        self.0.contains(value)
    }

    /// Leaving the value out is right.
    pub(super) fn may_be_missing(&self) -> bool {
        self.allows("")
    }

    /// The one value, if there are no others.
    pub(super) fn is_only(&self, value: &str) -> bool {
        self.0.len() == 1 && self.allows(value)
    }

    /// The alternatives that say something.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str).filter(|v| !v.is_empty())
    }

    /// Comparable forms of the alternatives that say something.
    pub(super) fn folded(&self) -> impl Iterator<Item = String> + '_ {
        self.values().map(fold).filter(|v| !v.is_empty())
    }
}

/// The comparable form of a name: no accents, case, punctuation, Arabic marks or variants of
/// alef, ya and ta marbuta; words apart by one space.
pub fn fold(name: &str) -> String {
    let letters: String = name.nfkd().filter(|c| canonical_combining_class(*c) == 0 && *c != '\u{640}').collect();
    let same: String = letters
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ى' | 'ئ' => 'ي',
            'ة' => 'ه',
            'ؤ' => 'و',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    same.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Alternatives {
        Some(text.to_owned()).into()
    }

    #[test]
    fn names_fold_to_one_form() {
        for (a, b) in [("Sékou-Touré ", "sekou toure"), ("ﺇِسْلام", "اسلام"), ("مـــدينة", "مدينه"), ("على", "علي"), ("N'Djamena", "n djamena"), ("٣ km²", "٣ km2")]
        {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_eq!(fold(" -- "), "");
    }

    #[test]
    fn a_cell_may_allow_leaving_out() {
        assert!(cell("jnim|").may_be_missing() && cell("").may_be_missing());
        assert!(!cell("jnim | fla").may_be_missing() && cell("jnim | fla").allows("fla"));
        assert!(cell("unknown").is_only("unknown") && !cell("unknown|").is_only("unknown"));
        assert_eq!(Alternatives::from(None), Alternatives::default());
    }
}
