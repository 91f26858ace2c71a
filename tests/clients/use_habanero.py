#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""habanero: works, lists, journals, types, and content negotiation."""
import importlib.metadata
import json

from habanero import Crossref, cn

from calls import (ABSENT, ARTICLE, BASE, ISSN, ODD, call, client, equal,
                   holds, raised)

client("habanero", importlib.metadata.version("habanero"),
       '`Crossref(base_url="http://127.0.0.1:8080")`, '
       '`cn.content_negotiation(…, url="http://127.0.0.1:8080")`')
cr = Crossref(base_url=BASE, mailto="reader@example.org")


def cite(doi=ARTICLE, **options):
    return cn.content_negotiation(ids=doi, url=BASE, **options)


# ---- works ----


@call("works(ids)")
def _():
    work = cr.works(ids=ARTICLE)
    equal(work["message-type"], "work")
    equal(work["message"]["title"], ["Measuring tides on an imaginary coast"])
    equal(work["message"]["author"][1]["family"], "Ångström")
    equal(work["message"]["issued"]["date-parts"], [[2021, 5, 6]])


@call("works of several ids")
def _():
    works = cr.works(ids=[ARTICLE, *ODD])
    equal([w["message"]["DOI"] for w in works], [ARTICLE, *ODD])


@call("works of an absent DOI")
def _():
    raised(lambda: cr.works(ids=ABSENT), 404)


@call("works(query)")
def _():
    works = cr.works(query="tides imaginary coast", limit=5)
    equal(works["message-type"], "work-list")
    holds(ARTICLE, [w["DOI"] for w in works["message"]["items"]])


@call("works(query_author, query_bibliographic)")
def _():
    for words in ({"query_author": "Ångström"},
                  {"query_bibliographic": "Tester 2021 Measuring tides"}):
        holds(ARTICLE, [w["DOI"] for w in
                        cr.works(**words, limit=50)["message"]["items"]])


@call("works(filter)")
def _():
    found = cr.works(filter={"issn": ISSN, "from_pub_date": "2021-05",
                             "has_abstract": True})["message"]["items"]
    holds(ARTICLE, [w["DOI"] for w in found])
    assert all("abstract" in w for w in found)


@call("works(filter) of several DOIs, one with a comma")
def _():
    found = cr.works(filter={"doi": [ARTICLE, *ODD]})["message"]
    equal(sorted(w["DOI"] for w in found["items"]), sorted([ARTICLE, *ODD]))


@call("works(facet)")
def _():
    facets = cr.works(facet="type-name:*", limit=0)["message"]["facets"]
    values = facets["type-name"]["values"]
    assert values["Journal Article"] > values["Dissertation"] > 0, values


@call("works(select)")
def _():
    for work in cr.works(select=["DOI", "title"])["message"]["items"]:
        equal(set(work) - {"DOI", "title"}, set())


@call("works(cursor), page by page")
def _():
    pages = cr.works(filter={"issn": ISSN}, cursor="*", limit=5,
                     cursor_max=1000)
    dois = [w["DOI"] for p in pages for w in p["message"]["items"]]
    equal(len(dois), pages[0]["message"]["total-results"])
    equal(len(set(dois)), len(dois))


@call("works(sort, order, offset)")
def _():
    whole = cr.works(sort="issued", order="asc", limit=10)["message"]["items"]
    rest = cr.works(sort="issued", order="asc", limit=5, offset=5)
    equal([w["DOI"] for w in whole[5:]],
          [w["DOI"] for w in rest["message"]["items"]])


@call("works(sample)")
def _():
    equal(len(cr.works(sample=7)["message"]["items"]), 7)


@call("random_dois")
def _():
    equal(len(set(cr.random_dois(sample=5))), 5)


@call("works(filter) that there is not")
def _():
    raised(lambda: cr.works(filter={"has_nonsense": True}), "has-nonsense")


# ---- what works belong to ----


@call("registration_agency")
def _():
    equal(cr.registration_agency(ARTICLE), ["Crossref"])


@call("journals, journals(ids), journals(ids, works)")
def _():
    assert cr.journals(limit=3)["message"]["items"]
    equal(cr.journals(ids=ISSN)["message"]["title"],
          "Journal of Invented Results")
    works = cr.journals(ids=ISSN, works=True, query="imaginary coast")
    holds(ARTICLE, [w["DOI"] for w in works["message"]["items"]])


@call("types, types(ids), types(ids, works)")
def _():
    holds("journal-article", [t["id"] for t in cr.types()["message"]["items"]])
    equal(cr.types(ids="book")["message"]["label"], "Book")
    works = cr.types(ids="dissertation", works=True)["message"]["items"]
    equal({w["type"] for w in works}, {"dissertation"})


@call("members(query), prefixes(ids, works)")
def _():
    assert cr.members(query="Elmwood")["message"]["items"]
    assert cr.prefixes(ids="10.5555", works=True)["message"]["items"]


@call("funders(ids, works)")
def _():
    works = cr.funders(ids="501100777777", works=True)["message"]["items"]
    equal([w["DOI"] for w in works], [ARTICLE])


# ---- content negotiation ----


@call("content_negotiation(bibtex)")
def _():
    holds("title = {Measuring tides on an imaginary coast}", cite())
    holds("@book{", cite(ARTICLE.replace("article", "book"), format="bibentry"))


@call("content_negotiation(ris)")
def _():
    holds("TI  - Measuring tides", cite(format="ris"))


@call("content_negotiation(text), five styles and four locales")
def _():
    for style in ("apa", "ieee", "vancouver", "chicago-author-date",
                  "harvard"):
        for locale in ("en-US", "de-DE", "fr-FR", "zh-CN"):
            holds("Measuring tides",
                  cite(format="text", style=style, locale=locale))


@call("content_negotiation(citeproc-json), paperd as its proxy")
def _():
    # Its address is a constant; whatever else is given goes to the HTTP
    # client, and paperd answers what is asked of a proxy.
    item = json.loads(cite(format="citeproc-json", proxy=BASE))
    equal(item["type"], "article-journal")


@call("content_negotiation of several DOIs")
def _():
    for text, doi in zip(cite(list(ODD), format="ris"), ODD):
        holds(f"DO  - {doi}", text)


@call("content_negotiation(turtle), which there is not")
def _():
    raised(lambda: cite(format="turtle"), 406)
