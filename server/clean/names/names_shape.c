/* SPDX-License-Identifier: MIT */
/* What a piece between two commas looks like. */
#include "names_list.h"

/* What the words of a piece add up to. */
struct tally {
	size_t words; /* that are part of a name and no initials */
	size_t initials;
	bool ends_in_initials;
	bool dotted; /* those at the end have full stops */
};

static void tally_word(struct tally *tally, struct span word)
{
	unsigned kinds = word_kinds(word);

	if (kinds & (WORD_PARTICLE | WORD_TITLE) ||
	    (kinds & WORD_SUFFIX && word.len > 1))
		return;
	tally->ends_in_initials = initials_are(word);
	if (tally->ends_in_initials) {
		tally->initials++;
		tally->dotted = memchr(word.at, '.', word.len) != NULL;
		return;
	}
	if (kinds & WORD_DEGREE)
		return;
	tally->words++;
	if (initials_glued(word))
		tally->initials++;
}

enum shape piece_shape(struct span text)
{
	struct tally tally = { 0 };
	struct span word;

	if (script_is_whole_name(text))
		return SHAPE_FULL;
	while (word_next(&text, &word))
		tally_word(&tally, word);
	if (tally.words > 1)
		return SHAPE_FULL;
	if (!tally.words)
		return tally.initials ? SHAPE_INITIALS : SHAPE_WORD;
	if (!tally.initials)
		return SHAPE_WORD;
	if (!tally.ends_in_initials)
		return SHAPE_FULL;
	return tally.dotted ? SHAPE_GIVEN : SHAPE_BEHIND;
}
