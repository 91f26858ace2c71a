#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""paperd beside the public cleaners, on the worked cases: a Markdown table.

    compare.py [--paperd PATH] [--page FILE]

Installs the cleaners of requirements.txt and package.json under build/ and
gives each the fields that it is made for.  The comparison favours them:
white space never counts; in text neither "$" around formulas nor ":" after
labels; of a name only family and given (or the organisation's name) count, a
list is cut into single names for them, and parts are put to them in both
orders; a date may say more than the case asks; case and hyphens of
identifiers and the last slash of an address do not count; no answer and an
empty one are one.  Cases whose raw value is no string are left out, but for
authors and identifiers.  paperd is judged by the same measure, but cuts lists
itself.

--page rewrites the table in that page, between its marks.

Skips, saying so, without the cases or without a package index.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = ROOT / "../shared/cleaning/cases.jsonl"
PLACE = ROOT / "build/cleaners"
BEGIN = "<!-- cleaners: made by tests/cleaners/compare.py -->\n"
END = "<!-- end of cleaners -->\n"
TEXT_FIELDS = ("container", "publisher", "affiliation")
FIELDS = ["title", "abstract", "text", "authors", "date", "doi", "issn",
          "orcid", "identifier", "language", "url", "license"]

# ---- the cases, as a cleaner of one string can be asked them ----


def is_name(part):
    return len(part.split()) > 1 or re.fullmatch(r"[\u3040-\u9fff\uac00-\ud7a3]+",
                                                 part)


def pieces(text):
    """A list of names in one string, cut where anyone would cut it."""
    parts = re.split(r";|,?\s+(?:and|&|und|et|y)\s+|[、与]", text)
    cut = []
    for part in filter(None, (part.strip(" ,") for part in parts)):
        commas = [piece.strip() for piece in part.split(",")]
        cut += commas if all(map(is_name, commas)) else [part]
    return cut or [text]


def spellings(author):
    """The strings that stand for an author in parts, or for several: in both
    orders."""
    given, family = author.get("given"), author.get("family")
    if given and family:
        return [[f"{family}, {given}", f"{given} {family}"]]
    whole = author.get("name") or author.get("literal")
    return [[piece] for piece in pieces(whole)] if whole else \
        [[given or family or ""]]


def author_questions(raw):
    """For each author the strings that a cleaner is asked."""
    if isinstance(raw, str) and raw.startswith("["):
        raw = json.loads(raw)
    if isinstance(raw, str):
        return [[piece] for piece in pieces(raw)]
    return [group for author in raw for group in spellings(author)]


def usable(case):
    raw, clean = case["raw"], case["clean"]
    if case["field"] == "authors":
        return True
    if case["field"] == "identifier":
        return True
    if case["field"] == "license":
        return isinstance(raw, str)
    if case["field"] == "date":
        return isinstance(raw, str)
    return isinstance(raw, str) and (clean is None or isinstance(clean, str))


def read_cases():
    found = collections.defaultdict(list)
    for line in CASES.open(encoding="utf-8"):
        case = json.loads(line)
        field = "text" if case["field"] in TEXT_FIELDS else case["field"]
        if field in FIELDS and usable(case):
            found[field].append(case)
    return found


def questions(cases):
    """{field: [raw]} for the cleaners; of authors each string once."""
    asked = {field: [case["raw"] for case in group]
             for field, group in cases.items()}
    asked["authors"] = sorted({text for case in cases["authors"]
                               for author in author_questions(case["raw"])
                               for text in author})
    return asked

# ---- comparing ----

def bare(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text or ""))


def same_text(got, want):
    got, want = (re.sub(r"[$:]", "", bare(text)) for text in (got, want))
    return got == want


def part_of(got, key):
    return bare(got.get(key))


def same_name(got, want):
    if not isinstance(got, dict):
        return False
    if "literal" in want:
        whole = part_of(got, "literal")
        both = (part_of(got, "given") + part_of(got, "family"),
                part_of(got, "family") + part_of(got, "given"))
        return bare(want["literal"]) in (whole, *both)
    return all(part_of(got, key) == part_of(want, key)
               for key in ("family", "given"))


def same_date(got, want):
    if not want:
        return not got
    got = got.get("date") if isinstance(got, dict) else got
    return bool(got) and str(got).startswith(want["date"])


def same_id(got, want):
    got, want = (re.sub(r"[\s-]", "", str(value or "")).lower()
                 for value in (got, want))
    return re.sub(r"^(?:arxiv|pmid|doi):", "", got) == want


def same_word(got, want):
    return (got or None) == want


def same_url(got, want):
    return (got or "").rstrip("/") == (want or "").rstrip("/")


def same_license(got, want):
    got = got.get("id") if isinstance(got, dict) else got
    return (got or None) == (want or {}).get("id")


