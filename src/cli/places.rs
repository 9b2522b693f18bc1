//! `khabar places`: a name looked up alone.

use super::{DataArgs, Exit, Fatal, say};
use comfy_table::{CellAlignment, Table, presets};
use khabar::resolve::places::{Hit, How, search};
use khabar::resources::Resources;
use khabar::resources::places::Place;

/// Look a name up: the places that it may mean, with scores
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  khabar places غاو
  khabar places Bony --near Douentza")]
pub(super) struct Args {
    /// The name, in Arabic or Latin letters, spelt as it may be
    #[arg(value_name = "NAME")]
    name: String,
    /// A place or unit that it lies in or near
    #[arg(long, value_name = "PLACE")]
    near: Option<String>,
    /// Candidates to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 5)]
    limit: usize,
    /// Print a GeoJSON feature collection
    #[arg(long)]
    geojson: bool,
    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: &Args) -> Result<Exit, Fatal> {
    let resources = args.data.resources()?;
    let places = &resources.places;
    let near = match &args.near {
        None => None,
        Some(name) => {
            let hit = search(resources, name, None).into_iter().find(|h| places.place(h.place).point.is_some());
            let hit = hit.ok_or_else(|| Fatal(format!("--near \"{name}\": no place of this name has coordinates; name a town or a unit of the gazetteer")))?;
            Some(places.place(hit.place))
        }
    };
    let mut hits = search(resources, &args.name, near.as_ref());
    hits.truncate(args.limit);
    if args.geojson {
        say(geojson(resources, &hits));
    } else if hits.is_empty() {
        say(format_args!("\"{}\": no place has this name, or one like it", args.name));
    } else {
        if let Some(near) = near {
            say(format_args!("near {} ({})", near.name, near.id));
        }
        say(table(resources, &hits));
    }
    Ok(if hits.is_empty() { Exit::SomeFailed } else { Exit::Fine })
}

fn table(resources: &Resources, hits: &[Hit]) -> Table {
    let mut out = Table::new();
    out.load_preset(presets::NOTHING).set_header(["score", "name", "id", "country", "admin1", "admin2", "kind", "people", "found by", "map"]);
    for hit in hits {
        let place = resources.places.place(hit.place);
        let text = |t: Option<&str>| t.unwrap_or("–").to_owned();
        let people = if place.population > 0 { place.population.to_string() } else { String::new() };
        let score = format!("{:.2}", hit.score);
        let cells = [place.name.to_owned(), place.id.to_owned(), place.country.to_owned(), text(place.admin1), text(place.admin2), place.feature.to_owned()];
        out.add_row([score].into_iter().chain(cells).chain([people, how(hit.how), link(&place)]));
    }
    for column in [0, 7] {
        out.column_mut(column).into_iter().for_each(|c| c.set_cell_alignment(CellAlignment::Right));
    }
    out
}

fn how(how: How) -> String {
    match how {
        How::Exact => "name".to_owned(),
        How::Letters(1) => "one letter".to_owned(),
        How::Letters(n) => format!("{n} letters"),
        How::Sound(distance) => format!("sound {distance:.2}"),
    }
}

/// A link that shows the point on a map.
fn link(place: &Place) -> String {
    place.point.map_or_else(|| "no coordinates".to_owned(), |(lat, lon)| format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=10/{lat}/{lon}"))
}

fn geojson(resources: &Resources, hits: &[Hit]) -> String {
    let feature = |hit: &Hit| {
        let place = resources.places.place(hit.place);
        let geometry = place.point.map(|(lat, lon)| serde_json::json!({"type": "Point", "coordinates": [lon, lat]}));
        serde_json::json!({
            "type": "Feature",
            "id": place.id,
            "geometry": geometry,
            "properties": {
                "name": place.name, "country": place.country, "admin1": place.admin1, "admin2": place.admin2, "kind": place.feature,
                "population": place.population, "score": (hit.score * 1000.0).round() / 1000.0, "found_by": how(hit.how),
            },
        })
    };
    let all: Vec<_> = hits.iter().map(feature).collect();
    format!("{:#}", serde_json::json!({"type": "FeatureCollection", "features": all}))
}
