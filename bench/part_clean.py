# SPDX-License-Identifier: MIT
"""How fast paperd cleans, beside a bare tag stripper in C and Python's
html.unescape with a pattern; and what cleaning costs a load.

Times are of the processor, the ways are measured in turns, and the least of each
counts: other work on the machine can only add.  The load is measured against
bench_paperd_copy, the same program with the cleaning of text and names replaced
by a copy when it was linked: same file, same parsing, mapping, writing and
store, and as many bytes to store, so that the difference is cleaning and
nothing else.  (Loading the clean records again would be no base: they have
other bytes, and clean text runs through the cleaner too.)
"""
import gzip
import html
import itertools
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

import figures
import served

NAME = "clean"
TURNS = 3
ROUND_SECONDS = 0.1
LOADS = 3
LOAD_MOST = 1.3
SHORT_RECORDS = 5000
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
    """One with a dozen tags and one without any, of so many bytes."""
    plain = " ".join((SENTENCES * 3).split())
    tagged = " ".join(SENTENCES.split())
    for word, marked in MARKED:
        tagged = tagged.replace(word, marked, 1)
    tagged = ("<jats:title>Abstract</jats:title><jats:p>" +
              " ".join((tagged + " " + plain).split()))
    end = "</jats:p>"
    return (tagged[:SAMPLE_BYTES - len(end)] + end, plain[:SAMPLE_BYTES])


def bulk_values(records):
    """{"title": (plain, TeX), "abstract": (plain, TeX)} of real works; values of
    sources that declare TeX are cleaned as such."""
    found = {"title": ([], []), "abstract": ([], [])}
    with gzip.open(served.BULK, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, records):
            work = json.loads(line)
            tex = (work.get("source") or "").lower() == "arxiv"
            for field, (plain, declared) in found.items():
                value = work.get(field) or ""
                value = value[0] if isinstance(value, list) else value
                if value:
                    (declared if tex else plain).append(value)
    return found


# ---- three ways, each the seconds of once through all values ----

TAG = re.compile(r"<[^>]+>")


def python_seconds(values):
    start, times = time.process_time(), 0
    while not times or time.process_time() - start < ROUND_SECONDS:
        for value in values:
            TAG.sub("", html.unescape(value))
        times += 1
    return (time.process_time() - start) / times


def c_seconds(build, kind, values):
    if not values:
        return 0
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(v.replace("\0", "").encode() + b"\0"
                            for v in values))
        file.flush()
        return float(subprocess.run([build / "bench_clean", kind, file.name],
                                    check=True, capture_output=True).stdout)


def three_seconds(build, field, plain, tex):
    """Of paperd, of the bare stripper, of Python."""
    turns = [(c_seconds(build, field, plain) +
              c_seconds(build, f"{field}-tex", tex),
              c_seconds(build, "strip", plain + tex),
              python_seconds(plain + tex)) for _ in range(TURNS)]
    return [min(column) for column in zip(*turns)]


def text_rows(build, name, field, plain, tex=(), most=None):
    """most: microseconds that one text may take."""
    plain, tex = list(plain), list(tex)
    taken = three_seconds(build, field, plain, tex)
    count = len(plain) + len(tex)
    size = sum(len(value.encode()) for value in plain + tex)
    each = 1e6 * taken[0] / count
    what = f"{name}, {size // count:,} bytes"
    yield (figures.most(what, each, most, behind=" µs") if most else
           figures.Row(what, f"{each:.2f} µs"))
    yield figures.Row("– MB/s; bare stripper's; Python's", " · ".join(
        f"{size / seconds / 1e6:,.0f}" for seconds in taken))
    yield figures.Row("– time, bare stripper's 1; Python's 1",
                      f"{taken[0] / taken[1]:.1f} · {taken[0] / taken[2]:.1f}")


# ---- loading ----

def load_seconds(program, folder):
    """Wall and processor seconds of one load into a new store."""
    for old in pathlib.Path(folder).glob("bench.db*"):
        old.unlink()
    before, start = os.times(), time.perf_counter()
    subprocess.run([program, "load", "--store", f"sqlite:{folder}/bench.db",
                    served.BULK], check=True, capture_output=True)
    wall, after = time.perf_counter() - start, os.times()
    return wall, (after.children_user - before.children_user +
                  after.children_system - before.children_system)


def load_rows(build):
    programs = [build / "paperd", build / "bench_paperd_copy"]
    with tempfile.TemporaryDirectory(dir=build) as folder:
        turns = [[load_seconds(program, folder) for program in programs]
                 for _ in range(LOADS)]
    best = [[min(times) for times in zip(*loads)] for loads in zip(*turns)]
    (wall, processor), (copy_wall, copy_processor) = best
    yield figures.most("load of 102,024 works, processor time, copying instead "
                       "of cleaning 1", processor / copy_processor, LOAD_MOST,
                       behind=f" ({processor:.1f} s)")
    yield figures.Row("– wall time, the same 1",
                      f"{wall / copy_wall:.2f} ({wall:.1f} s)")


def measure(args):
    tagged, plain = sample_abstracts()
    rows = [*text_rows(args.build, "abstract with a dozen tags", "abstract",
                       [tagged], most=10),
            *text_rows(args.build, "abstract without tags", "abstract",
                       [plain], most=3),
            *text_rows(args.build, "short titles", "title", TITLES)]
    if not served.BULK.exists():
        print("clean: the real records are not here; no bulk, no load")
        return rows
    values = bulk_values(SHORT_RECORDS if args.short else None)
    for field, (text, tex) in values.items():
        rows += text_rows(args.build, f"real {field}s", field, text, tex)
    return rows if args.short else rows + list(load_rows(args.build))
