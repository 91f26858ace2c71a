// SPDX-License-Identifier: MIT
// Searching, as a reader does it.

import { addressOf, api, box, check, comes, equal, focused, settled, test,
         texts } from "./support.mjs";

const SERIES = 95;
const titles = page => texts(page.locator("ol.results > li h2 a"));
const count = async page =>
  Number((await page.locator("h1.count").innerText()).replace(/\D/g, ""));

// The number a list has by the API, and what the page says it is.
async function countAgrees(page, query, name) {
  const { total } = await api(`/v1/records?limit=0&${query}`);
  check(total > 0, name, "there are some");
  equal(await count(page), total, name, "the count on the page");
}

test("types words and presses Enter", {}, async ({ page, goto }) => {
  await goto("/");
  await box(page).fill("invented beacon");
  await page.keyboard.press("Enter");
  await page.locator("ol.results").waitFor();
  equal(addressOf(page), "/?query=invented+beacon", "the address");
  await countAgrees(page, "query=invented+beacon", "words");
  check((await titles(page))[0].includes("invented beacon"), "first title");
  const marks = await texts(page.locator("ol.results mark"));
  check(marks.length && marks.every(one => /^(invented|beacon)s?$/i.test(one)),
        "only the words are marked", marks.slice(0, 5));
  check((await page.title()).includes("invented beacon"), "document title");
  equal(await page.locator("ol.results > li").count() >= 20, true,
        "a page of results");
});

test("completes words from the keyboard", {}, async ({ page, goto }) => {
  await goto("/");
  await box(page).pressSequentially("measuring ti");
  await page.getByRole("option").first().waitFor();
  equal(await box(page).getAttribute("aria-expanded"), "true", "expanded");
  await page.keyboard.press("ArrowDown");
  const id = await box(page).getAttribute("aria-activedescendant");
  const chosen = page.locator(`#${id}`);
  equal(await chosen.getAttribute("aria-selected"), "true", "the first");
  await page.keyboard.press("ArrowUp");
  equal(await box(page).getAttribute("aria-activedescendant"), null,
        "back in the box");
  await page.keyboard.press("ArrowUp");
  const last = await page.getByRole("option").count() - 1;
  equal(await page.getByRole("option").nth(last).getAttribute("aria-selected"),
        "true", "from the box up to the last");
  await page.keyboard.press("Escape");
  equal(await page.getByRole("option").count(), 0, "Escape shuts the list");
  equal(await box(page).inputValue() !== "", true, "and keeps the words");
  equal(await focused(page), "query", "the focus never left");
});

test("opens a completed title", {}, async ({ page, goto }) => {
  await goto("/");
  await box(page).pressSequentially("measuring tides on an ima");
  const option = page.getByRole("option", { name: /Measuring tides/ }).first();
  await option.waitFor();
  while (await option.getAttribute("aria-selected") !== "true")
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("article.record").waitFor();
  equal(addressOf(page), "/record/10.5555/web.full", "the address");
});

test("suggestions are those of the API", {}, async ({ page, goto }) => {
  const { items } = await api("/v1/autocomplete?q=keeper&limit=8");
  await goto("/");
  await box(page).pressSequentially("keeper");
  await page.getByRole("option").first().waitFor();
  const shown = await texts(page.getByRole("option"));
  equal(shown.length, items.length, "so many");
  items.forEach((item, at) =>
    check(shown[at]?.includes(item.text), `number ${at}`, item.text));
  await box(page).fill("k");
  await comes("one letter has none", async () =>
    await page.getByRole("option").count() === 0);
});

const facet = (page, name, value) => page
  .getByRole("complementary", { name: "Filters" }).locator("details, section")
  .filter({ hasText: name }).getByRole("link", { name: value }).first();

test("clicks a facet, and takes it away", {}, async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  const link = facet(page, "Type", "Book chapter");
  const number = Number((await link.innerText()).match(/(\d+)\s*$/)[1]);
  await link.click();
  await comes("the address", () =>
    addressOf(page) === "/?query=invented+beacon&type=book-chapter");
  await comes("the count is the facet's", async () =>
    await count(page) === number);
  await countAgrees(page, "query=invented+beacon&type=book-chapter", "facet");
  equal(await facet(page, "Type", "Book chapter").getAttribute("aria-current"),
        "true", "it is marked");
  await page.getByRole("link", { name: /^Remove/ }).first().click();
  await comes("back to all", async () => await count(page) === SERIES);
  equal(addressOf(page), "/?query=invented+beacon", "the address, again");
});

test("every facet's number is that of its list", {}, async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  const links = page.getByRole("complementary", { name: "Filters" })
    .getByRole("link");
  const rows = await links.evaluateAll(all => all.map(one =>
    [one.getAttribute("href"), one.innerText]));
  const counted = rows.filter(([href]) => !/&(has|retracted)=/.test(href));
  check(counted.length > 8, "there are facets");
  for (const [href, text] of counted) {
    const { total } = await api(`/v1/records${href.slice(1)}&limit=0`);
    const number = text.replaceAll(",", "").match(/(\d+)\s*$/);
    check(number, href, "has a number:", text);
    equal(Number(number?.[1]), total, href);
  }
});

