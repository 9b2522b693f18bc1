//! People mentions -> participants: which actor is meant, how many, of which country.
//!
//! A template such as `military-XX` keeps its XX until the event's country is known; anaphors
//! ("الجماعة", "the group") keep what kind of actor they refer to until the report is read.
//!
//! In: a mention of the level `people`. Out: a [`Participant`]. Not done here: who an anaphor means (see
//! [`crate::assemble::referents`]), and what the participant did.

use super::quantities::{Quantity, feature, quantity};
use crate::mention::{Annotated, Mention, Unit};
use crate::normalize::Text;
use crate::resources::Resources;
use crate::resources::gazetteer::Side;
use crate::resources::lexicon::{Entry, Meaning};
use crate::span::Span;

/// What an anaphoric noun may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refers {
    Group,
    Army,
    People,
}

/// A group of people or an armed actor as one mention tells it.
#[derive(Debug, Clone)]
pub struct Participant {
    /// An actor id, possibly ending in XX; `unknown` for persons of no told kind.
    pub template: String,
    pub country: Option<String>,
    /// How many, when the text counts them or the noun's number does.
    pub count: Option<Quantity>,
    /// Counted in so many words, not by the noun's number alone.
    pub counted: bool,
    /// Grammatical number of the head noun, where the form tells it.
    pub number: Option<u8>,
    /// `killed`, `injured`, … when the noun itself says so.
    pub kind: Option<String>,
    pub refers: Option<Refers>,
    /// "four others": the same people as before.
    pub other: bool,
    /// The noun carries a pronoun: its fighters, their men.
    pub own: bool,
    /// A group told only as a branch of a network.
    pub affiliate: bool,
    /// A body or convoy, not counted as persons.
    pub unit: bool,
    pub suspected: bool,
    /// A building or post that stands for whoever holds it.
    pub facility: Option<String>,
    /// A building where nobody is: a bridge, a pylon.
    pub vacant: bool,
    /// Told with an article, a name or a suffix.
    pub definite: bool,
    /// A noun that may take up a group told before: "the militants", "two assailants".
    pub again: bool,
    /// The country of a second body of the kind: "French and Nigerien forces".
    pub also: Option<String>,
    /// A total that stands for all deaths told before.
    pub total: bool,
    /// Over how many events the deaths told before are split; 0 where the number is not told.
    pub shares: Option<u64>,
    /// Named by a proper name of the gazetteer.
    pub named: bool,
    pub span: Span,
    /// Data line of the word or name that decided, and the rule that grouped it.
    pub origin: String,
    pub rule: String,
}

impl Participant {
    /// A participant that no people noun names: who holds a place, or who is implied.
    pub fn standing_for(template: &str, span: Span, why: &str) -> Participant {
        Participant {
            template: template.into(),
            country: None,
            count: None,
            counted: false,
            number: None,
            kind: None,
            refers: None,
            other: false,
            own: false,
            affiliate: false,
            unit: true,
            suspected: false,
            facility: None,
            vacant: false,
            definite: false,
            again: false,
            also: None,
            total: false,
            shares: None,
            named: false,
            span,
            origin: why.into(),
            rule: why.into(),
        }
    }

    /// The actor's id once the country is known.
    pub fn id(&self, resources: &Resources, country: Option<&str>) -> String {
        if let Some(local) = country.and_then(|c| resources.local_actors.get(&(self.template.as_str().into(), c.into()))) {
            return local.to_string();
        }
        match self.template.strip_suffix("-XX") {
            Some(head) => match self.country.as_deref().or(country) {
                Some(c) => format!("{head}-{c}"),
                None => head.to_owned(),
            },
            // Records know an air force as its country's armed forces; its name tells the means.
            None => self.template.strip_prefix("air-force-").map_or(self.template.clone(), |c| format!("military-{c}")),
        }
    }

    pub fn side(&self, resources: &Resources) -> Option<Side> {
        side_of(resources, &self.template)
    }

    /// A number without a noun: "killed six".
    pub fn bare(&self) -> bool {
        self.rule.ends_with("/counted-bare") || self.rule.ends_with("/counted-others")
    }
}

