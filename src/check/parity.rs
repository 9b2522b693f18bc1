//! How far the three languages keep pace: the same files, the same rules, the same classes.
//!
//! Gaps are counted and not judged: some are right, since languages differ.

use super::DataFile;
use crate::report::Language;
use crate::resources::Resources;
use crate::resources::lexicon::Meaning;
use crate::resources::rules::Level;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

/// A count for each language, in the order of [`Language::ALL`].
type Counts = [usize; 3];

/// What each language has.
#[derive(Debug, Clone, Default)]
pub struct Parity {
    /// Data rows or rules by the file's path below the language's folder.
    files: BTreeMap<String, Counts>,
    /// By level: in which languages each rule stands.
    rules: BTreeMap<&'static str, BTreeMap<String, Counts>>,
    /// Words by class.
    classes: BTreeMap<String, Counts>,
}

/// Counts what the files hold; classes and rules only if the data could be loaded.
pub(super) fn parity(files: &[DataFile], resources: Option<&Resources>) -> Parity {
    let mut out = Parity::default();
    for file in files {
        let (folder, rest) = file.path.split_once('/').unwrap_or(("", &file.path));
        let Some((code, name)) = rest.split_once('/') else { continue };
        let Some(language) = Language::from_code(code) else { continue };
        let count = if folder == "rules" { file.text.matches("[[rule]]").count() } else { rows(&file.text) };
        out.files.entry(format!("{folder}/…/{name}")).or_default()[language as usize] += count;
    }
    let Some(resources) = resources else { return out };
    for language in Language::ALL {
        for level in Level::ALL {
            for rule in resources.rules(language, level) {
                let name = rule.id.rsplit('/').next().unwrap_or(&rule.id);
                out.rules.entry(level.name()).or_default().entry(name.to_owned()).or_default()[language as usize] += 1;
            }
        }
    }
    for entry in resources.lexicon.entries.iter().filter(|e| e.meaning == Meaning::Word) {
        let path = &resources.files[entry.origin.file as usize];
        let Some(language) = path.split('/').nth(1).and_then(Language::from_code) else { continue };
        for class in entry.classes.iter() {
            out.classes.entry(resources.classes.name(class).to_owned()).or_default()[language as usize] += 1;
        }
    }
    out
}

fn rows(text: &str) -> usize {
    text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).count().saturating_sub(1)
}

/// The languages that have none where another has some.
fn lacking(counts: &Counts) -> Vec<&'static str> {
    Language::ALL.into_iter().filter(|l| counts[*l as usize] == 0).map(Language::code).collect()
}

impl fmt::Display for Parity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        heading(&mut out, "rows and rules by file");
        for (name, counts) in &self.files {
            line(&mut out, name, counts);
        }
        heading(&mut out, "words by class and feature");
        for (name, counts) in &self.classes {
            line(&mut out, name, counts);
        }
        for (level, rules) in &self.rules {
            let mut by_lack: BTreeMap<Vec<&str>, BTreeSet<&str>> = BTreeMap::new();
            for (name, counts) in rules {
                by_lack.entry(lacking(counts)).or_default().insert(name);
            }
            for (lack, names) in by_lack.iter().filter(|(lack, _)| !lack.is_empty()) {
                let names: Vec<&str> = names.iter().copied().collect();
                let _ = writeln!(out, "\nrules of {level} that {} lack{}: {}", lack.join(" and "), if lack.len() == 1 { "s" } else { "" }, names.join(", "));
            }
        }
        f.write_str(out.trim_start_matches('\n'))
    }
}

fn heading(out: &mut String, what: &str) {
    let [a, b, c] = Language::ALL.map(Language::code);
    let _ = writeln!(out, "\n{what:<34} {a:>6} {b:>6} {c:>6}");
}

fn line(out: &mut String, name: &str, counts: &Counts) {
    let lack = lacking(counts);
    let lack = if lack.is_empty() { String::new() } else { format!("  {} {} none", lack.join(" and "), if lack.len() == 1 { "has" } else { "have" }) };
    let [a, b, c] = counts;
    let _ = writeln!(out, "{name:<34} {a:>6} {b:>6} {c:>6}{lack}");
}
