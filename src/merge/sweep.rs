//! Sketches in the order of their days -> groups, with no more in memory than the days that are open.
//!
//! In: sketches, by first possible day. Out: groups of handles, each as soon as no later record can belong to
//! it, in the order of their first records. A record is compared with those that share a *block* with it (a
//! place, a piece of the map, a word of an unknown name, a unit told instead of a place) and whose days
//! touch its own; pairs that join hang together in a component, and a component whose last day has
//! passed is handed to [`super::cluster`].

use super::cluster::{Edge, Groups, cluster};
use super::sketch::{Extent, Sketch};
use super::weigh::{Verdict, weigh};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

/// Records of a block that one record is compared with, the last ones first. More are only met where
/// hundreds of reports of one place and week stand together, and there neighbours hold the group together.
const COMPARED: usize = 256;

/// Blocks are cleared of what has passed once they hold so many entries more than after the last time.
const CLEARED_AFTER: usize = 1 << 17;

/// What is open between two days.
pub struct Sweep<H, P> {
    part_of: P,
    slots: VecDeque<Slot<H>>,
    /// Number of the first slot.
    base: u64,
    blocks: FxHashMap<u64, Vec<u64>>,
    entries: usize,
    clear_at: usize,
}

struct Slot<H> {
    sketch: Sketch,
    handle: H,
    /// Number of an earlier record of the same component, or its own.
    parent: u64,
    /// Of the component, in the slot of its first record.
    members: Vec<u64>,
    edges: Vec<(u64, u64, i32)>,
    /// The last day on which a record may begin that belongs to the component.
    reach: i32,
    done: bool,
}

impl<H: Copy, P: Fn(&str, &str) -> bool> Sweep<H, P> {
    pub fn new(part_of: P) -> Sweep<H, P> {
        Sweep { part_of, slots: VecDeque::new(), base: 0, blocks: FxHashMap::default(), entries: 0, clear_at: CLEARED_AFTER }
    }

    /// Takes the next record; answers the groups that are closed by then.
    pub fn add(&mut self, sketch: Sketch, handle: H) -> Vec<Vec<H>> {
        let Some(time) = sketch.time else { return vec![vec![handle]] };
        let closed = self.close(time.start);
        let number = self.base + self.slots.len() as u64;
        let (own, asked) = blocks(&sketch);
        let mut near: Vec<u64> = Vec::new();
        for block in asked {
            let slots = &self.slots;
            let base = self.base;
            let Some(list) = self.blocks.get_mut(&block) else { continue };
            let before = list.len();
            list.retain(|n| open(slots, base, *n, time.start));
            self.entries -= before - list.len();
            near.extend(list.iter().rev().take(COMPARED));
        }
        near.sort_unstable();
        near.dedup();
        let reach = time.end + 1;
        self.slots.push_back(Slot { sketch, handle, parent: number, members: vec![number], edges: Vec::new(), reach, done: false });
        for other in near {
            let verdict = self.weigh(other, number);
            if verdict.joins() {
                self.join(other, number, verdict.score());
            }
        }
        self.entries += own.len();
        own.into_iter().for_each(|block| self.blocks.entry(block).or_default().push(number));
        if self.entries >= self.clear_at {
            self.clear(time.start);
        }
        closed
    }

    /// The groups that are left.
    pub fn finish(mut self) -> Vec<Vec<H>> {
        self.close(i32::MAX)
    }

    fn slot(&self, number: u64) -> &Slot<H> {
        &self.slots[(number - self.base) as usize]
    }

    fn slot_mut(&mut self, number: u64) -> &mut Slot<H> {
        &mut self.slots[(number - self.base) as usize]
    }

    fn weigh(&self, one: u64, two: u64) -> Verdict {
        weigh(&self.slot(one).sketch, &self.slot(two).sketch, &self.part_of)
    }

    /// The first record of a record's component.
    fn first(&mut self, mut number: u64) -> u64 {
        while self.slot(number).parent != number {
            let above = self.slot(number).parent;
            let further = self.slot(above).parent;
            self.slot_mut(number).parent = further;
            number = further;
        }
        number
    }

    fn join(&mut self, one: u64, two: u64, points: i32) {
        let (a, b) = (self.first(one), self.first(two));
        let (root, other) = (a.min(b), a.max(b));
        if root != other {
            let gone = self.slot_mut(other);
            let (members, edges, reach) = (std::mem::take(&mut gone.members), std::mem::take(&mut gone.edges), gone.reach);
            gone.parent = root;
            let kept = self.slot_mut(root);
            kept.members.extend(members);
            kept.edges.extend(edges);
            kept.reach = kept.reach.max(reach);
        }
        self.slot_mut(root).edges.push((one, two, points));
    }

