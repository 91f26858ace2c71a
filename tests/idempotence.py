#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Cleaning what is clean changes nothing: clean(clean(x)) == clean(x), for the
fields of real records and every string of the worked cases.

    tests/idempotence.py PAPERD [--limit RECORDS] [--show COUNT]

Prints for each field how many different values were cleaned and how many are
not settled, with the first of each kind of change.  Exits 1 when there is any;
77 (skipped) where the records are not to be had.
"""
import argparse
import collections
import gzip
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("TEST_SHARED", ROOT / ".." / "shared"))
BATCH = 20000
SKIPPED = 77
DATES = ("issued", "published", "published-print", "published-online",
         "posted", "accepted", "approved")


def texts(value):
    """The strings of a member that is a string or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def names_of(members):
    return [member["name"] for member in members or []
            if isinstance(member.get("name"), str)]


def values_of(item):
    """(field, raw value) of a Crossref-shaped work."""
    for text in texts(item.get("title")) + texts(item.get("subtitle")):
        yield "title", text
    for text in texts(item.get("abstract")):
        yield "abstract", text
        yield "copyright", text
    for key in ("container-title", "short-container-title"):
        for text in texts(item.get(key)):
            yield "container", text
    for text in texts(item.get("publisher")) + names_of(item.get("funder")):
        yield "publisher", text
    for role in ("author", "editor"):
        for person in item.get(role) or []:
            yield "authors", [person]
            for name in names_of(person.get("affiliation")):
                yield "affiliation", name
        if item.get(role):
            yield "authors", item[role]
    for key in DATES:
        if item.get(key):
            yield "date", item[key]
    for text in texts(item.get("page")) + texts(item.get("article-number")):
        yield "pages", text
    yield "volume_issue", {key: item.get(key) for key in ("volume", "issue")}
    for field, key in (("issn", "ISSN"), ("doi", "DOI"), ("url", "URL"),
                       ("language", "language")):
        for text in texts(item.get(key)):
            yield field, text
    for licence in item.get("license") or []:
        yield "license", licence.get("URL")


