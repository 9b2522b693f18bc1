//! Which units the rules name as a cue's speaker, and whom a conjunction joins to him.
//!
//! In: the relations of the claims level around one cue. Out: the units that may speak, best first. Not
//! done here: who they are (see [`super::sources`]).

use super::sources::is_state;
use super::voices::Stance;
use crate::assemble::frames::Scene;
use crate::report::Language;
use crate::resources::rules::Level;

/// The units that the claims rules name as the cue's speaker, those of rules that stand first first.
pub(super) fn speakers(scene: &Scene, sentence: usize, cue: usize) -> Vec<(Option<usize>, u32)> {
    let mut found: Vec<(Option<usize>, u32)> = Vec::new();
    for relation in scene.annotated.relations.iter().filter(|r| r.sentence == sentence) {
        let rule = &scene.resources.rules[relation.rule as usize];
        if rule.level != Level::Claims {
            continue;
        }
        let part = |name: &str| rule.pattern.capture(name).and_then(|c| relation.parts[c]);
        if part("t").is_some_and(|(t, _)| t == cue) {
            found.push((part("arg").map(|a| a.0), relation.rule));
        }
    }
    if scene.language(sentence) == Language::Ar && scene.is(sentence, cue, "stance=accuse") {
        found.retain(|(arg, _)| !arg.is_some_and(|a| accused_only(scene, sentence, cue, a)));
        // "…, accusing the officials of …": a participle has its subject before it, and after it its object.
        if !scene.is(sentence, cue, "v") && !scene.is(sentence, cue, "n") {
            found.retain(|(arg, _)| arg.is_none_or(|a| a < cue));
        }
    }
    // "the group that published a recording": what is published does not publish.
    if scene.feature(&scene.units(sentence)[cue], "cue", "publishes").is_some() {
        let document = |a: usize| scene.feature(&scene.units(sentence)[a], "source", "source") == Some("document");
        found.retain(|f| !f.0.is_some_and(|a| a > cue && document(a)));
    }
    if scene.language(sentence) != Language::Ar {
        let deed = |u: usize| scene.is(sentence, u, "deed") && scene.is(sentence, u, "v") && scene.units(sentence)[u].mention.is_none();
        let verb = |u: usize| deed(u) || (scene.is(sentence, u, "be") || scene.is(sentence, u, "have")) && (deed(u + 1) || deed(u + 2));
        // "said gunmen killed": the subject of what is said, not who says it.
        found.retain(|(arg, _)| !arg.is_some_and(|a| a > cue && verb(a + 1)));
        // "the report according to which the killers came back": they are told of, and do not speak.
        if super::voices::inner(scene, sentence, cue) {
            found.retain(|f| f.0.is_some_and(|a| a < cue));
        }
        if scene.language(sentence) == Language::Fr
            && scene.is(sentence, cue, "v")
            && !inverted(scene, sentence, cue)
            && scene.feature(&scene.units(sentence)[cue], "cue", "quotes").is_none()
        {
            subject_first(scene, sentence, cue, &mut found);
        }
        // "…, your girls," said X: behind a quotation the verb stands before who speaks.
        let quoted =
            cue > 0 && (scene.is(sentence, cue - 1, "quote") || cue > 1 && scene.is(sentence, cue - 1, "comma") && scene.is(sentence, cue - 2, "quote"));
        if quoted && found.iter().any(|f| f.0.is_some_and(|a| a > cue)) {
            found.retain(|f| f.0.is_some_and(|a| a > cue));
        }
        // "…, said X, a police spokesman": behind a comma the verb stands before who speaks (English).
        let name = |u: usize| {
            ["firstname", "title", "source"].iter().any(|c| scene.is(sentence, u, c)) || scene.is(sentence, u, "unknown") && scene.is(sentence, u, "capital")
        };
        let end = (cue + 1..scene.units(sentence).len()).find(|u| !name(*u)).unwrap_or(scene.units(sentence).len());
        let tells = |u: usize| scene.is(sentence, u, "be") || scene.is(sentence, u, "have") || scene.is(sentence, u, "v") || scene.is(sentence, u, "modal");
        let behind_comma = scene.language(sentence) == Language::En && cue > 0 && scene.is(sentence, cue - 1, "comma") && scene.is(sentence, cue, "v");
        if behind_comma && end > cue + 1 && !tells(end) && found.iter().any(|f| f.0.is_some_and(|a| a > cue && a < end)) {
            found.retain(|f| f.0.is_some_and(|a| a > cue));
        }
        // "The trader, who was there, told AFP": behind this verb stands who hears.
        if scene.feature(&scene.units(sentence)[cue], "cue", "hearer").is_some() {
            found.retain(|f| f.0.is_none_or(|a| a < cue));
        }
        // "The group, which is linked to al-Qaeda, claimed …": who is only told of beside the speaker.
        let beside = |a: usize| a > 0 && a < cue && scene.is(sentence, a - 1, "reduced") && scene.is(sentence, a + 1, "comma");
        if found.iter().any(|f| f.0.is_some_and(|a| a < cue && !beside(a))) {
            found.retain(|f| !f.0.is_some_and(beside));
        }
        // "… and four civilians, the statement says": who is struck before the verb does not speak, where a source stands behind it.
        let french = scene.language(sentence) == Language::Fr && scene.is(sentence, cue, "v");
        if french && inverted(scene, sentence, cue) && found.iter().any(|f| f.0.is_some_and(|a| a > cue && scene.is(sentence, a, "source"))) {
            found.retain(|f| f.0.is_none_or(|a| a > cue));
        }
        // "accused the army": who stands before the verb accuses.
        // "… killed 12 people, a security source said": who is called a source, and stands nearest.
        let rank = |arg: &Option<usize>| {
            let at = arg.filter(|a| *a < cue);
            let kind = at.and_then(|a| scene.feature(&scene.units(sentence)[a], "source", "source"));
            // "a French army spokesman": the body before a bare title says who it is.
            let body = |b: usize| scene.is(sentence, b, "ACTOR") || scene.language(sentence) == Language::En && scene.is(sentence, b, "source");
            let titled = kind == Some("person") && at.is_some_and(|a| a > 0 && body(a - 1));
            let unnamed = kind == Some("anonymous") || titled;
            // "… killed four soldiers, the military said": the forces right before the verb.
            let forces = at.is_some_and(|a| a + 1 == cue && scene.entities.actor(&scene.units(sentence)[a]).is_some_and(|p| is_state(&p.template)));
            // "A local official, reached by AFP, said": an outlet told beside him only heard it.
            let medium = at.is_some_and(|a| scene.is(sentence, a, "channel") && !scene.is(sentence, a, "source"));
            (!unnamed && at.is_some_and(|a| forces || scene.is(sentence, a, "source") || scene.is(sentence, a, "channel")), !unnamed, !medium, at)
        };
        let leading = found.iter().take_while(|f| f.0.is_some_and(|a| a < cue) && f.1 == found[0].1).count();
        found[..leading].sort_by_key(|b| std::cmp::Reverse(rank(&b.0)));
        let takes_object = ["stance=accuse", "stance=deny", "stance=admit", "stance=claim"].iter().any(|c| scene.is(sentence, cue, c));
        let active = !scene.is(sentence, cue + 1, "by") && scene.is(sentence, cue, "v");
        if takes_object && active && found.iter().any(|f| f.0.is_some_and(|a| a < cue)) {
            found.retain(|f| f.0.is_some_and(|a| a < cue));
        }
    }
    found
}

