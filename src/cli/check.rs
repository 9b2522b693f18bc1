//! `khabar check`: are the data right, and does every rule do what its examples say?

use super::{DataArgs, Exit, Fatal, say};
use khabar::check;

/// Check the data files and run every rule's examples
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar check --data my
  khabar check --data my --fix
  khabar check --classes")]
pub(super) struct Args {
    /// Mend what can be mended mechanically first: spaces, line ends, doubled lines (needs --data)
    #[arg(long)]
    fix: bool,
    /// List the classes that words may have and patterns may test
    #[arg(long)]
    classes: bool,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let source = args.data.source()?;
    if args.classes {
        say(check::classes(args.data.resources()?).trim_end());
        return Ok(Exit::Fine);
    }
    if args.fix {
        let [folder] = args.data.folders() else {
            return Err(Fatal("--fix rewrites data files, so it needs one --data DIR with the folder that holds gazetteers/ and rules/".into()));
        };
        for mended in check::fix(folder)? {
            say(format_args!("mended {} ({} lines)", mended.path, mended.lines));
        }
    }
    let found = check::check(&source);
    for problem in &found.problems {
        say(problem);
    }
    say(format_args!("\n{}", found.parity));
    say(format_args!("{} files, {} rules, {} example texts: {} problems", found.files, found.rules, found.texts, found.problems.len()));
    Ok(if found.problems.is_empty() { Exit::Fine } else { Exit::SomeFailed })
}
