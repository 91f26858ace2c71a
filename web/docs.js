// SPDX-License-Identifier: MIT
// The API, made of its own description: each call with a form and its answer.

import { get } from "./api.js";
import { announce, el, replace } from "./dom.js";
import { number, t } from "./words.js";

const SHOWN = 60_000; // characters of an answer

// By the beginning of the path; what is of none is the service's own.
const GROUPS = [
  ["own", /^\/v1\//], ["service", /^\/(healthz|readyz|metrics|openapi|$)/],
  ["crossref",
   /^\/(works|types|journals|prefixes|members|funders|licenses)\b/],
  ["matching", /^\/service\//], ["doi", /^/],
];

const BODIES = {
  "/v1/records/lookup": doi => JSON.stringify({ dois: [doi] }),
  "/v1/verify": (doi, title) => `${title}. doi:${doi}`,
  "/v1/clean": (doi, title) => JSON.stringify({ DOI: doi.toUpperCase(),
    title: [`<i>${title}</i>`], author: [{ family: "O&apos;NEILL",
                                           given: "A" }] }, null, 1),
  "/service/lookup": (doi, title) => title,
  "/service/lookup/biblio": (doi, title) => title,
};

// ---- a form ----

let fields = 0; // each has an id of its own

function valuesOf({ schema = {} }) {
  if (schema.type === "boolean") return ["", "true", "false"];
  return schema.enum ? ["", ...schema.enum] : null;
}

function inputOf(parameter, tried) {
  const { name, schema = {}, required, description = "" } = parameter;
  const id = `parameter-${fields++}`, values = valuesOf(parameter);
  const value = parameter.in === "path"
    ? (/^dois?$/.test(name) ? tried.doi : parameter.example ?? schema.example)
    : undefined;
  const attributes = { id, name, required, "data-in": parameter.in,
                       "aria-describedby": `${id}-says` };
  return el("div", { class: "parameter" },
    el("label", { for: id }, el("code", {}, name),
       required && el("small", {}, ` ${t("required")}`)),
    values
      ? el("select", attributes, values.map(word => el("option", {}, word)))
      : el("input", { ...attributes, value, spellcheck: "false",
                      autocomplete: "off", inputmode:
                      schema.type === "integer" ? "numeric" : null }),
    el("small", { id: `${id}-says` }, description));
}

function choice(name, label, words) {
  const id = `parameter-${fields++}`;
  return el("div", { class: "parameter" },
    el("label", { for: id }, label),
    el("select", { id, name }, words.map(([value, word]) =>
      el("option", { value }, word))));
}

function bodyOf({ requestBody }, path, { doi, title }) {
  const types = Object.keys(requestBody?.content ?? {});
  if (!types.length) return null;
  const text = BODIES[path]?.(doi, title) ?? "";
  const first = text.startsWith("{") ? types
    : types.toSorted(type => type === "text/plain" ? -1 : 1);
  return [choice("content-type", "Content-Type", first.map(one => [one, one])),
    el("textarea", { name: "body", rows: 4, spellcheck: "false",
                     "aria-label": t("body") }, text)];
}

function acceptOf({ responses }) {
  const types = Object.keys(responses?.[200]?.content ?? {});
  return types.length > 1
    ? choice("accept", "Accept", [["*/*", t("any")],
                                  ...types.map(one => [one, one])]) : null;
}

const encoded = text => text.split("/").map(encodeURIComponent).join("/");

function addressOf(path, form) {
  const query = new URLSearchParams();
  let address = path;
  for (const input of form.querySelectorAll("[data-in]")) {
    if (input.dataset.in === "path")
      address = address.replace(`{${input.name}}`, () => encoded(input.value));
    else if (input.value) query.set(input.name, input.value);
  }
  const text = query.toString();
  return text ? `${address}?${text}` : address;
}

// ---- its answer ----

function pretty(text, type) {
  if (!/json/.test(type) || /ndjson/.test(type)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const headersOf = answer => [...answer.headers]
  .map(([name, value]) => `${name}: ${value}`).join("\n");

function optionsOf(method, { elements }) {
  const options = { method,
                    headers: { Accept: elements.accept?.value ?? "*/*" } };
  if (elements.body) {
    options.body = elements.body.value;
    options.headers["Content-Type"] = elements["content-type"].value;
  }
  return options;
}

const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;

function curlOf(address, { headers, body }) {
  return ["curl", quoted(location.origin + address),
    headers.Accept !== "*/*" && `-H ${quoted(`Accept: ${headers.Accept}`)}`,
    body !== undefined &&
      `-H ${quoted(`Content-Type: ${headers["Content-Type"]}`)} ` +
      `--data-binary ${quoted(body)}`].filter(Boolean).join(" ");
}

function answered(answer, body, taken) {
  const text = pretty(body, answer.headers.get("Content-Type") ?? "");
  return [el("p", { class: "status" }, `${answer.status} ${answer.statusText}`,
    el("small", {}, ` ${t("milliseconds", number(taken))}, ` +
                    `${number(body.length / 1000,
                              { maximumFractionDigits: 1 })} kB`)),
    el("details", { open: true }, el("summary", {}, t("headers")),
       el("pre", { class: "headers", tabindex: "0",
                   "aria-label": t("headers") }, headersOf(answer))),
    el("pre", { tabindex: "0", "aria-label": t("answer") },
       text.slice(0, SHOWN)),
    text.length > SHOWN ? el("p", { class: "note" }, t("cut")) : null];
}

async function send(event, method, path, out) {
  event.preventDefault();
  const form = event.target, address = addressOf(path, form);
  const options = optionsOf(method, form);
  const start = performance.now();
  const asked = el("div", { class: "asked" },
                   el("code", {}, curlOf(address, options)));
  replace(out, asked, el("p", {}, t("loading")));
  try {
    const answer = await fetch(address, options);
    const body = await answer.text();
    const taken = Math.round(performance.now() - start);
    announce(`${t("answer")}: ${answer.status}`);
    replace(out, asked, answered(answer, body, taken));
  } catch (error) {
    replace(out, asked, el("p", { role: "alert" }, error.message));
  }
}

function call({ path, method, operation }, tried) {
  const out = el("div", { class: "answer" });
  const verb = method.toUpperCase();
  const filled = el("div", {});
  const fill = () => filled.firstChild ?? replace(filled,
    el("form", { onsubmit: event => send(event, verb, path, out) },
       (operation.parameters ?? []).map(one => inputOf(one, tried)),
       acceptOf(operation), bodyOf(operation, path, tried),
       el("p", {}, el("button", { class: "main" }, t("send")))), out);
  return el("details", { class: "call", ontoggle: fill },
    el("summary", {}, el("span", { class: `verb ${method}` }, verb),
       " ", el("code", {}, path), " ",
       el("span", {}, operation.summary ?? "")), filled);
}

// ---- the view ----

function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ["get", "post"].includes(method))
      .map(([method, operation]) => ({ path, method, operation })));
}

function groupsOf(description) {
  const groups = new Map(GROUPS.map(([name]) => [name, []]));
  for (const one of operationsOf(description))
    groups.get(GROUPS.find(([, path]) => path.test(one.path))[0]).push(one);
  return [...groups].filter(([, calls]) => calls.length);
}

// A record that is held, so that what the forms ask for is there.
async function triedOne(signal) {
  const { items } = await get("/v1/records?limit=1&has=abstract&sort=-citations" +
                              "&fields=doi,title", { signal });
  return { doi: "10.1038/nature14539", title: "Deep learning", ...items[0] };
}

export async function show(main, url, signal) {
  const [description, tried] = await Promise.all([
    get("/openapi.json", { signal }), triedOne(signal)]);
  if (signal.aborted) return "";
  const groups = groupsOf(description);
  replace(main, el("div", { class: "manual" },
    el("div", { class: "contents" },
       el("ul", { "aria-label": t("contents") }, groups.map(([name]) => el("li", {},
         el("a", { href: `#${name}` }, t(`group.${name}`)))))),
    el("div", {}, el("h1", {}, "API"),
       el("p", { class: "quiet" }, t("apiAbout"), " ",
          el("a", { href: "/openapi.json" }, t("openDescription"))),
       groups.map(([name, calls]) => el("section", { id: name },
         el("h2", {}, t(`group.${name}`)),
         calls.map(one => call(one, tried)))))));
  return "API";
}
