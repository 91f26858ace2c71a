// SPDX-License-Identifier: MIT
// Records and addresses that attack: they are read, and nothing of them runs,
// loads or leads elsewhere.

import { api, box, check, comes, equal, places, recordPath, test }
  from "./support.mjs";

const HOSTILE = { base: "hostile", allowed: [/status of 4\d\d/] };
const PLAIN = { ...HOSTILE, scripts: false };
const MOST = 1000;

const list = async () => (await api(
  `/v1/records?limit=${MOST}&fields=doi`, places.hostile)).items
  .map(({ doi }) => doi);

// Runs in the page: what of it a record could have put there.
function strange() {
  const found = [];
  const bad = /^(script|iframe|object|embed|base|style|img|math|mglyph|frame)$/;
  for (const one of document.querySelectorAll("*")) {
    const name = one.localName, html = one.outerHTML.slice(0, 90);
    const own = /^(script|img)$/.test(name) && one.getAttribute("src")
      ?.startsWith("/web/");
    if (bad.test(name) && !own) found.push(html);
    if (name === "meta" && one.httpEquiv === "refresh") found.push(html);
    for (const { name: attribute, value } of one.attributes) {
      if (/^on/.test(attribute) || attribute === "srcdoc" ||
          attribute === "style") found.push(html);
      if (/^(href|src|action|formaction|data|xlink:href)$/.test(attribute) &&
          !/^(https?:|mailto:)$/.test(new URL(value, location.href).protocol))
        found.push(html);
      // A record's text may be looked up here, but leads nowhere by itself.
      if (/^(src|action)$/.test(attribute) &&
          new URL(value, location.href).origin !== location.origin)
        found.push(html);
    }
  }
  return found;
}

// Signs that turn the text after them around stay in their own box.
function turned() {
  const sign = /[\u202a-\u202e\u2066-\u2069]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement: one } = walker.currentNode;
    if (!sign.test(data) || one.closest("pre, textarea, script, noscript"))
      continue;
    const { display, unicodeBidi } = getComputedStyle(one);
    if (display.startsWith("inline") && !/isolate|plaintext/.test(unicodeBidi))
      found.push(one.outerHTML.slice(0, 90));
  }
  return found;
}

async function inert(page, name) {
  equal(await page.evaluate(strange), [], name, "nothing strange");
  equal(await page.evaluate(turned), [], name, "nothing turned around");
  equal(new URL(page.url()).origin, places.hostile, name, "still here");
  check(await page.locator("form.search").count() === 1, name, "one form");
  check(await page.locator("main").count() === 1, name, "one main");
}

const openAll = page => page.evaluate(() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
});

test("reads records that attack", HOSTILE, async ({ page, goto }) => {
  const dois = await list();
  check(dois.length > 80, "there are attacks", dois.length);
  for (const doi of dois) {
    await goto(recordPath(doi));
    await page.locator("article.record").waitFor();
    await openAll(page);
    await comes(`${doi}: what was cleaned`, async () =>
      await page.locator("#cleaning table, #cleaning p").count());
    await inert(page, doi);
  }
});

test("reads records that attack, without JavaScript", PLAIN,
     async ({ page, goto }) => {
  for (const doi of await list()) {
    await goto(recordPath(doi));
    await inert(page, doi);
    check(await page.locator("article.record").count() === 1, doi,
          "one record");
  }
});

test("reads every form of records that attack", HOSTILE,
     async ({ page, goto }) => {
  for (const doi of (await list()).filter((_, at) => at % 8 === 0)) {
    await goto(recordPath(doi));
    for (const name of ["RIS", "CSL-JSON", "Citation", "JSON"])
      await page.getByRole("radio", { name, exact: true }).check();
    await inert(page, doi);
  }
});

const VIEWS = ["/?query=attack", "/?query=attack&sort=title", "/data",
               "/?sort=-published", "/docs"];

for (const [name, options] of [["", HOSTILE],
                               [", without JavaScript", PLAIN]])
  test(`sees lists and plots of attacks${name}`, options,
       async ({ page, goto }) => {
    for (const path of VIEWS) {
      await goto(path);
      await openAll(page);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await inert(page, path);
    }
  });

test("completes words to attacks", HOSTILE, async ({ page, goto }) => {
  for (const words of ["attack", "journal", "gathered", "<script", "\"><"]) {
    await goto("/");
    await box(page).pressSequentially(words);
    await comes(`${words}: asked`, () => page.evaluate(() => performance
      .getEntriesByType("resource").some(({ name }) =>
        name.includes("/v1/autocomplete"))));
    await page.keyboard.press("ArrowDown");
    await inert(page, words);
  }
});

// ---- fields that no cleaning has touched ----

const RAW = ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>",
             "\"><svg onload=alert(1)>", "javascript:alert(1)",
             "data:text/html,<script>alert(1)</script>",
             "\u202e<b>turned</b>\u2066", "__proto__"];

// The same document with another text wherever it has one.
const replaced = (value, text) => typeof value === "string" ? text
  : Array.isArray(value) ? value.map(one => replaced(one, text))
  : value && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, one]) =>
      [key, replaced(one, text)])) : value;

// Whatever the service answers, each text in it is an attack.
async function poison(page, text) {
  await page.unrouteAll({ behavior: "wait" });
  await page.route(/\/(v1\/|openapi)/, async route => {
    const answer = await route.fetch();
    const type = answer.headers()["content-type"] ?? "";
    if (!/json/.test(type)) return route.fulfill({ response: answer,
                                                   body: text });
    return route.fulfill({ response: answer,
      body: JSON.stringify(replaced(await answer.json(), text)) });
  });
}

const POISONED = ["/?query=attack", recordPath("10.5555/attack.1"), "/data",
                  "/docs", recordPath("10.5555/attack.none")];

for (const text of RAW)
  test(`a service whose every text is ${JSON.stringify(text)}`,
       { ...HOSTILE, allowed: [/status of 4\d\d/, /Incorrect locale/i] },
       async ({ page, goto }) => {
    await poison(page, text);
    for (const path of POISONED) {
      await goto(path);
      await openAll(page);
      await inert(page, path);
    }
    await page.unrouteAll({ behavior: "wait" });
  });

// ---- addresses ----

const WORDS = ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>",
               "' autofocus onfocus='alert(1)", "javascript:alert(1)",
               "</title><script>alert(1)</script>", "{{1+1}}", "{main}",
               "\u202eabc", "%00", "%0d%0aX-Attack: 1"];
const PLACES = [
  one => `/?query=${one}`, one => `/?type=${one}`, one => `/?journal=${one}`,
  one => `/?query=a&sort=${one}`, one => `/?query=a&cursor=${one}`,
  one => `/?${one}=1`, one => `/record/${one}`, one => `/record/10.5555/${one}`,
  one => `/record/10.5555/x?fetch=${one}`, one => `/#${one}`,
  one => `/data?${one}`, one => `/docs#${one}`, one => `/${one}`,
];

for (const [name, options] of [["", HOSTILE],
                               [", without JavaScript", PLAIN]])
  test(`follows addresses that attack${name}`, options,
       async ({ page, goto }) => {
    for (const place of PLACES)
      for (const words of WORDS) {
        const path = place(encodeURIComponent(words));
        const answer = await goto(path).catch(() => null);
        const type = answer?.headers()["content-type"] ?? "";
        check(!answer?.headers()["x-attack"], path, "no header of it");
        // Only another fragment of the same page: there is no answer.
        if (!answer || /html/.test(type)) await inert(page, path);
        else check(/json/.test(type), path, "is", type);
      }
  });
