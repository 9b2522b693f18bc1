//! A gold event and a predicted one, slot by slot.
//!
//! A slot that holds one value counts once: right (tp), wrong (fp and fn), missing (fn) or
//! spurious (fp). A slot that holds a list counts its entries. A slot that is empty on both sides,
//! or where leaving out is right, counts nothing.

use super::gold::{GoldCasualty, GoldClaim, GoldEvent, GoldMateriel, GoldPlace};
use super::text::{Alternatives, fold};
use crate::geo::distance;
use crate::record::{CasualtyRecord, ClaimRecord, EventRecord, LocationRecord, MaterielRecord};
use std::ops::AddAssign;

/// What is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    Type,
    Date,
    Place,
    Admin1,
    Actor1,
    Actor2,
    Casualties,
    Materiel,
    Claims,
}

impl Slot {
    pub const ALL: [Slot; 9] = [Slot::Type, Slot::Date, Slot::Place, Slot::Admin1, Slot::Actor1, Slot::Actor2, Slot::Casualties, Slot::Materiel, Slot::Claims];

    /// The name in gold files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Type => "type",
            Slot::Date => "date",
            Slot::Place => "place",
            Slot::Admin1 => "admin1",
            Slot::Actor1 => "actor1",
            Slot::Actor2 => "actor2",
            Slot::Casualties => "casualties",
            Slot::Materiel => "materiel",
            Slot::Claims => "claims",
        }
    }

    /// Whether an event with a fault here is no longer right as a whole.
    pub(super) fn is_core(self) -> bool {
        !matches!(self, Slot::Admin1 | Slot::Materiel | Slot::Claims)
    }
}

/// Right, spurious and missed values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub right: u32,
    pub spurious: u32,
    pub missed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.right += other.right;
        self.spurious += other.spurious;
        self.missed += other.missed;
    }
}

impl Tally {
    pub const NOTHING: Tally = Tally { right: 0, spurious: 0, missed: 0 };

