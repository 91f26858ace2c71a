// SPDX-License-Identifier: MIT
// The page: what stands in the address bar decides what is shown.  A view is a
// function of the address that fills <main>; it returns the title.

import { announce, el, replace } from "./dom.js";
import { switchLanguage, language, t } from "./words.js";
import * as box from "./box.js";
import * as search from "./search.js";
import * as record from "./record.js";

const start = "/record/";

// Views that few open come when they are opened.
const later = name => (...given) =>
  import(`./${name}.js`).then(module => module.show(...given));

function viewOf(path) {
  if (path === "/") return search.show;
  if (path.startsWith(start) && path.length > start.length) return record.show;
  return { "/data": later("data"), "/docs": later("docs") }[path] ?? missing;
}

function missing(main) {
  replace(main, el("h1", {}, t("notThere")),
          el("p", {}, el("a", { href: "/" }, t("home"))));
  return t("notThere");
}

// ---- showing ----

let leaving = new AbortController(); // aborted when the view is left

async function show({ focus = true } = {}) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const main = document.getElementById("main");
  const url = new URL(location.href);
  box.follow(url);
  main.setAttribute("aria-busy", "true");
  try {
    const title = await viewOf(url.pathname)(main, url, signal);
    if (signal.aborted) return;
    document.title = title ? `${title} – paperd` : "paperd";
    if (focus) main.focus({ preventScroll: true });
  } catch (error) {
    if (signal.aborted) return;
    replace(main, el("h1", {}, t("failed")),
            el("p", { role: "alert" }, String(error.message)));
  } finally {
    if (!signal.aborted) main.removeAttribute("aria-busy");
  }
}

export function go(address, { instead = false } = {}) {
  history[instead ? "replaceState" : "pushState"](null, "", address);
  if (!instead) scrollTo(0, 0);
  return show({ focus: !instead });
}

// ---- links ----

const isOurs = url => url.origin === location.origin &&
  viewOf(url.pathname) !== missing;

function onClick(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || link.target ||
      link.hasAttribute("download") ||
      event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
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
  box.words();
}

function otherLanguage() {
  switchLanguage();
  frame();
  document.getElementById("language").focus();
  show({ focus: false });
}

document.body.append(el("div", { id: "announcements", class: "hidden",
                                 role: "status", "aria-live": "polite" }));
addEventListener("popstate", () => show());
document.addEventListener("click", onClick);
box.start(go, announce);
frame();
show({ focus: false });
