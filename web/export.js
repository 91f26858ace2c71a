// SPDX-License-Identifier: MIT
// The record in the forms of other programs, to copy or to keep.

import { doiPath, target, text } from "./api.js";
import { announce, el } from "./dom.js";
import { t } from "./words.js";

const FORMS = [["bibtex", "BibTeX", "bib"], ["ris", "RIS", "ris"],
               ["csl", "CSL-JSON", "json"], ["citation", null, "txt"],
               ["json", "JSON", "json"]];
const STYLES = ["apa", "ieee", "vancouver", "chicago-author-date", "harvard"];
const LOCALES = { en: "en-US", zh: "zh-CN" };

function select(value) {
  const field = el("textarea", { class: "hidden", "aria-hidden": "true" });
  field.value = value;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

// A page of no secure origin has no clipboard, and a browser may refuse it.
async function put(value) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return select(value);
  }
}

async function copy(button, value) {
  const said = t(await put(value) ? "copied" : "notCopied");
  button.focus();
  button.textContent = said;
  announce(said);
  setTimeout(() => { button.textContent = t("copy"); }, 2000);
}

const copyButton = (value, name) => el("button", { type: "button",
  "aria-label": `${t("copy")}: ${name}`,
  onclick: event => copy(event.currentTarget, value()) }, t("copy"));

function shown(key) {
  const path = `/v1/records/${doiPath(key)}`;
  const state = { form: "bibtex", style: "apa" };
  const out = el("pre", { tabindex: "0", "aria-label": t("export") });
  const keep = el("a", { class: "button" }, t("download"));
  const styles = el("label", { class: "quiet", hidden: true }, `${t("style")} `,
    el("select", { name: "style", onchange: event => {
      state.style = event.target.value;
      fill();
    } }, STYLES.map(style => el("option", {}, style))));

  async function fill() {
    const params = { format: state.form };
    if (state.form === "citation")
      Object.assign(params, { style: state.style,
                              locale: LOCALES[document.documentElement.lang] });
    const address = target(path, params);
    const [, , ending] = FORMS.find(([form]) => form === state.form);
    styles.hidden = state.form !== "citation";
    keep.href = address;
    keep.setAttribute("download",
                      `${key.replace(/[^\w.-]+/g, "_")}.${ending}`);
    try {
      out.textContent = (await text(address)).trim();
    } catch (error) {
      out.textContent = error.message;
    }
  }

  const tabs = FORMS.map(([form, name]) => el("label", {},
    el("input", { type: "radio", name: "form", value: form,
                  checked: form === state.form,
                  onchange: () => { state.form = form; fill(); } }),
    ` ${name ?? t("cite")}`));
  fill();
  return [el("fieldset", { class: "forms" },
             el("legend", { class: "hidden" }, t("export")), tabs), styles,
          out, el("p", { class: "actions" },
                  copyButton(() => out.textContent, t("export")), keep)];
}

function line(name, value) {
  return el("p", { class: "line" }, el("span", {}, name),
            el("code", {}, value), copyButton(() => value, name));
}

export function exports(record, key) {
  const path = doiPath(key);
  return el("section", { id: "export" }, el("h2", {}, t("export")),
    shown(key), line(t("permalink"), `${location.origin}/record/${path}`),
    line(t("curl"), `curl '${location.origin}/v1/records/${path.replaceAll("'", "%27")}'`));
}