SAME = {"title": same_text, "abstract": same_text, "text": same_text,
        "date": same_date, "doi": same_id, "issn": same_id, "orcid": same_id,
        "identifier": same_id, "language": same_word, "url": same_url,
        "license": same_license}


def authors_right(case, answers):
    """Is each author of the case among a cleaner's answers, in its place?"""
    asked = author_questions(case["raw"])
    want = case["clean"]
    if not want:
        return all(not answers.get(text) for group in asked for text in group)
    return len(asked) == len(want) and all(
        any(same_name(answers.get(text), author) for text in group)
        for group, author in zip(asked, want))


def count_right(field, cases, answers, asked):
    if field == "authors":
        by_text = dict(zip(asked, answers))
        return sum(authors_right(case, by_text) for case in cases)
    return sum(SAME[field](got, case["clean"])
               for got, case in zip(answers, cases))


# ---- paperd ----


def paperd_lines(paperd, field, raws):
    text = "".join(json.dumps(raw, ensure_ascii=False) + "\n" for raw in raws)
    run = subprocess.run([paperd, "clean", "--field", field], check=True,
                         input=text.encode(), capture_output=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def paperd_right(paperd, field, cases):
    right = 0
    for name in {case["field"] for case in cases}:
        group = [case for case in cases if case["field"] == name]
        for case, got in zip(group, paperd_lines(
                paperd, name, [case["raw"] for case in group])):
            if field == "authors":
                right += len(got) == len(case["clean"]) and all(
                    map(same_name, got, case["clean"]))
            else:
                right += SAME[field](got, case["clean"])
    return right


# ---- installing and asking ----


def run_quietly(command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True,
                          text=True, **options)


def install():
    """The commands that answer; empty without a package index."""
    venv, node, found = PLACE / "venv", PLACE / "node", []
    node.mkdir(parents=True, exist_ok=True)
    run_quietly([sys.executable, "-m", "venv", venv], check=True)
    if run_quietly([venv / "bin/pip", "install", "-q", "-r",
                    HERE / "requirements.txt"]).returncode == 0:
        found.append([venv / "bin/python", HERE / "public.py"])
    else:
        print("skipped: the cleaners of Python cannot be installed here")
    (node / "package.json").write_text((HERE / "package.json").read_text())
    try:
        done = run_quietly(["npm", "install", "--no-audit", "--no-fund",
                            "--ignore-scripts"], cwd=node).returncode == 0
    except FileNotFoundError:
        done = False
    if done:
        found.append(["node", HERE / "public.cjs"])
    else:
        print("skipped: the cleaners of npm cannot be installed here")
    return found


def ask(command, asked):
    environment = {**os.environ,
                   "NODE_PATH": str(PLACE / "node/node_modules"),
                   "PYTHONWARNINGS": "ignore"}
    run = run_quietly(command, input=json.dumps(asked), env=environment)
    if run.returncode:
        sys.exit(f"{command[-1]}: {run.stderr[-500:]}")
    return [json.loads(line) for line in run.stdout.splitlines()]


# ---- the table ----

NAMES = {"text": "container, publisher, affiliation"}
HEAD = """field | cleaner | version | right | of | share
--- | --- | --- | ---: | ---: | ---:
"""


def version_of(paperd):
    words = run_quietly([paperd, "--version"]).stdout.split()
    return words[1] if len(words) > 1 else ""


def table(paperd, cases, rows, asked):
    lines = []
    for field in FIELDS:
        group = cases[field]
        found = [(paperd_right(paperd, field, group), "**paperd**",
                  version_of(paperd))]
        found += [(count_right(field, group, row["answers"], asked[field]),
                   row["cleaner"].replace("<[^>]+>", "`<[^>]+>`"),
                   row["version"])
                  for row in rows if row["field"] == field]
        for right, cleaner, version in sorted(found, key=lambda r: -r[0]):
            lines.append(f"{NAMES.get(field, field)} | {cleaner} | {version} "
                         f"| {right} | {len(group)} "
                         f"| {right / len(group):.0%}\n")
    return HEAD + "".join(lines)


def write_into(page, text):
    whole = page.read_text(encoding="utf-8")
    before, rest = whole.split(BEGIN)
    page.write_text(before + BEGIN + text + END + rest.split(END, 1)[1],
                    encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--paperd", default=str(ROOT / "build/release/paperd"))
    parser.add_argument("--page", type=pathlib.Path)
    args = parser.parse_args()
    if not CASES.exists():
        print("skipped: the worked cases are not here")
        return 0
    commands = install()
    if not commands:
        return 0
    cases = read_cases()
    asked = questions(cases)
    rows = [row for command in commands for row in ask(command, asked)]
    text = table(args.paperd, cases, rows, asked)
    print(text, end="")
    if args.page:
        write_into(args.page, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
