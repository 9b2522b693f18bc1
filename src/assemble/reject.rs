//! Drafts that are no events, each with its reason code.
//!
//! In: a draft as coreference leaves it. Out: why it is no event: a word that often tells nothing, what is told in
//! passing, totals over a series, what has neither place nor day. Not done here: the values of those that hold.

use super::clauses::Dated;
use super::drafts::{Draft, Family, reduced_abduction};
use super::frames::{Frame, Mood, Scene};
use crate::report::Language;
use crate::resolve::actors::Participant;
use crate::resolve::dates::NO_PUBLICATION_DATE;
use crate::resolve::places::Extent;
use crate::resources::gazetteer::Side;

/// Why a draft is no event; `None` if it is one.
pub fn reject(scene: &Scene, draft: &Draft) -> Option<&'static str> {
    let spot = draft.places.first().is_some_and(|p| p.extent > Extent::Country);
    let place = !draft.places.is_empty();
    let french = scene.language(draft.sentences[0]) == Language::Fr;
    // In French a day that only the report's date would place is told all the same; "today" may be nowadays.
    let span = |d: &Dated| d.reading.since || d.reading.years || d.reading.coarse;
    let undated = |d: &Dated| french && draft.own_date && !span(d) && d.reading.reason == Some(NO_PUBLICATION_DATE) && !d.rule.ends_with("/deictic");
    let date = draft.date.as_ref().is_some_and(|d| (d.reading.period.is_some() || undated(d)) && !d.statement);
    let counted = draft.tolls.iter().any(|t| t.who.counted || t.who.number == Some(1));
    let armed = draft.agents.iter().chain(&draft.patients).any(|p| p.side(scene.resources).is_some_and(Side::is_armed_force));
    // "The force will be deployed by 30 July."
    let day = draft.date.as_ref().filter(|d| !d.statement).and_then(|d| d.reading.period);
    if day.zip(scene.entities.published).is_some_and(|(d, published)| d.start > published) {
        return Some("still-to-come");
    }
    if draft.family == Family::Other && draft.tolls.is_empty() {
        return Some("no-deed");
    }
    // "Talks have resumed": what has no object takes nothing (French).
    let takes = |f: &Frame| matches!(f.deed.as_str(), "take-place" | "retake-place") && !f.noun && f.weak && f.patients.is_empty();
    if french && draft.frames.iter().all(takes) {
        return Some("nothing-taken");
    }
    if draft.agents.is_empty() && !armed && accident(scene, draft) {
        return Some("an-accident");
    }
    if draft.agents.is_empty() && natural(scene, draft) {
        return Some("a-death-of-no-told-cause");
    }
    if mentioned(scene, draft) {
        return Some("only-mentioned");
    }
    // "Hostages abducted in X were freed": news is that they were freed.
    let freed = |s: &usize| scene.units(*s).iter().any(|u| u.mention.is_none() && u.is(scene.class("deed=release")));
    if draft.frames.iter().all(|f| reduced_abduction(scene, f)) && draft.sentences.iter().all(freed) && !draft.own_date {
        return Some("only-mentioned");
    }
    // "hostages whom the group was holding": a state, and no abduction.
    let holds = |f: &Frame| f.deed == "abduct" && !f.noun && scene.is(f.sentence, f.unit, "pres") && scene.is(f.sentence, f.unit, "enclitic");
    if scene.language(draft.sentences[0]) == Language::Ar && draft.frames.iter().all(holds) && !draft.own_date {
        return Some("only-mentioned");
    }
    if draft.family == Family::Arrest && !armed {
        return Some("an-arrest-outside-the-conflict");
    }
    // A day is told, though only the report's own date would say which.
    let dated = |d: &Dated| d.reading.period.is_some() || d.reading.reason == Some(NO_PUBLICATION_DATE);
    let told = french && draft.own_date && draft.date.as_ref().is_some_and(|d| dated(d) && !d.statement) && !draft.patients.is_empty();
    if draft.family == Family::Release && !place && draft.agents.is_empty() && !counted && !told && scene.language(draft.sentences[0]) != Language::Ar {
        return Some("a-release-told-in-passing");
    }
    let listed = draft.listed && spot;
    // "Residents demonstrated in X on Monday."
    let rally = draft.family == Family::Unrest
        && spot
        && (date || french && draft.own_date && draft.date.as_ref().is_some_and(|d| dated(d) && !d.statement))
        && draft.agents.iter().any(|p| p.template == "unknown" || matches!(p.side(scene.resources), Some(Side::Civilian | Side::Crowd)));
    // "The bodies of 18 civilians were found in a mass grave."
    let grave = draft.frames.iter().any(|f| f.deed == "kill" && f.noun) && draft.tolls.iter().any(|t| t.kind == "killed" && t.who.counted);
    // "An explosion shook X, killing five" (French); accidents are told as such.
    let blast = french && counted && draft.frames.iter().any(|f| f.deed == "explosion");
    // "A banned march led to dozens of arrests."
    let met = french && draft.family == Family::Unrest && draft.tolls.iter().any(|t| t.kind == "captured" && t.who.counted);
    // "Violence between herders and farmers left ten dead."
    let feud = draft.frames.iter().any(|f| f.deed == "clash" && !f.agents.is_empty() && !f.patients.is_empty())
        && draft.tolls.iter().any(|t| t.kind == "killed" && t.who.counted);
    let rally = rally || met || (grave || blast) && spot || feud && place;
    // "104 of them were freed a month later."
    let some_freed = french && draft.family == Family::Release && draft.own_date && draft.patients.iter().any(|p| p.other && p.counted);
    let rally = rally || set_free(draft) || some_freed;
    // Talks are no agreement yet.
    if draft.weak && draft.family == Family::Agreement && scene.language(draft.sentences[0]) != Language::Ar {
        return Some("a-weak-word-alone");
    }
    if draft.weak && !rally && (draft.family == Family::Unrest && draft.patients.is_empty() || !armed) {
        return Some("a-weak-word-alone");
    }
    if draft.weak && !rally && !(armed && (draft.agents.len() + draft.patients.len() > 1 || counted || listed) && (place || date)) {
        return Some("a-weak-word-alone");
    }
    if !place && !date && !counted && !outright(scene, draft) {
        return Some("neither-place-nor-date");
    }
    let narrow = draft.places.first().is_some_and(|p| p.extent > Extent::Area);
    if matches!(draft.family, Family::Group | Family::Other) && !date && !narrow && draft.sentences[0] > 1 {
        return Some("only-a-region-and-no-date");
    }
    if !narrow && !date && draft.tolls.is_empty() && draft.sentences[0] > 2 && draft.sentences.len() == 1 {
        return Some("only-a-region-and-no-date");
    }
    let lead = draft.sentences[0] <= 1 && draft.sentences.len() > 1 && !draft.plural;
    if !spot
        && !date
        && !(lead && place)
        && !outright(scene, draft)
        && draft.tolls.is_empty()
        && !(draft.agents.iter().any(|a| a.named) && !draft.patients.is_empty() && !draft.plural)
    {
        return Some("only-a-country-and-no-date");
    }
    // "have fought for several days" (French): days are no series yet.
    let brief = |days: i64| days <= 14 && scene.language(draft.sentences[0]) == Language::Fr;
    let lasts = |d: &Dated| d.reading.period.map(|p| (p.end - p.start).num_days()).is_some_and(|n| d.reading.since && !brief(n) || n > 45);
    let long = draft.date.as_ref().is_some_and(lasts);
    let years = draft.date.as_ref().and_then(|d| d.reading.period).is_some_and(|p| (p.end - p.start).num_days() > 400);
    let years = years || draft.date.as_ref().is_some_and(|d| d.reading.years);
    // "Two years ago an attack cost 13 soldiers their lives in X": one attack, whatever else the year saw (French, English).
    let one =
        |f: &Frame| f.noun && !f.plural && !f.weak && matches!(f.deed.as_str(), "attack" | "ambush" | "clash" | "suicide-bombing" | "explosion" | "execute");
    // So do "33 soldiers were killed in X in 2015", and "in 2017, when soldiers were killed by men of Y".
    let done = |f: &Frame| !f.noun && !f.weak && !f.patients.is_empty() && DONE_ONCE.contains(&f.deed.as_str());
    let sides = draft.agents.iter().any(|a| a.named) && armed && !draft.patients.is_empty();
    let told_once = draft.frames.iter().any(one) && spot || draft.frames.iter().any(done) && (spot && counted || sides);
    let single = scene.language(draft.sentences[0]) != Language::Ar && !years && !draft.date.as_ref().is_some_and(|d| d.reading.since) && told_once;
    if (long || years)
        && !single
        && matches!(draft.family, Family::Violence | Family::Other)
        && (years || !draft.frames.iter().any(|f| matches!(f.deed.as_str(), "abduct" | "siege")))
    {
        return Some("a-total-over-a-series");
    }
    if is_total(draft) {
        return Some("a-total-over-a-series");
    }
    // "attacks in Nigeria, Chad and Cameroon": told of a war, not of a place.
    if draft.plural && draft.family == Family::Violence && draft.places.len() > 1 && draft.places.iter().all(|p| p.extent <= Extent::Country) {
        return Some("a-series");
    }
    // "claimed the bombings that were carried out at the weekend in X": a few days are one series of one day's make (French).
    let few = |d: &Dated| french && spot && draft.definite && d.reading.period.is_some_and(|p| (p.end - p.start).num_days() <= 3);
    let vague_day = draft.date.as_ref().is_none_or(|d| d.reading.precision >= 2 && !few(d));
    // "The region has seen several attacks in February": a region is too wide to be hit at once.
    let hit = draft.place_hit && draft.places.first().is_some_and(|p| p.extent >= Extent::Admin2);
    let series = draft.plural && !hit && (!draft.listed || !spot) && vague_day && draft.date.is_some();
    if series && draft.family == Family::Violence && !draft.own_hit() {
        return Some("a-series");
    }
    // "killed a gunman during operations": one man dies once.
    let once = draft.tolls.iter().any(|t| t.kind == "killed" && t.who.number == Some(1));
    let area = draft.places.first().is_some_and(|p| p.extent <= Extent::Admin1);
    if draft.plural && area && !date && draft.tolls.is_empty() && draft.agents.is_empty() && draft.frames.len() == 1 {
        return Some("a-series");
    }
    let counted = draft.tolls.iter().any(|t| t.kind == "killed" && t.who.counted) && !draft.agents.is_empty();
    if draft.plural && !spot && !date && !draft.definite && !counted && !once {
        return Some("a-series");
    }
    None
}

