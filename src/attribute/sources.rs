//! Who a source is: an actor, or a kind of source where no actor fits; and its channel.

use crate::assemble::frames::Scene;
use crate::assemble::referents::Referents;
use crate::report::Language;
use crate::resolve::actors::{country_of, side_of};
use crate::resources::gazetteer::Side;
use crate::span::Span;

/// A party that vouches for what it says.
#[derive(Debug, Clone)]
pub struct Source {
    /// An actor id or a source kind; XX stands for the report's country.
    pub id: String,
    pub channel: Option<String>,
    pub span: Span,
}

impl Source {
    pub fn anonymous(span: Span) -> Source {
        Source { id: "anonymous".into(), channel: None, span }
    }

    /// Whether this is an actor of the conflict, not a kind of source.
    pub fn is_actor(&self, scene: &Scene) -> bool {
        !matches!(self.id.as_str(), "government" | "local-official" | "security-source" | "medical-source" | "residents" | "civil-society" | "un" | "ngo" | "media" | "expert" | "anonymous")
            && side_of(scene.resources, &self.id).is_some_and(Side::is_armed_force)
    }
}

/// How far after a title or document its organisation may be named, in units.
const REACH: usize = 6;

/// Reads the source at a unit. `last` is who spoke before, for statements without an issuer.
pub fn source_at(scene: &Scene, sentence: usize, unit: usize, referents: &Referents, last: Option<&Source>) -> Option<Source> {
    let units = scene.units(sentence);
    let u = &units[unit];
    let channel = channel_near(scene, sentence, unit);
    let kind = scene.feature(u, "source", "source");
    let participant = referents.get(&(sentence, unit));
    let named = participant.filter(|p| p.named || p.refers.is_some());
    let id = if let Some(p) = named {
        p.id(scene.resources, scene.entities.country.as_deref())
    } else {
        match kind {
            Some("document" | "person" | "same") => organisation(scene, sentence, unit, referents).or_else(|| owner_of_channel(scene, sentence, unit)).or_else(|| last.map(|l| l.id.clone()))?,
            Some(kind) => with_country(scene, sentence, unit, kind),
            None => match participant {
                Some(p) if p.template.starts_with("civilians") || p.template == "unknown" => "residents".into(),
                Some(p) => p.id(scene.resources, scene.entities.country.as_deref()),
                None => owner_of_channel(scene, sentence, unit).unwrap_or_else(|| "media".into()),
            },
        }
    };
    Some(Source { id, channel, span: u.span })
}

/// "a statement of the army", "the spokesman of the group": the actor named right after.
fn organisation(scene: &Scene, sentence: usize, unit: usize, referents: &Referents) -> Option<String> {
    let units = scene.units(sentence);
    let end = (unit + 1 + REACH).min(units.len());
    for u in unit + 1..end {
        let ends = units[u].is(scene.class("comma")) && scene.language(sentence) != Language::Ar;
        if ends || units[u].is(scene.class("deed")) && units[u].mention.is_none() || units[u].is(scene.class("that")) {
            break;
        }
        if let Some(kind) = scene.feature(&units[u], "source", "source").filter(|k| !matches!(*k, "document" | "person" | "same")) {
            return Some(with_country(scene, sentence, u, kind));
        }
        if let Some(p) = referents.get(&(sentence, u)).filter(|p| p.template != "unknown") {
            return Some(p.id(scene.resources, scene.entities.country.as_deref()));
        }
        if let Some(of) = scene.feature(&units[u], "channel", "of") {
            return Some(of.to_owned());
        }
    }
    None
}

fn owner_of_channel(scene: &Scene, sentence: usize, unit: usize) -> Option<String> {
    let units = scene.units(sentence);
    let near = unit.saturating_sub(2)..(unit + 5).min(units.len());
    near.into_iter().find_map(|u| scene.feature(&units[u], "channel", "of")).map(str::to_owned)
}

/// `government-XX` with the country of the adjective that follows, or of the report.
fn with_country(scene: &Scene, sentence: usize, unit: usize, kind: &str) -> String {
    let head = match kind {
        "government" => "government",
        _ => match kind.strip_suffix("-XX") {
            Some(head) => head,
            None => return kind.to_owned(),
        },
    };
    let units = scene.units(sentence);
    let own = country_of(scene.resources, scene.annotated, &units[unit]);
    let near = own.or_else(|| (unit + 1..(unit + 4).min(units.len())).find_map(|u| {
        let adjective = units[u].is(scene.class("nat")) || units[u].is(scene.class("country"));
        adjective.then(|| country_of(scene.resources, scene.annotated, &units[u])).flatten()
    }));
    match near.or_else(|| scene.entities.country.clone()) {
        Some(country) => format!("{head}-{country}"),
        None => head.to_owned(),
    }
}

/// The outlet or medium named in the sentence, nearest to the source first.
fn channel_near(scene: &Scene, sentence: usize, unit: usize) -> Option<String> {
    let units = scene.units(sentence);
    let mut found: Vec<(usize, &str)> = units.iter().enumerate().filter_map(|(u, x)| Some((u.abs_diff(unit), scene.feature(x, "channel", "channel")?))).collect();
    found.sort_by_key(|f| f.0);
    found.first().map(|f| f.1.to_owned())
}
