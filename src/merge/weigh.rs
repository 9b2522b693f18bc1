//! Two records -> whether they tell one event, as points with reasons.
//!
//! In: two sketches. Out: a [`Verdict`]: for each aspect (report, date, place, kind, who acted, upon whom,
//! numbers) a code and its points. Two records may be one event from [`JOIN`] points on; a veto outweighs
//! everything. The points are whole numbers set by hand: what makes two records of one place, day and kind
//! one event, and what an analyst needs to be told before he believes it of two places or two days.
//! Symmetric; nothing here knows of groups (see [`super::cluster`]).

use super::names::{Likeness, likeness};
use super::sketch::{Extent, Family, Kind, Party, Place, Sketch, Time, Toll};
use crate::geo::distance;

/// Points from which on two records may be one event.
pub const JOIN: i32 = 7;

/// Points of what excludes that two records are one event.
pub const NEVER: i32 = -1000;

/// One aspect's share in a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    pub code: &'static str,
    pub points: i32,
}

/// What is known of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    pub reasons: [Reason; 7],
}

impl Verdict {
    pub fn score(&self) -> i32 {
        self.reasons.iter().map(|r| r.points).sum()
    }

    pub fn excluded(&self) -> bool {
        self.reasons.iter().any(|r| r.points == NEVER)
    }

    pub fn joins(&self) -> bool {
        self.score() >= JOIN
    }
}

/// Weighs a pair. `wholes` answers whether one actor acts as part of the other.
pub fn weigh(a: &Sketch, b: &Sketch, part_of: impl Fn(&str, &str) -> bool) -> Verdict {
    let unsure = !a.place.certain || !b.place.certain;
    let (doers, others) = parties(a, b, unsure, &part_of);
    Verdict { reasons: [reports(a, b), dates(a, b), places(&a.place, &b.place), kinds(a, b), doers, others, numbers(&a.tolls, &b.tolls)] }
}

const fn is(code: &'static str, points: i32) -> Reason {
    Reason { code, points }
}

/// A report that tells two events means two.
fn reports(a: &Sketch, b: &Sketch) -> Reason {
    if a.report == b.report {
        return is("one-report-tells-both", NEVER);
    }
    let early = |one: &Sketch, two: &Sketch| matches!((one.published, two.time), (Some(p), Some(t)) if !t.guessed && p < t.start);
    if early(a, b) || early(b, a) {
        return is("published-before-it-happened", NEVER);
    }
    is("two-reports", 0)
}

fn dates(a: &Sketch, b: &Sketch) -> Reason {
    let (Some(one), Some(two)) = (a.time, b.time) else { return is("no-date", NEVER) };
    let gap = gap(one, two);
    match (one.exact() && two.exact(), gap) {
        (true, 0) => is("same-day", 3),
        (true, 1) => is("a-day-apart", -3),
        (true, _) => is("days-apart", NEVER),
        (false, 0) if one.guessed || two.guessed => is("date-not-told", -1),
        (false, 0) if width(one).max(width(two)) <= 2 => is("days-overlap", 2),
        (false, 0) if width(one).max(width(two)) <= 10 => is("within-the-week-told", 1),
        (false, 0) => is("within-the-span-told", 0),
        (false, 1) if !one.guessed && !two.guessed => is("a-day-outside-the-span", -3),
        (false, _) => is("outside-the-span", NEVER),
    }
}

/// Days between two spans; 0 if they share a day.
fn gap(one: Time, two: Time) -> i32 {
    (two.start - one.end).max(one.start - two.end).max(0)
}

fn width(time: Time) -> i32 {
    time.end - time.start + 1
}

/// Kilometres up to which two points are one place, are near each other, and are neighbours.
const ONE_PLACE: f64 = 2.0;
const NEAR: f64 = 5.0;
const AROUND: f64 = 20.0;
const FAR: f64 = 40.0;

fn places(a: &Place, b: &Place) -> Reason {
    if let (Some(one), Some(two)) = (&a.country, &b.country)
        && one != two
        && (a.certain && b.certain || a.extent < Extent::Spot || b.extent < Extent::Spot)
    {
        return is("other-country", NEVER);
    }
    match (a.extent, b.extent) {
        (Extent::Spot, Extent::Spot) => spots(a, b),
        (Extent::Nowhere | Extent::Country, _) | (_, Extent::Nowhere | Extent::Country) => {
            if a.country.is_some() && a.country == b.country {
                is("only-the-country", -3)
            } else {
                is("no-place", -5)
            }
        }
        _ => areas(a, b),
    }
}

