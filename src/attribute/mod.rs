//! Events -> claims: who says so, how, through which channel.
//!
//! In: events and the voices of the report. Out: for each event its claims and status. A source
//! that only condemns, threatens or demands claims nothing; an event in the outlet's own voice has
//! no claim.

mod sources;
mod voices;

use crate::assemble::frames::Scene;
use crate::assemble::{Assembly, Event};
use crate::mention::Annotated;
use crate::resolve::Entities;
use crate::resolve::actors::side_of;
use crate::resources::Resources;
use crate::resources::gazetteer::Side;
use crate::segment::Segmented;
use crate::span::Span;
pub use sources::Source;
pub use voices::{Stance, Voice};

/// The six types of claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimType {
    Responsibility,
    Accusation,
    Admission,
    Denial,
    Report,
    Unconfirmed,
}

impl ClaimType {
    pub fn code(self) -> &'static str {
        match self {
            ClaimType::Responsibility => "responsibility",
            ClaimType::Accusation => "accusation",
            ClaimType::Admission => "admission",
            ClaimType::Denial => "denial",
            ClaimType::Report => "report",
            ClaimType::Unconfirmed => "unconfirmed",
        }
    }
}

/// One party's word on one event.
#[derive(Debug, Clone)]
pub struct Claim {
    pub by: String,
    pub kind: ClaimType,
    pub channel: Option<String>,
    pub span: Span,
    pub sentence: usize,
    /// Units whose numbers hang on this claim.
    pub scope: (usize, usize),
    pub rule: String,
}

/// The claims of every event, in the order of the events, and all voices for `explain`.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    pub claims: Vec<Vec<Claim>>,
    pub voices: Vec<Voice>,
}

/// Attributes the events of a report.
pub fn attribute(resources: &Resources, segmented: &Segmented, annotated: &Annotated, entities: &Entities, assembly: &Assembly) -> Attribution {
    let scene = Scene { resources, segmented, annotated, entities };
    let voices = voices::voices(&scene, &assembly.referents);
    let claims = assembly.events.iter().map(|e| claims(&scene, e, &voices)).collect();
    Attribution { claims, voices }
}

fn claims(scene: &Scene, event: &Event, voices: &[Voice]) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    for voice in voices {
        let told = event.frames.iter().any(|f| f.sentence == voice.sentence && (voice.scope.0..voice.scope.1).contains(&f.unit));
        if !told || voice.stance == Stance::Hedge && !only_voice(event, voice, voices) {
            continue;
        }
        let Some(kind) = claim_type(scene, event, voice) else { continue };
        let by = voice.source.id.replace("-XX", &event.country.as_ref().map_or(String::new(), |c| format!("-{c}")));
        if out.iter().any(|c| c.by == by && (c.kind == kind || c.kind != ClaimType::Denial && kind == ClaimType::Report)) {
            continue;
        }
        out.retain(|c| !(c.by == by && c.kind == ClaimType::Report && kind != ClaimType::Denial));
        let rule = voice.rule.map_or_else(|| "continued".to_owned(), |r| scene.resources.rules[r as usize].id.to_string());
        out.push(Claim { by, kind, channel: voice.source.channel.clone(), span: voice.span, sentence: voice.sentence, scope: voice.scope, rule });
    }
    out
}

/// Whether all that is told of the event stands in this voice's scope.
fn only_voice(event: &Event, voice: &Voice, voices: &[Voice]) -> bool {
    let covers = |v: &Voice, f: &crate::assemble::frames::Frame| f.sentence == v.sentence && (v.scope.0..v.scope.1).contains(&f.unit);
    event.frames.iter().all(|f| covers(voice, f) && !voices.iter().any(|v| v.stance != Stance::Hedge && v.stance != Stance::Silent && covers(v, f)))
}

/// What the voice's word means for this event, given who did it and to whom.
fn claim_type(scene: &Scene, event: &Event, voice: &Voice) -> Option<ClaimType> {
    let source = &voice.source;
    let doer = event.agents.iter().any(|a| akin(&a.id, &source.id) && a.inferred.is_none());
    let victim = event.patients.iter().any(|p| akin(&p.id, &source.id));
    let source_side = side_of(scene.resources, &source.id);
    let doer_side = event.agents.iter().find_map(|a| side_of(scene.resources, &a.id).filter(|_| a.inferred.is_none()));
    Some(match voice.stance {
        Stance::Silent | Stance::NoClaim => return None,
        Stance::Hedge => ClaimType::Unconfirmed,
        Stance::Deny => ClaimType::Denial,
        Stance::Claim => ClaimType::Responsibility,
        Stance::Admit if victim || doer => ClaimType::Admission,
        Stance::Accuse if !doer => ClaimType::Accusation,
        _ if doer => ClaimType::Responsibility,
        // A rebel group that tells of a deed by somebody else accuses.
        _ if source_side == Some(Side::Armed) && doer_side.is_some() => ClaimType::Accusation,
        _ => ClaimType::Report,
    })
}

/// One actor, or two bodies of one state (a government speaks for its army), or a group and its network.
fn akin(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let split = |x: &str| x.rsplit_once('-').map(|(h, c)| (h.to_owned(), c.to_owned()));
    let state = |h: &str| matches!(h, "military" | "government" | "junta" | "gendarmerie" | "police" | "national-guard" | "security-forces");
    let same_state = matches!((split(a), split(b)), (Some((x, c)), Some((y, d))) if c == d && state(&x) && state(&y));
    let daesh = |x: &str| matches!(x, "islamic-state" | "is-sahel" | "iswap");
    let french = |x: &str| matches!(x, "barkhane" | "military-FR" | "government-FR");
    let un = |x: &str| matches!(x, "minusma" | "un");
    same_state || daesh(a) && daesh(b) || french(a) && french(b) || un(a) && un(b)
}

/// The event's status, from its claims.
pub fn status(event: &Event, claims: &[Claim]) -> &'static str {
    let has = |k: ClaimType| claims.iter().any(|c| c.kind == k);
    let vouched = has(ClaimType::Report) || has(ClaimType::Admission) || claims.is_empty() || narrated(event, claims);
    match () {
        () if vouched => "asserted",
        () if has(ClaimType::Responsibility) => "claimed",
        () if has(ClaimType::Accusation) => "accused",
        () if has(ClaimType::Denial) => "denied",
        () => "unconfirmed",
    }
}

/// Told somewhere in the outlet's own voice.
fn narrated(event: &Event, claims: &[Claim]) -> bool {
    event.frames.iter().any(|f| !claims.iter().any(|c| c.sentence == f.sentence && (c.scope.0..c.scope.1).contains(&f.unit)))
}
