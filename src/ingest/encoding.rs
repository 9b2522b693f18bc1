//! Bytes -> text. UTF-8 unless something says otherwise: the user, a byte order mark, the document
//! itself, or the bytes, of which the three languages' old encodings are told apart.

use super::error::IngestError;
use super::{Options, Warnings};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use std::io::{BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

/// The encodings that texts in the three languages came in before UTF-8.
const OLD: [&Encoding; 3] = [WINDOWS_1256, ISO_8859_6, WINDOWS_1252];

/// The fewest bytes above ASCII that tell an encoding.
const EVIDENCE: usize = 4;

/// The text of a whole document.
pub(super) fn decode(
    bytes: Vec<u8>,
    name: &Arc<str>,
    declared: Option<&'static Encoding>,
    options: &Options,
    warnings: &mut Warnings,
) -> Result<String, IngestError> {
    let mark = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8);
    let text = match (options.encoding, mark) {
        (None, None) => match String::from_utf8(bytes) {
            Ok(text) => match wide(text.as_bytes()) {
                Some(encoding) => guessed(text.as_bytes(), encoding, name, warnings),
                None => text,
            },
            Err(e) => {
                let at = e.utf8_error().valid_up_to();
                let bytes = e.into_bytes();
                if let Some(encoding) = declared.filter(|e| *e != UTF_8) {
                    told(&bytes, encoding, name, warnings)
                } else if let Some(encoding) = wide(&bytes) {
                    guessed(&bytes, encoding, name, warnings)
                } else if is_binary(&bytes) {
                    return Err(IngestError::Binary { file: name.clone() });
                } else {
                    undeclared(&bytes, at, name, warnings)?
                }
            }
        },
        (Some(encoding), _) => told(&bytes, encoding, name, warnings),
        (None, Some((encoding, length))) => told(&bytes[length..], encoding, name, warnings),
    };
    if let Some(at) = text.find('\0') {
        let count = text.bytes().filter(|b| *b == 0).count();
        if count * 10 > text.len() {
            return Err(IngestError::Binary { file: name.clone() });
        }
        let line = 1 + text[..at].bytes().filter(|b| *b == b'\n').count();
        warnings.push(IngestError::NulCharacters { file: name.clone(), line, at: text[..at].chars().count(), count });
    }
    Ok(text)
}

/// A stream as UTF-8: transcoded where the user, a mark or its beginning says that it is something else.
/// `head` is its beginning, already read from `rest`.
pub(super) fn stream(
    head: Vec<u8>,
    rest: Box<dyn Read>,
    name: &Arc<str>,
    declared: Option<&'static Encoding>,
    options: &Options,
    warnings: &mut Warnings,
) -> Box<dyn BufRead> {
    let by_mark = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    let valid = match std::str::from_utf8(&head) {
        Ok(_) => true,
        // The head may end inside a character.
        Err(e) => e.error_len().is_none(),
    };
    let encoding = options.encoding.or(by_mark).or(declared.filter(|_| !valid)).or_else(|| {
        let guess = wide(&head).or_else(|| if valid || mostly_utf8(&head) { None } else { old(&head) })?;
        warnings.push(IngestError::EncodingGuessed { file: name.clone(), encoding: guess.name() });
        Some(guess)
    });
    let whole = Cursor::new(head).chain(rest);
    match encoding.filter(|e| *e != UTF_8) {
        None => Box::new(BufReader::with_capacity(1 << 16, whole)),
        Some(encoding) => {
            let decoder = encoding_rs_io::DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(whole);
            Box::new(BufReader::with_capacity(1 << 16, decoder))
        }
    }
}

/// Decodes what is known to be so encoded.
fn told(bytes: &[u8], encoding: &'static Encoding, name: &Arc<str>, warnings: &mut Warnings) -> String {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        let first = text.find('\u{fffd}').unwrap_or(0);
        let line = 1 + text[..first].bytes().filter(|b| *b == b'\n').count();
        let count = text.matches('\u{fffd}').count();
        let offset = encoding.encode(&text[..first]).0.len() as u64;
        warnings.push(IngestError::BrokenCharacters { file: name.clone(), encoding: encoding.name(), line, offset, count });
    }
    text.into_owned()
}

fn guessed(bytes: &[u8], encoding: &'static Encoding, name: &Arc<str>, warnings: &mut Warnings) -> String {
    warnings.push(IngestError::EncodingGuessed { file: name.clone(), encoding: encoding.name() });
    told(bytes, encoding, name, warnings)
}

/// Text that is not UTF-8 and says nothing of itself: UTF-8 with some bytes broken, one of the old
/// encodings, or too little to tell.
fn undeclared(bytes: &[u8], at: usize, name: &Arc<str>, warnings: &mut Warnings) -> Result<String, IngestError> {
    if mostly_utf8(bytes) {
        let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
        let count = bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
        warnings.push(IngestError::BrokenCharacters { file: name.clone(), encoding: UTF_8.name(), line, offset: at as u64, count });
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    match old(bytes) {
        Some(encoding) => Ok(guessed(bytes, encoding, name, warnings)),
        None => Err(broken(bytes, at, name)),
    }
}

/// The message about the first byte that is not UTF-8.
pub(super) fn broken(bytes: &[u8], at: usize, name: &Arc<str>) -> IngestError {
    let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
    IngestError::BrokenUtf8 { file: name.clone(), line, offset: at as u64 }
}

/// Whether there are clearly more characters of UTF-8 above ASCII than bytes that are none.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    valid >= EVIDENCE && valid >= 2 * broken
}

