//! All surface forms of all words and names of a language, found by the loose key of their first
//! word.
//!
//! There are some hundred thousand of them. Those of the built-in tables are compiled into the program;
//! those of other tables are made when the first word of their language is looked up, by two threads.
//! They are kept small, since they are most of the program: a form is filed under the hash of its first
//! key and carries half the hash of its spelling, and the forms of a key stand together. Two keys that
//! fall into one place of the table with one tag would be taken for each other; a test excludes that for
//! the built-in data.

mod build;
mod hash;
#[cfg(test)]
mod tests;

use super::bytes::{Reader, Section, Writer};
use super::inflect;
use crate::normalize::normalize;
use crate::report::Language;
use crate::segment;
use build::Builder;
use bytemuck::{Pod, Zeroable};
pub use hash::hash;
use hash::{hash_lower, short};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// A surface form of an entry.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct FormRef {
    /// The short hash of its spelling.
    exact: u32,
    /// Where the keys of the words after the first stand in [`Forms::rests`]; 0 if there are none.
    rest: u32,
    pub entry: u32,
    exact_length: u16,
    /// Grammatical marks, a bit each, and above them `INFLECTS` and `LAST`.
    pub marks: u16,
}

/// The form is one of an inflected word.
const INFLECTS: u16 = 1 << 14;
/// The form is the last one of its key.
const LAST: u16 = 1 << 15;
const _: () = assert!(inflect::mark::NAMES.len() <= 14, "the marks leave two bits");

impl FormRef {
    /// Whether the form is this text, letter for letter, but for capitals.
    pub fn spells(&self, text: &str) -> bool {
        self.exact == short(hash(text)) || self.exact == short(hash_lower(text))
    }

    /// Bytes of the form as written in normalised lower case.
    pub fn length(&self) -> usize {
        usize::from(self.exact_length)
    }

    /// Inflected words may carry pronoun suffixes; names and particles may not.
    pub fn inflects(&self) -> bool {
        self.marks & INFLECTS != 0
    }

    /// One word only.
    pub fn is_single(&self) -> bool {
        self.rest == 0
    }

    fn is_last(&self) -> bool {
        self.marks & LAST != 0
    }
}

/// The words of a language, and their forms once they are asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    jobs: Vec<Job>,
    /// Words and forms cells, one after the other.
    text: String,
    forms: OnceLock<Forms>,
    pub function_words: FxHashSet<Box<str>>,
    pub abbreviations: FxHashSet<Box<str>>,
    /// "lire aussi": what points to another text, as the loose keys of all its words.
    pub pointers: FxHashSet<Box<str>>,
}

#[derive(Debug, Clone)]
struct Job {
    entry: u32,
    /// Where the word begins, its forms cell begins, and that ends, in [`Words::text`].
    cut: [u32; 3],
    pos: Pos,
}

/// How a word is filed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filing<'c> {
    pub pos: Pos,
    /// The forms cell as the table has it.
    pub forms: &'c str,
    /// A word by which the language of a text is told.
    pub function: bool,
    /// A full stop after it ends no sentence.
    pub abbreviation: bool,
    /// What follows it is the headline of another text.
    pub pointer: bool,
}

impl Filing<'_> {
    /// A name, or a word without further forms.
    pub(super) fn plain(pos: Pos) -> Filing<'static> {
        Filing { pos, forms: "", function: false, abbreviation: false, pointer: false }
    }
}

impl Words {
    pub fn add(&mut self, language: Language, entry: u32, word: &str, filing: Filing) {
        let start = self.text.len();
        self.text.push_str(word);
        let cell = self.text.len();
        self.text.push_str(filing.forms);
        let cut = [start, cell, self.text.len()].map(|n| n as u32);
        if filing.pointer {
            self.pointers.insert(segment::keys_of(&normalize(word).norm).join(" ").into());
        }
        if filing.function || filing.abbreviation {
            self.add_first_words(language, word, filing);
        }
        self.jobs.push(Job { entry, cut, pos: filing.pos });
    }

