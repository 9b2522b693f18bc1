//! One report -> the phrases in it that look like names of actors or places and stand in no table.
//!
//! A place is one that the report's own words call a place and that was left unresolved. An actor is what
//! stands after a noun such as "mouvement", كتيبة, or in English before "Movement"; and a short form in
//! capitals. Nothing that is part of a known name counts.

use super::Kind;
use crate::mention::Unit;
use crate::pipeline::Extraction;
use crate::report::{Language, Report};
use crate::resources::Resources;
use crate::resources::classes::Class;
use crate::resources::lexicon::Meaning;
use crate::span::Span;

/// A phrase where it stands.
pub(super) struct Found {
    pub kind: Kind,
    pub language: Language,
    pub phrase: String,
    /// Code points of the report's text.
    pub span: [usize; 2],
    pub country: Option<String>,
    pub admin1: Option<String>,
    /// The phrase before the brackets in which a short form stands.
    pub short_for: Option<String>,
    pub example: String,
}

/// A word of a sentence, below all mentions.
struct Leaf<'x> {
    unit: &'x Unit,
    /// An actor's name that a table holds.
    known: bool,
}

/// The phrases of a report, in text order.
pub(super) fn phrases(resources: &Resources, report: &Report, extraction: &Extraction) -> Vec<Found> {
    let page = Page { resources, extraction, borders: report.text.char_indices().map(|(i, _)| i).chain([report.text.len()]).collect(), report };
    let mut out = Vec::new();
    for (number, units) in extraction.annotated.sentences.iter().enumerate() {
        let language = extraction.segmented.sentences[number].language;
        let context = extraction.segmented.sentences[number].span;
        page.places(units, language, context, &mut out);
        let mut leaves = Vec::new();
        units.iter().for_each(|u| page.leaves(u, &mut leaves));
        page.actors(&leaves, language, context, &mut out);
    }
    out
}

struct Page<'a> {
    resources: &'a Resources,
    report: &'a Report,
    extraction: &'a Extraction,
    borders: Vec<usize>,
}

/// Words that a name may hold between its first and its last.
const LONGEST: usize = 7;

impl<'a> Page<'a> {
    fn class(&self, name: &'static str) -> Class {
        self.resources.known.class(name)
    }

    fn is(&self, leaf: &Leaf, name: &'static str) -> bool {
        leaf.unit.is(self.class(name))
    }

    fn leaves(&self, unit: &'a Unit, out: &mut Vec<Leaf<'a>>) {
        match self.extraction.annotated.mention(unit) {
            Some(mention) => mention.units.iter().for_each(|u| self.leaves(u, out)),
            None => {
                let named = |e: &u32| matches!(self.resources.lexicon.entries[*e as usize].meaning, Meaning::Actor(_));
                out.push(Leaf { unit, known: unit.entries.iter().any(named) });
            }
        }
    }

    fn found(&self, kind: Kind, language: Language, span: Span, phrase: String, context: Span) -> Found {
        let (start, end) = self.extraction.text.original(span);
        Found { kind, language, phrase, span: [start, end], country: None, admin1: None, short_for: None, example: self.example(span, context) }
    }

    fn words(&self, span: Span) -> String {
        let (start, end) = self.extraction.text.original(span);
        one_line(&self.report.text[self.borders[start]..self.borders[end]])
    }

    /// The sentence, or what stands near the phrase in a long one.
    fn example(&self, span: Span, context: Span) -> String {
        const AROUND: usize = 90;
        let (first, last) = self.extraction.text.original(context);
        let (start, end) = self.extraction.text.original(span);
        let (from, to) = (first.max(start.saturating_sub(AROUND)), last.min(end + AROUND));
        let words = one_line(&self.report.text[self.borders[from]..self.borders[to]]);
        format!("{}{words}{}", if from > first { "…" } else { "" }, if to < last { "…" } else { "" })
    }

    fn places(&self, units: &[Unit], language: Language, context: Span, out: &mut Vec<Found>) {
        for unit in units {
            // "The north of the country" is told in known words alone.
            let mut leaves = Vec::new();
            self.leaves(unit, &mut leaves);
            if !leaves.iter().any(|l| self.is(l, "unknown") || self.is(l, "capital")) {
                continue;
            }
            for place in self.extraction.entities.places(unit).iter().filter(|p| p.resolution == "unresolved") {
                let phrase = one_line(&place.name);
                let found = self.found(Kind::Place, language, place.span, phrase, context);
                out.push(Found { country: place.country.clone().or_else(|| self.extraction.entities.country.clone()), admin1: place.admin1.clone(), ..found });
            }
        }
    }

