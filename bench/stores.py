# SPDX-License-Identifier: MIT
"""Stores of several sizes, made once of real works and kept beside the
programs until these change; and what making them took."""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import time
import typing
import urllib.parse

import multiply
import served

KEYS = 20_000
SCALES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
COPIES = {"100k": 1, "1m": 10}


class Made(typing.NamedTuple):
    records: int
    seconds: float     # of the load
    processors: float  # seconds of all of them
    rss: int           # most bytes while it loaded
    disk: int          # bytes of the store
    json: int          # bytes of the dumps, unpacked


class Store:
    def __init__(self, folder, made):
        self.folder, self.made = folder, made
        self.path = folder / "store.db"

    def keys(self, number=KEYS, seed=1):
        """Random ones of all."""
        chance = random.Random(seed)
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as db:
            last, = db.execute("SELECT max(id) FROM records").fetchone()
            ids = [chance.randint(1, last) for _ in range(number)]
            rows = [db.execute("SELECT key FROM records WHERE id = ?", (one,))
                    .fetchone() for one in ids]
        return [row[0] for row in rows if row]


def lookup_of(key):
    return "/v1/records/" + urllib.parse.quote(key, safe="")


def lines_write(path, lines):
    path.write_text("".join(line + "\n" for line in lines), encoding="ascii")
    return path


def dumps_make(name, folder):
    folder.mkdir(parents=True)
    if name in COPIES:
        return multiply.multiplied(served.BULK, COPIES[name], folder)
    multiply.first_made(served.BULK, SCALES[name], folder / "0.jsonl")
    return (folder / "0.jsonl").stat().st_size


def load(build, folder):
    """(seconds, of processors, most bytes of memory) of paperd load."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [build / "paperd", "load", "--data", folder / "data",
         "--store", f"sqlite:{folder}/store.db"], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"loading {folder}: status {process.returncode}")
    return (time.monotonic() - begun, used.ru_utime + used.ru_stime,
            used.ru_maxrss * 1024)


def make(build, name, folder):
    shutil.rmtree(folder, ignore_errors=True)
    size = dumps_make(name, folder / "data")
    took = load(build, folder)
    shutil.rmtree(folder / "data")
    with sqlite3.connect(f"file:{folder}/store.db?mode=ro", uri=True) as db:
        records, = db.execute("SELECT count(*) FROM records").fetchone()
    made = Made(records, *took, (folder / "store.db").stat().st_size, size)
    (folder / "made.json").write_text(json.dumps(made._asdict()))
    return made


def store_of(args, name):
    """The store of a size; made if it is not there or is of another program."""
    folder = args.build / "stores" / name
    note = folder / "made.json"
    program = (args.build / "paperd").stat().st_mtime
    if note.exists() and note.stat().st_mtime > program:
        return Store(folder, Made(**json.loads(note.read_text())))
    return Store(folder, make(args.build, name, folder))


class Paced(typing.NamedTuple):
    """What bench_paced says; times in microseconds."""
    rate: float
    wrong: int
    p50: float
    p95: float
    p99: float
    longest: float


def paced(build, daemon, targets, rate, connections, seconds):
    out = subprocess.run(
        [build / "bench_paced", str(daemon.port), targets, str(rate),
         str(connections), str(seconds)], check=True, stdout=subprocess.PIPE)
    result = Paced(*map(float, out.stdout.split()))
    if result.wrong:
        raise SystemExit(f"{targets}: {result.wrong:.0f} answers are wrong")
    return result
