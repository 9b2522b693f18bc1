//! Normalised text -> paragraphs, sentences and tokens.
//!
//! In: [`Text`]. Out: [`Segmented`]: tokens with a loose key each (the form that the lexicon is
//! searched by) and sentences with their language. Clitics are not cut here: whether the و of
//! والي is a conjunction depends on what the lexicon knows, so the matcher decides.

mod keys;

use crate::normalize::Text;
use crate::report::Language;
use crate::resources::Resources;
use crate::span::Span;
pub use keys::{is_joiner, keys_of, push_keys};
use keys::{is_plain_letter, push_key};
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// Digits, with their separators.
    Number,
    Punctuation,
}

/// A word, a number or a punctuation mark.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// Its loose key, a range of [`Segmented::keys`].
    key: (u32, u32),
}

/// A sentence: its tokens, paragraph and language.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub span: Span,
    pub tokens: std::ops::Range<usize>,
    pub paragraph: usize,
    pub language: Language,
    /// The headline of another text that the report points to ("Lire aussi : …"): it tells nothing here.
    pub elsewhere: bool,
}

/// The text cut up.
#[derive(Debug, Clone, Default)]
pub struct Segmented {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    /// The loose keys of all tokens, one after the other.
    keys: String,
}

impl Segmented {
    pub fn key(&self, token: usize) -> &str {
        let (start, end) = self.tokens[token].key;
        &self.keys[start as usize..end as usize]
    }
}

/// Longest token kept whole, in bytes; a longer run of letters is cut, so that a line without a
/// space costs no more than one with.
const LONGEST_TOKEN: usize = 256;
/// Most tokens of one sentence; text without any full stop is cut there.
const LONGEST_SENTENCE: usize = 200;
/// Most quotes, brackets and stops that one sentence ends with; a text of nothing else is cut there.
const MOST_CLOSERS: usize = 8;

/// Cuts the text. `given` is the caller's word for the language of the whole report.
pub fn segment(resources: &Resources, text: &Text, given: Option<Language>) -> Segmented {
    let mut out = Segmented::default();
    let mut fallback = given;
    for (paragraph, span) in paragraphs(&text.norm).enumerate() {
        let first = out.tokens.len();
        tokenize(&text.norm, span, &mut out.tokens, &mut out.keys);
        if out.tokens.len() == first {
            continue;
        }
        let language = detect(resources, &out, first, fallback);
        fallback.get_or_insert(language);
        sentences(resources, text, paragraph, language, first, &mut out);
    }
    out
}

fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start += line.len();
        span
    })
}

fn tokenize(text: &str, span: Span, tokens: &mut Vec<Token>, keys: &mut String) {
    let mut rest = span.start as usize;
    let end = span.end as usize;
    while let Some(c) = text[rest..end].chars().next() {
        let start = rest;
        let kind = if c.is_whitespace() {
            rest += c.len_utf8();
            continue;
        } else if c.is_ascii_digit() {
            rest += number_length(&text[rest..end]);
            TokenKind::Number
        } else if is_possessive(&text[rest..end]) {
            rest += 2;
            TokenKind::Word
        } else if is_wordly(c) {
            let after_digits = tokens.last().is_some_and(|t| t.kind == TokenKind::Number && t.span.end as usize == start);
            // 14h30: the digits on both sides are numbers.
            let hour = after_digits && matches!(text.as_bytes()[start..end], [b'h' | b'H', b'0'..=b'9', ..]);
            rest += if hour { 1 } else { word_length(&text[rest..end]) };
            TokenKind::Word
        } else {
            rest += c.len_utf8();
            TokenKind::Punctuation
        };
        let key = keys.len() as u32;
        push_key(&text[start..rest], keys);
        tokens.push(Token { span: Span::new(start, rest), kind, key: (key, keys.len() as u32) });
    }
}

fn is_wordly(c: char) -> bool {
    is_plain_letter(c) || c.is_alphanumeric() || is_combining_mark(c)
}

/// The English 's after a name.
fn is_possessive(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next() == Some('\'') && chars.next().is_some_and(|c| c == 's' || c == 'S') && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Digits with single separators between digits: 20,000 · 2.6 · 05/09/2025 · 21:00.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() && i < LONGEST_TOKEN {
        let digit_next = bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
        match bytes[i] {
            b'0'..=b'9' => i += 1,
            b',' | b'.' | b'/' | b':' if digit_next => i += 2,
            _ => break,
        }
    }
    i.max(1)
}