/// "a statement in which it accused the army of …": behind a verb whose subject is left out in a relative
/// clause, the one actor told before "of" is the accused.
fn accused_only(scene: &Scene, sentence: usize, cue: usize, arg: usize) -> bool {
    let units = scene.units(sentence);
    let is = |u: usize, class| scene.is(sentence, u, class);
    if arg < cue || !(cue + 1..arg).any(|u| is(u, "pron")) {
        return false;
    }
    let of = (arg + 1..units.len()).find(|u| is(*u, "clitic-b")).unwrap_or(units.len());
    let linked = |u: usize| ["and", "clitic-w", "of", "affil", "clitic-l", "in", "from"].iter().any(|c| is(u - 1, c));
    !(arg + 1..of).any(|u| is(u, "ACTOR") && !linked(u))
}

/// Whether the verb's subject may stand behind it: a comma, a quotation mark or "que" stands before the verb and what
/// belongs to it, or nothing at all (French).
fn inverted(scene: &Scene, sentence: usize, cue: usize) -> bool {
    let is = |u: usize, class| scene.is(sentence, u, class);
    let belongs = |u: usize| ["have", "neg", "pron"].iter().any(|c| is(u, c)) && !is(u, "that") && !is(u, "ACTOR");
    let first = (0..cue).rev().find(|u| !belongs(*u));
    first.is_none_or(|u| ["comma", "quote", "close", "that", "as", "dash", "colon", "semicolon", "and", "DATE"].iter().any(|c| is(u, c)))
}

