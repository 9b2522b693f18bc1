//! `khabar check`: are the data right, and does every rule do what its examples say?

use super::{DataArgs, Exit, Fatal, complain, say};
use khabar::check;

/// Check the data files and run every rule's examples
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Rewrite the tables in their canonical form: sorted, without doubles
    #[arg(long)]
    fix: bool,
    /// List the classes that words may have and patterns may test
    #[arg(long)]
    classes: bool,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    if args.classes {
        args.data.resources()?.classes.names().for_each(say);
        return Ok(Exit::Fine);
    }
    let problems = check::run(&args.data.source()?, args.fix);
    problems.iter().for_each(complain);
    say(format_args!("{} problems", problems.len()));
    Ok(if problems.is_empty() { Exit::Fine } else { Exit::SomeFailed })
}
