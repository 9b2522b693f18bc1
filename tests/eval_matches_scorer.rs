//! `khabar::eval` gives the figures of the reference scorer, `../shared/score/score.py`.
//!
//! The predictions are gold events turned into records and spoiled at random (always in the same
//! way), so that every kind of fault and every tie in the alignment comes up.

use khabar::eval::{Predictions, read_gold, read_predictions, score};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")
}

/// The reference scorer's figures, or `None` where it cannot be run.
fn reference(gold: &Path, predictions: &Path) -> Option<Value> {
    let scorer = shared().join("score/score.py");
    let output = scorer.is_file().then(|| Command::new("python3").arg(scorer).arg(gold).arg(predictions).arg("--json").output().ok()).flatten();
    let Some(output) = output else {
        println!("skipped: python3 or ../shared/score/score.py is missing");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("figures as JSON"))
}

/// A small generator whose numbers are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'v>(&mut self, values: &[&'v str]) -> &'v str {
        values[self.below(values.len())]
    }
}

/// One of the alternatives of a gold cell, now and then a wrong one.
fn cell(dice: &mut Dice, gold: &Value, wrong: &[&str]) -> String {
    let alternatives: Vec<&str> = gold.as_str().unwrap_or("").split('|').collect();
    if dice.one_in(6) { dice.pick(wrong).to_owned() } else { dice.pick(&alternatives).to_owned() }
}

const TYPES: [&str; 4] =
    ["Battles/Armed clash", "Violence against civilians/Attack", "Explosions/Remote violence/Air/drone strike", "Battles/Government regains territory"];

