# SPDX-License-Identifier: MIT
"""Hostile HTTP: single requests by the table, slow clients, many clients."""
import figures
import house
from http_framing import CASES
from http_many import churn_rows, idle_rows
from http_slow import going_rows, slow_rows
from wire import Wire, is_answered, outcome

NAME = "http"
WHOLE, BYTES, LARGE = None, 1, 4096     # sizes of writes
GROWTH_MIB = 4


def pieces(case):
    """How it is sent: whole, and byte by byte or in pieces if it is long."""
    return (WHOLE, BYTES if len(case.data) < 70000 else LARGE)


def became(served, case, piece):
    with Wire(served) as wire:
        wire.send(case.data, piece)
        return outcome(wire, case.head)


def tried(served, case, piece):
    """An empty text, or what is wrong with what became of it."""
    got = became(served, case, piece)
    if got not in case.wanted.split("|"):
        return f"{case.name}, sent {piece or 'whole'}: {got}, not {case.wanted}"
    return "" if is_answered(served) else f"{case.name}: the next is not served"


def group_rows(served):
    for name, cases in CASES.items():
        wrong = [fault for case in cases for piece in pieces(case)
                 if (fault := tried(served, case, piece))]
        for fault in wrong:
            print(f"http: {fault}", flush=True)
        count = sum(len(pieces(case)) for case in cases)
        yield figures.held(f"{name}: {len(cases)} cases, each whole and in "
                           "pieces", f"{count - len(wrong)} of {count}",
                           not wrong, "all")


def rounds_of(served, count):
    for _ in range(count):
        for cases in CASES.values():
            for case in cases:
                became(served, case, WHOLE)
    return house.settled(served)


def growth_rows(served, args):
    """The first rounds fill caches and the allocator's free lists."""
    count = 2 if args.short else 30
    first = rounds_of(served, count)
    after = rounds_of(served, count)
    return [
        figures.most(f"growth of memory in {count} rounds of all cases, after "
                     "as many", (after.rss - first.rss) / 2**20, GROWTH_MIB,
                     "{:.1f}", " MiB"),
        figures.held("growth of descriptors and threads",
                     f"{after.descriptors - first.descriptors}, "
                     f"{after.threads - first.threads}",
                     after[1:] <= first[1:], "0, 0"),
    ]


def case_rows(args):
    served = house.sample(args, "http")
    with served:
        rows = list(group_rows(served)) + growth_rows(served, args)
        ended = house.ended(served)
    return [*rows, figures.held("the end, by SIGTERM", "exit 0" if ended else
                                "not exit 0", ended, "exit 0")]


def measure(args):
    for rows in (case_rows, slow_rows, going_rows, idle_rows, churn_rows):
        yield from rows(args)
