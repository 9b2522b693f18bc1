// One event: its values, who says so, and the words of the report that tell it.
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
// A text runs as its first letter does.
const direction = (text) => (RTL.test(text.match(/\p{L}/u)?.[0] ?? "") ? "rtl" : "ltr");

// Every quotation of an event, the report that it stands in and its place there, and what it tells. Only the parts of
// merged records name their report.
function quotations(e) {
  const found = [];
  const add = (kind, label, part) => {
    if (part.span) found.push({ kind, label, start: part.span[0], end: part.span[1], text: part.text, report: part.report_id ?? e.report_id });
  };
  e.evidence.forEach((v) => add(kindOf(v.field), v.field, v));
  e.actors.forEach((a) => add("actor", `${a.role}: ${a.name}`, a));
  if (e.location) add("where", e.location.name, e.location);
  e.casualties.forEach((c) => add("toll", `${c.kind}: ${c.low}`, c));
  e.materiel.forEach((m) => add("toll", `${m.item} ${m.action}`, m));
  e.claims.forEach((c) => add("voice", `${c.type}: ${c.by_name}`, c));
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

// The words of one report that tell the event, marked in the report where the page has it.
function told(e, report, found, alone) {
  const whole = texts[report];
  const pieces = marked(found, whole === undefined ? null : [...whole]);
  const sample = whole ?? found.map((q) => q.text).join(" ");
  const title = whole === undefined ? "What the report says (the words that were read)" : "The report";
  return [
    element("h3", {}, alone ? title : `${title}: ${report}`),
    element("div", { class: "report", dir: direction(sample), ...(alone ? { lang: e.language } : {}) }, ...pieces),
  ];
}

// A value among others that may run the other way.
const isolated = (text) => `\u2068${text}\u2069`;

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
    ["Report", [e.report_id, e.source, e.published].filter(Boolean).map(isolated).join(", ")],
  ];
  const found = quotations(e);
  const reports = [...new Set([e.report_id, ...found.map((q) => q.report)])];
  $("detail").replaceChildren(
    element("h2", {}, e.sub_event_type),
    element("p", { class: "small" }, `${e.event_type} · ${e.event_id}`),
    element("p", { dir: "auto" }, e.notes),
    element("dl", {}, ...values.flatMap(([name, value]) => [element("dt", {}, name), element("dd", { dir: "auto" }, value)])),
    ...reports.flatMap((report) => told(e, report, found.filter((q) => q.report === report), reports.length === 1)),
    ...list("Who says so", e.claims.map((c) => `${c.by_name}: ${c.type}${c.channel ? ` (${c.channel})` : ""}`)),
    ...list("Harm", e.casualties.map((c) => `${c.kind} ${c.low}${c.high === c.low ? "" : c.high === null ? "+" : `–${c.high}`} ${c.who} (${c.qualifier})${c.by.length ? `, says ${c.by.join(", ")}` : ""}`)),
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