/// Letters and digits; an apostrophe ends an elided French word (l' · qu') and begins an English
/// 's, and stays inside names such as N'Djamena.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    // و12 is a clitic and a number.
    let arabic = text.starts_with(is_arabic);
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if i >= LONGEST_TOKEN {
            break;
        }
        if arabic && c.is_ascii_digit() {
            break;
        }
        if is_wordly(c) {
            length = i + c.len_utf8();
            continue;
        }
        if c != '\'' {
            break;
        }
        let before = text[..i].to_lowercase();
        let next = chars.peek().map_or(' ', |(_, n)| *n);
        if matches!(before.as_str(), "n" | "m" | "t" | "in") && next.is_uppercase() && text.starts_with(|f: char| f.is_uppercase()) {
            continue;
        }
        let elides = matches!(before.as_str(), "l" | "d" | "s" | "n" | "j" | "c" | "m" | "t" | "qu" | "jusqu" | "lorsqu" | "puisqu" | "quelqu" | "presqu");
        if elides {
            length = i + 1;
            break;
        }
        if !next.is_alphabetic() || next == 's' || next == 'S' {
            break;
        }
    }
    if length == 0 { text.chars().next().map_or(0, char::len_utf8) } else { length }
}

pub fn is_arabic(c: char) -> bool {
    ('\u{0600}'..='\u{06FF}').contains(&c)
}

/// By how many function words a paragraph must differ to be in another language than the report before it.
const CLEAR: i32 = 2;

/// The language of a paragraph: Arabic by script, French or English by their function words;
/// where those tie, as the report before it.
fn detect(resources: &Resources, text: &Segmented, first: usize, fallback: Option<Language>) -> Language {
    let (mut arabic, mut latin, mut french, mut english) = (0, 0, 0i32, 0i32);
    for t in first..text.tokens.len() {
        if text.tokens[t].kind != TokenKind::Word {
            continue;
        }
        let key = text.key(t);
        if key.starts_with(is_arabic) {
            arabic += 1;
        } else {
            latin += 1;
            french += resources.lexicon.is_function_word(Language::Fr, key) as i32;
            english += resources.lexicon.is_function_word(Language::En, key) as i32;
        }
    }
    if arabic > 0 && arabic * 2 >= latin || (latin == 0 && fallback.is_none()) {
        return if arabic > 0 { Language::Ar } else { Language::En };
    }
    let usual = fallback.filter(|l| *l != Language::Ar || latin == 0);
    // One word that both write alike does not change the language of a headline.
    if (french - english).abs() < CLEAR
        && let Some(usual) = usual
    {
        return usual;
    }
    match french.cmp(&english) {
        std::cmp::Ordering::Greater => Language::Fr,
        std::cmp::Ordering::Less => Language::En,
        std::cmp::Ordering::Equal => usual.unwrap_or(Language::En),
    }
}

fn sentences(resources: &Resources, text: &Text, paragraph: usize, language: Language, first: usize, out: &mut Segmented) {
    let mut start = first;
    let mut t = first;
    while t < out.tokens.len() {
        let ends = ends_sentence(resources, text, language, out, t) || t + 1 - start >= LONGEST_SENTENCE;
        t += 1;
        if ends {
            // Closing quotes and brackets belong to the sentence they close.
            let last = t + MOST_CLOSERS;
            while t < out.tokens.len().min(last) && matches!(out.key(t), "\"" | ")" | "]" | "." | "!" | "?") {
                let opens = out.key(t) == "\"" && out.tokens[t].span.start > out.tokens[t - 1].span.end;
                if opens {
                    break;
                }
                t += 1;
            }
        }
        if ends || t == out.tokens.len() {
            let span = out.tokens[start].span.to(out.tokens[t - 1].span);
            out.sentences.push(Sentence { span, tokens: start..t, paragraph, language, elsewhere: false });
            if points_elsewhere(resources, language, out, start..t) {
                apart_from_links(resources, text, out);
            } else if language == Language::Fr {
                apart_from_headlines(resources, text, start == first, out);
            }
            start = t;
        }
    }
}

/// Whether a sentence begins with "lire aussi :" or the like.
fn points_elsewhere(resources: &Resources, language: Language, out: &Segmented, tokens: std::ops::Range<usize>) -> bool {
    const LONGEST_POINTER: usize = 7;
    let end = tokens.end.min(tokens.start + LONGEST_POINTER);
    let Some(colon) = (tokens.start..end).find(|t| out.key(*t) == ":") else { return false };
    let keys: Vec<&str> = (tokens.start..colon).map(|t| out.key(t)).collect();
    resources.lexicon.is_pointer(language, &keys.join(" "))
}

