/* SPDX-License-Identifier: MIT */
/*
 * Languages as ISO 639 codes.  Three tables, made from the standard's own
 * lists: long codes that have a short one, codes that have none, English names.
 */
#include "fold.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "paperd/scoped.h"
#include "paperd/values.h"

struct language_word {
	const char *word;
	const char *code;
};

#include "language_table.inc"

/* What the languages that sources name in their own words call themselves. */
static const struct language_word own_names[] = {
	{ "deutsch", "de" },   { "français", "fr" }, { "francais", "fr" },
	{ "español", "es" },   { "espanol", "es" },  { "português", "pt" },
	{ "portugues", "pt" }, { "italiano", "it" }, { "русский", "ru" },
	{ "中文", "zh" },      { "日本語", "ja" },   { "한국어", "ko" },
};

static int compare_word(const void *key, const void *row)
{
	return strcmp(key, ((const struct language_word *)row)->word);
}

static const char *word_find(const struct language_word *table, size_t count,
			     const char *word)
{
	const struct language_word *row = bsearch(word, table, count,
						  sizeof(*table), compare_word);

	return row ? row->code : NULL;
}

static int compare_code(const void *key, const void *row)
{
	return memcmp(key, row, 3);
}

/* True for a two-letter code of ISO 639-1. */
static bool is_short(const char *code)
{
	for (size_t i = 0; i < ARRAY_COUNT(language_short); i++)
		if (strcmp(language_short[i].code, code) == 0)
			return true;
	return false;
}

/* The code that a code of two or three letters stands for, or NULL. */
static const char *code_find(const char *word)
{
	const char *found;

	if (strlen(word) == 2)
		return is_short(word) ? word : NULL;
	if (strlen(word) != 3)
		return NULL;
	found = word_find(language_short, ARRAY_COUNT(language_short), word);
	if (found)
		return found;
	return bsearch(word, language_codes, (sizeof(language_codes) - 1) / 3,
		       3, compare_code)
		       ? word
		       : NULL;
}

static const char *name_find(const char *word)
{
	for (size_t i = 0; i < ARRAY_COUNT(own_names); i++)
		if (strcmp(own_names[i].word, word) == 0)
			return own_names[i].code;
	return word_find(language_names, ARRAY_COUNT(language_names), word);
}

/* A word in lower case, NUL-terminated.  False when it is too long. */
static bool lower(struct span text, char out[FOLD_MAX + 1])
{
	size_t len = 0;
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		size_t step = utf8_decode(span_slice(text, at, text.len),
					  &code);

		if (!step || len + 4 > FOLD_MAX)
			return false;
		at += step;
		code = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
		len += utf8_encode(code, out + len);
	}
	out[len] = '\0';
	return true;
}

/* One language: a name, or a code with or without a country or script. */
static bool word_clean(struct span text, char out[4])
{
	char word[FOLD_MAX + 1];
	const char *found;

	if (!lower(span_trim(text), word))
		return false;
	found = name_find(word);
	if (!found) {
		word[strcspn(word, "-_")] = '\0';
		found = code_find(word);
	}
	/* Afar heads the drop-down lists: a form that nobody filled in */
	if (!found || strcmp(found, "aa") == 0)
		return false;
	memcpy(out, found, strlen(found) + 1);
	return true;
}

static bool is_listed(char (*list)[4], size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], code) == 0)
			return true;
	return false;
}

size_t language_clean(struct span raw, char (*out)[4], size_t max,
		      struct trace *trace)
{
	struct fold fold;
	struct span text;
	size_t count = 0;
	size_t from = 0;
	char code[4];

	if (!max || !fold_set(&fold, raw))
		return 0;
	text = fold_span(&fold);
	/* names such as "Ndebele, South" hold a separator */
	if (word_clean(text, out[0]))
		return 1;
	for (size_t at = 0; at <= text.len && count < max; at++) {
		if (at < text.len && !strchr(";,/|", text.at[at]))
			continue;
		if (word_clean(span_slice(text, from, at), code) &&
		    !is_listed(out, count, code))
			memcpy(out[count++], code, sizeof(code));
		from = at + 1;
	}
	return count;
}
