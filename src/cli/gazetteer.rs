//! `khabar gazetteer`: place tables of the user's own.

use super::{Exit, Fatal, UserDataArgs, complain, say};
use clap::Subcommand;
use khabar::gazetteer::{import, store::Store};
use khabar::resources::Resources;
use std::path::PathBuf;

/// Bring in place tables of your own, used from then on
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar gazetteer import ML.txt NE.txt
  khabar gazetteer list")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read GeoNames dumps (XX.txt), OCHA tables of units (csv) or tables of our own form
    Import {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// GeoNames' alternateNamesV2.txt, whose names join the dumps'
        #[arg(long, value_name = "FILE")]
        alternate_names: Option<PathBuf>,
        #[command(flatten)]
        user: UserDataArgs,
    },
    /// Download GeoNames dumps by country code, and import them
    Fetch {
        /// ISO 3166-1 alpha-2 codes: ML BF NE
        #[arg(required = true, value_name = "COUNTRY")]
        countries: Vec<String>,
        /// Where the dumps lie
        #[arg(long, value_name = "URL", default_value = "https://download.geonames.org/export/dump")]
        from: String,
        #[command(flatten)]
        user: UserDataArgs,
    },
    /// Say what was imported
    List {
        #[command(flatten)]
        user: UserDataArgs,
    },
    /// Forget imported tables, by the names that `list` shows
    Remove {
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
        #[command(flatten)]
        user: UserDataArgs,
    },
}

/// Faults of one file shown at once.
const SHOWN_FAULTS: usize = 10;

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    match &args.command {
        Command::Import { files, alternate_names, user } => {
            let resources = Resources::built_in();
            let store = user.store()?;
            let mut exit = Exit::Fine;
            for file in files {
                match import(file, alternate_names.as_deref(), &resources) {
                    Ok(imported) => {
                        for fault in imported.faults.iter().take(SHOWN_FAULTS) {
                            complain(fault);
                        }
                        if imported.faults.len() > SHOWN_FAULTS {
                            complain(format_args!("{}: … and {} more lines that cannot be read", file.display(), imported.faults.len() - SHOWN_FAULTS));
                        }
                        store.keep(&imported, &file.file_name().unwrap_or_default().to_string_lossy())?;
                        say(format_args!(
                            "{}: {} places, {} further names, {} lines of no use here, {} that cannot be read",
                            imported.name,
                            imported.rows.len(),
                            imported.names.len(),
                            imported.passed_over,
                            imported.faults.len()
                        ));
                        if !imported.faults.is_empty() {
                            exit = Exit::SomeFailed;
                        }
                    }
                    Err(e) => {
                        complain(e);
                        exit = Exit::SomeFailed;
                    }
                }
            }
            store.compile()?;
            say(format_args!("kept in {}", store.folder().display()));
            Ok(exit)
        }
        Command::Fetch { countries, from, user } => fetch(countries, from, &user.store()?),
        Command::List { user } => {
            let store = user.store()?;
            let held = store.held()?;
            if held.is_empty() {
                say(format_args!("nothing was imported into {}", store.folder().display()));
            }
            held.iter().for_each(|h| say(format_args!("{}: {} places, {} further names", h.name, h.places, h.names)));
            Ok(Exit::Fine)
        }
        Command::Remove { names, user } => {
            let store = user.store()?;
            let mut exit = Exit::Fine;
            for name in names {
                if !store.forget(name)? {
                    complain(format_args!("\"{name}\" was not imported; `khabar gazetteer list` says what was"));
                    exit = Exit::SomeFailed;
                }
            }
            store.compile()?;
            Ok(exit)
        }
    }
}

#[cfg(feature = "fetch")]
fn fetch(countries: &[String], from: &str, store: &Store) -> Result<Exit, Fatal> {
    use khabar::gazetteer::fetch::country;
    let resources = Resources::built_in();
    let mut exit = Exit::Fine;
    for code in countries {
        match country(from, code, store.folder()).map_err(Fatal::from).and_then(|file| Ok(import(&file, None, &resources)?)) {
            Ok(imported) => {
                store.keep(&imported, "GeoNames")?;
                say(format_args!("{code}: {} places, {} further names", imported.rows.len(), imported.names.len()));
            }
            Err(Fatal(message)) => {
                complain(message);
                exit = Exit::SomeFailed;
            }
        }
    }
    store.compile()?;
    Ok(exit)
}

#[cfg(not(feature = "fetch"))]
fn fetch(countries: &[String], from: &str, _: &Store) -> Result<Exit, Fatal> {
    let codes = countries.iter().map(|c| format!("{from}/{c}.zip")).collect::<Vec<_>>().join(", ");
    Err(Fatal(format!(
        "this khabar was built without the feature \"fetch\"\n  mend: install it with `cargo install --path . --features fetch`, or download and unpack {codes} and run `khabar gazetteer import`"
    )))
}
