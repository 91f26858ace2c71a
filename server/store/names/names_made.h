/* SPDX-License-Identifier: MIT */
/*
 * The names of a record in the form in which they are compared: its title's
 * key, and its authors.  Making them needs no database, so that it is done on
 * any thread before the record is written.
 *
 * They are bytes, which are equal when the names are:
 *
 *	weight, title key NUL, (hash, key NUL, ORCID iD NUL, name NUL) …
 *
 * where weight is a byte and hash eight.
 */
#ifndef PAPERD_STORE_NAMES_MADE_H
#define PAPERD_STORE_NAMES_MADE_H

#include "paperd/paper.h"
#include "paperd/store.h"
#include "paperd/terms.h"

/* Most bytes of a title's key: enough to tell titles apart, and to order
 * them. */
#define TITLE_KEY_MAX 80

/*
 * How heavy a number of records or citations is: the number itself up to 7,
 * then in steps of a quarter or less, so that it changes seldom while it grows.
 * At most 255.
 */
unsigned name_weight(long long count);

/* Most bytes of the names of one record: keys are hardly longer than names,
 * which are in its JSON. */
#define NAMES_MAX (4 * STORE_VALUE_MAX)

/* Appends the names of a paper.  Whether there was memory tells buf_check(). */
void names_make(struct terms *terms, const struct paper *paper,
		struct buf *out);

/* Parts of what was made; the spans are of its bytes. */
struct names_made {
	struct span title; /* weight and key */
	struct span authors;
};
struct names_made names_parted(struct span made);

/* The weight of a title's part, and its key, which ends with NUL. */
unsigned title_weight(struct span title);
const char *title_key(struct span title);

/* An author.  Texts stand one behind the other, each with its NUL. */
struct author_made {
	uint64_t hash;    /* of key and iD: who is one and the same */
	struct span text; /* key, ORCID iD and name, with their NULs */
};
/* Cuts off the first author; false: there is none. */
bool author_next(struct span *authors, struct author_made *ret);

#endif
