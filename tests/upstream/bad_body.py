# SPDX-License-Identifier: MIT
"""Modes that are whole answers: a wrong status, type or body."""
import asyncio
import email.utils
import gzip
import time

from modes import mode
from wire import Answer

HTML = (b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head>"
        b"<body><p>This page is not metadata.</p></body></html>\n")


def instead(case, body, *headers):
    """The right answer's type with another body."""
    good = case.good()
    return Answer(200, good.without("etag", "last-modified") + list(headers),
                  body)


@mode("ok")
@mode("etag")
@mode("other")
@mode("alias")
@mode("no-doi")
@mode("ra", "Unknown")
def good(case):
    """the right answer (what differs is in the record)"""
    return case.good()


@mode("absent")
def absent(case):
    """known to nobody"""
    return case.good()


@mode("agency-404")
def agency_404(case):
    """404 `Resource not found.` of one agency, for a DOI that there is"""
    return Answer(404, [("Content-Type", "text/plain")],
                  b"Resource not found.")


@mode("status", 500)
def status(case):
    """the status CODE, with a short text"""
    return Answer(case.arguments[0], [("Content-Type", "text/plain")],
                  b"No.\n")


@mode("retry", 503, "1")
def retry(case):
    """the status CODE with Retry-After: seconds, or date, past, absurd, bad"""
    code, when = case.arguments
    value = {
        "date": email.utils.formatdate(time.time() + 3, usegmt=True),
        "past": "Wed, 21 Oct 2015 07:28:00 GMT",
        "absurd": "99999999999999999999",
        "negative": "-5",
        "bad": "soon",
    }.get(when, when)
    return Answer(code, [("Content-Type", "text/plain"),
                              ("Retry-After", value)], b"Later.\n")


@mode("html")
def html(case):
    """200, HTML, text/html"""
    return Answer(200, [("Content-Type", "text/html;charset=utf-8")], HTML)


@mode("html-json")
def html_json(case):
    """200, HTML, under the JSON type"""
    return instead(case, HTML)


@mode("empty")
def empty(case):
    """200, the right type, no body"""
    return instead(case, b"")


@mode("no-type")
def no_type(case):
    """the right body without Content-Type"""
    right = case.good()
    return Answer(right.status, right.without("content-type"), right.body)


@mode("bad-json")
def bad_json(case):
    """no JSON at all"""
    return instead(case, b"{'DOI': 10.5555, title: [}\n")


@mode("cut-json")
def cut_json(case):
    """the first half of the JSON, as a whole body"""
    body = case.good().body
    return instead(case, body[:len(body) // 2])


@mode("tail-json")
def tail_json(case):
    """the JSON and something behind it"""
    return instead(case, case.good().body + b"}{")


@mode("nul")
def nul(case):
    """a \\u0000 in each title"""
    return instead(case, case.good().body.replace(b"kept under",
                                                  b"kept\\u0000 under"))


@mode("utf8")
def utf8(case):
    """invalid UTF-8 in each title"""
    return instead(case, case.good().body.replace(b"kept under",
                                                  b"kept \xff\xc0\x80 under"))


@mode("surrogate")
def surrogate(case):
    """half a surrogate pair in each title"""
    return instead(case, case.good().body.replace(b"kept under",
                                                  b"kept \\ud800 under"))


@mode("array")
def array(case):
    """JSON, but `[]`"""
    return instead(case, b"[]")


@mode("null")
def null(case):
    """JSON, but `null`"""
    return instead(case, b"null")


@mode("deep", 100000)
def deep(case):
    """JSON of so many nested arrays"""
    depth = case.arguments[0]
    return instead(case, b'{"title":' + b"[" * depth + b"]" * depth + b"}")


@mode("gzip-corrupt")
def gzip_corrupt(case):
    """Content-Encoding: gzip, broken in the middle"""
    body = gzip.compress(case.good().body)
    half = len(body) // 2
    return instead(case, body[:half] + b"\xff" * 20 + body[half + 20:],
                   ("Content-Encoding", "gzip"))


@mode("gzip-cut")
def gzip_cut(case):
    """Content-Encoding: gzip, without its end"""
    body = gzip.compress(case.good().body)
    return instead(case, body[:len(body) // 2], ("Content-Encoding", "gzip"))


@mode("gzip-not")
def gzip_not(case):
    """Content-Encoding: gzip, but it is not"""
    return instead(case, case.good().body, ("Content-Encoding", "gzip"))


@mode("gzip-chain", 8)
def gzip_chain(case):
    """Content-Encoding names gzip so many times"""
    return instead(case, case.good().body, (
        "Content-Encoding", ", ".join(["gzip"] * case.arguments[0])))


@mode("slow", 1000)
async def slow(case):
    """the right answer after so many milliseconds"""
    await asyncio.sleep(case.arguments[0] / 1000)
    return case.good()
