//! `khabar extract`: reports in, event tables out.
//!
//! Inputs -> journal -> outputs. While reports are read only the journal grows; the outputs are made
//! from it when all are done, or when the user stops the run.

use super::begin::{self, Begun};
use super::guarded::Guarded;
use super::input::InputArgs;
use super::progress::Progress;
use super::summary::Summary;
use super::{DataArgs, Exit, Fatal, complain, data_problems, interrupt, merge, run, say, settings};
use khabar::ingest::{self, Behind, Severity};
use khabar::merge::{MergeError, Merger};
use khabar::pipeline;
use khabar::record::EventRecord;
use khabar::resources::Resources;
use khabar::write::journal::{Entry, Head, Journal};
use khabar::write::run_report::{self, FileLine, RunReport, Warnings, moment};
use khabar::write::{Countries, Format, Outputs, Tables, Texts, WriteError, Written};
use serde_json::json;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

/// Read reports and write the events that they tell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files (.txt .md .html .pdf .docx .json .jsonl .csv .tsv .xml .rss .atom .eml, and .zip .gz .zst of them),
    /// folders, patterns in quotes ('in/*.html'); `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Folder for the tables; made if it is missing
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Forms to write: csv, jsonl, geojson, xlsx, sqlite, parquet [default: csv,jsonl]
    #[arg(long, value_delimiter = ',')]
    format: Vec<Format>,
    /// Write the texts in which spans count to texts.jsonl in the output folder
    #[arg(long)]
    keep_text: bool,
    /// Threads; 0 is one for each processor [default: 0]
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    /// Go on with a run that was stopped or killed; where there is none, begin
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    /// Replace what an earlier run wrote to the folder
    #[arg(long)]
    force: bool,
    /// Make one record of the records that tell the same event (see `merge`)
    #[arg(long)]
    merge: bool,
    /// Write only events of these: asserted, claimed, accused, denied, unconfirmed
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = STATUS)]
    status: Vec<String>,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    input: InputArgs,
}

/// What a record's status may be.
const STATUS: [&str; 5] = ["asserted", "claimed", "accused", "denied", "unconfirmed"];

const EXAMPLES: &str = "Examples:
  khabar extract reports/ --output out
      csv and jsonl of all reports below a folder
  khabar extract a.jsonl b.txt --output out --format csv,xlsx,geojson,sqlite
  khabar extract dump.jsonl --output out --resume
      a long run: Ctrl-C leaves tables of what is done, the same command goes on
  zcat dump.jsonl.gz | khabar extract - --output out --force";

/// How far reading is, and of how many bytes.
type Measure = (Behind, Option<u64>);

/// A run on its way.
struct Run<'a> {
    args: &'a Args,
    output: PathBuf,
    format: Vec<Format>,
    jobs: usize,
    summary: Summary,
    warnings: Warnings,
    /// Entries of the journal: reports, and inputs that gave none.
    entries: u64,
    resumed_after: u64,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let wanted = &settings::get().extract;
    let Some(output) = args.output.clone().or_else(|| wanted.output.clone()) else {
        return Err(Fatal("where should the tables go? Name a folder with --output DIR, or as `output` under [extract] in khabar.toml".into()));
    };
    let format = [&args.format, &wanted.format].into_iter().find(|f| !f.is_empty()).cloned().unwrap_or_else(|| vec![Format::Csv, Format::Jsonl]);
    let jobs = args.jobs.or(wanted.jobs).unwrap_or(0);
    let options = args.input.options()?;
    interrupt::listen()?;
    let source = args.data.source()?;
    let data = std::thread::spawn({
        let (source, imported) = (source.clone(), args.data.user.layer(true)?);
        move || run_report::data_version(&source, imported.as_deref())
    });
    let resources = args.data.resources()?;
    let countries = Countries::load(&source).map_err(|p| data_problems(&p))?;
    let data = data.join().map_err(|_| Fatal("the data could not be hashed".into()))?.map_err(|e| Fatal(format!("the data cannot be read: {e}")))?;
    let mut inputs = args.inputs.clone();
    inputs.sort();
    let head = Head { khabar: env!("CARGO_PKG_VERSION").into(), command: "extract".into(), inputs, data, reading: json!(format!("{options:?}")) };

    let wish = if args.resume {
        begin::Wish::Resume
    } else if args.force {
        begin::Wish::Replace
    } else {
        begin::Wish::Fresh
    };
    let (mut journal, resumed) = match begin::begin(&output, &format, head, wish)? {
        Begun::Anew(journal) => (journal, false),
        Begun::Again(journal) => (journal, true),
        Begun::Done => {
            say(format_args!("{}: the run is complete, there is nothing to go on with; --force makes its tables anew", output.display()));
            return Ok(Exit::Fine);
        }
    };
    let mut this = Run { args, output, format, jobs, summary: Summary::default(), warnings: Warnings::default(), entries: 0, resumed_after: 0 };
    let texts = args.keep_text.then(|| Texts::create(&this.output)).transpose()?;
    let mut reports = Guarded::new(ingest::reports_with(&args.inputs, options), texts);
    let measure = reports.measure();
    if resumed {
        this.take_over(&journal, &mut reports, &measure)?;
    }
    let complete = this.read(resources, &mut reports, &mut journal, &measure)?;
    if !complete {
        journal.sync()?;
    }
    let kept = reports.finish()?;
    let mut written = this.write_out(resources, &journal, Tables { countries, layouts: settings::get().columns.layouts() })?;
    written.files.extend(kept);
    for (kind, count) in &written.warnings {
        this.warnings.count(kind, *count);
    }
    say(&this.summary);
    written.files.iter().for_each(|path| say(format_args!("wrote {}", path.display())));
    let (failed, reports, head) = (this.summary.failed, this.summary.reports, journal.head().clone());
    let report = RunReport {
        complete,
        head,
        settings: this.settings(),
        counts: this.summary.json(),
        files: written.files.iter().map(|f| FileLine::of(f)).collect::<Result<_, _>>()?,
        started: moment(started),
        seconds: (clock.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
        warnings: std::mem::take(&mut this.warnings),
        resumed_after: this.resumed_after,
    };
    say(format_args!("wrote {}", report.write(&this.output)?.display()));
    if !complete {
        complain(format_args!("stopped after {reports} reports; the tables hold what was done, and the same command with --resume goes on"));
        return Ok(Exit::Stopped);
    }
    journal.remove()?;
    Ok(if failed > 0 { Exit::SomeFailed } else { Exit::Fine })
}

