# SPDX-License-Identifier: MIT
"""Starts the stand-in and asks it, for its own test."""
import gzip
import http.client
import json
import pathlib
import ssl
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
DEADLINE = 60


class Client:
    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "upstream.py"), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ports = json.loads(self.process.stdout.readline())
        self.context = ssl.create_default_context(cafile=self.ports["ca"])

    def stop(self):
        """Closes its standard input, which must end it; its status."""
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(DEADLINE)

    def ask(self, target, headers=None, port="https", method="GET"):
        """(status, headers in lower case, body decoded)."""
        if port == "http":
            link = http.client.HTTPConnection("localhost", self.ports[port],
                                              timeout=DEADLINE)
        else:
            link = http.client.HTTPSConnection(
                "localhost", self.ports[port], context=self.context,
                timeout=DEADLINE)
        try:
            link.request(method, target, headers=headers or {})
            got = link.getresponse()
            body = got.read()
        finally:
            link.close()
        if got.getheader("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return got.status, {key.lower(): ", ".join(got.msg.get_all(key))
                            for key in got.msg.keys()}, body

    def control(self, method, target, value=None):
        link = http.client.HTTPConnection("localhost", self.ports["control"],
                                          timeout=DEADLINE)
        link.request(method, target,
                     None if value is None else json.dumps(value))
        got = link.getresponse()
        body = got.read()
        link.close()
        return got.status, body

    def behave(self, host, mode, argument="", **more):
        status, body = self.control("POST", "/behave", {
            "host": host, "mode": mode, "arg": argument, **more})
        assert status == 204, (status, body)

    def reset(self, limit=None):
        """Everything forgotten; no budgets, unless one is given."""
        assert self.control("POST", "/reset")[0] == 204
        self.behave("all", "limit", limit or "none")

    def count(self, host="", path="", status=""):
        target = f"/count?host={host}&path={path}&status={status}"
        return int(self.control("GET", target)[1])
