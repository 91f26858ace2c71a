#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Loads every folder of real records into a store of its own and looks at what
was refused.

    tests/sweep.py PAPERD [FOLDER...] [--show]

Prints for each folder files, records and rejects by reason.  Exits 1 when the
program crashes, fails, or takes over a minute for a folder; when a folder gives
fewer records than it must; or when there is a reject whose reason is not on the
list below, each row of which says why it is right.  --show prints the first
reject of every reason.  Exits 77 (skipped) where the records are not to be had.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("TEST_SHARED", ROOT / ".." / "shared"),
                    "data")
SKIPPED = 77
SECONDS_MAX = 60
SUMMARY = re.compile(r"loaded (\d+) of (\d+) files?: (\d+) records?, "
                     r"(\d+) rejects?")

# The least number of records of each folder: what once could be read still can.
FOLDERS = {
    "bibtex": 1750, "contentneg": 130, "crossref": 17000, "csl": 140,
    "datacite": 1700, "europepmc": 280, "openalex": 40, "pubmed": 300,
    "ris": 320, "s2": 2500, "bulk_100k.jsonl.gz": 101900, "seed.txt": 1,
}

ANY = ""
XML = ".xml"
# (reason, how the file's name ends or what folder it is in, why it is right)
RIGHT = (
    (r"no DOI or other identifier", ANY,
     "nothing to keep it under: no DOI, PMID, PMCID, arXiv, S2, book's ISBN"),
    (r"no DOI and no title", ANY, "an id with a count or a link, no record"),
    (r"XML without a record that is known: <.*>", ANY,
     "another schema (OAI-PMH, ONIX, RDF), a search's answer, an empty set"),
    (r"Crossref XML without a work", "crossref/xml/",
     "a journal or a book without a DOI of its own and without parts"),
    (r"a query that Crossref did not resolve", "crossref/xml/", "as it says"),
    (r"a book of PubMed's, not an article", "pubmed/",
     "PubmedBookArticle has another shape"),
    (r"a PubMed record without a citation", "pubmed/", "cut down by intent"),
    (r"the file ends inside this record", XML, "cut off by intent"),
    (r"not XML near byte \d+: Opening and ending tag mismatch.*", XML,
     "malformed by intent"),
    (r"UTF-16, not UTF-8", ".bib", "another encoding, by intent"),
    (r'the DOI "10\.\d+" is not one', "contentneg/ra/",
     "an answer about a prefix: {DOI: prefix, RA: agency}, no work"),
    (r'the DOI "http://hdl\.handle\.net/.*" is not one', "bulk_100k",
     "a handle, not a DOI, in a thesis's DOI member"),
    (r'the DOI "DOI" is not one', ".ris", "test files with the field's name "
     "as its value"),
    (r'the DOI "(https://doi\.org/[ES].*|10/[\d.]*|.*DOI.*|doi-\d+|'
     r'\d+-\d+-\d+|make it break|see the publisher website)" is not one',
     "bibtex/", "test files with a word, a PII or an article's number as DOI"),
    (r'a Crossref "[\w-]+" message, not a work', "crossref/",
     "agencies, members, funders, journals, types, and errors"),
    (r"no known shape", "crossref/othermsg/",
     "lists of members, funders, journals and licences"),
    (r"no known shape", "publisher_nil.json", "a list of members"),
    (r"no known shape", "crossref/gallery.jsonl",
     "a work within {why, item}: read by tests/golden/gallery.py"),
    (r"not a JSON object", ".html", "an error page"),
    (r"not a JSON object", ".txt", "a citation or a sentence"),
    (r"an element that is not an object", "transform.txt", "a citation that "
     "begins with [1]"),
    (r"not a JSON object", "openapi.yml", "the description of an API"),
    (r"not a JSON object", "_10.1101_097196.json",
     "unixref XML under a name that says JSON"),
    (r"not a JSON object", "fileformat_tiny-LE-noBOM.bib", "UTF-16"),
    (r"not a JSON object", "fileformat_tiny-LE-withBOM.bib", "UTF-16"),
    (r"invalid UTF-8 at byte \d+", ".bib", "another encoding, by intent"),
    (r"invalid UTF-8 at byte \d+", "cp1252_encoded.ris",
     "another encoding, by intent"),
    (r"the file ends inside this entry", ".bib", "cut off by intent"),
    (r"a record without a TY line", "no_ty_after_valid_entry.ris", "by intent"),
    (r"no known shape", "csl/", "a web page without a DOI or an id"),
    (r"no known shape", "datacite/responses/",
     "errors, lists of names, media, search answers, schema.org's JSON-LD"),
    (r"no known shape", "spec_fixtures_files_datacite_89.json",
     "a deposit: the DOI, and XML packed into base64"),
    (r"no known shape", "spec_fixtures_files_transfer.json",
     "a change of owner without metadata"),
    (r"no known shape", "ADSCitationCapture_tests_data_datacite.json",
     "DataCite's API before 2019 (type works), long gone"),
    (r"not a JSON object", ".nbib", "MEDLINE as tagged lines is no form read"),
    (r"not a JSON object", "fileformat_MedlinePlainImporterTest",
     "MEDLINE as tagged lines"),
    (r"not a JSON object", "Medline_pubmed_result", "MEDLINE as tagged lines"),
    (r"no known shape", "pubmed/responses/",
     "answers of the id converter and of searches"),
    (r"no known shape", "europepmc/", "lists of citations, of six members"),
    (r"no known shape", "s2/", "authors, errors, releases, lists of citations"),
    (r"an element that is not an object", "s2/",
     "names of releases; a null in an answer, for an unknown id"),
)


