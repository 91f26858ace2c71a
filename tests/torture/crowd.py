# SPDX-License-Identifier: MIT
"""Clients that make traffic and check each answer, and the stand-in for
doi.org that the daemon fetches from meanwhile."""
import gzip
import http.client
import json
import pathlib
import random
import subprocess
import sys
import threading
import time
import typing

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "config/sample"
UPSTREAM = ROOT / "tests/upstream/upstream.py"
# of a connection that ended before the answer did
BROKEN = (OSError, http.client.HTTPException, EOFError)


class Ask(typing.NamedTuple):
    """One request, and the statuses that answer it rightly."""
    name: str
    target: str
    statuses: tuple = (200,)
    method: str = "GET"
    body: bytes = None
    headers: dict = {}


class Answer(typing.NamedTuple):
    """status 0: none came, the connection ended before a byte of it; -1: it
    came in part; None: nothing came in time."""
    status: int
    body: bytes = b""
    type: str = ""

    @property
    def is_problem(self):
        return self.status in (500, 503)


def read_body(answer):
    body = answer.read()
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body


def take(connection):
    """The answer to what was sent."""
    try:
        answer = connection.getresponse()
    except TimeoutError:
        return Answer(None)
    except BROKEN as error:
        begun = isinstance(error, http.client.BadStatusLine) and \
            not isinstance(error, http.client.RemoteDisconnected)
        return Answer(-1 if begun else 0)
    try:
        body = read_body(answer)
    except TimeoutError:
        return Answer(None)
    except BROKEN:
        return Answer(-1)
    return Answer(answer.status, body, answer.headers.get("Content-Type", ""))


def send(connection, ask):
    """False: the connection had ended."""
    try:
        connection.request(ask.method, ask.target, ask.body, ask.headers)
    except BROKEN:
        return False
    return True


def exchange(served, ask, timeout=10):
    """On a connection of its own."""
    connection = http.client.HTTPConnection(served.host, served.port,
                                            timeout=timeout)
    try:
        return take(connection) if send(connection, ask) else Answer(0)
    finally:
        connection.close()


class Upstream:
    """tests/upstream: all modes of failing by DOI, see its README."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(UPSTREAM)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        self.ports = json.loads(self.process.stdout.readline())

    def options(self):
        """Of paperd, so that it fetches from here, by plain HTTP."""
        place = f"127.0.0.1:{self.ports['http']}"
        return ["--fetch", "on", "--resolver", f"http://{place}/doi",
                "--crossref-api", f"http://{place}/crossref",
                "--datacite-api", f"http://{place}/datacite",
                "--fetch-allow", place, "--fetch-rate", "1000",
                "--fetch-ca", self.ports["ca"]]

    def behave(self, **what):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.ports["control"], timeout=10)
        connection.request("POST", "/behave", json.dumps(what))
        connection.getresponse().read()
        connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


class Crowd:
    """Threads that ask, each what draw(random) says, until told to end.

    Each keeps its connection for some requests and then takes another.  What
    is not answered with a status that its request allows is in `odd`."""
    KEEP = 20
    SILENT = 1

    def __init__(self, served, draw, count, seed=0):
        self.served, self.draw = served, draw
        self.ended = threading.Event()
        self.odd, self.answered = [], {}
        self.lock = threading.Lock()
        self.threads = [
            threading.Thread(target=self.run, args=(random.Random(seed + i),),
                             daemon=True) for i in range(count)]
        for thread in self.threads:
            thread.start()

    def note(self, ask, answer, began):
        """began: when all of the request was handed to the kernel."""
        with self.lock:
            key = (ask.name, answer.status)
            self.answered[key] = self.answered.get(key, 0) + 1
            if answer.status not in ask.statuses:
                self.odd.append((ask, answer, began))

    def ask_some(self, chance):
        connection = http.client.HTTPConnection(
            self.served.host, self.served.port, timeout=30)
        ended = time.monotonic()
        for number in range(chance.randint(1, self.KEEP)):
            ask = self.draw(chance)
            # no longer than a server keeps a silent connection at the least
            if number and time.monotonic() - ended > self.SILENT:
                break
            if self.ended.is_set() or not send(connection, ask):
                break
            began = time.monotonic()
            answer = take(connection)
            ended = time.monotonic()
            self.note(ask, answer, began)
            if (answer.status or 0) <= 0 or not connection.sock:
                break
        connection.close()

    def run(self, chance):
        while not self.ended.is_set():
            self.ask_some(chance)

    def total(self):
        with self.lock:
            return sum(self.answered.values())

    def wait(self, more, seconds=60):
        """Until so many more requests were answered."""
        end, goal = time.monotonic() + seconds, self.total() + more
        while self.total() < goal and time.monotonic() < end:
            time.sleep(.005)

    def end(self):
        self.ended.set()
        for thread in self.threads:
            thread.join(60)
