/* SPDX-License-Identifier: MIT */
#ifndef PAPERD_STORE_SQLITE_FACETS_H
#define PAPERD_STORE_SQLITE_FACETS_H

#include "sqlite.h"

/* The values of one facet with the most records, by name, at most max. */
MUST_CHECK enum status facet_read(struct reader *reader,
				  const struct tallies *tallies,
				  enum query_facet facet, size_t max,
				  struct facet *ret, struct error *err);

/* All facets that were tallied. */
MUST_CHECK enum status facets_read(struct reader *reader,
				   const struct tallies *tallies, unsigned max,
				   struct page *ret, struct error *err);

#endif
