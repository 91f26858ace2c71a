/* SPDX-License-Identifier: MIT */
/*
 * The words of a search as patterns over the terms of a text.
 *
 * A pattern is a run of terms at places that follow each other.  It is met term
 * by term: bit i of its state says that its terms 0 to i stand at the places up
 * to this one.  A term of the text costs a look into a table and one step for
 * each pattern that has it, however often: linear time.
 */
#ifndef PAPERD_MARKS_PATTERN_H
#define PAPERD_MARKS_PATTERN_H

#include "paperd/search.h"
#include "paperd/terms.h"

/* Terms of a pattern: bits of its state.  Of a longer phrase the first so many
 * terms are looked for. */
#define PATTERN_TERMS_MAX 64

#define PATTERN_SLOTS 256

struct pattern {
	unsigned len;
	bool begins;         /* a term that begins as its last one will do */
	bool stems;          /* … or the word that the term is the stem of */
	bool from_character; /* its first term is one character */
	bool to_character;   /* its last one is */
	size_t last, last_len; /* its last term, in patterns->text */
	/* after the place that was met last; places count from 1 */
	size_t place;
	uint64_t state;
	uint64_t before; /* the state at the place before that */
};

/* A term of a pattern and where in it it stands; bits. */
struct pattern_term {
	size_t at, len; /* in patterns->text */
	uint64_t bits;
	unsigned pattern;
	size_t next; /* in the same slot; index + 1, 0: none */
};

struct patterns {
	struct pattern items[SEARCH_WORDS_MAX];
	size_t count;
	struct buf text;
	struct pattern_term *terms; /* owned */
	size_t term_count, term_room;
	size_t slots[PATTERN_SLOTS]; /* index + 1, 0: none */
};

/* Makes the patterns of the words that may stand in a field and are not
 * negated.  False when out of memory. */
bool patterns_init(struct patterns *patterns, const struct search *search,
		   unsigned field, struct terms *terms);
void patterns_release(struct patterns *patterns);

/* The first term of a pattern that is this term of a text; the others follow by
 * pattern_next().  NULL: none. */
const struct pattern_term *pattern_find(const struct patterns *patterns,
					struct span term);
const struct pattern_term *pattern_next(const struct patterns *patterns,
					const struct pattern_term *before);

/* The last term of a pattern. */
struct span pattern_last(const struct patterns *patterns,
			 const struct pattern *pattern);

/* The bit of a pattern's last term. */
uint64_t pattern_end(const struct pattern *pattern);

/* Goes on to a place, at which terms `bits` of the pattern stand.  True when one
 * of them ends it. */
bool pattern_meet(struct pattern *pattern, uint64_t bits, size_t place);

#endif
