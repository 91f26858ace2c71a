# SPDX-License-Identifier: MIT
"""The fuzz targets, each for a little while, always with the same inputs.  CI
runs tests/fuzz/run.sh itself, for longer."""
import os
import re
import shutil
import subprocess

import built
import figures

NAME = "fuzz"

SECONDS = 30            # of each target, two at a time
SHOWN = 4000            # bytes of what is told of a failure
DONE = re.compile(r"fuzz: (\w+), .*: Done (\d+) runs in (\d+) second\(s\), "
                  r"(\d+) edges")


def targets():
    return sorted(path.stem.removeprefix("fuzz_")
                  for path in (built.ROOT / "tests/fuzz").glob("fuzz_*.c"))


def run(folder):
    """What each target that came to its end did: (inputs, seconds, edges)."""
    environment = {key: value for key, value in os.environ.items()
                   if key != "SEED"}
    done = subprocess.run(
        [built.ROOT / "tests/fuzz/run.sh", str(SECONDS), folder, *targets()],
        text=True, check=False, env=environment, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        print(done.stdout[-SHOWN:])
    return {name: tuple(map(int, numbers))
            for name, *numbers in DONE.findall(done.stdout)}


def measure(args):
    if args.short:
        print(f"{NAME}: skipped, CI runs tests/fuzz/run.sh itself")
        return []
    if not shutil.which("clang-14"):
        print(f"{NAME}: skipped, there is no clang-14")
        return []
    ended = run(built.preset("fuzz"))
    rows = [figures.held(f"{name}: inputs tried; edges of the program reached",
                         "{:,} in {} s; {:,}".format(*ended[name])
                         if name in ended else "an input failed",
                         name in ended, "no failure")
            for name in targets()]
    failed = len(targets()) - len(ended)
    return rows + [figures.most(f"of {len(targets())} targets, those that failed",
                                failed, 0, "{}")]