    /// Groups of components that no record from `day` on can join, up to the first that is still open.
    fn close(&mut self, day: i32) -> Vec<Vec<H>> {
        let mut out = Vec::new();
        while let Some(front) = self.slots.front() {
            if !front.done {
                if front.reach >= day {
                    break;
                }
                out.extend(self.groups(self.base));
            }
            self.slots.pop_front();
            self.base += 1;
        }
        out
    }

    /// The groups of a component, by its first record.
    fn groups(&mut self, root: u64) -> Vec<Vec<H>> {
        let front = self.slot_mut(root);
        let (mut members, edges) = (std::mem::take(&mut front.members), std::mem::take(&mut front.edges));
        members.sort_unstable();
        members.iter().for_each(|m| self.slot_mut(*m).done = true);
        let place = |n: u64| members.binary_search(&n).unwrap_or_default();
        let sketches: Vec<&Sketch> = members.iter().map(|m| &self.slot(*m).sketch).collect();
        let edges: Vec<Edge> = edges.into_iter().map(|(a, b, points)| (place(a), place(b), points)).collect();
        let Groups { groups, .. } = cluster(&sketches, edges, |i, j| weigh(sketches[i], sketches[j], &self.part_of));
        groups.into_iter().map(|g| g.into_iter().map(|i| self.slot(members[i]).handle).collect()).collect()
    }

    fn clear(&mut self, day: i32) {
        let (slots, base) = (&self.slots, self.base);
        self.blocks.retain(|_, list| {
            list.retain(|n| open(slots, base, *n, day));
            !list.is_empty()
        });
        self.entries = self.blocks.values().map(Vec::len).sum();
        self.clear_at = self.entries + CLEARED_AFTER;
    }
}

/// Whether a record that begins on `day` may still touch this one.
fn open<H>(slots: &VecDeque<Slot<H>>, base: u64, number: u64, day: i32) -> bool {
    number >= base && slots.get((number - base) as usize).and_then(|s| s.sketch.time).is_some_and(|t| t.end + 1 >= day)
}

/// Degrees of a piece of the map; with the pieces around it, it holds all that counts as nearby.
const PIECE: f64 = 0.4;

/// The blocks that a record stands in, and those in which its partners stand.
pub fn blocks(sketch: &Sketch) -> (Vec<u64>, Vec<u64>) {
    let place = &sketch.place;
    let (mut own, mut asked) = (Vec::new(), Vec::new());
    // Where no place is told, only the very day brings records together.
    let day = sketch.time.filter(|t| t.exact()).map(|t| t.start);
    let land = |tag: &str| hash(&(tag, &place.country, day));
    match place.extent {
        Extent::Spot => {
            let ids: Vec<u64> = place.id.iter().chain(&place.rivals).map(|id| hash(&("id", id))).collect();
            // "Zindi-Bangou" is "Zindibangou".
            let whole = Some(place.words.concat()).filter(|_| place.words.len() > 1);
            let words: Vec<u64> = place.words.iter().chain(&whole).filter(|w| w.len() > 1).map(|w| hash(&("word", w))).collect();
            own.extend(ids.iter().chain(&words));
            asked.extend(ids.iter().chain(&words));
            if let Some((lat, lon)) = place.point {
                let (x, y) = ((lon / PIECE).floor() as i32, (lat / PIECE).floor() as i32);
                own.push(hash(&("piece", x, y)));
                asked.extend((-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy))).map(|(x, y)| hash(&("piece", x, y))));
            }
            if words.is_empty() {
                own.push(hash(&("name", &place.name.to_lowercase())));
                asked.push(hash(&("name", &place.name.to_lowercase())));
            }
            if let Some(unit) = &place.admin1 {
                own.push(hash(&("in", unit)));
                asked.push(hash(&("unit", unit)));
            }
        }
        Extent::Area => {
            if let Some(unit) = &place.admin1 {
                own.push(hash(&("unit", unit)));
                asked.extend([hash(&("unit", unit)), hash(&("in", unit))]);
            }
        }
        Extent::Nowhere | Extent::Country => {
            if day.is_some() && place.country.is_some() {
                own.push(land("land"));
                asked.extend([land("land"), land("in-land")]);
            }
            return (own, asked);
        }
    }
    if day.is_some() && place.country.is_some() {
        own.push(land("in-land"));
        asked.push(land("land"));
    }
    (own, asked)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
