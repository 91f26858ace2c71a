# SPDX-License-Identifier: MIT
"""Builds of other kinds, for parts that drive one: by a preset of CMake."""
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def preset(name, *targets):
    """Builds the targets, all if none is named, and returns the folder."""
    jobs = str(os.cpu_count() or 1)
    for words in (["cmake", "--preset", name],
                  ["cmake", "--build", "--preset", name, "-j", jobs,
                   *(["--target", *targets] if targets else [])]):
        done = subprocess.run(words, cwd=ROOT, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}:\n{done.stdout[-3000:]}")
    return ROOT / "build" / name
