//! PLACE mentions -> places of the gazetteer, with their rivals.
//!
//! In: annotated sentences. Out: for each PLACE mention one reading, or several for a list of
//! names. Containers named beside a place, other places of the report and importance decide
//! between homonyms. A name that stands in no table is kept as an unresolved place when the words
//! around it say that it is one.

mod agree;
mod around;
mod offset;
mod reader;
mod reading;
mod score;
mod search;
mod unknown;
mod votes;

use crate::mention::{Annotated, Mention, Unit};
use crate::normalize::Text;
use crate::resolve::actors::country_of;
use crate::resources::{Range, Resources};
use crate::span::Span;
pub use agree::agree;
pub use around::around;
pub use offset::{midway, told_distance};
use reader::Reader;
pub use reading::{Candidate, Extent, PlaceReading};
use rustc_hash::FxHashMap;
pub use search::{Hit, How, search};
pub use votes::{countries, main_country, ranges};

/// Where a reading looks for help.
pub struct Surroundings<'a> {
    pub votes: &'a FxHashMap<String, u32>,
    /// Where the groups act that the report names.
    pub ranges: &'a [&'a Range],
    /// Containers named right after the place, narrow to wide.
    pub containers: Vec<PlaceReading>,
    /// Towns and villages told before, latest last.
    pub recent: &'a [PlaceReading],
    /// A known place that lies near one that is in no table.
    pub beside: Option<PlaceReading>,
    /// The town that the place is a part of: "the Kabala area of Bamako".
    pub town: Option<PlaceReading>,
}

/// Reads a PLACE mention; several readings for a list of names.
pub fn places(resources: &Resources, text: &Text, annotated: &Annotated, mention: &Mention, near: &Surroundings) -> Vec<PlaceReading> {
    let rule = &resources.rules[mention.rule as usize];
    let part = |name: &str| rule.pattern.capture(name).and_then(|c| mention.parts[c]).map(|(s, e)| &mention.units[s..e]);
    let reader = Reader { resources, text, annotated, mention, near, kind: part("kind").unwrap_or(&[]), rule: &rule.id };
    if let Some(list) = part("list") {
        let all = reader.list(list);
        return if rule.setting("between").is_some() { vec![midway(nearest(&reader, list, all))] } else { all };
    }
    if part("again").is_some() {
        return again(near.recent, if rule.setting("count") == Some("2") { 2 } else { 1 }, mention.span);
    }
    if let Some(country) = part("capital-of").and_then(|units| units.iter().find_map(|u| country_of(resources, annotated, u)))
        && let Some(place) = resources.capitals.get(country.as_str())
    {
        return vec![reader.row(*place, mention.span)];
    }
    match part("name") {
        // The border with Niger lies in the country that the report is about.
        Some(units) if rule.setting("read") == Some("border") => {
            let all: Vec<String> = mention.units.iter().filter_map(|u| country_of(resources, annotated, u)).collect();
            let named = units.iter().find_map(|u| country_of(resources, annotated, u));
            let mut others = near.votes.clone();
            others.retain(|c, _| all.len() > 1 || Some(c) != named.as_ref());
            vec![PlaceReading { country: main_country(&others).or(named), ..reader.unnamed_area() }]
        }
        Some(units) => {
            // A comma that ends the mention is not of the name.
            let parted = mention.units.split_last().filter(|(last, rest)| last.is(resources.known.class("comma")) && !rest.is_empty());
            let span = parted.map_or(mention.span, |(_, rest)| rest[0].span.to(rest[rest.len() - 1].span));
            let mut reading = reader.name(units, span);
            // "Karadigu (Niafala)": the name that is known, or known for more than a hamlet.
            if let Some(named) = part("alias").map(|other| reader.name(other, mention.span))
                && named.resolution != "unresolved"
                && (reading.resolution == "unresolved" || reader.is_hamlet(&reading) && !reader.is_hamlet(&named))
            {
                reading = named;
            }
            if let Some(dir) = part("dir") {
                let region = (reading.extent == Extent::Country).then(|| reader.region(dir, reading.country.as_deref())).flatten();
                match region {
                    Some(region) => reading = region,
                    None => reader.aside(&mut reading),
                }
            }
            let area = || reader.kind.iter().any(|u| u.is(resources.known.class("admin"))) && reading.gazetteer_id.is_none();
            if let Some(town) = near.town.as_ref().filter(|_| reader.kind.iter().any(|u| u.is(resources.known.class("settlement"))) || area()) {
                reading = reader.part_of(town, reading);
            }
            vec![reading]
        }
        None if rule.setting("read") == Some("capital") => vec![reader.capital().unwrap_or_else(|| reader.unnamed_area())],
        None => {
            let region = part("dir").and_then(|dir| reader.region(dir, main_country(near.votes).as_deref()));
            vec![region.unwrap_or_else(|| reader.unnamed_area())]
        }
    }
}

/// The two ends of a way, each read beside the other: of their namesakes those that lie nearest are meant.
fn nearest(reader: &Reader, list: &[Unit], all: Vec<PlaceReading>) -> Vec<PlaceReading> {
    let [first, second] = &all[..] else { return all };
    let beside = |end: &PlaceReading| {
        let near = Surroundings { beside: Some(end.clone()), containers: reader.near.containers.clone(), town: None, ..*reader.near };
        Reader { near: &near, ..*reader }.list(list)
    };
    let (with_first, with_second) = (beside(first), beside(second));
    let pairs = [[first, second], [first, &with_first[1]], [&with_second[0], second]];
    let apart = |[a, b]: &[&PlaceReading; 2]| a.point.zip(b.point).map_or(f64::INFINITY, |(a, b)| crate::geo::distance(a, b));
    let best = pairs.into_iter().min_by(|a, b| apart(a).total_cmp(&apart(b)));
    best.map_or_else(Vec::new, |[a, b]| vec![a.clone(), b.clone()])
}

/// Whether a mention only takes up places told before it.
pub fn takes_up(resources: &Resources, mention: &Mention) -> bool {
    resources.rules[mention.rule as usize].pattern.capture("again").is_some_and(|c| mention.parts[c].is_some())
}

/// "the town", "both towns": the last ones told. Nothing if none was.
fn again(recent: &[PlaceReading], count: usize, span: Span) -> Vec<PlaceReading> {
    let mut out: Vec<PlaceReading> = Vec::new();
    for place in recent.iter().rev() {
        if out.len() < count && !out.iter().any(|o| o.same(place)) {
            out.push(PlaceReading { span, ..place.clone() });
        }
    }
    out.reverse();
    out
}
