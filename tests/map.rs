//! The map page, looked at in a browser: it opens without a network, shows every event, and its filters and
//! highlights do what they say.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Chromium, which `scripts/test` installs; `None` says that the test is skipped.
fn chromium() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths).map(|p| p.join("chromium")).find(|p| p.is_file());
    assert!(found.is_some() || std::env::var_os("KHABAR_PYTHON").is_none(), "scripts/test installs chromium, and it is not there");
    if found.is_none() {
        println!("skipped: chromium is not installed; scripts/test installs it");
    }
    found
}

struct Page {
    chromium: PathBuf,
    folder: tempfile::TempDir,
    events: Vec<serde_json::Value>,
}

impl Page {
    fn new(with_reports: bool) -> Option<Page> {
        Page::of("fixtures/reports", &[], with_reports)
    }

    fn of(reports: &str, how: &[&str], with_reports: bool) -> Option<Page> {
        let chromium = chromium()?;
        let folder = tempfile::tempdir().expect("a folder");
        let khabar = |args: &[&str]| {
            let done = Command::new(env!("CARGO_BIN_EXE_khabar")).current_dir(folder.path()).args(args).output().expect("khabar runs");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        };
        let reports = support::project(reports).to_string_lossy().into_owned();
        khabar(&[&["extract", &reports, "-o", "out"], how].concat());
        let more: &[&str] = if with_reports { &["--reports", &reports] } else { &[] };
        khabar(&[&["map", "out/events.jsonl", "-o", "map.html"], more].concat());
        let events = fs::read_to_string(folder.path().join("out/events.jsonl")).expect("records");
        Some(Page { chromium, events: events.lines().map(|l| serde_json::from_str(l).expect("a record")).collect(), folder })
    }

    fn browser(&self, view: &str) -> Command {
        let profile = tempfile::tempdir_in(self.folder.path()).expect("a folder").keep();
        let mut command = Command::new(&self.chromium);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]);
        command.args(["--disable-component-update", "--disable-sync", "--window-size=1400,900", "--virtual-time-budget=5000"]);
        command.arg(format!("--user-data-dir={}", profile.display()));
        command.env("KHABAR_VIEW", view);
        command
    }

    fn address(&self, view: &str) -> String {
        format!("file://{}/map.html#{view}", self.folder.path().display())
    }

    /// The page as it stands when its scripts have run.
    fn dom(&self, view: &str) -> String {
        let done = self.browser(view).arg("--dump-dom").arg(self.address(view)).output().expect("chromium runs");
        let dom = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(dom.contains(&format!("data-ready=\"{}\"", self.events.len())), "the page's scripts did not run: {}", String::from_utf8_lossy(&done.stderr));
        dom
    }

    fn count(&self, wanted: impl Fn(&serde_json::Value) -> bool) -> usize {
        self.events.iter().filter(|e| wanted(e)).count()
    }
}

/// What stands between two strings, for the first time.
fn between<'d>(dom: &'d str, start: &str, end: &str) -> &'d str {
    let rest = dom.split_once(start).unwrap_or_else(|| panic!("no {start} on the page")).1;
    rest.split_once(end).expect("it ends").0
}

/// What the page draws: without the data inside it.
fn drawn(dom: &str) -> &str {
    dom.split_once("<script type=\"application/json\"").expect("the data").0
}

#[test]
fn every_event_is_on_the_page_and_filters_choose() {
    let Some(page) = Page::new(false) else { return };
    let all = page.events.len();
    let dom = page.dom("");
    let body = drawn(&dom);
    assert_eq!(between(body, "<output id=\"count\">", "</output>"), format!("{all} of {all} events"));
    assert_eq!(body.matches("<tr data-event=").count(), all.min(200));
    let on_map: usize = body.split("data-events=\"").skip(1).map(|s| s.split('"').next().unwrap().parse::<usize>().expect("a number")).sum();
    assert_eq!(on_map, page.count(|e| !e["location"]["latitude"].is_null()));
    assert!(body.matches("class=\"land\"").count() > 30 && body.contains("Natural Earth"));
    assert!(body.matches("data-bar=").count() > 5);

    let has = |e: &serde_json::Value, list: &str, key: &str, value: &str| e[list].as_array().expect("a list").iter().any(|x| x[key] == value);
    for (view, expected) in [
        ("actor=jnim", page.count(|e| has(e, "actors", "id", "jnim"))),
        ("claimant=jnim", page.count(|e| has(e, "claims", "by", "jnim"))),
        ("type=Battles", page.count(|e| e["event_type"] == "Battles")),
        ("type=Armed+clash&actor=jnim", page.count(|e| e["sub_event_type"] == "Armed clash" && has(e, "actors", "id", "jnim"))),
        ("status=denied", page.count(|e| e["status"] == "denied")),
        ("from=2023-01-01&to=2023-12-31", page.count(|e| e["event_date"].as_str().is_some_and(|d| d.starts_with("2023")))),
    ] {
        let dom = page.dom(view);
        assert_eq!(between(drawn(&dom), "<output id=\"count\">", "</output>"), format!("{expected} of {all} events"), "{view}");
        assert_eq!(drawn(&dom).matches("<tr data-event=").count(), expected.min(200), "{view}");
    }
}

