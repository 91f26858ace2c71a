# SPDX-License-Identifier: MIT
"""Clients that are slow, stop half-way, or go away: what becomes of them, and of
the others meanwhile."""
import socket
import time
import typing

import figures
import house
from http_cases import BODY, LOOKUP, RECORD, post, request
from wire import Broken, Silence, Wire, is_answered, wait_readable

DEADLINES = ("--header-timeout", "1s", "--body-timeout", "1s",
             "--answer-timeout", "1s", "--idle-timeout", "2s")
LONGEST = 3.0           # idle and header: for who never ends a first line
SLACK = 2.0             # of a busy machine, and of the clock of the deadlines
UNREAD = 10.0           # to fill the kernel's buffers, and to be cut
TICK = .1
MOST_READ = 6 << 20     # of 17 MB: what the kernel's buffers may hold
SEARCH = request("/v1/records?query=learning&facets=year")


class Slow(typing.NamedTuple):
    name: str
    data: bytes             # sent at once
    drip: bytes = b""       # then one byte of this a tick, over and over
    finish: bool = False    # half-close after the data
    reads: bool = True      # False: only when it must have been cut


KINDS = [
    Slow("that say nothing", b""),
    Slow("in the first line", b"GET /v1/", b"a"),
    Slow("in an empty line", b"", b"\r"),
    Slow("with empty lines", b"", b"\r\n"),
    Slow("in a name", b"GET / HTTP/1.1\r\nHost: x\r\n", b"a"),
    Slow("in fields", b"GET / HTTP/1.1\r\nHost: x\r\n", b"A: b\r\n"),
    Slow("in a body", post("Content-Length: 1000", body=b""), b" "),
    Slow("in chunks", post("Transfer-Encoding: chunked", body=b""),
         b"1\r\n \r\n"),
    Slow("in a chunk of 2^64-1", post("Transfer-Encoding: chunked",
                                      body=b"FFFFFFFFFFFFFFFF\r\n"), b" "),
    Slow("after 100 Continue", post("Content-Length: 1000",
                                    "Expect: 100-continue", body=b""), b""),
    Slow("in reading", request(RECORD) * 10000, b"", reads=False),
    Slow("that end before a word", b"", finish=True),
    Slow("that end in a first line", b"GET /v1", finish=True),
    Slow("that end in a field", b"GET / HTTP/1.1\r\nHost", finish=True),
    Slow("that end in a body", post("Content-Length: 99", body=b"{"),
         finish=True),
    Slow("that end after a request", request(RECORD), finish=True),
    Slow("that end after a slow request", SEARCH, finish=True),
]


class Client:
    """One of a kind, from its start to its end."""

    def __init__(self, served, kind):
        self.kind, self.sent, self.got = kind, 0, 0
        self.wire = Wire(served, buffer=None if kind.reads else 4096)
        self.wire.socket.setblocking(False)
        self.put(kind.data)
        if kind.finish:
            self.wire.finish()
        self.born, self.life = time.monotonic(), None

    def put(self, data):
        try:
            self.wire.socket.send(data)
        except OSError:
            pass            # an end shows in reading

    def tick(self):
        if self.kind.drip:
            at = self.sent % len(self.kind.drip)
            self.put(self.kind.drip[at:at + 1])
            self.sent += 1

    def look(self):
        """Reads; keeps how long it lived when that was the end.  Of one that
        did not read, the end stands behind what the kernel had taken: that
        there is one before the last byte tells that it was cut."""
        if not self.kind.reads:
            if time.monotonic() - self.born < UNREAD:
                return
            self.wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF,
                                        1 << 22)
        try:
            data = self.wire.socket.recv(1 << 20)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self.got += len(data)
        if not data:
            self.life = time.monotonic() - self.born
            self.wire.close()


def dripped(served, clients):
    """Drives them all to their ends; gives how long requests took meanwhile,
    None for one that was not answered."""
    took, end = [], time.monotonic() + 5 * (LONGEST + SLACK)
    while alive := [client for client in clients if client.life is None]:
        begun = time.monotonic()
        if begun > end:
            break
        took.append(time.monotonic() - begun if is_answered(served) else None)
        for client in alive:
            client.tick()
        readable = set(wait_readable([client.wire for client in alive], 0))
        for client in alive:
            if client.wire in readable:
                client.look()
        time.sleep(max(0, TICK - (time.monotonic() - begun)))
    return took


def late(clients):
    """The kinds of those that lived too long, or live still."""
    most = LONGEST + SLACK
    return sorted({client.kind.name for client in clients
                   if client.life is None or client.got > MOST_READ
                   or (client.kind.reads and client.life > most)})


def slow_rows(args):
    each = 10 if args.short else 100
    house.allow_files(each * len(KINDS) + 200)
    served = house.sample(args, "slow", *DEADLINES, "--connections", "4000")
    with served:
        before = house.warm(served).descriptors
        clients = [Client(served, kind) for kind in KINDS
                   for _ in range(each)]
        took = dripped(served, clients)
        after = house.settled(served)
        house.ended(served)
    names = late(clients)
    longest = max((client.life for client in clients
                   if client.life and client.kind.reads), default=0)
    lost = took.count(None)
    return [
        figures.held(f"slow clients, {each} each of {len(KINDS)} kinds, all "
                     "at once: cut in time", f"{len(clients)} of "
                     f"{len(clients)}" if not names else ", ".join(names),
                     not names, "all"),
        figures.most("the longest life of one", longest, LONGEST + SLACK,
                     "{:.1f}", " s"),
        figures.held("requests of others meanwhile, answered",
                     f"{len(took) - lost} of {len(took)}", not lost, "all"),
        figures.held("descriptors left open by them",
                     str(after.descriptors - before),
                     after.descriptors <= before, "0"),
    ]


# ---- those that go away ----

GOING = [
    (request(RECORD), 0), (request(RECORD), 1), (request(RECORD), 700),
    (request(RECORD) * 100, 50000),
    (request("/v1/records?limit=1000&format=ndjson"), 100),
    (request("/v1/records?limit=1000&format=csv"), 2000),
    (SEARCH, 0), (SEARCH * 10, 1), (request(RECORD, method="HEAD"), 10),
    (post("Content-Length: 900000", body=b"["), 0),
    (post("Transfer-Encoding: chunked", body=b"5\r\nab"), 0),
    (request(LOOKUP, "Content-Type: application/json",
             f"Content-Length: {len(BODY)}", method="POST", body=BODY), 5),
    (b"GET /v1/rec", 0), (b"", 0),
]


def go_away(served, data, after):
    """Sends, reads so many bytes, and resets the connection."""
    wire = Wire(served)
    wire.send(data)
    try:
        wire.exactly(after)
    except (Broken, Silence):
        return False
    finally:
        wire.abort()
    return True


def going_rows(args):
    rounds = 10 if args.short else 200
    served = house.sample(args, "going")
    with served:
        before = house.warm(served)
        went = [go_away(served, data, after) for _ in range(rounds)
                for data, after in GOING]
        answered = is_answered(served)
        now = house.settled(served)
        house.ended(served)
    return [
        figures.held("clients gone in the middle of an answer or before it; "
                     "then the next request", f"{len(went)}; "
                     + ("answered" if answered else "not answered"),
                     answered and all(went), "answered"),
        figures.held("descriptors and threads left by them",
                     f"{now.descriptors - before.descriptors}, "
                     f"{now.threads - before.threads}",
                     now[1:] <= before[1:], "0, 0"),
    ]
