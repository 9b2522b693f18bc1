//! Places as reports tell them: what is none, what is meant by a misspelt or an Arabic name, where a point lies.

mod support;

use khabar::mention::Unit;
use khabar::pipeline::{self, Extraction};
use khabar::record::LocationRecord;
use khabar::report::{Language, Report};
use khabar::resolve::places::{How, search};
use khabar::resources::Resources;
use std::fs;
use support::{built_in, project};

fn report(language: Language, text: &str) -> Report {
    Report { id: "place".into(), text: text.into(), published: "2024-03-05".parse().ok(), language: Some(language), ..Report::default() }
}

/// The place of the only event that a text tells.
fn place(resources: &Resources, language: Language, text: &str) -> LocationRecord {
    let found = pipeline::extract(resources, &report(language, text));
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found[0].location.clone().unwrap_or_else(|| panic!("no place: {text}"))
}

/// The built-in data with the imported dumps that stand beside the project, if they do.
fn with_dumps() -> Option<Resources> {
    let folder = project("../shared/gazetteer/geonames");
    if !folder.is_dir() {
        println!("skipped: no dumps beside the project");
        return None;
    }
    let mut files: Vec<_> = fs::read_dir(folder).expect("the folder").flatten().map(|e| e.path()).collect();
    files.sort();
    let home = tempfile::tempdir().expect("a folder");
    let store = khabar::gazetteer::store::Store::at(home.path().into());
    for file in &files {
        store.keep(&khabar::gazetteer::import(file, None, built_in()).expect("a dump"), "GeoNames").expect("kept");
    }
    let mut resources = Resources::built_in();
    assert!(resources.add_places(store.layer().expect("readable").expect("places")));
    Some(resources)
}

/// What stands in `fixtures/not_places.tsv`, each with a text in which it is no place.
fn no_places() -> Vec<(Language, String, String)> {
    let table = fs::read_to_string(project("fixtures/not_places.tsv")).expect("the table");
    let rows = table.lines().filter(|l| !l.starts_with('#')).skip(1);
    let told = rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, kind, words] = cells[..] else { panic!("{line}") };
        let text = match (language, kind) {
            ("fr", "word") => format!("{words} reste un mot de tous les jours. Des combattants ont tué un berger lundi."),
            ("en", "word") => format!("{words} is a word of every day. Gunmen killed a herder on Monday."),
            ("ar", "word") => format!("{words} كلمة من كل يوم. قتل مسلحون راعيا يوم الاثنين."),
            ("fr", _) => format!("{words} a déclaré que des combattants ont tué un berger lundi."),
            ("en", _) => format!("{words} said that gunmen killed a herder on Monday."),
            (_, _) => format!("قال {words} إن مسلحين قتلوا راعيا يوم الاثنين."),
        };
        (Language::from_code(language).expect("a language"), words.to_owned(), text)
    });
    told.collect()
}

fn taken_for_places(resources: &Resources) -> Vec<String> {
    // "The town" is a mention of a place, and none of a table.
    let is_place = |found: &Extraction, unit: &Unit| found.entities.places(unit).iter().any(|p| p.gazetteer_id.is_some());
    let mut out = Vec::new();
    for (language, words, text) in no_places() {
        let found = pipeline::explain(resources, &report(language, &text));
        let units = found.annotated.sentences.iter().flatten();
        let places: Vec<&str> = units.filter(|u| is_place(&found, u)).map(|u| found.text.slice(u.span)).collect();
        if !places.is_empty() {
            out.push(format!("{words}: {}", places.join(", ")));
        }
    }
    out
}

#[test]
fn words_and_persons_are_no_places() {
    assert!(no_places().len() >= 200);
    assert_eq!(taken_for_places(built_in()), Vec::<String>::new());
    if let Some(resources) = with_dumps() {
        assert_eq!(taken_for_places(&resources), Vec::<String>::new());
    }
}

