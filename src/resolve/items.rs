//! ITEM mentions -> what thing, and how many.
//!
//! In: a mention of the level `items`. Out: the thing in English singular, and its count where the text
//! or the noun's form tells one. Not done here: what became of it (see [`crate::assemble::tolls`]).

use super::quantities::{Qualifier, quantity};
use crate::mention::{Annotated, Mention};
use crate::normalize::Text;
use crate::resources::Resources;
use crate::span::Span;

/// A thing that can be taken, burnt or broken.
#[derive(Debug, Clone)]
pub struct Thing {
    /// English singular, as the codebook lists them.
    pub item: String,
    pub count: Option<u64>,
    pub span: Span,
    pub origin: String,
}

/// Reads an ITEM mention. A singular noun without an article counts one, a dual two.
pub fn thing(resources: &Resources, text: &Text, annotated: &Annotated, mention: &Mention) -> Option<Thing> {
    let rule = &resources.rules[mention.rule as usize];
    let part = |name: &str| rule.pattern.capture(name).and_then(|c| mention.parts[c]).map(|(s, e)| &mention.units[s..e]);
    let head = part("head")?.last()?;
    let item_class = resources.known.class("item");
    let entry = head.entries.iter().map(|e| &resources.lexicon.entries[*e as usize]).find(|e| e.classes.has(item_class))?;
    let counted = part("count").and_then(|u| annotated.mention(u.first()?)).and_then(|m| quantity(resources, text, m));
    let is = |name| head.is(resources.known.class(name));
    let mass = matches!(entry.feature("item"), Some("ammunition" | "livestock" | "cattle" | "fuel" | "money" | "medicine" | "food" | "equipment"));
    let count = match counted {
        // "some twenty shops" are twenty; "at least twenty" may be any number more.
        Some(q) => (q.high == Some(q.low) || q.qualifier == Qualifier::About).then_some(q.low),
        None if is("article") || is("enclitic") || is("pl") || mass => None,
        None if is("dual") && !is("sg") => Some(2),
        None if is("sg") => Some(1),
        None => None,
    };
    Some(Thing { item: entry.feature("item")?.to_owned(), count, span: mention.span, origin: resources.origin(entry.origin) })
}
