//! Rows and names -> a compiled table of places.

use super::layer::stamp;
use super::row::{NOWHERE, Name, Row, Skeleton, Str, to_parts};
use super::sound;
use super::spelling::spelling;
use crate::report::Language;
use crate::resources::bytes::Writer;
use crate::resources::forms::{Filing, Pos, Words, hash};
use rustc_hash::FxHashMap;

/// A place as a table tells it; what is unknown is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceRow {
    pub id: String,
    pub name: String,
    pub country: String,
    pub admin1: String,
    pub admin2: String,
    pub point: Option<(f64, f64)>,
    pub feature: String,
    pub population: u32,
}

/// A name of a place, and the line that it stands in.
#[derive(Debug, Clone)]
pub struct NameRow {
    /// Index into the rows.
    pub row: u32,
    pub text: String,
    /// Index into the files.
    pub file: u32,
    pub line: u32,
}

/// All that becomes one layer.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub files: Vec<String>,
    pub rows: Vec<PlaceRow>,
    pub names: Vec<NameRow>,
}

/// Texts, each stored once.
#[derive(Default)]
struct Pool {
    text: String,
    known: FxHashMap<String, Str>,
}

impl Pool {
    fn add(&mut self, text: &str) -> Str {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let at = Str { start: self.text.len() as u32, length: text.len() as u32 };
        self.text.push_str(text);
        self.known.insert(text.to_owned(), at);
        at
    }
}

/// The bytes of a layer. The same table gives the same bytes.
pub fn compile(table: &Table) -> Vec<u8> {
    let mut pool = Pool::default();
    let mut features: Vec<&str> = table.rows.iter().map(|r| r.feature.as_str()).collect();
    features.sort_unstable();
    features.dedup();
    let rows: Vec<Row> = table.rows.iter().map(|r| row(r, &features, &mut pool)).collect();
    let names: Vec<Name> = table.names.iter().map(|n| Name { text: pool.add(&n.text), row: n.row, file: n.file, line: n.line }).collect();
    let mut words = Words::default();
    for (number, name) in (0..).zip(&table.names) {
        words.add(Language::En, number, &name.text, Filing::plain(Pos::X));
    }
    let (spellings, by_spelling) = spellings(table);

    let mut writer = Writer::new(stamp());
    writer.lines(table.files.iter().map(String::as_str));
    writer.lines(features);
    writer.section(&rows);
    writer.section(&names);
    writer.section(pool.text.as_bytes());
    words.forms(Language::En).write(&mut writer);
    writer.section(&spellings);
    writer.section(&by_spelling);
    writer.section(&skeletons(table));
    writer.finish()
}

fn row(row: &PlaceRow, features: &[&str], pool: &mut Pool) -> Row {
    let (lat, lon) = row.point.map_or((NOWHERE, NOWHERE), |(lat, lon)| (to_parts(lat), to_parts(lon)));
    Row {
        id: pool.add(&row.id),
        name: pool.add(&row.name),
        country: pool.add(&row.country),
        admin1: pool.add(&row.admin1),
        admin2: pool.add(&row.admin2),
        lat,
        lon,
        population: row.population,
        feature: features.binary_search(&row.feature.as_str()).unwrap_or_default() as u32,
    }
}

/// The map from spellings to ranges of names, and the names in that order.
fn spellings(table: &Table) -> (Vec<u8>, Vec<u32>) {
    let mut spelt: Vec<(String, u32)> = (0u32..).zip(&table.names).map(|(number, name)| (spelling(&name.text), number)).collect();
    spelt.retain(|(key, _)| !key.is_empty() && key.is_ascii());
    spelt.sort_unstable();
    let mut map = fst::MapBuilder::memory();
    let mut start = 0;
    for group in spelt.chunk_by(|a, b| a.0 == b.0) {
        // Sorted, and each key once: the map takes it.
        let _ = map.insert(&group[0].0, start << 16 | (group.len() as u64).min(0xFFFF));
        start += group.len() as u64;
    }
    (map.into_inner().unwrap_or_default(), spelt.into_iter().map(|(_, n)| n).collect())
}

/// Every name by its consonants, sorted.
fn skeletons(table: &Table) -> Vec<Skeleton> {
    let named = (0u32..).zip(&table.names);
    let mut out: Vec<Skeleton> =
        named.flat_map(|(name, row)| sound::skeletons(&row.text).into_iter().map(move |s| Skeleton { hash: hash(&s), name, unused: 0 })).collect();
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::bytes::in_memory;
    use crate::resources::classes::Classes;
    use crate::resources::places::Places;

    fn table(names: &[(&str, &str, &[&str])]) -> Table {
        let mut out = Table::default();
        for (number, (id, name, more)) in (0u32..).zip(names) {
            let row = PlaceRow { id: (*id).into(), name: (*name).into(), country: "ML".into(), feature: "village".into(), ..PlaceRow::default() };
            out.rows.push(PlaceRow { point: Some((14.3333, -3.1234567)), ..row });
            [name].into_iter().chain(*more).for_each(|n| out.name(number, n, "places.tsv", number as usize + 2));
        }
        out
    }

    fn places(layers: &[&Table]) -> (Places, Vec<Box<str>>) {
        let (mut out, mut classes, mut files) = (Places::default(), Classes::default(), Vec::new());
        for (number, layer) in layers.iter().enumerate() {
            assert!(out.add(in_memory(&compile(layer)), number > 0, &mut classes, &mut files));
        }
        (out, files)
    }

    #[test]
    fn layers_are_numbered_through() {
        let first = table(&[("ml-gao", "Gao", &["غاو"]), ("ml-ber", "Ber", &[])]);
        let second = table(&[("g1", "Gao", &[]), ("g2", "Tin Hama", &["Tinhamma"])]);
        let (places, files) = places(&[&first, &second]);
        assert_eq!(places.len(), 4);
        assert_eq!(places.place(3).name, "Tin Hama");
        assert_eq!(places.place(0).point, Some((14.3333, -3.1234567)));
        assert_eq!((places.place(0).admin1, places.place(0).imported, places.place(2).imported), (None, false, true));
        assert_eq!(places.place(99), crate::resources::places::Place::default());
        let found = |key| places.starting(key).map(|n| places.place(places.named(n.name)).id).collect::<Vec<_>>();
        assert_eq!(found("gao"), ["ml-gao", "g1"]);
        assert_eq!(found("غاو"), ["ml-gao"]);
        assert_eq!(places.starting("tin").next().map(|n| n.rest().collect::<Vec<_>>()), Some(vec!["hama"]));
        let origin = places.origin(places.starting("tinhamma").next().expect("a name").name);
        assert_eq!((&*files[origin.file as usize], origin.line), ("places.tsv", 3));
    }

    #[test]
    fn spellings_are_found_with_their_distance() {
        let table = table(&[("a", "Tin-Hama", &[]), ("b", "Tinhama", &[]), ("c", "Tinhamma", &[]), ("d", "Ménaka", &[])]);
        let (places, _) = places(&[&table]);
        assert_eq!(places.spelt("tin hama"), [0, 1]);
        assert_eq!(places.nearly("Tinhama", 1), [(0, 0), (1, 0), (2, 1)]);
        assert_eq!(places.nearly("Menakka", 1), [(3, 1)]);
        assert_eq!(places.nearly("Mekka", 1), []);
    }

    #[test]
    fn the_bytes_of_another_build_are_refused() {
        let mut bytes = compile(&table(&[("a", "A", &[])]));
        bytes[0] ^= 1;
        assert!(!Places::default().add(in_memory(&bytes), false, &mut Classes::default(), &mut Vec::new()));
    }
}
