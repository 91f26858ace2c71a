# SPDX-License-Identifier: MIT
"""Memory that cannot be had by whole programs: loads, starts, and a daemon
with a limit (RLIMIT_AS)."""
import random
import re
import shutil
import sqlite3
import subprocess

import figures
from asks import ALL, EXPORTS, LOOKUPS, SEARCHES
from crowd import SAMPLE, Ask, exchange
from served import Served
from starved import ON, ONCE, Control

SEED = 7
RUN_SECONDS = 60
# each of the first, and of the others so many by chance
FIRST, SAMPLED = 60, 240
SHORT_FIRST, SHORT_SAMPLED = 4, 6
# address space from too little to start to enough, in steps
LIMIT_FROM, LIMIT_STEP = 24 << 20, 16 << 20
LIMITS, SHORT_LIMITS = 40, 8
LOADED = re.compile(r'"loaded":"[^"]*"')    # the time
LARGE = b"[" + b"1," * 500000 + b"1]"


def load(binary, folder, control):
    """Exit status, negative: by a signal; and what it said."""
    store = folder / "store.db"
    done = subprocess.run(
        [*control.before, str(binary), "load", "--store", f"sqlite:{store}",
         str(SAMPLE)], capture_output=True, timeout=RUN_SECONDS, check=False)
    return done.returncode, done.stderr


def held(folder):
    """The records of a sound store, as they are compared; None: not sound."""
    store = folder / "store.db"
    if not store.exists() or not store.stat().st_size:
        return []
    with sqlite3.connect(store) as base:
        if base.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return None
        names = {row[0] for row in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "records" not in names:
            return []
        return sorted((key, LOADED.sub("", json)) for key, json in
                      base.execute("SELECT key, json FROM records"))


def clear(folder):
    for path in folder.glob("store.db*"):
        path.unlink()


def samples(asked, short):
    chance = random.Random(SEED)
    first, more = (SHORT_FIRST, SHORT_SAMPLED) if short else (FIRST, SAMPLED)
    return [*range(1, first), *sorted(chance.sample(range(first, asked), more))]


def load_round(args, folder, control, mode, left):
    """Exit status; whether what the store then holds is sound and right, as
    far as it goes; what a load that goes on makes of it."""
    clear(folder)
    control.arm(mode, left)
    status, said = load(args.build / "paperd", folder, control)
    control.disarm()
    part = held(folder)
    again, _ = load(args.build / "paperd", folder, control)
    return status, said, part, held(folder) if not again else None


def loads(args, folder):
    control = Control(args.build.resolve() / "failing_malloc.so",
                      folder / "control")
    control.arm(ONCE, 1 << 40)
    load(args.build / "paperd", folder, control)
    asked, whole = control["asked"], held(folder)
    ended, unsound, silent, rounds = [], [], [], 0
    for mode in (ONCE, ON):
        for left in samples(asked, args.short):
            status, said, part, after = load_round(args, folder, control, mode, left)
            rounds += 1
            if status < 0:
                ended.append((mode, left, status))
            if part is None or not set(part) <= set(whole) or after != whole:
                unsound.append((mode, left, status))
            if not said or (status == 0 and part != whole):
                silent.append((mode, left))
    for title, found in (("load ended", ended), ("load unsound", unsound),
                         ("load silent", silent)):
        if found:
            print(f"  {title}: {found[:12]}")
    yield figures.held(
        "loads ended by a signal while an allocation failed",
        f"{len(ended)} of {rounds}; {asked:,} allocations a load", not ended,
        "none")
    yield figures.most("stores that such a load left unsound, or that cannot "
                       "be loaded on", len(unsound), 0, "{}")
    yield figures.most("loads that said nothing and lacked a record",
                       len(silent), 0, "{}")


def start(args, folder, before):
    """Exit status of a daemon that could not start, or None and the daemon."""
    try:
        return None, Served(args.build / "paperd", folder, "--threads", "2",
                            before=before)
    except RuntimeError as error:
        return int(str(error).split()[2].rstrip(":")), None


def filled(folder):
    (folder / "data").mkdir(exist_ok=True)
    for path in SAMPLE.iterdir():
        shutil.copy(path, folder / "data")


def answers_right(served):
    return all(exchange(served, ask).status in ask.statuses
               for ask in (LOOKUPS[0], SEARCHES[0]))


def start_round(args, folder, control, mode, left):
    """What was wrong with it, or None."""
    control.arm(mode, left)
    status, served = start(args, folder, control.before)
    control.disarm()
    if not served:
        return f"exit status {status}" if status < 0 else None
    with served:
        served.signal(1)        # what was not loaded is, now
        if served.process.poll() is not None:
            return f"exit status {served.process.returncode}"
        return None if answers_right(served) else "wrong answers"


def starts(args, folder):
    """On a store that holds the records already."""
    control = Control(args.build.resolve() / "failing_malloc.so",
                      folder / "control")
    filled(folder)
    control.arm(ONCE, 1 << 40)
    _, served = start(args, folder, control.before)
    with served:
        served.wait_ready()
        asked = control["asked"]
        served.stop()
    wrong, rounds = [], 0
    for mode in (ONCE, ON):
        for left in samples(asked, args.short):
            rounds += 1
            found = start_round(args, folder, control, mode, left)
            if found:
                wrong.append((mode, left, found))
    if wrong:
        print(f"  starts: {wrong[:12]}")
    yield figures.held(
        "starts that ended in neither an error nor a sound daemon",
        f"{len(wrong)} of {rounds}; {asked:,} allocations a start", not wrong,
        "none")


def limit_traffic(served):
    """Statuses that are not allowed."""
    large = Ask("large", "/v1/records/lookup", (400, 413), "POST", LARGE,
                {"Content-Type": "application/json"})
    odd = []
    for ask in [*ALL, *EXPORTS, large]:
        answer = exchange(served, ask)
        if answer.status not in (*ask.statuses, 500, 503, 0, -1):
            odd.append((ask.name, answer.status))
        if served.process.poll() is not None:
            return [*odd, (ask.name, served.process.returncode)]
    return odd


def limits(args, folder):
    """paperd with ever more address space: what it cannot do it refuses."""
    filled(folder)
    with Served(args.build / "paperd", folder) as served:
        served.wait_ready()
        served.stop()
    wrong, started = [], 0
    count = SHORT_LIMITS if args.short else LIMITS
    step = LIMIT_STEP * LIMITS // count
    for i in range(count):
        limit = LIMIT_FROM + i * step
        status, served = start(args, folder,
                               ["prlimit", f"--as={limit}", "env"])
        if not served:
            wrong += [(limit >> 20, status)] if status < 0 else []
            continue
        started += 1
        with served:
            wrong += [(limit >> 20, *what) for what in limit_traffic(served)]
    if wrong:
        print(f"  limits: {wrong[:12]}")
    yield figures.held(
        "ends and odd answers under a limit of memory (RLIMIT_AS)",
        f"{len(wrong)}; {started} of {count} limits let it start", not wrong,
        "none")
