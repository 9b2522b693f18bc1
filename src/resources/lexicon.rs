//! All words and names of all languages in one index, searched at word starts.
//!
//! A form is filed under the loose key of its first word (see [`crate::segment`]); the exact
//! spelling is kept beside it, and a match that is only loose ranks lower and must be long enough.

use super::classes::{Class, ClassSet};
use super::inflect::{self, mark};
use crate::normalize::normalize;
use crate::report::Language;
use crate::segment;
use rustc_hash::{FxHashMap, FxHashSet};

/// Where a value came from: a line of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Origin {
    /// Index into [`super::Resources::files`].
    pub file: u16,
    pub line: u32,
}

/// What an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A word of the word tables.
    Word,
    /// A name of an actor, index into the actors.
    Actor(u32),
    /// A country's name or adjective, index into the countries.
    Country(u32),
    /// A place's name, index into the places.
    Place(u32),
}

/// A line of a word or name table.
#[derive(Debug, Clone)]
pub struct Entry {
    pub word: Box<str>,
    pub meaning: Meaning,
    pub classes: ClassSet,
    pub features: Vec<(Box<str>, Box<str>)>,
    pub origin: Origin,
}

impl Entry {
    pub fn feature(&self, name: &str) -> Option<&str> {
        self.features.iter().find(|(k, _)| &**k == name).map(|(_, v)| &**v)
    }
}

/// A surface form of an entry.
#[derive(Debug, Clone)]
pub struct FormRef {
    /// Loose keys of the words after the first.
    pub rest: Box<[Box<str>]>,
    /// The whole form as normalised text, words joined by spaces, lower case.
    pub exact: Box<str>,
    pub entry: u32,
    pub marks: u16,
    /// Inflected words may carry pronoun suffixes; names and particles may not.
    pub inflects: bool,
}

/// The index, one a language; names in Latin script stand in French and English alike.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub entries: Vec<Entry>,
    index: [FxHashMap<Box<str>, Vec<FormRef>>; 3],
    function_words: [FxHashSet<Box<str>>; 3],
    abbreviations: [FxHashSet<Box<str>>; 3],
    /// Classes of the grammatical marks, lowest bit first.
    pub mark_classes: Vec<Class>,
}

impl Lexicon {
    /// Files an entry under all its forms. `pos` as in the tables; `x` is taken as written.
    pub fn add(&mut self, languages: &[Language], pos: &str, forms_cell: &str, entry: Entry, function: bool, abbreviation: bool) {
        let id = self.entries.len() as u32;
        let normal = normalize(&entry.word).norm;
        let cell = normalize(forms_cell).norm;
        self.entries.push(entry);
        for language in languages {
            for (form, marks) in inflect::forms(*language, pos, &normal, &cell) {
                let keys = segment::keys_of(&form);
                let Some((first, rest)) = keys.split_first() else { continue };
                let slot = *language as usize;
                if function {
                    self.function_words[slot].insert(first.as_str().into());
                }
                if abbreviation {
                    self.abbreviations[slot].insert(first.trim_end_matches('.').into());
                }
                self.index[slot].entry(first.as_str().into()).or_default().push(FormRef {
                    rest: rest.iter().map(|k| k.as_str().into()).collect(),
                    exact: form.to_lowercase().into(),
                    entry: id,
                    marks,
                    inflects: pos != "x",
                });
            }
        }
    }

    /// All forms whose first word has this loose key.
    pub fn starting(&self, language: Language, key: &str) -> &[FormRef] {
        self.index[language as usize].get(key).map_or(&[], Vec::as_slice)
    }

    pub fn is_function_word(&self, language: Language, key: &str) -> bool {
        self.function_words[language as usize].contains(key)
    }

    pub fn is_abbreviation(&self, language: Language, key: &str) -> bool {
        self.abbreviations[language as usize].contains(key)
    }

    /// The classes of a form: its entry's, and its grammatical marks.
    pub fn classes(&self, form: &FormRef) -> ClassSet {
        let mut set = self.entries[form.entry as usize].classes;
        for (bit, class) in self.mark_classes.iter().enumerate() {
            if form.marks & (1 << bit) != 0 {
                set.insert(*class);
            }
        }
        set
    }

    pub fn form_count(&self) -> usize {
        self.index.iter().flat_map(|m| m.values()).map(Vec::len).sum()
    }
}

/// The names of the marks, in the order of their bits.
pub fn mark_names() -> [&'static str; 12] {
    mark::NAMES
}
