//! Places that tell who somebody is, where he spoke or was heading, or where another place lies.
//!
//! In: a place of a sentence and a trigger. Out: whether it is told of a speaker, a mourner, the doers' home, a journey or of
//! another place, and so is not where the deed was done. Not done here: choosing among the others (see [`super::clauses`]).

use super::frames::Scene;
use crate::report::Language;
use crate::resolve::places::Extent;

/// "The mayor of X condemned the attack": the place tells who speaks, not where it was (English).
pub(super) fn of_mourner(scene: &Scene, sentence: usize, u: usize, trigger: usize) -> bool {
    let is = |x: usize, name| scene.is(sentence, x, name);
    let condemns = |x: usize| is(x, "stance=condemn") && is(x, "cue") && !is(x, "deed") && scene.units(sentence)[x].mention.is_none();
    // "In Mali, the mayor condemned …"
    let fronted = u > 0 && (is(u - 1, "in") || is(u - 1, "near")) && !is(u - 1, "of") && !(0..u - 1).any(|x| is(x, "source") || is(x, "title"));
    scene.language(sentence) == Language::En && u < trigger && !fronted && (u + 1..trigger).any(condemns)
}

/// "Villagers from X attacked a trader in Y": where those come from who stand right before the verb (English).
pub(super) fn of_subject(scene: &Scene, sentence: usize, u: usize, trigger: usize) -> bool {
    let is = |x: usize, name| scene.is(sentence, x, name);
    let Some(b) = u.checked_sub(1) else { return false };
    // "… from X, armed with sticks, attacked …"
    let equipped = |x: usize| ["with", "and", "ITEM", "weapon", "adverb", "adjective"].iter().any(|c| is(x, c)) || is(x, "unknown") && !is(x, "capital");
    let before_verb = u < trigger && (u + 1..trigger).all(equipped);
    scene.language(sentence) == Language::En && before_verb && is(b, "from") && !is(b, "of") && !is(b, "in") && b > 0 && is(b - 1, "ACTOR")
}

/// "in X, a town about 30 km south of Y": a measured place that only says where the one before it lies.
pub(super) fn town_told_after(scene: &Scene, sentence: usize, u: usize) -> bool {
    const REACH: usize = 10;
    let is = |x: usize, name| scene.is(sentence, x, name);
    let fills = |x: usize| {
        let small = ["det", "adjective", "nat", "NUM", "distance", "open", "close", "dash", "of", "dir", "dateword", "in", "unknown", "notplace", "qual"];
        small.iter().any(|c| is(x, c)) || is(x, "pp") && is(x - 1, "dash")
    };
    let town = |x: usize| is(x, "settlement") || is(x, "admin");
    let Some(comma) = (u.saturating_sub(REACH).max(1)..u).rev().find(|x| !fills(*x) && !town(*x)).filter(|x| is(*x, "comma")) else { return false };
    is(comma - 1, "PLACE") && (comma + 1..u).any(town)
}

/// Whether the words before a place say that somebody went there, or that it names who rules:
/// "fled to X", "the government of X".
pub(super) fn elsewhere(scene: &Scene, sentence: usize, u: usize) -> bool {
    if scene.language(sentence) == Language::Fr && (of_speaker_told_first(scene, sentence, u) || stands_for_state(scene, sentence, u)) {
        return true;
    }
    let Some(b) = u.checked_sub(1).filter(|_| scene.language(sentence) == Language::Ar) else { return false };
    let before = &scene.units(sentence)[b];
    if of_speaker(scene, sentence, u) {
        return true;
    }
    let towards = before.is(scene.class("to")) && !before.is(scene.class("in"));
    // "the government of X", as the state's government or as one that no table holds.
    let state = || scene.entities.actor(before).is_some_and(|p| p.unit && (p.template.starts_with("government-") || p.template.starts_with("junta-")));
    let source = before.mention.is_none() && before.is(scene.class("source")) && !before.is(scene.class("title"));
    let rulers = before.is(scene.class("n")) && (source || state() && !before.is(scene.class("article")));
    // "in the area of X bordering on Afghanistan": what an area borders on.
    let borders = before.is(scene.class("clitic-l")) && b > 0 && scene.is(sentence, b - 1, "near") && scene.is(sentence, b - 1, "article");
    towards || rulers || borders
}

