//! How time and memory of merging grow with the number of records: invented records of several
//! sizes, told over as many more days as there are more of them.
//!
//! `cargo bench --bench merge`, or with sizes of your own: `cargo bench --bench merge -- 10000 20000`

use khabar::merge::Merger;
use khabar::record::EventRecord;
use khabar::resources::Resources;
use khabar::resources::places::Place;
use std::convert::Infallible;
use std::time::Instant;

const SIZES: [u64; 3] = [62_500, 250_000, 1_000_000];

/// Records a day, as many as a decade of reports on a region would give a million of.
const A_DAY: u64 = 274;

fn main() {
    let resources = Resources::built_in();
    let places: Vec<Place> =
        (0..resources.places.len() as u32).map(|n| resources.places.place(n)).filter(|p| p.point.is_some() && p.level().is_none()).collect();
    let given: Vec<u64> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let mut before: Option<(u64, f64)> = None;
    for size in if given.is_empty() { SIZES.to_vec() } else { given } {
        let started = Instant::now();
        let mut merger = Merger::new(&resources);
        (0..size).for_each(|n| merger.add(&record(n, size, &places)).expect("a passing file"));
        let took_in = started.elapsed().as_secs_f64();
        let counts = merger.finish(|_| Ok::<(), Infallible>(())).expect("a passing file");
        let seconds = started.elapsed().as_secs_f64();
        let growth = before.map_or(String::new(), |(n, s)| {
            let n_log_n = size as f64 * (size as f64).ln() / (n as f64 * (n as f64).ln());
            format!("   x{:.1} records, x{:.2} time (n log n: x{n_log_n:.2})", size as f64 / n as f64, seconds / s)
        });
        println!(
            "{size:>8} records {seconds:>7.1} s ({took_in:.1} s to take in)  {:>7.0} records/s  {} events, {} of several reports  peak {}{growth}",
            size as f64 / seconds,
            counts.events,
            counts.joined,
            peak()
        );
        before = Some((size, seconds));
    }
}

/// The most memory that the process ever held, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).map_or("unknown".into(), |kb| format!("{} MB", kb >> 10))
}

/// A number between 0 and `below`, always the same for the same seed.
fn chance(seed: u64, below: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x ^ (x >> 31)) % below
}

/// One of some three records of a happening, scattered over the input.
fn record(n: u64, size: u64, places: &[Place]) -> EventRecord {
    let happening = chance(n, size / 3 + 1);
    let told = |what: u64, below: u64| chance(happening * 31 + what, below);
    let place = &places[told(1, places.len() as u64) as usize];
    let day = chrono::NaiveDate::from_ymd_opt(2015, 1, 1).unwrap_or_default() + chrono::Days::new(told(2, size / A_DAY + 1));
    let date = if chance(n * 7, 20) == 0 { day.succ_opt().unwrap_or(day) } else { day };
    let (event, sub) =
        [("Battles", "Armed clash"), ("Violence against civilians", "Attack"), ("Explosions/Remote violence", "Air/drone strike")][told(3, 3) as usize];
    let doer = if chance(n * 11, 2) == 0 { "unidentified-armed-group" } else { ["jnim", "is-sahel", "vdp"][told(4, 3) as usize] };
    let dead = told(5, 30) + chance(n * 13, 3);
    let area = chance(n * 17, 12) == 0;
    let (lat, lon) = place.point.unwrap_or_default();
    let country = place.country;
    let words = "fighters of the group attacked the position of the army early in the morning and withdrew after two hours";
    serde_json::from_value(serde_json::json!({
        "schema_version": "1", "event_id": format!("{country}-{n:012x}"), "report_id": format!("report-{n}"),
        "source": format!("Outlet {}", chance(n * 19, 300)), "url": format!("https://example.org/news/{n}"),
        "published": (date + chrono::Days::new(1 + chance(n * 23, 4))).to_string(), "language": "en",
        "event_date": date.to_string(), "event_date_end": date.to_string(), "time_precision": 1, "date_text": "Monday",
        "disorder_type": "Political violence", "event_type": event, "sub_event_type": sub,
        "actors": [{"role": "actor1", "id": doer, "name": doer, "inter": "Rebel group", "text": words, "span": [0, 80]},
                   {"role": "actor2", "id": format!("military-{country}"), "name": "Military Forces", "inter": "State forces", "text": "army", "span": [90, 94]}],
        "civilian_targeting": false,
        "location": {"text": place.name, "span": [100, 110], "name": if area { place.admin1.unwrap_or("") } else { place.name },
            "country": country, "admin1": place.admin1, "admin2": if area { None } else { place.admin2 }, "latitude": lat, "longitude": lon,
            "geo_precision": if area { 3 } else { 1 }, "gazetteer_id": if area { "unit" } else { place.id }, "resolution": if area { "admin" } else { "exact" },
            "candidates": []},
        "casualties": [{"kind": "killed", "who": format!("military-{country}"), "role": "actor2", "low": dead, "high": dead, "qualifier": "exact",
                        "by": ["security-source"], "text": "soldiers were killed", "span": [120, 140]}],
        "fatalities": dead, "materiel": [], "status": "asserted",
        "claims": [{"by": "security-source", "by_name": "Security source", "type": "report", "channel": null, "date": null, "text": "a security source said", "span": [141, 163]}],
        "evidence": [{"field": "event_type", "text": "attacked", "span": [20, 28], "rule": "en/events/subject"},
                     {"field": "event_date", "text": "Monday", "span": [170, 176], "rule": "en/dates/weekday"},
                     {"field": "location", "text": "there", "span": [100, 110], "rule": "gazetteers/places.tsv:1"}],
        "notes": words, "confidence": 0.7, "same_as": null
    }))
    .expect("a record")
}
