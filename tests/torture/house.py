# SPDX-License-Identifier: MIT
"""A daemon to be tormented, what it holds while nothing is asked of it, and
enough descriptors on this side."""
import gzip
import itertools
import pathlib
import resource
import shutil
import time
import typing

from served import BULK, Served
from wire import Wire, request

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETTLE_SECONDS = 30


def sample(args, name, *options):
    """Serves the sample of config/."""
    folder = fresh(args, name)
    for path in (ROOT / "config/sample").iterdir():
        shutil.copy(path, folder / "data")
    return started(args, folder, options)


def real(args, name, count, *options):
    """Serves so many real records; None where they are not there."""
    if not BULK.exists():
        return None
    folder = fresh(args, name)
    with gzip.open(BULK) as lines, open(folder / "data/real.jsonl",
                                        "wb") as dump:
        dump.writelines(itertools.islice(lines, count))
    return started(args, folder, options)


def fresh(args, name):
    folder = args.build / "torture" / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    return folder


def started(args, folder, options):
    served = Served(args.build / "paperd", folder, "--fetch", "off",
                    "--access-log", "off", *options)
    served.wait_ready()
    return served


def ended(served):
    """Stops it, and removes what it kept; True when it ended as it should."""
    status = served.stop()
    shutil.rmtree(served.folder)
    return status == 0


class Held(typing.NamedTuple):
    rss: int
    descriptors: int
    threads: int


def held(served):
    """Without descriptors of the store: each thread opens it when it first has
    to, which may be at any time."""
    folder = pathlib.Path(f"/proc/{served.process.pid}/fd")
    targets = [link_of(path) for path in folder.iterdir()]
    others = [one for one in targets if served.store.name not in one]
    return Held(served.rss(), len(others), served.status("Threads"))


def link_of(path):
    try:
        return str(path.readlink())
    except FileNotFoundError:
        return ""           # closed meanwhile


def metric(served, name):
    """Of /metrics, which is refused while everything is taken."""
    end = time.monotonic() + SETTLE_SECONDS
    while (answer := served.ask("/metrics"))[0] == 503:
        if time.monotonic() > end:
            raise RuntimeError("/metrics is refused for too long")
        time.sleep(.02)
    return next(int(line.split()[1]) for line in answer[1].decode().split("\n")
                if line.startswith(f"paperd_{name} "))


def connections(served):
    """As it counts them, without the one that asks."""
    return metric(served, "http_connections") - 1


def settled(served):
    """What it holds once nobody is connected any more, or at the latest in
    SETTLE_SECONDS.  Of the connection that asks, the descriptor may be there
    a little longer."""
    end = time.monotonic() + SETTLE_SECONDS
    while connections(served) and time.monotonic() < end:
        time.sleep(.02)
    looks = []
    for _ in range(10):
        looks.append(held(served))
        time.sleep(.02)
    return looks[-1]._replace(descriptors=min(look.descriptors
                                              for look in looks))


def warm(served, target="/v1/records?query=learning&facets=year"):
    """What it holds after the first requests: every worker and every event
    loop has read the store, all at once."""
    wires = [Wire(served, patience=60) for _ in range(32)]
    for wire in wires:
        wire.send(request(target) * 4)
    for _ in range(100):
        with Wire(served) as wire:
            wire.send(request("/v1/records/10.1038/nature14539"))
            wire.reply()
    for wire in wires:
        for _ in range(4):
            wire.reply()
        wire.close()
    return settled(served)


def allow_files(count):
    """Lets this process have so many open; gives how many it may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE,
                               (count, max(count, hard)))
        except (ValueError, PermissionError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def median(values):
    return quantile(values, .5)


def quantile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
