//! The records, with the words and the rule behind every value.

use super::Page;
use super::pen::Ink;
use crate::record::EventRecord;

impl Page<'_> {
    pub(super) fn records(&mut self) {
        self.title("records", "what goes out");
        let shown: Vec<&EventRecord> =
            self.found.assembly.events.iter().zip(&self.found.records).filter(|(e, _)| self.shows_event(e)).map(|(_, r)| r).collect();
        if shown.is_empty() {
            self.line("no event");
        }
        for record in shown {
            self.record(record);
        }
    }

    fn record(&mut self, r: &EventRecord) {
        let head = format!("{} · {} · {} · confidence {}", r.event_id, r.sub_event_type, r.status, r.confidence);
        self.line(self.pen.paint(Ink::Title, &head));
        let date = match (&r.event_date, &r.event_date_end) {
            (Some(a), Some(b)) if a != b => format!("{a} … {b}"),
            (Some(a), _) => a.clone(),
            _ => self.pen.paint(Ink::Bad, "none"),
        };
        self.field("date", &date);
        for a in &r.actors {
            self.field(&a.role, &format!("{} · {} · {}", a.id, a.name, a.inter));
        }
        let place = r.location.as_ref().map_or_else(
            || self.pen.paint(Ink::Bad, "none"),
            |l| format!("{} · {} / {}", self.pen.quote(&l.name), l.country.as_deref().unwrap_or("–"), l.admin1.as_deref().unwrap_or("–")),
        );
        self.field("location", &place);
        for c in &r.casualties {
            let high = c.high.map_or("…".to_owned(), |h| h.to_string());
            let by = if c.by.is_empty() { String::new() } else { format!(" by {}", c.by.join(", ")) };
            self.field("casualty", &format!("{} {}-{high} {} {}{by}", c.kind, c.low, c.qualifier, c.who));
        }
        self.field("fatalities", &r.fatalities.to_string());
        for m in &r.materiel {
            self.field("materiel", &format!("{} {} {}", m.action, m.count.map_or("–".to_owned(), |n| n.to_string()), m.item));
        }
        for c in &r.claims {
            self.field("claim", &format!("{} by {}", c.kind, c.by));
        }
        for e in &r.evidence {
            let at = e.span.map_or(String::new(), |[s, t]| format!("{s}-{t}"));
            let line = format!("{:<11} {at:<11} {}  {}", e.field, self.pen.paint(Ink::Rule, &e.rule), self.pen.quote(&e.text));
            self.field("evidence", &line);
        }
        self.field("notes", &r.notes);
    }
}
