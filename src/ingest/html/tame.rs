//! Tags with thousands of attributes, whose reading would take time that grows with the square of
//! their number, cut down to what a tag may have.

use std::borrow::Cow;

/// The most attributes of a tag.
const MOST_ATTRIBUTES: usize = 256;

/// The page, every tag without the attributes beyond the limit.
pub(super) fn tamed(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]) {
        at += open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (end, excess) = tag(bytes, at);
        if let Some(excess) = excess {
            out.push_str(&page[kept..excess]);
            kept = end;
        }
        at = end;
    }
    if kept == 0 {
        return Cow::Borrowed(page);
    }
    out.push_str(&page[kept..]);
    Cow::Owned(out)
}

/// Where a tag ends, and where its attributes become too many.
fn tag(bytes: &[u8], from: usize) -> (usize, Option<usize>) {
    let mut count = 0;
    let mut quote = None;
    let mut excess = None;
    let mut before = b' ';
    for (i, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(q), b) if q == *b => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (i, excess),
            // A quotation mark opens a value only behind an equals sign.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
            (None, b) if b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'') => {
                count += usize::from(!before.is_ascii_whitespace());
                if count > MOST_ATTRIBUTES && excess.is_none() {
                    excess = Some(i);
                }
            }
            _ => {}
        }
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = *byte;
        }
    }
    (bytes.len(), excess)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_much_is_cut() {
        for page in ["<p class=\"a b c\" id = 'x > y'>one</p> <b>", "no tags, 3 < 4", "<a href=\"unclosed"] {
            assert_eq!(tamed(page), page);
        }
        let many: String = (0..10_000).map(|i| format!(" a{i}=\"x y\"")).collect();
        let page = format!("<p{many}>one</p>");
        let tamed = tamed(&page);
        assert!(tamed.len() < 4000 && tamed.starts_with("<p a0=\"x y\" a1") && tamed.ends_with(">one</p>"), "{tamed}");
        let path = format!("<path d=\"{}\">", "M 0 0 ".repeat(10_000));
        assert_eq!(super::tamed(&path), path);
    }
}
