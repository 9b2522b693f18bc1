//! `khabar watch`: a folder whose reports are read as they come, each once.
//!
//! The journal knows which files were read, so a watch that was stopped or killed goes on where it was. At
//! the start the outputs are made anew from the journal, which mends whatever a kill left half done; from
//! then on rows are appended.

use super::guarded::Guarded;
use super::input::InputArgs;
use super::settings::{self, Watch as Wanted};
use super::summary::Summary;
use super::{DataArgs, Exit, Fatal, complain, data_problems, extract, interrupt, run, say};
use khabar::ingest;
use khabar::resources::Resources;
use khabar::write::journal::{Entry, Head, Journal};
use khabar::write::run_report::{self, FileLine, RunReport, Warnings, moment};
use khabar::write::{Countries, Format, GROWING, Growing, Outputs, Tables, WriteError};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Read what arrives in a folder and append its events to the tables, once each
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar watch inbox/ -o out
      until Ctrl-C; started again, it goes on where it was
  khabar watch inbox/ -o out --format csv,sqlite --once
      what is there now, for a timer

A file is read when it no longer grows; names that begin with a dot or end in .part or .tmp are left alone, so a
program that writes there can use such a name and then rename. Put NAME.meta.json there before NAME.txt.")]
pub(super) struct Args {
    /// The folder, with all below it
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Folder for the tables; made if it is missing
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Forms to append to: csv, jsonl, sqlite [default: csv,jsonl]
    #[arg(long, value_delimiter = ',')]
    format: Vec<Format>,
    /// Seconds between two looks at the folder [default: 2]
    #[arg(long, value_name = "SECONDS")]
    every: Option<u64>,
    /// Read what is there now, and end
    #[arg(long)]
    once: bool,
    /// Threads; 0 is one for each processor
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    jobs: usize,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    input: InputArgs,
}

/// By what a file is known without reading it: its length, and when it changed.
type Stamp = (u64, u64);

/// What was read so far.
#[derive(Default)]
struct Known {
    /// Stamps of the files, by name below the folder.
    files: BTreeMap<String, Stamp>,
    /// Where each content was met first.
    contents: HashMap<String, String>,
    ids: HashSet<String>,
    /// A file that a kill interrupted: its name, its hash, and how many of its entries are in the journal.
    interrupted: Option<(String, String, usize)>,
}

struct Watch<'a> {
    args: &'a Args,
    resources: &'static Resources,
    pool: rayon::ThreadPool,
    journal: Journal,
    known: Known,
    summary: Summary,
    warnings: Warnings,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let format = if args.format.is_empty() { vec![Format::Csv, Format::Jsonl] } else { args.format.clone() };
    if let Some(fixed) = format.iter().find(|f| !GROWING.contains(f)) {
        return Err(WriteError::DoesNotGrow { name: fixed.name() }.into());
    }
    if !args.folder.is_dir() {
        return Err(Fatal(format!("{}: there is no such folder; make it, or name another", args.folder.display())));
    }
    interrupt::listen()?;
    let source = args.data.source()?;
    let resources = args.data.resources()?;
    let countries = Countries::load(&source).map_err(|p| data_problems(&p))?;
    let tables = Tables { countries, layouts: settings::get().columns.layouts() };
    let data = run_report::data_version(&source, args.data.user.layer(true)?.as_deref()).map_err(|e| Fatal(format!("the data cannot be read: {e}")))?;
    let folder = fs::canonicalize(&args.folder).map_err(|e| Fatal(format!("{}: cannot be read ({e})", args.folder.display())))?;
    let head = Head {
        khabar: env!("CARGO_PKG_VERSION").into(),
        command: "watch".into(),
        inputs: vec![folder.to_string_lossy().into_owned()],
        data,
        reading: json!({}),
    };
    let journal = journal(&args.output, &format, head.clone())?;
    let mut watch =
        Watch { args, resources, pool: run::pool(args.jobs)?, journal, known: Known::default(), summary: Summary::default(), warnings: Warnings::default() };
    watch.make_anew(&format, tables.clone())?;
    let mut growing = Growing::open(&args.output, &format, tables)?;
    watch.go_on(&folder, &mut growing)?;

    say(&watch.summary);
    let files = format.iter().flat_map(|f| f.files()).map(|name| FileLine::of(&args.output.join(name))).collect::<Result<_, _>>()?;
    let names: Vec<&str> = format.iter().map(|f| f.name()).collect();
    let report = RunReport {
        complete: true,
        head,
        settings: json!({"format": names, "jobs": args.jobs, "columns": settings::get().columns.json()}),
        counts: watch.summary.json(),
        warnings: watch.warnings,
        files,
        started: moment(started),
        seconds: (clock.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
        resumed_after: 0,
    };
    say(format_args!("wrote {}", report.write(&args.output)?.display()));
    Ok(if args.once && watch.summary.failed > 0 { Exit::SomeFailed } else { Exit::Fine })
}

