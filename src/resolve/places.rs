//! PLACE mentions -> places of the gazetteer, with their rivals.
//!
//! In: annotated sentences. Out: for each PLACE mention one reading, or several for a list of
//! names. Containers named beside a place, other places of the report and importance decide
//! between homonyms. A name that stands in no table is kept as an unresolved place when the words
//! around it say that it is one.

use crate::mention::{Annotated, Mention, Unit};
use crate::normalize::Text;
use crate::resources::Resources;
use crate::resources::lexicon::Meaning;
use crate::span::Span;
use rustc_hash::FxHashMap;

/// How much of the map a place covers, from wide to narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    Country,
    /// Regions across borders, lakes, deserts; "the north-east of Mali".
    Area,
    Admin1,
    Admin2,
    Spot,
}

/// A gazetteer row that a name may mean.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub place: u32,
    pub score: f64,
}

/// A place as one mention tells it.
#[derive(Debug, Clone)]
pub struct PlaceReading {
    /// The mention, kind words included.
    pub span: Span,
    pub name: String,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub admin2: Option<String>,
    pub point: Option<(f64, f64)>,
    pub precision: u8,
    pub gazetteer_id: Option<String>,
    /// exact · ambiguous · admin · country · unresolved
    pub resolution: &'static str,
    pub candidates: Vec<Candidate>,
    pub extent: Extent,
    /// Data line or rule.
    pub origin: String,
    pub rule: String,
}

impl PlaceReading {
    /// Whether `self` lies in `other`, or both are one.
    pub fn within(&self, other: &PlaceReading) -> bool {
        if self.same(other) {
            return true;
        }
        match other.extent {
            Extent::Country | Extent::Area => self.country.is_none() || other.country.is_none() || self.country == other.country,
            Extent::Admin1 => self.extent > Extent::Admin1 && self.admin1.is_some() && self.admin1 == other.admin1,
            Extent::Admin2 => self.extent > Extent::Admin2 && self.admin2.is_some() && self.admin2 == other.admin2,
            Extent::Spot => false,
        }
    }

    pub fn same(&self, other: &PlaceReading) -> bool {
        let both = self.gazetteer_id.is_some() && self.gazetteer_id == other.gazetteer_id;
        both || crate::segment::keys_of(&self.name) == crate::segment::keys_of(&other.name)
    }
}

/// The country that most of the report's names and adjectives point to, and how often each does.
pub fn countries(resources: &Resources, annotated: &Annotated) -> FxHashMap<String, u32> {
    let mut votes: FxHashMap<String, u32> = FxHashMap::default();
    // Of two named alike often, the report is about the one that it names first.
    let first = annotated.sentences.iter().flatten().find_map(|u| super::actors::country_of(resources, annotated, u));
    votes.extend(first.map(|code| (code, 1)));
    let units = annotated.sentences.iter().flatten().chain(annotated.mentions.iter().flat_map(|m| &m.units));
    for unit in units.filter(|u| u.mention.is_none()) {
        let mut places: Vec<&str> = Vec::new();
        for entry in &unit.entries {
            match resources.lexicon.entries[*entry as usize].meaning {
                Meaning::Country(n) => *votes.entry(resources.countries[n as usize].code.to_string()).or_default() += 3,
                Meaning::Place(n) => places.push(&resources.places[n as usize].country),
                _ => {}
            }
        }
        places.sort_unstable();
        places.dedup();
        if let [only] = places[..] {
            *votes.entry(only.to_owned()).or_default() += 2;
        }
    }
    votes
}

/// Where a reading looks for help.
pub struct Surroundings<'a> {
    pub votes: &'a FxHashMap<String, u32>,
    /// Containers named right after the place, narrow to wide.
    pub containers: Vec<PlaceReading>,
    /// Towns and villages told before, latest last.
    pub recent: &'a [PlaceReading],
    /// A known place that lies near one that is in no table.
    pub beside: Option<PlaceReading>,
}

