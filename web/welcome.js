// SPDX-License-Identifier: MIT
// The first page: what may be asked, and what there is.

import { get, target } from "./api.js";
import { el, replace } from "./dom.js";
import { recordAddress } from "./summary.js";
import { date, number, t, typeName } from "./words.js";

const SHOWN = 5;
const FIELDS = "doi,ids,title,language,journal,published,citation_count";

const list = (params, signal) => get(target("/v1/records", {
  limit: SHOWN, fields: FIELDS, ...params }), { signal });

// Something to try: of each kind one that is held.
function examples({ facets }, { items }) {
  const words = items.find(({ title }) => title)?.title
    .split(/\s+/).slice(0, 3).join(" ");
  const journal = facets?.journal?.values.find(({ value }) => value)?.value;
  const doi = items.find(one => one.doi)?.doi;
  return [[words, { query: words }], [journal, { journal }]]
    .filter(([text]) => text)
    .map(([text, params]) => el("li", {}, el("a", {
      class: "chip", href: target("/", params) }, text)))
    .concat(doi ? el("li", {}, el("a", {
      class: "chip", href: recordAddress({ doi }) }, doi)) : []);
}

const row = record => el("li", {},
  el("a", { href: recordAddress(record), lang: record.language },
     record.title ?? record.doi),
  el("small", {}, [record.journal?.title,
    record.published && date(record.published),
    record.citation_count && t("cited", number(record.citation_count))]
    .filter(Boolean).join(" · ")));

function shelf(name, items, all) {
  return el("section", {}, el("div", { class: "head" }, el("h2", {}, name),
    el("a", { href: all }, t("seeAll"))), el("ol", {}, items.map(row)));
}

function browse({ facets, total }) {
  return el("section", { class: "browse" },
    el("div", { class: "head" }, el("h2", {}, t("byType")),
       el("a", { href: "/data" }, t("data"))),
    el("ol", {}, (facets?.type?.values ?? []).slice(0, SHOWN + 2).map(
      ({ value, records }) => el("li", {},
        el("a", { href: target("/", { type: value }) }, typeName(value)),
        el("small", { class: "number" }, number(records))))));
}

async function held(signal) {
  const [all, cited, newest] = await Promise.all([
    list({ limit: 0, facets: "type,journal", "facet-limit": SHOWN + 2 }, signal),
    list({ sort: "-citations" }, signal),
    list({ sort: "-published" }, signal)]);
  if (!all.total) return [null, el("p", { class: "empty" }, t("nothingHeld"))];
  return [examples(all, cited), el("div", { class: "shelves" },
    shelf(t("mostCited"), cited.items, "/?sort=-citations"),
    shelf(t("newest"), newest.items, "/?sort=-published"), browse(all)),
    all.total];
}

export async function welcome(main, signal) {
  const about = el("p", { class: "quiet" }, t("about"));
  const tries = el("ul", { class: "examples", "aria-label": t("tryThese") });
  const shelves = el("div", { class: "held" });
  replace(main, el("section", { class: "welcome" },
    el("h1", {}, t("tagline")), about, tries), shelves);
  try {
    const [some, all, total] = await held(signal);
    if (signal.aborted) return "";
    if (total) about.textContent = t("aboutMany", number(total));
    replace(tries, some ?? []);
    tries.hidden = !some?.length;
    replace(shelves, all);
  } catch (error) {
    if (signal.aborted) return "";
    tries.hidden = true;
    replace(shelves, el("p", { class: "empty" }, error.message));
  }
  return "";
}
