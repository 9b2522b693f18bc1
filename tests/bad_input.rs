//! Every input that cannot be read gives one message that names it, and stops nothing else.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder of inputs, an output folder and data without a single word, so that only reading and
/// writing are at work.
struct Bench {
    root: TempDir,
}

impl Bench {
    fn new() -> Bench {
        let bench = Bench { root: TempDir::new().expect("a temporary folder") };
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["gazetteers", "rules"] {
            empty_copy(&top.join(folder), &bench.root.path().join("data").join(folder));
        }
        fs::create_dir(bench.root.path().join("in")).expect("a folder");
        bench
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.root.path().join("in").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
        path.to_string_lossy().into_owned()
    }

    fn folder(&self) -> String {
        self.root.path().join("in").to_string_lossy().into_owned()
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    fn command(&self, inputs: &[&str], output: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.arg("extract").args(inputs).arg("--force").arg("--output").arg(output).arg("--data").arg(self.root.path().join("data"));
        command
    }

    fn extract(&self, inputs: &[&str]) -> Output {
        self.command(inputs, &self.out()).output().expect("khabar runs")
    }

    /// Extracts a bad input along with a good one: the good one is done, the bad one said.
    fn refuses(&self, bad: &str, message: &str) {
        let good = self.file("good.txt", "Two soldiers were killed in Gao on Monday.");
        let output = self.extract(&[bad, &good]);
        let (said, told) = (text(&output.stderr), text(&output.stdout));
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(message), "expected \"{message}\" in \"{said}\"");
        assert_eq!(said.lines().count(), 1, "one message: {said}");
        assert_eq!(counted(&told, "reports"), 1, "{told}");
        assert_eq!(counted(&told, "failed"), 1, "{told}");
        assert!(self.out().join("events.jsonl").is_file() && self.out().join("claims.csv").is_file());
    }
}

