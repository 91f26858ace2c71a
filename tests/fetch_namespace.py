#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What fetch_namespace.sh runs inside the namespace: the daemon with default
options but --fetch-ca, the stand-in on port 443 of public addresses, a name
server that lies, and what is inside and must not be touched.

    fetch_namespace.py PAPERD FOLDER
"""
import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
PUBLIC = "8.8.4.11"
PUBLIC6 = "2606:4700::1111"
INSIDE = ("127.0.0.1:443", "[::1]:443", "10.0.0.5:443", "100.64.0.5:443",
          "169.254.169.254:443", "169.254.169.254:80", "[fd00::5]:443",
          "[64:ff9b::a00:5]:443", "[2002:a00:5::1]:443")
# names and what they resolve to; None: no answer ever
NAMES = {
    "api.crossref.org": ["8.8.4.10"],
    "api.datacite.org": [PUBLIC6],
    "data.crosscite.org": ["8.8.4.10"],
    "public.example": [PUBLIC],
    "public6.example": [PUBLIC6],
    "mixed.example": ["10.0.0.5", PUBLIC],
    "mixed6.example": ["fd00::5", "::1", PUBLIC],
    "loopback.example": ["127.0.0.1"],
    "loopback6.example": ["::1"],
    "private.example": ["10.0.0.5"],
    "private6.example": ["fd00::5"],
    "metadata.example": ["169.254.169.254"],
    "shared.example": ["100.64.0.5"],
    "zero.example": ["0.0.0.0"],
    "zero6.example": ["::"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "mapped-private.example": ["::ffff:10.0.0.5"],
    "compatible.example": ["::127.0.0.1"],
    "nat64.example": ["64:ff9b::a00:5"],
    "sixtofour.example": ["2002:a00:5::1"],
    "both.example": ["10.0.0.5", "::1"],
    "dead.example": None,
}
# resolves to the first once, and to the second from then on
REBIND = {"rebind.example": [[PUBLIC], ["10.0.0.5"]],
          "rebind-back.example": [["10.0.0.5"], [PUBLIC]]}
WITHOUT_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
CHECKED, FAILURES = [], []


def check(good, *words):
    CHECKED.append(good)
    if not good:
        FAILURES.append(" ".join(str(word) for word in words))
        print("FAILED:", FAILURES[-1], flush=True)


# ---- the name server ----

class NameServer(threading.Thread):
    """Answers A and AAAA over UDP from the tables above."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))
        self.asked = {}  # (name, type) -> how often

    def addresses(self, name, kind):
        turn = self.asked[name, kind] = self.asked.get((name, kind), 0) + 1
        if name in REBIND:
            return REBIND[name][min(turn, 2) - 1]
        return NAMES.get(name, [])

    def answer(self, packet):
        number, = struct.unpack(">H", packet[:2])
        labels, at = [], 12
        while packet[at]:
            labels.append(packet[at + 1:at + 1 + packet[at]].decode("latin-1"))
            at += 1 + packet[at]
        kind, = struct.unpack(">H", packet[at + 1:at + 3])
        family = {1: socket.AF_INET, 28: socket.AF_INET6}.get(kind)
        name = ".".join(labels).lower()
        found = self.addresses(name, kind)
        if found is None:
            return None
        packed = [socket.inet_pton(family, one) for one in found
                  if (":" in one) == (family == socket.AF_INET6)
                  ] if family else []
        known = name in NAMES or name in REBIND
        head = struct.pack(">HHHHHH", number, 0x8180 if known else 0x8183, 1,
                           len(packed), 0, 0)
        return head + packet[12:at + 5] + b"".join(
            struct.pack(">HHHIH", 0xC00C, kind, 1, 0, len(one)) + one
            for one in packed)

    def run(self):
        while True:
            packet, peer = self.socket.recvfrom(4096)
            answer = self.answer(packet)
            if answer:
                self.socket.sendto(answer, peer)


# ---- the stand-in ----

