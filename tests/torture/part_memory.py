# SPDX-License-Identifier: MIT
"""Memory that cannot be had: each allocation of each request fails, one after
the other, and what becomes of it."""
import pathlib
import tempfile
import typing

import figures
from asks import ALL, conditional
from starved import ON, ONCE, Starved
from traffic import Ask, Upstream, exchange

NAME = "memory"
# rounds in which nothing was left to fail, before a request counts as done
DONE = 2
# blocks that a request may leave behind: caches grow and shrink
KEPT_BLOCKS = 64


class Subject(typing.NamedTuple):
    """A request; fetched ones are another in each round."""
    name: str
    ask: object             # of the round
    right: object           # of the round and the answer


class Tally:
    def __init__(self):
        self.rounds = self.failed = 0
        self.wrong, self.ends, self.after, self.kept = [], [], [], []


def same(ask, expected, volatile):
    """What answers as it did before, where it does so at all."""
    def right(_, answer):
        return answer.status in ask.statuses and \
            (volatile or answer.body == expected.body)
    return right


def fixed(starved, ask):
    """A subject whose answers are those of an undisturbed daemon."""
    first, second = (exchange(starved.served, ask) for _ in range(2))
    if first.status not in ask.statuses:
        raise RuntimeError(f"{ask.name}: {first}")
    volatile = first.body != second.body or first.status >= 400
    return Subject(ask.name, lambda _: ask, same(ask, first, volatile))


def fetched(name, doi):
    def right(number, answer):
        return answer.status == 200 and \
            f'"{doi}{number}"'.encode() in answer.body
    return Subject(name, lambda number: Ask(name, f"/v1/records/{doi}{number}"),
                   right)


def is_allowed(answer):
    """Of an answer that is not the right one."""
    return answer.is_problem or answer.status in (-1, 0)


def round_of(starved, subject, mode, left, number, tally):
    """How many allocations failed."""
    ask = subject.ask(number)
    answer, failed = starved.starved(ask, mode, left)
    where = f"{subject.name}, {'from ' if mode == ON else ''}{left}"
    tally.rounds += 1
    tally.failed += failed
    if starved.revive():
        tally.ends.append(f"{where}: {starved.ends[-1]}")
    elif not subject.right(number, answer) and not is_allowed(answer):
        tally.wrong.append((where, answer))
    after = exchange(starved.served, ask)
    if not subject.right(number, after):
        tally.after.append((where, after))
    return failed


def exhaust(starved, subject, mode, step, tally):
    left, done, number = 1, 0, mode * 100000
    while done < DONE:
        number += 1
        failed = round_of(starved, subject, mode, left, number, tally)
        done = 0 if failed else done + 1
        left += step


def torment(starved, subject, step, tally):
    held = starved.control.settled()
    for mode in (ONCE, ON):
        exhaust(starved, subject, mode, step, tally)
    kept = starved.control.settled() - held
    if kept > KEPT_BLOCKS:
        tally.kept.append(f"{subject.name}: {kept} blocks")


def measure(args):
    tally = Tally()
    with Upstream() as upstream, \
            tempfile.TemporaryDirectory(dir=args.build) as folder:
        upstream.behave(host="crossref", mode="limit", arg="none")
        starved = Starved(args.build, pathlib.Path(folder), upstream.options())
        subjects = [fixed(starved, ask)
                    for ask in [*ALL, conditional(starved.served)]]
        for subject in subjects:
            before = tally.rounds
            torment(starved, subject, args.step, tally)
            print(subject.name, tally.rounds - before, len(tally.wrong), len(tally.ends), len(tally.after), tally.kept[-1:], flush=True)
        starved.close()
    for x in tally.wrong[:40]: print("WRONG", x)
    for x in tally.ends[:40]: print("END", x)
    for x in tally.after[:40]: print("AFTER", x)
    print(tally.kept)
