# SPDX-License-Identifier: MIT
"""Requests made from the API's description by schemathesis: what it allows,
what it forbids, and whether the answers are as it says."""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import figures
import served

NAME = "schema"

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "config" / "sample"
# Requests at most that are made up of each operation, beside those that try
# the bounds of each parameter; and where their chance begins.
EXAMPLES, EXAMPLES_SHORT = 200, 25
SEED = 1
LIMIT_SECONDS = 1800
SHOWN = 6000            # bytes of what is told of a failure


def installed(build):
    """The program, in a folder of its own; None, and why, where there is
    none to be had."""
    venv = build.parent / "venv-schemathesis"
    wanted = HERE / "requirements.txt"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    mark = venv / "installed"
    if not mark.exists() or mark.read_text() != digest:
        try:
            subprocess.run([sys.executable, "-m", "venv", venv], check=True)
            subprocess.run([venv / "bin/pip", "install", "-q", "-r", wanted],
                           check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{NAME}: skipped, schemathesis cannot be installed: {error}")
            return None
        mark.write_text(digest)
    return venv / "bin/schemathesis"


def run(program, address, report, examples):
    """The report, or what was said where there is none."""
    words = [program, "--no-color", "--config-file", HERE / "schemathesis.toml",
             "run", f"http://{address}/openapi.json", "--checks", "all",
             "--seed", SEED, "--generation-deterministic",
             "--max-examples", examples, "--warnings", "off",
             "--report", "json", "--report-json-path", report]
    done = subprocess.run([str(word) for word in words], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=LIMIT_SECONDS, check=False)
    if done.returncode:
        print(done.stdout[-SHOWN:])
    return json.loads(report.read_text(encoding="utf-8"))


def rows_of(report):
    operations, cases = report["operations"], report["test_cases"]
    yield figures.held(
        "operations of the description that were asked",
        f"{operations['tested']} of {operations['total']}",
        operations["tested"] == operations["total"], "all")
    yield figures.Row("requests made", f"{cases['generated']:,}")
    yield figures.most("answers that failed a check", cases["unique_failures"],
                       0, "{}")
    yield figures.most("requests that could not be made", len(report["errors"]),
                       0, "{}")


def measure(args):
    program = installed(args.build)
    if not program:
        return []
    with tempfile.TemporaryDirectory(dir=args.build) as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(SAMPLE, folder / "data")
        with served.Served(args.build / "paperd", folder, "--fetch",
                           "off") as daemon:
            daemon.wait_ready()
            report = run(program, daemon.address, folder / "report.json",
                         EXAMPLES_SHORT if args.short else EXAMPLES)
            rows = list(rows_of(report))
            rows.append(figures.most("exit status of the daemon after it",
                                     daemon.stop(), 0, "{}"))
    return rows
