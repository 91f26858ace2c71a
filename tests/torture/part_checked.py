# SPDX-License-Identifier: MIT
"""The integration tests, with the daemon under AddressSanitizer with
UndefinedBehaviorSanitizer, under ThreadSanitizer, and in valgrind.  CI has the
sanitizers in steps of their own, so the short form is a little valgrind."""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile

import built
import figures

NAME = "checked"

RUN = built.ROOT / "tests/support/run.sh"
SHOWN = 4000            # bytes of what is told of a failure
TESTED = re.compile(r"Tested: (\d+) \| Passing: (\d+)")
SANITIZERS = {"asan": "AddressSanitizer, UndefinedBehaviorSanitizer",
              "tsan": "ThreadSanitizer"}
# Everything is some thirty times slower in valgrind, and one thread runs at a
# time: the tests whose subject is how long something takes, or that load a
# hundred thousand records, are left out.
SLOW = ("real_bulk", "real_collection", "fetch_budget")
SOME = ("protocol", "problem", "batch")
VALGRIND = ["valgrind", "--leak-check=full", "--errors-for-leak-kinds=definite",
            "--fair-sched=yes", "--num-callers=30"]


def tests(program, build, *options, environment=None):
    """(run, passed, what was said) of the integration tests."""
    done = subprocess.run(
        [RUN, build / "test_integration", *options], text=True, check=False,
        env={**os.environ, "TEST_BINARY": str(program), **(environment or {})},
        errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    tested = TESTED.findall(done.stdout)
    run, passed = map(int, tested[-1]) if tested else (0, 0)
    return run, passed, done.stdout


def sanitized(name, build):
    program = built.preset(name, "paperd") / "paperd"
    run, passed, said = tests(program, build)
    reports = said.count("run.sh: sanitizer report:")
    if reports or run != passed or not run:
        print(said[-SHOWN:])
    yield figures.held(f"{SANITIZERS[name]}: tests that pass",
                       f"{passed} of {run}", run == passed > 0, "all")
    yield figures.most(f"{SANITIZERS[name]}: reports", reports, 0, "{}")


# ---- valgrind ----

def wrapper(folder, program):
    """A program that is the daemon in valgrind, with a log for each process."""
    path = folder / "paperd"
    words = [*VALGRIND, f"--log-file={folder}/log.%p", str(program)]
    path.write_text(f"#!/bin/sh\nexec {shlex.join(words)} \"$@\"\n")
    path.chmod(0o755)
    return path


def numbers(text, pattern):
    """The sum of a number over all places that have it."""
    return sum(int(found.replace(",", "")) for found in
               re.findall(pattern, text))


def selection(build, wanted):
    """A pattern for Criterion of the suites that are wanted."""
    listed = subprocess.run([build / "test_integration", "--list"], text=True,
                            stdout=subprocess.PIPE, check=True).stdout
    suites = re.findall(r"^(\w+):", listed, re.MULTILINE)
    return "@(" + "|".join(filter(wanted, suites)) + ")/*"


def in_valgrind(build, pattern):
    with tempfile.TemporaryDirectory(dir=build) as folder:
        folder = pathlib.Path(folder)
        run, passed, said = tests(wrapper(folder, build / "paperd"), build,
                                  "-j", "2", "--filter", pattern)
        logs = [path.read_text(errors="replace")
                for path in sorted(folder.glob("log.*"))]
    log = "".join(logs)
    errors = numbers(log, r"ERROR SUMMARY: ([\d,]+) errors")
    lost = numbers(log, r"definitely lost: ([\d,]+) bytes")
    if run != passed or errors:
        print(said[-SHOWN:], *[one[-SHOWN:] for one in logs
                               if "ERROR SUMMARY: 0 errors" not in one][:3])
    return run, passed, len(logs), errors, lost


def valgrind(build, wanted):
    run, passed, daemons, errors, lost = in_valgrind(
        build, selection(build, wanted))
    yield figures.held("valgrind: tests that pass", f"{passed} of {run}",
                       run == passed > 0, "all")
    yield figures.Row("valgrind: processes of paperd", str(daemons))
    yield figures.most("valgrind: errors", errors, 0, "{}")
    yield figures.most("valgrind: bytes that nobody can free any more", lost, 0,
                       "{}")


def measure(args):
    build = args.build.resolve()    # the tests change their folder
    rows = []
    for name in () if args.short else SANITIZERS:
        rows += sanitized(name, build)
    if not shutil.which("valgrind"):
        print(f"{NAME}: valgrind is not there")
        return rows
    return rows + list(valgrind(
        build, lambda suite: suite in SOME if args.short
        else suite not in SLOW))
