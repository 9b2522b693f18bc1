//! Tokens -> units: the longest words and names that the lexicon knows, with Arabic clitics cut
//! off where what remains is known.
//!
//! In: the tokens of one sentence. Out: its units, each with the classes and entries of all readings
//! of its spelling; unknown words, numbers and marks are units too, with the classes of their shape.
//! Not done here: choosing between the readings of one spelling, which is left to patterns and stages.

use super::shape::{digit_classes, is_acronym, is_title, needs_capital};
use crate::mention::Unit;
use crate::normalize::Text;
use crate::report::Language;
use crate::resources::Resources;
use crate::resources::classes::ClassSet;
use crate::resources::inflect::mark;
use crate::resources::lexicon::{FormRef, Meaning};
use crate::resources::places::NameForm;
use crate::segment::{Segmented, Sentence, TokenKind, is_arabic, is_joiner};
use crate::span::Span;
use std::cell::Cell;
use std::ops::Range;

/// Arabic proclitics that may stand before a word, longest first, and the units they become.
const PROCLITICS: [(&str, &[&str]); 11] = [
    ("", &[]),
    ("و", &["clitic-w"]),
    ("ف", &["clitic-w"]),
    ("ب", &["clitic-b"]),
    ("ل", &["clitic-l"]),
    ("ك", &["clitic-k"]),
    ("وب", &["clitic-w", "clitic-b"]),
    ("ول", &["clitic-w", "clitic-l"]),
    ("وك", &["clitic-w", "clitic-k"]),
    ("فب", &["clitic-w", "clitic-b"]),
    ("فل", &["clitic-w", "clitic-l"]),
];
const SUFFIXES: [&str; 11] = ["هما", "هم", "ها", "هن", "كم", "نا", "ني", "ه", "ك", "ي", "كما"];
/// Shortest stem, in letters, that a suffix may be cut from, and shortest word that may match loosely.
const SHORTEST_STEM: usize = 3;
const SHORTEST_LOOSE: usize = 4;

/// A match of one or more tokens.
pub(super) struct Found<'r> {
    end: usize,
    proclitics: usize,
    article: bool,
    /// Bytes cut off the front of the first token.
    cut: usize,
    suffix: bool,
    loose: bool,
    forms: Vec<&'r FormRef>,
    names: Vec<NameForm<'r>>,
    /// The tokens of the rest of a phrase that stands apart (see [`super::apart`]).
    pub(super) rest: Range<usize>,
}

impl<'r> Found<'r> {
    pub(super) fn of(end: usize, cut: Cut, forms: Vec<&'r FormRef>) -> Found<'r> {
        Found { end, proclitics: cut.proclitic, article: cut.article, cut: cut.bytes, suffix: cut.suffix, loose: false, forms, names: Vec::new(), rest: 0..0 }
    }
}

impl Found<'_> {
    /// Greater is better: reach, then exactness.
    fn rank(&self) -> (usize, bool, std::cmp::Reverse<usize>, bool, bool) {
        (self.end, !self.suffix, std::cmp::Reverse(self.proclitics), !self.loose, !self.article)
    }

    /// The words and names as the tables write them.
    fn words<'w>(&'w self, resources: &'w Resources) -> impl Iterator<Item = &'w str> {
        let words = self.forms.iter().map(|f| &*resources.lexicon.entries[f.entry as usize].word);
        words.chain(self.names.iter().map(|n| n.text()))
    }
}

/// The match to which a form that ends here is added: the best so far, or a better one.
fn better<'b, 'r>(best: &'b mut Option<Found<'r>>, end: usize, loose: bool, cut: Cut) -> Option<&'b mut Found<'r>> {
    if best.as_ref().is_none_or(|b| (end, !loose) > (b.end, !b.loose)) {
        *best = Some(Found { loose, ..Found::of(end, cut, Vec::new()) });
    }
    best.as_mut().filter(|b| b.end == end && b.loose == loose)
}

