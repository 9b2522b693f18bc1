//! Triggers and their arguments -> frames: one frame for each word that tells a deed.
//!
//! The rules of the events level say which mention stands in which *position* (after the verb,
//! after "on", in the genitive …); `super::roles` turns position and voice into who did it, to whom.
//!
//! In: units and relations. Out: [`Frame`]s in text order, negated and unreal ones too. Not done here:
//! which frames tell one event (see `super::drafts`).

use super::means;
use super::nominal::{after_definite, is_noun, nominal};
use super::objects::{
    by_a_deed, falls_dead, loses_life, organisation, person, published, rallied, rebel, seized, symbol, takes_things, takes_weapons, to_death,
};
use super::roles;
use super::strikes;
use crate::mention::{Annotated, Unit};
use crate::report::Language;
use crate::resolve::Entities;
use crate::resolve::actors::Refers;
use crate::resources::Resources;
use crate::resources::classes::Class;
use crate::resources::gazetteer::Side;
use crate::segment::Segmented;

/// Whether a frame is told as something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Happened,
    Negated,
    /// Threatened, planned, possible, to be done: no event.
    Unreal,
    /// What somebody usually does: no event.
    Habit,
}

/// A trigger word with its arguments, as unit indexes of its sentence.
#[derive(Debug, Clone)]
pub struct Frame {
    pub sentence: usize,
    pub unit: usize,
    pub deed: String,
    pub noun: bool,
    /// The word often tells no violence; it needs more around it.
    pub weak: bool,
    pub mood: Mood,
    pub target: Option<String>,
    pub means: Option<String>,
    pub agents: Vec<usize>,
    pub patients: Vec<usize>,
    /// Told with an article or "the same": it takes up something told before.
    pub definite: bool,
    /// "another", "a similar": not the one told before.
    pub another: bool,
    pub plural: bool,
    /// Repeats what was told before and adds nothing; it does not decide the type.
    pub echo: bool,
    /// Attempted, so that nobody is known to be hurt.
    pub tried: bool,
    /// An incursion or raid, which need not hurt anybody.
    pub soft: bool,
    /// An operation on the ground, though aircraft may take part (French, English).
    pub ground: bool,
    /// Stands before a colon at the head of the text, as the name of what follows.
    pub heading: bool,
    /// An active verb whose subject is left to the sentence before (Arabic), or a pronoun (French).
    pub dropped: bool,
    /// A passive verb whose subject is left to the sentence before: "they came under attack" (Arabic).
    pub undergone: bool,
    /// Told again of other people or another place without its word (see `super::gapped`).
    pub gapped: bool,
    pub rules: Vec<u32>,
}

impl Frame {
    /// A deed told by the word at a unit as having happened, nothing else known of it.
    pub fn plain(sentence: usize, unit: usize, deed: &str) -> Frame {
        Frame {
            sentence,
            unit,
            deed: deed.to_owned(),
            noun: false,
            weak: false,
            mood: Mood::Happened,
            target: None,
            means: None,
            agents: Vec::new(),
            patients: Vec::new(),
            definite: false,
            another: false,
            plural: false,
            echo: false,
            tried: false,
            soft: false,
            ground: false,
            heading: false,
            dropped: false,
            undergone: false,
            gapped: false,
            rules: Vec::new(),
        }
    }
}

/// Positions of arguments around one trigger: role name, unit index, rule.
pub struct Positions(Vec<(String, usize, u32)>);

impl Positions {
    pub fn get(&self, role: &str) -> Option<usize> {
        self.all(role).next()
    }

    /// All units in a position, those of rules that stand first first.
    pub fn all<'p>(&'p self, role: &'p str) -> impl Iterator<Item = usize> + 'p {
        self.0.iter().filter(move |(r, _, _)| r == role).map(|(_, u, _)| *u)
    }
}

/// Shared lookups of this stage.
pub struct Scene<'a> {
    pub resources: &'a Resources,
    pub segmented: &'a Segmented,
    pub annotated: &'a Annotated,
    pub entities: &'a Entities,
}