def records(limit):
    with gzip.open(SHARED / "data" / "bulk_100k.jsonl.gz", "rt",
                   encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number == limit:
                return
            yield json.loads(line)


def cases():
    """Every raw value of the worked cases; strings as any text field too."""
    with open(SHARED / "cleaning" / "cases.jsonl", encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            if case["field"] not in ("type", "scalar", "identifier"):
                yield case["field"], case["raw"]
            if isinstance(case["raw"], str):
                for field in ("title", "abstract", "container", "affiliation"):
                    yield field, case["raw"]


# From a clean value to the raw value that says the same.

def raw_title(clean):
    return clean["title"] if isinstance(clean, dict) else clean


def raw_abstract(clean):
    return clean["abstract"] if isinstance(clean, dict) else clean


def raw_authors(clean):
    """The other script's form of a name is a raw author of its own."""
    keys = {"orcid": "ORCID"}
    for author in clean:
        yield {keys.get(key, key): value for key, value in author.items()
               if key != "alt"}
        yield from author.get("alt", [])


def raw_pages(clean):
    """A range whose ends are equal is shown as one page."""
    if clean.get("last") and clean["first"] == clean["display"]:
        return f"{clean['first']}-{clean['last']}"
    return clean["display"]


def raw_date(clean):
    if clean.get("season"):
        return f"{clean['season']} {clean['date']}"
    return clean["date"] + ("/" + clean["end"] if "end" in clean else "")


def raw_license(clean):
    return clean["url"] or clean["id"]


RAW = {
    "title": raw_title,
    "abstract": raw_abstract,
    "authors": lambda clean: list(raw_authors(clean)),
    "date": raw_date,
    "pages": raw_pages,
    "issn": lambda clean: "; ".join(texts(clean)),
    "language": lambda clean: "; ".join(texts(clean)),
    "license": raw_license,
    "container": lambda clean: list(clean.values())
    if isinstance(clean, dict) else clean,
}


def raw_of(field, clean):
    return RAW.get(field, lambda value: value)(clean)


def level(field, clean):
    """The part of a clean value that cleaning it again has to give."""
    if field in ("title", "abstract"):
        return raw_of(field, clean)
    return clean


def is_settled(field, once, twice):
    """Equal; but an abstract is plain text the second time, in which a line
    break before a small letter is no paragraph (RULES 1.11)."""
    if field != "abstract" or not isinstance(twice, str):
        return once == twice
    return len(once) == len(twice) and all(
        a == b or (a, b) == ("\n", " ") for a, b in zip(once, twice))


def run_filter(paperd, field, values):
    lines = "".join(json.dumps(value, ensure_ascii=False) + "\n"
                    for value in values)
    run = subprocess.run([paperd, "clean", "--field", field], check=True,
                         input=lines.encode("utf-8", "surrogatepass"),
                         stdout=subprocess.PIPE)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(values), f"{field}: not a line for each line"
    return answers


def character_class(char):
    if char.isdigit():
        return "9"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return char


def sketch(text):
    """A text with its words as one letter each, cut short."""
    shape = []
    for char in text:
        one = character_class(char)
        if not shape or shape[-1] != one:
            shape.append(one)
    return "".join(shape)[:12]


def kind(once, twice):
    """What the second cleaning did: where the two part, and how."""
    once, twice = (json.dumps(value, ensure_ascii=False)
                   for value in (once, twice))
    at = next((i for i, (a, b) in enumerate(zip(once, twice)) if a != b),
              min(len(once), len(twice)))
    grown = (len(twice) > len(once)) - (len(twice) < len(once))
    word = ("shorter", "as long", "longer")[grown + 1]
    return word, sketch(once[max(0, at - 2):at + 6])


class Field:
    """What is known of the values of one field so far."""

    def __init__(self, name):
        self.name = name
        self.seen = set()
        self.waiting = []
        self.faults = collections.defaultdict(list)

    def add(self, raw):
        mark = hash(json.dumps(raw, sort_keys=True))
        if raw is None or mark in self.seen:
            return False
        self.seen.add(mark)
        self.waiting.append(raw)
        return len(self.waiting) >= BATCH

    def check(self, paperd):
        raws, self.waiting = self.waiting, []
        if not raws:
            return
        once = run_filter(paperd, self.name, raws)
        pairs = [(raw, clean) for raw, clean in zip(raws, once)
                 if clean not in (None, [])]
        twice = run_filter(paperd, self.name,
                           [raw_of(self.name, clean) for _, clean in pairs])
        for (raw, clean), again in zip(pairs, twice):
            clean, again = level(self.name, clean), level(self.name, again)
            if not is_settled(self.name, clean, again):
                self.faults[kind(clean, again)].append((raw, clean, again))

    def fault_count(self):
        return sum(map(len, self.faults.values()))


def shown(once, twice):
    """Both texts around the place where they part."""
    once, twice = (json.dumps(value, ensure_ascii=False)
                   for value in (once, twice))
    at = next((i for i, (a, b) in enumerate(zip(once, twice)) if a != b),
              min(len(once), len(twice)))
    start = max(0, at - 60)
    return once[start:at + 60], twice[start:at + 60]


def print_faults(field, count):
    kinds = sorted(field.faults.items(), key=lambda item: -len(item[1]))
    for (word, shape), faults in kinds[:count]:
        raw, once, twice = min(faults, key=lambda f: len(json.dumps(f[0])))
        print(f"  {len(faults)} × {word}, at {shape!r}")
        print(f"    raw   {json.dumps(raw, ensure_ascii=False)[:400]}")
        once, twice = shown(once, twice)
        print(f"    once  …{once}\n    twice …{twice}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paperd")
    parser.add_argument("--limit", type=int, default=-1,
                        help="records to read (default: all)")
    parser.add_argument("--show", type=int, default=10,
                        help="kinds of change shown a field (default 10)")
    args = parser.parse_args()
    if not (SHARED / "data" / "bulk_100k.jsonl.gz").exists():
        print(f"idempotence: skipped, no {SHARED}/data")
        return SKIPPED
    fields = {}
    values = list(cases())
    values_all = (value for source in (
        values, (v for item in records(args.limit) for v in values_of(item)))
        for value in source)
    for name, raw in values_all:
        field = fields.setdefault(name, Field(name))
        if field.add(raw):
            field.check(args.paperd)
    for field in fields.values():
        field.check(args.paperd)
        print(f"{field.name}: {len(field.seen)} values, "
              f"{field.fault_count()} not settled")
        print_faults(field, args.show)
    return any(field.fault_count() for field in fields.values())


if __name__ == "__main__":
    sys.exit(main())
