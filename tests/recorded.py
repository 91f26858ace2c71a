#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks paperd what was asked of api.crossref.org when its answers were recorded,
and compares the two key by key.

    tests/recorded.py PAPERD [--show KEY]

All works of the recordings are loaded.  Then each of them is asked for by its
DOI, and each list by its own URL: envelope, paging and facets must have the same
keys and the same kinds of values, and each work the same values.  What may be
otherwise stands in the tables below, each row with its reason; a work's value
that differs for no reason there is a failure, and so is a reason that no work
needs.  --show prints the differences of a key.  Exits 77 (skipped) where the
recordings are not to be had.
"""
import argparse
import collections
import html
import json
import os
import pathlib
import re
import sys
import tempfile
import unicodedata
import urllib.parse

from search_daemon import Daemon, check, served, summary

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("TEST_SHARED", ROOT / ".." / "shared"),
                    "data", "crossref")
SKIPPED = 77

# Keys that a record has no field for.
NO_FIELD = """
accepted alternative-id approved archive aliases assertion award award-start
clinical-trial-number content-created content-domain content-updated degree
description edition-number event group-title institution isbn-type issn-type
journal-issue link original-title posted project published-online
published-other published-print publisher-location review short-title
special_numbering standards-body subtype update-policy version
""".split()

# Keys that Crossref left out when it answered, in one year or another, or has no
# name for; and why a work of paperd has them.
ADDED = {
    "paperd": "what of a record no other key has",
    "published": "the date of issued, since 2021",
    "references-count": "the same as reference-count, since 2017",
    "is-referenced-by-count": "since 2017",
    "reference-count": "left out of lists by select",
    "resource": "since 2021",
    "language": "since 2021; told by the text where it was not deposited",
    "created": "when it was loaded, which all works have",
    "container-title": "the title of the book or journal in `relation`",
    "subject": "keywords",
    "subtitle": "what stands behind a colon in the title",
    "article-number": "deposited as a page",
    "updated-by": "since 2025",
}

# Values that are another's, or a fact of the recording: never compared.
NEVER = {
    "created": "when the work was loaded, not deposited",
    "deposited": "when the work was loaded, not deposited",
    "indexed": "when the work was loaded, not indexed",
    "score": "of another search",
    "URL": "https, where it once was http://dx.doi.org",
    "resource": "the address of the DOI where the publisher's is not kept",
    "prefix": "of the DOI; Crossref's is that of its owner, once an address",
    "reference": "numbered anew; what is not understood is text",
}

# What cleaning does: (key, how it differs, in so many works at most, why).
CLEANED = (
    ("ISSN", "missing", 2, "of no serial: 9999-9999, 1234-5678"),
    ("abstract", "missing", 8, "nothing but a heading"),
    ("abstract", "value", 4, "headings set apart, copyright taken out"),
    ("author", "missing", 2, "no name of anybody"),
    ("author", "value", 170, "a name in one piece is cut, all of upper case "
     "set in lower, an affiliation in a name taken out"),
    ("editor", "value", 5, "as authors"),
    ("funder", "value", 2, "letters read in the wrong encoding"),
    ("issue", "missing", 10, "null"),
    ("volume", "missing", 60, "null"),
    ("volume", "value", 3, "the word for volume in it"),
    ("issued", "added", 1, "the date of another key"),
    ("language", "missing", 2, "a code of no language meant: aa"),
    ("license", "value", 20, "address of the licence's text"),
    ("page", "missing", 15, "0-0, n/a"),
    ("page", "value", 80, "of one page: 61-61"),
    ("publisher", "missing", 5, "[s.n.]"),
    ("reference", "missing", 2, "an empty one"),
    ("relation", "missing", 120, "there is no field for it"),
    ("short-container-title", "added", 800, "was in container-title"),
    ("short-container-title", "missing", 800, "is the title itself"),
    ("short-container-title", "value", 5, "one of several"),
    ("subtitle", "missing", 60, "empty; the title has it already"),
    ("title", "value", 10, "formulas"),
)

# Lists that are not answered as they were: (URL, status, why).
REFUSED = (
    (r"facet=.*(issn|orcid|license|affiliation)", 400, "is no native facet"),
    (r"filter=.*(award\.funder|has-assertion)", 400, "is no native filter"),
    (r"query\.(editor|publisher-name)", 400, "its words are not searched"),
)


def recordings():
    """(URL, message) of each."""
    for folder in ("work", "list"):
        with open(DATA / folder / "index.jsonl", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                with open(DATA / folder / row["file"],
                          encoding="utf-8") as file:
                    answer = json.load(file)
                if row["status"] == 200 and answer["status"] == "ok":
                    yield folder, row["url"], answer


def letters(text):
    """Of a text what no cleaning changes: letters and digits."""
    text = re.sub(r"<[^<>]*>", "", html.unescape(html.unescape(str(text))))
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in text if c.isalnum())


# ---- values ----

def same_texts(old, new):
    return letters("".join(old)) == letters("".join(new))


def same_container(old, new):
    """The short title was beside the title once."""
    return letters(new[0]) in {letters(one) for one in old}


def same_abstract(old, new):
    """Headings go, nearly all else stays."""
    old, new = letters(old), letters(new)
    return len(new) > .8 * (len(old) - len("abstract")) \
        and new[-40:] in old


def same_isbn(old, new):
    return {re.sub(r".*/|-", "", one) for one in old} == set(new)


def same_title(old, new):
    return letters("".join(old)) in letters("".join(new)) or \
        letters("".join(new)) in letters("".join(old))


def same_date(old, new):
        return (old["date-parts"] or [[None]])[0] == new["date-parts"][0]


def same_people(old, new):
    def names(people):
        return [letters(p.get("given", "") + p.get("family", "")
                        + p.get("name", "")) for p in people]
    return names(old) == names(new)


def same_set(old, new):
    return {letters(one) for one in old} == {letters(one) for one in new}


def same_license(old, new):
    def address(url):
        return re.sub(r"^https?://(www\.)?|/$", "", url.lower())
    return {address(o["URL"]) for o in old if o.get("URL")} \
        == {address(n["URL"]) for n in new}


def same_funder(old, new):
    return [letters(o.get("name", "")) for o in old] \
        == [letters(n.get("name", "")) for n in new]


def same_updates(old, new):
    return {o["DOI"].lower() for o in old} == {n["DOI"] for n in new}


def same_member(old, new):
    return old.rsplit("/", 1)[-1] == new


def same_text(old, new):
    return letters(old) == letters(new)


COMPARED = {
    "title": same_title, "subtitle": same_texts,
    "container-title": same_container, "short-container-title": same_texts,
    "author": same_people, "editor": same_people, "issued": same_date,
    "published": same_date, "ISSN": same_set, "ISBN": same_isbn,
    "subject": same_set, "license": same_license, "funder": same_funder,
    "update-to": same_updates, "updated-by": same_updates,
    "member": same_member, "DOI": same_text, "publisher": same_text, "abstract": same_abstract,
    "source": same_text, "page": same_text, "volume": same_text, "issue": same_text,
}


class Works:
    """Compares works, and counts what is otherwise, by key and way."""

    def __init__(self, show):
        self.show = show
        self.ways = collections.Counter()
        self.works = collections.Counter()

    def note(self, key, way, *what):
        self.ways[key, way] += 1
        if key == self.show:
            print(key, way, *(str(part)[:300] for part in what))

    def compare(self, old, new):
        for key in old.keys() | new.keys():
            if key not in new:
                if key not in NO_FIELD and old[key] not in ([], {}, None, ""):
                    self.note(key, "missing", old["DOI"], old[key])
            elif key not in old:
                if key not in ADDED and new[key] != []:
                    self.note(key, "added", new["DOI"], new[key])
            elif key not in NEVER:
                self.works[key] += 1
                same = COMPARED.get(key, lambda a, b: a == b)
                if type(old[key]) is not type(new[key]):
                    self.note(key, "kind", old["DOI"], old[key], new[key])
                elif not same(old[key], new[key]):
                    self.note(key, "value", old["DOI"], old[key], new[key])


    def judge(self):
        """Are all differences on the list, and all rows of it needed?"""
        rows = {(key, way): (most, why) for key, way, most, why in CLEANED}
        for (key, way), count in sorted(self.ways.items()):
            most, why = rows.get((key, way), (0, "on no list"))
            print(f"{key:22} {way:8} {count:4} of {self.works[key]}: {why}")
            check(count <= most, key, way, count, "of at most", most)
        for row in rows:
            check(self.ways[row], *row, "differs no more")


# ---- lists ----

def kinds(message):
    """The envelope of a list: its keys with the kinds of their values."""
    def kind(value):
        if isinstance(value, dict):
            return {key: kind(one) for key, one in sorted(value.items())}
        return type(value).__name__ if value is not None else "str"
    return {key: kind(value) for key, value in sorted(message.items())
            if key not in ("items", "facets")}


def target_of(url):
    """Path and query; the cursors of others are the first."""
    parts = urllib.parse.urlsplit(url)
    query = re.sub(r"cursor=[^&]*", "cursor=*", parts.query)
    return parts.path + ("?" + query if query else "")


def compare_list(url, old, new, works):
    check(kinds(old) == kinds(new), url, kinds(old), kinds(new))
    for key in "items-per-page", "query":
        check(old[key] == new[key], url, key, old[key], new[key])
    check(isinstance(new["total-results"], int), url)
    asked = re.search(r"facet=([^&]*)", url)
    names = {part.partition(":")[0] for part in
             urllib.parse.unquote(asked[1]).split(",")} if asked else set()
    check(new["facets"].keys() == names, url, names, new["facets"].keys())
    for facet in new["facets"].values():
        check(facet["value-count"] == len(facet["values"]), url, facet)
    for item in new["items"]:
        whole = works.get(item["DOI"])
        check(whole is not None and
              all(whole[key] == value for key, value in item.items()),
              url, item["DOI"], "is otherwise in the list")
    if "select=" in url:
        keys = set(re.search(r"select=([^&]*)", url)[1]
                   .replace("%2C", ",").split(","))
        check(all(item.keys() <= keys for item in new["items"]), url)


def check_list(daemon, url, old, works):
    """True where the answer was compared."""
    status, body, _ = daemon.ask(target_of(url))
    for pattern, code, _ in REFUSED:
        if re.search(pattern, urllib.parse.unquote(url)):
            check(status == code, url, status, body[:200])
            return False
    if not check(status == 200, url, status, body[:300]):
        return False
    answer = json.loads(body)
    check({key: answer[key] for key in answer if key != "message"}
          == {key: old[key] for key in old if key != "message"}, url)
    compare_list(url, old["message"], answer["message"], works)
    return True


# ---- all of it ----

def items_of(rows):
    """The works of all recordings, by DOI; of several the last."""
    items = {}
    for folder, _, answer in rows:
        message = answer["message"]
        for work in [message] if folder == "work" else message["items"]:
            if "type" in work and "DOI" in work:
                items[work["DOI"].lower()] = work
    return items


def load(daemon, items):
    served.dump_write(daemon.data / "works.jsonl", items.values())
    daemon.look_again()
    daemon.wait(len(items))


def check_works(daemon, items, show):
    """What paperd has for each, by DOI."""
    works, seen = Works(show), {}
    for doi, work in items.items():
        status, body, _ = daemon.ask("/works/" + urllib.parse.quote(doi))
        if check(status == 200, doi, status, body[:200]):
            seen[doi] = json.loads(body)["message"]
            works.compare(work, seen[doi])
    works.judge()
    return seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("paperd")
    parser.add_argument("--show")
    args = parser.parse_args()
    if not DATA.is_dir():
        print(f"recorded: skipped, there is no {DATA}")
        return SKIPPED
    rows = list(recordings())
    items = items_of(rows)
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(args.paperd, folder, "--fetch", "off")
        load(daemon, items)
        works = check_works(daemon, items, args.show)
        done = collections.Counter(check_list(daemon, url, answer, works)
                                   for kind, url, answer in rows
                                   if kind == "list")
        daemon.stop()
    print(f"recorded: {len(works)} works; lists: {done[True]} compared, "
          f"{done[False]} refused as they must be")
    return summary("recorded")


if __name__ == "__main__":
    sys.exit(main())
