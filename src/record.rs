//! The only serialised contract: what goes out. Names here are fixed (schema version 1); a field
//! may be added, never renamed.
//!
//! Spans are code points of the report's text as given, half-open. In a record that several reports
//! tell (see [`crate::merge`]) every part names the report that its span is of.

use serde::{Deserialize, Serialize};

pub const SCHEMA_VERSION: &str = "1";

/// One event, in the reference form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventRecord {
    pub schema_version: String,
    /// Stable: the same report and rules give the same id everywhere.
    pub event_id: String,
    pub report_id: String,
    pub source: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub language: String,
    pub event_date: Option<String>,
    pub event_date_end: Option<String>,
    /// 1 the day is known, 2 within a week, 3 within a month or more.
    pub time_precision: Option<u8>,
    pub date_text: Option<String>,
    pub disorder_type: String,
    pub event_type: String,
    pub sub_event_type: String,
    pub actors: Vec<ActorRecord>,
    pub civilian_targeting: bool,
    pub location: Option<LocationRecord>,
    pub casualties: Vec<CasualtyRecord>,
    /// One total after ACLED's rules.
    pub fatalities: u32,
    pub materiel: Vec<MaterielRecord>,
    /// asserted · claimed · accused · denied · unconfirmed
    pub status: String,
    pub claims: Vec<ClaimRecord>,
    pub evidence: Vec<EvidenceRecord>,
    pub notes: String,
    /// A probability: of records that say 0.9, nine in ten are right on the gold it was fitted on.
    pub confidence: f64,
    /// The event that this one repeats, where merging was asked for.
    pub same_as: Option<String>,
    /// Where several reports tell the event: their own records, whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<EventRecord>,
    /// Where several reports tell the event: how each value was chosen among theirs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceRecord>,
}

/// Why a merged record says what it says in one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceRecord {
    pub field: String,
    /// `merge/…`: why this value stands.
    pub rule: String,
    pub value: String,
    /// Ids of the accounts that tell this value.
    pub from: Vec<String>,
    /// What other accounts tell instead.
    pub rivals: Vec<RivalRecord>,
}

/// A value that some accounts tell and that was not chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RivalRecord {
    pub value: String,
    pub from: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActorRecord {
    /// actor1 · actor2 · assoc_actor_1 · assoc_actor_2
    pub role: String,
    pub id: String,
    pub name: String,
    pub inter: String,
    pub text: String,
    pub span: Option<[usize; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocationRecord {
    pub text: String,
    pub span: Option<[usize; 2]>,
    pub name: String,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub admin2: Option<String>,
    /// Degrees, WGS 84.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// 1 the place itself, 2 near it or a small area, 3 only a region.
    pub geo_precision: u8,
    pub gazetteer_id: Option<String>,
    /// exact · ambiguous · admin · country · unresolved
    pub resolution: String,
    pub candidates: Vec<CandidateRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateRecord {
    pub gazetteer_id: String,
    pub name: String,
    pub admin1: Option<String>,
    pub country: String,
    pub score: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CasualtyRecord {
    /// killed · injured · captured · missing · displaced
    pub kind: String,
    pub who: String,
    /// actor1 · actor2, if the group is one of them.
    pub role: Option<String>,
    pub low: u64,
    pub high: Option<u64>,
    /// exact · at_least · at_most · about · vague
    pub qualifier: String,
    pub by: Vec<String>,
    pub text: String,
    pub span: Option<[usize; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MaterielRecord {
    /// seized · destroyed · damaged
    pub action: String,
    pub item: String,
    pub count: Option<u64>,
    pub by: Vec<String>,
    pub text: String,
    pub span: Option<[usize; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// An actor id or a source kind.
    pub by: String,
    pub by_name: String,
    /// responsibility · accusation · admission · denial · report · unconfirmed
    #[serde(rename = "type")]
    pub kind: String,
    pub channel: Option<String>,
    pub date: Option<String>,
    pub text: String,
    pub span: Option<[usize; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    pub field: String,
    pub text: String,
    pub span: Option<[usize; 2]>,
    /// A rule's id, or the data line (`file:line`) of a word or name.
    pub rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
}
