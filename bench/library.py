# SPDX-License-Identifier: MIT
"""Real records, loaded; and the daemon on them."""
import gzip
import itertools
import random
import shutil
import sqlite3
import subprocess
import typing
import urllib.parse

import peers
import served

SHORT_LINES = 5000


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


def paperd(build, folder, *options, before=()):
    """On what load() has loaded; it ends with this process."""
    return peers.Peer([*before, build / "paperd", "serve", "--listen",
                       "127.0.0.1:0", "--store", f"sqlite:{folder}/store.db",
                       "--access-log", "off", "--log-level", "error",
                       *options]).wait("/healthz")
