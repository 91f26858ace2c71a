# SPDX-License-Identifier: MIT
"""Misbehaviour by name.  Each mode is a function of a Case that gives the
Answer, or does the talking itself and gives None.  A DOI asks for one:

    10.5555/MODE[.ARGUMENT…][.ANYTHING]    at Crossref
    10.5072/MODE…                          at DataCite
    10.5557/MODE…                          at doi.org itself
"""
import dataclasses
import re
import urllib.parse

import made
from records import CSL, Record
from wire import Answer, Request

AGENCY_OF = {"10.5555": "Crossref", "10.5072": "DataCite",
             "10.5557": "mEDRA"}
NAMES_OF_AGENCIES = {name.lower(): name for name in (
    "Airiti", "CNKI", "Crossref", "DataCite", "EIDR", "ISTIC", "JaLC", "KISTI",
    "mEDRA", "OP", "Public", "Unknown")}
HOSTS_OF = {"10.5555": ("crossref",), "10.5072": ("datacite", "crosscite"),
            "10.5557": ("doi",)}
MODES = {}


@dataclasses.dataclass
class Mode:
    name: str
    arguments: tuple  # their defaults; of a number's place a number is asked
    run: object


@dataclasses.dataclass
class Case:
    """A request that is to be answered badly."""
    request: Request
    writer: object
    host: str
    arguments: list
    good: object   # () -> Answer: what would be right
    base: object   # host -> its URL
    ports: dict    # name -> port
    same: str      # the URL asked for, without its query


def mode(name, *arguments):
    """Makes a function a mode; its first line of documentation is shown."""
    def keep(function):
        MODES[name] = Mode(name, arguments, function)
        return function
    return keep


def with_defaults(one, given):
    """Arguments of a mode; the default for one that is missing, empty, or not
    the number that it should be."""
    ret = []
    for number, default in enumerate(one.arguments):
        value = str(given[number]) if number < len(given) else ""
        if isinstance(default, int):
            ret.append(int(value) if value.isdigit() else default)
        else:
            ret.append(value or default)
    return ret


def parse(doi):
    """(prefix, Mode, arguments) of a DOI that asks for a mode, or None."""
    prefix, _, suffix = doi.lower().partition("/")
    name, *rest = suffix.split(".")
    one = MODES.get(name)
    if prefix not in AGENCY_OF or one is None:
        return None
    return prefix, one, with_defaults(one, rest)


def doi_of(host, path):
    """The DOI that a path of a host asks for, or ""."""
    patterns = {"crossref": r"(?:/v1(?:\.0)?)?/works/(.*?)(?:/transform.*)?",
                "datacite": r"/dois/(.*)"}
    found = re.fullmatch(patterns.get(host, r"/(.*)"), path, re.S)
    return urllib.parse.unquote(found[1]) if found else ""


def asked_for(host, path):
    """(Mode, arguments) when the DOI in a path asks for it here, or None."""
    found = parse(doi_of(host, path))
    if found is None or host not in HOSTS_OF[found[0]]:
        return None
    return found[1:]


def record_of(doi):
    """The record of a DOI that asks for a mode, or None."""
    found = parse(doi)
    if found is None or found[1].name == "absent":
        return None
    prefix, one, arguments = found
    agency = AGENCY_OF[prefix]
    if one.name == "ra":
        agency = NAMES_OF_AGENCIES.get(arguments[0].lower(), "Unknown")
    record = Record(doi, agency)
    if one.name == "etag":
        record.etag = '"made-1"'
        record.modified = "Fri, 01 Mar 2024 00:00:00 GMT"
    fill(record, prefix, one.name)
    return record


def fill(record, prefix, name):
    """Gives a record its members, of the DOI that the mode wants."""
    doi, asked = record.doi, record.doi
    if name in ("alias", "other"):
        doi = f"{prefix}/{'main' if name == 'alias' else 'stray'}.of." + (
            asked.partition("/")[2])
    work, data = made.work(doi), made.data(doi)
    if name == "alias":
        work["aliases"] = [asked]
        data["attributes"]["identifiers"] = [
            {"identifier": asked, "identifierType": "DOI"}]
    if name == "no-doi":
        del work["DOI"], data["id"], data["attributes"]["doi"]
    if prefix == "10.5072":
        record.members["data"] = data
    elif prefix == "10.5555":
        record.members["work"] = work
    if prefix != "10.5072" or name == "no-doi":
        record.members["csl"] = made.csl_of_work(work)


def direct(doi):
    """What doi.org says by itself for 10.5557/MODE: the CSL-JSON."""
    return Answer(200, [("Content-Type", CSL)],
                  made.to_json(made.csl_of(record_of(doi))))
