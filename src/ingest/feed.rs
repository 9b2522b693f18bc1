//! RSS (0.9 to 2.0) and Atom: the items of a feed -> reports, one after the other.

use super::error::{IngestError, Place};
use super::xml::{Piece, Pieces};
use super::{Found, Options, Warnings, days, fields, html, paragraphs};
use crate::report::{Language, Report};
use std::collections::VecDeque;
use std::io::BufRead;
use std::sync::Arc;

/// The reports of a feed, in the order of its items.
pub(super) struct Entries {
    pieces: Pieces<Box<dyn BufRead>>,
    name: Arc<str>,
    options: Arc<Options>,
    channel: Channel,
    item: usize,
    state: State,
    waiting: VecDeque<Found>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing yet that only feeds have.
    Unknown,
    Feed,
    Done,
}

/// What holds for all items.
#[derive(Debug, Default)]
struct Channel {
    title: Option<String>,
    language: Option<Language>,
}

/// An item as it is read.
#[derive(Debug, Default)]
struct Entry {
    id: Option<String>,
    title: Option<String>,
    link: Option<String>,
    published: Option<String>,
    /// The day of the last change, where that is all a feed says.
    changed: Option<String>,
    source: Option<String>,
    language: Option<String>,
    /// The whole text, and the short one.
    content: Option<String>,
    summary: Option<String>,
}

impl Entries {
    pub(super) fn new(stream: Box<dyn BufRead>, name: &Arc<str>, options: &Arc<Options>) -> Entries {
        Entries {
            pieces: Pieces::new(stream, name),
            name: name.clone(),
            options: options.clone(),
            channel: Channel::default(),
            item: 0,
            state: State::Unknown,
            waiting: VecDeque::new(),
        }
    }

    fn step(&mut self) -> Result<(), IngestError> {
        match self.pieces.next()? {
            Piece::Open(name, attributes) => match name.as_str() {
                "rss" | "RDF" | "feed" | "channel" => {
                    self.state = State::Feed;
                    self.channel.language = attribute(&attributes, "lang").and_then(fields::language).or(self.channel.language);
                }
                _ if self.state == State::Unknown => {
                    self.state = State::Done;
                    return Err(IngestError::UnknownXml { file: self.name.clone() });
                }
                "item" | "entry" => {
                    self.item += 1;
                    let entry = self.entry(attribute(&attributes, "about"))?;
                    self.give(entry);
                }
                "title" if self.channel.title.is_none() => self.channel.title = filled(self.inside()?),
                "language" => self.channel.language = fields::language(self.inside()?.trim()).or(self.channel.language),
                // The picture of a feed has a title too.
                "image" | "textInput" | "author" => drop(self.inside()?),
                _ => {}
            },
            Piece::Entities => self.waiting.push_back(Err(IngestError::XmlEntities { file: self.name.clone() })),
            Piece::End => {
                let known = std::mem::replace(&mut self.state, State::Done);
                if known == State::Unknown {
                    return Err(IngestError::UnknownXml { file: self.name.clone() });
                }
                if self.item == 0 {
                    return Err(IngestError::Empty { file: self.name.clone() });
                }
            }
            Piece::Close(_) | Piece::Words(_) => {}
        }
        Ok(())
    }

    /// The words inside the element that is open, tags of its own left as tags.
    fn inside(&mut self) -> Result<String, IngestError> {
        let outside = self.pieces.depth() - 1;
        let mut out = String::new();
        loop {
            match self.pieces.next()? {
                Piece::Close(_) if self.pieces.depth() <= outside => return Ok(out),
                Piece::Close(name) => out.extend(["</", &name, ">"]),
                Piece::Open(name, _) => out.extend(["<", &name, ">"]),
                Piece::Words(words) => out.push_str(&words),
                Piece::End => return Err(self.cut_short()),
                Piece::Entities => {}
            }
        }
    }

    fn cut_short(&self) -> IngestError {
        IngestError::BrokenXml { place: Place::file(&self.name), reason: "it ends too early".to_owned() }
    }

    fn entry(&mut self, about: Option<&str>) -> Result<Entry, IngestError> {
        let outside = self.pieces.depth() - 1;
        let mut entry = Entry { id: about.map(str::to_owned), ..Entry::default() };
        loop {
            let (name, attributes) = match self.pieces.next()? {
                Piece::Open(name, attributes) => (name, attributes),
                Piece::Close(_) if self.pieces.depth() <= outside => return Ok(entry),
                Piece::End => return Err(self.cut_short()),
                _ => continue,
            };
            let inside = self.inside()?;
            let slot = match name.as_str() {
                "guid" | "id" => &mut entry.id,
                "title" => &mut entry.title,
                "link" => {
                    if attribute(&attributes, "rel").is_none_or(|r| r == "alternate") && entry.link.is_none() {
                        entry.link = attribute(&attributes, "href").map(str::to_owned).or_else(|| filled(inside));
                    }
                    continue;
                }
                "pubDate" | "published" | "issued" => &mut entry.published,
                "date" | "updated" | "modified" => &mut entry.changed,
                "source" => &mut entry.source,
                "language" => &mut entry.language,
                "encoded" | "content" => &mut entry.content,
                "description" | "summary" | "abstract" => &mut entry.summary,
                _ => continue,
            };
            if slot.is_none() {
                *slot = filled(inside);
            }
        }
    }