/// Verbs that tell one deed, however long the span of time that is told with them.
const DONE_ONCE: [&str; 10] = ["kill", "execute", "abduct", "attack", "ambush", "airstrike", "shelling", "take-place", "retake-place", "suicide-bombing"];

/// "Three teachers were abducted in X. They were freed on Thursday."
fn set_free(draft: &Draft) -> bool {
    draft.family == Family::Release && draft.own_date && !draft.patients.is_empty() && draft.frames.iter().any(|f| f.undergone)
}

/// How far from a deed's noun the verb may stand that says that it was done, in units.
const CARRIED: usize = 5;

/// How far before a deed's noun the word of justice may stand that governs it, in units.
const LEGAL: usize = 5;

/// How far before a deed's noun "after" may stand, in units.
const AFTER: usize = 3;

/// "after the attack", "in protest at the killing", "since the invasion": a deed's noun that dates or explains what the
/// sentence is about. At its head it leads to what else was done.
fn what_came_before(scene: &Scene, frame: &Frame) -> bool {
    let is = |u: usize, name| scene.is(frame.sentence, u, name) && scene.units(frame.sentence)[u].mention.is_none();
    let after = |u: usize| is(u, "after") || is(u, "aside") || is(u, "rel=since");
    frame.noun && frame.unit > AFTER && (frame.unit - AFTER..frame.unit).any(after)
}

