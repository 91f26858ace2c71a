// SPDX-License-Identifier: MIT
// How the page is served: policy, caching, sizes, time; and its door shut.

import { gunzipSync } from "node:zlib";
import { ask, check, equal, FULL, open, places, recordPath, test }
  from "./support.mjs";
import { show, views } from "./views.mjs";

const HTML = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const PAGES = ["/", "/?query=invented", recordPath(FULL),
               recordPath("10.5555/absent.served"), "/data", "/docs"];
const MOST = 80_000; // bytes, compressed
const RUNS = 5;
const SCRIPT_AIM = 200, SCRIPT_MOST = 1000; // ms

// ---- headers ----

const directives = policy => Object.fromEntries(policy.split(";")
  .map(one => one.trim().split(/\s+/)).map(([name, ...values]) =>
    [name, values.join(" ")]));

test("each page has its policy", {}, async () => {
  for (const path of PAGES) {
    const { headers } = await ask(path, { headers: HTML });
    check(/^text\/html/.test(headers["content-type"]), path, "is HTML",
          headers["content-type"]);
    const policy = directives(headers["content-security-policy"] ?? "");
    equal(policy["default-src"], "'self'", path, "default-src");
    equal(policy["frame-ancestors"], "'none'", path, "frame-ancestors");
    equal(policy["base-uri"], "'none'", path, "base-uri");
    check(!/unsafe|\*|data:|http/.test(headers["content-security-policy"]),
          path, "nothing is let through",
          headers["content-security-policy"]);
    equal(headers["x-content-type-options"], "nosniff", path, "nosniff");
    check(headers["referrer-policy"], path, "Referrer-Policy");
  }
});

test("no page has a script or a style of its own", {}, async () => {
  for (const path of PAGES) {
    const text = (await ask(path, { headers: HTML })).body.toString();
    check(!/<script(?![^>]*\bsrc=)/i.test(text), path, "script");
    check(!/<style/i.test(text), path, "style");
    check(!/<[^>]+\s(style|on\w+)=/i.test(text), path, "attributes");
  }
});

test("programs get JSON, browsers the page", {}, async () => {
  const rows = [[{}, "json"], [{ Accept: "*/*" }, "json"],
                [{ Accept: "application/json" }, "json"], [HTML, "html"],
                [{ Accept: "application/json, text/html;q=0.5" }, "json"]];
  for (const [headers, type] of rows) {
    const answer = await ask("/", { headers });
    check(answer.headers["content-type"].includes(type), headers, "gets", type);
    check(/accept(?!-)/i.test(answer.headers.vary), "Vary",
          answer.headers.vary);
  }
});

// ---- what is loaded ----

async function loaded() {
  const all = new Set();
  for (const view of views) {
    const user = await open({ allowed: [/./] });
    user.page.on("request", request => all.add(request.url()));
    await show(user, view);
    await user.context.close();
  }
  return [...all].map(url => url.replace(places.site, ""))
    .filter(path => path.startsWith("/web/"));
}

test("files are kept for ever, and asked for but once", {}, async () => {
  for (const path of await loaded()) {
    const { status, headers } = await ask(path);
    equal(status, 200, path);
    check(/immutable/.test(headers["cache-control"]) &&
          /max-age=31536000/.test(headers["cache-control"]), path,
          headers["cache-control"]);
    check(headers.etag, path, "ETag");
    equal((await ask(path, { headers: { "If-None-Match": headers.etag } }))
      .status, 304, path, "not sent again");
    equal(headers["x-content-type-options"], "nosniff", path, "nosniff");
    equal((await ask(path.replace(/\/web\/[^/]+/, "/web/0000"))).status, 404,
          path, "of another version");
  }
});

test("all of it is small", {}, async () => {
  const paths = await loaded();
  check(paths.length > 10, "the files", paths.length);
  let bytes = 0;
  for (const path of ["/", ...paths]) {
    const { body, headers } = await ask(path, { headers: { ...HTML,
      "Accept-Encoding": "gzip" } });
    if (headers["content-encoding"] === "gzip") {
      const plain = await ask(path, { headers: HTML });
      check(gunzipSync(body).equals(plain.body), path, "unpacks to the same");
    }
    check(path === "/" || headers["content-encoding"] === "gzip", path,
          "is compressed");
    bytes += body.length;
  }
  console.log(`web: ${paths.length} files, ${bytes} bytes compressed`);
  check(bytes <= MOST, "compressed", bytes, "at most", MOST);
});

test("a second visit loads no file again", {}, async ({ page, goto }) => {
  const sent = () => page.evaluate(() => performance.getEntriesByType(
    "resource").filter(one => one.name.includes("/web/") && one.transferSize)
    .map(one => one.name));
  await goto("/");
  const first = await sent();
  check(first.length > 0, "the first visit loads some");
  await goto("/data");
  const again = (await sent()).filter(name => first.includes(name));
  equal(again, [], "what /data has loaded again");
});

// ---- time ----

async function scriptTime(path) {
  const user = await open();
  const session = await user.context.newCDPSession(user.page);
  await session.send("Performance.enable");
  await user.goto(path);
  const { metrics } = await session.send("Performance.getMetrics");
  await user.context.close();
  return 1000 * metrics.find(({ name }) => name === "ScriptDuration").value;
}

test("the first view needs little time of scripts", {}, async () => {
  for (const path of ["/", "/?query=invented+beacon", recordPath(FULL)]) {
    const times = [];
    for (let run = 0; run < RUNS; run++) times.push(await scriptTime(path));
    const median = times.sort((a, b) => a - b)[RUNS >> 1];
    console.log(`web: scripts of ${path}: ${median.toFixed(0)} ms, ` +
                `${median < SCRIPT_AIM ? "below" : "NOT below"} ${SCRIPT_AIM}`);
    check(median < SCRIPT_MOST, path, `${median} ms`);
  }
});

// ---- the door shut ----

test("the door is shut: JSON, and no page", {}, async () => {
  const base = places.shut;
  const index = await ask("/", { headers: HTML, base });
  equal(index.status, 200, "the index");
  check(/json/.test(index.headers["content-type"]), "is JSON");
  for (const path of ["/data", "/docs", recordPath(FULL), "/web/x/page.js"]) {
    const { status, headers } = await ask(path, { headers: HTML, base });
    equal(status, 404, path);
    check(/json/.test(headers["content-type"]), path, "JSON");
  }
  equal((await ask(`/v1/records/${FULL}`, { base })).status, 200, "the API");
});
