# SPDX-License-Identifier: MIT
"""What is sent to paperd, and what may become of it.

An outcome is as wire.outcome() tells it.  "400 closes" is right for what is no
request; "closes" alone, without an answer, for what is not even HTTP.  Every
case that hides a second request gives it an id: if that comes back, the case
is wrong whatever else is so.
"""
import typing

from wire import HIDDEN, request

RECORD = "/v1/records/10.1038/nature14539"
LOOKUP = "/v1/records/lookup"
JSON = "Content-Type: application/json"
NEXT = request("/healthz", f"X-Request-Id: {HIDDEN}")
BODY = b'{"dois":["10.1038/nature14539"]}'

REFUSED = "400 closes"
NO_HTTP = "400 closes|closes"
VERSION = "400 closes|505 closes|closes"
TOO_LONG = "414 closes|414 stays"
FIELDS = "431 closes|400 closes"


class Case(typing.NamedTuple):
    name: str
    data: bytes
    wanted: str             # outcomes, any of them, by |
    head: bool = False      # the reply to HEAD has no body


def first(line, *headers):
    """A request with this as its first line."""
    return b"\r\n".join([line.encode("latin-1"), b"Host: x",
                         *(head.encode("latin-1") for head in headers),
                         b"", b""])


def raw(text):
    """Bytes of a whole message: LF stands for CR LF."""
    return text.replace("\n", "\r\n").encode("latin-1")


def post(*headers, body=BODY, target=LOOKUP):
    return request(target, JSON, *headers, method="POST", body=body)


def sized(body, *headers, target=LOOKUP):
    return post(f"Content-Length: {len(body)}", *headers, body=body,
                target=target)


def chunked(*lines, coding="chunked"):
    return post(f"Transfer-Encoding: {coding}",
                body="\r\n".join(lines).encode("latin-1"))


WHOLE = ("20", BODY.decode(), "0", "", "")      # chunk lines of a good body

LINES = [
    ("plain", request("/healthz"), "200 stays"),
    ("empty lines in front", b"\r\n\r\n" + request("/healthz"),
     "200 stays|400 closes"),
    ("HTTP/1.0", request("/healthz", version="HTTP/1.0"), "200 closes"),
    ("HTTP/1.0 without Host", b"GET /healthz HTTP/1.0\r\n\r\n", "200 closes"),
    ("HTTP/1.0 that wants to stay", request(
        "/healthz", "Connection: keep-alive", version="HTTP/1.0"),
     "200 closes|200 stays"),
    ("asked to close", request("/healthz", "Connection: close"), "200 closes"),
    ("no version", first("GET /healthz"), VERSION),
    ("no target", first("GET HTTP/1.1"), VERSION),
    ("nothing but a method", first("GET"), NO_HTTP),
    ("a method and blanks", b"GET   \r\n\r\n", NO_HTTP),
    ("nothing but blanks", b"     \r\n\r\n", NO_HTTP),
    ("a blank in front", first(" GET /healthz HTTP/1.1"), NO_HTTP),
    ("two blanks", first("GET  /healthz HTTP/1.1"), NO_HTTP),
    ("two blanks before the version", first("GET /healthz  HTTP/1.1"), NO_HTTP),
    ("a blank at the end", first("GET /healthz HTTP/1.1 "), VERSION),
    ("tabs for blanks", first("GET\t/healthz\tHTTP/1.1"), VERSION),
    ("a blank in the target", first("GET /healthz x HTTP/1.1"), NO_HTTP),
    ("small letters in the version", first("GET /healthz http/1.1"), VERSION),
    ("HTTP/0.9", first("GET /healthz HTTP/0.9"), VERSION),
    ("HTTP/1.10", first("GET /healthz HTTP/1.10"), VERSION),
    ("HTTP/11", first("GET /healthz HTTP/11"), VERSION),
    ("HTTP/2.0", first("GET /healthz HTTP/2.0"), VERSION),
    ("HTTP/-1.1", first("GET /healthz HTTP/-1.1"), VERSION),
    ("HTTPS/1.1", first("GET /healthz HTTPS/1.1"), VERSION),
    ("letters after the version", first("GET /healthz HTTP/1.1x"), VERSION),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", VERSION),
    ("a TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" +
     bytes(range(200)) + b"\r\n\r\n", NO_HTTP),
    ("SMTP", b"EHLO mail\r\nMAIL FROM:<a@b>\r\n\r\n", NO_HTTP),
    ("NULs in front", b"\0" * 100 + b"\r\n\r\n" + request("/healthz"),
     "200 stays|" + NO_HTTP),
    ("noise", bytes(range(255, 10, -1)) + b"\n\n", NO_HTTP),
    ("a first line of 64 KiB without a blank", b"A" * 65536 + b"\r\n\r\n",
     "414 closes|" + NO_HTTP),
]

