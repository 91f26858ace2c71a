#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast paperd cleans, beside a bare tag stripper in C and Python's
html.unescape with a pattern, in one run; and what cleaning costs a load.

    bench-clean.py --build DIR [--data FILE.jsonl.gz] [--loads N] [--max R]

DIR is built with -DPAPERD_BENCH=ON.  Each figure is the best of several
rounds after a warm-up.  The load is measured against bench_paperd_copy, the
same program with the cleaning of text and names replaced by a copy when it
was linked: same file, same parsing, mapping, writing and store, and as many
bytes to store, so that the difference is cleaning and nothing else.  (Loading
the clean records again would be no base: they have other bytes, and clean
text runs through the cleaner too.)  Both load the file in turns, N times
each; the least of each counts, because other work on the machine can only
add.  Both ratios are printed; that of the processor seconds is judged, because
it hardly moves with what else the machine does, and is the stricter one where
cores are idle.  Exit status 1 when it is above R.
"""
import argparse
import gzip
import html
import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "../shared/data/bulk_100k.jsonl.gz"
ROUNDS = 7
ROUND_SECONDS = 0.2
BULK_ROUNDS = 3
SAMPLE_BYTES = 1500

# ---- sample texts, our own ----

SENTENCES = """Slow waves in the upper ocean carry heat from the tropics to
higher latitudes. We followed forty drifting buoys over three winters and
compared their tracks with the currents that a simple model predicts. The
model places the strongest flow too far north, and it misses the eddies that
form behind islands. Adding the measured wind to the model halves the error.
Most of the remaining error comes from a single season in which two storms
met. We conclude that coarse models can be used to plan rescue work, provided
that the wind is known within a few hours. The method needs no satellite link
and costs less than one day of ship time. All tracks, the code of the model
and the tables of the figures can be had from the authors. Buoys that were
lost early were left out, which may favour calm water; a second series with
heavier anchors is under way and should settle the question. """
MARKED = [  # a dozen elements, as publishers deposit them
    ("Slow waves", "<jats:italic>Slow waves</jats:italic>"),
    ("upper ocean", "<jats:bold>upper ocean</jats:bold>"),
    ("heat", "heat (CO<jats:sub>2</jats:sub> &amp; H<jats:sub>2</jats:sub>O)"),
    ("forty drifting", "10<jats:sup>2</jats:sup> drifting"),
    ("simple model", "<jats:italic>simple</jats:italic> model"),
    ("too far north", "too far north (<jats:italic>p</jats:italic> &lt; 0.05)"),
    ("single season", "<jats:bold>single</jats:bold> season"),
    ("rescue work", "<jats:italic>rescue work</jats:italic>"),
    ("satellite link", "satellite <jats:sc>link</jats:sc>"),
]
TITLES = """Drifting buoys and the winter currents of a narrow strait
Heat transport by <i>slow</i> waves
On the error of coarse models &amp; how to halve it
Rescue planning at sea: a review
CO<sub>2</sub> uptake behind islands
Wind, storms and the loss of anchors""".split("\n")


def sample_abstracts():
    plain = " ".join((SENTENCES * 3).split())
    tagged = " ".join(SENTENCES.split())
    for word, marked in MARKED:
        tagged = tagged.replace(word, marked, 1)
    tagged = ("<jats:title>Abstract</jats:title><jats:p>" +
              " ".join((tagged + " " + plain).split()))
    end = "</jats:p>"
    return (tagged[:SAMPLE_BYTES - len(end)] + end, plain[:SAMPLE_BYTES])


# ---- measuring ----

TAG = re.compile(r"<[^>]+>")


def python_clean(value):
    return TAG.sub("", html.unescape(value))


def python_seconds(values, rounds=ROUNDS):
    best = None
    for _ in range(rounds + 1):  # the first warms up
        start, times = time.perf_counter(), 0
        while not times or time.perf_counter() - start < ROUND_SECONDS:
            for value in values:
                python_clean(value)
            times += 1
        taken = (time.perf_counter() - start) / times
        best = taken if best is None else min(best, taken)
    return best


def c_seconds(build, kind, values):
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(v.replace("\0", "").encode() + b"\0"
                            for v in values))
        file.flush()
        return float(subprocess.run([build / "bench_clean", kind, file.name],
                                    check=True, capture_output=True).stdout)


def paperd_seconds(build, field, plain, tex):
    """Values of sources that declare TeX are cleaned as such."""
    return sum(c_seconds(build, kind, values) for kind, values in
               ((field, plain), (field + "-tex", tex)) if values)


def print_row(name, values, paperd, bare, python):
    size = sum(len(v.encode()) for v in values)
    cells = [f"{1e6 * seconds / len(values):7.2f} µs {size / seconds / 1e6:6.0f}"
             for seconds in (paperd, bare, python)]
    print(f"{name:26s} {size // len(values):6d}  " + "  ".join(cells) +
          f"  {paperd / bare:6.1f} {paperd / python:7.2f}")


def print_values(build, name, field, plain, tex=(), rounds=ROUNDS):
    values = list(plain) + list(tex)
    print_row(name, values, paperd_seconds(build, field, plain, tex),
              c_seconds(build, "strip", values),
              python_seconds(values, rounds))


def bulk_values(path):
    """{"title": (plain, TeX), "abstract": (plain, TeX)} of a dump."""
    found = {"title": ([], []), "abstract": ([], [])}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            work = json.loads(line)
            tex = (work.get("source") or "").lower() == "arxiv"
            for field, (plain, declared) in found.items():
                value = work.get(field) or ""
                value = value[0] if isinstance(value, list) else value
                if value:
                    (declared if tex else plain).append(value)
    return found


# ---- loading ----

def load(program, dump, folder):
    """Wall and processor seconds of one load into a new store."""
    store = pathlib.Path(folder) / "bench.db"
    for old in pathlib.Path(folder).glob("bench.db*"):
        old.unlink()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([program, "load", "--store", f"sqlite:{store}", dump],
                   check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, (after.ru_utime + after.ru_stime -
                  before.ru_utime - before.ru_stime)


def print_load(build, data, loads):
    """The ratio of the processor seconds."""
    programs = {"paperd": [], "bench_paperd_copy": []}
    with tempfile.TemporaryDirectory(dir=build) as folder:
        for _ in range(loads + 1):
            for program, times in programs.items():
                times.append(load(build / program, data, folder))
    best = {program: [min(column) for column in zip(*times[1:])]
            for program, times in programs.items()}
    clean, copy = best["paperd"], best["bench_paperd_copy"]
    print(f"\nload of {data.name}, best of {loads}:"
          f"\n  with cleaning      {clean[0]:6.2f} s, {clean[1]:6.2f} s of "
          f"processor\n  with a copy        {copy[0]:6.2f} s, {copy[1]:6.2f} s"
          f" of processor\n  ratio              {clean[0] / copy[0]:6.2f},   "
          f"{clean[1] / copy[1]:6.2f}")
    return clean[1] / copy[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", type=pathlib.Path,
                        default=ROOT / "build/bench")
    parser.add_argument("--data", type=pathlib.Path, default=DATA)
    parser.add_argument("--loads", type=int, default=5)
    parser.add_argument("--max", type=float, default=1.3,
                        help="the largest ratio of the load's seconds")
    args = parser.parse_args()
    print(f"{'':34s}{'paperd':>11s}   MB/s  {'bare strip':>10s}   MB/s  "
          f"{'python':>10s}   MB/s  ×bare  ×python")
    tagged, plain = sample_abstracts()
    print_values(args.build, "abstract, a dozen tags", "abstract", [tagged])
    print_values(args.build, "abstract, plain", "abstract", [plain])
    print_values(args.build, "titles, short", "title", TITLES)
    if not args.data.exists():
        print(f"skipped: {args.data} is not here; no bulk, no load")
        return 0
    for field, (text, tex) in bulk_values(args.data).items():
        print_values(args.build, f"all {field}s of the bulk", field, text, tex,
                     BULK_ROUNDS)
    ratio = print_load(args.build, args.data.resolve(), args.loads)
    if ratio > args.max:
        print(f"cleaning costs a load more than {args.max}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
