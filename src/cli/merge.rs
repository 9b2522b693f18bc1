//! `khabar merge`: records of many reports in, one record an event out.

use super::{DataArgs, Exit, Fatal, complain, data_problems, say, settings};
use khabar::merge::{Counts, MergeError, Merger, records};
use khabar::write::{Countries, Format, Outputs, Tables};
use std::path::PathBuf;

/// Join the records of reports that tell the same event
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar merge out/events.jsonl --output merged
  khabar merge merged/ today/ --output merged2
      a merged folder together with a new day's records
  khabar explain merged/events.jsonl --merge EVENT_ID
      why these reports tell one event")]
pub(super) struct Args {
    /// events.jsonl files or the folders that hold them, merged ones too; `-` is standard input
    #[arg(required = true, value_name = "EVENTS")]
    inputs: Vec<String>,
    /// Folder for events.csv, claims.csv and events.jsonl; made if it is missing
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Forms to write: csv, jsonl, geojson, xlsx, sqlite, parquet
    #[arg(long, value_delimiter = ',', default_value = "csv,jsonl")]
    format: Vec<Format>,
    /// Replace what stands in the folder
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let there = args.format.iter().flat_map(|f| f.files()).map(|f| args.output.join(f)).find(|f| f.exists());
    if let Some(there) = there.filter(|_| !args.force) {
        return Err(Fatal(format!("{}: is there already; replace it with --force, or choose another folder with --output", there.display())));
    }
    let resources = args.data.resources()?;
    let countries = Countries::load(&args.data.source()?).map_err(|p| data_problems(&p))?;
    let mut merger = Merger::new(resources);
    let mut failed = 0;
    for record in records(&args.inputs) {
        match record {
            Ok(record) => merger.add(&record).map_err(MergeError::<std::io::Error>::from)?,
            Err(e) => {
                complain(e);
                failed += 1;
            }
        }
    }
    let mut outputs = Outputs::create(&args.output, &args.format, Tables { countries, layouts: settings::get().columns.layouts() })?;
    let counts = merger.finish(|event| outputs.write(&event))?;
    let written = outputs.finish()?;
    say(summary(&counts));
    for path in written.files {
        say(format_args!("wrote {}", path.display()));
    }
    Ok(if failed > 0 { Exit::SomeFailed } else { Exit::Fine })
}

/// What was merged, in a line or two.
pub(super) fn summary(counts: &Counts) -> String {
    let mut out = format!("{} records tell {} events; {} events are told by several reports", counts.records - counts.repeated, counts.events, counts.joined);
    if counts.repeated > 0 {
        out.push_str(&format!("\n{} records came in more than once", counts.repeated));
    }
    if counts.differing > 0 {
        out.push_str(&format!("\nwarning: {} of them differ from what came in under the same id, and were left out", counts.differing));
    }
    out
}
