# SPDX-License-Identifier: MIT
"""The stand-in for doi.org and the agencies (tests/upstream), and how a daemon
is sent there."""
import importlib.util
import pathlib
import shutil

UPSTREAM = pathlib.Path(__file__).resolve().parents[1] / "upstream"


def missing():
    """What it cannot do without, or ""."""
    return "" if shutil.which("openssl") else "openssl"


def start():
    """tests/upstream/client.py's Client, without budgets."""
    spec = importlib.util.spec_from_file_location("upstream_client",
                                                  UPSTREAM / "client.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    world = module.Client()
    world.reset()
    return world


def options(world, *more):
    """Of a daemon that fetches there, as fast as it can."""
    hosts = {"resolver": "doi", "crossref-api": "crossref",
             "datacite-api": "datacite"}
    words = ["--fetch-ca", world.ports["ca"], "--fetch-rate", "1000",
             "--fetch-concurrency", "8", "--access-log", "off"]
    for option, host in hosts.items():
        place = f"https://localhost:{world.ports[host]}/{host}"
        words += [f"--{option}", place]
    for host in (*hosts.values(), "crosscite"):
        words += ["--fetch-allow", f"localhost:{world.ports[host]}"]
    return [*words, *more]