METHODS = [
    ("HEAD", request("/healthz", method="HEAD"), "200 stays", True),
    ("HEAD of a record", request(RECORD, method="HEAD"), "200 stays", True),
    ("HEAD of nothing", request("/nowhere", method="HEAD"), "404 stays", True),
    ("OPTIONS", request(RECORD, method="OPTIONS"), "204 stays"),
    ("OPTIONS *", request("*", method="OPTIONS"), "204 stays"),
    ("GET *", request("*"), "400 stays|400 closes"),
    ("POST to a record", request(RECORD, "Content-Length: 0", method="POST"),
     "405 stays"),
    ("PUT with a body", request(RECORD, "Content-Length: 5", method="PUT",
                                body=b"hello") + NEXT, "405 closes"),
    ("DELETE", request(RECORD, method="DELETE"), "405 stays"),
    ("TRACE", request("/", method="TRACE"), "405 stays|405 closes"),
    ("CONNECT", request("a.example:443", method="CONNECT"),
     "405 stays|405 closes"),
    ("a method of nobody", request("/", method="BREW"), "501 closes"),
    ("small letters", request("/healthz", method="get"), "501 closes"),
    ("a method of 5,000 letters", request("/", method="A" * 5000),
     "501 closes"),
    ("a method with a colon", request("/", method="GE:T"), NO_HTTP +
     "|501 closes"),
]

TARGETS = [
    ("absolute form", request("http://x/healthz"), "200 stays"),
    ("absolute form of another host", request("http://evil.example/healthz"),
     "200 stays|400 closes|421 closes"),
    ("absolute form without a path", request("http://x"), "200 stays"),
    ("another scheme", request("ftp://x/healthz"), "400 stays|400 closes"),
    ("no slash in front", request("healthz"), "400 stays|400 closes"),
    ("two slashes in front", request("//healthz"), "404 stays|200 stays"),
    ("dots", request("/v1/../../etc/passwd"), "404 stays|400 stays"),
    ("escaped dots", request("/v1/%2e%2e/%2e%2e/etc/passwd"),
     "404 stays|400 stays"),
    ("a fragment", request("/healthz#a"), "404 stays|400 stays"),
    ("half an escape", request("/v1/records/10.1/%4"), "400 stays"),
    ("a bare percent", request("/v1/records/10.1/%"), "400 stays"),
    ("an escape of no number", request("/v1/records/10.1/%zz"), "400 stays"),
    ("an escaped NUL", request("/v1/records/10.1/a%00b"), "400 stays"),
    ("an escaped CR LF", request("/v1/records/10.1/a%0d%0aX-A:b"), "400 stays"),
    ("invalid UTF-8", request("/v1/records/10.1/%ff%fe"), "400 stays"),
    ("an overlong slash", request("/v1/records/10.1/%c0%af"), "400 stays"),
    ("a surrogate", request("/v1/records/10.1/%ed%a0%80"), "400 stays"),
    ("raw bytes of no UTF-8", request("/v1/records/10.1/\xff\xfe"),
     "400 stays|400 closes"),
    ("a raw NUL", request("/healthz\0/x"), REFUSED),
    ("a raw control byte", request("/v1/records/10.1/\x01"),
     "400 stays|400 closes"),
    ("a raw CR", request("/healthz\rX"), "400 stays|" + NO_HTTP),
    ("bad escapes in the query", request("/v1/records?query=%zz"), "400 stays"),
    ("a NUL in the query", request("/v1/records?query=a%00"), "400 stays"),
    ("a parameter twice", request("/v1/records?limit=1&limit=2"), "400 stays"),
    ("5,000 parameters", request("/v1/records?" + "&a" * 4000), "400 stays"),
    ("8 KiB of URL", request("/v1/records/10.1/" + "a" * (8192 - 17)),
     "404 stays|400 stays"),
    ("one byte more", request("/v1/records/10.1/" + "a" * (8193 - 17)),
     TOO_LONG),
    ("20 KB of URL", request("/" + "a" * 20000), TOO_LONG),
    ("64 KiB of URL", request("/" + "a" * 65536), TOO_LONG),
    ("20 KB of slashes", request("/" * 20000), TOO_LONG),
    ("8 KB of slashes", request("/" * 8000), "200 stays|404 stays"),
    ("8 KB of escapes", request("/v1/records/10.1/" + "%41" * 2700),
     "404 stays|400 stays"),
]
