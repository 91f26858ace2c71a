# SPDX-License-Identifier: MIT
"""More of http_cases.py: header fields, bodies, and where a request ends."""
from http_cases import (BODY, FIELDS, JSON, LOOKUP, NEXT, NO_HTTP, RECORD,
                        REFUSED, WHOLE, Case, LINES, METHODS, TARGETS, chunked,
                        post, raw, request, sized)

GET = "GET /healthz HTTP/1.1\n"
HIDES = NEXT.decode().replace("\r\n", "\n")     # the hidden request

# What follows a request without a body is the next one; here it is none.
NOT_A_BODY = "400 closes|400 400 closes|400 501 closes|400 505 closes"

SMUGGLING = [
    ("length and chunked", post("Content-Length: 6",
                                "Transfer-Encoding: chunked",
                                body=b"0\r\n\r\n" + NEXT), REFUSED),
    ("chunked and length", post("Transfer-Encoding: chunked",
                                "Content-Length: 5",
                                body=b"0\r\n\r\n" + NEXT), REFUSED),
    ("two lengths", post("Content-Length: 0", "Content-Length: 32",
                         body=BODY + NEXT), REFUSED),
    ("two equal lengths", post("Content-Length: 32", "Content-Length: 32",
                               body=BODY + NEXT), REFUSED),
    *((f"length {length!r}", post(f"Content-Length: {length}",
                                  body=BODY + NEXT), wanted)
      for length, wanted in [
          ("32, 32", REFUSED), ("+32", REFUSED), ("-32", REFUSED),
          ("0x20", REFUSED), ("3 2", REFUSED), ("32;a", REFUSED),
          ("", REFUSED), ("1e1", REFUSED), ("\v32", REFUSED),
          ("32\t", "200 closes|400 closes"),
          ("18446744073709551616", "413 closes|400 closes"),
          ("18446744073709551648", "413 closes|400 closes"),
          ("9" * 400, "413 closes|400 closes")]),
    *((f"coding {coding!r}", chunked(*WHOLE, coding=coding) + NEXT,
       "400 closes|501 closes")
      for coding in ["identity", "gzip, chunked", "chunked, identity",
                     "chunked, chunked", "xchunked", "chunked;a", "\vchunked",
                     "\"chunked\"", "", "chunked\0"]),
    ("two codings", post("Transfer-Encoding: identity",
                         "Transfer-Encoding: chunked",
                         body=b"0\r\n\r\n" + NEXT), REFUSED),
    ("a coding in HTTP/1.0", request(
        LOOKUP, "Transfer-Encoding: chunked", method="POST",
        version="HTTP/1.0", body=b"0\r\n\r\n" + NEXT), REFUSED),
    ("a blank before the colon of a length",
     post("Content-Length : 32", body=BODY + NEXT), REFUSED),
    ("a tab before the colon of a coding",
     post("Transfer-Encoding\t: chunked", body=b"0\r\n\r\n" + NEXT), REFUSED),
    ("a blank in front of a length", post("A: b", " Content-Length: 32",
                                          body=BODY + NEXT), REFUSED),
    ("a folded length", post("Content-Length:", " 32", body=BODY + NEXT),
     REFUSED),
    ("a folded name", post("Content-Leng: 32", " th", body=BODY + NEXT),
     REFUSED),
    ("a folded coding", post("Transfer-Encoding:", "\tchunked",
                             body=b"0\r\n\r\n" + NEXT), REFUSED),
    ("a folded value", request("/healthz", "A: b", " c") + NEXT, REFUSED),
    ("bare LFs", b"GET /healthz HTTP/1.1\nHost: x\n\n" + NEXT, REFUSED),
    ("a bare LF in a value", request("/healthz", "A: b\nC: d") + NEXT, REFUSED),
    ("a length behind a bare LF", post("A: b\nContent-Length: 32",
                                       body=BODY + NEXT), REFUSED),
    ("a bare LF at the end", raw(GET + "Host: x\n")[:-2] + b"\r\n\n" + NEXT,
     REFUSED),
    ("a bare CR in a value", request("/healthz", "A: b\rC: d") + NEXT,
     REFUSED),
    ("a length behind a bare CR", post("A: b\rContent-Length: 32",
                                       body=BODY) + NEXT, REFUSED),
    ("CR CR LF", raw(GET + "Host: x\r\n\n") + NEXT, REFUSED),
    ("a line that begins with NUL", raw(GET + "Host: x\n\0a: b\n" + HIDES),
     REFUSED),
    ("a name that a NUL ends", post("Content-Length\0: 32", body=BODY + NEXT),
     NO_HTTP),
    ("a NUL in a value", request("/healthz", "A: b\0c") + NEXT, REFUSED),
    ("a NUL in a length", post("Content-Length: 3\x002", body=BODY + NEXT),
     REFUSED),
    ("underscores", post("Content_Length: 32"), NOT_A_BODY),
    ("GET with a body", request("/healthz", "Content-Length: 32", body=BODY)
     + NEXT, REFUSED),
    ("HEAD with chunks", request("/healthz", "Transfer-Encoding: chunked",
                                 method="HEAD", body=b"0\r\n\r\n") + NEXT,
     REFUSED, True),
    ("a body after none was said", post(), NOT_A_BODY),
]

