# SPDX-License-Identifier: MIT
"""Asking by wrk, in turns: random requests of a list, what came of them, and
what they cost the server."""
import os
import pathlib
import re
import statistics
import subprocess
import typing

CONNECTIONS = 32
TICK = os.sysconf("SC_CLK_TCK")

# Requests are made in init(): one that is made later lacks Host.  A path is a
# line of a file; behind a tab may stand the entity tag that is already known.
SCRIPT = """
local made = {}
init = function()
  local headers = wrk.headers
  %(headers)s
  for line in io.lines("%(paths)s") do
    local path, tag = line:match("^([^\\t]*)\\t?(.*)$")
    if tag ~= "" then headers["If-None-Match"] = tag end
    made[#made + 1] = wrk.format("%(method)s", path, headers)
  end
  math.randomseed(%(seed)d)
end
local at = 0
request = function()
  at = %(next)s
  return made[at]
end
done = function(summary, latency)
  io.write(string.format("TOLD %%d %%d %%d %%d %%d %%d\\n", summary.requests,
    summary.duration, summary.errors.status, summary.errors.connect +
    summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


class Turn(typing.NamedTuple):
    rate: float         # answers a second
    p50: float          # microseconds
    p99: float
    spent: float        # processor time of the server, microseconds an answer


RANDOM, IN_TURN = "math.random(#made)", "at % #made + 1"


def script_write(folder, name, paths, method="GET", headers=(), next=RANDOM):
    """A script for wrk in the folder: paths are lines as SCRIPT has them."""
    lines = folder / f"{name}.paths"
    lines.write_text("\n".join(paths) + "\n")
    script = folder / f"{name}.lua"
    fields = "\n  ".join(f'headers["{key}"] = "{value}"'
                         for key, value in headers)
    script.write_text(SCRIPT % {"headers": fields, "paths": lines,
                                "method": method, "seed": 7, "next": next})
    return script


def spent_by(pids):
    """Processor time so far, in seconds."""
    ticks = 0
    for pid in pids:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def turn_of(address, pids, script, seconds, before=()):
    """One run of wrk; every answer must be there and must be a success.

    before: words in front of wrk, such as taskset's."""
    spent = spent_by(pids)
    said = subprocess.run(
        [*before, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s",
         "--timeout", "30s", "-s", str(script), f"http://{address}"],
        check=True, capture_output=True, text=True).stdout
    told = re.search(r"^TOLD (.*)$", said, re.M)[1]
    asked, micros, wrong, broken, p50, p99 = map(int, told.split())
    if wrong or broken or not asked:
        raise SystemExit(f"wrk at {address}: {wrong} refused, {broken} broken "
                         f"off, of {asked}")
    spent = spent_by(pids) - spent
    return Turn(asked / micros * 1e6, p50, p99, spent / asked * 1e6)


def median(turns, member):
    return statistics.median(getattr(turn, member) for turn in turns)


def ratio(ours, theirs, member):
    """The median of the ratios of turns that were side by side, so that what
    else the machine does at the time is the same for both."""
    return statistics.median(getattr(one, member) / getattr(other, member)
                             for one, other in zip(ours, theirs))
