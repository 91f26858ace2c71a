#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast a record is given in other forms, beside the record itself.

    bench-doors.py --paperd PROGRAM [--data FILE.jsonl.gz] [--dois N]

Loads the dump, asks for N random records of it by wrk (32 connections, kept
open), in turns: the record as paperd has it, as a work of Crossref, as BibTeX
and as CSL-JSON.  The median of several turns counts.  Writes the table of
docs/performance.md; exit status 1 when a ratio is below what is wanted.
"""
import argparse
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "../shared/data/bulk_100k.jsonl.gz"
PAGE = ROOT / "docs/performance.md"
BEGIN = "<!-- doors: made by bench/bench-doors.py -->\n"
END = "<!-- end of doors -->\n"
TURNS, SECONDS = 5, 2
LEAST = 0.7

# (name, path before and behind the DOI, whether it is judged)
ASKED = (
    ("native", "/v1/records/", "", False),
    ("a work of Crossref", "/works/", "", True),
    ("BibTeX", "/v1/records/", "?format=bibtex", True),
    ("CSL-JSON", "/v1/records/", "?format=csl", False),
)

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


def start(paperd, store, *options):
    daemon = subprocess.Popen(
        [paperd, "serve", "--store", store, "--listen", "127.0.0.1:0",
         "--access-log", "off", "--fetch", "off", *options],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return daemon, daemon.stdout.readline().split()[-1]


def keys_of(address, count):
    url = f"http://{address}/v1/records?sample=1000&fields=doi&format=csv&seed="
    keys = set()
    for seed in range(10 * count // 1000):
        with urllib.request.urlopen(url + str(seed)) as answer:
            keys.update(answer.read().decode().split()[1:])
        if len(keys) >= count:
            break
    return random.Random(1).sample(sorted(keys), min(count, len(keys)))


def measure(address, script):
    out = subprocess.run(["wrk", "-t1", "-c32", f"-d{SECONDS}", "-s", script,
                          f"http://{address}"], check=True,
                         capture_output=True, text=True).stdout
    if "Non-2xx" in out:
        sys.exit(f"bench-doors: not all is answered:\n{out}")
    return float(re.search(r"Requests/sec: *([0-9.]+)", out)[1])


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


def rates_of(address, asking):
    turns = [[measure(address, script) for script in asking]
             for _ in range(TURNS + 1)][1:]  # the first warms up
    return [statistics.median(turn[i] for turn in turns)
            for i in range(len(asking))]


def table_of(kept, cold):
    yield "| | wanted | kept | made anew each time |\n|---|---|--:|--:|\n"
    for row, asked in enumerate(ASKED):
        cells = []
        for rates in kept, cold:
            ratio = rates[row] / rates[0]
            cells.append(f"{rates[row]:,.0f}/s" + (f" · {ratio:.2f}" if row
                                                   else ""))
        wanted = f"≥ {LEAST}" if asked[3] else ""
        yield f"| {asked[0]} | {wanted} | {cells[0]} | {cells[1]} |\n"


def write(table):
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    behind = rest.partition(END)[2]
    PAGE.write_text(before + BEGIN + table + END + behind, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--paperd", required=True)
    parser.add_argument("--data", default=DATA)
    parser.add_argument("--dois", type=int, default=10000)
    args = parser.parse_args()
    if not pathlib.Path(args.data).exists():
        print(f"bench-doors: skipped, there is no {args.data}")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = f"sqlite:{folder}/store.db"
        subprocess.run([args.paperd, "load", "--store", store, "--data",
                        str(args.data)], check=True, capture_output=True)
        rates = []
        for size in "256MiB", "0":
            daemon, address = start(args.paperd, store, "--format-cache", size)
            rates.append(rates_of(address, scripts(
                folder, keys_of(address, args.dois))))
            daemon.terminate()
            daemon.wait()
    table = "".join(table_of(*rates))
    print(table)
    write(table)
    return any(asked[3] and rates[0][row] < LEAST * rates[0][0]
               for row, asked in enumerate(ASKED))


if __name__ == "__main__":
    sys.exit(main())
