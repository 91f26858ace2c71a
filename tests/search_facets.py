#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Facets through HTTP against SQL over the records themselves.

    tests/search_facets.py PAPERD [--records N]

Every facet of every search below must be what GROUP BY makes of the JSON of the
records that match, as it stands in the database file: how many values, which
ones, and the records of each.  Once on works made by chance, and once on real
records, which are left out, saying so, where they are not to be had.
"""
import argparse
import collections
import gzip
import itertools
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse

import search_made as made
from search_daemon import Daemon, check, summary

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("TEST_SHARED", ROOT / ".." / "shared"),
                    "data")
BULK = "bulk_100k.jsonl.gz"
FOLDERS = ("s2", "europepmc", "openalex", "csl")
WORKS, OPEN = 2000, 300
VALUES_MAX = 1000  # of a facet in one answer


def at(path):
    return f"json_extract(json, '$.{path}')"


# How SQL has the values of a facet; NULL: the record has none.  Of publishers
# and sources it has the key that all spellings share; a journal is the one that
# has the first of the record's ISSNs that any has, else the record's title.
JOURNAL = f"""coalesce(
    (SELECT journal_id FROM json_each(records.json, '$.journal.issn') AS said
     JOIN journal_issn ON issn = said.value ORDER BY said.key LIMIT 1),
    (SELECT id FROM journals WHERE key = key_of({at("journal.title")})
     AND key <> '' ORDER BY id LIMIT 1))"""
JOURNAL_NAME = """(SELECT coalesce(title, (SELECT issn FROM journal_issn
    WHERE journal_id = value ORDER BY id LIMIT 1)) FROM journals
    WHERE id = value)"""
FACETS = {
    "type": at("type"),
    "year": f"CAST({at('year')} AS TEXT)",
    "language": at("language"),
    "publisher": f"nullif(key_of({at('publisher')}), '')",
    "source": f"nullif(key_of({at('source.name')}), '')",
    "journal": JOURNAL,
    "open_access": f"CASE {at('open_access')} WHEN 1 THEN 'true'"
                   " WHEN 0 THEN 'false' ELSE 'unknown' END",
    "has_abstract": f"iif({at('abstract')} IS NULL, 'false', 'true')",
}
KEYED = ("publisher", "source")

# Filters, and what SQL says for them.
FILTERS = (
    ({}, "TRUE"),
    ({"year": "2005..2015"}, f"{at('year')} BETWEEN 2005 AND 2015"),
    ({"has": "abstract"}, f"{at('abstract')} IS NOT NULL"),
    ({"has": "!abstract"}, f"{at('abstract')} IS NULL"),
    ({"type": "!journal-article"},
     f"coalesce({at('type')}, '') <> 'journal-article'"),
    ({"citations": "5.."}, f"{at('citation_count')} >= 5"),
    ({"open_access": "true"}, f"{at('open_access')} = 1"),
    ({"language": "en|de"}, f"{at('language')} IN ('en', 'de')"),
    ({"has": "authors", "year": "!..1999"},
     f"json_array_length(json, '$.authors') > 0 AND"
     f" coalesce({at('year')}, 2000) > 1999"),
    ({"year": "1492"}, f"{at('year')} = 1492"),
)


# Signs and spaces that are no letters of any script, by their first and last.
SEPARATORS = ((0x80, 0xBF), (0x2000, 0x206F), (0x3000, 0x303F),
              (0xFF00, 0xFF0F))


def key_of(text):
    """Letters and digits; those of ASCII in lower case."""
    return "".join(
        c.lower() if c.isascii() else c for c in text
        if (c.isalnum() if c.isascii() else
            not any(first <= ord(c) <= last for first, last in SEPARATORS)))


def database(daemon):
    """The records as they are now; `found` is for what a search finds."""
    db = sqlite3.connect(f"file:{daemon.store}?mode=ro", uri=True)
    db.create_function("key_of", 1, lambda text: key_of(text or ""),
                       deterministic=True)
    db.execute("CREATE TEMP TABLE found (json TEXT PRIMARY KEY)")
    return db


def find(db, daemon, query):
    """Which records have the words is asked of the daemon, as lines, and by
    scores, which are not how it counts."""
    target = "/v1/records?" + urllib.parse.urlencode(
        {"format": "ndjson", "sort": "relevance", "query": query})
    status, body, _ = daemon.ask(target)
    check(status == 200 and body, target, status)
    db.execute("DELETE FROM found")
    db.executemany("INSERT INTO found VALUES (?)",
                   [(line,) for line in body.decode().split("\n") if line])


def counted(db, facet, where):
    """[(name, records)] by SQL, most records first."""
    name = JOURNAL_NAME if facet == "journal" else "value"
    return db.execute(
        f"SELECT {name}, count(*) FROM (SELECT {FACETS[facet]} AS value"
        f" FROM records WHERE {where}) WHERE value IS NOT NULL"
        f" GROUP BY value ORDER BY 2 DESC").fetchall()


def check_facet(name, facet, wanted, *what):
    said = [(key_of(row["value"]) if name in KEYED else row["value"],
             row["records"]) for row in facet["values"]]
    check(facet["distinct"] == len(wanted), *what, name, "distinct",
          facet["distinct"], len(wanted))
    check([records for _, records in said] ==
          [records for _, records in wanted[:VALUES_MAX]], *what, name,
          "most first", said[:5], wanted[:5])
    wrong = collections.Counter(said) - collections.Counter(wanted)
    check(not wrong, *what, name, "too many, or not these", wrong)


def check_search(db, daemon, query, values, where):
    """All facets of one answer, and each in an answer of its own."""
    asked = {**values, **({"query": query} if query else {}), "limit": 0,
             "facet_limit": VALUES_MAX}
    if query:
        where += " AND json IN (SELECT json FROM found)"
    ((total,),) = db.execute(f"SELECT count(*) FROM records WHERE {where}")
    page = daemon.list(**asked, facets="*")
    check(page["total"] == total, asked, "total", page["total"], total)
    check(set(page["facets"]) == set(FACETS), "facets", page["facets"].keys())
    for name, facet in page["facets"].items():
        check_facet(name, facet, counted(db, name, where), asked)
        alone = daemon.list(**asked, facets=name)["facets"]
        check(alone == {name: facet}, asked, name, "alone", alone)


def check_searches(daemon, queries):
    db = database(daemon)
    for query in queries:
        if query:
            find(db, daemon, query)
        for values, where in FILTERS:
            check_search(db, daemon, query, values, where)
    db.close()


# ---- the records ----


def open_work(chance, number, words):
    """A work of Semantic Scholar's shape, which says whether it is open."""
    work = {"paperId": f"{number:040x}", "title": made.some(chance, words, 2, 6),
            "externalIds": {"DOI": f"10.5555/open{number}"},
            "year": chance.randint(1990, 2024)}
    if chance.random() < .8:
        work["isOpenAccess"] = chance.random() < .6
    return work