CHUNKS = [
    ("chunks", chunked(*WHOLE) + NEXT, "200 closes"),
    ("an extension", chunked("20;a=b", *WHOLE[1:]) + NEXT, "200 closes"),
    ("a trailer", chunked("20", BODY.decode(), "0", "Content-Length: 9", "",
                          "") + NEXT, "200 closes"),
    ("no chunk", chunked("0", "", "") + NEXT, REFUSED),
    *((f"size {size!r}", chunked(size, *WHOLE[1:]) + NEXT,
       "400 closes|413 closes")
      for size in ["zz", "-20", "+20", "0x20", "", " 20", "20 20", "1G",
                   "10000000000000020", "f" * 300]),
    ("a size that is too small", chunked("1f", *WHOLE[1:]) + NEXT, NO_HTTP),
    ("a size that is too large", chunked("22", *WHOLE[1:]) + NEXT, NO_HTTP),
    ("a size of 2^64-1", chunked("F" * 16, " " * (3 << 20)) + NEXT,
     "413 closes|closes"),
    ("no line end after a chunk", chunked(
        "20", BODY.decode() + "0", "", "") + NEXT, NO_HTTP),
    ("100,000 chunks of a byte", chunked(
        *["1\r\n "] * 100000, *WHOLE) + NEXT, "200 closes|400 closes"),
    ("an extension of 64 KiB", chunked("20;" + "a" * 65536, *WHOLE[1:]) + NEXT,
     "200 closes|413 closes|500 closes|" + NO_HTTP),   # the library's own 500
    ("a trailer of 64 KiB", chunked(*WHOLE[:3], "A: " + "b" * 65536, "", "")
     + NEXT, "200 closes|413 closes|431 closes|" + NO_HTTP),
]

HEADERS = [
    ("no Host", raw("GET /healthz HTTP/1.1\n\n") + NEXT, REFUSED),
    ("two Hosts", request("/healthz", "Host: y") + NEXT, REFUSED),
    ("no colon", request("/healthz", "Nonsense") + NEXT, REFUSED),
    ("no name", request("/healthz", ": a") + NEXT, REFUSED),
    ("a blank in a name", request("/healthz", "A B: c") + NEXT, REFUSED),
    ("a control byte in a name", request("/healthz", "A\x01: b") + NEXT,
     REFUSED),
    ("a letter beyond ASCII in a name", request("/healthz", "\xc4: b") + NEXT,
     REFUSED),
    ("a control byte in a value", request("/healthz", "A: b\x01") + NEXT,
     REFUSED),
    ("DEL in a value", request("/healthz", "A: b\x7f") + NEXT, REFUSED),
    ("letters beyond ASCII in a value", request("/healthz", "A: \xc4"),
     "200 stays"),
    ("100 fields", request("/healthz", *["A: b"] * 99), "200 stays"),
    ("101 fields", request("/healthz", *["A: b"] * 100) + NEXT, FIELDS),
    ("5,000 fields", request("/healthz", *["A: b"] * 5000) + NEXT, FIELDS),
    ("a value of 8 KB", request("/healthz", "A: " + "b" * 8000),
     "200 stays"),
    ("a value of 64 KiB", request("/healthz", "A: " + "b" * 65536) + NEXT,
     FIELDS),
    ("a name of 64 KiB", request("/healthz", "b" * 65536 + ": a") + NEXT,
     FIELDS),
    ("64 KiB of fields", request("/healthz", *["Accept: " + "b" * 1000] * 65)
     + NEXT, FIELDS),
    ("1,000 ranges", request(RECORD, "Range: bytes=" + "0-1," * 1000),
     "200 stays|416 stays|206 stays"),
    ("10 KB of entity tags", request(
        RECORD, "If-None-Match: " + '"a",' * 2500), "200 stays"),
    ("an entity tag without an end", request(RECORD, 'If-None-Match: "a'),
     "200 stays"),
    ("10 KB of Accept", request(RECORD, "Accept: " + "a/b;q=0.1," * 1000),
     "200 stays|406 stays"),
    ("10 KB of Accept-Encoding", request(
        RECORD, "Accept-Encoding: " + "gzip;q=0," * 1000), "200 stays"),
    ("a bad date", request(RECORD, "If-Modified-Since: Yesterday"),
     "200 stays"),
    ("Connection that names everything", request(
        "/healthz", "Connection: close, Host, X-Request-Id"), "200 closes"),
    ("Upgrade", request("/healthz", "Connection: Upgrade",
                        "Upgrade: h2c, websocket"), "200 stays|200 closes"),
    ("5,000 cookies", request("/healthz", "Cookie: " + "a=b;" * 5000),
     "200 stays|" + FIELDS),
]

