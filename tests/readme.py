#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does what README.md tells a newcomer: `make run`, then every curl line of a
```sh block; an answer shown in the ```json or ```text block after it must be
what comes.  In shown JSON a string "…" stands for any value.  Then stops the
service, and starts it again to print how long that takes.

    tests/readme.py
"""
import json
import os
import pathlib
import re
import select
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.S)
START_SECONDS = 900  # the first start may install packages and compile
ANY = "…"


def start():
    """Runs `make run`; returns the process and seconds until it listens."""
    begin = time.monotonic()
    process = subprocess.Popen(["make", "run"], cwd=ROOT, text=True,
                               stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL,
                               start_new_session=True)
    seen = ""
    while "listening on 127.0.0.1:8080" not in seen:
        left = begin + START_SECONDS - time.monotonic()
        ready, _, _ = select.select([process.stdout], [], [], max(left, 0))
        line = process.stdout.readline() if ready else ""
        if not line:
            sys.exit(f"readme: make run does not listen; it said:\n{seen}")
        seen += line
    if seen.count("curl ") < 3:
        sys.exit(f"readme: make run shows no curl lines; it said:\n{seen}")
    return process, time.monotonic() - begin


def stop(process):
    os.killpg(process.pid, signal.SIGTERM)
    process.stdout.read()
    process.wait(timeout=30)


def wait_ready():
    for _ in range(200):
        run = subprocess.run(["curl", "-fs", "http://127.0.0.1:8080/readyz"],
                             capture_output=True, check=False)
        if run.returncode == 0:
            return
        time.sleep(0.05)
    sys.exit("readme: the sample is not loaded")


def same(shown, came):
    if shown == ANY:
        return True
    if isinstance(shown, dict):
        return isinstance(came, dict) and list(shown) == list(came) and all(
            same(shown[key], came[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(came, list) and len(shown) == len(came) and all(
            map(same, shown, came))
    return shown == came


def check(command, kind, shown):
    run = subprocess.run(["bash", "-c", command], capture_output=True,
                         text=True, cwd=ROOT, check=False)
    if run.returncode != 0:
        return f"{command}\n  failed: {run.stderr.strip()}"
    if kind == "json" and not same(json.loads(shown), json.loads(run.stdout)):
        return f"{command}\n  shown: {shown}\n  came:  {run.stdout}"
    if kind == "text" and shown.strip() != run.stdout.strip():
        return f"{command}\n  shown: {shown}\n  came:  {run.stdout}"
    return None


def commands(text):
    """(command, kind, shown answer) of each curl or paperd line."""
    blocks = BLOCK.findall(text)
    for number, (kind, body) in enumerate(blocks):
        if kind != "sh":
            continue
        lines = [line for line in
                 body.replace("\\\n", " ").splitlines()
                 if line.startswith(("curl ", "echo "))]
        after = blocks[number + 1] if number + 1 < len(blocks) else ("", "")
        for line in lines[:-1]:
            yield line, "", ""
        if lines:
            yield (lines[-1], *after)


def main():
    process, first = start()
    try:
        wait_ready()
        rows = list(commands((ROOT / "README.md").read_text("utf-8")))
        problems = list(filter(None, (check(*row) for row in rows)))
    finally:
        stop(process)
    process, second = start()
    stop(process)
    for problem in problems:
        print(problem)
    print(f"readme: {len(rows)} commands, {len(problems)} problems; first "
          f"start {first:.1f} s, second {second:.1f} s")
    sys.exit(1 if problems or len(rows) < 5 else 0)


if __name__ == "__main__":
    main()
