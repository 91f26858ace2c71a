/* SPDX-License-Identifier: MIT */
/* Whether a store holds a record. */
#ifndef HELD_H
#define HELD_H

#include "paperd/scoped.h"
#include "paperd/store.h"

/* Is there a record that this key, or this other name of it, gives? */
static inline bool is_held(struct store *store, const char *key)
{
	SCOPED(record_release) struct record record = { 0 };

	return store_get(store, span_of(key), &record, NULL) == STATUS_OK;
}

#endif
