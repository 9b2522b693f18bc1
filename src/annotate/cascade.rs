//! Rules over units, level by level: the grouping levels make mentions, the longest match first; the
//! relating levels make relations.
//!
//! In: the units of one sentence and a level's rules. Out: at a grouping level the units with mentions
//! in place of what they group; at a relating level every match as a relation. Not done here: deciding
//! between relations that contradict each other.

use crate::mention::{Annotated, Mention, Relation, Unit};
use crate::report::Language;
use crate::resources::Resources;
use crate::resources::classes::ClassSet;
use crate::resources::pattern::Captured;
use crate::resources::rules::{Level, Rule};

/// Runs one grouping level over a sentence.
pub fn group(resources: &Resources, language: Language, level: Level, units: Vec<Unit>, mentions: &mut Vec<Mention>) -> Vec<Unit> {
    let rules = possible(resources, language, level, &units);
    if rules.is_empty() {
        return units;
    }
    let mut seen = Vec::new();
    let mut out = Vec::with_capacity(units.len());
    let mut i = 0;
    while i < units.len() {
        let mut best: Option<(usize, u32, Captured)> = None;
        for (number, rule) in &rules {
            if let Some((end, parts)) = rule.pattern.match_at(i, units.len(), |u| &units[u].classes, &mut seen)
                && end > i
                && best.as_ref().is_none_or(|b| end > b.0)
            {
                best = Some((end, *number, parts));
            }
        }
        let Some((end, number, parts)) = best else {
            out.push(units[i].clone());
            i += 1;
            continue;
        };
        out.push(mention(resources, number, &units[i..end], parts, i, mentions));
        i = end;
    }
    out
}

fn mention(resources: &Resources, number: u32, units: &[Unit], parts: Captured, offset: usize, mentions: &mut Vec<Mention>) -> Unit {
    let rule = &resources.rules[number as usize];
    let span = units[0].span.to(units[units.len() - 1].span);
    let parts: Captured = parts.into_iter().map(|p| p.map(|(s, e)| (s - offset, e - offset))).collect();
    let mut classes = ClassSet::default();
    let (mut entries, mut places) = (Vec::new(), Vec::new());
    if let Some((s, e)) = rule.inherit.and_then(|slot| parts[slot]) {
        for unit in &units[s..e] {
            classes.union(&unit.classes);
            entries.extend(&unit.entries);
            places.extend(&unit.places);
        }
    }
    let kind = rule.make.unwrap_or_else(|| resources.known.class("word"));
    for grouped in ["NUM", "DATE", "PLACE", "ACTOR", "ITEM"] {
        classes.remove(resources.known.class(grouped));
    }
    // "the town of Marka": the words around tell which of its meanings the name has.
    for other in rule.setting("without").into_iter().flat_map(str::split_whitespace).filter_map(|name| resources.classes.get(name)) {
        classes.remove(other);
    }
    if ["NUM", "ACTOR", "PLACE", "ITEM"].iter().any(|c| kind == resources.known.class(c)) {
        // A number word written like a verb (اثنين, عشر) is a number, "8 attackers" are people.
        for verbal in ["v", "cue", "deed", "light", "occur", "cause"] {
            classes.remove(resources.known.class(verbal));
        }
    }
    classes.insert(kind);
    mentions.push(Mention { kind, rule: number, span, units: units.to_vec(), parts });
    Unit { span, classes, entries, places, mention: Some((mentions.len() - 1) as u32) }
}

/// Runs the rules of a relating level over one sentence: every match at every start.
pub fn relate(resources: &Resources, language: Language, level: Level, sentence: usize, annotated: &mut Annotated) {
    let units = &annotated.sentences[sentence];
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for (number, rule) in possible(resources, language, level, units) {
        for i in 0..units.len() {
            if let Some((_, parts)) = rule.pattern.match_at(i, units.len(), |u| &units[u].classes, &mut seen) {
                found.push(Relation { rule: number, sentence, parts });
            }
        }
    }
    annotated.relations.extend(found);
}

/// The rules of a level whose required classes all occur among the units.
fn possible<'r>(resources: &'r Resources, language: Language, level: Level, units: &[Unit]) -> Vec<(u32, &'r Rule)> {
    let numbers = resources.rule_index.get(&(language, level)).map_or(&[][..], Vec::as_slice);
    let rules = numbers.iter().map(|n| (*n, &resources.rules[*n as usize]));
    rules.filter(|(_, r)| r.pattern.possible(|test| units.iter().any(|u| test.holds(&u.classes)))).collect()
}
