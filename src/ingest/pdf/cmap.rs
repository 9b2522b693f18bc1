//! The table from a font's codes to letters (`ToUnicode`): `bfchar` and `bfrange`.

use std::collections::HashMap;

/// The most entries of a table; a font has no more glyphs.
const MOST_ENTRIES: usize = 1 << 16;

/// Letters by code.
pub(super) type Table = HashMap<u32, String>;

/// Reads a table as far as it can be read. Several lengths of codes in one table are not told apart: a
/// font uses one.
pub(super) fn read(bytes: &[u8]) -> Table {
    let mut table = Table::new();
    let mut tokens = Tokens { rest: bytes };
    let mut kept: Vec<Token> = Vec::new();
    while let Some(token) = tokens.next() {
        match token {
            Token::Word(b"beginbfchar" | b"beginbfrange") => kept.clear(),
            Token::Word(b"endbfchar") => {
                for pair in kept.chunks_exact(2) {
                    if let [Token::Hex(code), Token::Hex(letters)] = pair {
                        put(&mut table, number(code), decoded(letters));
                    }
                }
                kept.clear();
            }
            Token::Word(b"endbfrange") => {
                ranges(&kept, &mut table);
                kept.clear();
            }
            other if kept.len() < 4 * MOST_ENTRIES => kept.push(other),
            _ => {}
        }
    }
    table
}

fn ranges(tokens: &[Token], table: &mut Table) {
    let mut rest = tokens;
    while let [Token::Hex(low), Token::Hex(high), third, behind @ ..] = rest {
        let (low, high) = (number(low), number(high).min(number(low).saturating_add(0xffff)));
        rest = behind;
        match third {
            Token::Hex(first) => {
                for code in low..=high {
                    put(table, code, decoded(&raised(first, code - low)));
                }
            }
            Token::Open => {
                let end = rest.iter().position(|t| *t == Token::Close).unwrap_or(rest.len());
                for (code, token) in (low..=high).zip(&rest[..end]) {
                    if let Token::Hex(letters) = token {
                        put(table, code, decoded(letters));
                    }
                }
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            _ => {}
        }
    }
}

fn put(table: &mut Table, code: u32, letters: String) {
    if table.len() < MOST_ENTRIES {
        table.insert(code, letters);
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |n, b| n << 8 | u32::from(*b))
}

/// The letters `by` places after those of a range's first code: the last unit counts up.
fn raised(first: &[u8], by: u32) -> Vec<u8> {
    let mut bytes = first.to_vec();
    let at = bytes.len().saturating_sub(2);
    let last = number(&bytes[at..]).wrapping_add(by);
    let wide = (last as u16).to_be_bytes();
    let length = bytes.len() - at;
    bytes[at..].copy_from_slice(&wide[2 - length..]);
    bytes
}

fn decoded(bytes: &[u8]) -> String {
    let text = match bytes {
        [one] => char::from(*one).to_string(),
        _ => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
    };
    text.replace('\0', "")
}

#[derive(Debug, PartialEq)]
enum Token<'b> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'b [u8]),
}

struct Tokens<'b> {
    rest: &'b [u8],
}

impl<'b> Tokens<'b> {
    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            self.rest = self.rest.trim_ascii_start();
            let first = *self.rest.first()?;
            match first {
                b'%' => {
                    let end = self.rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(self.rest.len());
                    self.rest = &self.rest[end..];
                }
                b'<' if self.rest.get(1) != Some(&b'<') => {
                    let end = self.rest.iter().position(|b| *b == b'>').unwrap_or(self.rest.len());
                    let digits: Vec<u8> = self.rest[1..end].iter().filter_map(|b| char::from(*b).to_digit(16)).map(|d| d as u8).collect();
                    self.rest = self.rest.get(end + 1..).unwrap_or_default();
                    return Some(Token::Hex(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()));
                }
                b'[' | b']' => {
                    self.rest = &self.rest[1..];
                    return Some(if first == b'[' { Token::Open } else { Token::Close });
                }
                _ => {
                    let end = self.rest[1..].iter().position(|b| b.is_ascii_whitespace() || b"<>[]%/".contains(b)).map_or(self.rest.len(), |n| n + 1);
                    let word = &self.rest[..end];
                    self.rest = &self.rest[end..];
                    return Some(Token::Word(word));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists() {
        let table = read(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <FFFF> endcodespacerange % note\n\
              2 beginbfchar <0003> <0020> <0004><06440627> endbfchar 2 beginbfrange <0010> <0012> <0628>\n<20><21>[<0041> <00420043>] endbfrange",
        );
        let told = |code| table.get(&code).map(String::as_str);
        assert_eq!([told(3), told(4), told(0x10), told(0x12), told(0x20), told(0x21)], [Some(" "), Some("لا"), Some("ب"), Some("ت"), Some("A"), Some("BC")]);
        assert_eq!(table.len(), 7);
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        assert!(read(b"beginbfrange <00> <").is_empty());
        assert_eq!(read(b"beginbfrange <0000> <ffffffff> <0041> endbfrange").len(), 0x10000);
    }
}
