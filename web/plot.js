// SPDX-License-Identifier: MIT
// Plots as SVG, drawn from numbers; each value is also text, so that neither
// colour nor sight is needed.

import { el, svg } from "./dom.js";
import { number, t } from "./words.js";

const WIDTH = 640, HEIGHT = 160, BASE = 22;

function asTable(name, rows) {
  return el("details", {}, el("summary", {}, t("asTable")),
    el("table", {}, el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, name),
      el("th", { scope: "col" }, t("records")))),
      el("tbody", {}, rows.map(([label, value]) => el("tr", {},
        el("th", { scope: "row" }, label), el("td", {}, number(value)))))));
}

const figure = (name, drawing, rows) =>
  el("figure", {}, el("figcaption", {}, name), drawing, asTable(name, rows));

// [[label, value]] as bars that lie, with their figures beside them.
export function bars(name, rows, href) {
  const most = Math.max(1, ...rows.map(([, value]) => value));
  return el("figure", {}, el("figcaption", {}, name),
    el("table", { class: "bars" }, el("tbody", {}, rows.map(([label, value, key]) =>
      el("tr", {}, el("th", { scope: "row" },
           href ? el("a", { href: href(key ?? label) }, label) : label),
         el("td", { class: "drawn", "aria-hidden": "true" },
           svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none" },
             svg("rect", { width: Math.max(.5, 100 * value / most), height: 8,
                           class: "bar" }))),
         el("td", { class: "number" }, number(value)))))));
}

// [[year, value]] as columns along time; years without records are gaps.
export function columns(name, rows) {
  const years = rows.map(([year]) => Number(year)).sort((a, b) => a - b);
  const first = years[0], span = Math.max(1, years.at(-1) - first + 1);
  const most = Math.max(1, ...rows.map(([, value]) => value));
  const step = WIDTH / span;
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const column = ([year, value]) => {
    const height = Math.max(1, (HEIGHT - BASE - 12) * value / most);
    return svg("rect", {
      x: (year - first) * step, y: HEIGHT - BASE - height,
      width: Math.max(.6, step - Math.min(1, step / 4)), height, class: "bar",
    }, svg("title", {}, `${year}: ${number(value)}`));
  };
  const label = (year, anchor, x) => svg("text", {
    x, y: HEIGHT - 6, "text-anchor": anchor }, String(year));
  const words = `${name}: ${first}–${years.at(-1)}, ≤ ${number(most)}`;
  return figure(name, svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words,
    class: "columns-plot" },
    svg("text", { x: 0, y: 10 }, number(most)),
    sorted.map(column), svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT - BASE,
                                      y2: HEIGHT - BASE, class: "axis" }),
    label(first, "start", 0), label(years.at(-1), "end", WIDTH)), sorted);
}

// Values in a row, as they came, the last one at the right.
export function line(name, values, most) {
  const top = Math.max(most ?? 0, ...values, 1e-9);
  const points = values.map((value, at) =>
    `${(at * WIDTH / Math.max(1, values.length - 1)).toFixed(1)},` +
    `${(HEIGHT - 8 - (HEIGHT - 24) * value / top).toFixed(1)}`).join(" ");
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
                      "aria-label": name, class: "line-plot" },
    svg("polyline", { points, class: "line", fill: "none" }));
}
