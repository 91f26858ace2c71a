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

/* As library_identifier(), from lines that are "PMID: 31393839"; what follows
 * the value after a blank ("[cs]") is left out. */
void library_labelled(struct fill *fill, struct span text);

/* True for what may stand behind a name: Jr., III, Ph.D.; also for nothing. */
bool library_is_suffix(struct span text);

/* arXiv's identifier at the end of what stands for a journal:
 * "arXiv preprint arXiv:1706.03762". */
void library_preprint(struct fill *fill, struct span journal);

#endif
