#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The search through HTTP against its definition, on works made by chance.

    tests/search_model.py PAPERD [--seed N] [--searches N]

Random searches with random filters must find exactly the records that a look
at every record finds, in any order, by pages of any size, once each; their
facets must be those counted by hand; and any bytes at all are a search.
"""
import argparse
import collections
import csv
import io
import json
import random
import sys
import tempfile
import urllib.parse

import search_made as made
from search_daemon import Daemon, check, summary

WORKS = 3000
SORTS = ("relevance", "doi", "-doi", "published", "-published", "citations",
         "-citations", "title", "-title")
MEMBERS = {"type": "type", "year": "year", "journal": "journal.title",
           "language": "language", "publisher": "publisher",
           "source": "source.name"}
NEVER = (b"fts5", b"sqlite", b"syntax error", b"select ")
HOSTILE = (b'"', b"*", b"(", b")", b"^", b"-", b"AND", b"OR", b"NOT", b"NEAR(",
           b"NEAR(a b, 5)", b"col:", b"title:", b'title:"', b"a:b:c", b"c++",
           b"10.1000/x", b"' OR 1=1 --", b"\x00", b"a\x00b", b"\xff\xfe",
           b"{title author}: x", b"- title:", b'"" ""', b"OR OR OR", b"-OR",
           b"*a*", b"year:", b"year:a..b", b"year:9999999999..",
           "白".encode(), "́".encode(), b"\xe7\x99", b"x" * 2000,
           b"a OR " * 60 + b"b", b'"' * 500)


def choose(chance, works, words):
    """(parameters, the DOIs they mean, whether a word was left out)"""
    values, left, left_out = {}, works, False
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        name, value, test = made.filter_made(chance, works)
        if name not in values:
            values[name] = value
            left = [held for held in left if test(held)]
    if chance.random() < .8:
        values["query"], groups, refused = made.query_made(chance, words,
                                                           works)
        left, left_out = made.found_by(groups, refused, left)
    return values, {held.doi for held in left}, left_out


# ---- orders and walks ----


def is_ordered(values):
    return all(a <= b for a, b in zip(values, values[1:]))


def places(papers, sort):
    """What the items are ordered by; None: nothing that can be seen."""
    member = {"doi": "doi", "published": "published",
              "citations": "citation_count"}.get(sort.strip("-"))
    unknown = -1 if member == "citation_count" else ""
    return member and [paper.get(member, unknown) for paper in papers]


def check_walk(daemon, chance, values, wanted):
    sort = chance.choice(SORTS)
    limit = max(chance.choice((1, 7, 50, 1000)), len(wanted) // 40)
    papers = list(daemon.walk(**values, sort=sort, limit=limit))
    found = [paper["doi"] for paper in papers]
    check(len(found) == len(set(found)), values, sort, limit, "twice")
    check(set(found) == wanted, values, sort, limit, "missed",
          sorted(wanted - set(found))[:3], "too many",
          sorted(set(found) - wanted)[:3])
    seen = places(papers, sort)
    if seen:
        check(is_ordered(seen[::-1] if sort[0] == "-" else seen), values,
              sort, "out of order")


def check_left_out(daemon, values, wanted):
    """What was found without one of the words is one page, and says so."""
    page = daemon.list(**values, limit=1000)
    found = {paper["doi"] for paper in page["items"]}
    check(page.get("words_left_out") == 1, values, "words_left_out")
    check(len(found) == min(len(wanted), 1000) and found <= wanted, values,
          len(found), len(wanted))


# ---- facets ----


def counted(works, wanted, path):
    return collections.Counter(
        value for value in (made.value_at(held.paper, path) for held in works
                            if held.doi in wanted) if value is not None)


def facet_pairs(facet):
    """{value: records}, most records first."""
    records = [row["records"] for row in facet["values"]]
    check(is_ordered(records[::-1]), "most records first", facet)
    check(facet["distinct"] == len(records), "distinct", facet)
    return {row["value"].lower(): row["records"] for row in facet["values"]}


def check_facets(daemon, works, values, wanted):
    page = daemon.list(**values, limit=0, facets="*", facet_limit=1000)
    check(page["total"] == len(wanted), values, "total", page["total"],
          len(wanted))
    facets = {name: facet_pairs(facet)
              for name, facet in page["facets"].items()}
    for name, path in MEMBERS.items():
        by_hand = {str(value).lower(): count for value, count in
                   counted(works, wanted, path).items()}
        check(facets[name] == by_hand, values, name, facets[name], by_hand)
    with_abstract = sum(1 for held in works if held.doi in wanted
                        and held.paper.get("abstract"))
    check(facets["has_abstract"].get("true", 0) == with_abstract and
          facets["has_abstract"].get("false", 0) ==
          len(wanted) - with_abstract, values, facets["has_abstract"])


def check_highlights(daemon, word):
    """The marks are the word, wherever it stands in title and abstract; one of
    them at least in the part of the abstract that is shown."""
    for item in daemon.list(query=word, limit=50, highlight="true")["items"]:
        for name in ("title", "abstract"):
            text = item.get(name, "")
            shown = item.get("highlight", {}).get(name, {})
            places = [[at, at + len(word)] for at in range(len(text))
                      if text.lower().startswith(word, at)]
            check(shown.get("marks", []) == places, word, text, shown, places)
            begin, part = shown.get("from", 0), shown.get("part", text)
            check(part == text[begin:begin + len(part)] and
                  (not places or word in part.lower()), word, text, shown)


# ---- the other ways to have a list ----


def streamed(daemon, values, form, fields):
    """The body of a list in another form; None: it was refused."""
    target = "/v1/records?" + urllib.parse.urlencode(
        {**values, "format": form, "fields": fields})
    status, body, headers = daemon.ask(target)
    right = check(status == 200 and
                  headers["Content-Type"] != "application/json",
                  target, status, headers["Content-Type"], body[:200])
    return body if right else None


def check_streams(daemon, values, wanted):
    body = streamed(daemon, values, "ndjson", "doi")
    if body is not None:
        lines = [json.loads(line)["doi"] for line in body.splitlines()]
        check(sorted(lines) == sorted(wanted), values, "ndjson", len(lines))
    body = streamed(daemon, values, "csv", "doi,title")
    if body is not None:
        rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
        check(rows and rows[0] == ["doi", "title"], values, "csv", rows[:1])
        check(sorted(row[0] for row in rows[1:]) == sorted(wanted), values,
              "csv", len(rows))


def check_sample(daemon, values, wanted):
    first, again, other = (
        [item["doi"] for item in daemon.list(**values, sample=40,
                                             seed=seed)["items"]]
        for seed in (7, 7, 8))
    check(first == again, values, "the same seed")
    check(len(set(first)) == len(first) == min(40, len(wanted)), values,
          "sample", len(first))
    check(set(first) <= wanted, values, "sample")
    check(len(wanted) < 200 or first != other, values, "another seed")


# ---- any bytes ----


def bytes_made(chance):
    pieces = HOSTILE + (b"a", b"bo", b" ", b"title:", b"*", b" -", b"..")
    if chance.random() < .5:
        return b"".join(chance.choice(pieces) for _ in range(
            chance.randint(1, 8)))
    return bytes(chance.randrange(256) for _ in range(chance.randint(1, 40)))


def check_bytes(daemon, text):
    for name in ("query", "title", "author", "query.bibliographic"):
        target = f"/v1/records?{name}={urllib.parse.quote(text, safe='')}"
        if len(target) > 8000:
            continue
        status, body, _ = daemon.ask(target)
        check(status in (200, 400), name, text, status, body[:200])
        check(isinstance(json.loads(body), dict), name, text, body[:200])
        told = body.lower() if status != 200 else b""
        check(not any(word in told for word in NEVER), name, text, body[:300])


def check_all(daemon, chance, searches):
    words = made.vocabulary(chance, 400)
    made.dump_write(daemon.data / "made.jsonl", chance, words, "w", WORKS)
    daemon.look_again()
    daemon.wait(WORKS)
    works = made.held_in(daemon.store)
    for number in range(searches):
        values, wanted, left_out = choose(chance, works, words)
        check_facets(daemon, works, values, wanted)
        if left_out:
            check_left_out(daemon, values, wanted)
            continue
        check_walk(daemon, chance, values, wanted)
        if number % 10 == 0:
            check_streams(daemon, values, wanted)
            check_sample(daemon, values, wanted)
            check_highlights(daemon, chance.choice(words))
    for text in HOSTILE + tuple(bytes_made(chance) for _ in range(searches)):
        check_bytes(daemon, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("paperd")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--searches", type=int, default=300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(args.paperd, folder)
        check_all(daemon, random.Random(args.seed), args.searches)
        daemon.stop()
    return summary("search_model")


if __name__ == "__main__":
    sys.exit(main())
