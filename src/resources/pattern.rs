//! The pattern language: class tests, captures, repetition, gaps. No literal words, so one
//! pattern reads alike in every language and no line mixes writing directions.
//!
//! ```text
//! {deed n}          a unit that is both         {a|b c}      a, or both b and c
//! {word !capital}   a unit that is a word, not capitalised
//! {x}? {x}* {x}+    optional, any number, at least one     ( … | … )  either
//! name:{x}          captures what it matches (name:( … ) too)
//! ~  ~~             a gap of up to 6 or 20 units, as short as possible, that crosses no barrier
//! ^  $              the sentence's beginning or end
//! >{x}  >!{x}       the next unit is, or is not, an x; it stays outside the match
//! <{x}  <!{x}       the same for the unit before
//! ```
//!
//! In: a pattern as text; then classes of units. Out: the first match that begins at a unit, with its
//! captures. From one start no step is tried twice at one position, so a match costs at most the length
//! of the pattern times that of the sentence. Not done here: choosing between rules.

use super::classes::{Class, ClassSet, Classes};

/// Alternatives of conjunctions of possibly negated classes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Test(Vec<Vec<(Class, bool)>>);

impl Test {
    pub fn holds(&self, set: &ClassSet) -> bool {
        self.0.iter().any(|all| all.iter().all(|(c, wanted)| set.has(*c) == *wanted))
    }

    /// Parses what stands between the braces.
    pub fn parse(text: &str, classes: &Classes) -> Result<Test, String> {
        let mut alternatives = Vec::new();
        for alternative in text.split('|') {
            let mut all = Vec::new();
            for term in alternative.split_whitespace() {
                let (name, wanted) = term.strip_prefix('!').map_or((term, true), |n| (n, false));
                let class = classes.get(name).ok_or_else(|| format!("no word, name or rule has the class \"{name}\""))?;
                all.push((class, wanted));
            }
            if all.is_empty() {
                return Err("an empty test {}".into());
            }
            alternatives.push(all);
        }
        Ok(Test(alternatives))
    }
}

#[derive(Debug, Clone)]
enum Step {
    Test(Test),
    Any,
    Gap,
    Start,
    End,
    /// Looks at the neighbour on one side without taking it.
    Look {
        test: Test,
        back: bool,
        wanted: bool,
    },
    /// Tries the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Save(usize),
    Done,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    steps: Vec<Step>,
    /// Names of the captures; capture `i` saves slots `2i` and `2i+1`.
    pub captures: Vec<Box<str>>,
    /// Tests that every match must pass somewhere.
    needs: Vec<Test>,
    barrier: Test,
}

/// Ranges of units captured, in the order of [`Pattern::captures`]; `None` if not taken.
pub type Captured = Vec<Option<(usize, usize)>>;

const GAP: usize = 6;
const LONG_GAP: usize = 20;

impl Pattern {
    /// Compiles a pattern; gaps stop at units that pass `barrier`.
    ///
    /// # Errors
    /// Says what cannot be read, in words for whoever edits rules.
    pub fn parse(text: &str, barrier: Test, classes: &Classes) -> Result<Pattern, String> {
        let mut parser = Parser { rest: text, classes, pattern: Pattern { steps: Vec::new(), captures: Vec::new(), needs: Vec::new(), barrier }, depth: 0 };
        parser.sequence()?;
        if !parser.rest.is_empty() {
            return Err(format!("\")\" without \"(\" before \"{}\"", parser.rest));
        }
        parser.pattern.steps.push(Step::Done);
        let nothing = ClassSet::default();
        if parser.pattern.match_at(0, 0, |_| &nothing, &mut Vec::new()).is_some() {
            return Err("the pattern can match nothing at all".into());
        }
        Ok(parser.pattern)
    }

    /// Whether units with these classes in union could match at all.
    pub fn possible(&self, tests: impl Fn(&Test) -> bool) -> bool {
        self.needs.iter().all(tests)
    }

