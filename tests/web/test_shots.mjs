// SPDX-License-Identifier: MIT
// Pictures of every view, for people to look at.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { check, SHOTS, test, WIDE } from "./support.mjs";
import { show, views } from "./views.mjs";

const SMALL = { width: 390, height: 844 };
const SETS = [
  ["1280-light", { size: WIDE }], ["1280-dark", { size: WIDE, dark: true }],
  ["1280-zh", { size: WIDE, language: "zh-CN" }],
  ["390-light", { size: SMALL }],
];

for (const [set, options] of SETS)
  test(`pictures, ${set}`, { ...options, allowed: [/status of 404/] },
       async user => {
    mkdirSync(SHOTS, { recursive: true });
    for (const view of views) {
      await show(user, view);
      const path = join(SHOTS, `${view.name}-${set}.png`);
      await user.page.screenshot({ path, fullPage: true });
      check(statSync(path).size > 1000, view.name);
    }
  });
