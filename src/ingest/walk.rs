//! Paths -> the list of what to read, sorted by name.

use super::error::IngestError;
use super::kind::Kind;
use super::{Source, file, shown};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Everything to read, each path once: sorted by name, so that the order in which paths were
/// given changes nothing; standard input last.
pub(super) fn sources(inputs: &[String]) -> Vec<Source> {
    let mut found: Vec<(PathBuf, Source)> = Vec::new();
    for input in inputs.iter().filter(|i| *i != "-").collect::<BTreeSet<_>>() {
        let path = Path::new(input);
        if input.contains(['*', '?', '[']) && !path.exists() {
            pattern(input, &mut found);
        } else {
            named(path, &mut found);
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|b, a| a.0 == b.0);
    let mut sources: Vec<Source> = found.into_iter().map(|(_, source)| source).collect();
    if inputs.iter().any(|i| i == "-") {
        sources.push(Source::Stdin);
    }
    sources
}

/// A path that the user named: what cannot be read there is a fault.
fn named(path: &Path, found: &mut Vec<(PathBuf, Source)>) {
    let source = match fs::metadata(path) {
        Err(e) => Source::Fault(file::unreadable(&shown(path), &e)),
        Ok(meta) if meta.is_dir() => {
            let before = found.len();
            folder(path, &mut BTreeSet::new(), found);
            if found.len() > before {
                return;
            }
            Source::Fault(IngestError::NoReports { folder: shown(path) })
        }
        Ok(_) => match companion(&shown(path)) {
            Some(what) => Source::Fault(IngestError::NotAReport { file: shown(path), what }),
            None => Source::File(path.to_owned()),
        },
    };
    found.push((path.to_owned(), source));
}

/// All that a pattern matches, taken as the content of a folder is.
fn pattern(input: &str, found: &mut Vec<(PathBuf, Source)>) {
    let before = found.len();
    let paths = glob::glob(input).map(|paths| paths.flatten().collect::<Vec<_>>()).unwrap_or_default();
    for path in paths {
        if path.is_dir() {
            folder(&path, &mut BTreeSet::new(), found);
        } else if is_report(&shown(&path)) {
            found.push((path.clone(), Source::File(path)));
        }
    }
    if found.len() == before {
        found.push((PathBuf::from(input), Source::Fault(IngestError::NoMatch { pattern: input.into() })));
    }
}

/// All reports below a folder; hidden files and files of other kinds are passed over. `above`
/// holds the folders on the way down, so that a link to one of them does not lead round forever.
fn folder(path: &Path, above: &mut BTreeSet<PathBuf>, found: &mut Vec<(PathBuf, Source)>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(e) => {
            found.push((path.to_owned(), Source::Fault(file::unreadable(&shown(path), &e))));
            return;
        }
    };
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if !above.insert(real.clone()) {
        return;
    }
    for entry in entries.flatten() {
        let inner = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if inner.is_dir() {
            folder(&inner, above, found);
        } else if is_report(&shown(&inner)) {
            found.push((inner.clone(), Source::File(inner)));
        }
    }
    above.remove(&real);
}

/// Whether a file's name says that it is read; what is packed counts as what is in it.
pub(super) fn is_report(name: &str) -> bool {
    let extension = |name: &str| name.rsplit_once('.').map(|(_, e)| e.to_owned());
    let known = match extension(name).and_then(|e| Kind::of_extension(&e)) {
        Some(Kind::Gzip | Kind::Zstd) => {
            let inner = name.rsplit_once('.').map_or("", |(stem, _)| stem);
            let last = inner.rsplit(['/', '\\']).next().unwrap_or_default();
            extension(last).is_none_or(|e| Kind::of_extension(&e).is_some())
        }
        kind => kind.is_some(),
    };
    known && companion(name).is_none()
}

/// What a file is that stands beside reports without being one.
fn companion(name: &str) -> Option<&'static str> {
    if name.ends_with(".meta.json") {
        Some("a report's metadata")
    } else if name.ends_with(".gold.json") {
        Some("a gold record")
    } else if name.ends_with(".events.json") {
        Some("the records of a report")
    } else {
        None
    }
}

/// The name of the metadata beside a document; JSON, tables and feeds hold their own.
pub(super) fn sidecar_name(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    match Kind::of_extension(extension)? {
        Kind::Text | Kind::Markdown | Kind::Html | Kind::Pdf | Kind::Docx | Kind::Mail => Some(format!("{stem}.meta.json")),
        Kind::Gzip | Kind::Zstd => sidecar_name(stem),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_read() {
        for name in ["a.txt", "a/b.HTML", "a.jsonl.zst", "dump.gz", "x.y/dump.gz", "a.csv.gz", "a.atom"] {
            assert!(is_report(name), "{name}");
        }
        for name in ["a", "a.png", "a.tar.gz", "a.meta.json", "a.gold.json", "a.log", "x.txt/readme"] {
            assert!(!is_report(name), "{name}");
        }
        assert_eq!(sidecar_name("in/a.txt.gz").as_deref(), Some("in/a.meta.json"));
        assert_eq!(sidecar_name("in/a.jsonl"), None);
    }
}
