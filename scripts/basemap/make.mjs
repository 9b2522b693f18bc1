// Natural Earth's countries (1:50m, npm package world-atlas) -> src/map/basemap.json: the outlines of the
// Sahel and its neighbours, simplified, as paths that a browser draws without decoding.
//
//   npm install --no-package-lock && node make.mjs
//
// Units: x = longitude * 100, y = -latitude * 103.5 (plate carrée, true to shape at 15° north).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const REGION = { west: -26, south: -6, east: 46, north: 38 };
// Square degrees below which a bend is left out, and islands as well.
const BEND = 0.0045;
const ISLAND = 0.02;

const require = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json")));
const simple = simplify(presimplify(atlas), BEND);

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0)) / 2;
const inside = (ring) => ring.some(([x, y]) => x > REGION.west && x < REGION.east && y > REGION.south && y < REGION.north);

function path(ring) {
  let [px, py] = [0, 0];
  const steps = ring.slice(0, -1).map(([lon, lat], i) => {
    const [x, y] = [Math.round(lon * 100), Math.round(-lat * 103.5)];
    const step = i === 0 ? `M${x} ${y}` : `${i === 1 ? "l" : " "}${x - px} ${y - py}`;
    [px, py] = [x, y];
    return step;
  });
  return `${steps.join("")}z`;
}

const countries = [];
for (const { geometry, properties } of feature(simple, simple.objects.countries).features) {
  const polygons = geometry?.type === "Polygon" ? [geometry.coordinates] : (geometry?.coordinates ?? []);
  const shown = polygons.filter(([outer]) => inside(outer) && area(outer) > ISLAND);
  if (shown.length === 0) continue;
  const largest = shown.map(([outer]) => outer).sort((a, b) => area(b) - area(a))[0];
  const xs = largest.map((p) => p[0]);
  const ys = largest.map((p) => p[1]);
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  countries.push({
    name: properties.name,
    label: [Math.round(middle[0] * 100), Math.round(-middle[1] * 103.5)],
    size: Math.round(Math.sqrt(area(largest)) * 10),
    path: shown.flat().filter((ring) => area(ring) > ISLAND).map(path).join(""),
  });
}
countries.sort((a, b) => (a.name < b.name ? -1 : 1));
const map = {
  attribution: "Made with Natural Earth (public domain), by way of the npm package world-atlas. Borders are drawn as there and say nothing about claims.",
  countries,
};
const lines = [`{"attribution":${JSON.stringify(map.attribution)},"countries":[`, countries.map((c) => JSON.stringify(c)).join(",\n"), "]}"];
writeFileSync(new URL("../../src/map/basemap.json", import.meta.url), `${lines.join("\n")}\n`);
console.log(`${countries.length} countries`);
