#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// What Lighthouse says of three views: at least LEAST in each category.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { check, failed, FULL, passed, places, recordPath }
  from "./support.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices"];
const VIEWS = ["/", recordPath(FULL), "/data"];
const LEAST = 95, RUNS = 3; // the median of so many

const { resolve } = createRequire(join(places.build, "lighthouse/tests.cjs"));
const load = name => import(pathToFileURL(resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const middle = list => list.sort((a, b) => a - b)[list.length >> 1];

async function scores(url, port) {
  const { lhr } = await lighthouse(url, { port, onlyCategories: CATEGORIES,
                                          logLevel: "error" });
  for (const { id, score, scoreDisplayMode } of Object.values(lhr.audits))
    if (score !== null && score < 0.9 && scoreDisplayMode !== "informative")
      console.log(`  ${id}: ${score}`);
  return CATEGORIES.map(name =>
    Math.round(100 * lhr.categories[name].score));
}

const browser = await launch({ chromePath: "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage"] });
for (const path of VIEWS) {
  const rows = [];
  for (let run = 0; run < RUNS; run++)
    rows.push(await scores(places.site + path, browser.port));
  CATEGORIES.forEach((name, at) => {
    const score = middle(rows.map(row => row[at]));
    console.log(`${path} ${name}: ${score}`);
    check(score >= LEAST, path, name, score);
  });
}
await browser.kill();
console.log(`lighthouse: ${passed.length} checks passed, ` +
            `${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;
