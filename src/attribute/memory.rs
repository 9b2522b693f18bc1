//! Who has spoken so far in a report: by name, by title, by body, and who spoke last.
//!
//! In: each source as it is told. Out: whom a title, a name or a body told later means. Nothing is kept
//! from one report to the next.

use super::sources::{Reader, Source, is_kind, is_state};
use crate::assemble::frames::Scene;
use crate::mention::Unit;
use crate::report::Language;
use crate::resolve::actors::side_of;
use crate::resources::gazetteer::Side;
use crate::segment::Segmented;
use crate::span::Span;

/// What a report has told of its sources up to a sentence.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    last: Option<Source>,
    /// The sentence in which it spoke.
    last_at: usize,
    /// The outlet or journalist that spoke, if nobody else has spoken since.
    outlet: Option<Source>,
    /// Who spoke last was told by an office and not by name.
    unnamed: bool,
    /// The ids of all that spoke, in order.
    spoken: Vec<String>,
    /// First word of the noun that a source was told by, and its id.
    heads: Vec<(String, String)>,
    /// A person's name, as a loose key, and the id of the role that introduced it.
    names: Vec<(String, String)>,
}

/// Names shorter than this are too common to know a person by.
const SHORTEST_NAME: usize = 3;

impl Memory {
    pub fn last(&self) -> Option<&Source> {
        self.last.as_ref()
    }

    pub fn outlet(&self) -> Option<&Source> {
        self.outlet.as_ref()
    }

    pub fn last_id(&self) -> Option<String> {
        self.last.as_ref().map(|l| l.id.clone())
    }

    /// The armed group that spoke last.
    pub fn last_group(&self, scene: &Scene) -> Option<String> {
        let armed = |id: &str| !is_kind(id) && !is_state(id) && side_of(scene.resources, id) == Some(Side::Armed) && id != "unidentified-armed-group";
        self.spoken.iter().rev().find(|id| armed(id)).cloned()
    }

    /// Who a name without a role may be: the person that spoke last, if it was one.
    pub fn last_person(&self) -> Option<String> {
        let last = self.last.as_ref()?;
        // "The governor said …. X added": the name of whom the text has told by office (English).
        if self.unnamed {
            return Some(last.id.clone());
        }
        let person = is_kind(&last.id) && !matches!(last.id.as_str(), "media" | "un" | "ngo");
        Some(if person { last.id.clone() } else { "anonymous".into() })
    }

    /// Keeps a source that was told by the unit `unit`.
    pub fn learn(&mut self, reader: &Reader, sentence: usize, unit: usize, source: &Source) {
        let scene = reader.scene;
        let told = &scene.units(sentence)[unit];
        if !source.is_media() {
            for head in heads(scene, told) {
                self.heads.push((head, source.id.clone()));
            }
            for name in names(scene, sentence, unit + 1) {
                self.names.push((name, source.id.clone()));
            }
            if told.mention.is_none() && (told.is(scene.class("unknown")) || told.is(scene.class("firstname"))) {
                self.names.extend(names(scene, sentence, unit).into_iter().map(|n| (n, source.id.clone())));
            }
        }
        let office =
            (told.is(scene.class("title")) || scene.is(sentence, unit + 1, "title")) && !told.is(scene.class("pl")) && scene.language(sentence) == Language::En;
        self.unnamed = office && !source.is_media() && names(scene, sentence, unit + 1).is_empty();
        self.spoken.push(source.id.clone());
        self.outlet = Some(source.clone()).filter(Source::is_media);
        if !source.is_media() || self.last.is_none() {
            self.last = Some(source.clone());
            self.last_at = sentence;
        }
    }

    /// Keeps that the outlet goes on with what was told it.
    pub fn goes_on(&mut self, sentence: usize) {
        self.last_at = sentence;
    }

    /// Who spoke last, if that was at most so many sentences ago.
    pub fn recent(&self, sentence: usize, reach: usize) -> Option<&Source> {
        self.last.as_ref().filter(|_| sentence - self.last_at <= reach)
    }

    /// Keeps who persons are that a sentence introduces and that do not speak in it: "the rebel leader X" (English).
    pub fn introduce(&mut self, reader: &Reader, sentence: usize) {
        let scene = reader.scene;
        if scene.language(sentence) != Language::En {
            return;
        }
        for unit in 0..scene.units(sentence).len().saturating_sub(1) {
            let is = |u: usize, class| scene.is(sentence, u, class);
            let group = scene.entities.actor(&scene.units(sentence)[unit]).is_some_and(|p| p.side(scene.resources) == Some(Side::Armed));
            let named = scene.units(sentence)[unit + 1].mention.is_none() && (is(unit + 1, "firstname") || is(unit + 1, "unknown") && is(unit + 1, "capital"));
            if !group || !named {
                continue;
            }
            if let Some(source) = reader.source_at(sentence, unit, self).filter(|s| s.id != "unidentified-armed-group" && !is_kind(&s.id)) {
                self.names.extend(names(scene, sentence, unit + 1).into_iter().map(|n| (n, source.id.clone())));
            }
        }
    }