/// The same files with nothing in them: tables keep their header.
fn empty_copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the data folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            empty_copy(&path, &target);
        } else if path.extension().is_some_and(|e| e == "tsv") && entry.file_name() != "countries.tsv" {
            let text = fs::read_to_string(&path).expect("UTF-8");
            let header = text.lines().find(|l| !l.starts_with('#') && !l.trim().is_empty()).unwrap_or_default();
            fs::write(target, format!("{header}\n")).expect("a file");
        } else {
            let content = if path.extension().is_some_and(|e| e == "toml") { Vec::new() } else { fs::read(&path).expect("a file") };
            fs::write(target, content).expect("a file");
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The number that the summary gives for something.
fn counted(summary: &str, what: &str) -> usize {
    let row = summary.lines().find(|l| l.contains(what)).unwrap_or_else(|| panic!("no \"{what}\" in {summary}"));
    row.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("a number")
}

#[test]
fn a_file_that_is_not_there() {
    let bench = Bench::new();
    let missing = bench.root.path().join("in/nowhere.txt").to_string_lossy().into_owned();
    bench.refuses(&missing, "nowhere.txt: there is no such file or folder; check the path");
}

#[test]
fn files_with_nothing_in_them() {
    for (name, content) in [("bad.txt", ""), ("bad.txt", " \n\t\n"), ("bad.jsonl", ""), ("bad.jsonl", "\n\n"), ("bad.json", "[]"), ("bad.json", "")] {
        let bench = Bench::new();
        bench.refuses(&bench.file(name, content), &format!("{name}: is empty"));
    }
}

#[test]
fn a_folder_without_reports() {
    let bench = Bench::new();
    bench.file("sub/notes.log", "nothing to read");
    bench.file("sub/a.gold.json", "{}");
    bench.file("sub/a.meta.json", "{}");
    let folder = bench.root.path().join("in/sub").to_string_lossy().into_owned();
    bench.refuses(&folder, "sub: no report stands in this folder or below");
}

#[test]
fn kinds_that_are_no_reports() {
    for (name, message) in [
        ("x.odt", "x.odt: this kind of file is not read; name it .txt"),
        ("plain", "plain: this kind of file is not read"),
        ("x.gold.json", "x.gold.json: is a gold record, not a report"),
        ("x.meta.json", "x.meta.json: is a report's metadata, not a report"),
    ] {
        let bench = Bench::new();
        bench.refuses(&bench.file(name, "{}"), message);
    }
}

#[test]
fn broken_utf8_is_shown_to_the_byte() {
    let bench = Bench::new();
    bench.refuses(&bench.file("bad.txt", b"line one\nline \xe9t\xe9\n"), "bad.txt:2: not valid UTF-8 at byte 14 of the file; save the file as UTF-8");
    let bench = Bench::new();
    let lines = [b"{\"id\": \"a\", \"text\": \"x\"}\n".as_slice(), b"{\"text\": \"\xff\"}\n"].concat();
    let output = bench.extract(&[&bench.file("bad.jsonl", lines)]);
    assert!(text(&output.stderr).contains("bad.jsonl:2: not valid UTF-8 at byte 35 of the file"), "{}", text(&output.stderr));
    assert_eq!(counted(&text(&output.stdout), "reports"), 1);
}

#[test]
fn json_that_is_no_report() {
    for (line, message) in [
        ("{\"text\": \"x\"", "bad.jsonl:1: not JSON: EOF while parsing an object at column 12; write one JSON object a line"),
        ("plain words", "bad.jsonl:1: not JSON: expected value at column 1"),
        ("[1]", "bad.jsonl:1: is an array where a report has to be an object"),
        ("{\"id\": \"a\"}", "bad.jsonl:1: the field \"text\" is missing; add the report's text"),
        ("{\"text\": null}", "bad.jsonl:1: the field \"text\" is missing"),
        ("{\"text\": \" \"}", "bad.jsonl:1: the field \"text\" is empty"),
        ("{\"text\": [\"x\"]}", "bad.jsonl:1: the field \"text\" is an array where a string is needed"),
        ("{\"text\": \"x\", \"published\": \"2023-02-30\"}", "bad.jsonl:1: \"published\" is \"2023-02-30\", which is no day or time; write it as 2023-01-13"),
        ("{\"text\": \"x\", \"published\": 20230230}", "bad.jsonl:1: the field \"published\" is a number where a string is needed"),
        ("{\"text\": \"x\", \"language\": \"de\"}", "bad.jsonl:1: \"language\" is \"de\", which is not read; write ar, fr or en"),
    ] {
        let bench = Bench::new();
        bench.refuses(&bench.file("bad.jsonl", line), message);
    }
}

#[test]
fn json_documents() {
    for (content, message) in [
        (
            "{\"text\": \"x\"}\n{\"text\": \"y\"}",
            "bad.json: not JSON: trailing characters at line 2 column 1; write one object or one array, or name the file .jsonl",
        ),
        ("\"words\"", "bad.json: is a string where a report has to be an object"),
        ("{\"text\": \"\"}", "bad.json: the field \"text\" is empty"),
    ] {
        let bench = Bench::new();
        bench.refuses(&bench.file("bad.json", content), message);
    }
    let bench = Bench::new();
    let output = bench.extract(&[&bench.file("two.json", "[{\"text\": \"x\"}, {\"id\": \"b\"}]")]);
    assert!(text(&output.stderr).contains("two.json, element 2: the field \"text\" is missing"), "{}", text(&output.stderr));
    assert_eq!(counted(&text(&output.stdout), "reports"), 1);
}

#[test]
fn a_sidecar_with_faults() {
    for (sidecar, message) in [
        ("{", "bad.meta.json: not JSON: EOF"),
        ("{\"published\": \"soon\"}", "bad.meta.json: \"published\" is \"soon\""),
        ("{\"language\": \"xx\"}", "bad.meta.json: \"language\" is \"xx\""),
    ] {
        let bench = Bench::new();
        bench.file("bad.meta.json", sidecar);
        bench.refuses(&bench.file("bad.txt", "Words."), message);
    }
}

#[test]
fn an_id_that_stands_twice_is_named_with_both_places() {
    let bench = Bench::new();
    bench.file("a.jsonl", "{\"id\": \"r1\", \"text\": \"x\"}\n{\"id\": \"r2\", \"text\": \"y\"}\n");
    bench.file("b.jsonl", "\n{\"id\": \"r1\", \"text\": \"z\"}\n");
    let output = bench.extract(&[&bench.folder()]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("b.jsonl:2: the id \"r1\" stands already in ") && said.contains("a.jsonl:1; give every report"), "{said}");
    assert_eq!(counted(&text(&output.stdout), "reports"), 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let path = bench.file("closed.txt", "words");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    bench.refuses(&path, "closed.txt: cannot be read (Permission denied");
}

#[test]
fn an_output_folder_that_cannot_be_made() {
    let bench = Bench::new();
    let report = bench.file("a.txt", "words");
    let output = bench.command(&[&report], &Path::new(&report).join("out")).output().expect("khabar runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("a.txt/out: the output folder cannot be made ("), "{}", text(&output.stderr));
}

#[test]
fn misuse_ends_with_two() {
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_khabar")).args(args).output().expect("khabar runs").status.code();
    assert_eq!(run(&["extract", "a.txt"]), Some(2));
    assert_eq!(run(&["extract", "a.txt", "--output", "x", "--format", "docx"]), Some(2));
    assert_eq!(run(&["extract", "a.txt", "--output", "x", "--data", "/no/such/folder"]), Some(2));
    assert_eq!(run(&["eval", "/no/such/folder"]), Some(2));
}

#[test]
fn standard_input_is_read_as_what_it_is() {
    let bench = Bench::new();
    for (input, reports, code) in
        [("{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\", \"text\": \"y\"}\n", 2, 0), ("Two soldiers were killed.", 1, 0), ("", 0, 1)]
    {
        let mut child = bench.command(&["-"], &bench.out()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("khabar runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
        let output = child.wait_with_output().expect("khabar ends");
        assert_eq!(output.status.code(), Some(code));
        assert_eq!(counted(&text(&output.stdout), "reports"), reports);
    }
}

#[test]
fn order_and_threads_change_no_byte() {
    let bench = Bench::new();
    let lines: String = (0..200).map(|i| format!("{{\"id\": \"r{i}\", \"text\": \"Text {i}.\"}}\n")).collect();
    let (a, b) = (bench.file("a.jsonl", lines), bench.file("b.txt", "Words."));
    let run = |inputs: &[&str], jobs: &str| {
        let output = bench.command(inputs, &bench.out()).args(["--jobs", jobs]).output().expect("khabar runs");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        ["events.csv", "claims.csv", "events.jsonl"].map(|f| fs::read(bench.out().join(f)).expect("written"))
    };
    let first = run(&[&a, &b], "1");
    assert_eq!(first, run(&[&b, &a], "3"));
    assert!(text(&first[0]).starts_with("event_id_cnty,event_date,year,time_precision,disorder_type,"));
    assert!(text(&first[1]).starts_with("event_id,report_id,event_date,location,"));
    let left: Vec<_> = fs::read_dir(bench.out()).expect("the folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 4, "the tables and run.json, nothing half-written stays: {left:?}");
}

#[test]
fn a_line_of_fifty_megabytes_is_a_report() {
    let bench = Bench::new();
    let long = "كلمات word ".repeat(50 * 1024 * 1024 / 16);
    let paths = [bench.file("long.txt", &long), bench.file("long.jsonl", format!("{{\"id\": \"l\", \"text\": \"{long}\"}}"))];
    let lengths: Vec<usize> = khabar::ingest::reports(&paths).map(|r| r.expect("a report").text.len()).collect();
    assert_eq!(lengths, [long.len(), long.len()]);
}

#[test]
fn what_stands_around_a_report_comes_along() {
    let bench = Bench::new();
    bench.file("a.txt", "Words.\r\n");
    bench.file(
        "a.meta.json",
        "{\"id\": \"own\", \"published\": \"2023-01-13T08:00:00Z\", \"source\": \"S\", \"url\": \"u\", \"language\": \"fr\", \"title\": \"T\"}",
    );
    bench.file("b.txt", "More words.");
    bench.file("c.jsonl", "\u{feff}{\"text\": \"no id\", \"published\": null, \"extra\": [1]}\n{\"id\": 7, \"text\": \"number\"}\n");
    bench.file("d.json", "{\"text\": \"one\"}");
    bench.file(".hidden.txt", "not looked at");
    let reports: Vec<_> = khabar::ingest::reports(&[bench.folder()]).map(|r| r.expect("a report")).collect();
    let ids: Vec<&str> = reports.iter().map(|r| r.id.as_str()).collect();
    assert_eq!((ids[0], ids[1], ids[3], ids[4]), ("own", "b", "7", "d"));
    assert!(ids[2].len() == 12 && ids[2].bytes().all(|b| b.is_ascii_hexdigit()), "{}", ids[2]);
    let first = &reports[0];
    assert_eq!(first.text, "Words.\r\n", "the text stays as given");
    assert_eq!(first.published, chrono::NaiveDate::from_ymd_opt(2023, 1, 13));
    assert_eq!(first.published_text.as_deref(), Some("2023-01-13T08:00:00Z"));
    assert_eq!((first.source.as_deref(), first.url.as_deref(), first.title.as_deref()), (Some("S"), Some("u"), Some("T")));
    assert_eq!(first.language, Some(khabar::report::Language::Fr));
}
