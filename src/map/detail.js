// One event: its values, who says so, and the words of the report that tell it.
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
// A text runs as its first letter does.
const direction = (text) => (RTL.test(text.match(/\p{L}/u)?.[0] ?? "") ? "rtl" : "ltr");

// Every quotation of an event with its place in the report, and what it tells.
function quotations(e) {
  const found = [];
  const add = (kind, label, span, text) => { if (span) found.push({ kind, label, start: span[0], end: span[1], text }); };
  e.evidence.forEach((v) => add(kindOf(v.field), v.field, v.span, v.text));
  e.actors.forEach((a) => add("actor", `${a.role}: ${a.name}`, a.span, a.text));
  if (e.location) add("where", e.location.name, e.location.span, e.location.text);
  e.casualties.forEach((c) => add("toll", `${c.kind}: ${c.low}`, c.span, c.text));
  e.materiel.forEach((m) => add("toll", `${m.item} ${m.action}`, m.span, m.text));
  e.claims.forEach((c) => add("voice", `${c.type}: ${c.by_name}`, c.span, c.text));
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function kindOf(field) {
  if (/actor|inter/.test(field)) return "actor";
  if (/location|country|admin|place/.test(field)) return "where";
  if (/date|time/.test(field)) return "when";
  if (/casualt|fatal|killed|injured|captured|materiel/.test(field)) return "toll";
  if (/claim|source|status/.test(field)) return "voice";
  return "deed";
}

// Text with marks: cut at every border of a quotation; each piece bears what covers it, the shortest first.
// Without the report, `letters` is null and the quotations themselves stand in its place.
function marked(found, letters) {
  const borders = [...new Set(found.flatMap((q) => [q.start, q.end]))].sort((a, b) => a - b);
  const pieces = [];
  const text = (from, to) => {
    if (letters) return letters.slice(from, to).join("");
    const q = found.find((c) => c.start <= from && c.end >= to);
    return q ? [...q.text].slice(from - q.start, to - q.start).join("") : " … ";
  };
  const last = letters ? letters.length : (borders.at(-1) ?? 0);
  let at = letters ? 0 : (borders[0] ?? 0);
  for (const border of [...borders.filter((b) => b > at && b <= last), last]) {
    if (border <= at) continue;
    const covering = found.filter((q) => q.start <= at && q.end >= border).sort((a, b) => a.end - a.start - (b.end - b.start));
    const words = text(at, border);
    pieces.push(covering.length ? element("mark", { class: covering[0].kind, title: [...new Set(covering.map((q) => q.label))].join("\n") }, words) : words);
    at = border;
  }
  return pieces;
}

function list(title, lines) {
  return lines.length ? [element("h3", {}, title), ...lines.map((line) => element("p", { dir: "auto" }, line))] : [];
}

function drawDetail() {
  if (picked === null) return;
  const e = picked;
  const place = e.location;
  const values = [
    ["Date", [e.event_date, e.event_date_end !== e.event_date ? e.event_date_end : null].filter(Boolean).join(" to ") || "not told"],
    ["Place", place ? `${[place.name, place.admin2, place.admin1, place.country].filter(Boolean).join(", ")} (${place.resolution})` : "not told"],
    ["Actors", e.actors.map((a) => `${a.name} (${a.role.replace("_", " ")})`).join("; ") || "not told"],
    ["Fatalities", String(e.fatalities)],
    ["Status", e.status],
    ["Confidence", String(e.confidence)],
    ["Report", [e.report_id, e.source, e.published].filter(Boolean).join(", ")],
  ];
  const found = quotations(e);
  const whole = texts[e.report_id];
  const pieces = marked(found, whole === undefined ? null : [...whole]);
  const sample = whole ?? found.map((q) => q.text).join(" ");
  $("detail").replaceChildren(
    element("h2", {}, e.sub_event_type),
    element("p", { class: "small" }, `${e.event_type} · ${e.event_id}`),
    element("p", { dir: "auto" }, e.notes),
    element("dl", {}, ...values.flatMap(([name, value]) => [element("dt", {}, name), element("dd", { dir: "auto" }, value)])),
    element("h3", {}, whole === undefined ? "What the report says (the words that were read)" : "The report"),
    element("div", { class: "report", dir: direction(sample), lang: e.language, id: "evidence" }, ...pieces),
    ...list("Who says so", e.claims.map((c) => `${c.by_name}: ${c.type}${c.channel ? ` (${c.channel})` : ""}`)),
    ...list("Harm", e.casualties.map((c) => `${c.kind} ${c.low}${c.high === c.low ? "" : c.high === null ? "+" : `–${c.high}`} ${c.who} (${c.qualifier}) ${c.by.length ? `says ${c.by.join(", ")}` : ""}`)),
    ...list("Materiel", e.materiel.map((m) => `${m.item} ${m.action}${m.count === null ? "" : `: ${m.count}`}`)),
  );
}
parts.push(drawDetail);

fillFilters();
drawBase();
readAddress();
fit();
listenToMap();
listenToTimeline();
$("filters").addEventListener("input", () => { pages = 1; update(); });
$("filters").addEventListener("reset", () => setTimeout(() => { pages = 1; update(); }));
$("filters").addEventListener("submit", (event) => event.preventDefault());
update();
document.body.dataset.ready = String(events.length);
