/* SPDX-License-Identifier: MIT */
/*
 * Words that begin with a prefix, but whose stems do not.
 *
 * The index has stems: "information" stands in it as "inform", which no walk
 * through what begins with "informat" meets.  What the stemmer takes off a word
 * is one of its endings, so a word whose stem is shorter than the prefix is
 * the prefix with an ending that the prefix has begun: informat + ion.  Each
 * way to finish the prefix so is tried, and kept if its stem does not begin with
 * the prefix.  Stems are all that is indexed, so "informs" is found as well.
 */
#ifndef PAPERD_SQLITE_ENDINGS_H
#define PAPERD_SQLITE_ENDINGS_H

#include "paperd/terms.h"

/* Most words of one prefix: there are as many as there are different stems,
 * which are beginnings of one word. */
#define ENDINGS_MAX 8

struct endings {
	/* Whole words, NUL-terminated. */
	char words[ENDINGS_MAX][TERM_MAX + 16];
	size_t count;
};

/*
 * Finds the words for a prefix, a folded term; each has another stem.  Without
 * ASCII letters alone there are none.
 */
void endings_find(struct terms *terms, struct span prefix, struct endings *ret);

#endif
