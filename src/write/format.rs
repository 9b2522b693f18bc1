//! The forms of output, by name.

use std::str::FromStr;

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// `events.csv` and `claims.csv`.
    Csv,
    /// `events.jsonl`, the reference form.
    Jsonl,
    /// `events.geojson`.
    GeoJson,
    /// `events.xlsx`, a sheet for each table.
    Xlsx,
    /// `events.sqlite`.
    Sqlite,
    /// `events.parquet` and `claims.parquet`.
    Parquet,
}

impl Format {
    pub const ALL: [Format; 6] = [Format::Csv, Format::Jsonl, Format::GeoJson, Format::Xlsx, Format::Sqlite, Format::Parquet];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::GeoJson => "geojson",
            Format::Xlsx => "xlsx",
            Format::Sqlite => "sqlite",
            Format::Parquet => "parquet",
        }
    }

    /// The files that it writes.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Format::Csv => &["events.csv", "claims.csv"],
            Format::Jsonl => &["events.jsonl"],
            Format::GeoJson => &["events.geojson"],
            Format::Xlsx => &["events.xlsx"],
            Format::Sqlite => &["events.sqlite"],
            Format::Parquet => &["events.parquet", "claims.parquet"],
        }
    }

    /// Whether this program can write it: some formats are features of the build.
    pub fn built_in(self) -> bool {
        match self {
            Format::Csv | Format::Jsonl | Format::GeoJson => true,
            Format::Xlsx => cfg!(feature = "xlsx"),
            Format::Sqlite => cfg!(feature = "sqlite"),
            Format::Parquet => cfg!(feature = "parquet"),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Format, String> {
        let name = text.trim().to_ascii_lowercase();
        match Format::ALL.into_iter().find(|f| f.name() == name) {
            Some(format) if format.built_in() => Ok(format),
            Some(format) => Err(super::WriteError::NotBuiltIn { name: format.name() }.to_string()),
            None => {
                let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
                Err(format!("no such format; one of: {}", names.join(", ")))
            }
        }
    }
}
