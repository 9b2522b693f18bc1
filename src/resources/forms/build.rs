//! Words -> their forms, linked by key.

use super::hash::{hash, hash_lower, short};
use super::{FormRef, Forms, INFLECTS, Job, LAST, Pos, Section, Slot, find};
use crate::normalize::normalize;
use crate::report::Language;
use crate::resources::inflect;
use crate::segment;
use rustc_hash::FxHashSet;

/// Forms that are not linked yet.
pub(super) struct Builder<'w> {
    language: Language,
    text: &'w str,
    jobs: &'w [Job],
    forms: Vec<FormRef>,
    /// Keys of the words after the first, each ended by a space, those of a form by a new line. It begins
    /// with an empty line, since 0 stands for no further words.
    rests: String,
    /// Of every form the hash of its first key.
    hashes: Vec<u64>,
    /// Keys of the words of the form at hand, each ended by a space.
    keys: String,
}

impl<'w> Builder<'w> {
    pub(super) fn new(language: Language, text: &'w str, jobs: &'w [Job]) -> Builder<'w> {
        let room = jobs.len() * 6;
        Builder { language, text, jobs, forms: Vec::with_capacity(room), rests: "\n".into(), hashes: Vec::with_capacity(room), keys: String::new() }
    }

    /// Files the words under their forms, in the order of the jobs.
    pub(super) fn build(mut self) -> Self {
        for job in self.jobs {
            let [word, cell, end] = job.cut.map(|n| n as usize);
            self.add(job, &self.text[word..cell], &self.text[cell..end]);
        }
        self
    }

    fn add(&mut self, job: &Job, word: &str, cell: &str) {
        let normal = normalize(word).norm;
        let first = self.forms.len();
        if job.pos == Pos::X && cell.is_empty() {
            return self.form(job, &normal, 0, first);
        }
        let cell = if cell.is_empty() { String::new() } else { normalize(cell).norm };
        for (form, marks) in inflect::forms(self.language, job.pos.name(), &normal, &cell) {
            self.form(job, &form, marks, first);
        }
    }

    /// Files one form; `first` is where the forms of its word begin.
    fn form(&mut self, job: &Job, form: &str, marks: u16, first: usize) {
        // The tables part what an apostrophe elides ("en l' air"); texts do not.
        let written = form.replace("' ", "'");
        let exact = short(hash_lower(&written));
        // Forms of one word that are spelt alike are one form with all their marks.
        if let Some(known) = self.forms[first..].iter_mut().find(|f| f.exact == exact) {
            known.marks |= marks;
            return;
        }
        self.keys.clear();
        segment::push_keys(form, &mut self.keys);
        let Some((key, rest)) = self.keys.split_once(' ') else { return };
        let Ok(exact_length) = u16::try_from(written.len()) else { return };
        // Most forms of a word have the same further words.
        let last = self.forms[first..].last().map(|f| f.rest);
        let stands = |start: &u32| self.rests[*start as usize..].strip_prefix(rest).is_some_and(|more| more.starts_with('\n'));
        let start = if rest.is_empty() { Some(0) } else { last.filter(stands) };
        let rest = start.unwrap_or_else(|| {
            let start = self.rests.len() as u32;
            self.rests.push_str(rest);
            self.rests.push('\n');
            start
        });
        let marks = if job.pos == Pos::X { marks } else { marks | INFLECTS };
        let form = FormRef { exact, exact_length, rest, marks, entry: job.entry };
        self.forms.push(form);
        self.hashes.push(hash(key));
    }

    /// The forms of both, those of `self` first.
    pub(super) fn and(mut self, more: Self) -> Self {
        let shift = self.rests.len() as u32;
        self.rests.push_str(&more.rests);
        let shifted = |f: &FormRef| FormRef { rest: if f.is_single() { 0 } else { f.rest + shift }, ..*f };
        self.forms.extend(more.forms.iter().map(shifted));
        self.hashes.extend(more.hashes);
        self
    }

    /// Puts the forms of one key together, in the order in which they came.
    pub(super) fn link(self) -> Forms {
        let keys = self.hashes.iter().collect::<FxHashSet<_>>().len();
        let mut slots = vec![Slot::default(); keys * 4 / 3 + 1];
        let mut counts = vec![0; slots.len()];
        // The slots in the order in which they are taken.
        let mut taken: Vec<usize> = Vec::with_capacity(keys);
        let at: Vec<usize> = self.hashes.iter().map(|hash| find_or_take(&mut slots, *hash, &mut counts, &mut taken)).collect();
        let mut end = 0;
        for slot in taken {
            slots[slot].first = end;
            end += std::mem::take(&mut counts[slot]);
        }
        let mut forms = self.forms.clone();
        for (form, slot) in self.forms.into_iter().zip(at) {
            forms[(slots[slot].first + counts[slot]) as usize] = form;
            counts[slot] += 1;
        }
        for (slot, count) in slots.iter().zip(counts).filter(|(_, count)| *count > 0) {
            forms[(slot.first + count - 1) as usize].marks |= LAST;
        }
        Forms { forms: Section::Own(forms), slots: Section::Own(slots), rests: Section::Own(self.rests.into_bytes()) }
    }
}

/// Counts one form more for a hash.
fn find_or_take(slots: &mut [Slot], hash: u64, counts: &mut [u32], taken: &mut Vec<usize>) -> usize {
    let at = find(slots, hash);
    if slots[at].tag == 0 {
        slots[at].tag = short(hash);
        taken.push(at);
    }
    counts[at] += 1;
    at
}
