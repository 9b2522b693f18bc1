//! A news report as it comes in: the text as published and what is known about it.

use chrono::NaiveDate;

/// The three languages that khabar reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    Ar,
    Fr,
    En,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::Ar, Language::Fr, Language::En];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::Ar => "ar",
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| l.code() == code.trim().to_ascii_lowercase())
    }
}

/// One report. `published` anchors relative dates; without it they stay unresolved.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub id: String,
    pub text: String,
    pub title: Option<String>,
    pub published: Option<NaiveDate>,
    /// `published` as it came, with its time of day if it had one.
    pub published_text: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// Given by the caller; `None` means that every paragraph is judged by itself.
    pub language: Option<Language>,
}