DEEP = b'{"dois":' + b"[" * 100000 + b"]" * 100000 + b"}"
BODIES = [
    ("a body", sized(BODY) + NEXT, "200 closes"),
    ("an empty body", sized(b"") + NEXT, "400 smuggled stays"),
    ("Expect: 100-continue", sized(BODY, "Expect: 100-continue"),
     "100 200 closes|200 closes"),
    ("Expect of a body too large", post("Content-Length: 9000000",
                                        "Expect: 100-continue"), "413 closes"),
    ("Expect of nothing", request("/healthz", "Expect: 100-continue"),
     "200 stays|100 200 stays"),
    ("Expect of something else", request("/healthz", "Expect: a miracle"),
     "417 stays|200 stays|417 closes"),
    ("a body too large, by its length", post("Content-Length: 1048577")
     + NEXT, "413 closes"),
    ("a body too large, in whole", sized(b" " * 1048577) + NEXT,
     "413 closes"),
    ("a chunked body too large", chunked("100001", " " * 1048577, "0", "", "")
     + NEXT, "413 closes"),
    ("far too large in chunks", chunked(*["10000", " " * 65536] * 64, "0", "",
                                        "") + NEXT, "413 closes|closes"),
    ("the largest body", sized(BODY + b" " * (1048576 - 32)) + NEXT,
     "200 closes"),
    ("a deep body", sized(DEEP) + NEXT, REFUSED),
    ("a body of braces", sized(b'{"a":' * 100000) + NEXT, REFUSED),
    ("a body cut in an escape", sized(b'{"dois":["\\u12') + NEXT, REFUSED),
    ("an escaped NUL in a body", sized(b'{"dois":["10.1/a\\u0000b"]}') + NEXT,
     "400 closes|200 closes"),
    ("a NUL in a body", sized(b'{"dois":["10.1/a\0b"]}') + NEXT, REFUSED),
    ("invalid UTF-8 in a body", sized(b'{"dois":["\xff"]}') + NEXT, REFUSED),
    ("half a megabyte of numbers", sized(b'{"dois":[' + b"1," * 250000
                                         + b"1]}") + NEXT, REFUSED),
    ("two values", sized(BODY + BODY) + NEXT, REFUSED),
    ("1e999", sized(b'{"dois":1e999}') + NEXT, REFUSED),
    ("another type", request(LOOKUP, "Content-Type: text/xml",
                             "Content-Length: 4", method="POST", body=b"<a/>")
     + NEXT, "415 closes"),
    ("a compressed body", sized(BODY, "Content-Encoding: gzip") + NEXT,
     "415 closes"),
    ("many forms in one", request(LOOKUP, JSON, "Content-Length: 9",
                                  method="POST", body=b"a=b&c=d&e") + NEXT,
     REFUSED),
]

PIPELINED = [
    ("three requests", request("/healthz") + request(RECORD)
     + request("/nowhere"), "200 200 404 stays"),
    ("behind a slow one", request("/v1/records?query=learning")
     + request("/healthz"), "200 200 stays"),
    ("behind a bad one", request("/healthz", "A : b") + NEXT, REFUSED),
    ("behind the last", request("/healthz", "Connection: close") + NEXT,
     "200 closes"),
    ("a hundred", request("/healthz") * 100, "200 " * 100 + "stays"),
    ("three hundred records", request(RECORD) * 300, "200 " * 300 + "stays"),
]

GROUPS = {
    "request lines": LINES, "methods": METHODS, "targets": TARGETS,
    "header fields": HEADERS, "smuggling": SMUGGLING, "chunks": CHUNKS,
    "bodies": BODIES, "pipelining": PIPELINED,
}
CASES = {name: [Case(*row) for row in rows] for name, rows in GROUPS.items()}
