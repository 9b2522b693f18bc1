//! Word classes as bits, so that a pattern tests a unit in a few machine words.
//!
//! A class is the name of a word list (`deed`), a part of speech (`v`), a form (`past`), a
//! feature (`deed=attack`) or a kind of mention (`PLACE`). Names are numbered as they are met
//! while the data loads; there are a few hundred.

use rustc_hash::FxHashMap;

const WORDS: usize = 10;

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ClassSet([u64; WORDS]);

/// The number of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(u16);

impl ClassSet {
    pub fn insert(&mut self, c: Class) {
        self.0[c.0 as usize / 64] |= 1 << (c.0 % 64);
    }

    pub fn remove(&mut self, c: Class) {
        self.0[c.0 as usize / 64] &= !(1 << (c.0 % 64));
    }

    pub fn has(&self, c: Class) -> bool {
        self.0[c.0 as usize / 64] & (1 << (c.0 % 64)) != 0
    }

    pub fn union(&mut self, other: &ClassSet) {
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a |= b;
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = Class> + '_ {
        (0..(WORDS * 64) as u16).map(Class).filter(|c| self.has(*c))
    }
}

/// The names of all classes.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    names: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, Class>,
}

impl Classes {
    /// The class of this name, numbered now if it is new. `None` when all numbers are taken.
    pub fn add(&mut self, name: &str) -> Option<Class> {
        if let Some(c) = self.numbers.get(name) {
            return Some(*c);
        }
        if self.names.len() >= WORDS * 64 {
            return None;
        }
        let class = Class(self.names.len() as u16);
        self.names.push(name.into());
        self.numbers.insert(name.into(), class);
        Some(class)
    }

    pub fn get(&self, name: &str) -> Option<Class> {
        self.numbers.get(name).copied()
    }

    pub fn name(&self, class: Class) -> &str {
        &self.names[class.0 as usize]
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|n| &**n)
    }
}
