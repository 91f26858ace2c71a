/* SPDX-License-Identifier: MIT */
/* Fetching what is missing of a batch. */
#ifndef GATHER_H
#define GATHER_H

#include "handlers.h"

struct gathering;

/* For a number of inputs, none of which is fetched so far; again: though they
 * may be held.  NULL without memory. */
struct gathering *gathering_new(const struct app *app, size_t count,
				bool again);
void gathering_free(void *gathering); /* NULL is fine */

/* The input of this index is to be fetched.  False without memory. */
MUST_CHECK bool gathering_add(struct gathering *gathering, size_t index,
			      struct span doi);

/* As struct response_wait has it. */
void gathering_start(void *gathering, struct waker *waker);

/* True when the input was fetched: what came of it. */
bool gathering_outcome(const struct gathering *gathering, size_t index,
		       enum fetch_outcome *ret);

#endif
