//! Frames with roles and moods, what was rejected, events with their values, voices.

use super::Page;
use super::entities::figures;
use super::pen::Ink;
use crate::assemble::frames::{Frame, Mood};
use crate::assemble::{Event, Role};

impl Page<'_> {
    pub(super) fn frames(&mut self) {
        self.title("frames", "a deed each, with who stands in which role");
        for frame in &self.found.assembly.frames {
            if self.shows(frame.sentence) {
                self.frame(frame);
            }
        }
        let rejected: Vec<_> = self.found.assembly.rejected.iter().filter(|r| self.shows(r.0)).collect();
        if !rejected.is_empty() {
            self.title("rejected", "deeds that became no event");
        }
        for (sentence, unit, why) in rejected {
            let line = format!("{} {}  {}", self.at(*sentence, *unit), self.pen.paint(Ink::Bad, why), self.unit_quote(*sentence, *unit));
            self.line(line);
        }
    }

    fn frame(&mut self, f: &Frame) {
        let mood = match f.mood {
            Mood::Happened => "happened".to_owned(),
            other => self.pen.paint(Ink::Bad, &format!("{other:?}").to_lowercase()),
        };
        let mut notes = vec![if f.noun { "noun" } else { "verb" }.to_owned(), mood];
        for (holds, name) in [(f.weak, "weak"), (f.definite, "definite"), (f.another, "another"), (f.plural, "plural"), (f.dropped, "subject dropped")] {
            notes.extend(holds.then(|| name.to_owned()));
        }
        notes.extend(f.target.as_ref().map(|t| format!("target {t}")));
        notes.extend(f.means.as_ref().map(|m| format!("means {m}")));
        let deed = self.pen.paint(Ink::Deed, &f.deed);
        let line = format!("{} {deed} · {}  {}", self.at(f.sentence, f.unit), notes.join(" · "), self.unit_quote(f.sentence, f.unit));
        self.line(line);
        for (name, units) in [("agents", &f.agents), ("patients", &f.patients)] {
            let line = format!("{:8}{name:<9} {}", "", self.unit_list(f.sentence, units));
            self.line(line);
        }
        if !f.rules.is_empty() {
            let mut rules = f.rules.clone();
            rules.dedup();
            let rules: Vec<String> = rules.iter().map(|r| self.rule(*r)).collect();
            self.line(format!("{:8}{:<9} {}", "", "rules", rules.join(" ")));
        }
    }

    /// Whether an event is told in a sentence that is shown.
    pub(super) fn shows_event(&self, event: &Event) -> bool {
        event.sentences.iter().any(|s| self.shows(*s))
    }

    pub(super) fn events(&mut self) {
        self.title("events", "drafts merged, and how each value was chosen");
        for (number, event) in self.found.assembly.events.iter().enumerate() {
            if self.shows_event(event) {
                self.event(number, event);
            }
        }
    }

    fn event(&mut self, number: usize, e: &Event) {
        let head = format!("event {} · {} / {}", number + 1, e.kind.event, e.kind.sub);
        self.line(self.pen.paint(Ink::Title, &head));
        let told: Vec<String> =
            e.frames.iter().map(|f| format!("{}:{} {} {}", f.sentence + 1, f.unit + 1, f.deed, self.unit_quote(f.sentence, f.unit))).collect();
        self.field("told by", &told.join(", "));
        for (name, roles) in [("agents", &e.agents), ("patients", &e.patients)] {
            if roles.is_empty() {
                self.field(name, &self.pen.paint(Ink::Dim, "–"));
            }
            for role in roles {
                self.field(name, &self.role(role));
            }
        }
        let place = match &e.place {
            Some(p) => format!(
                "{} · {} · precision {}  {}  {}",
                self.pen.quote(&p.name),
                p.resolution,
                p.precision,
                self.pen.paint(Ink::Dim, &p.origin),
                self.quote(p.span)
            ),
            None => self.pen.paint(Ink::Bad, "no place is told with it"),
        };
        self.field("place", &place);
        let date = match &e.date {
            Some(d) => {
                let of = if d.statement { " · the day of a statement" } else { "" };
                format!("{}{of}  {}  {}", self.date(&d.reading), self.pen.paint(Ink::Rule, &d.rule), self.quote(d.span))
            }
            None => self.pen.paint(Ink::Bad, "no date is told with it"),
        };
        self.field("date", &date);
        for c in &e.casualties {
            let line = format!("{} {} {}  {}:{}  {}", c.kind, figures(&c.quantity), c.who, c.sentence + 1, c.unit + 1, self.quote(c.span));
            self.field("casualty", &line);
        }
        for l in &e.losses {
            let count = l.count.map_or("–".to_owned(), |n| n.to_string());
            let line = format!("{} {count} {}  {}:{}  {}", l.action, l.item, l.sentence + 1, l.unit + 1, self.quote(l.span));
            self.field("loss", &line);
        }
        if !e.notes.is_empty() {
            self.field("reasons", &e.notes.join(", "));
        }
        for claim in &self.found.attribution.claims[number] {
            let channel = claim.channel.as_deref().map(|c| format!(" through {c}")).unwrap_or_default();
            let line = format!(
                "{} by {}{channel}  {}  {}:{}…{}  {}",
                claim.kind.code(),
                claim.by,
                self.pen.paint(Ink::Rule, &claim.rule),
                claim.sentence + 1,
                claim.scope.0 + 1,
                claim.scope.1,
                self.quote(claim.span)
            );
            self.field("claim", &line);
        }
    }

    fn role(&self, role: &Role) -> String {
        match role.inferred {
            Some(why) => format!("{} {}", role.id, self.pen.paint(Ink::Bad, &format!("inferred: {why}"))),
            None => format!("{}  {}  {}", role.id, self.pen.paint(Ink::Dim, &role.participant.origin), self.quote(role.participant.span)),
        }
    }

    pub(super) fn field(&mut self, name: &str, value: &str) {
        let name = self.pen.paint(Ink::Dim, &format!("{name:<10}"));
        self.line(format!("  {name} {value}"));
    }

    pub(super) fn voices(&mut self) {
        self.title("voices", "who speaks, and over which units");
        for v in &self.found.attribution.voices {
            if !self.shows(v.sentence) {
                continue;
            }
            let rule = v.rule.map_or_else(|| self.pen.paint(Ink::Dim, "no rule: no speaker named here, or carried on"), |r| self.rule(r));
            let channel = v.source.channel.as_deref().map(|c| format!(" through {c}")).unwrap_or_default();
            let stance = format!("{:?}", v.stance).to_lowercase();
            let line = format!(
                "{} {stance} · {}{channel} · units {}…{}  {rule}  {} ← {}",
                self.at(v.sentence, v.cue),
                v.source.id,
                v.scope.0 + 1,
                v.scope.1,
                self.quote(v.span),
                self.quote(v.source.span)
            );
            self.line(line);
        }
    }
}
