// SPDX-License-Identifier: MIT
// The page: what stands in the address bar decides what is shown.  A view is a
// function of the address that fills <main>; it returns the title.

import { announce, el, replace } from "./dom.js";
import { switchLanguage, language, t } from "./words.js";
import * as box from "./box.js";
import * as search from "./search.js";

const start = "/record/";

// Views that not everyone opens come when they are opened.
const later = name => (...given) =>
  import(`./${name}.js`).then(module => module.show(...given));
const views = { "/": search.show, "/data": later("data"), "/docs": later("docs") };
const record = later("record");

function viewOf(path) {
  if (path.startsWith(start) && path.length > start.length) return record;
  return views[path.replace(/(.)\/$/, "$1")] ?? missing;
}

function missing(main) {
  replace(main, el("div", { class: "empty" }, el("h1", {}, t("notThere")),
          el("p", {}, el("a", { href: "/" }, t("home")))));
  return t("notThere");
}

function failed(main, error) {
  replace(main, el("div", { class: "empty" }, el("h1", {}, t("failed")),
    el("p", { role: "alert" }, String(error.message)),
    el("button", { type: "button", onclick: () => show() }, t("retry"))));
}

// ---- showing ----

let leaving = new AbortController(); // aborted when the view is left

function markSection(path) {
  for (const link of document.querySelectorAll("header nav a"))
    if (link.pathname === path) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
}

async function show({ focus = true, scroll = 0, typed = false } = {}) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const main = document.getElementById("main");
  const url = new URL(location.href);
  if (!typed) box.follow(url);
  markSection(url.pathname);
  main.setAttribute("aria-busy", "true");
  try {
    const title = await viewOf(url.pathname)(main, url, signal);
    if (signal.aborted) return;
    document.title = title ? `${title} – paperd` : "paperd";
    if (focus) main.focus({ preventScroll: true });
    if (url.hash) document.getElementById(url.hash.slice(1))?.scrollIntoView();
    else if (scroll !== null) scrollTo({ top: scroll, behavior: "instant" });
  } catch (error) {
    if (!signal.aborted) failed(main, error);
  } finally {
    if (!signal.aborted) main.removeAttribute("aria-busy");
  }
}

// Where the page stood is kept with its place in the history.
function keepScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}

export function go(address, { instead = false } = {}) {
  keepScroll();
  history[instead ? "replaceState" : "pushState"](null, "", address);
  return show({ focus: !instead, scroll: instead ? null : 0 });
}

// ---- links ----

const isOurs = url => url.origin === location.origin &&
  viewOf(url.pathname) !== missing;

const isElsewhere = (event, link) => event.defaultPrevented || link.target ||
  event.button !== 0 || link.hasAttribute("download") || event.metaKey ||
  event.ctrlKey || event.shiftKey || event.altKey;

function onClick(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || isElsewhere(event, link)) return;
  const url = new URL(link.href);
  if (!isOurs(url) || (url.hash && url.pathname === location.pathname &&
                       url.search === location.search))
    return;
  event.preventDefault();
  go(url.href);
}

// ---- the frame ----

function frame() {
  document.documentElement.lang = language;
  const nav = document.querySelector("header nav");
  nav.setAttribute("aria-label", t("sections"));
  replace(nav, el("a", { href: "/data" }, t("data")),
          el("a", { href: "/docs" }, "API"),
          el("button", { type: "button", id: "language", class: "plain",
                         lang: language === "en" ? "zh" : "en",
                         "aria-label": t("languageSwitchLabel"),
                         onclick: otherLanguage }, t("languageSwitch")));
  document.querySelector("a.skip").textContent = t("skip");
  document.querySelector("footer p").textContent = t("footer");
  box.words();
}

function otherLanguage() {
  switchLanguage();
  frame();
  document.getElementById("language").focus();
  show({ focus: false, scroll: null, typed: true });
}

history.scrollRestoration = "manual";
document.body.append(el("div", { id: "announcements", class: "hidden",
                                 role: "status", "aria-live": "polite" }));
addEventListener("popstate", () => show({ scroll: history.state?.scroll ?? 0 }));
addEventListener("pagehide", keepScroll);
document.addEventListener("click", onClick);
box.start(go);
frame();
show({ focus: false, scroll: history.state?.scroll ?? 0, typed: box.resume() });
