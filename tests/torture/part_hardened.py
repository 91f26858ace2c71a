# SPDX-License-Identifier: MIT
"""What is shipped: how the program was built, how systemd and a container shut
it in, and that it works when it is shut in."""
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

import figures

NAME = "hardened"
HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[2]
UNIT = ROOT / "config/paperd.service"
SANDBOX = HERE.with_name("sandbox.py")
SCORE_MOST = 2.0
MARKS_LEAST = 1000
SHORT_TESTS = "--filter=@(seed|load|fetch|batch|several)/*"
X86 = platform.machine() in ("x86_64", "AMD64")


def output(*words, **options):
    """(exit status, what was printed)"""
    ended = subprocess.run([str(word) for word in words], text=True,
                           stdout=subprocess.PIPE, errors="replace",
                           stderr=subprocess.STDOUT, **options)
    return ended.returncode, ended.stdout


# ---- the program ----

def flags_of(elf, kind):
    """Of each segment of a kind: {"R", "W"}."""
    return [set(flags) - {" "} for flags in re.findall(
        rf"^ +{kind} (?: *0x[0-9a-f]+){{5}} ([R ][W ][E ])", elf, re.M)]


def checked_functions(elf):
    return set(re.findall(r"(\w+_chk)@", elf))


def is_never(elf, kind, forbidden):
    """There are such segments, and none has all of these flags."""
    found = flags_of(elf, kind)
    return bool(found) and not any(forbidden <= flags for flags in found)


# (what, whether it holds, by what readelf says)
BUILT = (
    ("position-independent: another address at every start",
     lambda elf: "Flags: NOW PIE" in elf),
    ("addresses of functions cannot be overwritten (full RELRO)",
     lambda elf: "GNU_RELRO" in elf and "BIND_NOW" in elf),
    ("stack not executable",
     lambda elf: is_never(elf, "GNU_STACK", {"E"})),
    ("nothing both writable and executable",
     lambda elf: is_never(elf, "LOAD", {"W", "E"})),
    ("stack protector", lambda elf: "__stack_chk_fail@" in elf),
    ("libraries from the system's folders alone (no RPATH, RUNPATH)",
     lambda elf: "RPATH" not in elf and "RUNPATH" not in elf),
)


def built_rows(program):
    elf = output("readelf", "-ldW", "--dyn-syms", program)[1]
    for what, holds in BUILT:
        yield figures.held(what, "yes" if holds(elf) else "no", holds(elf))
    functions = checked_functions(elf)
    yield figures.held("functions of libc that check lengths (FORTIFY)",
                       f"{len(functions)} linked", functions, "some")
    if X86:
        marks = program.read_bytes().count(b"\xf3\x0f\x1e\xfa")  # endbr64
        yield figures.held("marks where calls may land (-fcf-protection)",
                           f"{marks:,}", marks > MARKS_LEAST,
                           f"> {MARKS_LEAST:,}")


def checksec_rows(program):
    if not shutil.which("checksec"):
        return
    said = dict(re.findall(r'"([\w-]+)": ?"([^"]*)"', output(
        "checksec", f"--file={program}", "--output=json")[1]))
    names = "relro", "canary", "nx", "pie", "fortify_source", "rpath", "runpath"
    wanted = "full", "yes", "yes", "yes", "yes", "no", "no"
    found = [said.get(name, "?") for name in names]
    yield figures.held(
        "checksec", ", ".join(f"{name.split('_')[0]} {value}"
                              for name, value in zip(names, found)),
        tuple(found) == wanted, "all")


def size_rows(program):
    with tempfile.TemporaryDirectory() as folder:
        stripped = pathlib.Path(folder) / "paperd"
        if output("strip", "-o", stripped, program)[0] == 0:
            yield figures.Row("size of the program, without symbols",
                              f"{stripped.stat().st_size / 1e6:.1f} MB")


# ---- systemd ----

def verified(program):
    """Whether systemd takes the unit, with the program where it is here."""
    with tempfile.TemporaryDirectory() as folder:
        unit = pathlib.Path(folder) / UNIT.name
        unit.write_text(UNIT.read_text(encoding="utf-8").replace(
            "/usr/local/bin/paperd", str(program.resolve())), encoding="utf-8")
        status, said = output("systemd-analyze", "verify", "--man=no", unit)
    return status == 0 and UNIT.name not in said


def unit_rows(program):
    said = output("systemd-analyze", "security", "--offline=true", "--no-pager",
                  UNIT)[1]
    score = float(re.search(r"Overall exposure level.*: ([0-9.]+)", said)[1])
    yield figures.most("systemd's score of what the unit leaves open, of 10",
                       score, SCORE_MOST, "{:.1f}")
    taken = verified(program)
    yield figures.held("the unit is valid", "yes" if taken else "no", taken)


# Each must be refused within; each is possible outside for who may do it all.
FORBIDDEN = """
import mmap, os, socket
def refused(what, *given, **named):
    try:
        what(*given, **named)
    except PermissionError:
        return True
print(all([
    refused(mmap.mmap, -1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC),
    refused(socket.socket, socket.AF_PACKET, socket.SOCK_RAW),
    refused(os.chroot, "/"), refused(os.chown, "/", 0, 0),
    refused(os.sched_setaffinity, 0, [0]),
    not refused(socket.socket), not refused(os.pipe)]))
"""


def refuses():
    return output(SANDBOX, UNIT, sys.executable, "-c",
                  FORBIDDEN)[1].strip() == "True"


def tests_within(args, folder):
    """(how many tests ran, whether all passed) with a daemon that is shut in."""
    program = folder / "paperd"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{SANDBOX}" '
                       f'"{UNIT}" "{(args.build / "paperd").resolve()}" "$@"\n')
    program.chmod(0o755)
    status, said = output(
        ROOT / "tests/support/run.sh", args.build / "test_integration",
        *([SHORT_TESTS] if args.short else []),
        env={**os.environ, "TEST_BINARY": str(program)})
    if status != 0:
        print(said[-3000:])
    counted = re.search(r"Tested: (\d+)", said)
    return int(counted[1]) if counted else 0, status == 0


def sandbox_rows(args):
    within = refuses()
    yield figures.held("filter of the unit: writable code, raw sockets, chroot, "
                       "chown refused", "yes" if within else "no", within)
    with tempfile.TemporaryDirectory() as folder:
        count, passed = tests_within(args, pathlib.Path(folder))
    yield figures.held("integration tests with the daemon under that filter",
                       f"{count} {'passed' if passed else 'ran, not all pass'}",
                       passed and count, "all pass")


# ---- the container ----

def image_rows():
    status, said = output(ROOT / "tests/image/image-test.sh")
    lines = dict(re.findall(r"^image-test: (confined|final image|skipped):? (.*)$",
                            said, re.M))
    if "skipped" in lines:
        print(f"hardened: image skipped: {lines['skipped']}")
        return
    if status != 0:
        print(said[-3000:])
    yield figures.held("container: " + lines.get("confined", "as an image only"),
                       "answers, exit 0" if status == 0 else "fails",
                       status == 0, "answers, exit 0")
    yield figures.Row("size of the image", lines.get("final image", "?"))


def measure(args):
    program = args.build / "paperd"
    rows = [*built_rows(program), *checksec_rows(program), *size_rows(program)]
    if shutil.which("systemd-analyze"):
        rows += [*unit_rows(program), *sandbox_rows(args)]
    else:
        print("hardened: no systemd-analyze; the unit is not looked at")
    return rows if args.short else rows + list(image_rows())
