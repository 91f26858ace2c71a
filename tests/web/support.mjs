// SPDX-License-Identifier: MIT
// What the tests of the page share: where the daemons are, a browser whose
// every complaint is heard, and counted checks.

import { mkdirSync, readFileSync } from "node:fs";
import { get as getHttp } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

// Packages are not installed beside the tests.
export const places = JSON.parse(process.env.PAPERD_WEB);
export const require = createRequire(join(places.build, "node/tests.cjs"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core"), "utf8");

export const SHOTS = join(places.build, "../web-shots");
const PATIENCE = 15_000; // ms for anything to be seen
const TEST_MOST = 300_000; // ms
export const NARROW = { width: 320, height: 640 };
export const WIDE = { width: 1280, height: 800 };
export const FULL = "10.5555/web.full";

// ---- checks ----

export const passed = [], failed = [];
let running = "";

export function check(holds, ...what) {
  const text = `${running}: ${what.map(one => typeof one === "string"
    ? one : JSON.stringify(one)).join(" ")}`;
  (holds ? passed : failed).push(text);
  if (!holds) console.log(`failed: ${text.slice(0, 900)}`);
  return holds;
}

export function equal(got, wanted, ...what) {
  const [a, b] = [got, wanted].map(one => JSON.stringify(one));
  return check(a === b, ...what, `is ${a}, not ${b}`);
}

// Asks again until it holds; what is waited for is a check too.
export async function comes(name, run) {
  const end = Date.now() + PATIENCE;
  let last;
  do {
    try {
      last = await run();
      if (last) return check(true, name);
    } catch (error) { last = error.message; }
    await new Promise(resolve => setTimeout(resolve, 20));
  } while (Date.now() < end);
  return check(false, name, "did not come:", String(last));
}

// ---- tests ----

export const tests = [];

// What a user does, and the browser it is done in; see open().
export function test(name, options, run) {
  tests.push({ name, options, run });
}

export async function runTest({ name, options, run }) {
  running = name;
  const before = failed.length;
  let user;
  try {
    user = await open(options);
    await within(TEST_MOST, run(user));
    equal(user.problems, [], "no complaint of the browser");
  } catch (error) {
    check(false, error.stack ?? error);
  }
  if (failed.length > before && user) await keep(user.page, name);
  await user?.context.close();
}

// A page that hangs ends its test, not all of them.
function within(time, running_) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, time, new Error(`not done in ${time} ms`));
  });
  return Promise.race([running_, late]).finally(() => clearTimeout(timer));
}

// How it looked when it went wrong.
async function keep(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  const path = join(SHOTS, `failed-${name.replace(/\W+/g, "-")}.png`);
  await page.screenshot({ path, timeout: PATIENCE }).catch(() => {});
}

// ---- the browser ----

let browser;

export async function start() {
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] });
  return browser.version();
}

export const stop = () => browser?.close();

// Runs in the page: what its policy forbade is told as an error.
function watchPolicy() {
  addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
}

const quiet = (text, allowed) => allowed.some(one => one.test(text));

// All that a page must not do is a problem: errors, forbidden things, dialogs,
// requests to elsewhere.
function watch(page, origins, allowed, problems) {
  const say = text => quiet(text, allowed) || problems.push(text);
  page.on("console", message => ["error", "warning"].includes(message.type())
    && say(`console: ${message.text()} ${message.location().url}`));
  page.on("pageerror", error => say(`error: ${error.message}`));
  page.on("dialog", dialog => {
    say(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", popup => say(`popup: ${popup.url()}`));
  page.on("request", request =>
    origins.includes(new URL(request.url()).origin) ||
      request.url().startsWith("blob:") ||
      say(`request: ${request.url().slice(0, 200)}`));
}

// A user with a browser of their own: language, dark, scripts, size, base (a
// daemon by name), allowed (complaints that belong to the test), origins.
export async function open(options = {}) {
  const base = places[options.base ?? "site"];
  const context = await browser.newContext({
    locale: options.language ?? "en-GB", acceptDownloads: true,
    colorScheme: options.dark ? "dark" : "light",
    javaScriptEnabled: options.scripts !== false,
    reducedMotion: "reduce", viewport: options.size ?? WIDE,
    permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(PATIENCE);
  const problems = [], page = await context.newPage();
  if (options.scripts !== false) await context.addInitScript(watchPolicy);
  watch(page, [base, ...options.origins ?? []], options.allowed ?? [],
        problems);
  return { base, context, page, problems,
           goto: path => goto(page, base + path, options.scripts !== false) };
}

// Until the view is filled.
export const settled = page =>
  page.locator("main:not([aria-busy=true])").waitFor();

async function goto(page, url, scripts) {
  const answer = await page.goto(url);
  const type = answer?.headers()["content-type"] ?? "text/html";
  if (scripts && /html/.test(type)) await settled(page);
  return answer;
}

// ---- what is looked at ----

export const texts = locator => locator.allInnerTexts();

export const box = page => page.locator("#query");

// Its path and parameters.
export function addressOf(page) {
  const url = new URL(page.url());
  return url.pathname + url.search;
}

export const focused = page => page.evaluate(() => {
  const one = document.activeElement;
  return one === document.body ? "body"
    : one.id || one.className || one.textContent.trim();
});

// Complaints of axe about what is shown, in words.
export async function accessibility(page) {
  if (!await page.evaluate(() => "axe" in window))
    await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) =>
    `${id} ×${nodes.length}: ${nodes[0].html.slice(0, 120)} ` +
    `${nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 200)}`);
}

// ---- without the browser ----

// { status, headers, body } as sent: nothing is unpacked.
export function ask(target, { headers = {}, base = places.site } = {}) {
  return new Promise((resolve, reject) => {
    getHttp(base + target, { headers }, answer => {
      const parts = [];
      answer.on("data", part => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode,
        headers: answer.headers, body: Buffer.concat(parts) }));
    }).on("error", reject);
  });
}

export async function api(target, base) {
  const { status, body } = await ask(target, { base });
  if (status !== 200) throw new Error(`${target}: ${status} ${body}`);
  return JSON.parse(body);
}

export const recordPath = doi =>
  `/record/${doi.split("/").map(encodeURIComponent).join("/")}`;

// The stand-in upstream: from now on it behaves so.
export async function upstream(host, mode, more = {}) {
  const answer = await fetch(`${places.control}/behave`, { method: "POST",
    body: JSON.stringify({ host, mode, arg: "", ...more }) });
  if (answer.status !== 204) throw new Error(`upstream: ${answer.status}`);
}