/// French "le gouvernement de X", "X accuse": a capital that stands for the state.
fn stands_for_state(scene: &Scene, sentence: usize, u: usize) -> bool {
    const REACH: usize = 4;
    let units = scene.units(sentence);
    let is = |x: usize, name| units[x].is(scene.class(name));
    let read = &scene.entities.places(&units[u])[0];
    let capital = read.candidates.first().is_some_and(|c| scene.resources.places.place(c.place).feature == "capital");
    let ruler =
        |x: usize| scene.entities.actor(&units[x]).is_some_and(|p| p.unit && (p.template.starts_with("government-") || p.template.starts_with("junta-")));
    let of_rulers = u >= 2 && is(u - 1, "of") && !is(u - 1, "definite=1") && ruler(u - 2);
    let alone = u == 0 || ["comma", "quote", "that", "colon", "semicolon", "and", "but", "while"].iter().any(|c| is(u - 1, c));
    let aside = |x: usize| is(x, "have") || is(x, "be") || is(x, "DATE") || is(x, "pron") || is(x, "unknown") && !is(x, "capital");
    let speaks = || {
        let verb = (u + 1..units.len().min(u + REACH)).find(|x| !aside(*x));
        verb.is_some_and(|x| is(x, "cue") && is(x, "v") && units[x].mention.is_none() && !is(x, "deed"))
    };
    capital && (of_rulers || alone && speaks())
}

/// French "…, professeur à l'université de X, a indiqué que": the place tells who speaks, and the verb of
/// saying comes next.
fn of_speaker_told_first(scene: &Scene, sentence: usize, u: usize) -> bool {
    const REACH: usize = 5;
    // "…, affirme le politologue X, de l'université de Y"
    const NAMED: usize = 9;
    let units = scene.units(sentence);
    let is = |x: usize, name| units[x].is(scene.class(name));
    let link = |x: usize| ["in", "of", "det", "nat", "from", "adjective"].iter().any(|l| is(x, l)) || is(x, "unknown") && !is(x, "capital");
    let told = |x: usize| units[x].mention.is_none() && (is(x, "deed") || is(x, "light") || is(x, "occur"));
    let cue = |x: usize| units[x].mention.is_none() && is(x, "cue") && is(x, "v") && !is(x, "stance=demand");
    let passes = |x: usize| link(x) || ["unknown", "firstname", "comma", "dash", "title"].iter().any(|l| is(x, l));
    let behind = (u.saturating_sub(NAMED)..u).rev().take_while(|x| passes(*x) || is(*x, "source")).find(|x| is(*x, "source"));
    let expert = |x: usize| scene.feature(&units[x], "source", "source") == Some("expert");
    let said = |x: usize| x > 0 && (x.saturating_sub(2)..x).any(|c| cue(c) && is(c, "pres"));
    if behind.is_some_and(|x| expert(x) && said(x)) {
        return true;
    }
    let Some(speaker) = (u.saturating_sub(REACH)..u).rev().find(|x| is(*x, "source") || !link(*x)) else { return false };
    // A prosecutor or prefect of a place speaks of it.
    let outsider = matches!(scene.feature(&units[speaker], "source", "source"), Some("expert" | "media" | "ngo" | "un"));
    let speaks = outsider && !is(speaker, "deed") && u > speaker + 1;
    let verb = (u + 1..units.len().min(u + 2 * REACH)).find(|x| told(*x) || cue(*x));
    speaks && verb.is_some_and(cue)
}

/// French "il se rendait à X", "en route pour X": where somebody was heading.
pub(super) fn bound_for(scene: &Scene, sentence: usize, u: usize) -> bool {
    let is = |x: usize, name| scene.is(sentence, x, name);
    let way = (u.saturating_sub(3)..u).rev().find(|x| !["to", "in", "det", "of"].iter().any(|c| is(*x, c)) || is(*x, "heading"));
    way.is_some_and(|x| is(x, "heading") && x + 1 < u && is(x + 1, "to"))
}

