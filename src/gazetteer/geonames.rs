//! GeoNames' official formats: a country dump `XX.txt`, and `alternateNamesV2.txt`.

use super::units::Units;
use super::{Imported, fault, is_usable, lines, point};
use crate::resources::Resources;
use crate::resources::places::compile::PlaceRow;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;
use std::path::Path;

const COLUMNS: usize = 19;
/// Columns: id, name, ascii name, alternate names, latitude, longitude, class, code, country, …
const ADMIN1: usize = 10;
const ADMIN2: usize = 11;
const POPULATION: usize = 14;

/// Reads a country dump.
pub(super) fn read(path: &Path, resources: &Resources) -> io::Result<Imported> {
    let mut out = Imported::default();
    let mut units = Units::new(resources);
    let mut places: Vec<Found> = Vec::new();
    for line in lines(path)? {
        let (number, line) = line?;
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let wrong = if cells.len() != COLUMNS {
            Some((format!("{} columns where GeoNames has {COLUMNS}", cells.len()), "download the dump again, or restore the tabs of this line"))
        } else if cells[0].is_empty() || !cells[0].bytes().all(|b| b.is_ascii_digit()) {
            Some((format!("\"{}\" is no geonameid", cells[0]), "write the number that GeoNames gives the place"))
        } else if cells[1].trim().is_empty() {
            Some(("the place has no name".to_owned(), "write a name in the second column, or remove the line"))
        } else if point(cells[4], cells[5]).is_none() {
            Some((format!("coordinates \"{}\", \"{}\"", cells[4], cells[5]), "write decimal degrees, latitude first"))
        } else if cells[8].len() != 2 {
            Some((format!("\"{}\" is no country", cells[8]), "write the ISO 3166-1 alpha-2 code in the ninth column"))
        } else {
            None
        };
        if let Some((what, mend)) = wrong {
            out.faults.push(fault(path, number, what, mend));
            continue;
        }
        let code = (cells[6], cells[7]);
        match code {
            ("A", "ADM1") => units.declare(cells[8], 1, cells[ADMIN1], &names(&cells)),
            ("A", "ADM2") => units.declare(cells[8], 2, &format!("{}.{}", cells[ADMIN1], cells[ADMIN2]), &names(&cells)),
            _ => {}
        }
        match feature(code.0, code.1, cells[POPULATION].parse().unwrap_or(0)) {
            Some(feature) if !units.has_own(cells[8], feature) => places.push(found(&cells, feature)),
            _ => out.passed_over += 1,
        }
    }
    for found in places {
        let (admin1, admin2) = units.of(&found.row.country, &found.admin1, &found.admin2);
        out.names.extend(found.names.into_iter().map(|name| (found.row.id.clone(), name)));
        out.rows.push(PlaceRow { admin1, admin2, ..found.row });
    }
    Ok(out)
}

struct Found {
    row: PlaceRow,
    names: Vec<String>,
    admin1: String,
    admin2: String,
}

fn found(cells: &[&str], feature: &'static str) -> Found {
    let name = cells[1].trim();
    let mut others = names(cells);
    others.retain(|n| n != name);
    Found {
        row: PlaceRow {
            id: format!("{}-gn{}", cells[8].to_ascii_lowercase(), cells[0]),
            name: name.to_owned(),
            country: cells[8].to_owned(),
            point: point(cells[4], cells[5]),
            feature: feature.to_owned(),
            population: cells[POPULATION].parse().unwrap_or(0),
            ..PlaceRow::default()
        },
        names: others,
        admin1: cells[ADMIN1].to_owned(),
        admin2: format!("{}.{}", cells[ADMIN1], cells[ADMIN2]),
    }
}

/// The name, and the alternate names that can stand in a report, each once.
fn names(cells: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = vec![cells[1].trim().to_owned()];
    let mut seen: FxHashSet<String> = out.iter().map(|n| n.to_lowercase()).collect();
    for name in [cells[2]].into_iter().chain(cells[3].split(',')).map(str::trim) {
        if is_usable(name) && seen.insert(name.to_lowercase()) {
            out.push(name.to_owned());
        }
    }
    out
}