/// The journal of this watch, or a new one where the folder holds nothing of others.
fn journal(output: &Path, format: &[Format], head: Head) -> Result<Journal, Fatal> {
    if let Some(journal) = Journal::open(output)? {
        if journal.head().command == head.command && journal.head().inputs == head.inputs {
            return Ok(journal);
        }
        let (command, inputs) = (&journal.head().command, journal.head().inputs.join(" "));
        return Err(Fatal(format!("{}: belongs to `khabar {command} {inputs}`; choose another folder with --output", output.display())));
    }
    let files = format.iter().flat_map(|f| f.files()).copied().chain([run_report::NAME]);
    if let Some(there) = files.map(|f| output.join(f)).find(|f| f.exists()) {
        return Err(Fatal(format!("{}: is there already, and no watch wrote it; choose another folder with --output", there.display())));
    }
    Ok(Journal::create(output, head)?)
}

impl Watch<'_> {
    /// Makes the outputs from the journal, and learns from it what was read.
    fn make_anew(&mut self, format: &[Format], tables: Tables) -> Result<(), Fatal> {
        let mut outputs = Outputs::create(&self.args.output, format, tables)?;
        for entry in self.journal.entries()? {
            let entry = entry?;
            match &entry {
                Entry::File { name, sha256, .. } => self.known.interrupted = Some((name.clone(), sha256.clone(), 0)),
                Entry::FileRead { name, bytes, modified } => {
                    if let Some((_, sha256, _)) = self.known.interrupted.take() {
                        self.known.contents.entry(sha256).or_insert_with(|| name.clone());
                    }
                    self.known.files.insert(name.clone(), (*bytes, *modified));
                }
                Entry::Report { report, events } => {
                    outputs.report(report)?;
                    events.iter().try_for_each(|event| outputs.write(event))?;
                }
                Entry::Warning { .. } => {}
            }
            self.count(&entry);
            if let (Entry::Report { .. } | Entry::Warning { .. }, Some((_, _, entries))) = (&entry, &mut self.known.interrupted) {
                *entries += 1;
            }
        }
        outputs.finish()?;
        Ok(())
    }

    /// Looks at the folder again and again until the user stops it.
    fn go_on(&mut self, folder: &Path, growing: &mut Growing) -> Result<(), Fatal> {
        let every = Duration::from_secs(self.args.every.or(settings::get().watch.every).unwrap_or(Wanted::EVERY));
        let mut before = BTreeMap::new();
        loop {
            let now = look(folder, &self.args.output);
            for (name, stamp) in &now {
                let quiet = self.args.once || before.get(name) == Some(stamp);
                if interrupt::wished() {
                    return Ok(());
                }
                if quiet && self.known.files.get(name) != Some(stamp) {
                    self.read(folder, name, *stamp, growing)?;
                }
            }
            if self.args.once {
                return Ok(());
            }
            before = now;
            let asleep = Instant::now();
            while asleep.elapsed() < every {
                if interrupt::wished() {
                    return Ok(());
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        }
    }

    /// Reads a file whose stamp is new.
    fn read(&mut self, folder: &Path, name: &str, stamp: Stamp, growing: &mut Growing) -> Result<(), Fatal> {
        let path = folder.join(name);
        // A file that is gone or closed by now is looked at again next time.
        let Ok(sha256) = hash(&path) else { return Ok(()) };
        let read = Entry::FileRead { name: name.to_owned(), bytes: stamp.0, modified: stamp.1 };
        let same = self.known.contents.get(&sha256).cloned();
        let behind = match self.known.interrupted.take() {
            Some((file, hash, entries)) if file == name && hash == sha256 => entries,
            _ => 0,
        };
        if let Some(first) = same {
            if first != name {
                complain(format_args!("{name}: holds the same as {first}, which was read; it is passed over"));
            }
        } else {
            if behind == 0 {
                self.journal.append(&Entry::File { name: name.to_owned(), sha256: sha256.clone() }.line())?;
            }
            let (reports, events) = self.read_reports(&path, behind, growing)?;
            if interrupt::wished() {
                return Ok(());
            }
            say(format_args!("{name}: {reports} reports, {events} events"));
            self.known.contents.insert(sha256, name.to_owned());
        }
        self.journal.append(&read.line())?;
        self.journal.sync()?;
        self.known.files.insert(name.to_owned(), stamp);
        Ok(())
    }

    /// Reads a file's reports behind the first `behind` entries; answers how many reports and events it gave.
    fn read_reports(&mut self, path: &Path, behind: usize, growing: &mut Growing) -> Result<(usize, usize), Fatal> {
        let mut inputs = Guarded::new(ingest::reports_with(&[path.to_string_lossy().into_owned()], self.args.input.options()?), None)
            .filter(|i| !i.as_ref().is_err_and(|e| e.kind() == "not-a-report"))
            .skip(behind);
        let resources = self.resources;
        let (mut reports, mut events) = (0, 0);
        let pool = std::mem::replace(&mut self.pool, run::pool(1)?);
        let result = run::run(
            &pool,
            &mut inputs,
            |input| extract::entry(resources, input),
            |done| {
                let entries: Vec<Entry> = done.into_iter().map(|entry| self.once(entry, path)).collect();
                self.journal.append(&entries.iter().flat_map(Entry::line).collect::<Vec<u8>>())?;
                growing.append(&entries)?;
                for entry in &entries {
                    if let Entry::Warning { message, .. } = entry {
                        complain(message);
                    }
                    reports += usize::from(entry.events().is_some());
                    events += entry.events().map_or(0, <[_]>::len);
                    self.count(entry);
                }
                Ok::<bool, WriteError>(!interrupt::wished())
            },
        );
        self.pool = pool;
        result?;
        Ok((reports, events))
    }

    /// An entry, or the warning that a report of its id was read before.
    fn once(&mut self, entry: Entry, path: &Path) -> Entry {
        match &entry {
            Entry::Report { report, .. } if !self.known.ids.insert(report.id.clone()) => Entry::Warning {
                kind: "duplicate-id".into(),
                message: format!("{}: a report with the id \"{}\" was read before; give every report its own id", path.display(), report.id),
                lost: true,
            },
            _ => entry,
        }
    }

    fn count(&mut self, entry: &Entry) {
        match entry {
            Entry::Report { report, events } => {
                self.known.ids.insert(report.id.clone());
                self.summary.add(report, events);
            }
            Entry::Warning { kind, message, lost } => {
                self.warnings.add(kind, message);
                self.summary.failed += usize::from(*lost);
            }
            Entry::File { .. } | Entry::FileRead { .. } => {}
        }
    }
}

/// The files below a folder by name, with their stamps.
fn look(folder: &Path, output: &Path) -> BTreeMap<String, Stamp> {
    let own = fs::canonicalize(output).ok();
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(inner) = waiting.pop() {
        for entry in fs::read_dir(&inner).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let Ok(meta) = entry.metadata() else { continue };
            if name.starts_with('.') || [".part", ".tmp"].iter().any(|end| name.ends_with(end)) {
                continue;
            }
            if meta.is_dir() {
                if Some(&path) != own.as_ref() {
                    waiting.push(path);
                }
            } else if meta.is_file()
                && let Ok(below) = path.strip_prefix(folder)
            {
                let changed = meta.modified().ok().and_then(|m| m.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos());
                found.insert(below.to_string_lossy().into_owned(), (meta.len(), u64::try_from(changed).unwrap_or(u64::MAX)));
            }
        }
    }
    found
}

fn hash(path: &Path) -> std::io::Result<String> {
    let (mut file, mut hash) = (File::open(path)?, Sha256::new());
    std::io::copy(&mut file, &mut hash)?;
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
