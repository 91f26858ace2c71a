// SPDX-License-Identifier: MIT
// The views that every test of looks and access goes through.

import { FULL, recordPath } from "./support.mjs";

const openAll = page => page.evaluate(() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
});

async function withCleaning(page) {
  await openAll(page);
  await page.locator("#cleaning table").waitFor();
}

async function withAnswer(page) {
  const call = page.locator("details.call",
                            { hasText: "GET /v1/stats" }).first();
  await call.locator("summary").click();
  await call.locator("form button").click();
  await call.locator(".answer pre").last().waitFor();
}

async function withSuggestions(page) {
  await page.locator("#query").pressSequentially("measuring ti");
  await page.getByRole("option").first().waitFor();
}

const NOT_FOUND = [/status of 404/];

// name, where, what is done there before it is looked at, and what the
// browser may say of it.
export const views = [
  { name: "start", path: "/" },
  { name: "suggestions", path: "/", prepare: withSuggestions },
  { name: "results", path: "/?query=invented+beacon" },
  { name: "filtered", path: "/?query=invented&type=journal-article" },
  { name: "nothing", path: "/?query=xyzzyplughnothing" },
  { name: "record", path: recordPath(FULL) },
  { name: "cleaned", path: recordPath("10.5555/web.dirty"),
    prepare: withCleaning },
  { name: "translated", path: recordPath("10.5555/web.dusk") },
  { name: "retracted", path: recordPath("10.5555/web.retracted") },
  { name: "absent", path: recordPath("10.5555/absent.view"),
    allowed: NOT_FOUND },
  { name: "data", path: "/data" },
  { name: "docs", path: "/docs" },
  { name: "call", path: "/docs", prepare: withAnswer },
];

export async function show(user, view) {
  await user.goto(view.path);
  await view.prepare?.(user.page);
}
