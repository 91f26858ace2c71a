// SPDX-License-Identifier: MIT
// The page of a record: every field the API has is there to be read, and what
// was cleaned is marked where it was.

import { addressOf, api, check, comes, equal, FULL, recordPath, test, texts }
  from "./support.mjs";

const RECORDS = ["full", "dusk", "retracted", "dirty"]
  .map(name => `10.5555/web.${name}`);

// Leaves of the API's record that are shown in another form than they have.
const date = text => new Intl.DateTimeFormat("en", { timeZone: "UTC",
  year: "numeric", ...(text.length > 4 && { month: "long" }),
  ...(text.length > 7 && { day: "numeric" }) }).format(new Date(text));
const words = text => text.replaceAll(/[-_]/g, " ");
const FORMS = [
  [/^type$|^updates\.\d+\.type$/, words],
  [/^published$|^updates\.\d+\.date$/, date],
  [/^language$/, text => new Intl.DisplayNames(["en"], { type: "language" })
    .of(text)],
  [/^open_access$/, value => value ? "yes" : "no"],
  [/^retracted$/, () => "Retracted"],
  [/\.loaded$/, text => text.slice(0, 10)],
  [/\.version$/, text => text === "vor" ? "" : text],
  [/^authors\.\d+\.(given|family)$/, () => ""], // part of the name
  [/^(url|subtitle|year|source\.rules|source\.line|.*\.direction)$/, () => ""],
  [/^source\.file$/, path => path.split("/").pop()],
  [/^licenses\.\d+\.url$/, () => ""], // the target of the link; below
  [/^funders\.\d+\.doi$/, () => ""],
];

function* leaves(value, path = "") {
  if (typeof value !== "object") yield [path, value];
  else for (const [key, one] of Object.entries(value))
    yield* leaves(one, path ? `${path}.${key}` : key);
}

function shownAs(path, value) {
  const [, form] = FORMS.find(([pattern]) => pattern.test(path)) ?? [];
  return String(form ? form(value) : value);
}

const plain = text => text.replace(/\s+/g, " ").toLowerCase();

test("reads every field of a record", {}, async ({ page, goto }) => {
  for (const doi of RECORDS) {
    const record = await api(`/v1/records/${doi}`);
    await goto(recordPath(doi));
    await page.locator("article.record").waitFor();
    for (const all of await page.getByRole("button", { name: /^Show all/ }).all())
      await all.click();
    await page.evaluate(() => { for (const one of
      document.querySelectorAll("details")) one.open = true; });
    const text = plain(await page.locator("article.record").innerText());
    for (const [path, value] of leaves(record))
      for (const line of shownAs(path, value).split("\n"))
        check(text.includes(plain(line)), doi, path, line);
  }
});

test("sees what is a link, and where it leads", {}, async ({ page, goto }) => {
  await goto(recordPath(FULL));
  const link = name => page.locator("article.record").getByRole("link", { name })
    .first().getAttribute("href");
  equal(await link(/^10\.5555\/web\.full$/), "https://doi.org/10.5555/web.full",
        "the DOI");
  equal(await link(/CC-BY-4\.0|CC BY 4\.0/),
        "https://creativecommons.org/licenses/by/4.0/", "the licence");
  const orcids = await page.locator("a[href*='orcid.org']").evaluateAll(all =>
    all.map(one => one.href));
  equal([...new Set(orcids)], ["https://orcid.org/0000-0002-1825-0097"], "ORCID");
  const outside = await page.locator("a[href^='https:']").evaluateAll(all =>
    all.filter(one => !one.rel.includes("noreferrer")).map(one => one.href));
  equal(outside, [], "links to elsewhere tell nobody where they are from");
  await page.getByRole("link", { name: "10.5555/web.retracted" }).first()
    .click();
  await page.getByRole("heading", { level: 1, name: /Perpetual/ }).waitFor();
  equal(addressOf(page), "/record/10.5555/web.retracted", "a reference");
});

test("is warned of a retraction, in the list and on the page", {},
     async ({ page, goto }) => {
  await goto("/?query=perpetual+harbour+cranes");
  const row = page.locator("ol.results > li", { hasText: "Perpetual" }).first();
  check((await texts(row.locator(".badge"))).includes("Retracted"), "the list");
  await row.locator("h2 a").click();
  await page.locator("article.record").waitFor();
  check(await page.locator("h1 .badge, .badge").first().isVisible(), "badge");
  const text = await page.locator("article.record").innerText();
  check(/Retraction/.test(text) && text.includes("10.5555/web.notice"),
        "the notice is named");
});

