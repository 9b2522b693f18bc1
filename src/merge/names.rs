//! Names of places in three languages and two scripts -> what can be compared.
//!
//! In: a name as a report spells it. Out: its consonants, word by word, in classes that hold for both
//! scripts: فونيو كوارا, *Fonio Koara* and *Fonyo-Koara* are all `fn kr`. Vowels, doubled letters and
//! aspirates go, since no two transcriptions agree on them. Not done here: finding a name in a
//! gazetteer (see [`crate::resolve::places`]).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    Other,
    /// All words of one are words of the other.
    Part,
    Same,
}

/// A name's consonants, a text for each word that has any.
pub fn skeleton(name: &str) -> Vec<String> {
    let letters: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    letters.split(|c: char| !c.is_alphabetic()).map(consonants).filter(|w| !w.is_empty()).collect()
}

/// All consonants of a name as one.
pub fn consonants_of(name: &str) -> String {
    skeleton(name).concat()
}

/// The consonants of one word in lower case.
fn consonants(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word.strip_prefix("ال").filter(|w| w.chars().count() > 2).unwrap_or(word);
    while let Some(first) = rest.chars().next() {
        let group = GROUPS.iter().find(|(letters, _)| rest.starts_with(letters));
        let (length, class) = group.map_or((first.len_utf8(), class(first)), |(letters, class)| (letters.len(), Some(*class)));
        rest = &rest[length..];
        if let Some(class) = class.filter(|c| !out.ends_with(*c)) {
            out.push(class);
        }
    }
    out
}

/// Latin letters that stand together for one sound.
const GROUPS: [(&str, char); 12] = [
    ("tch", 's'),
    ("dj", 'j'),
    ("sh", 's'),
    ("ch", 's'),
    ("gh", 'k'),
    ("kh", 'k'),
    ("ph", 'f'),
    ("th", 't'),
    ("dh", 'd'),
    ("ce", 's'),
    ("ci", 's'),
    ("cé", 's'),
];

/// The class of a consonant in either script; `None` for vowels and what is heard as one.
fn class(letter: char) -> Option<char> {
    Some(match letter {
        'b' | 'p' | 'ب' | 'پ' => 'b',
        't' | 'ت' | 'ط' => 't',
        'd' | 'د' | 'ض' => 'd',
        'j' | 'ج' => 'j',
        'g' | 'k' | 'q' | 'c' | 'خ' | 'غ' | 'ق' | 'ك' | 'گ' => 'k',
        'f' | 'v' | 'ف' | 'ڤ' => 'f',
        's' | 'ç' | 'x' | 'س' | 'ش' | 'ص' | 'ث' => 's',
        'z' | 'ز' | 'ذ' | 'ظ' => 'z',
        'l' | 'ل' => 'l',
        'm' | 'م' => 'm',
        'n' | 'ن' => 'n',
        'r' | 'ر' => 'r',
        _ => return None,
    })
}

/// Compares two names by their consonants. A single consonant, or none, proves nothing: then the
/// names have to be spelled alike.
pub fn likeness(one: (&str, &[String]), two: (&str, &[String])) -> Likeness {
    let ((name, a), (other, b)) = (one, two);
    if plain(name) == plain(other) {
        return Likeness::Same;
    }
    let telling = |words: &[String]| words.iter().map(String::len).sum::<usize>() > 1;
    if !telling(a) || !telling(b) {
        return Likeness::Other;
    }
    // "Tin Zaouatène" is "Tinzaouaten".
    if a.concat() == b.concat() {
        return Likeness::Same;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < long.len() && short.iter().all(|w| long.contains(w)) { Likeness::Part } else { Likeness::Other }
}

/// The letters of a name, without case and accents.
fn plain(name: &str) -> String {
    name.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, two: &str) -> Likeness {
        likeness((one, &skeleton(one)), (two, &skeleton(two)))
    }

    #[test]
    fn one_place_in_two_scripts_and_many_spellings() {
        for (one, two) in [
            ("Fonio Koara", "فونيو كوارا"),
            ("Fonio Koara", "Fonyo-Koara"),
            ("Tinzaouaten", "Tin Zaouatène"),
            ("Tinzaouaten", "تينزاواتين"),
            ("Djibo", "جيبو"),
            ("Ogossagou", "أوغوساغو"),
            ("Sévaré", "Sevare"),
            ("Barsalogho", "بارسالوغو"),
            ("Chinagodrar", "شيناغودرار"),
            ("Gao", "GAO"),
        ] {
            assert_eq!(alike(one, two), Likeness::Same, "{one} {two}");
        }
        assert_eq!(alike("Fonio Koara", "فونيو"), Likeness::Part);
    }

    #[test]
    fn other_places_stay_apart() {
        for (one, two) in [("Boni", "Bounti"), ("Gao", "Koa"), ("Téra", "Torodi"), ("Zindibangou", "Fonio Koara"), ("Ayorou", "Yirou")] {
            assert_eq!(alike(one, two), Likeness::Other, "{one} {two}");
        }
    }
}
