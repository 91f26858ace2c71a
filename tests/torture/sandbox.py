#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a program shut in as a systemd unit says, where there is no systemd
that runs.

    sandbox.py UNIT PROGRAM [ARGUMENT…]

Of the unit: SystemCallFilter, RestrictAddressFamilies, MemoryDenyWriteExecute
(all by libseccomp), NoNewPrivileges, CapabilityBoundingSet and LimitNOFILE.  Not
its user and its view of the disk: the container has those.
"""
import ctypes
import ctypes.util
import errno
import os
import resource
import socket
import subprocess
import sys

PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
CAPABILITIES = 64               # more than there are
ALLOW, REFUSE = 0x7fff0000, 0x00050000
NOT_KNOWN = -1                  # no such system call on any machine
EQUAL, MASKED_EQUAL = 4, 7      # of enum scmp_compare
WRITE, EXECUTE = 2, 4           # of PROT_…
THIRD = 2                       # argument with the protection


class Comparison(ctypes.Structure):
    """struct scmp_arg_cmp"""
    _fields_ = [("argument", ctypes.c_uint), ("how", ctypes.c_int),
                ("first", ctypes.c_uint64), ("second", ctypes.c_uint64)]


def settings(unit):
    """By name, the values of a unit in their order; an empty one is one too."""
    ret = {}
    with open(unit, encoding="utf-8") as lines:
        for line in lines:
            name, equals, value = line.strip().partition("=")
            if equals and not name.startswith("#"):
                ret.setdefault(name, []).append(value)
    return ret


def one(unit, name, default=""):
    return unit.get(name, [default])[-1]


# ---- system calls ----

def calls_of_sets():
    """{"@file-system": {"open", "@default", …}, …} as systemd knows them."""
    text = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager"],
                          check=True, capture_output=True, text=True).stdout
    ret, name = {}, None
    for line in text.splitlines():
        word = line.split("#")[0].strip()
        if line.startswith("@"):
            name = word
            ret[name] = set()
        elif word and name:
            ret[name].add(word)
    return ret


def expanded(words, sets):
    """Names of system calls, sets within sets resolved."""
    ret, left = set(), list(words)
    while left:
        word = left.pop()
        if word.startswith("@"):
            left += sets[word]
        else:
            ret.add(word)
    return ret


def allowed_calls(filters):
    sets = calls_of_sets()
    ret = expanded(["@default"], sets)
    for line in filters:
        names = expanded(line.removeprefix("~").split(), sets)
        ret = ret - names if line.startswith("~") else ret | names
    return ret


# ---- the filter ----

def denied_memory():
    """Rules for calls that may map memory, so that none of it can be both
    written and executed: {call: [the comparison of each rule]}."""
    both = WRITE | EXECUTE
    maps = [Comparison(THIRD, MASKED_EQUAL, both, value)
            for value in (0, WRITE, EXECUTE)]
    changes = [Comparison(THIRD, MASKED_EQUAL, EXECUTE, 0)]
    return {"mmap": maps, "mprotect": changes, "pkey_mprotect": changes}


def conditions(unit):
    """Calls that are allowed with some values of an argument only."""
    ret = {}
    families = one(unit, "RestrictAddressFamilies").split()
    if families:
        ret["socket"] = [Comparison(0, EQUAL, getattr(socket, family), 0)
                         for family in families]
    if one(unit, "MemoryDenyWriteExecute") == "yes":
        ret.update(denied_memory())
    return ret


def library():
    name = ctypes.util.find_library("seccomp")
    if not name:
        raise SystemExit("sandbox: there is no libseccomp")
    ret = ctypes.CDLL(name)
    ret.seccomp_init.restype = ctypes.c_void_p
    ret.seccomp_load.argtypes = [ctypes.c_void_p]
    ret.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint,
        ctypes.POINTER(Comparison)]
    return ret


def checked(result, what):
    if result != 0:
        raise SystemExit(f"sandbox: {what}: {os.strerror(abs(result))}")


def load_filter(unit):
    seccomp = library()
    filter_ = seccomp.seccomp_init(REFUSE | errno.EPERM)
    limited = conditions(unit)
    for call in allowed_calls(unit.get("SystemCallFilter", [])):
        number = seccomp.seccomp_syscall_resolve_name(call.encode())
        if number <= NOT_KNOWN:
            continue
        for rule in limited.get(call, [None]):
            checked(seccomp.seccomp_rule_add_array(
                filter_, ALLOW, number, 0 if rule is None else 1,
                rule), f"rule for {call}")
    checked(seccomp.seccomp_load(filter_), "filter")


# ---- all of it ----

def shut_in(unit):
    control = ctypes.CDLL(None, use_errno=True).prctl
    if one(unit, "CapabilityBoundingSet", "all") == "":
        for capability in range(CAPABILITIES):
            control(PR_CAPBSET_DROP, capability, 0, 0, 0)
    files = one(unit, "LimitNOFILE")
    if files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (int(files), int(files)))
    if one(unit, "NoNewPrivileges") == "yes":
        checked(control(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    load_filter(unit)


if __name__ == "__main__":
    shut_in(settings(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
