# SPDX-License-Identifier: MIT
"""Loading: `paperd load` of the real dump into an empty store, beside a bare
loop over the same dump and beside jq, in turns."""
import os
import shutil
import statistics
import subprocess
import tempfile
import time
import typing

import figures
import served

NAME = "load"
ROUNDS = 5
MEGABYTE = 1 << 20
JQ = 'zcat "$0" | jq -c . | wc -l'


class Run(typing.NamedTuple):
    wall: float       # seconds
    processors: float  # seconds of all of them
    memory: int       # bytes, at the most


def run(*words):
    """Of one process with its threads; shells count what they started too."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words[0]}: exit status {process.returncode}")
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime,
               used.ru_maxrss * 1024)


def drop(folder, name):
    for old in folder.glob(name + "*"):
        old.unlink()


def load(args, folder):
    drop(folder, "store.db")
    return run(args.build / "paperd", "load", "--store",
               f"sqlite:{folder / 'store.db'}", served.BULK)


def bare(args, folder):
    drop(folder, "bare.db")
    return run(args.build / "bench_search", "load", folder / "store.db",
               folder / "rows", served.BULK, folder / "bare.db")


def jq(*_):
    return run("sh", "-c", JQ, served.BULK)


def rounds(args, folder, count):
    """Runs by turns: (load, bare, jq) of each round."""
    taken = [load(args, folder)]
    subprocess.run([args.build / "bench_search", "texts", folder / "store.db",
                    folder / "rows"], check=True, stdout=subprocess.DEVNULL)
    for number in range(count):
        if number:
            taken.append(load(args, folder))
        yield taken[number], bare(args, folder), jq()


def median(values):
    return statistics.median(list(values))


def shown(runs):
    return (f"{median(one.wall for one in runs):.1f} s · "
            f"{median(one.processors for one in runs):.1f} s")


def rows(runs):
    loads, bares, jqs = zip(*runs)

    def ratio(part):
        return median(part(other) / part(ours)
                      for ours, other in zip(loads, bares))
    faster = median(peer.wall / ours.wall for ours, peer in zip(loads, jqs))
    memory = max(one.memory for one in loads) / MEGABYTE
    return [
        figures.Row("load · of processors", shown(loads)),
        figures.Row("bare loop", shown(bares)),
        figures.Row("`jq -c .` and `wc -l`", shown(jqs)),
        figures.least("speed by a second of a processor, bare loop 1",
                      ratio(lambda one: one.processors), 0.7),
        figures.least("speed by the clock, bare loop 1",
                      ratio(lambda one: one.wall), 1.2),
        figures.least("speed by the clock, jq 1", faster, 1),
        figures.most("memory at the most", memory, 300, "{:.0f}", " MB"),
    ]


def measure(args):
    if not served.BULK.exists():
        print(f"{NAME}: skipped, the real records are not here")
        return []
    if not shutil.which("jq"):
        print(f"{NAME}: skipped, there is no jq")
        return []
    with tempfile.TemporaryDirectory(dir=args.build) as folder:
        folder = served.pathlib.Path(folder)
        return rows(list(rounds(args, folder, 1 if args.short else ROUNDS)))