    /// The match that begins at unit `start`: its end and captures. `at` gives a unit's classes.
    pub fn match_at<'a>(&self, start: usize, len: usize, at: impl Fn(usize) -> &'a ClassSet, seen: &mut Vec<u64>) -> Option<(usize, Captured)> {
        let width = len + 1;
        seen.clear();
        seen.resize((self.steps.len() * width).div_ceil(64), 0);
        let mut slots: Vec<Option<usize>> = vec![None; self.captures.len() * 2];
        let mut stack: Vec<Frame> = vec![Frame::Go(0, start)];
        while let Some(frame) = stack.pop() {
            let (mut pc, mut pos) = match frame {
                Frame::Go(pc, pos) => (pc, pos),
                Frame::Restore(slot, value) => {
                    slots[slot] = value;
                    continue;
                }
            };
            loop {
                let bit = pc * width + pos;
                if seen[bit / 64] & (1 << (bit % 64)) != 0 {
                    break;
                }
                seen[bit / 64] |= 1 << (bit % 64);
                match &self.steps[pc] {
                    Step::Test(t) if pos < len && t.holds(at(pos)) => (pc, pos) = (pc + 1, pos + 1),
                    Step::Any if pos < len => (pc, pos) = (pc + 1, pos + 1),
                    Step::Gap if pos < len && !self.barrier.holds(at(pos)) => (pc, pos) = (pc + 1, pos + 1),
                    Step::Start if pos == 0 => pc += 1,
                    Step::End if pos == len => pc += 1,
                    Step::Look { test, back, wanted } if *wanted == neighbour(pos, *back, len).is_some_and(|n| test.holds(at(n))) => pc += 1,
                    Step::Split(a, b) => {
                        stack.push(Frame::Go(*b, pos));
                        pc = *a;
                    }
                    Step::Jump(to) => pc = *to,
                    Step::Save(slot) => {
                        stack.push(Frame::Restore(*slot, slots[*slot]));
                        slots[*slot] = Some(pos);
                        pc += 1;
                    }
                    Step::Done => {
                        let captured = slots.chunks(2).map(|s| s[0].zip(s[1]).filter(|(a, b)| a < b)).collect();
                        return Some((pos, captured));
                    }
                    _ => break,
                }
            }
        }
        None
    }

    /// Whether some step, or a gap's barrier, tests the class.
    pub fn tests(&self, class: Class) -> bool {
        let tests = self.steps.iter().filter_map(|s| if let Step::Test(t) | Step::Look { test: t, .. } = s { Some(t) } else { None });
        tests.chain([&self.barrier]).any(|t| t.0.iter().flatten().any(|(c, _)| *c == class))
    }

    pub fn capture(&self, name: &str) -> Option<usize> {
        self.captures.iter().position(|c| &**c == name)
    }
}

/// The unit after, or before, a position between units.
fn neighbour(pos: usize, back: bool, len: usize) -> Option<usize> {
    if back { pos.checked_sub(1) } else { Some(pos).filter(|p| *p < len) }
}

enum Frame {
    Go(usize, usize),
    Restore(usize, Option<usize>),
}

struct Parser<'p> {
    rest: &'p str,
    classes: &'p Classes,
    pattern: Pattern,
    /// Greater than 0 inside alternatives or optional parts, whose tests are not needed.
    depth: usize,
}

