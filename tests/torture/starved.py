# SPDX-License-Identifier: MIT
"""paperd with failing_malloc.so before it: which allocations fail is told
through a file that both map."""
import mmap
import os
import shutil
import time

from crowd import SAMPLE, exchange
from served import Served

ONCE, ON = 1, 2         # enum mode of failing_malloc.c
MEMBERS = ("mode", "left", "asked", "failed", "blocks", "bytes")
SETTLED_SECONDS = 2


class Control:
    """struct control of failing_malloc.c."""

    def __init__(self, library, path):
        self.path = path
        path.write_bytes(bytes(8 * len(MEMBERS)))
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 0)
        self.words = memoryview(self.map).cast("q")
        self.before = ["env", f"LD_PRELOAD={library}",
                       f"FAILING_MALLOC={path}"]

    def __getitem__(self, name):
        return self.words[MEMBERS.index(name)]

    def __setitem__(self, name, value):
        self.words[MEMBERS.index(name)] = value

    def arm(self, mode, left):
        """Fails the allocation that is so many away, or all from it on."""
        self["asked"] = self["failed"] = 0
        self["left"] = left
        self["mode"] = mode

    def disarm(self):
        """How many failed."""
        self["mode"] = 0
        return self["failed"]

    def settled(self):
        """Blocks held, once nothing changes them any more."""
        end, held = time.monotonic() + SETTLED_SECONDS, None
        while held != self["blocks"] and time.monotonic() < end:
            held = self["blocks"]
            time.sleep(.03)
        return held


class Starved:
    """A daemon that holds the sample, and is started again when it dies."""

    def __init__(self, build, folder, options=()):
        self.control = Control(build.resolve() / "failing_malloc.so",
                               folder / "control")
        (folder / "data").mkdir()
        for path in SAMPLE.iterdir():
            shutil.copy(path, folder / "data")
        # forms are made anew each time, and one thread does one thing, so that
        # the Nth allocation is the same one in each round
        self.served = Served(build / "paperd", folder, "--threads", "1",
                             "--workers", "1", "--format-cache", "0",
                             *options, before=self.control.before)
        self.served.wait_ready()
        self.ends = []      # exit statuses that nobody asked for

    def revive(self):
        """True when it had died."""
        if self.served.process.poll() is None:
            return False
        self.ends.append(self.served.process.returncode)
        self.served.process.stdout.close()
        self.served.start()
        self.served.wait_ready()
        return True

    def starved(self, ask, mode, left):
        """The answer while an allocation fails, and how many did."""
        self.control.arm(mode, left)
        answer = exchange(self.served, ask)
        return answer, self.control.disarm()

    def close(self):
        if os.path.exists(f"/proc/{self.served.process.pid}"):
            self.served.kill()
        self.served.process.stdout.close()