def made_write(folder, words):
    """The files to load."""
    chance = random.Random(1)
    made.dump_write(folder / "made.jsonl", chance, words, "w", WORKS)
    with open(folder / "open.jsonl", "w", encoding="utf-8") as file:
        for number in range(OPEN):
            file.write(json.dumps(open_work(chance, number, words)) + "\n")
    return [folder / "made.jsonl", folder / "open.jsonl"]


def real_write(folder, records):
    """Every twentieth work of the large dump, and whole collections."""
    with gzip.open(DATA / BULK, "rb") as whole, \
            open(folder / "bulk.jsonl", "wb") as file:
        file.writelines(itertools.islice(whole, 0, 20 * records, 20))
    return [folder / "bulk.jsonl", *(DATA / name for name in FOLDERS)]


def run(paperd, least, queries, write, *values):
    with tempfile.TemporaryDirectory() as folder:
        dumps = write(pathlib.Path(folder), *values)
        subprocess.run([paperd, "load", "--store", f"sqlite:{folder}/store.db",
                        *dumps], check=True, capture_output=True)
        daemon = Daemon(paperd, folder)
        daemon.wait(least)
        check_searches(daemon, queries)
        daemon.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("paperd")
    parser.add_argument("--records", type=int, default=4000)
    args = parser.parse_args()
    words = made.vocabulary(random.Random(1), 200)
    run(args.paperd, WORKS + OPEN,
        ("", words[0], f"{words[0]} {words[1]}", f"{words[2]} OR {words[3]}"),
        made_write, words)
    if (DATA / BULK).exists():
        run(args.paperd, args.records, ("", "with", "modelling", "model system"),
            real_write, args.records)
    else:
        print("skipped: the real records are not here")
    return summary("search_facets")


if __name__ == "__main__":
    sys.exit(main())
