//! From the dictionary form of a word to all forms that the press writes.
//!
//! In: a row of a word table (word, part of speech, `forms` cell), already normalised. Out: every
//! surface form with its grammatical marks. Clitics are not generated; the matcher strips them.
//!
//! Not done here: saying which of several meanings a form has.

mod ar;
mod en;
mod fr;

use crate::report::Language;

/// Grammatical marks of a form, as bits.
pub mod mark {
    pub const SG: u16 = 1;
    pub const DUAL: u16 = 2;
    pub const PL: u16 = 4;
    pub const PAST: u16 = 8;
    pub const PRES: u16 = 16;
    pub const PP: u16 = 32;
    pub const ING: u16 = 64;
    pub const INF: u16 = 128;
    pub const FUT: u16 = 256;
    /// Arabic: can only stand before its genitive (مسلحو، هجومي).
    pub const CONSTRUCT: u16 = 512;
    pub const FEM: u16 = 1024;
    pub const COND: u16 = 2048;

    /// Names of the marks as patterns write them, lowest bit first.
    pub const NAMES: [&str; 12] = ["sg", "dual", "pl", "past", "pres", "pp", "ing", "inf", "fut", "construct", "fem", "cond"];
}

/// One surface form.
pub type Form = (String, u16);

/// All forms of a word, some perhaps twice. `pos` is `v`, `n`, `adj` or `x` (as written).
pub fn forms(language: Language, pos: &str, word: &str, cell: &str) -> Vec<Form> {
    // `=`, `=sg`, `=pl`, `=pp`: as written, with this mark.
    match cell.strip_prefix('=') {
        Some("sg") => return vec![(word.to_owned(), mark::SG)],
        Some("pl") => return vec![(word.to_owned(), mark::PL)],
        Some("pp") => return vec![(word.to_owned(), mark::PP)],
        Some(_) => return vec![(word.to_owned(), 0)],
        None => {}
    }
    let (pronoun, word) = if language == Language::Fr && pos == "v" { fr::reflexive_pronoun(word) } else { (None, word) };
    let (head, tail) = split_head(language, pos, word);
    let list: Vec<&str> = cell.split('|').map(str::trim).filter(|f| !f.is_empty()).collect();
    let mut out = match (language, pos) {
        (_, "x") => vec![(head.to_owned(), 0)],
        (Language::Ar, "v") => ar::verb(head, &list),
        (Language::Ar, _) => ar::noun(head, &list, pos == "adj"),
        (Language::Fr, "v") => match pronoun {
            Some(pronoun) => fr::reflexive(pronoun, &fr::verb(head, &list)),
            None => fr::verb(head, &list),
        },
        (Language::Fr, _) => fr::noun(head, &list, pos == "adj"),
        (Language::En, "v") => en::verb(head, &list),
        (Language::En, "n") => en::noun(head, &list),
        (Language::En, _) => vec![(head.to_owned(), 0)],
    };
    if tail.is_empty() {
        return out;
    }
    let agreeing = if language == Language::Ar && pos == "n" { ar::accusative(head, tail) } else { None };
    for (form, _) in &mut out {
        form.push(' ');
        form.push_str(tail);
    }
    out.extend(agreeing);
    out
}

/// The word that inflects and the fixed rest. English noun compounds inflect at their end.
fn split_head<'w>(language: Language, pos: &str, word: &'w str) -> (&'w str, &'w str) {
    if pos == "x" || (language == Language::En && pos == "n") {
        return (word, "");
    }
    word.split_once(' ').unwrap_or((word, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(language: Language, pos: &str, word: &str, cell: &str, wanted: &[&str]) {
        let all = forms(language, pos, word, cell);
        for w in wanted {
            assert!(all.iter().any(|(f, _)| f == w), "{w} is missing among {all:?}");
        }
    }

    #[test]
    fn arabic_paradigms() {
        has(Language::Ar, "v", "هاجم", "يهاجم", &["هاجم", "هاجمت", "هاجموا", "يهاجمون", "تهاجم", "سيهاجم", "يهاجموا"]);
        has(Language::Ar, "v", "استهدف", "يستهدف", &["مستهدفة", "مستهدفا", "مستهدفين"]);
        has(Language::Ar, "v", "تبنى", "يتبنى", &["تبنت", "تبنوا", "تبنا", "يتبنون", "تتبنى", "يتبن"]);
        has(Language::Ar, "n", "مسلح", "un", &["مسلحون", "مسلحين", "مسلحو", "مسلحي", "مسلحا", "مسلحان"]);
        has(Language::Ar, "n", "هجمة", "at", &["هجمات", "هجمتين", "هجمتان"]);
        has(Language::Ar, "n", "هجوم", "at", &["هجومين", "هجومان", "هجومي", "هجومات"]);
        has(Language::Ar, "n", "هجوم لاذع", "", &["هجوم لاذع", "هجوما لاذعا"]);
        has(Language::Ar, "v", "لقي مصرعه", "يلقى", &["لقي مصرعه", "يلقى مصرعه"]);
    }

    #[test]
    fn latin_paradigms() {
        has(Language::Fr, "v", "attaquer", "", &["attaque", "attaquent", "attaquée", "attaqués", "attaquait", "attaquant"]);
        has(Language::Fr, "v", "enlever", "", &["enlève", "enlèvent", "enlevé", "enlevées"]);
        has(Language::Fr, "v", "s' emparer", "", &["s'emparent", "se sont emparés", "s'était emparée", "s'emparant"]);
        has(Language::Fr, "v", "se rendre", "rend|rendent|rendait|rendaient|rendit|rendirent|rendu|rendant", &["se rend", "se sont rendus"]);
        has(Language::Fr, "n", "pertes en vies humaines", "=pl", &["pertes en vies humaines"]);
        has(Language::Fr, "n", "arsenal", "arsenaux", &["arsenal", "arsenaux"]);
        has(Language::En, "v", "raid", "", &["raided", "raiding", "raids"]);
        has(Language::En, "v", "open fire", "", &["opened fire", "opening fire"]);
        has(Language::En, "v", "rob", "", &["robbed", "robbing"]);
        has(Language::En, "v", "shoot", "shoots|shot|shot|shooting", &["shot", "shooting"]);
        has(Language::En, "n", "army base", "", &["army bases"]);
        has(Language::En, "n", "militia", "", &["militias"]);
    }
}
