//! Sentence, report's date -> what the most exact DATE of the sentence means.

use super::*;
use crate::annotate::annotate;
use crate::normalize::normalize;
use crate::report::Language;
use crate::segment::segment;
use std::sync::LazyLock;

static RESOURCES: LazyLock<Resources> = LazyLock::new(Resources::built_in);

/// All events before are of 10 March 2025, a Monday.
fn read(language: Language, published: &str, sentence: &str, context: bool) -> String {
    let text = normalize(sentence);
    let annotated = annotate(&RESOURCES, &text, &segment(&RESOURCES, &text, Some(language)));
    let event = context.then(|| NaiveDate::from_ymd_opt(2025, 3, 10)).flatten().map(cal::day);
    let dates = annotated.mentions.iter().filter(|m| RESOURCES.classes.name(m.kind) == "DATE");
    let readings: Vec<DateReading> = dates.map(|m| date(&RESOURCES, &text, m, published.parse().ok(), Before { context: event, story: None })).collect();
    let Some(best) = readings.iter().min_by_key(|r| (r.period.is_none(), r.precision)) else { return "none".into() };
    match best.period {
        Some(p) if p.start == p.end => p.start.to_string(),
        Some(p) => format!("{}/{}{}", p.start, p.end, if best.since { " since" } else { "" }),
        None => best.reason.unwrap_or("?").into(),
    }
}

