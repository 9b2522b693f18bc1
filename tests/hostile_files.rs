//! Files that are broken or made to do harm: each is told by name and kind, none ends the run or takes
//! memory without end, and the good files among them are read.

#[path = "hostile_files/containers.rs"]
mod containers;
#[path = "hostile_files/documents.rs"]
mod documents;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What no run may take, in kilobytes.
const MOST_MEMORY: u64 = 512 * 1024;

/// A bad file: its name, its content, and the kind of message that it must give. An empty kind stands
/// for a file that is strange and read all the same.
pub type Bad = (&'static str, Vec<u8>, &'static str);

/// Runs khabar without words or rules, so that only reading is at work. Answers its exit code, what it
/// said, and its peak memory in kilobytes.
fn run(folder: &Path, inputs: &[&str], feed: impl FnOnce(&mut dyn Write) + Send) -> (i32, String, String, u64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.arg("extract").args(inputs).arg("--output").arg(folder.join("out")).arg("--data").arg(folder.join("data"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("khabar runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let watched = child.id();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            feed(&mut stdin);
            drop(stdin);
        });
        let peak = scope.spawn(move || peak_of(watched));
        let output = child.wait_with_output().expect("khabar ends");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stderr), text(&output.stdout), peak.join().expect("the watch ends"))
    })
}

/// The most memory that a process had, looked at until it ends. 0 where the system does not tell.
fn peak_of(process: u32) -> u64 {
    let mut peak = 0;
    while let Ok(status) = fs::read_to_string(format!("/proc/{process}/status")) {
        let Some(line) = status.lines().find(|l| l.starts_with("VmHWM:")) else { break };
        peak = peak.max(line.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    peak
}

/// A folder with data that hold no word, and an empty folder `in`.
fn bench() -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["gazetteers", "rules"] {
        wordless(&top.join(folder), &root.path().join("data").join(folder));
    }
    fs::create_dir(root.path().join("in")).expect("a folder");
    root
}

/// The same tables with their headers alone.
fn wordless(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the data").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            wordless(&path, &target);
        } else if ending == "tsv" && entry.file_name() != "countries.tsv" {
            let text = fs::read_to_string(&path).expect("UTF-8");
            let header = text.lines().find(|l| !l.starts_with('#') && !l.trim().is_empty()).unwrap_or_default();
            fs::write(target, format!("{header}\n")).expect("a file");
        } else if ending == "toml" {
            fs::write(target, "").expect("a file");
        } else {
            fs::copy(&path, target).expect("a copy");
        }
    }
}

fn counted(summary: &str, what: &str) -> usize {
    let row = summary.lines().find(|l| l.contains(what)).unwrap_or_else(|| panic!("no \"{what}\" in {summary}"));
    row.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("a number")
}

/// All bad files in one folder, good ones between them.
#[test]
fn a_folder_of_bad_files() {
    let root = bench();
    let bad: Vec<Bad> = documents::files().into_iter().chain(containers::files()).collect();
    assert!(bad.iter().filter(|(_, _, kind)| !kind.is_empty()).count() >= 40);
    for (name, content, _) in &bad {
        fs::write(root.path().join("in").join(name), content).expect("a file");
    }
    for good in ["000-good.txt", "mmm-good.jsonl", "zzz-good.txt"] {
        let content = if good.ends_with("jsonl") { "{\"id\": \"mmm-good\", \"text\": \"Two soldiers were killed.\"}" } else { "Two soldiers were killed." };
        fs::write(root.path().join("in").join(good), content).expect("a file");
    }
    let folder = root.path().join("in").to_string_lossy().into_owned();
    let (code, said, told, peak) = run(root.path(), &[&folder], |_| {});
    assert_eq!(code, 1, "{said}");
    println!("{} bad files: peak memory {} MB", bad.len(), peak >> 10);
    assert!(peak < MOST_MEMORY, "{} MB", peak >> 10);
    let by_file = by_file(&said);
    let mut wrong = String::new();
    for (name, _, kind) in &bad {
        let kinds = by_file.get(*name).cloned().unwrap_or_default();
        if kinds.iter().any(|k| k == kind) == kind.is_empty() {
            wrong += &format!("{name} must give \"{kind}\" and gave {kinds:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let written = fs::read_to_string(root.path().join("out/events.jsonl")).expect("the output");
    assert!(written.is_empty());
    assert!(counted(&told, "reports") >= 3, "{told}");
    for good in ["000-good", "mmm-good", "zzz-good"] {
        assert!(!said.contains(good), "{said}");
    }
}

/// The kinds of the messages about each file of the folder. What stands in an archive counts for it.
fn by_file(said: &str) -> BTreeMap<String, Vec<String>> {
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in said.lines() {
        let Some((_, path)) = line.split_once("/in/") else { continue };
        let name = path.split([':', '/', ',']).next().unwrap_or_default().to_owned();
        let kind = line.rsplit_once('[').map(|(_, k)| k.trim_end_matches(']').to_owned()).unwrap_or_default();
        kinds.entry(name).or_default().push(kind);
    }
    kinds
}

/// A line of a gigabyte, which stands nowhere: it is made while it is read.
#[test]
fn a_line_of_a_gigabyte() {
    let root = bench();
    let feed = |stdin: &mut dyn Write| {
        let piece = [b'x'; 1 << 16];
        let _ = stdin.write_all(b"{\"id\": \"a\", \"text\": \"first\"}\n{\"text\": \"");
        for _ in 0..1 << 14 {
            if stdin.write_all(&piece).is_err() {
                return;
            }
        }
        let _ = stdin.write_all(b"\"}\n{\"id\": \"c\", \"text\": \"third\"}\n");
    };
    let (code, said, told, peak) = run(root.path(), &["-"], feed);
    assert_eq!((code, counted(&told, "reports")), (1, 2), "{said}");
    assert!(said.contains("standard input:2: longer than 64 MB") && said.contains("[too-long]"), "{said}");
    println!("a line of 1 GB: peak memory {} MB", peak >> 10);
    assert!(peak < MOST_MEMORY, "{} MB", peak >> 10);
}

/// Folders that lead into themselves, and packed data without a name.
#[cfg(unix)]
#[test]
fn a_folder_that_leads_into_itself() {
    let root = bench();
    let inner: PathBuf = root.path().join("in/inner");
    fs::create_dir(&inner).expect("a folder");
    fs::write(inner.join("a.txt"), "words").expect("a file");
    std::os::unix::fs::symlink(root.path().join("in"), inner.join("again")).expect("a link");
    let folder = root.path().join("in").to_string_lossy().into_owned();
    let (code, said, told, _) = run(root.path(), &[&folder], |_| {});
    assert_eq!((code, counted(&told, "reports")), (0, 1), "{said}");
}
