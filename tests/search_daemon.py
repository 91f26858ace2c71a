# SPDX-License-Identifier: MIT
"""A daemon for the tests of the search, and what they ask it."""
import json
import pathlib
import signal
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "support"))
import served  # noqa: E402

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


class Daemon(served.Served):
    """Loads what stands in folder/data."""

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
        self.signal(signal.SIGHUP)

    def stop(self):
        check(super().stop() == 0, "the daemon's end")
