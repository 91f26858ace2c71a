# SPDX-License-Identifier: MIT
"""What the stand-in remembers: every request seen, how hosts were told to
behave, and the budget of each pool."""
import collections
import time

# requests, seconds, at once (0: any number)
POOLS = {
    "public": (5, 1, 1),
    "polite-single": (10, 1, 3),
    "polite-array": (3, 1, 3),
    "datacite": (500, 300, 0),
}
LOG_MAX = 200_000


class Bucket:
    """A token bucket that lets one request more through than it should, for
    a network that delivers unevenly."""

    def __init__(self):
        self.tokens, self.time, self.at_once = None, 0, 0

    def take(self, limit, interval, at_once):
        """Whether one more request may be answered now."""
        now = time.monotonic()
        if self.tokens is None:
            self.tokens, self.time = limit + 1, now
        self.tokens = min(limit + 1, self.tokens
                          + (now - self.time) * limit / interval)
        self.time = now
        if self.tokens < 1 or (at_once and self.at_once > at_once):
            return False
        self.tokens -= 1
        return True


class State:
    """All of it; POST /reset gives it anew."""

    def __init__(self):
        self.log = collections.deque(maxlen=LOG_MAX)
        self.rules = []
        self.limits = {}
        self.buckets = collections.defaultdict(Bucket)
        self.now = collections.Counter()
        self.peak = collections.Counter()

    def limit(self, pool):
        """Requests, seconds and at once of a pool; None: not limited."""
        return self.limits.get(pool, POOLS.get(pool))

    def set_limit(self, host, text):
        """`LIMIT/SECONDS/AT_ONCE`, or `none`, for all pools of a host."""
        value = None if text == "none" else tuple(
            float(part) if "." in part else int(part)
            for part in text.split("/"))
        if value is not None and len(value) != 3:
            raise ValueError("LIMIT/SECONDS/AT_ONCE")
        for pool in POOLS:
            if (pool == "datacite") == (host == "datacite"):
                self.limits[pool] = value
                self.buckets.pop(pool, None)

    def rule_for(self, host, target):
        """The rule to keep to, or None; counts down one with `times`."""
        for rule in reversed(self.rules):
            if (rule["host"] not in (host, "all") or rule["times"] == 0
                    or not target.startswith(rule["path"])):
                continue
            if rule["times"] > 0:
                rule["times"] -= 1
            return rule
        return None

    def behave(self, rule):
        """Adds a rule; the mode `none` takes those of the host away."""
        host = rule["host"]
        if rule["mode"] == "none":
            self.rules = [other for other in self.rules
                          if host not in (other["host"], "all")]
        else:
            self.rules.append(rule)

    def begin(self, entry):
        """Notes a request; to be ended."""
        host = entry["host"]
        self.now[host] += 1
        self.peak[host] = max(self.peak[host], self.now[host])
        entry["at_once"] = self.now[host]
        self.log.append(entry)

    def end(self, entry):
        self.now[entry["host"]] -= 1

    def select(self, host, path, status=None):
        """The entries of a host (None: all) whose path begins so."""
        return [entry for entry in list(self.log)
                if host in (None, "", entry["host"])
                and entry["path"].startswith(path)
                and status in (None, "", str(entry["status"]))]
