/* SPDX-License-Identifier: MIT */
/*
 * Kinds: what many records have in common, kept once.
 *
 * Type, language, source and the day of loading have few values, and few of
 * their combinations are met: a record has the number of its combination
 * instead of the four.  A kind never goes and never moves; one thread adds,
 * any number read.
 */
#ifndef PAPERD_STORE_FACTS_KINDS_H
#define PAPERD_STORE_FACTS_KINDS_H

#include "facts.h"

struct kinds;

struct kinds *kinds_open(void);        /* NULL when out of memory */
void kinds_close(struct kinds *kinds); /* NULL is fine */

/* The number of the kind of these facts, added if need be; the number 0 is
 * that of no kind, and says that there is no memory. */
uint32_t kinds_put(struct kinds *kinds, const struct facts *facts);

/* The same for a kind that has been put. */
uint32_t kinds_find(const struct kinds *kinds, const struct facts *facts);

/* Sets the four members from a number that was given to this thread by
 * whoever put it; of 0 they are 0. */
void kinds_get(const struct kinds *kinds, uint32_t number, struct facts *ret);

#endif
