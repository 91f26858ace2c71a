#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// All tests of the page, or those whose names have one of the words given.

import { failed, passed, runTest, start, stop, tests } from "./support.mjs";
import "./test_search.mjs";
import "./test_fetch.mjs";
import "./test_record.mjs";
import "./test_export.mjs";
import "./test_language.mjs";
import "./test_plain.mjs";
import "./test_data.mjs";
import "./test_docs.mjs";
import "./test_origin.mjs";
import "./test_served.mjs";
import "./test_access.mjs";
import "./test_attacks.mjs";
import "./test_shots.mjs";

const words = process.argv.slice(2);
const wanted = tests.filter(({ name }) =>
  !words.length || words.some(word => name.includes(word)));

console.log(`web: Chromium ${await start()}`);
for (const one of wanted) {
  const before = [passed.length, failed.length];
  await runTest(one);
  const bad = failed.length - before[1];
  console.log(`${bad ? "FAILED" : "ok"} ${one.name}: ` +
              `${passed.length - before[0]} checks, ${bad} failed`);
}
await stop();
console.log(`web: ${passed.length} checks passed, ${failed.length} failed`);
process.exitCode = failed.length || !passed.length ? 1 : 0;
