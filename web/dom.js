// SPDX-License-Identifier: MIT
// Elements.  Text only ever goes in as text: there is no way here to parse
// markup, so that what stands in a record cannot become part of the page.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false)
      node.append(child); // a string becomes a text node
}

// el("a", { href: "/", onclick: f }, "text", other)
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export function replace(node, ...children) {
  node.replaceChildren();
  add(node, children);
  return node;
}

// Says it to who cannot see what changed.
export function announce(text) {
  const place = document.getElementById("announcements");
  if (place) place.textContent = text;
}

// The address of a link that may be followed, else null: records say where
// things are, and "javascript:" is no place.
export function address(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:"
      ? url.href
      : null;
  } catch {
    return null;
  }
}
