/* SPDX-License-Identifier: MIT */
/*
 * A search as text for FTS5's MATCH.
 *
 * Whatever the search holds, the text is valid: what comes from outside stands
 * in quoted strings alone, each of which has at least one term.  The table has
 * the columns abstract, title, author, journal and the tokenizer `terms`.
 *
 * Titles and abstracts have stems, names and journals words as they are.  A word
 * that may stand in both, and that a stem is another text than, is a phrase for
 * each.
 */
#ifndef PAPERD_STORE_SQLITE_MATCH_H
#define PAPERD_STORE_SQLITE_MATCH_H

#include "paperd/search.h"

/* No search that a URL has room for needs a longer text.  A buffer that is too
 * small is marked as failed, as always. */
#define MATCH_MAX ((size_t)4 << 20)

/* What a string begins with whose terms are no stems.  A word of a search has no
 * control characters. */
#define MATCH_EXACT '\x01'

/* Most phrases: a word by its stem and as it is, a beginning also by the stems
 * that it has begun. */
#define MATCH_PHRASES_MAX 640

struct match {
	struct buf text;
	struct terms *terms; /* borrowed: reads the words */
	/* of each phrase, in the order of FTS5: the number of its word */
	unsigned char words[MATCH_PHRASES_MAX];
	size_t phrase_count;
	/* not whole phrases joined by OR alone, each of which is enough */
	bool combined;
};
_Static_assert(SEARCH_WORDS_MAX <= 256, "the number of a word is one byte");

/* An empty one.  Failure shows in buf_check(&match.text). */
struct match match_init(struct terms *borrowed);
void match_release(struct match *match);

/* Appends a text as FTS5's string, which is read as one phrase, or, with an
 * EXACT_MARK (exact.h) before it, as one term. */
void match_string_write(struct span text, struct buf *out);

/* Is there a word that must be there?  If not, all records but those of
 * match_negated_write() answer the search. */
bool search_is_positive(const struct search *search);

/* Are the words of a group those that must not be there? */
bool search_group_is_negated(const struct search *search, unsigned group);

/*
 * Appends what records must match: all groups but number left_out (-1: none
 * is left out).  Nothing, when no word is left that must be there: FTS5 cannot
 * say "all but".
 */
void match_write(const struct search *search, long left_out, struct match *ret);

/* Appends what a search's negated words match, any of them; nothing when it
 * has none. */
void match_negated_write(const struct search *search, struct match *ret);

/* Appends what matches any of the words for which take[] is not 0, negated or
 * not; nothing when there is none. */
void match_any_write(const struct search *search, const unsigned char *take,
		     struct match *ret);

/* Appends what has any two of the words for which take[] is not 0; nothing when
 * there are none. */
void match_pairs_write(const struct search *search, const unsigned char *take,
		       struct match *ret);

#endif
