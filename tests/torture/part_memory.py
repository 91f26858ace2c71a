# SPDX-License-Identifier: MIT
"""Memory that cannot be had: each allocation of each request fails, one after
the other, and what becomes of it; and of loads, starts, and a daemon that may
have little memory at all."""
import pathlib
import tempfile
import typing

import figures
import memory_programs
from asks import ALL, FORMS, LOOKUPS, conditional
from crowd import Ask, Upstream, exchange
from starved import ON, ONCE, Starved

NAME = "memory"
# rounds in which nothing was left to fail, before a request counts as done
DONE = 2
# The first pass goes from each allocation to the next; those after it, which
# look for leaks, in steps, and a short run in longer ones.
PASSES = 6
LEAK_STEP, SHORT_STEP = 11, 97
SHOWN = 12
FETCHED = "10.5555/ok."


class Subject(typing.NamedTuple):
    """A request; one that fetches is another in each round."""
    name: str
    ask: object             # of the round
    right: object           # of the round and the answer


class Tally:
    """What became of all rounds."""

    def __init__(self):
        self.rounds = self.failed = self.problems = self.closed = 0
        self.ends, self.wrong, self.after = [], [], []

    def tell(self, build):
        for title, found in (("ended", self.ends), ("wrong", self.wrong),
                             ("wrong afterwards", self.after)):
            for where, answer in found[:SHOWN]:
                print(f"  {title}: {where}: {str(answer)[:300]}")


def fixed(served, ask):
    """A subject whose answers are those of an undisturbed daemon, where these
    are always the same."""
    first, second = (exchange(served, ask) for _ in range(2))
    if first.status not in ask.statuses:
        raise RuntimeError(f"{ask.name}: {first}")
    varies = first.body != second.body or max(ask.statuses) >= 400

    def right(_, answer):
        return answer.status in ask.statuses and \
            (varies or answer.body == first.body)
    return Subject(ask.name, lambda _: ask, right)


def fetched():
    """DOIs that are not held, another each time."""
    def right(number, answer):
        return answer.status == 200 and \
            f'"{FETCHED}{number}"'.encode() in answer.body

    return Subject("fetched",
                   lambda number: Ask("fetched",
                                      f"/v1/records/{FETCHED}{number}"), right)


def subjects_of(served):
    """Those of each pass, and those of the first alone: they add records."""
    anew = Ask("fetched anew", f"/v1/records/{FETCHED}1?fetch=always")

    def right(_, answer):
        return answer.status == 200 and f'"{FETCHED}1"'.encode() in answer.body
    exchange(served, anew)
    return [*(fixed(served, ask) for ask in [*ALL, conditional(served)]),
            Subject(anew.name, lambda _: anew, right)]


def note(tally, where, answer, is_right):
    if not is_right and answer.is_problem:
        tally.problems += 1
    elif not is_right and answer.status in (-1, 0):
        tally.closed += 1
    elif not is_right:
        tally.wrong.append((where, answer))


def round_of(starved, subject, mode, left, tally):
    """How many allocations failed."""
    number = tally.rounds = tally.rounds + 1
    ask = subject.ask(number)
    answer, failed = starved.starved(ask, mode, left)
    where = f"{subject.name}, {'from ' if mode == ON else ''}{left}"
    tally.failed += failed
    if starved.revive():
        tally.ends.append((where, starved.ends[-1]))
    else:
        note(tally, where, answer, subject.right(number, answer))
    after = exchange(starved.served, ask)
    if not subject.right(number, after):
        tally.after.append((where, after))
    return failed


def exhaust(starved, subject, step, tally):
    for mode in (ONCE, ON):
        left, done = 1, 0
        while done < DONE:
            failed = round_of(starved, subject, mode, left, tally)
            done = 0 if failed else done + 1
            left += step


def held_after(starved, subjects, number):
    """Blocks, with all in place again that is kept for later."""
    for _ in range(2):
        for subject in subjects:
            exchange(starved.served, subject.ask(number))
    return starved.control.settled()


def growth(starved, first, step, tally):
    """Blocks that each pass left behind more than the one before; what leaks
    does so in all of them, what is kept for later does not."""
    held = []
    for number in range(PASSES):
        # what was fetched anew stands in lists with another time
        subjects = subjects_of(starved.served)
        for subject in subjects:
            exhaust(starved, subject, step if number else first, tally)
        held.append(held_after(starved, subjects, tally.rounds))
    print(f"  blocks held after each pass: {held}")
    return max(0, min(after - before
                      for before, after in zip(held[1:], held[2:])))


def rows_of(tally, grown):
    met = f"{tally.failed:,} refused in {tally.rounds:,} requests"
    return [
        figures.held("daemon ended while an allocation failed",
                     f"{len(tally.ends)} times; {met}", not tally.ends, "never"),
        figures.held("answers that are neither right nor 500 or 503",
                     f"{len(tally.wrong)}; {tally.problems:,} problems, "
                     f"{tally.closed:,} closed", not tally.wrong, "none"),
        figures.most("of the next requests not answered right",
                     len(tally.after), 0, "{:,}"),
        figures.most("blocks leaked by such a pass of all requests", grown, 0,
                     "{:,}"),
    ]


def requests(args, folder):
    first, step = (SHORT_STEP, SHORT_STEP) if args.short else (1, LEAK_STEP)
    tally = Tally()
    with Upstream() as upstream:
        upstream.behave(host="crossref", mode="limit", arg="none")
        # answers are made anew each time
        starved = Starved(args.build, folder,
                          ["--answer-cache", "0", *upstream.options()])
        grown = growth(starved, first, step, tally)
        # last, since what was fetched is then in all lists
        exhaust(starved, fetched(), first, tally)
        starved.close()
    tally.tell(args.build)
    return rows_of(tally, grown)


def given_again(served, ask):
    """An answer that is kept, and another one in each round: what is kept with
    it is made when it is given again for the first time."""
    subject = fixed(served, ask)

    def kept(number):
        mine = ask._replace(headers={**ask.headers, "X-Round": str(number)})
        exchange(served, mine)
        return mine
    return subject._replace(name=f"{ask.name}, again", ask=kept)


def kept(args, folder):
    tally = Tally()
    starved = Starved(args.build, folder)
    for ask in [*LOOKUPS, *FORMS, conditional(starved.served)]:
        exhaust(starved, given_again(starved.served, ask), 1, tally)
    starved.close()
    tally.tell(args.build)
    return [
        figures.held("answers given again: daemon ended, wrong answers, wrong "
                     "next ones",
                     f"{len(tally.ends)}, {len(tally.wrong)}, "
                     f"{len(tally.after)}; {tally.failed:,} refused in "
                     f"{tally.rounds:,} requests",
                     not tally.ends + tally.wrong + tally.after, "0, 0, 0")]


def measure(args):
    if not (args.build / "failing_malloc.so").exists():
        print(f"{NAME}: skipped, this build has no failing_malloc.so")
        return
    for part in (requests, kept, memory_programs.loads, memory_programs.starts,
                 memory_programs.limits):
        with tempfile.TemporaryDirectory(dir=args.build) as folder:
            yield from part(args, pathlib.Path(folder))
