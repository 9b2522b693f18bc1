//! NUM mentions -> figures with their bounds.
//!
//! In: a mention that a rule of the level `quantities` made. Out: a [`Quantity`]. Digits of any
//! script, number words put together (خمسة وعشرون, two hundred and ten), quantity words with the
//! bounds of the table, ranges, qualifiers on either side. Not done here: what is counted.

use crate::mention::{Mention, Unit};
use crate::normalize::Text;
use crate::resources::Resources;

/// How a figure is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    Exact,
    AtLeast,
    AtMost,
    About,
    Vague,
}

impl Qualifier {
    /// As records write it.
    pub fn code(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::AtLeast => "at_least",
            Qualifier::AtMost => "at_most",
            Qualifier::About => "about",
            Qualifier::Vague => "vague",
        }
    }

    fn parse(code: &str) -> Option<Qualifier> {
        [Qualifier::Exact, Qualifier::AtLeast, Qualifier::AtMost, Qualifier::About, Qualifier::Vague].into_iter().find(|q| q.code() == code)
    }
}

/// A number or quantity word as records hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    pub low: u64,
    /// `None` where the text sets no upper bound.
    pub high: Option<u64>,
    pub qualifier: Qualifier,
    /// What a death toll counts it as: the low figure, or for quantity words the table's figure.
    pub fatal: u64,
}

impl Quantity {
    /// One event's share where a figure is split over several: what is left over goes to the first of them. Without the
    /// event's number among them, rounded.
    pub fn share_of(self, parts: u64, number: Option<u64>) -> Quantity {
        let share = |n: u64| number.map_or((n + parts / 2) / parts, |i| n / parts + u64::from(i < n % parts));
        Quantity { low: share(self.low), high: self.high.map(share), fatal: share(self.fatal), ..self }
    }

    /// The quantity with a qualifier that stands apart from it: "20 people at least".
    pub fn qualified(self, code: Option<&str>) -> Quantity {
        match code.and_then(Qualifier::parse) {
            Some(qualifier @ (Qualifier::AtLeast | Qualifier::About)) if self.qualifier == Qualifier::Exact => Quantity { high: None, qualifier, ..self },
            Some(Qualifier::AtMost) if self.qualifier == Qualifier::Exact => {
                Quantity { low: self.low.min(1), high: Some(self.low), qualifier: Qualifier::AtMost, fatal: self.low.min(1) }
            }
            _ => self,
        }
    }

    /// A plain number.
    pub fn exact(n: u64) -> Quantity {
        Quantity { low: n, high: Some(n), qualifier: Qualifier::Exact, fatal: n }
    }
}

/// Reads a NUM mention.
pub fn quantity(resources: &Resources, text: &Text, mention: &Mention) -> Option<Quantity> {
    let pattern = &resources.rules.get(mention.rule as usize)?.pattern;
    let part = |name: &str| {
        let (s, e) = pattern.capture(name).and_then(|slot| *mention.parts.get(slot)?)?;
        mention.units.get(s..e)
    };
    let whole = |name: &str| number(resources, text, part(name)?).map(|n| n.round() as u64);
    let word = |key| part("qual").into_iter().flatten().chain(part("after").into_iter().flatten()).find_map(|u| feature(resources, u, "qual", key));
    let qualifier = word("qualifier").and_then(Qualifier::parse).filter(|q| *q != Qualifier::Exact);
    let plain = if let Some(units) = part("vague") {
        vague(resources, units)?
    } else if let (Some(low), Some(high)) = (whole("from"), whole("to")) {
        if low > high {
            return None;
        }
        return Some(Quantity { low, high: Some(high), qualifier: Qualifier::About, fatal: low });
    } else {
        Quantity::exact(whole("value")?)
    };
    Some(match qualifier {
        None => plain,
        Some(_) if plain.qualifier == Qualifier::Vague => plain,
        Some(Qualifier::AtMost) => {
            let high = if word("strict").is_some() { plain.low.saturating_sub(1) } else { plain.low };
            Quantity { low: high.min(1), high: Some(high), qualifier: Qualifier::AtMost, fatal: high.min(1) }
        }
        Some(qualifier) => Quantity { high: None, qualifier, fatal: plain.low, ..plain },
    })
}

