//! Paths -> the list of what to read, sorted by name.

use super::error::IngestError;
use super::{Kind, Source, shown};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Everything to read, each path once: sorted by name, so that the order in which paths were
/// given changes nothing; standard input last.
pub(super) fn sources(inputs: &[String]) -> Vec<Source> {
    let mut found: Vec<(PathBuf, Source)> = Vec::new();
    for input in inputs.iter().filter(|i| *i != "-").collect::<BTreeSet<_>>() {
        named(Path::new(input), &mut found);
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
    let fault = match fs::metadata(path) {
        Err(e) => super::file::unreadable(&shown(path), &e),
        Ok(meta) if meta.is_dir() => {
            let before = found.len();
            folder(path, &mut BTreeSet::new(), found);
            if found.len() > before {
                return;
            }
            IngestError::NoReports { folder: shown(path) }
        }
        Ok(_) => match (companion(path), kind(path)) {
            (Some(what), _) => IngestError::NotAReport { file: shown(path), what },
            (None, None) => IngestError::UnknownKind { file: shown(path) },
            (None, Some(kind)) => {
                found.push((path.to_owned(), Source::File(path.to_owned(), kind)));
                return;
            }
        },
    };
    found.push((path.to_owned(), Source::Fault(fault)));
}

/// All reports below a folder; hidden files and files of other kinds are passed over. `above`
/// holds the folders on the way down, so that a link to one of them does not lead round forever.
fn folder(path: &Path, above: &mut BTreeSet<PathBuf>, found: &mut Vec<(PathBuf, Source)>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(e) => {
            found.push((path.to_owned(), Source::Fault(super::file::unreadable(&shown(path), &e))));
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
        } else if let Some(kind) = kind(&inner).filter(|_| companion(&inner).is_none()) {
            found.push((inner.clone(), Source::File(inner, kind)));
        }
    }
    above.remove(&real);
}

fn kind(path: &Path) -> Option<Kind> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" => Some(Kind::Text),
        "jsonl" => Some(Kind::JsonLines),
        "json" => Some(Kind::Json),
        _ => None,
    }
}

/// What a file is that stands beside reports without being one.
fn companion(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.to_str()?;
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