/// What the tables call a feature; `None` for what no report names as a place.
fn feature(class: &str, code: &str, population: u32) -> Option<&'static str> {
    Some(match (class, code) {
        ("A", "ADM1") => "admin1",
        ("A", "ADM2") => "admin2",
        ("A", "ADM3" | "ADM4") => "commune",
        ("P", "PPLC") => "capital",
        ("P", "PPLA" | "PPLA2") => "town",
        ("P", "PPLX") => "quarter",
        ("P", "PPLQ" | "PPLH" | "PPLW") => "ruin",
        ("P", _) if population >= 10_000 => "town",
        ("P", "PPLA3" | "PPLA4") => "seat",
        ("P", _) => "locality",
        ("H", "WLL" | "WLLS" | "WLLQ" | "WTRH" | "SPNG" | "SPNS") => "well",
        ("H", "LK" | "LKS" | "LKI" | "LKSI" | "LGN" | "RSV" | "PND" | "PNDS" | "PNDI" | "PNDSI") => "lake",
        ("H", "STM" | "STMS" | "STMX" | "STMD" | "CNL" | "DLTA") => "river",
        ("H", "WAD" | "WADS") => "wadi",
        ("L", "RESF") | ("V", "FRST" | "FRSTF") => "forest",
        ("L", "PRK" | "RESN" | "RESW" | "RESV") => "park",
        ("L", "AREA" | "RGN" | "RGNE" | "RGNH") => "area",
        ("L", "OAS" | "OASI" | "LCTY") => "locality",
        ("L", "MNA") | ("S", "MN" | "MNAU" | "MNC" | "MNCU" | "MNFE" | "MNN" | "MNQ" | "MNQR" | "MNX") => "mine",
        ("T", "MT" | "MTS" | "HLL" | "HLLS" | "MESA" | "PLAT" | "RDGE" | "BUTE" | "UPLD") => "mountain",
        ("T", "DSRT" | "ERG" | "REG" | "DUNE" | "SAND") => "desert",
        ("T", "VAL" | "DPR" | "GRGE") => "valley",
        ("T", "PASS" | "ISL" | "ISLS") => "locality",
        ("S", "CMP" | "CMPRF" | "CMPMN") => "camp",
        ("S", "AIRP" | "AIRF" | "AIRB" | "AIRH") => "airport",
        ("S", "INSM" | "PSTP" | "FT" | "GARR") | ("L", "MILB") => "base",
        ("S", "PSTB" | "CSTM" | "PSTC") => "border-post",
        ("S", "DAM" | "BDG" | "FY") => "bridge",
        ("S", "RUIN") => "ruin",
        _ => return None,
    })
}

/// Adds names from `alternateNamesV2.txt` (id, geonameid, language, name, preferred, short, colloquial,
/// historic) to the rows at hand.
pub(super) fn alternate_names(path: &Path, out: &mut Imported) -> io::Result<()> {
    let ids: FxHashMap<String, String> = out.rows.iter().filter_map(|r| r.id.split_once("-gn").map(|(_, number)| (number.to_owned(), r.id.clone()))).collect();
    let mut known: FxHashSet<(String, String)> = out.names.iter().map(|(id, name)| (id.clone(), name.to_lowercase())).collect();
    known.extend(out.rows.iter().map(|r| (r.id.clone(), r.name.to_lowercase())));
    for line in lines(path)? {
        let (number, line) = line?;
        let cells: Vec<&str> = line.split('\t').collect();
        if line.trim().is_empty() {
            continue;
        }
        let [_, place, language, name, rest @ ..] = &cells[..] else {
            out.faults.push(fault(path, number, format!("{} columns where GeoNames has at least 4", cells.len()), "download the file again"));
            continue;
        };
        let historic = rest.get(3).is_some_and(|c| *c == "1");
        let Some(id) = ids.get(*place).filter(|_| matches!(*language, "" | "ar" | "fr" | "en") && !historic) else { continue };
        let name = name.trim();
        if is_usable(name) && known.insert((id.clone(), name.to_lowercase())) {
            out.names.push((id.clone(), name.to_owned()));
        }
    }
    Ok(())
}
