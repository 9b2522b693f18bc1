//! Are the data right, and does every rule do what its examples say?
//!
//! In: a data source. Out: [`Findings`]: every problem of every file at once, each with file, line,
//! what, why and the way to mend it; and how far the three languages keep pace. What can be mended
//! without knowing what was meant is mended by [`fix`]. Nothing is printed here.
//!
//! Not done here: judging whether a table is in a useful order (tables are grouped by meaning under
//! comment lines, so no order is canonical), or whether a word's class is right.

mod boxes;
mod classes;
mod examples;
mod features;
mod gazetteer;
mod parity;
mod tidy;
mod words;

pub use classes::classes;
pub use parity::Parity;
pub use tidy::{FixError, Mended, fix};

use crate::resources::Resources;
use crate::resources::problem::Problem;
use crate::resources::source::DataSource;
use crate::write::Countries;

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// All faults, by file and line.
    pub problems: Vec<Problem>,
    pub parity: Parity,
    /// Files, rules and example texts that were looked at.
    pub files: usize,
    pub rules: usize,
    pub texts: usize,
}

/// A data file as text, with its path below the data folder.
struct DataFile {
    path: String,
    text: String,
}

/// Checks a data set. The rules' examples are run only when all data can be loaded.
pub fn check(source: &DataSource) -> Findings {
    let mut out = Findings::default();
    let files = files(source);
    out.files = files.len();
    for file in &files {
        out.problems.extend(tidy::faults(file));
    }
    out.problems.extend(words::faults(&files));
    out.problems.extend(gazetteer::faults(&files));
    out.problems.extend(Countries::load(source).err().into_iter().flatten());
    let resources = match Resources::load(source) {
        Ok(resources) => Some(resources),
        Err(problems) => {
            out.problems.extend(problems);
            None
        }
    };
    if let Some(resources) = &resources {
        out.problems.extend(unread(&files, resources));
        let run = examples::run(resources, &files);
        out.problems.extend(run.problems);
        out.rules = resources.rules.len();
        out.texts = run.texts;
    }
    out.parity = parity::parity(&files, resources.as_ref());
    out.problems.sort();
    out.problems.dedup();
    out
}

/// Every table and rule file that can be read; the others are found when the data are loaded.
fn files(source: &DataSource) -> Vec<DataFile> {
    let paths = source.list("gazetteers", ".tsv").into_iter().chain(source.list("rules", ".toml"));
    let read = |path: String| Some(DataFile { text: source.read(&path).ok().flatten()?, path });
    paths.filter_map(read).collect()
}

/// Files that no stage reads: a misspelt name would silently do nothing. Those that people and other
/// programs read beside the records are left out.
fn unread(files: &[DataFile], resources: &Resources) -> Vec<Problem> {
    const ELSEWHERE: [&str; 3] = ["gazetteers/SOURCES.tsv", "gazetteers/countries.tsv", "gazetteers/pcodes.tsv"];
    let read = |path: &str| resources.files.iter().any(|f| **f == *path) || ELSEWHERE.contains(&path);
    let unread = files.iter().filter(|f| !read(&f.path));
    unread
        .map(|f| {
            Problem::new(
                &f.path,
                0,
                "no stage reads this file",
                "what stands in it does nothing",
                "give it the name of its table or level, as in the other languages, or remove it",
            )
        })
        .collect()
}
