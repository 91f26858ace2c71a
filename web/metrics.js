// SPDX-License-Identifier: MIT
// The text format of Prometheus, as far as this service writes it.

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;
const TAKEN = "paperd_http_request_duration_seconds";

export function read(text) {
  const rows = [];
  for (const line of text.split("\n")) {
    const found = LINE.exec(line);
    if (found) rows.push({
      name: found[1], value: Number(found[3]),
      labels: Object.fromEntries([...(found[2] ?? "").matchAll(LABEL)]
        .map(([, name, value]) => [name, value])),
    });
  }
  return {
    time: performance.now(),
    value: name => rows.find(row => row.name === name)?.value ?? 0,
    // { value of the label: value }
    by: (name, label) => Object.fromEntries(rows
      .filter(row => row.name === name)
      .map(row => [row.labels[label], row.value])),
  };
}

// Between two readings: requests a second, and bounds in seconds within which
// half and nearly all were answered; null where there was none.
export function rates(before, after) {
  const count = after.value(`${TAKEN}_count`) - before.value(`${TAKEN}_count`);
  const was = before.by(`${TAKEN}_bucket`, "le");
  const buckets = Object.entries(after.by(`${TAKEN}_bucket`, "le"))
    .map(([bound, value]) => [Number(bound), value - (was[bound] ?? 0)])
    .filter(([bound]) => Number.isFinite(bound)).sort(([a], [b]) => a - b);
  const within = share => count > 0
    ? buckets.find(([, value]) => value >= share * count)?.[0] ?? null : null;
  return { rate: 1000 * Math.max(0, count) / (after.time - before.time),
           median: within(.5), slow: within(.95) };
}
