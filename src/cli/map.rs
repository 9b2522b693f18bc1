//! `khabar map`: records on a page that opens without a network.

use super::{Exit, Fatal, complain, say};
use khabar::ingest;
use khabar::map;
use khabar::record::EventRecord;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Show the events of an events.jsonl on a page: map, timeline, table, filters, evidence
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar map out/events.jsonl -o map.html
  khabar map out/events.jsonl --reports reports/ -o map.html
      with the whole text of each report, its evidence marked

The page is one file, opens in any browser and loads nothing from anywhere.")]
pub(super) struct Args {
    /// Records as `khabar extract` writes them
    #[arg(value_name = "EVENTS.JSONL")]
    events: PathBuf,
    /// The page
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The reports of the events, given as to `extract`; without them the page shows the words that were quoted
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    reports: Vec<String>,
    /// Replace a page that is there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    if args.output.exists() && !args.force {
        return Err(Fatal(format!("{}: is there already; replace it with --force, or name another file with --output", args.output.display())));
    }
    let events = read(&args.events)?;
    let mut exit = Exit::Fine;
    // A merged record rests on the reports of its accounts.
    let wanted: BTreeSet<&str> = events.iter().flat_map(|e| std::iter::once(e).chain(&e.accounts)).map(|e| e.report_id.as_str()).collect();
    let mut texts = BTreeMap::new();
    for input in ingest::reports(&args.reports) {
        match input {
            Ok(report) if wanted.contains(report.id.as_str()) => drop(texts.insert(report.id, report.text)),
            Ok(_) => {}
            Err(e) => {
                exit = if e.severity() == ingest::Severity::Error { Exit::SomeFailed } else { exit };
                complain(e);
            }
        }
    }
    let without_place = events.iter().filter(|e| e.location.as_ref().is_none_or(|l| l.latitude.is_none())).count();
    let page = map::write(&args.output, &events, &texts)?;
    say(format_args!("wrote {} ({} events, {without_place} of them without coordinates, {} reports in full)", page.display(), events.len(), texts.len()));
    Ok(exit)
}

/// The records of a file; a line that is none ends it all, since a map with holes misleads.
fn read(file: &Path) -> Result<Vec<EventRecord>, Fatal> {
    let unreadable = |e: std::io::Error| Fatal(format!("{}: cannot be read ({e}); give the events.jsonl that `khabar extract` wrote", file.display()));
    let lines = BufReader::new(File::open(file).map_err(unreadable)?).lines();
    let mut events = Vec::new();
    for (number, line) in (1..).zip(lines) {
        let line = line.map_err(unreadable)?;
        if !line.trim().is_empty() {
            let said = |e: serde_json::Error| {
                Fatal(format!("{}:{number}: is no event record ({e}); give the events.jsonl that `khabar extract` wrote", file.display()))
            };
            events.push(serde_json::from_str(&line).map_err(said)?);
        }
    }
    Ok(events)
}
