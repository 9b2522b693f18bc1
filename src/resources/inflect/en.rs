//! English: regular verbs by the spelling rules, irregular ones from their listed forms; nouns.

use super::{Form, mark::*};

/// `cell`: empty for a regular verb, else `3s|past|past participle|ing`.
pub fn verb(base: &str, cell: &[&str]) -> Vec<Form> {
    let mut out = vec![(base.to_owned(), PRES | INF)];
    if cell.is_empty() {
        let stem = doubled(base);
        let ed = match base.strip_suffix('e') {
            Some(_) => format!("{base}d"),
            None if consonant_y(base) => format!("{}ied", &base[..base.len() - 1]),
            None => format!("{stem}ed"),
        };
        let ing = match base.strip_suffix('e') {
            Some(b) if !b.ends_with('e') => format!("{b}ing"),
            _ => format!("{stem}ing"),
        };
        out.extend([(plural(base), PRES | SG), (ed, PAST | PP), (ing, ING)]);
    } else {
        for (form, marks) in cell.iter().zip([PRES | SG, PAST, PP, ING]) {
            out.push(((*form).to_owned(), marks));
        }
    }
    out
}

pub fn noun(singular: &str, cell: &[&str]) -> Vec<Form> {
    let mut out = vec![(singular.to_owned(), SG)];
    if cell.is_empty() {
        out.push((plural(singular), PL));
    }
    out.extend(cell.iter().map(|f| ((*f).to_owned(), PL)));
    out
}

fn plural(word: &str) -> String {
    if consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn consonant_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !is_vowel(c))
}

/// rob → robb-, ambush → ambush-: a final consonant after one short vowel in a word of one
/// syllable is doubled.
fn doubled(word: &str) -> String {
    let c: Vec<char> = word.chars().collect();
    let n = c.len();
    let short = n >= 3
        && !is_vowel(c[n - 1])
        && !matches!(c[n - 1], 'w' | 'x' | 'y')
        && is_vowel(c[n - 2])
        && !is_vowel(c[n - 3])
        && c.iter().filter(|v| is_vowel(**v)).count() == 1;
    if short { format!("{word}{}", c[n - 1]) } else { word.to_owned() }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}
