// SPDX-License-Identifier: MIT
// Plots as SVG, drawn from numbers; each value is also text, so that neither
// colour nor sight is needed.

import { el, svg } from "./dom.js";
import { number, percent, t } from "./words.js";

const WIDTH = 960, HEIGHT = 190, BASE = 22, HEAD = 18;
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
  return years.map(year => svg("text", {
    x: place(year).toFixed(1), y: HEIGHT - 6, "text-anchor": "middle",
  }, String(year)));
}

// Quarter, half and whole of the most, with the figure.
const grid = most => [.5, 1].map(share => {
  const y = (HEIGHT - BASE - share * (HEIGHT - BASE - HEAD)).toFixed(1);
  return [svg("line", { x1: 0, x2: WIDTH, y1: y, y2: y, class: "grid" }),
          svg("text", { x: 0, y: y - 4 }, number(Math.round(share * most)))];
});

// [[year, value]] as columns; years without records are gaps.  Old years in
// which there is next to nothing are left to the table.
export function columns(name, rows, href) {
  const all = [...rows].sort(([a], [b]) => a - b);
  if (!all.length) return null;
  const total = all.reduce((sum, [, value]) => sum + value, 0);
  let skipped = 0, from = 0;
  while (skipped + all[from][1] < total / 500) skipped += all[from++][1];
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
  const top = Math.max(1, ...values);
  const step = WIDTH / (places - 1);
  const points = values.map((value, at) =>
    `${(WIDTH - (values.length - 1 - at) * step).toFixed(1)},` +
    `${(HEIGHT - 8 - (HEIGHT - 26) * value / top).toFixed(1)}`).join(" ");
  const words = `${name}: ${number(values.at(-1), { maximumFractionDigits: 1 })}`;
  return el("figure", {}, el("figcaption", {}, name),
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
                 "aria-label": words, class: "line-plot" },
      svg("line", { x1: 0, x2: WIDTH, y1: 18, y2: 18, class: "grid" }),
      svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT - 8, y2: HEIGHT - 8,
                    class: "axis" }),
      svg("text", { x: 0, y: 13 }, number(top, { maximumFractionDigits: 1 })),
      svg("polyline", { points, class: "line", fill: "none" })));
}
