//! Events and claims -> [`EventRecord`]s: the one place where spans become code points of the
//! original and every value gets its evidence.
//!
//! In: the values that all stages chose. Out: the records of the report, in text order, with ids that
//! depend on the report and the rules alone. Not done here: choosing between values.

use crate::assemble::types::disorder;
use crate::assemble::{AMONG_THEMSELVES, Assembly, Casualty, Event, Role};
use crate::attribute::{Attribution, Claim, status};
use crate::mention::Annotated;
use crate::normalize::Text;
use crate::record::*;
use crate::report::Report;
use crate::resolve::actors::side_of;
use crate::resources::Resources;
use crate::resources::gazetteer::Side;
use crate::segment::Segmented;
use crate::span::Span;
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

/// The records of a report, in text order.
pub fn records(
    resources: &Resources,
    report: &Report,
    text: &Text,
    segmented: &Segmented,
    annotated: &Annotated,
    assembly: &Assembly,
    attribution: &Attribution,
) -> Vec<EventRecord> {
    let chars: Vec<usize> = report.text.char_indices().map(|(i, _)| i).chain([report.text.len()]).collect();
    let seed = hashed(Sha256::new(), &[&report.id, &text.norm]);
    let builder = Builder { resources, report, text, segmented, annotated, attribution, chars, seed };
    let mut out: Vec<EventRecord> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (number, (event, claims)) in assembly.events.iter().zip(&attribution.claims).enumerate() {
        let mut record = builder.record(event, claims, attribution.narrated[number]);
        let twins = known.entry(record.event_id.clone()).or_insert(0usize);
        *twins += 1;
        if *twins > 1 {
            record.event_id.push_str(&format!("-{twins}"));
        }
        out.push(record);
    }
    out
}

struct Builder<'a> {
    resources: &'a Resources,
    report: &'a Report,
    text: &'a Text,
    segmented: &'a Segmented,
    annotated: &'a Annotated,
    attribution: &'a Attribution,
    /// Byte offset of every code point of the original.
    chars: Vec<usize>,
    /// Every event's id begins with the report's id and text.
    seed: Sha256,
}

