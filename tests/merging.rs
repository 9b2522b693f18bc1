//! Records of many reports become events: the invented reports of `fixtures/merge` in their groups, and
//! what must hold for any records in any order.

mod support;

use khabar::merge::Merger;
use khabar::pipeline;
use khabar::record::EventRecord;
use khabar::report::Report;
use proptest::prelude::*;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs;
use std::sync::LazyLock;
use support::{built_in, project};

/// What two reports call one: a report, and the name of a happening in `groups.tsv`.
type Told = (String, String);

fn merge<'r>(records: impl IntoIterator<Item = &'r EventRecord>) -> Vec<EventRecord> {
    let mut merger = Merger::new(built_in());
    records.into_iter().for_each(|r| merger.add(r).expect("a passing file"));
    let mut out = Vec::new();
    let keep = |event| {
        out.push(event);
        Ok::<(), Infallible>(())
    };
    merger.finish(keep).expect("a passing file");
    out
}

fn extracted(folder: &str) -> Vec<EventRecord> {
    let file = project(folder).join("reports.jsonl").to_string_lossy().into_owned();
    let reports: Vec<Report> = khabar::ingest::reports(&[file]).map(|r| r.unwrap_or_else(|e| panic!("{e}"))).collect();
    reports.into_par_iter().flat_map(|report| pipeline::extract(built_in(), &report)).collect()
}

static RECORDS: LazyLock<Vec<EventRecord>> = LazyLock::new(|| extracted("fixtures/merge"));

/// The happenings of each report: a name, and the words of place and the day by which its record is known.
fn gold(folder: &str) -> BTreeMap<String, Vec<(String, Vec<String>)>> {
    let text = fs::read_to_string(project(folder).join("groups.tsv")).expect("the groups");
    let mut out: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        out.entry(cells[0].into()).or_default().push((cells[1].into(), cells[2].split(' ').map(str::to_lowercase).collect()));
    }
    out
}

/// The happening that a record tells, if the gold holds it.
fn happening(gold: &BTreeMap<String, Vec<(String, Vec<String>)>>, record: &EventRecord) -> Option<Told> {
    let place = record.location.as_ref().map(|l| format!("{} {}", l.text, l.name).to_lowercase()).unwrap_or_default();
    let is_day = |word: &str| word.starts_with("20");
    let within = |day: &str| record.event_date.as_deref().is_some_and(|d| d <= day) && record.event_date_end.as_deref().is_some_and(|d| day <= d);
    let fits = |words: &[String]| words.iter().all(|w| if is_day(w) { within(w) } else { place.contains(w) });
    let (name, _) = gold.get(&record.report_id)?.iter().find(|(_, words)| fits(words))?;
    Some((record.report_id.clone(), name.clone()))
}

fn accounts(event: &EventRecord) -> &[EventRecord] {
    if event.accounts.is_empty() { std::slice::from_ref(event) } else { &event.accounts }
}

fn pairs<'t>(group: impl IntoIterator<Item = &'t Told>) -> Vec<(Told, Told)> {
    let group: Vec<&Told> = group.into_iter().collect();
    let upto = |i: usize| group[..i].to_vec();
    group.iter().enumerate().flat_map(|(i, a)| upto(i).into_iter().map(|b| (a.min(&b).to_owned().clone(), (*a.max(&b)).clone()))).collect()
}

/// Pairwise precision, recall and F1, what was not found in the reports at all, and the wrong pairs.
fn figures(folder: &str, events: &[EventRecord]) -> (f64, usize, String) {
    let gold = gold(folder);
    let mut seen: BTreeSet<Told> = BTreeSet::new();
    let mut joined: BTreeSet<(Told, Told)> = BTreeSet::new();
    for event in events {
        // A report's second record of one happening is the extraction's fault, not the merging's.
        let group: Vec<Told> = accounts(event).iter().filter_map(|a| happening(&gold, a)).filter(|t| seen.insert(t.clone())).collect();
        joined.extend(pairs(&group));
    }
    let mut right: BTreeSet<(Told, Told)> = BTreeSet::new();
    let names: BTreeSet<&String> = seen.iter().map(|t| &t.1).collect();
    names.into_iter().for_each(|name| right.extend(pairs(seen.iter().filter(|t| t.1 == *name))));
    let hits = right.intersection(&joined).count() as f64;
    let (precision, recall) = (hits / joined.len().max(1) as f64, hits / right.len().max(1) as f64);
    let f1 = if hits == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    let missing = gold.values().map(Vec::len).sum::<usize>() - seen.len();
    let missed: Vec<_> = right.difference(&joined).collect();
    let wrong: Vec<_> = joined.difference(&right).collect();
    (f1, missing, format!("P {precision:.3} R {recall:.3} F1 {f1:.4}; not extracted {missing}; missed {missed:?}; wrong {wrong:?}"))
}

