// SPDX-License-Identifier: MIT
// The search box: words, a DOI or a reference, completed while they are typed
// (a combobox with a list, by the ARIA Authoring Practices).

import { doiOf, doiPath, get, target } from "./api.js";
import { announce, el, replace } from "./dom.js";
import { number, t } from "./words.js";

const PAUSE = 120; // ms without a key before it is asked
const SHOWN = 8;

const form = document.querySelector("form.search");
const input = form.elements.query;
const list = el("ul", { id: "suggestions", role: "listbox", hidden: true });

let items = [], chosen = -1, timer = 0, asking = null, go = null;

// ---- where an input leads ----

// A reference has a year, points or commas, and more words than anyone types.
const isReference = text => text.length >= 40 && /\b(1[5-9]|20)\d\d\b/.test(text) &&
  /[.,;]\s/.test(text) && text.split(/\s+/).length >= 6;

function addressOf(text) {
  const doi = doiOf(text);
  if (doi) return `/record/${doiPath(doi)}`;
  const words = text.trim();
  return target("/", { [isReference(words) ? "query.bibliographic"
                                           : "query"]: words });
}

const addresses = {
  title: item => `/record/${item.doi ? doiPath(item.doi)
                                     : encodeURIComponent(item.id)}`,
  author: item => target("/", { author: `"${item.text}"` }),
  journal: item => target("/", { journal: item.text }),
};

// ---- the list ----

function close() {
  list.hidden = true;
  items = [];
  choose(-1);
  input.setAttribute("aria-expanded", "false");
}

function choose(index) {
  chosen = index;
  [...list.children].forEach((node, at) =>
    node.setAttribute("aria-selected", String(at === index)));
  if (index < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `suggestion-${index}`);
  list.children[index]?.scrollIntoView({ block: "nearest" });
}

function row(item, at) {
  return el("li", {
    id: `suggestion-${at}`, role: "option", "aria-selected": "false",
    onmousedown: event => event.preventDefault(), // the box keeps the focus
    onclick: () => open(item),
  }, el("span", {}, item.text),
     el("small", {}, t(`kind.${item.kind}`), item.records > 1 &&
        ` · ${t("hits", number(item.records))}`));
}

function open(item) {
  const address = addresses[item.kind]?.(item);
  close();
  if (address) go(address);
}

function showItems(found) {
  items = found.slice(0, SHOWN);
  replace(list, items.map(row));
  choose(-1);
  list.hidden = !items.length;
  input.setAttribute("aria-expanded", String(items.length > 0));
  if (items.length) announce(t("suggested", items.length));
}

async function ask() {
  const q = input.value.trim();
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  if (q.length < 2 || doiOf(q)) return close();
  try {
    const answer = await get(target("/v1/autocomplete", { q, limit: SHOWN }),
                             { signal });
    if (!signal.aborted && document.activeElement === input)
      showItems(answer.items);
  } catch {
    if (!signal.aborted) close(); // completing is a help, no more
  }
}

// ---- keys ----

const keys = {
  ArrowDown: () => choose((chosen + 2) % (items.length + 1) - 1),
  ArrowUp: () => choose((chosen + 1 + items.length) % (items.length + 1) - 1),
  Escape: close,
};

function onKey(event) {
  if (event.isComposing) return;
  if (list.hidden) return event.key === "ArrowDown" ? ask() : undefined;
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    open(items[chosen]);
  }
}

function onInput() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

function stop() {
  clearTimeout(timer);
  asking?.abort();
  close();
}

function onSubmit(event) {
  event.preventDefault();
  stop();
  go(addressOf(input.value));
}

// "/" leads to the box from wherever nothing is written.
function onSlash(event) {
  const at = event.target;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey ||
      at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))
    return;
  event.preventDefault();
  input.focus();
  input.select();
}

// ---- for the page ----

export function start(goTo) {
  go = goTo;
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": "suggestions",
  })) input.setAttribute(name, value);
  input.after(list);
  input.addEventListener("input", onInput);
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", stop);
  form.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", onSlash);
}

export function words() {
  form.querySelector("label").textContent = t("searchLabel");
  form.querySelector("button").textContent = t("search");
  input.placeholder = t("searchHint");
  list.setAttribute("aria-label", t("suggestions"));
}

// Words that were written before the script came are not lost.
export function resume() {
  if (input.value === input.defaultValue) return false;
  if (document.activeElement === input) onInput();
  return true;
}

// What stands in the box is what stands in the address.
export function follow(url) {
  if (document.activeElement === input && url.pathname !== "/") return;
  const { searchParams: params } = url;
  input.value = params.get("query") ?? params.get("query.bibliographic") ?? "";
}
