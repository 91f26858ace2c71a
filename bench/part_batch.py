# SPDX-License-Identifier: MIT
"""A thousand records by one request, beside a request for each."""
import json
import pathlib
import random
import tempfile
import typing
import urllib.request

import asking
import figures
import library

NAME = "batch"
DOIS, BATCHES = 1000, 200
PATH = "/v1/records/lookup"
WANTED = 8

# A line is the body of a batch.
SCRIPT = """
local made, at = {}, 0
init = function()
  local headers = wrk.headers
  headers["Content-Type"] = "application/json"
  for line in io.lines("%s") do
    made[#made + 1] = wrk.format("POST", "%s", headers, line)
  end
end
request = function()
  at = at %% #made + 1
  return made[at]
end
"""


class Get(typing.NamedTuple):
    method: str = "GET"
    headers: tuple = ()


def one_connection(words):
    return [word.replace(f"-c{asking.CONNECTIONS}", "-c1") for word in words]


class Bench(library.Bench):
    def __init__(self, args, folder):
        super().__init__(args, folder)
        self.single = asking.Script(folder, "single",
                                    [one.path for one in self.records], Get())
        self.batch = self.write_batches()

    def write_batches(self):
        chance = random.Random(2)
        lines = self.folder / "batches"
        lines.write_text("".join(
            json.dumps({"dois": [one.key for one in
                                 chance.sample(self.records, DOIS)]}) + "\n"
            for _ in range(BATCHES)))
        script = self.folder / "batch.lua"
        script.write_text(SCRIPT % (lines, PATH) + asking.TELLING)
        return script

    def batch_words(self, server):
        return [*self.there, "wrk", "-t1", "-c1", f"-d{self.seconds}s",
                "--timeout", "30s", "-s", str(self.batch),
                f"http://{server.address}"]

    def turns_of(self, server):
        """(of single ones, of batches)"""
        single, batch = [], []
        for _ in range(self.turns):
            words = one_connection(self.single.words(server, self.seconds))
            single.append(asking.turn_of(server, [*self.there, *words]))
            batch.append(asking.turn_of(server, self.batch_words(server)))
        return single, batch


def check(server, folder):
    """That a batch is all found; and all of them are known from here on."""
    for line in (folder / "batches").read_bytes().splitlines():
        asked = urllib.request.Request(
            f"http://{server.address}{PATH}", data=line,
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(asked) as answer:
            items = json.load(answer)["items"]
        if len(items) != DOIS or {one["status"] for one in items} != {"found"}:
            raise SystemExit("a batch is not all found")


def rows_of(bench, room, words, wanted):
    with bench.paperd(room) as server:
        bench.single.walk(server, bench.there)
        check(server, bench.folder)
        single, batch = bench.turns_of(server)
    ratio = DOIS * asking.ratio(batch, single, "rate")
    text = (f" · {DOIS * asking.median(batch, 'rate'):,.0f}/s beside "
            f"{asking.median(single, 'rate'):,.0f}/s")
    what = f"records a second, {DOIS:,} DOIs a request, single requests 1"
    if wanted:
        yield figures.least(what, ratio, wanted, "{:.1f}", text)
    else:
        yield figures.Row(f"{what}; {words}", f"{ratio:.1f}{text}")
    yield figures.Row(
        f"processor time a record, batch · single{words and '; ' + words}",
        f"{asking.median(batch, 'spent') / DOIS:.1f} µs · "
        f"{asking.median(single, 'spent'):.1f} µs")


def measure(args):
    lacking = library.missing("wrk", "taskset")
    if lacking:
        print(f"{NAME}: skipped, {lacking}")
        return
    with tempfile.TemporaryDirectory(dir=args.build) as name:
        bench = Bench(args, pathlib.Path(name).resolve())
        yield from rows_of(bench, library.ROOM, "", WANTED)
        yield from rows_of(bench, "0", "nothing kept", None)
