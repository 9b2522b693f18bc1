//! How fast reports are read: the invented reports once, four and sixteen times over, on one thread.
//! Reports a second at the three sizes should be about the same, and the time per size about four
//! times that of the one before; then time grows with the amount of text and no faster.
//!
//! Then one report, at three lengths: within a report drafts are compared with each other, so time may
//! grow faster than the text. The factors show by how much.
//!
//! `cargo bench --bench extract`

use khabar::ingest::reports;
use khabar::pipeline::extract;
use khabar::report::Report;
use khabar::resources::Resources;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [1, 4, 16];
const RUNS: usize = 3;

fn main() {
    let started = Instant::now();
    let resources = Resources::built_in();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports");
    let all: Vec<Report> = reports(&[folder.to_owned()]).map(|r| r.unwrap_or_else(|e| panic!("{e}"))).collect();
    println!("start-up: {:.0} ms to load the data and read {} reports", ms(started.elapsed()), all.len());
    let first = Instant::now();
    run(&resources, &all);
    println!("first pass, which makes the forms of all three languages: {:.0} ms", ms(first.elapsed()));

    println!("\nmany reports");
    measure(
        "reports",
        SIZES.map(|times| {
            let many: Vec<Report> = (0..times).flat_map(|_| all.iter().cloned()).collect();
            (many.len(), best(|| run(&resources, &many)))
        }),
    );

    println!("\none long report");
    let paragraphs: Vec<&str> = all.iter().map(|r| r.text.as_str()).collect();
    let text = paragraphs.join("\n");
    measure(
        "kB",
        SIZES.map(|times| {
            let long = Report { text: vec![text.as_str(); times].join("\n"), ..all[0].clone() };
            (long.text.len() / 1024, best(|| run(&resources, std::slice::from_ref(&long))))
        }),
    );
}

/// A line a size: its time, its speed, and how its time compares with that of the size before.
fn measure(unit: &str, sizes: [(usize, Duration); 3]) {
    let mut before: Option<(usize, Duration)> = None;
    for (amount, time) in sizes {
        let growth =
            before.map_or_else(String::new, |(a, t)| format!("   x{:.1} {unit}, x{:.1} time", amount as f64 / a as f64, time.as_secs_f64() / t.as_secs_f64()));
        println!("{amount:>6} {unit:<8} {:>8.1} ms {:>8.0} {unit}/s{growth}", ms(time), amount as f64 / time.as_secs_f64());
        before = Some((amount, time));
    }
}

fn run(resources: &Resources, reports: &[Report]) -> usize {
    reports.iter().map(|report| extract(resources, report).len()).sum()
}

/// The shortest of a few runs: what else the machine does can only add to it.
fn best(mut work: impl FnMut() -> usize) -> Duration {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
