//! The features that words may have, and what their values may be.

/// What a value must look like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value {
    Any,
    /// A whole number, possibly negative.
    Whole,
    Decimal,
    Flag,
    OneOf(&'static [&'static str]),
}

const QUALIFIERS: &[&str] = &["exact", "at_least", "at_most", "about"];
const STANCES: &[&str] = &["report", "claim", "accuse", "deny", "admit", "confirm", "hedge", "noclaim", "threat", "condemn", "demand"];
const KINDS: &[&str] = &["killed", "injured", "captured", "missing", "displaced", "country", "turn", "medium"];
const MEANS: &[&str] = &["air", "artillery", "blunt", "chemical", "drone", "grenade", "gun", "ied", "knife", "suicide", "vehicle"];
const DEEDS: &[&str] = &[
    "abduct",
    "agreement",
    "airstrike",
    "ambush",
    "arrest",
    "attack",
    "base",
    "beat",
    "burn",
    "chemical",
    "claim",
    "clash",
    "coup",
    "destroy",
    "disarm",
    "disperse",
    "displace",
    "execute",
    "explosion",
    "fire",
    "grenade",
    "group-change",
    "ied",
    "injure",
    "kill",
    "lift-siege",
    "loot",
    "missing",
    "mob",
    "operation",
    "protest",
    "rape",
    "release",
    "repel",
    "rescue",
    "retake-place",
    "riot",
    "seize-item",
    "shelling",
    "shoot",
    "siege",
    "suicide-bombing",
    "surrender",
    "suspend",
    "take-place",
    "transfer-place",
];

/// Every feature that a stage or a pattern reads, or that a table keeps for its readers.
const FEATURES: &[(&str, Value)] = &[
    ("actor", Value::Any),
    ("also", Value::Any),
    ("base", Value::OneOf(&["event"])),
    ("capital", Value::Flag),
    ("channel", Value::Any),
    ("civil", Value::Flag),
    ("coded", Value::Flag),
    ("count", Value::Whole),
    ("country", Value::Any),
    ("deed", Value::OneOf(DEEDS)),
    ("default", Value::Any),
    ("definite", Value::Flag),
    ("direction", Value::Any),
    ("distributive", Value::Flag),
    ("ethnic", Value::Flag),
    ("exclude", Value::Flag),
    ("family", Value::Flag),
    ("fatal", Value::Whole),
    ("full", Value::Flag),
    ("habit", Value::Flag),
    ("heads", Value::Flag),
    ("high", Value::Whole),
    ("inner", Value::Flag),
    ("item", Value::Any),
    ("kind", Value::OneOf(KINDS)),
    ("level", Value::Whole),
    ("loss", Value::Flag),
    ("hearer", Value::Flag),
    ("low", Value::Whole),
    ("means", Value::OneOf(MEANS)),
    ("metres", Value::Decimal),
    ("mutual", Value::Flag),
    ("natural", Value::Flag),
    ("neg", Value::Flag),
    ("number", Value::Whole),
    ("object", Value::Flag),
    ("of", Value::Any),
    ("offset", Value::Whole),
    ("ordinal", Value::Flag),
    ("part", Value::Any),
    ("perp", Value::Flag),
    ("pos", Value::OneOf(&["before", "after"])),
    ("prep", Value::Any),
    ("pron", Value::Flag),
    ("publishes", Value::Flag),
    ("quotes", Value::Flag),
    ("qualifier", Value::OneOf(QUALIFIERS)),
    ("reason", Value::Flag),
    ("refers", Value::OneOf(&["group", "army", "people"])),
    ("refl", Value::Flag),
    ("rel", Value::Any),
    ("scale", Value::Flag),
    ("share", Value::OneOf(&["all", "most"])),
    ("scope", Value::OneOf(&["before", "after"])),
    ("self", Value::Flag),
    ("soft", Value::Flag),
    ("source", Value::Any),
    ("span", Value::Whole),
    ("stance", Value::OneOf(STANCES)),
    ("strict", Value::Flag),
    ("symbol", Value::Flag),
    ("target", Value::OneOf(&["civilian", "armed", "site"])),
    ("tense", Value::Any),
    ("tried", Value::Flag),
    ("aim", Value::Flag),
    ("gen", Value::OneOf(&["patient"])),
    ("proper", Value::Flag),
    ("creed", Value::Flag),
    ("damages", Value::Flag),
    ("defends", Value::Flag),
    ("mutiny", Value::Flag),
    ("vacant", Value::Flag),
    ("value", Value::Decimal),
];

/// Further features, read by class: a unit of people is a flag, a unit of time a name.
const LOOSE: [(&str, Value); 3] = [("unit", Value::Any), ("voice", Value::OneOf(&["active", "passive", "any"])), ("weak", Value::Flag)];

/// Features without which a word of the class does nothing.
const REQUIRED: [(&str, &str); 8] = [
    ("deed", "deed"),
    ("people", "actor"),
    ("item", "item"),
    ("source", "source"),
    ("channel", "channel"),
    ("cue", "stance"),
    ("num", "value"),
    ("month", "value"),
];

/// What a feature's value must look like; `None` if there is no such feature.
pub(super) fn value(name: &str) -> Option<Value> {
    FEATURES.iter().chain(&LOOSE).find(|(n, _)| *n == name).map(|(_, v)| *v)
}

/// The feature that a word of this class must have.
pub(super) fn required(class: &str) -> Option<&'static str> {
    REQUIRED.iter().find(|(c, _)| *c == class).map(|(_, f)| *f)
}

/// The names that may have been meant, for messages.
pub(super) fn likely_names(wrong: &str) -> String {
    let mut all: Vec<&str> = FEATURES.iter().chain(&LOOSE).map(|(n, _)| *n).collect();
    all.sort_unstable();
    likely(wrong, &all)
}

/// Of a list those that begin like what was written; all if none does.
fn likely(wrong: &str, list: &[&str]) -> String {
    let begins = |n: usize| list.iter().copied().filter(|l| wrong.get(..n).is_some_and(|w| l.starts_with(w))).collect::<Vec<_>>();
    [begins(2), begins(1), list.to_vec()].into_iter().find(|l| !l.is_empty()).unwrap_or_default().join(", ")
}

impl Value {
    /// What is wrong with a value, in words that end the sentence "must be …".
    pub(super) fn expected(self, value: &str) -> Option<String> {
        let fits = match self {
            Value::Any => !value.is_empty(),
            Value::Whole => value.parse::<i64>().is_ok(),
            Value::Decimal => value.parse::<f64>().is_ok(),
            Value::Flag => value == "1",
            Value::OneOf(list) => list.contains(&value),
        };
        (!fits).then(|| match self {
            Value::Any => "something".to_owned(),
            Value::Whole => "a whole number".to_owned(),
            Value::Decimal => "a number".to_owned(),
            Value::Flag => "1, or the feature left out".to_owned(),
            Value::OneOf(list) => format!("one of the known values, perhaps {}", likely(value, list)),
        })
    }
}
