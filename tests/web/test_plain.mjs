// SPDX-License-Identifier: MIT
// Without JavaScript: the search and the record are plain HTML.

import { accessibility, addressOf, api, check, equal, FULL, NARROW,
         recordPath, test } from "./support.mjs";

const PLAIN = { scripts: false };
const SERIES = 95;

test("searches without JavaScript", PLAIN, async ({ page, goto }) => {
  await goto("/");
  const words = page.locator("input[name=query]");
  await words.fill("invented beacon");
  await words.press("Enter");
  await page.locator("ol.results").waitFor();
  equal(addressOf(page), "/?query=invented+beacon", "the address");
  const { items, total } = await api(
    "/v1/records?query=invented+beacon&fields=title");
  check((await page.locator("h1").innerText()).includes(String(total)),
        "the count");
  equal((await page.locator("ol.results h2 a").allInnerTexts()).map(one =>
    one.trim()), items.map(one => one.title), "the titles");
  equal(await page.locator("input[name=query]").inputValue(),
        "invented beacon", "the words in the box");
});

test("reads a list to its end without JavaScript", PLAIN,
     async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  const seen = new Set();
  for (let pages = 0; pages < SERIES; pages++) {
    for (const href of await page.locator("ol.results h2 a").evaluateAll(all =>
      all.map(one => one.href))) seen.add(href);
    const next = page.locator("a[rel=next]");
    if (!await next.count()) break;
    await next.click();
  }
  equal(seen.size, SERIES, "all of them");
});

test("reads a record without JavaScript", PLAIN, async ({ page, goto }) => {
  const record = await api(`/v1/records/${FULL}`);
  await goto("/?query=measuring+tides+imaginary");
  await page.getByRole("link", { name: /Measuring tides/ }).first().click();
  await page.locator("article.record").waitFor();
  equal(addressOf(page), recordPath(FULL), "the address");
  const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  const told = [record.title, ...record.abstract.split("\n"),
                ...record.authors.map(one => one.name), record.journal.title,
                record.authors[0].orcid, record.doi, record.volume,
                record.pages, record.publisher, record.references[1].text,
                record.updates[0].doi];
  for (const one of told) check(text.includes(one), "has", one);
  equal(await page.locator("script:not([type=module])").count(), 0,
        "no other script");
});

test("reads a translation and a retraction without JavaScript", PLAIN,
     async ({ page, goto }) => {
  await goto(recordPath("10.5555/web.dusk"));
  check(await page.locator("[lang=zh]", { hasText: "黄昏的信号" }).first()
    .isVisible(), "the Chinese title");
  await goto(recordPath("10.5555/web.retracted"));
  check(await page.locator(".badge").first().isVisible(), "the badge");
});

test("asks for a missing DOI without JavaScript",
     { scripts: false, allowed: [/status of 404/] }, async ({ page, goto }) => {
  const doi = "10.5555/ok.plain";
  await goto(recordPath(doi));
  check(/not held/i.test(await page.locator("main").innerText()), "not held");
  await page.getByRole("link", { name: "Fetch it" }).click();
  await page.locator("article.record").waitFor();
  check(/kept under ok.plain/.test(await page.locator("h1").innerText()),
        "it is fetched");
});

test("pastes a DOI without JavaScript", PLAIN, async ({ page, goto }) => {
  await goto("/");
  await page.locator("input[name=query]").fill(FULL);
  await page.locator("input[name=query]").press("Enter");
  check(/Measuring tides/.test(await page.locator("main").innerText()),
        "the record, or a list that has it");
});

test("the other views say what they need", PLAIN, async ({ page, goto }) => {
  for (const path of ["/data", "/docs"]) {
    await goto(path);
    check(/JavaScript/.test(await page.locator("body").innerText()), path);
  }
});

const PATHS = ["/", "/?query=invented+beacon", "/?query=xyzzyplughnothing",
               recordPath(FULL), recordPath("10.5555/web.dusk")];

// axe needs scripts: the page's own do not come.  (So it sees nothing of what
// stands in noscript, as on the pages that a script fills.)
for (const dark of [false, true])
  test(`plain pages are accessible, ${dark ? "dark" : "light"}`,
       { dark, size: NARROW, allowed: [/status of 404|ERR_FAILED/] },
       async ({ page, base }) => {
    await page.route(/\/web\/.*\.js$/, route => route.abort());
    for (const path of PATHS) {
      await page.goto(base + path);
      equal(await accessibility(page), [], path);
      const width = await page.evaluate(() =>
        document.documentElement.scrollWidth);
      check(width <= NARROW.width, path, "is wider than the screen:", width);
    }
  });
