//! How names sound, so that an Arabic spelling can be compared with a Latin one.
//!
//! In: a name in either script. Out: its sounds, its consonant skeletons, and how far two names are from
//! each other. Arabic leaves short vowels out, has no letter for g and p, and no two writers choose
//! the same letter for g, gh, k and q; so consonants that stand for each other are one class, and
//! vowels count little. Not done here: choosing between names that sound alike.

use crate::resources::places::spelling::spelling;
use crate::segment::is_arabic;

/// A sound of a name: a consonant by its usual Latin letter (`x` kh, `S` sh, `j` j and dj, `G` gh), or a vowel
/// `a i u`. `*` is an Arabic alef that may carry any vowel.
pub type Sound = u8;

/// The sounds of a name.
pub fn sounds(name: &str) -> Vec<Sound> {
    let letters = spelling(name);
    if letters.starts_with(is_arabic) { arabic(&letters) } else { latin(letters.as_bytes()) }
}

/// The consonants of a name by class, without what the scripts do not agree on. A name that some
/// write with d before i or y and others with j has two.
pub fn skeletons(name: &str) -> Vec<String> {
    let sounds = sounds(name);
    let first = skeleton(&sounds);
    let mut out = vec![first];
    if let [b'd', b'i', b'a' | b'u', ..] = sounds[..] {
        out.push(format!("K{}", &out[0][1..]));
    }
    out.retain(|s| !s.is_empty());
    out
}

fn skeleton(sounds: &[Sound]) -> String {
    let mut out = String::with_capacity(sounds.len());
    for (i, sound) in sounds.iter().enumerate() {
        let next = sounds.get(i + 1).map(|s| class(*s));
        match class(*sound) {
            None => {}
            Some('M') if next == Some(Some('B')) => out.push('N'),
            Some(class) => out.push(class),
        }
    }
    out
}

/// The class of a consonant; `None` for vowels and what is often not written.
fn class(sound: Sound) -> Option<char> {
    Some(match sound {
        b'b' | b'p' => 'B',
        b'f' => 'F',
        b't' => 'T',
        b'd' => 'D',
        b'k' | b'q' | b'g' | b'G' | b'x' | b'j' => 'K',
        b's' | b'z' | b'S' => 'S',
        b'r' => 'R',
        b'l' => 'L',
        b'm' => 'M',
        b'n' => 'N',
        _ => return None,
    })
}

fn arabic(letters: &str) -> Vec<Sound> {
    let letters: Vec<char> = letters.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(letters).chars().collect();
    let mut out = Vec::with_capacity(letters.len());
    for (i, letter) in letters.iter().enumerate() {
        let last = i + 1 == letters.len();
        out.push(match letter {
            'ا' | 'أ' | 'إ' | 'آ' if i == 0 => b'*',
            'ا' | 'أ' | 'إ' | 'آ' => b'a',
            'ه' if last => b'a',
            'و' => b'u',
            'ي' => b'i',
            'ب' | 'پ' => b'b',
            'ت' | 'ط' | 'ث' => b't',
            'د' | 'ض' | 'ذ' => b'd',
            'ج' => b'j',
            'ح' | 'ه' | 'ع' => b'h',
            'خ' => b'x',
            'ر' => b'r',
            'ز' | 'ظ' => b'z',
            'س' | 'ص' => b's',
            'ش' | 'چ' => b'S',
            'غ' => b'G',
            'ف' | 'ڤ' => b'f',
            'ق' => b'q',
            'ك' | 'گ' => b'k',
            'ل' => b'l',
            'م' => b'm',
            'ن' => b'n',
            _ => continue,
        });
    }
    // ai, au: the weak letter after another vowel is a glide, not a second one.
    out.dedup_by(|b, a| is_vowel(*a) && a == b);
    out
}

/// Letters that are one sound together, longest first, and the sounds.
const DIGRAPHS: [(&str, &str); 13] = [
    ("tch", "tS"),
    ("ph", "f"),
    ("ch", "S"),
    ("sh", "S"),
    ("kh", "x"),
    ("gh", "G"),
    ("dj", "j"),
    ("th", "t"),
    ("ou", "u"),
    ("oo", "u"),
    ("gn", "ni"),
    ("qu", "k"),
    ("ck", "k"),
];

