// SPDX-License-Identifier: MIT
// The public API, as any page may use it: fetch(), entity tags, problems.

export class Problem extends Error {
  constructor(status, document, headers) {
    super(document.detail || document.title || `status ${status}`);
    this.status = status;
    this.document = document;
    this.retryAfter = Number(headers?.get("Retry-After")) || 0; // seconds
  }
}

const TAGS_MOST = 200;
const tagged = new Map(); // target -> { tag, body }

function remember(target, tag, body) {
  tagged.delete(target);
  tagged.set(target, { tag, body });
  if (tagged.size > TAGS_MOST) tagged.delete(tagged.keys().next().value);
}

async function problemOf(answer) {
  const text = await answer.text();
  try {
    return new Problem(answer.status, JSON.parse(text), answer.headers);
  } catch {
    return new Problem(answer.status, { title: text.slice(0, 200) },
                       answer.headers);
  }
}

// The JSON at a target.  What was got before and has not changed is not sent
// again (RFC 9110 section 13: If-None-Match).  Throws a Problem.
export async function get(target, options = {}) {
  const known = tagged.get(target);
  const headers = { Accept: "application/json", ...options.headers };
  if (known) headers["If-None-Match"] = `"${known.tag}"`;
  const answer = await fetch(target, { ...options, headers });
  if (answer.status === 304 && known) return known.body;
  if (!answer.ok) throw await problemOf(answer);
  const body = await answer.json();
  const tag = /^"(.*)"$/.exec(answer.headers.get("ETag") ?? "");
  if (tag) remember(target, tag[1], body);
  return body;
}

// Text, for the forms of other programs and the metrics.
export async function text(target, options = {}) {
  const answer = await fetch(target, options);
  if (!answer.ok) throw await problemOf(answer);
  return answer.text();
}

// A DOI in a path: what would end it or change it is encoded.  "/../" would be
// followed, unless it is all one segment.
export function doiPath(doi) {
  const parts = doi.split("/");
  return parts.some(part => part === "." || part === "..")
    ? encodeURIComponent(doi) : parts.map(encodeURIComponent).join("/");
}

export function target(path, params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== null && value !== undefined && value !== "")
      query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

// What a text is, when all of it is a DOI: as it stands, or as an address.
export function doiOf(text) {
  const found = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i
    .exec(text.trim());
  return found ? found[1] : null;
}
