//! One walk over a page's tags: metadata, words, depth. Nothing is nested here, so no page costs more
//! than its length.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, EndTag, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// All words that are shown, a line for each block.
    pub words: String,
    /// Tags that open something.
    pub tags: usize,
    pub deepest: usize,
    pub title: String,
    /// The first `h1`.
    pub heading: String,
    /// `meta` by name or property, in lower case.
    pub metas: Vec<(String, String)>,
    /// What `script type="application/ld+json"` holds.
    pub linked_data: Vec<String>,
    /// `datetime` of `time`, or its words; whether it says that it is the day of publication.
    pub times: Vec<(String, bool)>,
    pub canonical: Option<String>,
    pub language: Option<String>,
}

/// Elements that never hold anything.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose end tag may be left out: an open one is closed by the next.
const IMPLIED: [&str; 15] = ["p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "rt", "rp", "colgroup"];

/// How deep an element makes what stands in it: in a table, a body, row and cell.
fn levels(name: &str) -> usize {
    if name == "table" { 4 } else { 1 }
}

/// Elements that stand inside a line.
const INLINE: [&str; 30] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "tt", "u",
];

/// Elements whose words are not shown, or not of the text.
const HIDDEN: [&str; 12] = ["script", "style", "noscript", "template", "title", "head", "svg", "iframe", "select", "button", "textarea", "nav"];

/// Walks over a page or a piece of one.
pub(super) fn walk(page: &str) -> Seen {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    // It stops where a page's script would run; the sink never asks for that.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.state.into_inner().seen
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    seen: Seen,
    depth: usize,
    /// The hidden element that is open, and how many of its name in it.
    hidden: Option<(String, usize)>,
    /// What the words go into, beside the text.
    into: Into,
}

#[derive(Default, PartialEq)]
enum Into {
    #[default]
    Text,
    Title,
    Heading,
    LinkedData,
    Time,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.words(&text),
            Token::TagToken(tag) if tag.kind == StartTag => return state.opened(&tag),
            Token::TagToken(tag) if tag.kind == EndTag => state.closed(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn words(&mut self, text: &str) {
        match self.into {
            Into::Title => self.seen.title.push_str(text),
            Into::LinkedData => self.seen.linked_data.last_mut().expect("begun by its tag").push_str(text),
            Into::Heading => self.seen.heading.push_str(text),
            Into::Time => {
                let (time, _) = self.seen.times.last_mut().expect("begun by its tag");
                time.push_str(text);
            }
            Into::Text => {}
        }
        if self.hidden.is_none() {
            self.seen.words.extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        }
    }

    fn opened(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let attribute = |wanted: &str| tag.attrs.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string());
        self.seen.tags += 1;
        if !VOID.contains(&name) && !IMPLIED.contains(&name) && !tag.self_closing {
            self.depth += levels(name);
            self.seen.deepest = self.seen.deepest.max(self.depth);
        }
        match name {
            "html" => self.seen.language = attribute("lang").or_else(|| attribute("xml:lang")),
            "meta" => {
                let key = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop")).or_else(|| attribute("http-equiv"));
                if let (Some(key), Some(content)) = (key, attribute("content")) {
                    self.seen.metas.push((key.trim().to_lowercase(), content.trim().to_owned()));
                }
            }
            "link" if attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => self.seen.canonical = attribute("href"),
            "time" => {
                let marked = attribute("pubdate").is_some() || attribute("itemprop").is_some_and(|p| p == "datePublished");
                match attribute("datetime") {
                    Some(day) => self.seen.times.push((day, marked)),
                    None => {
                        self.seen.times.push((String::new(), marked));
                        self.into = Into::Time;
                    }
                }
            }
            "title" if self.seen.title.is_empty() => self.into = Into::Title,
            "h1" if self.seen.heading.is_empty() => self.into = Into::Heading,
            "script" if attribute("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) => {
                self.seen.linked_data.push(String::new());
                self.into = Into::LinkedData;
            }
            _ => {}
        }
        self.part(name);
        match &mut self.hidden {
            Some((hidden, count)) if hidden == name => *count += 1,
            Some(_) => {}
            None if HIDDEN.contains(&name) && !tag.self_closing => self.hidden = Some((name.to_owned(), 1)),
            None => {}
        }
        // What is not marked up inside must be told to the tokenizer.
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn closed(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if !VOID.contains(&name) && !IMPLIED.contains(&name) {
            self.depth = self.depth.saturating_sub(levels(name));
        }
        if matches!(name, "title" | "h1" | "script" | "time") {
            self.into = Into::Text;
        }
        if let Some((hidden, count)) = &mut self.hidden {
            // A head that is never closed ends where the body begins.
            if hidden == name {
                *count -= 1;
            }
            if *count == 0 {
                self.hidden = None;
            }
        }
        self.part(name);
    }

    /// Blocks stand on lines of their own.
    fn part(&mut self, name: &str) {
        if name == "body" && self.hidden.as_ref().is_some_and(|(h, _)| h == "head") {
            self.hidden = None;
        }
        if self.hidden.is_some() || INLINE.contains(&name) || matches!(name, "script" | "style" | "noscript" | "template" | "svg") {
            return;
        }
        let mark = match name {
            "br" | "li" | "tr" | "div" => "\n",
            "td" | "th" => "\t",
            _ => "\n\n",
        };
        if !self.seen.words.ends_with('\n') || mark.len() > 1 {
            self.seen.words.push_str(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_metadata_and_depth() {
        let seen = walk(
            "<!doctype html><html lang=fr><head><title>T &eacute; | S</title><meta property=\"og:title\" content=\"T\">\
             <script type=\"application/ld+json\">{\"a\": \"<b>\"}</script><link rel=canonical href=u><style>p{}</style></head>\
             <body><nav>menu</nav><h1>Head</h1><p>one <b>two</b><p>three<br>four<script>x<y</script><time datetime=2023-01-13>hier</time></body>",
        );
        assert_eq!(super::super::paragraphs::tidied(&seen.words), "Head\n\none two\n\nthree\nfourhier");
        assert_eq!((seen.title.as_str(), seen.heading.as_str(), seen.linked_data[0].as_str()), ("T é | S", "Head", "{\"a\": \"<b>\"}"));
        assert_eq!(
            (seen.language.as_deref(), seen.canonical.as_deref(), seen.times.as_slice()),
            (Some("fr"), Some("u"), [("2023-01-13".into(), false)].as_slice())
        );
        assert_eq!(seen.deepest, 3);
        assert_eq!(walk(&"<div>".repeat(100_000)).deepest, 100_000);
    }
}
