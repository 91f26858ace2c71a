# SPDX-License-Identifier: MIT
"""HTTP by raw bytes: a client that sends what it is told, whole or in pieces,
and reads what really comes back."""
import itertools
import select
import socket
import struct
import typing

PATIENCE = 8.0          # seconds without a byte: less than any deadline of paperd
PIECES = 1 << 16
PROBE = "probe"         # X-Request-Id of the request that tells the end
HIDDEN = "smuggled"     # and of one that must never be seen
IDS = itertools.count()


class Reply(typing.NamedTuple):
    status: int
    headers: dict           # names in small letters
    body: bytes

    @property
    def id(self):
        return self.headers.get("x-request-id", "")

    @property
    def ends(self):
        return self.headers.get("connection", "").lower() == "close"


class Silence(Exception):
    """Neither a reply nor an end for PATIENCE seconds."""


class Broken(Exception):
    """An end in the middle of a reply."""


def request(target, *headers, method="GET", version="HTTP/1.1", body=b""):
    """The bytes of a request; a Host is added, nothing else."""
    lines = [f"{method} {target} {version}", "Host: x", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


class Wire:
    """One connection.  What is sent to an end that is gone is lost without a
    word: what counts is what can be read."""

    def __init__(self, served, source=None, patience=PATIENCE, buffer=None):
        """source: an address to come from; buffer: bytes that the kernel may
        read ahead."""
        self.socket = socket.socket()
        self.socket.settimeout(patience)
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        if source:
            self.socket.bind((source, 0))
        self.socket.connect((served.host, served.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.read = b""
        self.ended = False

    def send(self, data, piece=None):
        """In writes of so many bytes; False when the other end is gone."""
        size = piece or len(data) or 1
        try:
            for at in range(0, len(data), size):
                self.socket.sendall(data[at:at + size])
        except (ConnectionError, TimeoutError):
            return False
        return True

    def finish(self):
        """No more is sent: a half-close."""
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def more(self):
        """Reads what there is; False at the end."""
        try:
            data = b"" if self.ended else self.socket.recv(PIECES)
        except TimeoutError:
            raise Silence from None
        except ConnectionError:
            data = b""
        self.ended = not data
        self.read += data
        return bool(data)

    def rest(self):
        """All that comes until the end."""
        while self.more():
            pass
        return self.read

    def until(self, mark):
        """What stands before the mark, or None at the end."""
        while mark not in self.read:
            if not self.more():
                return None
        before, _, self.read = self.read.partition(mark)
        return before

    def exactly(self, size):
        while len(self.read) < size:
            if not self.more():
                raise Broken(f"{len(self.read)} of {size} bytes of a body")
        data, self.read = self.read[:size], self.read[size:]
        return data

    def chunks(self):
        body = b""
        while size := int(self.until(b"\r\n") or b"?", 16):
            body += self.exactly(size)
            self.until(b"\r\n")
        self.until(b"\r\n")
        return body

    def body(self, status, headers, bodyless):
        if bodyless or status in (204, 304) or status < 200:
            return b""
        if "chunked" in headers.get("transfer-encoding", ""):
            return self.chunks()
        if "content-length" in headers:
            return self.exactly(int(headers["content-length"]))
        body, self.read = self.rest(), b""
        return body

    def reply(self, bodyless=False):
        """The next reply, or None at the end; bodyless to HEAD."""
        head = self.until(b"\r\n\r\n")
        if head is None:
            if self.read:
                raise Broken(repr(self.read[:80]))
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        status = int(first.split(" ")[1])
        return Reply(status, headers, self.body(status, headers, bodyless))

    def close(self):
        self.socket.close()

    def abort(self):
        """With a reset."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               struct.pack("ii", 1, 0))
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def probe():
    """A request with an id of its own, and that id."""
    name = f"{PROBE}-{next(IDS)}"
    return request("/healthz", f"X-Request-Id: {name}",
                   "Connection: close"), name


def is_answered(served, source=None):
    """A new connection is served."""
    data, name = probe()
    with Wire(served, source) as wire:
        wire.send(data)
        reply = wire.reply()
        return reply is not None and (reply.status, reply.id) == (200, name)


def outcome(wire, bodyless=False):
    """What became of what was sent, in words: the statuses of the replies in
    order, then "stays" where the connection serves another request, "closes"
    where it ends.

    The first reply that does not announce the end is followed by a probe."""
    words, probed = [], None
    try:
        while reply := wire.reply(bodyless and probed is None):
            if probed and (reply.id, reply.status) == (probed, 200):
                return " ".join([*words, "stays"])
            words.append("smuggled" if reply.id == HIDDEN
                         else str(reply.status))
            if reply.ends:
                break
            if probed is None and reply.status >= 200:
                data, probed = probe()
                wire.send(data)
        if HIDDEN.encode() in wire.rest():
            words.append(HIDDEN)
        return " ".join([*words, "closes"])
    except Silence:
        return " ".join([*words, "hangs"])
    except (Broken, ValueError) as error:
        return " ".join([*words, f"broken ({error})"])


def wait_readable(wires, seconds):
    """Those of the connections with something to read, or at their end."""
    poll = select.poll()
    by_number = {wire.socket.fileno(): wire for wire in wires}
    for number in by_number:
        poll.register(number, select.POLLIN | select.POLLRDHUP)
    return [by_number[number] for number, _ in poll.poll(seconds * 1000)]
