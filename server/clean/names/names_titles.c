/* SPDX-License-Identifier: MIT */
/* Titles before a name, degrees and suffixes after it, and what is no name. */
#include "names_rules.h"

#include "paperd/clean.h"

/* How many bytes the titles at the front take; ranks count among titles. */
static size_t titles_length(struct span text)
{
	struct span rest = text;
	struct span word;
	size_t len = 0;
	unsigned kinds;

	while (word_next(&rest, &word)) {
		const char *dot = memchr(word.at, '.', word.len);
		size_t first = dot ? (size_t)(dot + 1 - word.at) : word.len;

		kinds = word_kinds(span_slice(word, 0, first));
		if (kinds & WORD_TITLE)
			len = (size_t)(word.at - text.at) + first;
		if (!(kinds & (WORD_TITLE | WORD_RANK)) || first < word.len)
			break;
	}
	return len;
}

/* A degree ends the text: "PhD" after a word, "MD" after two. */
static bool degree_ends(struct span rest, struct span word)
{
	if (!rest.len || !(word_kinds(word) & WORD_DEGREE))
		return false;
	return !initials_are(word) || !word_is_single(rest);
}

struct span titles_cut(struct span text, uint32_t *notes)
{
	struct span rest = name_trim(text);
	size_t len = titles_length(rest);
	size_t before = rest.len;
	struct span word;

	if (len && len < rest.len)
		rest = name_trim(span_slice(rest, len, rest.len));
	text = rest;
	while (word_last(&rest, &word) && degree_ends(rest, word)) {
		rest = name_trim(rest);
		text = rest;
	}
	if (text.len < before)
		*notes |= NOTE(TITLE);
	return text;
}

struct span suffix_cut(struct span text, struct person *person)
{
	struct span rest = text;
	const char *end = text.at + text.len;
	struct span word;

	while (word_last(&rest, &word) && rest.len &&
	       word_kinds(word) & WORD_SUFFIX) {
		person->suffix = name_trim(
			(struct span){ word.at, (size_t)(end - word.at) });
		person->notes |= NOTE(SUFFIX);
		rest = name_trim(rest);
		text = rest;
	}
	return text;
}

bool name_is_nobody(struct span text)
{
	struct span word;

	if (!scripts_of(text) || span_starts_nocase(text, "(:") ||
	    role_is(text) || clean_is_placeholder(text))
		return true;
	while (word_next(&text, &word))
		if (!(word_kinds(word) &
		      (WORD_TITLE | WORD_RANK | WORD_DEGREE)))
			return false;
	return true;
}
