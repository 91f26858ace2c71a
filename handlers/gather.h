/* SPDX-License-Identifier: MIT */
/* Fetching what is missing of a batch. */
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

#endif
