#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""crossrefapi: works, walks through cursors, and the lists beside them."""
import importlib.metadata
import itertools

import crossref.restful
from crossref.restful import Etiquette, Funders, Journals, Prefixes, Types, \
    Works

from calls import ABSENT, ARTICLE, BASE, ISSN, ODD, call, client, equal, holds

client("crossrefapi", importlib.metadata.version("crossrefapi"),
       "`crossref.restful.build_url_endpoint`, which has `https://` and the "
       "host in it, is replaced")
crossref.restful.build_url_endpoint = lambda endpoint, context=None: \
    "/".join(filter(None, (BASE, context, endpoint)))
works = Works(etiquette=Etiquette("tests", "1", BASE, "reader@example.org"))


def dois(items):
    return [item["DOI"] for item in items]


@call("doi")
def _():
    equal(works.doi(ARTICLE)["volume"], "7")
    equal(works.doi(ABSENT), None)
    for doi in ODD:
        equal(works.doi(doi)["DOI"], doi)


@call("doi_exists")
def _():
    equal([works.doi_exists(doi) for doi in (ARTICLE, ABSENT)], [True, False])


@call("agency")
def _():
    equal(works.agency(ARTICLE)["agency"]["id"], "crossref")
    equal(works.agency(ABSENT), None)


@call("query, iterated through cursors")
def _():
    query = works.query("tides")
    found = dois(query)
    equal(len(set(found)), query.count())
    holds(ARTICLE, found)


@call("query by fields")
def _():
    holds(ARTICLE, dois(works.query(author="Tester",
                                    bibliographic="imaginary coast")))


@call("all works, more than a page of 100")
def _():
    every = works.filter(has_orcid="false")
    found = dois(itertools.islice(every, 1000))
    equal(len(found), min(1000, every.count()))
    equal(len(set(found)), len(found))


@call("filter")
def _():
    found = list(works.filter(issn=ISSN, from_pub_date="2021",
                              type="journal-article"))
    holds(ARTICLE, dois(found))
    equal({item["type"] for item in found}, {"journal-article"})


@call("filter, sort, order, select")
def _():
    found = list(works.filter(issn=ISSN).sort("published").order("asc")
                 .select("DOI, title"))
    assert found and all(set(item) <= {"DOI", "title"} for item in found)


@call("facet")
def _():
    for name in ("type-name", "publisher-name", "published",
                 "container-title", "source"):
        assert works.facet(name, 10)[name]["values"], name


@call("sample")
def _():
    equal(len(dois(works.sample(9))), 9)


@call("version, rate limits")
def _():
    equal(works.version, "1.0.0")
    assert int(works.x_rate_limit_limit) >= 50
    equal(works.x_rate_limit_interval, "1s")


@call("journals: journal, journal_exists, works, query")
def _():
    journals = Journals()
    equal(journals.journal(ISSN)["title"], "Journal of Invented Results")
    equal(journals.journal_exists("0000-0000"), False)
    holds(ARTICLE, dois(journals.works(ISSN).query("coast")))
    holds("Journal of Invented Results",
          [j["title"] for j in journals.query("Invented")])


@call("types: all, type, works")
def _():
    holds("book", [row["id"] for row in Types().all()])
    equal(Types().type("book")["label"], "Book")
    assert dois(Types().works("dissertation"))


@call("prefixes, funders: works")
def _():
    holds(ARTICLE, dois(Prefixes().works("10.5555").query("coast")))
    equal(dois(Funders().works("501100777777")), [ARTICLE])
