# SPDX-License-Identifier: MIT
"""Descriptors and memory that run out, and other processes."""
import os
import socket
import time

import figures
import held
from faults import MIB, QUIET, command

# of one process; what it holds itself are some thirty
DESCRIPTORS = 64
CLIENTS = 200
# of address space: from too little to begin with to enough for everything
LOADS = (64, 96, 128, 192, 256, 384, 512, 1024)
SERVES = (64, 96, 128, 192, 256, 384, 512, 1024)
ASKED = ("/v1/records?query=theory&facets=type", "/v1/records?sort=title",
         "/v1/stats", "/v1/records/10.1000/none", "/metrics")
WATCHED_SECONDS = 1.5
# of a processor, where nothing is to be done
IDLE_SECONDS = .5


def processor_seconds(daemon):
    fields = open(f"/proc/{daemon.process.pid}/stat",
                  encoding="ascii").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def spent(daemon, seconds=WATCHED_SECONDS):
    """Processor time while nobody asks for anything."""
    before = processor_seconds(daemon)
    time.sleep(seconds)
    return processor_seconds(daemon) - before


def descriptors(place):
    folder = place.room("descriptors")
    limit = ("prlimit", f"--nofile={DESCRIPTORS}:{DESCRIPTORS}")
    with place.daemon(folder, *QUIET, "--idle-timeout", "60s",
                      before=limit) as daemon:
        before = daemon.descriptors()
        clients = [socket.create_connection((daemon.host, daemon.port), 10)
                   for _ in range(CLIENTS)]
        most, idle = daemon.descriptors(), spent(daemon)
        for client in clients:
            client.close()
        time.sleep(.2)
        wrong, failed = place.wrong_answers(daemon, place.keys[:100])
        after, stopped = daemon.descriptors(), daemon.stop()
    return [figures.held(
        f"{CLIENTS} clients where {DESCRIPTORS} descriptors are allowed",
        f"{most} open, {idle:.2f} s of processor in {WATCHED_SECONDS} s; "
        f"then {wrong} wrong, {failed} failed, {after - before:+} "
        f"descriptors", idle < IDLE_SECONDS and not wrong + failed and
        after <= before + 4 and stopped == 0, "no spin, recovers")]


# ---- memory ----

def prlimit(mebibytes):
    return ("prlimit", f"--as={mebibytes * MIB}")


def load_within(place, folder, mebibytes):
    """("whole" | "refused" | what is wrong)"""
    store = folder / f"{mebibytes}.db"
    first = place.load(store, prlimit(mebibytes))
    if first.code == 0:
        return "whole" if place.is_whole(store) else "not whole"
    if first.code != 1 or "no memory" not in first.text and \
            "thread" not in first.text:
        return f"{mebibytes} MiB: {first.shown}"
    again = place.load(store)
    return "refused" if again.code == 0 and place.is_whole(store) else \
        f"after {mebibytes} MiB: {again.shown}"


def loads(place, sizes):
    folder = place.room("memory")
    ends = [load_within(place, folder, one) for one in sizes]
    odd = [end for end in ends if end not in ("whole", "refused")]
    return [figures.held(
        f"`paperd load` in {sizes[0]} to {sizes[-1]} MiB of address space",
        "; ".join(odd) or f"{ends.count('refused')} times exit 1, “no "
        f"memory”; {ends.count('whole')} times loaded",
        not odd and "whole" in ends,
        "loaded, or exit 1 and the same records later")]


def serve_within(place, folder, mebibytes):
    """("served" | "refused" | what is wrong)"""
    try:
        with place.daemon(folder, before=prlimit(mebibytes)) as daemon:
            asked = [daemon.ask(target)[0] for target in ASKED]
            wrong, failed = place.wrong_answers(daemon, place.keys[:50])
            stopped = daemon.stop()
    except RuntimeError as error:
        text = str(error)
        clear = "exit status 1" in text and ("no memory" in text or
                                             "thread" in text)
        return "refused" if clear else f"{mebibytes} MiB: {text[-150:]}"
    except OSError as error:
        return f"{mebibytes} MiB: {error}"
    bad = wrong or stopped or set(asked) - {200, 404, 500, 503}
    return f"{mebibytes} MiB: {wrong} wrong, {asked}, exit {stopped}" if bad \
        else "served" if not failed else "errors"


def serves(place, sizes):
    folder = place.room("memory-serve")
    ends = [serve_within(place, folder, one) for one in sizes]
    odd = [end for end in ends if end not in ("served", "refused", "errors")]
    return [figures.held(
        f"`paperd serve` in {sizes[0]} to {sizes[-1]} MiB of address space",
        "; ".join(odd) or f"{ends.count('refused')} times refused to start, "
        f"{ends.count('errors')} times some 5xx, "
        f"{ends.count('served')} times served",
        not odd and "served" in ends, "no wrong answer, no crash")]


# ---- other processes ----

def others(place):
    folder = place.room("others")
    with place.daemon(folder) as daemon:
        store, link = daemon.store, folder / "another.db"
        link.symlink_to(store.name)
        tries = {"a second `paperd serve` of one store":
                 place.serve_words(store),
                 "… by another name (a link)": place.serve_words(link),
                 "`paperd load` into a served store": place.words(store),
                 "`paperd fetch` into a served store":
                 [place.binary, "fetch", "--store", f"sqlite:{store}",
                  "10.5555/none"]}
        rows, latest = [], 0
        for what, words in tries.items():
            said = command(words)
            latest = max(latest, said.seconds)
            row = said.row(what, "is in use by another process (pid "
                           f"{daemon.process.pid})")
            rows.append(row._replace(figure=row.figure.replace(
                str(daemon.process.pid), "N")))
        beside = place.wrong_answers(daemon, place.keys[:100])
        stopped = daemon.stop()
    whole = held.Look(store, folder / "look.db")
    return [*rows, figures.held(
        "… and the first", f"look-ups: {beside[0]} wrong, {beside[1]} failed; "
        f"the others ended within {latest:.1f} s",
        beside == (0, 0) and stopped == 0 and not whole.wrong and latest < 5,
        "serves on")]


def rows_of(place, args):
    step = 3 if args.short else 1
    return [*descriptors(place), *loads(place, LOADS[::step]),
            *serves(place, SERVES[::step]), *others(place)]
