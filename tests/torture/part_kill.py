# SPDX-License-Identifier: MIT
"""kill -9 at random moments of a load, a load by the daemon, a reload, and
fetching, the last three under traffic.

After each the files are looked at as the kill left them, then paperd goes on
with them.  PAPERD_SEED=N does the same moments again, as far as the machine is
the same."""
import collections
import itertools
import os
import pathlib
import random
import signal
import subprocess
import tempfile
import time

import dumps
import figures
import held
import standin
from served import Served
from readers import Readers

NAME = "kill"
KILLS, KILLS_SHORT = 50, 3
QUIET = ("--fetch", "off", "--access-log", "off")
LOCAL = "?fetch=never"
# a load may be killed so long after its start, in times of one that is not
LATEST = 1.1
FETCH_SECONDS = 1.0
FETCH_CLIENTS = 8
COUNTED = ("broken", "lost", "half", "another end")


class Site:
    """A folder with dumps, and what their loads came to undisturbed."""

    def __init__(self, binary, folder, chance):
        self.binary, self.folder = binary, folder
        self.chance = chance
        self.data, self.store = folder / "data", folder / "store.db"
        self.versions = dumps.versions()
        self.steady = dumps.steady(self.versions)
        self.tally, self.seconds = collections.Counter(), 0
        self.ends = [self.undisturbed(files) for files in self.versions]
        self.keys = sorted(set(self.ends[0].json) & set(self.ends[1].json))
        self.forms = {key: {held.undated(end.json[key])
                            for end in self.ends if key in end.json}
                      for key in self.steady}

    # ---- stores ----

    def undisturbed(self, files):
        self.fresh(files)
        start = time.monotonic()
        subprocess.run(self.load_words(), check=True, capture_output=True)
        self.seconds = time.monotonic() - start
        return self.look()

    def fresh(self, files):
        """No store, and these dumps."""
        dumps.write(self.data, files)
        shared = self.store.with_name("store.db-shm")
        for one in (*held.beside(self.store), shared):
            one.unlink(missing_ok=True)

    def load_words(self):
        return [self.binary, "load", "--store", f"sqlite:{self.store}",
                str(self.data)]

    def look(self):
        return held.Look(self.store, self.folder / "copy.db")

    def daemon(self, *options):
        return Served(self.binary, self.folder, *options)

    def moment(self, longest):
        time.sleep(self.chance.uniform(0, longest))

    # ---- verdicts ----

    def tell(self, kind, text):
        self.tally[kind] += 1
        print(f"kill: {kind}: {text}", flush=True)

    def check(self, look, acknowledged):
        """What a kill left: whole, with all that someone was told of."""
        self.tally["kills"] += 1
        for one in look.wrong[:3]:
            self.tell(*one.split(": ", 1))
        lost = set(acknowledged) - set(look.json)
        if lost:
            self.tell("lost", f"{len(lost)} such as {min(lost)}")
        odd = [key for key in self.steady & set(look.json)
               if held.undated(look.json[key])
               not in self.forms[key]]
        if odd:
            self.tell("half", f"{len(odd)} such as {min(odd)}")

    def check_end(self, version):
        look = self.look()
        if look.wrong or look.unlike(self.ends[version]):
            self.tell("another end", f"{look.wrong[:1]}"
                      f" {look.unlike(self.ends[version])}")

    def row(self, what):
        found = [f"{self.tally[kind]} {kind}" for kind in COUNTED]
        row = figures.held(f"{what}: {self.tally['kills']} kills",
                           ", ".join(found),
                           not any(self.tally[kind] for kind in COUNTED),
                           "none broken, lost, half; the same end")
        self.tally.clear()
        print(f"kill: {row.what}: {row.figure}", flush=True)
        return row


# ---- by command ----

def load_killed(site, seen):
    """One start of the command; True when it came to its end."""
    process = subprocess.Popen(site.load_words(), stderr=subprocess.PIPE)
    try:
        process.wait(site.chance.uniform(0, LATEST * site.seconds))
    except subprocess.TimeoutExpired:
        process.kill()
    said = process.communicate()[1]
    if process.returncode == -signal.SIGKILL:
        look = site.look()
        site.check(look, seen)
        seen |= set(look.json)
    elif process.returncode:
        site.tell("broken", said.decode()[-200:])
    return process.returncode != -signal.SIGKILL


