//! `khabar extract`: reports in, event tables out.

use super::{DataArgs, Exit, Fatal, complain, data_problems, run, say, summary::Summary};
use khabar::write::{Countries, Format, Outputs, WriteError};
use khabar::{ingest, pipeline};
use std::path::PathBuf;

/// Read reports and write the events that they tell
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files (.txt, .jsonl, .json) and folders; `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Folder for events.csv, claims.csv and events.jsonl; made if it is missing
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Forms to write: csv, jsonl
    #[arg(long, value_delimiter = ',', default_value = "csv,jsonl")]
    format: Vec<Format>,
    /// Threads; 0 is one for each processor
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    jobs: usize,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let resources = args.data.resources()?;
    let countries = Countries::load(&args.data.source()?).map_err(|p| data_problems(&p))?;
    let mut outputs = Outputs::create(&args.output, &args.format, &countries)?;
    let mut summary = Summary::default();
    run::run(
        &run::pool(args.jobs)?,
        ingest::reports(&args.inputs),
        |report| pipeline::extract(resources, report),
        |done| {
            match done {
                Ok((report, events)) => {
                    events.iter().try_for_each(|event| outputs.write(event))?;
                    summary.add(&report, &events);
                }
                Err(message) => {
                    complain(message);
                    summary.failed += 1;
                }
            }
            Ok::<(), WriteError>(())
        },
    )?;
    let written = outputs.finish()?;
    say(&summary);
    for path in written {
        say(format_args!("wrote {}", path.display()));
    }
    Ok(if summary.failed > 0 { Exit::SomeFailed } else { Exit::Fine })
}