impl Scene<'_> {
    pub fn class(&self, name: &'static str) -> Class {
        self.resources.known.class(name)
    }

    pub fn units(&self, sentence: usize) -> &[Unit] {
        &self.annotated.sentences[sentence]
    }

    pub fn is(&self, sentence: usize, unit: usize, name: &'static str) -> bool {
        self.units(sentence).get(unit).is_some_and(|u| u.is(self.class(name)))
    }

    /// The value of a feature of the unit's entry of a class.
    pub fn feature(&self, unit: &Unit, class: &'static str, name: &str) -> Option<&str> {
        let class = self.class(class);
        unit.entries.iter().map(|e| &self.resources.lexicon.entries[*e as usize]).filter(|e| e.classes.has(class)).find_map(|e| e.feature(name))
    }

    pub fn language(&self, sentence: usize) -> Language {
        self.segmented.sentences[sentence].language
    }
}

/// All frames of the report, in text order.
pub fn frames(scene: &Scene) -> Vec<Frame> {
    let mut out = Vec::new();
    for sentence in (0..scene.annotated.sentences.len()).filter(|s| !scene.segmented.sentences[*s].elsewhere) {
        let units = scene.units(sentence);
        let relations = relations_of(scene, sentence);
        let begin = out.len();
        for (i, unit) in units.iter().enumerate() {
            if !unit.is(scene.class("deed")) || unit.mention.is_some() {
                continue;
            }
            // "freed the traders held by X": the holding is what they were freed from.
            if relations.iter().any(|(role, t, captor, _)| role == "captor" && *t < i && i < *captor) {
                continue;
            }
            if verb_in_place_of_noun(scene, sentence, i) {
                continue;
            }
            let Some(deed) = scene.feature(unit, "deed", "deed") else { continue };
            let positions = Positions(relations.iter().filter(|r| r.1 == i).map(|r| (r.0.clone(), r.2, r.3)).collect());
            let mut told = super::mood::usual(scene, frame(scene, sentence, i, deed, &positions, &relations), &relations, out.last());
            if positions.get("them").is_some() && told.patients.is_empty() {
                told.patients = struck_before(&out, sentence, &told.agents);
            }
            let told = super::planted::of_the_find(scene, told, out.last());
            out.extend(told_of_site(scene, told).and_then(|f| super::fired::fired(scene, f)));
        }
        let again = super::gapped::gapped(scene, sentence, &out[begin..]);
        out.extend(again);
        out[begin..].sort_by_key(|f| f.unit);
        if out.last().is_none_or(|f| f.sentence != sentence) {
            out.extend(super::bare::bare_toll(scene, sentence));
        }
    }
    out
}

/// "under the control of": a word that tells a deed as a verb only, where a noun stands (English).
fn verb_in_place_of_noun(scene: &Scene, sentence: usize, i: usize) -> bool {
    let is = |u: usize, name| scene.is(sentence, u, name);
    let bare = is(i, "v") && !["n", "past", "pp", "ing"].iter().any(|c| is(i, c));
    let governed = i > 0 && (is(i - 1, "det") && !is(i - 1, "pron") || is(i - 1, "definite=1") || is(i - 1, "by") || is(i - 1, "with"));
    scene.language(sentence) == Language::En && bare && governed
}

/// "The army freed hostages from the rebels": who is freed by force is freed from somebody, the other side of it.
fn freed_from(positions: &Positions, held: bool, out: &mut Frame) {
    let captor = positions.get("captor");
    if captor.is_some() && out.deed == "release" {
        out.deed = "rescue".into();
    }
    if out.deed == "rescue" {
        out.weak &= captor.is_none() && !held;
        out.patients.splice(0..0, captor);
    }
}

