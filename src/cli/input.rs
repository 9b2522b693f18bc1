//! What the user says about the inputs: columns, dates, encodings.

use super::Fatal;
use clap::Args;
use khabar::ingest::{Columns, Options};

/// How inputs are read.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Column of tables, or field of JSON, that holds the text
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Column with the day of publication
    #[arg(long, value_name = "NAME")]
    date_column: Option<String>,
    /// Column with the report's id
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,
    /// Column with the headline
    #[arg(long, value_name = "NAME")]
    title_column: Option<String>,
    /// Column with the outlet
    #[arg(long, value_name = "NAME")]
    source_column: Option<String>,
    /// Column with the address
    #[arg(long, value_name = "NAME")]
    url_column: Option<String>,
    /// Column with the language
    #[arg(long, value_name = "NAME")]
    language_column: Option<String>,
    /// How dates are written, as in %d/%m/%Y
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
    /// Encoding of all text files, as in windows-1256; detected if it is not given
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
}

impl InputArgs {
    /// The library's options.
    pub(super) fn options(&self) -> Result<Options, Fatal> {
        let encoding = match &self.encoding {
            None => None,
            Some(label) => Some(khabar::ingest::encoding_named(label).ok_or_else(|| {
                Fatal(format!("--encoding {label}: no such encoding; name it as in utf-8, windows-1256, iso-8859-6, windows-1252, utf-16le"))
            })?),
        };
        let columns = Columns {
            text: self.text_column.clone(),
            id: self.id_column.clone(),
            title: self.title_column.clone(),
            date: self.date_column.clone(),
            source: self.source_column.clone(),
            url: self.url_column.clone(),
            language: self.language_column.clone(),
        };
        Ok(Options { columns, date_format: self.date_format.clone(), encoding })
    }
}
