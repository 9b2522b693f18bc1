//! The command line: what the user typed -> calls into the library, and everything that is printed.
//!
//! A subcommand is a file with `Args` and `run`, a line in [`Command`] and one in [`main`].

mod begin;
mod check;
mod eval;
mod explain;
mod extract;
mod gazetteer;
mod guarded;
mod input;
mod interrupt;
mod map;
mod merge;
mod panics;
mod places;
mod progress;
mod run;
mod settings;
mod shell;
mod summary;
mod unknown;
mod watch;

use clap::{Parser, Subcommand};
use khabar::gazetteer::store::Store;
use khabar::resources::Resources;
use khabar::resources::bytes::Bytes;
use khabar::resources::problem::Problem;
use khabar::resources::source::DataSource;
use std::fmt::Display;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  khabar extract reports/ --output out
  khabar extract dump.jsonl --output out --format csv,xlsx,sqlite
  khabar explain report.txt
  khabar map out/events.jsonl -o map.html

`khabar COMMAND --help` has examples of each command.";

/// Reads news reports in Arabic, French and English and writes conflict event records.
#[derive(Debug, Parser)]
#[command(name = "khabar", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    /// Settings; without this, khabar.toml in the folder in which khabar runs
    #[arg(long, value_name = "FILE", global = true, env = "KHABAR_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Args),
    Merge(merge::Args),
    Unknown(unknown::Args),
    Explain(explain::Args),
    Check(check::Args),
    Eval(eval::Args),
    Places(places::Args),
    Gazetteer(gazetteer::Args),
    Watch(watch::Args),
    Map(map::Args),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// The folder of data files that stands in for the built-in ones.
#[derive(Debug, clap::Args)]
struct DataArgs {
    /// Folder with `gazetteers/` and `rules/`; a file missing there is taken from the built-in set. Given
    /// several times, the first folder that has a file gives it
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    #[command(flatten)]
    user: UserDataArgs,
}

/// Which imported place tables are used.
#[derive(Debug, clap::Args)]
struct UserDataArgs {
    /// Folder with imported place tables, in place of the usual one
    #[arg(long, value_name = "DIR", env = "KHABAR_USER_DATA", hide_env_values = true)]
    user_data: Option<PathBuf>,
    /// Use no imported place tables, so that everyone gets the same records
    #[arg(long, env = "KHABAR_NO_USER_DATA", hide_env_values = true, value_parser = clap::builder::FalseyValueParser::new())]
    no_user_data: bool,
}

impl UserDataArgs {
    /// The folder that imports go to.
    fn store(&self) -> Result<Store, Fatal> {
        let given = self.user_data.clone().map(Store::at);
        given.or_else(Store::usual).ok_or_else(|| Fatal("there is no home folder to keep imported tables in; give one with --user-data".into()))
    }

    /// The imported tables; those of the usual folder only where they are `wanted`.
    fn layer(&self, wanted: bool) -> Result<Option<Bytes>, Fatal> {
        let store = match &self.user_data {
            _ if self.no_user_data => None,
            Some(folder) => Some(Store::at(folder.clone())),
            None if wanted => Store::usual(),
            None => None,
        };
        Ok(store.map(|s| s.layer()).transpose()?.flatten())
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Fine = 0,
    /// Some reports failed; the others are done.
    SomeFailed = 1,
    /// Nothing could be done as it was asked for.
    Misuse = 2,
    /// The user stopped the run; the outputs hold what was done.
    Stopped = interrupt::EXIT as isize,
}

/// A message that ends the command with [`Exit::Misuse`].
#[derive(Debug)]
struct Fatal(String);

impl<E: std::error::Error> From<E> for Fatal {
    fn from(error: E) -> Fatal {
        Fatal(error.to_string())
    }
}

/// Runs what the command line asks for.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = settings::load(cli.config.as_deref()).and_then(|()| match cli.command {
        Command::Extract(args) => extract::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Unknown(args) => unknown::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Places(args) => places::run(&args),
        Command::Gazetteer(args) => gazetteer::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Map(args) => map::run(&args),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
    });
    let exit = result.unwrap_or_else(|fatal| {
        complain(&fatal.0);
        Exit::Misuse
    });
    ExitCode::from(exit as u8)
}

impl DataArgs {
    /// Where the data come from: what the command line says, or else the settings.
    fn source(&self) -> Result<DataSource, Fatal> {
        let folders = self.folders();
        if let Some(missing) = folders.iter().find(|f| !f.is_dir()) {
            return Err(Fatal(format!("{}: no such folder; --data takes the folder that holds gazetteers/ and rules/", missing.display())));
        }
        Ok(match folders {
            [] => DataSource::BuiltIn,
            [folder] => DataSource::Folder(folder.clone()),
            _ => DataSource::Folders(folders.to_vec()),
        })
    }

    fn folders(&self) -> &[PathBuf] {
        if self.data.is_empty() { &settings::get().data.folders } else { &self.data }
    }

    /// The data, or all that is wrong with them. They are never given back: the end of the program
    /// does that faster.
    fn resources(&self) -> Result<&'static Resources, Fatal> {
        self.load(true)
    }

    /// The data without what the user imported, unless the command names its folder: for figures that
    /// others can get too.
    fn shared_resources(&self) -> Result<&'static Resources, Fatal> {
        self.load(false)
    }

    fn load(&self, imported: bool) -> Result<&'static Resources, Fatal> {
        let mut loaded = Resources::load(&self.source()?).map_err(|problems| data_problems(&problems))?;
        if let Some(layer) = self.user.layer(imported)? {
            loaded.add_places(layer);
        }
        Ok(Box::leak(Box::new(loaded)))
    }
}

/// Problems shown at once; more would push the first off the screen.
const SHOWN_PROBLEMS: usize = 20;

fn data_problems(problems: &[Problem]) -> Fatal {
    let mut lines: Vec<String> = problems.iter().take(SHOWN_PROBLEMS).map(ToString::to_string).collect();
    if problems.len() > SHOWN_PROBLEMS {
        lines.push(format!("… and {} more", problems.len() - SHOWN_PROBLEMS));
    }
    let count = if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
    Fatal(format!("the data cannot be used ({count}):\n{}", lines.join("\n")))
}

/// One message to standard error.
fn complain(message: impl Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "khabar: {message}");
}

/// Text to standard output; a reader that went away is no fault of ours.
fn say(text: impl Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{text}");
}
