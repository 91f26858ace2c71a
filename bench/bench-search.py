#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast and how well paperd searches, beside raw FTS5 on the same records
in the same run.

    bench-search.py --build DIR [--copies N[,N…]] [--page FILE] [DUMP …]

DIR is built with -DPAPERD_BENCH=ON.  The dumps (by default the real ones
beside the project) are loaded; with copies of them, the same works under other
DOIs, there are more records, but no more words.  Raw FTS5 is a plain table of
the same texts with the same tokenizer, merged to one segment, asked for
`ORDER BY rank LIMIT 20`; of three rounds, in which both are asked in turns,
the fastest counts.  --page rewrites the table in that page.  Exit status 1
when a figure is not reached.
"""
import argparse
import json
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

import multiply
import search_input
import search_table
from search_wire import latencies, percentiles

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "../shared/data/bulk_100k.jsonl.gz"
BROAD = 10       # queries with the most hits, for facets and as load
COMPLETIONS = 2000
UNBOUNDED = 1_000_000_000
SEED = 5


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Bench:
    """A store of some dumps, and the programs that are asked about it."""

    def __init__(self, build, folder, dumps):
        self.build, self.folder = build, pathlib.Path(folder)
        self.dumps = [str(dump) for dump in dumps]
        self.figures = {}

    def place(self, name):
        return str(self.folder / name)

    def run(self, *words):
        """Lines of tab-separated values."""
        run = subprocess.run([self.build / "bench_search", *map(str, words)],
                             check=True, stdout=subprocess.PIPE, text=True)
        return [line.split("\t") for line in run.stdout.splitlines()]

    def write(self, name, lines):
        path = self.place(name)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        return path

    def drop(self, name):
        for old in self.folder.glob(name + "*"):
            old.unlink()

    def load(self):
        """Seconds, and seconds of processors."""
        self.drop("store.db")
        start, before = time.perf_counter(), processor_seconds()
        subprocess.run([self.build / "paperd", "load", "--store",
                        "sqlite:" + self.place("store.db"), *self.dumps],
                       check=True, capture_output=True)
        return time.perf_counter() - start, processor_seconds() - before

    def bare(self):
        self.drop("bare.db")
        before = processor_seconds()
        ((taken,),) = self.run("bare", self.place("store.db"),
                               self.place("rows"), self.place("bare.db"))
        self.drop("bare.db")
        return float(taken) / 1e6, processor_seconds() - before


# ---- loading ----


def least(times):
    return [min(column) for column in zip(*times)]


def measure_load(bench, loads):
    figures = bench.figures
    taken = [bench.load()]
    ((records, size),) = bench.run("texts", bench.place("store.db"),
                                   bench.place("rows"))
    figures["records"], figures["text"] = int(records), int(size)
    bare = [bench.bare()]
    for _ in range(loads - 1):
        taken.append(bench.load())
        bare.append(bench.bare())
    figures["load"], figures["bare"] = least(taken), least(bare)
    figures["load ratio"] = figures["bare"][0] / figures["load"][0]
    bench.run("raw", bench.place("store.db"), bench.place("rows"),
              bench.place("raw.db"))
    bench.drop("rows")


def measure_size(bench):
    with sqlite3.connect(bench.place("store.db")) as db:
        ((size,),) = db.execute("SELECT sum(pgsize) FROM dbstat WHERE"
                                " name LIKE 'search!_%' ESCAPE '!'")
    bench.figures["index"] = size
    bench.figures["index ratio"] = size / bench.figures["text"]


# ---- ranking ----


def overlap(bench, queries, scored):
    """The mean share of the first ten that unbounded ranking has too."""
    path = bench.write("several", [q for q in queries if " " in q])
    bounded, unbounded = (
        bench.run("first", bench.place("store.db"), count, path)
        for count in (scored, UNBOUNDED))
    shares = [len(set(some) & set(best)) / len(set(best))
              for some, best in ((set(a) - {""}, set(b) - {""})
                                 for a, b in zip(bounded, unbounded)) if best]
    return sum(shares) / len(shares)


def measure_ranks(bench, queries, scored):
    """Gives the queries with the most hits."""
    path = bench.write("queries", queries)
    rows = [[float(value) for value in row] for row in bench.run(
        "rank", bench.place("store.db"), bench.place("raw.db"), path)]
    ours, raw, totals, hits = zip(*rows)
    figures = bench.figures
    figures["ours"], figures["raw"] = percentiles(ours), percentiles(raw)
    figures["p99 ratio"] = figures["ours"]["p99"] / figures["raw"]["p99"]
    figures["equal"] = sum(a == b for a, b in zip(totals, hits)) / len(rows)
    figures["queries"] = len(rows)
    figures["overlap"] = overlap(bench, queries, scored)
    by_hits = sorted(zip(hits, queries), reverse=True)
    return list(dict.fromkeys(query for _, query in by_hits))[:BROAD]


def measure_facets(bench, broad):
    path = bench.write("broad", broad)
    rows = [[float(value) for value in row] for row in bench.run(
        "facets", bench.place("store.db"), bench.place("raw.db"), path)]
    one, one_raw, every, every_raw, totals = (sum(c) for c in zip(*rows))
    bench.figures.update({
        "facet hits": totals / len(rows),
        "facet": one / len(rows), "join": one_raw / len(rows),
        "facets": every / len(rows), "joins": every_raw / len(rows),
        "facet ratio": one / one_raw, "facets ratio": every / every_raw})


# ---- known items ----


def measure_known(bench, titles, number, scored):
    """Of records with the same title either is the one that was meant."""
    title_of = {key: search_input.bare(title) for key, title in titles}
    chosen, asked = search_input.known_items(titles, number, SEED)
    for way, queries in asked.items():
        rows = bench.run("first", bench.place("store.db"), scored,
                         bench.write("known", queries))
        found = [[title_of.get(key) for key in row] for row in rows]
        wanted = [title_of[key] for key, _ in chosen]
        count = len(wanted)
        bench.figures[way + " first"] = sum(
            want == keys[0] for want, keys in zip(wanted, found)) / count
        bench.figures[way + " ten"] = sum(
            want in keys[:10] for want, keys in zip(wanted, found)) / count


# ---- the run ----


def dumps_of(dumps, copies, folder):
    made = list(dumps)
    for number in range(1, copies):
        for dump in dumps:
            made.append(pathlib.Path(folder) / f"copy{number}-{dump.stem}")
            multiply.copy_made(dump, number, made[-1])
    return made


def measure(args, copies):
    with tempfile.TemporaryDirectory(dir=args.build) as folder:
        bench = Bench(args.build, folder, dumps_of(args.dumps, copies, folder))
        measure_load(bench, args.loads)
        measure_size(bench)
        titles = search_input.titles_of(bench.place("store.db"))
        queries = search_input.fragments(titles, args.queries, SEED)
        broad = measure_ranks(bench, queries, args.scored)
        measure_facets(bench, broad)
        if copies == 1:  # else each title has several records
            measure_known(bench, titles, args.known, args.scored)
        typed = search_input.typed_beginnings(titles, COMPLETIONS, SEED)
        bench.figures.update(latencies(bench, titles, broad, typed))
        print(json.dumps(bench.figures, indent=1), file=sys.stderr)
        return bench.figures


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("dumps", nargs="*", type=pathlib.Path, default=[DATA])
    parser.add_argument("--build", type=pathlib.Path,
                        default=ROOT / "build/bench")
    parser.add_argument("--copies", default="1")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--known", type=int, default=1000)
    parser.add_argument("--loads", type=int, default=2)
    parser.add_argument("--scored", type=int, default=20000)
    parser.add_argument("--page", type=pathlib.Path)
    return parser.parse_args()


def main():
    args = arguments()
    if not all(dump.exists() for dump in args.dumps):
        print("skipped: the dumps are not here")
        return 0
    columns = [measure(args, int(copies)) for copies in args.copies.split(",")]
    text = search_table.table(columns)
    print(text)
    if args.page:
        search_table.page_write(args.page, text)
    return 1 if search_table.MISSED in text else 0


if __name__ == "__main__":
    sys.exit(main())
