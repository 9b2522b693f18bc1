//! Something to read -> the reports or the further things that are in it.

use super::error::IngestError;
use super::file::unreadable;
use super::kind::{self, Kind};
use super::limits::MOST_NESTED;
use super::measured::{Behind, Measured};
use super::{Found, Item, Options, Sidecar, archive, document, encoding, feed, json, jsonl, packed, shown, table, walk};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// What is in something.
pub(super) enum Layer {
    Reports(Box<dyn Iterator<Item = Found>>),
    Items(Box<dyn Iterator<Item = Result<Item, IngestError>>>),
}

/// How much of a stream is looked at to tell what it is and how it is encoded.
const HEAD: u64 = 1 << 16;

/// Standard input, as something to read.
pub(super) fn stdin() -> Item {
    Item { file_name: None, ..Item::new("standard input".into(), Box::new(io::stdin())) }
}

/// A file, as something to read, and its length.
pub(super) fn file(path: PathBuf, behind: &Behind) -> Result<(Item, u64), IngestError> {
    let name = shown(&path);
    let opened = File::open(&path).map_err(|e| unreadable(&name, &e))?;
    let sidecar = walk::sidecar_name(&name).map(PathBuf::from).filter(|p| p.is_file());
    let sidecar = match sidecar {
        Some(path) => {
            let name = shown(&path);
            let stream = File::open(&path).map_err(|e| unreadable(&name, &e))?;
            Some(Sidecar { name, stream: Box::new(stream) })
        }
        None => None,
    };
    let file_name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let length = opened.metadata().map_or(0, |m| m.len());
    Ok((Item { file_name, path: Some(path), sidecar, ..Item::new(name, Box::new(Measured::new(opened, behind))) }, length))
}

/// Looks what something is, and opens it as that.
pub(super) fn open(mut item: Item, options: &Arc<Options>, behind: &Behind) -> Layer {
    let mut head = Vec::new();
    if let Err(e) = item.stream.by_ref().take(HEAD).read_to_end(&mut head) {
        return failed(item.warnings, unreadable(&item.name, &e));
    }
    if head.is_empty() {
        return failed(item.warnings, IngestError::Empty { file: item.name });
    }
    let kind = match item.file_name {
        None => kind::nameless(&item.name, &head),
        Some(_) => {
            let extension = item.extension().map(str::to_owned);
            kind::decide(&item.name, extension.as_deref(), &head, &mut item.warnings)
        }
    };
    let kind = match kind {
        Ok(kind) => kind,
        Err(e) => return failed(item.warnings, e),
    };
    let rest = std::mem::replace(&mut item.stream, Box::new(io::empty()));
    match kind {
        Kind::Zip | Kind::Gzip | Kind::Zstd if item.depth >= MOST_NESTED => failed(item.warnings, IngestError::NestedArchive { file: item.name }),
        Kind::Gzip => unpacked(item, packed::gzip(joined(head, rest))),
        Kind::Zstd => unpacked(item, packed::zstd(joined(head, rest))),
        Kind::Zip => zip(item, joined(head, rest), behind),
        Kind::JsonLines | Kind::Json | Kind::Table | Kind::Feed => {
            let declared = if kind == Kind::Feed { encoding::declared(&head) } else { None };
            let mut warnings = std::mem::take(&mut item.warnings);
            let stream = encoding::stream(head, rest, &item.name, declared, options, &mut warnings);
            let found: Box<dyn Iterator<Item = Found>> = match kind {
                Kind::JsonLines => Box::new(jsonl::Lines::new(stream, &item.name, options)),
                Kind::Json => Box::new(json::Documents::new(stream, &item.name, item.stem(), options)),
                Kind::Table => Box::new(table::Rows::new(stream, &item.name, options)),
                _ => Box::new(feed::Entries::new(stream, &item.name, options)),
            };
            Layer::Reports(Box::new(warnings.into_iter().map(Err).chain(found)))
        }
        Kind::Text | Kind::Markdown | Kind::Html | Kind::Pdf | Kind::Docx | Kind::Mail => {
            item.stream = joined(head, rest);
            let options = options.clone();
            Layer::Reports(Box::new(std::iter::once_with(move || document::read(item, kind, &options)).flatten()))
        }
    }
}

fn joined(head: Vec<u8>, rest: Box<dyn Read>) -> Box<dyn Read> {
    Box::new(Cursor::new(head).chain(rest))
}

fn failed(warnings: Vec<IngestError>, error: IngestError) -> Layer {
    Layer::Reports(Box::new(warnings.into_iter().chain([error]).map(Err)))
}

/// What was packed, under the name without the packing's ending.
fn unpacked(mut item: Item, stream: Box<dyn Read>) -> Layer {
    let inner = item.stem().filter(|stem| stem.contains('.'));
    // `report.gz` says nothing of what is in it.
    item.file_name = inner;
    item.stream = stream;
    item.depth += 1;
    Layer::Items(Box::new(std::iter::once(Ok(item))))
}

/// A zip archive, or a Word document under another name.
fn zip(item: Item, mut stream: Box<dyn Read>, behind: &Behind) -> Layer {
    let shared = match &item.path {
        Some(path) if item.depth == 0 => File::open(path).and_then(|file| archive::Shared::new(file, behind.clone())),
        _ => archive::Shared::spooled(&mut stream),
    };
    match shared.map_err(|e| unreadable(&item.name, &e)).and_then(|shared| archive::open(shared, &item.name, item.depth)) {
        Ok(entries) => {
            let warnings = item.warnings.into_iter().map(Err);
            Layer::Items(Box::new(warnings.chain(entries)))
        }
        Err(e) => failed(item.warnings, e),
    }
}

/// A buffered stream, for readers that ask for one.
pub(super) fn buffered(stream: Box<dyn Read>) -> BufReader<Box<dyn Read>> {
    BufReader::with_capacity(HEAD as usize, stream)
}
