//! The index of forms: order, spelling, and hashes that differ.

use super::hash::{hash, is_lower, short};
use super::*;
use crate::normalize::normalize;
use crate::resources::inflect;
use crate::segment;
use rustc_hash::FxHashMap;

fn words(language: Language, words: &[(&str, Pos, &str)]) -> Words {
    let mut out = Words::default();
    for (entry, (word, pos, forms)) in (0..).zip(words) {
        out.add(language, entry, word, Filing { forms, ..Filing::plain(*pos) });
    }
    out
}

fn found(words: &Words, language: Language, key: &str) -> Vec<(u32, Vec<String>)> {
    let forms = words.forms(language);
    forms.starting(key).iter().map(|f| (f.entry, forms.rest(f).map(str::to_owned).collect())).collect()
}

#[test]
fn forms_of_one_key_come_in_the_order_of_the_table() {
    let all = words(Language::En, &[("Gao", Pos::X, ""), ("raid", Pos::V, ""), ("raid", Pos::N, ""), ("Gao region of Mali", Pos::X, "")]);
    assert_eq!(found(&all, Language::En, "gao"), [(0, vec![]), (3, vec!["region".into(), "of".into(), "mali".into()])]);
    assert_eq!(found(&all, Language::En, "raids"), [(1, vec![]), (2, vec![])]);
    assert_eq!(found(&all, Language::En, "nothing"), []);
    assert_eq!(found(&Words::default(), Language::Fr, "rien"), []);
}

#[test]
fn spelling_is_told_from_key() {
    let all = words(Language::Ar, &[("مالي", Pos::X, "")]);
    let forms = all.forms(Language::Ar);
    let form = forms.starting("مالي").first().expect("the form");
    assert!(form.spells("مالي") && !form.spells("مالى"));
}

#[test]
fn lower_case_is_seen() {
    for (text, lower) in [("gao", true), ("Gao", false), ("ménaka", true), ("Ménaka", false), ("MÉNAKA", false), ("École", false), ("غاو", true)] {
        assert_eq!(is_lower(text.as_bytes()), lower, "{text}");
    }
}

/// What [`Forms`] relies on: of the built-in data no two keys are found in one place, and no two spellings
/// of a key have one short hash.
#[test]
fn built_in_keys_have_places_of_their_own() {
    // Read as text: what is compiled holds no words any more.
    let source = crate::resources::source::DataSource::Folder(env!("CARGO_MANIFEST_DIR").into());
    let resources = crate::resources::Resources::load(&source).expect("built-in data");
    let mut names = Words::default();
    for name in resources.places.names() {
        names.add(Language::En, 0, name, Filing::plain(Pos::X));
    }
    let languages = Language::ALL.map(|language| (language, resources.lexicon.words_of(language)));
    let mut count = 0;
    for (language, words) in languages.into_iter().chain([(Language::En, &names)]) {
        let forms = words.forms(language);
        let mut keys: FxHashMap<usize, String> = FxHashMap::default();
        let mut spellings: FxHashMap<(usize, u32), String> = FxHashMap::default();
        for job in &words.jobs {
            let [word, cell, end] = job.cut.map(|n| n as usize);
            let (word, cell) = (normalize(&words.text[word..cell]).norm, normalize(&words.text[cell..end]).norm);
            for (form, _) in inflect::forms(language, job.pos.name(), &word, &cell) {
                let Some(key) = segment::keys_of(&form).into_iter().next() else { continue };
                let (place, form) = (find(&forms.slots, hash(&key)), form.to_lowercase());
                assert_eq!(*keys.entry(place).or_insert_with(|| key.clone()), key);
                assert_eq!(*spellings.entry((place, short(hash(&form)))).or_insert_with(|| form.clone()), form);
            }
        }
        assert_eq!(keys.len(), forms.slots.iter().filter(|s| s.tag != 0).count());
        count += keys.len();
    }
    assert!(count > 100_000, "{count}");
}
