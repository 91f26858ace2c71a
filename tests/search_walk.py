#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Walks by cursor while records are added, through HTTP.

    tests/search_walk.py PAPERD [--seed N]

In every order a walk sees each record that stood at its start exactly once,
and none twice, though dumps are loaded between its pages; and a cursor of
one daemon leads on in the next.
"""
import argparse
import random
import sys
import tempfile

import search_made as made
from search_daemon import Daemon, check, summary

WORKS = 1000
ADDED = 150  # by each load
PAGE = 60
SORTS = ("relevance", "doi", "-doi", "published", "-published", "citations",
         "-citations", "title", "-title")


class World:
    """A daemon and its dumps, which grow."""

    def __init__(self, args, folder):
        self.chance = random.Random(args.seed)
        self.words = made.vocabulary(self.chance, 60)
        self.daemon = Daemon(args.paperd, folder)
        self.held = 0
        self.add(WORKS)

    def add(self, count):
        name = f"dump{self.held}"
        made.dump_write(self.daemon.data / f"{name}.jsonl", self.chance,
                        self.words, name + ".", count)
        self.held += count
        self.daemon.look_again()
        self.daemon.wait(self.held)


def check_walk(world, values):
    """Loads behind the first page and behind the third."""
    before = {item["doi"] for item in world.daemon.walk(
        **values, limit=1000, fields="doi")}
    seen = []
    for number, item in enumerate(world.daemon.walk(**values, limit=PAGE,
                                                    fields="doi")):
        seen.append(item["doi"])
        if number in (PAGE // 2, 2 * PAGE + PAGE // 2):
            world.add(ADDED)
    check(len(seen) == len(set(seen)), values, "twice",
          sorted(doi for doi in set(seen) if seen.count(doi) > 1)[:3])
    check(before <= set(seen), values, "missed", sorted(before - set(seen))[:3],
          len(before - set(seen)))


def check_restart(args, world, folder):
    """A cursor never expires."""
    query = {"query": world.words[0], "fields": "doi"}
    pages = [world.daemon.list(**query, sort=sort, limit=PAGE)
             for sort in SORTS]
    world.daemon.stop()
    world.daemon = Daemon(args.paperd, folder)
    world.daemon.wait(world.held)
    for sort, page in zip(SORTS, pages):
        whole = list(world.daemon.walk(**query, sort=sort, limit=1000))
        rest = list(world.daemon.walk(page["next"], **query, sort=sort,
                                      limit=1000))
        check(page["items"] + rest == whole, sort, "after a restart",
              len(whole), len(rest))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("paperd")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        world = World(args, folder)
        for sort in SORTS:
            check_walk(world, {"sort": sort})
            check_walk(world, {"sort": sort, "query": world.words[0]})
        check_restart(args, world, folder)
        world.daemon.stop()
    return summary("search_walk")


if __name__ == "__main__":
    sys.exit(main())
