/* SPDX-License-Identifier: MIT */
/*
 * What Crossref works and CSL items have in common: content negotiation gives
 * a work in CSL's clothes, with Crossref's further members as they are.
 */
#ifndef PAPERD_SOURCE_CROSSREF_H
#define PAPERD_SOURCE_CROSSREF_H

#include "fill.h"

/* Fills all that both shapes write alike.  fill->paper->doi must be set. */
MUST_CHECK enum status crossref_fill(struct fill *fill, const cJSON *work,
				     struct error *err);

/* The lists among it: references, funders, licences, updates. */
void crossref_fill_lists(struct fill *fill, const cJSON *work);

/* ISSN, ISBN, PubMed and arXiv identifiers. */
void crossref_fill_ids(struct fill *fill, const cJSON *work);

#endif