/// The side of an actor id or template.
pub fn side_of(resources: &Resources, id: &str) -> Option<Side> {
    if let Some(actor) = resources.actor(id) {
        return Some(actor.side);
    }
    let head = match id.rsplit_once('-') {
        Some((head, country)) if country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()) => head,
        _ => id,
    };
    Some(match head {
        "unknown" | "member" | "group" | "" => return None,
        // Kinds of source, which are nobody in the fighting.
        "local-official" | "security-source" | "medical-source" | "residents" | "civil-society" | "un" | "ngo" | "media" | "expert" | "anonymous" => {
            return None;
        }
        "military" | "police" | "gendarmerie" | "national-guard" | "customs" | "government" | "junta" | "prison-guards" | "security-forces"
        | "forest-guards" => Side::State,
        "civilians" | "prisoners" => Side::Civilian,
        "protesters" | "rioters" => Side::Crowd,
        "un-peacekeepers" | "coalition-forces" | "mercenaries" | "private-security" => Side::External,
        _ => Side::Armed,
    })
}

/// Reads an ACTOR mention.
pub fn participant(resources: &Resources, text: &Text, annotated: &Annotated, mention: &Mention) -> Option<Participant> {
    let rule = &resources.rules[mention.rule as usize];
    let part = |name: &str| rule.pattern.capture(name).and_then(|c| mention.parts[c]).map(|(s, e)| &mention.units[s..e]);
    let class = |name| resources.known.class(name);
    let count_unit = part("count").and_then(|u| u.iter().find(|u| u.mention.is_some()));
    let count = count_unit.and_then(|u| annotated.mention(u)).and_then(|m| quantity(resources, text, m));
    let after = part("after").into_iter().flatten().find_map(|u| feature(resources, u, "qual", "qualifier"));
    let twice = part("twice").and_then(|u| annotated.mention(u.first()?)).and_then(|m| quantity(resources, text, m)).filter(|q| q.low == 2);
    let count = count.map(|q| q.qualified(after)).or(twice);
    let head = part("head").or(part("name")).or(part("of")).or(part("count"));
    let head_unit = head.and_then(|units| units.iter().rev().find(|u| !u.entries.is_empty()).or(units.last()))?;
    let mut out = Participant {
        template: "unknown".into(),
        country: part("nat").and_then(|units| units.iter().find_map(|u| country_of(resources, annotated, u))),
        counted: count.is_some(),
        count,
        number: number(resources, head_unit),
        kind: None,
        refers: None,
        // "other persons" are persons; "four others" are what the ones before were.
        other: (head_unit.is(class("other")) || head_unit.is(class("ordinal=1"))) && !head_unit.is(class("people")),
        own: head_unit.is(class("enclitic")),
        affiliate: false,
        unit: false,
        suspected: part("suspected").is_some() || mention.units.iter().any(|u| u.is(class("suspected"))),
        facility: None,
        vacant: false,
        definite: head_unit.is(class("article"))
            || head_unit.is(class("enclitic"))
            || head_unit.is(class("actor"))
            || mention.units.iter().any(|u| u.is(class("definite=1"))),
        again: false,
        also: part("also").and_then(|units| units.iter().find_map(|u| country_of(resources, annotated, u))),
        total: rule.setting("total").is_some(),
        shares: None,
        named: false,
        span: mention.span,
        origin: String::new(),
        rule: rule.id.to_string(),
    };
    read_head(resources, head_unit, &mut out);
    // "a merchant leader": one of those whom the noun before names.
    let civilian = |u: &Unit| feature(resources, u, "people", "actor") == Some("civilians-XX");
    if out.template == "member" && mention.units.iter().take_while(|u| !std::ptr::eq(*u, head_unit)).any(civilian) {
        out.template = "civilians-XX".into();
    }
    // "three of them", "and wounding thirty": as many of those told before; "six others wounded".
    let others = out.template == "unknown" && rule.language == crate::report::Language::Fr && mention.units.iter().any(|u| u.is(class("other")));
    out.other |= rule.setting("same").is_some() || others && out.kind.is_some();
    // "in their ranks", "on our side": of who is told as acting or speaking.
    out.own |= rule.setting("own").is_some();
    if rule.setting("refers") == Some("army") && out.template == "unknown" {
        out.refers = Some(Refers::Army);
    }
    if out.other && out.count.is_none() {
        out.number = if head_unit.is(class("ordinal=1")) { Some(1) } else { feature(resources, head_unit, "other", "number").and_then(|n| n.parse().ok()) };
    }
    if let Some(units) = part("of") {
        let nested = units.iter().find_map(|u| {
            let mut inner = Participant { template: String::new(), kind: None, refers: None, ..out.clone() };
            read_head(resources, u, &mut inner);
            (!inner.template.is_empty()).then_some(inner)
        });
        if let Some(inner) = nested {
            let bound = mention.units.iter().any(|u| u.is(class("affil")) || u.is(class("of")));
            out.affiliate =
                out.template != "member" && out.unit && out.facility.is_none() && bound && matches!(inner.template.as_str(), "al-qaeda" | "islamic-state");
            take_over(resources, &mut out, inner, head_unit.is(class("weak=1")));
        }
    }
    let told_as = |name: &str| {
        mention.units.iter().any(|u| u.is(class("det")) && u.entries.iter().any(|e| resources.lexicon.entries[*e as usize].feature("definite") == Some(name)))
    };
    out.definite |= told_as("1");
    let one =
        mention.units.iter().any(|u| u.is(class("det")) && u.entries.iter().any(|e| resources.lexicon.entries[*e as usize].feature("number") == Some("1")));
    let of_word = feature(resources, head_unit, "people", "count").and_then(|n| n.parse().ok()).filter(|_| out.number == Some(1));
    if !out.counted && of_word.is_some() {
        // "the couple"
        out.number = of_word;
    } else if one && !out.counted {
        out.number = Some(1);
    } else if rule.language != crate::report::Language::Ar && out.kind.is_some() && !out.counted {
        // "fatalities unknown", "casualties": no number is told.
        out.number = None;
    }
    // "Amadou Karadougni": one person, whoever he is.
    if rule.setting("one").is_some() {
        out.number = Some(1);
    }
    out.again =
        out.template == "communal-militia" || !out.named && (out.template == "member" || head_unit.is(class("anaphor")) && (out.definite || out.counted));
    // A retired policeman is no police.
    let civil = mention
        .units
        .iter()
        .any(|u| u.is(class("adjective")) && u.entries.iter().any(|e| resources.lexicon.entries[*e as usize].feature("civil") == Some("1")));
    if civil && out.facility.is_none() && side_of(resources, &out.template) == Some(Side::State) {
        out.template = "civilians-XX".into();
        out.named = false;
    }
    // "deux Français": nationals of a country.
    if out.template == "unknown" && out.kind.is_none() && part("head").is_some() && head_unit.is(class("nat")) && !head_unit.is(class("people")) {
        out.template = "civilians-XX".into();
        out.country = out.country.take().or_else(|| country_of(resources, annotated, head_unit));
    }
    // "a convoy of a Canadian mining company": whose company it is says nothing of who works for it (French, English).
    let firm = out.unit && out.facility.is_none() && !out.named && out.template == "civilians-XX" && rule.language != crate::report::Language::Ar;
    out.country = out.country.filter(|_| !firm);
    // "dozens of the gunmen" are persons, though "the gunmen" may stand for their group.
    out.unit &= out.count.is_none() || out.named;
    if out.template == "member" {
        out.template = "unidentified-armed-group".into();
    }
    // "Israel bombed", "an Israeli strike": a country acts through those who rule or fight for it.
    if let Some(actor) = rule.setting("actor") {
        out.template = actor.to_owned();
        out.country = part("head").and_then(|units| units.iter().find_map(|u| country_of(resources, annotated, u)));
        out.kind = None;
        out.unit = true;
    }
    if let Some(kind) = rule.setting("kind") {
        out.kind = Some(kind.to_owned());
    }
    if rule.setting("shares").is_some() {
        out.shares = Some(out.count.take().map_or(0, |c| c.low));
        out.counted = false;
        out.number = None;
    }
    Some(out)
}

