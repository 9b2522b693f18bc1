//! Lines that were broken to fit a width -> paragraphs, since a sentence ends where a line does.

/// The longest line that a program which breaks lines writes.
const WIDEST: usize = 80;
/// A line at least so long was broken for its length and goes on in the next.
const FULL: usize = 55;

/// Joins the broken lines of an e-mail's text; other text stays as it is.
pub(super) fn unwrapped(text: &str) -> String {
    let lengths = || text.lines().map(|line| line.trim_end().chars().count());
    let broken = lengths().filter(|n| *n >= FULL).count() >= 2 && lengths().all(|n| n <= WIDEST);
    if !broken {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut full = false;
    for line in text.lines() {
        let line = line.trim_end();
        let goes_on = full && !line.is_empty() && !line.starts_with(['>', '-', '*', '•', ' ', '\t']);
        if !out.is_empty() {
            out.push(if goes_on { ' ' } else { '\n' });
        }
        out.push_str(line);
        full = line.chars().count() >= FULL;
    }
    out
}

/// Runs of white space within a line as one space, lines trimmed, no more than one empty line between.
pub(super) fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let mut words = line.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()).peekable();
        if words.peek().is_none() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        for (i, word) in words.enumerate() {
            if i > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// The headline as the first paragraph, unless the text begins with it.
pub(super) fn headed(title: Option<&str>, text: &str) -> String {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    match title.map(str::trim).filter(|t| !t.is_empty()) {
        Some(title) => {
            let key = letters(title);
            let begins: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(key.chars().count()).collect();
            if begins == key { text.to_owned() } else { format!("{title}\n\n{text}") }
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_short_ones_are_not() {
        let mail = "Six soldiers were killed on Thursday when gunmen attacked a\ncamp of the army near the town of Boni, a security source\nsaid.\n\nMore follows.\n-- \nThe desk";
        assert_eq!(
            unwrapped(mail),
            "Six soldiers were killed on Thursday when gunmen attacked a camp of the army near the town of Boni, a security source said.\n\nMore follows.\n--\nThe desk"
        );
        assert_eq!(unwrapped("one\ntwo"), "one\ntwo");
    }

    #[test]
    fn space_is_tidied() {
        assert_eq!(tidied("  a \u{a0} b\t\n\n \n\nc\nd \n"), "a b\n\nc\nd");
    }

    #[test]
    fn the_headline_stands_once() {
        assert_eq!(headed(Some("Attack near Boni"), "Body."), "Attack near Boni\n\nBody.");
        assert_eq!(headed(Some("Attack near Boni"), "ATTACK NEAR BONI!\nBody."), "ATTACK NEAR BONI!\nBody.");
        assert_eq!(headed(None, "Body."), "Body.");
    }
}