fn spots(a: &Place, b: &Place) -> Reason {
    let named = |one: &Place, two: &Place| two.id.as_ref().is_some_and(|id| one.id.as_ref() == Some(id) || one.rivals.contains(id));
    if named(a, b) || named(b, a) {
        return match () {
            () if a.certain && b.certain && a.precision == 1 && b.precision == 1 => is("same-place", 4),
            () if a.id == b.id => is("same-place-or-near-it", 3),
            () => is("one-of-the-places-that-the-name-means", 3),
        };
    }
    let near = a.precision.max(b.precision) > 1;
    let alike = likeness((&a.name, &a.words), (&b.name, &b.words));
    if let (Some(one), Some(two)) = (a.point, b.point) {
        return match distance(one, two) {
            // One place may stand in a table twice; two villages may stand side by side.
            d if d <= ONE_PLACE && alike > Likeness::Other => is("same-spot", 3),
            d if d <= NEAR && near => is("near-each-other", 1),
            d if d <= NEAR => is("next-to-each-other", -3),
            d if d <= AROUND && near => is("in-the-surroundings", -2),
            d if d <= FAR => is("another-place-nearby", -6),
            _ => is("another-place", NEVER),
        };
    }
    match alike {
        Likeness::Same if units_agree(a, b) => is("same-name", 3),
        Likeness::Same => is("same-name-in-another-unit", 0),
        Likeness::Part => is("part-of-the-name", 1),
        Likeness::Other if a.name.is_empty() || b.name.is_empty() => is("no-name", -3),
        Likeness::Other => is("another-name", -7),
    }
}

/// Whether no unit is told that excludes the other's; an unresolved name's units are hearsay.
fn units_agree(a: &Place, b: &Place) -> bool {
    !(a.certain && b.certain) || a.country == b.country && (a.admin1.is_none() || b.admin1.is_none() || a.admin1 == b.admin1)
}

fn areas(a: &Place, b: &Place) -> Reason {
    let same = |one: &Option<Box<str>>, two: &Option<Box<str>>| one.is_some() && one == two;
    let both = a.extent == Extent::Area && b.extent == Extent::Area;
    if same(&a.admin2, &b.admin2) {
        return is("same-district", 1);
    }
    if same(&a.admin1, &b.admin1) {
        return if a.admin2.is_some() && b.admin2.is_some() && a.certain && b.certain {
            is("another-district", -6)
        } else {
            is("same-region", if both { 0 } else { -1 })
        };
    }
    match (&a.admin1, &b.admin1) {
        (Some(_), Some(_)) => is("another-region", NEVER),
        _ => is("area-not-told", -4),
    }
}

fn kinds(a: &Sketch, b: &Sketch) -> Reason {
    use Family::{Abduction, Air, Arrest, Assault, Clash, Grenade, Looting, Mine, Other, Shelling, Suicide};
    if a.sub_type == b.sub_type {
        return is("same-kind", 2);
    }
    if a.family == b.family && a.family != Other {
        return is("like-kind", 1);
    }
    let pair = |x: Family, y: Family| a.family == x && b.family == y || a.family == y && b.family == x;
    match () {
        // One attack on a town: a report counts its soldiers, another its people or its burnt houses.
        () if pair(Clash, Assault) || pair(Clash, Suicide) || pair(Assault, Looting) => is("kin-kind", 0),
        () if pair(Clash, Grenade) || pair(Mine, Grenade) || pair(Suicide, Grenade) || pair(Shelling, Grenade) => is("kin-kind", 0),
        () if pair(Clash, Mine)
            || pair(Clash, Shelling)
            || pair(Clash, Looting)
            || pair(Assault, Suicide)
            || pair(Mine, Suicide)
            || pair(Assault, Abduction) =>
        {
            is("strange-kind", -1)
        }
        () if pair(Clash, Air) || pair(Assault, Air) || pair(Air, Shelling) || pair(Assault, Mine) || pair(Assault, Shelling) => is("strange-kind", -2),
        () if pair(Clash, Arrest) || pair(Clash, Abduction) || pair(Looting, Abduction) || pair(Assault, Grenade) || pair(Arrest, Abduction) => {
            is("strange-kind", -2)
        }
        () => is("another-kind", -6),
    }
}

/// Who acted and upon whom. In a fight either side may be told as the one that acts.
fn parties(a: &Sketch, b: &Sketch, unsure: bool, part_of: &impl Fn(&str, &str) -> bool) -> (Reason, Reason) {
    let straight = (side(&a.doers, &b.doers, DOERS, unsure, part_of), side(&a.others, &b.others, OTHERS, unsure, part_of));
    if a.family != Family::Clash || b.family != Family::Clash {
        return straight;
    }
    let crossed = (side(&a.doers, &b.others, DOERS, unsure, part_of), side(&a.others, &b.doers, OTHERS, unsure, part_of));
    let sum = |pair: (Reason, Reason)| pair.0.points + pair.1.points;
    if sum(crossed) > sum(straight) { crossed } else { straight }
}