test("reads a title in both its languages", {}, async ({ page, goto }) => {
  const record = await api("/v1/records/10.5555/web.dusk");
  await goto(recordPath("10.5555/web.dusk"));
  const title = page.getByRole("heading", { level: 1 });
  check((await title.innerText()).includes(record.title), "English");
  const other = page.locator("article.record [lang=zh]",
                             { hasText: record.translations.zh.title }).first();
  check(await other.isVisible(), "Chinese, and marked as such");
  await goto("/?query=signals+at+dusk");
  check((await page.locator("ol.results").innerText())
    .includes(record.translations.zh.title), "in the list too");
});

// ---- what was cleaned ----

const runs = cell => cell.evaluate(one => {
  const list = [], walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    list.push([walker.currentNode.data,
               !!walker.currentNode.parentElement.closest("mark, ins, del")]);
  return list;
});

const joined = (list, marked) => list.filter(([, is]) => marked === undefined ||
  is === marked).map(([text]) => text).join("");

// A record of which nothing was changed has words in place of the table.
async function openCleaning(page) {
  await page.locator("#cleaning summary").first().click();
  await page.locator("#cleaning").locator("table, p:text('Nothing had to be changed')")
    .first().waitFor();
}

const rowOf = (page, field) => page.locator("#cleaning table tbody tr").filter({
  has: page.locator("th code", { hasText: new RegExp(`^${field}$`) }) }).first();

// field; what is unmarked in both; what is marked at the left, at the right.
const MARKED = [
  ["title", ["Lamps of ", "by the"], ["<i>", "</i>", "#233;"],
   ["é"]],
  ["abstract", ["Light ", "glass were seen at ", " candles."],
   ["<jats:p>", "amp;", "<jats:sup>", "</jats:sup>", "Abstract"], ["⁶"]],
  ["pages", ["5-", "9"], ["-"], []],
];

test("sees what was cleaned, marked where it was", {}, async ({ page, goto }) => {
  const doi = "10.5555/web.dirty";
  const { cleaning, ...record } = await api(`/v1/records/${doi}?report=full`);
  const { rules } = await api("/v1/rules");
  await goto(recordPath(doi));
  await openCleaning(page);
  for (const [field, kept, raw, clean] of MARKED) {
    const report = cleaning.fields[field], row = rowOf(page, field);
    const [left, right] = [await runs(row.locator("td").nth(0)),
                           await runs(row.locator("td").nth(1)
                             .locator(".value"))];
    equal(joined(left), report.raw, field, "as it came, whole");
    equal(joined(right), record[field], field, "clean, whole");
    equal(joined(left, false), joined(right, false), field,
          "what is not marked is the same");
    for (const text of kept)
      check(joined(left, false).includes(text), field, "unmarked:", text, left);
    for (const text of raw)
      check(joined(left, true).includes(text), field, "marked:", text, left);
    for (const text of clean)
      check(joined(right, true).includes(text), field, "marked, clean:", text,
            right);
    for (const id of Object.keys(report.rules)) {
      const text = await row.innerText();
      check(text.includes(id), field, "names the rule", id);
      check(text.includes(rules.find(one => one.id === id).summary), field,
            "has the sentence of", id);
    }
  }
});

test("sees flags, and every field that was touched", {}, async ({ page, goto
}) => {
  for (const doi of RECORDS) {
    const { cleaning } = await api(`/v1/records/${doi}?report=full`);
    await goto(recordPath(doi));
    await openCleaning(page);
    const text = await page.locator("#cleaning").innerText();
    check(!/\[object|undefined/.test(text), doi, "is all text");
    for (const [field, { rules, flags }] of Object.entries(cleaning.fields)) {
      if (rules) check(text.includes(field), doi, field);
      for (const flag of flags ?? []) check(text.includes(flag), doi, flag);
    }
    for (const flag of cleaning.flags ?? [])
      check(text.includes(flag), doi, "flag of the record", flag);
  }
});

test("sees of a fetched record where it is from",
     { allowed: [/status of 404/] }, async ({ page, goto }) => {
  await goto(recordPath("10.5555/ok.origin"));
  await page.locator("article.record").waitFor();
  const record = await api("/v1/records/10.5555/ok.origin");
  const text = await page.locator("article.record").innerText();
  check(text.includes(record.source.url), "address", record.source.url);
  check(text.includes(record.source.loaded.slice(0, 10)), "time");
});