    pub fn precision(self) -> f64 {
        ratio(self.right, self.right + self.spurious)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    pub(super) fn has_fault(self) -> bool {
        self.spurious + self.missed > 0
    }

    /// How well the two sides agree; a half where there is nothing to agree on.
    fn agreement(self) -> f64 {
        let all = 2 * self.right + self.spurious + self.missed;
        if all == 0 { 0.5 } else { f64::from(2 * self.right) / f64::from(all) }
    }

    /// One value, there or not on each side.
    fn one(gold: bool, mine: bool, same: bool) -> Tally {
        let right = gold && mine && same;
        Tally { right: right.into(), spurious: (mine && !right).into(), missed: (gold && !right).into() }
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Compares one slot of an aligned pair.
pub fn compare(slot: Slot, gold: &GoldEvent, mine: &EventRecord) -> Tally {
    match slot {
        Slot::Type => {
            let kind = type_of(mine);
            Tally::one(true, true, gold.kind == kind || gold.alt_types.contains(&kind))
        }
        Slot::Date => date(gold, mine),
        Slot::Place => {
            let named = mine.location.as_ref().filter(|l| is_named(l));
            let same = gold.place.as_ref().zip(named).is_some_and(|(g, l)| same_place(g, l));
            Tally::one(gold.place.is_some(), named.is_some(), same)
        }
        Slot::Admin1 => admin1(gold, mine),
        Slot::Actor1 => actor(gold.actor1.as_deref(), mine, "actor1"),
        Slot::Actor2 => actor(gold.actor2.as_deref(), mine, "actor2"),
        Slot::Casualties => casualties(gold, mine),
        Slot::Materiel => match_up(gold.materiel.iter(), &mine.materiel, same_materiel, |_| false),
        Slot::Claims => {
            let (free, needed): (Vec<_>, Vec<_>) = gold.claims.iter().partition(|c| c.by.may_be_missing());
            match_up(needed.into_iter(), &mine.claims, same_claim, |m| free.iter().any(|f| same_claim(f, m)))
        }
    }
}

/// How alike two events are, in [0, 1]: what the alignment maximises.
pub fn similarity(gold: &GoldEvent, mine: &EventRecord) -> f64 {
    let agreement = |slot| compare(slot, gold, mine).agreement();
    let kind = match agreement(Slot::Type) {
        a if a < 1.0 && gold.kind.starts_with(&format!("{}/", mine.event_type)) => 0.5,
        a => a,
    };
    let place = match agreement(Slot::Place) {
        0.0 if compare(Slot::Admin1, gold, mine).right == 1 => 0.3,
        a => a,
    };
    let weighted = [
        (2.0, kind),
        (2.0, agreement(Slot::Date)),
        (3.0, place),
        (1.5, agreement(Slot::Actor1)),
        (1.5, agreement(Slot::Actor2)),
        (1.0, agreement(Slot::Casualties)),
    ];
    weighted.iter().map(|(w, a)| w * a).sum::<f64>() / weighted.iter().map(|(w, _)| w).sum::<f64>()
}

/// How many values of a slot a gold event loses when nothing is found for it.
pub(super) fn size_in_gold(slot: Slot, gold: &GoldEvent) -> u32 {
    let needs = |actors: &Option<Vec<Alternatives>>| actors.iter().flatten().any(|a| !a.may_be_missing() && !a.is_only("*"));
    let count = match slot {
        Slot::Type => 1,
        Slot::Date => usize::from(gold.dates().all(|d| d.is_some())),
        Slot::Place => usize::from(gold.place.is_some()),
        Slot::Admin1 => usize::from(gold.place.as_ref().is_some_and(|p| p.admin1.values().next().is_some())),
        Slot::Actor1 => usize::from(needs(&gold.actor1)),
        Slot::Actor2 => usize::from(needs(&gold.actor2)),
        Slot::Casualties => match gold.fatalities {
            Some(total) => usize::from(total > 0),
            None => versions(gold).map(<[_]>::len).min().unwrap_or(0),
        },
        Slot::Materiel => gold.materiel.len(),
        Slot::Claims => gold.claims.iter().filter(|c| !c.by.may_be_missing()).count(),
    };
    count as u32
}

/// How many values of a slot a prediction spoils that matches no gold event.
pub(super) fn size_in_prediction(slot: Slot, mine: &EventRecord) -> u32 {
    let has = |roles: [&str; 2]| mine.actors.iter().any(|a| roles.contains(&a.role.as_str()));
    let count = match slot {
        Slot::Type => 1,
        Slot::Date => usize::from(mine.event_date.is_some()),
        Slot::Place => usize::from(mine.location.as_ref().is_some_and(is_named)),
        Slot::Admin1 => usize::from(mine.location.as_ref().and_then(|l| l.admin1.as_deref()).is_some_and(|a| !a.is_empty())),
        Slot::Actor1 => usize::from(has(["actor1", "assoc_actor_1"])),
        Slot::Actor2 => usize::from(has(["actor2", "assoc_actor_2"])),
        Slot::Casualties => mine.casualties.len(),
        Slot::Materiel => mine.materiel.len(),
        Slot::Claims => mine.claims.len(),
    };
    count as u32
}

pub(super) fn type_of(mine: &EventRecord) -> String {
    format!("{}/{}", mine.event_type, mine.sub_event_type)
}

/// A day has to be met; of a longer span any day or span inside it is right.
fn date(gold: &GoldEvent, mine: &EventRecord) -> Tally {
    let Some(start) = mine.event_date.as_ref() else {
        return Tally::one(gold.dates().all(|d| d.is_some()), false, false);
    };
    let end = mine.event_date_end.as_ref().unwrap_or(start);
    let same = gold.dates().flatten().any(|[first, last]| if first == last { first == start && last == end } else { first <= start && end <= last });
    Tally::one(gold.date.is_some() || !gold.alt_dates.is_empty(), true, same)
}

fn is_named(location: &LocationRecord) -> bool {
    !(location.name.is_empty() && location.text.is_empty())
}

fn same_place(gold: &GoldPlace, mine: &LocationRecord) -> bool {
    let ends_with_word = |long: &str, word: &str| long.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let names = [fold(&mine.name), fold(&mine.text)];
    let by_name = gold
        .text
        .iter()
        .map(|t| fold(t))
        .filter(|t| !t.is_empty())
        .chain(gold.name.folded())
        .any(|right| names.iter().filter(|n| !n.is_empty()).any(|n| ends_with_word(n, &right) || ends_with_word(&right, n)));
    by_name || gold.latlon.zip(mine.latitude.zip(mine.longitude)).is_some_and(|(a, b)| distance(a, b) <= gold.within_km.unwrap_or(20.0))
}

/// Regions that are spelled in two ways.
fn usual_admin1(folded: String) -> String {
    match folded.as_str() {
        "timbuktu" | "timbuctu" => "tombouctou",
        "segu" => "segou",
        "taoudenni" => "taoudenit",
        "mopti region" => "mopti",
        "kayes region" => "kayes",
        _ => return folded,
    }
    .to_owned()
}

fn admin1(gold: &GoldEvent, mine: &EventRecord) -> Tally {
    let mut right = gold.place.iter().flat_map(|p| p.admin1.folded()).map(usual_admin1).peekable();
    if right.peek().is_none() {
        return Tally::NOTHING;
    }
    let told = mine.location.as_ref().and_then(|l| l.admin1.as_deref()).map(|a| usual_admin1(fold(a))).unwrap_or_default();
    Tally::one(true, !told.is_empty(), right.any(|r| r == told))
}

/// Any one of the right actors of a side is enough; `*` in gold takes anyone or nobody.
fn actor(gold: Option<&[Alternatives]>, mine: &EventRecord, role: &str) -> Tally {
    let gold = gold.unwrap_or_default();
    if gold.iter().any(|a| a.is_only("*")) {
        return Tally::NOTHING;
    }
    let mut told = mine.actors.iter().filter(|a| a.role == role).peekable();
    if told.peek().is_none() {
        return Tally::one(gold.iter().any(|a| !a.may_be_missing()), false, false);
    }
    let same = told.any(|t| gold.iter().any(|a| a.allows(&t.id)));
    Tally::one(gold.iter().any(|a| a.values().next().is_some()), true, same)
}

fn versions(gold: &GoldEvent) -> impl Iterator<Item = &[GoldCasualty]> {
    std::iter::once(gold.casualties.as_slice()).chain(gold.alt_casualties.iter().map(Vec::as_slice))
}

/// Against the version of the gold that suits best, or against the total of deaths.
fn casualties(gold: &GoldEvent, mine: &EventRecord) -> Tally {
    if let Some(total) = gold.fatalities {
        return Tally::one(total > 0, mine.fatalities > 0, total == mine.fatalities);
    }
    let worth = |t: &Tally| (i64::from(t.right) - i64::from(t.spurious) - i64::from(t.missed), t.right);
    let scored = versions(gold).map(|v| match_up(v.iter(), &mine.casualties, same_casualty, |_| false));
    // The first of equally good versions.
    scored.reduce(|best, next| if worth(&next) > worth(&best) { next } else { best }).unwrap_or_default()
}

fn same_casualty(gold: &GoldCasualty, mine: &CasualtyRecord) -> bool {
    let group = gold.who.as_ref().is_none_or(|w| w.allows(&mine.who) || (w.is_only("unknown") && mine.who.starts_with("civilians")));
    let number = gold.low == Some(mine.low) || (gold.qualifier == "vague" && mine.qualifier == "vague");
    gold.kind == mine.kind && group && number
}

/// One name may be part of the other: "truck" and "fuel truck".
fn same_materiel(gold: &GoldMateriel, mine: &MaterielRecord) -> bool {
    let item = fold(&mine.item);
    let close = gold.item.folded().any(|i| !item.is_empty() && (item.contains(&i) || i.contains(&item)));
    gold.action == mine.action && gold.count == mine.count && close
}

fn same_claim(gold: &GoldClaim, mine: &ClaimRecord) -> bool {
    gold.by.allows(&mine.by) && gold.kind.allows(&mine.kind)
}

/// Pairs the entries of two lists, each used once. What is left over and `is_free` costs nothing.
fn match_up<'g, G: 'g, M>(gold: impl Iterator<Item = &'g G>, mine: &[M], same: impl Fn(&G, &M) -> bool, is_free: impl Fn(&M) -> bool) -> Tally {
    let mut left: Vec<&M> = mine.iter().collect();
    let mut tally = Tally::NOTHING;
    for g in gold {
        match left.iter().position(|m| same(g, m)) {
            Some(at) => {
                left.remove(at);
                tally.right += 1;
            }
            None => tally.missed += 1,
        }
    }
    tally.spurious = left.iter().filter(|m| !is_free(m)).count() as u32;
    tally
}
