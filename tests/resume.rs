//! Runs that are stopped and killed, and go on: nothing is lost, nothing stands twice, and the outputs are
//! the same bytes as those of a run that nothing disturbed.

mod support;

use khabar::write::Format;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const JOURNAL: &str = ".khabar-journal.jsonl";

/// A folder with invented reports in it.
struct Bench {
    root: tempfile::TempDir,
}

impl Bench {
    /// Different reports from `scripts/invent`.
    fn new(reports: usize) -> Option<Bench> {
        let python = support::python()?;
        let root = tempfile::tempdir().expect("a folder");
        let made = Command::new(python).arg(support::project("scripts/invent")).arg(reports.to_string()).output().expect("python runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        fs::write(root.path().join("reports.jsonl"), made.stdout).expect("written");
        Some(Bench { root })
    }

    fn out(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn command(&self, out: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.current_dir(self.root.path()).args(["extract", "reports.jsonl", "--format", &formats(), "--output", out]).args(more);
        command
    }

    fn run(&self, out: &str, more: &[&str]) -> Output {
        self.command(out, more).output().expect("khabar runs")
    }

    fn start(&self, out: &str, more: &[&str]) -> Child {
        self.command(out, more).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("khabar starts")
    }
}

fn formats() -> String {
    let names: Vec<&str> = Format::ALL.into_iter().filter(|f| f.built_in()).map(Format::name).collect();
    names.join(",")
}

/// Waits until the journal has so many lines, or the run ends.
fn wait_for(child: &mut Child, journal: &Path, lines: usize) {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(300) {
        let there = fs::read(journal).map_or(0, |j| j.iter().filter(|b| **b == b'\n').count());
        if there >= lines || child.try_wait().expect("a child").is_some() {
            return;
        }
        sleep(Duration::from_millis(5));
    }
    panic!("the run does not go on");
}

fn same_files(a: &Path, b: &Path) {
    for file in Format::ALL.into_iter().filter(|f| f.built_in()).flat_map(Format::files) {
        let (x, y) = (fs::read(a.join(file)).expect("written"), fs::read(b.join(file)).expect("written"));
        assert!(x == y, "{file} differs: {} and {} bytes", x.len(), y.len());
    }
}

fn run_json(out: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(out.join("run.json")).expect("run.json")).expect("JSON")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn ten_kills_change_no_byte() {
    let Some(bench) = Bench::new(700) else { return };
    assert!(bench.run("whole", &[]).status.success());
    let journal = bench.out("killed").join(JOURNAL);
    // Moments spread over the run by a fixed seed: between windows, in the middle of lines, while writing.
    let mut random = 0x9e37_79b9_u64;
    let mut kills = 0;
    for step in 0..10 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = bench.start("killed", &["--resume"]);
        wait_for(&mut child, &journal, 1 + step * 65 + 20);
        sleep(Duration::from_millis((random >> 40) % 60));
        kills += usize::from(child.try_wait().expect("a child").is_none());
        let _ = child.kill();
        child.wait().expect("it ended");
    }
    assert!(kills >= 8, "{kills} kills hit a run");
    // And a line that a kill tore in the middle.
    if journal.exists() {
        fs::OpenOptions::new().append(true).open(&journal).expect("a journal").write_all(b"{\"report\":{\"report\":{\"id\":\"r0").expect("written");
    }
    let last = bench.run("killed", &["--resume"]);
    assert!(last.status.success(), "{}", said(&last));
    same_files(&bench.out("whole"), &bench.out("killed"));
    let (whole, killed) = (run_json(&bench.out("whole")), run_json(&bench.out("killed")));
    assert_eq!(whole["counts"], killed["counts"]);
    assert_eq!(whole["counts"]["reports"], 700);
    let left: Vec<_> =
        fs::read_dir(bench.out("killed")).expect("the folder").flatten().map(|e| e.file_name()).filter(|n| n.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "nothing half-written stays: {left:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_valid_tables_and_the_run_goes_on() {
    let Some(bench) = Bench::new(400) else { return };
    let out = bench.out("stopped");
    let mut child = bench.start("stopped", &["--jobs", "1"]);
    wait_for(&mut child, &out.join(JOURNAL), 100);
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs").success());
    let status = child.wait().expect("it ended");
    assert_eq!(status.code(), Some(130));
    let run = run_json(&out);
    assert_eq!(run["complete"], false);
    let done = run["counts"]["reports"].as_u64().expect("a number");
    assert!((99..400).contains(&done), "{done}");
    let events = fs::read_to_string(out.join("events.jsonl")).expect("records").lines().count() as u64;
    assert_eq!(run["counts"]["events"], events);
    assert_eq!(csv::Reader::from_path(out.join("events.csv")).expect("a table").records().map(Result::unwrap).count() as u64, events);

    let again = bench.run("stopped", &[]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("holds a run that was stopped; go on with it by --resume, or begin anew with --force"), "{}", said(&again));
    assert!(bench.run("stopped", &["--resume"]).status.success());
    let run = run_json(&out);
    assert_eq!((&run["complete"], &run["counts"]["reports"], &run["resumed_after"]), (&true.into(), &400.into(), &done.into()));
    assert!(bench.run("whole", &[]).status.success());
    same_files(&bench.out("whole"), &out);
    let complete = bench.run("stopped", &["--resume"]);
    assert!(complete.status.success() && String::from_utf8_lossy(&complete.stdout).contains("the run is complete"));
}

#[test]
fn what_is_there_is_replaced_by_wish_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "Two soldiers were killed in Gao on Monday.").expect("a report");
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.current_dir(folder.path()).args(["extract", "a.txt", "-o", "out"]).args(more).output().expect("khabar runs")
    };
    assert!(run(&[]).status.success());
    let first = fs::read(folder.path().join("out/events.csv")).expect("written");
    fs::write(folder.path().join("a.txt"), "Nothing happened.").expect("a report");
    let refused = run(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("events.csv: is there already; replace it with --force, or choose another folder with --output"), "{}", said(&refused));
    assert_eq!(fs::read(folder.path().join("out/events.csv")).expect("there"), first);
    assert!(run(&["--force"]).status.success());
    assert_ne!(fs::read(folder.path().join("out/events.csv")).expect("written"), first);
}

