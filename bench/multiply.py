# SPDX-License-Identifier: MIT
"""Dumps with any number of works, made of real ones: the first of a dump, or
all of them several times, each time under other DOIs."""
import gzip
import itertools
import re

DOI = re.compile(rb'("DOI":"(?:[^"\\]|\\.)*)"')


def copied(line, number):
    """A work under another DOI; number 0: as it is."""
    return DOI.sub(rb'\1.copy%d"' % number, line) if number else line


def copy_made(dump, number, out):
    """The same works under other DOIs: ".copyN" behind each."""
    with gzip.open(dump, "rb") as lines, open(out, "wb") as file:
        for line in lines:
            file.write(copied(line, number))


def first_made(dump, count, out, number=0):
    """The first works of a dump, under other DOIs as those of a copy."""
    with gzip.open(dump, "rb") as lines, open(out, "wb") as file:
        for line in itertools.islice(lines, count):
            file.write(copied(line, number))


def multiplied(dump, copies, folder):
    """folder/N.jsonl for each copy; returns the bytes of all."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(copies):
        copy_made(dump, number, folder / f"{number}.jsonl")
    return sum(path.stat().st_size for path in folder.iterdir())
