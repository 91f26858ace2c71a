/* SPDX-License-Identifier: MIT */
/*
 * The words of a search while it is being made.
 *
 * Beside each word stands its key: what it asks for, as bytes, so that two
 * words that say the same are known.
 */
#ifndef PAPERD_SEARCH_WORDS_H
#define PAPERD_SEARCH_WORDS_H

#include "paperd/search.h"
#include "paperd/terms.h"

#include "search_token.h"

/* One more than may stay: the last may yet say the same as another. */
#define WORDS_ROOM (SEARCH_WORDS_MAX + 1)

struct words {
	struct search *search;
	struct terms *terms;         /* owned */
	struct buf keys;             /* of all words, one after the other */
	size_t ends[WORDS_ROOM + 1]; /* where the key of each ends */
	size_t open;                 /* the first word of the group under way */
	size_t extra;                /* words that there was no room for */
	size_t old_count;            /* what the search had before */
	unsigned old_groups;
	bool failed; /* out of memory */
};

/* Begins to add words to a search.  `failed` says when it cannot. */
struct words words_init(struct search *search);
void words_release(struct words *words);

/*
 * Adds a word, to the last group or as a group of its own.  False when it has
 * no term.
 */
bool words_add(struct words *words, const struct token *token, bool joined);

/* Closes the last group; when it says the same as another it is left out. */
void words_close(struct words *words);

/* How many terms all words have. */
size_t words_terms(const struct words *words);

/* Takes all words away that were added. */
void words_undo(struct words *words);

#endif
