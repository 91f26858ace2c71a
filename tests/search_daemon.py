# SPDX-License-Identifier: MIT
"""A daemon for the tests of the search, and what they ask it."""
import json
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

WITHOUT_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
CHECKED, FAILURES = [], []
SHOWN = 20  # failures
LOAD_SECONDS = 120


def check(holds, *what):
    CHECKED.append(1)
    if not holds:
        FAILURES.append(what)
        if len(FAILURES) <= SHOWN:
            print("failed:", *what, flush=True)
    return holds


def summary(name):
    """The exit status."""
    print(f"{name}: {len(CHECKED)} checks, {len(FAILURES)} failures")
    return 1 if FAILURES else 0


class Daemon:
    """Loads what stands in folder/data."""

    def __init__(self, binary, folder, *options):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.store = self.folder / "store.db"
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(
            # ends with this process, however that ends
            ["setpriv", "--pdeathsig", "KILL", binary, "serve",
             "--listen", "127.0.0.1:0", "--data", str(self.data),
             "--store", f"sqlite:{self.store}", *options],
            stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline().decode()
        self.base = "http://" + line.rpartition(" ")[2].strip()

    def ask(self, target):
        """(status, body, headers)"""
        try:
            with WITHOUT_PROXY.open(self.base + target, timeout=60) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def list(self, **values):
        """A list that must be answered; `facet-limit` is facet_limit."""
        target = "/v1/records?" + urllib.parse.urlencode(
            {name.replace("_limit", "-limit"): value
             for name, value in values.items()})
        status, body, _ = self.ask(target)
        check(status == 200, target, status, body[:300])
        return json.loads(body) if status == 200 else {"total": -1,
                                                       "items": []}

    def walk(self, cursor=None, **values):
        """The items of all pages, from a cursor on."""
        while True:
            page = self.list(**values, **({"cursor": cursor} if cursor
                                          else {}))
            yield from page["items"]
            cursor = page.get("next")
            if not cursor:
                return

    def held(self):
        """Records that are in the store for good."""
        status, body, _ = self.ask("/v1/stats")
        return json.loads(body)["records"] if status == 200 else -1

    def wait(self, records):
        """Until so many records are held."""
        end = time.monotonic() + LOAD_SECONDS
        while self.ask("/readyz")[0] != 200 or self.held() < records:
            if time.monotonic() > end:
                raise SystemExit(f"{records} records were not loaded")
            time.sleep(.05)

    def look_again(self):
        """For new dumps."""
        self.process.send_signal(signal.SIGHUP)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(60) == 0, "the daemon's end")
        self.log.close()
