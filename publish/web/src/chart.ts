// Values under the pointer for an area chart that the server drew: the same
// stack, drawn by Observable Plot. The numbers are those of the Finding that
// the page carries.
import { areaY, axisX, axisY, gridY, plot, pointerX, ruleX, ruleY, tip } from "@observablehq/plot";

interface Point { date: string; model: string; value: number }
interface Row { date: Date; model: string; value: number }

const order = ["JEM", "WSO", "TFM"];
const language = document.documentElement.lang;
const month = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Replaces a drawing by one that answers the pointer, at every width. */
export function enliven(place: HTMLElement): void {
  const rows: Row[] = (JSON.parse(place.dataset.plot!) as Point[]).map((p) => ({ ...p, date: new Date(p.date) }));
  const drawing = place.querySelector("svg")!;
  const label = drawing.getAttribute("aria-label") ?? "";
  const height = drawing.getBoundingClientRect().height;
  let width = 0;
  const draw = (): void => {
    const now = Math.round(place.getBoundingClientRect().width);
    if (now === width || now === 0) return;
    width = now;
    const figure = chart(rows, width, height, label);
    figure.querySelectorAll("style").forEach((s) => s.remove()); // its rules are in our own sheet
    place.replaceChildren(figure);
  };
  new ResizeObserver(draw).observe(place);
}

function chart(rows: Row[], width: number, height: number, label: string): Element {
  const sums = [...new Set(rows.map((r) => +r.date))].map((t) => {
    const of = rows.filter((r) => +r.date === t);
    return { date: new Date(t), all: of, total: of.reduce((n, r) => n + r.value, 0) };
  });
  const say = (d: typeof sums[number]): string => [month.format(d.date), ...[...order].reverse().map((m) => `${m} ${d.all.find((r) => r.model === m)?.value ?? 0}`)].join("\n");
  return plot({
    width, height, marginLeft: 0, marginRight: 8, marginTop: 14, marginBottom: 24, className: "plotted", ariaLabel: label,
    x: { type: "utc" }, y: { domain: [0, Math.max(1, ...sums.map((s) => s.total))] },
    marks: [
      gridY({ stroke: "var(--rule)", strokeOpacity: .75, ticks: 4 }),
      areaY(rows, { x: "date", y: "value", z: "model", order, curve: "step-after", fill: (d: Row) => `var(--${d.model.toLowerCase()})` }),
      axisY({ anchor: "left", tickSize: 0, tickPadding: 0, dx: 0, dy: -7, textAnchor: "start", insetLeft: 0, ticks: 4, label: null, fill: "var(--ink-3)", fontSize: 12.5 }),
      axisX({ ticks: width < 480 ? "2 years" : "year", tickSize: 0, tickFormat: "%Y", label: null, fill: "var(--ink-3)", fontSize: 12.5 }),
      ruleY([0], { stroke: "var(--ink-3)" }),
      ruleX(sums, pointerX({ x: "date", stroke: "var(--ink)" })),
      tip(sums, pointerX({ x: "date", y: "total", title: say, fill: "var(--panel)", stroke: "var(--rule)", fontSize: 12.5, lineHeight: 1.35, pathFilter: "none" })),
    ],
  });
}
