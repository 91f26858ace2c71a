// SPDX-License-Identifier: MIT
// One record: fetched if it is not held, with all that is known of it.

import { doiPath, get, Problem } from "./api.js";
import { address, announce, el, replace } from "./dom.js";
import { badge, recordAddress } from "./summary.js";
import { date, languageName, number, t, typeName } from "./words.js";
import { exports } from "./export.js";
import { cleaning } from "./cleaning.js";

const PATIENCE = 150; // ms after which it is said that it is being fetched
const REFERENCES = 20; // shown at once

// ---- fetching ----

function keyOf(url) {
  return decodeURIComponent(url.pathname.slice("/record/".length));
}

function fetching(main) {
  announce(t("fetching"));
  replace(main, el("div", { class: "empty", role: "status" },
                   el("p", {}, t("fetching")),
                   el("progress", { "aria-label": t("loading") })));
}

// The button counts down to when asking again has sense.
function retryButton(seconds, again, signal) {
  const button = el("button", { type: "button", onclick: again });
  const until = Date.now() + 1000 * seconds;
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? t("retryIn", left) : t("retry");
    if (left > 0 && !signal.aborted) setTimeout(tick, 1000);
  };
  tick();
  return button;
}

function absent(main, key, error, again, signal) {
  if (!(error instanceof Problem)) throw error;
  const { title, detail, request_id: id } = error.document;
  const title_ = error.status === 404 ? t("notHeld", key) : title ?? t("failed");
  announce(title_);
  replace(main, el("div", { class: "empty" },
    el("h1", {}, title_),
    el("dl", {}, el("dt", {}, t("why")), el("dd", {}, detail ?? title)),
    retryButton(error.retryAfter, again, signal),
    id && el("p", {}, el("small", {}, `${error.status} · ${id}`))));
  return title_;
}

// ---- parts ----

const entry = (name, ...values) => {
  const shown = values.flat(Infinity).filter(value =>
    value !== null && value !== undefined && value !== false && value !== "");
  return shown.length ? [el("dt", {}, name), el("dd", {}, shown)] : [];
};

const section = (name, ...children) =>
  el("section", {}, el("h2", {}, name), children);

const outside = (href, text) => {
  const safe = href && address(href);
  return safe ? el("a", { href: safe, rel: "external noreferrer" }, text) : text;
};

const searched = (name, value, text = value) =>
  el("a", { href: `/?${new URLSearchParams({ [name]: value })}` }, text);

const listed = values => values.flatMap((value, at) => at ? [", ", value]
                                                           : [value]);

function person({ name, orcid, affiliations }) {
  return el("li", {},
    searched("author", `"${name}"`, name),
    orcid && [" ", outside(`https://orcid.org/${orcid}`, "ORCID"), " ",
              searched("orcid", orcid, orcid)],
    affiliations?.length ? el("small", {}, affiliations.join("; ")) : null);
}

function people(name, list) {
  return list?.length ? section(name, el("ol", { class: "people" },
                                         list.map(person))) : null;
}

function abstract(text, language) {
  return section(t("abstract"), text
    ? text.split("\n").map(line => el("p", { lang: language }, line))
    : el("p", { class: "note" }, t("noAbstract")));
}

function translations(record) {
  const others = Object.entries(record.translations ?? {});
  if (!others.length) return null;
  return section(t("translations"), others.map(([code, one]) =>
    el("div", { lang: code },
      el("p", { class: "translation" },
         one.title ?? "", " ", el("small", {}, languageName(code))),
      one.abstract?.split("\n").map(line => el("p", {}, line)))));
}

function journal({ journal: one }) {
  if (!one) return null;
  return section(t("journal"),
    el("p", {}, searched("journal", one.title ?? "", one.title ?? ""),
       one.abbreviation && ` (${one.abbreviation})`),
    one.description && el("p", {}, one.description),
    el("dl", {},
       entry("ISSN", listed((one.issn ?? []).map(v => searched("issn", v)))),
       entry(t("impact"), one.impact_factor && number(one.impact_factor)),
       entry(t("quartile"), one.jcr_quartile && [one.jcr_quartile,
             one.jcr_category && ` · ${one.jcr_category}`]),
       entry(t("casZone"), one.cas_zone && [number(one.cas_zone),
             one.cas_category && ` · ${one.cas_category}`])));
}

const truth = value => value === undefined || value === null ? null
  : t(value ? "yes" : "no");

