//! Events -> claims: who says so, how, through which channel.
//!
//! In: events and the voices of the report. Out: for each event its claims and status. A source
//! that only condemns, threatens or demands claims nothing; an event in the outlet's own voice has
//! no claim.

mod floor;
mod meaning;
mod memory;
mod owners;
mod retelling;
mod sources;
mod speakers;
mod voices;

use crate::assemble::frames::{Frame, Scene};
use crate::assemble::{Assembly, Event};
use crate::mention::Annotated;
use crate::report::Language;
use crate::resolve::Entities;
use crate::resources::Resources;
use crate::segment::Segmented;
use crate::span::Span;
use floor::{Floor, speaks};
pub use owners::owners;
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
    /// Units of the first voice that makes the claim.
    pub scope: (usize, usize),
    /// The voices in whose words it is told, as indexes into [`Attribution::voices`].
    pub voices: Vec<usize>,
    pub rule: String,
}

/// The claims of every event, in the order of the events, and all voices for `explain`.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    pub claims: Vec<Vec<Claim>>,
    pub voices: Vec<Voice>,
    pub floor: Floor,
    /// By event: whether it is told somewhere in the outlet's own voice.
    pub narrated: Vec<bool>,
}

/// Attributes the events of a report.
pub fn attribute(resources: &Resources, segmented: &Segmented, annotated: &Annotated, entities: &Entities, assembly: &Assembly) -> Attribution {
    let scene = Scene { resources, segmented, annotated, entities };
    let voices = voices::voices(&scene, &assembly.referents);
    let floor = Floor::new(&scene, &voices);
    let told: Vec<Vec<usize>> = assembly.events.iter().map(|e| told_by(&scene, e, &voices, &floor)).collect();
    let told = with_back_references(&scene, &assembly.events, &voices, &floor, told);
    let claims = assembly.events.iter().zip(&told).map(|(e, t)| claims(&scene, assembly, e, &voices, &floor, t)).collect();
    let narrated = assembly
        .events
        .iter()
        .map(|e| e.frames.iter().any(|f| !floor.at(f.sentence, f.unit).iter().any(|v| speaks(&voices[*v]) && !voices[*v].only_owns())))
        .collect();
    Attribution { claims, voices, floor, narrated }
}

