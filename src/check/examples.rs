//! Every rule over its own examples and counterexamples.
//!
//! In: compiled rules and the texts of their files. Out: a problem for each example that does not hold,
//! each counterexample that fires, and each rule that fires nowhere. Only the annotation is run: what
//! later stages make of a match is not looked at.

use super::DataFile;
use crate::annotate::annotate;
use crate::mention::Annotated;
use crate::normalize::{Text, normalize};
use crate::report::Language;
use crate::resources::Resources;
use crate::resources::problem::Problem;
use crate::resources::rules::{Example, Level, Rule};
use crate::segment::segment;
use crate::span::Span;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// What running the examples found.
pub(super) struct Run {
    pub(super) problems: Vec<Problem>,
    pub(super) texts: usize,
}

/// An example text with what the rules of its language found in it.
struct Read {
    text: Text,
    annotated: Annotated,
}

/// Faults of one rule, and the rules that fired on its texts.
struct Outcome {
    faults: Vec<Fault>,
    fired: FxHashSet<u32>,
}

/// An example that does not hold.
struct Fault {
    text: String,
    what: String,
    /// The rule did not fire at all.
    silent: bool,
}

/// Runs all rules over all their texts.
pub(super) fn run(resources: &Resources, files: &[DataFile]) -> Run {
    let outcomes: Vec<Outcome> = (0..resources.rules.len() as u32).into_par_iter().map(|number| outcome(resources, number)).collect();
    let fired: FxHashSet<u32> = outcomes.iter().flat_map(|o| o.fired.iter().copied()).collect();
    let mut problems = Vec::new();
    for (number, (rule, outcome)) in resources.rules.iter().zip(&outcomes).enumerate() {
        let path = &*resources.files[rule.origin.file as usize];
        let source = files.iter().find(|f| f.path == path).map_or("", |f| &f.text);
        let nowhere = !fired.contains(&(number as u32));
        if nowhere {
            let line = rule.origin.line as usize;
            problems.push(Problem::new(
                path,
                line,
                format!("rule \"{}\" fires nowhere: on none of its examples and on no other rule's", rule.id),
                "a rule that never fires only slows the reader down",
                "correct the pattern; `khabar explain` shows the classes that its words have",
            ));
        }
        for fault in outcome.faults.iter().filter(|f| !(nowhere && f.silent)) {
            let line = line_of(source, rule.origin.line as usize, &fault.text);
            problems.push(Problem::new(
                path,
                line,
                format!("rule \"{}\" {}", rule.id, fault.what),
                "the examples say what the rule is for",
                "correct the pattern or the example; `khabar explain` shows what fired",
            ));
        }
    }
    let texts = resources.rules.iter().map(|r| r.examples.len() + r.counterexamples.len()).sum();
    Run { problems, texts }
}

fn outcome(resources: &Resources, number: u32) -> Outcome {
    let rule = &resources.rules[number as usize];
    let mut out = Outcome { faults: Vec::new(), fired: FxHashSet::default() };
    for example in &rule.examples {
        let read = read(resources, rule.language, &example.text);
        out.fired.extend(all_fired(&read.annotated));
        out.faults.extend(example_fault(resources, number, example, &read));
    }
    for text in &rule.counterexamples {
        let read = read(resources, rule.language, text);
        out.fired.extend(all_fired(&read.annotated).filter(|n| *n != number));
        if let Some(found) = firings(resources, number, &read.annotated).first() {
            let what = format!("fires on its counterexample \"{text}\"{}", told(rule, &read.text, found));
            out.faults.push(Fault { text: text.clone(), what, silent: false });
        }
    }
    out
}

fn read(resources: &Resources, language: Language, text: &str) -> Read {
    let text = normalize(text);
    let segmented = segment(resources, &text, Some(language));
    let annotated = annotate(resources, &text, &segmented);
    Read { text, annotated }
}

fn all_fired(annotated: &Annotated) -> impl Iterator<Item = u32> + '_ {
    annotated.mentions.iter().map(|m| m.rule).chain(annotated.relations.iter().map(|r| r.rule))
}

/// What the captures hold wherever the rule fired, in the order of the pattern's captures.
fn firings(resources: &Resources, number: u32, annotated: &Annotated) -> Vec<Vec<Option<Span>>> {
    if Level::GROUPING.contains(&resources.rules[number as usize].level) {
        let made = annotated.mentions.iter().filter(|m| m.rule == number);
        made.map(|m| m.parts.iter().map(|p| p.map(|(s, e)| m.units[s].span.to(m.units[e - 1].span))).collect()).collect()
    } else {
        let found = annotated.relations.iter().filter(|r| r.rule == number);
        found
            .map(|r| {
                let units = &annotated.sentences[r.sentence];
                r.parts.iter().map(|p| p.map(|(s, e)| units[s].span.to(units[e - 1].span))).collect()
            })
            .collect()
    }
}

/// What is wrong with an example; `None` if some firing of the rule holds what it should.
fn example_fault(resources: &Resources, number: u32, example: &Example, read: &Read) -> Option<Fault> {
    let rule = &resources.rules[number as usize];
    let fault = |what: String, silent| Some(Fault { text: example.text.clone(), what, silent });
    if let Some(unknown) = example.captures.keys().find(|name| rule.pattern.capture(name).is_none()) {
        return fault(format!("has an example with \"{unknown}\", which is no capture of its pattern"), false);
    }
    let found = firings(resources, number, &read.annotated);
    let Some(first) = found.first() else {
        let others = others(resources, rule, &read.annotated);
        return fault(format!("does not fire on its example \"{}\"{others}", example.text), true);
    };
    let holds = |parts: &Vec<Option<Span>>| {
        example.captures.iter().all(|(name, wanted)| {
            let span = rule.pattern.capture(name).and_then(|slot| parts[slot]);
            span.is_some_and(|s| read.text.slice(s).trim() == normalize(wanted).norm.trim())
        })
    };
    if found.iter().any(holds) {
        return None;
    }
    let wanted: Vec<String> = example.captures.iter().map(|(name, text)| format!("{name} = \"{text}\"")).collect();
    fault(format!("captures something else on its example \"{}\": wanted {}; found{}", example.text, wanted.join(", "), told(rule, &read.text, first)), false)
}

/// ` (count = "12", head = "soldiers")`
fn told(rule: &Rule, text: &Text, parts: &[Option<Span>]) -> String {
    let taken: Vec<String> =
        rule.pattern.captures.iter().zip(parts).filter_map(|(name, part)| Some(format!("{name} = \"{}\"", text.slice((*part)?)))).collect();
    if taken.is_empty() { String::new() } else { format!(" ({})", taken.join(", ")) }
}

/// The rules of the same level that fired instead.
fn others(resources: &Resources, rule: &Rule, annotated: &Annotated) -> String {
    let mut ids: Vec<&str> = all_fired(annotated).map(|n| &resources.rules[n as usize]).filter(|r| r.level == rule.level).map(|r| &*r.id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() { ", nor does another rule of its level".to_owned() } else { format!("; there fired {}", ids.join(", ")) }
}

/// The line of a rule's text in its file; the rule's own line if it is written with escapes.
fn line_of(source: &str, rule: usize, text: &str) -> usize {
    source.lines().enumerate().skip(rule.saturating_sub(1)).find(|(_, l)| !text.is_empty() && l.contains(text)).map_or(rule, |(i, _)| i + 1)
}
