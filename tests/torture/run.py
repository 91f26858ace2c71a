#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The figures of docs/reliability.md: what is done to paperd, and what becomes
of it.

    run.py [--build DIR] [--only PART[,PART…]] [--short] [--page]

DIR is built with the preset "test".  Exit status 1 when something does not hold.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
import figures  # noqa: E402

if __name__ == "__main__":
    sys.exit(figures.main(__doc__, HERE.parent, ROOT / "docs/reliability.md",
                          ROOT / "build/test"))
