//! Reports through the pipeline, many at a time, answers in the order of the reports.
//!
//! In: an iterator of reports. Out: an answer for each, in order, to the caller's sink. Memory holds one
//! window of reports, not all of them.

use khabar::ingest::IngestError;
use khabar::record::EventRecord;
use khabar::report::Report;
use rayon::prelude::*;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

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
    record_panics();
    loop {
        let window = next_window(&mut inputs);
        if window.is_empty() {
            return Ok(());
        }
        let done: Vec<Done<T>> = pool.install(|| {
            window
                .into_par_iter()
                .map(|input| {
                    let report = input.map_err(|e| e.to_string())?;
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

thread_local! {
    static IN_REPORT: Cell<bool> = const { Cell::new(false) };
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Inside a report a panic is noted instead of printed; elsewhere it goes its usual way.
fn record_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IN_REPORT.get() {
                return usual(info);
            }
            let payload = info.payload();
            let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
            let at = info.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
            LAST_PANIC.with_borrow_mut(|last| *last = format!("{said}{at}"));
        }));
    });
}

/// Runs `extract`; a panic in it becomes the report's error.
fn guarded<T>(report: &Report, extract: impl Fn(&Report) -> T) -> Result<T, String> {
    IN_REPORT.set(true);
    let events = panic::catch_unwind(AssertUnwindSafe(|| extract(report)));
    IN_REPORT.set(false);
    events.map_err(|_| {
        let said = LAST_PANIC.with_borrow_mut(std::mem::take);
        format!("report \"{}\": the program itself failed on it ({said}); its events are missing, please send us the report", report.id)
    })
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