/// "The message calls on the soldiers", "they demanded the removal of the chiefs": where the order is subject, verb and
/// object, who stands behind the verb does not speak, if somebody speaks before it or the verb takes an object (French).
fn subject_first(scene: &Scene, sentence: usize, cue: usize, found: &mut Vec<(Option<usize>, u32)>) {
    let takes_object = ["stance=demand", "stance=condemn", "stance=threat"].iter().any(|c| scene.is(sentence, cue, c));
    let behind = |f: &(Option<usize>, u32)| f.0.is_some_and(|a| a > cue);
    let agent = |a: usize| (cue + 1..a).any(|u| scene.is(sentence, u, "by"));
    if takes_object || found.iter().any(|f| f.0.is_some_and(|a| a < cue)) {
        found.retain(|f| !behind(f) || f.0.is_some_and(agent));
    }
}

/// A speaker and those that a conjunction joins to it.
pub(super) fn joined(scene: &Scene, sentence: usize, unit: usize, stance: Stance) -> Vec<usize> {
    let units = scene.units(sentence);
    let is = |u: usize, class| scene.is(sentence, u, class);
    let mut out = vec![unit];
    if scene.language(sentence) == Language::En {
        out.extend(joined_before(scene, sentence, unit));
    }
    for u in unit + 1..(unit + 14).min(units.len()) {
        let ends = (is(u, "cue") || is(u, "deed") || is(u, "light")) && units[u].mention.is_none();
        if ends || ["that", "colon", "stop", "semicolon", "rel", "while", "neg"].iter().any(|c| is(u, c)) {
            break;
        }
        // "Selon le communiqué, 3 soldats et un civil …": what stands behind the comma is told.
        if is(u, "comma") && scene.language(sentence) != Language::Ar && !is(u + 1, "source") && !is(u + 2, "source") {
            break;
        }
        // "the front accused the army and …": who stands second is the accused.
        let linked = ["from", "of", "affil", "about", "clitic-l", "to", "in", "and", "clitic-w"].iter().any(|c| is(u - 1, c));
        if stance == Stance::Accuse && is(u, "ACTOR") && !linked {
            break;
        }
        let conjunction = is(u, "and") || is(u, "clitic-w");
        // "selon la police et la Croix-Rouge"
        let article =
            scene.language(sentence) == Language::Fr && is(u + 1, "det") && units[u + 1].mention.is_none() && !is(u + 1, "source") && is(u + 2, "source");
        let next = u + 1 + usize::from(article);
        let speaks = is(next, "source") || is(next, "ACTOR") && !is(next, "facility");
        let verb = is(next + 1, "cue") || is(next + 1, "deed") && units[next + 1].mention.is_none();
        let title = is(next, "source") && scene.feature(&units[next.min(units.len() - 1)], "source", "source") == Some("person");
        if conjunction && speaks && !verb && !title && out.len() < 3 {
            out.push(next);
        }
    }
    out
}

/// "Police, residents and a hospital official said": who stands before "and", where nothing is told of them (English).
fn joined_before(scene: &Scene, sentence: usize, unit: usize) -> Vec<usize> {
    let is = |u: usize, class| scene.is(sentence, u, class);
    let article = |u: usize| is(u, "det") && !is(u, "ACTOR") && !is(u, "source");
    let known = |u: usize| is(u, "source") || scene.entities.actor(&scene.units(sentence)[u]).is_some_and(|p| is_state(&p.template));
    // The unit before, articles left out.
    let before = |u: usize| (0..u).rev().find(|x| !article(*x));
    let mut out = Vec::new();
    let mut first = unit;
    while let Some(link) = before(first).filter(|l| is(*l, "and") || !out.is_empty() && is(*l, "comma")) {
        let Some(member) = link.checked_sub(1).filter(|m| known(*m) && out.len() < 3) else { break };
        out.push(member);
        first = member;
    }
    let alone = before(first).is_none_or(|b| is(b, "comma") || is(b, "according") || is(b, "quote"));
    if alone { out } else { Vec::new() }
}
