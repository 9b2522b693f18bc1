//! The list of classes: what patterns can test.

use crate::resources::Resources;
use crate::resources::classes::Class;
use std::fmt::Write;

/// Every class with how many words and names have it, and how many rules make or test it.
pub fn classes(resources: &Resources) -> String {
    let mut out = format!("{:<34} {:>8} {:>8} {:>8}\n", "class", "entries", "made by", "tested");
    let mut names: Vec<&str> = resources.classes.names().collect();
    names.sort_unstable();
    for name in names {
        let Some(class) = resources.classes.get(name) else { continue };
        let entries = resources.lexicon.entries.iter().filter(|e| e.classes.has(class)).count();
        let entries = entries + resources.places.count(|set| set.has(class));
        let made = resources.rules.iter().filter(|r| r.make == Some(class)).count();
        let tested = resources.rules.iter().filter(|r| r.pattern.tests(class)).count();
        let _ = writeln!(out, "{name:<34} {} {} {}{}", shown(entries), shown(made), shown(tested), mark(resources, class));
    }
    out
}

fn shown(count: usize) -> String {
    if count == 0 { format!("{:>8}", "·") } else { format!("{count:>8}") }
}

fn mark(resources: &Resources, class: Class) -> &'static str {
    if resources.lexicon.mark_classes.contains(&class) { "  a grammatical mark" } else { "" }
}
