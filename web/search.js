// SPDX-License-Identifier: MIT
// Results: a page of records after the other, facets, order.  Each filter is
// the API's parameter of the same name, in the address.

import { get, target } from "./api.js";
import { announce, el, replace } from "./dom.js";
import { summary } from "./summary.js";
import { languageName, number, t, typeName } from "./words.js";

const FACETS = ["type", "year", "journal", "publisher", "language", "source",
                "open_access"];
const FILTERS = [...FACETS, "retracted", "has", "author", "orcid", "issn",
                 "funder", "member", "prefix", "from", "until", "title",
                 "updates", "isbn", "citations"];
const SORTS = ["relevance", "-published", "published", "-citations", "title",
               "-loaded"];
const FIELDS = "doi,ids,title,language,translations,authors,published,year," +
  "journal,type,retracted,abstract,open_access";
const PAGE = 20, FACET_SHOWN = 8;

// ---- the address ----

function asked(url) {
  const params = {};
  for (const name of ["query", "sort", ...FILTERS])
    if (url.searchParams.get(name)) params[name] = url.searchParams.get(name);
  return params;
}

const withParam = (params, name, value) =>
  target("/", { ...params, [name]: value });

// ---- facets ----

// Values with a "|" or a beginning "!" mean something else in a filter.
const isPlain = value => !/[|]|^!/.test(value);

function valueName(facet, value) {
  if (facet === "type") return typeName(value);
  if (facet === "language") return languageName(value);
  if (facet === "open_access") return { true: t("yes"), false: t("no") }[value] ?? "–";
  return value;
}

function facetValue(params, facet, { value, records }) {
  const active = params[facet] === value;
  return el("li", {}, el("a", {
    href: withParam(params, facet, active ? null : value),
    "aria-current": active && "true",
  }, el("span", {}, valueName(facet, value)),
     el("small", {}, number(records))));
}

function facetSection(params, facet, { values }) {
  const plain = values.filter(({ value }) => isPlain(value));
  if (plain.length < 2 && !params[facet]) return null;
  const rows = plain.map(value => facetValue(params, facet, value));
  return el("details", { open: !["publisher", "source"].includes(facet) },
            el("summary", {}, t(`facet.${facet}`)),
            el("ul", {}, rows.slice(0, FACET_SHOWN)));
}

function facetColumn(params, facets) {
  const sections = FACETS.map(facet => facets[facet] &&
                              facetSection(params, facet, facets[facet]));
  return el("aside", { class: "facets", "aria-label": t("filters") },
            sections);
}

function activeFilters(params) {
  const active = FILTERS.filter(name => params[name]);
  if (!active.length) return null;
  const rest = { query: params.query, sort: params.sort };
  return el("p", { class: "active" }, t("active"), " ",
    active.map(name => el("a", {
      class: "chip", href: withParam(params, name, null),
      "aria-label": t("remove", params[name]),
    }, `${valueName(name, params[name])} ×`)),
    el("a", { href: target("/", rest) }, t("clear")));
}

// ---- order ----

function sortMenu(params, go) {
  const now = params.sort ?? (params.query ? "relevance" : "");
  const names = SORTS.filter(name => name !== "relevance" || params.query);
  return el("label", { class: "sort" }, `${t("sort")} `,
    el("select", {
      onchange: event => go(withParam(params, "sort", event.target.value)),
    }, !params.query && el("option", { value: "", selected: !now }, "DOI"),
       names.map(name => el("option", { value: name, selected: name === now },
                            t(`sort.${name}`)))));
}

// ---- pages ----

function pageTarget(params, cursor) {
  return target("/v1/records", {
    ...params, cursor, limit: PAGE, fields: FIELDS, highlight: !!params.query,
    ...(!cursor && { facets: FACETS.join(","), "facet-limit": FACET_SHOWN }),
  });
}

// Pages come when the end is seen, or when the button is pressed.
function pages(params, first, signal) {
  const items = el("ol", { class: "results" }, first.items.map(summary));
  const more = el("button", { type: "button", class: "more" }, t("more"));
  const seen = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) next();
  }, { rootMargin: "400px" });
  let cursor = first.next, busy = false;

  async function next() {
    if (busy || !cursor) return;
    busy = true;
    try {
      const page = await get(pageTarget(params, cursor), { signal });
      items.append(...page.items.map(summary));
      cursor = page.next;
      if (!cursor) { seen.disconnect(); more.remove(); }
    } catch (error) {
      if (signal.aborted) return;
      seen.disconnect(); // from here on only when asked for
      announce(error.message);
      more.textContent = `${error.message} ${t("retry")}`;
    } finally {
      busy = false;
    }
  }

  more.addEventListener("click", next);
  signal.addEventListener("abort", () => seen.disconnect());
  if (cursor) seen.observe(more);
  return [items, cursor && more];
}

// ---- the view ----

function nothing(params, active) {
  return el("div", { class: "empty" }, el("h1", {}, t("noResults")),
            el("p", {}, t("tryLess")), active);
}

function headline(answer) {
  const count = answer.total === 1 ? t("oneResult")
                                   : t("results", number(answer.total));
  announce(count);
  return el("h1", { class: "count" }, count);
}

function welcome(main) {
  replace(main, el("section", { class: "welcome" },
    el("h1", {}, t("tagline")), el("p", {}, t("about")),
    el("p", {}, el("a", { href: "/?sort=-published" }, t("allRecords")))));
  return "";
}

export async function show(main, url, signal) {
  const params = asked(url);
  if (!Object.keys(params).length) return welcome(main);
  const { go } = await import("./page.js");
  const answer = await get(pageTarget(params), { signal });
  if (signal.aborted) return "";
  const active = activeFilters(params);
  if (!answer.total) {
    announce(t("noResults"));
    replace(main, nothing(params, active));
  } else {
    const left = answer.words_left_out;
    replace(main, el("div", { class: "columns" },
      facetColumn(params, answer.facets),
      el("section", { class: "found" },
        el("div", { class: "bar" }, headline(answer), sortMenu(params, go)),
        active,
        left ? el("p", { class: "note" }, t("leftOut", number(left))) : null,
        pages(params, answer, signal))));
  }
  return params.query ?? t("search");
}

