# SPDX-License-Identifier: MIT
"""Records made on the fly, and one shape of a record made of another."""
import json

CSL_TYPES = {"journal-article": "article-journal", "book-chapter": "chapter",
             "proceedings-article": "paper-conference",
             "posted-content": "manuscript", "monograph": "book"}
LISTS = ("title", "subtitle", "container-title", "short-container-title",
         "original-title", "short-title")


def work(doi):
    """An invented work of Crossref's shape."""
    return {
        "DOI": doi, "type": "journal-article", "source": "Crossref",
        "title": [f"On what is kept under {doi.split('/')[1]}"],
        "container-title": ["Journal of Made Works"],
        "ISSN": ["1234-5679"], "publisher": "Invented Press",
        "author": [{"given": "Ada", "family": "Example",
                    "sequence": "first", "affiliation": []}],
        "issued": {"date-parts": [[2024, 2, 29]]},
        "abstract": "<jats:p>What was found, and what it means for the "
                    "field.</jats:p>",
        "reference-count": 0, "references-count": 0, "language": "en",
        "URL": f"https://doi.org/{doi}",
    }


def data(doi):
    """An invented DOI of DataCite's shape."""
    return {"id": doi, "type": "dois", "attributes": {
        "doi": doi, "identifiers": [], "alternateIdentifiers": [],
        "creators": [{"name": "Example, Ada", "nameType": "Personal",
                      "givenName": "Ada", "familyName": "Example",
                      "affiliation": [], "nameIdentifiers": []}],
        "titles": [{"title": f"Measurements kept under {doi.split('/')[1]}"}],
        "publisher": "Invented Archive", "container": {},
        "publicationYear": 2024, "subjects": [], "contributors": [],
        "dates": [{"date": "2024-02-29", "dateType": "Issued"}],
        "language": "en", "relatedIdentifiers": [], "rightsList": [],
        "types": {"ris": "DATA", "bibtex": "misc", "citeproc": "dataset",
                  "schemaOrg": "Dataset", "resourceTypeGeneral": "Dataset"},
        "descriptions": [{"description": "What was measured, and how.",
                          "descriptionType": "Abstract"}],
        "url": f"https://archive.example/{doi}", "state": "findable",
    }}


def csl_of_work(message):
    """As Crossref's transform does: single values for lists of titles."""
    ret = {key: value for key, value in message.items()
           if key not in ("archive", "issn-type")}
    for key in LISTS:
        if key in ret:
            ret[key] = ret[key][0] if ret[key] else ""
    if "short-container-title" in ret:
        ret["container-title-short"] = ret.pop("short-container-title")
    ret["type"] = CSL_TYPES.get(message.get("type"), message.get("type"))
    return ret


def csl_of_data(value):
    """As data.crosscite.org does, in short."""
    attributes = value["attributes"]
    people = [{key: person[name] for key, name in
               (("family", "familyName"), ("given", "givenName"))
               if person.get(name)} or {"literal": person.get("name", "")}
              for person in attributes.get("creators", [])]
    ret = {
        "type": (attributes.get("types") or {}).get("citeproc", "article"),
        "id": f"https://doi.org/{value['id']}", "DOI": value["id"],
        "author": people,
        "issued": {"date-parts": [[attributes.get("publicationYear")]]},
        "publisher": attributes.get("publisher"),
        "title": (attributes.get("titles") or [{}])[0].get("title"),
        "URL": attributes.get("url"),
    }
    for description in attributes.get("descriptions") or []:
        if description.get("descriptionType") == "Abstract":
            ret["abstract"] = description["description"]
    return {key: one for key, one in ret.items() if one is not None}


def csl_of(record):
    """CSL-JSON of a record, of whatever it has; None: nothing."""
    if record.get("csl") is not None:
        return record.get("csl")
    if record.get("work") is not None:
        return csl_of_work(record.get("work"))
    if record.get("data") is not None:
        return csl_of_data(record.get("data"))
    return None


def bibtex_of(record):
    csl = csl_of(record)
    title = csl.get("title") or ""
    return (f"@article{{x, title={{{title}}}, DOI={{{record.doi}}} }}"
            ).encode("utf-8")


def to_json(value):
    """Compact, as the agencies send it."""
    return json.dumps(value, ensure_ascii=False,
                      separators=(",", ":")).encode("utf-8")