    fn actors(&self, leaves: &[Leaf<'a>], language: Language, context: Span, out: &mut Vec<Found>) {
        let mut taken = 0;
        for (at, leaf) in leaves.iter().enumerate() {
            if at < taken {
                continue;
            }
            if self.begins_a_name(leaf, language)
                && let Some((from, to)) = self.extent(leaves, at, language)
            {
                let span = self.head(leaves[from].unit.span).to(leaves[to].unit.span);
                out.push(self.found(Kind::Actor, language, span, self.words(span), context));
                taken = to + 1;
            } else if self.short_form(leaf) && !(at > 0 && self.is(&leaves[at - 1], "dash")) {
                let found = self.found(Kind::Actor, language, leaf.unit.span, self.words(leaf.unit.span), context);
                let bracketed = at > 0 && self.is(&leaves[at - 1], "open");
                let whole = out.last().filter(|f| bracketed && f.kind == Kind::Actor && f.span[1] + 3 > found.span[0]).map(|f| f.phrase.clone());
                out.push(Found { short_for: whole, ..found });
            }
        }
    }

    /// A noun of a body; "la katiba", which takes up a body told before, may begin a name too.
    fn begins_a_name(&self, leaf: &Leaf, language: Language) -> bool {
        let takes_up = |e: &u32| self.resources.lexicon.entries[*e as usize].feature("refers") == Some("group");
        match language {
            Language::Ar => self.is(leaf, "body") && !self.is(leaf, "article"),
            _ => self.is(leaf, "body") || self.is(leaf, "anaphor") && self.words(leaf.unit.span).contains(' ') && leaf.unit.entries.iter().any(takes_up),
        }
    }

    /// The last word of a unit: a name does not begin with its article.
    fn head(&self, span: Span) -> Span {
        let after = self.extraction.text.norm[span.range()].rfind([' ', '\'']).map_or(0, |i| i + 1);
        Span::new(span.start as usize + after, span.end as usize)
    }

    /// A word in capitals that no table holds.
    fn short_form(&self, leaf: &Leaf) -> bool {
        let word = self.words(leaf.unit.span);
        let length = word.chars().count();
        self.is(leaf, "unknown") && (3..=8).contains(&length) && word.chars().all(|c| c.is_uppercase() || c == '-') && word.is_ascii()
    }

    /// First and last word of the name that the noun at `at` begins or ends.
    fn extent(&self, leaves: &[Leaf<'a>], at: usize, language: Language) -> Option<(usize, usize)> {
        let (from, to) = match language {
            Language::Ar => (at, self.arabic_end(leaves, at)?),
            Language::Fr => (at, self.latin_end(leaves, at)?),
            Language::En => match self.english_start(leaves, at) {
                Some(from) => (from, at),
                None => (at, self.latin_end(leaves, at).filter(|_| self.is(&leaves[at], "capital"))?),
            },
        };
        (!leaves[from..=to].iter().any(|l| l.known)).then_some((from, to))
    }

    /// "katiba Al-Fourqane", "Mouvement pour la défense du Gourma": up to the last capital.
    fn latin_end(&self, leaves: &[Leaf<'a>], at: usize) -> Option<usize> {
        let mut end = None;
        for (n, leaf) in leaves.iter().enumerate().skip(at + 1).take(LONGEST) {
            if self.is(leaf, "capital") && !self.is(leaf, "nat") {
                end = Some(n);
            } else if !["of", "det", "dash", "apostrophe", "quote", "unknown", "adjective", "n", "and", "purpose"].iter().any(|c| self.is(leaf, c))
                || ["v", "in", "near", "cue", "comma"].iter().any(|c| self.is(leaf, c))
            {
                break;
            }
        }
        end
    }

    /// "Liptako Liberation Movement": from the first of the capitals before the noun.
    fn english_start(&self, leaves: &[Leaf<'a>], at: usize) -> Option<usize> {
        if !self.is(&leaves[at], "capital") {
            return None;
        }
        let mut start = None;
        for n in (at.saturating_sub(LONGEST)..at).rev() {
            let capital = self.is(&leaves[n], "capital") && !["det", "pron", "in", "nat", "people"].iter().any(|c| self.is(&leaves[n], c));
            let link = ["of", "dash", "and"].iter().any(|c| self.is(&leaves[n], c)) && start.is_some();
            match () {
                () if capital || self.is(&leaves[n], "place") => start = Some(n),
                () if link => {}
                () => break,
            }
        }
        start
    }

    /// كتيبة الفرسان: nouns that follow without a verb or preposition between, one of them unknown, a place, or,
    /// behind a noun of armed groups, a plain word with the article.
    fn arabic_end(&self, leaves: &[Leaf<'a>], at: usize) -> Option<usize> {
        let mut end = None;
        let mut telling = false;
        for (n, leaf) in leaves.iter().enumerate().skip(at + 1).take(4) {
            let plain = n == at + 1 && self.is(&leaves[at], "anaphor") && self.is(leaf, "common") && self.is(leaf, "article");
            let name = plain || self.is(leaf, "unknown") || self.is(leaf, "place");
            if !(name || self.is(leaf, "n") || self.is(leaf, "quote")) || ["v", "in", "cue", "nat", "that", "people"].iter().any(|c| self.is(leaf, c)) {
                break;
            }
            telling |= name;
            if name {
                end = Some(n);
            }
        }
        end.filter(|_| telling)
    }
}

/// Without line breaks and tabs, which part the cells of a table.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