function details(record) {
  return section(t("details"), el("dl", {},
    entry(t("published"), record.published && date(record.published)),
    entry(t("type"), record.type && searched("type", record.type,
                                             typeName(record.type))),
    entry(t("volume"), record.volume), entry(t("issue"), record.issue),
    entry(t("pages"), record.pages ?? record.article_number),
    entry(t("publisher"), record.publisher &&
          searched("publisher", record.publisher)),
    entry(t("language"), record.language && languageName(record.language)),
    entry(t("openAccess"), truth(record.open_access)),
    entry(t("citations"), record.citation_count !== undefined &&
          number(record.citation_count)),
    entry(t("keywords"), record.keywords && record.keywords.join(", ")),
    entry(t("licenses"), listed((record.licenses ?? []).map(one =>
      outside(one.url, one.id ?? one.url)))),
    entry(t("funders"), listed((record.funders ?? []).map(one => [
      one.doi ? searched("funder", one.doi, one.name ?? one.doi) : one.name,
      one.awards?.length ? ` (${one.awards.join(", ")})` : null])))));
}

const places = {
  pmid: value => `https://pubmed.ncbi.nlm.nih.gov/${value}/`,
  pmcid: value => `https://www.ncbi.nlm.nih.gov/pmc/articles/${value}/`,
  arxiv: value => `https://arxiv.org/abs/${value}`,
  s2: value => `https://www.semanticscholar.org/paper/${value}`,
};

function identifiers(record) {
  const others = Object.entries(record.ids ?? {}).flatMap(([scheme, value]) =>
    entry(scheme.toUpperCase(), listed([value].flat().map(one =>
      outside(places[scheme]?.(one), one)))));
  return section(t("identifiers"), el("dl", {},
    entry("DOI", record.doi && outside(record.url ??
          `https://doi.org/${doiPath(record.doi)}`, record.doi)), others));
}

function reference(one) {
  const words = one.text ?? [one.author, one.title, one.container, one.volume,
                             one.pages, one.year].filter(Boolean).join(", ");
  return el("li", {}, words, one.doi && [words && " ",
    el("a", { href: recordAddress(one) }, one.doi)]);
}

function references({ references: list }) {
  if (!list?.length) return null;
  const rows = list.map(reference);
  return section(t("references", number(list.length)),
    el("ol", { class: "references" }, rows.slice(0, REFERENCES)),
    rows.length > REFERENCES ? el("details", {},
      el("summary", {}, t("more")),
      el("ol", { class: "references", start: REFERENCES + 1 },
         rows.slice(REFERENCES))) : null);
}

function updates({ updates: list }) {
  if (!list?.length) return null;
  return section(t("updates"), el("ul", {}, list.map(one =>
    el("li", {}, typeName(one.type ?? ""), one.date && ` · ${date(one.date)}`,
       one.doi && [" · ", el("a", { href: recordAddress(one) }, one.doi)]))));
}

function origin(record) {
  const notes = record.sources ?? (record.source ? [record.source] : []);
  return section(t("origin"), el("ul", {}, notes.map(note => el("li", {},
    [note.name, note.format].filter(Boolean).join(" · "),
    note.file && ` · ${note.file}${note.line ? `:${note.line}` : ""}`,
    note.url && [" · ", outside(note.url, note.url)],
    note.loaded && [" · ", el("time", { datetime: note.loaded },
                              note.loaded.replace("T", " ").replace("Z", " UTC"))]))));
}

// ---- the view ----

function article(record, key) {
  return el("article", { class: "record" },
    el("header", {},
       el("h1", { lang: record.language }, record.title ?? key, " ",
          badge(record)),
       Object.entries(record.translations ?? {}).map(([code, { title }]) =>
         title && el("p", { class: "translation", lang: code }, title))),
    updates(record), people(t("authors"), record.authors),
    abstract(record.abstract, record.language), translations(record),
    details(record), journal(record), identifiers(record),
    exports(record, key), cleaning(key), references(record), origin(record));
}

export async function show(main, url, signal) {
  const key = keyOf(url);
  const again = () => show(main, url, signal);
  const slow = setTimeout(fetching, PATIENCE, main);
  try {
    const record = await get(`/v1/records/${doiPath(key)}`, { signal });
    if (signal.aborted) return "";
    replace(main, article(record, key));
    return record.title ?? key;
  } catch (error) {
    clearTimeout(slow);
    if (signal.aborted) return "";
    return absent(main, key, error, again, signal);
  } finally {
    clearTimeout(slow);
  }
}
