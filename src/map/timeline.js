// Events over time: a bar for each day, week or month; dragging over them chooses a span.
const timeline = $("timeline");
const DAY = 86400000;
const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const dated = events.filter((e) => e.event_date !== null);
const firstDay = dated.reduce((least, e) => Math.min(least, dayOf(e.event_date)), Infinity);
const lastDay = dated.reduce((most, e) => Math.max(most, dayOf(e.event_date)), -Infinity);
const days = lastDay - firstDay + 1;
const step = days <= 120 ? 1 : days <= 900 ? 7 : days <= 7000 ? 30.44 : 365.25;
const bars = Math.max(1, Math.ceil(days / step));

function drawTimeline(now) {
  if (dated.length === 0) return timeline.replaceChildren(drawn("text", { x: 10, y: 40 }, "No event has a date."));
  const width = timeline.clientWidth || 800;
  // What stands outside the chosen span stays in sight.
  const counts = new Map();
  for (const e of shown("from").concat(now).filter((e) => e.event_date !== null)) counts.set(e, Math.floor((dayOf(e.event_date) - firstDay) / step));
  const columns = Array.from({ length: bars }, () => new Map());
  for (const [e, bar] of counts) columns[bar].set(e.event_type, (columns[bar].get(e.event_type) ?? 0) + 1);
  const most = Math.max(1, ...columns.map((c) => [...c.values()].reduce((a, b) => a + b, 0)));
  const [top, floor, wide] = [8, 60, width / bars];
  const made = [];
  const [from, to] = [$("from").value, $("to").value];
  if (from || to) {
    const left = from ? (dayOf(from) - firstDay) / days : 0;
    const right = to ? (dayOf(to) + 1 - firstDay) / days : 1;
    made.push(drawn("rect", { class: "span", x: left * width, y: 0, width: Math.max(1, (right - left) * width), height: 78 }));
  }
  columns.forEach((types, bar) => {
    let y = floor;
    for (const [type, count] of types) {
      const height = (count / most) * (floor - top);
      y -= height;
      made.push(drawn("rect", { x: bar * wide, y, width: Math.max(1, wide - (wide > 4 ? 1 : 0)), height, fill: colour(type), "data-bar": bar },
        drawn("title", {}, `${isoOf(firstDay + Math.ceil(bar * step))}: ${type} ${count}`)));
    }
  });
  const ticks = Math.max(1, Math.floor(width / 120));
  for (let i = 0; i <= ticks; i += 1) {
    const anchor = i === 0 ? "start" : i === ticks ? "end" : "middle";
    made.push(drawn("text", { x: (i / ticks) * width, y: 74, "text-anchor": anchor }, isoOf(Math.round(firstDay + (i / ticks) * (days - 1)))));
  }
  timeline.replaceChildren(...made);
}

function listenToTimeline() {
  const dayAt = (event) => {
    const box = timeline.getBoundingClientRect();
    return Math.min(lastDay, Math.max(firstDay, Math.floor(firstDay + ((event.clientX - box.left) / box.width) * days)));
  };
  let from = null;
  timeline.addEventListener("pointerdown", (event) => { from = dated.length ? dayAt(event) : null; });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const to = dayAt(event);
    [$("from").value, $("to").value] = from === to && step === 1 && $("from").value === isoOf(from) ? ["", ""] : [isoOf(Math.min(from, to)), isoOf(Math.max(from, to))];
    from = null;
    update();
  });
  timeline.addEventListener("dblclick", () => { [$("from").value, $("to").value] = ["", ""]; update(); });
}
parts.push(drawTimeline);
