# SPDX-License-Identifier: MIT
"""What grows with the records, from a thousand to a million: disk, the load,
memory, look-ups, searches; and what that comes to for all of Crossref."""
import contextlib
import os
import shutil
import statistics

import figures
import search_input
import served
import stores

NAME = "growth"
ROUNDS = 5
SECONDS = 1
QUERIES = 200
LINEAR = 1.3
FLAT = 1.3
RSS_MB = 300
CROSSREF = 180e6         # works
CROSSREF_BYTES = 208e9   # of their JSON
TICKS = os.sysconf("SC_CLK_TCK")


def processors(daemon):
    """Seconds of processors that a daemon has taken."""
    with open(f"/proc/{daemon.process.pid}/stat", encoding="ascii") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


class Sized:
    """A daemon on a store, and what it is asked."""

    def __init__(self, args, store):
        self.build, self.store = args.build, store
        self.lookups = stores.lines_write(
            store.folder / "lookups",
            [stores.lookup_of(key) for key in store.keys()])
        titles = search_input.titles_of(store.path)
        self.searches = stores.lines_write(
            store.folder / "searches",
            ["/v1/records?query=" + query.replace(" ", "+") for query in
             search_input.fragments(titles, QUERIES, 1)])
        self.daemon = served.Served(args.build / "paperd", store.folder,
                                    "--access-log", "off")
        self.found, self.searched, self.used = [], [], []

    def measure(self):
        """One turn, by one connection."""
        before = processors(self.daemon)
        self.found.append(stores.paced(self.build, self.daemon, self.lookups,
                                       0, 1, SECONDS))
        taken = processors(self.daemon) - before
        self.used.append(1e6 * taken / (self.found[-1].rate * SECONDS))
        self.searched.append(stores.paced(self.build, self.daemon,
                                          self.searches, 0, 1, SECONDS))

    def lookup(self):
        return statistics.median(one.p50 for one in self.found)

    def search(self, part):
        return statistics.median(getattr(one, part) for one in self.searched)


def in_turns(args, chosen):
    """All sizes, in turns; the first one warms up."""
    with contextlib.ExitStack() as stack:
        sized = {name: Sized(args, store) for name, store in chosen.items()}
        for one in sized.values():
            stack.enter_context(one.daemon)
        for round_ in range(ROUNDS + 1):
            for one in sized.values():
                one.measure()
                if round_ == 0:
                    one.found, one.searched, one.used = [], [], []
    return sized


def a_record(made):
    """What one takes: microseconds, of processors, bytes."""
    return (1e6 * made.seconds / made.records,
            1e6 * made.processors / made.records, made.disk / made.records)


def rows_of(size):
    made = size.store.made
    wall, of_processors, disk = a_record(made)
    return [
        figures.Row(f"**{made.records:,} records**: load, a record · of "
                    "processors", f"{wall:.0f} µs · {of_processors:.0f} µs"),
        figures.Row("disk, a record · JSON that was loaded, 1",
                    f"{disk:,.0f} bytes · {made.disk / made.json:.2f}"),
        figures.Row("most memory while it was loaded",
                    f"{made.rss / 1e6:.0f} MB"),
        figures.Row("look-up p50 · of processors",
                    f"{size.lookup():.0f} µs · "
                    f"{statistics.median(size.used):.0f} µs"),
        figures.Row("search p50 · p99", f"{size.search('p50') / 1e3:.1f} ms · "
                    f"{size.search('p99') / 1e3:.1f} ms"),
    ]


def compared(few, many):
    one, other = a_record(few.store.made), a_record(many.store.made)
    before, after = few.store.made.rss, many.store.made.rss
    return [
        figures.most("load, a record, ten times the records",
                     other[0] / one[0], LINEAR, behind=" ×"),
        figures.most("of processors", other[1] / one[1], LINEAR, behind=" ×"),
        figures.most("disk, a record", other[2] / one[2], LINEAR,
                     behind=" ×"),
        figures.most("look-up p50", many.lookup() / few.lookup(), FLAT,
                     behind=" ×"),
        figures.most("most memory while loading", after / 1e6, RSS_MB,
                     "{:.0f} MB"),
        figures.most("the same, ten times the records", after / before, FLAT,
                     behind=" ×"),
    ]


def on_paper(few, many):
    """The slopes from the last size but one to the last, carried on."""
    one, other = few.store.made, many.store.made
    more = other.records - one.records
    disk = ((other.disk - one.disk) / (other.json - one.json)
            * CROSSREF_BYTES)
    load = (other.processors - one.processors) / more * CROSSREF
    wall = (other.seconds - one.seconds) / more * CROSSREF
    memory = (other.rss - one.rss) / more * CROSSREF
    return [
        figures.Row("**180 million works, on paper**: disk",
                    f"{disk / 1e12:.2f} TB"),
        figures.Row("load: as fast as here · of processors",
                    f"{wall / 3600:.0f} h · {load / 3600:.0f} h"),
        figures.Row("memory that grows with the records",
                    f"{memory / 1e9:.1f} GB"),
    ]


def measure(args):
    if not served.BULK.exists():
        print("growth: skipped, the real records are not there")
        return []
    names = list(stores.SCALES)[:-1] if args.short else list(stores.SCALES)
    chosen = {name: stores.store_of(args, name) for name in names}
    sized = in_turns(args, chosen)
    few, many = (sized[name] for name in names[-2:])
    rows = [row for name in names for row in rows_of(sized[name])]
    rows += compared(few, many) + ([] if args.short else on_paper(few, many))
    for name in names[:-2]:
        shutil.rmtree(chosen[name].folder)
    return rows
