# SPDX-License-Identifier: MIT
"""The clock jumps by more than a year, forwards and backwards, while paperd
serves.  libfaketime tells the daemon another time of day; the monotonic clock
goes on, as that of a kernel does."""
import contextlib
import email.utils
import http.client
import json
import os
import pathlib
import threading
import time

import figures
import standin
from faults_limits import IDLE_SECONDS, spent

DAY = 86400
JUMPS = {"forwards 400 days": 400 * DAY, "backwards 400 days": -400 * DAY}
LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1",
             "/usr/lib/faketime/libfaketimeMT.so.1",
             "/usr/local/lib/faketime/libfaketimeMT.so.1")
IDLE_TIMEOUT = 3
PAGE = "/v1/records?limit=50&sort=title"
SLOW = "10.5555/slow.1500.clock"


def library():
    for pattern in LIBRARIES:
        for path in pathlib.Path("/").glob(pattern.lstrip("/")):
            return str(path)
    return ""


class Clock:
    """The time of day that a daemon sees."""

    def __init__(self, file):
        self.file, self.ahead = file, 0
        self.set(0)

    def set(self, seconds):
        self.ahead = seconds
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}s\n")
        os.replace(fresh, self.file)

    def environment(self):
        return {"LD_PRELOAD": library(), "FAKETIME_NO_CACHE": "1",
                "FAKETIME_TIMESTAMP_FILE": str(self.file),
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                # else it makes waits end at once that need no mending
                "FAKETIME_FORCE_MONOTONIC_FIX": "0"}

    def off_by(self, daemon):
        """Of the Date that it sends."""
        date = daemon.ask("/healthz")[2]["Date"]
        seen = email.utils.parsedate_to_datetime(date).timestamp()
        return abs(seen - time.time() - self.ahead)


class Idle:
    """A connection that was used once; when it was closed since."""

    def __init__(self, daemon):
        self.link = http.client.HTTPConnection(daemon.host, daemon.port, 30)
        self.ask()
        self.start = time.monotonic()

    def ask(self):
        self.link.request("GET", "/healthz")
        return self.link.getresponse().read()

    def closed_after(self):
        with contextlib.suppress(ConnectionResetError):
            self.link.sock.recv(1)
        return time.monotonic() - self.start


class Asking(threading.Thread):
    """A look-up that takes a while."""

    def __init__(self, daemon, doi):
        super().__init__()
        self.daemon_asked, self.doi, self.status = daemon, doi, 0
        self.start()

    def run(self):
        start = time.monotonic()
        self.status = self.daemon_asked.ask(f"/v1/records/{self.doi}")[0]
        self.seconds = time.monotonic() - start


def pages(daemon, between):
    """The keys of a list, with something done behind the first page."""
    keys, target = [], PAGE
    while target and len(keys) < 200:
        body = json.loads(daemon.ask(target)[1])
        keys += [one["doi"] for one in body["items"]]
        between()
        between = bool
        target = body.get("next") and f"{PAGE}&cursor={body['next']}"
    return keys


def times_asked(world, doi):
    """That anyone was asked for it."""
    return world.control("GET", "/log")[1].count(doi.encode())


def jump(daemon, clock, world, seconds):
    """What is not as it should be, in words."""
    odd = []
    idle = Idle(daemon)
    slow = Asking(daemon, SLOW + str(seconds))
    absent = f"10.5555/absent.{seconds}"
    status = daemon.ask(f"/v1/records/{absent}")[0]
    if status != 404:
        odd.append(f"what is absent: {status}")
    asked = times_asked(world, absent)
    undisturbed = pages(daemon, bool)
    if pages(daemon, lambda: clock.set(seconds)) != undisturbed:
        odd.append("a list goes on elsewhere")
    if clock.off_by(daemon) > 5:
        odd.append(f"Date is {clock.off_by(daemon):.0f} s off")
    idle_seconds = idle.closed_after()
    if not IDLE_TIMEOUT - 1 < idle_seconds < IDLE_TIMEOUT + 5:
        odd.append(f"an idle connection was closed after {idle_seconds:.1f} s")
    slow.join()
    if slow.status != 200 or slow.seconds > 10:
        odd.append(f"a fetch under way: {slow.status}, {slow.seconds:.1f} s")
    return odd + after(daemon, world, absent, asked)


def after(daemon, world, absent, asked):
    odd = []
    start = time.monotonic()
    ends = {daemon.ask(f"/v1/records/10.5555/ok.{asked}.{number}")[0]
            for number in range(20)}
    seconds = time.monotonic() - start
    if ends != {200} or seconds > 10:
        odd.append(f"20 fetches: {ends}, {seconds:.1f} s")
    daemon.ask(f"/v1/records/{absent}")
    again = times_asked(world, absent)
    if not 0 < asked < again:
        odd.append(f"what was absent was asked for {asked} and {again} times")
    idle = spent(daemon)
    if idle > IDLE_SECONDS:
        odd.append(f"{idle:.2f} s of processor with nothing to do")
    return odd


def jumps(place, world, name, seconds):
    folder = place.room(f"clock{seconds}")
    clock = Clock(folder / "clock")
    with place.daemon(folder, *standin.options(world), "--idle-timeout",
                      f"{IDLE_TIMEOUT}s",
                      environment=clock.environment()) as daemon:
        odd = jump(daemon, clock, world, seconds)
        wrong, failed = place.wrong_answers(daemon, place.keys[:100])
        start = time.monotonic()
        stopped, ended = daemon.stop(), time.monotonic() - start
    if stopped or ended > 15:
        odd.append(f"exit {stopped} after {ended:.1f} s")
    return figures.held(
        f"the clock jumps {name}", "; ".join(odd) or
        f"deadlines, lists and fetches go on; look-ups: {wrong} wrong, "
        f"{failed} failed", not odd + [1] * (wrong + failed),
        "Date follows, nothing hangs")


def rows_of(place, args):
    if not library() or standin.missing():
        print("faults: clocks skipped, libfaketime or openssl is missing")
        return []
    world = standin.start()
    try:
        return [jumps(place, world, *one) for one in JUMPS.items()]
    finally:
        world.stop()