/// Reads a PLACE mention; several readings for a list of names.
pub fn places(resources: &Resources, text: &Text, annotated: &Annotated, mention: &Mention, near: &Surroundings) -> Vec<PlaceReading> {
    let rule = &resources.rules[mention.rule as usize];
    let part = |name: &str| rule.pattern.capture(name).and_then(|c| mention.parts[c]).map(|(s, e)| &mention.units[s..e]);
    let reader = Reader { resources, text, annotated, mention, near, kind: part("kind").unwrap_or(&[]), rule: &rule.id };
    if let Some(list) = part("list") {
        let all = reader.list(list);
        return if rule.setting("between").is_some() { vec![midway(all)] } else { all };
    }
    if part("again").is_some() {
        return again(near.recent, if rule.setting("count") == Some("2") { 2 } else { 1 }, mention.span);
    }
    if let Some(country) = part("capital-of").and_then(|units| units.iter().find_map(|u| super::actors::country_of(resources, annotated, u)))
        && let Some(place) = resources.capitals.get(country.as_str())
    {
        return vec![reader.row(*place, mention.span)];
    }
    match part("name") {
        // The border with Niger lies in the country that the report is about.
        Some(units) if rule.setting("read") == Some("border") => {
            let all: Vec<String> = mention.units.iter().filter_map(|u| super::actors::country_of(resources, annotated, u)).collect();
            let named = units.iter().find_map(|u| super::actors::country_of(resources, annotated, u));
            let mut others = near.votes.clone();
            others.retain(|c, _| all.len() > 1 || Some(c) != named.as_ref());
            vec![PlaceReading { country: main_country(&others).or(named), ..reader.unnamed_area() }]
        }
        Some(units) => {
            let mut reading = reader.name(units, mention.span);
            if let (Some(other), "unresolved") = (part("alias"), reading.resolution) {
                let named = reader.name(other, mention.span);
                if named.resolution != "unresolved" {
                    reading = named;
                }
            }
            if part("dir").is_some() {
                reader.aside(&mut reading, part("dist").is_some());
            }
            vec![reading]
        }
        None if rule.setting("read") == Some("capital") => vec![reader.capital().unwrap_or_else(|| reader.unnamed_area())],
        None => vec![reader.unnamed_area()],
    }
}

