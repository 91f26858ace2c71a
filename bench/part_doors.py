# SPDX-License-Identifier: MIT
"""How fast a record is given in other forms, beside the record itself.

Random records of the dump are asked for by wrk (32 connections, kept open), in
turns: the record as paperd has it, as a work of Crossref, as BibTeX and as
CSL-JSON.  The median of several turns counts, of the ratios too: within a turn the
machine is the same for all."""
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import urllib.parse

import figures
import served

NAME = "doors"
TURNS, SECONDS = 5, 2
SHORT_TURNS, SHORT_SECONDS = 1, 1
DOIS, SHORT_DOIS = 10000, 1000
LEAST = 0.7

# (name, path before and behind the DOI, the least part of the native rate)
ASKED = (
    ("records as they are", "/v1/records/", "", None),
    ("works of Crossref", "/works/", "", LEAST),
    ("BibTeX", "/v1/records/", "?format=bibtex", LEAST),
    ("CSL-JSON", "/v1/records/", "?format=csl", None),
)
# what was written once is kept (format-cache): room for all, or for nothing
CACHES = (("256MiB", ""), ("0", ", made anew each time"))

SCRIPT = """
local requests = {}
init = function()
  for path in io.lines("%s") do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  math.randomseed(%d)
end
request = function() return requests[math.random(#requests)] end
"""


def keys_of(daemon, count):
    """DOIs of random records, the same ones each time."""
    keys = set()
    for seed in range(10 * count // 1000):
        body = daemon.ask("/v1/records?sample=1000&fields=doi&format=csv"
                          f"&seed={seed}")[1]
        keys.update(body.decode().split()[1:])
        if len(keys) >= count:
            break
    return random.Random(1).sample(sorted(keys), min(count, len(keys)))


def scripts(folder, keys):
    ret = []
    for number, (_, before, behind, _) in enumerate(ASKED):
        paths = folder / f"paths{number}"
        paths.write_text("".join(
            before + urllib.parse.quote(key, safe="/") + behind + "\n"
            for key in keys))
        script = folder / f"ask{number}.lua"
        script.write_text(SCRIPT % (paths, number))
        ret.append(script)
    return ret


def processor_seconds(daemon):
    with open(f"/proc/{daemon.process.pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def asked(daemon, script, seconds):
    """Requests a second, and seconds of the daemon's processor a request."""
    before = processor_seconds(daemon)
    out = subprocess.run(["wrk", "-t1", "-c32", f"-d{seconds}", "-s", script,
                          f"http://{daemon.address}"], check=True,
                         capture_output=True, text=True).stdout
    if "Non-2xx" in out:
        raise RuntimeError(f"doors: not all is answered:\n{out}")
    count = int(re.search(r"(\d+) requests in", out)[1])
    return (float(re.search(r"Requests/sec: *([0-9.]+)", out)[1]),
            (processor_seconds(daemon) - before) / count)


def in_turns(daemon, asking, turns, seconds):
    """Of each script: rate, its part of the first one's, processor seconds; all
    medians of so many turns behind one that warms up."""
    taken = [[asked(daemon, script, seconds) for script in asking]
             for _ in range(turns + 1)][1:]
    for column in range(len(asking)):
        each = [(turn[column][0], turn[column][0] / turn[0][0],
                 turn[column][1]) for turn in taken]
        yield tuple(statistics.median(values) for values in zip(*each))


def rows_of(measured, behind, judged):
    for (name, _, _, least), (rate, ratio, seconds) in zip(ASKED, measured):
        shown = f"{rate:,.0f}/s, {1e6 * seconds:.1f} µs of processor each"
        what = f"{name}{behind}"
        if name == ASKED[0][0]:
            yield figures.Row(what, shown)
        elif judged and least:
            yield figures.least(f"{what}, as they are 1", ratio, least,
                                behind=f" ({shown})")
        else:
            yield figures.Row(f"{what}, as they are 1", f"{ratio:.2f} ({shown})")


def measure_in(folder, args):
    program = args.build / "paperd"
    subprocess.run([program, "load", "--store", f"sqlite:{folder}/store.db",
                    served.BULK], check=True, capture_output=True)
    often = (SHORT_TURNS, SHORT_SECONDS) if args.short else (TURNS, SECONDS)
    count = SHORT_DOIS if args.short else DOIS
    ret = []
    for size, behind in CACHES:
        with served.Served(program, folder, "--access-log", "off", "--fetch",
                           "off", "--format-cache", size) as daemon:
            daemon.wait_ready()
            asking = scripts(folder, keys_of(daemon, count))
            measured = in_turns(daemon, asking, *often)
            ret += rows_of(measured, behind, judged=size != "0")
    return ret


def measure(args):
    if not served.BULK.exists() or not shutil.which("wrk"):
        print("doors: skipped, needs the real records and wrk")
        return []
    with tempfile.TemporaryDirectory(dir=args.build) as name:
        return measure_in(pathlib.Path(name), args)
