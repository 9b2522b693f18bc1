//! What a page says of itself: linked data first, then OpenGraph and other `meta`, then what stands on
//! the page.

use super::super::fields;
use super::tokens::Seen;
use crate::report::Language;
use serde_json::Value;

/// A page's own metadata.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub title: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Option<Language>,
}

/// Names of `meta` that give the day of publication, best first.
const PUBLISHED: [&str; 18] = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "publication_date",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "date",
];

pub(super) fn facts(seen: &Seen) -> Facts {
    let linked = seen.linked_data.iter().find_map(|text| article(&serde_json::from_str(text.trim()).ok()?)).unwrap_or_default();
    let meta = |names: &[&str]| names.iter().find_map(|name| seen.metas.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.clone()));
    let time = seen.times.iter().find(|(t, marked)| *marked && !t.trim().is_empty()).or_else(|| seen.times.iter().find(|(t, _)| !t.trim().is_empty()));
    let site = linked.source.or_else(|| meta(&["og:site_name", "application-name", "dc.publisher", "citation_journal_title"]));
    let url = seen.canonical.clone().or_else(|| meta(&["og:url"])).or(linked.url).filter(|u| u.starts_with("http"));
    let title = linked
        .title
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title", "dcterms.title"]))
        .or_else(|| filled(&seen.heading))
        .or_else(|| filled(&seen.title).map(|t| without_site(&t, site.as_deref())));
    let language = seen
        .language
        .clone()
        .or(linked.language)
        .or_else(|| meta(&["og:locale", "content-language", "dc.language", "language"]))
        .and_then(|l| fields::language(&l));
    Facts {
        title: title.as_deref().and_then(filled),
        published: linked.published.or_else(|| meta(&PUBLISHED)).or_else(|| time.map(|(t, _)| t.trim().to_owned())),
        source: site.as_deref().and_then(filled).or_else(|| url.as_deref().and_then(host)),
        url,
        language,
    }
}

/// One line, not empty.
fn filled(text: &str) -> Option<String> {
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty())
}

/// `Headline | Site` and `Headline - Site` without the site.
fn without_site(title: &str, site: Option<&str>) -> String {
    for sign in [" | ", " – ", " — ", " - ", " :: ", " « "] {
        if let Some((headline, rest)) = title.rsplit_once(sign)
            && (site.is_some_and(|s| s.trim().eq_ignore_ascii_case(rest.trim())) || headline.split_whitespace().count() > 2 * rest.split_whitespace().count())
        {
            return headline.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    filled(host.strip_prefix("www.").unwrap_or(host))
}

/// What linked data say of an article.
#[derive(Debug, Default)]
struct Linked {
    title: Option<String>,
    published: Option<String>,
    source: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

/// The first article of linked data, which may be one thing, a list of things, or a graph of them.
/// serde_json refuses what is nested more than 128 deep, so this goes no deeper.
fn article(value: &Value) -> Option<Linked> {
    match value {
        Value::Array(things) => things.iter().find_map(article),
        Value::Object(thing) => {
            let text = |value: Option<&Value>| value.and_then(Value::as_str).and_then(filled);
            let is_article = match thing.get("@type") {
                Some(Value::String(kind)) => is_article(kind),
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_article),
                _ => false,
            };
            if !is_article {
                return thing.get("@graph").and_then(article).or_else(|| thing.get("mainEntity").and_then(article));
            }
            let named = |value: Option<&Value>| match value {
                Some(Value::Object(of)) => text(of.get("name")),
                Some(Value::Array(all)) => all.iter().find_map(|of| text(of.get("name"))),
                other => text(other),
            };
            let page = thing.get("mainEntityOfPage");
            Some(Linked {
                title: text(thing.get("headline")).or_else(|| text(thing.get("name"))),
                published: text(thing.get("datePublished")).or_else(|| text(thing.get("dateCreated"))),
                source: named(thing.get("publisher")).or_else(|| named(thing.get("sourceOrganization"))),
                url: text(thing.get("url")).or_else(|| text(page)).or_else(|| page.and_then(|p| text(p.get("@id")))),
                language: text(thing.get("inLanguage")),
            })
        }
        _ => None,
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
}

#[cfg(test)]
mod tests {
    use super::super::tokens::walk;
    use super::*;

    #[test]
    fn linked_data_then_meta_then_the_page() {
        let linked = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": ["NewsArticle"], "headline": "H",
            "datePublished": "2023-01-13T08:00:00Z", "publisher": {"name": "P"}, "inLanguage": "ar"}]}</script>"#;
        let meta = r#"<meta property="og:title" content="O"><meta property="og:site_name" content="Site"><meta property="article:published_time" content="2023-01-14">"#;
        let rest =
            r#"<title>Some longer headline here - Site</title><time datetime="2023-01-15">x</time><link rel="canonical" href="https://www.news.example/a">"#;
        let found = facts(&walk(&format!("{linked}{meta}{rest}")));
        assert_eq!((found.title.as_deref(), found.source.as_deref(), found.language), (Some("H"), Some("P"), Some(Language::Ar)));
        assert_eq!(found.published.as_deref(), Some("2023-01-13T08:00:00Z"));
        let found = facts(&walk(&format!("{meta}{rest}")));
        assert_eq!((found.title.as_deref(), found.source.as_deref(), found.published.as_deref()), (Some("O"), Some("Site"), Some("2023-01-14")));
        let found = facts(&walk(rest));
        assert_eq!((found.title.as_deref(), found.source.as_deref()), (Some("Some longer headline here"), Some("news.example")));
        assert_eq!((found.published.as_deref(), found.url.as_deref()), (Some("2023-01-15"), Some("https://www.news.example/a")));
    }
}
