// SPDX-License-Identifier: MIT
// The page of the API: each call with a form and its live answer.

import { api, check, comes, equal, FULL, test, texts } from "./support.mjs";

const callOf = (page, name) => page.locator("details.call", {
  has: page.locator("summary", { hasText: name }) }).first();

async function open(page, name) {
  const call = callOf(page, name);
  await call.locator("summary").click();
  return call;
}

const send = call => call.getByRole("button", { name: "Send" }).click();

test("finds every call of the description", {}, async ({ page, goto }) => {
  const { paths } = await api("/openapi.json");
  await goto("/docs");
  await page.locator("details.call").first().waitFor();
  const shown = (await texts(page.locator("details.call > summary")))
    .map(text => text.replace(/\s+/g, " ")).join("\n");
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods).filter(one =>
      ["get", "post"].includes(one)))
      check(shown.includes(`${method.toUpperCase()} ${path}`), method, path);
});

test("calls for a record", {}, async ({ page, goto }) => {
  await goto("/docs");
  const call = await open(page, /GET \/v1\/records\/\{doi/);
  await call.locator("input[data-in=path]").first().fill(FULL);
  await send(call);
  await call.locator(".answer pre").last().waitFor();
  const answer = await call.locator(".answer").textContent();
  check(/200/.test(answer) && /\d+ ms/.test(answer), "status and time");
  check(/etag: "/i.test(answer), "the headers");
  const { source, ...record } = await api(`/v1/records/${FULL}`);
  const { source: theirs, ...got } =
    JSON.parse(await call.locator(".answer pre").last().innerText());
  equal(got, record, "the API's record");
  equal(theirs.name, source.name, "its source");
});

test("calls with a query, and gets an error as it is",
     { allowed: [/status of 400/] }, async ({ page, goto }) => {
  await goto("/docs");
  const call = await open(page, /GET \/v1\/records(?!\/)/);
  await call.getByLabel(/^limit/).first().fill("2");
  await send(call);
  await comes("two records", async () => JSON.parse(
    await call.locator(".answer pre").last().innerText()).items.length === 2);
  await call.getByLabel(/^limit/).first().fill("nonsense");
  await send(call);
  await comes("the problem", async () =>
    /400/.test(await call.locator(".answer .status").innerText()));
});

test("posts a record to be cleaned", {}, async ({ page, goto }) => {
  await goto("/docs");
  const call = await open(page, /POST \/v1\/clean/);
  await call.locator("textarea").fill(JSON.stringify({ DOI: "10.5555/posted",
    title: ["A  <b>bold</b>  one"], type: "journal-article" }));
  await send(call);
  await comes("it is clean", async () =>
    /"A bold one"/.test(await call.locator(".answer").innerText()));
});

test("every field of every form has a name", {}, async ({ page, goto }) => {
  await goto("/docs");
  await page.evaluate(() => { for (const one of
    document.querySelectorAll("details")) one.open = true; });
  const nameless = await page.locator("main input, main select, main textarea")
    .evaluateAll(all => all.filter(one => !one.labels?.length &&
      !one.getAttribute("aria-label")).map(one => one.outerHTML.slice(0, 80)));
  equal(nameless, [], "fields without a name");
  const ids = await page.locator("[id]").evaluateAll(all =>
    all.map(one => one.id));
  equal(ids.filter((id, at) => ids.indexOf(id) !== at), [], "no id twice");
});
