// SPDX-License-Identifier: MIT
// A record in a list.

import { doiPath } from "./api.js";
import { el } from "./dom.js";
import { date, number, t, typeName } from "./words.js";

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

// With something between each two of them.
export const listed = (values, between = ", ") => values.flatMap((value, at) =>
  at ? [between, value] : [value]);

function authorNames(authors = []) {
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
  return listed([
    record.journal?.title && el("cite", {}, record.journal.title),
    record.published && date(record.published),
    record.type && typeName(record.type),
    record.open_access && el("span", { class: "open" }, t("openAccess")),
    record.citation_count > 0 && t("cited", number(record.citation_count)),
  ].filter(Boolean), " · ");
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
    el("h2", {}, el("a", { href: recordAddress(record), lang: record.language },
                    marked(title, record.highlight?.title?.marks)),
       " ", badge(record)),
    translation(record),
    record.authors?.length
      ? el("p", { class: "by" }, authorNames(record.authors)) : null,
    el("p", { class: "place" }, place(record)),
    part(record)));
}
