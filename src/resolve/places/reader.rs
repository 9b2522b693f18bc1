//! Names -> readings.

use super::search::one_place;
use super::{Candidate, Extent, PlaceReading, Surroundings, main_country};
use crate::geo::distance;
use crate::mention::{Annotated, Mention, Unit};
use crate::normalize::Text;
use crate::resolve::actors;
use crate::resources::Resources;
use crate::resources::places::Place;
use crate::span::Span;

/// How far a quarter may lie from the middle of its town.
const TOWN_KM: f64 = 25.0;

pub(super) struct Reader<'a> {
    pub resources: &'a Resources,
    pub text: &'a Text,
    pub annotated: &'a Annotated,
    pub mention: &'a Mention,
    pub near: &'a Surroundings<'a>,
    pub kind: &'a [Unit],
    pub rule: &'a str,
}

impl Reader<'_> {
    /// Splits a list of names at commas, dashes and conjunctions.
    pub fn list(&self, units: &[Unit]) -> Vec<PlaceReading> {
        let class = |n| self.resources.known.class(n);
        let separators = ["comma", "clitic-w", "dash", "and", "semicolon", "quote"].map(class);
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

    pub fn name(&self, units: &[Unit], span: Span) -> PlaceReading {
        let class = |n| self.resources.known.class(n);
        // "Kouara Mali" is a village.
        let own_name = units.len() > 1 && units[0].places.is_empty() && units[0].is(class("unknown")) && !units[0].is(class("latin"));
        // "Niger" is the country, and the state in Nigeria only where the words say "state".
        let country = units.iter().find(|u| u.is(class("country"))).filter(|_| !own_name);
        if let Some(unit) = country.filter(|_| !self.kind.iter().any(|k| k.is(class("admin")) || k.is(class("settlement"))))
            && let Some(code) = actors::country_of(self.resources, self.annotated, unit)
        {
            return self.country(&code, std::slice::from_ref(unit), span);
        }
        // "Coura" in "Coura Bango" is another place than Coura.
        let longer = own_name || units.iter().filter(|u| u.is(class("latin")) && u.is(class("capital")) && u.is(class("word"))).count() > 1;
        if let Some(reading) = units.iter().find(|u| !u.places.is_empty()).filter(|_| !longer).and_then(|unit| self.known(unit, span)) {
            return reading;
        }
        if let Some(country) = units.iter().find_map(|u| actors::country_of(self.resources, self.annotated, u)).filter(|_| !own_name) {
            return self.country(&country, units, span);
        }
        let mut out = self.blank(span, self.text.slice(cover(units)).to_owned());
        // "the district of X": a unit that no table holds. Arabic "the area of X" may be any place.
        let unit = |u: &&Unit| u.is(class("admin")) && (u.is(class("latin")) || !u.is(class("weak=1")) && !u.is(class("level=3")));
        if self.kind.iter().any(|u| unit(&u)) {
            out.extent = Extent::Admin2;
            out.precision = 2;
        }
        match self.respelt(&out.name, span) {
            Ok(reading) => return reading,
            Err(rivals) => out.candidates = rivals,
        }
        if let Some(near) = &self.near.beside {
            (out.country, out.admin1, out.admin2, out.point) = (near.country.clone(), near.admin1.clone(), near.admin2.clone(), near.point);
            out.precision = 2;
        }
        if let Some(container) = self.near.containers.first() {
            out.country.clone_from(&container.country);
            out.admin1 = container.admin1.clone();
            out.admin2 = container.admin2.clone();
            // Of a place that is in no table the unit's seat is known.
            if out.point.is_none() && matches!(container.extent, Extent::Admin1 | Extent::Admin2) {
                out.point = container.point;
                out.precision = container.precision;
            }
        }
        out
    }

    /// The place of a name that the tables hold; nothing where only hamlets elsewhere have it.
    fn known(&self, unit: &Unit, span: Span) -> Option<PlaceReading> {
        let places = &self.resources.places;
        let mut candidates: Vec<Candidate> = Vec::new();
        // "the eastern region" is one of the country that the report is about.
        let compass = |p: &Place| p.level() == Some(1) && self.is_compass(unit) && main_country(self.near.votes).is_some_and(|c| c != p.country);
        let possible =
            |n: &u32| Some(places.place(*n)).is_some_and(|p| (!p.is_minor() || self.agrees(&p)) && (p.is_area() || !self.is_elsewhere(&p)) && !compass(&p));
        for place in unit.places.iter().map(|n| places.named(*n)).filter(possible) {
            if candidates.iter().all(|c| c.place != place) {
                candidates.push(Candidate { place, score: self.score(place) });
            }
        }
        let id = |c: &Candidate| places.place(c.place).id;
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| id(a).cmp(id(b))));
        self.leave_out_copies(&mut candidates);
        let best = candidates.first()?.place;
        let name = unit.places.iter().find(|n| places.named(**n) == best);
        let origin = name.map_or(String::new(), |n| self.resources.origin(places.origin(*n)));
        Some(PlaceReading { origin, ..self.reading(candidates, span) })
    }

    /// Whether an Arabic name says no more than where in its country a unit lies.
    fn is_compass(&self, unit: &Unit) -> bool {
        const ROOTS: [&str; 5] = ["شرق", "غرب", "شمال", "جنوب", "وسط"];
        let words = |w: &&str| !matches!(*w, "المنطقة" | "منطقة" | "إقليم" | "الإقليم" | "ولاية" | "محافظة");
        let mut name = self.text.slice(unit.span).split(' ').filter(words).peekable();
        name.peek().is_some() && name.all(|w| ROOTS.iter().any(|r| w.contains(r)))
    }

    /// The first of some candidates, likeliest first.
    pub(super) fn reading(&self, candidates: Vec<Candidate>, span: Span) -> PlaceReading {
        let places = &self.resources.places;
        let place = places.place(candidates[0].place);
        let clear = candidates.get(1).is_none_or(|c| c.score + 1.0 < candidates[0].score || places.place(c.place).admin1 == place.admin1);
        let extent = match place.level() {
            Some(1) => Extent::Admin1,
            Some(_) => Extent::Admin2,
            // "the village of X" is no land, whatever else has its name.
            None if place.is_area() && !self.kind.iter().any(|u| u.is(self.resources.known.class("settlement"))) => Extent::Area,
            // "the commune of X" is the land around the town X.
            None if self.kind.iter().any(|u| u.is(self.resources.known.class("admin")) && u.is(self.resources.known.class("level=3"))) => Extent::Admin2,
            None => Extent::Spot,
        };
        // "Sangha Commune" is the land around Sangha.
        let around = self.kind.iter().any(|u| u.is(self.resources.known.class("admin")) && u.is(self.resources.known.class("latin")));
        let extent = if around && extent == Extent::Spot { Extent::Admin2 } else { extent };
        PlaceReading {
            name: place.name.to_string(),
            country: Some(place.country.to_string()).filter(|c| !c.is_empty()),
            admin1: place.admin1.map(str::to_owned),
            admin2: place.admin2.map(str::to_owned),
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
            candidates,
            ..self.blank(span, String::new())
        }
    }

    /// Whether a reading came to a lesser place, whose name a better known one may have.
    pub(super) fn is_hamlet(&self, reading: &PlaceReading) -> bool {
        reading.candidates.first().is_some_and(|c| self.resources.places.place(c.place).is_lesser())
    }

    /// A row of an imported table that is a place of the built-in one says nothing new.
    fn leave_out_copies(&self, candidates: &mut Vec<Candidate>) {
        let places = &self.resources.places;
        let own: Vec<u32> = candidates.iter().map(|c| c.place).filter(|n| !places.place(*n).imported).collect();
        candidates.retain(|c| own.contains(&c.place) || !own.iter().any(|n| one_place(places, *n, c.place)));
    }

    /// A quarter lies where its town lies, whatever villages have its name.
    pub(super) fn part_of(&self, town: &PlaceReading, reading: PlaceReading) -> PlaceReading {
        let (country, admin1, admin2) = (town.country.clone(), town.admin1.clone(), town.admin2.clone());
        let within = |(a, b)| distance(a, b) <= TOWN_KM;
        if reading.point.zip(town.point).is_some_and(within) {
            return PlaceReading { country, admin1, admin2, ..reading };
        }
        PlaceReading { country, admin1, admin2, point: town.point, ..self.blank(reading.span, reading.name) }
    }

    /// A row of the gazetteer that needs no choice.
    pub fn row(&self, number: u32, span: Span) -> PlaceReading {
        let place = self.resources.places.place(number);
        PlaceReading {
            name: place.name.to_string(),
            country: Some(place.country.to_string()),
            admin1: place.admin1.map(str::to_owned),
            admin2: place.admin2.map(str::to_owned),
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

    /// "the capital": that of the country that the report is about.
    pub fn capital(&self) -> Option<PlaceReading> {
        let code = main_country(self.near.votes)?;
        let name = self.resources.country(&code)?.capital.clone()?;
        let place = self.resources.capitals.get(code.as_str()).map(|n| self.resources.places.place(*n));
        Some(PlaceReading {
            country: Some(code),
            admin1: place.and_then(|p| p.admin1).map(str::to_owned),
            admin2: place.and_then(|p| p.admin2).map(str::to_owned),
            point: place.and_then(|p| p.point),
            gazetteer_id: place.map(|p| p.id.to_string()),
            resolution: if place.is_some() { "exact" } else { "unresolved" },
            ..self.blank(self.mention.span, name.to_string())
        })
    }

    /// "the north-east of the country": an area of the country that the report is about.
    pub fn unnamed_area(&self) -> PlaceReading {
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

fn cover(units: &[Unit]) -> Span {
    units[0].span.to(units[units.len() - 1].span)
}

fn without_conjunction(unit: &Unit) -> Unit {
    let start = unit.span.start as usize + 'و'.len_utf8();
    Unit { span: Span::new(start, unit.span.end as usize), ..unit.clone() }
}
