// SPDX-License-Identifier: MIT
// The page for who owns the data.

import { api, ask, check, comes, equal, test, texts } from "./support.mjs";

const digits = text => text.replace(/[^\d]/g, "");

test("the numbers are those of the API", {}, async ({ page, goto }) => {
  await goto("/data");
  const stats = await api("/v1/stats");
  const tiles = await texts(page.locator("main dl").first().locator("dd"));
  for (const name of ["records", "with_abstract", "rejects", "files"])
    check(tiles.some(tile => tile.split(/\s/).some(word =>
      digits(word) === String(stats[name]))), name, stats[name], tiles);
});

const figureOf = (page, name) => page.locator("figure", {
  has: page.locator("figcaption", { hasText: name }) });

// Figure, and what of the API it draws.
const PLOTS = [
  ["Records by type", stats => stats.by_type],
  ["Records by source", stats => stats.by_source],
  ["Records by year", stats => stats.by_year],
];

test("each plot's figures can be read as text", {}, async ({ page, goto }) => {
  await goto("/data");
  const stats = await api("/v1/stats");
  for (const [name, of] of PLOTS) {
    const figure = figureOf(page, name);
    await figure.first().evaluate(one => one.querySelectorAll("details")
      .forEach(details => { details.open = true; }));
    const cells = (await texts(figure.first().locator("td"))).map(digits);
    const most = Object.entries(of(stats)).sort(([, a], [, b]) => b - a)
      .slice(0, 8);
    for (const [label, value] of most)
      check(cells.includes(String(value)), name, label, value);
  }
  const journals = (await api("/v1/records?limit=0&facets=journal"))
    .facets.journal.values;
  check((await figureOf(page, "Records by journal").first().innerText())
    .includes(journals[0].value), "the first journal");
});

test("no drawing is without words", {}, async ({ page, goto }) => {
  await goto("/data");
  await page.locator("#live svg").first().waitFor();
  const silent = await page.locator("svg").evaluateAll(all => all
    .filter(one => !one.closest("[aria-hidden=true]") &&
                   !(one.getAttribute("role") === "img" &&
                     (one.getAttribute("aria-label") ||
                      one.querySelector(":scope > title"))))
    .map(one => one.outerHTML.slice(0, 80)));
  equal(silent, [], "drawings without words");
  const hidden = await page.locator("[aria-hidden=true] svg").count();
  const numbers = await page.locator("figure td.number").count();
  check(numbers >= hidden, "every bar has its number", hidden, numbers);
});

test("live numbers move", {}, async ({ page, goto }) => {
  await goto("/data");
  const rate = async () => Number((await page.locator("#live dd").first()
    .innerText()).replace(/[^\d.]/g, ""));
  const busy = setInterval(() => { ask("/v1/stats").catch(() => {}); }, 5);
  try {
    await comes("many requests a second", async () => await rate() > 20);
  } finally {
    clearInterval(busy);
  }
  await comes("few, once they stop", async () => await rate() < 20);
});

test("fetches and upstream states are told", {}, async ({ page, goto }) => {
  await fetch("http://" + new URL(page.url() === "about:blank"
    ? (await goto("/data")).url() : page.url()).host +
    "/v1/records/10.5555/ok.told");
  await comes("outcomes of fetching", async () =>
    /fetched|found|ok/i.test(await page.locator("#live").innerText()));
  check(/crossref|localhost|doi/i.test(await page.locator("#live")
    .innerText()), "the hosts");
});

test("loads and flags are told", {}, async ({ page, goto }) => {
  await goto("/data");
  const stats = await api("/v1/stats");
  const text = await page.locator("main").innerText();
  const [source] = Object.keys(stats.flags_by_source);
  const [prefix] = Object.keys(stats.flags_by_prefix);
  check(text.includes(source), "flags by source", source);
  check(text.includes(prefix), "flags by prefix", prefix);
  for (const name of ["made.jsonl", "aggregated.txt"])
    check(text.includes(name), "the load of", name);
});

test("follows a bar to its records", {}, async ({ page, goto }) => {
  await goto("/data");
  await figureOf(page, "Records by type").first()
    .getByRole("link", { name: "Book chapter" }).click();
  await page.locator("ol.results").waitFor();
  const { total } = await api("/v1/records?type=book-chapter&limit=0");
  check((await page.locator("h1").innerText()).includes(String(total)),
        "as many as the bar says");
});

test("leaves the page, and nothing is asked any more", {},
     async ({ page, goto }) => {
  await goto("/data");
  await page.locator("#live dd").first().waitFor();
  await page.getByRole("link", { name: "paperd" }).click();
  await page.getByRole("heading", { name: "Papers, clean." }).waitFor();
  const asked = [];
  page.on("request", request => asked.push(request.url()));
  await page.waitForTimeout(2500); // longer than its period
  equal(asked, [], "requests after it was left");
});
