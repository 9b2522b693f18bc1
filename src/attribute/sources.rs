//! Who a source is: an actor, or a kind of source where no actor fits; and its channel.
//!
//! In: the unit that a rule names as the speaker, or a cue without one. Out: a [`Source`]. Not done here:
//! how far its words reach (see [`super::voices`]).

use super::memory::{Memory, definite};
use crate::assemble::frames::Scene;
use crate::assemble::referents::Referents;
use crate::mention::Unit;
use crate::report::Language;
use crate::resolve::actors::{Participant, Refers, country_of, side_of};
use crate::resources::gazetteer::Side;
use crate::resources::lexicon::Meaning;
use crate::span::Span;

/// A party that vouches for what it says.
#[derive(Debug, Clone)]
pub struct Source {
    /// An actor id or a source kind; XX stands for the country of the event it speaks of.
    pub id: String,
    pub channel: Option<String>,
    pub span: Span,
}

impl Source {
    pub fn anonymous(span: Span) -> Source {
        Source { id: "anonymous".into(), channel: None, span }
    }

    pub fn is_media(&self) -> bool {
        self.id == "media"
    }
}

/// A source kind, which is nobody in the fighting.
pub fn is_kind(id: &str) -> bool {
    matches!(
        id,
        "government"
            | "local-official"
            | "security-source"
            | "medical-source"
            | "residents"
            | "civil-society"
            | "un"
            | "ngo"
            | "media"
            | "expert"
            | "anonymous"
    )
}

/// Forces and rulers of a state, whatever side the actor table sets them on.
pub fn is_state(id: &str) -> bool {
    let head = match id.rsplit_once('-') {
        Some((head, country)) if country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()) => head,
        _ => return matches!(id, "barkhane" | "serval" | "takuba" | "wagner" | "africa-corps"),
    };
    matches!(
        head,
        "military"
            | "government"
            | "junta"
            | "gendarmerie"
            | "police"
            | "national-guard"
            | "security-forces"
            | "special-forces"
            | "air-force"
            | "customs"
            | "forest-guards"
            | "prison-guards"
            | "judiciary"
            | "presidential-guard"
    )
}

/// How far after a title or document its organisation may be named, in units.
const REACH: usize = 6;

/// What reading a source needs.
pub struct Reader<'a> {
    pub scene: &'a Scene<'a>,
    pub referents: &'a Referents,
}

