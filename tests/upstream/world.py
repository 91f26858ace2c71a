# SPDX-License-Identifier: MIT
"""doi.org and the agencies as they answer when all is well."""
import re
import urllib.parse

import made
from answers import (accepted, choose, html, in_kind, is_same, json_answer,
                     message, quote, redirect, transform, validated)
from records import AGENCIES, CSL, NAMES
from wire import Answer

SYNTAX = re.compile(r"10(\.[0-9]+)+/[^\x00-\x20\x7f].*", re.S)
# hosts that doi.org sends to, by agency
CONTENT = {"Crossref": "crossref", "DataCite": "crosscite", "JaLC": "jalc",
           "mEDRA": "medra"}
# Accept that asks for metadata, not for the page of a work
METADATA = ("json", "xml", "bibtex", "bibliography", "x-research-info",
            "turtle", "n-triples", "n3")
DROPPED = {"connection", "content-length", "transfer-encoding", "date",
           "content-encoding", "keep-alive", "location", "alt-svc", "status",
           "strict-transport-security", "x-rate-limit-limit",
           "x-rate-limit-interval", "x-ratelimit-limit",
           "x-ratelimit-interval", "x-concurrency-limit", "x-api-pool"}


def suits(row, wanted):
    """Whether a recorded answer does for another Accept than its own."""
    if wanted in (row.accept.lower(), row.type.partition(";")[0].lower()):
        return True
    if wanted == "*/*":
        return row.status == 200
    if row.host == "datacite":
        return "json" in wanted and "json" in row.type
    return row.status == 404 and "text/html" in row.type


