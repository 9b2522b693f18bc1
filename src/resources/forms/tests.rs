//! The index of forms: order, spelling, and hashes that differ.

use super::hash::{hash, is_lower};
use super::*;
use crate::normalize::normalize;
use crate::resources::inflect;
use crate::segment;

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

/// What [`Forms`] relies on: no two keys of the built-in data have one hash.
#[test]
fn built_in_keys_have_hashes_of_their_own() {
    let mut keys: rustc_hash::FxHashMap<u64, String> = Default::default();
    let mut add = |form: &str| {
        let Some(key) = segment::keys_of(form).into_iter().next() else { return };
        for text in [key, form.to_lowercase()] {
            let known = keys.entry(hash(&text)).or_insert_with(|| text.clone());
            assert_eq!(*known, text);
        }
    };
    // Read as text: what is compiled holds no words any more.
    let source = crate::resources::source::DataSource::Folder(env!("CARGO_MANIFEST_DIR").into());
    let resources = crate::resources::Resources::load(&source).expect("built-in data");
    for language in Language::ALL {
        let words = resources.lexicon.words_of(language);
        for job in &words.jobs {
            let [word, cell, end] = job.cut.map(|n| n as usize);
            let (word, cell) = (normalize(&words.text[word..cell]).norm, normalize(&words.text[cell..end]).norm);
            inflect::forms(language, job.pos.name(), &word, &cell).iter().for_each(|(form, _)| add(form));
        }
    }
    resources.places.names().for_each(|name| add(&normalize(name).norm));
    assert!(keys.len() > 100_000, "{}", keys.len());
}