    /// Keeps what a statement is called, so that "the statement" finds its issuer.
    pub fn learn_documents(&mut self, scene: &Scene, sentence: usize, source: &Source) {
        if source.is_media() {
            return;
        }
        for unit in scene.units(sentence) {
            if scene.feature(unit, "source", "source") == Some("document") {
                self.heads.extend(heads(scene, unit).into_iter().map(|h| (h, source.id.clone())));
            }
        }
    }

    /// The source last told by the same noun: "the minister" after "the minister of security".
    pub fn by_head(&self, scene: &Scene, sentence: usize, at: usize) -> Option<String> {
        let unit = &scene.units(sentence)[at];
        let definite = definite(scene, sentence, at);
        let wanted = heads(scene, unit);
        // "two sources said", right after "three security sources".
        let same_noun = unit.is(scene.class("dual")) && self.heads.last().is_some_and(|(h, _)| wanted.contains(h));
        if !definite && !same_noun {
            return None;
        }
        self.heads.iter().rev().find(|(h, _)| wanted.contains(h)).map(|(_, id)| id.clone())
    }

    /// The same kind of body of a state that spoke last, or of forces for forces.
    pub fn same_body(&self, head: &str) -> Option<String> {
        let last = self.last.as_ref().filter(|l| is_state(&l.id))?;
        let (known, country) = last.id.rsplit_once('-')?;
        let armed = |h: &str| h != "government" && h != "junta";
        (country != "XX" && (known == head || armed(known) && armed(head))).then(|| format!("{head}-{country}"))
    }

    /// The role that one of the names from `unit` on was introduced with.
    pub fn by_names(&self, reader: &Reader, sentence: usize, unit: usize) -> Option<String> {
        let told = names(reader.scene, sentence, unit);
        told.iter().rev().find_map(|n| self.names.iter().rev().find(|(known, _)| alike(known, n)).map(|(_, id)| id.clone()))
    }
}

/// Whether a noun takes up what was told before: "the statement", "its statement".
pub fn definite(scene: &Scene, sentence: usize, at: usize) -> bool {
    let units = scene.units(sentence);
    let article = units[at].is(scene.class("article")) || units[at].is(scene.class("enclitic"));
    let pointing = |u: &Unit| u.is(scene.class("definite=1"));
    article || at > 0 && pointing(&units[at - 1]) || scene.annotated.mention(&units[at]).is_some_and(|m| m.units.first().is_some_and(pointing))
}

/// The nouns that a source is told by: the first words of its entries.
fn heads(scene: &Scene, unit: &Unit) -> Vec<String> {
    let class = scene.class("source");
    let people = scene.class("people");
    let entries = unit.entries.iter().map(|e| &scene.resources.lexicon.entries[*e as usize]).filter(|e| e.classes.has(class) || e.classes.has(people));
    let mut out: Vec<String> = entries.filter_map(|e| e.word.split(' ').next()).map(|w| w.strip_prefix("ال").unwrap_or(w).to_owned()).collect();
    out.dedup();
    out
}

/// The words from `unit` on that look like a person's name, as loose keys.
fn names(scene: &Scene, sentence: usize, unit: usize) -> Vec<String> {
    let units = scene.units(sentence);
    let is = |u: usize, class| units.get(u).is_some_and(|x| x.is(scene.class(class)));
    let mut out = Vec::new();
    for (u, told) in units.iter().enumerate().skip(unit).take(12) {
        let name = told.mention.is_none() && (is(u, "unknown") || is(u, "firstname"));
        if name {
            out.extend(key(scene.segmented, told.span).filter(|k| k.chars().count() >= SHORTEST_NAME));
            continue;
        }
        // "Ahmed Abdi Godane": a part of a name that is a place's name as well.
        let passes = is(u, "place") && told.mention.is_none() && !out.is_empty()
            || is(u, "nat")
            || is(u, "common")
            || is(u, "country")
            || is(u, "title")
            || is(u, "in")
            || is(u, "apostrophe")
            || is(u, "dash")
            || is(u, "comma") && out.is_empty()
            || is(u, "ACTOR") && is(u, "people") && out.is_empty()
            || is(u, "source") && out.is_empty()
            || is(u, "and") && out.is_empty()
            || is(u, "clitic-w") && out.is_empty();
        if !passes || is(u, "comma") && !out.is_empty() {
            break;
        }
    }
    out
}

/// The loose key of the token that begins where a span does.
fn key(segmented: &Segmented, span: Span) -> Option<String> {
    let at = segmented.tokens.partition_point(|t| t.span.end <= span.start);
    let token = segmented.tokens.get(at)?;
    Some(segmented.key(at)).filter(|_| token.span.start == span.start).map(str::to_owned)
}

/// The same name, or one that the press spells with a letter more, less or other.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if x.len().min(y.len()) < 4 || x.len().abs_diff(y.len()) > 1 {
        return false;
    }
    let front = x.iter().zip(&y).take_while(|(p, q)| p == q).count();
    let back = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count();
    front + back + 1 >= x.len().max(y.len())
}
