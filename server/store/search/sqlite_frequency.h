/* SPDX-License-Identifier: MIT */
/*
 * How many records have a word.  Counting walks through the word's list in the
 * index, so counts are kept until the store has grown or shrunk by a tenth: a
 * weight is a logarithm, and does not notice.
 */
#ifndef PAPERD_STORE_SQLITE_FREQUENCY_H
#define PAPERD_STORE_SQLITE_FREQUENCY_H

#include "sqlite.h"

/* The records that have a word of a search where it may stand. */
MUST_CHECK enum status frequency_of(struct reader *reader,
				    const struct search *search, size_t word,
				    long long *ret, struct error *err);

#endif
