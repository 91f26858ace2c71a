# SPDX-License-Identifier: MIT
"""How long answers take over HTTP: look-ups alone, look-ups while others
search broadly, completions."""
import random
import signal
import subprocess
import time
import urllib.parse

LOOKUPS = 10000
ROUNDS = 5
SEARCHERS = 2
ROUNDS_MANY = 1_000_000  # until it is ended
UNDER_WAY = 0.5          # seconds until the searchers are
SERVE = ["serve", "--listen", "127.0.0.1:0"]


class Daemon:
    def __init__(self, bench):
        self.process = subprocess.Popen(
            [bench.build / "paperd", *SERVE, "--store",
             "sqlite:" + bench.place("store.db")],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.port = line.rpartition(":")[2].strip().strip("/")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def quoted(text):
    return urllib.parse.quote(text, safe="")


def timed(bench, daemon, path):
    """Microseconds of the answers, all of which must be right."""
    rows = bench.run("wire", daemon.port, ROUNDS, path)
    wrong = {status for status, _ in rows} - {"200"}
    if wrong:
        raise SystemExit(f"{path}: status {', '.join(wrong)}")
    return [float(taken) for _, taken in rows]


def searchers_start(bench, daemon, broad):
    path = bench.write("searches", [
        f"/v1/records?query={quoted(query)}&facets=*" for query in broad])
    return [subprocess.Popen(
        [bench.build / "bench_search", "wire", daemon.port, str(ROUNDS_MANY),
         path], stdout=subprocess.DEVNULL) for _ in range(SEARCHERS)]


def timed_beside(bench, daemon, path, broad):
    searchers = searchers_start(bench, daemon, broad)
    try:
        time.sleep(UNDER_WAY)
        return timed(bench, daemon, path)
    finally:
        for searcher in searchers:
            if searcher.poll() is not None:
                raise SystemExit("a searcher ended early")
            searcher.terminate()
            searcher.wait()


def percentiles(values):
    values = sorted(values)
    return {f"p{part}": values[min(len(values) - 1, part * len(values) // 100)]
            for part in (50, 95, 99)}


def latencies(bench, titles, broad, beginnings):
    keys = random.Random(1).choices([key for key, _ in titles], k=LOOKUPS)
    lookups = bench.write("lookups", [f"/v1/records/{quoted(key)}"
                                      for key in keys])
    completions = bench.write("completions", [
        f"/v1/autocomplete?q={quoted(text)}" for text in beginnings])
    with Daemon(bench) as daemon:
        timed(bench, daemon, lookups)  # warms up
        alone = percentiles(timed(bench, daemon, lookups))
        complete = percentiles(timed(bench, daemon, completions))
        beside = percentiles(timed_beside(bench, daemon, lookups, broad))
    return {"lookup": alone, "lookup beside": beside, "complete": complete,
            "complete ratio": complete["p99"] / alone["p99"]}
