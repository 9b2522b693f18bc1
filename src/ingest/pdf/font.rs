//! A PDF font: from the codes of a string to letters and widths.

use super::cmap::{self, Table};
use super::{LIMIT, number, standard};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// The fonts of a document that were met.
#[derive(Default)]
pub(super) struct Fonts {
    by_id: HashMap<ObjectId, Rc<Font>>,
}

/// What is needed of a font.
pub(super) struct Font {
    letters: Letters,
    widths: HashMap<u32, f32>,
    default_width: f32,
}

enum Letters {
    /// A byte a glyph.
    Narrow(Vec<String>),
    /// Two bytes a glyph.
    Wide(Table),
}

impl Fonts {
    /// The font of a resource, read once.
    pub(super) fn get(&mut self, document: &Document, object: &Object) -> Option<Rc<Font>> {
        let (id, font) = document.dereference(object).ok()?;
        if let Some(known) = id.and_then(|id| self.by_id.get(&id)) {
            return Some(known.clone());
        }
        let font = Rc::new(read(document, font.as_dict().ok()?));
        if let Some(id) = id {
            self.by_id.insert(id, font.clone());
        }
        Some(font)
    }
}

impl Font {
    /// The glyphs of a string: code, bytes of the code.
    pub(super) fn codes<'s>(&self, string: &'s [u8]) -> impl Iterator<Item = (u32, usize)> + 's {
        let length = match self.letters {
            Letters::Narrow(_) => 1,
            Letters::Wide(_) => 2,
        };
        string.chunks(length).map(move |c| (c.iter().fold(0, |code, b| code << 8 | u32::from(*b)), length))
    }

    /// A glyph's advance in the unit of the text space, for a font of size 1.
    pub(super) fn width(&self, code: u32) -> f32 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }

    /// A glyph's letters; U+FFFD where the font does not tell.
    pub(super) fn letters(&self, code: u32) -> String {
        match &self.letters {
            Letters::Narrow(table) => table.get(code as usize).cloned().unwrap_or_default(),
            Letters::Wide(table) => table.get(&code).cloned().unwrap_or_else(|| "\u{fffd}".to_owned()),
        }
    }
}

fn read(document: &Document, font: &Dictionary) -> Font {
    let subtype = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let unicode = to_unicode(document, font);
    if subtype == b"Type0" {
        let descendant = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok().and_then(|all| all.first());
        let descendant = descendant.and_then(|d| document.dereference(d).ok()).and_then(|(_, d)| d.as_dict().ok());
        let default_width = descendant.and_then(|d| d.get_deref(b"DW", document).ok()).and_then(number).unwrap_or(1000.0) / 1000.0;
        let widths = descendant.map(|d| wide_widths(document, d)).unwrap_or_default();
        return Font { letters: Letters::Wide(unicode), widths, default_width };
    }
    let base = base_encoding(document, font);
    let letters: Vec<String> = (0..=255_u8).map(|code| unicode.get(&u32::from(code)).unwrap_or(&base[code as usize]).clone()).collect();
    // Glyphs of a Type 3 font have a scale of their own.
    let scale = font
        .get_deref(b"FontMatrix", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|matrix| matrix.first())
        .and_then(number)
        .filter(|_| subtype == b"Type3")
        .unwrap_or(0.001);
    let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0).clamp(0, 255) as u32;
    let listed = font.get_deref(b"Widths", document).and_then(Object::as_array).ok();
    let widths: HashMap<u32, f32> = listed
        .into_iter()
        .flatten()
        .take(256)
        .enumerate()
        .filter_map(|(i, w)| Some((first + i as u32, number(document.dereference(w).ok()?.1)? * scale)))
        .collect();
    let listed_any = !widths.is_empty();
    let missing = font
        .get_deref(b"FontDescriptor", document)
        .and_then(Object::as_dict)
        .and_then(|d| d.get_deref(b"MissingWidth", document))
        .ok()
        .and_then(number)
        .map(|w| w * scale);
    let mut widths = widths;
    if widths.is_empty() && subtype != b"Type3" {
        let name = font.get_deref(b"BaseFont", document).and_then(Object::as_name).unwrap_or_default();
        let told = |(code, letters): (usize, &String)| Some((code as u32, standard::width(name, letters.chars().next()?)?));
        widths = letters.iter().enumerate().filter_map(told).collect();
    }
    // Half the size is about the width of a letter of which nothing is told.
    let default_width = missing.filter(|w| *w > 0.0).unwrap_or(if listed_any { 0.0 } else { 0.5 });
    Font { letters: Letters::Narrow(letters), widths, default_width }
}

/// The table from codes to letters that a font brings along.
fn to_unicode(document: &Document, font: &Dictionary) -> Table {
    let stream = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
    stream.and_then(|s| s.get_plain_content_with_limit(LIMIT)).map(|bytes| cmap::read(&bytes)).unwrap_or_default()
}

/// The letters of a font's named encoding, by code.
fn base_encoding(document: &Document, font: &Dictionary) -> Vec<String> {
    let mut named = Dictionary::new();
    named.set("Type", Object::Name(b"Font".to_vec()));
    if let Ok(encoding) = font.get(b"Encoding") {
        named.set("Encoding", encoding.clone());
    }
    let encoding = named.get_font_encoding_with_limit(document, LIMIT).ok();
    (0..=255_u8).map(|code| encoding.as_ref().and_then(|e| e.bytes_to_string(&[code]).ok()).unwrap_or_default()).collect()
}

/// `W`: `first [w w w]` and `first last w`.
fn wide_widths(document: &Document, descendant: &Dictionary) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let Ok(list) = descendant.get_deref(b"W", document).and_then(Object::as_array) else { return widths };
    let list: Vec<&Object> = list.iter().filter_map(|o| document.dereference(o).ok().map(|(_, o)| o)).collect();
    let mut rest = list.as_slice();
    while let [first, second, ..] = rest {
        let Some(first) = number(first).map(|n| n as u32) else { break };
        if let Ok(each) = second.as_array() {
            widths.extend(each.iter().take(1 << 16).enumerate().filter_map(|(i, w)| Some((first.wrapping_add(i as u32), number(w)? / 1000.0))));
            rest = &rest[2..];
        } else if let [_, last, width, ..] = rest {
            let (Some(last), Some(width)) = (number(last), number(width)) else { break };
            let last = (last as u32).min(first.saturating_add(0xffff));
            widths.extend((first..=last).map(|code| (code, width / 1000.0)));
            rest = &rest[3..];
        } else {
            break;
        }
    }
    widths
}
