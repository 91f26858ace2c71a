// SPDX-License-Identifier: MIT
// DOIs that are not held: the page tells the truth while and after they are
// fetched from the stand-in.

import { addressOf, box, check, comes, equal, test, upstream }
  from "./support.mjs";

async function paste({ page, goto }, doi) {
  await goto("/");
  await box(page).fill(doi);
  await page.keyboard.press("Enter");
}

const heading = (page, name) => page.getByRole("heading", { name });
const FAILS = { allowed: [/status of (404|50\d)/] };

test("pastes a DOI that is not held, and gets the record", FAILS, async user => {
  const { page } = user;
  await paste(user, "10.5555/slow.2500.paste");
  await comes("that it is being fetched", () =>
    page.getByText(/being fetched/).first().isVisible());
  check(await page.locator("main progress, main [role=progressbar]").count(),
        "a sign of progress");
  await heading(page, /kept under slow.2500.paste/).waitFor();
  equal(addressOf(page), "/record/10.5555/slow.2500.paste", "the address");
  await comes("it is no longer called being fetched", async () =>
    await page.getByText(/being fetched/).count() === 0);
  await page.reload();
  await heading(page, /kept under slow.2500.paste/).waitFor();
  check(true, "it stays");
});

test("pastes a DOI that nobody registered", FAILS, async user => {
  const { page } = user;
  await paste(user, "10.5555/absent.paste");
  await heading(page, /no record of 10.5555\/absent.paste/i).waitFor();
  check(/not registered/i.test(await page.locator("main").innerText()),
        "the reason is that it is not registered:",
        await page.locator("main").innerText());
});

test("pastes a DOI while the upstream is down, and tries again", FAILS,
     async user => {
  const { page } = user;
  const doi = "10.5555/ok.patience";
  await upstream("all", "down");
  try {
    await paste(user, doi);
    const wait = page.getByRole("button", { name: /Try again in \d+ s/ });
    await wait.waitFor();
    equal(await wait.isDisabled(), true, "not yet");
    const text = await page.locator("main").innerText();
    check(/fail|reach|upstream/i.test(text), "the reason", text);
    check(!/no record of/i.test(text), "it is not called absent");
    const before = Number((await wait.innerText()).match(/\d+/)[0]);
    await comes("it counts down", async () =>
      Number((await wait.innerText()).match(/\d+/)[0]) < before);
  } finally {
    await upstream("all", "up");
  }
  const again = page.getByRole("button", { name: "Try again", exact: true });
  await comes("it may be tried", async () => await again.isEnabled());
  await again.click();
  await heading(page, /kept under ok.patience/).waitFor();
  check(true, "and the record comes");
});

const REASONS = [
  ["10.5555/status.500.view", "an agency that fails"],
  ["10.5555/html.view", "an answer that is no record"],
];

test("sees an honest reason for each failure", FAILS, async user => {
  for (const [doi, name] of REASONS) {
    await paste(user, doi);
    await heading(user.page, /source|fail|upstream|no record/i).waitFor();
    const text = await user.page.locator("main").innerText();
    check(!/undefined|null|\[object/.test(text), name, text);
    check(/Try again/.test(text), name, "can be tried again", text);
  }
});

test("leaves while a record is fetched", FAILS, async user => {
  const { page } = user;
  await paste(user, "10.5555/slow.3000.left");
  await page.getByText(/being fetched/).first().waitFor();
  await page.getByRole("link", { name: "paperd" }).click();
  await heading(page, "Papers, clean.").waitFor();
  await comes("the record comes to be held", async () => (await fetch(
    `${user.base}/v1/records/10.5555/slow.3000.left?fetch=never`)).ok);
  check(await heading(page, "Papers, clean.").isVisible(),
        "and does not come over what is read now");
});