fn groups(events: &[EventRecord]) -> BTreeSet<BTreeSet<String>> {
    events.iter().map(|e| accounts(e).iter().map(|a| a.event_id.clone()).collect()).collect()
}

fn json(events: &[EventRecord]) -> Vec<String> {
    events.iter().map(|e| serde_json::to_string(e).expect("a record")).collect()
}

#[test]
fn reports_of_one_happening_become_one_event() {
    let (f1, missing, said) = figures("fixtures/merge", &merge(&*RECORDS));
    println!("{said}");
    assert!(missing <= 6, "the extraction finds too little to measure merging: {said}");
    // Merging alone reaches 1; what extraction misses of the reports shows here too.
    assert!(f1 >= 0.97, "{said}");
}

#[test]
fn the_order_of_records_changes_nothing() {
    let straight = json(&merge(&*RECORDS));
    let backwards = json(&merge(RECORDS.iter().rev()));
    assert!(straight == backwards);
    let mut mixed: Vec<&EventRecord> = RECORDS.iter().collect();
    mixed.sort_by_key(|r| r.event_id.chars().rev().collect::<String>());
    assert!(straight == json(&merge(mixed)));
}

#[test]
fn halves_fed_one_after_the_other_give_the_whole() {
    let whole = json(&merge(&*RECORDS));
    for take in [|n: usize| n.is_multiple_of(2), |n: usize| n < 40] {
        let (first, second): (Vec<_>, Vec<_>) = RECORDS.iter().enumerate().partition(|(n, _)| take(*n));
        let before = merge(first.into_iter().map(|(_, r)| r));
        let after = merge(before.iter().chain(second.into_iter().map(|(_, r)| r)));
        assert!(whole == json(&after));
    }
}

#[test]
fn what_was_fed_before_changes_nothing() {
    let once = merge(&*RECORDS);
    assert!(json(&once) == json(&merge(&once)));
    assert!(json(&once) == json(&merge(once.iter().chain(&*RECORDS).chain(&*RECORDS))));
}

#[test]
fn a_new_day_keeps_the_ids_of_the_old_ones() {
    let mut days: Vec<&str> = RECORDS.iter().filter_map(|r| r.published.as_deref()).collect();
    days.sort_unstable();
    days.dedup();
    let mut before: BTreeSet<String> = BTreeSet::new();
    for day in days {
        let events = merge(RECORDS.iter().filter(|r| r.published.as_deref().is_some_and(|p| p <= day)));
        let now: BTreeSet<String> = events.iter().map(|e| e.event_id.clone()).collect();
        assert_eq!(now.len(), events.len(), "two events have one id");
        assert!(before.is_subset(&now), "{day}: {:?}", before.difference(&now));
        before = now;
    }
}

/// Everything that one record holds stands in the merged ones, with its report.
fn nothing_is_lost(records: &[EventRecord], events: &[EventRecord]) {
    let mut kept: BTreeMap<(&str, &str), (&EventRecord, &EventRecord)> = BTreeMap::new();
    for event in events {
        for account in accounts(event) {
            assert!(kept.insert((&account.report_id, &account.event_id), (event, account)).is_none(), "one record stands in two events");
        }
    }
    for record in records {
        let (event, account) = kept[&(record.report_id.as_str(), record.event_id.as_str())];
        assert_eq!(*record, EventRecord { same_as: None, ..account.clone() }, "an account is the record as it came");
        let merged = !event.accounts.is_empty();
        assert_eq!(account.same_as.as_deref(), (merged && account.event_id != event.event_id).then_some(event.event_id.as_str()));
        let of = |report: &Option<String>| !merged || report.as_deref() == Some(record.report_id.as_str());
        for c in &record.claims {
            assert!(
                event.claims.iter().any(|k| of(&k.report_id) && (&k.by, &k.kind, &k.channel, &k.text, k.span) == (&c.by, &c.kind, &c.channel, &c.text, c.span))
            );
        }
        for c in &record.casualties {
            assert!(
                event
                    .casualties
                    .iter()
                    .any(|k| of(&k.report_id) && (&k.kind, &k.who, k.low, k.high, &k.by, k.span) == (&c.kind, &c.who, c.low, c.high, &c.by, c.span))
            );
        }
        for m in &record.materiel {
            assert!(
                event.materiel.iter().any(|k| of(&k.report_id) && (&k.action, &k.item, k.count, &k.by, k.span) == (&m.action, &m.item, m.count, &m.by, m.span))
            );
        }
        for e in &record.evidence {
            assert!(event.evidence.iter().any(|k| of(&k.report_id) && (&k.field, &k.text, k.span, &k.rule) == (&e.field, &e.text, e.span, &e.rule)));
        }
        if let Some(source) = &record.source {
            assert!(event.source.as_deref().is_some_and(|s| s.contains(source.as_str())));
        }
    }
}

