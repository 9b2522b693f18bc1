//! All words of all languages and the names of actors and countries, searched at word starts. The
//! names of places, of which there may be very many, stand in [`super::places`].
//!
//! A form is filed under the loose key of its first word (see [`crate::segment`]) with its exact
//! spelling; a match that is only loose ranks lower and must be long enough.

use super::classes::{Class, ClassSet};
use super::forms::{Filing, Words};
pub use super::forms::{FormRef, Pos};
use super::inflect::mark;
use crate::report::Language;
use std::sync::Arc;

/// Where a value came from: a line of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Origin {
    /// Index into [`super::Resources::files`].
    pub file: u16,
    pub line: u32,
}

/// Keys and values; lines of one kind share them.
pub type Features = Arc<[(Box<str>, Box<str>)]>;

/// What an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A word of the word tables.
    Word,
    /// A name of an actor, index into the actors.
    Actor(u32),
    /// A country's name or adjective, index into the countries.
    Country(u32),
}

/// A line of a word or name table.
#[derive(Debug, Clone)]
pub struct Entry {
    pub word: Box<str>,
    pub meaning: Meaning,
    pub classes: ClassSet,
    pub features: Features,
    pub origin: Origin,
}

impl Entry {
    pub fn feature(&self, name: &str) -> Option<&str> {
        self.features.iter().find(|(k, _)| &**k == name).map(|(_, v)| &**v)
    }
}

/// The words and names, with one index of forms a language; names in Latin script stand in French
/// and English alike.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub entries: Vec<Entry>,
    /// By [`Language`].
    words: [Words; 3],
    /// Classes of the grammatical marks, lowest bit first.
    pub mark_classes: Vec<Class>,
}

impl Lexicon {
    /// Adds an entry that is to be found by all its forms.
    pub(super) fn add(&mut self, languages: &[Language], entry: Entry, filing: Filing) {
        for language in languages {
            self.words[*language as usize].add(*language, self.entries.len() as u32, &entry.word, filing);
        }
        self.entries.push(entry);
    }

    /// All forms whose first word has this loose key.
    pub fn starting(&self, language: Language, key: &str) -> &[FormRef] {
        self.words[language as usize].forms(language).starting(key)
    }

    /// Loose keys of a form's words after the first.
    pub fn rest(&self, language: Language, form: &FormRef) -> impl Iterator<Item = &str> + Clone {
        self.words[language as usize].forms(language).rest(form)
    }

    pub fn is_function_word(&self, language: Language, key: &str) -> bool {
        self.words[language as usize].function_words.contains(key)
    }

    pub fn is_abbreviation(&self, language: Language, key: &str) -> bool {
        self.words[language as usize].abbreviations.contains(key)
    }

    /// Whether these keys, one space between them, point to another text: "lire aussi".
    pub fn is_pointer(&self, language: Language, keys: &str) -> bool {
        self.words[language as usize].pointers.contains(keys)
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

    pub(super) fn set_words(&mut self, language: Language, words: Words) {
        self.words[language as usize] = words;
    }

    pub(super) fn words_of(&self, language: Language) -> &Words {
        &self.words[language as usize]
    }

    pub fn form_count(&self) -> usize {
        Language::ALL.into_iter().map(|l| self.words[l as usize].forms(l).len()).sum()
    }
}

/// The names of the marks, in the order of their bits.
pub fn mark_names() -> [&'static str; 12] {
    mark::NAMES
}