class World:
    """Answers of all hosts; base(host) of a call is a host's address."""

    def __init__(self, records):
        self.records = records

    def answer(self, host, request, base):
        """The answer of a host to a path without its prefix."""
        answer = self.recorded(host, request, base)
        if answer is None:
            answer = getattr(self, "ask_" + host)(request, base)
        if answer.status == 200 and is_same(request, answer):
            return Answer(304, answer.without("content-type"))
        return answer

    def recorded(self, host, request, base):
        """What was recorded for just this, or None."""
        rows = [row for row in self.records.find_recorded(
                    host, request.path, request.query)
                if row.scheme == "https" or row.status == 200]
        asked = request.headers.get("accept", "").lower()
        for row in rows:
            if row.accept.lower() == asked:
                return self.replay(row, base)
        for wanted in accepted(request):
            for row in rows:
                if suits(row, wanted):
                    return self.replay(row, base)
        return None

    def replay(self, row, base):
        """A recorded answer, its Location made one of the stand-in's."""
        headers = [(name, value) for name, value in row.headers()
                   if name.lower() not in DROPPED]
        if row.location:
            headers.append(("Location", self.rewrite(row.location, row.host,
                                                     base)))
        return Answer(row.status, headers, row.path.read_bytes())

    @staticmethod
    def rewrite(location, host, base):
        if location.startswith("/"):
            return base(host) + location
        url = urllib.parse.urlsplit(location)
        for other, names in NAMES.items():
            if url.hostname in names:
                return base(other) + url._replace(scheme="",
                                                  netloc="").geturl()
        return base("landing") + "/" + quote(location)

    # ---- doi.org ----

    def ask_doi(self, request, base):
        path = urllib.parse.unquote(request.path)
        if path.startswith(("/doiRA/", "/ra/")):
            return self.ask_agencies(request.path.split("/", 2)[2])
        if path.startswith("/api/handles/"):
            return self.ask_handle(request, path[len("/api/handles/"):], base)
        doi = path[1:]
        if not SYNTAX.fullmatch(doi):
            return html(400, "Error: Not a DOI")
        record = self.records.find(doi)
        if record is None:
            return html(404, "Error: DOI Not Found")
        host = CONTENT.get(record.agency)
        if host is None or not any(word in kind for kind in accepted(request)
                                   for word in METADATA):
            return redirect(base("landing") + "/" + quote(doi))
        if host == "crossref":
            return redirect(f"{base(host)}/v1/works/{quote(doi)}/transform")
        return redirect(f"{base(host)}/{quote(doi)}")

    def agency_of(self, doi):
        """A line of doiRA's answer."""
        agency = self.records.prefixes.get(doi)
        if agency is None and not SYNTAX.fullmatch(doi):
            return {"DOI": doi, "status": "Invalid DOI"}
        record = self.records.find(doi)
        agency = agency or (record and record.agency)
        if agency is None:
            return {"DOI": doi, "status": "DOI does not exist"}
        if agency == "Unknown":
            return {"DOI": doi, "status": "Unknown"}
        return {"DOI": doi, "RA": agency}

    def ask_agencies(self, text):
        dois = [urllib.parse.unquote(part) for part in text.split(",")]
        return json_answer([self.agency_of(doi) for doi in dois],
                           kind="application/json;charset=UTF-8")

    def ask_handle(self, request, doi, base):
        kind = "application/json;charset=UTF-8"
        if self.records.find(doi) is None:
            return json_answer({"responseCode": 100, "handle": doi}, 404, kind)
        if request.argument("type") not in (None, "URL"):
            return json_answer({"responseCode": 200, "handle": doi,
                                "values": []}, 200, kind)
        return json_answer({"responseCode": 1, "handle": doi, "values": [
            {"index": 1, "type": "URL", "ttl": 86400, "data": {
                "format": "string",
                "value": base("landing") + "/" + quote(doi)}}]}, 200, kind)

    # ---- Crossref ----

    def ask_crossref(self, request, base):
        path = re.sub(r"^/v1(\.0)?(?=/)", "", request.path).rstrip("/")
        if path == "/works":
            return self.ask_list(request)
        if not path.startswith("/works/"):
            return json_answer({"status": "error",
                                "message-type": "route-not-found",
                                "message-version": "1.0.0",
                                "message": "Route not found"}, 404)
        found = re.fullmatch(r"/works/(.*?)(/agency|/transform(/.*)?)?", path)
        record = self.records.find(urllib.parse.unquote(found[1]))
        if record is None or record.agency != "Crossref":
            return Answer(404, [("Content-Type", "text/plain")],
                          b"Resource not found.")
        if found[2] == "/agency":
            return json_answer(message("work-agency", {
                "DOI": record.doi.lower(),
                "agency": {"id": "crossref", "label": "Crossref"}}))
        if found[2]:
            return transform(request, record, (found[3] or "/")[1:])
        return validated(record, json_answer(
            message("work", record.get("work") or record.get("csl")
                    or made.work(record.doi))))

    def ask_list(self, request):
        """/works?filter=doi:a,doi:b&rows=N; other filters find nothing."""
        rows = request.argument("rows") or "20"
        if not rows.isdigit() or int(rows) > 1000:
            return json_answer({
                "status": "failed", "message-type": "validation-failure",
                "message": [{"type": "integer-not-valid", "value": rows,
                             "message": f"Integer specified as {rows} but "
                             "must be a positive integer less than or equal "
                             "to 1000. "}]}, 400)
        found = [self.records.find(part[4:]) for part in
                 (request.argument("filter") or "").split(",")
                 if part.startswith("doi:")]
        works = list({record.doi.lower(): record.get("work")
                      for record in found
                      if record and record.get("work")}.values())
        return json_answer(message("work-list", {
            "facets": {}, "total-results": len(works),
            "items": works[:int(rows)], "items-per-page": int(rows),
            "query": {"start-index": 0, "search-terms": None}}))

    # ---- DataCite and the others ----

    def ask_datacite(self, request, base):
        path = urllib.parse.unquote(request.path)
        record = self.records.find(path[len("/dois/"):])
        value = record and record.get("data")
        if not path.startswith("/dois/") or value is None:
            return json_answer({"errors": [{
                "status": "404", "title": "The resource you are looking for "
                "doesn't exist."}]}, 404, "application/json; charset=utf-8")
        return validated(record, json_answer(
            {"data": value}, kind="application/json; charset=utf-8"))

    def ask_content(self, request, base, agencies):
        """/{doi} of a content negotiation of an agency."""
        doi = urllib.parse.unquote(request.path)[1:]
        record = self.records.find(doi)
        if record is None or record.agency not in agencies:
            return Answer(404, [("Content-Type", "text/plain")],
                          b"The resource you are looking for doesn't exist.")
        kind = choose(request, (CSL, "application/x-bibtex",
                                "application/vnd.datacite.datacite+json"))
        if kind is None or "*/*" in accepted(request)[:1]:
            return redirect(base("landing") + "/" + quote(doi), 303)
        if kind.endswith("datacite+json"):
            value = record.get("data") or made.data(doi)
            return json_answer(value["attributes"], kind=kind)
        return in_kind(record, kind, "; charset=utf-8")

    def ask_crosscite(self, request, base):
        return self.ask_content(request, base, ("DataCite",))

    def ask_jalc(self, request, base):
        return self.ask_content(request, base, (AGENCIES["jalc"],))

    def ask_medra(self, request, base):
        return self.ask_content(request, base, (AGENCIES["medra"],))

    def ask_landing(self, request, base):
        return html(200, "The page of a work")
