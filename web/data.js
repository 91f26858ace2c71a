// SPDX-License-Identifier: MIT
// For who owns the data: what is held, what is odd in it, how it comes in.

import { get, target } from "./api.js";
import { el, replace } from "./dom.js";
import { live } from "./live.js";
import { bars, columns } from "./plot.js";
import { table, tile } from "./tables.js";
import { moment, number, percent, t, typeName } from "./words.js";

const TOP = 12, FLAGGED = 12; // bars, rows of a table at once
const FACETS = "type,source,journal";

const sorted = counts => Object.entries(counts ?? {})
  .sort(([, a], [, b]) => b - a);

function totals(stats) {
  const share = stats.records ? stats.with_abstract / stats.records : 0;
  return el("dl", { class: "tiles" },
    tile(t("records"), number(stats.records)),
    tile(t("withAbstract"), percent(share), number(stats.with_abstract)),
    tile(t("rejects"), number(stats.rejects), t("rejectsNote")),
    tile(t("files"), number(stats.files), stats.last_load &&
         [`${t("lastLoad")}: `, el("time", { datetime: stats.last_load },
                                   moment(stats.last_load))]));
}

// ---- shares ----

const valuesOf = (facets, name) => facets?.[name]?.values ?? [];

// A facet over all records, and of each value those with an abstract.
function shares(facet, all, some, nameOf = value => value) {
  const having = new Map(valuesOf(some.facets, facet)
    .map(({ value, records }) => [value, records]));
  const rows = valuesOf(all.facets, facet).slice(0, TOP);
  return bars(t({ type: "byType", source: "bySource",
                  journal: "byJournal" }[facet]),
    rows.map(({ value, records }) => ({
      label: nameOf(value), value: records, part: having.get(value) ?? 0,
      href: target("/", { [facet]: value }),
    })), { parts: true });
}

const legend = () => el("p", { class: "quiet" }, el("small", {},
  el("span", { class: "key" }), t("withAbstract"),
  el("span", { class: "key soft" }), t("withoutAbstract")));

// ---- flags ----

function flagRow([name, { records, ...flags }], href) {
  return el("tr", {}, el("th", { scope: "row" }, el("a", { href: href(name) },
                                                    name)),
    el("td", { class: "number" }, number(records)),
    el("td", {}, sorted(flags).flatMap(([flag, times], at) => [at ? ", " : "",
      el("span", { class: "flag" }, el("code", {}, flag), " ",
         el("small", {}, number(times)))])));
}

function flagTable(name, head, counts, href) {
  const rows = Object.entries(counts ?? {}).map(one => flagRow(one, href));
  if (!rows.length) return null;
  const heads = [[head], [t("flagged"), "number"], [t("flags")]];
  return el("section", {}, el("h2", {}, name),
    table(name, heads, rows.slice(0, FLAGGED)),
    rows.length > FLAGGED ? el("details", {},
      el("summary", {}, t("showAll", number(rows.length))),
      table(name, heads, rows.slice(FLAGGED))) : null);
}

// ---- loads ----

function loadRow({ file, ended, records, rejects, complete, error, reject }) {
  return el("tr", {}, el("th", { scope: "row" }, file,
      complete === false && el("small", {}, ` (${t("partial")})`)),
    el("td", {}, ended ? el("time", { datetime: ended }, moment(ended)) : ""),
    el("td", { class: "number" }, number(records)),
    el("td", { class: "number" }, number(rejects)),
    el("td", {}, error ?? (reject
      ? t("lineOf", number(reject.line), reject.reason) : "")));
}

function loads({ loads: list = [] }) {
  return el("section", { id: "loads" }, el("h2", {}, t("loads")), list.length
    ? table(t("loads"), [[t("file")], [t("lastLoad")], [t("records"), "number"],
                         [t("rejects"), "number"], [t("firstReject")]],
            list.map(loadRow))
    : el("p", { class: "note" }, t("loadsNone")));
}

// ---- the view ----

const asked = params => target("/v1/records", { limit: 0, facets: FACETS,
                                                "facet-limit": 100, ...params });

export async function show(main, url, signal) {
  const [stats, all, some] = await Promise.all([get("/v1/stats", { signal }),
    get(asked({}), { signal }), get(asked({ has: "abstract" }), { signal })]);
  if (signal.aborted) return "";
  const now = el("section", { id: "live" });
  replace(main, el("h1", {}, t("data")),
    el("p", { class: "quiet" }, t("dataAbout")), totals(stats),
    columns(t("byYear"), Object.entries(stats.by_year ?? {}),
            year => target("/", { year })),
    legend(),
    el("div", { class: "pair" }, shares("type", all, some, typeName),
       shares("source", all, some)),
    shares("journal", all, some), now, loads(stats),
    el("section", {}, flagTable(t("flagsBySource"), t("source"),
      stats.flags_by_source, source => target("/", { source })),
      flagTable(t("flagsByPrefix"), t("prefix"), stats.flags_by_prefix,
                prefix => target("/", { prefix })),
      el("p", { class: "note" }, el("small", {}, t("flagsAbout")))));
  live(now, signal);
  return t("data");
}
