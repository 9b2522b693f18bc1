//! Unknown names that a sentence of the report calls a place ("the village of X").
//!
//! In: the sentences as they are grouped. Out: the class `told-name` on the same names elsewhere in the
//! report, which rules of the level `places` test. Nothing is kept from one report to the next.

use crate::mention::{Mention, Unit};
use crate::normalize::Text;
use crate::resources::Resources;
use crate::segment::keys_of;
use rustc_hash::FxHashSet;

/// Names shorter than this, in letters, are too common to be known again.
const SHORTEST: usize = 4;

/// Loose keys of the words of unknown place names.
pub struct ToldNames(FxHashSet<String>);

impl ToldNames {
    /// The unknown words of all places that the words around them call so.
    pub fn of<'a>(resources: &Resources, text: &Text, sentences: impl Iterator<Item = (&'a [Unit], &'a [Mention])>) -> ToldNames {
        let class = |name| resources.known.class(name);
        let mut out = FxHashSet::default();
        for (units, mentions) in sentences {
            for mention in units.iter().filter_map(|u| u.mention).map(|m| &mentions[m as usize]).filter(|m| m.kind == class("PLACE")) {
                // "the village of X", not "in X" alone, which may be anything.
                let called = mention.units.iter().any(|u| ["settlement", "admin", "natural"].iter().any(|c| u.is(class(c))));
                let words = mention.units.iter().filter(|u| called && u.is(class("unknown")) && !u.is(class("latin")));
                out.extend(words.map(|u| key(text, u)).filter(|k| k.chars().count() >= SHORTEST));
            }
            // Arabic "and X is a border town": the name that a sentence begins with.
            if let [name, kind, ..] = units
                && name.is(class("unknown"))
                && !name.is(class("latin"))
                && kind.is(class("settlement"))
                && kind.is(class("sg"))
                && !kind.is(class("article"))
            {
                let key = key(text, name);
                out.extend(key.strip_prefix('و').map(str::to_owned));
                out.insert(key);
            }
        }
        ToldNames(out)
    }

    /// Marks the words of a sentence that are told as places elsewhere; whether there are any that the
    /// sentence does not call so itself.
    pub fn mark(&self, resources: &Resources, text: &Text, words: &mut [Unit], grouped: &(Vec<Unit>, Vec<Mention>)) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let place = resources.known.class("PLACE");
        let told = |u: &Unit| grouped.0.iter().any(|g| g.is(place) && g.span.start <= u.span.start && u.span.end <= g.span.end);
        let mut any = false;
        for unit in words.iter_mut().filter(|u| u.is(resources.known.class("unknown"))) {
            if self.0.contains(&key(text, unit)) {
                any |= !told(unit);
                unit.classes.insert(resources.known.class("told-name"));
            }
        }
        any
    }
}

fn key(text: &Text, unit: &Unit) -> String {
    keys_of(text.slice(unit.span)).concat()
}
