#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No letter or digit of real text is lost.

    letters.py [--paperd PATH] [--data FILE.jsonl[.gz]] [--limit N]

Runs Crossref works through one `paperd clean` and compares the letters and
digits (Unicode L* and N*, after NFC) of each title and abstract with those
that raw_letters.py reads in the raw value by other means.

Where they differ, some of its READINGS must explain the difference to the
letter: with them the two are equal again.  Each says what may be read
differently and no more, so a difference that none explains is a loss.
The table tells how often each was needed, with three examples.  With
`paperd clean --report` the record must also name a rule of that kind.

Exit status: 0 all explained, or skipped for want of data; 1 something is not.
"""
import argparse
import collections
import gzip
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from raw_letters import (HEADINGS, READINGS, letters, read_clean,
                         read_raw)

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "../shared/data/bulk_100k.jsonl.gz"


class Value:
    """A raw value and what became of it."""

    def __init__(self, field, raw, clean, notice="", others=()):
        self.field, self.raw, self.clean = field, raw, clean or ""
        self.notice, self.others = notice or "", [o for o in others if o]

    def sides(self, on=frozenset()):
        raw, clean = read_raw(self.raw, on), read_clean(self.clean, on)
        if "copyright moved" in on and self.notice:
            notice = read_clean(self.notice, on)
            at = raw.rfind(notice)
            raw = raw if at < 0 else raw[:at] + raw[at + len(notice):]
        if "language parted" in on:
            for other in self.others:
                other = re.escape(read_clean(other, on))
                raw = re.sub(rf"(?i:{HEADINGS})?{other}", "", raw, 1)
        return raw, clean

    def explain(self):
        """The fewest readings with which both sides are equal; None: no."""
        plain = self.sides()
        if plain[0] == plain[1]:
            return ()
        tex = self.sides({"TeX"})  # may uncover what others read
        useful = [r for r in READINGS if self.sides({r}) != plain or
                  self.sides({r, "TeX"}) != tex]
        for count in range(1, len(useful) + 1):
            for on in itertools.combinations(useful, count):
                raw, clean = self.sides(set(on))
                if raw == clean:
                    return on
        return None


# ---- records ----

def strings(value):
    value = value if isinstance(value, list) else [value]
    return [text for text in value if isinstance(text, str) and text.strip()]


def folded(text):
    return read_raw(text, {"mojibake"}).casefold()


def raw_titles(work):
    """The first title with those subtitles that are no part of it, then the
    others; one of question marks says nothing."""
    titles = strings(work.get("title")) or strings(work.get("original-title"))
    whole = titles[0] if titles else ""
    for subtitle in strings(work.get("subtitle")):
        if folded(subtitle) not in folded(whole):
            whole += "\n" + subtitle
    return [whole] + [text for text in
                      titles[1:] + strings(work.get("original-title"))
                      if letters(text) and not re.match(r"\W*\?{3}", text)
                      and folded(text) not in folded(whole)]


def translations(clean, key):
    others = clean.get("translations") or {}
    return [other.get(key) for other in others.values()]


def title_value(raw, kept):
    """The raw title beside the clean one it became, else the first."""
    for text in filter(None, kept):
        value = Value("title", raw, text)
        if value.explain() is not None:
            return value
    return Value("title", raw, kept[0])


def values_of(work, clean):
    kept = [clean.get("title")] + translations(clean, "title")
    for raw in raw_titles(work):
        yield title_value(raw, kept)
    raw = work.get("abstract")
    if isinstance(raw, str) and raw:
        yield Value("abstract", raw, clean.get("abstract"),
                    clean.get("copyright"), translations(clean, "abstract"))


def lines_of(path, limit):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as lines:
        yield from itertools.islice(lines, limit)


def cleaned(paperd, path, limit, report):
    """Raw and clean record of each line that has one."""
    command = [paperd, "clean"] + (["--report"] if report else [])
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out,
                              stderr=err) as process:
            for line in lines_of(path, limit):
                process.stdin.write(line)
            process.stdin.close()
        err.seek(0), out.seek(0)
        rejected = {int(found[1]) for found in
                    re.finditer(rb"(?m)^paperd: line (\d+),", err.read())}
        number = 0
        for number, line in enumerate(lines_of(path, limit), 1):
            if number not in rejected:
                clean = out.readline()
                if not clean:
                    sys.exit(f"no clean record for line {number}")
                yield number, json.loads(line), json.loads(clean)
        if out.readline() or not number:
            sys.exit("the clean records are not those of the lines")


def takes_report(paperd):
    run = subprocess.run([paperd, "clean", "--report"], input=b"",
                         capture_output=True)
    return run.returncode == 0


def fired(clean, field):
    """The rules that the record names for a field; None: no report."""
    fields = (clean.get("cleaning") or {}).get("fields")
    return None if fields is None else \
        list((fields.get(field) or {}).get("rules") or {})


def judge(value, clean):
    """The classes of a difference; "" for none."""
    on = value.explain()
    if on == ():
        return ""
    if on is None:
        return "NOT EXPLAINED"
    rules = fired(clean, value.field)
    if rules is not None and not all(
            any(rule.startswith(READINGS[r]) for rule in rules) for r in on):
        return "NOT REPORTED: " + " + ".join(on)
    return " + ".join(on)


# ---- the table ----

def around(value):
    """Where both sides first and last differ."""
    on = frozenset(READINGS) - {"placeholder"}
    a, b = value.sides(on)
    start = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y),
                 min(len(a), len(b)))
    end = next((i for i, (x, y) in enumerate(
        zip(reversed(a[start:]), reversed(b[start:]))) if x != y),
        min(len(a), len(b)) - start)
    return a[start:len(a) - end], b[start:len(b) - end]


def shown(text, size=90):
    text = " ".join(text.split())
    return text if len(text) <= size else text[:size] + "…"


def example(number, value):
    raw, clean = around(value) if value.explain() is None else value.sides()
    start = next((i for i, (x, y) in enumerate(zip(raw, clean)) if x != y),
                 min(len(raw), len(clean)))
    start = max(0, start - 12)
    return (f"    line {number}: {shown(raw[start:], 60)!r}"
            f" → {shown(clean[start:], 60)!r}")


def print_table(counts, examples, show):
    print("difference | title | abstract\n--- | --- | ---")
    classes = collections.Counter()
    for (name, _), count in counts.items():
        classes[name] += count
    for name, _ in classes.most_common():
        if name:
            print(f"{name} | {counts[name, 'title']} |"
                  f" {counts[name, 'abstract']}")
            for text in examples[name][:None if show == name else 3]:
                print(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--paperd", default=str(ROOT / "build/release/paperd"))
    parser.add_argument("--data", type=pathlib.Path, default=DATA)
    parser.add_argument("--limit", type=int, help="the first N lines only")
    parser.add_argument("--show", help="all examples of this class")
    parser.add_argument("--dump", type=pathlib.Path,
                        help="write what is not explained, as JSON Lines")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"skipped: {args.data} is not here")
        return 0
    counts, examples = collections.Counter(), collections.defaultdict(list)
    dump = args.dump and args.dump.open("w")
    for number, work, clean in cleaned(args.paperd, args.data, args.limit,
                                       takes_report(args.paperd)):
        for value in values_of(work, clean):
            name = judge(value, clean)
            counts[name, value.field] += 1
            if name and (len(examples[name]) < 3 or args.show == name):
                examples[name].append(example(number, value))
            if dump and name.startswith("NOT"):
                print(json.dumps([number, value.field, value.raw, value.clean,
                                  around(value)], ensure_ascii=False),
                      file=dump)
    print_table(counts, examples, args.show)
    wrong = sum(n for (name, _), n in counts.items() if name.startswith("NOT"))
    print(f"{sum(counts.values())} values, "
          f"{counts['', 'title'] + counts['', 'abstract']} the same to the "
          f"letter, {wrong} not explained")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
