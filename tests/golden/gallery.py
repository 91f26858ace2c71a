#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The gallery: odd works as Crossref has them, cleaned, and what must hold for
every one of them, whatever its oddity.

    tests/golden/gallery.py PAPERD [--show [COUNT]]

Exits 1 when something does not hold, naming DOI and field; 77 (skipped) where
the gallery is not to be had.  --show prints clean records beside the raw ones,
some of each kind of oddity, for a person to look at.
"""
import argparse
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("TEST_SHARED", ROOT / ".." / "shared"))
GALLERY = SHARED / "data" / "crossref" / "gallery.jsonl"
SKIPPED = 77

TAG = re.compile(
    r"</?(?:\w+:)?(?:i|b|em|strong|u|sub|sup|inf|sc|scp|p|br|div|span|sec|"
    r"title|italic|bold|list|list-item|math|m\w+|tex-math|inline-formula|"
    r"disp-formula|ext-link|xref|a|jats)(?:\s[^<>]*)?/?>", re.I)
ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d+|#x[0-9a-fA-F]+);")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
BLANKS = re.compile("  | \n|\n |\n\n|^\\s|\\s$")
FORMULA = re.compile(r"math|formula|\$|\\|<[^<>]*alternatives")
# Dates that may be the date of publication (RULES 1.4): approval is not.
DATES = ("issued", "published", "published-online", "published-print",
         "posted")
# Names of nobody, and a year beside a volume: dropped by rule.
NOBODY = {"&NA;"}
YEAR_IN_BRACKETS = re.compile(r"\(\d{4}\)")
# Texts in which "<" or "&" is right as it stands.
VERBATIM = {"doi", "url"}


def strings(value, path=()):
    """(path, text) of every string of a JSON value."""
    if isinstance(value, str):
        yield path, value
    items = (value.items() if isinstance(value, dict) else
             enumerate(value) if isinstance(value, list) else ())
    for key, item in items:
        yield from strings(item, path + (str(key),))


def unmarked(text):
    """Text without entities and tags, as often as they are nested."""
    for _ in range(4):
        text = ANY_TAG.sub("", html.unescape(text))
    return text


def letters(text):
    """What is left of a text when only what must not be lost counts."""
    text = unicodedata.normalize("NFKD", unmarked(text)).casefold()
    return "".join(char for char in text if char.isalnum())


# ---- what holds for every record; each yields (field, what is wrong) ----

def form(raw, clean):
    for path, text in strings(clean):
        name = ".".join(path)
        for pattern in (CONTROL, BLANKS):
            if pattern.search(text):
                yield name, f"form: {text[:200]!r}"
        if path[-1] in VERBATIM:
            continue
        for pattern in (TAG, ENTITY):
            if found := pattern.search(text):
                yield name, f"{found.group()} in {text[:200]!r}"


def key(raw, clean):
    if clean.get("doi") != raw["DOI"].lower():
        yield "doi", f"{raw['DOI']} → {clean.get('doi')}"
    if clean.get("type") != raw.get("type"):
        yield "type", f"{raw.get('type')} → {clean.get('type')}"


def title(raw, clean):
    """Title, subtitle and translations hold the letters of the raw ones."""
    texts = (raw.get("title") or []) + (raw.get("subtitle") or [])
    held = letters(" ".join(text for path, text in strings(
        {key: clean.get(key) for key in ("title", "subtitle", "translations")})
        if path[-1] != "abstract"))
    for text in texts:
        if not FORMULA.search(unmarked(text) + text) and \
                letters(text) not in held:
            yield "title", f"{text!r} → {clean.get('title')!r}"


def author_words(person):
    parts = [person.get(part) or "" for part in ("given", "family", "name")
             if person.get(part) not in NOBODY]
    return [word for word in map(letters, " ".join(parts).split()) if word]


def people(raw, clean):
    """Every person of the raw record, by all the words of the name."""
    for role, field in (("author", "authors"), ("editor", "editors")):
        held = " ".join(letters(text) for path, text in
                        strings(clean.get(field) or []) if path[-1] == "name")
        for person in raw.get(role) or []:
            for word in author_words(person):
                if word not in held:
                    yield field, f"{word!r} of {person} is gone"
        if len(clean.get(field) or []) > len(raw.get(role) or []):
            yield field, "more persons than the raw record has"


def orcids(raw, clean):
    asked = [person["ORCID"][-19:] for role in ("author", "editor")
             for person in raw.get(role) or [] if person.get("ORCID")]
    held = [person.get("orcid") for field in ("authors", "editors")
            for person in clean.get(field) or []]
    for orcid in asked:
        if orcid not in held:
            yield "orcid", f"{orcid} is gone"


def date_texts(raw):
    for member in DATES:
        for parts in (raw.get(member) or {}).get("date-parts") or []:
            numbers = [part for part in parts if part]
            yield "-".join(f"{number:0{4 if i == 0 else 2}d}"
                           for i, number in enumerate(numbers))


def dates(raw, clean):
    known = {date for date in date_texts(raw) if date}
    published = clean.get("published")
    if published and published not in known:
        yield "published", f"{published} is none of {sorted(known)}"
    if known and not published:
        yield "published", f"{sorted(known)} → nothing"
    if published and clean.get("year") != int(published[:4]):
        yield "year", f"{clean.get('year')} of {published}"


def journal(raw, clean):
    held = letters(" ".join(text for _, text in strings(clean.get("journal"))))
    for text in raw.get("container-title") or []:
        if letters(text) not in held:
            yield "journal", f"{text!r} → {clean.get('journal')}"
    for issn in raw.get("ISSN") or []:
        if issn not in (clean.get("journal") or {}).get("issn", []):
            yield "journal.issn", f"{issn} is gone"


def place(raw, clean):
    """All the digits of volume, issue and pages."""
    held = letters(" ".join(str(clean.get(field) or "") for field in (
        "volume", "issue", "pages", "article_number")))
    for member in ("volume", "issue", "page", "article-number"):
        text = YEAR_IN_BRACKETS.sub("", raw.get(member) or "")
        for number in re.findall(r"\d+", text):
            if number not in held:
                yield member, f"{raw[member]!r} → {held!r}"


def abstract(raw, clean):
    """Most of its letters: headings and formulas may go."""
    text = letters(raw.get("abstract") or "")
    held = letters(" ".join(text for path, text in strings(clean)
                            if path[-1] in ("abstract", "copyright")))
    if FORMULA.search(raw.get("abstract") or ""):
        return
    if len(text) > 200 and len(held) < 0.97 * len(text):
        yield "abstract", f"{len(text)} letters → {len(held)}"
    if held and len(held) > len(text):
        yield "abstract", f"{len(held) - len(text)} letters more than raw"


def lists(raw, clean):
    """As many members as the raw list has different ones."""
    for member, field, name in (("funder", "funders", "name"),
                                ("license", "licenses", "URL"),
                                ("ISBN", "ids", None)):
        items = raw.get(member) or []
        asked = {letters(item.get(name) or item.get("DOI") or "")
                 if name else item for item in items}
        held = (clean.get("ids") or {}).get("isbn", []) if name is None \
            else clean.get(field) or []
        if len(held) < len(asked):
            yield field, f"{len(asked)} → {len(held)}"


def references(raw, clean):
    asked = [item for item in raw.get("reference") or []
             if set(item) - {"key", "doi-asserted-by"}]
    if len(clean.get("references") or []) < len(asked):
        yield "references", (f"{len(asked)} → "
                             f"{len(clean.get('references') or [])}")


def updates(raw, clean):
    asked = {(item.get("DOI", "").lower(), item.get("type"))
             for item in raw.get("update-to") or []}
    held = {(item.get("doi"), item.get("type"))
            for item in clean.get("updates") or []}
    for doi, kind in asked - held:
        yield "updates", f"{kind} of {doi} is gone"


CHECKS = (form, key, title, people, orcids, dates, journal, place, abstract,
          lists, references, updates)


def cleaned(paperd, works):
    """One clean record a work."""
    lines = "".join(json.dumps(work, ensure_ascii=False) + "\n"
                    for work in works)
    run = subprocess.run([paperd, "clean"], input=lines.encode(), check=False,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    records = [json.loads(line) for line in run.stdout.splitlines()]
    if len(records) != len(works):
        sys.exit(f"gallery: {len(works)} works gave {len(records)} records\n"
                 + run.stderr.decode())
    return records


def chosen(rows, count):
    """Some of every kind of oddity, the rarest kinds first."""
    kinds = {}
    for row in rows:
        for why in row["why"]:
            kinds.setdefault(why, []).append(row)
    picked = {}
    for turn in range(len(rows)):
        for kind in sorted(kinds, key=lambda why: len(kinds[why])):
            if turn < len(kinds[kind]) and len(picked) < count:
                row = kinds[kind][turn]
                picked[row["item"]["DOI"]] = row
    return list(picked.values())


HIDDEN = {"indexed", "created", "deposited", "score", "resource", "source",
          "prefix", "member", "content-domain", "link", "relation",
          "alternative-id", "assertion"}


def show(paperd, rows):
    for row in rows:
        item = row["item"]
        record = cleaned(paperd, [item])[0]
        raw = {name: value for name, value in item.items()
               if name not in HIDDEN and value not in ([], None)}
        print("=" * 72, "\n", ", ".join(row["why"]), sep="")
        for label, value in (("raw", raw), ("clean", record)):
            print(f"---- {label}")
            for name, part in value.items():
                text = json.dumps(part, ensure_ascii=False)
                print(f"{name}: {text[:1500]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paperd")
    parser.add_argument("--show", type=int, nargs="?", const=40,
                        help="print so many works (default 40)")
    args = parser.parse_args()
    if not GALLERY.exists():
        print(f"gallery: skipped, no {GALLERY}")
        return SKIPPED
    with GALLERY.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    if args.show:
        show(args.paperd, chosen(rows, args.show))
        return 0
    works = [row["item"] for row in rows]
    faults = [(raw["DOI"], *fault)
              for raw, clean in zip(works, cleaned(args.paperd, works))
              for check in CHECKS for fault in check(raw, clean)]
    for doi, field, what in faults:
        print(f"gallery: {doi}: {field}: {what}")
    print(f"gallery: {len(works)} works, {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
