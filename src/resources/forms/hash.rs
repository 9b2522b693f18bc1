//! Hashes of keys and spellings.

use rustc_hash::FxHasher;
use std::hash::Hasher;

pub fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The lower half of a hash; never 0, which marks a free slot.
pub(super) fn short(hash: u64) -> u32 {
    (hash as u32).max(1)
}

/// The hash of a text in lower case.
pub(super) fn hash_lower(text: &str) -> u64 {
    if is_lower(text.as_bytes()) { hash(text) } else { hash(&text.to_lowercase()) }
}

/// Whether a text surely has no capital: ASCII without capitals, ß to ÿ, Arabic letters.
pub(super) fn is_lower(text: &[u8]) -> bool {
    let mut before = 0;
    text.iter().all(|b| {
        let lower = match (before, *b) {
            (0xC3, next) => next >= 0x9F,
            (_, b) if b.is_ascii() => !b.is_ascii_uppercase(),
            (_, b) => b < 0xC0 || matches!(b, 0xC3 | 0xD8..=0xDB),
        };
        before = *b;
        lower
    })
}
