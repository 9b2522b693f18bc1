//! The date sentences of the shared gold, each resolved through the whole annotation.

mod support;

use chrono::NaiveDate;
use khabar::report::Language;
use support::dates::{readings, wrong_lines};
use support::{built_in, project};

#[test]
fn gold_sentences() {
    let Ok(table) = std::fs::read_to_string(project("../shared/gold/dates/dates.tsv")) else {
        println!("skipped: no gold dates beside this checkout");
        return;
    };
    let (wrong, lines) = wrong_lines(built_in(), &table);
    assert!(wrong.is_empty(), "{} of {lines} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_date_where_there_is_none() {
    let resources = built_in();
    let sentences = [
        (Language::Ar, "هذا كتاب مفيد."),
        (Language::Ar, "ذهاب وإياب بلا فائدة."),
        (Language::Ar, "وأحدث القرار ضجة كبيرة."),
        (Language::Ar, "حضر الرجل الثاني في الحزب الأول."),
        (Language::Ar, "وصل الأول ثم الثاني."),
        (Language::Fr, "La mer Méditerranée est agitée."),
        (Language::Fr, "Ils ont été tués par des inconnus."),
        (Language::Fr, "Il a été passé à tabac."),
        (Language::Fr, "C'est la seconde attaque."),
        (Language::Fr, "La société Mars vend du cacao."),
        (Language::En, "They may have left the town."),
        (Language::En, "It was the second attack."),
        (Language::En, "Mars sells cocoa to the world."),
        (Language::En, "The men march to the sea."),
    ];
    for (language, sentence) in sentences {
        let found = readings(resources, language, NaiveDate::from_ymd_opt(2025, 11, 22), sentence);
        assert!(found.is_empty(), "{sentence}: {found:?}");
    }
}