    /// Function words and abbreviations are known without the other forms.
    fn add_first_words(&mut self, language: Language, word: &str, filing: Filing) {
        for (form, _) in inflect::forms(language, filing.pos.name(), &normalize(word).norm, &normalize(filing.forms).norm) {
            let Some(key) = segment::keys_of(&form).into_iter().next() else { continue };
            if filing.abbreviation {
                self.abbreviations.insert(key.trim_end_matches('.').into());
            }
            if filing.function {
                self.function_words.insert(key.into());
            }
        }
    }

    /// Words whose forms are known.
    pub fn compiled(forms: Forms, function_words: FxHashSet<Box<str>>, abbreviations: FxHashSet<Box<str>>, pointers: FxHashSet<Box<str>>) -> Words {
        Words { forms: OnceLock::from(forms), function_words, abbreviations, pointers, ..Words::default() }
    }

    /// The forms, made now if nobody asked before.
    pub fn forms(&self, language: Language) -> &Forms {
        self.forms.get_or_init(|| {
            let (first, second) = self.jobs.split_at(self.jobs.len() / 2);
            let build = |jobs| Builder::new(language, &self.text, jobs).build();
            let (first, second) = std::thread::scope(|scope| {
                let second = scope.spawn(|| build(second));
                (build(first), second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            });
            first.and(second).link()
        })
    }
}

/// Part of speech, as the tables write it; `x` is taken as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pos {
    V,
    N,
    Adj,
    X,
}

impl Pos {
    pub fn parse(text: &str) -> Option<Pos> {
        [Pos::V, Pos::N, Pos::Adj, Pos::X].into_iter().find(|p| p.name() == text)
    }

    pub fn name(self) -> &'static str {
        match self {
            Pos::V => "v",
            Pos::N => "n",
            Pos::Adj => "adj",
            Pos::X => "x",
        }
    }
}

/// The forms of one language, or of a table of names.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    /// Key by key, those of one key in the order of the tables.
    forms: Section<FormRef>,
    /// An open table of hashes.
    slots: Section<Slot>,
    /// Keys of all words after the first ones, each ended by a space, those of a form by a new line.
    rests: Section<u8>,
}

/// A key by the short hash, and where its forms begin. The tag of a free slot is 0.
#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
struct Slot {
    tag: u32,
    first: u32,
}

impl Forms {
    pub fn write(&self, writer: &mut Writer) {
        writer.section(&self.forms);
        writer.section(&self.slots);
        writer.section(&self.rests);
    }

    pub fn read(reader: &mut Reader) -> Option<Forms> {
        Some(Forms { forms: reader.section()?, slots: reader.section()?, rests: reader.section()? })
    }

    /// All forms whose first word has this loose key, in the order of the tables.
    pub fn starting(&self, key: &str) -> &[FormRef] {
        let slots: &[Slot] = &self.slots;
        let hash = hash(key);
        let Some(slot) = slots.get(find(slots, hash)).filter(|s| s.tag == short(hash)) else { return &[] };
        let forms = self.forms.get(slot.first as usize..).unwrap_or(&[]);
        let end = forms.iter().position(FormRef::is_last).map_or(0, |last| last + 1);
        &forms[..end]
    }

    /// Loose keys of the words after the first.
    pub fn rest(&self, form: &FormRef) -> impl Iterator<Item = &str> + Clone {
        let rests = self.rests.get(form.rest as usize..).unwrap_or(&[]);
        let end = memchr::memchr(b'\n', rests).unwrap_or(0);
        std::str::from_utf8(&rests[..end]).unwrap_or("").split_terminator(' ')
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }
}

/// The slot of a hash, or the free one where it would stand: the upper bits choose where the search
/// begins, the lower ones are the tag. A quarter of all slots is free.
fn find(slots: &[Slot], hash: u64) -> usize {
    let mut at = ((u128::from(hash) * slots.len() as u128) >> 64) as usize;
    for _ in 0..slots.len() {
        if slots[at].tag == short(hash) || slots[at].tag == 0 {
            break;
        }
        at = if at + 1 == slots.len() { 0 } else { at + 1 };
    }
    at
}
