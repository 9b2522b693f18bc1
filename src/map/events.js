// What there is to show, and which of it the filters let through. `shown` is told to every part of the page.
const { events, texts } = JSON.parse(document.getElementById("data").textContent);
const byId = new Map(events.map((e) => [e.event_id, e]));
const FILTERS = ["actor", "type", "claimant", "status", "from", "to", "words"];
const COLOURS = {
  "Battles": "#d55e00", "Violence against civilians": "#7b3294", "Explosions/Remote violence": "#e69f00",
  "Riots": "#009e73", "Protests": "#56b4e9", "Strategic developments": "#0072b2",
};
const colour = (type) => COLOURS[type] ?? "#666";
const $ = (id) => document.getElementById(id);
const parts = [];
let picked = null;

const element = (name, attributes = {}, ...inner) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inner);
  return made;
};
const drawn = (name, attributes = {}, ...inner) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inner);
  return made;
};

// Each event has what filters ask for, once.
for (const e of events) {
  e.actorIds = new Set(e.actors.map((a) => a.id));
  e.claimants = new Set(e.claims.map((c) => c.by));
  const place = e.location ?? {};
  e.words = [place.name, place.admin1, place.country, e.notes, e.report_id, e.source, ...e.actors.map((a) => a.name)].join(" ").toLowerCase();
}

const TESTS = {
  actor: (e, wanted) => e.actorIds.has(wanted),
  type: (e, wanted) => e.event_type === wanted || e.sub_event_type === wanted,
  claimant: (e, wanted) => e.claimants.has(wanted),
  status: (e, wanted) => e.status === wanted,
  from: (e, wanted) => (e.event_date_end ?? e.event_date ?? "") >= wanted,
  to: (e, wanted) => e.event_date !== null && e.event_date <= wanted,
  words: (e, wanted) => wanted.toLowerCase().split(/\s+/).every((word) => e.words.includes(word)),
};

function shown(except) {
  const wanted = FILTERS.filter((f) => f !== except).map((f) => [TESTS[f], $(f).value.trim()]).filter(([, value]) => value !== "");
  return events.filter((e) => wanted.every(([test, value]) => test(e, value)));
}

// A list of choices with how often each occurs, the most frequent first.
function choices(id, any, values) {
  const counts = new Map();
  for (const [value, name] of values) {
    const known = counts.get(value) ?? { name, count: 0 };
    known.count += 1;
    counts.set(value, known);
  }
  const sorted = [...counts].sort((a, b) => b[1].count - a[1].count || (a[1].name < b[1].name ? -1 : 1));
  $(id).replaceChildren(element("option", { value: "" }, any), ...sorted.map(([value, { name, count }]) => element("option", { value }, `${name} (${count})`)));
}

function fillFilters() {
  choices("actor", "all", events.flatMap((e) => [...e.actorIds].map((id) => [id, e.actors.find((a) => a.id === id).name])));
  choices("claimant", "all", events.flatMap((e) => [...e.claimants].map((by) => [by, e.claims.find((c) => c.by === by).by_name])));
  choices("status", "all", events.map((e) => [e.status, e.status]));
  choices("type", "all", []);
  const types = new Map();
  for (const e of events) types.set(e.event_type, (types.get(e.event_type) ?? new Map()).set(e.sub_event_type, 1 + (types.get(e.event_type)?.get(e.sub_event_type) ?? 0)));
  for (const [type, subs] of [...types].sort()) {
    const all = [...subs.values()].reduce((a, b) => a + b, 0);
    $("type").append(element("option", { value: type }, `${type} (${all})`));
    for (const [sub, count] of [...subs].sort()) if (sub !== type) $("type").append(element("option", { value: sub }, `\u2003${sub} (${count})`));
  }
}

// The address keeps filters and choice, so that a view can be sent to someone.
function writeAddress() {
  const state = new URLSearchParams(FILTERS.map((f) => [f, $(f).value.trim()]).filter(([, value]) => value !== ""));
  if (picked) state.set("event", picked.event_id);
  history.replaceState(null, "", `#${state}`);
}

function readAddress() {
  const state = new URLSearchParams(location.hash.slice(1));
  for (const f of FILTERS) $(f).value = state.get(f) ?? "";
  picked = byId.get(state.get("event")) ?? null;
}

function update() {
  const now = shown();
  $("count").textContent = `${now.length} of ${events.length} events`;
  for (const part of parts) part(now);
  writeAddress();
}

function pick(event) {
  picked = event;
  update();
  // On a narrow page it stands above or below what was touched.
  if (matchMedia("(max-width: 900px)").matches) $("detail").scrollIntoView({ block: "start" });
}
