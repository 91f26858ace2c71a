#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Form of the sources: banned functions, SPDX lines, clang-format; and a
printed list of the longest and most tangled functions, so that growth is seen.

    tests/style.py [--format-only]
"""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("include", "server", "handlers", "tests", "bench")
BANNED = ("strcpy", "strcat", "sprintf", "vsprintf", "strtok", "gmtime",
          "localtime", "atoi", "atol", "gets", "usleep", "sleep")
BANNED_CALL = re.compile(r"(?<![\w.>])(%s)\s*\(" % "|".join(BANNED))
NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)
SHOWN = 10


def sources():
    return sorted(path for folder in FOLDERS
                  for path in (ROOT / folder).rglob("*.[ch]"))


def problems_of(path):
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    if "SPDX-License-Identifier: MIT" not in text[:200]:
        yield f"{name}: no SPDX line at the top"
    code = NOISE.sub(lambda m: "\n" * m.group().count("\n"), text)
    for number, line in enumerate(code.split("\n"), 1):
        if match := BANNED_CALL.search(line):
            yield f"{name}:{number}: {match.group(1)} is banned"


def format_problems(files):
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    if not tool:
        sys.exit("style: clang-format is not installed")
    run = subprocess.run([tool, "--dry-run", "--Werror", *map(str, files)],
                         capture_output=True, text=True, check=False)
    return sorted({line.split(": error:")[0].replace(str(ROOT) + "/", "")
                   + ": not as clang-format has it"
                   for line in run.stderr.splitlines() if ": error:" in line})


def functions(files):
    """(complexity, lines, file, function) by pmccabe."""
    run = subprocess.run(["pmccabe", *map(str, files)], capture_output=True,
                         text=True, check=True)
    for line in run.stdout.splitlines():
        parts = line.split("\t")
        place = parts[5].replace(str(ROOT) + "/", "")
        yield (int(parts[1]), int(parts[4]), *place.split(": "))


def share(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def print_measures(files):
    rows = list(functions([f for f in files if f.suffix == ".c"
                           and f.relative_to(ROOT).parts[0] != "tests"]))
    lines = [row[1] for row in rows]
    print(f"functions: {len(rows)}; lines: median {share(lines, .5)}, "
          f"90 % {share(lines, .9)}; complexity: 90 % "
          f"{share([row[0] for row in rows], .9)}")
    print("longest:")
    for row in sorted(rows, key=lambda r: -r[1])[:SHOWN]:
        print(f"  {row[1]:4d} lines  {row[2]} {row[3]}")
    print("most tangled:")
    for row in sorted(rows, key=lambda r: -r[0])[:SHOWN]:
        print(f"  {row[0]:4d} paths  {row[2]} {row[3]}")


def main():
    files = sources()
    found = [problem for path in files for problem in problems_of(path)]
    found += format_problems(files)
    for problem in found:
        print(problem)
    if shutil.which("pmccabe"):
        print_measures(files)
    print(f"style: {len(files)} files, {len(found)} problems")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
