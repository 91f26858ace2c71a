# SPDX-License-Identifier: MIT
"""Requests of every kind, as the records of config/sample answer them."""
import json

from crowd import SAMPLE, Ask

DOI = "10.1038/nature14539"
HELD = [json.loads(line)["DOI"]
        for line in (SAMPLE / "crossref.jsonl").read_text().splitlines()]
GZIP = {"Accept-Encoding": "gzip"}
JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}
RECORD = f"/v1/records/{DOI}"
REFERENCE = ("Watson JD, Crick FHC. Molecular structure of nucleic acids. "
             "Nature 1953;171:737-738.")


def batch(dois):
    return json.dumps({"dois": list(dois)}).encode()


def raw():
    """A record as Crossref has it."""
    return (SAMPLE / "crossref.jsonl").read_bytes().split(b"\n")[0]


LOOKUPS = [
    Ask("look-up", RECORD),
    Ask("look-up by HEAD", RECORD, method="HEAD"),
    Ask("look-up, gzip", RECORD, headers=GZIP),
    Ask("some fields", RECORD + "?fields=title,authors,abstract"),
    Ask("with its raw form", RECORD + "?raw=true"),
    Ask("with its report", RECORD + "?report=full"),
    Ask("abstract", f"/v1/abstracts/{DOI}"),
    Ask("handle", f"/api/handles/{DOI}"),
    Ask("agency", f"/doiRA/{DOI}"),
    Ask("work", f"/works/{DOI}"),
    Ask("agency of a work", f"/works/{DOI}/agency"),
    Ask("matching", f"/service/lookup?doi={DOI}"),
]
FORMS = [Ask(form, f"{RECORD}?format={form}") for form in
         ("bibtex", "ris", "csl", "citation", "crossref", "csv")] + [
    Ask("bibtex in ASCII", RECORD + "?format=bibtex&ascii=true"),
    Ask("negotiated", f"/{DOI}",
        headers={"Accept": "text/x-bibliography; style=ieee"}),
]
SEARCHES = [
    Ask("words and facets",
        "/v1/records?query=structure+of+molecules&facets=year,type,journal"),
    Ask("words, highlighted", "/v1/records?query=learning&highlight=true"),
    Ask("a phrase", "/v1/records?query=%22nucleic+acids%22&limit=3"),
    Ask("a filter and an order", "/v1/records?year=1900..2010&sort=title"),
    Ask("all", "/v1/records?limit=100"),
    Ask("all, gzip", "/v1/records?limit=100", headers=GZIP),
    Ask("journals", "/v1/journals?query=nature"),
    Ask("a journal", "/v1/journals/0028-0836"),
    Ask("authors", "/v1/authors?query=watson"),
    Ask("completions", "/v1/autocomplete?q=mol"),
    Ask("works", "/works?query=structure&rows=5&facet=published:*"),
    Ask("a reference to works", "/works?query.bibliographic=watson+crick+1953"),
    Ask("members", "/members?query=nature"),
    Ask("a funder", "/funders/100000001", (404,)),
    Ask("matching a reference",
        "/service/lookup?biblio=" + REFERENCE.replace(" ", "+")),
]
EXPORTS = [Ask(f"all as {form}", f"/v1/records?format={form}&limit=100")
           for form in ("ndjson", "csv", "bibtex", "csl", "citation")]
BATCHES = [
    Ask("batch", "/v1/records/lookup", (200,), "POST", batch(HELD), JSON),
    Ask("batch, gzip", "/v1/records/lookup", (200,), "POST", batch(HELD),
        {**JSON, **GZIP}),
    Ask("batch as lines", "/v1/records/lookup?format=ndjson", (200,), "POST",
        "\n".join(HELD).encode(), TEXT),
    Ask("references verified", "/v1/verify", (200,), "POST",
        REFERENCE.encode(), TEXT),
    Ask("a record cleaned", "/v1/clean", (200,), "POST", raw(), JSON),
]
SERVICE = [
    Ask("index", "/"), Ask("health", "/healthz"), Ask("rules", "/v1/rules"),
    Ask("statistics", "/v1/stats"), Ask("description", "/openapi.json"),
    Ask("metrics", "/metrics"), Ask("types", "/types"),
]
ERRORS = [
    Ask("nothing there", "/v1/nothing", (404,)),
    Ask("not held", "/v1/records/10.5555/none?fetch=never", (404,)),
    Ask("no DOI", "/v1/records/abc", (400,)),
    Ask("an unknown parameter", "/v1/records?colour=red", (400,)),
    Ask("another method", RECORD, (405,), "DELETE"),
    Ask("a form that is none", RECORD + "?format=pdf", (400, 406)),
    Ask("a body that is none", "/v1/records/lookup", (400,), "POST", b"{",
        JSON),
    Ask("a body too large", "/v1/records/lookup", (413, 0), "POST",
        b" " * (2 << 20), JSON),
    Ask("a bad escape", "/v1/records/10.1038/%zz", (400,)),
    Ask("a URL too long", "/v1/records/10.1038/" + "x" * 9000, (414,)),
    Ask("no such work", "/works/10.5555/none", (404, 502, 503)),
]
ALL = LOOKUPS + FORMS + SEARCHES + EXPORTS + BATCHES + SERVICE + ERRORS


def conditional(served):
    """Asked again with the tag of the answer: 304."""
    tag = served.ask(RECORD)[2]["ETag"]
    return Ask("asked again", RECORD, (304,),
               headers={"If-None-Match": tag})
