//! A page's drawing -> its glyphs, each with its place and letters.

use super::font::{Font, Fonts};
use super::{LIMIT, decoded, number, said};
use crate::ingest::limits::{DEEPEST_FORM, MOST_GLYPHS};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::rc::Rc;

/// A glyph as it is seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub text: String,
    /// Its left and right edge.
    pub left: f32,
    pub right: f32,
    /// The line on which it stands; upwards is more.
    pub base: f32,
    /// The height of its font on the page.
    pub size: f32,
}

/// `[a b c d e f]`: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// What holds until it is changed or the state before is taken up again.
#[derive(Clone)]
struct State {
    to_page: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_space: f32,
    word_space: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// The glyphs of a page, in the order in which they are drawn.
pub(super) fn glyphs(document: &Document, id: ObjectId, fonts: &mut Fonts) -> Result<Vec<Glyph>, String> {
    let content = document.get_page_content_with_limit(id, LIMIT).map_err(|e| said(&e))?;
    let rotation = inherited(document, id, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0);
    let turned: Matrix = match rotation.rem_euclid(360) {
        90 => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
        180 => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
        270 => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
        _ => IDENTITY,
    };
    let resources = inherited(document, id, b"Resources").and_then(|o| o.as_dict().ok());
    let state = State { to_page: turned, font: None, size: 0.0, letter_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 };
    let mut pen = Pen { document, fonts, out: Vec::new(), drawn: 0, followed: 0 };
    pen.follow(&content, resources, state, 0)?;
    Ok(pen.out)
}

/// A value of a page or of what it belongs to. Pages belong to few groups, so a chain of more is a loop.
fn inherited<'d>(document: &'d Document, id: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut at = document.get_dictionary(id).ok()?;
    for _ in 0..64 {
        if let Ok(value) = at.get_deref(key, document) {
            return Some(value);
        }
        at = at.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

struct Pen<'d, 'f> {
    document: &'d Document,
    fonts: &'f mut Fonts,
    out: Vec<Glyph>,
    /// Glyphs and forms drawn, and bytes followed, of which a page may not have without end.
    drawn: usize,
    followed: usize,
}

impl<'d> Pen<'d, '_> {
    /// Follows a stream of drawing. Faults in it end it there; what was drawn stays.
    fn follow(&mut self, content: &[u8], resources: Option<&'d Dictionary>, start: State, depth: usize) -> Result<(), String> {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let (mut line, mut text) = (IDENTITY, IDENTITY);
        // The words that a marked part stands for, and where its glyphs begin.
        let mut actual: Vec<Option<(String, usize)>> = Vec::new();
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else { break };
            let operands = &operation.operands;
            let n = |i: usize| operands.get(i).and_then(number).unwrap_or(0.0);
            let down = |line: &Matrix, x: f32, y: f32| times(&[1.0, 0.0, 0.0, 1.0, x, y], line);
            match operation.operator.as_str() {
                "q" if saved.len() < 64 * DEEPEST_FORM => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.to_page = times(&[n(0), n(1), n(2), n(3), n(4), n(5)], &state.to_page),
                "BT" => (line, text) = (IDENTITY, IDENTITY),
                "Tf" => {
                    state.size = n(1);
                    let font = operands.first().and_then(|name| self.resource(resources, b"Font", name));
                    state.font = font.and_then(|object| self.fonts.get(self.document, object));
                }
                "Tc" => state.letter_space = n(0),
                "Tw" => state.word_space = n(0),
                "Tz" => state.scale = n(0) / 100.0,
                "TL" => state.leading = n(0),
                "Ts" => state.rise = n(0),
                "Td" => {
                    line = down(&line, n(0), n(1));
                    text = line;
                }
                "TD" => {
                    state.leading = -n(1);
                    line = down(&line, n(0), n(1));
                    text = line;
                }
                "Tm" => {
                    line = [n(0), n(1), n(2), n(3), n(4), n(5)];
                    text = line;
                }
                "T*" => {
                    line = down(&line, 0.0, -state.leading);
                    text = line;
                }
                "Tj" => self.show(operands.first(), &state, &mut text)?,
                "'" | "\"" => {
                    if operation.operator == "\"" {
                        (state.word_space, state.letter_space) = (n(0), n(1));
                    }
                    line = down(&line, 0.0, -state.leading);
                    text = line;
                    self.show(operands.last(), &state, &mut text)?;
                }
                "TJ" => {
                    for part in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        match number(part) {
                            Some(back) => text = times(&[1.0, 0.0, 0.0, 1.0, -back / 1000.0 * state.size * state.scale, 0.0], &text),
                            None => self.show(Some(part), &state, &mut text)?,
                        }
                    }
                }
                "Do" if depth < DEEPEST_FORM => {
                    if let Some(form) = operands.first().and_then(|name| self.resource(resources, b"XObject", name)) {
                        self.form(form, resources, &state, depth)?;
                    }
                }
                "BMC" => actual.push(None),
                "BDC" => {
                    let words = operands.get(1).and_then(|o| o.as_dict().ok()).and_then(|d| d.get(b"ActualText").ok()).and_then(decoded);
                    actual.push(words.map(|w| (w, self.out.len())));
                }
                "EMC" => {
                    if let Some(Some((words, from))) = actual.pop() {
                        self.replace(words, from);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A named resource.
    fn resource(&self, resources: Option<&'d Dictionary>, kind: &[u8], name: &Object) -> Option<&'d Object> {
        let kinds = resources?.get_deref(kind, self.document).ok()?.as_dict().ok()?;
        kinds.get(name.as_name().ok()?).ok()
    }

    /// Draws a form, which is a page within the page.
    fn form(&mut self, object: &'d Object, outer: Option<&'d Dictionary>, state: &State, depth: usize) -> Result<(), String> {
        self.count()?;
        let Ok((_, Object::Stream(form))) = self.document.dereference(object) else { return Ok(()) };
        if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return Ok(());
        }
        let content = form.get_plain_content_with_limit(LIMIT).map_err(|e| said(&e))?;
        self.followed += content.len();
        if self.followed > 4 * LIMIT {
            return Err(format!("more than {} MB of drawing", (4 * LIMIT) >> 20));
        }
        let mut inner = state.clone();
        if let Ok(matrix) = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array)
            && let [a, b, c, d, e, f] = matrix.iter().map(|o| number(o).unwrap_or(0.0)).collect::<Vec<_>>()[..]
        {
            inner.to_page = times(&[a, b, c, d, e, f], &inner.to_page);
        }
        let resources = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok().or(outer);
        self.follow(&content, resources, inner, depth + 1)
    }

    fn count(&mut self) -> Result<(), String> {
        self.drawn += 1;
        if self.drawn > MOST_GLYPHS { Err(format!("more than {MOST_GLYPHS} glyphs")) } else { Ok(()) }
    }

    fn show(&mut self, string: Option<&Object>, state: &State, text: &mut Matrix) -> Result<(), String> {
        let (Some(Ok(bytes)), Some(font)) = (string.map(Object::as_str), &state.font) else { return Ok(()) };
        for (code, length) in font.codes(bytes) {
            self.count()?;
            let to_page = times(&times(&[state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise], text), &state.to_page);
            let width = font.width(code);
            let word = if length == 1 && code == 32 { state.word_space } else { 0.0 };
            let advance = (width * state.size + state.letter_space + word) * state.scale;
            *text = times(&[1.0, 0.0, 0.0, 1.0, advance, 0.0], text);
            let (start, end) = (to_page[4], to_page[4] + to_page[0] * width);
            let size = to_page[3].abs();
            // What is turned or mirrored (a watermark, a label of a map) is no line of the text.
            let upright = to_page[1].abs() <= 0.2 * to_page[0].abs() && to_page[0] > 0.0 && to_page[3] > 0.0;
            let letters = font.letters(code);
            if upright && size > 0.5 && size < 1000.0 && start.is_finite() && end.is_finite() && to_page[5].is_finite() && !letters.is_empty() {
                self.out.push(Glyph { text: letters, left: start, right: end, base: to_page[5], size });
            }
        }
        Ok(())
    }

    /// The glyphs since `from` as one that says `words`.
    fn replace(&mut self, words: String, from: usize) {
        let Some(first) = self.out.get(from).cloned() else { return };
        let same_line = self.out[from..].iter().all(|g| (g.base - first.base).abs() < first.size);
        if !same_line {
            return;
        }
        let (left, right) = self.out[from..].iter().fold((first.left, first.right), |(l, r), g| (l.min(g.left), r.max(g.right)));
        self.out.truncate(from);
        self.out.push(Glyph { text: words, left, right, ..first });
    }
}
