# SPDX-License-Identifier: MIT
"""How long a start takes, and what memory it takes, with few records held and
with many."""
import statistics
import time

import figures
import served
import stores

NAME = "start"
ROUNDS = 9
READY_MS = 100
RSS_MB = 60
SAME = 1.3


def started(args, store, key):
    """(milliseconds to the first answer, to the first search, bytes of memory
    after the one and after the other)"""
    begun = time.monotonic()
    with served.Served(args.build / "paperd", store.folder) as daemon:
        status = daemon.ask(stores.lookup_of(key))[0]
        answered = time.monotonic() - begun
        fresh = daemon.rss()
        found = daemon.ask("/v1/records?query=cell&facets=*")[0]
        searched = time.monotonic() - begun
        whole = daemon.rss()
        if (status, found, daemon.stop()) != (200, 200, 0):
            raise SystemExit(f"a start on {store.folder} went wrong")
    return answered * 1e3, searched * 1e3, fresh, whole


def medians(args, chosen):
    """Of each store, in turns."""
    keys = {name: store.keys(1)[0] for name, store in chosen.items()}
    runs = {name: [] for name in chosen}
    for _ in range(ROUNDS):
        for name, store in chosen.items():
            runs[name].append(started(args, store, keys[name]))
    return {name: [statistics.median(column) for column in zip(*rows)]
            for name, rows in runs.items()}


def rows_of(store, taken):
    answered, searched, fresh, whole = taken
    held = f"{store.made.records:,} records"
    return [
        figures.most(f"{held}: to the first answer", answered, READY_MS,
                     "{:.0f} ms"),
        figures.Row(f"{held}: to the first search answered",
                    f"{searched:.0f} ms"),
        figures.Row(f"{held}: memory at the first answer",
                    f"{fresh / 1e6:.0f} MB"),
        figures.most(f"{held}: memory once searched", whole / 1e6, RSS_MB,
                     "{:.0f} MB"),
    ]


def measure(args):
    if not served.BULK.exists():
        print("start: skipped, the real records are not there")
        return []
    names = ("10k", "100k") if args.short else ("100k", "1m")
    chosen = {name: stores.store_of(args, name) for name in names}
    taken = medians(args, chosen)
    rows = [row for name in names
            for row in rows_of(chosen[name], taken[name])]
    few, many = (taken[name][0] for name in names)
    rows.append(figures.most("to the first answer, ten times the records",
                             many / few, SAME, behind=" ×"))
    return rows
