/* SPDX-License-Identifier: MIT */
#include "numeral.h"

#include "paperd/scoped.h"

bool numeral_is_digits(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]))
			return false;
	return text.len > 0;
}

bool numeral_has_digit(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.at[i]))
			return true;
	return false;
}

/* Takes one of a decimal place's spellings off the front. */
static void take_place(struct span *text, const char *const spellings[9])
{
	for (size_t i = 0; i < 9; i++) {
		if (!span_starts_nocase(*text, spellings[i]))
			continue;
		*text = span_slice(*text, strlen(spellings[i]), text->len);
		return;
	}
}

static bool is_one_case(struct span text)
{
	bool upper = text.len && ascii_is_upper(text.at[0]);

	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_upper(text.at[i]) != upper)
			return false;
	return true;
}

bool numeral_is_roman(struct span text)
{
	/* longest first */
	static const char *const places[][9] = {
		{ "cccc", "ccc", "cc", "cd", "cm", "dccc", "dcc", "dc", "d" },
		{ "xxxx", "xxx", "xx", "xl", "xc", "lxxx", "lxx", "lx", "l" },
		{ "iiii", "iii", "ii", "iv", "ix", "viii", "vii", "vi", "v" },
	};
	static const char *const units[] = { "c", "x", "i" };

	if (!text.len || !is_one_case(text))
		return false;
	for (int i = 0; i < 3 && span_starts_nocase(text, "m"); i++)
		text = span_slice(text, 1, text.len);
	for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
		size_t len = text.len;

		take_place(&text, places[i]);
		if (text.len == len && span_starts_nocase(text, units[i]))
			text = span_slice(text, 1, text.len);
	}
	return !text.len;
}

bool numeral_is_year(struct span text)
{
	return text.len == 4 && numeral_is_digits(text) &&
	       memcmp(text.at, "1500", 4) >= 0 &&
	       memcmp(text.at, "2100", 4) < 0;
}
