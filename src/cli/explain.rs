//! `khabar explain`: one report, stage by stage.

use super::guarded::Guarded;
use super::input::InputArgs;
use super::{DataArgs, Exit, Fatal, complain, say};
use khabar::explain::{Options, explain, explain_merge};
use khabar::ingest;
use khabar::report::Report;
use std::io::IsTerminal;

/// Show how a report is read: its mentions, and what every stage found, rejected and why
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar explain report.txt
  khabar explain reports.jsonl --id r17 --sentence 2
  khabar explain merged/events.jsonl --merge EVENT_ID")]
pub(super) struct Args {
    /// The file with the report; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// The report's id, where the file holds several
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Show only this sentence, counted from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    sentence: Option<u32>,
    /// FILE is an events.jsonl: show why this event's reports were taken for one, and which were kept apart
    #[arg(long, value_name = "EVENT_ID", conflicts_with_all = ["id", "sentence"])]
    merge: Option<String>,
    /// Mark mentions with brackets and labels, as when the output is no terminal
    #[arg(long, visible_alias = "no-color")]
    no_colour: bool,
    /// Columns of the terminal
    #[arg(long, value_name = "N", default_value_t = 120, env = "COLUMNS", hide_env_values = true)]
    width: usize,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    input: InputArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let colour = !args.no_colour && std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if let Some(event) = &args.merge {
        say(explain_merge(args.data.resources()?, &args.file, event, colour)?);
        return Ok(Exit::Fine);
    }
    let report = report(args)?;
    let resources = args.data.resources()?;
    let options = Options { colour, sentence: args.sentence.map(|n| n as usize), width: args.width };
    match explain(resources, &report, &options) {
        Ok(text) => say(text),
        Err(e) => return Err(e.into()),
    }
    Ok(Exit::Fine)
}

/// The report that the user means.
fn report(args: &Args) -> Result<Report, Fatal> {
    let mut all: Vec<Report> = Vec::new();
    for input in Guarded::new(ingest::reports_with(std::slice::from_ref(&args.file), args.input.options()?), None) {
        match input {
            Ok(report) => all.push(report),
            Err(e) => complain(e),
        }
    }
    let ids: Vec<String> = all.iter().map(|r| r.id.clone()).collect();
    let mut wanted: Vec<Report> = all.into_iter().filter(|r| args.id.as_ref().is_none_or(|id| *id == r.id)).collect();
    match (wanted.len(), ids.is_empty(), &args.id) {
        (1, _, _) => Ok(wanted.remove(0)),
        (_, true, _) => Err(Fatal(format!("{}: holds no report that can be read", args.file))),
        (_, _, Some(id)) => Err(Fatal(format!("{}: holds no report \"{id}\"; its reports are {}", args.file, ids.join(", ")))),
        (n, _, None) => Err(Fatal(format!("{}: holds {n} reports; choose one with --id: {}", args.file, ids.join(", ")))),
    }
}
