/* SPDX-License-Identifier: MIT */
/*
 * Text to search terms: what is indexed, and what is looked for.
 *
 * A term is a word as the index has it: case and compatibility forms folded
 * (NFKC_Casefold of Unicode), accents and the like removed, English words
 * reduced to their stem (Snowball "english"), Greek letters that stand alone
 * by name.  Text without spaces between words (Chinese, Japanese, Korean,
 * Thai, …) gives overlapping pairs of characters.  Whatever is not a letter, a
 * mark or a digit parts terms.
 *
 * Letters and digits together are one term (h2o, p53), also where LaTeX put a
 * sign between them (H_2O, CO_{2}, MoS$_2$, $^{13}$C).  A Greek letter parts from the letters of
 * other scripts and from what stands before it: TNFα is tnf alpha, IL-1β is
 * il 1 beta.  An apostrophe parts; with an s at the end of a word it is
 * dropped.  Numerals of any script are ASCII digits.
 *
 * Any bytes may be the text; what is not UTF-8 parts terms.  Linear in time, no
 * recursion.  The same text gives the same terms on every machine.
 */
#ifndef PAPERD_TERMS_H
#define PAPERD_TERMS_H

#include "paperd/buf.h"

/* Raised when the same text gives other terms by a change of ours. */
#define TERMS_VERSION 2

/* Another number when the same text gives other terms, be it by a change of ours
 * or of the libraries: an index is then made anew.  Below 2^32; 0: out of
 * memory. */
unsigned long terms_version(void);

/* Longest term in bytes; what is longer is cut at a whole character. */
#define TERM_MAX 64

enum terms_mode {
	/* What is indexed: pairs of characters, and the last character of each
	 * run by itself at the place of the last pair. */
	TERMS_TEXT,
	/* What is looked for: as TEXT, but the last character of a run by
	 * itself only when it is the whole run. */
	TERMS_QUERY,
	/* As QUERY; the last term is the beginning of a word, and no stem. */
	TERMS_PREFIX,
	/* As TEXT and QUERY, but no stems: names.  A beginning is looked for
	 * by EXACT_QUERY, too. */
	TERMS_EXACT,
	TERMS_EXACT_QUERY,
	/* Folded words for keys and completions: no stems, no pairs, Greek
	 * letters as they are; a run without spaces is one word. */
	TERMS_WORDS,
};

struct term {
	struct span text;  /* valid until the next call */
	size_t from, to;   /* the bytes of the input that it stands for */
	bool same_place;   /* it stands where the term before it does */
	bool stemmed;      /* the stem is another text than the word */
	bool is_character; /* one character of text without spaces */
};

/* A reader of terms.  Used by one thread at a time, for any number of texts.
 * It takes half a MiB: the stems of frequent words are remembered. */
struct terms;

/* NULL when out of memory. */
struct terms *terms_open(void);
void terms_close(struct terms *terms); /* NULL is fine */

/* Begins a text, which must stay until the last term of it has been read. */
void terms_begin(struct terms *terms, struct span text, enum terms_mode mode);

/* The next term; false when there is none left. */
bool terms_next(struct terms *terms, struct term *ret);

/* Appends the folded words of text (TERMS_WORDS), joined by blanks: a key by
 * which titles and names are ordered and completed.  A key is its own key.  The
 * text that was begun before is given up. */
void terms_key(struct terms *terms, struct span text, struct buf *out);

#endif
