// SPDX-License-Identifier: MIT
// For everybody: keyboard alone, small screens, dark and light, and what axe
// has to say of each view.

import { accessibility, addressOf, box, check, comes, equal, focused, FULL, NARROW,
         recordPath, test } from "./support.mjs";
import { show, views } from "./views.mjs";

const allowed = [/status of 404/];

for (const dark of [false, true])
  for (const language of ["en-GB", "zh-CN"])
    test(`axe: ${dark ? "dark" : "light"}, ${language}`,
         { dark, language, allowed }, async user => {
      for (const view of views) {
        await show(user, view);
        equal(await accessibility(user.page), [], view.name);
      }
    });

test("axe: at 320 pixels", { size: NARROW, allowed }, async user => {
  for (const view of views) {
    await show(user, view);
    equal(await accessibility(user.page), [], view.name);
  }
});

// ---- small screens ----

// What sticks out of the screen, other than in a box that scrolls by itself.
const sticksOut = page => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const scrolls = one => one && (/auto|scroll|hidden|clip/.test(
    getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > width + 1 &&
                   one.checkVisibility() && !scrolls(one.parentElement))
    .map(one => one.outerHTML.slice(0, 80)).slice(0, 3);
});

for (const language of ["en-GB", "zh-CN"])
  test(`nothing is wider than 320 pixels, ${language}`,
       { language, size: NARROW, allowed }, async user => {
    for (const view of views) {
      await show(user, view);
      const width = await user.page.evaluate(() =>
        document.documentElement.scrollWidth);
      check(width <= NARROW.width, view.name, `is ${width} wide:`,
            await sticksOut(user.page));
    }
  });

test("text may be twice as large", { size: { width: 640, height: 800 },
     allowed }, async user => {
  for (const view of views) {
    await show(user, view);
    await user.page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    const width = await user.page.evaluate(() =>
      document.documentElement.scrollWidth);
    check(width <= 640, view.name, `is ${width} wide:`,
          await sticksOut(user.page));
  }
});

// ---- dark and light ----

const brightness = (page, name) => page.evaluate(property => {
  let one = document.querySelector("main");
  if (property === "backgroundColor")
    while (one.parentElement && getComputedStyle(one)[property]
      .endsWith(", 0)")) one = one.parentElement;
  const [r, g, b] = getComputedStyle(one)[property].match(/[\d.]+/g);
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}, name);

for (const dark of [false, true])
  test(`is ${dark ? "dark" : "light"} where the user is`, { dark },
       async ({ page, goto }) => {
    for (const path of ["/", recordPath(FULL), "/data"]) {
      await goto(path);
      const ground = await brightness(page, "backgroundColor");
      const ink = await brightness(page, "color");
      check(dark ? ground < 0.2 : ground > 0.8, path, "ground", ground);
      check(dark ? ink > 0.7 : ink < 0.3, path, "ink", ink);
    }
  });

// ---- keyboard ----

// Where Tab leads, and whether it can be seen there.
async function walk(page, most) {
  const seen = [];
  for (let at = 0; at < most; at++) {
    await page.keyboard.press("Tab");
    const one = await page.evaluate(() => {
      const node = document.activeElement, style = getComputedStyle(node);
      const { width, height, top, bottom } = node.getBoundingClientRect();
      return { body: node === document.body, html: node.outerHTML.slice(0, 100),
        name: node.id || node.className || node.textContent.trim(),
        ring: (style.outlineStyle !== "none" &&
               parseFloat(style.outlineWidth) > 0) ||
              style.boxShadow !== "none",
        inside: width > 0 && height > 0 && bottom > 0 && top < innerHeight };
    });
    if (one.body) break;
    seen.push(one);
  }
  return seen;
}

const ORDER = ["skip", "brand", "query", "Search", "Data", "API", "language"];

test("goes through every view with Tab", { allowed }, async user => {
  for (const view of views.filter(({ prepare }) => !prepare)) {
    await show(user, view);
    const seen = await walk(user.page, 60);
    equal(seen.slice(0, ORDER.length).map(one => one.name), ORDER, view.name,
          "the order");
    for (const { html, ring, inside } of seen)
      check(ring && inside, view.name, "the focus is not seen:", html);
  }
});

test("skips to the content", {}, async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  await page.keyboard.press("Tab");
  equal(await focused(page), "skip", "the first stop");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  check(await page.evaluate(() =>
    document.getElementById("main").contains(document.activeElement)),
        "the next stop is in the content");
});

test("searches and opens a record with the keyboard alone", {},
     async ({ page, goto }) => {
  await goto("/");
  while (await focused(page) !== "query") await page.keyboard.press("Tab");
  await page.keyboard.type("measuring tides imaginary");
  await page.keyboard.press("Enter");
  await page.locator("ol.results").waitFor();
  equal(await focused(page), "main", "the focus goes to what came");
  const link = page.locator("ol.results h2 a").first();
  for (let at = 0; at < 60; at++) {
    await page.keyboard.press("Tab");
    if (await link.evaluate(one => one === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await page.locator("article.record").waitFor();
  equal(addressOf(page), recordPath(FULL), "the record");
});

test("opens what was cleaned, and exports, with the keyboard", {},
     async ({ page, goto }) => {
  await goto(recordPath("10.5555/web.dirty"));
  await page.locator("#cleaning summary").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("#cleaning table").waitFor();
  await page.getByRole("radio", { name: "BibTeX" }).focus();
  await page.keyboard.press("ArrowRight");
  await comes("RIS", async () =>
    /^TY {2}- /.test(await page.locator("#export pre").innerText()));
});

// ---- what is heard ----

test("has landmarks, one heading of the first rank, no rank left out",
     { allowed }, async user => {
  for (const view of views) {
    await show(user, view);
    const { page } = user;
    for (const role of ["banner", "main", "contentinfo", "search"])
      equal(await page.getByRole(role).count(), 1, view.name, role);
    check(await page.getByRole("navigation").count(), view.name, "navigation");
    const ranks = await page.locator("h1, h2, h3, h4").evaluateAll(all => all
      .filter(one => one.checkVisibility()).map(one => +one.tagName[1]));
    equal(ranks.filter(rank => rank === 1).length, 1, view.name, "h1");
    check(ranks.every((rank, at) => rank <= (ranks[at - 1] ?? 0) + 1),
          view.name, "ranks", ranks);
    check((await page.title()).trim(), view.name, "a title");
  }
});

test("what happens is said", {}, async ({ page, goto }) => {
  const said = page.locator("#announcements");
  await goto("/?query=invented+beacon");
  await comes("the number of results", async () =>
    /95/.test(await said.textContent()));
  await box(page).fill("");
  await box(page).pressSequentially("measuring ti");
  await comes("the number of suggestions", async () =>
    /suggestion/.test(await said.textContent()));
});