/// Members and soldiers *of* a body are that body; civilians of a people stay civilians.
fn take_over(resources: &Resources, out: &mut Participant, inner: Participant, loose: bool) {
    let civilian = side_of(resources, &out.template) == Some(Side::Civilian);
    let vague = matches!(out.template.as_str(), "member" | "unknown" | "unidentified-armed-group" | "group");
    let force = |id: &str| side_of(resources, id).is_some_and(Side::is_armed_force);
    // "soldiers of the UN force": men are of the body that they serve in.
    let serves = !out.unit && inner.unit && force(&out.template) && force(&inner.template);
    // "the convoy of a deputy": a body that is the army's only where nobody is told.
    let escorted = loose && out.unit && out.template == "military-XX" && side_of(resources, &inner.template) == Some(Side::Civilian);
    if out.facility.is_some()
        || vague
        || escorted
        || serves
        || (!civilian && (inner.named || inner.refers.is_some()))
        || side_of(resources, &inner.template) == side_of(resources, &out.template) && !civilian
    {
        if inner.template == "unknown" || (civilian && out.facility.is_none()) {
            return;
        }
        out.template = inner.template;
        out.refers = inner.refers;
        out.named = inner.named;
        out.origin = inner.origin;
        out.country = out.country.take().or(inner.country);
        out.definite |= inner.named;
    } else if civilian && inner.named && side_of(resources, &inner.template).is_some_and(|s| s != Side::Civilian) && out.kind.is_some() {
        out.template = inner.template;
    }
}

