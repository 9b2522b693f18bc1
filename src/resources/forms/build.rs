//! Words -> their forms, linked by key.

use super::hash::{hash, hash_lower};
use super::{END, FormRef, Forms, Job, Pos, Slot, find};
use crate::normalize::normalize;
use crate::report::Language;
use crate::resources::inflect;
use crate::segment;

/// Forms that are not linked yet.
pub(super) struct Builder<'w> {
    language: Language,
    text: &'w str,
    jobs: &'w [Job],
    out: Forms,
    /// Of every form the hash of its first key.
    hashes: Vec<u64>,
    /// Keys of the words of the form at hand, each ended by a space.
    keys: String,
}

impl<'w> Builder<'w> {
    pub(super) fn new(language: Language, text: &'w str, jobs: &'w [Job]) -> Builder<'w> {
        let mut out = Builder { language, text, jobs, out: Forms::default(), hashes: Vec::with_capacity(jobs.len() * 6), keys: String::new() };
        out.out.forms.reserve(jobs.len() * 6);
        out
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
        let first = self.out.forms.len();
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
        if let Some(known) = self.out.forms[first..].iter_mut().find(|f| f.exact == exact) {
            known.marks |= marks;
            return;
        }
        self.keys.clear();
        segment::push_keys(form, &mut self.keys);
        let Some((key, rest)) = self.keys.split_once(' ') else { return };
        let (Ok(rest_length), Ok(exact_length)) = (u16::try_from(rest.len()), u16::try_from(form.len())) else { return };
        // Most forms of a word have the same further words.
        let last = self.out.forms[first..].last().map(|f| f.rest);
        let same = last.filter(|start| self.out.rests[*start as usize..].starts_with(rest));
        let start = same.unwrap_or_else(|| {
            let start = self.out.rests.len() as u32;
            self.out.rests.push_str(rest);
            start
        });
        let form = FormRef { exact, exact_length, rest: start, rest_length, marks, entry: job.entry, inflects: job.pos != Pos::X, next: END };
        self.out.forms.push(form);
        self.hashes.push(hash(key));
    }

    /// The forms of both, those of `self` first.
    pub(super) fn and(mut self, more: Self) -> Self {
        let shift = self.out.rests.len() as u32;
        self.out.rests.push_str(&more.out.rests);
        self.out.forms.extend(more.out.forms.iter().map(|f| FormRef { rest: f.rest + shift, ..*f }));
        self.hashes.extend(more.hashes);
        self
    }

    /// Links the forms of one key, in the order in which they came.
    pub(super) fn link(mut self) -> Forms {
        let mut slots = vec![Slot::default(); (self.hashes.len() * 4 / 3 + 1).next_power_of_two()];
        for (number, hash) in (0u32..).zip(&self.hashes) {
            let at = find(&slots, *hash);
            let slot = &mut slots[at];
            if slot.hash == 0 {
                *slot = Slot { hash: *hash, first: number, last: number };
            } else {
                self.out.forms[slot.last as usize].next = number;
                slot.last = number;
            }
        }
        self.out.slots = slots;
        self.out
    }
}
