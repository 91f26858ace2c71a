#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""rispy: the RIS of some hundred records is read."""
import importlib.metadata
import json

import rispy

from calls import call, client, equal, records

client("rispy", importlib.metadata.version("rispy"),
       "`/v1/records?format=ris`")
LIMIT = 500
items = [json.loads(line) for line in
         records("ndjson", LIMIT).splitlines()]
entries = rispy.loads(records("ris", LIMIT))
pairs = list(zip(items, entries))


@call("loads: as many entries as records")
def _():
    equal(len(entries), len(items))
    assert len(items) > 50, len(items)


@call("doi, year, volume of each")
def _():
    for item, entry in pairs:
        equal(entry.get("doi"), item["doi"])
        equal(entry.get("year"), item.get("year") and str(item["year"]))
        equal(entry.get("volume"), item.get("volume"))


@call("title, number of authors, keywords of each")
def _():
    for item, entry in pairs:
        equal(entry.get("title"), item.get("title"))
        equal(len(entry.get("authors", [])), len(item.get("authors") or []))
        equal(entry.get("keywords", []), item.get("keywords") or [])


@call("no tag that it does not know, but ED: editors of whole works")
def _():
    tags = {tag for entry in entries for tag in entry.get("unknown_tag", {})}
    equal(tags - {"ED"}, set())
