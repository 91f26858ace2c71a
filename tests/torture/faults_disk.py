# SPDX-License-Identifier: MIT
"""Disks that are full or can no longer be written."""
import shutil
import signal
import subprocess
import time

import dumps
import figures
import standin
from faults import MIB, Disk, command, mounts_private, wait_for

FULL = "the disk of the store is full"
# what writes to a file, for strace to refuse
WRITES = "pwrite64,ftruncate,fallocate,fsync,fdatasync,openat"
SOME = 100


def load_without_room(place):
    folder = place.room("full-load")
    with Disk(folder, 6 * MIB) as disk:
        first = place.load(folder / "store.db")
        disk.option(f"size={64 * MIB}")
        again = place.load(folder / "store.db")
        same = place.is_whole(folder / "store.db")
    return [first.row("`paperd load`, the disk is full", FULL),
            figures.held("… and again with room", again.shown,
                         again.code == 0 and same, "the same records")]


def used(folder):
    return shutil.disk_usage(folder).used


def reload_without_room(place):
    """The daemon holds the first file, and comes to three."""
    folder = place.room("full-reload")
    with Disk(folder, 64 * MIB) as disk:
        few = {name: place.files[name] for name in ("a.jsonl",)}
        dumps.write(folder / "data", few)
        with place.daemon(folder) as daemon:
            daemon.wait_ready()
            disk.option(f"size={used(folder) + 10 * MIB}")
            dumps.write(folder / "data", changed(place.files))
            daemon.signal(signal.SIGHUP)
            wait_for(lambda: FULL in daemon.log(), "the disk to be full")
            failed = sum(daemon.ask(f"/v1/records/{key}")[0] != 200
                         for key in place.keys[:SOME])
            disk.option(f"size={200 * MIB}")
            daemon.signal(signal.SIGHUP)
            wait_for(lambda: "loaded 3 of 3" in daemon.log(), "the load")
            line = next(line for line in daemon.log().splitlines()
                        if FULL in line)
            stopped = daemon.stop()
            look = place.look(daemon.store)
    return [figures.held("a load by the daemon, the disk is full",
                         f"“{line}”; look-ups: {failed} failed", not failed,
                         "says why, serves what it holds"),
            figures.held("… and again with room",
                         f"{len(look.json)} records; exit {stopped}",
                         set(look.json) == set(place.whole.json) and
                         not look.wrong + [1] * stopped, "all records")]


def changed(files):
    return {name: [dumps.changed(line) for line in works]
            for name, works in files.items()}


def fetch_line(daemon, doi):
    """How the log tells the end of a fetch, without its numbers."""
    line = next((line for line in daemon.log().splitlines()
                 if f'fetch "{doi}"' in line), "nothing")
    head, _, why = line.partition(": ")
    return f"{' '.join(head.split()[1:4])}: {why}"


def fetch_without_room(place, world):
    folder = place.room("full-fetch")
    with Disk(folder, 64 * MIB) as disk, \
            place.daemon(folder, *standin.options(world)) as daemon:
        ask = "/v1/records/10.5555/ok.disk."
        before = daemon.ask(ask + "1")[0]
        disk.fill()
        status, body, headers = daemon.ask(ask + "2")
        beside = place.wrong_answers(daemon, place.keys[:SOME])
        disk.empty()
        after = daemon.ask(ask + "2")[0]
        line = fetch_line(daemon, "10.5555/ok.disk.2")
        stopped = daemon.stop()
    good = (before, status, after, beside, stopped) == \
        (200, 500, 200, (0, 0), 0)
    return [figures.held(
        "a fetch, the disk is full",
        f"{status}, Retry-After {headers.get('Retry-After')}, “{line}”; "
        f"look-ups: {beside[0]} wrong, {beside[1]} failed; with room {after}",
        good and FULL in line and headers.get("Retry-After") and
        b"not_kept" in body,
        "5xx, says why, serves what it holds, goes on")]


def start_without_room(place):
    folder = place.room("full-start")
    with Disk(folder, 64 * MIB) as disk:
        place.daemon(folder).stop()
        disk.fill()
        first = command(place.serve_words(folder / "store.db"))
        disk.empty()
        with place.daemon_of(folder) as daemon:
            wrong, failed = place.wrong_answers(daemon, place.keys[:SOME])
            stopped = daemon.stop()
    return [first.row("`paperd serve` on a full disk", FULL),
            figures.held("… and again with room",
                         f"look-ups: {wrong} wrong, {failed} failed",
                         (wrong, failed, stopped) == (0, 0, 0),
                         "serves what it holds")]


def start_read_only(place):
    folder = place.room("read-only")
    with Disk(folder, 64 * MIB) as disk:
        place.daemon(folder).stop()
        disk.option("ro")
        store = folder / "store.db"
        return [command(place.serve_words(store)).row(
                    "`paperd serve` on a read-only disk",
                    "Read-only file system", str(store)),
                place.load(store).row(
                    "`paperd load` on a read-only disk",
                    "Read-only file system", str(store))]


class Refused:
    """Every write of a process fails with an error, from now on."""

    def __init__(self, daemon, error):
        self.strace = subprocess.Popen(
            ["strace", "-f", "-q", "-o", "/dev/null", "-p",
             str(daemon.process.pid), "-e", f"trace={WRITES}", "-e",
             f"inject=pwrite64,ftruncate,fsync,fdatasync:error={error}"],
            stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while not traced(daemon) and time.monotonic() < end:
            time.sleep(.02)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.strace.send_signal(signal.SIGINT)
        self.strace.wait()


def traced(daemon):
    return daemon.status("TracerPid") != 0


def turns_read_only(place, world, error, what, words):
    """The disk no longer takes writes while it is served from."""
    folder = place.room(f"turns-{error}")
    with place.daemon(folder, *standin.options(world)) as daemon:
        ask = f"/v1/records/10.5555/ok.{error}."
        before = daemon.ask(ask + "1")[0]
        with Refused(daemon, error):
            is_traced = traced(daemon)
            status, _, _ = daemon.ask(ask + "2")
            beside = place.wrong_answers(daemon, place.keys[:SOME])
        after = daemon.ask(ask + "2")[0]
        stopped = daemon.stop()
    if not is_traced:
        print("faults: strace may not look at other processes")
        return []
    line = fetch_line(daemon, f"10.5555/ok.{error}.2".lower())
    whole = place.look(folder / "store.db")
    good = (before, after, beside, stopped) == (200, 200, (0, 0), 0)
    return [figures.held(
        what, f"fetch {status}, “{line}”; look-ups: "
        f"{beside[0]} wrong, {beside[1]} failed; then {after}",
        good and status >= 500 and words in line and not whole.wrong,
        "5xx, says why, serves what it holds, goes on")]


def fetching_rows(place, args):
    if standin.missing():
        print(f"faults: fetching skipped, {standin.missing()} is missing")
        return []
    world = standin.start()
    try:
        rows = [] if mounts_private() else fetch_without_room(place, world)
        if shutil.which("strace"):
            rows += turns_read_only(place, world, "EROFS", "the disk turns "
                                    "read-only while it is served from",
                                    "Read-only")
            rows += turns_read_only(place, world, "EIO",
                                    "every write fails (EIO)",
                                    "Input/output")
        else:
            print("faults: strace is not installed: no failing writes")
        return rows
    finally:
        world.stop()


def rows_of(place, args):
    refused = mounts_private()
    if refused:
        print(f"faults: small disks skipped, {refused}")
        return fetching_rows(place, args)
    return [*load_without_room(place), *reload_without_room(place),
            *start_without_room(place), *start_read_only(place),
            *fetching_rows(place, args)]
