# SPDX-License-Identifier: MIT
"""Small dumps of real records, in two versions."""
import gzip
import itertools
import json
import os

import served

FILE_RECORDS = 1000
# records of two files, so that some are made of several objects
AGAIN = slice(600, 900)
RECORDS = 2 * FILE_RECORDS + 400


def is_there():
    return served.BULK.exists()


def lines(count):
    with gzip.open(served.BULK, "rt", encoding="utf-8") as bulk:
        return list(itertools.islice(bulk, count))


def changed(line):
    """Another title: another record, other words, another digest."""
    work = json.loads(line)
    work["title"] = [f"{title}, second edition" for title in
                     work.get("title") or ["Untitled"]]
    return json.dumps(work, ensure_ascii=False) + "\n"


def parted(works):
    """Three files: the last has works of the first once more."""
    return {"a.jsonl": works[:FILE_RECORDS],
            "b.jsonl": works[FILE_RECORDS:2 * FILE_RECORDS],
            "c.jsonl": works[2 * FILE_RECORDS:] + works[AGAIN]}


def versions():
    """[{file: lines}, …]: of the second a third has changed, some have gone,
    and as many are new."""
    works = lines(RECORDS + 100)
    second = [changed(line) if at % 3 == 0 else line
              for at, line in enumerate(works[100:])]
    return [parted(works[:RECORDS]), parted(second)]


def write(folder, files):
    """Each file appears whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, works in files.items():
        fresh = folder.parent / (name + ".new")
        fresh.write_text("".join(works), encoding="utf-8")
        os.replace(fresh, folder / name)


def places(files):
    """{DOI: the files it is in}"""
    found = {}
    for name, works in files.items():
        for line in works:
            found.setdefault(json.loads(line)["DOI"].lower(), set()).add(name)
    return found


def steady(versions_of):
    """DOIs that are in one file, the same in all versions: at no moment may
    their records be anything but those of a version."""
    first, *others = map(places, versions_of)
    return {doi for doi, files in first.items() if len(files) == 1 and
            all(other.get(doi) == files for other in others)}
