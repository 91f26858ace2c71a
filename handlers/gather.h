/* SPDX-License-Identifier: MIT */
/* Batches: fetching what is missing, and their items. */
#ifndef GATHER_H
#define GATHER_H

#include "handlers.h"

/* In place of an outcome of fetching. */
#define NOT_FETCHED (-1)

struct gathering;

/*
 * Leaves a wait in the response if any of the inputs, which are spellings of
 * identifiers, is to be fetched; again: though it may be held.  Error:
 * STATUS_NO_MEMORY.
 */
MUST_CHECK enum status gather_missing(const struct app *app,
				      const struct texts *inputs, bool again,
				      struct response *res, struct error *err);

/* What came of each input: an enum fetch_outcome or NOT_FETCHED.  Owned by the
 * caller; NULL without memory. */
signed char *gathered_outcomes(const struct gathering *gathering);

/* ---- items ---- */

/* What is held now, by number; asked for before a record is looked up that is
 * to be kept. */
unsigned long long items_version(const struct app *app);

/* Appends the item of a record that is held, if it was kept; out NULL: only
 * tells whether it was. */
bool item_recall(const struct app *app, const char *input, struct buf *out);

/* Keeps the item of a record, if there is room. */
void item_keep(const struct app *app, const char *input,
	       unsigned long long version, struct span item);

/* Not one that another name or spelling led to, since what that leads to may
 * change without the number. */
bool item_lasts(const struct found *found);

/* Writes an item, in two parts: what it is, with a word for what became of it,
 * and the record.  found NULL: there is none. */
void item_begin(const char *input, const struct found *found, const char *word,
		struct buf *out);
void item_end(const struct found *found, struct buf *out);

/* The word for a record that is held. */
#define ITEM_FOUND "found"

#endif