impl Builder<'_> {
    /// The original's words and code points of a span.
    fn quote(&self, span: Span) -> (String, Option<[usize; 2]>) {
        if span.is_empty() {
            return (String::new(), None);
        }
        let (start, end) = self.text.original(span);
        (self.report.text[self.chars[start]..self.chars[end]].to_owned(), Some([start, end]))
    }

    fn record(&self, event: &Event, claims: &[Claim], narrated: bool) -> EventRecord {
        let day = event.date.as_ref().and_then(|d| d.reading.period);
        let start = day.map(|p| p.start);
        let language = self.segmented.sentences[event.sentences[0]].language.code();
        let mut actors: Vec<ActorRecord> = Vec::new();
        actors.extend(event.agents.iter().map(|a| self.actor(a, "actor1", start)));
        actors.extend(
            event
                .patients
                .iter()
                .filter(|p| p.inferred == Some(AMONG_THEMSELVES) || event.agents.iter().all(|a| a.id != p.id))
                .map(|p| self.actor(p, "actor2", start)),
        );
        let casualties = self.casualties(event, claims);
        let country = event.country.as_deref().unwrap_or("XX");
        let mut record = EventRecord {
            schema_version: SCHEMA_VERSION.into(),
            event_id: String::new(),
            report_id: self.report.id.clone(),
            source: self.report.source.clone(),
            url: self.report.url.clone(),
            published: self.report.published_text.clone().or_else(|| self.report.published.map(|d| d.to_string())),
            language: language.into(),
            event_date: start.map(|d| d.to_string()),
            event_date_end: day.map(|p| p.end.to_string()),
            time_precision: event.date.as_ref().filter(|d| d.reading.period.is_some()).map(|d| d.reading.precision),
            date_text: event.date.as_ref().map(|d| self.quote(d.span).0),
            disorder_type: disorder(event.kind).into(),
            event_type: event.kind.event.into(),
            sub_event_type: event.kind.sub.into(),
            civilian_targeting: self.targets_civilians(event),
            actors,
            location: self.location(event),
            fatalities: fatalities(&event.casualties),
            casualties,
            materiel: event
                .losses
                .iter()
                .map(|l| {
                    let (text, span) = self.quote(l.span);
                    MaterielRecord {
                        action: l.action.into(),
                        item: l.item.clone(),
                        count: l.count,
                        by: self.by(claims, l.sentence, l.unit),
                        text,
                        span,
                        report_id: None,
                    }
                })
                .collect(),
            status: status(claims, narrated).into(),
            claims: claims.iter().map(|c| self.claim(c, start)).collect(),
            evidence: self.evidence(event, claims),
            notes: String::new(),
            confidence: crate::confidence::confidence(event, claims),
            same_as: None,
            accounts: Vec::new(),
            choices: Vec::new(),
        };
        record.notes = crate::notes::notes(&record);
        record.event_id = event_id(country, &record, self.seed.clone());
        record
    }

    fn actor(&self, role: &Role, name: &str, day: Option<NaiveDate>) -> ActorRecord {
        let (text, span) = self.quote(role.participant.span);
        ActorRecord {
            role: name.into(),
            id: role.id.clone(),
            name: actor_name(self.resources, &role.id, day),
            inter: inter(self.resources, &role.id),
            text,
            span,
            report_id: None,
        }
    }

    /// The event's numbers, and those that another party gives for the same people.
    fn casualties(&self, event: &Event, claims: &[Claim]) -> Vec<CasualtyRecord> {
        let mut out: Vec<CasualtyRecord> = event.casualties.iter().map(|c| self.casualty(c, event, claims)).collect();
        for rival in event.rivals.iter().map(|c| self.casualty(c, event, claims)) {
            let same = |c: &&CasualtyRecord| c.kind == rival.kind && c.who == rival.who;
            let another = out.iter().filter(same).all(|c| c.low != rival.low && !c.by.is_empty() && c.by.iter().all(|b| !rival.by.contains(b)));
            if !rival.by.is_empty() && another {
                out.push(rival);
            }
        }
        out
    }

    fn casualty(&self, c: &Casualty, event: &Event, claims: &[Claim]) -> CasualtyRecord {
        let (text, span) = self.quote(c.span);
        let role = if event.agents.iter().any(|a| a.id == c.who) { Some("actor1") } else { event.patients.iter().any(|p| p.id == c.who).then_some("actor2") };
        CasualtyRecord {
            kind: c.kind.clone(),
            who: c.who.clone(),
            role: role.map(Into::into),
            low: c.quantity.low,
            high: c.quantity.high,
            qualifier: c.quantity.qualifier.code().into(),
            by: self.by(claims, c.sentence, c.unit),
            text,
            span,
            report_id: None,
        }
    }

    /// The parties in whose words a unit stands.
    fn by(&self, claims: &[Claim], sentence: usize, unit: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let held = self.attribution.floor.at(sentence, unit);
        for claim in claims.iter().filter(|c| c.voices.iter().any(|v| held.contains(v))) {
            if !out.contains(&claim.by) {
                out.push(claim.by.clone());
            }
        }
        out
    }

    fn claim(&self, c: &Claim, day: Option<NaiveDate>) -> ClaimRecord {
        let (text, span) = self.quote(c.span);
        ClaimRecord {
            by: c.by.clone(),
            by_name: actor_name(self.resources, &c.by, day),
            kind: c.kind.code().into(),
            channel: c.channel.clone(),
            date: None,
            text,
            span,
            report_id: None,
        }
    }

    fn targets_civilians(&self, event: &Event) -> bool {
        let civilian = |r: &Role| matches!(side_of(self.resources, &r.id), Some(Side::Civilian));
        let violent = matches!(event.kind.event, "Violence against civilians" | "Explosions/Remote violence" | "Battles")
            || event.kind.sub == "Excessive force against protesters";
        violent
            && (event.patients.iter().any(civilian) && event.patients.iter().all(|p| civilian(p) || p.inferred.is_some())
                || event.kind.event == "Violence against civilians"
                || event.kind.sub == "Excessive force against protesters")
    }

    fn location(&self, event: &Event) -> Option<LocationRecord> {
        let place = event.place.as_ref()?;
        let (text, span) = self.quote(place.span);
        let candidates = place.candidates.iter().take(5).map(|c| {
            let row = self.resources.places.place(c.place);
            CandidateRecord {
                gazetteer_id: row.id.to_string(),
                name: row.name.to_string(),
                admin1: row.admin1.map(str::to_owned),
                country: row.country.to_string(),
                score: (c.score * 100.0).round() / 100.0,
            }
        });
        Some(LocationRecord {
            text,
            span,
            name: place.name.clone(),
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            latitude: place.point.map(|p| p.0),
            longitude: place.point.map(|p| p.1),
            geo_precision: place.precision,
            gazetteer_id: place.gazetteer_id.clone(),
            resolution: place.resolution.into(),
            candidates: candidates.collect(),
            report_id: None,
        })
    }

    fn evidence(&self, event: &Event, claims: &[Claim]) -> Vec<EvidenceRecord> {
        let mut out: Vec<EvidenceRecord> = Vec::new();
        let mut known: FxHashSet<(&str, Option<[usize; 2]>)> = FxHashSet::default();
        let mut push = |field: &'static str, at: Span, rule: &str| {
            let (text, span) = self.quote(at);
            if span.is_some() && known.insert((field, span)) {
                out.push(EvidenceRecord { field: field.into(), text, span, rule: rule.into(), report_id: None });
            }
        };
        for frame in &event.frames {
            let unit = &self.annotated.sentences[frame.sentence][frame.unit];
            let entry = unit.entries.first().map(|e| self.resources.origin(self.resources.lexicon.entries[*e as usize].origin));
            push("event_type", unit.span, entry.as_deref().unwrap_or("?"));
            for rule in &frame.rules {
                push("event_type", unit.span, &self.resources.rules[*rule as usize].id);
            }
        }
        if let Some(date) = &event.date {
            push("event_date", date.span, &date.rule);
        }
        if let Some(place) = &event.place {
            push("location", place.span, &place.origin);
        }
        for (field, roles) in [("actor1", &event.agents), ("actor2", &event.patients)] {
            roles.iter().for_each(|r| push(field, r.participant.span, &r.participant.origin));
        }
        event.casualties.iter().for_each(|c| push("casualties", c.span, "counted-people"));
        event.losses.iter().for_each(|l| push("materiel", l.span, "counted-things"));
        claims.iter().for_each(|c| push("claims", c.span, &c.rule));
        out
    }
}

