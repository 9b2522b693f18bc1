//! `khabar.toml`, and what shells, `man` and `--help` know of the commands.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn khabar(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_khabar")).current_dir(folder).args(args).output().expect("khabar runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

/// The first lines of a table.
fn header(file: &Path) -> String {
    fs::read_to_string(file).expect("a table").lines().next().expect("a header").to_owned()
}

/// The names of the commands, as `--help` lists them.
fn commands(folder: &Path) -> Vec<String> {
    let help = said(&khabar(folder, &["--help"]));
    let list = help.split_once("Commands:\n").expect("commands").1.split_once("\n\n").expect("they end").0.to_owned();
    list.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn settings_choose_folder_forms_and_columns_and_flags_go_over_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let team = folder.path().join("team");
    fs::create_dir(&team).expect("a folder");
    fs::write(folder.path().join("a.txt"), "Gunmen attacked an army post in Gao on 4 March 2024. Two soldiers were killed.").expect("a report");
    let settings = "[extract]\noutput = \"out\"\nformat = [\"csv\", \"geojson\"]\n\
                    [columns]\nevents = [\"fatalities\", { column = \"location\", name = \"Place\" }]\nclaims = [\"by\"]\n";
    fs::write(folder.path().join("khabar.toml"), settings).expect("settings");
    let done = khabar(folder.path(), &["extract", "a.txt"]);
    assert!(done.status.success(), "{}", said(&done));
    let out = folder.path().join("out");
    assert_eq!(header(&out.join("events.csv")), "fatalities,Place");
    assert_eq!(header(&out.join("claims.csv")), "by");
    let map: serde_json::Value = serde_json::from_slice(&fs::read(out.join("events.geojson")).expect("written")).expect("JSON");
    assert_eq!(map["features"][0]["properties"], serde_json::json!({"fatalities": 2, "Place": "Gao"}));
    assert!(!out.join("events.jsonl").exists());
    let run: serde_json::Value = serde_json::from_slice(&fs::read(out.join("run.json")).expect("written")).expect("JSON");
    assert_eq!(run["settings"]["columns"]["claims"], serde_json::json!([["by", "by"]]));

    // Flags go over it.
    let done = khabar(folder.path(), &["extract", "a.txt", "--output", "other", "--format", "jsonl"]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(folder.path().join("other/events.jsonl").exists() && !folder.path().join("other/events.csv").exists());

    // Another file, whose paths are meant from where it stands.
    fs::rename(folder.path().join("khabar.toml"), team.join("ours.toml")).expect("moved");
    let done = khabar(folder.path(), &["extract", "a.txt", "--config", "team/ours.toml"]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(header(&team.join("out/events.csv")), "fatalities,Place");

    // Without any, the user is asked where to write.
    let asked = khabar(folder.path(), &["extract", "a.txt"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(said(&asked).contains("Name a folder with --output DIR"), "{}", said(&asked));

    fs::write(folder.path().join("khabar.toml"), "[extract]\nformats = [\"csv\"]\n").expect("settings");
    let wrong = khabar(folder.path(), &["extract", "a.txt"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("khabar.toml: ") && said(&wrong).contains("unknown field `formats`"), "{}", said(&wrong));
}

#[test]
fn every_command_is_completed_has_a_page_and_shows_examples() {
    let folder = tempfile::tempdir().expect("a folder");
    let commands = commands(folder.path());
    assert!(commands.len() > 8, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = said(&khabar(folder.path(), &["completions", shell]));
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
        }
        assert!(script.contains("keep-text"), "{shell}");
    }
    let done = khabar(folder.path(), &["man", "--dir", "man1"]);
    assert!(done.status.success(), "{}", said(&done));
    let page = |name: &str| fs::read_to_string(folder.path().join("man1").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert!(page("khabar.1").contains(".TH khabar 1"));
    for command in &commands {
        assert!(page(&format!("khabar-{command}.1")).contains(&format!(".TH khabar-{command} 1")), "{command}");
        let help = said(&khabar(folder.path(), &[command, "--help"]));
        assert!(help.contains("Examples:\n  khabar "), "{command} shows no example: {help}");
    }
}