    fn give(&mut self, entry: Entry) {
        let place = Place::item(&self.name, self.item);
        let mut warnings = Warnings::new();
        let report = self.report(entry, &place, &mut warnings).map(|r| (r, place));
        self.waiting.extend(warnings.into_iter().map(Err));
        self.waiting.push_back(report);
    }

    fn report(&self, entry: Entry, place: &Place, warnings: &mut Warnings) -> Result<Report, IngestError> {
        let title = entry.title.and_then(|t| filled(html::words(&t)));
        let body = [entry.content, entry.summary].into_iter().flatten().map(|t| html::words(&t)).find(|t| !t.is_empty()).unwrap_or_default();
        let text = if body.is_empty() { title.clone().unwrap_or_default() } else { paragraphs::headed(title.as_deref(), &body) };
        if text.is_empty() {
            return Err(IngestError::EmptyText { place: place.clone(), field: "description".to_owned() });
        }
        let language = entry.language.as_deref().and_then(fields::language).or(self.channel.language);
        let source = entry.source.as_deref().or(self.channel.title.as_deref()).and_then(|s| filled(html::words(s)));
        let id = entry.id.clone().or_else(|| entry.link.clone()).unwrap_or_default().trim().to_owned();
        let mut report = Report { id, text, title, source, url: entry.link, language, ..Report::default() };
        if let Some(written) = entry.published.or(entry.changed) {
            match self.options.date_format.as_deref().and_then(|f| days::formatted(&written, f)).or_else(|| days::loose(&written)) {
                Some(day) => fields::dated(&mut report, day, written.trim()),
                None => warnings.push(IngestError::DateUnread { place: place.clone(), value: written }),
            }
        }
        fields::settle_id(&mut report, None);
        Ok(report)
    }
}

impl Iterator for Entries {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.waiting.pop_front() {
                return Some(found);
            }
            if self.state == State::Done {
                return None;
            }
            if let Err(e) = self.step() {
                self.state = State::Done;
                return Some(Err(e));
            }
        }
    }
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}

fn filled(text: String) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(feed: &str) -> Vec<String> {
        let entries = Entries::new(Box::new(std::io::Cursor::new(feed.to_owned().into_bytes())), &"f".into(), &Arc::default());
        let show = |r: Report| format!("{}|{}|{:?}|{:?}|{:?}|{:?}", r.id, r.text, r.published_text, r.source, r.url, r.language);
        entries.map(|r| r.map_or_else(|e| e.to_string(), |(r, _)| show(r))).collect()
    }

    #[test]
    fn the_two_families() {
        let rss = "<rss><channel><title>S</title><language>fr-FR</language><image><title>no</title></image><item><title>T &amp; U</title><link>http://x/1</link>\
                   <description>&lt;p&gt;short&lt;/p&gt;</description><content:encoded><![CDATA[<p>one</p><p>two&nbsp;x</p>]]></content:encoded>\
                   <pubDate>Fri, 13 Jan 2023 08:30:00 GMT</pubDate></item></channel></rss>";
        assert_eq!(read(rss), ["http://x/1|T & U\n\none\n\ntwo x|Some(\"2023-01-13\")|Some(\"S\")|Some(\"http://x/1\")|Some(Fr)"]);
        let atom = "<feed xml:lang='ar'><title>S</title><entry><id>i</id><title type='html'>T</title><link rel='self' href='no'/><link href='http://x/2'/>\
                    <updated>2023-01-15T00:00:00Z</updated><published>2023-01-13T08:00:00Z</published>\
                    <content type='xhtml'><div><p>a</p><p>b</p></div></content></entry></feed>";
        assert_eq!(read(atom), ["i|T\n\na\n\nb|Some(\"2023-01-13T08:00:00Z\")|Some(\"S\")|Some(\"http://x/2\")|Some(Ar)"]);
    }

    #[test]
    fn what_is_no_feed_or_is_cut_short() {
        assert!(read("<?xml version='1.0'?><svg/>")[0].contains("neither RSS nor Atom"));
        let cut = read("<rss><channel><item><title>a</title></item><item><title>b");
        assert!(cut[0].contains("|a|") && cut[1].contains("ends too early"), "{cut:?}");
        let bomb = read("<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><item><title>x &b;</title></item></rss>");
        assert!(bomb[0].contains("declares XML entities") && bomb[1].contains("|x &b;|"), "{bomb:?}");
    }
}
