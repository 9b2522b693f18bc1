//! A saved web page -> the article's text and what the page says of itself.
//!
//! In: the page. Out: a report whose text is headline and article, boilerplate left out. One walk over
//! the tags (`tokens.rs`) gathers metadata, all words, and how deep and how large the page is; only a
//! page within limits is made a tree, on which `dom_smoothie` (the rules of Firefox's reader view) finds
//! the article. From other pages all words are taken, with a warning.

mod metadata;
mod tame;
mod tokens;

use super::error::{IngestError, Place};
use super::limits::{DEEPEST_PAGE, LARGEST_PAGE, MOST_TAGS};
use super::{Options, Warnings, days, fields, paragraphs};
use crate::report::Report;
use dom_smoothie::{Config, Readability, TextMode};
use std::sync::Arc;

/// Reads a page.
pub(super) fn report(page: &str, name: &Arc<str>, options: &Options, warnings: &mut Warnings) -> Result<Report, IngestError> {
    let page = &*tame::tamed(page);
    let seen = tokens::walk(page);
    let facts = metadata::facts(&seen);
    let article = match oversize(page, &seen, name) {
        Some(warning) => {
            warnings.push(warning);
            None
        }
        None => {
            let article = article(page);
            if article.is_none() && !fields::is_blank(&seen.words) && seen.tags > 0 {
                warnings.push(IngestError::NoArticle { file: name.clone() });
            }
            article
        }
    };
    let body = paragraphs::tidied(article.as_deref().unwrap_or(&seen.words));
    let text = paragraphs::headed(facts.title.as_deref(), &body);
    if fields::is_blank(&body) {
        return Err(IngestError::Empty { file: name.clone() });
    }
    let mut report = Report { text, title: facts.title, source: facts.source, url: facts.url, language: facts.language, ..Report::default() };
    if let Some(written) = facts.published {
        match options.date_format.as_deref().and_then(|f| days::formatted(&written, f)).or_else(|| days::loose(&written)) {
            Some(day) => fields::dated(&mut report, day, &written),
            None => warnings.push(IngestError::DateUnread { place: Place::file(name), value: written }),
        }
    }
    Ok(report)
}

/// The words of a piece of HTML, as feeds and e-mails hold it.
pub(super) fn words(piece: &str) -> String {
    paragraphs::tidied(&tokens::walk(&tame::tamed(piece)).words)
}

/// Why a page is not made a tree.
fn oversize(page: &str, seen: &tokens::Seen, name: &Arc<str>) -> Option<IngestError> {
    let file = name.clone();
    if seen.deepest > DEEPEST_PAGE {
        Some(IngestError::DeepPage { file, limit: DEEPEST_PAGE })
    } else if page.len() > LARGEST_PAGE {
        Some(IngestError::LargePage { file, what: format!("more than {} MB", LARGEST_PAGE >> 20) })
    } else if seen.tags > MOST_TAGS {
        Some(IngestError::LargePage { file, what: format!("more than {MOST_TAGS} tags") })
    } else {
        None
    }
}

/// Parts of a page that are never its article's text.
const BESIDE: &str = "nav, footer, button, select, iframe, [role=navigation], [role=complementary], [aria-hidden=true], [hidden]";

/// The text of the page's article, if one stands out.
fn article(page: &str) -> Option<String> {
    // The length that an article must have is that of a dispatch, not of a blog post.
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, char_threshold: 200, ..Config::default() };
    let document = dom_query::Document::from(page);
    document.select(BESIDE).remove();
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    let text: Vec<&str> = article.text_content.lines().filter(|line| !is_pointer(line)).collect();
    Some(text.join("\n")).filter(|text| !fields::is_blank(text))
}

/// What points to other articles: their events are not this one's.
const POINTERS: [&str; 24] = [
    "lire aussi",
    "à lire",
    "a lire",
    "lire également",
    "voir aussi",
    "sur le même sujet",
    "read also",
    "also read",
    "read more",
    "see also",
    "related:",
    "recommended:",
    "more on this",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "اقرأ ايضا",
    "إقرأ أيضا",
    "إقرأ أيضًا",
    "اقرأ المزيد",
    "اقرأ أيضاً",
    "شاهد أيضا",
    "طالع أيضا",
    "مواضيع ذات صلة",
    "اقرأ كذلك",
];

/// What stands on a line of its own between an article's paragraphs.
const LABELS: [&str; 6] = ["publicité", "advertisement", "advertising", "إعلان", "إعلانات", "sponsored"];

fn is_pointer(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    LABELS.contains(&line.as_str()) || (line.chars().count() < 200 && POINTERS.iter().any(|p| line.starts_with(p)))
}
