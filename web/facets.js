// SPDX-License-Identifier: MIT
// The column of filters: what values there are, how many records have each.

import { get, target } from "./api.js";
import { announce, el, replace } from "./dom.js";
import { languageName, number, t, typeName } from "./words.js";

const MORE = 100; // values when all are asked for
const CLOSED = ["publisher", "source"];

// Values with a "|" or a beginning "!" mean something else in a filter.
const isPlain = value => !/[|]|^!/.test(value);

const truths = { true: "yes", false: "no", unknown: "unknown" };

export function valueName(facet, value) {
  if (facet === "type") return typeName(value);
  if (facet === "language") return languageName(value);
  if (facet === "open_access" || facet === "retracted")
    return truths[value] ? t(truths[value]) : value;
  if (facet === "has") return t(`has.${value}`);
  return value;
}

function link(text, records, href, active) {
  return el("li", {}, el("a", { href, "aria-current": active && "true" },
    el("span", {}, text),
    records === null ? null : el("small", {}, number(records))));
}

function section(facet, ...children) {
  return el("details", { open: !CLOSED.includes(facet) },
            el("summary", {}, t(`facet.${facet}`)), children);
}

// The values of a facet, the one that is chosen first if it is not among them.
function values(params, facet, list, withParam) {
  const plain = list.filter(({ value }) => isPlain(value));
  const chosen = params[facet];
  const absent = chosen && !plain.some(({ value }) => value === chosen);
  return [...(absent ? [{ value: chosen, records: null }] : []), ...plain]
    .map(({ value, records }) => link(valueName(facet, value), records,
      withParam(params, facet, chosen === value ? null : value),
      chosen === value));
}

function moreButton(params, facet, list, withParam) {
  const button = el("button", { type: "button", class: "plain",
                                "aria-label": t("moreOf", t(`facet.${facet}`)) },
                    t("moreValues"));
  button.addEventListener("click", async () => {
    try {
      const { facets } = await get(target("/v1/records", { ...params,
        sort: null, limit: 0, facets: facet, "facet-limit": MORE }));
      replace(list, values(params, facet, facets[facet].values, withParam));
      list.querySelector("a")?.focus();
      button.remove();
    } catch (error) {
      announce(error.message);
    }
  });
  return button;
}

function facetSection(params, facet, { distinct, values: some }, tools) {
  const { go, withParam } = tools;
  if (some.length < 2 && !params[facet]) return null;
  const list = el("ul", {}, values(params, facet, some, withParam));
  return section(facet, facet === "year" ? yearForm(params, go) : null,
    list, distinct > some.length
      ? moreButton(params, facet, list, withParam) : null);
}

// ---- filters that are not values of a facet ----

function yearForm(params, go) {
  const year = (name, label) => el("input", { name, inputmode: "numeric",
    pattern: "[0-9]{4}", maxlength: 4, "aria-label": t(label),
    placeholder: t(label), value: params[name]?.slice(0, 4) ?? "" });
  return el("form", { class: "years", onsubmit: event => {
    event.preventDefault();
    const { from, until } = event.target.elements;
    go(target("/", { ...params, from: from.value, until: until.value }));
  } }, year("from", "fromYear"), "–", year("until", "untilYear"),
  el("button", {}, t("apply")));
}

function only(params, abstracts, withParam) {
  const has = value => link(t(`has.${value}`),
    value === "abstract" ? abstracts : null,
    withParam(params, "has", params.has === value ? null : value),
    params.has === value);
  return section("only", el("ul", {}, has("abstract"), has("references"),
    has("translation"), link(t("retracted"), null, withParam(params, "retracted",
      params.retracted === "true" ? null : "true"),
      params.retracted === "true")));
}

// ---- the column ----

// tools: go(address), withParam(params, name, value) to an address
export function facetColumn(params, names, facets = {}, tools) {
  const wide = matchMedia("(min-width: 48.01rem)");
  const abstracts = facets.has_abstract?.values
    .find(({ value }) => value === "true")?.records ?? 0;
  const whole = el("details", { open: wide.matches },
    el("summary", {}, t("filters")),
    only(params, abstracts, tools.withParam),
    names.map(name => name !== "has_abstract" && facets[name] &&
              facetSection(params, name, facets[name], tools)));
  wide.addEventListener("change", () => { whole.open = wide.matches; });
  return el("aside", { class: "facets", "aria-label": t("filters") }, whole);
}
