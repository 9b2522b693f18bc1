//! What annotation finds: units (words and groups of words with their classes), mentions (groups
//! with named parts) and relations between units.
//!
//! Units point at entries of the lexicon and at mentions by number. Nothing here says what a unit
//! refers to (see [`crate::resolve`]).

use crate::resources::classes::{Class, ClassSet};
use crate::span::Span;

/// A stretch of a sentence that patterns see as one: a word, a clitic, a mark, or a mention.
#[derive(Debug, Clone)]
pub struct Unit {
    pub span: Span,
    pub classes: ClassSet,
    /// Entries of the lexicon that this surface form belongs to, best first.
    pub entries: Vec<u32>,
    /// Names of places that this surface form is, by their number in
    /// [`crate::resources::places::Places`].
    pub places: Vec<u32>,
    /// Index into [`Annotated::mentions`] when rules grouped this.
    pub mention: Option<u32>,
}

impl Unit {
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }
}

/// A group of units that a rule recognised, with the parts that the rule's captures name.
#[derive(Debug, Clone)]
pub struct Mention {
    pub kind: Class,
    /// Index into [`crate::resources::Resources::rules`].
    pub rule: u32,
    pub span: Span,
    pub units: Vec<Unit>,
    /// By the rule's captures: the range of `units`, if taken.
    pub parts: Vec<Option<(usize, usize)>>,
}

/// What a rule of the events or claims level found in a sentence.
#[derive(Debug, Clone)]
pub struct Relation {
    pub rule: u32,
    pub sentence: usize,
    /// By the rule's captures: the range of the sentence's units.
    pub parts: Vec<Option<(usize, usize)>>,
}

/// The annotated text: units sentence by sentence, mentions, relations.
#[derive(Debug, Clone, Default)]
pub struct Annotated {
    pub sentences: Vec<Vec<Unit>>,
    pub mentions: Vec<Mention>,
    pub relations: Vec<Relation>,
}

impl Annotated {
    /// Adds a sentence with the mentions that its units point to by number.
    pub fn push_sentence(&mut self, mut units: Vec<Unit>, mut mentions: Vec<Mention>) {
        let before = self.mentions.len() as u32;
        let shift = |u: &mut Unit| u.mention = u.mention.map(|m| m + before);
        units.iter_mut().for_each(shift);
        mentions.iter_mut().flat_map(|m| &mut m.units).for_each(shift);
        self.sentences.push(units);
        self.mentions.extend(mentions);
    }

    pub fn mention(&self, unit: &Unit) -> Option<&Mention> {
        unit.mention.map(|m| &self.mentions[m as usize])
    }
}
