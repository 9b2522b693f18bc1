//! Sentences as the patterns see them: units with classes, data lines and rules.

use super::Page;
use super::pen::Ink;
use crate::mention::{Mention, Unit};

/// Data lines shown for one word; homonyms can have dozens.
const SHOWN_LINES: usize = 3;

impl Page<'_> {
    pub(super) fn units(&mut self) {
        self.title("sentences", "units as patterns see them, the rule or the data lines that made each");
        for sentence in 0..self.found.annotated.sentences.len() {
            if !self.shows(sentence) {
                continue;
            }
            let s = &self.found.segmented.sentences[sentence];
            let head = format!(
                "sentence {} · {} · paragraph {} · characters {:?}",
                sentence + 1,
                s.language.code(),
                s.paragraph + 1,
                self.found.text.original(s.span)
            );
            self.line(self.pen.paint(Ink::Title, &head));
            for (number, unit) in self.found.annotated.sentences[sentence].iter().enumerate() {
                let at = self.pen.paint(Ink::Dim, &format!("{:>5}  ", number + 1));
                self.unit(&at, unit, 0);
            }
            self.relations(sentence);
        }
    }

    fn unit(&mut self, lead: &str, unit: &Unit, depth: usize) {
        let classes = self.classes(unit);
        let by = match self.found.annotated.mention(unit) {
            Some(mention) => self.rule(mention.rule),
            None => self.data_lines(unit),
        };
        let text = self.quote(unit.span);
        let text = self.ink(unit).map_or(text.clone(), |ink| self.pen.paint(ink, &text));
        self.line(format!("{lead}{classes:<34} {by}  {text}"));
        if let Some(mention) = self.found.annotated.mention(unit) {
            self.parts(mention, depth + 1);
        }
    }

    /// The units inside a mention, with the captures that took them.
    fn parts(&mut self, mention: &Mention, depth: usize) {
        let rule = &self.resources.rules[mention.rule as usize];
        for (i, unit) in mention.units.iter().enumerate() {
            let taken = rule.pattern.captures.iter().zip(&mention.parts).filter(|(_, p)| p.is_some_and(|(s, e)| (s..e).contains(&i)));
            let names: Vec<&str> = taken.map(|(name, _)| &**name).collect();
            let names = if names.is_empty() { String::new() } else { format!("{}: ", names.join("+")) };
            let lead = format!("{}{}", self.pen.paint(Ink::Dim, &format!("{:>5}  {}└ ", "", "  ".repeat(depth - 1))), self.pen.paint(Ink::Title, &names));
            self.unit(&lead, unit, depth);
        }
    }

    /// The classes that tell a unit apart from others.
    fn classes(&self, unit: &Unit) -> String {
        let all: Vec<&str> = unit.classes.iter().map(|c| self.resources.classes.name(c)).filter(|n| *n != "word").collect();
        let (kinds, rest): (Vec<&str>, Vec<&str>) = all.iter().partition(|n| n.chars().all(|c| c.is_ascii_uppercase()));
        kinds.into_iter().chain(rest).collect::<Vec<_>>().join(" ")
    }

    fn data_lines(&self, unit: &Unit) -> String {
        let words = unit.entries.iter().map(|e| self.resources.lexicon.entries[*e as usize].origin);
        let origins = words.chain(unit.places.iter().map(|n| self.resources.places.origin(*n)));
        let lines: Vec<String> = origins.take(SHOWN_LINES).map(|o| self.resources.origin(o)).collect();
        let more = (unit.entries.len() + unit.places.len()).saturating_sub(SHOWN_LINES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        self.pen.paint(Ink::Dim, &format!("{}{more}", lines.join(" ")))
    }

    /// What the events and claims rules found.
    fn relations(&mut self, sentence: usize) {
        let relations: Vec<_> = self.found.annotated.relations.iter().filter(|r| r.sentence == sentence).collect();
        if relations.is_empty() {
            return;
        }
        self.line("    relations");
        for relation in relations {
            let names = &self.resources.rules[relation.rule as usize].pattern.captures;
            let parts: Vec<String> = names
                .iter()
                .zip(&relation.parts)
                .filter_map(|(name, part)| {
                    let (s, _) = (*part)?;
                    Some(format!("{name} {} {}", s + 1, self.unit_quote(sentence, s)))
                })
                .collect();
            let rule = &self.resources.rules[relation.rule as usize].id;
            self.line(format!("      {}  {}", self.pen.paint(Ink::Rule, &format!("{rule:<40}")), parts.join("  ")));
        }
    }
}