/// The old encoding that the bytes are in, if they say enough.
fn old(bytes: &[u8]) -> Option<&'static Encoding> {
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    if high < EVIDENCE {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // What is neither is most likely one of ours: Arabic is all high bytes, French has few.
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let fallback = if high > letters { WINDOWS_1256 } else { WINDOWS_1252 };
    Some(OLD.into_iter().find(|e| *e == guess).unwrap_or(fallback))
}

/// UTF-16 without a mark: every other byte is one of the few that begin the letters, spaces and signs
/// of Latin and Arabic.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 {
        return None;
    }
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let pairs = sample.len() / 2;
    let page = |b: &u8| matches!(b, 0x00 | 0x06 | 0x20 | 0xfb..=0xfe);
    let (even, odd) = (sample.iter().step_by(2).filter(|b| page(b)).count(), sample.iter().skip(1).step_by(2).filter(|b| page(b)).count());
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0 || **b == 6).count();
    // Spaces of plain ASCII stand at both sides, so zeros or the Arabic page must be among them.
    if odd * 10 >= pairs * 9 && even * 2 < pairs && zeros(1) * 2 > pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 9 && odd * 2 < pairs && zeros(0) * 2 > pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Bytes that stand in no text of any encoding of ours.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let controls = sample.iter().filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b | 0x1a)).count();
    controls * 50 > sample.len()
}

/// The encoding that an XML declaration or a page's `meta` names in the first bytes.
pub(super) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(4096)];
    let lower = head.to_ascii_lowercase();
    let text = String::from_utf8_lossy(&lower);
    ["charset=", "encoding="].iter().find_map(|mark| {
        let label = text.split_once(mark)?.1.trim_start_matches(['"', '\'', ' ']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c))).unwrap_or(label.len());
        Encoding::for_label(&label.as_bytes()[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str = "قتل ستة جنود في هجوم على ثكنة للجيش قرب بلدة بوني، وفق مصدر أمني طلب عدم ذكر اسمه.";
    const FRENCH: &str = "Six soldats ont été tués jeudi près de Boni, a-t-on appris de source sécuritaire ; dix blessés ont été évacués.";

    fn read(bytes: Vec<u8>) -> (String, Vec<&'static str>) {
        let mut warnings = Vec::new();
        let text = decode(bytes, &"t".into(), None, &Options::default(), &mut warnings).unwrap_or_else(|e| e.kind().to_owned());
        (text, warnings.iter().map(IngestError::kind).collect())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn old_encodings_are_told_apart() {
        for (encoding, text) in [(WINDOWS_1256, ARABIC), (ISO_8859_6, ARABIC), (WINDOWS_1252, FRENCH)] {
            let bytes = encoding.encode(text).0.into_owned();
            assert_eq!(read(bytes), (text.to_owned(), vec!["encoding-guessed"]), "{}", encoding.name());
        }
    }

    #[test]
    fn utf_16_with_and_without_a_mark() {
        for text in [ARABIC, FRENCH] {
            for big in [true, false] {
                assert_eq!(read(utf16(&format!("\u{feff}{text}"), big)), (text.to_owned(), vec![]));
                assert_eq!(read(utf16(text, big)), (text.to_owned(), vec!["encoding-guessed"]));
            }
        }
    }

    #[test]
    fn utf_8_stays_what_it_is() {
        for text in [ARABIC, FRENCH, "plain", "\u{feff}marked", "a b c d e f g"] {
            assert_eq!(read(text.as_bytes().to_vec()), (text.to_owned(), vec![]));
        }
        let mut mixed = ARABIC.as_bytes().to_vec();
        mixed.extend(b" caf\xe9 ");
        assert_eq!(read(mixed), (format!("{ARABIC} caf\u{fffd} "), vec!["broken-characters"]));
    }

    #[test]
    fn what_tells_nothing_is_refused() {
        assert_eq!(read(b"line one\nline \xe9t\xe9\n".to_vec()).0, "broken-utf8");
        assert_eq!(read((0..=255).cycle().take(1000).collect()).0, "binary");
        assert_eq!(read(b"two\0words that are long enough".to_vec()), ("two\0words that are long enough".into(), vec!["nul-characters"]));
    }

    #[test]
    fn declarations_are_found() {
        assert_eq!(declared(b"<?xml version='1.0' encoding='Windows-1256'?>"), Some(WINDOWS_1256));
        assert_eq!(declared(b"<meta charset=\"iso-8859-6\">"), Some(ISO_8859_6));
        assert_eq!(declared(b"<meta content=\"text/html; charset=utf-8\">"), Some(UTF_8));
        assert_eq!(declared(b"<p>text"), None);
    }
}