#[test]
fn distance_and_direction_move_the_point() {
    for (language, text) in [
        (Language::Fr, "Des hommes armés ont tué deux bergers lundi à 35 km au nord de Gao."),
        (Language::En, "Gunmen killed two herders 35 km north of Gao on Monday."),
        (Language::Ar, "قتل مسلحون راعيين يوم الاثنين على بعد 35 كيلومترا شمال غاو."),
    ] {
        let found = place(built_in(), language, text);
        let gao = (16.2717, -0.0447);
        assert_eq!((found.name.as_str(), found.geo_precision), ("Gao", 2), "{text}");
        assert!((found.latitude.unwrap_or_default() - gao.0 - 0.3144).abs() < 0.001, "{text}: {found:?}");
        assert!((found.longitude.unwrap_or_default() - gao.1).abs() < 0.0001, "{text}: {found:?}");
    }
}

#[test]
fn what_stands_around_a_name_tells_which_place_it_is() {
    for (language, text, name, admin1) in [
        // Units in brackets or after a comma; elsewhere there are better known namesakes.
        (Language::En, "Gunmen killed two herders in Dogona (Torodi, Tillaberi) on Monday.", "Dogona", "Tillabéri"),
        (Language::En, "Gunmen killed two herders in Zorkoun, Tessit Commune (Ansongo, Gao) on Monday.", "Zorkoun", "Gao"),
        (Language::En, "Gunmen killed two herders in Dogona (Boborgou Saba) on Monday.", "Boborgou Saba", "Tillabéri"),
        // What is told beside it.
        (Language::En, "Gunmen killed two herders in Tibi, near Baye, on Monday.", "Tibi", "Mopti"),
        (Language::En, "Gunmen killed two herders between Ouami and Hombori on Monday.", "Ouami", "Mopti"),
        (Language::Ar, "قتل مسلحون راعيين في منطقة بين سان وموبتي يوم الاثنين.", "San", "Ségou"),
        // The town that it is a part of.
        (Language::En, "Gunmen killed two herders in the Silmiougou area of Ouagadougou on Monday.", "Silmiougou", "Centre"),
        (Language::Fr, "Des hommes armés ont tué deux bergers dans le quartier Silmiougou de Ouagadougou lundi.", "Silmiougou", "Centre"),
        // Where the group acts.
        (Language::En, "Katiba Macina militants killed two herders in Kona on Monday.", "Konna", "Mopti"),
        (Language::En, "Gunmen killed two herders in Kona on Monday.", "Kona", "Boucle du Mouhoun"),
        // Where the report tells of it elsewhere.
        (Language::En, "Gunmen killed two herders in Kona on Monday. The mayor of Kona (Mopti, Mopti) said so.", "Konna", "Mopti"),
    ] {
        let found = place(built_in(), language, text);
        assert_eq!((found.name.as_str(), found.admin1.as_deref()), (name, Some(admin1)), "{text}");
    }
}

#[test]
fn an_unknown_village_lies_in_the_unit_told_nearest() {
    let told = [
        (Language::Ar, "قتل مسلحون تسعة مزارعين يوم الاثنين في ولاية بورنو، حيث أحرقوا منازل في قرية كرادوبا.", "Borno"),
        (Language::Ar, "تشهد منطقة موبتي هجمات متكررة. وقتل مسلحون أربعة رعاة يوم الأحد في قرية كرادوبا.", "Mopti"),
        (Language::Fr, "La région de Mopti reste sous tension. Dimanche, des hommes armés ont tué quatre bergers dans le village de Karadoba.", "Mopti"),
    ];
    for (language, text, admin1) in told {
        let found = place(built_in(), language, text);
        assert_eq!((found.name.is_empty(), found.admin1.as_deref()), (false, Some(admin1)), "{text}");
    }
    let elsewhere = place(built_in(), Language::Ar, "اجتمع الوزراء في موبتي وغاو. وقتل مسلحون أربعة رعاة يوم الأحد في قرية كرادوبا.");
    assert_eq!(elsewhere.admin1, None, "two units are told, none of them near");
}

#[test]
fn a_region_alone_is_its_seat_with_precision_3() {
    let found = place(built_in(), Language::En, "Gunmen killed two herders in the Gao region on Monday.");
    assert_eq!((found.resolution.as_str(), found.geo_precision, found.admin1.as_deref()), ("admin", 3, Some("Gao")));
    assert!(found.latitude.is_some());
}

