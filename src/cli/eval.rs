//! `khabar eval`: how good the records are, measured against gold.

use super::guarded::{Guarded, lost_or_read};
use super::{DataArgs, Exit, Fatal, complain, run, say};
use khabar::eval::{Fault, GoldReport, Miss, Predictions, Score, Slot, read_gold, read_predictions, score};
use khabar::{ingest, pipeline};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::PathBuf;

/// Measure extraction against gold, slot by slot
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar eval gold/
  khabar eval gold/ --predictions out/events.jsonl --misses 20")]
pub(super) struct Args {
    /// Folder with *.gold.json and the reports they speak of
    #[arg(value_name = "GOLD_DIR")]
    gold: PathBuf,
    /// Score this events.jsonl instead of extracting anew
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Show the first N events that are missed, spurious or wrong in a slot
    #[arg(long, value_name = "N", default_value_t = 0)]
    misses: usize,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let golds = read_gold(&args.gold)?;
    let wanted: BTreeSet<&str> = golds.iter().map(|g| g.report.as_str()).collect();
    let (predictions, exit) = match &args.predictions {
        Some(file) => (read_predictions(file)?, Exit::Fine),
        None => extract(args, &wanted)?,
    };
    let overall = score(&golds, &predictions);
    let languages = by_language(&golds, &predictions);
    if args.json {
        let mut figures = overall.to_json();
        figures["languages"] = languages.iter().map(|(language, s)| (language.clone(), s.to_json())).collect();
        say(figures);
    } else {
        print(&overall, &languages);
        let left_out: Vec<usize> = predictions.iter().filter(|(id, _)| !wanted.contains(id.as_str())).map(|(_, events)| events.len()).collect();
        if !left_out.is_empty() {
            say(format_args!("  {} predictions of {} reports without gold were left out", left_out.iter().sum::<usize>(), left_out.len()));
        }
    }
    overall.misses.iter().take(args.misses).for_each(print_miss);
    Ok(exit)
}

/// Runs the pipeline over the reports that the gold speaks of.
fn extract(args: &Args, wanted: &BTreeSet<&str>) -> Result<(Predictions, Exit), Fatal> {
    let resources = args.data.shared_resources()?;
    let mut inputs = Guarded::new(ingest::reports(&[args.gold.to_string_lossy().into_owned()]), None)
        .filter(lost_or_read)
        .filter(|i| i.as_ref().map_or(true, |r| wanted.contains(r.id.as_str())));
    let (mut predictions, mut exit) = (Predictions::default(), Exit::Fine);
    let work = |input: run::Input| {
        let report = input.map_err(|e| e.to_string())?;
        run::guarded(&report, |report| pipeline::extract(resources, report)).map(|events| (report.id, events))
    };
    run::run(&run::pool(0)?, &mut inputs, work, |done| {
        for answer in done {
            match answer {
                Ok((id, events)) => drop(predictions.insert(id, events)),
                Err(message) => {
                    complain(message);
                    exit = Exit::SomeFailed;
                }
            }
        }
        Ok::<bool, Infallible>(true)
    })?;
    for report in wanted.iter().filter(|id| !predictions.contains_key(**id)) {
        complain(format_args!("gold of \"{report}\": there is no report with this id in {}; all its events count as missed", args.gold.display()));
        exit = Exit::SomeFailed;
    }
    Ok((predictions, exit))
}

fn by_language(golds: &[GoldReport], predictions: &Predictions) -> BTreeMap<String, Score> {
    let languages: BTreeSet<&str> = golds.iter().filter_map(|g| g.language.as_deref()).collect();
    let figures = |language| score(golds.iter().filter(|g| g.language.as_deref() == Some(language)), predictions);
    languages.into_iter().map(|language| (language.to_owned(), figures(language))).collect()
}

fn print(overall: &Score, languages: &BTreeMap<String, Score>) {
    say(head(overall));
    for slot in Slot::ALL {
        let t = overall.slot(slot);
        let (p, r, f1) = (t.precision(), t.recall(), t.f1());
        say(format_args!("  {:<11} P {p:.3}  R {r:.3}  F1 {f1:.3}   (tp {} fp {} fn {})", slot.name(), t.right, t.spurious, t.missed));
    }
    say(format_args!("  headline F1 {:.3} (all slots but materiel)", overall.headline().f1()));
    if languages.len() > 1 {
        for (language, score) in languages {
            say(format_args!("{language}: {}", head(score)));
            let slots: Vec<String> = Slot::ALL.into_iter().map(|s| format!("{} {:.3}", s.name(), score.slot(s).f1())).collect();
            say(format_args!("  headline F1 {:.3}: {}", score.headline().f1(), slots.join("  ")));
        }
    }
}

fn head(score: &Score) -> String {
    let e = score.events;
    let whole = score.whole_events_right().map_or_else(|| "-".to_owned(), |w| format!("{w:.4}"));
    format!("{} reports; events P {:.3} R {:.3} F1 {:.3}; whole events right {whole}", score.reports, e.precision(), e.recall(), e.f1())
}

fn print_miss(miss: &Miss) {
    let what = match &miss.what {
        Fault::Missed => "MISSED".to_owned(),
        Fault::Spurious => "SPURIOUS".to_owned(),
        Fault::Slots(slots) => format!("slots {}", slots.iter().map(|s| s.name()).collect::<Vec<_>>().join(",")),
    };
    say(format_args!("- {}: {what}\n    gold {}\n    mine {}", miss.report, miss.gold, miss.mine));
}
