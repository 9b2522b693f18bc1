//! How long a start takes: the built-in data loaded, and the first Arabic word looked up.
//! `cargo bench --bench startup`

use khabar::pipeline::extract;
use khabar::report::Report;
use khabar::resources::Resources;
use std::time::{Duration, Instant};

const RUNS: usize = 20;

fn main() {
    let report = Report { id: "one".into(), text: "قتل جنديان في هجوم على قاعدة للجيش قرب غاو.".into(), ..Report::default() };
    let mut times: Vec<(Duration, Duration)> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let resources = Resources::built_in();
            let loaded = start.elapsed();
            assert!(!extract(&resources, &report).is_empty());
            (loaded, start.elapsed())
        })
        .collect();
    times.sort_by_key(|t| t.1);
    for (name, (loaded, all)) in [("best", times[0]), ("median", times[RUNS / 2])] {
        println!("{name}: {:.1} ms to load, {:.1} ms to the first report's records", loaded.as_secs_f64() * 1e3, all.as_secs_f64() * 1e3);
    }
}
