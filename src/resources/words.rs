//! Word tables -> entries of the lexicon. Most lines of a table share their class and features with
//! their neighbours, so what these mean is worked out once.

use super::classes::ClassSet;
use super::forms::Filing;
use super::lexicon::{Entry, Features, Meaning, Origin, Pos};
use super::load::Loader;
use super::table::{self, Row};
use crate::report::Language;
use rustc_hash::{FxHashMap, FxHashSet};

/// Features whose values are classes of their own (`deed=attack`), because patterns test them.
const CLASS_FEATURES: &[&str] = &[
    "deed",
    "voice",
    "target",
    "means",
    "weak",
    "kind",
    "unit",
    "ethnic",
    "refers",
    "stance",
    "scope",
    "level",
    "ordinal",
    "rel",
    "qualifier",
    "strict",
    "side",
    "coded",
    "soft",
    "full",
    "self",
    "symbol",
    "tried",
    "aim",
    "gen",
    "proper",
    "creed",
    "mutiny",
    "mutual",
    "natural",
    "object",
    "reason",
    "perp",
    "refl",
    "direction",
    "default",
    "pron",
    "pos",
    "scale",
    "definite",
    "capital",
];

/// What lines of one part of speech, class and features have in common.
#[derive(Clone)]
struct Kind {
    classes: ClassSet,
    features: Features,
}

impl Loader<'_> {
    pub(super) fn words(&mut self, language: Language) {
        for path in self.source.list(&format!("gazetteers/{}/words", language.code()), ".tsv") {
            let Some((text, file)) = self.file(&path) else { continue };
            let rows = table::read(&path, &text, &["word", "pos", "class", "features", "forms"], &mut self.problems);
            let mut seen: FxHashSet<[&str; 4]> = FxHashSet::with_capacity_and_hasher(rows.len(), Default::default());
            let mut kinds: FxHashMap<[&str; 3], Kind> = FxHashMap::default();
            for row in &rows {
                let (word, class) = (row.cell(0), row.cell(2));
                let Some(pos) = self.part_of_speech(&path, row) else { continue };
                if !seen.insert([word, row.cell(1), class, row.cell(3)]) {
                    self.problem(&path, row.line, format!("\"{word}\" stands twice"), "a second line says nothing new", "remove one");
                    continue;
                }
                let key = [row.cell(1), class, row.cell(3)];
                let kind = match kinds.get(&key) {
                    Some(kind) => kind.clone(),
                    None => {
                        let (kind, sound) = self.kind(&path, row, pos);
                        // A fault is told on each of its lines.
                        if sound {
                            kinds.insert(key, kind.clone());
                        }
                        kind
                    }
                };
                let filing = Filing {
                    pos,
                    forms: row.cell(4),
                    function: pos == Pos::X && tells_language(class),
                    abbreviation: class == "abbr" || word.ends_with('.'),
                    pointer: class == "pointer",
                };
                let entry = Entry {
                    word: word.into(),
                    meaning: Meaning::Word,
                    classes: kind.classes,
                    features: kind.features,
                    origin: Origin { file, line: row.line as u32 },
                };
                self.out.lexicon.add(&[language], entry, filing);
            }
        }
    }

    /// The row's part of speech, if that and its class are known.
    fn part_of_speech(&mut self, path: &str, row: &Row) -> Option<Pos> {
        let (word, class) = (row.cell(0), row.cell(2));
        let pos = Pos::parse(row.cell(1));
        if pos.is_none() {
            self.problem(path, row.line, format!("part of speech \"{}\"", row.cell(1)), "the word's forms cannot be made", "write v, n, adj or x");
        } else if self.out.classes.get(class).is_none() {
            self.problem(
                path,
                row.line,
                format!("class \"{class}\" of \"{word}\""),
                "no rule and no stage asks for it, so the line would do nothing",
                "use one of the classes that `khabar check --classes` lists",
            );
            return None;
        }
        pos
    }

    /// Classes and features of a row, and whether they are without fault.
    fn kind(&mut self, path: &str, row: &Row, pos: Pos) -> (Kind, bool) {
        let known = self.problems.len();
        let class = row.cell(2);
        let mut features: Vec<(Box<str>, Box<str>)> = Vec::new();
        for feature in row.cell(3).split(';').map(str::trim).filter(|f| !f.is_empty()) {
            match feature.split_once('=') {
                Some((k, v)) => features.push((k.trim().into(), v.trim().into())),
                None => self.problem(
                    path,
                    row.line,
                    format!("feature \"{feature}\" has no value"),
                    "a feature is key=value",
                    "write key=value, several separated by ;",
                ),
            }
        }
        let mut classes = self.class_set(&[class, pos.name()]);
        for (k, v) in features.iter().filter(|(k, _)| CLASS_FEATURES.contains(&&**k)) {
            let name = format!("{k}={v}");
            match self.out.classes.add(&name) {
                Some(c) => classes.insert(c),
                None => self.problem(
                    "gazetteers",
                    0,
                    format!("no room for the class \"{name}\""),
                    "the number of classes is limited",
                    "use fewer different feature values",
                ),
            }
        }
        if matches!(class, "people" | "facility")
            && let Some(side) = side_of(&features)
        {
            classes.union(&self.class_set(&[side]));
        }
        (Kind { classes, features: features.into() }, self.problems.len() == known)
    }
}

/// Classes whose plain words tell French from English.
fn tells_language(class: &str) -> bool {
    matches!(class, "in" | "of" | "det" | "pron" | "and" | "that" | "rel" | "by" | "on" | "from" | "to" | "with" | "be" | "have" | "after" | "during" | "neg")
}

/// The side that the actor template of a people noun stands on.
fn side_of(features: &[(Box<str>, Box<str>)]) -> Option<&'static str> {
    let template = features.iter().find(|(k, _)| &**k == "actor").map(|(_, v)| &**v)?;
    let head = template.strip_suffix("-XX").unwrap_or(template);
    Some(match head {
        "unknown" | "member" | "group" => return None,
        "military" | "police" | "gendarmerie" | "national-guard" | "customs" | "government" | "junta" | "prison-guards" | "security-forces"
        | "forest-guards" => "side=state",
        "civilians" | "prisoners" => "side=civilian",
        "protesters" | "rioters" => "side=crowd",
        "un-peacekeepers" | "coalition-forces" | "mercenaries" | "private-security" => "side=external",
        _ => "side=armed",
    })
}
