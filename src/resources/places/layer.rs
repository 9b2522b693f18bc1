//! One compiled table of places.

use super::row::{NOWHERE, Name, Place, Row, Skeleton, Str, to_degrees};
use super::sound;
use crate::resources::bytes::{Bytes, Reader, Section};
use crate::resources::classes::{ClassSet, Classes};
use crate::resources::forms::{Forms, hash};
use crate::resources::lexicon::Origin;
use fst::automaton::Levenshtein;
use fst::{IntoStreamer, Map, Streamer};

/// Changes with the form of a layer. Hashes of another machine or build would find nothing, so one
/// is part of it.
pub fn stamp() -> u64 {
    hash(STAMP)
}

const STAMP: &str = concat!("khabar places 3 ", env!("CARGO_PKG_VERSION"));

/// Whether this build made the bytes.
pub fn is_current(bytes: &Bytes) -> bool {
    Reader::new(bytes.clone(), stamp()).is_some()
}

/// The sections of a table, in the order in which they are stored.
#[derive(Clone)]
pub(super) struct Layer {
    pub rows: Section<Row>,
    pub names: Section<Name>,
    text: Section<u8>,
    pub forms: Forms,
    /// From a folded Latin spelling to a range of `by_spelling`.
    spellings: Map<Section<u8>>,
    by_spelling: Section<u32>,
    /// Sorted by the hash of the consonants.
    skeletons: Section<Skeleton>,
    /// The names of the features, by number, and what patterns see of a place with each.
    features: Vec<Box<str>>,
    feature_classes: Vec<ClassSet>,
    minor: Vec<bool>,
    /// Where this layer's files stand among all files.
    files: Vec<u16>,
    pub first_row: u32,
    pub first_name: u32,
    imported: bool,
}

impl std::fmt::Debug for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} places", self.rows.len())
    }
}

impl Layer {
    pub fn read(bytes: Bytes, first: (u32, u32), imported: bool, classes: &mut Classes, files: &mut Vec<Box<str>>) -> Option<Layer> {
        let mut reader = Reader::new(bytes, stamp())?;
        let own_files: Section<u8> = reader.section()?;
        let features: Section<u8> = reader.section()?;
        let mut layer = Layer {
            rows: reader.section()?,
            names: reader.section()?,
            text: reader.section()?,
            forms: Forms::read(&mut reader)?,
            spellings: Map::new(reader.section()?).ok()?,
            by_spelling: reader.section()?,
            skeletons: reader.section()?,
            features: features.lines().map(Into::into).collect(),
            feature_classes: Vec::new(),
            minor: Vec::new(),
            files: own_files.lines().map(|path| number_of(path, files)).collect(),
            first_row: first.0,
            first_name: first.1,
            imported,
        };
        for feature in &layer.features {
            let mut set = ClassSet::default();
            let minor = Place { feature, imported: layer.imported, ..Place::default() }.is_minor();
            let of_feature = format!("feature={feature}");
            let names = ["place", &of_feature].into_iter().chain(minor.then_some("minor"));
            names.filter_map(|n| classes.add(n)).for_each(|c| set.insert(c));
            layer.feature_classes.push(set);
            layer.minor.push(minor);
        }
        Some(layer)
    }

    pub fn place(&self, row: u32) -> Place<'_> {
        let Some(row) = self.rows.get(row as usize) else { return Place::default() };
        let some = |text: &'_ str| Some(text.len()).filter(|n| *n > 0);
        let (admin1, admin2) = (self.str(row.admin1), self.str(row.admin2));
        Place {
            id: self.str(row.id),
            name: self.str(row.name),
            country: self.str(row.country),
            admin1: some(admin1).map(|_| admin1),
            admin2: some(admin2).map(|_| admin2),
            point: (row.lat != NOWHERE).then(|| (to_degrees(row.lat), to_degrees(row.lon))),
            feature: self.features.get(row.feature as usize).map_or("", |f| f),
            population: row.population,
            imported: self.imported,
        }
    }

    pub fn named(&self, name: u32) -> u32 {
        self.first_row + self.names.get(name as usize).map_or(0, |n| n.row)
    }

    pub fn name_text(&self, name: u32) -> &str {
        self.names.get(name as usize).map_or("", |n| self.str(n.text))
    }

    pub fn origin(&self, name: u32) -> Origin {
        let Some(name) = self.names.get(name as usize) else { return Origin::default() };
        Origin { file: self.files.get(name.file as usize).copied().unwrap_or_default(), line: name.line }
    }

    pub fn classes(&self, name: u32) -> ClassSet {
        let row = self.names.get(name as usize).and_then(|n| self.rows.get(n.row as usize));
        row.and_then(|r| self.feature_classes.get(r.feature as usize)).copied().unwrap_or_default()
    }

    pub fn is_minor(&self, name: u32) -> bool {
        let row = self.names.get(name as usize).and_then(|n| self.rows.get(n.row as usize));
        row.and_then(|r| self.minor.get(r.feature as usize)).copied().unwrap_or_default()
    }

    pub fn spelt(&self, key: &str) -> Vec<u32> {
        self.spellings.get(key).map_or_else(Vec::new, |range| self.range(range))
    }

    /// Places whose spelling differs by one or two letters, with the number of these.
    pub fn nearly(&self, key: &str, most: u32) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        // Each further letter that may differ is a machine of its own, so a hit tells its distance.
        for distance in 0..=most {
            let Ok(near) = Levenshtein::new(key, distance) else { break };
            let mut stream = self.spellings.search(near).into_stream();
            while let Some((_, range)) = stream.next() {
                out.extend(self.range(range).into_iter().map(|place| (place, distance)));
            }
        }
        out
    }

    /// The names with these consonants.
    pub fn of_skeleton(&self, skeleton: &str) -> impl Iterator<Item = u32> {
        let hash = hash(skeleton);
        let start = self.skeletons.partition_point(|s| s.hash < hash);
        let found = self.skeletons[start..].iter().take_while(move |s| s.hash == hash);
        // Two skeletons may share a hash.
        found.map(|s| s.name).filter(move |n| sound::skeletons(self.name_text(*n)).iter().any(|s| s == skeleton))
    }

    /// The places of a range of `by_spelling`: its start, and in the low bits its length.
    fn range(&self, packed: u64) -> Vec<u32> {
        let (start, count) = ((packed >> 16) as usize, (packed & 0xFFFF) as usize);
        self.by_spelling.get(start..start + count).unwrap_or(&[]).iter().map(|n| self.named(*n)).collect()
    }

    fn str(&self, at: Str) -> &str {
        self.text.text(at.start, at.length)
    }
}

/// The number of a file among all files; a new one is added.
fn number_of(path: &str, files: &mut Vec<Box<str>>) -> u16 {
    let known = files.iter().position(|f| **f == *path);
    known.unwrap_or_else(|| {
        files.push(path.into());
        files.len() - 1
    }) as u16
}
