//! What the ending of an Arabic noun tells of its case, where the letters show it.
//!
//! In: a word as written and the forms it was found as. Out: classes `nominative` (المسلحون, جنديان: the subject),
//! `oblique` (المسلحين, ناشطا: an object, or behind a preposition, a number or a noun) and `absolute` (no noun before
//! its genitive). Not done here: who acted, see `crate::assemble`.

/// The classes of a word with this ending. `words` are the dictionary words it may be a form of; `several` says that
/// it is a dual or plural.
pub fn cases<'w>(written: &str, mut words: impl Iterator<Item = &'w str>, several: bool) -> &'static [&'static str] {
    if several && (written.ends_with('و') || written.ends_with("وا")) {
        // مسلحو before its genitive
        &["nominative"]
    } else if written.ends_with("ون") {
        &["absolute", "nominative"]
    } else if written.ends_with("ين") {
        if several { &["absolute", "oblique"] } else { &["absolute"] }
    } else if several && written.ends_with("ان") {
        &["nominative"]
    } else if !several && (written.ends_with('ا') || written.ends_with("اً")) && words.all(|w| !w.ends_with(['ا', 'ى', 'ء'])) {
        &["oblique"]
    } else {
        &[]
    }
}

#[cfg(test)]
mod tests {
    use super::cases;

    #[test]
    fn endings_tell_the_case() {
        assert_eq!(cases("المسلحون", ["مسلح"].into_iter(), true), ["absolute", "nominative"]);
        assert_eq!(cases("المسلحين", ["مسلح"].into_iter(), true), ["absolute", "oblique"]);
        assert_eq!(cases("مسلحو", ["مسلح"].into_iter(), true), ["nominative"]);
        assert_eq!(cases("جنديان", ["جندي"].into_iter(), true), ["nominative"]);
        assert_eq!(cases("ناشطا", ["ناشط"].into_iter(), false), ["oblique"]);
    }

    #[test]
    fn letters_of_the_word_itself_tell_none() {
        assert!(cases("رجا", ["رجا"].into_iter(), false).is_empty());
        assert!(cases("ميدان", ["ميدان"].into_iter(), false).is_empty());
        assert_eq!(cases("كمين", ["كمين"].into_iter(), false), ["absolute"]);
    }
}
