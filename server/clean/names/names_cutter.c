/* SPDX-License-Identifier: MIT */
/* Cutting a list of names at semicolons, conjunctions, commas. */
#include "names_list.h"

#include "paperd/scoped.h"

static const char *const semicolons[] = { ";", "；" };
static const char *const commas[] = { ",", "，" };

/* Bytes of a Han character. */
#define HAN_BYTES 3

static size_t starts_with_any(struct span text, const char *const *list,
			      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(list[i]);

		if (text.len >= len && memcmp(text.at, list[i], len) == 0)
			return len;
	}
	return 0;
}

/* "与" parts names only between two of them: it is a letter of names too. */
static size_t han_conjunction(struct span text, size_t at)
{
	struct span here = span_slice(text, at, text.len);

	if (here.len >= HAN_BYTES && memcmp(here.at, "、", HAN_BYTES) == 0)
		return HAN_BYTES;
	if (at < 2 * HAN_BYTES || here.len < 3 * HAN_BYTES ||
	    memcmp(here.at, "与", HAN_BYTES) != 0)
		return 0;
	return scripts_of(span_slice(text, at - HAN_BYTES, at)) == SCRIPT_HAN
		       ? HAN_BYTES
		       : 0;
}

/* True when the last word is the first of a name. */
static bool begins_name(struct span text)
{
	struct span word;

	return word_last(&text, &word) &&
	       (!text.len || strchr(",;", text.at[text.len - 1]) ||
		(word_last(&text, &word) &&
		 word_kinds(word) & WORD_CONJUNCTION));
}

static bool ends_in_particle(struct span text)
{
	struct span word;

	return word_last(&text, &word) && word_kinds(word) & WORD_PARTICLE;
}

/* " and ": the bytes up to the space after the word, which stays. */
static size_t conjunction_length(struct span text, size_t at)
{
	struct span rest = span_slice(text, at, text.len);
	struct span word;
	struct span next;

	if (text.at[at] & 0x80)
		return han_conjunction(text, at);
	if (text.at[at] != ' ' || !at || !word_next(&rest, &word) ||
	    !(word_kinds(word) & WORD_CONJUNCTION) || !word_next(&rest, &next))
		return 0;
	if (span_is(word, "et") && span_starts_nocase(next, "al"))
		return 0;
	if (span_is(word, "y") && !rest.len)
		return 0; /* Ortega y Gasset */
	if (span_is(word, "y") && next.at[next.len - 1] == ',' &&
	    begins_name(span_slice(text, 0, at)))
		return 0; /* Ortega y Gasset, José */
	if (span_is(word, "und") && word_kinds(next) & WORD_PARTICLE &&
	    ends_in_particle(span_slice(text, 0, at)))
		return 0; /* von und zu */
	return 1 + word.len;
}

/* The bytes of a separator at an index; 0 when there is none. */
static size_t separator_length(struct span text, size_t at, enum level level)
{
	struct span here = span_slice(text, at, text.len);

	if (level == LEVEL_SEMICOLON)
		return starts_with_any(here, semicolons,
				       ARRAY_COUNT(semicolons));
	if (level == LEVEL_COMMA)
		return starts_with_any(here, commas, ARRAY_COUNT(commas));
	return conjunction_length(text, at);
}

static int depth_change(char c)
{
	if (c == '(' || c == '[' || c == '{')
		return 1;
	return c == ')' || c == ']' || c == '}' ? -1 : 0;
}

bool brackets_match(struct span text)
{
	long depth = 0;

	for (size_t i = 0; i < text.len && depth >= 0; i++)
		depth += depth_change(text.at[i]);
	return depth == 0;
}

bool cutter_next(struct cutter *cutter, enum level level, struct span *ret)
{
	struct span text = cutter->rest;
	long depth = 0;

	if (!text.at)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		size_t len = depth ? 0 : separator_length(text, i, level);

		if (cutter->nested)
			depth += depth_change(text.at[i]);
		if (!len)
			continue;
		*ret = span_slice(text, 0, i);
		cutter->rest = span_slice(text, i + len, text.len);
		return true;
	}
	*ret = text;
	cutter->rest = (struct span){ 0 };
	return true;
}

size_t cutter_count(struct cutter cutter, enum level level)
{
	struct span piece;
	size_t count = 0;

	while (cutter_next(&cutter, level, &piece))
		count += name_trim(piece).len != 0;
	return count;
}