/// ACLED's name of an actor on a day; source kinds and unlisted ids are spelled out.
pub fn actor_name(resources: &Resources, id: &str, day: Option<NaiveDate>) -> String {
    if let Some(actor) = resources.actor(id) {
        return actor.name_on(day).to_owned();
    }
    let (head, country) = match id.rsplit_once('-') {
        Some((head, c)) if c.len() == 2 && c.chars().all(|x| x.is_ascii_uppercase()) => (head, resources.country(c).map(|c| c.name_en.to_string())),
        _ => (id, None),
    };
    let mut name: String = head.replace('-', " ");
    if let Some(first) = name.get(..1) {
        name.replace_range(..1, &first.to_uppercase());
    }
    match country {
        Some(c) => format!("{name} ({c})"),
        None => name,
    }
}

fn inter(resources: &Resources, id: &str) -> String {
    if let Some(actor) = resources.actor(id) {
        return actor.inter.to_string();
    }
    match side_of(resources, id) {
        Some(Side::State) => "State forces",
        Some(Side::Armed) => "Political militia",
        Some(Side::Civilian) => "Civilians",
        Some(Side::Crowd) if id.starts_with("rioters") => "Rioters",
        Some(Side::Crowd) => "Protesters",
        _ => "External/Other forces",
    }
    .into()
}

/// One total after ACLED's rules: what one sentence counts of a group is added up; of rival figures
/// of several sentences the lowest holds.
fn fatalities(casualties: &[Casualty]) -> u32 {
    let mut by_group: Vec<(&str, usize, u64)> = Vec::new();
    for c in casualties.iter().filter(|c| c.kind == "killed") {
        match by_group.iter_mut().find(|(who, sentence, _)| *who == c.who && *sentence == c.sentence) {
            Some((_, _, n)) => *n += c.quantity.fatal,
            None => by_group.push((&c.who, c.sentence, c.quantity.fatal)),
        }
    }
    let lowest = |who: &str| by_group.iter().filter(|g| g.0 == who).map(|g| g.2).min().unwrap_or(0);
    let mut seen: Vec<&str> = Vec::new();
    let mut total = 0u64;
    for (who, _, _) in &by_group {
        if !seen.contains(who) {
            seen.push(who);
            total += lowest(who);
        }
    }
    total.min(u64::from(u32::MAX)) as u32
}

/// The parts, each ended, so that no two lists of parts are one text.
fn hashed(mut hash: Sha256, parts: &[&str]) -> Sha256 {
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash
}

fn event_id(country: &str, record: &EventRecord, seed: Sha256) -> String {
    let place = record.location.as_ref().map(|l| l.name.as_str()).unwrap_or("");
    let first = record.evidence.first().and_then(|e| e.span).map_or(0, |s| s[0]);
    let hash = hashed(seed, &[&record.sub_event_type, place, record.event_date.as_deref().unwrap_or(""), &first.to_string()]);
    let digest = hash.finalize();
    let hex: String = digest.iter().take(6).map(|b| format!("{b:02x}")).collect();
    format!("{country}-{hex}")
}
