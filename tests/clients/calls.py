# SPDX-License-Identifier: MIT
"""What the scripts of clients in Python share: where paperd is, and a line of
output for each call: `ok NAME` or `failed NAME: why`."""
import json
import os
import urllib.request

BASE = os.environ.get("PAPERD_URL", "http://127.0.0.1:8080")
PREFIX = "10.5555/"
ARTICLE = PREFIX + "clients.article"
ABSENT = PREFIX + "clients.absent"
# DOIs with signs that mean something in an address; tests/clients/records.jsonl
ODD = (PREFIX + "(sici)9999-1111(200101)1:2<33::aid-abc4>3.0.co;2-t",
       PREFIX + "one,two;three", PREFIX + "x[1]_(y):z*")
ISSN = "2049-3630"


def client(name, version, way):
    """Names the client: how it is pointed at paperd."""
    print("client", json.dumps([name, version, way]), flush=True)


def call(name):
    """Runs the function beneath at once."""
    def run(function):
        try:
            function()
            print("ok", name, flush=True)
        except Exception as error:  # whatever a client may raise
            why = f"{type(error).__name__}: {error}".replace("\n", " ")
            print(f"failed {name}: {why[:300]}", flush=True)
    return run


def equal(got, wanted):
    assert got == wanted, f"{got!r}, not {wanted!r}"


def holds(part, whole):
    assert part in whole, f"no {part!r} in {whole!r:.200}"


def raised(function, status):
    """That the call fails with an HTTP status in what it raises."""
    try:
        function()
    except Exception as error:
        holds(str(status), str(error))
    else:
        raise AssertionError(f"no error, where {status} was to come")


def records(form, count):
    """So many records, taken by chance but always the same, in a form."""
    with urllib.request.urlopen(f"{BASE}/v1/records?sample={count}&seed=1"
                                f"&format={form}") as answer:
        return answer.read().decode()
