/* SPDX-License-Identifier: MIT */
/*
 * What of a record is searched: the columns of the index, as terms.
 *
 * Each term has before it what it stands at: ' ' the next place, '\t' the place
 * of the term before it.  So whoever puts a record into the index has only to
 * part text, and the work on words is done on any thread before.
 *
 * Beside them are the names that the record is completed by, of which the same
 * holds.
 *
 * What a program once put into the index it must be able to make again, to take
 * it out: a change of what is in a column is a new INDEX_VERSION.
 */
#ifndef PAPERD_STORE_COLUMNS_H
#define PAPERD_STORE_COLUMNS_H

#include "paperd/paper.h"
#include "paperd/terms.h"

/* In the order of the index: the abstract, which has most of the words, first,
 * as the first column takes the least room. */
enum column {
	COLUMN_ABSTRACT, /* with its translations; exact terms (exact.h) */
	COLUMN_TITLE,    /* with its translations */
	COLUMN_AUTHOR,   /* all names, as exact terms */
	COLUMN_JOURNAL,  /* exactly title, abbreviation, the record's year */
	COLUMNS
};

/* Exact terms stand before all words of the column that takes the least room. */
#define COLUMN_EXACT COLUMN_ABSTRACT

#define COLUMN_NEXT_PLACE ' '
#define COLUMN_SAME_PLACE '\t'

/* Most bytes of a column: what is behind is not searched.  No abstract has a
 * hundredth of it; a made-up one may have ten times its length in terms. */
#define COLUMN_MAX ((size_t)4 << 20)

struct columns {
	struct buf of[COLUMNS];
	unsigned places[COLUMNS]; /* how many places the terms have */
	/* names_make(); only where it was filled ahead of time */
	struct buf names;
};

/* Fills columns that are {0} or were filled before.  Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status columns_fill(struct columns *columns,
				    struct terms *terms,
				    const struct paper *paper,
				    struct error *err);
void columns_release(struct columns *columns);

/* True when they are the same but for the names. */
bool columns_are_alike(const struct columns *one, const struct columns *other);

#endif
