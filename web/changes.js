// SPDX-License-Identifier: MIT
// What differs between two texts, word by word (Myers, "An O(ND) Difference
// Algorithm"), for texts as long as abstracts are.

const PIECES = 4000; // of one text; longer ones differ as a whole
const DIFFERENCES = 1200;

// Tags, references, words, numbers, white space, and runs of one sign.
const piecesOf = text => text.match(
  /<[^<>]*>|&#?\w+;|[\p{L}\p{M}]+|\p{Nd}+|\s+|(.)\1*/gsu) ?? [];

// White space is met by white space, so that words are not parted over it.
const isSame = (a, b) => a === b || (!a.trim() && !b.trim());

// The ends that are the same need no search.
function trim(a, b) {
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && isSame(a[head], b[head])) head++;
  while (tail < a.length - head && tail < b.length - head &&
         isSame(a[a.length - 1 - tail], b[b.length - 1 - tail])) tail++;
  return [head, tail];
}

// How far each diagonal came, step by step; null when they differ too much.
function steps(a, b) {
  const trace = [], most = Math.min(a.length + b.length, DIFFERENCES);
  let far = new Map([[1, 0]]);
  for (let d = 0; d <= most; d++) {
    trace.push(new Map(far));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && far.get(k - 1) < far.get(k + 1))
        ? far.get(k + 1) : far.get(k - 1) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && isSame(a[x], b[y])) { x++; y++; }
      far.set(k, x);
      if (x >= a.length && y >= b.length) return trace;
    }
  }
  return null;
}

function walkBack(a, b, trace, keptA, keptB) {
  let x = a.length, y = b.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const far = trace[d], k = x - y;
    const from = k === -d || (k !== d && far.get(k - 1) < far.get(k + 1))
      ? k + 1 : k - 1;
    const fromX = far.get(from), fromY = fromX - from;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      keptA[x] = keptB[y] = a[x] === b[y];
    }
    if (d > 0) { x = fromX; y = fromY; }
  }
}

// Runs of pieces: [{ text, changed }].
function runs(pieces, kept) {
  const all = [];
  pieces.forEach((text, at) => {
    const changed = !kept[at], last = all.at(-1);
    if (last?.changed === changed) last.text += text;
    else all.push({ text, changed });
  });
  return all;
}

// { raw, clean }: both texts as runs of what is in both and what is not.
export function changes(raw, clean) {
  const a = piecesOf(raw), b = piecesOf(clean);
  const keptA = new Array(a.length).fill(false);
  const keptB = new Array(b.length).fill(false);
  const [head, tail] = trim(a, b);
  for (let i = 0; i < head; i++) keptA[i] = keptB[i] = a[i] === b[i];
  for (let i = 1; i <= tail; i++)
    keptA[a.length - i] = keptB[b.length - i] = a.at(-i) === b.at(-i);
  const midA = a.slice(head, a.length - tail), midB = b.slice(head, b.length - tail);
  const trace = midA.length <= PIECES && midB.length <= PIECES
    ? steps(midA, midB) : null;
  if (trace) {
    const inA = [], inB = [];
    walkBack(midA, midB, trace, inA, inB);
    midA.forEach((_, i) => { keptA[head + i] = inA[i] ?? false; });
    midB.forEach((_, i) => { keptB[head + i] = inB[i] ?? false; });
  }
  return { raw: runs(a, keptA), clean: runs(b, keptB) };
}
