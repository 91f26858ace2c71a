# SPDX-License-Identifier: MIT
"""The kinds of answers that the hosts give."""
import email.utils
import urllib.parse

import made
from records import CSL
from wire import Answer

HTML = "text/html;charset=utf-8"
JSON = "application/json"
PAGE = """<!DOCTYPE html>
<html lang="en-us">
<head>
    <meta charset="UTF-8">
    <title>{title}</title>
</head>
<body><h1>{title}</h1></body>
</html>
"""


def html(status, title):
    return Answer(status, [("Content-Type", HTML)],
                  PAGE.format(title=title).encode())


def json_answer(value, status=200, kind=JSON):
    return Answer(status, [("Content-Type", kind)], made.to_json(value))


def redirect(url, status=302):
    page = ("<html><head><title>Handle Redirect</title></head>\n"
            f'<body><a href="{url}">{url}</a></body></html>')
    return Answer(status, [("Content-Type", HTML), ("Location", url),
                           ("Vary", "Accept")], page.encode())


def quote(doi):
    return urllib.parse.quote(doi, safe="")


def accepted(request):
    """Media types asked for, best first, without parameters."""
    ret = []
    for number, part in enumerate(request.headers.get("accept",
                                                      "*/*").split(",")):
        kind, *parameters = [word.strip() for word in part.split(";")]
        weight = next((word[2:] for word in parameters
                       if word.startswith("q=")), "1")
        ret.append((-float(weight or 0), number, kind.lower()))
    return [kind for weight, _, kind in sorted(ret) if weight < 0]


def choose(request, offered):
    """The first of what is asked for that is offered; None: none of it."""
    for kind in accepted(request):
        if kind == "*/*":
            return offered[0]
        if kind in offered:
            return kind
    return None


def message(kind, value):
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0",
            "message": value}


def transform(request, record, kind):
    """/works/{doi}/transform, by Accept or by path."""
    offered = (CSL, "application/json", "application/citeproc+json",
               "application/x-bibtex")
    kind = kind if kind in offered else None if kind else choose(request,
                                                                 offered)
    if kind is None:
        return Answer(406, [("Content-Type", "text/plain")],
                      b"No representation of what is asked for.")
    return in_kind(record, kind, "")


def in_kind(record, kind, charset):
    if kind == "application/x-bibtex":
        return Answer(200, [("Content-Type", kind)], made.bibtex_of(record))
    return json_answer(made.csl_of(record) or made.csl_of_work(
        made.work(record.doi)), kind=kind + charset)


def validated(record, answer):
    """With the validators of the record."""
    for name, value in (("ETag", record.etag),
                        ("Last-Modified", record.modified)):
        if value:
            answer.headers.append((name, value))
    return answer


def is_same(request, answer):
    """Whether the client has what it would be answered (RFC 9110 13.1)."""
    match = request.headers.get("if-none-match")
    since = request.headers.get("if-modified-since")
    etag, modified = answer.header("ETag"), answer.header("Last-Modified")
    if match is not None:
        return bool(etag) and etag.removeprefix("W/") in match
    try:
        return bool(since and modified) and parse_date(since) >= parse_date(
            modified)
    except ValueError:
        return False


def parse_date(text):
    return email.utils.parsedate_to_datetime(text)
