//! A record -> what is needed to compare it with others, in a few hundred bytes.
//!
//! In: a record of one report. Out: its [`Sketch`]: when, where, what kind, which parties, which
//! numbers. Nothing is judged here; [`super::weigh`] does that.

use super::names::skeleton;
use crate::record::{EventRecord, LocationRecord};
use crate::resolve::actors::side_of;
use crate::resources::Resources;
use crate::resources::gazetteer::Side;
use chrono::NaiveDate;

/// What two records are compared by.
#[derive(Debug, Clone)]
pub struct Sketch {
    pub report: Box<str>,
    pub event: Box<str>,
    pub sub_type: Box<str>,
    pub family: Family,
    pub time: Option<Time>,
    /// Day of publication.
    pub published: Option<i32>,
    pub place: Place,
    pub doers: Vec<Party>,
    pub others: Vec<Party>,
    pub tolls: Vec<Toll>,
}

/// First and last possible day of an event, as days since the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    pub start: i32,
    pub end: i32,
    /// No date is told; the days before the publication stand in.
    pub guessed: bool,
}

impl Time {
    pub fn exact(self) -> bool {
        self.start == self.end && !self.guessed
    }
}

/// Kinds of events that different reports may take for one another, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Clash,
    Assault,
    Suicide,
    Air,
    Shelling,
    Mine,
    Grenade,
    Abduction,
    Unrest,
    Looting,
    Arrest,
    /// Strategic developments of other kinds, which are told apart by their sub-event type.
    Other,
}

/// How much of the map a record's place covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    Nowhere,
    Country,
    Area,
    Spot,
}

#[derive(Debug, Clone)]
pub struct Place {
    pub extent: Extent,
    pub name: Box<str>,
    pub words: Vec<String>,
    pub id: Option<Box<str>>,
    /// Ids of other places that the name may mean, where the report leaves it open.
    pub rivals: Vec<Box<str>>,
    pub country: Option<Box<str>>,
    /// Consonants of the units' names, so that spellings do not matter.
    pub admin1: Option<Box<str>>,
    pub admin2: Option<Box<str>>,
    pub point: Option<(f64, f64)>,
    pub precision: u8,
    /// The name stands in a table and means one place.
    pub certain: bool,
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub id: Box<str>,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Armed men of no told group.
    Unknown,
    Armed,
    State,
    External,
    Civilian,
    Crowd,
}

/// A number of people; quantity words are none.
#[derive(Debug, Clone)]
pub struct Toll {
    pub kind: Box<str>,
    pub number: u64,
    /// Not said to be about so many.
    pub exact: bool,
}

/// Days before its publication in which an event of no told date is looked for.
const UNDATED_DAYS: i32 = 10;

/// Spans longer than this say nothing about the day.
const LONGEST_SPAN: i32 = 62;

/// Days since the epoch.
pub fn day(text: &str) -> Option<i32> {
    let date: NaiveDate = text.get(..10)?.parse().ok()?;
    Some(date.to_epoch_days())
}

/// When an event may have been; `None` if nothing is known or the span is too long to compare.
pub fn time(event_date: Option<&str>, event_date_end: Option<&str>, published: Option<&str>) -> Option<Time> {
    let told = event_date.and_then(day).map(|start| Time { start, end: event_date_end.and_then(day).unwrap_or(start).max(start), guessed: false });
    let stand_in = || published.and_then(day).map(|p| Time { start: p - UNDATED_DAYS, end: p, guessed: true });
    told.or_else(stand_in).filter(|t| t.end - t.start <= LONGEST_SPAN)
}

/// Draws the sketch of a record.
pub fn sketch(resources: &Resources, record: &EventRecord) -> Sketch {
    let party = |id: &str| Party { id: id.into(), kind: kind(resources, id) };
    let side = |one: &str, two: &str| record.actors.iter().filter(|a| a.role == one || a.role == two).map(|a| party(&a.id)).collect();
    Sketch {
        report: record.report_id.as_str().into(),
        event: record.event_id.as_str().into(),
        sub_type: record.sub_event_type.as_str().into(),
        family: family(&record.sub_event_type),
        time: time(record.event_date.as_deref(), record.event_date_end.as_deref(), record.published.as_deref()),
        published: record.published.as_deref().and_then(day),
        place: place(record),
        doers: side("actor1", "assoc_actor_1"),
        others: side("actor2", "assoc_actor_2"),
        tolls: record
            .casualties
            .iter()
            .filter(|c| c.qualifier != "vague")
            .map(|c| Toll { kind: c.kind.as_str().into(), number: c.low, exact: c.qualifier != "about" })
            .collect(),
    }
}

fn family(sub: &str) -> Family {
    match sub {
        "Armed clash" | "Government regains territory" | "Non-state actor overtakes territory" => Family::Clash,
        "Attack" | "Sexual violence" | "Mob violence" => Family::Assault,
        "Suicide bomb" => Family::Suicide,
        "Air/drone strike" => Family::Air,
        "Shelling/artillery/missile attack" => Family::Shelling,
        "Remote explosive/landmine/IED" => Family::Mine,
        "Grenade" | "Chemical weapon" => Family::Grenade,
        "Abduction/forced disappearance" => Family::Abduction,
        "Peaceful protest" | "Protest with intervention" | "Excessive force against protesters" | "Violent demonstration" => Family::Unrest,
        "Looting/property destruction" => Family::Looting,
        "Arrests" | "Disrupted weapons use" => Family::Arrest,
        _ => Family::Other,
    }
}

pub fn kind(resources: &Resources, id: &str) -> Kind {
    if id.starts_with("unidentified") || id.is_empty() {
        return Kind::Unknown;
    }
    match side_of(resources, id) {
        Some(Side::Armed) => Kind::Armed,
        Some(Side::State) => Kind::State,
        Some(Side::Civilian) => Kind::Civilian,
        Some(Side::Crowd) => Kind::Crowd,
        Some(Side::External) => Kind::External,
        None => Kind::Unknown,
    }
}

fn place(record: &EventRecord) -> Place {
    let Some(location) = &record.location else {
        let nowhere = Place {
            extent: Extent::Nowhere,
            name: "".into(),
            words: Vec::new(),
            id: None,
            rivals: Vec::new(),
            country: None,
            admin1: None,
            admin2: None,
            point: None,
            precision: 3,
            certain: false,
        };
        // The id begins with the country that the report is about.
        return Place { country: record.event_id.get(..2).filter(|c| *c != "XX").map(Into::into), ..nowhere };
    };
    let unit = |name: &Option<String>| name.as_deref().map(|n| skeleton(n).concat().into_boxed_str());
    Place {
        extent: extent(location),
        name: location.name.as_str().into(),
        words: skeleton(&location.name),
        id: location.gazetteer_id.as_deref().map(Into::into),
        rivals: if location.resolution == "ambiguous" { location.candidates.iter().map(|c| c.gazetteer_id.as_str().into()).collect() } else { Vec::new() },
        country: location.country.as_deref().map(Into::into),
        admin1: unit(&location.admin1),
        admin2: unit(&location.admin2),
        point: location.latitude.zip(location.longitude),
        precision: location.geo_precision,
        certain: location.resolution == "exact",
    }
}

fn extent(location: &LocationRecord) -> Extent {
    match location.resolution.as_str() {
        "country" => Extent::Country,
        "admin" => Extent::Area,
        _ if location.geo_precision >= 3 => Extent::Area,
        _ => Extent::Spot,
    }
}
