#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page in a browser, as its users use it.

    tests/web/run.py [--paperd PATH] [--lighthouse] [TEST...]

Installs what is missing, starts the stand-in upstream and three daemons (one
with made and, where they are to be had, real records, that fetches; one with
attacks in its records; one whose door to the page is shut), then main.mjs.
With words, only tests whose names have one of them.
"""
import argparse
import gzip
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests"), str(ROOT / "tests/upstream")]
import attacks  # noqa: E402
import records  # noqa: E402
from client import Client as Upstream  # noqa: E402
from search_daemon import Daemon  # noqa: E402
from served import BULK, dump_write  # noqa: E402

PLACE = ROOT / "build/web"
EACH = 300  # of the real works one in so many
NOT_HERE = 77


def data(folder, *dumps):
    """A folder of a daemon with dumps: (name, works or text)."""
    place = pathlib.Path(folder, "data")
    place.mkdir(parents=True)
    for name, content in dumps:
        if isinstance(content, str):
            (place / name).write_text(content, encoding="utf-8")
        else:
            dump_write(place / name, content)
    return folder


def real():
    if not BULK.exists():
        print("web: real records are not to be had here")
        return []
    with gzip.open(BULK, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in
                itertools.islice(lines, 0, None, EACH)]


def site(binary, folder, upstream):
    """With everything, fetching from the stand-in."""
    place = data(folder, ("made.jsonl", records.made()),
                 ("aggregated.txt", records.aggregated()),
                 ("real.jsonl", real()))
    for sample in (ROOT / "config/sample").iterdir():
        shutil.copy(sample, pathlib.Path(place, "data"))
    urls = {name: f"https://localhost:{upstream.ports[name]}/{name}"
            for name in ("doi", "crossref", "datacite")}
    options = ["--fetch-allow", "localhost",
               "--fetch-ca", upstream.ports["ca"], "--resolver", urls["doi"],
               "--crossref-api", urls["crossref"],
               "--datacite-api", urls["datacite"]]
    return Daemon(binary, place, *options)


def started(binary, folder, upstream):
    """The daemons by name."""
    hostile = data(f"{folder}/hostile", ("works.jsonl", attacks.works()),
                   ("gathered.txt", attacks.gathered()))
    shut = data(f"{folder}/shut", ("made.jsonl", [records.full()]))
    ret = {"site": site(binary, f"{folder}/site", upstream),
           "hostile": Daemon(binary, hostile, "--fetch", "off"),
           "shut": Daemon(binary, shut, "--fetch", "off",
                          "--doors", "crossref,doi,matching")}
    least = {"site": records.SERIES, "hostile": len(attacks.ATTACKS),
             "shut": 1}
    for name, daemon in ret.items():
        daemon.wait(least[name])
    return ret


def install(wanted, folder):
    status = subprocess.run([HERE / "install.sh", HERE / wanted,
                             PLACE / folder], check=False).returncode
    if status == NOT_HERE:
        print("web: skipped: a browser or a package is not to be had here")
    return status


def run(script, daemons, upstream, names):
    places = {name: f"http://{daemon.address}"
              for name, daemon in daemons.items()}
    places["control"] = f"http://localhost:{upstream.ports['control']}"
    places["build"] = str(PLACE)
    kept = {name: value for name, value in os.environ.items()
            if not name.lower().endswith("_proxy")}
    return subprocess.run(["node", str(HERE / script), *names], check=False,
                          env={**kept, "PAPERD_WEB": json.dumps(places)}
                          ).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--paperd", default=str(ROOT / "build/release/paperd"))
    parser.add_argument("--lighthouse", action="store_true")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    status = install("package.json", "node")
    if args.lighthouse:
        status = status or install("lighthouse.json", "lighthouse")
    if status:
        return 0 if status == NOT_HERE else status
    script = "lighthouse.mjs" if args.lighthouse else "main.mjs"
    upstream = Upstream()
    upstream.reset()
    try:
        with tempfile.TemporaryDirectory() as folder:
            daemons = started(args.paperd, folder, upstream)
            status = run(script, daemons, upstream, args.names)
            for daemon in daemons.values():
                daemon.stop()
    finally:
        upstream.stop()
    return status


if __name__ == "__main__":
    sys.exit(main())
