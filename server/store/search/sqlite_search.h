/* SPDX-License-Identifier: MIT */
/* A search carried out: which records, how many, in which order. */
#ifndef PAPERD_STORE_SQLITE_SEARCH_H
#define PAPERD_STORE_SQLITE_SEARCH_H

#include "sqlite_collect.h"

/* A search and what it found. */
struct search_found {
	struct reader *reader;
	const struct query *query;
	struct selection selection;
	struct ranking ranking;
	const struct search *any;            /* words of which any will do */
	const struct search *counted;        /* whose words have been counted */
	long long records[SEARCH_WORDS_MAX]; /* that have each of them */
	struct collect collect;
	unsigned left_out; /* words that were left out, as nothing had all */
};
void search_found_release(struct search_found *found);

/*
 * Carries the words of a query out.  collect has the total, the tallies and,
 * in orders by a number, the records of the page in order; in orders by a text
 * (sqlite_walk.c) the records that were met.
 */
MUST_CHECK enum status search_run(struct search_found *found,
				  struct error *err);

/* The function hit() of each connection: see sqlite_terms.h. */
void search_hit(const Fts5ExtensionApi *api, Fts5Context *fts,
		sqlite3_context *context, int count, sqlite3_value **values);

/* True when the order of a query is that of a text. */
bool is_by_text(const struct query *query);

#endif
