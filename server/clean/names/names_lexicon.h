/* SPDX-License-Identifier: MIT */
/* The words that tell what a part of a name is, and the roles. */
#ifndef PAPERD_CLEAN_NAMES_LEXICON_H
#define PAPERD_CLEAN_NAMES_LEXICON_H

#include "names_rules.h"

/* How a word must be written to count. */
enum spelling {
	SPELLING_ANY,
	SPELLING_LOWER,  /* no capital */
	SPELLING_UPPER,  /* no small letter */
	SPELLING_ROMAN,  /* nor a full stop inside: "I.I." is initials */
	SPELLING_BARE,   /* nor a full stop: with one it is an initial */
	SPELLING_TITLE,  /* two or three capitals only with a full stop behind:
			  * those without are initials */
	SPELLING_DOTTED, /* with full stops: without, those are initials */
};

struct word {
	char text[26]; /* folded: lower case, no full stops */
	uint8_t len;
	uint8_t spelling;
	unsigned kinds;
};

/* The row of a folded word; NULL for most words. */
const struct word *lexicon_find(struct span folded);
/* True for a folded role: "editor", "primary investigator". */
bool lexicon_is_role(struct span folded);

#endif
