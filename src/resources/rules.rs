//! Rule files: what patterns mean. One TOML file a level and language, the same file names in
//! every language.
//!
//! In: a rule file. Out: its compiled rules, and a problem for each that cannot be compiled. Not done
//! here: running their examples (see [`crate::check`]).

use super::classes::{Class, Classes};
use super::lexicon::Origin;
use super::pattern::{Pattern, Test};
use super::problem::Problem;
use crate::report::Language;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The levels of the cascade, in the order they run. Each is a file `rules/LANGUAGE/LEVEL.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Before the quantities, so that days and years are no quantities.
    Dates,
    Quantities,
    Places,
    People,
    Items,
    /// Relations between a trigger and its arguments; the levels before it build mentions.
    Events,
    Claims,
}

impl Level {
    pub const ALL: [Level; 7] = [Level::Dates, Level::Quantities, Level::Places, Level::People, Level::Items, Level::Events, Level::Claims];
    /// The levels that group units into mentions.
    pub const GROUPING: [Level; 5] = [Level::Dates, Level::Quantities, Level::Places, Level::People, Level::Items];

    pub fn name(self) -> &'static str {
        match self {
            Level::Quantities => "quantities",
            Level::Dates => "dates",
            Level::Places => "places",
            Level::People => "people",
            Level::Items => "items",
            Level::Events => "events",
            Level::Claims => "claims",
        }
    }
}

/// An example of a rule: text in which it must fire, and what some captures must then hold.
#[derive(Debug, Clone)]
pub struct Example {
    pub text: String,
    pub captures: BTreeMap<String, String>,
}

/// A compiled rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `ar/people/counted`, unique.
    pub id: Box<str>,
    pub language: Language,
    pub level: Level,
    /// Grouping levels: the class of the mention that is made.
    pub make: Option<Class>,
    /// Grouping levels: the capture whose classes the mention takes over.
    pub inherit: Option<usize>,
    pub pattern: Pattern,
    /// Further settings, e.g. `kind = "killed"`.
    pub with: BTreeMap<String, String>,
    pub examples: Vec<Example>,
    pub counterexamples: Vec<String>,
    pub origin: Origin,
}

impl Rule {
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.with.get(name).map(String::as_str)
    }
}

/// What a rule file says, before its patterns are compiled.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileShape {
    /// Units that a gap does not cross.
    barrier: Option<String>,
    #[serde(default)]
    rule: Vec<RuleShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleShape {
    id: toml::Spanned<String>,
    pattern: String,
    make: Option<String>,
    inherit: Option<String>,
    barrier: Option<String>,
    #[serde(default)]
    with: BTreeMap<String, String>,
    #[serde(default)]
    examples: Vec<ExampleShape>,
    #[serde(default)]
    counterexamples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExampleShape {
    Text(String),
    Captures(BTreeMap<String, String>),
}

/// Reads one rule file, and makes known every class that its rules make, since patterns of other files may ask for
/// them. `None`, and a problem, if it cannot be read.
pub fn read(path: &str, text: &str, classes: &mut Classes, problems: &mut Vec<Problem>) -> Option<FileShape> {
    match toml::from_str::<FileShape>(text) {
        Ok(shape) => {
            for make in shape.rule.iter().filter_map(|r| r.make.as_deref()) {
                classes.add(make);
            }
            Some(shape)
        }
        Err(e) => {
            let line = e.span().map_or(0, |s| lines_before(&text.as_bytes()[..s.start.min(text.len())]) + 1);
            problems.push(Problem::new(
                path,
                line,
                e.message().to_owned(),
                "none of the file's rules can be read",
                "correct the line; CONTRIBUTING.md shows a whole rule",
            ));
            None
        }
    }
}

/// Where a rule file stands.
#[derive(Debug)]
pub struct Place {
    pub path: String,
    pub file: u16,
    pub language: Language,
    pub level: Level,
}

/// Compiles the rules of one file; what cannot be compiled becomes a problem.
pub fn compile(place: &Place, text: &str, shape: FileShape, classes: &Classes, problems: &mut Vec<Problem>) -> Vec<Rule> {
    let Place { path, file, language, level } = place;
    let (mut counted, mut line) = (0, 1);
    let mut rules: Vec<Rule> = Vec::new();
    for r in shape.rule {
        // Rules stand in the order of the text, so each byte is counted once.
        let start = r.id.span().start;
        line += lines_before(&text.as_bytes()[counted..start]);
        counted = start;
        let name = r.id.into_inner();
        let mut fail = |what: String, mend: &str| {
            problems.push(Problem::new(path, line, format!("rule \"{name}\": {what}"), "the rule would never do what it says", mend));
        };
        let barrier = r.barrier.as_deref().or(shape.barrier.as_deref()).unwrap_or("stop");
        let barrier = match Test::parse(barrier, classes) {
            Ok(b) => b,
            Err(e) => {
                fail(format!("barrier: {e}"), "name classes that exist; `khabar check --classes` lists them");
                continue;
            }
        };
        let pattern = match Pattern::parse(r.pattern.trim(), barrier, classes) {
            Ok(p) => p,
            Err(e) => {
                fail(e, "correct the pattern; `khabar check --classes` lists the classes");
                continue;
            }
        };
        let inherit = match r.inherit.as_deref().map(|c| (c, pattern.capture(c))) {
            Some((c, None)) => {
                fail(format!("inherit = \"{c}\" is no capture of the pattern"), "name a capture of the pattern");
                continue;
            }
            other => other.and_then(|(_, slot)| slot),
        };
        let id: Box<str> = format!("{}/{}/{}", language.code(), level.name(), name).into();
        if rules.iter().any(|known| known.id == id) {
            fail("the id stands twice in this file".into(), "give one of the two another id");
        }
        if r.examples.is_empty() || r.counterexamples.is_empty() {
            fail("it has no example or no counterexample".into(), "add at least one of each; they are run as tests");
        }
        if Level::GROUPING.contains(level) && r.make.is_none() {
            fail("it makes nothing".into(), "say make = \"KIND\"");
        }
        let examples = r.examples.into_iter().map(|e| match e {
            ExampleShape::Text(text) => Example { text, captures: BTreeMap::new() },
            ExampleShape::Captures(mut captures) => Example { text: captures.remove("text").unwrap_or_default(), captures },
        });
        rules.push(Rule {
            id,
            language: *language,
            level: *level,
            make: r.make.as_deref().and_then(|m| classes.get(m)),
            inherit,
            pattern,
            with: r.with,
            examples: examples.collect(),
            counterexamples: r.counterexamples,
            origin: Origin { file: *file, line: line as u32 },
        });
    }
    rules
}

fn lines_before(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}