/// "seized two traders and killed them": those whom the deed before was done to.
fn struck_before(known: &[Frame], sentence: usize, doers: &[usize]) -> Vec<usize> {
    let struck = known.iter().rev().take_while(|f| f.sentence == sentence).find(|f| !f.patients.is_empty());
    struck.map(|f| f.patients.iter().copied().filter(|u| !doers.contains(u)).collect()).unwrap_or_default()
}

/// "handed over the camp", "set up a base": words that tell a deed only of a site, which is no party.
fn told_of_site(scene: &Scene, mut frame: Frame) -> Option<Frame> {
    if frame.target.as_deref() != Some("site") {
        return Some(frame);
    }
    // "se rendait à Kaya", "transférés à Gao": where somebody goes is not what is handed over.
    let where_to = |u: usize| u > 0 && ["in", "to", "from", "near"].iter().any(|c| scene.is(frame.sentence, u - 1, c));
    let site = |u: &usize| {
        let held = scene.entities.actor(&scene.units(frame.sentence)[*u]);
        held.map_or(scene.is(frame.sentence, *u, "PLACE") && !where_to(*u), |p| p.facility.is_some() && p.template != "civilians-XX")
    };
    let (sites, people): (Vec<usize>, Vec<usize>) = frame.patients.iter().partition(|u| site(u));
    if sites.is_empty() {
        return None;
    }
    frame.patients = people.into_iter().chain(sites.into_iter().filter(|u| scene.is(frame.sentence, *u, "PLACE"))).collect();
    frame.weak = false;
    Some(frame)
}

/// Role, trigger unit, argument unit, rule; rules earlier in their file come first.
fn relations_of(scene: &Scene, sentence: usize) -> Vec<(String, usize, usize, u32)> {
    let mut out: Vec<(String, usize, usize, u32)> = Vec::new();
    for relation in scene.annotated.relations.iter().filter(|r| r.sentence == sentence) {
        let rule = &scene.resources.rules[relation.rule as usize];
        let range = |name: &str| rule.pattern.capture(name).and_then(|c| relation.parts[c]);
        let (Some(role), Some((t, _))) = (rule.setting("role"), range("t")) else { continue };
        for (capture, role) in [("arg", role), ("first", "first"), ("second", "second")] {
            if let Some((a, _)) = range(capture) {
                out.push((role.to_owned(), t, a, relation.rule));
            }
        }
    }
    out
}

/// How far behind the verb of leaving the place may stand that is left, in units.
const LEAVING: usize = 10;

