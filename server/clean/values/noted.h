/* SPDX-License-Identifier: MIT */
/*
 * Notes of rules that hold only if the value comes out otherwise than it went
 * in: they are taken apart from the caller's trace, and settled at the end.
 */
#ifndef PAPERD_CLEAN_NOTED_H
#define PAPERD_CLEAN_NOTED_H

#include "paperd/rules.h"

/* Empties *own and returns it; NULL when there is no trace to note in. */
static inline struct trace *noted_begin(struct trace *own,
					const struct trace *trace)
{
	if (!trace)
		return NULL;
	*own = (struct trace){ 0 };
	return own;
}

/*
 * Adds to trace what was noted in own (from noted_begin()) when the value
 * changed, at least the rule otherwise; nothing when it did not.
 */
void noted_settle(struct trace *trace, const struct trace *own, bool changed,
		  enum rule otherwise);

#endif