fn check(language: Language, published: &str, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(sentence, expected)| (sentence, expected, read(language, published, sentence, true)))
        .filter(|(_, expected, got)| **expected != got)
        .map(|(sentence, expected, got)| format!("{sentence}: {got}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

// The report's date is a Thursday.
const DAY: &str = "2024-05-16";

#[test]
fn arabic() {
    check(
        Language::Ar,
        DAY,
        &[
            ("احترق المخزن في 14 مارس 2021.", "2021-03-14"),
            ("احترق المخزن في 14 آذار/ مارس 2021.", "2021-03-14"),
            ("احترق المخزن في 14 مارس (آذار) 2021.", "2021-03-14"),
            ("احترق المخزن يوم 3 حزيران الماضي.", "2023-06-03"),
            ("احترق المخزن في الثالث والعشرين من أبريل.", "2024-04-23"),
            ("احترق المخزن في 30 غشت من العام الماضي.", "2023-08-30"),
            ("احترق المخزن يوم السبت 11 مايو.", "2024-05-11"),
            ("احترق المخزن في 2 و3 مايو.", "2024-05-02/2024-05-03"),
            ("احترق المخزن من 28 ديسمبر إلى 2 يناير 2023.", "2022-12-28/2023-01-02"),
            ("احترق المخزن ليلة 11-12 مايو.", "2024-05-11"),
            ("احترق المخزن الاثنين.", "2024-05-13"),
            ("احترق المخزن مساء الخميس.", "2024-05-16"),
            ("احترق المخزن الخميس الماضي.", "2024-05-09"),
            ("احترق المخزن ليل الثلاثاء-الأربعاء.", "2024-05-14"),
            ("احترق المخزن أمس الأربعاء.", "2024-05-15"),
            ("احترق المخزن أول من أمس.", "2024-05-14"),
            ("احترق المخزن هذا الصباح.", "2024-05-16"),
            ("احترق المخزن قبل أسبوعين.", "2024-04-29/2024-05-05"),
            ("احترق المخزن قبل عشرة أيام.", "2024-05-06"),
            ("احترق المخزن الأسبوع الماضي.", "2024-05-06/2024-05-12"),
            ("احترق المخزن الثلاثاء من الأسبوع الماضي.", "2024-05-07"),
            ("احترق المخزن في مطلع الشهر الماضي.", "2024-04-01/2024-04-10"),
            ("احترق المخزن في منتصف شباط.", "2024-02-11/2024-02-20"),
            ("تقع الحرائق منذ بداية مارس 2024.", "2024-03-01/2024-05-16 since"),
            ("تقع الحرائق منذ الاثنين.", "2024-05-13/2024-05-16 since"),
            ("تكررت الحرائق خلال الأيام الأخيرة.", "2024-05-09/2024-05-16"),
            ("تكررت الحرائق خلال الأيام الثلاثة الماضية.", "2024-05-13/2024-05-16"),
            ("بني المخزن عام 1998.", "1998-01-01/1998-12-31"),
            ("بني المخزن بين عامي 1998 و2001.", "1998-01-01/2001-12-31"),
            ("بني المخزن في صيف 2003.", "2003-06-01/2003-08-31"),
            ("بني المخزن في 17 رجب 1440 هـ.", "2019-03-24"),
            ("بني المخزن في 9 شعبان 1444.", "2023-03-01"),
            ("احترق المخزن في 07/02/2024 فجرا.", "2024-02-07"),
            ("ثم انهار السقف بعد يومين.", "2025-03-12"),
            ("ثم انهار السقف في اليوم التالي.", "2025-03-11"),
            ("وانهار السقف في نفس اليوم.", "2025-03-10"),
            ("احترق المخزن في 31/02/2024.", "impossible-date"),
            ("لن يفتح المخزن قبل يوم الجمعة.", "bound-only"),
            ("في المخزن كتاب وسبعة أكياس.", "none"),
        ],
    );
}

#[test]
fn french() {
    check(
        Language::Fr,
        DAY,
        &[
            ("La grange a brûlé le 14 mars 2021.", "2021-03-14"),
            ("La grange a brûlé le 1er mai.", "2024-05-01"),
            ("La grange a brûlé le samedi 11 mai au soir.", "2024-05-11"),
            ("La grange a brûlé le 3 juin dernier.", "2023-06-03"),
            ("La grange a brûlé le 30 août de l'année dernière.", "2023-08-30"),
            ("La grange a brûlé les 2 et 3 mai.", "2024-05-02/2024-05-03"),
            ("La foire a duré du 28 décembre 2022 au 2 janvier 2023.", "2022-12-28/2023-01-02"),
            ("La grange a brûlé dans la nuit du 11 au 12 mai.", "2024-05-11"),
            ("La grange a brûlé lundi.", "2024-05-13"),
            ("La grange a brûlé jeudi soir.", "2024-05-16"),
            ("La grange a brûlé jeudi dernier.", "2024-05-09"),
            ("La grange a brûlé dans la nuit de mardi à mercredi.", "2024-05-14"),
            ("La grange a brûlé hier mercredi.", "2024-05-15"),
            ("La grange a brûlé avant-hier.", "2024-05-14"),
            ("La grange a brûlé ce matin.", "2024-05-16"),
            ("La grange a brûlé il y a deux semaines.", "2024-04-29/2024-05-05"),
            ("La grange a brûlé il y a dix jours.", "2024-05-06"),
            ("La grange a brûlé la semaine dernière.", "2024-05-06/2024-05-12"),
            ("La grange a brûlé mardi de la semaine dernière.", "2024-05-07"),
            ("La grange a brûlé début avril.", "2024-04-01/2024-04-10"),
            ("La grange a brûlé à la mi-février.", "2024-02-11/2024-02-20"),
            ("Les granges brûlent depuis début mars 2024.", "2024-03-01/2024-05-16 since"),
            ("Les granges brûlent depuis lundi.", "2024-05-13/2024-05-16 since"),
            ("Les granges brûlent depuis trois jours.", "2024-05-13/2024-05-16 since"),
            ("Des granges ont brûlé ces derniers jours.", "2024-05-09/2024-05-16"),
            ("Des granges ont brûlé au cours des trois derniers mois.", "2024-02-16/2024-05-16"),
            ("La grange date de 1998, en 1998 donc.", "1998-01-01/1998-12-31"),
            ("La grange a servi de 1998 à 2001.", "1998-01-01/2001-12-31"),
            ("La grange a brûlé à l'été 2003.", "2003-06-01/2003-08-31"),
            ("La grange a brûlé l'hiver dernier.", "2023-12-01/2024-02-29"),
            ("La grange a brûlé le 17 rajab 1440.", "2019-03-24"),
            ("La grange a brûlé le 07/02/2024.", "2024-02-07"),
            ("Le toit est tombé deux jours plus tard.", "2025-03-12"),
            ("Le toit est tombé le lendemain.", "2025-03-11"),
            ("Le toit est tombé le même jour.", "2025-03-10"),
            ("Le puits était à sec la veille.", "2025-03-09"),
            ("La grange a brûlé le 31 février.", "impossible-date"),
            ("La grange n'ouvrira pas avant le 3 juin.", "bound-only"),
            ("Les granges ont été vendues.", "none"),
        ],
    );
}

#[test]
fn english() {
    check(
        Language::En,
        DAY,
        &[
            ("The barn burnt down on 14 March 2021.", "2021-03-14"),
            ("The barn burnt down on March 14, 2021.", "2021-03-14"),
            ("The barn burnt down on 14 Mar. 2021.", "2021-03-14"),
            ("The barn burnt down on the 1st of May.", "2024-05-01"),
            ("The barn burnt down on Saturday, May 11.", "2024-05-11"),
            ("The barn burnt down on June 3 last year.", "2023-06-03"),
            ("The barn burnt down on 2 and 3 May.", "2024-05-02/2024-05-03"),
            ("The fair lasted from 28 December 2022 to 2 January 2023.", "2022-12-28/2023-01-02"),
            ("The barn burnt down overnight 11-12 May.", "2024-05-11"),
            ("The barn burnt down on Monday.", "2024-05-13"),
            ("The barn burnt down late on Thursday evening.", "2024-05-16"),
            ("The barn burnt down last Thursday.", "2024-05-09"),
            ("The barn burnt down on the night of Tuesday to Wednesday.", "2024-05-14"),
            ("The barn burnt down yesterday evening.", "2024-05-15"),
            ("The barn burnt down the day before yesterday.", "2024-05-14"),
            ("The barn burnt down this morning.", "2024-05-16"),
            ("The barn burnt down two weeks ago.", "2024-04-29/2024-05-05"),
            ("The barn burnt down ten days ago.", "2024-05-06"),
            ("The barn burnt down last week.", "2024-05-06/2024-05-12"),
            ("The barn burnt down on Tuesday last week.", "2024-05-07"),
            ("The barn burnt down in early April.", "2024-04-01/2024-04-10"),
            ("The barn burnt down in mid-February.", "2024-02-11/2024-02-20"),
            ("The barn burnt down late last month.", "2024-04-21/2024-04-30"),
            ("Barns have burnt since early March 2024.", "2024-03-01/2024-05-16 since"),
            ("Barns have burnt since Monday.", "2024-05-13/2024-05-16 since"),
            ("Barns have burnt in recent days.", "2024-05-09/2024-05-16"),
            ("Barns have burnt over the past three months.", "2024-02-16/2024-05-16"),
            ("The barn was built in 1998.", "1998-01-01/1998-12-31"),
            ("The barn was used from 1998 to 2001.", "1998-01-01/2001-12-31"),
            ("The barn burnt down in the summer of 2003.", "2003-06-01/2003-08-31"),
            ("The barn burnt down last winter.", "2023-12-01/2024-02-29"),
            ("The barn burnt down on 17 Rajab 1440.", "2019-03-24"),
            ("The barn burnt down on 2024-02-07.", "2024-02-07"),
            ("The roof fell two days later.", "2025-03-12"),
            ("The roof fell the next day.", "2025-03-11"),
            ("The roof fell on the same day.", "2025-03-10"),
            ("The well was dry the day before.", "2025-03-09"),
            ("The barn burnt down on 31 February.", "impossible-date"),
            ("The barn will not open before 3 June.", "bound-only"),
            ("The barns may have been sold.", "none"),
        ],
    );
}

#[test]
fn nothing_is_guessed() {
    let cases = [
        (Language::Ar, "احترق المخزن في 14 مارس.", NO_PUBLICATION_DATE),
        (Language::Fr, "La grange a brûlé hier.", NO_PUBLICATION_DATE),
        (Language::En, "The barn burnt down on Monday.", NO_PUBLICATION_DATE),
        (Language::En, "The roof fell two days later.", NO_CONTEXT_DATE),
        (Language::Fr, "Le toit est tombé le lendemain.", NO_CONTEXT_DATE),
        (Language::Ar, "وانهار السقف في نفس اليوم.", NO_CONTEXT_DATE),
        (Language::En, "The barn burnt down on 14 March 2021.", "2021-03-14"),
    ];
    for (language, sentence, expected) in cases {
        assert_eq!(read(language, "", sentence, false), expected, "{sentence}");
    }
}

#[test]
fn leap_days_look_further_back() {
    assert_eq!(read(Language::En, "2023-05-01", "The barn burnt down on 29 February.", false), "2020-02-29");
    assert_eq!(read(Language::En, "2023-05-01", "The barn burnt down on 29 February 2023.", false), IMPOSSIBLE_DATE);
}

#[test]
fn a_report_may_come_out_days_after_it_was_written() {
    let day = |sentence: &str| {
        let text = normalize(sentence);
        let annotated = annotate(&RESOURCES, &text, &segment(&RESOURCES, &text, None));
        written(&RESOURCES, &text, annotated.mentions.iter(), DAY.parse().expect("a day")).to_string()
    };
    assert_eq!(day("احترق المخزن أمس الأحد. وانطفأ الحريق صباح أمس."), "2024-05-13");
    assert_eq!(day("L'entrepôt a brûlé hier, dimanche."), "2024-05-13");
    assert_eq!(day("The store burnt down yesterday."), DAY);
    assert_eq!(day("The store burnt down yesterday, Wednesday."), DAY);
}
