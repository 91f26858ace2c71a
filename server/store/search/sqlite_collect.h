/* SPDX-License-Identifier: MIT */
/*
 * What one pass over the records that match gathers: how many there are, the
 * facets, and the records of the page.
 *
 * The pass is made by SQLite for words (the function hit() is called for each
 * row of the index that matches) and over the facts in memory without them.
 */
#ifndef PAPERD_STORE_SQLITE_COLLECT_H
#define PAPERD_STORE_SQLITE_COLLECT_H

#include "sqlite_filter.h"
#include "sqlite_rank.h"

/* Rows that wait until their facts have come from memory. */
#define EXPECTED_MAX 16

struct expected {
	long long rows[EXPECTED_MAX];
	size_t next; /* the oldest */
	size_t count;
};

struct collect {
	const struct facts_table *facts;
	const struct query *query;
	const struct selection *selection;
	struct ranking *ranking; /* NULL: the order needs no scores */
	struct tallies tallies;
	struct picks picks; /* unused where the order is that of a text */
	uint8_t *met;       /* owned; a bit a record, or NULL: not kept */
	long long end;      /* ids from here on have no bit */
	uint8_t *
		refused; /* owned; a bit a record that is not wanted, or NULL */
	long long refused_end; /* of ids from here on that is not known */
	long long total;
	long long first; /* the record that goes before all; 0: none */
	bool first_met;
	struct expected expected;
	bool failed; /* out of memory */
};
void collect_release(struct collect *collect);

/* Keeps a bit for each record that is met: each is then counted once, however
 * often it comes, and collect_has_met() tells. */
MUST_CHECK enum status collect_keep(struct collect *collect, struct error *err);
bool collect_has_met(const struct collect *collect, long long id);

/*
 * A row of the index that matches.  Rows lie far apart in memory, and waiting for
 * it costs more than all that is done with them, so those that are not scored
 * are looked at some rows later; collect_rest() looks at the last ones.
 */
void collect_row(struct collect *collect, const struct hit *hit);
void collect_rest(struct collect *collect);

/* Counts and picks one record that matches, with its place in the order.
 * hit: NULL without words. */
void collect_record(struct collect *collect, long long id,
		    const struct hit *hit);

#endif