#[test]
fn names_are_found_by_sound_and_near_spelling() {
    let first = |name: &str, near: Option<&str>| {
        let places = &built_in().places;
        let near = near.map(|n| places.place(search(built_in(), n, None)[0].place));
        let hit = search(built_in(), name, near.as_ref())[0];
        (places.place(hit.place).name, hit.how)
    };
    assert_eq!(first("Ansongo", None), ("Ansongo", How::Exact));
    assert_eq!(first("Ansomgo", None), ("Ansongo", How::Letters(1)));
    let (name, how) = first("أنسونقو", Some("Gao"));
    assert_eq!(name, "Ansongo");
    assert!(how.cost() < 0.6, "{how:?}");
    assert_eq!(search(built_in(), "xyzzyxq", None), []);
}

#[test]
fn an_unknown_spelling_needs_a_container_or_the_reports_country() {
    let found = place(built_in(), Language::En, "Gunmen killed two herders in Anssongo, in the Gao region of Mali, on Monday.");
    assert_eq!((found.name.as_str(), found.resolution.as_str()), ("Ansongo", "ambiguous"));
    let found = place(built_in(), Language::En, "Gunmen killed two herders in Anssongo, in the Kayes region of Mali, on Monday.");
    assert_eq!((found.name.as_str(), found.resolution.as_str(), found.admin1.as_deref()), ("Anssongo", "unresolved", Some("Kayes")));
}

/// The figures that the gazetteer must reach on spellings of the Arabic press, with the dumps.
#[test]
fn arabic_spellings_lead_to_their_places() {
    let Some(resources) = with_dumps() else { return };
    let table = fs::read_to_string(project("../shared/gazetteer/arabic_names.tsv")).expect("the table");
    let (mut all, mut first, mut five, mut wrong) = (0.0, 0.0, 0.0, 0);
    for line in table.lines().skip(1) {
        let (name, right) = line.split_once('\t').expect("two cells");
        let fold = |name: &str| khabar::resources::places::spelling::spelling(name);
        let right: Vec<String> = right.split('|').map(fold).collect();
        let hits = search(&resources, name, None);
        let rank = hits.iter().position(|h| right.contains(&fold(resources.places.place(h.place).name)));
        all += 1.0;
        first += f64::from(rank == Some(0));
        five += f64::from(rank.is_some_and(|r| r < 5));
        wrong += u32::from(rank != Some(0) && hits.first().is_some_and(|h| h.score >= 0.8));
    }
    assert!(first / all >= 0.85 && five / all >= 0.95 && wrong <= 2, "first {first}, in five {five} of {all}; {wrong} wrong with high confidence");
}

/// What is imported is known from then on, without a further flag, until it is removed.
#[test]
fn an_import_is_used_from_then_on() {
    let home = tempfile::tempdir().expect("a folder");
    let own = home.path().join("own.tsv");
    let row = "xx-karadigu\tKaradigu\tML\tMopti\tKoro\t14.1000\t-3.1000\tvillage\t500\tour visit";
    fs::write(&own, format!("id\tname\tcountry\tadmin1\tadmin2\tlat\tlon\tfeature\tpopulation\tsource\n{row}\n")).expect("a table");
    let khabar = |args: &[&str], data: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.args(args).env_remove("KHABAR_NO_USER_DATA").env("KHABAR_USER_DATA", home.path().join(data));
        String::from_utf8(command.output().expect("khabar runs").stdout).expect("text")
    };
    let own = own.to_str().expect("a path");
    assert!(khabar(&["gazetteer", "import", own], "data").contains("1 places, 0 further names"));
    assert!(khabar(&["places", "Karadigu"], "data").contains("xx-karadigu"));
    assert!(khabar(&["places", "كراديغو"], "data").contains("xx-karadigu"));
    for without in [khabar(&["places", "Karadigu", "--no-user-data"], "data"), khabar(&["places", "Karadigu"], "other")] {
        assert!(!without.contains("xx-karadigu"), "{without}");
    }
    let name = khabar(&["gazetteer", "list"], "data");
    khabar(&["gazetteer", "remove", name.split(':').next().expect("a name")], "data");
    assert!(!khabar(&["places", "Karadigu"], "data").contains("xx-karadigu"));
}