impl Parser<'_> {
    fn sequence(&mut self) -> Result<(), String> {
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Ok(());
            }
            self.element()?;
        }
    }

    fn element(&mut self) -> Result<(), String> {
        let begin = self.pattern.steps.len();
        let needs = self.pattern.needs.len();
        let capture = self.capture_name()?;
        if let Some(slot) = capture {
            self.pattern.steps.push(Step::Save(slot * 2));
        }
        self.atom()?;
        if let Some(slot) = capture {
            self.pattern.steps.push(Step::Save(slot * 2 + 1));
        }
        let mut repeated = self.rest.chars();
        match repeated.next() {
            Some('?') => {
                self.insert(begin, Step::Split(begin + 1, self.pattern.steps.len() + 1));
                self.pattern.needs.truncate(needs);
            }
            Some('*') => {
                self.insert(begin, Step::Split(begin + 1, self.pattern.steps.len() + 2));
                self.pattern.steps.push(Step::Jump(begin));
                self.pattern.needs.truncate(needs);
            }
            Some('+') => {
                let next = self.pattern.steps.len() + 1;
                self.pattern.steps.push(Step::Split(begin, next));
            }
            _ => return Ok(()),
        }
        self.rest = repeated.as_str();
        Ok(())
    }

    fn capture_name(&mut self) -> Result<Option<usize>, String> {
        let name: String = self.rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if name.is_empty() {
            return Ok(None);
        }
        let Some(rest) = self.rest[name.len()..].strip_prefix(':') else {
            return Err(format!("\"{name}\" stands alone; write {{{name}}} for a class, or {name}:{{…}} for a capture"));
        };
        self.rest = rest;
        let known = self.pattern.captures.iter().position(|c| **c == *name);
        Ok(Some(known.unwrap_or_else(|| {
            self.pattern.captures.push(name.into());
            self.pattern.captures.len() - 1
        })))
    }

    fn atom(&mut self) -> Result<(), String> {
        if let Some(rest) = self.rest.strip_prefix("~~") {
            self.rest = rest;
            return self.gap(LONG_GAP);
        }
        let mut chars = self.rest.chars();
        let first = chars.next();
        let rest = chars.as_str();
        match first {
            Some('{') => {
                let test = self.test(true)?;
                self.pattern.steps.push(Step::Test(test));
            }
            Some(c @ ('<' | '>')) => {
                self.rest = rest.strip_prefix('!').unwrap_or(rest);
                let wanted = self.rest == rest;
                let test = self.test(wanted)?;
                self.pattern.steps.push(Step::Look { test, back: c == '<', wanted });
            }
            Some('(') => {
                self.rest = rest;
                self.alternatives()?;
            }
            Some('~') => {
                self.rest = rest;
                self.gap(GAP)?;
            }
            Some(c @ ('_' | '^' | '$')) => {
                self.rest = rest;
                self.pattern.steps.push(match c {
                    '_' => Step::Any,
                    '^' => Step::Start,
                    _ => Step::End,
                });
            }
            _ => return Err(format!("cannot read \"{}\"", self.rest)),
        }
        Ok(())
    }

    /// Reads `{…}`; a test that every match must pass somewhere is noted.
    fn test(&mut self, needed: bool) -> Result<Test, String> {
        let inside = self.rest.strip_prefix('{').ok_or_else(|| format!("no \"{{\" before \"{}\"", self.rest))?;
        let (inside, after) = inside.split_once('}').ok_or("a \"{\" that is not closed")?;
        let test = Test::parse(inside, self.classes)?;
        if needed && self.depth == 0 {
            self.pattern.needs.push(test.clone());
        }
        self.rest = after;
        Ok(test)
    }

    fn alternatives(&mut self) -> Result<(), String> {
        let single = !has_top_level_bar(self.rest);
        if !single {
            self.depth += 1;
        }
        let mut jumps = Vec::new();
        loop {
            let begin = self.pattern.steps.len();
            self.sequence()?;
            if let Some(rest) = self.rest.strip_prefix('|') {
                self.rest = rest;
                self.insert(begin, Step::Split(begin + 1, self.pattern.steps.len() + 2));
                jumps.push(self.pattern.steps.len());
                self.pattern.steps.push(Step::Jump(0));
            } else if let Some(rest) = self.rest.strip_prefix(')') {
                self.rest = rest;
                break;
            } else {
                return Err("a \"(\" that is not closed".into());
            }
        }
        let end = self.pattern.steps.len();
        for j in jumps {
            self.pattern.steps[j] = Step::Jump(end);
        }
        if !single {
            self.depth -= 1;
        }
        Ok(())
    }

    fn gap(&mut self, longest: usize) -> Result<(), String> {
        let begin = self.pattern.steps.len();
        let end = begin + longest * 2;
        for i in 0..longest {
            self.pattern.steps.push(Step::Split(end, begin + i * 2 + 1));
            self.pattern.steps.push(Step::Gap);
        }
        Ok(())
    }

    /// Inserts a step and moves every target behind it.
    fn insert(&mut self, at: usize, step: Step) {
        for s in &mut self.pattern.steps[at..] {
            match s {
                Step::Split(a, b) => {
                    *a += usize::from(*a >= at);
                    *b += usize::from(*b >= at);
                }
                Step::Jump(to) => *to += usize::from(*to >= at),
                _ => {}
            }
        }
        self.pattern.steps.insert(at, step);
    }
}