impl Reader<'_> {
    fn units(&self, sentence: usize) -> &[Unit] {
        self.scene.units(sentence)
    }

    fn is(&self, sentence: usize, unit: usize, class: &'static str) -> bool {
        self.scene.is(sentence, unit, class)
    }

    fn id_of(&self, p: &Participant) -> String {
        match (&p.country, p.template.strip_suffix("-XX")) {
            (Some(c), Some(head)) => format!("{head}-{c}"),
            (None, Some(_)) => p.template.clone(),
            _ => p.id(self.scene.resources, self.scene.entities.country.as_deref()),
        }
    }

    /// Whether the unit is called a source by a table, or names an actor.
    pub fn is_known(&self, sentence: usize, unit: usize) -> bool {
        let named = |p: &Participant| p.named || p.refers.is_some();
        self.is(sentence, unit, "source") || self.is(sentence, unit, "channel") || self.referents.get(&(sentence, unit)).is_some_and(named)
    }

    /// The source at a unit that a rule named as the speaker.
    pub fn source_at(&self, sentence: usize, unit: usize, memory: &Memory) -> Option<Source> {
        let u = &self.units(sentence)[unit];
        // "no official has commented"
        let nobody = self.scene.annotated.mention(u).and_then(|m| m.units.first()).is_some_and(|first| first.is(self.scene.class("neg")));
        if nobody && self.scene.language(sentence) == Language::En {
            return None;
        }
        let id = self.source_id(sentence, unit, memory)?;
        Some(Source { id, channel: self.channel_near(sentence, unit), span: u.span })
    }

    /// "security and local sources": the second kind that one noun tells.
    pub fn also(&self, sentence: usize, unit: usize) -> Option<String> {
        self.scene.feature(&self.units(sentence)[unit], "source", "also").map(str::to_owned)
    }

    fn source_id(&self, sentence: usize, unit: usize, memory: &Memory) -> Option<String> {
        let scene = self.scene;
        let u = &self.units(sentence)[unit];
        let kind = scene.feature(u, "source", "source");
        let participant = self.referents.get(&(sentence, unit));
        // The dead and the captured are told of; they do not tell.
        let silenced = |p: &Participant| p.kind.as_deref().is_some_and(|k| k != "displaced" && (k != "injured" || p.counted));
        if kind.is_none() && participant.is_some_and(silenced) {
            return None;
        }
        // "the group" is the one that spoke last.
        if participant.is_some_and(|p| matches!(p.refers, Some(Refers::Group)) && p.definite)
            && let Some(id) = memory.last_group(scene)
        {
            return Some(id);
        }
        if let Some(p) = participant.filter(|p| p.named || p.refers.is_some() && p.template != "unidentified-armed-group") {
            let id = self.id_of(p);
            let side = side_of(scene.resources, &id);
            // Forces of a state that the actor table sets outside speak for themselves.
            let english = scene.language(sentence) == Language::En;
            return Some(match (kind, side) {
                (Some(kind), Some(Side::Civilian | Side::Crowd | Side::External) | None) if is_kind(kind) && !(english && is_state(&id)) => kind.to_owned(),
                (_, Some(Side::Civilian | Side::Crowd)) if p.named => "civil-society".into(),
                (_, Some(Side::Civilian | Side::Crowd)) => "residents".into(),
                _ => id,
            });
        }
        // "a member of a militia"
        let member = |p: &&Participant| p.template != "unknown" && p.template != "unidentified-armed-group" && !p.template.starts_with("civilians");
        if let Some(p) = participant.filter(member).filter(|p| kind == Some("person") && p.refers.is_none() && !p.template.ends_with("-XX")) {
            return Some(self.id_of(p));
        }
        match kind {
            Some(kind @ ("document" | "person" | "same")) => {
                let of_group = scene.feature(u, "source", "of").is_some().then(|| memory.last_group(scene).or_else(|| self.group_of_report())).flatten();
                let within = || self.body_within(u).or_else(|| self.office_within(sentence, unit, memory)).filter(|_| scene.language(sentence) == Language::En);
                let named = of_group.or_else(within).or_else(|| self.organisation(sentence, unit)).or_else(|| self.owner_of_channel(sentence, unit));
                named.or_else(|| memory.by_head(scene, sentence, unit)).or_else(|| memory.by_names(self, sentence, unit + 1)).or_else(|| match kind {
                    "document" if definite(scene, sentence, unit) => memory.last_id(),
                    "same" => memory.last_id(),
                    "person" if definite(scene, sentence, unit) => memory.last_id(),
                    // "Colonel X": of the forces that have such ranks (English).
                    "person" if scene.language(sentence) == Language::En && self.rank(u).is_some() => {
                        self.rank(u).map(|body| self.with_country(sentence, unit, body, memory))
                    }
                    // "Somali officials": who holds an office speaks for the state where nothing else is told.
                    "person" if let Some(body) = scene.feature(u, "source", "default") => Some(self.with_country(sentence, unit, body, memory)),
                    "person" => Some("anonymous".into()),
                    _ => None,
                })
            }
            Some(kind) => Some(self.headed(sentence, unit).unwrap_or_else(|| self.with_country(sentence, unit, kind, memory))),
            None => self.plain(sentence, unit, participant, memory),
        }
    }

    /// The forces whose rank the unit names.
    fn rank(&self, unit: &Unit) -> Option<&str> {
        self.scene.feature(unit, "people", "actor").filter(|a| matches!(*a, "military-XX" | "police-XX" | "gendarmerie-XX"))
    }

    /// A speaker that no table calls a source: people, an agency, a person's name.
    fn plain(&self, sentence: usize, unit: usize, participant: Option<&Participant>, memory: &Memory) -> Option<String> {
        let scene = self.scene;
        let u = &self.units(sentence)[unit];
        let Some(p) = participant else {
            // "Le Tchad accuse": a country speaks through its government.
            if u.is(scene.class("PLACE")) && u.is(scene.class("country")) {
                return country_of(scene.resources, scene.annotated, u).map(|c| format!("government-{c}"));
            }
            // "Bamako rejette": so does a capital that a rule names as the speaker.
            if u.is(scene.class("PLACE"))
                && let Some(country) = scene.entities.places(u).first().and_then(|p| p.country.as_ref())
            {
                return Some(format!("government-{country}"));
            }
            if u.is(scene.class("channel")) {
                return Some(self.owner_of_channel(sentence, unit).unwrap_or_else(|| "media".into()));
            }
            return self.named_before(sentence, unit, memory).or_else(|| memory.last_person());
        };
        if p.template == "unidentified-armed-group" || p.template == "group" {
            return Some(self.organisation(sentence, unit).filter(|id| !is_kind(id) && !is_state(id)).unwrap_or_else(|| "unidentified-armed-group".into()));
        }
        if p.template.starts_with("civilians") || p.template == "unknown" {
            return Some("residents".into());
        }
        // A bare rank: "Colonel X" speaks for the army that spoke before, else for his country's.
        if p.country.is_none() && p.template.ends_with("-XX") {
            let known = u.is(scene.class("title")).then(|| memory.by_names(self, sentence, unit + 1)).flatten();
            return known.or_else(|| Some(self.with_country(sentence, unit, &p.template, memory)));
        }
        Some(self.id_of(p))
    }

    /// Who a person's name stands for: told before, or right after it.
    pub fn named_before(&self, sentence: usize, unit: usize, memory: &Memory) -> Option<String> {
        memory.by_names(self, sentence, unit).or_else(|| self.apposition(sentence, unit))
    }

    /// "X, who belongs to the militia that …": what the name is told to be, right after it.
    fn apposition(&self, sentence: usize, unit: usize) -> Option<String> {
        let scene = self.scene;
        let units = self.units(sentence);
        let stops = ["that", "colon", "quote", "stop", "cue"].map(|c| scene.class(c));
        let end = (unit + 14).min(units.len());
        let end = (unit + 1..end).find(|u| stops.iter().any(|s| units[*u].is(*s))).unwrap_or(end);
        let mut set_off = false;
        for (u, told) in units.iter().enumerate().take(end).skip(unit + 1) {
            set_off |= self.is(sentence, u, "comma") || self.is(sentence, u, "open");
            if self.is(sentence, u, "to") || self.is(sentence, u, "clitic-l") {
                continue;
            }
            let addressed = self.is(sentence, u - 1, "clitic-l") || self.is(sentence, u - 1, "to");
            if !set_off || addressed {
                continue;
            }
            if let Some(kind) = scene.feature(told, "source", "source").filter(|k| is_kind(k) || k.ends_with("-XX")) {
                return Some(self.with_country(sentence, u, kind, &Memory::default()));
            }
            if let Some(p) = self.referents.get(&(sentence, u)).filter(|p| p.template != "unknown") {
                let id = self.id_of(p);
                return Some(if id.starts_with("civilians") { "residents".into() } else { id });
            }
        }
        None
    }

    /// "State Department officials": the body that a mention of its people names.
    fn body_within(&self, unit: &Unit) -> Option<String> {
        let mention = self.scene.annotated.mention(unit)?;
        let lexicon = &self.scene.resources.lexicon;
        mention.units.iter().flat_map(|u| u.entries.iter()).find_map(|e| match lexicon.entries[*e as usize].meaning {
            Meaning::Actor(number) => Some(self.scene.resources.actors[number as usize].id.to_string()),
            _ => None,
        })
    }

    /// "army spokesman Colonel X": the office that stands before the rank in one mention.
    fn office_within(&self, sentence: usize, unit: usize, memory: &Memory) -> Option<String> {
        let mention = self.scene.annotated.mention(&self.units(sentence)[unit])?;
        let offices = mention.units.iter().filter_map(|u| self.scene.feature(u, "source", "source"));
        let office = offices.into_iter().find(|kind| is_kind(kind) || kind.ends_with("-XX"))?;
        Some(self.with_country(sentence, unit, office, memory))
    }

    /// "a statement of the army", "the spokesman of the group": the actor named right after.
    fn organisation(&self, sentence: usize, unit: usize) -> Option<String> {
        let scene = self.scene;
        let units = self.units(sentence);
        let end = (unit + 1 + REACH).min(units.len());
        for (u, told) in units.iter().enumerate().take(end).skip(unit + 1) {
            let is = |class| self.is(sentence, u, class);
            if (is("deed") || is("cue") && !is("enclitic")) && told.mention.is_none() || is("that") || is("colon") || is("stop") || is("comma") {
                break;
            }
            if let Some(kind) = scene.feature(told, "source", "source").filter(|k| !matches!(*k, "document" | "person" | "same" | "media")) {
                return Some(self.with_country(sentence, u, kind, &Memory::default()));
            }
            if let Some(p) = self.referents.get(&(sentence, u)).filter(|p| p.template != "unknown" && p.facility.is_none()) {
                let id = self.id_of(p);
                return Some(if id.starts_with("civilians") { "residents".into() } else { id });
            }
            if let Some(of) = scene.feature(told, "channel", "of") {
                return Some(of.to_owned());
            }
        }
        None
    }

    /// "the president of the association": who heads a body speaks for it. A body that no table knows, and that is
    /// no country, is one of citizens.
    fn headed(&self, sentence: usize, unit: usize) -> Option<String> {
        let heads = self.scene.feature(&self.units(sentence)[unit], "source", "heads") == Some("1");
        // "le président de la société civile" may be one mention.
        let within = || {
            let units = &self.scene.annotated.mention(&self.units(sentence)[unit])?.units;
            let of = units.iter().position(|u| u.is(self.scene.class("of")))?;
            let kinds = units[of + 1..].iter().filter_map(|u| self.scene.feature(u, "source", "source"));
            kinds.into_iter().find(|k| is_kind(k)).map(str::to_owned)
        };
        if heads && let Some(body) = within() {
            return Some(body);
        }
        if !heads || !self.is(sentence, unit + 1, "of") {
            return None;
        }
        let body = (unit + 2..unit + 4).find(|u| !self.is(sentence, *u, "det") && !self.is(sentence, *u, "of"))?;
        let is = |class| self.is(sentence, body, class);
        let unknown = is("unknown") && !is("PLACE") && !is("nat") && !is("country");
        self.organisation(sentence, unit).or_else(|| unknown.then(|| "civil-society".into()))
    }

    /// The armed group that the report names most: "the judge of the group".
    fn group_of_report(&self) -> Option<String> {
        let mut counts: Vec<(String, usize, (usize, usize))> = Vec::new();
        for (at, p) in self.referents.iter().filter(|(_, p)| p.named && side_of(self.scene.resources, &p.template) == Some(Side::Armed)) {
            let id = self.id_of(p);
            match counts.iter_mut().find(|c| c.0 == id) {
                Some(known) => (known.1, known.2) = (known.1 + 1, known.2.min(*at)),
                None => counts.push((id, 1, *at)),
            }
        }
        counts.into_iter().max_by_key(|c| (c.1, std::cmp::Reverse(c.2))).map(|c| c.0)
    }

    fn owner_of_channel(&self, sentence: usize, unit: usize) -> Option<String> {
        let units = self.units(sentence);
        let near = unit.saturating_sub(2)..(unit + 5).min(units.len());
        near.into_iter().find_map(|u| self.scene.feature(&units[u], "channel", "of")).map(str::to_owned)
    }

    /// `government-XX` with the country told after it, or that of the same body told before.
    fn with_country(&self, sentence: usize, unit: usize, kind: &str, memory: &Memory) -> String {
        let head = match kind {
            "government" => "government",
            _ => match kind.strip_suffix("-XX") {
                Some(head) => head,
                None if kind == "anonymous" || is_kind(kind) && self.is(sentence, unit, "article") => {
                    let (at, unit) = (unit, &self.units(sentence)[unit]);
                    let again = || {
                        memory
                            .last_id()
                            .filter(|id| kind == "anonymous" && is_kind(id) && (unit.is(self.scene.class("dual")) || unit.is(self.scene.class("article"))))
                    };
                    return memory.by_head(self.scene, sentence, at).or_else(again).unwrap_or_else(|| kind.to_owned());
                }
                None => return kind.to_owned(),
            },
        };
        if let Some(country) = self.country_after(sentence, unit) {
            return format!("{head}-{country}");
        }
        memory.by_head(self.scene, sentence, unit).or_else(|| memory.same_body(head)).unwrap_or_else(|| format!("{head}-XX"))
    }

    /// The country of the adjective or name that belongs to a title: "the French ambassador", "the
    /// minister of security of Mali", "the embassy of France in Mali".
    fn country_after(&self, sentence: usize, unit: usize) -> Option<String> {
        let scene = self.scene;
        let units = self.units(sentence);
        if let Some(own) = country_of(scene.resources, scene.annotated, &units[unit]) {
            return Some(own);
        }
        if let Some(p) = self.referents.get(&(sentence, unit)).and_then(|p| p.country.clone()) {
            return Some(p);
        }
        let stops = ["that", "colon", "comma", "stop", "cue", "deed", "rel", "clitic-w", "and", "DATE"].map(|c| scene.class(c));
        for (u, told) in units.iter().enumerate().skip(unit + 1).take(REACH) {
            if stops.iter().any(|s| told.is(*s)) || self.is(sentence, u, "clitic-l") && self.is(sentence, u + 1, "channel") {
                break;
            }
            // "President X", whom a table knows as that of his country.
            let known = scene.feature(told, "source", "source").filter(|_| told.is(scene.class("capital"))).and_then(|id| id.strip_prefix("government-"));
            if let Some(country) = known.filter(|c| *c != "XX") {
                return Some(country.to_owned());
            }
            let named = told.is(scene.class("nat")) || told.is(scene.class("country"));
            if let Some(country) = named.then(|| country_of(scene.resources, scene.annotated, told)).flatten() {
                return Some(country);
            }
        }
        // Before it, as English and French put it.
        let before = unit.checked_sub(1)?;
        (units[before].is(scene.class("nat")) && scene.language(sentence) != crate::report::Language::Ar)
            .then(|| country_of(scene.resources, scene.annotated, &units[before]))
            .flatten()
    }

    /// The outlet or medium named in the sentence, nearest to the source first.
    pub fn channel_near(&self, sentence: usize, unit: usize) -> Option<String> {
        let units = self.units(sentence);
        let mut found: Vec<(usize, &str)> =
            units.iter().enumerate().filter_map(|(u, x)| Some((u.abs_diff(unit), self.scene.feature(x, "channel", "channel")?))).collect();
        found.sort_by_key(|f| f.0);
        found.first().map(|f| f.1.to_owned())
    }
}