/// Cuts the last sentence where headlines of other texts, which end without a full stop, run into
/// each other and into the text: before a function word with a capital letter. What stands last is the
/// report's own again; so is a single long sentence with a full stop, whose links are lost.
fn apart_from_links(resources: &Resources, text: &Text, out: &mut Segmented) {
    /// No headline has so many tokens.
    const LONGEST_HEADLINE: usize = 32;
    let Some(whole) = out.sentences.pop() else { return };
    let colon = whole.tokens.clone().find(|t| out.key(*t) == ":").unwrap_or(whole.tokens.start);
    let mut starts = vec![whole.tokens.start];
    for t in (colon + 2).min(whole.tokens.end)..whole.tokens.end {
        let begins = text.slice(out.tokens[t].span).starts_with(char::is_uppercase) && resources.lexicon.is_function_word(whole.language, out.key(t));
        let quoted = out.key(t - 1) == "\"" && out.tokens[t - 1].span.end == out.tokens[t].span.start;
        let start = if quoted { t - 1 } else { t };
        let after_word = out.tokens[start - 1].kind != TokenKind::Punctuation || out.key(start - 1) == "\"";
        if begins && after_word && start > colon + 1 {
            starts.push(start);
        }
    }
    let last = starts.len() - 1;
    let stopped = out.key(whole.tokens.end - 1) == ".";
    let link_lost = last == 0 && stopped && whole.tokens.end - colon > LONGEST_HEADLINE;
    if link_lost {
        starts.push(colon + 1);
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([whole.tokens.end]).collect();
    let last = starts.len() - 1;
    for (n, (start, end)) in starts.into_iter().zip(ends).enumerate() {
        let span = out.tokens[start].span.to(out.tokens[end - 1].span);
        out.sentences.push(Sentence { span, tokens: start..end, elsewhere: n < last || last == 0, ..whole.clone() });
    }
}

/// Cuts the last sentence where headlines or captions without a full stop run into the text: "… à Gao Selon un
/// témoin, …" (French). Within a paragraph they are those of other texts; at its beginning they are its own.
fn apart_from_headlines(resources: &Resources, text: &Text, opens_paragraph: bool, out: &mut Segmented) {
    /// Shorter runs of words are names, not headlines.
    const SHORTEST_HEADLINE: usize = 4;
    let Some(whole) = out.sentences.pop() else { return };
    let tokens = whole.tokens.clone();
    let mut starts = vec![tokens.start];
    for t in tokens.start + SHORTEST_HEADLINE..tokens.end.saturating_sub(SHORTEST_HEADLINE) {
        if begins_text(resources, text, out, t) && t - starts[starts.len() - 1] >= SHORTEST_HEADLINE {
            starts.push(t);
        }
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([tokens.end]).collect();
    let last = starts.len() - 1;
    for (n, (start, end)) in starts.into_iter().zip(ends).enumerate() {
        let span = out.tokens[start].span.to(out.tokens[end - 1].span);
        out.sentences.push(Sentence { span, tokens: start..end, elsewhere: n < last && !opens_paragraph, ..whole.clone() });
    }
}

/// Whether a sentence begins at a token though no stop stands before it: a function word with a capital letter behind
/// a word that is none, before one in lower case. "Est" is as often the east.
fn begins_text(resources: &Resources, text: &Text, out: &Segmented, t: usize) -> bool {
    let word = |t: usize| out.tokens.get(t).is_some_and(|x| x.kind == TokenKind::Word);
    let lower = |t: usize| text.slice(out.tokens[t].span).chars().all(|c| !c.is_uppercase());
    let function = |t: usize| resources.lexicon.is_function_word(Language::Fr, out.key(t));
    let mut letters = text.slice(out.tokens[t].span).chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(|c| !c.is_uppercase());
    capital && function(t) && out.key(t) != "est" && word(t - 1) && !function(t - 1) && word(t + 1) && lower(t + 1)
}

fn ends_sentence(resources: &Resources, text: &Text, language: Language, out: &Segmented, t: usize) -> bool {
    match out.key(t) {
        "!" | "?" | "؟" | "۔" => true,
        "." => {
            let token = out.tokens[t].span;
            let next = text.norm[token.end as usize..].chars().next();
            if next.is_some_and(|c| c.is_alphanumeric() || c == '.') && !next.is_some_and(is_arabic) {
                return false;
            }
            let Some(before) = t.checked_sub(1).filter(|b| out.tokens[*b].span.end == token.start) else { return true };
            let after = text.norm[token.end as usize..].trim_start().chars().next();
            if after.is_some_and(char::is_lowercase) {
                return false;
            }
            if language == Language::Ar || out.tokens[before].kind != TokenKind::Word {
                return true;
            }
            let word = out.key(before);
            let initial = word.chars().count() == 1 && text.slice(out.tokens[before].span).starts_with(char::is_uppercase);
            !initial && !resources.lexicon.is_abbreviation(language, word)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_elisions() {
        assert_eq!(keys_of("l'armée d'Agadez"), ["l'", "armee", "d'", "agadez"]);
        assert_eq!(keys_of("Mali's N'Djamena"), ["mali", "'s", "n'djamena"]);
        assert_eq!(keys_of("Boni-Douentza"), ["boni", "douentza"]);
        assert_eq!(keys_of("plus d'"), ["plus", "d'"]);
        assert_eq!(keys_of("و12 ل20"), ["و", "12", "ل", "20"]);
        assert_eq!(keys_of("14h30"), ["14", "h", "30"]);
        assert_eq!(keys_of("20,000 في 05/09/2025."), ["20,000", "في", "05/09/2025", "."]);
    }

    #[test]
    fn keys_fold_what_the_press_confuses() {
        assert_eq!(keys_of("مالى الدوله"), keys_of("مالي الدولة"));
        assert_eq!(keys_of("Ménaka"), keys_of("menaka"));
    }
}
