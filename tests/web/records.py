# SPDX-License-Identifier: MIT
"""Invented records for the tests of the page, in the shapes of Crossref and of
the aggregator."""
import json

PREFIX = "10.5555/web."
SERIES = 95  # of one kind, more than four pages of a list
TYPES = ("journal-article", "book-chapter", "proceedings-article")
JOURNALS = ("Annals of Signal Keeping", "Lamp & Lens",
            "Harbour Works (Second Series)")


def work(name, **more):
    doi = more.pop("DOI", PREFIX + name)
    return {"DOI": doi, "type": "journal-article", "source": "Crossref",
            "URL": f"https://doi.org/{doi}", "prefix": doi.split("/")[0],
            "publisher": "Elmwood Press", "language": "en", **more}


def series(number):
    return work(
        f"series.{number:03}", type=TYPES[number % 3],
        title=[f"Keeping log of an invented beacon, part {number}"],
        author=[{"given": "Ada", "family": "Keeper", "sequence": "first",
                 "affiliation": []}],
        issued={"date-parts": [[1990 + number % 30, 1 + number % 12]]},
        **{"container-title": [JOURNALS[number % 7 % 3]],
           "is-referenced-by-count": number * 37 % 101})


def people():
    return [
        {"given": "Ada", "family": "Tester", "sequence": "first",
         "ORCID": "http://orcid.org/0000-0002-1825-0097",
         "affiliation": [{"name": "University of Nowhere"}]},
        {"given": "Jean-Paul", "family": "Ångström", "affiliation": [],
         "sequence": "additional"},
        {"name": "Coast Watch Consortium", "affiliation": [],
         "sequence": "additional"}]


def references():
    return [{"key": "r1", "DOI": PREFIX + "retracted",
             "doi-asserted-by": "publisher"},
            {"key": "r2", "unstructured": "Nobody, N. Nothing at all. 1999."},
            {"key": "r3", "author": "Somebody", "article-title": "Something",
             "journal-title": "Of Some Things", "volume": "3",
             "first-page": "14", "year": "1987"}] + [
        {"key": f"s{n}", "DOI": f"{PREFIX}series.{n:03}"} for n in range(30)]


def full():
    """Everything that a record may have."""
    return work(
        "full", title=["Measuring tides on an imaginary coast"],
        subtitle=["A rule of many marks"], author=people(),
        abstract="<jats:title>Abstract</jats:title><jats:p>Tides of an "
        "imaginary coast were measured with a rule of <jats:italic>n"
        "</jats:italic> marks.</jats:p><jats:p>A second paragraph tells of "
        "water at 25 &amp;lt; 30 degrees.</jats:p>",
        issued={"date-parts": [[2021, 5, 6]]}, volume="7", issue="2",
        page="101-110", ISSN=["2049-3630"], reference=references(),
        subject=["Oceanography", "Made-up things"],
        license=[{"URL": "https://creativecommons.org/licenses/by/4.0/",
                  "content-version": "vor", "delay-in-days": 0}],
        funder=[{"name": "Fund of Nowhere", "DOI": "10.13039/501100777777",
                 "award": ["N-1", "N-2"]}],
        **{"container-title": ["Journal of Invented Results"],
           "short-container-title": ["J. Invent. Res."],
           "is-referenced-by-count": 3, "updated-by": [
               {"DOI": PREFIX + "erratum", "type": "erratum",
                "label": "Erratum",
                "updated": {"date-parts": [[2022, 1, 3]]}}]})


def retracted():
    return work(
        "retracted", title=["Perpetual motion of harbour cranes"],
        author=people()[:1], issued={"date-parts": [[2015, 3]]},
        **{"container-title": ["Journal of Invented Results"], "updated-by": [
            {"DOI": PREFIX + "notice", "type": "retraction",
             "label": "Retraction",
             "updated": {"date-parts": [[2017, 8, 1]]}}]})


def dirty():
    """What is wrong with it is known to test_record.mjs."""
    return work(
        "dirty", title=["  Lamps of <i>caf&amp;#233;s</i> by the   harbour "],
        author=[{"given": "ADA", "family": "TESTER", "sequence": "first",
                 "affiliation": []}],
        issued={"date-parts": [[2019]]}, page="5--9",
        abstract="<jats:p>Abstract: Light &amp;amp; glass were seen at "
        "10<jats:sup>6</jats:sup> candles.</jats:p>",
        **{"container-title": ["Lamp &amp;amp; Lens"]})


def aggregated():
    """The seed's shape: Chinese outside, English inside, then the text."""
    inner = {
        "title": "Signals at dusk: an invented survey of lamps.",
        "authors": "Ada Tester, Wei Li", "doi": PREFIX + "dusk",
        "DOIUrl": None, "url": None, "PeriodicalId": 77,
        "abstract": "<p><p>Lamps at dusk (10<sup>3</sup> of them) were "
        "counted &amp; compared.</p>",
        "journal": {"name": "Journal of Dusk", "volume": "12 4",
                    "pages": "33"},
        "PeriodicalIF": 4.25, "publicationDate": "2024-09-27",
        "publicationTypes": "Journal Article", "isOpenAccess": True,
        "openAccessPdf": "", "citationCount": "12", "resultStr": None,
        "platform": "Semanticscholar", "PeriodicalName": "Journal of Dusk",
        "RegionNum": 4, "RegionCategory": "工程技术", "JCR": "Q2",
        "JCRName": "OPTICS", "TitleCN": None, "AbstractTextCN": None}
    outer = {**inner, "title": "黄昏的信号：一项虚构的灯具调查。",
             "resultStr": json.dumps(inner, ensure_ascii=False)}
    return "\n".join((
        json.dumps(outer, ensure_ascii=False), inner["title"],
        "Lamps at dusk (10³ of them) were counted & compared.", "期刊介绍:",
        "Journal of Dusk prints what is seen when the light goes.", ""))


def made():
    return [full(), retracted(), dirty(), *map(series, range(SERIES))]
