//! Records -> one page that shows them on a map, over time and in a table, with the words behind each.
//!
//! The page holds everything that it needs: the base map (`basemap.json`, made from Natural Earth by
//! `scripts/basemap`), its scripts and the records. It loads nothing, and its policy forbids that it does.
//!
//! Not done here: choosing records; the page has filters.

use crate::record::EventRecord;
use crate::write::{PageFile, WriteError};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const BASEMAP: &str = include_str!("basemap.json");
/// In the order in which they run.
const SCRIPTS: [&str; 5] =
    [include_str!("events.js"), include_str!("map.js"), include_str!("timeline.js"), include_str!("table.js"), include_str!("detail.js")];

/// Writes the page for `events` to a file, all at once. `texts` holds the reports whose whole text is to be
/// shown, by id; of the others the page shows the words that were quoted.
///
/// # Errors
/// The file cannot be written.
pub fn write(file: &Path, events: &[EventRecord], texts: &BTreeMap<String, String>) -> Result<PathBuf, WriteError> {
    let mut out = PageFile::create(file)?;
    page(&mut out, events, texts).map_err(|e| out.fault(&e))?;
    out.finish()
}

fn page(out: &mut impl Write, events: &[EventRecord], texts: &BTreeMap<String, String>) -> io::Result<()> {
    let mut rest = PAGE;
    for name in ["style", "data", "basemap", "script"] {
        let Some((before, after)) = rest.split_once(&format!("/*{{{name}}}*/")) else { continue };
        out.write_all(before.as_bytes())?;
        match name {
            "style" => out.write_all(STYLE.as_bytes())?,
            "data" => data(&mut Inert(&mut *out), events, texts)?,
            "basemap" => Inert(&mut *out).write_all(BASEMAP.as_bytes())?,
            _ => SCRIPTS.iter().try_for_each(|script| out.write_all(script.as_bytes()))?,
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

fn data(out: &mut impl Write, events: &[EventRecord], texts: &BTreeMap<String, String>) -> io::Result<()> {
    out.write_all(b"{\"events\":[")?;
    for (i, event) in events.iter().enumerate() {
        out.write_all(if i > 0 { b",\n" } else { b"\n" })?;
        // Accounts are of no use here: what they tell stands in the record that was made of them.
        let shown = EventRecord { accounts: Vec::new(), ..event.clone() };
        serde_json::to_writer(&mut *out, &shown)?;
    }
    out.write_all(b"\n],\"texts\":")?;
    serde_json::to_writer(&mut *out, texts)?;
    out.write_all(b"}")
}

/// JSON that cannot end the element in which it stands: `<` occurs in its strings alone, and is written
/// there as an escape.
struct Inert<W>(W);

impl<W: Write> Write for Inert<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (i, piece) in bytes.split(|b| *b == b'<').enumerate() {
            if i > 0 {
                self.0.write_all(b"\\u003c")?;
            }
            self.0.write_all(piece)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> EventRecord {
        crate::write::sample()
    }

    #[test]
    fn the_page_is_whole_and_loads_nothing() {
        let mut out = Vec::new();
        page(&mut out, &[sample()], &BTreeMap::new()).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("ML-000000000001") && page.contains("Burkina Faso") && page.ends_with("</html>\n"));
        assert!(!page.contains("/*{"), "a part is missing");
        let own = "http://www.w3.org/2000/svg";
        let addresses = page.replace(own, "");
        assert!(!addresses.contains("http:") && !addresses.contains("https:") && !addresses.contains("src=") && !addresses.contains("@import"));
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn no_text_can_end_the_data() {
        let mut event = sample();
        event.notes = "</script><script>alert(1)</script>".into();
        let texts = BTreeMap::from([("r1".to_owned(), "<!-- </script>".to_owned())]);
        let mut out = Vec::new();
        data(&mut Inert(&mut out), &[event.clone()], &texts).unwrap();
        assert!(!out.contains(&b'<'));
        let back: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(back["events"][0]["notes"], event.notes);
        assert_eq!(back["texts"]["r1"], texts["r1"]);
    }
}
