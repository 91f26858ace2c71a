// SPDX-License-Identifier: MIT
// Numbers with their names, and tables that scroll by themselves.

import { el } from "./dom.js";

export function tile(name, value, note) {
  return el("div", { class: "tile" }, el("dt", {}, name),
            el("dd", {}, value, note ? el("small", {}, note) : null));
}

// heads: [[word, class]]; rows: of <tr>
export function table(name, heads, rows) {
  return el("div", { class: "wide", tabindex: "0", role: "region",
                     "aria-label": name },
    el("table", {}, el("thead", {}, el("tr", {}, heads.map(([word, kind]) =>
      el("th", { scope: "col", class: kind }, word)))),
      el("tbody", {}, rows)));
}
