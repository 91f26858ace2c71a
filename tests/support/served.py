# SPDX-License-Identifier: MIT
"""The real daemon, for programs that measure or torment it."""
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

WITHOUT_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
READY_SECONDS = 120
END_SECONDS = 60
DATA = pathlib.Path(__file__).resolve().parents[2] / "../shared/data"
BULK = DATA / "bulk_100k.jsonl.gz"


def dump_write(path, works):
    """Lines of JSON, whole from one moment to the next: a file whose name
    begins with a point is not looked at."""
    part = path.with_name("." + path.name)
    with open(part, "w", encoding="utf-8") as out:
        for work in works:
            out.write(json.dumps(work, ensure_ascii=False) + "\n")
    os.rename(part, path)


class Served:
    """paperd serve on folder/store.db and folder/data, on a free port.

    It ends with this process, however that ends.  What it says on standard
    error is appended to folder/log."""

    def __init__(self, binary, folder, *options, before=(), listen="127.0.0.1:0",
                 environment=None):
        """before: words in front of the program, such as prlimit's."""
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.store = self.folder / "store.db"
        self.words = ["setpriv", "--pdeathsig", "KILL", *before, str(binary),
                      "serve", "--listen", listen, "--data", str(self.data),
                      "--store", f"sqlite:{self.store}", *options]
        self.environment = {**os.environ, **(environment or {})}
        self.process = None
        self.start()

    def start(self):
        """Until it listens; raises where it ends instead."""
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                self.words, stdout=subprocess.PIPE, stderr=log,
                env=self.environment)
        line = self.process.stdout.readline().decode()
        if not line:
            raise RuntimeError(f"exit status {self.process.wait()}: "
                               + self.log()[-500:])
        self.address = line.rpartition(" ")[2].strip().removeprefix("http://")
        self.host, _, port = self.address.rpartition(":")
        self.port = int(port)

    def ask(self, target, method="GET", body=None, headers=None, timeout=60):
        """(status, body, headers)"""
        asked = urllib.request.Request(f"http://{self.address}{target}",
                                       data=body, method=method,
                                       headers=headers or {})
        try:
            with WITHOUT_PROXY.open(asked, timeout=timeout) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def wait_ready(self):
        end = time.monotonic() + READY_SECONDS
        while self.ask("/readyz")[0] != 200:
            if time.monotonic() > end:
                raise RuntimeError("not ready")
            time.sleep(.02)

    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    # ---- what the kernel says of it ----

    def status(self, name):
        """A number of /proc/PID/status: VmRSS in bytes, Threads."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as lines:
            for line in lines:
                key, _, value = line.partition(":")
                if key == name:
                    number, *unit = value.split()
                    return int(number) * (1024 if unit else 1)
        raise KeyError(name)

    def rss(self):
        return self.status("VmRSS")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    # ---- ends ----

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        """Exit status after SIGTERM."""
        self.signal(signal.SIGTERM)
        return self.process.wait(END_SECONDS)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()
        self.process.stdout.close()