fn read_head(resources: &Resources, unit: &Unit, out: &mut Participant) {
    let entries = || unit.entries.iter().map(|e| &resources.lexicon.entries[*e as usize]);
    if let Some(entry) = entries().find(|e| matches!(e.meaning, Meaning::Actor(_))) {
        if let Meaning::Actor(number) = entry.meaning {
            let actor = &resources.actors[number as usize];
            out.template = actor.id.to_string();
            out.named = true;
            out.unit = true;
            out.origin = resources.origin(entry.origin);
        }
        return;
    }
    let of_class = |name: &'static str| {
        let class = resources.known.class(name);
        entries().find(move |e| e.classes.has(class))
    };
    // "الجماعة الإرهابية", "the terrorist group": a body told with an article takes up one told before.
    let body = unit.is(resources.known.class("article")) && !unit.is(resources.known.class("pl"));
    if let Some(entry) = of_class("people").filter(|e| !(body && of_class("anaphor").is_some() && e.feature("unit") == Some("1"))) {
        read_people(resources, entry, out);
    } else if let Some(entry) = of_class("anaphor") {
        // "groups" told without an article are not the one told before.
        let new = unit.is(resources.known.class("pl"))
            && !unit.is(resources.known.class("sg"))
            && !unit.is(resources.known.class("article"))
            && !unit.is(resources.known.class("enclitic"));
        out.template = "group".into();
        out.refers = match entry.feature("refers") {
            Some("army") => Some(Refers::Army),
            Some("people") => Some(Refers::People),
            _ if new => None,
            _ => Some(Refers::Group),
        };
        if out.refers.is_none() {
            out.template = "unidentified-armed-group".into();
        }
        // "dozens of the wounded" are counted as such, and are not those told before.
        if let (Some(_), Some(kind)) = (out.count.filter(|c| c.low > 1), entry.feature("kind")) {
            (out.template, out.refers, out.kind) = ("unknown".into(), None, Some(kind.to_owned()));
        }
        out.unit = true;
        out.origin = resources.origin(entry.origin);
    } else if let Some(country) = nationality(resources, unit) {
        out.template = "civilians-XX".into();
        out.country = out.country.take().or(Some(country));
    } else if let Some(entry) = of_class("facility") {
        out.template = entry.feature("actor").unwrap_or("unknown").into();
        out.facility = Some(unit_word(entry));
        out.vacant = entry.feature("vacant") == Some("1");
        out.unit = true;
        out.origin = resources.origin(entry.origin);
    } else if let Some(entry) = of_class("source") {
        out.template = entry.feature("source").unwrap_or("unknown").into();
        out.origin = resources.origin(entry.origin);
    }
}

/// The country of an adjective that stands for persons: "six Canadians".
fn nationality(resources: &Resources, unit: &Unit) -> Option<String> {
    if !unit.is(resources.known.class("nat")) {
        return None;
    }
    unit.entries.iter().find_map(|e| match resources.lexicon.entries[*e as usize].meaning {
        Meaning::Country(number) => Some(resources.countries[number as usize].code.to_string()),
        _ => None,
    })
}

fn read_people(resources: &Resources, entry: &Entry, out: &mut Participant) {
    out.template = entry.feature("actor").unwrap_or("unknown").into();
    if out.template == "group" {
        out.refers = Some(Refers::Group);
    }
    out.kind = entry.feature("kind").map(str::to_owned);
    out.unit = entry.feature("unit") == Some("1");
    out.country = out.country.take().or_else(|| entry.feature("country").map(str::to_owned));
    out.origin = resources.origin(entry.origin);
}

fn unit_word(entry: &Entry) -> String {
    entry.word.to_string()
}

/// 1, 2 or 3 (more) by the form of the noun.
fn number(resources: &Resources, unit: &Unit) -> Option<u8> {
    let is = |name| unit.is(resources.known.class(name));
    match (is("sg"), is("dual"), is("pl")) {
        (_, _, true) => Some(3),
        (false, true, _) => Some(2),
        (true, _, _) => Some(1),
        _ => None,
    }
}

/// The country that an adjective, a country's name or a place mention stands for.
pub fn country_of(resources: &Resources, annotated: &Annotated, unit: &Unit) -> Option<String> {
    let own = unit.entries.iter().find_map(|e| match resources.lexicon.entries[*e as usize].meaning {
        Meaning::Country(number) => Some(resources.countries[number as usize].code.to_string()),
        _ => None,
    });
    own.or_else(|| annotated.mention(unit)?.units.iter().find_map(|u| country_of(resources, annotated, u)))
}
