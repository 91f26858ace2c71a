# SPDX-License-Identifier: MIT
"""Look-ups at half of the most there can be, alone and while everything else
goes on: two clients search broadly, one asks for batches, and a new dump is
loaded.  The daemon has a processor to itself, and all clients another, as if
they were elsewhere."""
import contextlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import threading
import time
import typing

import figures
import library
import multiply
import served
import stores

NAME = "mixed"
CONNECTIONS = 32
SEARCHERS = 2
BATCH = 1000
MOST_TIMES = 3
# Alone, or others use the machine and what is beside it says nothing.
MOST_ALONE = 1000  # microseconds
UNDER_WAY_SECONDS = .3
SETTLED_SECONDS = 1
BROAD = ("cell", "study", "effect", "model", "analysis", "human", "system",
         "patients", "data", "treatment")


class Lengths(typing.NamedTuple):
    rounds: int
    seconds: int
    works: int   # of a dump: at least as many as are loaded meanwhile


SHORT, WHOLE = Lengths(1, 2, 6000), Lengths(5, 6, 16_000)


class Busy:
    """What goes on beside; whatever fails in it fails the measurement."""

    def __init__(self, args, daemon, keys, lengths):
        self.daemon, self.keys, self.lengths = daemon, keys, lengths
        self.words = [
            str(word) for word in (
                args.build / "bench_paced", daemon.port, stores.lines_write(
                    daemon.folder / "broad",
                    [f"/v1/records?query={word}&facets=*" for word in BROAD]),
                0, SEARCHERS, lengths.seconds + UNDER_WAY_SECONDS)]
        self.turn = 0
        self.searches, self.batches, self.loaded = [], 0, []

    def batches_ask(self, end):
        while not end.is_set():
            at = self.batches * BATCH % (len(self.keys) - BATCH)
            body = json.dumps({"dois": self.keys[at:at + BATCH]}).encode()
            status = self.daemon.ask("/v1/records/lookup", "POST", body,
                                     {"Content-Type": "application/json"})[0]
            if status != 200:
                self.batches = -1
                return
            self.batches += 1

    def progress(self):
        return json.loads(self.daemon.ask("/readyz")[1])

    def load(self):
        """A dump of new works, for the daemon that serves."""
        self.turn += 1
        name = f"{self.turn}.jsonl"
        made = self.daemon.folder / name
        multiply.first_made(served.BULK, self.lengths.works, made,
                            100 + self.turn)
        made.rename(self.daemon.data / name)
        self.daemon.signal(signal.SIGHUP)

    @contextlib.contextmanager
    def going_on(self):
        end = threading.Event()
        asker = threading.Thread(target=self.batches_ask, args=(end,))
        before = self.progress()["records"]
        self.load()
        searcher = subprocess.Popen(self.words, stdout=subprocess.PIPE)
        asker.start()
        try:
            time.sleep(UNDER_WAY_SECONDS)
            yield
        finally:
            self.loaded.append(self.progress()["records"] - before)
            end.set()
            asker.join()
            out = searcher.communicate()[0].split()
        self.searches.append(float(out[0]))
        if float(out[1]) or self.batches < 0:
            raise SystemExit("mixed: a search or a batch was refused")

    def wait_loaded(self):
        """Until nothing is left to load, nor of it to merge."""
        now = self.progress()
        while now["files"] > now["files_done"]:
            time.sleep(.1)
            now = self.progress()
        time.sleep(SETTLED_SECONDS)


def measured(args, daemon, keys, lengths):
    """The rate; what look-ups took, alone and beside all else, in turns."""
    targets = stores.lines_write(daemon.folder / "lookups",
                                 [stores.lookup_of(key) for key in keys])

    def lookups(rate):
        return stores.paced(args.build, daemon, targets, rate, CONNECTIONS,
                            lengths.seconds)

    rate = round(statistics.median(lookups(0).rate for _ in range(3)) / 2)
    busy, alone, beside = Busy(args, daemon, keys, lengths), [], []
    for _ in range(lengths.rounds):
        alone.append(lookups(rate))
        with busy.going_on():
            beside.append(lookups(rate))
        busy.wait_loaded()
    return rate, alone, beside, busy


def median(runs, part):
    return statistics.median(getattr(run, part) for run in runs)


def shown(runs):
    return " · ".join(f"{median(runs, part):,.0f} µs"
                      for part in ("p50", "p95", "p99"))


def rows_of(rate, alone, beside, busy, lengths):
    times = [two.p99 / one.p99 for one, two in zip(alone, beside)]
    seconds = lengths.rounds * (lengths.seconds + UNDER_WAY_SECONDS)
    return [
        figures.Row("look-ups a second, half of the most", f"{rate:,}"),
        figures.held("alone, p50 · p95 · p99", shown(alone),
                     median(alone, "p99") <= MOST_ALONE,
                     f"p99 ≤ {MOST_ALONE:,} µs"),
        figures.Row("beside all else, p50 · p95 · p99", shown(beside)),
        figures.most("p99, alone 1", statistics.median(times), MOST_TIMES),
        figures.Row("meanwhile: broad searches with all facets",
                    f"{statistics.median(busy.searches):.0f}/s"),
        figures.Row("meanwhile: records in batches of 1,000",
                    f"{busy.batches * BATCH / seconds:,.0f}/s"),
        figures.held("meanwhile: works loaded",
                     f"{sum(busy.loaded) / seconds:,.0f}/s",
                     min(busy.loaded) > 0, "some each time"),
    ]


@contextlib.contextmanager
def copy_of(store, folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        shutil.copy(store.path, folder)
        yield folder
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def running_on(processor):
    """This program, and what it starts."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def measure(args):
    lacking = library.missing("taskset")
    if lacking:
        print(f"{NAME}: skipped, {lacking}")
        return []
    lengths = SHORT if args.short else WHOLE
    store = stores.store_of(args, "100k")
    here, there = library.processors()
    with copy_of(store, args.build / "stores/mixed") as folder, \
            running_on(there), \
            served.Served(args.build / "paperd", folder, "--access-log", "off",
                          "--fetch", "off", "--answer-cache", library.ROOM,
                          before=library.on(here)) as daemon:
        return rows_of(*measured(args, daemon, store.keys(), lengths), lengths)
