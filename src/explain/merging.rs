//! Why records of several reports are one event, and why others are not, as text for the terminal.
//!
//! In: an event of a file among its neighbours. Out: its accounts side by side, how each value was
//! chosen, the pairs that joined, and the nearest events that were kept apart, each with its points.

use super::pen::{Ink, Pen};
use crate::merge::around::{Around, NoSuchEvent, around};
use crate::merge::{JOIN, NEVER, Outcome, Verdict};
use crate::record::EventRecord;
use crate::resources::Resources;
use std::cmp::Reverse;

/// Neighbours that are shown.
const SHOWN: usize = 12;

/// Tells how the event `id` of an `events.jsonl` came about.
///
/// # Errors
/// The file cannot be read or does not hold the event.
pub fn explain_merge(resources: &Resources, file: &str, id: &str, colour: bool) -> Result<String, NoSuchEvent> {
    let found = around(resources, file, id)?;
    let mut page = Page { resources, found: &found, pen: Pen { colour }, out: String::new() };
    page.head();
    page.accounts();
    page.choices();
    page.joined();
    page.apart();
    Ok(page.out)
}

struct Page<'a> {
    resources: &'a Resources,
    found: &'a Around,
    pen: Pen,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        self.out.push_str(text.as_ref().trim_end());
        self.out.push('\n');
    }

    fn title(&mut self, name: &str, what: &str) {
        let title = format!("\n{} {}", self.pen.paint(Ink::Title, name), self.pen.paint(Ink::Dim, &format!("· {what}")));
        self.line(title);
    }

    fn head(&mut self) {
        let event = &self.found.event;
        let told = match event.reports().len() {
            1 => "told by one report".to_owned(),
            n => format!("told by {n} reports"),
        };
        let contested = if event.contested() { " · contested" } else { "" };
        let head = format!("{} · {} · {} · {told}{contested}", event.event_id, event.sub_event_type, event.status);
        self.line(self.pen.paint(Ink::Title, &head));
        self.line(self.pen.quote(&event.notes));
    }

    fn accounts(&mut self) {
        self.title("accounts", "what each report tells");
        for number in 0..self.found.own {
            self.account(number);
        }
    }

    fn account(&mut self, number: usize) {
        let account = &self.found.accounts[number];
        let line = format!("  {:>3}  {}", number + 1, told(self.pen, account));
        self.line(line);
    }

    fn choices(&mut self) {
        if self.found.event.choices.is_empty() {
            return;
        }
        self.title("chosen", "each value, the rule that chose it, and what others tell instead");
        let numbers = |ids: &[String]| {
            let of = |id: &String| self.found.accounts[..self.found.own].iter().position(|a| a.event_id == *id).map(|n| (n + 1).to_string());
            ids.iter().filter_map(of).collect::<Vec<_>>().join(" ")
        };
        let mut lines = Vec::new();
        for c in &self.found.event.choices {
            let rivals: Vec<String> = c.rivals.iter().map(|r| format!("{} ← {}", r.value, numbers(&r.from))).collect();
            let instead = if rivals.is_empty() { String::new() } else { format!("   instead of {}", rivals.join(", ")) };
            lines.push(format!("  {:<15} {} ← {}   {}{instead}", c.field, c.value, numbers(&c.from), self.pen.paint(Ink::Rule, &c.rule)));
        }
        lines.into_iter().for_each(|l| self.line(l));
    }

    fn joined(&mut self) {
        if self.found.own < 2 {
            return;
        }
        self.title("pairs", &format!("in the order of decision; {JOIN} points join"));
        let own = |n: usize| n < self.found.own;
        let lines: Vec<String> = self
            .found
            .groups
            .decisions
            .iter()
            .filter(|((a, b, _), _)| own(*a) && own(*b))
            .map(|((a, b, points), outcome)| self.pair(*a, *b, *points, &self.outcome(*outcome)))
            .collect();
        lines.into_iter().for_each(|l| self.line(l));
    }

    fn apart(&mut self) {
        let others = self.found.own..self.found.accounts.len();
        let nearest = |other: usize| (0..self.found.own).map(|n| (self.found.weigh(self.resources, n, other), n)).max_by_key(|(v, n)| (v.score(), Reverse(*n)));
        let mut near: Vec<(usize, usize, Verdict)> = others.filter_map(|o| nearest(o).map(|(v, n)| (n, o, v))).collect();
        near.sort_by_key(|(_, o, v)| (Reverse(v.score()), *o));
        let shown: Vec<_> =
            near.iter().filter(|(_, _, v)| v.joins() || v.score() > 0).chain(near.iter().filter(|(_, _, v)| v.score() <= 0)).take(SHOWN).collect();
        self.title("kept apart", "the nearest records of other events");
        if shown.is_empty() {
            self.line("  nothing else is told of this place and time");
        }
        for (own, other, verdict) in shown {
            self.account(*other);
            let decided = self.found.groups.decisions.iter().find(|((a, b, _), _)| (*a, *b) == (*own, *other));
            let why = decided.map_or_else(|| if verdict.excluded() { "excluded".into() } else { "too few points".into() }, |(_, o)| self.outcome(*o));
            let line = self.pair(*own, *other, verdict.score(), &why);
            self.line(line);
        }
    }

    fn pair(&self, a: usize, b: usize, points: i32, what: &str) -> String {
        let verdict = self.found.weigh(self.resources, a, b);
        let never = verdict.excluded();
        let telling = verdict.reasons.iter().filter(|r| if never { r.points == NEVER } else { r.points != 0 });
        let reasons: Vec<String> = telling.map(|r| if never { r.code.to_owned() } else { format!("{} {:+}", r.code, r.points) }).collect();
        let points = if never { "never".to_owned() } else { points.to_string() };
        format!("  {:>3} + {:<3} {points:>5}  {what}: {}", a + 1, b + 1, self.pen.paint(Ink::Rule, &reasons.join(", ")))
    }

    fn outcome(&self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Joined => "joined".into(),
            Outcome::Together => "together already".into(),
            Outcome::Excluded { by: (a, b) } => format!("kept apart, since {} and {} exclude each other", a + 1, b + 1),
            Outcome::Disagree { points, pairs } => format!("kept apart, since their groups have {points} points in {pairs} pairs"),
            Outcome::Ambiguous { with } => format!("left alone, since it may as well be {}", with + 1),
        }
    }
}

/// An account on one line; what may be Arabic comes last.
fn told(pen: Pen, a: &EventRecord) -> String {
    let date = match (&a.event_date, &a.event_date_end) {
        (Some(s), Some(e)) if s != e => format!("{s} … {e}"),
        (Some(s), _) => s.clone(),
        _ => "no date".into(),
    };
    let actors = |role: &str| a.actors.iter().filter(|x| x.role == role).map(|x| x.id.as_str()).collect::<Vec<_>>().join("+");
    let tolls: Vec<String> = a.casualties.iter().map(|c| format!("{} {} {}", c.low, c.who, c.kind)).collect();
    let parties = format!("{} → {}", actors("actor1"), actors("actor2"));
    let place = a.location.as_ref().map_or(String::new(), |l| pen.quote(&l.name));
    let source = a.source.as_deref().map_or(String::new(), |s| pen.quote(s));
    let parts = [&a.event_id, &a.language, &a.status, &date, &a.sub_event_type, &parties, &tolls.join(", ")];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|p| !p.trim().is_empty()).collect();
    format!("{} · report {} · {place} · {source}", parts.join(" · "), pen.quote(&a.report_id))
}
