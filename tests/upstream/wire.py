# SPDX-License-Identifier: MIT
"""HTTP/1.1 on asyncio streams, as much as a stand-in needs: requests with all
their headers in, answers out, and the bare writer for those who misbehave."""
import asyncio
import dataclasses
import email.utils
import gzip
import http
import socket
import struct
import time
import urllib.parse

HEADERS_MAX = 65536
GZIP_MIN = 1000  # as most servers: a small body is sent as it is


@dataclasses.dataclass
class Request:
    """One request; header names in lower case, the target as it came."""
    method: str
    target: str
    headers: dict
    body: bytes
    port: int
    scheme: str
    time: float

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def query(self):
        return self.target.partition("?")[2]

    def argument(self, name):
        """A query argument's first value, or None."""
        values = urllib.parse.parse_qs(self.query).get(name)
        return values[0] if values else None


@dataclasses.dataclass
class Answer:
    """What is sent; Content-Length and Date are added."""
    status: int
    headers: list = dataclasses.field(default_factory=list)
    body: bytes = b""

    def header(self, name):
        for key, value in self.headers:
            if key.lower() == name.lower():
                return value
        return None

    def without(self, *names):
        """The headers but those named."""
        return [(key, value) for key, value in self.headers
                if key.lower() not in names]


def head(status, headers):
    """The head of an answer, with its empty line."""
    try:
        phrase = http.HTTPStatus(status).phrase
    except ValueError:
        phrase = "Status"
    lines = [f"HTTP/1.1 {status} {phrase}"]
    lines += [f"{key}: {value}" for key, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


def encode(request, answer):
    """The bytes of a well-behaved answer."""
    body, headers = answer.body, answer.without("content-length", "date")
    if (len(body) >= GZIP_MIN and answer.header("Content-Encoding") is None
            and "gzip" in request.headers.get("accept-encoding", "")):
        body = gzip.compress(body, 1)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Date", email.utils.formatdate(usegmt=True)))
    if answer.status not in (204, 304):
        headers.append(("Content-Length", str(len(body))))
    if request.method == "HEAD" or answer.status in (204, 304):
        body = b""
    return head(answer.status, headers) + body


def reset(writer):
    """Ends a connection with RST."""
    sock = writer.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                        struct.pack("ii", 1, 0))
    writer.transport.abort()


async def read_request(reader, port, scheme):
    """The next request; None at the end of the connection."""
    try:
        text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError,
            ConnectionError):
        return None
    first, *lines = text.split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3:
        return None
    pairs = (line.partition(":") for line in lines if line)
    headers = {key.lower(): value.strip() for key, _, value in pairs}
    body = b""
    if headers.get("content-length", "0").isdigit():
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(parts[0], parts[1], headers, body, port, scheme,
                   time.time())


async def converse(reader, writer, scheme, handle):
    """Serves one connection until it ends.  handle(request, writer) gives an
    Answer, or None when it has done with the connection itself."""
    port = writer.get_extra_info("sockname")[1]
    while request := await read_request(reader, port, scheme):
        answer = await handle(request, writer)
        if answer is None:
            return
        writer.write(encode(request, answer))
        await writer.drain()
        if request.headers.get("connection", "").lower() == "close":
            return


async def serve_connection(reader, writer, scheme, handle):
    try:
        await converse(reader, writer, scheme, handle)
    except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
        pass
    finally:
        writer.close()


class Listener:
    """One port, on one or more addresses, that can refuse and listen again;
    while it refuses it keeps its number."""

    def __init__(self, addresses, port, context, scheme, handle):
        self.context, self.scheme, self.handle = context, scheme, handle
        self.writers, self.servers, self.sockets = set(), [], []
        self.addresses, self.port = addresses, port
        self.bind()

    def bind(self):
        """Takes the port without listening: a connect is refused."""
        self.sockets = []
        for number, address in enumerate(self.addresses):
            sock = socket.socket(socket.AF_INET6 if ":" in address
                                 else socket.AF_INET)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                sock.bind((address, self.port))
            except OSError:
                sock.close()
                if number == 0:
                    raise
                continue  # this machine has no such address
            self.port = sock.getsockname()[1]
            self.sockets.append(sock)

    async def accept(self, reader, writer):
        self.writers.add(writer)
        try:
            await serve_connection(reader, writer, self.scheme, self.handle)
        except asyncio.CancelledError:
            pass  # all ends: nobody waits for this one
        finally:
            self.writers.discard(writer)

    async def up(self):
        if not self.servers:
            self.servers = [
                await asyncio.start_server(self.accept, sock=sock,
                                           ssl=self.context, backlog=1024,
                                           limit=HEADERS_MAX)
                for sock in self.sockets]

    def down(self):
        """Refuses connections and resets those that there are."""
        if self.servers:
            for server in self.servers:
                server.close()
            self.servers = []
            self.bind()
        for writer in list(self.writers):
            reset(writer)
