# SPDX-License-Identifier: MIT
"""More than can be served: too many slow requests, too many connections."""
import time

import figures
import house
from http_cases import RECORD, request
from storm import Storm
from wire import Wire, is_answered, wait_readable

NAME = "overload"
AT_ONCE = .05           # seconds, to a 503, at most, for 99 of 100
KEPT = 3                # p99 of look-ups, at most, beside what it is alone
LEAST = .002            # seconds; less than that is taken for it
PAUSE = .002            # between two look-ups: they are admitted, not a storm
COUNT = 500             # look-ups a turn
SEATS = 200
# A thousand records read and written anew: the work of ten milliseconds.
SLOW = "/v1/records?limit=1000&fields=year"
RECORDS = 5000
MOMENT = .25            # seconds after which a slow request counts as let in


def ask(wire, data):
    """The reply and the seconds it took."""
    begun = time.perf_counter()
    wire.send(data)
    reply = wire.reply()
    return reply, time.perf_counter() - begun


def looked_up(wire, target, count):
    """How long look-ups took, one after the other."""
    took = []
    for _ in range(count):
        reply, seconds = ask(wire, request(target))
        if reply is None or reply.status != 200:
            raise RuntimeError(f"a look-up: {reply}")
        took.append(seconds)
        time.sleep(PAUSE)
    return took


def milliseconds(took):
    return (f"{house.median(took) * 1000:.2f}, "
            f"{house.quantile(took, .99) * 1000:.2f} ms")


def busy_rows(what, replies):
    """Of (reply, seconds): all must be 503, with Retry-After, at once."""
    took = [seconds for _, seconds in replies]
    right = sum(reply is not None and reply.status == 503
                and "retry-after" in reply.headers for reply, _ in replies)
    late = house.quantile(took, .99)
    return [
        figures.held(f"{what}: 503 with Retry-After",
                     f"{right} of {len(replies)}",
                     right == len(replies), "all"),
        figures.held(f"{what}: time to the 503, median and p99",
                     milliseconds(took), late <= AT_ONCE,
                     f"p99 ≤ {AT_ONCE * 1000:.0f} ms"),
    ]


def kept_row(what, turns, beside="that of before"):
    """turns: pairs of times, before and during; of their ratios the median.
    What is below LEAST counts as that: it is the system's scheduling."""
    ratio = house.median([house.quantile(during, .99)
                          / max(house.quantile(before, .99), LEAST)
                          for before, during in turns])
    during = [one for _, times in turns for one in times]
    return figures.most(f"p99 of look-ups {what}, as many times {beside}",
                        ratio, KEPT, behind=f" ({milliseconds(during)})")


# ---- too many slow requests ----

def searched(served):
    """The status of a slow request."""
    return served.ask(SLOW)[0]


def wait_until(holds):
    end = time.monotonic() + house.SETTLE_SECONDS
    while not holds() and time.monotonic() < end:
        time.sleep(.02)


class Slow:
    """A slow request on a connection of its own, and its reply when that comes
    at once."""

    def __init__(self, served):
        self.wire, begun = Wire(served, patience=60), time.perf_counter()
        self.wire.send(request(SLOW))
        at_once = wait_readable([self.wire], MOMENT)
        self.reply = self.wire.reply() if at_once else None
        self.seconds = time.perf_counter() - begun

    def end(self):
        """(reply, seconds), whenever it comes."""
        self.reply = self.reply or self.wire.reply()
        self.wire.close()
        return self.reply, self.seconds


