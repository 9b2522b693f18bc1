//! `khabar.toml`: what a team always wants, so that it need not be typed. Flags override it.
//!
//! It is taken from `--config FILE`, or else from the folder in which khabar runs. Paths in it are
//! meant from the folder that it stands in. A name that is not known is a fault, told with its line
//! and column, and so is a column that no table has.

use super::Fatal;
use khabar::write::{CLAIM_COLUMNS, Column, EVENT_COLUMNS, Format, Layout, Layouts};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Its name in the folder in which khabar runs.
const NAME: &str = "khabar.toml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Settings {
    pub data: Data,
    pub extract: Extract,
    pub watch: Watch,
    pub columns: Columns,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Data {
    /// As `--data`: the first folder that has a file gives it.
    pub folders: Vec<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Extract {
    pub output: Option<PathBuf>,
    #[serde(deserialize_with = "formats")]
    pub format: Vec<Format>,
    pub jobs: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Watch {
    pub every: Option<u64>,
}

impl Watch {
    /// Seconds between two looks where nothing else is said.
    pub(super) const EVERY: u64 = 2;
}

/// The columns of the tables, in order, and their names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Columns {
    #[serde(deserialize_with = "event_columns")]
    events: Option<Layout>,
    #[serde(deserialize_with = "claim_columns")]
    claims: Option<Layout>,
}

impl Columns {
    pub(super) fn layouts(&self) -> Layouts {
        let whole = Layouts::default();
        Layouts { events: self.events.clone().unwrap_or(whole.events), claims: self.claims.clone().unwrap_or(whole.claims) }
    }
}

impl Columns {
    /// What was chosen, as `run.json` has it; `null` stands for all columns under their own names.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::json!({"events": self.events.as_ref().map(Layout::pairs), "claims": self.claims.as_ref().map(Layout::pairs)})
    }
}

static SETTINGS: OnceLock<Settings> = OnceLock::new();

/// Reads the settings of this call of the program; without `config` they may be missing.
pub(super) fn load(config: Option<&Path>) -> Result<(), Fatal> {
    let found = match config {
        Some(file) => read(file)?,
        None if Path::new(NAME).exists() => read(Path::new(NAME))?,
        None => Settings::default(),
    };
    let _ = SETTINGS.set(found);
    Ok(())
}

/// The settings of this call of the program.
pub(super) fn get() -> &'static Settings {
    SETTINGS.get_or_init(Settings::default)
}

fn read(file: &Path) -> Result<Settings, Fatal> {
    let text = fs::read_to_string(file)
        .map_err(|e| Fatal(format!("{}: the settings cannot be read ({e}); name the file with --config, or leave that out", file.display())))?;
    let mut settings: Settings = toml::from_str(&text).map_err(|e| Fatal(format!("{}: {}", file.display(), e.to_string().trim_end())))?;
    let beside = |path: &mut PathBuf| *path = file.parent().unwrap_or(Path::new("")).join(&*path);
    settings.data.folders.iter_mut().chain(&mut settings.extract.output).for_each(beside);
    Ok(settings)
}

/// Reads a list of formats. Names are judged inside the visitor, so that a fault has the place of its name.
fn formats<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Format>, D::Error> {
    struct Named(Format);
    struct Name;
    impl<'de> Deserialize<'de> for Named {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Named, D::Error> {
            from.deserialize_str(Name).map(Named)
        }
    }
    impl Visitor<'_> for Name {
        type Value = Format;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the name of a format")
        }

        fn visit_str<E: Error>(self, name: &str) -> Result<Format, E> {
            name.parse().map_err(E::custom)
        }
    }
    Ok(Vec::<Named>::deserialize(from)?.into_iter().map(|n| n.0).collect())
}

fn event_columns<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Layout>, D::Error> {
    from.deserialize_seq(Chosen(&EVENT_COLUMNS)).map(Some)
}

fn claim_columns<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Layout>, D::Error> {
    from.deserialize_seq(Chosen(&CLAIM_COLUMNS)).map(Some)
}