impl Run<'_> {
    /// Takes over what the journal holds, and leads the inputs to where it ends.
    fn take_over(&mut self, journal: &Journal, inputs: &mut impl Iterator<Item = run::Input>, (behind, length): &Measure) -> Result<(), Fatal> {
        let progress = Progress::new("going on", *length, 0);
        for entry in journal.entries()? {
            let entry = entry?;
            let same = match (&entry, inputs.next()) {
                (Entry::Report { report, .. }, Some(Ok(now))) => report.id == now.id,
                // A report on which the program failed stands as a warning.
                (Entry::Warning { kind, .. }, Some(Ok(_))) => kind == PROGRAM_FAULT,
                (Entry::Warning { message, .. }, Some(Err(now))) => *message == now.to_string(),
                _ => false,
            };
            if !same {
                return Err(Fatal(format!(
                    "{}: the inputs are not what they were: number {} is another than the stopped run read; begin anew with --force",
                    self.output.display(),
                    self.entries + 1
                )));
            }
            self.count(&entry);
            progress.at(behind.bytes(), self.entries);
        }
        self.resumed_after = self.entries;
        Ok(())
    }

    /// Reads the inputs into the journal; `false` if the user stopped it.
    fn read(
        &mut self,
        resources: &Resources,
        inputs: &mut impl Iterator<Item = run::Input>,
        journal: &mut Journal,
        (behind, length): &Measure,
    ) -> Result<bool, Fatal> {
        let progress = Progress::new("reading", *length, self.entries).from(behind.bytes());
        let work = |input: run::Input| {
            let entry = entry(resources, input);
            let line = entry.line();
            (entry, line)
        };
        run::run(&run::pool(self.jobs)?, inputs, work, |done| {
            let lines: Vec<&[u8]> = done.iter().map(|(_, line)| line.as_slice()).collect();
            journal.append(&lines.concat())?;
            for (entry, _) in &done {
                if let Entry::Warning { kind, message, .. } = entry {
                    progress.complain(format_args!("{message} [{kind}]"));
                }
                self.count(entry);
            }
            progress.at(behind.bytes(), self.entries);
            Ok::<bool, WriteError>(!interrupt::wished())
        })?;
        Ok(!interrupt::wished())
    }

    fn count(&mut self, entry: &Entry) {
        self.entries += 1;
        match entry {
            Entry::Report { report, events, .. } => self.summary.add(report, events),
            Entry::Warning { kind, message, lost, .. } => {
                self.warnings.add(kind, message);
                self.summary.failed += usize::from(*lost);
            }
            // Only a watch keeps these.
            Entry::File { .. } | Entry::FileRead { .. } => {}
        }
    }

    /// Makes the outputs from the journal. Every record passes here.
    fn write_out(&self, resources: &Resources, journal: &Journal, tables: Tables) -> Result<Written, Fatal> {
        let mut outputs = Outputs::create(&self.output, &self.format, tables)?;
        let progress = Progress::new("writing", Some(self.entries), 0);
        let wanted = |event: &EventRecord| self.args.status.is_empty() || self.args.status.contains(&event.status);
        let mut merger = self.args.merge.then(|| Merger::new(resources));
        for (number, entry) in (1..).zip(journal.entries()?) {
            if let Entry::Report { report, events, .. } = entry? {
                outputs.report(&report)?;
                for event in &events {
                    match &mut merger {
                        Some(merger) => merger.add(event).map_err(MergeError::<WriteError>::from)?,
                        None if wanted(event) => outputs.write(event)?,
                        None => {}
                    }
                }
            }
            progress.at(number, number);
        }
        if let Some(merger) = merger {
            // The status of an event is known once all its accounts are.
            let counts = merger.finish(|event| if wanted(&event) { outputs.write(&event) } else { Ok(()) })?;
            say(merge::summary(&counts));
        }
        Ok(outputs.finish()?)
    }

    fn settings(&self) -> serde_json::Value {
        let format: Vec<&str> = self.format.iter().map(|f| f.name()).collect();
        json!({"format": format, "merge": self.args.merge, "status": self.args.status, "jobs": self.jobs, "data": self.args.data.folders(), "columns": settings::get().columns.json()})
    }
}

/// The kind of warning of a report on which the program itself failed.
const PROGRAM_FAULT: &str = "program-fault";

/// What comes of an input.
pub(super) fn entry(resources: &Resources, input: run::Input) -> Entry {
    match input {
        Ok(report) => match run::guarded(&report, |report| pipeline::extract(resources, report)) {
            Ok(events) => Entry::Report { report: (&report).into(), events },
            Err(message) => Entry::Warning { kind: PROGRAM_FAULT.into(), message, lost: true },
        },
        Err(e) => Entry::Warning { kind: e.kind().into(), message: e.to_string(), lost: e.severity() == Severity::Error },
    }
}