/// The codes of one side's verdicts, from the best to the worst.
type Codes = [&'static str; 7];
const DOERS: Codes = ["same-doer", "part-of-the-doer", "like-doer", "doer-open", "other-branch-acted", "rival-doers", "foreign-doers"];
const OTHERS: Codes = ["same-target", "part-of-the-target", "like-target", "target-open", "other-branch-was-hit", "rival-targets", "foreign-targets"];

/// The best that any two parties of a side have in common.
fn side(one: &[Party], two: &[Party], codes: Codes, unsure: bool, part_of: &impl Fn(&str, &str) -> bool) -> Reason {
    let best = one.iter().flat_map(|p| two.iter().map(move |q| agreement(p, q, unsure, part_of))).max_by_key(|(_, points)| *points);
    let (code, points) = best.unwrap_or((3, 0));
    is(codes[code], points)
}

/// Index into the codes, and points.
fn agreement(p: &Party, q: &Party, unsure: bool, part_of: &impl Fn(&str, &str) -> bool) -> (usize, i32) {
    let generic = |k: Kind| matches!(k, Kind::State | Kind::Civilian | Kind::Crowd);
    if p.id == q.id {
        return match p.kind {
            Kind::Unknown => (3, 0),
            k if generic(k) => (2, 1),
            _ => (0, 2),
        };
    }
    if part_of(&p.id, &q.id) || part_of(&q.id, &p.id) {
        return (1, 2);
    }
    let country = |id: &str| id.rsplit_once('-').map(|(_, c)| c.to_owned()).filter(|c| c.len() == 2);
    match (p.kind, q.kind) {
        (Kind::Unknown, _) | (_, Kind::Unknown) => (3, 0),
        (Kind::State, Kind::State) if country(&p.id) != country(&q.id) => (6, if unsure { -1 } else { -4 }),
        (Kind::State, Kind::State) => (4, 0),
        (Kind::Civilian, Kind::Civilian) | (Kind::Crowd, Kind::Crowd) => (3, 0),
        (Kind::Armed, Kind::Armed) => (5, -3),
        // Allies of an army stand beside it.
        (Kind::State | Kind::External | Kind::Armed, Kind::State | Kind::External | Kind::Armed) => (5, -1),
        _ => (5, -1),
    }
}

/// A place sees so many victims in a day once.
const MANY: u64 = 20;

/// How much equal numbers prove grows with the number: two is often the toll, 43 never by chance.
fn numbers(one: &[Toll], two: &[Toll]) -> Reason {
    let mut best: Option<Reason> = None;
    let mut worst: Option<Reason> = None;
    for kind in ["killed", "captured", "injured"] {
        let (a, b) = (sums(one, kind), sums(two, kind));
        if a.is_empty() || b.is_empty() {
            continue;
        }
        let near = |large: &dyn Fn(u64) -> bool| a.iter().any(|x| large(x.0) && b.iter().any(|y| large(y.0) && compatible(x.0, y.0)));
        let same = a.iter().filter(|n| n.1 && b.contains(n)).map(|n| n.0).max();
        let reason = match same {
            Some(n) if n >= 10 => is("same-number", 3),
            Some(n) if n >= 3 => is("same-number", 2),
            Some(_) => is("same-small-number", 1),
            None if near(&|n| n >= MANY) => is("both-heavy", 1),
            None if near(&|_| true) => is("numbers-near", 0),
            None => is("numbers-far-apart", -2),
        };
        if reason.points > 0 && best.is_none_or(|r| r.points < reason.points) {
            best = Some(reason);
        } else if reason.points <= 0 && worst.is_none_or(|r| r.points > reason.points) {
            worst = Some(reason);
        }
    }
    best.or(worst).unwrap_or(is("numbers-not-told", 0))
}

/// Each number of a kind, and their sum, with whether it is exact.
fn sums(tolls: &[Toll], kind: &str) -> Vec<(u64, bool)> {
    let mut out: Vec<(u64, bool)> = tolls.iter().filter(|t| &*t.kind == kind).map(|t| (t.number, t.exact)).collect();
    if out.len() > 1 {
        out.push(out.iter().fold((0, true), |(n, exact), t| (n + t.0, exact && t.1)));
    }
    out
}

/// Rival tolls of one event are rarely more than three times each other.
fn compatible(a: u64, b: u64) -> bool {
    a.max(b) <= 3 * a.min(b).max(1)
}
