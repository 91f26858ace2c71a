/* SPDX-License-Identifier: MIT */
/* Orders by a text: DOI and title. */
#ifndef PAPERD_STORE_SQLITE_WALK_H
#define PAPERD_STORE_SQLITE_WALK_H

#include "sqlite_search.h"

/* Gives a connection the function that a walk asks.  A result code. */
int walk_register(sqlite3 *db);

/* The ids of the page, in order: at most query.limit in ids.  *ret_next is the
 * place behind it when there is more. */
MUST_CHECK enum status walk_run(struct search_found *found, long long *ids,
				size_t *count, struct place *ret_next,
				struct error *err);

#endif
