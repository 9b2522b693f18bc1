//! Abbreviations that the report itself explains: "CDF (Cameroonian Defence Force)", "the Front of X (FX)".
//!
//! In: the sentences as they are grouped. Out: the explained actor on the same abbreviation elsewhere in the
//! report. Nothing is kept from one report to the next.

use crate::mention::{Mention, Unit};
use crate::normalize::Text;
use crate::resources::Resources;
use crate::resources::lexicon::Meaning;
use rustc_hash::FxHashMap;

/// An abbreviation's letters.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=7;

/// What each abbreviation stands for, as the unit of the actor's name.
pub struct Explained<'a>(FxHashMap<&'a str, Unit>);

impl<'a> Explained<'a> {
    /// The abbreviations of all sentences, before or in the brackets beside a named actor.
    pub fn of<'g>(resources: &Resources, text: &'a Text, sentences: impl Iterator<Item = (&'g [Unit], &'g [Mention])>) -> Explained<'a> {
        let class = |name| resources.known.class(name);
        let (open, close, unknown) = (class("open"), class("close"), class("unknown"));
        let mut out = FxHashMap::default();
        for (units, mentions) in sentences {
            let short = |u: &Unit| Some(text.slice(u.span)).filter(|s| u.is(unknown) && is_abbreviation(s));
            for four in units.windows(4) {
                let [first, second, third, fourth] = four else { continue };
                if !second.is(open) || !fourth.is(close) {
                    continue;
                }
                let pair = short(third).map(|s| (s, first)).or_else(|| short(first).map(|s| (s, third)));
                if let Some((abbreviation, actor)) = pair
                    && let Some(name) = actor.mention.and_then(|m| named(resources, &mentions[m as usize]))
                {
                    out.entry(abbreviation).or_insert_with(|| name.clone());
                }
            }
        }
        Explained(out)
    }

    /// Puts the actors in place of their abbreviations; whether there were any.
    pub fn mark(&self, text: &Text, words: &mut [Unit]) -> bool {
        let mut any = false;
        for unit in words.iter_mut().filter(|_| !self.0.is_empty()) {
            if let Some(name) = self.0.get(text.slice(unit.span)) {
                *unit = Unit { span: unit.span, ..name.clone() };
                any = true;
            }
        }
        any
    }
}

/// The unit of an actor's own name in a mention.
fn named<'m>(resources: &Resources, mention: &'m Mention) -> Option<&'m Unit> {
    let actor = |entry: &u32| matches!(resources.lexicon.entries[*entry as usize].meaning, Meaning::Actor(_));
    mention.units.iter().find(|u| u.mention.is_none() && u.entries.iter().any(actor))
}

fn is_abbreviation(word: &str) -> bool {
    LETTERS.contains(&word.chars().count()) && word.chars().all(|c| c.is_uppercase() || c == '-') && word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::pipeline;
    use crate::report::{Language, Report};
    use crate::resources::Resources;

    #[test]
    fn an_explained_abbreviation_is_known_in_all_sentences() {
        let text = "Two CDF (Cameroonian Defence Force) soldiers were killed in Wulgo on Monday. Another three CDF soldiers were injured there.";
        let wounded = |text: &str| {
            let report = Report { id: "r".into(), text: text.into(), language: Some(Language::En), ..Report::default() };
            let events = pipeline::extract(&Resources::built_in(), &report);
            events.iter().flat_map(|e| &e.casualties).filter(|c| c.kind == "injured").map(|c| c.who.clone()).collect::<Vec<_>>()
        };
        assert_eq!(wounded(text), ["military-CM"]);
        // Explained by nothing, or only in lower case, it is a word like any other.
        assert_eq!(wounded(&text.replace(" (Cameroonian Defence Force)", "")), ["military-NG"]);
        assert_eq!(wounded(&text.replace("three CDF", "three cdf")), ["military-NG"]);
    }
}