def loads(site, kills):
    """Killed again and again until one comes to its end."""
    while site.tally["kills"] < kills:
        seen = set()
        site.fresh(site.versions[0])
        while not load_killed(site, seen) and site.tally["kills"] < kills:
            pass
        subprocess.run(site.load_words(), check=True, capture_output=True)
        site.check_end(0)
    return site.row("`paperd load` into an empty store")


# ---- by the daemon ----

def killed_under_traffic(site, daemon, longest, seen):
    """What was answered before counts as acknowledged from now on."""
    traffic = Readers(daemon, lambda: site.chance.choice(site.keys), LOCAL)
    site.moment(longest)
    daemon.kill()
    traffic.stop()
    seen |= set(traffic.answered)
    look = site.look()
    site.check(look, seen)
    seen |= set(look.json) & set(site.keys)
    return traffic


def first_loads(site, kills):
    while site.tally["kills"] < kills:
        seen = set()
        site.fresh(site.versions[0])
        for _ in range(site.chance.randint(1, 3)):
            with site.daemon(*QUIET) as daemon:
                killed_under_traffic(site, daemon, LATEST * site.seconds, seen)
        with site.daemon(*QUIET) as daemon:
            daemon.wait_ready()
            site.check_end(0)
    return site.row("the daemon's first load, under look-ups")


def reloads(site, kills):
    """One store; the dumps change, SIGHUP, kill, and the next start goes on."""
    site.fresh(site.versions[0])
    seen = set()
    with site.daemon(*QUIET) as daemon:
        daemon.wait_ready()
        for turn in range(1, kills + 1):
            version = turn % 2
            dumps.write(site.data, site.versions[version])
            daemon.signal(signal.SIGHUP)
            traffic = killed_under_traffic(site, daemon,
                                           LATEST * site.seconds, seen)
            if traffic.refused:
                site.tell("lost", f"answers: {traffic.refused[:2]}")
            daemon.start()
            daemon.wait_ready()
            site.check_end(version)
    return site.row("a reload (SIGHUP, changed dumps), under look-ups")


# ---- fetching ----

def fetch_killed(site, daemon, names, answers):
    """Who was answered 200 has the record for good, as it was answered."""
    traffic = Readers(daemon, lambda: f"10.5555/ok.{next(names)}",
                      clients=FETCH_CLIENTS)
    site.moment(FETCH_SECONDS)
    daemon.kill()
    traffic.stop()
    answers.update(traffic.answered)
    look = site.look()
    site.check(look, answers)
    for key, body in answers.items():
        if look.json.get(key, body) != body:
            site.tell("half", f"{key} is not as it was answered")
    if traffic.refused:
        site.tell("lost", f"answers: {traffic.refused[:2]}")


def fetches(site, kills, world):
    """One store, which grows; every record of it is asked for at the end."""
    site.fresh(site.versions[0])
    answers, names = {}, itertools.count(1)
    with site.daemon(*standin.options(world)) as daemon:
        daemon.wait_ready()
        for _ in range(kills):
            fetch_killed(site, daemon, names, answers)
            daemon.start()
            daemon.wait_ready()
        for doi, body in answers.items():
            if daemon.ask(f"/v1/records/{doi}{LOCAL}")[1] != body:
                site.tell("another end", doi)
    return site.row(f"fetching, {len(answers)} records answered")


def fetches_if(site, kills):
    if standin.missing():
        print(f"kill: fetching skipped, {standin.missing()} is not installed")
        return []
    world = standin.start()
    try:
        return [fetches(site, kills, world)]
    finally:
        world.stop()


def measure(args):
    if not dumps.is_there():
        print("kill: skipped, the real records are not here")
        return []
    kills = KILLS_SHORT if args.short else KILLS
    seed = int(os.environ.get("PAPERD_SEED") or time.time_ns() % 10**9)
    print(f"kill: PAPERD_SEED={seed}", flush=True)
    with tempfile.TemporaryDirectory(dir=args.build) as folder:
        site = Site(str(args.build / "paperd"), pathlib.Path(folder),
                    random.Random(seed))
        return [loads(site, kills), first_loads(site, kills),
                reloads(site, kills), *fetches_if(site, kills)]
