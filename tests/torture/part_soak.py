# SPDX-License-Identifier: MIT
"""Ten minutes of everything at once: right requests, bad ones, clients that go
away, DOIs fetched from hosts that fail, dumps that change; and whether memory,
descriptors and threads stay what they were."""
import json
import pathlib
import random
import signal
import socket
import statistics
import tempfile
import threading
import time

import figures
from asks import (ALL, BATCHES, ERRORS, EXPORTS, FORMS, LOOKUPS, SEARCHES,
                  SERVICE)
from crowd import Ask, Crowd, Upstream, exchange
from part_signals import changed, filled
from served import Served

NAME = "soak"
SECONDS, SHORT_SECONDS = 600, 20
CLIENTS, ABORTING = 8, 2
SAMPLE_SECONDS = .25
RELOAD_SECONDS = 5
SEED = 11
# of all samples these are the start, in which caches fill
WARM = .25
RSS_GROWTH, SHORT_RSS_GROWTH = 1.02, 1.25
# what a fetch may come to while the hosts behave as they like
FETCHED = (200, 404, 500, 502, 503, 504)
FAULTS = ("ok", "absent", "status.500", "retry.503.1", "html", "bad-json",
          "cut-json", "gzip-corrupt", "bomb.4", "reset", "short", "garbage",
          "redirects.3", "loop", "to-internal", "big.16", "slow.100",
          "headers", "utf8", "deep.200")
# so many DOIs of each, so that what is held does not grow without end
EACH = 25
# A client that goes away in the middle of a request is noticed when it has been
# silent for so long.  Caches are small, so that they are full soon: records
# change, and forms of the old ones fall out.
IDLE = 3
OPTIONS = ("--idle-timeout", str(IDLE), "--fetch-wait", "1",
           "--gzip-cache", "1MiB", "--format-cache", "1MiB")
