//! What mentions refer to: places with their rivals, dates with reasons, actors, things.

use super::Page;
use super::pen::Ink;
use crate::resolve::Entity;
use crate::resolve::actors::Participant;
use crate::resolve::dates::DateReading;
use crate::resolve::items::Thing;
use crate::resolve::places::PlaceReading;
use crate::resolve::quantities::Quantity;

/// Rivals shown for a place.
const SHOWN_RIVALS: usize = 4;

impl Page<'_> {
    pub(super) fn entities(&mut self) {
        self.title("entities", "what the mentions refer to");
        for sentence in 0..self.found.annotated.sentences.len() {
            if !self.shows(sentence) {
                continue;
            }
            for (number, unit) in self.found.annotated.sentences[sentence].iter().enumerate() {
                let at = self.at(sentence, number);
                match self.found.entities.of(unit) {
                    Entity::None => {}
                    Entity::Quantity(q) => {
                        let line = format!("{at} {:<8} {}  {}", "quantity", figures(q), self.quote(unit.span));
                        self.line(line);
                    }
                    Entity::Date(d) => {
                        let rule = self.found.annotated.mention(unit).map_or(String::new(), |m| self.rule(m.rule));
                        let line = format!("{at} {:<8} {}  {rule}  {}", "date", self.date(d), self.quote(unit.span));
                        self.line(line);
                    }
                    Entity::Places(all) => all.iter().for_each(|p| self.place(&at, p)),
                    Entity::Actor(told) => {
                        let meant = self.found.assembly.referents.get(&(sentence, number)).unwrap_or(told);
                        self.actor(&at, told, meant);
                    }
                    Entity::Thing(t) => self.thing(&at, t),
                }
            }
        }
    }

    pub(super) fn date(&self, d: &DateReading) -> String {
        let since = if d.since { ", since" } else { "" };
        match (d.period, d.reason) {
            (Some(p), _) if p.start == p.end => format!("{} {}{since}", p.start, p.start.format("%a")),
            (Some(p), _) => format!("{} … {} precision {}{since}", p.start, p.end, d.precision),
            (None, reason) => self.pen.paint(Ink::Bad, &format!("none: {}", reason.unwrap_or("no reason given"))),
        }
    }

    fn place(&mut self, at: &str, p: &PlaceReading) {
        let tell = |o: &Option<String>| o.as_deref().unwrap_or("–").to_owned();
        let resolution = match p.resolution {
            r @ ("unresolved" | "ambiguous") => self.pen.paint(Ink::Bad, r),
            r => r.to_owned(),
        };
        let id = p.gazetteer_id.as_deref().unwrap_or("no id");
        let name = self.pen.quote(&p.name);
        let line = format!(
            "{at} {:<8} {name} {id} · {} / {} / {} · {resolution} · {:?} · precision {}  {}  {}  {}",
            "place",
            tell(&p.country),
            tell(&p.admin1),
            tell(&p.admin2),
            p.extent,
            p.precision,
            self.pen.paint(Ink::Rule, &p.rule),
            self.pen.paint(Ink::Dim, &p.origin),
            self.quote(p.span)
        );
        self.line(line);
        if p.candidates.len() < 2 {
            return;
        }
        for c in p.candidates.iter().take(SHOWN_RIVALS) {
            let row = self.resources.places.place(c.place);
            let line = format!(
                "{:17}{:>6.2}  {} {} ({}, {}, {}{})",
                "",
                c.score,
                row.id,
                row.name,
                row.country,
                row.admin1.unwrap_or("–"),
                row.feature,
                people(row.population)
            );
            self.line(self.pen.paint(Ink::Dim, &line));
        }
        if p.candidates.len() > SHOWN_RIVALS {
            let line = format!("{:17}and {} more", "", p.candidates.len() - SHOWN_RIVALS);
            self.line(self.pen.paint(Ink::Dim, &line));
        }
    }

    fn actor(&mut self, at: &str, told: &Participant, meant: &Participant) {
        let id = meant.id(self.resources, self.found.entities.country.as_deref());
        let mut notes: Vec<String> = Vec::new();
        notes.extend(told.refers.map(|r| format!("refers back ({r:?}, {})", told.template)));
        notes.extend((told.refers.is_none() && told.template != meant.template).then(|| format!("told as {}", told.template)));
        notes.extend(told.count.as_ref().map(figures));
        notes.extend(told.number.map(|n| ["?", "singular", "dual", "plural"][usize::from(n.min(3))].to_owned()));
        notes.extend(told.kind.clone());
        notes.extend(told.facility.as_ref().map(|f| format!("facility {}", self.pen.quote(f))));
        for (holds, name) in [(told.named, "named"), (told.definite, "definite"), (told.other, "other"), (told.unit, "a body"), (told.suspected, "suspected")] {
            notes.extend(holds.then(|| name.to_owned()));
        }
        let line = format!(
            "{at} {:<8} {id} · {}  {}  {}  {}",
            "actor",
            notes.join(" · "),
            self.pen.paint(Ink::Rule, &told.rule),
            self.pen.paint(Ink::Dim, &told.origin),
            self.quote(told.span)
        );
        self.line(line);
    }

    fn thing(&mut self, at: &str, t: &Thing) {
        let count = t.count.map_or("no count".to_owned(), |n| n.to_string());
        let line = format!("{at} {:<8} {} · {count}  {}  {}", "thing", t.item, self.pen.paint(Ink::Dim, &t.origin), self.quote(t.span));
        self.line(line);
    }
}

/// `12 exact`, `24-99 vague, counts 12`.
pub(super) fn figures(q: &Quantity) -> String {
    let range = match q.high {
        Some(high) if high == q.low => high.to_string(),
        Some(high) => format!("{}-{high}", q.low),
        None => format!("{}-…", q.low),
    };
    let fatal = if q.fatal == q.low { String::new() } else { format!(", counts {}", q.fatal) };
    format!("{range} {}{fatal}", q.qualifier.code())
}

fn people(population: u32) -> String {
    if population > 0 { format!(", {population} people") } else { String::new() }
}
