#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""manubot: the CSL item of a DOI, as `manubot cite` gets it."""
import importlib.metadata

import manubot.cite.doi

from calls import ARTICLE, BASE, ODD, call, client, equal

client("manubot cite", importlib.metadata.version("manubot"),
       "`manubot.cite.doi.content_negotiation_url_default`; what it asks "
       "of PubMed and shortdoi.org is left out")
manubot.cite.doi.content_negotiation_url_default = BASE
manubot.cite.doi.get_short_doi_url = lambda doi: None
manubot.cite.doi.get_pubmed_ids_for_doi = lambda doi: {}
item_of = manubot.cite.doi.get_doi_csl_item_default


@call("get_doi_csl_item_default")
def _():
    item = item_of(ARTICLE)
    equal(item["title"], "Measuring tides on an imaginary coast")
    equal(item["container-title"], "Journal of Invented Results")
    equal(item["author"][0]["family"], "Tester")


@call("DOIs that have to be quoted")
def _():
    for doi in (*ODD, "10.5555/a#b?c&d=e+f"):
        equal(item_of(doi)["DOI"], doi)
