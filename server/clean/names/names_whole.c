/* SPDX-License-Identifier: MIT */
/*
 * The name of an organisation in two parts, as forms for persons make it:
 * "ATLAS" and "Collaboration", "University of" and "Ulm".
 */
#include "names_rules.h"

#include "paperd/scoped.h"

static bool has_initials(struct span given)
{
	struct span word;

	while (word_next(&given, &word))
		if (initials_are(word))
			return true;
	return false;
}

/* "Institute of" before a family name is none. */
static bool ends_open(struct span given)
{
	static const char *const words[] = { "of", "for", "de",  "des", "di",
					     "du", "für", "the", "la",  "and" };
	struct span word;

	if (!word_last(&given, &word))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is_nocase(word, words[i]))
			return true;
	return false;
}

/* Where somebody works. */
static bool is_institution(struct span given, struct span family)
{
	unsigned before = words_kinds(given);
	unsigned kinds = words_kinds(family);

	if (before & WORD_INSTITUTION)
		return true;
	if (before & WORD_PLACE && ends_open(given))
		return true;
	if (word_is_surname(family))
		return kinds & WORD_INSTITUTION && !word_is_single(given) &&
		       !has_initials(given);
	return kinds & WORD_INSTITUTION ||
	       (kinds & WORD_PLACE && !word_is_single(given) &&
		!has_initials(given));
}

/* In small letters: "The" is a given name too. */
bool given_is_article(struct span given)
{
	return span_is(given, "the") ||
	       (given.len > 4 && memcmp(given.at, "the ", 4) == 0);
}

/* What signs as a whole: "World Health" and "Organization", "the" and "ADNI". */
static bool is_body(struct span given, struct span family)
{
	unsigned kinds = words_kinds(family);

	if (kinds & WORD_BODY || given_is_article(given))
		return true;
	if (words_kinds(given) & WORD_ORGANISATION && ends_open(given))
		return true;
	return kinds & WORD_ORGANISATION && !word_is_single(given) &&
	       word_is_single(family) && !word_is_surname(family) &&
	       !has_initials(given);
}

/* "on behalf of the", "for the": without what is no part of the name. */
static struct span purpose_cut(struct span given)
{
	static const char *const phrases[] = { "on behalf of ", "for " };

	for (size_t i = 0; i < ARRAY_COUNT(phrases); i++)
		if (span_starts_nocase(given, phrases[i]))
			return span_slice(given, strlen(phrases[i]), given.len);
	return given;
}

bool parts_are_whole(struct span given, struct span family, struct person *ret)
{
	bool institution = is_institution(given, family);

	if (!given.len || (!institution && !is_body(given, family)))
		return false;
	if (!institution)
		given = purpose_cut(given);
	*ret = (struct person){ .lead = given,
				.literal = family,
				.notes = NOTE(ORGANISATION),
				.doubtful = institution };
	return true;
}