def files_of(name):
    path = DATA / name
    return sorted(file for file in path.rglob("*") if file.is_file() and
                  file.name != "index.jsonl") if path.is_dir() else [path]


def load(paperd, files, store):
    """Status (None: too slow), summary line, seconds."""
    start = time.monotonic()
    try:
        run = subprocess.run([paperd, "load", "--store", f"sqlite:{store}",
                              *map(str, files)], timeout=SECONDS_MAX,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             check=False)
    except subprocess.TimeoutExpired:
        return None, "", SECONDS_MAX
    last = run.stdout.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return run.returncode, last, time.monotonic() - start


def rejects_of(store):
    path = pathlib.Path(f"{store}.rejects.jsonl")
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def is_right(reject):
    return any(re.fullmatch(reason, reject["reason"]) and
               (place in reject["file"])
               for reason, place, _ in RIGHT)


def kind_of(reject):
    return re.sub(r'"[^"]*"', '"…"', re.sub(r"\d+", "N", reject["reason"]))


def print_rejects(rejects, show):
    """By reason; returns how many are not on the list."""
    kinds = collections.defaultdict(list)
    for reject in rejects:
        kinds[is_right(reject), kind_of(reject)].append(reject)
    for (right, kind), found in sorted(kinds.items(),
                                       key=lambda item: -len(item[1])):
        print(f"  {len(found):6d} {kind}{'' if right else '   <-- NOT LISTED'}")
        if show or not right:
            for reject in found[:3]:
                place = pathlib.Path(reject["file"]).relative_to(DATA)
                print(f"         {place}:{reject['line']}: "
                      f"{reject['reason'][:200]}")
    return sum(len(found) for (right, _), found in kinds.items() if not right)


def sweep(paperd, name, show):
    """Loads one folder; returns what is wrong with that."""
    files = files_of(name)
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(folder, "sweep.db")
        status, last, seconds = load(paperd, files, store)
        rejects = rejects_of(store)
    summary = SUMMARY.search(last)
    if status is None:
        return [f"{name}: over {SECONDS_MAX} s"]
    if status < 0 or not summary:
        return [f"{name}: ended with status {status}: {last}"]
    loaded, asked, records, count = map(int, summary.groups())
    print(f"{name}: {loaded} of {asked} files, {records} records, {count} "
          f"rejects ({len(rejects)} of them listed), {seconds:.1f} s")
    strange = print_rejects(rejects, show)
    faults = []
    if status != 0 or loaded != len(files):
        faults.append(f"{name}: status {status}, {loaded} of {len(files)}")
    if records < FOLDERS.get(name, 0):
        faults.append(f"{name}: {records} records, {FOLDERS[name]} wanted")
    if strange:
        faults.append(f"{name}: {strange} rejects whose reason is not listed")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paperd")
    parser.add_argument("folder", nargs="*", default=list(FOLDERS))
    parser.add_argument("--show", action="store_true",
                        help="print some rejects of every reason")
    args = parser.parse_args()
    if not DATA.is_dir():
        print(f"sweep: skipped, no {DATA}")
        return SKIPPED
    faults = [fault for name in args.folder
              for fault in sweep(args.paperd, name, args.show)]
    for fault in faults:
        print(f"sweep: {fault}")
    print(f"sweep: {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
