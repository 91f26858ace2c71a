/* SPDX-License-Identifier: MIT */
/* The filters of a query, as numbers that facts are compared with. */
#ifndef PAPERD_STORE_SQLITE_FILTER_H
#define PAPERD_STORE_SQLITE_FILTER_H

#include "sqlite_record_set.h"

/* Longest key of a journal's title; a longer title is cut. */
#define SQL_KEY_MAX ((size_t)1024)

/* journal_key() of a title of any length. */
void sql_journal_key(struct span title, struct buf *out);

/* Which records a query lets through, its words aside. */
struct selection {
	struct fact_filter facts;
	struct record_set records;
};
void selection_release(struct selection *selection);

/*
 * Looks up the words, journals and records that the query names; what is not
 * held matches nothing, but for a source, of which there are few: it is
 * STATUS_INVALID_PARAMETER, naming those there are.
 */
MUST_CHECK enum status selection_make(struct reader *reader,
				      const struct query *query,
				      struct selection *ret, struct error *err);

bool selection_has(const struct selection *selection, long long id,
		   const struct facts *facts);

#endif
