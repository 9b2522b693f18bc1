//! Reports through the pipeline, many at a time, answers in the order of the reports.
//!
//! In: an iterator of reports. Out: an answer for each, in order, to the caller's sink, a window at a
//! time. Memory holds one window of reports, not all of them.

use super::panics;
use khabar::ingest::IngestError;
use khabar::report::Report;
use rayon::prelude::*;

/// Most reports held in memory at once.
const WINDOW: usize = 64;
/// Bytes of text after which a window is closed, so that long reports do not pile up.
const WINDOW_BYTES: usize = 32 * 1024 * 1024;

/// A report, or why there is none.
pub(super) type Input = Result<Report, IngestError>;

/// A pool of `jobs` threads; 0 means one for each processor.
pub(super) fn pool(jobs: usize) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(8 << 20).build()
}

/// Feeds the inputs through `work` in windows and hands the answers of each window to `sink`, in
/// order, until the inputs or the sink end it: `Ok(false)` from the sink is the wish to stop.
pub(super) fn run<T: Send, E>(
    pool: &rayon::ThreadPool,
    inputs: &mut impl Iterator<Item = Input>,
    work: impl Fn(Input) -> T + Sync,
    mut sink: impl FnMut(Vec<T>) -> Result<bool, E>,
) -> Result<(), E> {
    loop {
        let window = next_window(inputs);
        if window.is_empty() {
            return Ok(());
        }
        let done: Vec<T> = pool.install(|| window.into_par_iter().map(&work).collect());
        if !sink(done)? {
            return Ok(());
        }
    }
}

fn next_window(inputs: &mut impl Iterator<Item = Input>) -> Vec<Input> {
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
pub(super) fn guarded<T>(report: &Report, extract: impl Fn(&Report) -> T) -> Result<T, String> {
    panics::catch(|| extract(report))
        .map_err(|said| format!("report \"{}\": the program itself failed on it ({said}); its events are missing, please send us the report", report.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn answers(jobs: usize, count: usize, most: usize) -> Vec<String> {
        let mut inputs = (0..count).map(|i| Ok(Report { id: i.to_string(), text: "x".into(), ..Report::default() }));
        let work = |input: Input| {
            let report = input.map_err(|e| e.to_string())?;
            let extract = |r: &Report| {
                assert!(!r.id.ends_with('7'), "a seven");
            };
            guarded(&report, extract).map(|_| report.id)
        };
        let mut out = Vec::new();
        let sink = |done: Vec<Result<String, String>>| -> Result<bool, Infallible> {
            out.extend(done.into_iter().map(|d| d.unwrap_or_else(|e| e)));
            Ok(out.len() < most)
        };
        run(&pool(jobs).unwrap(), &mut inputs, work, sink).unwrap();
        out
    }

    #[test]
    fn order_is_kept_and_a_panic_costs_one_report() {
        let one = answers(1, 150, usize::MAX);
        assert_eq!(one, answers(4, 150, usize::MAX));
        assert_eq!(one.len(), 150);
        assert_eq!(one[149], "149");
        assert!(one[17].starts_with("report \"17\": the program itself failed on it (a seven at "), "{}", one[17]);
        assert_eq!(one[18], "18");
    }

    #[test]
    fn the_sink_can_stop_a_run_between_windows() {
        assert_eq!(answers(2, 1000, 1).len(), WINDOW);
    }
}
