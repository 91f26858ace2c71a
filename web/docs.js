// SPDX-License-Identifier: MIT
// The API, made of its own description: each call with a form and its answer.

import { get } from "./api.js";
import { announce, el, replace } from "./dom.js";
import { number, t } from "./words.js";

const SHOWN = 100_000; // characters of an answer
const EXAMPLES = { doi: "10.1038/nature14539", "doi...": "10.1038/nature14539" };

// ---- a form ----

function inputOf(parameter) {
  const { name, schema = {}, required } = parameter;
  const id = `p-${name}`;
  const value = parameter.example ?? schema.example ??
    (parameter.in === "path" ? EXAMPLES[name] : undefined) ?? "";
  return el("div", { class: "parameter" },
    el("label", {}, el("code", {}, name), required && ` (${t("required")})`,
       schema.type === "boolean"
         ? el("select", { name, "data-in": parameter.in },
              ["", "true", "false"].map(word => el("option", {}, word)))
         : el("input", { name, value, required, "data-in": parameter.in,
                         "aria-describedby": id,
                         inputmode: schema.type === "integer" ? "numeric"
                                                              : null })),
    el("small", { id }, parameter.description ?? ""));
}

function bodyOf({ requestBody }) {
  const types = Object.keys(requestBody?.content ?? {});
  if (!types.length) return null;
  return el("div", { class: "parameter" },
    el("label", {}, t("body"), " ",
       el("select", { name: "content-type" },
          types.map(type => el("option", {}, type)))),
    el("textarea", { name: "body", rows: 4, spellcheck: "false",
                     "aria-label": t("body") }));
}

function addressOf(path, form) {
  const query = new URLSearchParams();
  let address = path;
  for (const input of form.querySelectorAll("[data-in]")) {
    if (input.dataset.in === "path")
      address = address.replace(`{${input.name}}`, input.value.split("/")
        .map(encodeURIComponent).join("/"));
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

async function send(event, method, path, out) {
  event.preventDefault();
  const form = event.target, address = addressOf(path, form);
  const options = { method, headers: { Accept: "*/*" } };
  if (form.elements.body) {
    options.body = form.elements.body.value;
    options.headers["Content-Type"] = form.elements["content-type"].value;
  }
  const start = performance.now();
  try {
    const answer = await fetch(address, options);
    const body = await answer.text();
    const taken = Math.round(performance.now() - start);
    announce(`${t("answer")}: ${answer.status}`);
    replace(out, el("p", {}, el("code", {}, `${method} ${address}`),
                    ` → ${answer.status}, ${number(taken)} ms`),
      el("pre", { tabindex: "0", class: "headers" }, headersOf(answer)),
      el("pre", { tabindex: "0" },
         pretty(body, answer.headers.get("Content-Type") ?? "")
           .slice(0, SHOWN)));
  } catch (error) {
    replace(out, el("p", { role: "alert" }, error.message));
  }
}

function call(path, method, operation) {
  const out = el("div", { class: "answer" });
  const verb = method.toUpperCase();
  return el("details", { class: "call" },
    el("summary", {}, el("code", {}, `${verb} ${path}`), " ",
       el("span", {}, operation.summary ?? "")),
    el("form", { onsubmit: event => send(event, verb, path, out) },
       (operation.parameters ?? []).map(inputOf), bodyOf(operation),
       el("button", {}, t("send"))), out);
}

// ---- the view ----

export async function show(main, url, signal) {
  const description = await get("/openapi.json", { signal });
  if (signal.aborted) return "";
  const calls = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ["get", "post"].includes(method))
      .map(([method, operation]) => call(path, method, operation)));
  replace(main, el("h1", {}, "API"), el("p", {}, t("apiAbout"), " ",
    el("a", { href: "/openapi.json" }, t("openDescription"))), calls);
  return "API";
}
