# SPDX-License-Identifier: MIT
"""A storm of slow requests, in a process of its own: many connections, each of
which asks again as soon as it is answered, or a moment after a 503."""
import multiprocessing
import os
import selectors
import socket
import time

AFTER_BUSY = .25        # seconds: less than the Retry-After asks for
NICE = 19               # clients stand elsewhere: this one does not go first


class Asker:
    def __init__(self, address, data):
        self.data, self.read, self.size = data, b"", None
        self.socket = socket.create_connection(address)
        self.socket.setblocking(False)
        self.socket.send(data)

    def look(self):
        """The status of an answer that is whole now, or None."""
        self.read += self.socket.recv(1 << 18)
        head, mark, body = self.read.partition(b"\r\n\r\n")
        if not mark:
            return None
        lines = head.lower().split(b"\r\n")
        size = next(int(line.split(b":")[1]) for line in lines
                    if line.startswith(b"content-length"))
        if len(body) < size:
            return None
        self.read = body[size:]
        return int(head.split(b" ")[1])

    def ask(self):
        self.socket.send(self.data)


def ask_again(waiting):
    """Those whose time has come; gives the rest."""
    now = time.monotonic()
    for at, asker in waiting:
        if at <= now:
            asker.ask()
    return [(at, asker) for at, asker in waiting if at > now]


def rage(address, data, count, stop):
    os.nice(NICE)
    select, waiting = selectors.DefaultSelector(), []
    for _ in range(count):
        asker = Asker(address, data)
        select.register(asker.socket, selectors.EVENT_READ, asker)
    while not stop.is_set():
        for key, _ in select.select(.02):
            status = key.data.look()
            if status == 503:
                waiting.append((time.monotonic() + AFTER_BUSY, key.data))
            elif status:
                key.data.ask()
        waiting = ask_again(waiting)


class Storm:
    """with Storm(served, data, count): it rages."""

    def __init__(self, served, data, count):
        self.stop = multiprocessing.Event()
        self.process = multiprocessing.Process(
            target=rage, daemon=True,
            args=((served.host, served.port), data, count, self.stop))

    def __enter__(self):
        self.process.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.process.join()
