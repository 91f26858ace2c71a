// SPDX-License-Identifier: MIT
// One record: fetched if it is not held, with all that is known of it.

import { doiPath, get, Problem } from "./api.js";
import { address, announce, el, replace } from "./dom.js";
import { badge, listed, recordAddress } from "./summary.js";
import { date, languageName, number, t, typeName } from "./words.js";
import { exports } from "./export.js";
import { cleaning } from "./cleaning.js";

const PATIENCE = 150; // ms after which it is said that it is being fetched
const REFERENCES = 20; // shown at once
const AUTHORS = 20;

// ---- fetching ----

function keyOf(url) {
  const text = url.pathname.slice("/record/".length);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fetching(main, key) {
  announce(t("fetching"));
  replace(main, el("div", { class: "empty", role: "status" },
                   el("h1", {}, t("fetching")), el("p", {}, el("code", {}, key)),
                   el("progress", { "aria-label": t("loading") })));
}

// The button counts down to when asking again has sense.
function retryButton(seconds, again, signal) {
  const button = el("button", { type: "button", class: "main", onclick: again });
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

// What fetching found is said by a word in `fetch`, if the page knows it.
function reasonOf(problem, detail) {
  const word = t(`fetch.${problem.fetch}`);
  return word.startsWith("fetch.") ? detail : word;
}

function absent(main, key, error, again, signal) {
  if (!(error instanceof Problem)) throw error;
  const { title, detail, doi, request_id: id } = error.document;
  const name = error.status === 404 ? t("notHeld", doi ?? key)
                                    : title ?? t("failed");
  announce(name);
  replace(main, el("div", { class: "empty" }, el("h1", {}, name),
    el("dl", {}, entry(t("why"), reasonOf(error.document, detail ?? title)),
       entry(t("status"), error.status, id && ` · ${id}`)),
    el("p", { class: "actions" }, retryButton(error.retryAfter, again, signal),
       doi ? el("a", { class: "button", rel: "external noreferrer",
                       href: `https://doi.org/${doiPath(doi)}` }, "doi.org")
           : null)));
  return name;
}

// ---- parts ----

const entry = (name, ...values) => {
  const shown = values.flat(Infinity).filter(value =>
    value !== null && value !== undefined && value !== false && value !== "");
  return shown.length ? [el("dt", {}, name), el("dd", {}, shown)] : [];
};

const section = (name, ...children) =>
  el("section", {}, el("h2", {}, name), children);

// Nothing of a list that has nothing in it.
function facts(name, ...entries) {
  const rows = entries.flat();
  return rows.length ? section(name, el("dl", {}, rows)) : null;
}

const outside = (href, text) => {
  const safe = href && address(href);
  return safe ? el("a", { href: safe, rel: "external noreferrer" }, text) : text;
};

const searched = (name, value, text = value) =>
  el("a", { href: `/?${new URLSearchParams({ [name]: value })}` }, text);

function shownFirst(list, most, row, attributes) {
  const rows = list.map(row), name = attributes.class;
  if (rows.length <= most) return el("ol", attributes, rows);
  const rest = rows.slice(most);
  const whole = el("ol", attributes, rows.slice(0, most));
  const button = el("button", { type: "button", class: "plain",
    onclick: () => {
      whole.append(...rest);
      button.remove();
      rest[0].tabIndex = -1;
      rest[0].focus();
    } }, t("showAll", number(list.length)));
  return el("div", { class: `${name}-part` }, whole, button);
}

// ---- the head ----

function person({ name, orcid }) {
  return el("li", {}, searched("author", `"${name}"`, name), orcid &&
    el("a", { class: "orcid", href: `https://orcid.org/${orcid}`,
              rel: "external noreferrer", "aria-label": `ORCID iD ${orcid}`,
              title: `ORCID iD ${orcid}` }, "iD"));
}

function affiliations(people = []) {
  const known = people.filter(one => one.affiliations?.length || one.orcid);
  if (!known.length) return null;
  return el("details", { class: "taken" }, el("summary", {}, t("affiliations")),
    el("dl", {}, known.map(({ name, orcid, affiliations: places = [] }) =>
      entry(name, orcid && el("div", {}, "ORCID ",
              outside(`https://orcid.org/${orcid}`, orcid), " · ",
              searched("orcid", orcid, t("allWorks"))),
            places.map(place => el("div", {}, place))))));
}

function people(name, list) {
  if (!list?.length) return null;
  return el("section", {}, el("h2", { class: "hidden" }, name),
    shownFirst(list, AUTHORS, person, { class: "people" }), affiliations(list));
}

// "Medical Oncology, 42 (11), 499"
function published({ journal: one, volume, issue, pages, article_number }) {
  const numbers = [volume && (issue ? `${volume} (${issue})` : volume),
                   pages ?? article_number].filter(Boolean);
  return listed([one?.title && searched("journal", one.title,
                                        el("cite", {}, one.title)),
                 ...numbers].filter(Boolean));
}

function kicker(record) {
  return el("p", { class: "kicker" }, listed([
    record.type && typeName(record.type),
    record.published && el("time", { datetime: record.published },
                           date(record.published)),
    record.open_access && el("span", { class: "open" }, t("openAccess")),
  ].filter(Boolean), " · "));
}

function head(record, key) {
  const where = published(record);
  return el("header", {}, kicker(record),
    el("h1", { lang: record.language }, record.title ?? key, " ",
       badge(record)),
    Object.entries(record.translations ?? {}).map(([code, { title }]) =>
      title && el("p", { class: "translation", lang: code }, title)),
    people(t("authors"), record.authors),
    where.length ? el("p", { class: "place" }, where) : null,
    record.doi && el("p", {}, outside(record.url ??
      `https://doi.org/${doiPath(record.doi)}`, `doi.org/${record.doi}`)),
    updates(record));
}

function updateName({ type = "", direction }) {
  const name = t(`update.${type}`);
  return t(direction === "to" ? "updateTo" : "updateBy",
           name.startsWith("update.") ? typeName(type) : name);
}

function updates({ updates: list, retracted }) {
  if (!list?.length && !retracted) return null;
  return el("section", { class: retracted ? "notice" : "notice mild" },
    el("h2", {}, retracted ? t("isRetracted") : t("updates")),
    list?.length ? el("ul", {}, list.map(one => el("li", {}, updateName(one),
      one.doi && [" ", el("a", { href: recordAddress(one) }, one.doi)],
      one.date && `, ${date(one.date)}`))) : null);
}

// ---- the text ----

const paragraphs = (text, lang) => text.split("\n")
  .map(line => el("p", { lang }, line));

function abstract(record) {
  return el("section", { class: "text" }, el("h2", {}, t("abstract")),
    record.abstract ? paragraphs(record.abstract, record.language)
                    : el("p", { class: "note" }, t("noAbstract")),
    record.copyright && el("p", {}, el("small", {}, record.copyright)));
}

function translations({ translations: all = {} }) {
  const others = Object.entries(all).filter(([, one]) => one.abstract);
  return others.map(([code, one]) => el("section", { class: "text" },
    el("h2", {}, t("abstractIn", languageName(code))),
    paragraphs(one.abstract, code)));
}

function keywords({ keywords: list }) {
  if (!list?.length) return null;
  return section(t("keywords"), el("ul", { class: "chips" }, list.map(word =>
    el("li", {}, el("a", { class: "chip",
      href: `/?${new URLSearchParams({ query: `"${word}"` })}` }, word)))));
}

function reference(one) {
  const words = one.text ?? [one.author, one.year && `(${one.year})`, one.title,
    one.container, one.volume, one.pages].filter(Boolean).join(", ");
  return el("li", {}, words, one.doi && [words && " ",
    el("a", { href: recordAddress(one) }, one.doi)]);
}

function references({ references: list }) {
  if (!list?.length) return null;
  return section(t("references", number(list.length)),
    shownFirst(list, REFERENCES, reference, { class: "references" }));
}

// ---- the side ----

const figure = (name, ...values) => values.every(Boolean)
  ? [el("div", {}, el("dt", {}, name), el("dd", {}, values))] : [];

function metrics({ journal: one = {}, citation_count: cited,
                   reference_count: cites }) {
  const rows = [figure(t("citations"), cited !== undefined && number(cited)),
    figure(t("cites"), cites !== undefined && number(cites)),
    figure(t("impact"), one.impact_factor && number(one.impact_factor)),
    figure(t("quartile"), one.jcr_quartile),
    figure(t("casZone"), one.cas_zone && number(one.cas_zone))].flat();
  if (!rows.length) return null;
  const categories = listed([one.jcr_category && ["JCR: ", one.jcr_category],
    one.cas_category && [`${t("cas")}: `,
                         el("span", { lang: "zh" }, one.cas_category)]]
    .filter(Boolean), " · ");
  return section(t("metrics"), el("dl", { class: "figures" }, rows),
    categories.length ? el("p", {}, el("small", {}, categories)) : null);
}

function journal({ journal: one, publisher }) {
  if (!one && !publisher) return null;
  const { title, abbreviation, series, issn = [], description } = one ?? {};
  return section(t("journal"), el("dl", {},
      entry(t("name"), title && searched("journal", title),
            abbreviation && ` (${abbreviation})`),
      entry(t("series"), series),
      entry("ISSN", listed(issn.map(value => searched("issn", value)))),
      entry(t("publisher"), publisher && searched("publisher", publisher))),
    description && el("p", {}, description));
}

function details(record) {
  return facts(t("details"),
    entry(t("language"), record.language && languageName(record.language)),
    entry(t("editors"), listed((record.editors ?? []).map(({ name }) =>
      searched("author", `"${name}"`, name)))),
    entry(t("openAccess"), record.open_access !== undefined &&
          t(record.open_access ? "yes" : "no")),
    entry(t("licenses"), listed((record.licenses ?? []).map(one =>
      outside(one.url, one.id ?? one.url)))),
    entry(t("funders"), (record.funders ?? []).map(one => el("div", {},
      one.doi ? searched("funder", one.doi, one.name ?? one.doi) : one.name,
      one.awards?.length ? ` (${one.awards.join(", ")})` : null))));
}

const places = {
  pmid: value => `https://pubmed.ncbi.nlm.nih.gov/${value}/`,
  pmcid: value => `https://www.ncbi.nlm.nih.gov/pmc/articles/${value}/`,
  arxiv: value => `https://arxiv.org/abs/${value}`,
  s2: value => `https://www.semanticscholar.org/paper/${value}`,
};
const schemes = { pmid: "PubMed", pmcid: "PMC", arxiv: "arXiv",
                  s2: "Semantic Scholar", isbn: "ISBN" };

function identifiers(record) {
  const others = Object.entries(record.ids ?? {}).flatMap(([scheme, value]) =>
    entry(schemes[scheme] ?? scheme.toUpperCase(),
      listed([value].flat().map(one => scheme === "isbn"
        ? searched("isbn", one)
        : outside(places[scheme]?.(encodeURIComponent(one)), one)))));
  return facts(t("identifiers"),
    entry("DOI", record.doi && outside(record.url ??
          `https://doi.org/${doiPath(record.doi)}`, record.doi)), others);
}

const moment = text => el("time", { datetime: text },
                          text.replace("T", " ").replace("Z", " UTC"));

function origin(record) {
  const notes = record.sources ?? (record.source ? [record.source] : []);
  return section(t("origin"), notes.map(note => el("dl", {},
    entry(t("source"), note.name && searched("source", note.name),
          note.format && ` (${note.format})`),
    entry(t("file"), note.file &&
          `${note.file}${note.line ? `:${note.line}` : ""}`),
    entry(t("address"), note.url && outside(note.url, note.url)),
    entry(t("loaded"), note.loaded && moment(note.loaded)))));
}

// ---- the view ----

function article(record, key, hash) {
  return el("article", { class: "record sheet" }, head(record, key),
    el("div", {}, abstract(record), translations(record), keywords(record)),
    el("div", { class: "aside" }, metrics(record), exports(record, key),
       identifiers(record), journal(record), details(record), origin(record)),
    el("div", {}, cleaning(key, hash === "#cleaning"), references(record)));
}

export async function show(main, url, signal) {
  const key = keyOf(url);
  const again = () => show(main, url, signal);
  let waited = false;
  const slow = setTimeout(() => {
    if (signal.aborted) return;
    waited = true;
    fetching(main, key);
  }, PATIENCE);
  try {
    const record = await get(`/v1/records/${doiPath(key)}`, { signal });
    if (signal.aborted) return "";
    replace(main, article(record, key, url.hash));
    if (waited) announce(record.title ?? key);
    return record.title ?? key;
  } catch (error) {
    clearTimeout(slow);
    if (signal.aborted) return "";
    return absent(main, key, error, again, signal);
  } finally {
    clearTimeout(slow);
  }
}
