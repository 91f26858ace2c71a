#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The public cleaners of Python, each as its documentation would have it used.

Reads a JSON object {field: [raw, ...]} from standard input and writes a line
of JSON for each cleaner and field: {"cleaner", "version", "field", "answers"}.
An answer is in the shape of compare.py; a cleaner that raises gives null.
"""
import html
import importlib.metadata
import json
import re
import sys

import bleach
import bs4
import dateparser
import dateutil.parser
import ftfy
import idutils
import langcodes
import license_expression
import lxml.html
import nameparser
import nh3
import probablepeople
import pybtex.database
import url_normalize
import w3lib.html
import w3lib.url
from bibtexparser.middlewares import names as bibtex_names
from pylatexenc.latex2text import LatexNodes2Text
from stdnum import isbn, isni, issn

TAG = re.compile(r"<[^>]+>")

# ---- text ----


def pattern(raw):
    return TAG.sub("", html.unescape(raw))


TEXT = [  # name, package, function
    ("as it comes (habanero, rcrossref)", None, lambda raw: raw),
    ("html.unescape, <[^>]+>", None, pattern),
    ("ftfy", "ftfy", ftfy.fix_text),
    ("ftfy, html.unescape, <[^>]+>", "ftfy",
     lambda raw: pattern(ftfy.fix_text(raw))),
    # these two answer in HTML, so their escapes are undone
    ("bleach", "bleach", lambda raw: html.unescape(
        bleach.clean(raw, tags=[], strip=True))),
    ("nh3", "nh3", lambda raw: html.unescape(nh3.clean(raw, tags=set()))),
    ("BeautifulSoup get_text", "beautifulsoup4",
     lambda raw: bs4.BeautifulSoup(raw, "html.parser").get_text()),
    ("lxml.html text_content", "lxml",
     lambda raw: lxml.html.fromstring(raw).text_content()),
    ("w3lib remove_tags", "w3lib", lambda raw: w3lib.html.remove_tags(
        w3lib.html.replace_entities(raw))),
    ("pylatexenc latex2text", "pylatexenc", LatexNodes2Text().latex_to_text),
    ("html.unescape, <[^>]+>, latex2text", "pylatexenc",
     lambda raw: LatexNodes2Text().latex_to_text(pattern(raw))),
]

# ---- names: one name in one string to family and given ----


def words(*parts):
    return " ".join(" ".join(part) for part in parts if part)


def of_nameparser(name):
    found = nameparser.HumanName(name)
    found.capitalize()  # changes only names in one case
    return {"family": found.last, "given": f"{found.first} {found.middle}"}


def of_bibtexparser(name):
    found = bibtex_names.parse_single_name_into_parts(name, strict=False)
    return {"family": words(found.von, found.last),
            "given": words(found.first)}


def of_pybtex(name):
    found = pybtex.database.Person(name)
    return {"family": words(found.prelast_names, found.last_names),
            "given": words(found.first_names, found.middle_names)}


def of_probablepeople(name):
    tags, kind = probablepeople.tag(name)
    if kind == "Corporation":
        return {"literal": name}
    family = [tags[k] for k in ("SurnamePrefix", "Surname", "LastInitial")
              if k in tags]
    given = [tags[k] for k in ("GivenName", "FirstInitial", "MiddleName",
                               "MiddleInitial") if k in tags]
    return {"family": words(family), "given": words(given)}


NAMES = [
    ("nameparser", "nameparser", of_nameparser),
    ("bibtexparser", "bibtexparser", of_bibtexparser),
    ("pybtex", "pybtex", of_pybtex),
    ("probablepeople", "probablepeople", of_probablepeople),
]

# ---- values ----


def of_dateparser(raw):
    found = dateparser.parse(raw, settings={"PREFER_DAY_OF_MONTH": "first"})
    return found and found.date().isoformat()


def of_dateutil(raw):
    return dateutil.parser.parse(raw).date().isoformat()


def of_idutils(scheme):
    def clean(raw):
        raw = raw.strip()
        if not getattr(idutils, "is_" + scheme)(raw):
            return None
        return idutils.normalize_pid(raw, scheme)
    return clean


def identifier(raw):
    if raw["scheme"] == "isbn":
        return isbn.validate(raw["value"])
    return of_idutils(raw["scheme"])(raw["value"])


def of_langcodes(raw):
    if not langcodes.tag_is_valid(raw):
        return langcodes.find(raw).language
    return langcodes.Language.get(raw).language


def of_license_expression(raw):
    licensing = license_expression.get_spdx_licensing()
    return str(licensing.parse(raw, validate=True))


VALUES = {
    "date": [("dateparser", "dateparser", of_dateparser),
             ("dateutil", "python-dateutil", of_dateutil)],
    "doi": [("idutils", "idutils", of_idutils("doi"))],
    "issn": [("idutils", "idutils", of_idutils("issn")),
             ("python-stdnum", "python-stdnum", issn.validate)],
    "orcid": [("idutils", "idutils", of_idutils("orcid")),
              ("python-stdnum (isni)", "python-stdnum", isni.validate)],
    "identifier": [("idutils, python-stdnum (isbn)", "idutils", identifier)],
    "language": [("langcodes", "langcodes", of_langcodes)],
    "url": [("url-normalize", "url-normalize", url_normalize.url_normalize),
            ("w3lib canonicalize_url", "w3lib", w3lib.url.canonicalize_url)],
    "license": [("license-expression", "license-expression",
                 of_license_expression)],
}


def answer(clean, raw):
    try:
        return clean(raw)
    except Exception:  # whatever it raises, it has no answer
        return None


def main():
    cases = json.load(sys.stdin)
    rows = {"title": TEXT, "abstract": TEXT, "text": TEXT, "authors": NAMES,
            **VALUES}
    for field, cleaners in rows.items():
        for name, package, clean in cleaners:
            version = package and importlib.metadata.version(package)
            print(json.dumps({
                "cleaner": name, "version": version or "",
                "field": field,
                "answers": [answer(clean, raw) for raw in cases[field]]}))


if __name__ == "__main__":
    main()
