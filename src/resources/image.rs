//! The compiled words: classes, entries and forms as the build left them.
//!
//! In: loaded [`Resources`], or bytes. Out: bytes, or [`Resources`] with classes, files and lexicon
//! filled. Not done here: places, which have a form of their own (see [`super::places`]), and actors,
//! countries and rules, which are read as text at every start.

use super::Resources;
use super::bytes::{Bytes, Reader, Section, Writer};
use super::classes::{ClassSet, Classes};
use super::forms::{Forms, Words, hash};
use super::lexicon::{Entry, Features, Meaning, Origin};
use crate::report::Language;
use bytemuck::{Pod, Zeroable};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write;

/// Changes with the form of the bytes; holds a hash, since hashes of another machine find nothing.
fn stamp() -> u64 {
    hash(concat!("khabar tables 2 ", env!("CARGO_PKG_VERSION")))
}

/// An [`Entry`] as it is stored.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Stored {
    /// Where the word ends in the text of all words; it begins where the one before it ends.
    end: u32,
    /// Index into the kinds: classes and features.
    kind: u32,
    /// 0 a word, 1 an actor, 2 a country.
    meaning: u32,
    number: u32,
    file: u32,
    line: u32,
}

/// The bytes of classes, files and lexicon.
pub fn write(resources: &Resources) -> Vec<u8> {
    let mut out = Writer::new(stamp());
    out.lines(resources.files.iter().map(|f| &**f));
    out.lines(resources.classes.names());
    let mut kinds: FxHashMap<String, u32> = FxHashMap::default();
    let mut kind_lines: Vec<String> = Vec::new();
    let (mut words, mut entries) = (String::new(), Vec::with_capacity(resources.lexicon.entries.len()));
    for entry in &resources.lexicon.entries {
        let line = kind_line(entry, &resources.classes);
        let kind = *kinds.entry(line).or_insert_with_key(|line| {
            kind_lines.push(line.clone());
            kind_lines.len() as u32 - 1
        });
        words.push_str(&entry.word);
        let (meaning, number) = match entry.meaning {
            Meaning::Word => (0, 0),
            Meaning::Actor(n) => (1, n),
            Meaning::Country(n) => (2, n),
        };
        entries.push(Stored { end: words.len() as u32, kind, meaning, number, file: entry.origin.file.into(), line: entry.origin.line });
    }
    out.lines(kind_lines.iter().map(String::as_str));
    out.section(words.as_bytes());
    out.section(&entries);
    for language in Language::ALL {
        let words = resources.lexicon.words_of(language);
        words.forms(language).write(&mut out);
        for set in [&words.function_words, &words.abbreviations, &words.pointers] {
            let mut sorted: Vec<&str> = set.iter().map(|w| &**w).collect();
            sorted.sort_unstable();
            out.lines(sorted);
        }
    }
    out.finish()
}

/// `class class …`, then a tab before each `key=value`.
fn kind_line(entry: &Entry, classes: &Classes) -> String {
    let mut line = entry.classes.iter().map(|c| classes.name(c)).collect::<Vec<_>>().join(" ");
    for (key, value) in entry.features.iter() {
        let _ = write!(line, "\t{key}={value}");
    }
    line
}

/// Fills classes, files and lexicon. `None` if another build made the bytes.
pub fn read(bytes: &'static [u8], out: &mut Resources) -> Option<()> {
    let mut reader = Reader::new(Bytes::Static(bytes), stamp())?;
    out.files = reader.section::<u8>()?.lines().map(Into::into).collect();
    for name in reader.section::<u8>()?.lines() {
        out.classes.add(name)?;
    }
    let kinds: Vec<(ClassSet, Features)> = reader.section::<u8>()?.lines().map(|line| kind(line, &out.classes)).collect();
    let words: Section<u8> = reader.section()?;
    let words = std::str::from_utf8(&words).ok()?;
    let entries: Section<Stored> = reader.section()?;
    let mut start = 0;
    out.lexicon.entries.reserve(entries.len());
    for stored in entries.iter() {
        let (classes, features) = kinds.get(stored.kind as usize)?;
        out.lexicon.entries.push(Entry {
            word: words.get(start..stored.end as usize)?.into(),
            meaning: match stored.meaning {
                0 => Meaning::Word,
                1 => Meaning::Actor(stored.number),
                _ => Meaning::Country(stored.number),
            },
            classes: *classes,
            features: features.clone(),
            origin: Origin { file: stored.file as u16, line: stored.line },
        });
        start = stored.end as usize;
    }
    for language in Language::ALL {
        let forms = Forms::read(&mut reader)?;
        let function_words = set(&mut reader)?;
        let abbreviations = set(&mut reader)?;
        let pointers = set(&mut reader)?;
        out.lexicon.set_words(language, Words::compiled(forms, function_words, abbreviations, pointers));
    }
    Some(())
}

fn kind(line: &str, classes: &Classes) -> (ClassSet, Features) {
    let mut cells = line.split('\t');
    let mut set = ClassSet::default();
    cells.next().unwrap_or("").split(' ').filter_map(|name| classes.get(name)).for_each(|c| set.insert(c));
    let features = cells.filter_map(|cell| cell.split_once('=')).map(|(k, v)| (k.into(), v.into()));
    (set, features.collect())
}

fn set(reader: &mut Reader) -> Option<FxHashSet<Box<str>>> {
    Some(reader.section::<u8>()?.lines().map(Into::into).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::source::DataSource;

    /// What the build compiled is what the text says.
    #[test]
    fn the_image_is_the_text() {
        let (tables, places) = crate::resources::compile(&DataSource::Folder(env!("CARGO_MANIFEST_DIR").into())).expect("built-in data");
        let (built_tables, built_places) = crate::built_in::compiled().expect("compiled data");
        assert!(tables == built_tables && places == built_places);
        let mut read_back = Resources::default();
        read(built_tables, &mut read_back).expect("made by this build");
        assert!(write(&read_back) == built_tables);
    }
}
