// SPDX-License-Identifier: MIT
// How the service does at this moment: its metrics, read again and again.

import { text } from "./api.js";
import { el, replace } from "./dom.js";
import { read, rates } from "./metrics.js";
import { bars, line } from "./plot.js";
import { table, tile } from "./tables.js";
import { moment, number, t } from "./words.js";

const PERIOD = 2000, KEPT = 60; // ms, and how many of them are shown

const milliseconds = seconds => seconds === null ? "–"
  : `≤ ${t("milliseconds", number(1000 * seconds))}`;

// ---- fetching ----

function hostRow(host, of) {
  const state = of.breaker_open[host] ? "open"
    : of.running[host] ? "running" : "closed";
  const sign = { open: "⏸", running: "▶", closed: "✓" }[state];
  return el("tr", {}, el("th", { scope: "row" }, host),
    el("td", {}, `${sign} ${t(`state.${state}`)}`),
    el("td", { class: "number" }, number(of.requests_total[host])),
    el("td", { class: "number" }, number(of.failures_total[host] ?? 0)));
}

function hosts(metrics) {
  const of = Object.fromEntries(
    ["requests_total", "failures_total", "breaker_open", "running"]
      .map(name => [name, metrics.by(`paperd_fetch_${name}`, "host")]));
  const names = Object.keys(of.requests_total);
  if (!names.length) return el("p", { class: "note" }, t("fetchOff"));
  return table(t("fetches"), [[t("host")], [t("state")], [t("asked"), "number"],
                              [t("failures"), "number"]],
               names.map(host => hostRow(host, of)));
}

function outcomes(metrics) {
  const all = metrics.by("paperd_fetch_outcomes_total", "outcome");
  const rows = Object.entries(all).filter(([, times]) => times > 0)
    .sort(([, a], [, b]) => b - a);
  if (!Object.keys(all).length) return null;
  return rows.length
    ? bars(t("outcome"), rows.map(([label, value]) => ({ label, value })))
    : el("p", { class: "note" }, t("nothingFetched"));
}

// ---- now ----

function tiles(metrics, rate) {
  const began = new Date(1000 * metrics.value("paperd_start_time_seconds"));
  return el("dl", { class: "tiles" },
    tile(t("rate"), rate ? number(rate.rate, { maximumFractionDigits: 1 })
                         : "–"),
    tile(t("median"), rate ? milliseconds(rate.median) : "–"),
    tile(t("slow"), rate ? milliseconds(rate.slow) : "–"),
    tile(t("requests"), number(metrics.value("paperd_http_requests_total")),
         `${t("since")} ${moment(began)}`));
}

export function live(place, signal) {
  const now = el("div", {}), fetched = el("div", {});
  const history = [];
  let before = null, timer = 0, halted = false;

  const button = el("button", { type: "button", onclick: () => {
    halted = !halted;
    button.textContent = t(halted ? "resume" : "pause");
    clearTimeout(timer);
    if (!halted) tick();
  } }, t("pause"));

  function draw(metrics, rate) {
    replace(now, tiles(metrics, rate),
            line(t("lastMinutes"), history.length ? history : [0], KEPT));
    replace(fetched, el("div", { class: "pair" }, hosts(metrics),
                        outcomes(metrics)));
  }

  async function tick() {
    try {
      const metrics = read(await text("/metrics", { signal }));
      const rate = before ? rates(before, metrics) : null;
      before = metrics;
      if (rate) history.push(rate.rate);
      if (history.length > KEPT) history.shift();
      draw(metrics, rate);
    } catch (error) {
      if (!signal.aborted) replace(now, el("p", {}, error.message));
    }
    if (!signal.aborted && !halted) timer = setTimeout(tick, PERIOD);
  }

  signal.addEventListener("abort", () => clearTimeout(timer));
  replace(place, el("div", { class: "head" }, el("h2", {}, t("live")), button),
          now, el("h2", {}, t("fetches")), fetched);
  tick();
}
