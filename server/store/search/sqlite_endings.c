/* SPDX-License-Identifier: MIT */
#include "sqlite_endings.h"

#include <stdio.h>

#include "paperd/scoped.h"

/*
 * What Snowball's "english" takes off a word, as it is written: the suffixes of
 * its steps 1 to 5 and what may follow them.  The first is none: a prefix that
 * is a word.
 */
static const char *const endings[] = {
	"",          "s",        "es",        "ed",       "edly",
	"ing",       "ings",     "ingly",     "e",        "y",
	"ies",       "ied",      "ly",        "er",       "ers",
	"al",        "als",      "ally",      "ality",    "alities",
	"alism",     "alist",    "alize",     "alized",   "alization",
	"ance",      "ances",    "ancy",      "ancies",   "ant",
	"ants",      "antly",    "able",      "ably",     "ability",
	"abilities", "ate",      "ates",      "ated",     "ating",
	"ation",     "ations",   "ational",   "ative",    "atively",
	"ativeness", "ator",     "ators",     "ence",     "ences",
	"ency",      "encies",   "ent",       "ents",     "ently",
	"ement",     "ements",   "ment",      "ments",    "ful",
	"fully",     "fulness",  "ible",      "ibly",     "ibility",
	"bility",    "bilities", "ibilities", "ic",       "ics",
	"ical",      "ically",   "icate",     "icated",   "icating",
	"ication",   "icity",    "icities",   "ion",      "ions",
	"ional",     "ionally",  "ism",       "isms",     "ity",
	"ities",     "ive",      "ives",      "ively",    "iveness",
	"ivity",     "ivities",  "ize",       "izes",     "ized",
	"izing",     "izer",     "izers",     "ization",  "izations",
	"less",      "lessly",   "ness",      "nesses",   "ous",
	"ously",     "ousness",  "tional",    "tionally", "ationally",
};

/* The longest of them with its NUL. */
#define ENDING_ROOM 16
_Static_assert(sizeof(((struct endings *)0)->words[0]) >=
		       TERM_MAX + ENDING_ROOM,
	       "a prefix and an ending have room");

struct finder {
	struct terms *terms;
	struct span prefix;
	struct endings *found;
	/* of the words found, NUL-terminated */
	char stems[ENDINGS_MAX][TERM_MAX + 1];
};

static bool starts(struct span text, struct span with)
{
	return text.len >= with.len && !memcmp(text.at, with.at, with.len);
}

static bool is_known(const struct finder *finder, struct span stem)
{
	for (size_t i = 0; i < finder->found->count; i++)
		if (span_is(stem, finder->stems[i]))
			return true;
	return false;
}

/* Tries the prefix with what is left of an ending. */
static void try_word(struct finder *finder, const char *ending)
{
	size_t count = finder->found->count;
	char *word = finder->found->words[count];
	struct term stem;
	int len = snprintf(word, sizeof(finder->found->words[0]), "%.*s%s",
			   (int)finder->prefix.len, finder->prefix.at, ending);

	terms_begin(finder->terms, (struct span){ word, (size_t)len },
		    TERMS_QUERY);
	if (!terms_next(finder->terms, &stem) ||
	    starts(stem.text, finder->prefix) || is_known(finder, stem.text))
		return;
	memcpy(finder->stems[count], stem.text.at, stem.text.len);
	finder->stems[count][stem.text.len] = '\0';
	finder->found->count++;
}

/* Tries each way in which the end of the prefix is the start of an ending. */
static void try_ending(struct finder *finder, const char *ending)
{
	struct span prefix = finder->prefix;
	size_t len = strlen(ending);

	for (size_t begun = 0; begun <= len && begun < prefix.len; begun++) {
		const char *tail = prefix.at + prefix.len - begun;

		if (memcmp(tail, ending, begun) != 0)
			continue;
		if (finder->found->count == ENDINGS_MAX)
			return;
		try_word(finder, ending + begun);
	}
}

static bool is_letters(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_lower((unsigned char)text.at[i]))
			return false;
	return text.len > 0 && text.len <= TERM_MAX;
}

void endings_find(struct terms *terms, struct span prefix, struct endings *ret)
{
	struct finder finder = { .terms = terms, .found = ret };
	char copy[TERM_MAX];

	ret->count = 0;
	if (!is_letters(prefix))
		return;
	/* it may be a term, which the next one overwrites */
	memcpy(copy, prefix.at, prefix.len);
	finder.prefix = (struct span){ copy, prefix.len };
	for (size_t i = 0; i < ARRAY_COUNT(endings); i++)
		try_ending(&finder, endings[i]);
}
