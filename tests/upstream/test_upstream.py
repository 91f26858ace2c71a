#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks the stand-in as doi.org and the agencies are asked, and compares with
the recorded answers where the shared data is; then each way to misbehave.

    test_upstream.py [SHARED]
"""
import http.client
import json
import pathlib
import shutil
import ssl
import sys
import unittest
import urllib.parse
import zlib

from client import Client
from records import CSL, FOLDERS, HOST_OF, key_of
from world import DROPPED

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1
                      else HERE.parent.parent.parent / "shared")
SICI = "10.5555/(SICI)1234-5679(199909)36:1+<1::AID-INV2>3.0.CO;2-#"
BROKEN = (ssl.SSLError, ConnectionError, http.client.HTTPException,
          EOFError, zlib.error, OSError)
JATS = "10.5555/stand-in.jats"
# target, Accept, status, Content-Type, what is in the body or the Location
WELL = [
    ("/doi/" + JATS, CSL, 302, "text/html",
     "/crossref/v1/works/10.5555%2Fstand-in.jats/transform"),
    ("/doi/" + JATS, "text/html", 302, "text/html", "/landing/"),
    ("/doi/10.5072/stand-in.dataset", CSL, 302, "text/html", "/crosscite/"),
    ("/doi/10.5557/stand-in.medra", CSL, 302, "text/html", "/medra/"),
    ("/doi/10.5557/stand-in.op", CSL, 302, "text/html", "/landing/"),
    ("/doi/10.5555/not-there", CSL, 404, "text/html", "DOI Not Found"),
    ("/doi/foo", CSL, 400, "text/html", "Not a DOI"),
    (f"/doi/doiRA/{JATS},10.5072/x,foo,10.5557/ra.op.1", "", 200,
     "application/json", '{"DOI":"10.5072/x","status":"DOI does not exist"},'
     '{"DOI":"foo","status":"Invalid DOI"},'
     '{"DOI":"10.5557/ra.op.1","RA":"OP"}]'),
    ("/doi/api/handles/" + JATS, "", 200, "application/json",
     '"responseCode":1'),
    ("/doi/api/handles/10.5555/x", "", 404, "application/json",
     '"responseCode":100'),
    ("/crossref/works/10.5555/not-there", "", 404, "text/plain",
     "Resource not found."),
    ("/crossref/works/10.5072/stand-in.dataset", "", 404, "text/plain",
     "Resource not found."),
    ("/crossref/works/" + JATS, "", 200, "application/json", "<jats:p>"),
    ("/crossref/v1/works/" + urllib.parse.quote(SICI, safe="") + "/transform",
     CSL, 200, CSL, '"title":"An old work under an awkward name"'),
    (f"/crossref/works/{JATS}/transform", "text/turtle", 406, "text/plain",
     ""),
    (f"/crossref/works/{JATS}/agency", "", 200, "application/json",
     '"crossref"'),
    ("/crossref/works/10.5555/stand-in.alias", "", 200, "application/json",
     '"aliases":["10.5555/stand-in.alias"]'),
    (f"/crossref/works?filter=doi:{JATS},doi:10.5555/no&rows=2", "", 200,
     "application/json", '"total-results":1'),
    ("/crossref/works?rows=things", "", 400, "application/json",
     "integer-not-valid"),
    ("/crossref/nothing", "", 404, "application/json", "route-not-found"),
    ("/datacite/dois/10.5072/stand-in.concept", "", 200, "application/json",
     '"identifierType":"DOI"'),
    ("/datacite/dois/10.5072/none", "", 404, "application/json", "errors"),
    ("/crosscite/10.5072/stand-in.dataset", CSL, 200, CSL,
     '"title":"Measurements'),
    ("/crosscite/10.5072/stand-in.dataset", "text/html", 303, "text/html",
     "/landing/"),
    ("/medra/10.5557/stand-in.medra", CSL, 200, CSL, "Esempio"),
]
# mode, status (None: no whole answer)
BADLY = [
    ("status.403", 403), ("status.204", 204), ("status.406", 406),
    ("status.502", 502), ("retry.503.30", 503), ("retry.429.absurd", 429),
    ("html", 200), ("html-json", 200), ("empty", 200), ("no-type", 200),
    ("bad-json", 200), ("cut-json", 200), ("nul", 200), ("utf8", 200),
    ("other", 200), ("alias", 200), ("deep.1000", 200), ("slow.10", 200),
    ("agency-404", 404), ("gzip-corrupt", None), ("gzip-cut", None),
    ("gzip-not", None), ("reset", None), ("reset-start", None),
    ("close", None), ("short", None), ("cut-chunk", None), ("garbage", None),
    ("http09", None), ("headers", None),
    ("big-header.128", None), ("big.1", 200), ("bomb.1", 200),
    ("loop", 302), ("to-file", 302), ("to-internal", 302), ("to-user", 302),
    ("to-none", 302), ("to-landing", 302),
]


def recorded_rows():
    for name in FOLDERS:
        index = SHARED / "data" / name / "index.jsonl"
        if not index.is_file():
            continue
        for line in index.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            url = urllib.parse.urlsplit(row["url"])
            if (row["method"].lower() == "get" and url.hostname in HOST_OF
                    and (url.scheme == "https" or row["status"] == 200)):
                yield index.parent / row["file"], row, url


class Upstream(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = Client("--shared", str(SHARED))

    @classmethod
    def tearDownClass(cls):
        assert cls.site.stop() == 0

    def setUp(self):
        self.site.reset()

    def test_answers_as_recorded(self):
        asked = {}
        for path, row, url in recorded_rows():
            query = key_of(url.path, url.query)[1]  # without mailto
            target = "/" + HOST_OF[url.hostname] + url.path + (
                "?" + query if query else "")
            wanted = {name.lower(): values if isinstance(values, str)
                      else ", ".join(values)
                      for name, values in row["headers"].items()
                      if name.lower() not in DROPPED}
            asked.setdefault((target, row["accept"]), []).append(
                (row["status"], wanted, path.read_bytes()))
        if not asked:
            self.skipTest(f"no recorded answers at {SHARED}")
        for (target, accept), answers in asked.items():
            status, headers, body = self.site.ask(
                target, {"Accept": accept} if accept else {})
            same = [one for one in answers if one[0] == status
                    and one[1].items() <= headers.items() and one[2] == body]
            self.assertTrue(same, f"{target} as {accept}: {status} {headers}")
        print(f"{len(asked)} recorded answers compared", file=sys.stderr)

    def test_answers_well(self):
        for target, accept, status, kind, part in WELL:
            with self.subTest(target=target, accept=accept):
                got, headers, body = self.site.ask(
                    target, {"Accept": accept} if accept else {})
                self.assertEqual(got, status)
                self.assertTrue(headers["content-type"].startswith(kind))
                self.assertIn(part, headers.get("location", "")
                              + body.decode())

    def test_misbehaves_by_doi(self):
        for mode, status in BADLY:
            with self.subTest(mode=mode):
                try:
                    got = self.site.ask(f"/crossref/works/10.5555/{mode}")[0]
                except BROKEN:
                    got = None
                self.assertEqual(got, status)
        self.assertEqual(self.site.ask("/datacite/dois/10.5072/status.502")[0],
                         502)
        self.assertEqual(self.site.ask("/doi/10.5557/retry.503.9")[1]
                         ["retry-after"], "9")
        self.assertEqual(self.site.count("internal"), 0)

    def test_misbehaves_when_told(self):
        target = "/crossref/works/" + JATS
        self.site.behave("crossref", "retry", "429.7", times=1,
                         path="/works/")
        self.assertEqual(self.site.ask(target)[0], 429)
        self.assertEqual(self.site.ask(target)[0], 200)
        self.site.behave("crossref", "down")
        with self.assertRaises(ConnectionRefusedError):
            self.site.ask(target, port="crossref")
        with self.assertRaises(BROKEN):
            self.site.ask(target)
        self.assertEqual(self.site.ask("/doi/" + JATS)[0], 302)
        self.site.behave("crossref", "up")
        self.assertEqual(self.site.ask(target, port="crossref")[0], 200)
        for mode in ("wrong-name", "untrusted"):
            self.site.behave("crossref", mode)
            with self.assertRaises(ssl.SSLCertVerificationError):
                self.site.ask(target, port="crossref")
        self.site.behave("crossref", "none")
        self.assertEqual(self.site.ask(target, port="crossref")[0], 200)
        self.assertEqual(self.site.control("POST", "/behave", {
            "mode": "no-such"})[0], 400)

    def test_answers_by_name(self):
        status, headers, _ = self.site.ask("/" + JATS, {
            "Host": "doi.org", "Accept": CSL})
        self.assertEqual((status, headers["location"]), (
            302, "https://api.crossref.org/v1/works/"
            "10.5555%2Fstand-in.jats/transform"))
        status, headers, _ = self.site.ask("/x", {"Host": "doi.org"}, "http")
        self.assertEqual((status, headers["location"]),
                         (301, "https://doi.org/x"))

    def test_keeps_the_budget(self):
        self.site.reset("3/600/1")
        told = [self.site.ask("/crossref/works/" + JATS, {
            "User-Agent": "x (mailto:a@b)"}) for _ in range(6)]
        self.assertEqual([one[0] for one in told],
                         [200, 200, 200, 200, 429, 429])
        self.assertEqual(told[5][1]["retry-after"], "1")
        self.assertEqual(told[0][1]["x-api-pool"], "polite-single")
        self.assertEqual(told[0][1]["x-rate-limit-limit"], "3")
        public = self.site.ask("/crossref/works/" + JATS)
        self.assertEqual((public[0], public[1]["x-api-pool"]),
                         (200, "public"))
        self.assertEqual(self.site.count("crossref", status=429), 2)

    def test_says_what_is_unchanged(self):
        for target in ("/crossref/works/10.5555/stand-in.validators",
                       "/crossref/works/10.5555/etag.1",
                       "/datacite/dois/10.5072/stand-in.dataset"):
            _, headers, _ = self.site.ask(target)
            status, _, body = self.site.ask(target, {
                "If-None-Match": headers["etag"]})
            self.assertEqual((status, body), (304, b""), target)
            self.assertEqual(self.site.ask(target, {
                "If-None-Match": '"other"'})[0], 200, target)


if __name__ == "__main__":
    if not shutil.which("openssl"):
        print("skipped: there is no openssl here")
        sys.exit(77)
    unittest.main()