/// French "the bishop of X condemned the attack", behind the first sentence: the place tells who speaks of what is
/// told before.
pub(super) fn of_commentator(scene: &Scene, sentence: usize, u: usize, trigger: usize) -> bool {
    let is = |x: usize, name| scene.is(sentence, x, name);
    let cue = |x: usize| is(x, "cue") && is(x, "v") && scene.units(sentence)[x].mention.is_none();
    // "…, mayor of X, speaks of a massacre": he names what was told before.
    let named = is(trigger, "n") && (trigger.saturating_sub(3)..trigger).any(cue);
    let taken_up = is(trigger, "n") && trigger > 0 && is(trigger - 1, "definite=1") || named;
    let office = u >= 2 && is(u - 1, "of") && (is(u - 2, "source") || is(u - 2, "title"));
    sentence > 0 && u < trigger && taken_up && office && (u + 1..trigger).any(cue)
}

/// French "…, explique X, directeur du bureau de Y": behind what is said the place tells who the speaker is, unless he
/// holds an office there or lives there.
pub(super) fn of_speaker_told_last(scene: &Scene, sentence: usize, u: usize, triggers: &[usize]) -> bool {
    const REACH: usize = 14;
    let units = scene.units(sentence);
    let is = |x: usize, name| units[x].is(scene.class(name));
    let cue = |x: usize| units[x].mention.is_none() && is(x, "cue") && is(x, "v") && !is(x, "inf");
    let told = |x: usize| units[x].mention.is_none() && ["deed", "light", "occur", "that", "stop", "semicolon"].iter().any(|c| is(x, c));
    let Some(said) = (u.saturating_sub(REACH)..u).rev().take_while(|x| !told(*x)).find(|x| cue(*x)) else { return false };
    let verb = if said > 0 && is(said - 1, "have") { said - 1 } else { said };
    let behind = verb > 0 && (is(verb - 1, "comma") || is(verb - 1, "quote")) && triggers.iter().all(|t| *t < said);
    let name = (said + 1..u.min(said + 5)).any(|x| is(x, "firstname") || is(x, "unknown") && is(x, "capital"));
    let apposed = (said + 2..u).any(|x| is(x, "comma"));
    let there = |x: usize| matches!(scene.feature(&units[x], "source", "source"), Some("local-official" | "residents" | "security-source" | "medical-source"));
    behind && name && apposed && !(said + 1..u).any(there)
}

/// "spying for the United States", "the war with Chad": a country that somebody acts for or against (English).
pub(super) fn of_whom(scene: &Scene, sentence: usize, u: usize) -> bool {
    let units = scene.units(sentence);
    let is = |x: usize, name| units[x].is(scene.class(name));
    let country = scene.entities.places(&units[u]).first().is_some_and(|p| p.extent == Extent::Country);
    let before = (0..u).rev().find(|x| !is(*x, "det") && !is(*x, "adjective"));
    // "a Somalia drone strike" was in Somalia.
    let there = u + 1 < units.len() && is(u + 1, "deed") && units[u + 1].mention.is_none();
    // "…, the U.S. says"
    if country && scene.language(sentence) == Language::En && u + 1 < units.len() && is(u + 1, "cue") && is(u + 1, "v") && units[u + 1].mention.is_none() {
        return !before.is_some_and(|b| is(b, "in") || is(b, "near"));
    }
    // "Mali's interior minister said …"
    let person = |x: usize| x < units.len() && ["ACTOR", "source", "title", "capital"].iter().any(|c| is(x, c)) && !is(x, "PLACE");
    let inside = |x: usize| ["dir", "PLACE", "settlement", "admin", "natural", "facility", "deed"].iter().any(|c| is(x, c));
    let notion = |x: usize| x < units.len() && is(x, "unknown") && !is(x, "capital") && !(x..units.len().min(x + 3)).any(inside);
    // "Mali's army", "the UK's commitment to …"
    let owner = u + 1 < units.len() && is(u + 1, "of") && (person(u + 2) || notion(u + 2)) && !before.is_some_and(|b| is(b, "in") || is(b, "near"));
    country
        && !there
        && scene.language(sentence) == Language::En
        && (owner || before.is_some_and(|b| is(b, "reduced") || is(b, "with") || is(b, "by") || is(b, "from") && !is(b, "of") && !is(b, "in")))
}

