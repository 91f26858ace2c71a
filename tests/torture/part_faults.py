# SPDX-License-Identifier: MIT
"""Disks that are full, descriptors and memory that run out, clocks that jump,
files that are damaged, and other processes that want the same store.

Each row has what paperd said, as people see it."""
import tempfile

import dumps
import faults_clock
import faults_damage
import faults_disk
import faults_limits
from faults import Place

NAME = "faults"
KINDS = (faults_disk, faults_limits, faults_clock, faults_damage)


def measure(args):
    if not dumps.is_there():
        print("faults: skipped, the real records are not here")
        return []
    rows = []
    with tempfile.TemporaryDirectory(dir=args.build) as folder:
        place = Place(args.build / "paperd", folder)
        for kind in KINDS:
            rows += kind.rows_of(place, args)
    return rows
