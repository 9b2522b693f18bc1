// The map: a base map that is part of the page, and a circle for each place with events.
const X = (longitude) => longitude * 100;
const Y = (latitude) => -latitude * 103.5;
const base = JSON.parse($("basemap").textContent);
const map = $("map");
const layers = { land: drawn("g"), names: drawn("g"), places: drawn("g"), labels: drawn("g") };
let view = null;

function drawBase() {
  for (const { name, path } of base.countries) layers.land.append(drawn("path", { class: "land", d: path }, drawn("title", {}, name)));
  map.append(layers.land, layers.names, layers.places, layers.labels);
  $("attribution").textContent = base.attribution;
  $("legend").replaceChildren(...Object.entries(COLOURS).filter(([type]) => events.some((e) => e.event_type === type)).map(([type, tint]) => {
    const dot = element("i");
    dot.style.background = tint;
    return element("li", {}, dot, type);
  }));
}

// The events of each place, by its coordinates.
function places(now) {
  const found = new Map();
  for (const e of now) {
    if (e.location?.latitude == null || e.location.longitude == null) continue;
    const key = `${e.location.latitude} ${e.location.longitude}`;
    if (!found.has(key)) found.set(key, { name: e.location.name, x: X(e.location.longitude), y: Y(e.location.latitude), events: [] });
    found.get(key).events.push(e);
  }
  return [...found.values()].sort((a, b) => b.events.length - a.events.length);
}

function mostFrequentType(of) {
  const counts = new Map();
  for (const e of of) counts.set(e.event_type, (counts.get(e.event_type) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}

function drawPlaces(now) {
  const unit = view.width / (map.clientWidth || 800);
  const all = places(now);
  layers.places.replaceChildren(...all.map((place) => {
    const has = picked !== null && place.events.includes(picked);
    const circle = drawn("circle", {
      cx: place.x, cy: place.y, r: (3.5 + 2.2 * Math.sqrt(place.events.length)) * unit, fill: colour(mostFrequentType(place.events)),
      "data-place": place.name, "data-events": place.events.length, class: has ? "picked" : "",
    }, drawn("title", {}, `${place.name}: ${place.events.length}`));
    circle.addEventListener("click", () => pick(place.events[(place.events.indexOf(picked) + 1) % place.events.length]));
    return circle;
  }));
  // Names of the places with most events, as far as they do not stand on one another.
  const boxes = [];
  const labels = [];
  for (const place of all) {
    const r = (3.5 + 2.2 * Math.sqrt(place.events.length)) * unit;
    const box = { left: place.x + r, right: place.x + r + (place.name.length * 6.5 + 6) * unit, top: place.y - 7 * unit, bottom: place.y + 7 * unit };
    if (labels.length >= 60 || boxes.some((b) => b.left < box.right && b.right > box.left && b.top < box.bottom && b.bottom > box.top)) continue;
    boxes.push(box);
    labels.push(drawn("text", { class: "place", x: place.x + r + 2 * unit, y: place.y + 4 * unit, "font-size": 11 * unit, "stroke-width": 3 * unit }, place.name));
  }
  layers.labels.replaceChildren(...labels);
}

function look(now) {
  map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  const unit = view.width / (map.clientWidth || 800);
  const large = base.countries.filter((c) => c.size * 10 > c.name.length * 8 * unit);
  layers.names.replaceChildren(...large.map((c) => drawn("text", { x: c.label[0], y: c.label[1], "font-size": 12 * unit }, c.name)));
  drawPlaces(now);
}

// All places with events, with room around them, in the shape of the window.
function fit() {
  const all = places(events);
  const box = all.length
    ? { west: Math.min(...all.map((p) => p.x)), east: Math.max(...all.map((p) => p.x)), north: Math.min(...all.map((p) => p.y)), south: Math.max(...all.map((p) => p.y)) }
    : { west: X(-18), east: X(26), north: Y(26), south: Y(4) };
  const shape = (map.clientWidth || 800) / (map.clientHeight || 500);
  const width = Math.max(box.east - box.west, (box.south - box.north) * shape, 300) * 1.25;
  view = { width, height: width / shape };
  view.x = (box.west + box.east - view.width) / 2;
  view.y = (box.north + box.south - view.height) / 2;
}

function zoom(factor, x = view.x + view.width / 2, y = view.y + view.height / 2) {
  const width = Math.min(Math.max(view.width * factor, 20), 20000);
  const real = width / view.width;
  view = { x: x - (x - view.x) * real, y: y - (y - view.y) * real, width, height: view.height * real };
  look(shown());
}

function listenToMap() {
  const at = (event) => {
    const box = map.getBoundingClientRect();
    return [view.x + ((event.clientX - box.left) / box.width) * view.width, view.y + ((event.clientY - box.top) / box.height) * view.height];
  };
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...at(event));
  }, { passive: false });
  let from = null;
  map.addEventListener("pointerdown", (event) => { from = { at: at(event), moved: false }; });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = at(event);
    if (!from.moved && Math.hypot(x - from.at[0], y - from.at[1]) < view.width / 200) return;
    from.moved = true;
    map.classList.add("moving");
    view.x += from.at[0] - x;
    view.y += from.at[1] - y;
    map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  });
  addEventListener("pointerup", () => { from = null; map.classList.remove("moving"); });
  $("in").addEventListener("click", () => zoom(1 / 1.5));
  $("away").addEventListener("click", () => zoom(1.5));
  addEventListener("resize", () => { fit(); look(shown()); });
}
parts.push(look);
