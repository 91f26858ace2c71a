/* SPDX-License-Identifier: MIT */
/*
 * What the exports of reference managers have in common, BibTeX and RIS: there
 * may be no field for the DOI, and then other fields hold it.
 */
#ifndef PAPERD_SOURCE_LIBRARY_H
#define PAPERD_SOURCE_LIBRARY_H

#include "fill.h"

/*
 * Each takes the DOI while there is none: from a field that is meant for it,
 * from an address if it is one of the DOI resolver's, from the lines of a note
 * that say "doi: " and nothing else.
 */
void library_doi(struct fill *fill, struct span raw);
void library_doi_address(struct fill *fill, struct span raw);
void library_doi_note(struct fill *fill, struct span raw);

/* Fills PubMed's or arXiv's identifier, scheme being the source's word for
 * whose it is. */
void library_identifier(struct fill *fill, struct span scheme, struct span raw);

#endif
