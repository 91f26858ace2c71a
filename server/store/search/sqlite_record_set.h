/* SPDX-License-Identifier: MIT */
/*
 * The records that a query names one by one: by key, by the prefix of their
 * DOI, by an exact term.  All of it is looked up before the pass over what
 * matches, and is a bit a record.
 */
#ifndef PAPERD_STORE_SQLITE_RECORD_SET_H
#define PAPERD_STORE_SQLITE_RECORD_SET_H

#include "sqlite.h"

struct record_set {
	uint64_t *bits; /* owned; NULL: all records */
	long long end;  /* behind the last id that has a bit */
};
void record_set_release(struct record_set *set);

/* What all such parameters of the query let through. */
MUST_CHECK enum status record_set_make(struct reader *reader,
				       const struct query *query,
				       struct record_set *ret,
				       struct error *err);

static inline bool record_set_has(const struct record_set *set, long long id)
{
	if (!set->bits)
		return true;
	return id < set->end && set->bits[id / 64] >> id % 64 & 1;
}

/* The first id from this one on that may be of the set, or `end`. */
long long record_set_next(const struct record_set *set, long long id,
			  long long end);

#endif
