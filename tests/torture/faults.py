# SPDX-License-Identifier: MIT
"""What the faults of part_faults share: a store to begin with, commands and
what they said, disks that are small."""
import contextlib
import ctypes
import pathlib
import re
import subprocess
import time
import typing

import dumps
import figures
import held
from served import Served

LONGEST = 60
MIB = 1 << 20
NEWNS = 0x20000
# of this machine, and none of the page's business
FOLDER = re.compile(r"[^ ]*/(?=[a-z]+\.db)")
QUIET = ("--fetch", "off", "--access-log", "off")


class Said(typing.NamedTuple):
    code: int
    text: str           # the last line that it wrote, for people
    seconds: float

    @property
    def shown(self):
        return f"exit {self.code}: {FOLDER.sub('', self.text)}"

    def row(self, what, *words, code=1):
        """Ends so, and its message has these words."""
        good = self.code == code and all(word in self.text for word in words)
        return figures.held(what, self.shown, good,
                            f"exit {code}, says why" if words else
                            f"exit {code}")


def command(words, before=(), **more):
    """A command to its end; one that does not end was killed: code -9."""
    start = time.monotonic()
    try:
        done = subprocess.run([*before, *map(str, words)], check=False,
                              capture_output=True, timeout=LONGEST, **more)
        code, text = done.returncode, done.stderr
    except subprocess.TimeoutExpired as late:
        code, text = -9, late.stderr or b""
    lines = text.decode(errors="replace").strip().replace("\r", "\n")
    return Said(code, lines.rpartition("\n")[2], time.monotonic() - start)


def wait_for(condition, what):
    end = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"waited in vain for {what}")
        time.sleep(.02)


class Place:
    """A folder with dumps, and what they come to undisturbed."""

    def __init__(self, binary, folder):
        self.binary, self.folder = str(binary), pathlib.Path(folder)
        self.data = self.folder / "data"
        self.files = dumps.versions()[0]
        self.good = self.folder / "good.db"
        dumps.write(self.data, self.files)
        self.load(self.good)
        self.whole = self.look(self.good)
        self.keys = sorted(key for key in self.whole.json
                           if "/" in key and key.isascii())

    def words(self, store):
        return [self.binary, "load", "--store", f"sqlite:{store}", self.data]

    def load(self, store, before=()):
        return command(self.words(store), before)

    def look(self, store):
        return held.Look(store, self.folder / "look.db")

    def is_whole(self, store):
        look = self.look(store)
        return not look.wrong and not look.unlike(self.whole)

    def room(self, name):
        folder = self.folder / name
        folder.mkdir()
        return folder

    def serve_words(self, store, *options):
        return [self.binary, "serve", "--listen", "127.0.0.1:0", "--store",
                f"sqlite:{store}", *QUIET, *options]

    def daemon(self, folder, *options, **more):
        """On a copy of the good store, with no dumps of its own."""
        held.copy(self.good, folder / "store.db")
        return self.daemon_of(folder, *options, **more)

    def daemon_of(self, folder, *options, **more):
        """On the store that stands there."""
        return Served(self.binary, folder, *(options or QUIET), **more)

    def wrong_answers(self, daemon, keys):
        """(how many were not the record, how many were errors)"""
        wrong = failed = 0
        for key in keys:
            status, body, _ = daemon.ask(f"/v1/records/{key}?fetch=never")
            failed += status >= 500
            wrong += status < 500 and (
                status != 200 or body != self.whole.json[key])
        return wrong, failed


# ---- small disks ----

def mounts_private():
    """Mounts of this process go with it, however it ends.  "" or why not."""
    if ctypes.CDLL(None, use_errno=True).unshare(NEWNS):
        return "no mount namespace can be made"
    made = subprocess.run(["mount", "--make-rprivate", "/"], check=False,
                          capture_output=True)
    return "mounts are refused" if made.returncode else ""


class Disk:
    """A file system in memory of so many bytes."""

    def __init__(self, folder, size):
        self.folder = folder
        self.mount("-t", "tmpfs", "-o", f"size={size}", "paperd")

    def mount(self, *words):
        subprocess.run(["mount", *words, str(self.folder)], check=True,
                       capture_output=True)

    def option(self, text):
        self.mount("-o", f"remount,{text}")

    def fill(self):
        """To the last byte."""
        with contextlib.suppress(OSError), \
                open(self.folder / "filler", "wb", buffering=0) as filler:
            while True:
                filler.write(bytes(MIB))
        with contextlib.suppress(OSError), \
                open(self.folder / "filler", "ab", buffering=0) as filler:
            while filler.write(bytes(4096)):
                pass

    def empty(self):
        (self.folder / "filler").unlink()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
