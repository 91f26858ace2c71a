/* SPDX-License-Identifier: MIT */
#include "merge_letters.h"

#include "paperd/scoped.h"

/*
 * Capitals that have their small letter at a fixed distance.  These are the
 * scripts in which titles and names are set in capitals; a letter that is not
 * here is its own.
 */
static const struct capitals {
	uint32_t first, last;
	uint32_t step; /* from one capital to the next */
	uint32_t distance;
} capitals[] = {
	{ 'A', 'Z', 1, 32 },      { 0xC0, 0xD6, 1, 32 },
	{ 0xD8, 0xDE, 1, 32 },    { 0x100, 0x136, 2, 1 },
	{ 0x139, 0x147, 2, 1 },   { 0x14A, 0x176, 2, 1 },
	{ 0x179, 0x17D, 2, 1 },   { 0x391, 0x3A9, 1, 32 },
	{ 0x400, 0x40F, 1, 80 },  { 0x410, 0x42F, 1, 32 },
	{ 0x1E00, 0x1E94, 2, 1 }, { 0x1EA0, 0x1EFE, 2, 1 },
};

/* Punctuation and blanks: ASCII, Latin-1, General, CJK and full width. */
static bool is_separator(uint32_t code)
{
	if (code < 0x80)
		return !ascii_is_alnum((int)code);
	return code < 0xC0 || (code >= 0x2000 && code <= 0x206F) ||
	       code == 0x2212 || (code >= 0x3000 && code <= 0x303F) ||
	       (code >= 0xFF00 && code <= 0xFF0F);
}

static bool is_in(uint32_t code, const struct capitals *row, uint32_t shift)
{
	return code >= row->first + shift && code <= row->last + shift &&
	       (code - row->first - shift) % row->step == 0;
}

static uint32_t lower(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(capitals); i++)
		if (is_in(code, &capitals[i], 0))
			return code + capitals[i].distance;
	return code;
}

static bool is_small(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(capitals); i++)
		if (is_in(code, &capitals[i], capitals[i].distance))
			return true;
	return false;
}

/* The next code point; text is UTF-8, as every text of a paper. */
static uint32_t next_code(struct span *rest)
{
	uint32_t code = 0;
	size_t len = utf8_decode(*rest, &code);

	*rest = span_slice(*rest, len ? len : 1, rest->len);
	return code;
}

uint32_t letters_next(struct span *rest)
{
	while (rest->len) {
		uint32_t code = next_code(rest);

		if (!is_separator(code))
			return lower(code);
	}
	return 0;
}

bool letters_next_word(struct span *rest, struct span *ret)
{
	struct span word = { 0 };

	while (rest->len) {
		struct span before = *rest;

		if (!is_separator(next_code(rest))) {
			word.at = word.at ? word.at : before.at;
			word.len = (size_t)(rest->at - word.at);
		} else if (word.at) {
			*rest = before;
			break;
		}
	}
	*ret = word;
	return word.at;
}

size_t letters_count(struct span text)
{
	size_t count = 0;

	while (letters_next(&text))
		count++;
	return count;
}

int letters_compare(struct span a, struct span b)
{
	uint32_t code_a, code_b;

	do {
		code_a = letters_next(&a);
		code_b = letters_next(&b);
	} while (code_a && code_a == code_b);
	return code_a == code_b ? 0 : code_a < code_b ? -1 : 1;
}

bool letters_same(const char *a, const char *b)
{
	return letters_compare(span_of(a), span_of(b)) == 0;
}

bool letters_are_capitals(struct span text)
{
	size_t count = 0;

	while (text.len) {
		uint32_t code = next_code(&text);

		if (is_small(code))
			return false;
		count += lower(code) != code;
	}
	return count > 1;
}