#[test]
fn a_run_whose_inputs_or_data_changed_does_not_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports: String = (0..300).map(|i| format!("{{\"id\":\"r{i}\",\"text\":\"Two soldiers were killed in Gao.\"}}\n")).collect();
    fs::write(folder.path().join("a.jsonl"), &reports).expect("reports");
    fs::create_dir_all(folder.path().join("data/gazetteers/en/words")).expect("a folder");
    fs::write(folder.path().join("data/gazetteers/en/words/own.tsv"), "word\tpos\tclass\tfeatures\tforms\n").expect("data");
    let run = |inputs: &str, more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.current_dir(folder.path()).args(["extract", inputs, "-o", "out"]).args(more).output().expect("khabar runs")
    };
    // A journal as a killed run leaves it: that of a whole run, kept aside.
    let stopped = || {
        let _ = fs::remove_dir_all(folder.path().join("out"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        let mut child = command
            .current_dir(folder.path())
            .args(["extract", "a.jsonl", "-o", "out"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("khabar runs");
        wait_for(&mut child, &folder.path().join("out").join(JOURNAL), 2);
        let _ = child.kill();
        child.wait().expect("it ended");
        if !folder.path().join("out").join(JOURNAL).exists() {
            println!("the run was faster than the kill");
            return false;
        }
        true
    };
    if stopped() {
        let other = run("a.jsonl", &["--resume", "--data", "data"]);
        assert_eq!(other.status.code(), Some(2));
        assert!(said(&other).contains("because the data (words, names, places or rules) changed since"), "{}", said(&other));
        fs::write(folder.path().join("a.jsonl"), reports.replacen("\"r0\"", "\"new\"", 1)).expect("reports");
        let changed = run("a.jsonl", &["--resume"]);
        assert_eq!(changed.status.code(), Some(2));
        assert!(said(&changed).contains("the inputs are not what they were: number 1 is another"), "{}", said(&changed));
        assert!(run("a.jsonl", &["--force"]).status.success());
    }
}
