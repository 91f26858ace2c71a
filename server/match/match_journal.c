/* SPDX-License-Identifier: MIT */
/*
 * Journals: "J. Biol. Chem." is the Journal of Biological Chemistry, and so is
 * "JBC".
 */
#include "match_own.h"

#include "paperd/query.h"

/* Words at the front that must be the same before the rest of a longer name
 * ("… of the United States of America") may be missing. */
#define REST_AFTER 4

/* Longest name compared by its key, in bytes. */
#define NAME_MAX 1024

static bool is_telling(struct span word)
{
	static const char *const list[] = {
		"a",   "an", "and", "das", "de", "del", "della", "der",
		"des", "di", "die", "du",  "e",  "et",  "for",   "fur",
		"in",  "la", "le",  "les", "of", "on",  "the",   "to",
		"und", "y",  "na",  "i",   "s",
	};

	for (size_t i = 0; i < ARRAY_COUNT(list); i++)
		if (span_is(word, list[i]))
			return false;
	return true;
}

/* Without what stands in brackets at the end: "Science (New York, N.Y.)". */
static struct span without_brackets(struct span name)
{
	const char *open = name.len ? memchr(name.at, '(', name.len) : NULL;

	return open && open > name.at
		       ? span_slice(name, 0, (size_t)(open - name.at))
		       : name;
}

static void words_sift(struct words *words)
{
	size_t kept = 0;

	for (size_t i = 0; i < words->count; i++)
		if (is_telling(words->items[i]))
			words->items[kept++] = words->items[i];
	words->count = kept;
}

void journal_words(struct matcher *matcher, struct span name, struct words *ret)
{
	words_read(matcher, name, TERMS_WORDS, ret);
	words_sift(ret);
}

/* ---- words ---- */

/* "biol" of "biological", "natl" of "national": the letters in their order,
 * the first one first. */
static bool is_short_for(struct span word, struct span full)
{
	size_t at = 0;

	if (!word.len || word.len > full.len || word.at[0] != full.at[0])
		return false;
	for (size_t i = 0; i < full.len && at < word.len; i++)
		at += full.at[i] == word.at[at];
	return at == word.len;
}

/* All words of `brief` at the place `at` of `full`. */
static bool words_short_for(const struct words *brief, const struct words *full,
			    size_t at, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct span one = brief->items[i], two = full->items[at + i];

		if (!is_short_for(one, two) && !is_short_for(two, one))
			return false;
	}
	return true;
}

/* One word made of the first letters of the others. */
static bool is_initials(const struct words *brief, const struct words *full)
{
	struct span word = brief->count ? brief->items[0] : (struct span){ 0 };

	if (brief->count != 1 || word.len < 2 || full->count < word.len ||
	    (word.len < 3 && full->count > word.len))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (full->items[i].at[0] != word.at[i])
			return false;
	return true;
}

static bool is_abbreviated(const struct words *a, const struct words *b)
{
	size_t count = a->count < b->count ? a->count : b->count;

	if (!count || (a->count != b->count && count < REST_AFTER))
		return false;
	return words_short_for(a, b, 0, count);
}

bool journal_alike(struct matcher *matcher, struct span a, struct span b)
{
	a = without_brackets(a);
	b = without_brackets(b);
	if (same_letters(a, b, NAME_MAX))
		return true;
	journal_words(matcher, a, &matcher->a);
	journal_words(matcher, b, &matcher->b);
	return is_abbreviated(&matcher->a, &matcher->b) ||
	       is_initials(&matcher->a, &matcher->b) ||
	       is_initials(&matcher->b, &matcher->a);
}

enum agreement journal_agreement(struct matcher *matcher, struct span journal,
				 const struct paper *paper)
{
	const char *names[] = { paper->journal.title,
				paper->journal.abbreviation,
				paper->journal.series };
	enum agreement ret = MATCH_UNKNOWN;

	for (size_t i = 0; journal.len && i < ARRAY_COUNT(names); i++) {
		if (!names[i])
			continue;
		if (journal_alike(matcher, journal, span_of(names[i])))
			return MATCH_AGREES;
		ret = MATCH_DIFFERS;
	}
	return ret;
}

bool journal_in_words(struct matcher *matcher, struct span name,
		      const struct words *telling)
{
	const struct words *own = &matcher->b;

	journal_words(matcher, without_brackets(name), &matcher->b);
	for (size_t i = 0; own->count && i + own->count <= telling->count;
	     i++) {
		if (own->count == 1 &&
		    !span_same(own->items[0], telling->items[i]))
			continue;
		if (words_short_for(own, telling, i, own->count))
			return true;
	}
	return false;
}