fn has_top_level_bar(text: &str) -> bool {
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' | '{' => depth += 1,
            '}' => depth -= 1,
            ')' if depth == 0 => return false,
            ')' => depth -= 1,
            '|' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Matches a pattern against units named by one class each; answers the captured names.
    fn check(pattern: &str, units: &str, expect: Option<&str>) {
        let mut classes = Classes::default();
        for name in ["a", "b", "c", "stop", "x"] {
            classes.add(name);
        }
        let sets: Vec<ClassSet> = units
            .split_whitespace()
            .map(|names| {
                let mut set = ClassSet::default();
                names.split('+').for_each(|n| set.insert(classes.get(n).expect("known class")));
                set
            })
            .collect();
        let barrier = Test::parse("stop", &classes).expect("barrier");
        let p = Pattern::parse(pattern, barrier, &classes).expect("pattern");
        let found = p.match_at(0, sets.len(), |i| &sets[i], &mut Vec::new()).map(|(end, captured)| {
            let mut out = end.to_string();
            for (name, range) in p.captures.iter().zip(captured) {
                if let Some((s, e)) = range {
                    out.push_str(&format!(" {name}={s}..{e}"));
                }
            }
            out
        });
        assert_eq!(found.as_deref(), expect, "{pattern} on {units}");
    }

    #[test]
    fn matches() {
        check("{a} {b}", "a b", Some("2"));
        check("{a} {b}", "a c", None);
        check("{a}* y:{b}", "a a b", Some("3 y=2..3"));
        check("y:({a} {b}?) {c}", "a c", Some("2 y=0..1"));
        check("y:({a} {b}? | {b}) {c}", "b c", Some("2 y=0..1"));
        check("({a} | {b} | {c}) z:{x}", "c x", Some("2 z=1..2"));
        check("{a} ~ y:{b}", "a x c b", Some("4 y=3..4"));
        check("{a} ~ y:{b}", "a x stop b", None);
        check("{a}+ $", "a a", Some("2"));
        check("{a}+ $", "a b", None);
        check("{a !b|c}", "a+b", None);
        check("{a !b|c}", "c", Some("1"));
        check("({a} ({b} {c})*)+ {x}", "a b c b c a x", Some("7"));
        check("{a} >{b}", "a b", Some("1"));
        check("{a} >{b}", "a", None);
        check("{a} >!{b}", "a", Some("1"));
        check("{a} >!{b}", "a b", None);
        check("{a} <{a} {b}", "a b", Some("2"));
        check("{a} {b} <!{b}", "a b", None);
        check("<!{x} {a}", "a", Some("1"));
    }

    #[test]
    fn says_what_is_wrong() {
        let mut classes = Classes::default();
        classes.add("a");
        for (pattern, part) in [("{a", "not closed"), ("{q}", "\"q\""), ("({a}", "not closed"), ("{a})", "without"), ("a", "stands alone"), ("{a}?", "nothing")]
        {
            let error = Pattern::parse(pattern, Test::default(), &classes).expect_err(pattern);
            assert!(error.contains(part), "{pattern}: {error}");
        }
    }
}
