//! Set phrases whose subject stands within them: "opened the gunmen fire", "regained the army control of" (Arabic).
//!
//! In: a verb that begins such a phrase. Out: the entries of the phrase, for the verb alone; the words of its rest stay
//! units of their own. Not done here: phrases whose words stand together.

use super::lookup::{Cut, Found, Lookup};
use crate::report::Language;
use crate::resources::inflect::mark;
use crate::resources::lexicon::FormRef;
use crate::segment::TokenKind;
use std::ops::Range;

/// How many tokens a subject between the verb and the rest of the phrase may take.
const SUBJECT: usize = 5;
/// Letters of the shortest word by which a phrase is known again: prepositions alone do not tell it.
const SHORTEST: usize = 4;

impl<'a> Lookup<'a> {
    /// The phrases of deeds that begin with this key at token `t` and go on a subject later.
    pub(super) fn apart(&self, t: usize, key: &str, cut: Cut) -> Option<Found<'a>> {
        let lexicon = &self.resources.lexicon;
        let deed = self.resources.known.class("deed");
        let verb = mark::PAST | mark::PRES | mark::FUT;
        let mut forms: Vec<(&FormRef, Range<usize>)> = Vec::new();
        for form in lexicon.starting(Language::Ar, key).iter().filter(|f| !f.is_single() && f.marks & verb != 0) {
            if lexicon.classes(form).has(deed)
                && let Some(rest) = self.goes_on(t, lexicon.rest(Language::Ar, form))
            {
                forms.push((form, rest));
            }
        }
        // "regained … control" and "regained … control of" are one phrase: the preposition stays a word of its own.
        let (first, _) = forms.iter().min_by_key(|(_, rest)| rest.start)?;
        let start = forms.iter().find(|(form, _)| std::ptr::eq(*form, *first)).map(|(_, rest)| rest.start)?;
        forms.retain(|(_, rest)| rest.start == start);
        let end = forms.iter().map(|(_, rest)| rest.end).max()?;
        let mut found = Found::of(t + 1, cut, forms.into_iter().map(|(form, _)| form).collect());
        found.rest = start..end;
        Some(found)
    }

    /// Where the words of the rest of a phrase stand after a subject, up to the last one that is no preposition.
    fn goes_on<'k>(&self, t: usize, rest: impl Iterator<Item = &'k str> + Clone) -> Option<Range<usize>> {
        let told = rest.clone().enumerate().filter(|(_, word)| word.chars().count() >= SHORTEST).map(|(n, _)| n + 1).last()?;
        let end = self.sentence.tokens.end;
        let word = |at: usize| at < end && self.segmented.tokens[at].kind == TokenKind::Word;
        let stands = |from: usize| rest.clone().enumerate().all(|(n, wanted)| word(from + n) && self.segmented.key(from + n) == wanted);
        let subject = |at: &usize| word(*at) || self.segmented.tokens[*at].kind == TokenKind::Number || matches!(self.segmented.key(*at), "\"" | "(" | ")");
        let begins = (t + 1..(t + 1 + SUBJECT).min(end)).take_while(subject).map(|at| at + 1).find(|from| stands(*from))?;
        Some(begins..begins + told)
    }
}