/// How far before a deed's noun it may stand in a list of charges, in units.
const CHARGES: usize = 12;

/// "The inquiry into the killing of X", "charged with murder, abduction and rape": a word of justice governs the deed's
/// noun, or the list that it stands in.
fn before_court(scene: &Scene, sentence: usize, unit: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let listed = |u: usize| ["deed", "clitic-w", "and", "comma", "clitic-b", "in", "of", "quote"].iter().any(|c| is(u, c));
    let far = (unit.saturating_sub(CHARGES)..unit).rev().find(|u| is(*u, "legal") || !listed(*u));
    (unit.saturating_sub(LEGAL)..unit).any(|u| is(u, "legal")) || far.is_some_and(|u| is(u, "legal"))
}

/// "The battalions shelled the crossing": a verb that tells who did it, an armed side, is news even without a place or day.
fn outright(scene: &Scene, draft: &Draft) -> bool {
    let told = |f: &Frame| {
        let relative = (f.unit.saturating_sub(RELATIVE)..f.unit).any(|u| scene.is(f.sentence, u, "rel"));
        !f.noun && !f.weak && !relative && !f.agents.is_empty() && f.mood == Mood::Happened
    };
    let armed = draft.agents.iter().any(|p| p.side(scene.resources).is_some_and(Side::is_armed_force) && !p.template.starts_with("government"));
    draft.family == Family::Violence && armed && draft.frames.iter().any(told)
}

/// How far before a deed the word may stand that begins its relative clause, in units.
const RELATIVE: usize = 3;

/// More dead or displaced than any one event of these conflicts has cost: the total of years.
const TOTAL_KILLED: u64 = 3_000;
const TOTAL_DISPLACED: u64 = 500_000;

/// Whether the draft's numbers are totals over a series.
pub fn is_total(draft: &Draft) -> bool {
    draft.tolls.iter().any(|t| match t.kind.as_str() {
        "displaced" => t.quantity.low >= TOTAL_DISPLACED,
        _ => t.quantity.low >= TOTAL_KILLED,
    })
}

