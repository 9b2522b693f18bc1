//! Mechanical faults: what can be mended without knowing what was meant.

use super::DataFile;
use crate::resources::problem::Problem;
use rustc_hash::FxHashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file that was rewritten, and how many of its lines changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    pub path: String,
    pub lines: usize,
}

/// A data file that could not be read or rewritten.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}; make the file readable and writable", path.display())]
pub struct FixError {
    path: PathBuf,
    reason: io::Error,
}

/// A mechanical fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    ByteOrderMark,
    CarriageReturn,
    TrailingSpace,
    SpacedCell,
    DoubledValue,
    VowelSigns,
    DoubledLine,
    NoNewline,
}

impl Fault {
    fn what(self) -> &'static str {
        match self {
            Fault::ByteOrderMark => "a byte order mark",
            Fault::CarriageReturn => "a line that ends in a carriage return",
            Fault::TrailingSpace => "spaces at the end of the line",
            Fault::SpacedCell => "spaces around a cell",
            Fault::DoubledValue => "a name that stands twice in its cell",
            Fault::VowelSigns => "a word with vowel signs",
            Fault::DoubledLine => "a line that stands already above",
            Fault::NoNewline => "no newline at the end of the file",
        }
    }

    fn why(self) -> &'static str {
        match self {
            Fault::VowelSigns => "words are compared without vowel signs, so they only hide doubles",
            Fault::DoubledLine | Fault::DoubledValue => "a second one says nothing new",
            Fault::NoNewline => "the next line that is added would be glued to the last one",
            _ => "it shows in no editor and spoils comparisons",
        }
    }
}

/// The mechanical faults of one file.
pub(super) fn faults(file: &DataFile) -> Vec<Problem> {
    let found = tidy(&file.path, &file.text).1;
    found
        .into_iter()
        .map(|(line, fault)| Problem::new(&file.path, line, fault.what(), fault.why(), "run `khabar check --fix`, or correct it by hand"))
        .collect()
}

/// Mends the mechanical faults of every table and rule file below a data folder.
///
/// # Errors
/// The first file that cannot be read or written; those before it are mended.
pub fn fix(root: &Path) -> Result<Vec<Mended>, FixError> {
    let mut paths = Vec::new();
    for folder in ["gazetteers", "rules"] {
        walk(&root.join(folder), &mut paths)?;
    }
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let failed = |reason| FixError { path: path.clone(), reason };
        let text = fs::read_to_string(&path).map_err(failed)?;
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let (mended, faults) = tidy(&name, &text);
        if mended != text {
            let passing = path.with_extension(format!("{}.part", std::process::id()));
            fs::write(&passing, &mended).and_then(|()| fs::rename(&passing, &path)).map_err(failed)?;
            let mut lines: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
            lines.dedup();
            out.push(Mended { path: name, lines: lines.len() });
        }
    }
    Ok(out)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), FixError> {
    let failed = |reason| FixError { path: folder.to_owned(), reason };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(failed(e)),
    };
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            walk(&path, found)?;
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            found.push(path);
        }
    }
    Ok(())
}

/// The text without its mechanical faults, and where they were.
fn tidy(path: &str, text: &str) -> (String, Vec<(usize, Fault)>) {
    let mut faults = Vec::new();
    let mut out = String::with_capacity(text.len());
    let bare = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if bare.len() < text.len() {
        faults.push((1, Fault::ByteOrderMark));
    }
    let table = path.ends_with(".tsv");
    let words = path.contains("/words/");
    let names = table && !words && path.matches('/').count() == 2;
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for (i, line) in bare.lines_with_returns().enumerate() {
        let mut fault = |f| faults.push((i + 1, f));
        let unreturned = line.strip_suffix('\r').unwrap_or(line);
        if unreturned.len() < line.len() {
            fault(Fault::CarriageReturn);
        }
        let trimmed = unreturned.trim_end_matches(' ');
        if trimmed.len() < unreturned.len() {
            fault(Fault::TrailingSpace);
        }
        let row = table && !trimmed.is_empty() && !trimmed.starts_with('#');
        if !row {
            out.push_str(trimmed);
            out.push('\n');
            continue;
        }
        let mut cells: Vec<String> = trimmed.split('\t').map(|c| c.trim().to_owned()).collect();
        if cells.join("\t") != trimmed {
            fault(Fault::SpacedCell);
        }
        if words || names {
            let bare: Vec<String> = cells.iter().map(|c| c.chars().filter(|c| !is_vowel_sign(*c)).collect()).collect();
            if bare != cells {
                fault(Fault::VowelSigns);
                cells = bare;
            }
        }
        if names
            && let Some(cell) = cells.get_mut(1)
            && let Some(single) = without_doubles(cell)
        {
            fault(Fault::DoubledValue);
            *cell = single;
        }
        let row = cells.join("\t");
        // Short rows and rows with empty cells at the end are one.
        if seen.insert(row.trim_end_matches('\t').to_owned()) {
            out.push_str(&row);
            out.push('\n');
        } else {
            fault(Fault::DoubledLine);
        }
    }
    if !bare.is_empty() && !bare.ends_with('\n') {
        faults.push((bare.lines().count(), Fault::NoNewline));
    }
    faults.sort_unstable();
    (out, faults)
}

/// Lines with a carriage return still on them, which `str::lines` takes off.
trait Lines {
    fn lines_with_returns(&self) -> impl Iterator<Item = &str>;
}

impl Lines for str {
    fn lines_with_returns(&self) -> impl Iterator<Item = &str> {
        self.split_terminator('\n')
    }
}

/// The cell's `|`-separated values each once, if one stood twice.
fn without_doubles(cell: &str) -> Option<String> {
    let mut once: Vec<&str> = Vec::new();
    let mut doubled = false;
    for value in cell.split('|') {
        if once.iter().any(|o| o.trim() == value.trim()) {
            doubled = true;
        } else {
            once.push(value);
        }
    }
    doubled.then(|| once.join("|"))
}

fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_once_and_for_all() {
        let text = "\u{FEFF}word \tpos\r\nقُتل\tv  \nقتل\tv\t\n# a comment \nx\t y";
        let (mended, faults) = tidy("gazetteers/ar/words/deeds.tsv", text);
        assert_eq!(mended, "word\tpos\nقتل\tv\n# a comment\nx\ty\n");
        assert_eq!(faults.len(), 9, "{faults:?}");
        assert_eq!(tidy("gazetteers/ar/words/deeds.tsv", &mended), (mended.clone(), Vec::new()));
    }

    #[test]
    fn names_stand_once_and_verb_forms_may_repeat() {
        assert_eq!(tidy("gazetteers/ar/places.tsv", "x\tغاو|غَاو\n").0, "x\tغاو\n");
        assert_eq!(tidy("gazetteers/en/words/deeds.tsv", "shoot\tv\tdeed\t\tshot|shot\n").0, "shoot\tv\tdeed\t\tshot|shot\n");
    }
}
