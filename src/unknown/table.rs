//! The table in which an analyst says what unknown phrases are.
//!
//! The first columns are the program's, the next ones the analyst's: an `id` that a table holds already makes
//! the phrase another name of it; a new `id` with the columns after it adds a place or an actor; `-` says that
//! the phrase is no name. Lines without an id are passed over. `resources/filled.rs` reads it back.

use super::Unknown;
use crate::resources::filled::COLUMNS;

/// What stands above the columns.
const HEAD: &str = "\
# Phrases that no table knows. Fill in the column `id`, save this file in the folder gazetteers/filled/ of a data
# folder, and give that folder with --data. A line without an id is passed over.
# A known name in another spelling: its id (the guess, if it is right).
# A new place: an id of your own, name, country (ISO 3166 code), and what you know of admin1, admin2, lat, lon, feature.
# A new actor: an id of your own, name, inter (ACLED's category), side (armed, state, civilian, crowd, external), country.
# No name at all: -
";

/// The table as text. Each line is followed by its examples, as comments.
pub fn text(unknowns: &[Unknown]) -> String {
    let mut out = format!("{HEAD}{}\n", COLUMNS.join("\t"));
    for u in unknowns {
        let guess = |f: fn(&super::Guess) -> &str| u.guess.as_ref().map_or("", f);
        let (count, reports, events) = (u.count.to_string(), u.reports.to_string(), u.events.to_string());
        let latin = if u.phrase.chars().any(crate::segment::is_arabic) { "" } else { u.phrase.as_str() };
        let cells = [
            u.kind.name(),
            &u.phrase,
            u.language.code(),
            &count,
            &reports,
            &events,
            guess(|g| &g.id),
            guess(|g| &g.name),
            guess(|g| g.why),
            "",
            latin,
            u.country.as_deref().unwrap_or(""),
            u.admin1.as_deref().unwrap_or(""),
        ];
        out.push_str(cells.join("\t").trim_end());
        out.push('\n');
        u.examples.iter().for_each(|e| out.push_str(&format!("#   {e}\n")));
    }
    out
}
