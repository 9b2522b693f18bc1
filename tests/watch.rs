//! A watched folder: what arrives is read once, whatever happens to the watch.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

struct Bench {
    root: tempfile::TempDir,
}

impl Bench {
    fn new() -> Bench {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("in")).expect("a folder");
        Bench { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn put(&self, name: &str, content: &str) {
        fs::write(self.path("in").join(name), content).expect("a file");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.current_dir(self.root.path()).args(args);
        command
    }

    fn once(&self) -> Output {
        self.command(&["watch", "in", "-o", "out", "--once"]).output().expect("khabar runs")
    }

    fn start(&self) -> Child {
        self.command(&["watch", "in", "-o", "out", "--every", "1"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("khabar starts")
    }

    /// The tables are those that `extract` makes of the whole folder.
    fn is_what_extract_makes(&self) {
        assert!(self.command(&["extract", "in", "-o", "whole", "--force"]).output().expect("khabar runs").status.success());
        for file in ["events.csv", "claims.csv", "events.jsonl"] {
            let (whole, grown) = (fs::read_to_string(self.path("whole").join(file)), fs::read_to_string(self.path("out").join(file)));
            assert!(whole.expect("written") == grown.expect("written"), "{file} differs");
        }
    }
}

fn report(place: &str) -> String {
    format!("Gunmen attacked an army post in {place} on Monday. Two soldiers were killed, a security source said.")
}

fn lines(count: usize) -> String {
    (0..count).map(|i| format!("{{\"id\": \"m{i}\", \"text\": \"{}\"}}\n", report("Mopti"))).collect()
}

fn wait_for(what: &str, mut there: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !there() {
        assert!(begun.elapsed() < Duration::from_secs(120), "{what} does not come");
        sleep(Duration::from_millis(20));
    }
}

fn holds(file: &Path, words: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|text| text.contains(words))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_arrives_is_appended_once() {
    let bench = Bench::new();
    bench.put("a.txt", &report("Gao"));
    bench.put("b.jsonl", &lines(3));
    bench.put(".hidden.txt", "not yet");
    bench.put("c.txt.part", "not yet");
    assert!(bench.once().status.success());
    bench.is_what_extract_makes();
    bench.put("d.txt", &report("Kidal"));
    assert!(bench.once().status.success());
    assert!(bench.once().status.success(), "nothing new");
    bench.is_what_extract_makes();
    assert_eq!(fs::read_to_string(bench.path("out/events.jsonl")).expect("records").lines().count(), 5);

    bench.put("e.txt", &report("Kidal"));
    let copy = bench.once();
    assert!(copy.status.success() && said(&copy).contains("e.txt: holds the same as d.txt, which was read"), "{}", said(&copy));
    bench.put("d.txt", &report("Kayes"));
    let changed = bench.once();
    assert_eq!(changed.status.code(), Some(1));
    assert!(said(&changed).contains("d.txt: a report with the id \"d\" was read before"), "{}", said(&changed));
    assert_eq!(fs::read_to_string(bench.path("out/events.jsonl")).expect("records").lines().count(), 5);
}

#[test]
fn a_watch_that_is_killed_goes_on_where_it_was() {
    let bench = Bench::new();
    bench.put("a.txt", &report("Gao"));
    let mut watch = bench.start();
    wait_for("the first report", || holds(&bench.path("out/events.csv"), ",Gao,"));
    // Many reports in one file, and a kill in the middle of it.
    bench.put("many.jsonl", &lines(400));
    let journal = bench.path("out/.khabar-journal.jsonl");
    wait_for("the first of many", || holds(&journal, "\"id\":\"m0\""));
    watch.kill().expect("killed");
    watch.wait().expect("it ended");
    // What a kill may leave: half a row, half a line.
    for file in ["events.csv", "events.jsonl", ".khabar-journal.jsonl"] {
        let mut open = fs::OpenOptions::new().append(true).open(bench.path("out").join(file)).expect("a file");
        open.write_all(b"{\"half").expect("written");
    }
    let again = bench.once();
    assert!(again.status.success(), "{}", said(&again));
    bench.is_what_extract_makes();
}

#[test]
fn what_cannot_be_is_refused() {
    let bench = Bench::new();
    bench.put("a.txt", &report("Gao"));
    for (args, message) in [
        (vec!["watch", "in", "-o", "out", "--format", "geojson"], "geojson: is written as a whole, so rows cannot be appended to it"),
        (vec!["watch", "nowhere", "-o", "out"], "nowhere: there is no such folder"),
    ] {
        let output = bench.command(&args).output().expect("khabar runs");
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(message), "{}", said(&output));
    }
    assert!(bench.command(&["extract", "in", "-o", "whole"]).output().expect("khabar runs").status.success());
    let output = bench.command(&["watch", "in", "-o", "whole", "--once"]).output().expect("khabar runs");
    assert!(output.status.code() == Some(2) && said(&output).contains("no watch wrote it"), "{}", said(&output));
    assert!(bench.once().status.success());
    let output = bench.command(&["extract", "in", "-o", "out", "--force"]).output().expect("khabar runs");
    assert!(output.status.code() == Some(2) && said(&output).contains("belongs to `khabar watch"), "{}", said(&output));
}