def in_storm(served, lookups, target, count):
    """Look-ups' times, and slow requests, in turns."""
    took, slow = [], []
    for _ in range(count // 20):
        took += looked_up(lookups, target, 20)
        slow.append(Slow(served))
    return took, slow


def not_let_in(slow):
    ended = [one.end() for one in slow]
    return [(reply, seconds) for reply, seconds in ended
            if reply is None or reply.status != 200]


def is_full(served):
    one = Slow(served)
    one.wire.close()
    return one.reply is not None and one.reply.status == 503


def storm_turns(args, served, lookups, target, queue):
    """Pairs of look-ups' times, with as many slow requests as are let in and
    with more, and what became of those."""
    turns, refused = [], []
    for _ in range(3 if args.short else 5):
        with Storm(served, request(SLOW), queue):
            looked_up(lookups, target, COUNT // 5)
            within = looked_up(lookups, target, COUNT)
        with Storm(served, request(SLOW), queue + 150):
            wait_until(lambda: is_full(served))
            during, slow = in_storm(served, lookups, target, COUNT)
        turns.append((within, during))
        refused += not_let_in(slow)
        wait_until(lambda: searched(served) == 200)
    return turns, refused


def stormed(served, target, queue):
    """What it holds after a storm: all workers and event loops have opened the
    store."""
    house.warm(served, SLOW)
    with Storm(served, request(SLOW), queue + 150), Wire(served) as lookups:
        looked_up(lookups, target, COUNT)
    return house.settled(served)


def pool_rows(args):
    queue = 64 if args.short else 256
    served = house.real(args, "overload", RECORDS, "--queue", str(queue),
                        "--idle-timeout", "300s")
    if not served:
        print("overload: the worker pool is skipped, no real records")
        return
    with served:
        target = "/v1/records/" + served.ask(
            "/v1/records?limit=1&fields=doi")[1].decode().split('"')[7]
        before = stormed(served, target, queue)
        lookups = Wire(served, patience=60)
        looked_up(lookups, target, COUNT)
        alone = looked_up(lookups, target, COUNT)
        turns, refused = storm_turns(args, served, lookups, target, queue)
        later = looked_up(lookups, target, COUNT)
        search = searched(served)
        lookups.close()
        after = house.settled(served)
        house.ended(served)
    yield from busy_rows("slow requests past the queue", refused)
    yield kept_row("meanwhile", turns, "that with as many slow requests as "
                   "are let in")
    yield kept_row("after it", [(alone, later)])
    yield figures.held("after it: a slow request; descriptors and threads more",
                       f"{search}; {after.descriptors - before.descriptors}, "
                       f"{after.threads - before.threads}",
                       search == 200 and after[1:] <= before[1:], "200; 0, 0")


# ---- too many connections ----

def late_comers(served, count):
    """(reply, seconds) from before the connection is made."""
    replies = []
    for _ in range(count):
        begun = time.perf_counter()
        with Wire(served) as wire:
            wire.send(request(RECORD))
            replies.append((wire.reply(), time.perf_counter() - begun))
    return replies


def flood_turns(args, served, wire):
    """As storm_turns(): connections past the limit, most of which say nothing."""
    turns, refused = [], []
    for _ in range(2 if args.short else 5):
        alone, during, silent = looked_up(wire, RECORD, COUNT), [], []
        for _ in range(10):
            silent += [Wire(served) for _ in range(2 * SEATS)]
            refused += late_comers(served, COUNT // 10)
            during += looked_up(wire, RECORD, COUNT // 10)
        turns.append((alone, during))
        for one in silent:
            one.close()
    return turns, refused


def all_served(wires):
    return sum(ask(wire, request(RECORD))[0].status == 200 for wire in wires)


def seat_rows(args):
    house.allow_files(6000)
    served = house.sample(args, "seats", "--connections", str(SEATS),
                          "--idle-timeout", "300s", "--header-timeout", "300s")
    with served:
        seated = [Wire(served, patience=60) for _ in range(SEATS)]
        answered = all_served(seated)
        turns, refused = flood_turns(args, served, seated[0])
        kept = all_served(seated)
        for wire in seated:
            wire.close()
        house.settled(served)
        freed = is_answered(served)
        house.ended(served)
    yield from busy_rows("connections past the limit", refused)
    yield figures.held(f"of {SEATS} with a seat, served before and after a "
                       "flood of others", f"{answered}, {kept}",
                       answered == kept == SEATS, "all")
    yield kept_row("of those with a seat, meanwhile", turns)
    yield figures.held("after it: the next connection", "200" if freed else
                       "not served", freed, "200")


def measure(args):
    yield from pool_rows(args)
    yield from seat_rows(args)
