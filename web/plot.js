// SPDX-License-Identifier: MIT
// Plots as SVG, drawn from numbers; each value is also text, so that neither
// colour nor sight is needed.

import { el, svg } from "./dom.js";
import { number, percent, t } from "./words.js";

const WIDTH = 960, HEIGHT = 190, BASE = 22, HEAD = 18, LOW = 120;
const LABELS = 10; // years that are named, about

function asTable(name, rows) {
  return el("details", {}, el("summary", {}, t("asTable")),
    el("table", {}, el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, t("label")),
      el("th", { scope: "col", class: "number" }, t("records")))),
      el("tbody", {}, rows.map(([label, value]) => el("tr", {},
        el("th", { scope: "row" }, label),
        el("td", { class: "number" }, number(value)))))));
}

const rect = (x, width, kind) => svg("rect", { x, width, height: 8,
                                               class: kind });

// A bar and, of it, a part.
function drawn(value, part, most) {
  const whole = Math.max(.5, 100 * value / most);
  const inside = part === undefined ? whole : whole * part / Math.max(1, value);
  return svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none" },
             rect(0, whole, "soft"), rect(0, inside, "bar"));
}

// [{ label, value, part, href }] as bars that lie, with their figures beside.
export function bars(name, rows, { parts = false } = {}) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return el("figure", {}, el("figcaption", {}, name),
    el("table", { class: "bars", "aria-label": name },
      el("tbody", {}, rows.map(({ label, value, part, href }) => el("tr", {},
        el("th", { scope: "row" },
           href ? el("a", { href }, label) : label),
        el("td", { class: "drawn", "aria-hidden": "true" },
           drawn(value, part, most)),
        el("td", { class: "number" }, number(value)),
        parts && el("td", { class: "number quiet" }, part === undefined ? "" :
          [percent(part / Math.max(1, value)),
           el("span", { class: "hidden" }, ` ${t("withAbstract")}`)]))))));
}

// ---- along time ----

function yearLabels(first, last, place) {
  const step = Math.max(1, Math.ceil((last - first + 1) / LABELS / 5) * 5);
  const years = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step)
    years.push(year);
  return years.filter(year => place(year) < WIDTH - 20).map(year =>
    svg("text", { x: Math.max(14, place(year)).toFixed(1), y: HEIGHT - 6,
                  "text-anchor": "middle" }, String(year)));
}

// Half and whole of the most, with the figure.
const grid = most => [.5, 1].map(share => {
  const y = (HEIGHT - BASE - share * (HEIGHT - BASE - HEAD)).toFixed(1);
  return [svg("line", { x1: 0, x2: WIDTH, y1: y, y2: y, class: "grid" }),
          svg("text", { x: 0, y: y - 4 }, number(Math.round(share * most)))];
});

// [[year, value]] as columns; years without records are gaps.  Old years that
// have one in a hundred records together are left to the table.
export function columns(name, rows, href) {
  const all = [...rows].sort(([a], [b]) => a - b);
  if (!all.length) return null;
  const total = all.reduce((sum, [, value]) => sum + value, 0);
  let skipped = 0, from = 0;
  while (skipped + all[from][1] < total / 100) skipped += all[from++][1];
  const shown = all.slice(from);
  const first = Number(shown[0][0]), last = Number(shown.at(-1)[0]);
  const most = Math.max(...shown.map(([, value]) => value));
  const step = WIDTH / (last - first + 1);
  const column = ([year, value]) => {
    const height = Math.max(1, (HEIGHT - BASE - HEAD) * value / most);
    return svg("rect", {
      x: ((year - first) * step).toFixed(1), y: HEIGHT - BASE - height, height,
      width: Math.max(.6, step - Math.min(2, step / 4)).toFixed(1),
      class: "bar", "data-year": year,
    }, svg("title", {}, `${year}: ${number(value)}`));
  };
  const words = `${name}: ${first}–${last}, ≤ ${number(most)}`;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
                               "aria-label": words, class: "columns-plot" },
    grid(most), shown.map(column), svg("line", { x1: 0, x2: WIDTH,
      y1: HEIGHT - BASE, y2: HEIGHT - BASE, class: "axis" }),
    yearLabels(first, last, year => (year - first + .5) * step));
  return el("figure", {}, el("figcaption", {}, name), drawing,
            asTable(name, all.toReversed().map(([year, value]) =>
              [el("a", { href: href(year) }, year), value])));
}

// Values in a row, as they came, the last one at the right.
export function line(name, values, places) {
  const top = Math.max(1, ...values), step = WIDTH / (places - 1);
  const height = value => (LOW - 4 - (LOW - 24) * value / top).toFixed(1);
  const points = values.map((value, at) =>
    `${(WIDTH - (values.length - 1 - at) * step).toFixed(1)},${height(value)}`);
  const short = value => number(value, { maximumFractionDigits: 1 });
  const rule = (y, kind) => svg("line", { x1: 0, x2: WIDTH, y1: y, y2: y,
                                          class: kind });
  return el("figure", {}, el("figcaption", {}, name),
    svg("svg", { viewBox: `0 0 ${WIDTH} ${LOW}`, role: "img",
                 "aria-label": `${name}: ${short(values.at(-1))}`,
                 class: "line-plot" },
      rule(height(top), "grid"), rule(height(0), "axis"),
      svg("text", { x: 0, y: height(top) - 5 }, short(top)),
      svg("polyline", { points: points.join(" "), class: "line",
                        fill: "none" })));
}