fn latin(letters: &[u8]) -> Vec<Sound> {
    let mut out = Vec::with_capacity(letters.len());
    let mut rest = letters;
    while let Some((letter, after)) = rest.split_first() {
        if let Some((together, sounds)) = DIGRAPHS.iter().find(|(d, _)| rest.starts_with(d.as_bytes())) {
            // "gn" is one sound before a vowel only.
            if *together != "gn" || rest.get(2).is_some_and(|c| b"aeiouy".contains(c)) {
                out.extend(sounds.bytes());
                rest = &rest[together.len()..];
                continue;
            }
        }
        let soft = after.first().is_some_and(|c| b"eiy".contains(c));
        // "gu" is g before e and i.
        if *letter == b'g' && after.first() == Some(&b'u') && after.get(1).is_some_and(|c| b"ei".contains(c)) {
            out.push(b'g');
            rest = &rest[2..];
            continue;
        }
        out.push(match letter {
            b'a' => b'a',
            b'e' | b'i' | b'y' => b'i',
            b'o' | b'u' | b'w' => b'u',
            b'c' if soft => b's',
            b'c' => b'k',
            b'v' => b'f',
            b'x' => b's',
            other => *other,
        });
        rest = after;
    }
    out.retain(|s| s.is_ascii_alphabetic());
    out.dedup();
    out
}

fn is_vowel(sound: Sound) -> bool {
    matches!(sound, b'a' | b'i' | b'u' | b'*')
}

/// How far a name that is written with these sounds is from the name with those; 0 is alike, and
/// more than 2 hardly the same name. `vowels_written`: the first is in Latin letters too.
pub fn distance(written: &[Sound], name: &[Sound], vowels_written: bool) -> f32 {
    let mut row: Vec<f32> = Vec::with_capacity(name.len() + 1);
    row.push(0.0);
    for j in 0..name.len() {
        row.push(row[j] + missing(name, j, vowels_written));
    }
    for (i, sound) in written.iter().enumerate() {
        let mut before = row[0];
        row[0] += surplus(*sound, i);
        for j in 0..name.len() {
            let changed = before + changed(*sound, name[j]);
            before = row[j + 1];
            row[j + 1] = changed.min(row[j + 1] + surplus(*sound, i)).min(row[j] + missing(name, j, vowels_written));
        }
    }
    row[name.len()]
}

/// The cost of a sound of the name that is not written.
fn missing(name: &[Sound], at: usize, vowels_written: bool) -> f32 {
    match name[at] {
        b'h' => 0.25,
        s if !is_vowel(s) => 1.5,
        _ if vowels_written => 0.45,
        // A vowel beside another is a glide and mostly written as one letter; the last one is written.
        _ if at + 1 == name.len() => 0.55,
        _ => 0.2,
    }
}

/// The cost of a written sound that the name does not have.
fn surplus(sound: Sound, at: usize) -> f32 {
    match sound {
        b'*' => 0.1,
        b'h' => 0.3,
        s if is_vowel(s) => {
            if at == 0 {
                0.4
            } else {
                0.5
            }
        }
        _ => 1.5,
    }
}

/// The cost of one sound written for another.
fn changed(written: Sound, told: Sound) -> f32 {
    if written == told {
        return 0.0;
    }
    match (written, told) {
        (b'*', t) if is_vowel(t) => 0.05,
        (w, t) if is_vowel(w) && is_vowel(t) => 0.5,
        (b'h', t) if is_vowel(t) => 0.3,
        (w, b'h') if is_vowel(w) => 0.4,
        (b'b', b'p') | (b'p', b'b') => 0.05,
        (b'q' | b'G', b'g' | b'G' | b'k') | (b'k', b'q') => 0.1,
        (b'j', b'g') | (b'x', b'k' | b'G') | (b'g', b'G') => 0.2,
        (b'k', b'g') | (b'g', b'k') => 0.3,
        (b'm', b'n') | (b'n', b'm') => 0.3,
        (b's', b'z') | (b'z', b's') => 0.3,
        (b'S', b's') | (b's', b'S') => 0.45,
        (w, t) => match (class(w), class(t)) {
            (Some(a), Some(b)) if a == b => 0.6,
            _ => 2.0,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(arabic: &str, latin: &str) -> f32 {
        distance(&sounds(arabic), &sounds(latin), false)
    }

    #[test]
    fn both_scripts_have_one_skeleton() {
        for (arabic, latin) in [
            ("تمبكتو", "Tombouctou"),
            ("غاو", "Gao"),
            ("كوليكورو", "Koulikoro"),
            ("قوندام", "Goundam"),
            ("جيبو", "Djibo"),
            ("دوينتزا", "Douentza"),
            ("بوغارو", "Bogaro"),
            ("الخليل", "In-Khalil"),
            ("شينغودار", "Chinégodar"),
        ] {
            let both = (skeletons(arabic), skeletons(latin));
            let same = both.0.iter().any(|s| both.1.contains(s));
            assert_eq!(same, arabic != "الخليل", "{arabic} {latin} {both:?}");
        }
    }

    #[test]
    fn vowels_decide_between_names_of_one_skeleton() {
        assert!(apart("مرسي", "Marsi") < apart("مرسي", "Marissa"));
        assert!(apart("بوري", "Bouré") < apart("بوري", "Bara"));
        assert!(apart("كارو", "Karo") < apart("كارو", "Kouri"));
        assert_eq!(apart("غاو", "Gao"), apart("قاو", "Gao"));
        assert!(apart("سيغو", "Ségou") < 0.4);
    }
}
