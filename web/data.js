// SPDX-License-Identifier: MIT
// For who owns the data: what is held, what is odd in it, how it comes in, and
// how the service does at this moment.

import { get, target, text } from "./api.js";
import { el, replace } from "./dom.js";
import { read, rates } from "./metrics.js";
import { bars, columns, line } from "./plot.js";
import { number, t, typeName } from "./words.js";

const TOP = 15;
const PERIOD = 2000, KEPT = 60; // ms, and how many of them are shown

const sorted = counts => Object.entries(counts ?? {})
  .sort(([, a], [, b]) => b - a);

const filtered = name => value => target("/", { [name]: value });

function tile(name, value, note) {
  return el("div", { class: "tile" }, el("dt", {}, name),
            el("dd", {}, value, note && el("small", {}, ` ${note}`)));
}

function totals(stats) {
  const share = stats.records ? stats.with_abstract / stats.records : 0;
  const percent = new Intl.NumberFormat(undefined, { style: "percent",
    maximumFractionDigits: 1 }).format(share);
  return el("dl", { class: "tiles" },
    tile(t("records"), number(stats.records)),
    tile(t("withAbstract"), percent, number(stats.with_abstract)),
    tile(t("rejects"), number(stats.rejects)),
    tile(t("files"), number(stats.files)),
    tile(t("lastLoad"), stats.last_load
      ? el("time", { datetime: stats.last_load },
           new Date(stats.last_load).toLocaleString()) : "–"));
}

function journals(facets) {
  return bars(t("byJournal"), (facets?.journal?.values ?? []).slice(0, TOP)
    .map(({ value, records }) => [value, records]), filtered("journal"));
}

function flagRows(counts) {
  return Object.entries(counts ?? {}).flatMap(([name, { records, ...flags }]) =>
    sorted(flags).map(([flag, times]) => el("tr", {},
      el("th", { scope: "row" }, name), el("td", {}, el("code", {}, flag)),
      el("td", { class: "number" }, number(times)),
      el("td", { class: "number" }, number(records)))));
}

function flagTable(name, counts) {
  const rows = flagRows(counts);
  if (!rows.length) return null;
  return el("section", {}, el("h2", {}, name),
    el("div", { class: "wide", tabindex: "0", role: "region",
                "aria-label": name },
      el("table", {}, el("thead", {}, el("tr", {},
        ["", t("flag"), t("records"), t("flags")].map(word =>
          word ? el("th", { scope: "col" }, word) : el("td", {})))),
        el("tbody", {}, rows))));
}

// ---- now ----

function hostTable(metrics) {
  const hosts = Object.keys(metrics.by("paperd_fetch_requests_total", "host"));
  if (!hosts.length) return null;
  const of = name => metrics.by(`paperd_fetch_${name}`, "host");
  const asked = of("requests_total"), failed = of("failures_total");
  const open = of("breaker_open"), running = of("running");
  return el("table", {}, el("thead", {}, el("tr", {},
    [t("host"), t("state"), t("fetches"), t("rejects")].map(word =>
      el("th", { scope: "col" }, word)))),
    el("tbody", {}, hosts.map(host => el("tr", {},
      el("th", { scope: "row" }, host),
      el("td", {}, open[host] ? "⏸ open" : running[host] ? "▶" : "✓"),
      el("td", { class: "number" }, number(asked[host])),
      el("td", { class: "number" }, number(failed[host]))))));
}

function outcomes(metrics) {
  const rows = sorted(metrics.by("paperd_fetch_outcomes_total", "outcome"))
    .filter(([, times]) => times > 0);
  return rows.length ? bars(t("outcome"), rows) : null;
}

function live(place, signal) {
  const history = [];
  let before = null;

  async function tick() {
    try {
      const metrics = read(await text("/metrics", { signal }));
      const rate = before ? rates(before, metrics) : null;
      before = metrics;
      if (rate) history.push(rate);
      if (history.length > KEPT) history.shift();
      draw(metrics, rate);
    } catch (error) {
      if (!signal.aborted) replace(place, el("p", {}, error.message));
    }
    if (!signal.aborted) setTimeout(tick, PERIOD);
  }

  function draw(metrics, rate) {
    replace(place, el("dl", { class: "tiles" },
      tile(t("rate"), rate ? number(Math.round(10 * rate.rate) / 10) : "–"),
      tile(t("latency"), rate?.median ? `≤ ${rate.median * 1000} ms` : "–")),
      history.length > 1
        ? line(t("rate"), history.map(one => one.rate), 1) : null,
      el("h3", {}, t("fetches")), hostTable(metrics), outcomes(metrics));
  }

  tick();
}

// ---- the view ----

export async function show(main, url, signal) {
  const [stats, lists] = await Promise.all([
    get("/v1/stats", { signal }),
    get("/v1/records?limit=0&facets=journal&facet-limit=15", { signal })]);
  if (signal.aborted) return "";
  const now = el("div", {});
  replace(main, el("h1", {}, t("data")), el("p", {}, t("dataAbout")),
    totals(stats),
    columns(t("byYear"), Object.entries(stats.by_year ?? {})),
    el("div", { class: "pair" },
      bars(t("byType"), sorted(stats.by_type).slice(0, TOP).map(
        ([type, count]) => [typeName(type), count, type]), filtered("type")),
      bars(t("bySource"), sorted(stats.by_source).slice(0, TOP),
           filtered("source"))),
    journals(lists.facets),
    el("section", { id: "live" }, el("h2", {}, t("live")), now),
    flagTable(t("flagsBySource"), stats.flags_by_source),
    flagTable(t("flagsByPrefix"), stats.flags_by_prefix));
  live(now, signal);
  return t("data");
}