#[test]
fn all_claims_sources_and_spans_are_kept() {
    nothing_is_lost(&RECORDS, &merge(&*RECORDS));
}

#[test]
fn every_chosen_value_is_explained() {
    for event in merge(&*RECORDS).iter().filter(|e| !e.accounts.is_empty()) {
        let chosen: Vec<&str> = event.choices.iter().map(|c| c.field.as_str()).collect();
        for field in ["event_date", "sub_event_type", "fatalities", "status"] {
            assert!(chosen.contains(&field), "{}: {chosen:?}", event.event_id);
        }
        assert!(event.choices.iter().all(|c| c.rule.starts_with("merge/")));
        let ids: BTreeSet<&str> = event.accounts.iter().map(|a| a.event_id.as_str()).collect();
        let named = event.choices.iter().flat_map(|c| c.from.iter().chain(c.rivals.iter().flat_map(|r| &r.from)));
        assert!(named.into_iter().all(|id| ids.contains(id.as_str())));
    }
}

/// A record of a small invented world, made from numbers.
fn record(n: (u8, u8, u8, u8, u8, u8)) -> EventRecord {
    let (report, day, place, kind, group, dead) = n;
    let (name, id, lat) =
        [("Boni", "ml-boni", 15.07), ("Nissanata", "ml-nissanata", 15.10), ("Gossi", "ml-gossi", 15.82), ("Boni", "", 0.0)][usize::from(place)];
    let (event, sub) = [("Battles", "Armed clash"), ("Violence against civilians", "Attack"), ("Protests", "Peaceful protest")][usize::from(kind)];
    let doer = ["jnim", "is-sahel", "unidentified-armed-group"][usize::from(group)];
    let date = format!("2024-03-{:02}", day + 1);
    let location = serde_json::json!({"text": name, "span": [0, 4], "name": name, "country": "ML", "admin1": "Mopti", "admin2": null,
        "latitude": (lat > 0.0).then_some(lat), "longitude": (lat > 0.0).then_some(-2.2), "geo_precision": 1,
        "gazetteer_id": (lat > 0.0).then_some(id), "resolution": if lat > 0.0 { "exact" } else { "unresolved" }, "candidates": []});
    serde_json::from_value(serde_json::json!({
        "schema_version": "1", "event_id": format!("ML-{report}-{day}-{place}-{kind}-{group}-{dead}"), "report_id": format!("r{report}"),
        "source": format!("outlet {}", report % 4), "url": null, "published": format!("2024-03-{:02}", 12 + report % 5), "language": "en",
        "event_date": date, "event_date_end": date, "time_precision": 1, "date_text": "then", "disorder_type": "Political violence",
        "event_type": event, "sub_event_type": sub,
        "actors": [{"role": "actor1", "id": doer, "name": doer, "inter": "Rebel group", "text": doer, "span": [5, 9]}],
        "civilian_targeting": false, "location": location,
        "casualties": [{"kind": "killed", "who": "unknown", "role": null, "low": dead, "high": dead, "qualifier": "exact", "by": [], "text": "dead", "span": [10, 14]}],
        "fatalities": dead, "materiel": [], "status": "asserted",
        "claims": [{"by": doer, "by_name": doer, "type": "responsibility", "channel": null, "date": null, "text": "said", "span": [15, 19]}],
        "evidence": [{"field": "event_type", "text": "attack", "span": [20, 26], "rule": "en/x"}],
        "notes": "", "confidence": 0.5, "same_as": null
    }))
    .expect("a record")
}

