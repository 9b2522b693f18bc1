//! `--keep-text`: the text that was drawn out of a file stands beside the output, the records' spans
//! count in it, and read again it gives the same records.

use std::fs;
use std::path::Path;
use std::process::Command;

fn extract(input: &Path, output: &Path) -> Vec<serde_json::Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    let done = command.arg("extract").arg(input).arg("--output").arg(output).args(["--format", "jsonl", "--keep-text"]).output().expect("khabar runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    lines(&output.join("events.jsonl"))
}

fn lines(file: &Path) -> Vec<serde_json::Value> {
    fs::read_to_string(file).expect("written").lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

#[test]
fn spans_count_in_the_kept_text_and_it_can_be_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("in");
    fs::create_dir(&input).expect("a folder");
    for name in ["page-ar.html", "paper-fr.pdf", "letter-en.docx", "feed-ar.rss", "mail-en.eml"] {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/inputs").join(name), input.join(name)).expect("a copy");
    }
    let first = extract(&input, &folder.path().join("first"));
    assert!(first.len() >= 5, "{} events", first.len());
    let kept = folder.path().join("first/texts.jsonl");
    let texts = lines(&kept);
    let mut checked = 0;
    for event in &first {
        let text = texts.iter().find(|t| t["id"] == event["report_id"]).expect("the report's text")["text"].as_str().expect("text");
        let letters: Vec<char> = text.chars().collect();
        for evidence in event["evidence"].as_array().expect("a list") {
            let [Some(start), Some(end)] = [evidence["span"][0].as_u64(), evidence["span"][1].as_u64()] else { continue };
            assert_eq!(letters[start as usize..end as usize].iter().collect::<String>(), evidence["text"]);
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked} spans");
    assert!(texts.iter().any(|t| t["file"].as_str().is_some_and(|f| f.ends_with("page-ar.html"))));

    let by_report = |mut events: Vec<serde_json::Value>| {
        events.sort_by_key(|e| e["event_id"].as_str().map(str::to_owned));
        events
    };
    assert_eq!(by_report(extract(&kept, &folder.path().join("again"))), by_report(first));
}