/// A record that says what the gold says, but for some faults.
fn record(dice: &mut Dice, report: &str, gold: &Value) -> Value {
    let kind = if dice.one_in(5) { dice.pick(&TYPES) } else { gold["type"].as_str().expect("a type") };
    let cut = if kind.starts_with("Explosions/") { kind.match_indices('/').nth(1) } else { kind.match_indices('/').next() }.expect("two parts").0;
    let day = |dice: &mut Dice, value: &Value| (!dice.one_in(8)).then(|| value.as_str().map(str::to_owned)).flatten();
    let mut actors = Vec::new();
    for role in ["actor1", "actor2"] {
        for actor in gold[role].as_array().into_iter().flatten() {
            let id = cell(dice, actor, &["jnim", "military-ML", "civilians-NE"]);
            if !id.is_empty() && !dice.one_in(7) {
                let role = if dice.one_in(9) { role.replace("actor", "assoc_actor_") } else { role.to_owned() };
                actors.push(json!({"role": role, "id": id, "name": id, "inter": "", "text": "", "span": null}));
            }
        }
    }
    let mut casualties: Vec<Value> = Vec::new();
    for c in gold["casualties"].as_array().into_iter().flatten() {
        if dice.one_in(8) {
            continue;
        }
        let low = c["low"].as_u64().unwrap_or(1) + u64::from(dice.one_in(5));
        let who = cell(dice, &c["who"], &["unknown", "civilians-ML"]);
        casualties.push(json!({"kind": c["kind"], "who": who, "role": null, "low": low, "high": c["high"], "qualifier": c["qualifier"], "by": [], "text": "", "span": null}));
    }
    let mut materiel: Vec<Value> = Vec::new();
    for m in gold["materiel"].as_array().into_iter().flatten() {
        let item = cell(dice, &m["item"], &["vehicle", "tent"]);
        materiel.push(json!({"action": m["action"], "item": item, "count": m["count"], "by": [], "text": "", "span": null}));
    }
    let mut claims: Vec<Value> = Vec::new();
    for c in gold["claims"].as_array().into_iter().flatten() {
        let (by, kind) = (cell(dice, &c["by"], &["residents", "jnim"]), cell(dice, &c["type"], &["report", "denial"]));
        claims.push(json!({"by": by, "by_name": by, "type": kind, "channel": null, "date": null, "text": "", "span": null}));
    }
    if dice.one_in(6) {
        claims.push(json!({"by": "media", "by_name": "", "type": "report", "channel": null, "date": null, "text": "", "span": null}));
    }
    let place = &gold["place"];
    let location = (place.is_object() && !dice.one_in(8)).then(|| {
        let name = cell(dice, &place["name"], &["Gao", "Elsewhere", ""]);
        let words: Vec<&str> = place["text"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let text =
            if words.is_empty() || dice.one_in(3) { "نص".to_owned() } else { format!("{}{}", dice.pick(&["", "مدينة ", "near "]), dice.pick(&words)) };
        let admin1 = (!dice.one_in(6)).then(|| cell(dice, &place["admin1"], &["Gao", "Timbuktu", "Mopti Region"]));
        let point = place["latlon"].as_array().filter(|_| !dice.one_in(4));
        let shift = [0.0, 0.0, 0.1, 0.3][dice.below(4)];
        json!({"text": text, "span": null, "name": name, "country": place["country"], "admin1": admin1, "admin2": null,
               "latitude": point.and_then(|p| p[0].as_f64()).map(|l| l + shift), "longitude": point.and_then(|p| p[1].as_f64()),
               "geo_precision": 1, "gazetteer_id": null, "resolution": "exact", "candidates": []})
    });
    let fatalities = gold["fatalities"].as_u64().unwrap_or(0) + u64::from(dice.one_in(4));
    let first = day(dice, &gold["date"][0]);
    let last = first.as_ref().and_then(|_| day(dice, &gold["date"][1]));
    json!({
        "schema_version": "1", "event_id": "x", "report_id": report, "source": null, "url": null, "published": null, "language": "ar",
        "event_date": first, "event_date_end": last, "time_precision": 1, "date_text": null,
        "disorder_type": "", "event_type": kind[..cut], "sub_event_type": kind[cut + 1..], "actors": actors, "civilian_targeting": false,
        "location": location, "casualties": casualties, "fatalities": fatalities, "materiel": materiel, "status": "asserted",
        "claims": claims, "evidence": [], "notes": "", "confidence": 0.5, "same_as": null,
    })
}

/// Gold of a folder -> spoiled predictions in a file.
fn spoiled(gold: &Path, seed: u64, target: &Path) {
    let mut dice = Dice(seed);
    let mut lines = String::new();
    for file in gold_files(gold) {
        let value: Value = serde_json::from_str(&fs::read_to_string(file).expect("gold")).expect("JSON");
        for report in value.as_array().cloned().unwrap_or_else(|| vec![value]) {
            let id = report["report"].as_str().expect("an id");
            for event in report["events"].as_array().expect("events") {
                // Left out, told once, or told twice.
                for _ in 0..[0, 1, 1, 1, 1, 2][dice.below(6)] {
                    lines.push_str(&record(&mut dice, id, event).to_string());
                    lines.push('\n');
                }
            }
        }
    }
    fs::write(target, lines).expect("written");
}

fn gold_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).expect("the gold folder").flatten().map(|e| e.path()) {
        if path.is_dir() {
            found.extend(gold_files(&path));
        } else if path.to_string_lossy().ends_with(".gold.json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn same_figures(gold: &Path, seeds: std::ops::Range<u64>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("events.jsonl");
    let golds = read_gold(gold).expect("gold");
    for seed in seeds {
        spoiled(gold, seed, &file);
        let Some(expected) = reference(gold, &file) else { return };
        let ours = score(&golds, &read_predictions(&file).expect("records")).to_json();
        assert!(expected["events"]["tp"].as_u64() > Some(0), "something is found");
        for part in ["reports", "events", "slots", "headline", "whole_events_right"] {
            assert_eq!(ours[part], expected[part], "{part} of {} with seed {seed}", gold.display());
        }
    }
}

/// Gold with every construction of the form: alternatives, optional events, unscored slots.
fn invented() -> Value {
    json!([
        {"report": "inv-1", "language": "ar", "published": "2031-05-06", "unscored": [], "events": [
            {"type": "Battles/Armed clash", "alt_types": ["Strategic developments/Other"], "date": ["2031-05-01", "2031-05-05"], "alt_dates": [null, ["2031-04-30", "2031-04-30"]],
             "place": {"text": ["دار الريح"], "name": "Dar al-Rih|Windhouse", "admin1": "Timbuktu|Gao", "country": "ML", "latlon": [16.5, -2.0], "within_km": 15},
             "actor1": ["jnim|", "military-ML"], "actor2": ["*"],
             "casualties": [{"kind": "killed", "who": "unknown", "low": 2, "high": 9, "qualifier": "vague"}],
             "alt_casualties": [[], [{"kind": "killed", "low": 3, "high": 3, "qualifier": "exact"}, {"kind": "injured", "who": "military-ML|civilians-ML", "low": 4, "high": 4, "qualifier": "exact"}]],
             "materiel": [{"action": "seized", "item": "fuel truck|tanker", "count": 2}], "claims": [{"by": "jnim|", "type": "responsibility"}, {"by": "residents", "type": "report|accusation"}]},
            {"type": "Battles/Armed clash", "date": ["2031-05-01", "2031-05-05"], "place": {"text": [], "name": "Windhouse", "admin1": null, "country": "ML"},
             "actor1": ["jnim"], "actor2": [], "optional": true},
            {"type": "Violence against civilians/Attack", "date": null, "place": null, "actor1": ["unidentified-armed-group|"], "actor2": ["civilians-ML"], "fatalities": 3}]},
        {"report": "inv-2", "language": "fr", "unscored": ["claims", "admin1"], "events": [
            {"type": "Violence against civilians/Attack", "date": ["2031-05-02", "2031-05-02"], "place": {"text": ["Fontsèche"], "name": "Fontsèche", "admin1": "Mopti", "country": "ML"},
             "actor1": ["fla"], "actor2": ["civilians-ML"], "casualties": [], "claims": [{"by": "un", "type": "report"}]},
            {"type": "Violence against civilians/Attack", "date": ["2031-05-02", "2031-05-02"], "place": {"text": ["Fontsèche"], "name": "Fontsèche", "admin1": "Mopti", "country": "ML"},
             "actor1": ["fla"], "actor2": ["civilians-ML"], "casualties": []}]},
        {"report": "inv-3", "language": "fr", "events": []}
    ])
}

#[test]
fn on_invented_gold() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("invented.gold.json"), invented().to_string()).expect("written");
    same_figures(folder.path(), 1..25);
}

#[test]
fn on_the_shared_gold() {
    let gold = shared().join("gold");
    if !gold.is_dir() {
        println!("skipped: ../shared/gold is missing");
        return;
    }
    same_figures(&gold, 1..4);
}

#[test]
fn without_predictions_everything_is_missed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("invented.gold.json"), invented().to_string()).expect("written");
    let figures = score(&read_gold(folder.path()).expect("gold"), &Predictions::default());
    assert_eq!((figures.events.right, figures.events.missed, figures.whole_right), (0, 4, 0));
    let empty = folder.path().join("events.jsonl");
    fs::write(&empty, "").expect("written");
    if let Some(expected) = reference(folder.path(), &empty) {
        assert_eq!(figures.to_json()["slots"], expected["slots"]);
    }
}