/// Between two places: near the first; what is not known of it is taken from the second.
pub fn midway(mut ends: Vec<PlaceReading>) -> PlaceReading {
    let other = ends.split_off(1).into_iter().next();
    let mut out = ends.remove(0);
    out.precision = 2;
    if let Some(other) = other {
        out.point = match (out.point, other.point) {
            (Some(a), Some(b)) => Some(((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)),
            (a, b) => a.or(b),
        };
        if out.country.is_none() || out.admin1.is_none() {
            (out.country, out.admin1, out.admin2) = (other.country, other.admin1, other.admin2);
        }
    }
    out
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

/// The letters of a name, without case, accents and what parts them.
pub fn spelling(name: &str) -> String {
    crate::segment::keys_of(name).concat().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two spellings differ by at most `most` letters added, dropped or changed.
fn nearly(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    Some(row[b.len()]).filter(|d| *d <= most)
}

struct Reader<'a> {
    resources: &'a Resources,
    text: &'a Text,
    annotated: &'a Annotated,
    mention: &'a Mention,
    near: &'a Surroundings<'a>,
    kind: &'a [Unit],
    rule: &'a str,
}

impl Reader<'_> {
    /// Splits a list of names at commas, dashes and conjunctions.
    fn list(&self, units: &[Unit]) -> Vec<PlaceReading> {
        let class = |n| self.resources.known.class(n);
        let separators = [class("comma"), class("clitic-w"), class("dash"), class("and"), class("semicolon")];
        let mut out = Vec::new();
        let mut name: Vec<Unit> = Vec::new();
        for unit in units {
            let separates = separators.iter().any(|s| unit.is(*s));
            // An unknown name keeps its conjunction glued to it.
            let glued = unit.is(class("unknown")) && !name.is_empty() && self.text.slice(unit.span).starts_with('و');
            if (separates || glued) && !name.is_empty() {
                out.push(self.name(&name, cover(&name)));
                name.clear();
            }
            if !separates {
                name.push(if glued { without_conjunction(unit) } else { unit.clone() });
            }
        }
        if !name.is_empty() {
            out.push(self.name(&name, cover(&name)));
        }
        out
    }

    fn name(&self, units: &[Unit], span: Span) -> PlaceReading {
        // "Niger" is the country, and the state in Nigeria only where the words say "state".
        let country = units.iter().find(|u| u.is(self.resources.known.class("country")));
        if let Some(unit) =
            country.filter(|_| !self.kind.iter().any(|k| k.is(self.resources.known.class("admin")) || k.is(self.resources.known.class("settlement"))))
            && let Some(code) = super::actors::country_of(self.resources, self.annotated, unit)
        {
            return self.country(&code, std::slice::from_ref(unit), span);
        }
        // "Coura" in "Coura Bango" is another place than Coura.
        let class = |n| self.resources.known.class(n);
        let longer = units.iter().filter(|u| u.is(class("latin")) && u.is(class("capital")) && u.is(class("word"))).count() > 1;
        if let Some(unit) = units.iter().find(|u| u.entries.iter().any(|e| self.place_of(*e).is_some())).filter(|_| !longer) {
            return self.known(unit, span);
        }
        if let Some(country) = units.iter().find_map(|u| super::actors::country_of(self.resources, self.annotated, u)) {
            return self.country(&country, units, span);
        }
        let mut out = self.blank(span, self.text.slice(cover(units)).to_owned());
        if self.kind.iter().any(|u| u.is(self.resources.known.class("admin")) && u.is(self.resources.known.class("latin"))) {
            out.extent = Extent::Admin2;
            out.precision = 2;
        }
        if let Some(place) = self.respelt(&out.name) {
            return self.row_as(place, span);
        }
        if let Some(near) = &self.near.beside {
            (out.country, out.admin1, out.admin2, out.point) = (near.country.clone(), near.admin1.clone(), near.admin2.clone(), near.point);
            out.precision = 2;
        }
        if let Some(container) = self.near.containers.first() {
            out.country.clone_from(&container.country);
            out.admin1 = container.admin1.clone();
            out.admin2 = container.admin2.clone();
        }
        out
    }

    /// The one place whose name is spelt nearly so, where the containers allow it.
    fn respelt(&self, name: &str) -> Option<u32> {
        let key = spelling(name);
        let most = match key.len() {
            0..=4 => return None,
            5..=8 => 1,
            _ => 2,
        };
        if !key.is_ascii() {
            return None;
        }
        let fits = |place: &crate::resources::gazetteer::Place| {
            place.level().is_none()
                && !place.is_area()
                && self.near.beside.as_ref().is_none_or(|b| b.admin1.as_deref() == place.admin1.as_deref())
                && self.near.containers.iter().all(|c| {
                    (c.country.is_none() || c.country.as_deref() == Some(&*place.country))
                        && (c.admin1.is_none() || c.admin1.as_deref() == place.admin1.as_deref())
                })
        };
        let mut best: Vec<(usize, u32)> = Vec::new();
        for (spelt, number) in &self.resources.place_keys {
            let Some(distance) = nearly(&key, spelt, most) else { continue };
            if fits(&self.resources.places[*number as usize]) && !best.iter().any(|b| b.1 == *number && b.0 <= distance) {
                best.push((distance, *number));
            }
        }
        best.sort_unstable();
        match best[..] {
            [(_, only)] => Some(only),
            [(d, first), (e, second), ..] if d < e || first == second => Some(first),
            _ => None,
        }
    }

    fn row_as(&self, place: u32, span: Span) -> PlaceReading {
        PlaceReading { resolution: "ambiguous", ..self.row(place, span) }
    }

    fn place_of(&self, entry: u32) -> Option<u32> {
        match self.resources.lexicon.entries[entry as usize].meaning {
            Meaning::Place(n) => Some(n),
            _ => None,
        }
    }

    fn known(&self, unit: &Unit, span: Span) -> PlaceReading {
        let mut candidates: Vec<Candidate> = Vec::new();
        for entry in &unit.entries {
            if let Some(place) = self.place_of(*entry).filter(|p| candidates.iter().all(|c| c.place != *p)) {
                candidates.push(Candidate { place, score: self.score(place) });
            }
        }
        let id = |c: &Candidate| &self.resources.places[c.place as usize].id;
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| id(a).cmp(id(b))));
        let place = &self.resources.places[candidates[0].place as usize];
        let clear = candidates.get(1).is_none_or(|c| c.score + 1.0 < candidates[0].score || self.resources.places[c.place as usize].admin1 == place.admin1);
        let extent = match place.level() {
            Some(1) => Extent::Admin1,
            Some(_) => Extent::Admin2,
            None if place.is_area() => Extent::Area,
            // "the commune of X" is the land around the town X.
            None if self.kind.iter().any(|u| u.is(self.resources.known.class("admin")) && u.is(self.resources.known.class("level=3"))) => Extent::Admin2,
            None => Extent::Spot,
        };
        // "Sangha Commune" is the land around Sangha.
        let around = self.kind.iter().any(|u| u.is(self.resources.known.class("admin")) && u.is(self.resources.known.class("latin")));
        let extent = if around && extent == Extent::Spot { Extent::Admin2 } else { extent };
        let entry = unit.entries.iter().find(|e| self.place_of(**e) == Some(candidates[0].place));
        PlaceReading {
            name: place.name.to_string(),
            country: Some(place.country.to_string()).filter(|c| !c.is_empty()),
            admin1: place.admin1.as_deref().map(str::to_owned),
            admin2: place.admin2.as_deref().map(str::to_owned),
            point: place.point,
            precision: match extent {
                Extent::Spot => 1,
                Extent::Admin2 => 2,
                _ => 3,
            },
            gazetteer_id: Some(place.id.to_string()),
            resolution: match extent {
                Extent::Admin1 | Extent::Admin2 => "admin",
                _ if clear => "exact",
                _ => "ambiguous",
            },
            extent,
            origin: entry.map_or(String::new(), |e| self.resources.origin(self.resources.lexicon.entries[*e as usize].origin)),
            candidates,
            ..self.blank(span, String::new())
        }
    }

    /// Containers first, then the report's countries, the kind that the words name, importance.
    fn score(&self, place: u32) -> f64 {
        let place = &self.resources.places[place as usize];
        let same = |a: &Option<Box<str>>, b: &Option<String>| {
            a.as_deref().is_some_and(|x| b.as_deref().is_some_and(|y| crate::segment::keys_of(x) == crate::segment::keys_of(y)))
        };
        let mut score = 0.0;
        for container in &self.near.containers {
            score += match container.extent {
                Extent::Country if container.country.as_deref() == Some(&place.country) => 3.0,
                Extent::Admin1 if same(&place.admin1, &container.admin1) => 5.0,
                Extent::Admin2 if same(&place.admin2, &container.admin2) => 6.0,
                Extent::Country | Extent::Admin1 | Extent::Admin2 => -3.0,
                Extent::Spot if same(&place.admin1, &container.admin1) => 3.0,
                _ => 0.0,
            };
        }
        // "the Sahel" is the area where the report is about several countries.
        if place.is_area() && place.country.is_empty() {
            score += 2.4;
        }
        let total: u32 = self.near.votes.values().sum();
        let votes = self.near.votes.get(&*place.country).copied().unwrap_or(0);
        score += 4.0 * f64::from(votes) / f64::from(total.max(1));
        let is = |name| self.kind.iter().any(|u| u.is(self.resources.known.class(name)));
        let (settlement, admin) = (is("settlement"), is("admin"));
        score += match place.level() {
            Some(1) if admin => 2.0,
            Some(2) if admin => 1.5,
            Some(_) if settlement => -2.0,
            Some(1) => -0.4,
            Some(_) => -0.8,
            None if admin => -0.5,
            None => 0.0,
        };
        score += match (self.resources.rules[self.mention.rule as usize].setting("prefer"), place.level()) {
            (Some("admin1"), Some(1)) | (Some("admin2"), Some(2)) => 4.0,
            (Some(_), Some(_)) => 3.0,
            _ => 0.0,
        };
        score + (f64::from(place.population) + 1.0).log10() * 0.2
    }

    /// A row of the gazetteer that needs no choice.
    fn row(&self, number: u32, span: Span) -> PlaceReading {
        let place = &self.resources.places[number as usize];
        PlaceReading {
            name: place.name.to_string(),
            country: Some(place.country.to_string()),
            admin1: place.admin1.as_deref().map(str::to_owned),
            admin2: place.admin2.as_deref().map(str::to_owned),
            point: place.point,
            gazetteer_id: Some(place.id.to_string()),
            resolution: "exact",
            candidates: vec![Candidate { place: number, score: 1.0 }],
            ..self.blank(span, String::new())
        }
    }

    fn country(&self, code: &str, units: &[Unit], span: Span) -> PlaceReading {
        let name = self.resources.country(code).map_or(code.to_owned(), |c| c.name_en.to_string());
        let origin = units.iter().flat_map(|u| &u.entries).next();
        PlaceReading {
            name,
            country: Some(code.to_owned()),
            precision: 3,
            resolution: "country",
            extent: Extent::Country,
            origin: origin.map_or(String::new(), |e| self.resources.origin(self.resources.lexicon.entries[*e as usize].origin)),
            ..self.blank(span, String::new())
        }
    }

    /// "35 km north of Gao" is near Gao; "the north of Mali" is a part of Mali.
    fn aside(&self, reading: &mut PlaceReading, distance: bool) {
        match reading.extent {
            Extent::Country => reading.extent = Extent::Area,
            Extent::Spot => reading.precision = 2,
            _ => {}
        }
        if reading.extent == Extent::Area && !distance {
            reading.name = self.text.slice(self.mention.span).to_owned();
            reading.gazetteer_id = None;
        }
    }

    /// "the capital": that of the country that the report is about.
    fn capital(&self) -> Option<PlaceReading> {
        let code = main_country(self.near.votes)?;
        let name = self.resources.country(&code)?.capital.clone()?;
        let spot = self.resources.places.iter().position(|p| *p.country == *code && p.level().is_none() && *p.name == *name);
        let place = spot.map(|n| &self.resources.places[n]);
        Some(PlaceReading {
            country: Some(code),
            admin1: place.and_then(|p| p.admin1.as_deref()).map(str::to_owned),
            admin2: place.and_then(|p| p.admin2.as_deref()).map(str::to_owned),
            point: place.and_then(|p| p.point),
            gazetteer_id: place.map(|p| p.id.to_string()),
            resolution: if place.is_some() { "exact" } else { "unresolved" },
            ..self.blank(self.mention.span, name.to_string())
        })
    }

    /// "the north-east of the country": an area of the country that the report is about.
    fn unnamed_area(&self) -> PlaceReading {
        let mut out = self.blank(self.mention.span, self.text.slice(self.mention.span).to_owned());
        out.extent = Extent::Area;
        out.precision = 3;
        out.country = main_country(self.near.votes);
        out
    }

    fn blank(&self, span: Span, name: String) -> PlaceReading {
        PlaceReading {
            span,
            name,
            country: None,
            admin1: None,
            admin2: None,
            point: None,
            precision: 1,
            gazetteer_id: None,
            resolution: "unresolved",
            candidates: Vec::new(),
            extent: Extent::Spot,
            origin: self.rule.to_owned(),
            rule: self.rule.to_owned(),
        }
    }
}

/// The country with most votes; of equals the first by code.
pub fn main_country(votes: &FxHashMap<String, u32>) -> Option<String> {
    votes.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(c, _)| c.clone())
}

fn cover(units: &[Unit]) -> Span {
    units[0].span.to(units[units.len() - 1].span)
}

fn without_conjunction(unit: &Unit) -> Unit {
    let start = unit.span.start as usize + 'و'.len_utf8();
    Unit { span: Span::new(start, unit.span.end as usize), ..unit.clone() }
}
