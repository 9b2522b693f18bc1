//! Places and administrative units, compiled: rows, and indexes that find them by name, by nearly the
//! same spelling and by their consonants.
//!
//! There may be some hundred thousand of them, so nothing is read at the start: the indexes lie as
//! bytes in the program, or in a mapped file of the user's own, and a look-up touches a few of them.
//! Tables come in layers, the built-in one first; places and names are numbered through all layers.
//!
//! In: layers made by [`compile`]. Out: rows by number, and the names that begin with a word. Not done
//! here: choosing between namesakes (see [`crate::resolve`]).

pub mod compile;
mod layer;
mod row;
pub mod sound;
pub mod spelling;
mod tables;

use super::bytes::Bytes;
use super::classes::{ClassSet, Classes};
use super::forms::FormRef;
use super::lexicon::Origin;
use layer::Layer;
pub use layer::is_current;
pub use row::Place;
pub use tables::COLUMNS;

/// Whether a data file is read as a table of places, units or their names.
pub(super) fn is_table(path: &str) -> bool {
    path == "gazetteers/admin.tsv" || path.starts_with("gazetteers/places/") || path.ends_with("/places.tsv")
}

/// All layers of places.
#[derive(Debug, Clone, Default)]
pub struct Places {
    layers: Vec<Layer>,
}

/// A name as it may stand in a text.
#[derive(Debug, Clone, Copy)]
pub struct NameForm<'p> {
    /// The name's number.
    pub name: u32,
    pub form: &'p FormRef,
    layer: &'p Layer,
}

impl<'p> NameForm<'p> {
    /// Loose keys of the words after the first.
    pub fn rest(self) -> impl Iterator<Item = &'p str> {
        self.layer.forms.rest(self.form)
    }

    /// Whether an imported table alone has it, for a hamlet, a well, a hill.
    pub fn is_minor(self) -> bool {
        self.layer.is_minor(self.name - self.layer.first_name)
    }

    /// The name as the table writes it.
    pub fn text(self) -> &'p str {
        self.layer.name_text(self.name - self.layer.first_name)
    }
}

impl Places {
    /// Adds a layer, of an imported table or of the data set, whose features become classes and whose files
    /// join `files`. False if the bytes
    /// were not made by this build of the program.
    pub fn add(&mut self, bytes: Bytes, imported: bool, classes: &mut Classes, files: &mut Vec<Box<str>>) -> bool {
        let first = self.layers.last().map_or((0, 0), |l| (l.first_row + l.rows.len() as u32, l.first_name + l.names.len() as u32));
        let layer = Layer::read(bytes, first, imported, classes, files);
        let read = layer.is_some();
        self.layers.extend(layer);
        read
    }

    /// Rows of all layers.
    pub fn len(&self) -> usize {
        self.layers.iter().map(|l| l.rows.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A place by its number.
    pub fn place(&self, number: u32) -> Place<'_> {
        let layer = self.layer(|l| l.first_row <= number);
        layer.map_or_else(Place::default, |l| l.place(number - l.first_row))
    }

    /// The number of the place that a name belongs to.
    pub fn named(&self, name: u32) -> u32 {
        self.layer(|l| l.first_name <= name).map_or(0, |l| l.named(name - l.first_name))
    }

    /// The line that a name stands in.
    pub fn origin(&self, name: u32) -> Origin {
        self.layer(|l| l.first_name <= name).map_or_else(Origin::default, |l| l.origin(name - l.first_name))
    }

    /// What a pattern sees of a name.
    pub fn classes(&self, name: u32) -> ClassSet {
        self.layer(|l| l.first_name <= name).map_or_else(ClassSet::default, |l| l.classes(name - l.first_name))
    }

    /// All names whose first word has this loose key.
    pub fn starting<'p>(&'p self, key: &str) -> impl Iterator<Item = NameForm<'p>> {
        self.layers
            .iter()
            .flat_map(move |layer| layer.forms.starting(key).iter().map(move |form| NameForm { name: layer.first_name + form.entry, form, layer }))
    }

    /// The places that have exactly this name, but for case, accents and spaces.
    pub fn spelt(&self, name: &str) -> Vec<u32> {
        let key = spelling::spelling(name);
        self.layers.iter().flat_map(|l| l.spelt(&key)).collect()
    }

    /// The places with a name that differs from this one by at most `most` letters (1 or 2), and by how many.
    pub fn nearly(&self, name: &str, most: u32) -> Vec<(u32, u32)> {
        let key = spelling::spelling(name);
        let mut out: Vec<(u32, u32)> = self.layers.iter().flat_map(|l| l.nearly(&key, most)).collect();
        out.sort_unstable();
        out.dedup_by_key(|(place, _)| *place);
        out
    }

    /// The places that have a name of exactly these words, in either script.
    pub fn exactly(&self, name: &str) -> Vec<u32> {
        let mut keys = crate::segment::keys_of(name);
        if keys.is_empty() {
            return Vec::new();
        }
        let first = keys.remove(0);
        let found = self.starting(&first).filter(|n| n.rest().eq(keys.iter().map(String::as_str)));
        found.map(|n| self.named(n.name)).collect()
    }

    /// The places with a name of the same consonants, in either script, and how far it sounds from this one.
    pub fn sounding(&self, name: &str) -> Vec<(u32, f32)> {
        let written = sound::sounds(name);
        let arabic = name.starts_with(crate::segment::is_arabic);
        let mut out: Vec<(u32, f32)> = Vec::new();
        for skeleton in sound::skeletons(name) {
            for layer in &self.layers {
                for number in layer.of_skeleton(&skeleton) {
                    let text = layer.name_text(number);
                    let told = sound::sounds(text);
                    let vowels = text.starts_with(crate::segment::is_arabic) == arabic;
                    out.push((layer.named(number), sound::distance(&written, &told, vowels)));
                }
            }
        }
        out.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        out.dedup_by_key(|(place, _)| *place);
        out
    }

    /// Names with a class, for whoever counts them.
    pub fn count(&self, holds: impl Fn(&ClassSet) -> bool) -> usize {
        self.layers.iter().flat_map(|l| (0..l.names.len() as u32).map(|n| l.classes(n))).filter(|c| holds(c)).count()
    }

    /// All names as the tables write them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().flat_map(|l| (0..l.names.len() as u32).map(|n| l.name_text(n)))
    }

    fn layer(&self, begun: impl Fn(&Layer) -> bool) -> Option<&Layer> {
        self.layers.iter().rev().find(|l| begun(l))
    }
}
