// SPDX-License-Identifier: MIT
// The page in English and in Chinese.

import { addressOf, ask, box, check, comes, equal, FULL, recordPath, settled,
         test } from "./support.mjs";
import { show, views } from "./views.mjs";

const CHINESE = /[\u4e00-\u9fff]/;
const ZH = { language: "zh-CN" };
const htmlLanguage = page => page.locator("html").getAttribute("lang");

// What a browser says it reads, and what it then gets.
const BROWSERS = [["zh-CN", "zh"], ["zh-TW", "zh"], ["en-US", "en"],
                  ["de-DE", "en"]];

for (const [language, wanted] of BROWSERS)
  test(`reads in ${wanted} where the browser is ${language}`, { language },
       async ({ page, goto }) => {
    await goto("/");
    equal((await htmlLanguage(page)).slice(0, 2), wanted, "the page's language");
    equal(CHINESE.test(await page.getByRole("heading", { level: 1 })
      .innerText()), wanted === "zh", "the heading");
  });

test("switches the language, and it stays", {}, async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  await page.getByRole("button", { name: "本页中文版" }).click();
  await comes("Chinese", async () => await htmlLanguage(page) === "zh");
  await page.getByRole("complementary", { name: "筛选" }).waitFor();
  equal(addressOf(page), "/?query=invented+beacon", "the address is the same");
  equal(await box(page).inputValue(), "invented beacon", "the words too");
  await page.reload();
  await settled(page);
  equal(await htmlLanguage(page), "zh", "after a reload");
  await page.locator("ol.results h2 a").first().click();
  await page.getByRole("heading", { name: "作者" }).waitFor();
  await page.getByRole("button", { name: "This page in English" }).click();
  await page.getByRole("heading", { name: "Authors" }).waitFor();
  equal(await htmlLanguage(page), "en", "and back");
});

test("the switch leaves a form as it was filled", {}, async ({ page, goto }) => {
  await goto("/");
  await box(page).fill("half a word");
  await page.getByRole("button", { name: "本页中文版" }).click();
  await comes("Chinese", async () => await htmlLanguage(page) === "zh");
  equal(await box(page).inputValue(), "half a word", "what was typed");
});

// Words of the other language that are names, or the record's own.
const KEPT = /DOI|API|BibTeX|RIS|CSL|JSON|CSV|paperd|English/;

test("finds no English left in the Chinese frame", ZH, async user => {
  for (const view of views.filter(({ name }) =>
    ["start", "results", "record", "data", "nothing"].includes(name))) {
    await show(user, view);
    const labels = await user.page.locator("h1:not([lang]), h2:not([lang]), " +
      "dt, button, summary, legend, thead th, figcaption, nav a, " +
      "label:not(:has(input))").evaluateAll(all => all
      .filter(one => !one.closest("ol.results, [lang]:not(html), .call"))
      .map(one => one.innerText.trim()));
    for (const label of new Set(labels))
      check(!label || CHINESE.test(label) || KEPT.test(label) ||
            !/[a-z]{3}/.test(label), view.name, "is not Chinese:", label);
  }
});

test("numbers and dates are of the language", ZH, async ({ page, goto }) => {
  await goto(recordPath(FULL));
  check(/2021年5月6日/.test(await page.locator("article.record").innerText()),
        "a date");
});

// Accept-Language, and the language of the page without a script.
const HEADERS = [["zh-CN,zh;q=0.9,en;q=0.5", "zh"], ["en-US,en;q=0.9", "en"],
                 ["de,fr;q=0.5", "en"], ["en;q=0.3, zh;q=0.8", "zh"],
                 ["zh;q=0, en", "en"], ["", "en"], ["*", "en"],
                 ["<script>alert(1)</script>", "en"]];

test("the server answers in the language asked for", {}, async () => {
  for (const [header, wanted] of HEADERS) {
    const { headers, body } = await ask("/", { headers: {
      Accept: "text/html", "Accept-Language": header } });
    const [, lang] = /<html lang="([^"]*)"/.exec(body.toString()) ?? [];
    equal(lang, wanted, `"${header}"`);
    check(/accept-language/i.test(headers.vary ?? ""), `"${header}"`, "Vary is",
          headers.vary);
  }
});
