//! `khabar unknown`: the names in reports that no table knows, as a table to fill in.

use super::{DataArgs, Exit, Fatal, complain, run, say};
use khabar::unknown::{Counter, Kind, table};
use khabar::{ingest, merge, pipeline};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// List the actor-like and place-like phrases that no table knows, to fill in and give back with --data
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar unknown reports/ --least 2
  khabar unknown reports/ --output my/gazetteers/filled/may.tsv
      fill in its column `id`, then: khabar extract reports/ --data my --output out")]
pub(super) struct Args {
    /// Files and folders of reports, as for `extract`
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Only reports that this events.jsonl of a run holds events of
    #[arg(long, value_name = "FILE")]
    events: Option<String>,
    /// The table to write; without it, standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only phrases that stand so often
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: usize,
    /// Threads; 0 is one for each processor
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    jobs: usize,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    if let Some(file) = args.output.as_ref().filter(|f| f.exists()) {
        return Err(Fatal(format!("{}: stands there already, and what was filled in there would be lost; choose another name with --output", file.display())));
    }
    let resources = args.data.resources()?;
    let mut exit = Exit::Fine;
    let mut of_run: Option<BTreeSet<String>> = None;
    if let Some(file) = &args.events {
        let wanted = of_run.insert(BTreeSet::new());
        for record in merge::records(std::slice::from_ref(file)) {
            match record {
                Ok(record) => wanted.extend(record.reports().into_iter().map(str::to_owned)),
                Err(e) => {
                    complain(e);
                    exit = Exit::SomeFailed;
                }
            }
        }
    }
    let wanted = |id: &str| of_run.as_ref().is_none_or(|run| run.contains(id));
    let mut inputs = ingest::reports(&args.inputs).filter(|i| i.as_ref().map_or(true, |r| wanted(&r.id)));
    let mut counter = Counter::new(resources);
    let work = |input: run::Input| {
        let report = input.map_err(|e| e.to_string())?;
        let extraction = run::guarded(&report, |report| pipeline::explain(resources, report))?;
        Ok::<_, String>((report, extraction))
    };
    run::run(&run::pool(args.jobs)?, &mut inputs, work, |done| {
        for answer in done {
            match answer {
                Ok((report, extraction)) => counter.add(&report, &extraction),
                Err(message) => {
                    complain(message);
                    exit = Exit::SomeFailed;
                }
            }
        }
        Ok::<bool, std::convert::Infallible>(true)
    })?;
    let unknowns = counter.finish(args.least);
    let text = table::text(&unknowns);
    let Some(file) = &args.output else {
        say(text.trim_end());
        return Ok(exit);
    };
    let fault = |e: std::io::Error| Fatal(format!("{}: cannot be written ({e}); choose another place with --output", file.display()));
    if let Some(folder) = file.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(fault)?;
    }
    // Never over a file that came into being meanwhile.
    let mut new = fs::File::create_new(file).map_err(fault)?;
    new.write_all(text.as_bytes()).map_err(fault)?;
    let of = |kind| unknowns.iter().filter(|u| u.kind == kind).count();
    say(format_args!("{} places and {} actors that no table knows\nwrote {}", of(Kind::Place), of(Kind::Actor), file.display()));
    Ok(exit)
}
