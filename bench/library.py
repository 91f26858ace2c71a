# SPDX-License-Identifier: MIT
"""Real records, loaded; and the daemon on them, with a processor to itself."""
import gzip
import itertools
import os
import random
import shutil
import sqlite3
import subprocess
import typing
import urllib.parse

import peers
import served

SHORT_LINES = 5000
TURNS, SECONDS = 7, 2
# Room for every answer that is asked for here; by default there is for 30,000.
ROOM = "1GiB"


class Held(typing.NamedTuple):
    key: str
    json: bytes
    tag: str

    @property
    def path(self):
        return "/v1/records/" + urllib.parse.quote(self.key, safe="/:;()")


def missing(*programs):
    """What is not here that is needed, or None."""
    if not served.BULK.exists():
        return f"there is no {served.BULK.name}"
    return next((f"there is no {name}" for name in programs
                 if not shutil.which(name)), None)


def copy_some(dump, lines):
    with gzip.open(served.BULK, "rb") as whole, gzip.open(dump, "wb", 1) as out:
        out.writelines(itertools.islice(whole, lines))


def load(build, folder, short):
    """Loads into folder/store.db; the records with a DOI, in random order."""
    dump = served.BULK
    if short:
        dump = folder / "some.jsonl.gz"
        copy_some(dump, SHORT_LINES)
    subprocess.run([build / "paperd", "load", "--data", dump, "--store",
                    f"sqlite:{folder}/store.db"], check=True,
                   capture_output=True)
    with sqlite3.connect(folder / "store.db") as store:
        records = [Held(key, json.encode(), tag) for key, json, tag in
                   store.execute("SELECT key, json, etag FROM records"
                                 " WHERE key LIKE '10.%' ORDER BY id")]
    random.Random(1).shuffle(records)
    return records[:100000]


def processors():
    """The numbers of two, for the server and for who asks it; if there is
    one, they share it."""
    own = sorted(os.sched_getaffinity(0))
    return own[0], own[-1]


def on(processor):
    """Words in front of a program."""
    return ["taskset", "-c", str(processor)]


class Bench:
    """Records, turns, and on which processors."""

    def __init__(self, args, folder):
        self.args, self.folder = args, folder
        self.turns, self.seconds = (1, 1) if args.short else (TURNS, SECONDS)
        self.here, self.there = map(on, processors())
        self.records = load(args.build, folder, args.short)

    def paperd(self, room):
        """On what was loaded; it ends with this process."""
        return peers.Peer([
            *self.here, self.args.build / "paperd", "serve", "--listen",
            "127.0.0.1:0", "--store", f"sqlite:{self.folder}/store.db",
            "--access-log", "off", "--log-level", "error", "--threads", "1",
            "--answer-cache", room]).wait("/healthz")
