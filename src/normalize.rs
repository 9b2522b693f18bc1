//! Report -> normalised text and the way back to the original.
//!
//! In: the text as published. Out: [`Text`], whose `norm` is what every later stage reads and
//! whose edit list maps any span of it back to code points of the original.
//!
//! Only what is safe everywhere is folded: alef forms, Farsi ya and kaf, digits of three scripts,
//! tatweel, short vowels, zero-width and bidi controls, quotes, dashes, spaces, compatibility
//! forms (NFKC, cluster by cluster). Ta marbuta, alef maqsura, hamza seats, letter case and Latin
//! accents are *not* folded: they are variants of names, and folding them makes على and علي one
//! word. The original text is never changed.

use crate::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Normalised text with its offset map.
#[derive(Debug, Clone, Default)]
pub struct Text {
    pub norm: String,
    /// Places where the two texts run apart, ascending.
    edits: Vec<Edit>,
    /// Code points in the original.
    original_chars: u32,
}

/// From `norm` bytes onward, one normalised char is one original code point, starting at `orig`,
/// until the next edit. A changed cluster covers `norm..norm_end` and `orig..orig_end` as a whole.
#[derive(Debug, Clone, Copy)]
struct Edit {
    norm: u32,
    norm_end: u32,
    orig: u32,
    orig_end: u32,
}

/// Code points between two forced entries of the edit list.
const CHECKPOINT: u32 = 1024;

impl Text {
    /// The span in code points of the original, half-open. A span that touches a changed cluster
    /// takes the whole cluster.
    pub fn original(&self, span: Span) -> (usize, usize) {
        let start = self.map(span.start, false);
        let end = if span.is_empty() { start } else { self.map(span.end, true) };
        (start.min(self.original_chars) as usize, end.min(self.original_chars) as usize)
    }

    pub fn slice(&self, span: Span) -> &str {
        &self.norm[span.range()]
    }

    fn map(&self, at: u32, is_end: bool) -> u32 {
        let next = self.edits.partition_point(|e| e.norm < at || (!is_end && e.norm == at));
        let Some(edit) = next.checked_sub(1).map(|i| self.edits[i]) else {
            return self.count(0, at);
        };
        let inside = at < edit.norm_end || (is_end && at == edit.norm_end && edit.norm < at);
        if inside {
            return if is_end { edit.orig_end } else { edit.orig };
        }
        edit.orig_end + self.count(edit.norm_end, at)
    }

    fn count(&self, from: u32, to: u32) -> u32 {
        let bytes = &self.norm.as_bytes()[from as usize..to as usize];
        bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count() as u32
    }
}

/// Normalises a report's text.
pub fn normalize(original: &str) -> Text {
    let mut out = Text { norm: String::with_capacity(original.len()), ..Text::default() };
    let mut chars = original.chars().peekable();
    let mut position = 0u32;
    let mut checkpoint = CHECKPOINT;
    let mut folded = String::new();
    while let Some(base) = chars.next() {
        let orig = position;
        position += 1;
        let norm = out.norm.len() as u32;
        if position >= checkpoint {
            // A cluster of nothing: later lookups count from here, not from the start.
            out.edits.push(Edit { norm, norm_end: norm, orig, orig_end: orig });
            checkpoint = position + CHECKPOINT;
        }
        if base.is_ascii() && chars.peek().is_none_or(|c| !extends(*c)) {
            out.norm.push(if base.is_ascii_control() && base != '\n' { ' ' } else { base });
            continue;
        }
        if is_plain(base) && chars.peek().is_none_or(|c| !extends(*c)) {
            fold(base, &mut out.norm);
            continue;
        }
        folded.clear();
        let mut cluster = String::from(base);
        while let Some(c) = chars.next_if(|c| extends(*c)) {
            cluster.push(c);
            position += 1;
        }
        for c in cluster.nfkc() {
            fold(c, &mut folded);
        }
        out.norm.push_str(&folded);
        let unchanged = position == orig + 1 && folded.chars().count() == 1;
        if !unchanged {
            out.edits.push(Edit { norm, norm_end: out.norm.len() as u32, orig, orig_end: position });
        }
    }
    out.original_chars = position;
    out
}

/// Letters that NFKC leaves alone and that fold to one character: most of all text.
fn is_plain(c: char) -> bool {
    matches!(c, 'À'..='ÿ' | '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}')
}

/// Marks and invisible characters that belong to the letter before them.
fn extends(c: char) -> bool {
    if c.is_ascii() || is_plain(c) {
        return false;
    }
    c == 'ـ' || is_invisible(c) || is_combining_mark(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' | '\u{FE00}'..='\u{FE0F}')
}

/// The folding table, one character.
fn fold(c: char, out: &mut String) {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ی' | 'ې' => out.push('ي'),
        'ک' | 'ڪ' => out.push('ك'),
        'ھ' | 'ہ' => out.push('ه'),
        '٠'..='٩' => out.push((b'0' + (c as u32 - '٠' as u32) as u8) as char),
        '۰'..='۹' => out.push((b'0' + (c as u32 - '۰' as u32) as u8) as char),
        '٫' => out.push('.'),
        '٬' => out.push(','),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => out.push('"'),
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '`' | '´' => out.push('\''),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
        '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
        'ـ' => {}
        c if is_invisible(c) || is_arabic_mark(c) => {}
        c if c != '\n' && (c.is_whitespace() || c.is_control()) => out.push(' '),
        c => out.push(c),
    }
}

fn is_arabic_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(original: &str, part: &str) -> String {
        let text = normalize(original);
        let at = text.norm.find(part).expect("part in normalised text");
        let (s, e) = text.original(Span::new(at, at + part.len()));
        original.chars().skip(s).take(e - s).collect()
    }

    #[test]
    fn folds_and_maps_back() {
        assert_eq!(normalize("أعلنـــت الجماعةُ").norm, "اعلنت الجماعة");
        assert_eq!(back("قُتِلَ ٣ جنود", "قتل"), "قُتِلَ");
        assert_eq!(back("قُتِلَ ٣ جنود", "3"), "٣");
        assert_eq!(back("x\u{200F}كاي", "كاي"), "كاي");
        assert_eq!(back("ﷲ في لابيزنغا", "لابيزنغا"), "لابيزنغا");
    }

    #[test]
    fn keeps_what_tells_words_apart() {
        assert_ne!(normalize("على").norm, normalize("علي").norm);
        assert_eq!(normalize("Ménaka").norm, "Ménaka");
    }

    proptest::proptest! {
        /// Any span between character borders maps to a span inside the original, in order.
        #[test]
        fn spans_stay_inside(s in "[أ-ي٠-٩ a-zé\u{064B}-\u{0652}\u{200E}\u{200F}ـ«»ﷲﬁ\n]{0,60}", a in 0usize..80, b in 0usize..80) {
            let text = normalize(&s);
            let borders: Vec<usize> = text.norm.char_indices().map(|(i, _)| i).chain([text.norm.len()]).collect();
            let (i, j) = (borders[a % borders.len()], borders[b % borders.len()]);
            let span = Span::new(i.min(j), i.max(j));
            let (start, end) = text.original(span);
            proptest::prop_assert!(start <= end && end <= s.chars().count());
            // Normalising the cut again gives the text of the span, unless it cut a cluster.
            let cut: String = s.chars().skip(start).take(end - start).collect();
            proptest::prop_assert!(normalize(&cut).norm.contains(text.slice(span)));
        }
    }
}