#[test]
fn an_events_report_stands_beside_it_with_its_words_marked() {
    let Some(page) = Page::new(true) else { return };
    let chosen = |language: &str| {
        let fits = |e: &&serde_json::Value| e["language"] == language && e["actors"].as_array().is_some_and(|a| a.iter().any(|x| !x["span"].is_null()));
        page.events.iter().find(fits).expect("an event").clone()
    };
    for (language, direction) in [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")] {
        let event = chosen(language);
        let dom = page.dom(&format!("event={}", event["event_id"].as_str().expect("an id")));
        let report = between(drawn(&dom), "<div class=\"report\"", "</div>");
        assert!(report.contains(&format!("dir=\"{direction}\"")) && report.contains(&format!("lang=\"{language}\"")), "{language}: {report}");
        let plain = strip(report.split_once('>').expect("a tag").1);
        for quoted in event["actors"].as_array().expect("actors").iter().filter(|a| !a["span"].is_null()) {
            let text = quoted["text"].as_str().expect("a text");
            assert!(plain.contains(&escaped(text)), "{language}: \"{text}\" is not in the report");
            assert!(report.contains("<mark class=\"actor\""), "{language}: no actor is marked");
        }
    }
}

#[test]
fn each_report_of_a_merged_event_stands_apart_with_its_own_words_marked() {
    let Some(page) = Page::of("fixtures/merge/reports.jsonl", &["--merge"], true) else { return };
    let event = page.events.iter().find(|e| e["accounts"].as_array().is_some_and(|a| a.len() > 1)).expect("a merged event");
    let dom = page.dom(&format!("event={}", event["event_id"].as_str().expect("an id")));
    let reports: Vec<&str> = drawn(&dom).split("<h3>The report: ").skip(1).collect();
    assert!(reports.len() > 1, "{} reports", reports.len());
    for shown in reports {
        let id = shown.split('<').next().expect("an id");
        let plain = strip(between(shown, "<div class=\"report\"", "</div>").split_once('>').expect("a tag").1);
        let own = event["evidence"].as_array().expect("evidence").iter().filter(|v| v["report_id"] == id && v["span"].is_array());
        let mut count = 0;
        for quoted in own {
            let text = quoted["text"].as_str().expect("a text");
            assert!(plain.contains(&escaped(text)), "{id}: \"{text}\" is not in it");
            count += 1;
        }
        assert!(count > 0 && shown.contains("<mark class="), "{id}: nothing is marked");
    }
}

#[test]
fn the_page_can_be_looked_at() {
    let Some(page) = Page::new(true) else { return };
    let picture = page.folder.path().join("map.png");
    let done = page.browser("").arg(format!("--screenshot={}", picture.display())).arg(page.address("claimant=jnim")).output().expect("chromium runs");
    let bytes = fs::read(&picture).unwrap_or_else(|e| panic!("no picture ({e}): {}", String::from_utf8_lossy(&done.stderr)));
    assert!(bytes.starts_with(b"\x89PNG"));
    // A blank page of this size packs into a few kilobytes.
    assert!(bytes.len() > 40_000, "the picture has only {} bytes", bytes.len());
    keep(&picture);
}

/// Leaves the picture where a person can look at it.
fn keep(picture: &Path) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::copy(picture, folder.join("map.png")).expect("kept");
}

/// Text without its tags.
fn strip(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn what_is_no_events_file_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("x.jsonl"), "{\"a\": 1}\n").expect("a file");
    for (events, message) in [("x.jsonl", "x.jsonl:1: is no event record"), ("nowhere.jsonl", "nowhere.jsonl: cannot be read")] {
        let done = Command::new(env!("CARGO_BIN_EXE_khabar")).current_dir(folder.path()).args(["map", events, "-o", "m.html"]).output().expect("khabar runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2));
        assert!(said.contains(message) && !folder.path().join("m.html").exists(), "{said}");
    }
}
