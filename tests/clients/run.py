#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Clients as they are in their registries, against paperd: docs/clients.md.

    tests/clients/run.py [--paperd PATH] [--write] [SCRIPT...]

Installs them under build/clients, starts the daemon with tests/clients/
records.jsonl, the sample, the golden records and, where they are to be had,
thousands of real works; then runs each use_* script.  Fails when a call fails
or the table of the page is not what came; --write writes it.  With scripts,
runs only those.
"""
import argparse
import dataclasses
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from search_daemon import Daemon  # noqa: E402

PLACE = ROOT / "build/clients"
PAGE = ROOT / "docs/clients.md"
BEGIN = "<!-- clients: made by tests/clients/run.py -->\n"
END = "<!-- end of clients -->\n"
MADE = (HERE / "records.jsonl", ROOT / "config/sample/crossref.jsonl",
        ROOT / "tests/golden/crossref.jsonl")
REAL = pathlib.Path(os.environ.get("TEST_SHARED", ROOT / ".." / "shared"),
                    "data/crossref/items_api.jsonl.gz")
SCRIPTS = ("use_habanero.py", "use_crossrefapi.py", "use_crossref.mjs",
           "use_crossref_client.mjs", "use_manubot.py", "use_citation.mjs",
           "use_pandoc.sh", "use_biber.sh", "use_bibtex.sh", "use_rispy.py",
           "use_csl.py")
SCRIPT_SECONDS = 300
HEAD = """client | version | pointed at paperd by | calls | passed
--- | --- | --- | --- | ---
"""


@dataclasses.dataclass
class Result:
    """What a script printed."""
    script: str
    client: list = None
    passed: list = dataclasses.field(default_factory=list)
    failed: list = dataclasses.field(default_factory=list)

    def take(self, line):
        word, _, rest = line.partition(" ")
        if word == "client":
            self.client = json.loads(rest)
        elif word == "ok":
            self.passed.append(rest)
        elif word == "failed":
            self.failed.append(rest)

    def row(self):
        name, version, way = self.client
        names = self.passed + [text.partition(": ")[0] for text in self.failed]
        calls = "; ".join(names)
        return (f"{name} | {version} | {way} | {calls} | "
                f"{len(self.passed)} of {len(names)}\n")


# ---- the daemon ----


def records(data):
    """Puts the dumps into a folder; how many records they have."""
    dois = set()
    for path in [*MADE, *([REAL] if REAL.exists() else [])]:
        shutil.copy(path, data / f"{path.parent.name}-{path.name}")
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            dois |= {json.loads(line).get("DOI", "").lower() for line in lines}
    if not REAL.exists():
        print("clients: more real works are not to be had here")
    return len(dois)


# ---- the clients ----


def environment(base):
    """No client needs the world: a proxy would hide that one asked it."""
    kept = {name: value for name, value in os.environ.items()
            if not name.lower().endswith("_proxy")}
    return {**kept, "PAPERD_URL": base, "PAPERD_NODE": str(PLACE / "node"),
            "PYTHONWARNINGS": "ignore", "PYTHONPATH": str(HERE)}


def command(script):
    program = {".py": PLACE / "venv/bin/python", ".mjs": "node",
               ".sh": "sh"}[script.suffix]
    return [str(program), str(script)]


def run(script, base):
    result = Result(script.name)
    done = subprocess.run(command(script), env=environment(base), text=True,
                          stdin=subprocess.DEVNULL, timeout=SCRIPT_SECONDS,
                          capture_output=True, check=False)
    for line in done.stdout.splitlines():
        result.take(line)
    if done.returncode or not result.client or not result.passed:
        result.failed.append(f"the script: ended with {done.returncode}; "
                             f"{done.stderr.strip()[-500:]}")
        result.client = result.client or [script.name, "", ""]
    for failure in result.failed:
        print(f"failed: {script.name}: {failure}", flush=True)
    print(f"{result.client[0]} {result.client[1]}: "
          f"{len(result.passed)} passed, {len(result.failed)} failed",
          flush=True)
    return result


# ---- the page ----


def page_with(results):
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    table = HEAD + "".join(result.row() for result in results)
    return before + BEGIN + table + END + rest.split(END, 1)[1]


def page_differs(results, write):
    wanted = page_with(results)
    if write:
        PAGE.write_text(wanted, encoding="utf-8")
    if wanted == PAGE.read_text(encoding="utf-8"):
        return False
    print("docs/clients.md is not what came; run tests/clients/run.py --write")
    print("".join(result.row() for result in results))
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--paperd", default=str(ROOT / "build/release/paperd"))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("scripts", nargs="*")
    args = parser.parse_args()
    subprocess.run([HERE / "install.sh", PLACE], check=True)
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder, "data")
        data.mkdir()
        count = records(data)
        daemon = Daemon(args.paperd, folder, "--fetch", "off")
        daemon.wait(min(count, 50))
        results = [run(HERE / name, f"http://{daemon.address}")
                   for name in args.scripts or SCRIPTS]
        daemon.stop()
    passed = sum(len(result.passed) for result in results)
    failed = sum(len(result.failed) for result in results)
    bad = failed or (not args.scripts and page_differs(results, args.write))
    print(f"clients: {len(results)} clients, {passed} calls passed, "
          f"{failed} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
