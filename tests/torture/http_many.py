# SPDX-License-Identifier: MIT
"""Very many connections: open and silent, or one after the other."""
import time

import figures
import house
from http_cases import RECORD
from wire import Wire, is_answered, request

SOURCES = [f"127.0.0.{last}" for last in range(2, 34)]
OPENED = ("--idle-timeout", "300s", "--header-timeout", "300s")
ASK = request(RECORD)
LITTLE = 10             # MiB
LAST = request(RECORD, "Connection: close")


def crowd(served, count):
    """So many connections, that all of them are accepted."""
    wires = [Wire(served, SOURCES[i % len(SOURCES)]) for i in range(count)]
    end = time.monotonic() + house.SETTLE_SECONDS
    while house.connections(served) < count and time.monotonic() < end:
        time.sleep(.02)
    return wires


def timed(served, count=500):
    """The median time of a request on a connection of its own."""
    took = []
    for _ in range(count):
        begun = time.perf_counter()
        if not is_answered(served):
            return float("inf")
        took.append(time.perf_counter() - begun)
    return house.median(took)


def served_by(wire):
    wire.send(ASK)
    reply = wire.reply()
    return reply is not None and reply.status == 200


def idle_round(served, count):
    """How many were held, served at last; memory; time of others' requests."""
    wires = crowd(served, count)
    held = house.connections(served)
    rss, median = served.rss(), timed(served)
    answered = sum(served_by(wire) for wire in wires)
    for wire in wires:
        wire.close()
    return min(held, answered), rss, median


def left(served, before):
    """Memory beyond what it had before, in MiB, once that is little, or at the
    latest in SETTLE_SECONDS: it is given back some seconds after a flood."""
    end = time.monotonic() + house.SETTLE_SECONDS
    while (more := served.rss() - before.rss) > LITTLE << 20:
        if time.monotonic() > end:
            break
        time.sleep(.1)
    return more / 2**20


def idle_rows(args):
    count = 1000 if args.short else 10000
    count = min(count, house.allow_files(count + 200) - 200)
    served = house.sample(args, "idle", *OPENED, "--connections",
                          str(count + 100))
    with served:
        alone, before = timed(served), house.settled(served)
        held, rss, median = idle_round(served, count)
        idle_round(served, count)
        after = house.settled(served)
        growth = left(served, before)
        house.ended(served)
    return [
        figures.held(f"{count:,} idle connections: held, and then all "
                     "answered", f"{held:,}", held == count, f"{count:,}"),
        figures.most("memory of one of them", (rss - before.rss) / count
                     / 1024, 48, "{:.1f}", " KiB"),
        figures.most("a request beside them, as many times the time of one "
                     "alone", median / alone, 2),
        figures.most("memory left by them, and by as many once more", growth,
                     LITTLE, "{:.1f}", " MiB"),
        figures.held("descriptors left open by them",
                     str(after.descriptors - before.descriptors),
                     after.descriptors <= before.descriptors, "0"),
    ]


def churned(served, seconds):
    """Connections one after the other, a request each: all, and those served
    wrongly or not at all."""
    count = failed = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with Wire(served, SOURCES[count % len(SOURCES)]) as wire:
            wire.send(LAST)
            reply = wire.reply()
            failed += reply is None or reply.status != 200
        count += 1
    return count, failed


def churn_rows(args):
    seconds = 2 if args.short else 20
    served = house.sample(args, "churn")
    with served:
        churned(served, 1)
        before = house.settled(served)
        begun = time.monotonic()
        count, failed = churned(served, seconds)
        rate = count / (time.monotonic() - begun)
        after = house.settled(served)
        house.ended(served)
    return [
        figures.least("connections a second, one request each, for "
                      f"{seconds} s", rate, 2000, "{:,.0f}"),
        figures.held("of these, without the right answer", str(failed),
                     not failed, "0"),
        figures.most("growth of memory", (after.rss - before.rss) / 2**20, 4,
                     "{:.1f}", " MiB"),
        figures.held("descriptors left open", str(after.descriptors
                                                  - before.descriptors),
                     after.descriptors <= before.descriptors, "0"),
    ]