/// "several", "dozens", "une trentaine": the bounds that the table gives. "fifteen or so" words
/// without an own count for the dead count as their figure.
fn vague(resources: &Resources, units: &[Unit]) -> Option<Quantity> {
    let get = |key| units.iter().find_map(|u| feature(resources, u, "vague", key));
    let figure = |key| get(key).and_then(|v| v.parse::<u64>().ok());
    let low = figure("low")?;
    let fatal = figure("fatal").unwrap_or(low);
    match get("qualifier").and_then(Qualifier::parse) {
        Some(qualifier) => Some(Quantity { low, high: None, qualifier, fatal }),
        None => Some(Quantity { low, high: figure("high"), qualifier: Qualifier::Vague, fatal }),
    }
}

/// The feature of a unit's first entry that has the class and the feature.
pub(super) fn feature<'r>(resources: &'r Resources, unit: &Unit, class: &'static str, key: &str) -> Option<&'r str> {
    let class = resources.known.class(class);
    let entries = unit.entries.iter().map(|e| &resources.lexicon.entries[*e as usize]);
    entries.filter(|e| e.classes.has(class)).find_map(|e| e.feature(key))
}

/// The number that units write in digits, in words or in both ("2,6 millions"). Conjunctions and
/// hyphens between are passed over.
pub(super) fn number(resources: &Resources, text: &Text, units: &[Unit]) -> Option<f64> {
    let mut sum = Sum::default();
    let (digits, link) = (resources.known.class("number"), [resources.known.class("clitic-w"), resources.known.class("and")]);
    for unit in units {
        if unit.is(digits) {
            sum.digits(text.slice(unit.span).trim_start_matches(|c: char| !c.is_ascii_digit()))?;
        } else if let Some(value) = feature(resources, unit, "num", "value").and_then(|v| v.parse().ok()) {
            sum.word(value);
        } else if link.iter().any(|l| unit.is(*l)) {
            sum.linked = true;
        }
    }
    sum.any.then_some(sum.total + sum.group)
}

#[derive(Default)]
struct Sum {
    /// Thousands and more that are closed.
    total: f64,
    /// What the next scale word multiplies.
    group: f64,
    /// A conjunction stood before: "مئة وألف" adds, "مئة ألف" multiplies.
    linked: bool,
    any: bool,
}

impl Sum {
    fn word(&mut self, value: f64) {
        let scale = [1e3, 1e6, 1e9].contains(&value);
        if scale && self.group > 0.0 && !self.linked {
            self.total += self.group * value;
            self.group = 0.0;
        } else if scale {
            self.total += self.group + value;
            self.group = 0.0;
        } else if value == 100.0 && (1.0..10.0).contains(&self.group) && !self.linked {
            self.group *= value;
        } else if value == 20.0 && self.group % 100.0 == 4.0 && !self.linked {
            // quatre vingt
            self.group += 76.0;
        } else {
            self.group += value;
        }
        self.linked = false;
        self.any = true;
    }

