//! Words -> their forms, linked by key.

use super::hash::{hash, hash_lower};
use super::{FormRef, Forms, Job, Pos, Section, Slot, find};
use crate::normalize::normalize;
use crate::report::Language;
use crate::resources::inflect;
use crate::segment;

/// Forms that are not linked yet.
pub(super) struct Builder<'w> {
    language: Language,
    text: &'w str,
    jobs: &'w [Job],
    forms: Vec<FormRef>,
    /// Keys of the words after the first, each ended by a space.
    rests: String,
    /// Of every form the hash of its first key.
    hashes: Vec<u64>,
    /// Keys of the words of the form at hand, each ended by a space.
    keys: String,
}

impl<'w> Builder<'w> {
    pub(super) fn new(language: Language, text: &'w str, jobs: &'w [Job]) -> Builder<'w> {
        let room = jobs.len() * 6;
        Builder { language, text, jobs, forms: Vec::with_capacity(room), rests: String::new(), hashes: Vec::with_capacity(room), keys: String::new() }
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
        let exact = hash_lower(form);
        // Forms of one word that are spelt alike are one form with all their marks.
        if let Some(known) = self.forms[first..].iter_mut().find(|f| f.exact == exact) {
            known.marks |= marks;
            return;
        }
        self.keys.clear();
        segment::push_keys(form, &mut self.keys);
        let Some((key, rest)) = self.keys.split_once(' ') else { return };
        let (Ok(rest_length), Ok(exact_length)) = (u16::try_from(rest.len()), u16::try_from(form.len())) else { return };
        // Most forms of a word have the same further words.
        let last = self.forms[first..].last().map(|f| f.rest);
        let same = last.filter(|start| self.rests[*start as usize..].starts_with(rest));
        let start = same.unwrap_or_else(|| {
            let start = self.rests.len() as u32;
            self.rests.push_str(rest);
            start
        });
        let form = FormRef { exact, exact_length, rest: start, rest_length, marks, entry: job.entry, inflects: (job.pos != Pos::X).into() };
        self.forms.push(form);
        self.hashes.push(hash(key));
    }

    /// The forms of both, those of `self` first.
    pub(super) fn and(mut self, more: Self) -> Self {
        let shift = self.rests.len() as u32;
        self.rests.push_str(&more.rests);
        self.forms.extend(more.forms.iter().map(|f| FormRef { rest: f.rest + shift, ..*f }));
        self.hashes.extend(more.hashes);
        self
    }

    /// Puts the forms of one key together, in the order in which they came.
    pub(super) fn link(self) -> Forms {
        let mut slots = vec![Slot::default(); (self.hashes.len() * 4 / 3 + 1).next_power_of_two()];
        let mut keys: Vec<usize> = Vec::new();
        let at: Vec<usize> = self.hashes.iter().map(|h| find_or_take(&mut slots, *h, &mut keys)).collect();
        let mut first = 0;
        for key in keys {
            slots[key].first = first;
            first += slots[key].count;
            slots[key].count = 0;
        }
        let mut forms = self.forms.clone();
        for (form, slot) in self.forms.into_iter().zip(at) {
            forms[(slots[slot].first + slots[slot].count) as usize] = form;
            slots[slot].count += 1;
        }
        Forms { forms: Section::Own(forms), slots: Section::Own(slots), rests: Section::Own(self.rests.into_bytes()) }
    }
}

/// Counts one form more for a hash; `keys` are the slots in the order in which they were taken.
fn find_or_take(slots: &mut [Slot], hash: u64, keys: &mut Vec<usize>) -> usize {
    let at = find(slots, hash);
    if slots[at].hash == 0 {
        slots[at].hash = hash;
        keys.push(at);
    }
    slots[at].count += 1;
    at
}
