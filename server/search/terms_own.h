/* SPDX-License-Identifier: MIT */
/* The reader of terms from inside: words, and runs without spaces. */
#ifndef TERMS_OWN_H
#define TERMS_OWN_H

#include "terms_fold.h"
#include "terms_stem.h"

/* A word that is being read. */
struct word {
	char text[TERM_MAX + STEM_WORD_MAX]; /* folded; room for the stemmer */
	size_t len, room;
	size_t from, to;
	bool is_ascii;       /* of ASCII letters alone */
	unsigned greek;      /* Greek letters in it */
	unsigned braces;     /* of LaTeX that were opened and not closed */
	bool dollar;         /* the same: $_2$ */
	enum fold_kind last; /* what it ends with */
};

struct terms {
	enum terms_mode mode;
	struct fold fold;
	/* A character that was read and not used. */
	struct fold_char ahead;
	bool has_ahead;
	/* The word before ended at an apostrophe, and nothing was since. */
	bool after_apostrophe;
	struct word word;
	/* A run without spaces: its last character, and how many there were;
	 * 0: none. */
	struct fold_char held;
	size_t run;
	char pair[2 * FOLD_CHAR_MAX];
	size_t left; /* PREFIX: terms to come, the last of which is no stem */
	struct stemmer stemmer;
};

/* The next character, which stays. */
const struct fold_char *terms_look(struct terms *terms);

/* Reads a word into terms->word: letters, digits, marks, and what joins them.
 * It is empty when what stands there begins none. */
void word_read(struct terms *terms);

/* The word as a term. */
void word_take(struct terms *terms, struct term *ret);

/* The letter or digit, in lower case, of an ASCII byte; 0: something else. */
extern const char word_bytes[256];

#endif