# two for each connection to the store, one for each worker
OWN_FILES = 16
# lines of the log that say what the hosts did, not what paperd failed at
EXPLAINED = ("fetch ",)
PIECES = (b"G", b"GET /v1/records/10.1038/nature14539 HTTP/1.1\r\n",
          b"GET /v1/records?limit=100 HTTP/1.1\r\nHost: x\r\n\r\n",
          b"POST /v1/records/lookup HTTP/1.1\r\nHost: x\r\n"
          b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n[",
          b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
          b"Transfer-Encoding: chunked\r\n\r\n", b"\0\r\n\r\n")
KINDS = ((LOOKUPS, 40), (FORMS, 10), (SEARCHES, 15), (EXPORTS, 5),
         (BATCHES, 8), (SERVICE, 4), (ERRORS, 8), (None, 10))


def missing(chance):
    doi = f"10.5555/{chance.choice(FAULTS)}.x{chance.randrange(EACH)}"
    target = chance.choice((f"/v1/records/{doi}", f"/works/{doi}", f"/{doi}",
                            f"/v1/records/{doi}?fetch=always"))
    return Ask("missing", target, FETCHED)


def draw(chance):
    kinds, weights = zip(*KINDS)
    asks = chance.choices(kinds, weights)[0]
    return chance.choice(asks) if asks else missing(chance)


def abort_some(served, chance):
    """Sends a part of a request, or takes a part of the answer, and goes."""
    with socket.create_connection((served.host, served.port), 10) as wire:
        wire.sendall(chance.choice(PIECES))
        if chance.random() < .5:
            wire.settimeout(.05)
            try:
                wire.recv(chance.randint(1, 4000))
            except OSError:
                pass


class Troubles:
    """Beside the crowd: clients that go away, and dumps that change."""

    def __init__(self, served, folder):
        self.served, self.folder = served, folder
        self.ended = threading.Event()
        self.aborted = self.reloads = 0
        works = [(self.abort, number) for number in range(ABORTING)]
        works.append((self.reload, 0))
        self.threads = [threading.Thread(target=work, args=(number,),
                                         daemon=True)
                        for work, number in works]
        for thread in self.threads:
            thread.start()

    def abort(self, number):
        chance = random.Random(SEED + number)
        while not self.ended.wait(.02):
            try:
                abort_some(self.served, chance)
            except OSError:
                pass
            self.aborted += 1

    def reload(self, _):
        while not self.ended.wait(RELOAD_SECONDS):
            changed(self.folder, self.reloads % 5)
            self.served.signal(signal.SIGHUP)
            self.reloads += 1

    def end(self):
        self.ended.set()
        for thread in self.threads:
            thread.join(60)


class Watch:
    """What the kernel says of the daemon, now and then."""

    def __init__(self, served, seconds):
        self.rss, self.files, self.threads = [], [], []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.rss.append(served.rss())
            self.files.append(served.descriptors())
            self.threads.append(served.status("Threads"))
            time.sleep(SAMPLE_SECONDS)

    def growth(self, values):
        """The median of the second half beside that of the first, without
        the start."""
        kept = values[int(len(values) * WARM):]
        half = len(kept) // 2
        return statistics.median(kept[half:]) / statistics.median(kept[:half])


def quiet(served):
    """Descriptors and threads when nothing is under way, after a while: a
    connection is kept for a time, and so is one to a host."""
    time.sleep(IDLE + 1)
    return served.descriptors(), served.status("Threads")


def unexplained(log):
    """Lines of errors that no fault explains."""
    return [line for line in log.splitlines()
            if (" error " in line or "anitizer" in line)
            and not any(part in line for part in EXPLAINED)]


def settled(served):
    """After one of each request, so that what is opened once is open, and
    caches have met the largest record."""
    for ask in ALL:
        exchange(served, ask)
    for fault in FAULTS:
        exchange(served, Ask(fault, f"/v1/records/10.5555/{fault}.x0"))
    return quiet(served)


def rows_of(args, watch, crowd, before, after, log):
    odd = [(ask.target, answer.status) for ask, answer, _ in crowd.odd]
    faults = unexplained(log)
    if odd or faults:
        print(f"  odd: {odd[:8]}; log: {faults[:8]}")
    files, threads = after[0] - before[0], after[1] - before[1]
    return [
        figures.held("answers of an unexpected status, or broken",
                     f"{len(odd)} of {crowd.total():,}", not odd, "0"),
        figures.most("memory (RSS), second half beside the first",
                     watch.growth(watch.rss),
                     SHORT_RSS_GROWTH if args.short else RSS_GROWTH, "{:.3f}",
                     f" (at most {max(watch.rss) / 1e6:.0f} MB)"),
        figures.most("descriptors, second half beside the first",
                     watch.growth(watch.files), 1.2, "{:.2f}"),
        figures.most("descriptors open afterwards, more than before", files,
                     OWN_FILES, "{}"),
        figures.most("threads afterwards, more than before", threads, 0, "{}"),
        figures.most("errors in the log that no fault explains", len(faults),
                     0, "{}"),
    ]


def measure(args):
    seconds = SHORT_SECONDS if args.short else SECONDS
    with tempfile.TemporaryDirectory(dir=args.build) as name, \
            Upstream() as upstream:
        folder = pathlib.Path(name)
        filled(folder)
        with Served(args.build / "paperd", folder,
                    *OPTIONS, *upstream.options()) as served:
            served.wait_ready()
            before = settled(served)
            crowd = Crowd(served, draw, CLIENTS, SEED)
            troubles = Troubles(served, folder)
            watch = Watch(served, seconds)
            troubles.end()
            crowd.end()
            after = quiet(served)
            status = served.stop()
            log = served.log()
    yield from rows_of(args, watch, crowd, before, after, log)
    yield figures.held(
        f"exit status after {troubles.reloads} reloads and "
        f"{troubles.aborted:,} clients that went away", str(status),
        status == 0, "0")
