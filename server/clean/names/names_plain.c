/* SPDX-License-Identifier: MIT */
/*
 * Names in which nothing can be done: each test below is one that a rule would
 * make, or a wider one.
 *
 * Letters, full stops, hyphens and apostrophes alone leave the text as it is,
 * and no bracket, mark, comma, digit or @ is there to be cut.  No word of a
 * kind: no title, degree, suffix, particle, conjunction or institution.
 */
#include "names_rules.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"

/* "Dr.Hill" is a title and a name where titles are cut. */
static bool word_is_plain(struct span word)
{
	const char *dot = memchr(word.at, '.', word.len);
	size_t first = dot ? (size_t)(dot + 1 - word.at) : word.len;

	return !word_kinds(word) &&
	       (first == word.len || !word_kinds(span_slice(word, 0, first)));
}

static bool is_plain(struct span part)
{
	struct span word;

	if (!part.len || !part_is_plain(part) || span_has(part, ',') ||
	    !scripts_of(part) || letters_upper(part) >= CAPS_MIN ||
	    clean_is_placeholder(part))
		return false;
	while (word_next(&part, &word))
		if (!word_is_plain(word))
			return false;
	return true;
}

bool parts_are_plain(const struct name_parts *parts)
{
	if (parts->organisation || parts->suffix.len || parts->literal.len)
		return false;
	return is_plain(parts->given) && is_plain(parts->family) &&
	       !given_is_article(parts->given) &&
	       !pair_is_et_al(parts->given, parts->family) &&
	       !(role_is(parts->given) && role_is(parts->family));
}