class World:
    def __init__(self):
        command = [sys.executable, str(HERE / "upstream" / "upstream.py"),
                   "--port", "443", "--http-port", "80"]
        for address in ("8.8.4.10", PUBLIC, PUBLIC6):
            command += ["--address", address]
        for place in INSIDE:
            command += ["--internal", place]
        for name in (*NAMES, *REBIND):
            command += ["--name", name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.ports = json.loads(self.process.stdout.readline())
        self.tell("/behave", {"mode": "limit", "arg": "none"})

    def tell(self, path, order=None):
        url = f"http://127.0.0.1:{self.ports['control']}{path}"
        data = None if order is None else json.dumps(order).encode()
        with WITHOUT_PROXY.open(url, data, timeout=30) as answer:
            return answer.read()

    def touched(self):
        """Connections to what is inside."""
        return json.loads(self.tell("/log?host=internal"))

    def seen(self):
        return json.loads(self.tell("/log"))

    def send_to(self, url):
        """The next work that Crossref is asked for is elsewhere."""
        self.tell("/behave", {"host": "crossref", "mode": "to",
                              "arg": urllib.parse.quote(url, safe=""),
                              "path": "/works/", "times": 1})

    def stop(self):
        self.process.stdin.close()
        check(self.process.wait(30) == 0, "the stand-in's end")


# ---- the daemon ----

class Daemon:
    def __init__(self, binary, folder, *options):
        pathlib.Path(folder, "data").mkdir(parents=True)
        self.log = open(pathlib.Path(folder, "log"), "wb")
        # a proxy of the environment must not be asked
        proxy = {name: "http://10.0.0.5:443" for name in
                 ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY")}
        self.process = subprocess.Popen(
            # ends with this process, however that ends
            ["setpriv", "--pdeathsig", "KILL", binary, "serve",
             "--listen", "127.0.0.1:0", "--data",
             f"{folder}/data", "--store", f"sqlite:{folder}/store.db",
             *options],
            stdout=subprocess.PIPE, stderr=self.log,
            env={**os.environ, **proxy})
        line = self.process.stdout.readline().decode()
        self.base = "http://" + line.rpartition(" ")[2].strip()

    def get(self, doi, query=""):
        """(status, body, seconds)"""
        start = time.monotonic()
        try:
            with WITHOUT_PROXY.open(f"{self.base}/v1/records/{doi}{query}",
                                    timeout=60) as answer:
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read()
        return status, json.loads(body), time.monotonic() - start

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(60) == 0, "the daemon's end")
        self.log.close()
        text = pathlib.Path(self.log.name).read_text(errors="replace")
        for word in ("Sanitizer", "runtime error:"):
            check(word not in text, text)


def expect(daemon, world, doi, wanted, why):
    """A DOI ends so, and nothing inside was touched."""
    status, body, _ = daemon.get(doi)
    check(status == wanted, why, doi, status, body)
    if wanted == 502:
        check(body.get("fetch") == "upstream_error", why, body)
        held, _, _ = daemon.get(doi, "?fetch=never")
        check(held == 404, why, "is held")
    check(not world.touched(), why, world.touched())
    return body


# ---- what is checked ----

def works_by_name(daemon, world):
    """The real names, at public addresses, by hosts and by name server."""
    for doi in ("10.5555/ok.1", "10.5072/ok.1", "10.5557/ok.1"):
        expect(daemon, world, doi, 200, "the real names")
    check(daemon.get("10.99999/none")[1].get("fetch") == "not_registered",
          "doi.org is asked")
    hosts = {(one["host"], one["port"]) for one in world.seen()}
    check(hosts == {("doi", 443), ("crossref", 443), ("datacite", 443)}, hosts)


def refuses_names(daemon, world):
    targets = [name for name in NAMES if name.endswith(".example") and not
               name.startswith(("public", "mixed", "dead"))]
    for number, name in enumerate(targets):
        world.send_to(f"https://{name}/crossref/works/x")
        expect(daemon, world, f"10.5555/ok.name.{number}", 502, name)


def refuses_literals(daemon, world):
    modes = ("to-metadata", "to-metadata-http", "to-private", "to-internal",
             "to-internal-http", "to-internal6", "to-hex", "to-decimal",
             "to-octal", "to-mapped", "to-zero", "to-file", "to-gopher",
             "to-ftp", "to-http", "to-user")
    for mode in modes:
        for prefix in ("10.5555", "10.5072", "10.5557"):
            expect(daemon, world, f"{prefix}/{mode}", 502, mode)
    urls = [f"https://{place}/x" for place in INSIDE] + [
        "https://0x7f.1/", "https://2130706433/", "https://0177.0.0.1/",
        "https://0xa.5/", "https://167772165/", "https://[::ffff:a00:5]/",
        "https://2852039166/latest/meta-data/", "https://127.0.0.1./",
        "http://public.example/crossref/works/10.5555/x",
        "https://public.example:80/", "https://public.example:8443/",
        "https://public.example:22/",
        "https://user@public.example/crossref/works/10.5555/x",
        "https://private.example\\@public.example/"]
    for number, url in enumerate(urls):
        world.send_to(url)
        expect(daemon, world, f"10.5555/ok.literal.{number}", 502, url)
    check(all(one["scheme"] == "https" for one in world.seen()),
          "plain http was asked")


def follows_what_is_public(daemon, world):
    """Also names that have bad addresses beside good ones."""
    for number, name in enumerate(("public", "public6", "mixed", "mixed6")):
        doi = f"10.5555/ok.public.{number}"
        world.send_to(f"https://{name}.example/crossref/works/{doi}")
        expect(daemon, world, doi, 200, name)


def keeps_to_one_look(daemon, world, names):
    """A name is looked up once, and what was checked is what is connected
    to."""
    for number, name in enumerate(REBIND):
        doi = f"10.5555/ok.rebind.{number}"
        world.send_to(f"https://{name}/crossref/works/{doi}")
        wanted = 200 if REBIND[name][0] == [PUBLIC] else 502
        expect(daemon, world, doi, wanted, name)
        check(names.asked.get((name, 1)) == 1, name, names.asked)


def survives_a_dead_name_server(daemon, world):
    """It holds up who asked, and nobody else."""
    ends = []

    def ask():
        ends.append(daemon.get("10.5555/ok.dead.1"))

    world.send_to("https://dead.example/")
    asking = threading.Thread(target=ask)
    asking.start()
    while not any("ok.dead" in one["path"] for one in world.seen()):
        time.sleep(0.01)
    for number in range(5):
        status, body, took = daemon.get(f"10.5072/ok.beside.{number}")
        check(status == 200 and took < 3, "beside", status, took, body)
    asking.join()
    status, body, took = ends[0]
    check(status in (502, 504) and took < 15, "dead", status, took, body)
    check(not world.touched(), world.touched())


def refuses_the_first_hop(binary, folder, world, ca):
    """Not only redirects: the hosts of the options too."""
    for number, name in enumerate(("private", "loopback6", "metadata")):
        daemon = Daemon(binary, f"{folder}/{number}", "--fetch-ca", ca,
                        "--resolver", f"https://{name}.example")
        expect(daemon, world, "10.5555/ok.first", 502, name)
        daemon.stop()


def is_refused_by_the_check_alone(binary, folder, world, ca):
    """The same redirect does arrive where it is allowed: were the check not
    there, this test would see it."""
    daemon = Daemon(binary, folder, "--fetch-ca", ca, "--fetch-allow",
                    "10.0.0.5")
    world.send_to("https://private.example/")
    daemon.get("10.5555/ok.allowed")
    check(world.touched(), "nothing can be seen to be touched")
    daemon.stop()


def main():
    binary, folder = sys.argv[1:]
    names, world = NameServer(), World()
    names.start()
    ca = world.ports["ca"]
    daemon = Daemon(binary, f"{folder}/main", "--fetch-ca", ca)
    works_by_name(daemon, world)
    refuses_names(daemon, world)
    refuses_literals(daemon, world)
    follows_what_is_public(daemon, world)
    keeps_to_one_look(daemon, world, names)
    survives_a_dead_name_server(daemon, world)
    expect(daemon, world, "10.5555/ok.last", 200, "at the end")
    daemon.stop()
    refuses_the_first_hop(binary, f"{folder}/first", world, ca)
    is_refused_by_the_check_alone(binary, f"{folder}/allowed", world, ca)
    world.stop()
    print(f"fetch_namespace: {len(CHECKED)} checks, {len(FAILURES)} failures")
    sys.exit(bool(FAILURES))


if __name__ == "__main__":
    main()
