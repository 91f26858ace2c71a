// SPDX-License-Identifier: MIT
// What was cleaned: the source's text beside ours, what differs marked, and the
// rules that did it with their sentences.

import { doiPath, get } from "./api.js";
import { changes } from "./changes.js";
import { el, replace } from "./dom.js";
import { number, t } from "./words.js";

// White space that changed would not be seen: a sign stands for it.
function runs(list, name) {
  return list.map(({ text, changed }) => changed
    ? el("mark", { class: /\S/.test(text) ? name : `${name} blank` }, text)
    : text);
}

// A long name may be broken at its points.
const fieldName = field => el("code", {}, field.split(".")
  .flatMap((part, at) => at ? [".", el("wbr"), part] : [part]));

// A value as text: what is not is written as a source would have it.
function textOf(value) {
  if (value === undefined || value === null) return "";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value) && value.every(one => typeof one === "string"))
    return value.join(", ");
  return JSON.stringify(value, null, 1);
}

// "journal.title" of the record, as text.
function valueOf(record, field) {
  const value = field.split(".").reduce((at, name) => at?.[name], record);
  if (Array.isArray(value) && /^(authors|editors)$/.test(field))
    return value.map(person => person.name).join(", ");
  if (value && field === "translations")
    return Object.values(value).map(one => one.title ?? "").join("\n");
  return textOf(value);
}

function ruleList(fired, known) {
  return el("ul", { class: "rules" }, Object.entries(fired).map(([id, times]) =>
    el("li", {}, el("code", {}, id), times > 1 ? ` ×${number(times)} ` : " ",
       known.get(id)?.summary ?? "")));
}

const flagLine = flags => flags?.length
  ? el("p", { class: "flags" }, `⚑ ${t("flags")}: ${flags.join(", ")}`) : null;

function row(record, known, [field, report]) {
  const text = valueOf(record, field);
  const { raw, clean } = changes(textOf(report.raw ?? text), text);
  return el("tr", {},
    el("th", { scope: "row" }, fieldName(field), " ",
       el("small", {}, [t(`class.${report.class}`), report.confidence &&
          t(`confidence.${report.confidence}`)].filter(Boolean).join(", ")), " ",
       report.pointer && el("small", {}, report.pointer)),
    el("td", {}, el("div", { class: "value" }, runs(raw, "gone"))),
    el("td", {}, el("div", { class: "value" }, runs(clean, "new")),
       report.rules && ruleList(report.rules, known), flagLine(report.flags)));
}

function table(record, known) {
  const fields = Object.entries(record.cleaning.fields ?? {});
  const touched = fields.filter(([, report]) =>
    report.rules || report.raw !== undefined || report.flags);
  if (!touched.length) return el("p", {}, t("nothingCleaned"));
  const rest = fields.length - touched.length;
  return [el("div", { class: "wide cleaning", tabindex: "0", role: "region",
                      "aria-label": t("cleaned") },
    el("table", {},
      el("thead", {}, el("tr", {}, [t("field"), t("raw"), t("clean")]
        .map(name => el("th", { scope: "col" }, name)))),
      el("tbody", {}, touched.map(one => row(record, known, one))))),
    rest ? el("p", { class: "note" }, t("unchanged", number(rest))) : null];
}

async function fill(place, key) {
  try {
    const [record, { rules }] = await Promise.all([
      get(`/v1/records/${doiPath(key)}?report=full`), get("/v1/rules")]);
    replace(place, table(record, new Map(rules.map(rule => [rule.id, rule]))));
  } catch (error) {
    replace(place, el("p", { role: "alert" }, error.message));
  }
}

export function cleaning(key, open) {
  const place = el("div", {}, el("p", {}, t("loading")));
  let filled = false;
  return el("section", { id: "cleaning" }, el("h2", {}, t("cleaned")),
    el("details", { open, ontoggle: event => {
      if (!event.target.open || filled) return;
      filled = true;
      fill(place, key);
    } }, el("summary", {}, t("showCleaned")), place));
}
