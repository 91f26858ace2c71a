# SPDX-License-Identifier: MIT
"""Signals under traffic: SIGTERM loses no request that was sent before it,
SIGHUP makes no answer an error."""
import json
import pathlib
import shutil
import signal
import tempfile
import threading
import time

import figures
from asks import ALL, BATCHES, EXPORTS, FORMS, HELD, LOOKUPS, SEARCHES
from crowd import SAMPLE, Ask, Crowd
from served import Served

NAME = "signals"
ROUNDS, SHORT_ROUNDS = 20, 4
CLIENTS = 16
WARM = 200              # requests answered before a signal
RELOAD_SECONDS = 20
DRAIN_SECONDS = 10      # drain-timeout
LOST_SHOWN = 8


def draw_any(chance):
    """Mostly look-ups, as it is; the others hold workers."""
    of = chance.choice((LOOKUPS, LOOKUPS, LOOKUPS, FORMS, SEARCHES, EXPORTS,
                        BATCHES))
    return chance.choice(of)


def draw_right(chance):
    return chance.choice(ALL)


def filled(folder):
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for path in SAMPLE.iterdir():
        shutil.copy(path, folder / "data")


# ---- the end ----

def lost(crowd, at):
    """Requests sent before the signal and not answered, and answers begun and
    not ended, whenever they were asked for.  Who asks later may be turned away:
    by 503, or by the end of the connection before a byte."""
    with crowd.lock:
        return [(ask.name, answer.status, round(sent - at, 4))
                for ask, answer, sent in crowd.odd
                if sent < at or answer.status not in (0, 503)]


def end_round(args, folder, seed):
    """Lost requests, the exit status, the seconds it took."""
    with Served(args.build / "paperd", folder) as served:
        served.wait_ready()
        crowd = Crowd(served, draw_any, CLIENTS, seed * 1000)
        crowd.wait(WARM)
        at = time.monotonic()
        status = served.stop()
        took = time.monotonic() - at
        crowd.end()
        return lost(crowd, at), status, took, crowd.total()


def ends(args, folder):
    filled(folder)
    rounds = SHORT_ROUNDS if args.short else ROUNDS
    done = [end_round(args, folder, number) for number in range(rounds)]
    gone = [what for found, *_ in done for what in found]
    bad = [status for _, status, *_ in done if status]
    if gone or bad:
        print(f"  lost: {gone[:LOST_SHOWN]}; exit statuses: {bad}")
    yield figures.held(
        f"requests lost in {rounds} ends by SIGTERM, {CLIENTS} clients",
        f"{len(gone)} of {sum(total for *_, total in done):,}", not gone, "0")
    yield figures.held("exit statuses", "0" if not bad else str(bad), not bad,
                       "0")
    yield figures.most("longest end", max(took for *_, took, _ in done),
                       DRAIN_SECONDS, "{:.2f}", " s")


# ---- reloads ----

def changed(folder, number):
    """The dump again with another title, under the same name at once."""
    lines = []
    for line in (SAMPLE / "crossref.jsonl").read_text().splitlines():
        record = json.loads(line)
        record["title"] = [f"{record['title'][0]} {number}"]
        lines.append(json.dumps(record))
    fresh = folder / "fresh"
    fresh.write_text("\n".join(lines) + "\n")
    fresh.replace(folder / "data/crossref.jsonl")


def title(served):
    return json.loads(served.ask(f"/v1/records/{HELD[0]}")[1])["title"]


def is_reloaded(served, number):
    end = time.monotonic() + RELOAD_SECONDS
    while not title(served).endswith(f" {number}"):
        if time.monotonic() > end:
            return False
        time.sleep(.01)
    return True


def reloads(args, folder):
    filled(folder)
    rounds = SHORT_ROUNDS if args.short else ROUNDS
    with Served(args.build / "paperd", folder) as served:
        served.wait_ready()
        crowd = Crowd(served, draw_right, CLIENTS)
        taken = 0
        for number in range(rounds):
            crowd.wait(WARM)
            changed(folder, number)
            served.signal(signal.SIGHUP)
            taken += is_reloaded(served, number)
        crowd.end()
        status = served.stop()
    odd = [(ask.name, answer.status, answer.body[:200])
           for ask, answer, _ in crowd.odd]
    if odd or status:
        print(f"  odd: {odd[:LOST_SHOWN]}; exit status {status}")
    yield figures.held(f"of {rounds} reloads by SIGHUP, dump changed, taken",
                       str(taken), taken == rounds, str(rounds))
    yield figures.held("wrong answers meanwhile",
                       f"{len(odd)} of {crowd.total():,}", not odd, "0")


def measure(args):
    for part in (ends, reloads):
        with tempfile.TemporaryDirectory(dir=args.build) as folder:
            yield from part(args, pathlib.Path(folder))