/// Whether the draft is told by nouns alone, in passing ("since the murder of X"): no verb, no number
/// and no day of its own, in one sentence that is no headline or lead.
fn mentioned(scene: &Scene, draft: &Draft) -> bool {
    let [sentence] = draft.sentences[..] else { return false };
    let opening = sentence <= 1 && scene.annotated.sentences.len() > 1;
    let carried = |f: &Frame| {
        let near = f.unit.saturating_sub(CARRIED)..(f.unit + CARRIED).min(scene.units(sentence).len());
        near.into_iter()
            .any(|u| u != f.unit && scene.units(sentence)[u].mention.is_none() && ["light", "occur", "cause"].iter().any(|c| scene.is(sentence, u, c)))
    };
    // "… the minister who was murdered in an attack": what tells who somebody is.
    let relative = |f: &Frame| (f.unit.saturating_sub(RELATIVE)..f.unit).any(|u| scene.is(sentence, u, "rel"));
    // "… the inquiry into the killing of X", "accused of bombing Y": what it is named after.
    let governed = |f: &Frame| f.noun && before_court(scene, sentence, f.unit);
    if scene.language(sentence) == Language::Ar && !opening && draft.frames.iter().any(governed) && draft.frames.iter().all(|f| f.noun || relative(f)) {
        return true;
    }
    let counted = draft.tolls.iter().any(|t| t.who.counted);
    // "Ties were cut after the attack on X": what something else came after, with no number of its own.
    let aftermath =
        draft.frames.iter().any(|f| what_came_before(scene, f)) && draft.frames.iter().all(|f| f.noun || relative(f) || f.deed == "kill" || f.deed == "injure");
    if (std::env::var("KV").is_ok() || scene.language(sentence) == Language::Ar) && !opening && !counted && aftermath {
        return true;
    }
    let untold = draft.agents.is_empty() || draft.places.is_empty();
    // Neither who nor whom.
    let nobody = draft.agents.is_empty() && draft.patients.is_empty() && draft.tolls.is_empty() && !draft.place_hit;
    let passing = |f: &Frame| f.noun && !scene.is(sentence, f.unit, "x") && !carried(f) || relative(f);
    scene.language(sentence) == Language::Ar && untold && !opening && !counted && !draft.own_date && (nobody || draft.frames.iter().all(passing))
}

/// Whether a draft has neither a place nor a day and toll of its own: in a report that says where other
/// things happened it is history or a total, seldom an event.
pub fn told_nowhere(scene: &Scene, draft: &Draft) -> bool {
    let french = scene.language(draft.sentences[0]) == Language::Fr;
    // A day; in French a month does, too: "in July eleven people were found dead".
    let short = |d: &Dated| d.reading.period.is_some_and(|p| d.reading.precision == 1 || french && (p.end - p.start).num_days() <= 31);
    let day = draft.own_date && draft.date.as_ref().is_some_and(|d| short(d) && !d.statement);
    let counted = draft.tolls.iter().any(|t| t.who.counted || t.who.number.is_some_and(|n| n < 3));
    // In French, dead that are counted beside who struck or was struck tell an event all the same.
    let told = draft.tolls.iter().any(|t| t.kind == "killed" && t.who.counted) || !draft.agents.is_empty() && draft.frames.iter().any(|f| f.deed == "clash");
    let captured = draft.tolls.iter().any(|t| t.kind == "captured" && t.who.counted);
    if french && captured && matches!(draft.family, Family::Arrest | Family::Unrest) && !draft.plural {
        return false;
    }
    let parties = draft.agents.iter().chain(&draft.patients).any(|p| p.template != "unknown");
    let full = told && parties && !draft.plural && french;
    draft.places.is_empty() && !(day && counted) && !full && !set_free(draft)
}

/// "The president died on Monday": one person's death, and nothing that says that somebody killed him.
fn natural(scene: &Scene, draft: &Draft) -> bool {
    let counted = draft.tolls.iter().any(|t| t.who.counted || t.quantity.low > 1);
    let armed = |p: &Participant| !p.template.starts_with("government") && p.side(scene.resources).is_some_and(Side::is_armed_force);
    !counted && !draft.patients.iter().any(armed) && draft.frames.iter().all(|f| scene.is(f.sentence, f.unit, "natural=1") || f.weak && f.deed == "kill")
}

/// Whether a sentence that tells the draft names an accident.
fn accident(scene: &Scene, draft: &Draft) -> bool {
    draft.sentences.iter().any(|s| scene.units(*s).iter().any(|u| u.is(scene.class("accident"))))
}
