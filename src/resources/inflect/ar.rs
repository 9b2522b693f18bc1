//! Arabic: verbs from their past and present third person masculine singular, nouns from their
//! singular. Forms are written as unvocalised news writes them, with alef forms folded.

use super::{Form, mark::*};

/// `cell`: the present form, then further forms as written.
pub fn verb(past: &str, cell: &[&str]) -> Vec<Form> {
    let mut out = past_forms(past);
    if let Some(present) = cell.first() {
        for (form, marks) in present_forms(present) {
            out.push((format!("س{form}"), FUT | (marks & (SG | DUAL | PL))));
            out.push((form, marks));
        }
        out.extend(participles(present));
    }
    out.extend(cell.iter().skip(1).map(|f| ((*f).to_owned(), PAST)));
    out
}

fn past_forms(past: &str) -> Vec<Form> {
    let (stem, last) = split_last(past);
    let suffixes: &[(&str, u16)] = match last {
        'ى' => &[("ى", SG), ("ت", SG), ("وا", PL), ("يا", DUAL), ("تا", DUAL), ("ين", PL), ("ينا", PL), ("ا", SG)],
        'ا' => &[("ا", SG), ("ت", SG), ("وا", PL), ("تا", DUAL), ("ون", PL), ("ونا", PL)],
        'ي' => &[("ي", SG), ("يت", SG), ("وا", PL), ("يا", DUAL), ("يتا", DUAL), ("ين", PL), ("ينا", PL)],
        // Of short verbs the masculine dual is left out: it is written like an accusative (لاحقا, قتلا).
        _ if past.chars().count() >= 5 || past.starts_with('أ') && past.chars().count() == 4 => {
            &[("", SG), ("ت", SG), ("وا", PL), ("ا", DUAL), ("تا", DUAL), ("ن", PL), ("نا", PL)]
        }
        _ => &[("", SG), ("ت", SG), ("وا", PL), ("تا", DUAL), ("ن", PL), ("نا", PL)],
    };
    let base = if matches!(last, 'ى' | 'ا' | 'ي') { stem } else { past };
    suffixes.iter().map(|(s, m)| (format!("{base}{s}"), PAST | m)).collect()
}

fn present_forms(present: &str) -> Vec<Form> {
    let mut out = Vec::new();
    let Some(rest) = present.strip_prefix('ي') else {
        return vec![(present.to_owned(), PRES)];
    };
    let (stem, last) = split_last(rest);
    let defective = matches!(last, 'ى' | 'ي' | 'و');
    let plural = if defective { stem } else { rest };
    let dual = match last {
        'ى' => format!("{stem}ي"),
        _ => rest.to_owned(),
    };
    for prefix in ["ي", "ت"] {
        out.push((format!("{prefix}{rest}"), PRES | SG));
        for end in ["ون", "وا"] {
            out.push((format!("{prefix}{plural}{end}"), PRES | PL));
        }
        for end in ["ان", "ا"] {
            out.push((format!("{prefix}{dual}{end}"), PRES | DUAL));
        }
        out.push((format!("{prefix}{dual}ن"), PRES | PL));
        if defective && stem.chars().count() >= 2 {
            out.push((format!("{prefix}{stem}"), PRES | SG));
        }
    }
    out.push((format!("ن{rest}"), PRES | PL));
    out
}

/// Active participles of derived verbs as news uses them for what goes with a deed: مستهدفا,
/// مستهدفة, مستهدفين. The bare form is left out: it is mostly a noun (مهاجم, an attacker).
fn participles(present: &str) -> Vec<Form> {
    let Some(rest) = present.strip_prefix('ي').filter(|r| r.chars().count() >= 4 && !r.ends_with(['ى', 'ي', 'و'])) else {
        return Vec::new();
    };
    ["ا", "ة", "ين"].iter().zip([SG, SG, PL]).map(|(s, m)| (format!("م{rest}{s}"), PAST | ING | m)).collect()
}

/// `cell`: broken plurals as written, `un` and `at` for the sound ones.
pub fn noun(singular: &str, cell: &[&str], adjective: bool) -> Vec<Form> {
    let mut out = vec![(singular.to_owned(), SG)];
    let (stem, last) = split_last(singular);
    if last == 'ة' {
        out.extend([("تان", DUAL), ("تين", DUAL), ("تا", DUAL | CONSTRUCT), ("تي", DUAL | CONSTRUCT)].map(|(s, m)| (format!("{stem}{s}"), m)));
    } else if !matches!(last, 'ى' | 'ا') {
        out.push((format!("{singular}ا"), SG));
        out.push((format!("{singular}ان"), DUAL));
        out.push((format!("{singular}ين"), DUAL));
        if last != 'ي' {
            out.push((format!("{singular}ي"), DUAL | CONSTRUCT));
        }
    }
    let codes: Vec<&str> = if adjective && cell.is_empty() { vec!["un"] } else { cell.to_vec() };
    for code in codes {
        match code {
            "un" => sound_masculine(singular, &mut out),
            "at" if last == 'ة' => out.push((format!("{stem}ات"), PL | FEM)),
            "at" => out.push((format!("{singular}ات"), PL | FEM)),
            plural => {
                out.push((plural.to_owned(), PL));
                if !matches!(split_last(plural).1, 'ة' | 'ى' | 'ا' | 'ء') {
                    out.push((format!("{plural}ا"), PL));
                }
            }
        }
    }
    out
}

/// The accusative of an indefinite noun with its adjective, which agrees with it: هجوما لاذعا.
pub fn accusative(noun: &str, adjective: &str) -> Option<Form> {
    let bare = |w: &str| !w.contains(' ') && !w.starts_with("ال") && !w.ends_with(['ة', 'ى', 'ا', 'ء']);
    (bare(noun) && bare(adjective)).then(|| (format!("{noun}ا {adjective}ا"), SG))
}

fn sound_masculine(singular: &str, out: &mut Vec<Form>) {
    out.retain(|(f, _)| *f != format!("{singular}ين") && *f != format!("{singular}ي"));
    for (suffix, marks) in [("ون", PL), ("ين", PL), ("ة", SG | FEM), ("ات", PL | FEM), ("تين", DUAL | FEM), ("تان", DUAL | FEM)] {
        out.push((format!("{singular}{suffix}"), marks));
    }
    if split_last(singular).1 != 'ي' {
        out.push((format!("{singular}و"), PL | CONSTRUCT));
        out.push((format!("{singular}ي"), PL | CONSTRUCT));
    }
}

fn split_last(word: &str) -> (&str, char) {
    match word.char_indices().next_back() {
        Some((i, c)) => (&word[..i], c),
        None => (word, ' '),
    }
}
