//! `khabar explain`: why a report's events are what they are.

use super::{DataArgs, Exit, Fatal, complain, say};
use khabar::{explain, ingest};

/// Show, value by value, which words and rules made the events of a report
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// File with the report; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// The report with this id, where the file holds several
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let resources = args.data.resources()?;
    let (mut exit, mut found) = (Exit::Fine, false);
    for input in ingest::reports(std::slice::from_ref(&args.file)) {
        match input {
            Ok(report) if args.id.as_ref().is_none_or(|id| *id == report.id) => {
                found = true;
                say(explain::explain(&resources, &report));
            }
            Ok(_) => {}
            Err(e) => {
                complain(e);
                exit = Exit::SomeFailed;
            }
        }
    }
    match &args.id {
        Some(id) if !found => Err(Fatal(format!("{}: holds no report with the id \"{id}\"", args.file))),
        _ => Ok(exit),
    }
}
