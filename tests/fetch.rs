//! `gazetteer fetch` against a server of its own on this machine: whole, broken off, refused, broken, absent.
#![cfg(feature = "fetch")]

use khabar::gazetteer::fetch::{FetchError, country};
use std::fs;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread::{JoinHandle, spawn};

const DUMP: &str = "1\tKaradigu\tKaradigu\t\t14.5\t-4.1\tP\tPPL\tML\t\t04\t\t\t\t0\t\t\tAfrica/Bamako\t2024-01-01\n";

/// What the server answers to one request.
enum Answer {
    /// The bytes asked for; all of them, or from where the request says.
    File(Vec<u8>),
    /// The line goes dead after so many bytes of the file.
    BreaksOff(Vec<u8>, usize),
    Status(u16),
}

/// An archive as the server has it.
fn archive(name: &str, text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
    zip.write_all(text.as_bytes()).expect("written");
    zip.finish().expect("an archive").into_inner()
}

/// Serves these answers, one a connection. Its address, and what was asked for: path and first byte.
fn serve(answers: Vec<Answer>) -> (String, JoinHandle<Vec<(String, usize)>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/dump", listener.local_addr().expect("an address"));
    let asked = spawn(move || answers.iter().map(|a| answer(listener.accept().expect("a connection").0, a)).collect());
    (address, asked)
}

fn answer(mut stream: TcpStream, answer: &Answer) -> (String, usize) {
    let lines: Vec<String> = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
    let path = lines[0].split(' ').nth(1).expect("a path").to_owned();
    let range = lines.iter().find_map(|l| l.to_ascii_lowercase().strip_prefix("range: bytes=").map(str::to_owned));
    let from: usize = range.map_or(0, |r| r.trim_end_matches('-').parse().expect("a number"));
    let (status, body, length) = match answer {
        Answer::File(bytes) if from >= bytes.len() => (416, &[][..], 0),
        Answer::File(bytes) => (if from > 0 { 206 } else { 200 }, &bytes[from..], bytes.len() - from),
        Answer::BreaksOff(bytes, at) => (200, &bytes[..*at], bytes.len()),
        Answer::Status(status) => (*status, &[][..], 0),
    };
    write!(stream, "HTTP/1.1 {status} Told\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n").expect("sent");
    stream.write_all(body).expect("sent");
    (path, from)
}

/// Nothing but finished dumps is left.
fn left(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder.join("downloads")).expect("the folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_dump_is_fetched_and_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let (address, asked) = serve(vec![Answer::File(archive("ML.txt", DUMP))]);
    let file = country(&address, "ml", folder.path()).unwrap();
    assert_eq!(fs::read_to_string(file).unwrap(), DUMP);
    assert_eq!(asked.join().unwrap(), [("/dump/ML.zip".to_owned(), 0)]);
    assert_eq!(left(folder.path()), ["ML.txt"]);
}

#[test]
fn a_download_goes_on_where_it_broke_off() {
    let folder = tempfile::tempdir().unwrap();
    let text = DUMP.repeat(400);
    let bytes = archive("ML.txt", &text);
    let half = bytes.len() / 2;
    let (address, asked) = serve(vec![Answer::BreaksOff(bytes.clone(), half), Answer::File(bytes)]);
    let error = country(&address, "ML", folder.path()).unwrap_err();
    assert!(matches!(error, FetchError::Offline { .. }), "{error}");
    assert_eq!(left(folder.path()), ["ML.zip.part"]);
    let file = country(&address, "ML", folder.path()).unwrap();
    assert_eq!(fs::read_to_string(file).unwrap(), text);
    assert_eq!(asked.join().unwrap().iter().map(|(_, from)| *from).collect::<Vec<_>>(), [0, half]);
    assert_eq!(left(folder.path()), ["ML.txt"]);
}

#[test]
fn a_download_that_lacks_nothing_is_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = archive("ML.txt", DUMP);
    fs::create_dir(folder.path().join("downloads")).unwrap();
    fs::write(folder.path().join("downloads/ML.zip.part"), &bytes).unwrap();
    let (address, asked) = serve(vec![Answer::File(bytes.clone())]);
    assert_eq!(fs::read_to_string(country(&address, "ML", folder.path()).unwrap()).unwrap(), DUMP);
    assert_eq!(asked.join().unwrap()[0].1, bytes.len());
}

#[test]
fn a_broken_archive_is_removed_and_said() {
    let mut bytes = archive("ML.txt", &DUMP.repeat(400));
    let middle = bytes.len() / 2;
    bytes[middle - 40..middle].fill(0);
    for broken in [bytes, b"<html>not found</html>".to_vec(), archive("readme.txt", "")] {
        let folder = tempfile::tempdir().unwrap();
        let (address, asked) = serve(vec![Answer::File(broken)]);
        let error = country(&address, "ML", folder.path()).unwrap_err();
        assert!(matches!(error, FetchError::Broken { .. }), "{error}");
        assert!(error.to_string().contains("mend: run the command again"), "{error}");
        asked.join().unwrap();
        assert!(!left(folder.path()).iter().any(|f| f == "ML.zip.part" || f == "ML.txt"));
    }
}

#[test]
fn refusals_and_silence_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let (address, asked) = serve(vec![Answer::Status(404)]);
    let error = country(&address, "XQ", folder.path()).unwrap_err();
    assert!(matches!(error, FetchError::Refused { status: 404, .. }), "{error}");
    asked.join().unwrap();
    // The server has ended, so nobody listens.
    let error = country(&address, "ML", folder.path()).unwrap_err();
    assert!(matches!(error, FetchError::Offline { .. }), "{error}");
    assert!(error.to_string().contains("connect to the internet"), "{error}");
    for code in ["Mali", "", "../x", "M1"] {
        assert!(matches!(country(&address, code, folder.path()), Err(FetchError::Code(_))), "{code}");
    }
}
