//! Whether a run may begin in a folder, and where it begins: anew, or where another one stopped.

use super::Fatal;
use khabar::write::Format;
use khabar::write::journal::{Head, Journal};
use khabar::write::run_report;
use std::fs;
use std::path::Path;

/// What the user wishes to happen to what stands in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing of an earlier run may be there.
    Fresh,
    /// It is replaced.
    Replace,
    /// A stopped run goes on.
    Resume,
}

/// How a run begins.
pub(super) enum Begun {
    Anew(Journal),
    Again(Journal),
    /// The same run is complete already.
    Done,
}

pub(super) fn begin(folder: &Path, formats: &[Format], head: Head, wish: Wish) -> Result<Begun, Fatal> {
    let shown = folder.display();
    // A journal that cannot be read is replaced, if that is wished.
    let watched = Journal::open(folder).ok().flatten().filter(|j| j.head().command != head.command);
    if let Some(journal) = watched {
        let (command, inputs) = (&journal.head().command, journal.head().inputs.join(" "));
        return Err(Fatal(format!("{shown}: belongs to `khabar {command} {inputs}`; choose another folder with --output")));
    }
    if wish == Wish::Replace {
        return Ok(Begun::Anew(Journal::create(folder, head)?));
    }
    if let Some(journal) = Journal::open(folder)? {
        return match (wish, journal.head().differs(&head)) {
            (Wish::Resume, None) => Ok(Begun::Again(journal)),
            (Wish::Resume, Some(what)) => {
                Err(Fatal(format!("{shown}: the stopped run cannot go on, because {what} changed since; begin anew with --force, or go on with what it had")))
            }
            _ => Err(Fatal(format!("{shown}: holds a run that was stopped; go on with it by --resume, or begin anew with --force"))),
        };
    }
    let files = formats.iter().flat_map(|f| f.files()).copied().chain([run_report::NAME]);
    if let Some(there) = files.map(|f| folder.join(f)).find(|f| f.exists()) {
        if wish == Wish::Resume && completed(folder, &head) {
            return Ok(Begun::Done);
        }
        return Err(Fatal(format!("{}: is there already; replace it with --force, or choose another folder with --output", there.display())));
    }
    Ok(Begun::Anew(Journal::create(folder, head)?))
}

/// Whether `run.json` tells of the same run, and that it is complete.
fn completed(folder: &Path, head: &Head) -> bool {
    let Ok(text) = fs::read_to_string(folder.join(run_report::NAME)) else { return false };
    let Ok(run) = serde_json::from_str::<serde_json::Value>(&text) else { return false };
    run["complete"] == true && serde_json::from_value::<Head>(run).is_ok_and(|there| there.differs(head).is_none())
}
