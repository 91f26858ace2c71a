// SPDX-License-Identifier: MIT
// A page on another origin, with a script of its own, uses the API as the
// page itself does.

import { createServer } from "node:http";
import { check, comes, equal, FULL, places, test } from "./support.mjs";

// Runs on the page elsewhere.
async function read(base, doi) {
  const target = `${base}/v1/records/${doi}`;
  const first = await fetch(target);
  const record = await first.json();
  const tag = first.headers.get("ETag");
  const again = await fetch(target, { headers: { "If-None-Match": tag } });
  const list = await fetch(`${base}/v1/records?query=invented+beacon&limit=2`);
  const absent = await fetch(`${base}/v1/records/10.5555/absent.elsewhere`);
  const posted = await fetch(`${base}/v1/records/lookup`, { method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ dois: [doi] }) });
  return {
    title: record.title, tag, again: again.status,
    againTag: again.headers.get("ETag"),
    total: list.headers.get("X-Total-Count"), link: list.headers.get("Link"),
    cursor: list.headers.get("X-Next-Cursor"),
    absent: absent.status, request: absent.headers.get("X-Request-Id"),
    problem: (await absent.json()).fetch,
    posted: (await posted.json()).items[0].status,
  };
}

const pages = {
  "/": ["text/html", "<!doctype html><html lang=en><title>Elsewhere</title>" +
        "<link rel=icon href=data:,><p id=out>…<script src=/read.js></script>"],
  "/read.js": ["text/javascript", `${read}
    read(${JSON.stringify(places.site)}, ${JSON.stringify(FULL)})
      .then(JSON.stringify, String)
      .then(text => { document.getElementById("out").textContent = text; });`],
  "/frame": ["text/html", "<!doctype html><html lang=en><title>Frame</title>" +
        `<link rel=icon href=data:,><iframe src="${places.site}/"></iframe>`],
};

function serve() {
  const server = createServer((request, answer) => {
    const [type, body] = pages[request.url] ?? ["text/plain", ""];
    answer.setHeader("Content-Type", type).end(body);
  });
  return new Promise(resolve => server.listen(0, "127.0.0.1", () =>
    resolve({ server, origin: `http://127.0.0.1:${server.address().port}` })));
}

const elsewhere = await serve();
elsewhere.server.unref();

test("a page elsewhere reads records, tags and headers",
     { origins: [elsewhere.origin], allowed: [/status of 404/] },
     async ({ page }) => {
  await page.goto(elsewhere.origin);
  await comes("its answers", async () =>
    /^\{/.test(await page.locator("#out").textContent()));
  const got = JSON.parse(await page.locator("#out").textContent());
  check(/Measuring tides/.test(got.title), "a record");
  check(/^"[\w-]+"$/.test(got.tag), "its entity tag", got.tag);
  equal(got.again, 304, "not sent again");
  equal(got.againTag, got.tag, "the tag of 304");
  equal(got.total, "95", "X-Total-Count");
  check(/rel="?next/.test(got.link), "Link", got.link);
  check(got.cursor, "X-Next-Cursor");
  equal([got.absent, got.problem], [404, "not_registered"], "an absent DOI");
  check(got.request, "X-Request-Id");
  equal(got.posted, "found", "a batch, after its preflight");
});

test("no page elsewhere may frame it",
     { origins: [elsewhere.origin, "null"],
       allowed: [/frame|chrome-error/i] }, async ({ page }) => {
  await page.goto(`${elsewhere.origin}/frame`);
  const [, frame] = page.frames();
  check(!frame || !await frame.locator("form.search").count(),
        "the frame stays empty");
});
