/* SPDX-License-Identifier: MIT */
/*
 * Scoped ownership: a local that owns something is declared
 *	SCOPED(paper_release) struct paper paper = { 0 };
 *	SCOPED_FREE char *name = NULL;
 * and is released when it goes out of scope, whichever way that happens.
 */
#ifndef PAPERD_SCOPED_H
#define PAPERD_SCOPED_H

#include <stdlib.h>

#define SCOPED(release) __attribute__((cleanup(release)))
#define SCOPED_FREE     SCOPED(scoped_free)

static inline void scoped_free(void *pointer)
{
	free(*(void **)pointer);
}

#define ARRAY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
