//! Every quotation of every record is what its span cuts from the report, counted in characters.

mod support;

use khabar::pipeline;
use khabar::record::EventRecord;
use khabar::report::Report;
use proptest::prelude::*;
use rayon::prelude::*;
use std::path::PathBuf;

/// The places of a record's quotations: field, words, span.
fn quotations(r: &EventRecord) -> Vec<(&str, &str, Option<[usize; 2]>)> {
    let mut out: Vec<(&str, &str, Option<[usize; 2]>)> = Vec::new();
    out.extend(r.actors.iter().map(|a| ("actor", a.text.as_str(), a.span)));
    out.extend(r.location.iter().map(|l| ("location", l.text.as_str(), l.span)));
    out.extend(r.casualties.iter().map(|c| ("casualty", c.text.as_str(), c.span)));
    out.extend(r.materiel.iter().map(|m| ("materiel", m.text.as_str(), m.span)));
    out.extend(r.claims.iter().map(|c| ("claim", c.text.as_str(), c.span)));
    out.extend(r.evidence.iter().map(|e| ("evidence", e.text.as_str(), e.span)));
    out
}

/// Checks all records of a report; how many quotations there were.
fn check(report: &Report) -> Result<usize, String> {
    let chars: Vec<char> = report.text.chars().collect();
    let mut count = 0;
    for record in pipeline::extract(support::built_in(), report) {
        for (field, text, span) in quotations(&record) {
            let cut = match span {
                Some([start, end]) if start < end && end <= chars.len() => chars[start..end].iter().collect(),
                Some(span) => return Err(format!("{} {field}: the span {span:?} of {} characters", report.id, chars.len())),
                None => String::new(),
            };
            if cut != text {
                return Err(format!("{} {field}: {span:?} is \"{cut}\", not \"{text}\"", report.id));
            }
            count += 1;
        }
    }
    Ok(count)
}

/// Checks every report below a folder; those that cannot be read (gold, tables) are left out.
fn check_folder(folder: PathBuf) -> usize {
    let inputs = khabar::ingest::reports(&[folder.to_string_lossy().into_owned()]);
    let reports: Vec<Report> = inputs.filter_map(Result::ok).collect();
    assert!(!reports.is_empty(), "{} holds no reports", folder.display());
    reports.par_iter().map(|r| check(r).unwrap_or_else(|e| panic!("{e}"))).sum()
}

#[test]
fn spans_of_the_invented_reports() {
    assert!(check_folder(support::project("fixtures/reports")) > 500);
}

#[test]
fn spans_of_the_real_reports() {
    for folder in ["../shared/gold", "../shared/unlabelled"] {
        let path = support::project(folder);
        if path.is_dir() {
            assert!(check_folder(path) > 100);
        } else {
            println!("skipped: {} does not stand beside the project", path.display());
        }
    }
}

/// Pieces of news in three languages and what makes offsets hard: vowel signs, tatweel, digits of
/// three scripts, bidi controls, ligatures, emoji, combining accents, odd spaces and quotes.
const PIECES: [&str; 40] = [
    "قُتِلَ",
    "قتل",
    "مقتل",
    "جنود",
    "١٢ جنديًا",
    "ثلاثة مدنيين",
    "في هجوم",
    "شنّ",
    "مسلحون",
    "هجومــاً",
    "على قاعدة",
    "للجيش",
    "قرب",
    "غاو",
    "مدينة ميناكا",
    "أمس",
    "الأربعاء",
    "وقالت",
    "الجماعة",
    "تبنت",
    "«الزلاقة»",
    "إنّ",
    "ﷲ",
    "\u{200F}",
    "\u{202B}",
    "\u{2069}",
    "😀",
    "e\u{301}",
    "\u{A0}",
    "\n",
    ".",
    "،",
    "killed",
    "12 soldiers",
    "gunmen attacked",
    "near Gao",
    "l’armée",
    "ont tué",
    "à Ménaka",
    "“said”",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn spans_of_fuzzed_text(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..60), noise in "\\PC{0,12}") {
        let mut text = noise;
        for (piece, space) in pieces {
            text.push_str(PIECES[piece]);
            text.push_str(if space { " " } else { "" });
        }
        let report = Report { id: "fuzzed".into(), text, published: "2023-01-13".parse().ok(), ..Report::default() };
        if let Err(e) = check(&report) {
            prop_assert!(false, "{}", e);
        }
    }
}
