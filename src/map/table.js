// The table: a row for each event that the filters let through, a page of them at a time.
const PAGE = 200;
const actorNames = (e, role) => e.actors.filter((a) => a.role === role).map((a) => a.name).join("; ");
const COLUMNS = [
  ["Date", (e) => e.event_date ?? ""],
  ["Event", (e) => e.sub_event_type],
  ["Actor 1", (e) => actorNames(e, "actor1")],
  ["Actor 2", (e) => actorNames(e, "actor2")],
  ["Place", (e) => [e.location?.name, e.location?.admin1, e.location?.country].filter(Boolean).join(", ")],
  ["Fatalities", (e) => e.fatalities],
  ["Status", (e) => e.status],
  ["Claimants", (e) => [...new Set(e.claims.map((c) => c.by_name))].join("; ")],
];
const order = { column: 0, descending: false };
let pages = 1;

function drawTable(now) {
  const value = COLUMNS[order.column][1];
  const sign = order.descending ? -1 : 1;
  const sorted = [...now].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    // What is empty stands last, whichever way the column runs.
    if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
    return x < y ? -sign : x > y ? sign : 0;
  });
  $("head").replaceChildren(...COLUMNS.map(([name], i) => {
    const cell = element("th", {}, name + (i === order.column ? (order.descending ? " ▾" : " ▴") : ""));
    cell.addEventListener("click", () => {
      order.descending = order.column === i && !order.descending;
      order.column = i;
      update();
    });
    return cell;
  }));
  $("rows").replaceChildren(...sorted.slice(0, pages * PAGE).map((e) => {
    const cells = COLUMNS.map(([name, of]) => element("td", { dir: "auto", class: name === "Fatalities" ? "number" : "" }, String(of(e))));
    const row = element("tr", { "data-event": e.event_id, class: e === picked ? "picked" : "" }, ...cells);
    row.addEventListener("click", () => pick(e));
    return row;
  }));
  const left = sorted.length - pages * PAGE;
  $("more").replaceChildren();
  if (left > 0) {
    const button = element("button", { type: "button" }, `${left} more`);
    button.addEventListener("click", () => { pages += 1; update(); });
    $("more").append(button);
  }
}
parts.push(drawTable);
