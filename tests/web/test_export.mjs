// SPDX-License-Identifier: MIT
// Taking a record away, in the forms of other programs.

import { readFileSync } from "node:fs";
import { ask, check, comes, equal, FULL, places, recordPath, test }
  from "./support.mjs";

const RECORD = `/v1/records/${FULL}`;
const FORMS = [["BibTeX", "bibtex", ".bib"], ["RIS", "ris", ".ris"],
               ["CSL-JSON", "csl", ".json"]];
const STYLES = ["apa", "ieee", "vancouver", "chicago-author-date", "harvard"];

const section = page => page.locator("#export");
const shown = page => section(page).locator("pre").innerText();
const copied = page => page.evaluate(() => navigator.clipboard.readText());

async function choose(page, name) {
  await section(page).getByRole("radio", { name, exact: true }).check();
}

test("downloads BibTeX, RIS and CSL, byte for byte the API's", {},
     async ({ page, goto }) => {
  await goto(recordPath(FULL));
  for (const [name, format, ending] of FORMS) {
    const { body } = await ask(`${RECORD}?format=${format}`);
    await choose(page, name);
    await comes(`${name}: shown`, async () =>
      (await shown(page)).trim() === body.toString().trim());
    const [download] = await Promise.all([page.waitForEvent("download"),
      section(page).getByRole("link", { name: "Download" }).click()]);
    const bytes = readFileSync(await download.path());
    check(bytes.equals(body), name, "the same bytes", bytes.length,
          body.length);
    check(download.suggestedFilename().endsWith(ending), name,
          download.suggestedFilename());
  }
});

test("copies a citation in each style", {}, async ({ page, goto }) => {
  await goto(recordPath(FULL));
  await choose(page, "Citation");
  for (const style of STYLES) {
    const { body } = await ask(
      `${RECORD}?format=citation&style=${style}&locale=en-US`);
    await section(page).getByRole("combobox", { name: "Style" })
      .selectOption(style);
    await comes(`${style}: shown`, async () =>
      (await shown(page)).trim() === body.toString().trim());
    await section(page).getByRole("button", { name: /^Cop/ }).first().click();
    await comes(`${style}: copied`, async () =>
      (await copied(page)).trim() === body.toString().trim());
    await comes(`${style}: it is said`, async () =>
      /Copied/.test(await page.locator("#announcements").textContent()));
  }
});

const lineOf = (page, name) => section(page)
  .locator(".line", { hasText: name });

test("copies the permalink and the command", {}, async ({ page, goto }) => {
  await goto(recordPath(FULL));
  await lineOf(page, "Permalink").getByRole("button").click();
  await comes("the permalink", async () =>
    await copied(page) === places.site + recordPath(FULL));
  await lineOf(page, "As a command").getByRole("button").click();
  await comes("the command", async () =>
    /^curl '[^']+'$/.test(await copied(page)));
  const [, target] = (await copied(page)).match(/^curl '(.*)'$/);
  const { body } = await ask(target.replace(places.site, ""));
  equal(JSON.parse(body).doi, FULL, "the command gets the record");
});

test("copies where the clipboard is refused", {}, async ({ page, goto }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: {
      writeText: () => Promise.reject(new Error("refused")) } });
  });
  await goto(recordPath(FULL));
  await section(page).getByRole("button", { name: "Copy" }).first().click();
  await page.getByRole("heading", { name: "Export" }).waitFor();
  check(true, "nothing breaks");
});
