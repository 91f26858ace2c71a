/* SPDX-License-Identifier: MIT */
/*
 * Bytes to folded characters: case and compatibility forms gone, accents gone,
 * composed.  A character is a base with the marks that stay with it: the vowel
 * signs of Indic and Thai, the jamo of a Hangul syllable.
 */
#ifndef TERMS_FOLD_H
#define TERMS_FOLD_H

#include <utf8proc.h>

#include "paperd/terms.h"

enum fold_kind {
	FOLD_END,
	FOLD_BREAK, /* parts words */
	FOLD_APOSTROPHE,
	FOLD_LETTER,
	FOLD_GREEK, /* a Greek letter */
	FOLD_DIGIT,
	FOLD_CHARACTER, /* a letter of a script without spaces */
	/* Marks of the ASCII letter before them, if there is one; without text
	 * when all of them vanish. */
	FOLD_MARK,
};

/* Most code points of a character; marks beyond are no writing. */
#define FOLD_CODES_MAX 8

/* Two of them make a term. */
#define FOLD_CHAR_MAX (4 * FOLD_CODES_MAX)
_Static_assert(2 * FOLD_CHAR_MAX <= TERM_MAX, "a pair fits a term");

struct fold_char {
	enum fold_kind kind;
	size_t from, to; /* the bytes of the input; END: their number */
	size_t len;
	char text[FOLD_CHAR_MAX]; /* UTF-8 */
};

/* The longest decomposition: U+FDFA has 18 parts, each stays one.  Elsewhere a
 * part may become three. */
#define FOLD_PARTS_MAX 20

/* A reader of folded characters. */
struct fold {
	struct span text;
	size_t at; /* what was not yet looked at */
	/* code points of one character of the input, not yet used up */
	utf8proc_int32_t codes[3 * FOLD_PARTS_MAX];
	size_t next, count;
	size_t from, to; /* the bytes they stand for */
};

void fold_begin(struct fold *fold, struct span text);

/* The next character; of kind FOLD_END when there is none left. */
void fold_next(struct fold *fold, struct fold_char *ret);

/* Goes back to a place where bytes could be read. */
void fold_back(struct fold *fold, size_t at);

/* True when bytes may be read at fold->at without fold_next(). */
static inline bool fold_is_plain(const struct fold *fold)
{
	return fold->next == fold->count;
}

/* Queues the code points of the next character of the input, which there must
 * be; none when it vanishes. */
void fold_fill(struct fold *fold);

bool fold_is_mark(uint32_t code);

/* A syllable of Hangul, which stays whole. */
#define FOLD_SYLLABLE_FIRST 0xAC00
#define FOLD_SYLLABLE_LAST  0xD7A3

static inline bool fold_is_syllable(uint32_t code)
{
	return code >= FOLD_SYLLABLE_FIRST && code <= FOLD_SYLLABLE_LAST;
}

/* ---- tables ---- */

/* How a code point is written when it is not by Unicode: at most two; 0, 0:
 * it vanishes. */
struct fold_spelling {
	uint32_t code;
	uint32_t to[2];
};

/* NULL: as it is. */
const struct fold_spelling *fold_spelling_of(uint32_t code);

/* True for accents, points and other marks that are not looked at. */
bool fold_is_stripped(uint32_t code);

/* True for what belongs to a script without spaces between words. */
bool fold_is_spaceless(uint32_t code);

#endif