/// Reads a list of columns, each `"column"` or `{ column = "column", name = "its name" }`.
struct Chosen(&'static [Column]);

impl<'de> Visitor<'de> for Chosen {
    type Value = Layout;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of columns, such as [\"event_date\", { column = \"location\", name = \"Place\" }]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Layout, A::Error> {
        let mut chosen: Vec<(String, String)> = Vec::new();
        while let Some(choice) = seq.next_element_seed(OneColumn(self.0, &chosen))? {
            chosen.push(choice);
        }
        let pairs = chosen.iter().map(|(column, name)| (column.as_str(), name.as_str()));
        Layout::chosen(self.0, pairs).map_err(A::Error::custom)
    }
}

/// Reads one column of a list, which may hold none of the names that stand `before` it.
#[derive(Clone, Copy)]
struct OneColumn<'b>(&'static [Column], &'b [(String, String)]);

impl OneColumn<'_> {
    fn checked<E: Error>(self, column: &str, name: &str) -> Result<(String, String), E> {
        if !self.0.iter().any(|c| c.name == column) {
            let known: Vec<&str> = self.0.iter().map(|c| c.name).collect();
            return Err(E::custom(format!("there is no column \"{column}\"; one of: {}", known.join(", "))));
        }
        if name.is_empty() || self.1.iter().any(|(_, before)| before == name) {
            return Err(E::custom(format!("the name \"{name}\" is empty or stands twice; give every column a name of its own")));
        }
        Ok((column.to_owned(), name.to_owned()))
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for OneColumn<'_> {
    type Value = (String, String);

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(String, String), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OneColumn<'_> {
    type Value = (String, String);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"column\" or { column = \"column\", name = \"its name\" }")
    }

    fn visit_str<E: Error>(self, column: &str) -> Result<(String, String), E> {
        self.checked(column, column)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(String, String), A::Error> {
        let (mut column, mut name) = (None::<String>, None::<String>);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "column" => column = Some(map.next_value()?),
                "name" => name = Some(map.next_value()?),
                other => return Err(A::Error::unknown_field(other, &["column", "name"])),
            }
        }
        let column = column.ok_or_else(|| A::Error::missing_field("column"))?;
        self.checked(&column, name.as_deref().unwrap_or(&column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("k.toml");
        fs::write(&file, text).unwrap();
        read(&file).map_err(|e| e.0)
    }

    #[test]
    fn a_whole_file_is_read() {
        let settings = parse(
            "[data]\nfolders = [\"my\", \"/abs\"]\n[extract]\noutput = \"out\"\nformat = [\"csv\", \"geojson\"]\njobs = 2\n[watch]\nevery = 5\n\
             [columns]\nevents = [\"event_date\", { column = \"location\", name = \"Place\" }]\n",
        )
        .unwrap();
        assert!(settings.data.folders[0].ends_with("my") && settings.data.folders[0].is_absolute());
        assert_eq!(settings.data.folders[1], Path::new("/abs"));
        assert_eq!(settings.extract.format, [Format::Csv, Format::GeoJson]);
        assert_eq!((settings.extract.jobs, settings.watch.every), (Some(2), Some(5)));
        let layouts = settings.columns.layouts();
        assert_eq!(layouts.events, Layout::chosen(&EVENT_COLUMNS, [("event_date", "event_date"), ("location", "Place")]).unwrap());
        assert_eq!(layouts.claims, Layouts::default().claims);
    }

    #[test]
    fn faults_are_told_with_line_and_column() {
        for (text, place, said) in [
            ("[extract]\njobz = 1\n", "line 2, column 1", "unknown field `jobz`"),
            ("[extracts]\n", "line 1, column 2", "unknown field `extracts`"),
            ("\n[extract]\njobs = \"many\"\n", "line 3, column 8", "invalid type"),
            ("[extract]\nformat = [\"csv\",\n  \"docx\"]\n", "line 3, column 3", "no such format; one of: csv"),
            ("[columns]\nevents = [\n \"event_date\",\n \"plaice\"]\n", "line 4, column 2", "there is no column \"plaice\"; one of: event_id_cnty, event_date"),
            ("[columns]\nclaims = [\"by\", { column = \"low\", name = \"by\" }]\n", "line 2, column 17", "\"by\" is empty or stands twice"),
            ("[columns]\nclaims = [{ colum = \"low\" }]\n", "line 2, column 1", "unknown field `colum`"),
            ("[columns]\nclaims = \"low\"\n", "line 2, column 10", "a list of columns"),
            ("[extract\n", "line 1, column 9", "TOML parse error"),
        ] {
            let fault = parse(text).unwrap_err();
            assert!(fault.contains(place) && fault.contains(said) && fault.contains("k.toml: "), "{fault}");
        }
    }
}
