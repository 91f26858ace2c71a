/* SPDX-License-Identifier: MIT */
/* English words to their stems (Snowball "english"), with a memory. */
#ifndef TERMS_STEM_H
#define TERMS_STEM_H

#include "paperd/text.h"

/* Words up to this length are remembered, all but some in a hundred. */
#define STEM_WORD_MAX 16

/* A power of two. */
#define STEM_SETS 8192

/* Half a cache line. */
struct stem_slot {
	uint64_t word[2]; /* filled up with NUL */
	char stem[STEM_WORD_MAX - 1];
	uint8_t len; /* of the stem */
};

struct sb_stemmer;

struct stemmer {
	struct sb_stemmer *snowball; /* owned */
	/* Each word has two places.  No word is empty, as unused ones are. */
	struct stem_slot sets[STEM_SETS][2];
};

/* False when out of memory.  The stemmer is all zero before. */
bool stemmer_open(struct stemmer *stemmer);
void stemmer_close(struct stemmer *stemmer);

/* The stem of a word of lower-case ASCII letters; valid until the next call.
 * STEM_WORD_MAX bytes at word.at may be written beyond its end. */
struct span stemmer_stem(struct stemmer *stemmer, char *word, size_t len);

#endif