test("orders what was found", {}, async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  for (const sort of ["-published", "published", "-citations", "title"]) {
    await page.getByRole("combobox", { name: "Order" }).selectOption(sort);
    await comes(`${sort}: the address`, () =>
      new URL(page.url()).searchParams.get("sort") === sort);
    const { items } = await api("/v1/records?query=invented+beacon&fields=" +
                                `title&limit=20&sort=${sort}`);
    await comes(`${sort}: as the API`, async () =>
      String((await titles(page)).slice(0, 20)) ===
      String(items.map(one => one.title)));
  }
});

test("reloads, goes back and forward", {}, async ({ page, goto }) => {
  await goto("/");
  await box(page).fill("invented beacon");
  await page.keyboard.press("Enter");
  await page.locator("ol.results").waitFor();
  await facet(page, "Type", "Book chapter").click();
  await comes("filtered", async () => await count(page) < SERIES);
  const filtered = await count(page), [first] = await titles(page);
  await page.reload();
  await settled(page);
  equal(await count(page), filtered, "the same after a reload");
  equal((await titles(page))[0], first, "the same first title");
  equal(await box(page).inputValue(), "invented beacon", "words in the box");
  await page.locator("ol.results h2 a").first().click();
  await page.locator("article.record").waitFor();
  await page.goBack();
  await comes("back to the list", async () => await count(page) === filtered);
  await page.goBack();
  await comes("back to all", async () => await count(page) === SERIES);
  await page.goBack();
  await comes("back to the start", () =>
    page.getByRole("heading", { name: "Papers, clean." }).isVisible());
  equal(await box(page).inputValue(), "", "the box is empty");
  await page.goForward();
  await comes("forward", async () => await count(page) === SERIES);
});

test("comes back to where it was in a list", {}, async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  const items = page.locator("ol.results > li");
  await items.nth(30).scrollIntoViewIfNeeded().catch(() => {});
  await page.getByText(/More results/).scrollIntoViewIfNeeded()
    .catch(() => {});
  await comes("a second page", async () => await items.count() > 20);
  const link = items.nth(25).locator("h2 a"), title = await link.innerText();
  await link.click();
  await page.locator("article.record").waitFor();
  equal(await page.evaluate(() => scrollY), 0, "a record begins at its top");
  await page.goBack();
  await comes("the record left is seen again", async () => {
    const again = page.locator("ol.results h2 a", { hasText: title }).first();
    return await again.count() && await again.evaluate(one => {
      const { top, bottom } = one.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
  });
});

test("reads a list to its end", {}, async ({ page, goto }) => {
  await goto("/?query=invented+beacon");
  const items = page.locator("ol.results > li");
  await comes("all records", async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    return await items.count() >= SERIES;
  });
  const all = await page.locator("ol.results h2 a").evaluateAll(links =>
    links.map(one => one.getAttribute("href")));
  equal(all.length, SERIES, "so many");
  equal(new Set(all).size, SERIES, "none twice");
  equal(await page.locator("button.more").count(), 0, "no button for more");
});

test("presses the button for more, without a mouse", {}, async ({ page, goto
}) => {
  await page.addInitScript(() => {
    window.IntersectionObserver = class {
      observe() {}
      disconnect() {}
    };
  });
  await goto("/?query=invented+beacon");
  const items = page.locator("ol.results > li");
  equal(await items.count(), 20, "a page");
  await page.getByRole("button", { name: "More results" }).focus();
  await page.keyboard.press("Enter");
  await comes("another", async () => await items.count() === 40);
});

test("asks for what there is not", {}, async ({ page, goto }) => {
  await goto("/?query=xyzzyplughnothing");
  await page.getByRole("heading", { name: "Nothing found." }).waitFor();
  check(await page.getByRole("status").first().textContent(),
        "it is announced");
});

test("follows a wrong address", { allowed: [/status of 4/] },
     async ({ page, base }) => {
  for (const path of ["/?sort=nonsense", "/?from=nonsense",
                      "/?query=a&cursor=nonsense"]) {
    const answer = await page.goto(base + path);
    check(/html/.test(answer.headers()["content-type"]), path, "is a page");
    check(await page.locator("form.search").count() === 1, path,
          "one may search again");
    check(!/undefined|\[object/.test(await page.locator("body").innerText()),
          path, "says why");
  }
});

test("pastes a DOI that is held, in its several forms", {}, async ({ page, goto
}) => {
  for (const text of ["10.5555/web.full", "doi:10.5555/web.full",
                      "https://doi.org/10.5555/web.full",
                      " http://dx.doi.org/10.5555/WEB.full "]) {
    await goto("/");
    await box(page).fill(text);
    await page.keyboard.press("Enter");
    await comes(text, () =>
      page.getByRole("heading", { name: /Measuring tides/ }).first()
        .isVisible());
    check(addressOf(page).toLowerCase() === "/record/10.5555/web.full", text,
          addressOf(page));
  }
});

test("pastes a reference", {}, async ({ page, goto }) => {
  await goto("/");
  await box(page).fill("Tester, A., & Ångström, J.-P. (2021). Measuring tides " +
    "on an imaginary coast. Journal of Invented Results, 7(2), 101-110.");
  await page.keyboard.press("Enter");
  await comes("the work comes first", async () =>
    /Measuring tides/.test(await page.locator("main").innerText()));
});
