//! Reports through the pipeline, many at a time, answers in the order of the reports.
//!
//! In: an iterator of reports. Out: an answer for each, in order, to the caller's sink. Memory holds one
//! window of reports, not all of them.

use super::panics;
use khabar::ingest::IngestError;
use khabar::record::EventRecord;
use khabar::report::Report;
use rayon::prelude::*;

/// Most reports held in memory at once.
const WINDOW: usize = 64;
/// Bytes of text after which a window is closed, so that long reports do not pile up.
const WINDOW_BYTES: usize = 32 * 1024 * 1024;

/// A report and what was found in it, or the message why nothing could be.
pub(super) type Done<T = Vec<EventRecord>> = Result<(Report, T), String>;

/// A pool of `jobs` threads; 0 means one for each processor.
pub(super) fn pool(jobs: usize) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(8 << 20).build()
}

/// Feeds the reports through `extract` in windows and hands every answer to `sink`, in order.
pub(super) fn run<T: Send, E>(
    pool: &rayon::ThreadPool,
    mut inputs: impl Iterator<Item = Result<Report, IngestError>>,
    extract: impl Fn(&Report) -> T + Sync,
    mut sink: impl FnMut(Done<T>) -> Result<(), E>,
) -> Result<(), E> {
    loop {
        let window = next_window(&mut inputs);
        if window.is_empty() {
            return Ok(());
        }
        let done: Vec<Done<T>> = pool.install(|| {
            window
                .into_par_iter()
                .map(|input| {
                    let report = input.map_err(|e| format!("{e} [{}]", e.kind()))?;
                    let events = guarded(&report, &extract)?;
                    Ok((report, events))
                })
                .collect()
        });
        done.into_iter().try_for_each(&mut sink)?;
    }
}

fn next_window(inputs: &mut impl Iterator<Item = Result<Report, IngestError>>) -> Vec<Result<Report, IngestError>> {
    let mut window = Vec::new();
    let mut bytes = 0;
    while window.len() < WINDOW && bytes < WINDOW_BYTES {
        let Some(input) = inputs.next() else { break };
        bytes += input.as_ref().map_or(0, |r| r.text.len());
        window.push(input);
    }
    window
}

/// Runs `extract`; a panic in it becomes the report's error.
fn guarded<T>(report: &Report, extract: impl Fn(&Report) -> T) -> Result<T, String> {
    panics::catch(|| extract(report))
        .map_err(|said| format!("report \"{}\": the program itself failed on it ({said}); its events are missing, please send us the report", report.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn answers(jobs: usize, count: usize) -> Vec<String> {
        let inputs = (0..count).map(|i| Ok(Report { id: i.to_string(), text: "x".into(), ..Report::default() }));
        let extract = |r: &Report| {
            assert!(!r.id.ends_with('7'), "a seven");
            Vec::new()
        };
        let mut out = Vec::new();
        let sink = |done: Done| -> Result<(), Infallible> {
            out.push(done.map_or_else(|e| e, |(r, _)| r.id));
            Ok(())
        };
        run(&pool(jobs).unwrap(), inputs, extract, sink).unwrap();
        out
    }

    #[test]
    fn order_is_kept_and_a_panic_costs_one_report() {
        let one = answers(1, 150);
        assert_eq!(one, answers(4, 150));
        assert_eq!(one.len(), 150);
        assert_eq!(one[149], "149");
        assert!(one[17].starts_with("report \"17\": the program itself failed on it (a seven at "), "{}", one[17]);
        assert_eq!(one[18], "18");
    }
}
