// SPDX-License-Identifier: MIT
// The text format of Prometheus, as far as this service writes it.

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

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

// Between two readings: requests a second, and the bound of the bucket that
// the middle one of them fell into, in seconds; null: there was none.
export function rates(before, after) {
  const name = "paperd_http_request_duration_seconds";
  const count = after.value(`${name}_count`) - before.value(`${name}_count`);
  const was = before.by(`${name}_bucket`, "le");
  const middle = Object.entries(after.by(`${name}_bucket`, "le"))
    .map(([bound, value]) => [Number(bound), value - (was[bound] ?? 0)])
    .sort(([a], [b]) => a - b)
    .find(([bound, value]) => Number.isFinite(bound) && 2 * value >= count);
  return { rate: 1000 * Math.max(0, count) / (after.time - before.time),
           median: count > 0 ? middle?.[0] ?? null : null };
}
