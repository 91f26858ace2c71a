#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The figures of docs/performance.md, each beside a peer in the same run.

    run.py [--build DIR] [--only PART[,PART…]] [--short] [--page]

DIR is built with -DPAPERD_BENCH=ON.  Exit status 1 when a figure is not what is
wanted.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))
import figures  # noqa: E402

if __name__ == "__main__":
    sys.exit(figures.main(__doc__, HERE.parent, ROOT / "docs/performance.md",
                          ROOT / "build/bench"))