fn frame(scene: &Scene, sentence: usize, i: usize, deed: &str, positions: &Positions, relations: &[(String, usize, usize, u32)]) -> Frame {
    let unit = &scene.units(sentence)[i];
    let is = |name| unit.is(scene.class(name));
    let object = positions.get("first").or(positions.get("passive"));
    let told_of_place = is("deed=take-place") && is("v") && object.is_some_and(|o| scene.is(sentence, o, "PLACE"));
    let deed = match deed {
        // A bombing is an air force's only where a state does it.
        "airstrike" if is("deed=explosion") && !strikes::by_state(scene, sentence, positions) => "explosion",
        // "a coalition strike", "one strike destroyed …": what forces of a state that fly call so (English).
        "attack"
            if scene.feature(unit, "deed", "default") == Some("airstrike")
                && is("n")
                && (strikes::by_state(scene, sentence, positions)
                    || strikes::hits(scene, sentence, i)
                    || strikes::conducted_by_state(scene, sentence, i, relations)) =>
        {
            "airstrike"
        }
        // "captured two men", "captured the town".
        "abduct" | "arrest" | "seize-item" if told_of_place => "take-place",
        // "the fall of 12 dead"
        "take-place" if falls_dead(scene, sentence, i) => "kill",
        "take-place" if takes_things(scene, sentence, i) => "seize-item",
        // ضبط is said of persons and of things; of things, in a fight it is booty.
        "arrest" if is("weak=1") && takes_things(scene, sentence, i) => {
            if fights(scene, sentence) {
                "seize-item"
            } else {
                "disarm"
            }
        }
        // "lost their lives"
        "missing" if loses_life(scene, sentence, i) => "kill",
        // Whoever burns a flag protests.
        "burn" | "destroy" if positions.get("first").is_none() && symbol(scene, sentence, i) => "protest",
        // "neutralised two mines"
        "kill" if scene.language(sentence) != Language::Ar && is("v") && positions.get("first").is_none() && takes_weapons(scene, sentence, i) => "disarm",
        _ => deed,
    };
    let voiced = scene.language(sentence) != Language::Ar && (is("voice=passive") || is("voice=any"));
    let nominal = is("n")
        && match scene.language(sentence) {
            Language::Fr => !is("past") && !is("pp") && (!is("pres") || nominal(scene, sentence, i)),
            _ => is_noun(scene, sentence, i, positions),
        };
    let deed = if deed == "seize-item" && scene.language(sentence) != Language::Ar { seized(scene, sentence, i, positions) } else { deed };
    let noun = !is("v") && (is("n") || !voiced) || nominal;
    let feature = |name: &str| scene.feature(unit, "deed", name).map(str::to_owned);
    let own_means = feature("means").or_else(|| feature("default").filter(|d| d == deed).map(|_| "air".to_owned()));
    let own_means = own_means.filter(|m| deed != "explosion" || m != "air");
    let mut out = Frame {
        noun,
        weak: super::objects::told_weakly(scene, unit, deed, noun) && !matches!(deed, "disarm" | "seize-item") && !(deed == "take-place" && told_of_place),
        mood: super::mood::mood(scene, sentence, i),
        target: feature("target"),
        means: means::means(scene, sentence, i, deed, own_means),
        // "the biggest attack in weeks" is the one told before.
        definite: noun && (is("article") || is("enclitic") || after_definite(scene, sentence, i) || i > 0 && scene.is(sentence, i - 1, "elative")),
        another: (noun || scene.language(sentence) == Language::Ar) && super::mood::another(scene, sentence, i),
        plural: noun && is("pl") && (!is("sg") || scene.language(sentence) == Language::En && is("v")),
        tried: super::mood::attempted(scene, sentence, i),
        soft: is("soft=1"),
        // "The operation" may be the strike told before.
        ground: deed == "operation" && scene.language(sentence) != Language::Ar && !(is("article") || after_definite(scene, sentence, i)),
        heading: noun && i <= 2 && scene.is(sentence, i + 1, "colon"),
        rules: positions.0.iter().map(|p| p.2).collect(),
        ..Frame::plain(sentence, i, deed)
    };
    if noun {
        let undergone = feature("gen").is_some();
        roles::noun_roles(scene, sentence, deed, (feature("prep").is_some(), undergone), positions, &mut out);
    } else {
        roles::verb_roles(scene, sentence, i, positions, &mut out);
    }
    roles::light_roles(scene, sentence, i, relations, &mut out);
    // "threw stones before dispersing": a crowd that goes home by itself is not met.
    let by_itself = deed == "disperse" && !noun && is("ing") && out.patients.is_empty() && !out.agents.iter().any(|u| person(scene, sentence, *u));
    if by_itself && scene.language(sentence) == Language::En {
        out.mood = Mood::Unreal;
    }
    // "It is planned to carry out an attack": what is not done by the verb is not done.
    if out.mood == Mood::Happened
        && scene.language(sentence) == Language::Ar
        && let Some(mood) = roles::light_mood(scene, sentence, i, relations)
    {
        out.mood = mood;
    }
    if matches!(deed, "beat" | "attack" | "shoot" | "burn" | "injure") && !noun && to_death(scene, sentence, &out) {
        out.deed = "kill".into();
    }
    if deed == "disarm" && !noun && super::mood::foils_attack(scene, sentence, i) {
        out.deed = "repel".into();
    }
    if out.tried && matches!(deed, "kill" | "execute" | "injure" | "take-place") {
        out.deed = "attack".into();
    }
    // "seized the camp": a post of armed forces is a place, too.
    let post = |u: usize| {
        scene.entities.actor(&scene.units(sentence)[u]).is_some_and(|p| p.facility.is_some() && p.side(scene.resources).is_some_and(Side::is_armed_force))
    };
    let at_place = |u: &usize| scene.is(sentence, *u, "PLACE") || post(*u);
    if matches!(deed, "take-place" | "retake-place") && !out.patients.iter().any(at_place) {
        out.weak = true;
    }
    // "The hostage was freed": one who was held cannot be freed otherwise.
    let held = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| p.kind.as_deref() == Some("captured"));
    // "Abducted in X, the journalist was freed" (French).
    let taken = |u: usize| scene.is(sentence, u, "deed=abduct") && scene.is(sentence, u, "pp") && scene.units(sentence)[u].mention.is_none();
    let taken_before = scene.language(sentence) == Language::Fr && (0..i).any(taken);
    if deed == "release" && (taken_before || out.patients.iter().any(held)) {
        out.weak = false;
    }
    // "The army retook Kidal": who bears arms and what is taken tell it in full.
    let arms = |u: &usize| {
        let told = scene.entities.actor(&scene.units(sentence)[*u]);
        told.is_some_and(|p| p.side(scene.resources).is_some_and(Side::is_armed_force) || matches!(p.refers, Some(Refers::Group | Refers::Army)))
    };
    if matches!(deed, "retake-place" | "take-place") && out.patients.iter().any(at_place) && out.agents.iter().any(arms) && !is("pres") {
        out.weak = false;
    }
    if deed == "repel" && is("weak=1") && !noun && scene.language(sentence) == Language::En {
        // "stopped a bus" pushes nobody back.
        let people = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| p.side(scene.resources) == Some(Side::Civilian));
        if out.patients.iter().any(people) && !out.patients.iter().any(arms) {
            out.deed = "attack".into();
        }
    }
    if deed == "retake-place" && out.patients.iter().any(|u| scene.entities.actor(&scene.units(sentence)[*u]).is_some()) {
        // People are freed, places are retaken.
        out.deed = "rescue".into();
    }
    let of_state = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| p.side(scene.resources) == Some(Side::State));
    let heads_for = |u: &usize| *u > 0 && scene.is(sentence, u - 1, "to");
    let of_army = |u: &usize| scene.entities.actor(&scene.units(sentence)[*u]).is_some_and(|p| p.refers == Some(Refers::Army));
    if deed == "group-change" && out.patients.iter().any(at_place) && !out.agents.iter().any(of_state) {
        // War declared on a town is a siege of it, not a change of the group.
        out.deed = "siege".into();
    }
    if out.deed == "arrest" && !out.weak && roles::carries_off(scene, sentence, &out.agents) {
        out.deed = "abduct".into();
    }
    match out.deed.as_str() {
        // Fighters that flee are not displaced, residents that leave hand nothing over.
        "displace" => out.patients.retain(|u| !arms(u)),
        // An organisation without arms that leaves gives up its work, not a place.
        "transfer-place" if scene.language(sentence) != Language::Ar && !out.weak && organisation(scene, sentence, &out.agents) => out.deed = "suspend".into(),
        "transfer-place" if scene.language(sentence) != Language::Ar => {
            out.agents.retain(arms);
            out.weak |= out.agents.is_empty() && !out.patients.iter().any(arms);
        }
        // "the attackers burnt shops before they withdrew": raiders that go leave no place to others, unless they had held it.
        "transfer-place"
            if is("voice=active") && !is("weak=1") && !noun && out.patients.iter().all(heads_for) && !out.agents.iter().any(|u| of_state(u) || of_army(u)) =>
        {
            let leaves = (i + 1..scene.units(sentence).len().min(i + LEAVING)).any(|u| scene.is(sentence, u, "from"));
            out.mood = if leaves { out.mood } else { Mood::Unreal };
        }
        "disarm" => out.means = None,
        // "The group released pictures": things are published, people set free.
        "release"
            if scene.language(sentence) == Language::En && (noun || is("pp") || positions.get("before").is_some()) && published(scene, sentence, i, &out) =>
        {
            out.mood = Mood::Unreal;
        }
        // "whatever it takes": taking nothing is no seizure.
        "seize-item" if is("weak=1") && scene.language(sentence) == Language::En && out.patients.is_empty() && !takes_things(scene, sentence, i) => {
            out.mood = Mood::Unreal;
        }
        // A body that is booby-trapped has not blown up.
        "ied"
            if !noun
                && is("v")
                && !is("voice=passive")
                && !out.agents.is_empty()
                && out.patients.iter().any(|u| person(scene, sentence, *u))
                && positions.get("on").is_none() =>
        {
            out.means = None;
            out.weak = true;
        }
        // "suppressed a unit of the group": who bears arms is no crowd.
        "disperse" if scene.language(sentence) == Language::En && !out.patients.is_empty() && out.patients.iter().all(|u| rebel(scene, sentence, *u)) => {
            out.deed = "attack".into();
        }
        // "a strike on a gathering of gunmen": they do not demonstrate.
        "protest" if out.weak && !out.agents.is_empty() && out.agents.iter().all(arms) => out.mood = Mood::Unreal,
        _ => {}
    }
    // Whoever is burnt is killed.
    if deed == "burn" && out.patients.iter().any(|u| person(scene, sentence, *u)) {
        out.deed = "kill".into();
    }
    let doer_means = out.agents.iter().find_map(|a| means::of_doer(scene, sentence, *a));
    if out.means.is_none() && matches!(deed, "kill" | "injure" | "attack" | "destroy" | "shelling" | "fire") {
        out.means = doer_means.map(str::to_owned);
    } else if deed == "shelling" && matches!(doer_means, Some("air" | "drone")) {
        // Rockets from aircraft.
        out.means = doer_means.map(str::to_owned);
    }
    out.weak &= out.means.is_none();
    if out.weak && deed == "attack" && !noun && by_a_deed(scene, sentence, i) {
        (out.weak, out.echo) = (false, true);
    }
    freed_from(positions, out.patients.iter().any(held), &mut out);
    if out.deed == "rescue" && noun && out.agents.is_empty() {
        out.agents.extend(roles::announcer(scene, sentence, i));
    }
    if matches!(out.deed.as_str(), "airstrike" | "shelling") && out.agents.is_empty() {
        out.agents.extend(roles::owner_of_aircraft(scene, sentence, i));
    }
    out.agents.retain(|a| !out.patients.contains(a));
    // The dead and the wounded do nothing.
    out.agents.retain(|a| !scene.entities.actor(&scene.units(sentence)[*a]).is_some_and(|p| matches!(p.kind.as_deref(), Some("killed" | "injured"))));
    super::mood::coordinate_before(scene, sentence, i, &mut out.agents);
    super::mood::coordinate_before(scene, sentence, i, &mut out.patients);
    super::mood::coordinate(scene, sentence, &mut out.agents);
    super::mood::coordinate(scene, sentence, &mut out.patients);
    out.agents.retain(|a| !out.patients.contains(a));
    out.weak &= !rallied(scene, sentence, i, &out, relations);
    // "A and B clashed": two sides.
    if deed == "clash" && out.patients.is_empty() && out.agents.len() > 1 {
        out.patients = out.agents.split_off(1);
    }
    out
}

/// Whether a form that is both a noun's and a verb's is the noun's here: "killing two" is a verb,
/// Whether the sentence tells a fight.
fn fights(scene: &Scene, sentence: usize) -> bool {
    let violent = |d: &str| matches!(d, "kill" | "attack" | "clash" | "ambush" | "repel" | "operation");
    scene.units(sentence).iter().any(|u| u.mention.is_none() && scene.feature(u, "deed", "deed").is_some_and(violent))
}
