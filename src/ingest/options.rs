//! What the user says about the inputs: which column holds what, how dates and characters are written.

use encoding_rs::Encoding;

/// How inputs are to be read. The default knows the usual names of columns and detects encodings.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub columns: Columns,
    /// How dates are written, as in `%d/%m/%Y`; tried before the usual forms.
    pub date_format: Option<String>,
    /// The encoding of all text files, whatever they say about themselves.
    pub encoding: Option<&'static Encoding>,
}

/// An encoding by any of its usual names.
pub fn encoding_named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

/// The columns of tables, or fields of JSON objects, that the user names. What is `None` is looked for
/// under its usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    pub text: Option<String>,
    pub id: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// A field of the input contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Id,
    Title,
    Published,
    Source,
    Url,
    Language,
}

impl Field {
    pub(super) const ALL: [Field; 7] = [Field::Text, Field::Id, Field::Title, Field::Published, Field::Source, Field::Url, Field::Language];

    /// Its usual names, best first; the first is that of the input contract.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Field::Text => &[
                "text",
                "full_text",
                "fulltext",
                "article_text",
                "article_body",
                "articlebody",
                "body",
                "body_text",
                "content",
                "article",
                "story",
                "report",
                "texte",
                "contenu",
                "corps",
                "récit",
                "نص",
                "النص",
                "نص الخبر",
                "المحتوى",
                "محتوى",
                "المتن",
                "متن",
                "الخبر",
                "message",
                "notes",
                "description",
                "summary",
            ],
            Field::Id => &[
                "id",
                "report_id",
                "article_id",
                "doc_id",
                "document_id",
                "uuid",
                "guid",
                "event_id_cnty",
                "identifiant",
                "identifier",
                "المعرف",
                "معرف",
                "الرقم",
                "رقم",
            ],
            Field::Title => &["title", "headline", "heading", "titre", "العنوان", "عنوان"],
            Field::Published => &[
                "published",
                "published_at",
                "publishedat",
                "date_published",
                "datepublished",
                "publication_date",
                "publish_date",
                "published_date",
                "pub_date",
                "pubdate",
                "date_publication",
                "date_de_publication",
                "publié_le",
                "date",
                "datetime",
                "تاريخ النشر",
                "التاريخ",
                "تاريخ",
            ],
            Field::Source => {
                &["source", "source_name", "publisher", "outlet", "newspaper", "site_name", "media", "média", "journal", "المصدر", "مصدر", "الوكالة"]
            }
            Field::Url => &["url", "link", "href", "source_url", "article_url", "lien", "adresse", "الرابط", "رابط"],
            Field::Language => &["language", "lang", "langue", "اللغة", "لغة"],
        }
    }
}

impl Columns {
    /// The name that the user gave for a field.
    pub(super) fn given(&self, field: Field) -> Option<&str> {
        match field {
            Field::Text => &self.text,
            Field::Id => &self.id,
            Field::Title => &self.title,
            Field::Published => &self.date,
            Field::Source => &self.source,
            Field::Url => &self.url,
            Field::Language => &self.language,
        }
        .as_deref()
    }

    /// Whether a column may be of use.
    pub(super) fn wants(&self, name: &str) -> bool {
        let name = folded(name);
        Field::ALL.into_iter().any(|field| match self.given(field) {
            Some(given) => folded(given) == name,
            None => field.names().contains(&name.as_str()),
        })
    }
}

/// A column's name as names are compared: `Full Text`, `full-text` and `full_text` are one.
pub(super) fn folded(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let arabic = name.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
    name.chars().map(|c| if !arabic && matches!(c, ' ' | '-' | '.') { '_' } else { c }).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_loosely_and_written_folded() {
        assert_eq!(folded(" Full-Text "), "full_text");
        assert_eq!(folded("\u{feff}Titre"), "titre");
        assert_eq!(folded("تاريخ النشر"), "تاريخ النشر");
        for field in Field::ALL {
            for name in field.names() {
                assert_eq!(&folded(name), name);
                assert!(Field::ALL.into_iter().all(|f| f == field || !f.names().contains(name)), "{name} means two fields");
            }
        }
    }

    #[test]
    fn a_given_name_stands_instead_of_the_usual_ones() {
        let columns = Columns { text: Some("Wortlaut".into()), ..Columns::default() };
        assert!(columns.wants("wortlaut") && columns.wants("Date") && !columns.wants("text") && !columns.wants("colour"));
    }
}
