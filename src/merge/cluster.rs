//! Records that may be one event -> groups that are.
//!
//! In: the sketches of a *component*, all records that hang together by pairs that join. Out: groups, and
//! for every pair that would join why it did or did not. A pair alone decides nothing: A may look like B and B
//! like C where A and C are two attacks in one place. So groups grow from the surest pair on, and two groups
//! become one only if no pair across them is excluded and on average the pairs across them agree.
//!
//! The outcome depends on the set of records alone: sketches are sorted and pairs of equal score are
//! taken in the order of their records' ids.

use super::sketch::{Extent, Sketch};
use super::weigh::Verdict;
use rustc_hash::FxHashMap;

/// Average points of the pairs across two groups from which on they may be one.
pub const AGREE: i32 = 4;

/// A record of no exact day or place joins the better of two groups only if that leads by so much.
pub const MARGIN: i32 = 2;

/// What became of a pair that joins by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It made two groups one.
    Joined,
    /// Both were in one group already.
    Together,
    /// A record of one group excludes one of the other.
    Excluded { by: (usize, usize) },
    /// The groups as wholes do not agree: the points of all pairs across, and their number.
    Disagree { points: i32, pairs: i32 },
    /// A vague record fits another event as well.
    Ambiguous { with: usize },
}

/// A pair that joins by itself: two indexes into the sketches, and its points.
pub type Edge = (usize, usize, i32);

/// Groups of indexes into the sketches, each sorted, and what became of every edge, in the order in which
/// it was decided.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    pub groups: Vec<Vec<usize>>,
    pub decisions: Vec<(Edge, Outcome)>,
}

/// Whether a record leaves its day or place open, so that it may fit several events.
pub fn vague(sketch: &Sketch) -> bool {
    !sketch.time.is_some_and(|t| t.exact()) || sketch.place.extent < Extent::Spot || !sketch.place.rivals.is_empty()
}

/// Groups the records of a component. `weigh` judges a pair of indexes; `edges` are the pairs that join.
pub fn cluster(sketches: &[&Sketch], mut edges: Vec<Edge>, weigh: impl Fn(usize, usize) -> Verdict) -> Groups {
    let key = |i: usize| (&sketches[i].report, &sketches[i].event);
    let order = |(i, j, points): &Edge| {
        let (first, second) = if key(*i) <= key(*j) { (*i, *j) } else { (*j, *i) };
        // Records that are clear about day and place come first and leave the vague ones their choice.
        (vague(sketches[*i]) || vague(sketches[*j]), -points, key(first), key(second))
    };
    edges.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut growing = Growing {
        group_of: (0..sketches.len()).collect(),
        members: (0..sketches.len()).map(|i| vec![i]).collect(),
        neighbours: vec![Vec::new(); sketches.len()],
        apart: FxHashMap::default(),
        sketches,
        weigh,
    };
    for (i, j, points) in &edges {
        growing.neighbours[*i].push((*j, *points));
        growing.neighbours[*j].push((*i, *points));
    }
    let decisions = edges.iter().map(|edge| (*edge, growing.decide(*edge))).collect();
    let mut groups: Vec<Vec<usize>> = growing.members.into_iter().filter(|m| !m.is_empty()).collect();
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups.sort_unstable();
    Groups { groups, decisions }
}

/// Groups while they grow.
struct Growing<'s, W> {
    sketches: &'s [&'s Sketch],
    weigh: W,
    group_of: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// By record: the records that it joins, and with how many points.
    neighbours: Vec<Vec<(usize, i32)>>,
    /// Groups that were found to be apart, and how large they were then.
    apart: FxHashMap<(usize, usize), (usize, Outcome)>,
}

impl<W: Fn(usize, usize) -> Verdict> Growing<'_, W> {
    fn decide(&mut self, (i, j, points): Edge) -> Outcome {
        let (a, b) = (self.group_of[i], self.group_of[j]);
        if a == b {
            return Outcome::Together;
        }
        if let Err(kept) = self.across(a, b) {
            return kept;
        }
        if let Some(with) = self.rival(i, j, points).or_else(|| self.rival(j, i, points)) {
            return Outcome::Ambiguous { with };
        }
        let moved = std::mem::take(&mut self.members[b]);
        moved.iter().for_each(|m| self.group_of[*m] = a);
        self.members[a].extend(moved);
        Outcome::Joined
    }

    /// Whether two groups may be one.
    fn across(&mut self, a: usize, b: usize) -> Result<(), Outcome> {
        let key = (a.min(b), a.max(b));
        let size = self.members[a].len() + self.members[b].len();
        if let Some((then, kept)) = self.apart.get(&key)
            && (*then == size || matches!(kept, Outcome::Excluded { .. }))
        {
            return Err(*kept);
        }
        let (mut points, mut pairs) = (0, 0);
        for i in &self.members[a] {
            for j in &self.members[b] {
                let verdict = (self.weigh)(*i, *j);
                if verdict.excluded() {
                    let kept = Outcome::Excluded { by: (*i, *j) };
                    self.apart.insert(key, (size, kept));
                    return Err(kept);
                }
                points += verdict.score();
                pairs += 1;
            }
        }
        if points >= AGREE * pairs {
            return Ok(());
        }
        let kept = Outcome::Disagree { points, pairs };
        self.apart.insert(key, (size, kept));
        Err(kept)
    }

    /// A record of another event that the vague record `open` fits as well as it fits `other`.
    fn rival(&mut self, open: usize, other: usize, points: i32) -> Option<usize> {
        if !vague(self.sketches[open]) || self.members[self.group_of[open]].len() > 1 {
            return None;
        }
        let (own, here) = (self.group_of[open], self.group_of[other]);
        let close: Vec<usize> = self.neighbours[open].iter().filter(|(_, p)| points - p < MARGIN).map(|(third, _)| *third).collect();
        close.into_iter().find(|third| {
            let there = self.group_of[*third];
            there != here && there != own && self.across(here, there).is_err()
        })
    }
}
