/* SPDX-License-Identifier: MIT */
/* Letters of a name: script, case, initials. */
#include "names_rules.h"

#include <utf8proc.h>

#include "paperd/scoped.h"

/* Longest run of capitals without full stops that is read as initials. */
#define INITIALS_MAX 3

struct range {
	uint32_t first;
	uint32_t last;
	unsigned script;
};

/* clang-format off */
static const struct range ranges[] = {
	{ 0x00AA, 0x02AF, SCRIPT_LATIN },   { 0x0400, 0x052F, SCRIPT_CYRILLIC },
	{ 0x1100, 0x11FF, SCRIPT_HANGUL },  { 0x1C80, 0x1C8F, SCRIPT_CYRILLIC },
	{ 0x1E00, 0x1EFF, SCRIPT_LATIN },   { 0x2C60, 0x2C7F, SCRIPT_LATIN },
	{ 0x3005, 0x3007, SCRIPT_HAN },     { 0x3040, 0x30FF, SCRIPT_KANA },
	{ 0x3130, 0x318F, SCRIPT_HANGUL },  { 0x31F0, 0x31FF, SCRIPT_KANA },
	{ 0x3400, 0x9FFF, SCRIPT_HAN },     { 0xA720, 0xA7FF, SCRIPT_LATIN },
	{ 0xAC00, 0xD7A3, SCRIPT_HANGUL },  { 0xF900, 0xFAFF, SCRIPT_HAN },
	{ 0xFF66, 0xFF9F, SCRIPT_KANA },    { 0x20000, 0x323AF, SCRIPT_HAN },
};
/* clang-format on */

uint32_t letter_decode(struct span *rest)
{
	uint32_t code = 0xFFFD;
	size_t len = utf8_decode(*rest, &code);

	*rest = span_slice(*rest, len ? len : 1, rest->len);
	return code;
}

static bool is_letter(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((int32_t)code);

	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO;
}

unsigned letter_script(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_alpha((int)code) ? SCRIPT_LATIN : 0;
	if (code != 0x3007 && !is_letter(code))
		return 0;
	for (size_t i = 0; i < ARRAY_COUNT(ranges); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return ranges[i].script;
	return SCRIPT_OTHER;
}

bool letter_is_upper(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_upper((int)code);
	return utf8proc_category((int32_t)code) == UTF8PROC_CATEGORY_LU;
}

bool letter_is_lower(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_lower((int)code);
	return utf8proc_category((int32_t)code) == UTF8PROC_CATEGORY_LL;
}

unsigned scripts_of(struct span text)
{
	unsigned scripts = 0;

	while (text.len)
		scripts |= letter_script(letter_next(&text));
	return scripts;
}

size_t letters_upper(struct span text)
{
	size_t count = 0;

	while (text.len)
		count += letter_is_upper(letter_next(&text));
	return count;
}

/* Takes the capitals at the front off; returns how many. */
static size_t capitals_next(struct span *rest)
{
	struct span at = *rest;
	size_t count = 0;

	while (at.len && letter_is_upper(letter_next(&at))) {
		*rest = at;
		count++;
	}
	return count;
}

/* Takes the small letter of "Yu." off; false when it begins a word. */
static bool small_next(struct span *rest)
{
	struct span at = *rest;

	if (!at.len || !letter_is_lower(letter_next(&at)))
		return true;
	*rest = at;
	return at.len && at.at[0] == '.';
}

/*
 * Takes one group off the front: capitals, or a capital and a small letter
 * with a full stop ("Yu."), then full stops and hyphens.  Sets *ret_dotted
 * when there is a full stop.
 */
static bool group_next(struct span *rest, bool *ret_dotted)
{
	size_t upper = capitals_next(rest);

	if (!upper || upper > INITIALS_MAX)
		return false;
	if (upper == 1 && !small_next(rest))
		return false;
	while (rest->len && (rest->at[0] == '.' || rest->at[0] == '-')) {
		*ret_dotted |= rest->at[0] == '.';
		*rest = span_slice(*rest, 1, rest->len);
	}
	return true;
}

bool initials_are(struct span word)
{
	bool dotted = false;
	size_t upper = letters_upper(word);

	if (!word.len)
		return false;
	while (word.len)
		if (!group_next(&word, &dotted))
			return false;
	return dotted || upper <= INITIALS_MAX;
}

size_t initials_glued(struct span word)
{
	const char *dot = word.len ? memrchr(word.at, '.', word.len) : NULL;
	size_t len = dot ? (size_t)(dot + 1 - word.at) : 0;
	struct span name = span_slice(word, len, word.len);
	size_t letters = 0;

	if (!len || !initials_are(span_slice(word, 0, len)))
		return 0;
	while (name.len)
		letters += letter_script(letter_next(&name)) != 0;
	return letters >= 2 ? len : 0;
}
