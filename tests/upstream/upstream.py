#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A stand-in for doi.org and the agencies behind it: README.md tells how to
use it.

    upstream.py [--port N] [--http-port N] [--records DIR] [--shared DIR]
                [--address A]… [--name NAME]… [--internal ADDRESS:PORT]…

Prints one line of JSON when it listens; ends on SIGTERM, or when its standard
input is a pipe and closes.
"""
import argparse
import asyncio
import json
import logging
import os
import pathlib
import signal
import stat
import sys
import tempfile
import threading

import bad_body  # noqa: F401 pylint: disable=unused-import
import bad_redirect  # noqa: F401 pylint: disable=unused-import
import bad_wire  # noqa: F401 pylint: disable=unused-import
import certs
import modes
from control import Control
from hosts import Site
from records import Records
from wire import Listener
from world import World

HERE = pathlib.Path(__file__).resolve().parent


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--http-port", type=int, default=0)
    parser.add_argument("--records", default=str(HERE / "records"))
    parser.add_argument("--shared", default=None)
    parser.add_argument("--address", action="append", default=[])
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--internal", action="append", default=[])
    return parser.parse_args()


async def start_internal(site, wanted):
    """Listeners that nobody may touch; the port of the first is known to the
    modes."""
    port = await site.guard("127.0.0.1", 0)
    try:
        await site.guard("::1", port)
    except OSError:
        pass  # this machine has no such address
    for place in wanted:
        address, _, number = place.rpartition(":")
        await site.guard(address.strip("[]"), int(number))
    site.ports["internal"] = port


def watch_input(stop, loop):
    """Ends when standard input does, if it is a pipe or a socket."""
    kind = os.fstat(0).st_mode
    if not (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)):
        return

    def wait():
        while os.read(0, 4096):
            pass
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait, daemon=True).start()


def report(loop, context):
    """Tells of what went wrong here, not of clients that went away."""
    if not isinstance(context.get("exception"), OSError):
        loop.default_exception_handler(context)


async def serve(arguments, folder):
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(report)
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    watch_input(stop, loop)
    ca, paths = certs.make_all(folder, arguments.name)
    records = Records(arguments.records, arguments.shared)
    records.otherwise = modes.record_of
    site = Site(World(records), paths,
                arguments.address or ["127.0.0.1", "::1"])
    await site.start(arguments.port, arguments.http_port)
    await start_internal(site, arguments.internal)
    control = Listener(["127.0.0.1"], 0, None, "http", Control(site).handle)
    await control.up()
    print(json.dumps({**site.ports, "control": control.port, "ca": str(ca)}),
          flush=True)
    await stop.wait()


def main():
    arguments = options()
    with tempfile.TemporaryDirectory(prefix="paperd-upstream-") as folder:
        asyncio.run(serve(arguments, folder))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
