/* SPDX-License-Identifier: MIT */
/*
 * The records that have any of some phrases, in no order.
 *
 * Every row that a statement gives costs more than FTS5's step to it.  Where
 * neither the row nor its place is wanted, only which records there are, FTS5 is
 * asked for each phrase by itself: it steps through the rows of one without a
 * statement, and without joining them to those of another.
 */
#ifndef PAPERD_STORE_SQLITE_PHRASES_H
#define PAPERD_STORE_SQLITE_PHRASES_H

#include "sqlite_collect.h"

/* Collects the records that match a text which is strings joined by OR, none of
 * them a prefix. */
MUST_CHECK enum status phrases_walk(struct connection *reader,
				    struct collect *collect, struct span match,
				    struct error *err);

/* The function phrases() of each connection: see sqlite_terms.h. */
void phrases_meet(const Fts5ExtensionApi *api, Fts5Context *fts,
		  sqlite3_context *context, int count, sqlite3_value **values);

#endif
