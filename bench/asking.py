# SPDX-License-Identifier: MIT
"""Asking by wrk: random requests of a list, what came of them, and what they
cost the server."""
import pathlib
import re
import statistics
import subprocess
import typing

CONNECTIONS = 32

# Requests are made in init(): one that is made later lacks Host.  A path is a
# line of a file; behind a tab may stand the entity tag that is already known.
SCRIPT = """
local made, at = {}, 0
init = function()
  local headers = wrk.headers
  %(headers)s
  for line in io.lines("%(paths)s") do
    local path, tag = line:match("^([^\\t]*)\\t?(.*)$")
    if tag ~= "" then headers["If-None-Match"] = tag end
    made[#made + 1] = wrk.format("GET", path, headers)
  end
  math.randomseed(7)
end
request = function()
  at = %(next)s
  return made[at]
end
"""

# What a run came to.
TELLING = """
done = function(summary, latency)
  io.write(string.format("TOLD %d %d %d %d %d %d\\n", summary.requests,
    summary.duration, summary.errors.status, summary.errors.connect +
    summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


class Turn(typing.NamedTuple):
    asked: int
    rate: float         # answers a second
    p50: float          # microseconds
    p99: float
    spent: float        # processor time of the server, microseconds an answer


class Script:
    """Requests of wrk: paths as SCRIPT has them, of a kind that has method
    and headers.  wrk cannot ask with HEAD; `heads` is the program that can."""

    def __init__(self, folder, name, paths, kind, heads=None):
        self.folder, self.name = folder, name
        self.paths, self.kind, self.heads = paths, kind, heads

    def lines(self, paths):
        lines = self.folder / f"{self.name}.paths"
        lines.write_text("\n".join(paths) + "\n")
        return lines

    def script(self, paths, following):
        script = self.folder / f"{self.name}.lua"
        fields = "\n  ".join(f'headers["{name}"] = "{value}"'
                             for name, value in self.kind.headers)
        script.write_text(SCRIPT % {"headers": fields, "next": following,
                                    "paths": self.lines(paths)} + TELLING)
        return script

    def wrk(self, server, seconds, paths, following):
        return ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout",
                "30s", "-s", str(self.script(paths, following)),
                f"http://{server.address}"]

    def words(self, server, seconds):
        """The command that asks for random paths."""
        if self.kind.method == "HEAD":
            port = server.address.rpartition(":")[2]
            return [str(self.heads), port, str(CONNECTIONS), str(seconds),
                    str(self.lines(self.paths))]
        return self.wrk(server, seconds, self.paths, "math.random(#made)")

    def walk(self, server, before=()):
        """Asks for each path once, so that nothing is met for the first time
        where it is measured."""
        done = 0
        while done < len(self.paths):
            words = self.wrk(server, 2, self.paths[done:], "at % #made + 1")
            done += turn_of(server, [*before, *words]).asked


def spent_by(pids):
    """Processor time so far of the threads there are, in seconds."""
    return sum(int(path.read_text().split()[0]) for pid in pids
               for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")
               ) / 1e9


def turn_of(server, words):
    """One run of a command that asks; every answer must be there and must be a
    success."""
    spent = spent_by(server.pids())
    said = subprocess.run(words, check=True, capture_output=True,
                          text=True).stdout
    told = re.search(r"^TOLD (.*)$", said, re.M)[1]
    asked, micros, wrong, broken, p50, p99 = map(int, told.split())
    if wrong or broken or not asked:
        raise SystemExit(f"{words[0]} at {server.address}: {wrong} refused, "
                         f"{broken} broken off, of {asked}")
    spent = spent_by(server.pids()) - spent
    return Turn(asked, asked / micros * 1e6, p50, p99, spent / asked * 1e6)


def median(turns, member):
    return statistics.median(getattr(turn, member) for turn in turns)


def ratio(ours, theirs, member):
    """The median of the ratios of turns that were side by side, so that what
    else the machine does at the time is the same for both."""
    return statistics.median(getattr(one, member) / getattr(other, member)
                             for one, other in zip(ours, theirs))
