//! `khabar extract`: reports in, event tables out.

use super::guarded::{Guarded, lost_or_read};
use super::input::InputArgs;
use super::{DataArgs, Exit, Fatal, complain, data_problems, run, say, summary::Summary};
use khabar::ingest;
use khabar::pipeline;
use khabar::write::{Countries, Format, Outputs, Texts, WriteError};
use std::path::PathBuf;

/// Read reports and write the events that they tell
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files (.txt .md .html .pdf .docx .json .jsonl .csv .tsv .xml .rss .atom .eml, and .zip .gz .zst of them),
    /// folders, patterns in quotes ('in/*.html'); `-` is standard input
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
    /// Write the texts in which spans count to texts.jsonl in the output folder
    #[arg(long)]
    keep_text: bool,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    input: InputArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let resources = args.data.resources()?;
    let countries = Countries::load(&args.data.source()?).map_err(|p| data_problems(&p))?;
    let mut outputs = Outputs::create(&args.output, &args.format, &countries)?;
    let texts = args.keep_text.then(|| Texts::create(&args.output)).transpose()?;
    let mut inputs = Guarded::new(ingest::reports_with(&args.inputs, args.input.options()?), texts);
    let mut summary = Summary::default();
    run::run(
        &run::pool(args.jobs)?,
        inputs.by_ref().filter(lost_or_read),
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
    let mut written = outputs.finish()?;
    written.extend(inputs.finish()?);
    say(&summary);
    for path in written {
        say(format_args!("wrote {}", path.display()));
    }
    Ok(if summary.failed > 0 { Exit::SomeFailed } else { Exit::Fine })
}
