# SPDX-License-Identifier: MIT
"""What the stand-in knows: invented records of records/, and the recorded
answers of the shared data where they are."""
import collections
import json
import pathlib
import urllib.parse

# host of the stand-in: its real names
NAMES = {
    "doi": ("doi.org", "www.doi.org", "dx.doi.org"),
    "crossref": ("api.crossref.org",),
    "datacite": ("api.datacite.org",),
    "crosscite": ("data.crosscite.org",),
    "jalc": ("japanlinkcenter.org",),
    "medra": ("data.medra.org",),
}
HOST_OF = {name: host for host, names in NAMES.items() for name in names}
AGENCIES = {"crossref": "Crossref", "datacite": "DataCite",
            "crosscite": "DataCite", "jalc": "JaLC", "medra": "mEDRA"}
FOLDERS = ("contentneg", "contentneg/ra", "crossref/work", "crossref/errors",
           "datacite/responses")
CSL = "application/vnd.citationstyles.csl+json"


def key_of(path, query):
    """How a recorded answer is found: the path decoded, the query without
    who asks."""
    query = "&".join(part for part in query.split("&")
                     if part and not part.startswith("mailto="))
    return urllib.parse.unquote(path).lower(), query


class Record:
    """A DOI: its agency and what is known of it, read when wanted."""

    def __init__(self, doi, agency):
        self.doi, self.agency = doi, agency
        self.members = {}  # work, data, csl: the value, or a file to read it
        self.landing = None
        self.etag = self.modified = None

    def get(self, name):
        """A member as parsed JSON, or None."""
        value = self.members.get(name)
        if isinstance(value, pathlib.Path):
            value = json.loads(value.read_text(encoding="utf-8"))
            if name == "work":
                value = value["message"]
            elif name == "data":
                value = value["data"]
            self.members[name] = value
        return value


class Recorded:
    """One recorded answer, a line of an index."""

    def __init__(self, folder, row):
        self.row, self.path = row, folder / row["file"]
        url = urllib.parse.urlsplit(row["url"])
        self.scheme = url.scheme
        self.host = HOST_OF.get(url.hostname)
        self.key = key_of(url.path, url.query)
        self.status, self.location = row["status"], row["location"]
        self.accept = row["accept"] or ""
        self.type = row["content_type"] or ""

    def headers(self):
        """As recorded; the index has a value or a list of them."""
        return [(name, value) for name, values in self.row["headers"].items()
                for value in ([values] if isinstance(values, str)
                              else values)]


class Records:
    """All that is known, by DOI (ASCII lower case) and by recorded URL."""

    def __init__(self, own, shared):
        self.by_doi = {}
        self.recorded = collections.defaultdict(list)
        self.prefixes = {}
        self.otherwise = lambda doi: None  # what is made on the fly
        for path in sorted(pathlib.Path(own).glob("*.json")):
            self.add_own(json.loads(path.read_text(encoding="utf-8")))
        for name in FOLDERS if shared else ():
            folder = pathlib.Path(shared) / "data" / name
            if (folder / "index.jsonl").is_file():
                self.add_folder(folder)

    def add_own(self, value):
        for doi in (value["doi"], *value.get("aliases", ())):
            record = self.record(doi, value["agency"])
            for name in ("work", "data", "csl"):
                if name in value:
                    record.members[name] = value[name]
            record.etag = value.get("etag")
            record.modified = value.get("modified")

    def record(self, doi, agency):
        """The record of a DOI, made when it is new."""
        return self.by_doi.setdefault(doi.lower(), Record(doi, agency))

    def add_folder(self, folder):
        text = (folder / "index.jsonl").read_text(encoding="utf-8")
        for line in text.splitlines():
            one = Recorded(folder, json.loads(line))
            if folder.name == "ra":
                self.add_agency(one)
            if one.host and one.row["method"].lower() in ("get", "head"):
                self.add_recorded(one)

    def add_agency(self, one):
        """Answers of doiRA: of a prefix or a DOI."""
        for item in json.loads(one.path.read_text(encoding="utf-8")):
            agency = item.get("RA")
            if agency == "CrossRef":  # as it was written once
                agency = "Crossref"
            if agency and "/" in item["DOI"]:
                self.record(item["DOI"], agency)
            elif agency:
                self.prefixes[item["DOI"]] = agency

    def add_recorded(self, one):
        path, _ = one.key
        if one.row["method"].lower() == "head":
            self.add_landing(one)
            return
        self.recorded[one.host, one.key].append(one)
        doi = one.row["doi"]
        if one.status != 200 or not doi or "&" in doi:
            return
        if one.host == "crossref" and path == f"/works/{doi}":
            self.record(doi, "Crossref").members.setdefault("work", one.path)
        elif one.host == "datacite" and path == f"/dois/{doi}":
            self.record(doi, "DataCite").members.setdefault("data", one.path)
        elif one.type.startswith(CSL) or one.host == "medra":
            record = self.record(doi, AGENCIES[one.host])
            if one.type.startswith(CSL):
                record.members.setdefault("csl", one.path)

    def add_landing(self, one):
        """What doi.org says to who asks for no metadata."""
        if one.host == "doi" and one.location and one.row["doi"]:
            agency = self.prefixes.get(one.row["doi"].split("/")[0],
                                       "DataCite" if "datacite" in one.location
                                       else "Crossref")
            self.record(one.row["doi"], agency).landing = one.location

    def find(self, doi):
        """The record of a DOI, or None."""
        return self.by_doi.get(doi.lower()) or self.otherwise(doi)

    def find_recorded(self, host, path, query):
        """The recorded answers for a URL of a host."""
        path, query = key_of(path, query)
        return (self.recorded.get((host, (path, query)))
                or self.recorded.get((host, (path, ""))) or [])