fn world() -> impl Strategy<Value = Vec<EventRecord>> {
    let one = (0u8..6, 0u8..4, 0u8..4, 0u8..3, 0u8..3, 0u8..12);
    proptest::collection::btree_set(one, 0..40).prop_map(|all| all.into_iter().map(record).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_records_in_any_order(records in world(), seed in any::<u64>(), split in 0usize..40) {
        let once = merge(&records);
        nothing_is_lost(&records, &once);
        prop_assert_eq!(json(&merge(&once)), json(&once), "merging again changes nothing");
        let mut mixed: Vec<&EventRecord> = records.iter().collect();
        mixed.sort_by_key(|r| r.event_id.bytes().fold(seed, |h, b| h.wrapping_mul(0x0100_0000_01b3) ^ u64::from(b)));
        prop_assert_eq!(json(&merge(mixed.iter().copied())), json(&once), "order changes nothing");
        let (first, second) = mixed.split_at(split.min(mixed.len()));
        let before = merge(first.iter().copied());
        prop_assert_eq!(json(&merge(before.iter().chain(second.iter().copied()))), json(&once), "halves give the whole");
        for event in &once {
            let mut reports: Vec<&str> = accounts(event).iter().map(|a| a.report_id.as_str()).collect();
            reports.sort_unstable();
            reports.dedup();
            prop_assert_eq!(reports.len(), accounts(event).len(), "events of one report stay apart");
            let days: BTreeSet<&str> = accounts(event).iter().filter_map(|a| a.event_date.as_deref()).collect();
            let (first, last) = (days.first().unwrap_or(&""), days.last().unwrap_or(&""));
            prop_assert!(last[8..].parse::<u8>().unwrap() - first[8..].parse::<u8>().unwrap() <= 1, "days apart are two events");
        }
        prop_assert_eq!(groups(&once).len(), once.len());
    }
}

#[test]
fn reports_on_which_nothing_was_tuned() {
    let (f1, missing, said) = figures("fixtures/merge-blind", &merge(&extracted("fixtures/merge-blind")));
    println!("{said}");
    assert!(missing <= 3, "the extraction finds too little to measure merging: {said}");
    assert!(f1 >= 0.9, "{said}");
}

/// The command as a user runs it.
mod command {
    use super::RECORDS;
    use std::fs;
    use std::process::{Command, Output};
    use tempfile::TempDir;

    fn khabar(bench: &TempDir, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_khabar")).args(arguments).current_dir(bench.path()).output().expect("khabar runs")
    }

    fn bench() -> TempDir {
        let bench = TempDir::new().expect("a folder");
        let lines: String = RECORDS.iter().map(|r| serde_json::to_string(r).expect("a record") + "\n").collect();
        fs::write(bench.path().join("events.jsonl"), lines).expect("events");
        bench
    }

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn merged_again_with_itself_it_is_the_same_file() {
        let bench = bench();
        let first = khabar(&bench, &["merge", "events.jsonl", "--output", "one"]);
        assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
        assert!(text(&first.stdout).contains("events are told by several reports"), "{}", text(&first.stdout));
        let again = khabar(&bench, &["merge", "one", "events.jsonl", "--output", "two"]);
        assert!(text(&again.stdout).contains(&format!("{} records came in more than once", RECORDS.len())), "{}", text(&again.stdout));
        for file in ["events.jsonl", "events.csv", "claims.csv"] {
            let read = |folder: &str| fs::read_to_string(bench.path().join(folder).join(file)).expect("a file");
            assert!(!read("one").is_empty() && read("one") == read("two"), "{file}");
        }
    }

    #[test]
    fn each_bad_input_gets_one_message_and_the_rest_is_merged() {
        let bench = bench();
        let good = serde_json::to_string(&RECORDS[0]).expect("a record");
        let old = good.replacen("\"schema_version\":\"1\"", "\"schema_version\":\"0\"", 1);
        fs::write(bench.path().join("bad.jsonl"), format!("{good}\nno json\n{{\"text\": \"a report\"}}\n{old}\n")).expect("a file");
        fs::write(bench.path().join("empty.jsonl"), "\n").expect("a file");
        let output = khabar(&bench, &["merge", "bad.jsonl", "empty.jsonl", "nowhere.jsonl", "--output", "out"]);
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        for message in [
            "bad.jsonl:2: no event record (expected ident at column 2)",
            "bad.jsonl:3: no event record (missing field `schema_version`",
            "bad.jsonl:4: schema version 0, where this program reads 1",
            "empty.jsonl: holds no record",
            "nowhere.jsonl: there is no such file",
        ] {
            assert!(said.contains(message), "expected \"{message}\" in \"{said}\"");
        }
        assert_eq!(said.lines().count(), 5, "{said}");
        let events = fs::read_to_string(bench.path().join("out/events.jsonl")).expect("events");
        assert_eq!(events.lines().count(), 1);
    }

    #[test]
    fn explain_shows_what_joined_and_what_was_kept_apart() {
        let bench = bench();
        khabar(&bench, &["merge", "events.jsonl", "--output", "out"]);
        let at_boni = RECORDS.iter().find(|r| r.report_id == "m02").expect("the record");
        let output = khabar(&bench, &["explain", "out/events.jsonl", "--merge", &at_boni.event_id]);
        let shown = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        for words in ["accounts", "chosen", "merge/", "joined: same-day +3, same-place +4", "kept apart", "a-day-apart -3"] {
            assert!(shown.contains(words), "expected \"{words}\" in\n{shown}");
        }
        let unknown = khabar(&bench, &["explain", "out/events.jsonl", "--merge", "ML-nothing"]);
        assert_eq!(unknown.status.code(), Some(2));
        assert!(text(&unknown.stderr).contains("holds no event \"ML-nothing\""), "{}", text(&unknown.stderr));
    }
}