/// The units of one sentence.
pub fn units(resources: &Resources, text: &Text, segmented: &Segmented, sentence: &Sentence) -> Vec<Unit> {
    let lookup = Lookup { resources, text, segmented, sentence, rest: Cell::default() };
    let mut out = Vec::with_capacity(sentence.tokens.len() + 8);
    let mut t = sentence.tokens.start;
    while t < sentence.tokens.end {
        let (from, begin) = (t, out.len());
        t = lookup.push_at(t, &mut out);
        // "opened the gunmen fire": the verb tells the deed, and "fire" no other.
        let (rest, end) = lookup.rest.get();
        if (rest..end).contains(&from) {
            out[begin..].iter_mut().for_each(|u| u.classes.remove(resources.known.class("deed")));
        }
    }
    out
}

pub(super) struct Lookup<'a> {
    pub(super) resources: &'a Resources,
    text: &'a Text,
    pub(super) segmented: &'a Segmented,
    pub(super) sentence: &'a Sentence,
    /// First and next token of what belongs to a phrase that began before its subject.
    rest: Cell<(usize, usize)>,
}

impl<'a> Lookup<'a> {
    /// Pushes the units that begin at token `t`; the next token to look at.
    fn push_at(&self, t: usize, out: &mut Vec<Unit>) -> usize {
        let token = self.segmented.tokens[t];
        match token.kind {
            TokenKind::Punctuation => {
                out.push(self.punctuation(t));
                t + 1
            }
            TokenKind::Number => {
                out.push(self.number(token.span));
                t + 1
            }
            // Marks of another script inside the word: its letters do not stand where its key has them.
            TokenKind::Word if self.segmented.key(t).starts_with(is_arabic) && self.segmented.key(t).len() != self.text.slice(token.span).len() => {
                self.push_unknown(token.span, out);
                t + 1
            }
            TokenKind::Word if self.push_lone_clitics(t, out) => t + 1 + usize::from(self.segmented.key(t).ends_with("ال")),
            TokenKind::Word => match self.best(t) {
                Some(found) => self.push_found(t, &found, out),
                None => {
                    self.push_unknown(token.span, out);
                    t + 1
                }
            },
        }
    }

    fn push_unknown(&self, span: Span, out: &mut Vec<Unit>) {
        let mut unit = self.unit(span, &["word", "unknown"]);
        self.shape(span, &mut unit.classes);
        // "their bodies": names end so by chance only.
        if ["هما", "هم", "كم"].iter().any(|s| self.text.slice(span).strip_suffix(s).is_some_and(|stem| stem.chars().count() >= SHORTEST_STEM)) {
            unit.classes.insert(self.resources.known.class("enclitic"));
        }
        out.push(unit);
    }

