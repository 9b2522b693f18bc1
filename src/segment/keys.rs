//! Loose keys: the form of a word by which the lexicon is searched.
//!
//! In: a word, or an entry of a table. Out: its key or keys. The table's way and the text's way give the
//! same keys; a test holds that. Not done here: looking keys up.

use super::{LONGEST_TOKEN, is_arabic, tokenize};
use crate::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The tokens of a word list's entry, by the same rules as running text.
pub fn keys_of(entry: &str) -> Vec<String> {
    let (mut tokens, mut keys) = (Vec::new(), String::new());
    tokenize(entry, Span::new(0, entry.len()), &mut tokens, &mut keys);
    tokens.iter().map(|t| keys[t.key.0 as usize..t.key.1 as usize].to_owned()).filter(|k| !is_joiner(k)).collect()
}

/// Pushes the keys of an entry's words, as [`keys_of`] gives them, each ended by a space.
pub fn push_keys(entry: &str, keys: &mut String) {
    let start = keys.len();
    let mut word = 0;
    for c in entry.chars() {
        if c == ' ' {
            if word > 0 {
                keys.push(' ');
            }
            word = 0;
        } else if is_plain_letter(c) && word < LONGEST_TOKEN {
            push_letter(c, keys);
            word += c.len_utf8();
        } else {
            keys.truncate(start);
            for key in keys_of(entry) {
                keys.push_str(&key);
                keys.push(' ');
            }
            return;
        }
    }
    if word > 0 {
        keys.push(' ');
    }
}

/// Letters of which any run is one word: ASCII, Latin-1, Arabic.
pub(super) fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}')
}

/// Hyphens and underscores join the parts of a name and may as well be missing.
pub fn is_joiner(key: &str) -> bool {
    matches!(key, "-" | "_" | "#")
}

/// The loose key: lower case, no Latin accents, ya, ha and hamza seats alike. Two words with one
/// key may still differ; the lexicon keeps the exact spelling beside it.
pub(super) fn push_key(word: &str, keys: &mut String) {
    word.chars().for_each(|c| push_letter(c, keys));
}

fn push_letter(c: char, keys: &mut String) {
    match c {
        'ى' | 'ئ' => keys.push('ي'),
        'ة' => keys.push('ه'),
        'ؤ' => keys.push('و'),
        c if c.is_ascii() => keys.push(c.to_ascii_lowercase()),
        c if is_arabic(c) => keys.push(c),
        'é' | 'è' | 'ê' | 'ë' => keys.push('e'),
        'à' | 'â' => keys.push('a'),
        'ç' => keys.push('c'),
        c => keys.extend(c.nfd().filter(|d| !is_combining_mark(*d)).flat_map(char::to_lowercase)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// The short way of plain letters gives what the long way gives.
        #[test]
        fn short_and_long_way_agree(entry in "[a-zA-Zéàçïœÿ×أ-ي٠-٩0-9 '.\\-_#]{0,40}") {
            let mut short = String::new();
            push_keys(&entry, &mut short);
            let long: String = keys_of(&entry).iter().map(|k| format!("{k} ")).collect();
            proptest::prop_assert_eq!(short, long);
        }
    }
}
