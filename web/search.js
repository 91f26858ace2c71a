// SPDX-License-Identifier: MIT
// Results: a page of records after the other, facets, order.  Each filter is
// the API's parameter of the same name, in the address.

import { get, target } from "./api.js";
import { announce, el, replace } from "./dom.js";
import { facetColumn, valueName } from "./facets.js";
import { listed, summary } from "./summary.js";
import { number, t } from "./words.js";
import { welcome } from "./welcome.js";

const WORDS = ["query", "query.bibliographic", "title", "author"];
const FACETS = ["type", "year", "journal", "language", "open_access", "source",
                "publisher", "has_abstract"];
const FILTERS = ["type", "year", "journal", "language", "open_access", "source",
                 "publisher", "retracted", "has", "orcid", "issn", "funder",
                 "member", "prefix", "from", "until", "updates", "update_type",
                 "isbn", "doi", "citations", "loaded_from", "loaded_until"];
const SORTS = ["relevance", "-published", "published", "-citations", "title",
               "-loaded"];
const FIELDS = "doi,ids,title,language,translations,authors,published,journal," +
  "type,retracted,abstract,open_access,citation_count";
const PAGE = 20, FACET_SHOWN = 8;
const AGAIN = 25; // pages that are shown again at most
const EXPORTS = [["bibtex", "BibTeX", "bib"], ["ris", "RIS", "ris"],
                 ["csl", "CSL-JSON", "json"], ["csv", "CSV", "csv"],
                 ["ndjson", "JSON", "ndjson"]];
const EXPORTED = 1000; // records of one file

// ---- the address ----

function asked(url) {
  const params = {};
  for (const name of [...WORDS, ...FILTERS, "sort"])
    if (url.searchParams.get(name)) params[name] = url.searchParams.get(name);
  return params;
}

const withParam = (params, name, value) =>
  target("/", { ...params, [name]: value });

const hasWords = params => WORDS.some(name => params[name]);

// ---- what is asked ----

function activeFilters(params) {
  const active = [...WORDS.slice(1), ...FILTERS].filter(name => params[name]);
  if (!active.length) return null;
  return el("p", { class: "chips" }, el("span", { class: "quiet" }, t("active")),
    active.map(name => {
      const words = `${t(`facet.${name}`)}: ${valueName(name, params[name])}`;
      return el("a", { class: "chip remove", "aria-label": t("remove", words),
                       href: withParam(params, name, null) }, words);
    }),
    el("a", { href: target("/", { query: params.query, sort: params.sort }) },
       t("clear")));
}

function sortMenu(params, go) {
  const now = params.sort ?? (hasWords(params) ? "relevance" : "");
  const names = SORTS.filter(name => name !== "relevance" || hasWords(params));
  return el("label", { class: "sort" }, `${t("sort")} `,
    el("select", {
      onchange: event => go(withParam(params, "sort", event.target.value)),
    }, !hasWords(params) && el("option", { value: "", selected: !now }, "DOI"),
       names.map(name => el("option", { value: name, selected: name === now },
                            t(`sort.${name}`)))));
}

// The same result as a file, and as a call of the API.
function taken(params, total) {
  const call = target("/v1/records", params);
  const limit = Math.min(total, EXPORTED);
  return el("details", { class: "taken" }, el("summary", {}, t("take")),
    el("p", {}, t("takeFirst", number(limit)), " ",
       listed(EXPORTS.map(([format, name, ending]) => el("a", {
         href: target("/v1/records", { ...params, limit, format }),
         download: `paperd.${ending}`,
       }, name)), " · ")),
    el("p", {}, t("takeCall"), " ", el("a", { href: call },
       el("code", {}, `GET ${decodeURIComponent(call)}`))));
}

// ---- pages ----

function pageTarget(params, cursor) {
  return target("/v1/records", {
    ...params, cursor, limit: PAGE, fields: FIELDS,
    highlight: hasWords(params) || null,
    ...(!cursor && { facets: FACETS.join(","), "facet-limit": FACET_SHOWN }),
  });
}

const end = () => el("p", { class: "end", tabindex: -1 }, t("end"));

// How many pages are open is kept with the place in the history.
const opened = () => history.state?.pages ?? 1;
const keepOpened = pages =>
  history.replaceState({ ...history.state, pages }, "");

// Pages come when the end is seen, or when the button is pressed.
async function pages(params, first, signal) {
  const items = el("ol", { class: "results" }, first.items.map(summary));
  const more = el("button", { type: "button", class: "more" }, t("more"));
  const seen = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) next();
  }, { rootMargin: "600px" });
  let cursor = first.next, busy = false, count = 1;

  function finish() {
    const last = end(), focused = document.activeElement === more;
    seen.disconnect();
    more.replaceWith(last);
    if (focused) last.focus();
  }

  async function append() {
    const page = await get(pageTarget(params, cursor), { signal });
    items.append(...page.items.map(summary));
    cursor = page.next;
    count++;
  }

  async function next() {
    if (busy || !cursor || signal.aborted) return;
    busy = true;
    more.textContent = t("loading");
    try {
      await append();
      keepOpened(count);
      announce(t("shown", number(items.children.length)));
      more.textContent = t("more");
      if (!cursor) return finish();
      seen.unobserve(more);
      seen.observe(more); // tells again, if the end is still in sight
    } catch (error) {
      if (signal.aborted) return;
      seen.disconnect(); // from here on only when asked for
      announce(error.message);
      more.textContent = `${error.message} ${t("retry")}`;
    } finally {
      busy = false;
    }
  }

  for (let left = Math.min(opened(), AGAIN); left > 1 && cursor; left--)
    await append();
  more.addEventListener("click", next);
  signal.addEventListener("abort", () => seen.disconnect());
  if (cursor) seen.observe(more);
  return [items, cursor ? more : items.children.length > PAGE ? end() : null];
}

// ---- the view ----

function nothing(params) {
  announce(t("noResults"));
  return el("div", { class: "empty" }, el("h1", {}, t("noResults")),
            el("p", {}, t("tryLess")), activeFilters(params));
}

function headline(answer) {
  const count = answer.total === 1 ? t("oneResult")
                                   : t("results", number(answer.total));
  announce(count);
  return el("h1", { class: "count" }, count);
}

async function found(params, answer, signal) {
  const { go } = await import("./page.js");
  const left = answer.words_left_out;
  return el("div", { class: "columns" },
    facetColumn(params, FACETS, answer.facets, { go, withParam }),
    el("section", { class: "found", "aria-label": t("found") },
      el("div", { class: "head" }, headline(answer), sortMenu(params, go)),
      activeFilters(params),
      left ? el("p", { class: "note" }, t("leftOut", number(left))) : null,
      taken(params, answer.total),
      await pages(params, answer, signal)));
}

export async function show(main, url, signal) {
  const params = asked(url);
  if (!Object.keys(params).length) return welcome(main, signal);
  const answer = await get(pageTarget(params), { signal });
  const view = answer.total ? await found(params, answer, signal)
                            : nothing(params);
  if (signal.aborted) return "";
  replace(main, view);
  return params.query ?? Object.values(params)[0];
}
