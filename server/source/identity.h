/* SPDX-License-Identifier: MIT */
/*
 * Whether a record can be told from others: by its DOI, else by one of the
 * identifiers of paper_identifiers().
 *
 * A source calls identity_doi() first, since texts may depend on the DOI, and
 * identity_check() last: by then every identifier is known.
 */
#ifndef PAPERD_SOURCE_IDENTITY_H
#define PAPERD_SOURCE_IDENTITY_H

#include "fill.h"

/* The DOI, if raw is one; what is wrong with it is kept for identity_check().
 * Errors: STATUS_NO_MEMORY, STATUS_TOO_LARGE. */
MUST_CHECK enum status identity_doi(struct fill *fill, struct span raw,
				    struct error *err);

/* The identifier that an address of PubMed, PubMed Central or arXiv holds,
 * while it is not known.  Any other address says nothing. */
void identity_address(struct fill *fill, struct span url);

/*
 * fill_check(), and the address of a record that states none.  Errors: of
 * fill_check(); STATUS_INVALID_BODY "no DOI or other identifier", naming the
 * DOI that is none, or "no DOI and no title" where an identifier is all there
 * is.
 */
MUST_CHECK enum status identity_check(struct fill *fill, struct error *err);

#endif
