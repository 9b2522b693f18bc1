//! `khabar completions` and `khabar man`: what shells and `man` know of the program, made from its own
//! command line.

use super::{Cli, Exit, Fatal, say};
use clap::CommandFactory;
use clap_complete::Shell;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar completions bash > ~/.local/share/bash-completion/completions/khabar
  khabar completions fish > ~/.config/fish/completions/khabar.fish")]
pub(super) struct Completions {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Print the manual page, or write all pages to a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar man | man -l -
  khabar man --dir ~/.local/share/man/man1")]
pub(super) struct Man {
    /// Write khabar.1 and a page for each command here
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn completions(args: &Completions) -> Result<Exit, Fatal> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "khabar", &mut script);
    // A reader that went away is no fault of ours.
    let _ = std::io::stdout().write_all(&script);
    Ok(Exit::Fine)
}

pub(super) fn man(args: &Man) -> Result<Exit, Fatal> {
    let mut whole = Cli::command();
    whole.build();
    let Some(folder) = &args.dir else {
        let _ = std::io::stdout().write_all(&page(whole)?);
        return Ok(Exit::Fine);
    };
    let fault = |path: &PathBuf, e: std::io::Error| Fatal(format!("{}: cannot be written ({e}); choose another folder with --dir", path.display()));
    fs::create_dir_all(folder).map_err(|e| fault(folder, e))?;
    let commands: Vec<clap::Command> = whole.get_subcommands().filter(|c| c.get_name() != "help").cloned().collect();
    let pages = commands.into_iter().map(|c| (format!("khabar-{}", c.get_name()), c)).chain([("khabar".to_owned(), whole)]);
    for (name, command) in pages {
        let path = folder.join(format!("{name}.1"));
        // The page speaks of the command as it is typed, and is called as its file.
        fs::write(&path, page(command.display_name(&name))?).map_err(|e| fault(&path, e))?;
        say(format_args!("wrote {}", path.display()));
    }
    Ok(Exit::Fine)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Fatal> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}
