//! The invented world of `fixtures/world`: the stages work on whatever the tables hold, and no
//! change of the real tables can reach these records.

mod support;

use khabar::pipeline;
use khabar::record::EventRecord;
use khabar::report::{Language, Report};
use khabar::resources::Resources;
use khabar::resources::source::DataSource;
use std::sync::LazyLock;
use support::project;

static WORLD: LazyLock<Resources> =
    LazyLock::new(|| Resources::load(&DataSource::Folder(project("fixtures/world"))).unwrap_or_else(|p| panic!("{} problems, first: {}", p.len(), p[0])));

/// The only event that a text tells, published on Tuesday 5 March 2024.
fn the_event(language: Language, text: &str) -> EventRecord {
    let report = Report { id: "world".into(), text: text.into(), published: "2024-03-05".parse().ok(), language: Some(language), ..Report::default() };
    let mut found = pipeline::extract(&WORLD, &report);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

fn actors<'e>(event: &'e EventRecord, role: &str) -> Vec<&'e str> {
    event.actors.iter().filter(|a| a.role == role).map(|a| a.id.as_str()).collect()
}

fn place(event: &EventRecord) -> (&str, Option<&str>) {
    event.location.as_ref().map_or(("", None), |l| (l.name.as_str(), l.admin1.as_deref()))
}

#[test]
fn the_world_holds_nothing_of_the_real_one() {
    assert_eq!((WORLD.countries.len(), WORLD.places.len()), (1, 9));
    assert!(WORLD.actor("jnim").is_none() && WORLD.actor("dune-league").is_some());
}

#[test]
fn one_attack_in_three_languages() {
    let told = [
        (Language::Ar, "هاجم مقاتلو رابطة الكثيب معسكرا للجيش النسكاري في بلدة تولميكي يوم الأحد، ما أدى إلى مقتل أربعة جنود."),
        (Language::Fr, "Des combattants de la Ligue de la Dune ont attaqué dimanche un camp de l'armée naskarienne à Tolmeki. Quatre soldats ont été tués."),
        (Language::En, "Fighters of the Dune League attacked a Naskarian army camp in Tolmeki on Sunday, killing four soldiers."),
    ];
    for (language, text) in told {
        let event = the_event(language, text);
        assert_eq!((event.event_type.as_str(), event.sub_event_type.as_str()), ("Battles", "Armed clash"), "{text}");
        assert_eq!(event.event_date.as_deref(), Some("2024-03-03"), "{text}");
        assert_eq!(place(&event), ("Tolmeki", Some("Velda")), "{text}");
        assert_eq!((actors(&event, "actor1"), actors(&event, "actor2")), (vec!["dune-league"], vec!["military-ZZ"]), "{text}");
        let tolls: Vec<(&str, &str, u64)> = event.casualties.iter().map(|c| (c.kind.as_str(), c.who.as_str(), c.low)).collect();
        assert_eq!(tolls, [("killed", "military-ZZ", 4)], "{text}");
    }
}

#[test]
fn the_unit_around_a_name_decides_between_namesakes() {
    for (text, unit) in [
        ("Gunmen killed two farmers in Meldou, in the Velda region, on Monday.", "Velda"),
        ("Gunmen killed two farmers in Meldou, in the Dremma region, on Monday.", "Dremma"),
    ] {
        assert_eq!(place(&the_event(Language::En, text)), ("Meldou", Some(unit)), "{text}");
    }
}

#[test]
fn a_part_acts_with_its_whole_from_the_day_on_which_it_joined() {
    let event = the_event(Language::Fr, "Le Front de la Cendre a attaqué lundi un poste de gendarmerie à Garissent.");
    assert!(actors(&event, "actor1").contains(&"ash-front"));
    assert_eq!(place(&event), ("Garisent", Some("Dremma")));
    let name = event.actors.iter().find(|a| a.id == "ash-front").map(|a| a.name.as_str());
    assert_eq!(name, Some("AF: Ash Front (Dune League)"));
}
