//! The letters of a name, by which spellings are compared.

use crate::segment::keys_of;

/// The letters of a name, without case, accents and what parts them.
pub fn spelling(name: &str) -> String {
    keys_of(name).concat().chars().filter(|c| c.is_alphanumeric()).collect()
}
