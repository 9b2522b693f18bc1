//! French: verbs in -er by rule (with -cer, -ger, -ever, -érer), -ir like finir, the rest from
//! their listed forms; nouns and adjectives.

use super::{Form, mark::*};

/// `cell`: empty for a regular -er verb, `ir`, or
/// `present3s|present3p|imperfect3s|imperfect3p|past3s|past3p|pp_ms|present participle`.
pub fn verb(infinitive: &str, cell: &[&str]) -> Vec<Form> {
    let mut out = vec![(infinitive.to_owned(), INF)];
    match cell {
        [] => match infinitive.strip_suffix("er") {
            Some(stem) => first_group(stem, &mut out),
            None => second_group(infinitive.strip_suffix("ir").unwrap_or(infinitive), &mut out),
        },
        ["ir"] => second_group(infinitive.strip_suffix("ir").unwrap_or(infinitive), &mut out),
        list => {
            for (form, marks) in list.iter().zip([PRES | SG, PRES | PL, PAST | SG, PAST | PL, PAST | SG, PAST | PL, PP, ING]) {
                if marks == PP { participle(form, &mut out) } else { out.push(((*form).to_owned(), marks)) }
            }
            let stem = infinitive.strip_suffix('e').unwrap_or(infinitive);
            future(stem, &mut out);
        }
    }
    out
}

/// Cuts the pronoun off a reflexive infinitive: s'emparer, se rendre, s'en prendre.
pub fn reflexive_pronoun(infinitive: &str) -> (Option<&str>, &str) {
    for pronoun in ["s' en ", "s'en ", "s' ", "s'", "se "] {
        if let Some(verb) = infinitive.strip_prefix(pronoun) {
            return (Some(if pronoun.contains("en") { "s'en" } else { pronoun.trim_end() }), verb);
        }
    }
    (None, infinitive)
}

/// A reflexive verb's forms with their pronoun, and its compound tenses with their auxiliary: they
/// would read as passives without it.
pub fn reflexive(pronoun: &str, forms: &[Form]) -> Vec<Form> {
    let mut out = Vec::new();
    for (form, marks) in forms {
        if marks & PP == 0 {
            let space = if pronoun == "s'" { "" } else { " " };
            out.push((format!("{pronoun}{space}{form}"), *marks));
        }
        if marks & PP != 0 {
            let tenses = if marks & PL != 0 { ["sont", "étaient", "seraient", "être", "étant"] } else { ["est", "était", "serait", "être", "étant"] };
            for tense in tenses {
                let joined = match pronoun {
                    "s'en" => format!("s'en {tense} {form}"),
                    _ if tense.starts_with(['e', 'é', 'ê']) => format!("s'{tense} {form}"),
                    _ => format!("se {tense} {form}"),
                };
                out.push((joined, PAST | marks & (SG | PL | FEM)));
            }
        }
    }
    out
}

fn first_group(stem: &str, out: &mut Vec<Form>) {
    let soft = match stem.chars().last() {
        Some('g') => format!("{stem}e"),
        Some('c') => format!("{}ç", &stem[..stem.len() - 1]),
        _ => stem.to_owned(),
    };
    let open = open_vowel(stem);
    for s in [("e", PRES | SG), ("ent", PRES | PL)] {
        out.push((format!("{open}{}", s.0), s.1));
    }
    for s in [("ait", PAST | SG), ("aient", PAST | PL), ("a", PAST | SG), ("ant", ING), ("ons", PRES | PL)] {
        out.push((format!("{soft}{}", s.0), s.1));
    }
    out.push((format!("{stem}èrent"), PAST | PL));
    participle(&format!("{stem}é"), out);
    future(&format!("{open}er"), out);
    if open != stem {
        future(&format!("{stem}er"), out);
    }
}

/// enlev- → enlèv-, libér- → libèr-.
fn open_vowel(stem: &str) -> String {
    let mut chars: Vec<char> = stem.chars().collect();
    let n = chars.len();
    if n >= 3 && !"aeiouyéèê".contains(chars[n - 1]) && matches!(chars[n - 2], 'e' | 'é') {
        chars[n - 2] = 'è';
    }
    chars.into_iter().collect()
}

fn second_group(stem: &str, out: &mut Vec<Form>) {
    for (s, m) in [("it", PRES | PAST | SG), ("issent", PRES | PL), ("issait", PAST | SG), ("issaient", PAST | PL), ("irent", PAST | PL), ("issant", ING)] {
        out.push((format!("{stem}{s}"), m));
    }
    participle(&format!("{stem}i"), out);
    future(&format!("{stem}ir"), out);
}

fn future(stem: &str, out: &mut Vec<Form>) {
    for (s, m) in [("a", FUT | SG), ("ont", FUT | PL), ("ait", COND | SG), ("aient", COND | PL)] {
        out.push((format!("{stem}{s}"), m));
    }
}

fn participle(masculine: &str, out: &mut Vec<Form>) {
    out.push((masculine.to_owned(), PP | SG));
    out.push((format!("{masculine}e"), PP | SG | FEM));
    out.push((format!("{masculine}es"), PP | PL | FEM));
    let plural = if masculine.ends_with(['s', 'x']) { masculine.to_owned() } else { format!("{masculine}s") };
    out.push((plural, PP | PL));
}

/// `cell`: other forms as written; empty for the regular ones.
pub fn noun(singular: &str, cell: &[&str], adjective: bool) -> Vec<Form> {
    let mut out = vec![(singular.to_owned(), SG)];
    out.extend(cell.iter().map(|f| ((*f).to_owned(), PL)));
    if !cell.is_empty() {
        return out;
    }
    if singular.ends_with(['s', 'x', 'z']) {
        out.push((singular.to_owned(), PL));
    } else {
        out.push((format!("{singular}s"), PL));
    }
    if adjective && !singular.ends_with('e') {
        out.push((format!("{singular}e"), SG | FEM));
        out.push((format!("{singular}es"), PL | FEM));
    }
    out
}
