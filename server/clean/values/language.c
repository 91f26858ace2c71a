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

static void lower_ascii(struct span text, char out[FOLD_MAX + 1])
{
	for (size_t i = 0; i < text.len; i++)
		out[i] = ascii_lower(text.at[i]);
	out[text.len] = '\0';
}

/* A word in lower case, composed (NFC), NUL-terminated.  False when it is too
 * long. */
static bool lower(struct span text, char out[FOLD_MAX + 1])
{
	SCOPED_FREE utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t len;

	if (text_is_ascii(text)) {
		lower_ascii(text, out);
		return true;
	}
	len = utf8proc_map((const utf8proc_uint8_t *)text.at,
			   (utf8proc_ssize_t)text.len, &folded,
			   UTF8PROC_STABLE | UTF8PROC_COMPOSE |
				   UTF8PROC_CASEFOLD);
	if (len < 0 || len > FOLD_MAX)
		return false;
	memcpy(out, folded, (size_t)len);
	out[len] = '\0';
	return true;
}

/* Cuts the country or script off a tag ("en-US", "zh_Hans"); what has a blank
 * behind the dash is no tag. */
static void cut_tag(char *word)
{
	char *tail = word + strcspn(word, "-_");

	if (!strchr(tail, ' '))
		*tail = '\0';
}

/* One language: a code, with or without a country or script, or a name.  A
 * code comes first: "Ga" is a name too. */
static bool word_read(struct span text, char out[4])
{
	char word[FOLD_MAX + 1], code[FOLD_MAX + 1];
	const char *found;

	if (!lower(span_trim(text), word))
		return false;
	memcpy(code, word, strlen(word) + 1);
	cut_tag(code);
	found = code_find(code);
	if (!found)
		found = name_find(word);
	if (found)
		memcpy(out, found, strlen(found) + 1);
	return found;
}

bool language_code(struct span raw, char out[4])
{
	struct fold fold;

	return fold_set(&fold, raw) && word_read(fold_span(&fold), out);
}

/* Afar heads the drop-down lists: a form that nobody filled in. */
static bool is_filled(const char *code)
{
	return strcmp(code, "aa") != 0;
}

static bool is_separator(char c)
{
	return c && strchr(";,/|", c);
}

/* A name that holds a separator: "Ndebele, South". */
static bool long_name_clean(struct span text, char out[4])
{
	char word[FOLD_MAX + 1];
	const char *found;
	bool parted = false;

	for (size_t i = 0; i < text.len; i++)
		parted |= is_separator(text.at[i]);
	found = parted && lower(text, word) ? name_find(word) : NULL;
	if (!found || !is_filled(found))
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

/* The languages of a list; *ret_odd counts the words that name none. */
static size_t read_list(struct span text, char (*out)[4], size_t max,
			size_t *ret_odd)
{
	size_t count = 0;
	size_t from = 0;
	char code[4];

	for (size_t at = 0; at <= text.len && count < max; at++) {
		struct span word = span_slice(text, from, at);

		if (at < text.len && !is_separator(text.at[at]))
			continue;
		from = at + 1;
		if (!word_read(word, code) || !is_filled(code))
			*ret_odd += span_trim(word).len > 0;
		else if (!is_listed(out, count, code))
			memcpy(out[count++], code, sizeof(code));
	}
	return count;
}

size_t language_clean(struct span raw, char (*out)[4], size_t max,
		      struct trace *trace)
{
	struct fold fold;
	struct span text;
	size_t odd = 0;
	size_t count = 1;

	if (!max || !raw.len)
		return 0;
	if (!fold_set(&fold, raw))
		fold.len = 0;
	text = fold_span(&fold);
	if (!long_name_clean(text, out[0]))
		count = read_list(text, out, max, &odd);
	trace_counted(trace, RULE_LANGUAGE_NULL, count || odd ? odd : 1);
	if (count && !(count == 1 && !odd && span_is(raw, out[0])))
		trace_fired(trace, RULE_LANGUAGE_CODE);
	return count;
}