/// The voices that tell an event: those that hold one of its triggers or numbers.
fn told_by(scene: &Scene, event: &Event, voices: &[Voice], floor: &Floor) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let units = event.frames.iter().filter(|f| !only_mentioned(scene, f)).map(|f| (f.sentence, f.unit));
    for (sentence, unit) in units.chain(event.casualties.iter().map(|c| (c.sentence, c.unit))) {
        out.extend(floor.at(sentence, unit).iter().filter(|v| speaks(&voices[**v])));
    }
    // "responsible for the attack" tells it by naming it.
    for frame in &event.frames {
        out.extend(
            floor.at(frame.sentence, frame.unit).iter().filter(|v| matches!(voices[**v].stance, Stance::Claim | Stance::Accuse | Stance::Deny | Stance::Admit)),
        );
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// "after the attack": a noun that only takes up what was told, in the setting of something else.
fn only_mentioned(scene: &Scene, frame: &Frame) -> bool {
    let before = |n: usize, class| frame.unit >= n && scene.is(frame.sentence, frame.unit - n, class);
    frame.noun && frame.definite && ["after", "before", "during", "clitic-k"].iter().any(|c| before(1, c) || before(2, c))
}

/// How many paragraphs before a claim of several deeds they may be told.
const PARAGRAPHS: usize = 4;

/// "It denied this", "claimed both attacks": a voice that holds no event of its own speaks of those
/// told last before it.
fn with_back_references(scene: &Scene, events: &[Event], voices: &[Voice], floor: &Floor, mut told: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    for (number, voice) in voices.iter().enumerate() {
        let units = scene.units(voice.sentence);
        // "A police source confirmed the news", but not "confirmed that …".
        let confirms = voice.stance == Stance::Confirm
            && scene.language(voice.sentence) != Language::Ar
            && !(voice.scope.0..voice.scope.1).any(|u| units[u].is(scene.class("that")));
        if !confirms && !matches!(voice.stance, Stance::Claim | Stance::Deny | Stance::Admit) {
            continue;
        }
        let deed = |u: &usize| units[*u].is(scene.class("deed")) && units[*u].mention.is_none() && floor.at(voice.sentence, *u).contains(&number);
        let latin = scene.language(voice.sentence) != Language::Ar;
        let pointed = |u: usize| {
            latin
                && units[u].is(scene.class("n"))
                && u.checked_sub(1).is_some_and(|b| {
                    let is = |x: usize, class| units[x].is(scene.class(class));
                    is(b, "definite=1") || b.checked_sub(1).is_some_and(|c| is(c, "definite=1") && is(b, "NUM") || is(b, "num") && is(c, "definite=1"))
                })
        };
        let noun = (voice.scope.0..voice.scope.1).find(|u| deed(u) && (units[*u].is(scene.class("article")) || pointed(*u)));
        let known = told.iter().filter(|t| t.contains(&number)).count();
        let meant = match noun {
            Some(u) if latin && units[u].is(scene.class("pl")) && scene.feature(&units[u - 1], "num", "value") == Some("2") => 2,
            Some(u) if units[u].is(scene.class("dual")) && !units[u].is(scene.class("sg")) => 2,
            Some(u) if units[u].is(scene.class("pl")) && !units[u].is(scene.class("sg")) => 8,
            None if (voice.scope.0..voice.scope.1).any(|u| deed(&u)) => 0,
            // "denied that he had forgotten her name": of something else.
            None if (voice.scope.0..voice.scope.1).any(|u| u != voice.cue && of_its_own(scene, voice.sentence, u)) => 0,
            _ => 1,
        };
        let paragraph = |s: usize| scene.segmented.sentences[s].paragraph;
        // "It claimed the attacks": those told paragraphs before as well.
        let reach = if meant > 1 && scene.language(voice.sentence) == Language::En { PARAGRAPHS } else { 1 };
        let mut before: Vec<(usize, usize, usize)> = Vec::new();
        for (e, event) in events.iter().enumerate().filter(|(e, _)| !told[*e].contains(&number)) {
            let near = event
                .frames
                .iter()
                .filter(|f| (f.sentence, f.unit) < (voice.sentence, voice.cue) && paragraph(f.sentence) + reach >= paragraph(voice.sentence));
            before.extend(near.map(|f| (f.sentence, f.unit)).max().map(|(s, u)| (s, u, e)));
        }
        before.sort_unstable();
        for (_, _, e) in before.iter().rev().take(usize::saturating_sub(meant, known)) {
            told[*e].push(number);
        }
    }
    told
}

/// A verb that tells something, but no event.
fn of_its_own(scene: &Scene, sentence: usize, u: usize) -> bool {
    let is = |class| scene.is(sentence, u, class);
    is("v") && scene.units(sentence)[u].mention.is_none() && !["n", "x", "adj", "deed", "cue", "light", "occur", "be", "have", "modal"].iter().any(|c| is(c))
}

/// A group that no name tells.
const UNNAMED: &str = "unidentified-armed-group";

fn claims(scene: &Scene, assembly: &Assembly, event: &Event, voices: &[Voice], floor: &Floor, told: &[usize]) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    let vouched = told.iter().any(|v| !matches!(voices[*v].stance, Stance::Hedge) && !voices[*v].source.is_media());
    for number in told {
        let voice = &voices[*number];
        // Rumour and other outlets count where nobody stands behind it.
        if vouched && voice.stance == Stance::Hedge {
            continue;
        }
        let by = voice.source.id.replace("-XX", &event.country.as_ref().map_or(String::new(), |c| format!("-{c}")));
        let own = meaning::own_deed(scene, assembly, event, &by, |f| floor.at(f.sentence, f.unit).contains(number));
        let Some(kind) = meaning::claim_type(scene, event, voice.stance, &by, own) else { continue };
        // Nobody knows who "the gunmen" are that are told to say something.
        if by == UNNAMED && kind != ClaimType::Responsibility {
            continue;
        }
        let words = (!voice.only_owns()).then_some(*number);
        // The UN and its mission are one speaker.
        let mission = |id: &str| matches!(id, "un" | "minusma");
        if let Some(known) = out.iter_mut().find(|c| (c.by == by || mission(&c.by) && mission(&by)) && (c.kind == kind || kind == ClaimType::Report)) {
            known.voices.extend(words);
            known.channel = known.channel.take().or_else(|| voice.source.channel.clone());
            continue;
        }
        let mut own: Vec<usize> = words.into_iter().collect();
        if let Some(weaker) = out.iter().position(|c| c.by == by && c.kind == ClaimType::Report) {
            own.extend(out.remove(weaker).voices);
        }
        let rule = voice.rule.map_or_else(|| "continued".to_owned(), |r| scene.resources.rules[r as usize].id.to_string());
        out.push(Claim { by, kind, channel: voice.source.channel.clone(), span: voice.span, sentence: voice.sentence, scope: voice.scope, voices: own, rule });
    }
    // "An armed group claims …", then which group it is.
    let named = out.iter().any(|c| c.kind == ClaimType::Responsibility && c.by != UNNAMED);
    out.retain(|c| !(named && c.by == UNNAMED));
    by_the_branch(&mut out);
    // "The army denied it, saying that only fighters had died": who denies a deed does not own up to it.
    let denials: Vec<(String, usize)> = out.iter().filter(|c| c.kind == ClaimType::Denial).map(|c| (c.by.clone(), c.sentence)).collect();
    out.retain(|c| c.kind != ClaimType::Responsibility || !denials.iter().any(|(by, s)| *by == c.by && *s == c.sentence));
    out
}

/// "Al-Qaeda claimed it", then "AQIM claimed it": one claim, of the branch that made it.
fn by_the_branch(claims: &mut Vec<Claim>) {
    let network = |id: &str| matches!(id, "al-qaeda" | "islamic-state");
    while let Some((whole, branch)) = claims.iter().enumerate().find_map(|(w, whole)| {
        let branch = claims.iter().position(|b| network(&whole.by) && !network(&b.by) && b.kind == whole.kind && meaning::akin(&b.by, &whole.by))?;
        Some((w, branch))
    }) {
        let Claim { voices, channel, .. } = claims[whole].clone();
        claims[branch].voices.extend(voices);
        claims[branch].channel = claims[branch].channel.take().or(channel);
        claims.remove(whole);
    }
}

/// The event's status, from its claims.
pub fn status(claims: &[Claim], narrated: bool) -> &'static str {
    let has = |k: ClaimType| claims.iter().any(|c| c.kind == k);
    // Where somebody denies it, only a third party's word or a confession makes it a fact; the
    // outlet's own sentence mostly repeats the accuser.
    let denied = has(ClaimType::Denial);
    let vouched = has(ClaimType::Report) || has(ClaimType::Admission) || claims.is_empty() || narrated && !denied;
    match () {
        () if vouched => "asserted",
        () if has(ClaimType::Responsibility) => "claimed",
        () if has(ClaimType::Accusation) => "accused",
        () if has(ClaimType::Denial) => "denied",
        () => "unconfirmed",
    }
}