    /// 20,000 · 20.000 · 2,6 · 1 200 (in two units)
    fn digits(&mut self, digits: &str) -> Option<()> {
        let parts: Vec<&str> = digits.split([',', '.']).collect();
        let grouped = parts.len() > 1 && parts[0].len() <= 3 && parts[1..].iter().all(|p| p.len() == 3);
        let value: f64 = match parts.as_slice() {
            [whole] => whole.parse().ok()?,
            all if grouped => all.concat().parse().ok()?,
            [whole, decimals] => format!("{whole}.{decimals}").parse().ok()?,
            _ => return None,
        };
        let triple = parts.len() == 1 && digits.len() == 3 && self.group >= 1.0 && !self.linked;
        self.group = if triple { self.group * 1000.0 + value } else { self.group + value };
        self.linked = false;
        self.any = true;
        (value.is_finite() && value < 1e15).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::normalize::normalize;
    use crate::report::Language;
    use crate::segment::segment;

    fn check(resources: &Resources, language: Language, sentence: &str, expected: &str) {
        let text = normalize(sentence);
        let annotated = annotate(resources, &text, &segment(resources, &text, Some(language)));
        let found = annotated.mentions.iter().filter(|m| resources.classes.name(m.kind) == "NUM");
        let found = found.filter_map(|m| quantity(resources, &text, m)).map(|q| {
            let high = q.high.map_or("..".into(), |h| if h == q.low { String::new() } else { format!("-{h}") });
            format!("{}{high} {} {}", q.low, q.qualifier.code(), q.fatal)
        });
        assert_eq!(found.collect::<Vec<_>>().join(", "), expected, "{sentence}");
    }

    #[test]
    fn figures() {
        let resources = Resources::built_in();
        let table = [
            (Language::Ar, "باع 12 كيسا.", "12 exact 12"),
            (Language::Ar, "باع خمسة وعشرين كيسا.", "25 exact 25"),
            (Language::Ar, "زرع ثلاثمئة وعشرين ألف شجرة.", "320000 exact 320000"),
            (Language::Ar, "زرع ألفا ومئتي شجرة.", "1200 exact 1200"),
            (Language::Ar, "زرع 3 آلاف و500 شجرة.", "3500 exact 3500"),
            (Language::Ar, "زرع ٢٠٬٠٠٠ شجرة و15 نخلة.", "20000 exact 20000, 15 exact 15"),
            (Language::Ar, "باع نحو 30 كيسا.", "30.. about 30"),
            (Language::Ar, "باع ما لا يقل عن 27 كيسا.", "27.. at_least 27"),
            (Language::Ar, "باع أكثر من أربعين كيسا.", "40.. at_least 40"),
            (Language::Ar, "وصل 12 على الأقل.", "12.. at_least 12"),
            (Language::Ar, "باع عددا من الأكياس.", "2-9 vague 3"),
            (Language::Ar, "باع عشرات الأكياس.", "24-99 vague 10"),
            (Language::Ar, "باع مئات الأكياس.", "200-999 vague 100"),
            (Language::Ar, "باع من 5 إلى 7 أكياس.", "5-7 about 5"),
            (Language::Ar, "باع بين 10 و15 كيسا.", "10-15 about 10"),
            (Language::Ar, "وصل الضيف الثاني في 20 نوفمبر 2025 الساعة 10.", ""),
            (Language::Fr, "Il a vendu 12 sacs.", "12 exact 12"),
            (Language::Fr, "Il a vendu vingt-deux sacs.", "22 exact 22"),
            (Language::Fr, "Il a vendu deux cent dix-sept sacs.", "217 exact 217"),
            (Language::Fr, "Il a vendu quatre-vingt-douze sacs.", "92 exact 92"),
            (Language::Fr, "On a planté 1 200 arbres.", "1200 exact 1200"),
            (Language::Fr, "La ville compte 2,6 millions d'âmes.", "2600000 exact 2600000"),
            (Language::Fr, "Il a vendu au moins 70 sacs.", "70.. at_least 70"),
            (Language::Fr, "Il a vendu plus de 40 sacs.", "40.. at_least 40"),
            (Language::Fr, "Il a vendu environ 40 sacs.", "40.. about 40"),
            (Language::Fr, "Il a vendu moins de 40 sacs.", "1-39 at_most 1"),
            (Language::Fr, "Il a vendu une trentaine de sacs.", "30.. about 30"),
            (Language::Fr, "Il a vendu plusieurs sacs.", "2-9 vague 3"),
            (Language::Fr, "Il a vendu plusieurs dizaines de sacs.", "10-99 vague 10"),
            (Language::Fr, "Il a vendu 10 à 15 sacs.", "10-15 about 10"),
            (Language::Fr, "Il a vendu entre 10 et 15 sacs.", "10-15 about 10"),
            (Language::Fr, "Un sac est tombé le 20 novembre 2025 à 14h30.", ""),
            (Language::En, "He sold twelve sacks.", "12 exact 12"),
            (Language::En, "He sold twenty-two sacks.", "22 exact 22"),
            (Language::En, "He sold two hundred and ten sacks.", "210 exact 210"),
            (Language::En, "They planted three hundred and twenty thousand trees.", "320000 exact 320000"),
            (Language::En, "They planted 20,000 trees.", "20000 exact 20000"),
            (Language::En, "The city has 2.6 million souls.", "2600000 exact 2600000"),
            (Language::En, "He sold at least 70 sacks.", "70.. at_least 70"),
            (Language::En, "He sold more than 40 sacks.", "40.. at_least 40"),
            (Language::En, "He sold about 40 sacks.", "40.. about 40"),
            (Language::En, "He sold several sacks.", "2-9 vague 3"),
            (Language::En, "He sold dozens of sacks.", "24-99 vague 12"),
            (Language::En, "He sold hundreds of sacks.", "200-999 vague 100"),
            (Language::En, "He sold between 10 and 15 sacks.", "10-15 about 10"),
            (Language::En, "He sold 10 and 15 were lost.", "10 exact 10, 15 exact 15"),
            (Language::En, "A second sack fell on November 20, 2025 at 10:30.", ""),
        ];
        for (language, sentence, expected) in table {
            check(&resources, language, sentence, expected);
        }
    }
}