    fn unit(&self, span: Span, classes: &[&'static str]) -> Unit {
        let mut set = ClassSet::default();
        for c in classes {
            set.insert(self.resources.known.class(c));
        }
        Unit { span, classes: set, entries: Vec::new(), places: Vec::new(), mention: None }
    }

    fn number(&self, span: Span) -> Unit {
        let mut unit = self.unit(span, &["number"]);
        for class in digit_classes(self.text.slice(span)) {
            unit.classes.insert(self.resources.known.class(class));
        }
        unit
    }

    /// Clitics that stand apart from a word, as before digits: و12 · ل20 · ال27 · و الجيش. With an
    /// article the number after it is pushed too. False if the token is a word of its own.
    fn push_lone_clitics(&self, t: usize, out: &mut Vec<Unit>) -> bool {
        let key = self.segmented.key(t);
        let span = self.segmented.tokens[t].span;
        let next = self.segmented.tokens.get(t + 1).filter(|n| t + 1 < self.sentence.tokens.end && n.kind == TokenKind::Number && n.span.start == span.end);
        let (letters, article) = key.strip_suffix("ال").map_or((key, false), |rest| (rest, true));
        let known = PROCLITICS.iter().find(|(p, _)| *p == letters).filter(|_| next.is_some() || key == "و");
        let Some((_, classes)) = known else { return false };
        let mut at = span.start as usize;
        for (letter, class) in letters.chars().zip(*classes) {
            let span = Span::new(at, at + letter.len_utf8());
            at += letter.len_utf8();
            out.push(self.unit(span, &[class, "proclitic"]));
        }
        if let Some(number) = next.filter(|_| article) {
            let mut unit = self.number(number.span);
            unit.span = Span::new(at, number.span.end as usize);
            unit.classes.insert(self.resources.known.class("article"));
            out.push(unit);
        }
        true
    }

    fn shape(&self, span: Span, set: &mut ClassSet) {
        let first = self.text.slice(span).chars().next().unwrap_or(' ');
        if !is_arabic(first) {
            set.insert(self.resources.known.class("latin"));
        }
        if first.is_uppercase() {
            set.insert(self.resources.known.class("capital"));
        }
        if self.text.slice(span).starts_with("ال") {
            set.insert(self.resources.known.class("article"));
        }
    }

    fn punctuation(&self, t: usize) -> Unit {
        let class = match self.segmented.key(t) {
            "," | "،" => "comma",
            "?" | "؟" => return self.unit(self.segmented.tokens[t].span, &["question", "stop", "punct"]),
            "." | "!" | "…" | "۔" => "stop",
            ";" | "؛" => "semicolon",
            ":" => "colon",
            "\"" => "quote",
            "(" | "[" => "open",
            ")" | "]" => "close",
            // News agencies write "the group / Daesh / said".
            "/" if self.stands_apart(t) => "quote",
            "-" | "_" | "/" => "dash",
            "#" => "hash",
            "%" => "percent",
            "'" => "apostrophe",
            _ => "punct",
        };
        self.unit(self.segmented.tokens[t].span, &[class, "punct"])
    }

    /// Whether a mark stands between spaces.
    fn stands_apart(&self, t: usize) -> bool {
        let (tokens, span) = (&self.segmented.tokens, self.segmented.tokens[t].span);
        let after = tokens.get(t + 1).is_some_and(|n| n.span.start > span.end);
        let before = t.checked_sub(1).is_some_and(|b| tokens[b].span.end < span.start);
        self.sentence.language == Language::Ar && before && after
    }

    fn best(&self, t: usize) -> Option<Found<'a>> {
        let key = self.segmented.key(t);
        let arabic = key.starts_with(is_arabic);
        let language = match (arabic, self.sentence.language) {
            (true, _) => Language::Ar,
            (false, Language::Ar) => Language::En,
            (false, l) => l,
        };
        let names_only = !arabic && self.sentence.language == Language::Ar;
        let mut best: Option<Found<'a>> = None;
        let mut consider = |found: Option<Found<'a>>| {
            if let Some(f) = found.filter(|f| best.as_ref().is_none_or(|b| f.rank() > b.rank())) {
                best = Some(f);
            }
        };
        if !arabic {
            let found = self.find(t, language, key, Cut::default(), names_only);
            let hides_name = found.as_ref().is_some_and(|f| self.hides_name(t, f));
            consider(if hides_name { self.find(t, language, key, Cut { single: true, ..Cut::default() }, names_only) } else { found });
            return best;
        }
        for (n, (proclitic, units)) in PROCLITICS.iter().enumerate() {
            // "one" follows its noun; before a noun of persons it is "and one of".
            if units.is_empty() && key == "واحد" && self.persons_at(t + 1) {
                continue;
            }
            let Some(stem) = key.strip_prefix(proclitic) else { continue };
            let cut = Cut { proclitic: n, bytes: proclitic.len(), ..Cut::default() };
            consider(self.find_with_suffixes(t, stem, cut));
            if let Some(bare) = stem.strip_prefix("ال") {
                consider(self.find_with_suffixes(t, bare, Cut { bytes: cut.bytes + "ال".len(), article: true, ..cut }));
            }
            // للجيش: the article loses its alef after ل.
            if let Some(bare) = stem.strip_prefix('ل').filter(|_| proclitic.ends_with('ل')) {
                consider(self.find_with_suffixes(t, bare, Cut { bytes: cut.bytes + "ل".len(), article: true, ..cut }));
            }
        }
        best
    }

    fn find_with_suffixes(&self, t: usize, stem: &str, cut: Cut) -> Option<Found<'a>> {
        if stem.chars().count() < 2 && cut.bytes > 0 {
            return None;
        }
        let mut whole = self.find(t, Language::Ar, stem, cut, false);
        // "left ten dead": a verb of causing ties what it caused to the deed, and is none itself.
        let cause = |f: &Found| f.forms.iter().any(|form| self.resources.lexicon.classes(form).has(self.resources.known.class("cause")));
        if !cut.article && whole.as_ref().is_none_or(|f| f.end == t + 1 && !cause(f)) {
            whole = self.apart(t, stem, cut).or(whole);
        }
        if whole.as_ref().is_some_and(|f| !self.only_common(t, f)) {
            return whole;
        }
        // A merely frequent form gives way to a telling word with a suffix: شنها is "launched it".
        self.find_suffixed(t, stem, cut).or(whole)
    }

    /// Whether a match is a verb of what befalls its subject, which takes no pronoun as an object: متنها is no death.
    fn befalls(&self, found: &Found) -> bool {
        let is = |form: &FormRef, name| self.resources.lexicon.classes(form).has(self.resources.known.class(name));
        !found.forms.is_empty() && found.forms.iter().all(|f| is(f, "deed=kill") && is(f, "voice=passive") && is(f, "v"))
    }

    /// Whether all that the tables say of a match is that it is a frequent word, or a name that may be a word with a suffix.
    fn only_common(&self, t: usize, found: &Found) -> bool {
        let common = self.resources.known.class("common");
        let name_of_several_words = !found.names.is_empty() && found.end > t + 1;
        !name_of_several_words && found.forms.iter().all(|form| self.resources.lexicon.classes(form).has(common))
    }

    fn find_suffixed(&self, t: usize, stem: &str, cut: Cut) -> Option<Found<'a>> {
        let cut = Cut { suffix: true, ..cut };
        for suffix in SUFFIXES {
            // The key writes ة as ه, but only ه is a suffix.
            if suffix == "ه" && self.text.slice(self.segmented.tokens[t].span).ends_with('ة') {
                continue;
            }
            let Some(bare) = stem.strip_suffix(suffix).filter(|b| b.chars().count() >= SHORTEST_STEM) else { continue };
            if let Some(found) = self.find(t, Language::Ar, bare, cut, false).filter(|f| !self.befalls(f)) {
                return Some(found);
            }
            // مهمته from مهمة · هاجموه from هاجموا · قتلاهم from قتلى
            let restored = match bare.chars().next_back() {
                Some('ت') => format!("{}ه", bare.strip_suffix('ت').unwrap_or(bare)),
                Some('و') => format!("{bare}ا"),
                Some('ا') => format!("{}ي", bare.strip_suffix('ا').unwrap_or(bare)),
                _ => continue,
            };
            if let Some(found) = self.find(t, Language::Ar, &restored, cut, false) {
                return Some(found);
            }
        }
        None
    }

    /// Whether what was found takes up a group ("le groupe") or tells a direction ("dans le nord"), and a
    /// name that begins within it reaches further: "le Groupe de soutien à l'islam", "dans le Nord-Kivu". Or
    /// whether it cuts a compound of directions in two: "la région du Nord|-Ouest", "dans le centre|-nord".
    fn hides_name(&self, t: usize, found: &Found) -> bool {
        if found.end <= t + 1 {
            return false;
        }
        let is = |name: &'static str| found.forms.iter().any(|f| self.resources.lexicon.classes(f).has(self.resources.known.class(name)));
        let longer = |at: usize, named: &dyn Fn(&Found) -> bool| {
            self.segmented.tokens[at].kind == TokenKind::Word && self.best(at).is_some_and(|f| f.end > found.end && named(&f))
        };
        let actor = |f: &Found| f.forms.iter().any(|form| matches!(self.resources.lexicon.entries[form.entry as usize].meaning, Meaning::Actor(_)));
        let directs = |f: &Found| f.forms.iter().any(|form| self.resources.lexicon.classes(form).has(self.resources.known.class("dir")));
        let cut = self.sentence.tokens.contains(&found.end) && self.segmented.key(found.end) == "-";
        if cut && (is("dir") || !found.names.is_empty()) && longer(found.end - 1, &directs) {
            return true;
        }
        // "les corps": but "corps sans vie" tells of deaths.
        let tells = |f: &Found| f.forms.iter().any(|form| self.resources.lexicon.classes(form).has(self.resources.known.class("deed")));
        is("anaphor") && (longer(t + 1, &actor) || longer(t + 1, &tells))
            || is("dir") && (t + 1..found.end).any(|at| self.capital_at(at) && longer(at, &|f| !f.names.is_empty()))
    }

    /// Whether a noun of persons stands at token `t`.
    fn persons_at(&self, t: usize) -> bool {
        let people = self.resources.known.class("people");
        let word = t < self.sentence.tokens.end && self.segmented.tokens[t].kind == TokenKind::Word;
        word && self.best(t).is_some_and(|f| f.forms.iter().any(|form| self.resources.lexicon.classes(form).has(people)))
    }

    /// The longest forms that begin with this key at token `t`.
    fn find(&self, t: usize, language: Language, key: &str, cut: Cut, names_only: bool) -> Option<Found<'a>> {
        let lexicon = &self.resources.lexicon;
        let mut best: Option<Found<'a>> = None;
        for form in lexicon.starting(language, key) {
            let entry = &lexicon.entries[form.entry as usize];
            if (names_only && entry.meaning == Meaning::Word) || (cut.suffix && (!form.inflects() || !form.is_single())) || cut.single && !form.is_single() {
                continue;
            }
            // The article stands before nouns: العين is an eye, not "appointed".
            if cut.article && form.marks & (mark::PAST | mark::PRES | mark::FUT) != 0 && form.marks & mark::ING == 0 {
                continue;
            }
            if let Some((end, loose)) = self.stands(t, key, form, lexicon.rest(language, form), &entry.word, cut)
                && let Some(best) = better(&mut best, end, loose, cut)
            {
                best.forms.push(form);
            }
        }
        if cut.suffix || cut.single {
            return best;
        }
        // "Gao Airport" is Gao, whatever lesser thing a table calls by the longer name.
        for wanted in [false, true] {
            let known = wanted && best.as_ref().is_some_and(|b| !b.names.is_empty());
            for name in self.resources.places.starting(key).filter(|n| n.is_minor() == wanted) {
                let stands = self.stands(t, key, name.form, name.rest(), name.text(), cut);
                let Some((end, loose)) = stands.filter(|(end, _)| !known || best.as_ref().is_some_and(|b| *end <= b.end)) else { continue };
                if let Some(best) = better(&mut best, end, loose, cut) {
                    best.names.push(name);
                }
            }
        }
        best
    }

    /// Where a form ends that stands at token `t`, and whether only its key does.
    fn stands<'k>(&self, t: usize, key: &str, form: &FormRef, rest: impl Iterator<Item = &'k str>, word: &str, cut: Cut) -> Option<(usize, bool)> {
        let end = self.reach(t, form, rest, cut)?;
        let loose = !self.exact(t, end, form, cut);
        if loose && key.chars().count() < SHORTEST_LOOSE && form.is_single() {
            return None;
        }
        let capital = needs_capital(word) && !self.capital_at(t) || is_title(word) && t + 1 < self.sentence.tokens.end && !self.capital_at(t + 1);
        let surface = self.text.slice(self.segmented.tokens[t].span);
        // "IDPs" is the plural of IDP, "Idp" is nothing.
        let acronym = is_acronym(word) && surface != word && surface.strip_suffix('s') != Some(word);
        (!capital && !acronym).then_some((end, loose))
    }

    /// The token after the form's last word, if the form stands here.
    fn reach<'k>(&self, t: usize, form: &FormRef, rest: impl Iterator<Item = &'k str>, cut: Cut) -> Option<usize> {
        let mut at = t + 1;
        for wanted in rest {
            while at < self.sentence.tokens.end && is_joiner(self.segmented.key(at)) {
                at += 1;
            }
            if at >= self.sentence.tokens.end {
                return None;
            }
            let key = self.segmented.key(at);
            // "و المسلمين" is "والمسلمين" written apart.
            if key == "و" && wanted.strip_prefix('و').is_some_and(|w| at + 1 < self.sentence.tokens.end && self.segmented.key(at + 1) == w) {
                at += 2;
                continue;
            }
            let same = key == wanted || ((cut.article || form.inflects()) && key.strip_prefix("ال") == Some(wanted));
            if !same {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the text spells the form as the table does.
    fn exact(&self, t: usize, end: usize, form: &FormRef, cut: Cut) -> bool {
        if cut.suffix {
            return true;
        }
        let last = self.segmented.tokens[end - 1].span.end as usize;
        let start = self.segmented.tokens[t].span.start as usize + cut.bytes;
        let surface = &self.text.norm[start..last];
        form.spells(surface) || (end > t + 1 && !is_latin_variant(surface, form))
    }

    fn capital_at(&self, t: usize) -> bool {
        self.text.slice(self.segmented.tokens[t].span).starts_with(char::is_uppercase)
    }

    /// The places that have this name. That hamlets have it makes no word a place, and leaves a name that nothing
    /// else knows unknown.
    fn add_places(&self, found: &Found, unit: &mut Unit) {
        let only_minor = found.names.iter().all(|n| n.is_minor());
        unit.places.extend(found.names.iter().map(|n| n.name));
        if only_minor && !found.forms.is_empty() {
            return;
        }
        for name in found.names.iter().filter(|n| only_minor || !n.is_minor()) {
            unit.classes.union(&self.resources.places.classes(name.name));
        }
        if only_minor && !found.names.is_empty() {
            unit.classes.insert(self.resources.known.class("unknown"));
        }
    }

    fn push_found(&self, t: usize, found: &Found<'a>, out: &mut Vec<Unit>) -> usize {
        let first = self.segmented.tokens[t].span;
        let (letters, classes) = PROCLITICS[found.proclitics];
        let mut at = first.start as usize;
        for (letter, class) in letters.chars().zip(classes) {
            let span = Span::new(at, at + letter.len_utf8());
            at += letter.len_utf8();
            out.push(self.unit(span, &[class, "proclitic"]));
        }
        let start = first.start as usize + found.cut;
        let end = self.segmented.tokens[found.end - 1].span.end as usize;
        let start = if found.article { start - article_length(&self.text.norm[at..start]) } else { start };
        let mut unit = self.unit(Span::new(start.max(at), end), &["word"]);
        self.shape(unit.span, &mut unit.classes);
        if found.article {
            unit.classes.insert(self.resources.known.class("article"));
        } else if found.words(self.resources).all(|word| word.starts_with(['آ', 'أ', 'إ'])) {
            // آلية begins like an article only in the folded text.
            unit.classes.remove(self.resources.known.class("article"));
        }
        if found.suffix {
            unit.classes.insert(self.resources.known.class("enclitic"));
        }
        for form in &found.forms {
            unit.classes.union(&self.resources.lexicon.classes(form));
            if !unit.entries.contains(&form.entry) {
                unit.entries.push(form.entry);
            }
        }
        if self.sentence.language == Language::Ar {
            let is = |name| unit.classes.has(self.resources.known.class(name));
            for class in super::case::cases(self.text.slice(unit.span), found.words(self.resources), (is("pl") || is("dual")) && !is("sg")) {
                unit.classes.insert(self.resources.known.class(class));
            }
        }
        self.add_places(found, &mut unit);
        out.push(unit);
        if !found.rest.is_empty() {
            self.rest.set((found.rest.start, found.rest.end));
        }
        found.end
    }
}

/// What was cut off the first token before looking it up.
#[derive(Clone, Copy, Default)]
pub(super) struct Cut {
    /// Index into [`PROCLITICS`].
    proclitic: usize,
    bytes: usize,
    article: bool,
    suffix: bool,
    /// Only forms of one word.
    single: bool,
}

fn article_length(cut: &str) -> usize {
    cut.len()
}

fn is_latin_variant(surface: &str, form: &FormRef) -> bool {
    !surface.starts_with(is_arabic) && surface.len() != form.length()
}
