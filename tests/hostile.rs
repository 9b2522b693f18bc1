//! Text that no newsroom sends: it is read in bounded time and gives records that hold.

mod support;

use khabar::pipeline;
use khabar::record::EventRecord;
use khabar::report::Report;
use std::time::{Duration, Instant};

/// Far more than any of these takes on a slow machine, far less than anything that grows with the
/// square of the length.
const PATIENCE: Duration = Duration::from_secs(240);
const MEGABYTE: usize = 1 << 20;
const EVENT: &str = "هاجم مسلحون قاعدة للجيش قرب غاو أمس وقتلوا 3 جنود";

fn read(text: String) -> Vec<EventRecord> {
    let report = Report { id: "hostile".into(), text, published: "2023-01-13".parse().ok(), ..Report::default() };
    let start = Instant::now();
    let records = pipeline::extract(support::built_in(), &report);
    let took = start.elapsed();
    assert!(took < PATIENCE, "{} bytes took {took:?}", report.text.len());
    records
}

/// Repeats a piece up to a length in bytes.
fn fill(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

#[test]
fn fifty_megabytes_in_one_line() {
    let words = fill("كلمات word ", 25 * MEGABYTE);
    let start = words.chars().count();
    let records = read(format!("{words}. {EVENT}. {words}"));
    let told = records.iter().find(|r| r.location.as_ref().is_some_and(|l| l.name == "Gao")).expect("the one event");
    let span = told.location.as_ref().and_then(|l| l.span).expect("its place's span");
    assert!((start..start + 2 + EVENT.chars().count()).contains(&span[0]), "{span:?} after {start}");
}

#[test]
fn events_without_a_full_stop() {
    assert!(!read(fill(&format!("{EVENT} "), 2 * MEGABYTE)).is_empty());
}

#[test]
fn one_endless_word() {
    assert!(read("ب".repeat(MEGABYTE)).is_empty());
    assert!(read("a".repeat(2 * MEGABYTE)).is_empty());
    assert!(read("7".repeat(2 * MEGABYTE)).is_empty());
}

#[test]
fn deep_nesting_of_quotes() {
    for (open, close) in [("«", "»"), ("“", "”"), ("\"", "\""), ("(", ")"), ("قال إن \"", "\"")] {
        let depth = MEGABYTE / 2 / open.len();
        read(format!("{}{EVENT}{}", open.repeat(depth), close.repeat(depth)));
    }
}

#[test]
fn only_punctuation() {
    for piece in [".", "،", "!?", ".,;:!?«»()[]…-–—/'\"#%&*@_", "\n", " \t\u{A0}", "…\n"] {
        assert!(read(fill(piece, MEGABYTE / 2)).is_empty(), "{piece:?}");
    }
}

#[test]
fn mixed_scripts() {
    let pieces = [
        "قتل",
        "killed",
        "tué",
        "убит",
        "被杀",
        "殺",
        "हत्या",
        "ታለ",
        "הרג",
        "ߓߊ߲",
        "ⵜⴰⵎⴰⵛⴻⵇ",
        "👩‍👩‍👧‍👦",
        "12",
        "١٢",
        "۱۲",
        "x\u{301}\u{302}\u{303}",
        "ﻗﺘﻞ",
        "Ｋｉｌｌｅｄ",
    ];
    read(fill(&pieces.concat(), MEGABYTE / 2));
    read(fill(&pieces.join(" "), MEGABYTE / 2));
}

#[test]
fn controls_change_nothing_but_offsets() {
    let controls = [
        "\u{202A}", "\u{202B}", "\u{202E}", "\u{202C}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{200B}", "\u{FEFF}",
        "\u{AD}",
    ];
    let plain = read(format!("{EVENT}."));
    assert_eq!(plain.len(), 1);
    for control in controls {
        let strewn: String = EVENT.chars().flat_map(|c| [c.to_string(), control.to_owned()]).collect();
        let records = read(format!("{strewn}."));
        let told = |r: &EventRecord| (r.sub_event_type.clone(), r.location.as_ref().map(|l| l.name.clone()), r.fatalities, r.event_date.clone());
        assert_eq!(records.iter().map(told).collect::<Vec<_>>(), plain.iter().map(told).collect::<Vec<_>>(), "{control:?}");
    }
    read(fill(&controls.concat(), MEGABYTE));
    read(format!("ق{}", fill("\u{64E}\u{651}", MEGABYTE)));
}

#[test]
fn nothing_at_all() {
    for text in ["", " ", "\n\n", "\u{0}", "\u{FEFF}", "ـ", "\u{64B}"] {
        assert!(read(text.to_owned()).is_empty(), "{text:?}");
    }
}