/// "according to a council member in X": the place belongs to who speaks, and no comma or verb parts them.
fn of_speaker(scene: &Scene, sentence: usize, u: usize) -> bool {
    let units = scene.units(sentence);
    let is = |x: usize, name| units[x].is(scene.class(name));
    let links = [
        "in",
        "of",
        "clitic-l",
        "clitic-b",
        "from",
        "settlement",
        "admin",
        "natural",
        "nat",
        "adjective",
        "article",
        "affil",
        "common",
        "PLACE",
        "quote",
        "dir",
        "near",
    ];
    let Some(speaker) = (0..u).rev().take(6).find(|x| !links.iter().any(|l| is(*x, l)) || is(*x, "source") || is(*x, "ACTOR")) else { return false };
    let speaks = is(speaker, "source") && !is(speaker, "deed") && !is(speaker, "facility");
    let cue = |x: usize| units[x].mention.is_none() && (is(x, "according") || is(x, "cue") && is(x, "v"));
    // "according to the association X and a council member in Y"
    let joined = speaker > 0 && (is(speaker - 1, "clitic-w") || is(speaker - 1, "and"));
    let told = |x: usize| units[x].mention.is_none() && is(x, "deed");
    let reach = if joined { 10 } else { 2 };
    speaks && (speaker.saturating_sub(reach)..speaker).rev().take_while(|x| !told(*x)).any(cue)
}

/// "said X from Ménaka": the nearest thing before the place is who speaks.
pub(super) fn spoken_from(scene: &Scene, sentence: usize, u: usize) -> bool {
    let units = scene.units(sentence);
    let from = units[u - 1].is(scene.class("from"));
    from && units[u.saturating_sub(4)..u].iter().any(|x| x.is(scene.class("cue")) || x.is(scene.class("source")))
}

/// "…, the minister said on a visit to X", "… told reporters in X", "… said at the opening of a forum in X": nothing but who
/// hears and on what occasion stands between the verb of saying and the place (English).
pub(super) fn spoken_at(scene: &Scene, sentence: usize, u: usize, trigger: usize) -> bool {
    const REACH: usize = 7;
    let is = |x: usize, name| scene.is(sentence, x, name);
    let occasion = |x: usize| ["det", "adjective", "in", "on", "to", "with", "during", "by", "source", "channel", "DATE"].iter().any(|c| is(x, c));
    let filler = |x: usize| !is(x, "comma") && (occasion(x) || is(x, "unknown") && !is(x, "capital"));
    let says = |c: usize| is(c, "cue") && (is(c, "v") || is(c, "n")) && !is(c, "ACTOR") && trigger < c;
    let cue = (u.saturating_sub(REACH)..u).rev().find(|x| !filler(*x));
    // The occasion's own name may be long: "at the opening of the World Economic Forum meeting in".
    let named = |x: usize| filler(x) || is(x, "unknown") || is(x, "of") || is(x, "country");
    let held = (u.saturating_sub(2 * REACH)..u).rev().find(|x| !named(*x)).filter(|c| c + 1 < u && is(c + 1, "in"));
    scene.language(sentence) == Language::En && [cue, held].into_iter().flatten().any(says)
}

/// "…, according to X, a commander in Y": behind what is told the place tells where the one who tells it serves, in a
/// sentence that tells of another place (English).
pub(super) fn of_informant(scene: &Scene, sentence: usize, u: usize, triggers: &[usize]) -> bool {
    const REACH: usize = 14;
    let is = |x: usize, name| scene.is(sentence, x, name);
    let plain = |x: usize| scene.units(sentence)[x].mention.is_none();
    let told = |x: usize| plain(x) && ["deed", "light", "occur", "that", "stop", "semicolon"].iter().any(|c| is(x, c));
    let cue = |x: usize| plain(x) && (is(x, "according") || is(x, "cue") && is(x, "v"));
    let Some(said) = (u.saturating_sub(REACH)..u).rev().take_while(|x| !told(*x)).find(|x| cue(*x)) else { return false };
    let apposed = (said + 1..u).rev().find(|x| is(*x, "comma")).is_some_and(|c| (c + 1..u).any(|x| ["source", "title", "people"].iter().any(|n| is(x, n))));
    scene.language(sentence) == Language::En && triggers.iter().all(|t| *t < said) && apposed
}
