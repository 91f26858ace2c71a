// SPDX-License-Identifier: MIT
// A record in a list.

import { doiPath } from "./api.js";
import { el } from "./dom.js";
import { date, t, typeName } from "./words.js";

const AUTHORS = 6;

export function recordAddress(record) {
  if (record.doi) return `/record/${doiPath(record.doi)}`;
  const [scheme, value] = Object.entries(record.ids ?? {})[0] ?? ["", ""];
  return `/record/${encodeURIComponent(`${scheme}:${[value].flat()[0]}`)}`;
}

// A text with its marks: places are counted in code points.
export function marked(text, marks) {
  if (!marks?.length) return [text];
  const points = [...text], parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(points.slice(at, from).join(""),
               el("mark", {}, points.slice(from, to).join("")));
    at = to;
  }
  parts.push(points.slice(at).join(""));
  return parts;
}

export function badge(record) {
  return record.retracted
    ? el("strong", { class: "badge" }, t("retracted")) : null;
}

export function authorNames(authors = []) {
  const names = authors.slice(0, AUTHORS).map(author => author.name);
  const rest = authors.length - names.length;
  return names.join(", ") + (rest > 0 ? ` ${t("authorsMore", rest)}` : "");
}

function translation(record) {
  const [code, text] = Object.entries(record.translations ?? {})
    .find(([, one]) => one.title) ?? [];
  return text ? el("p", { class: "translation", lang: code }, text.title)
              : null;
}

function place(record) {
  return [record.journal?.title,
          record.published && date(record.published),
          record.type && typeName(record.type)]
    .filter(Boolean).join(" · ");
}

// Marks are places in the whole abstract; of it a part is shown.
function part({ highlight, language }) {
  const { part: text, from = 0, marks = [] } = highlight?.abstract ?? {};
  if (!text) return null;
  const most = [...text].length;
  const within = marks.map(([a, b]) => [a - from, b - from])
    .filter(([a, b]) => a >= 0 && b <= most);
  return el("p", { class: "part", lang: language },
            from > 0 ? "… " : "", marked(text, within), " …");
}

export function summary(record) {
  const title = record.title ?? record.doi ?? recordAddress(record).slice(8);
  return el("li", {}, el("article", {},
    el("h2", { lang: record.language },
       el("a", { href: recordAddress(record) },
          marked(title, record.highlight?.title?.marks)), " ", badge(record)),
    translation(record),
    el("p", { class: "by" }, authorNames(record.authors)),
    el("p", { class: "place" }, place(record)),
    part(record)));
}
