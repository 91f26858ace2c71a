/* SPDX-License-Identifier: MIT */
/* Forms of pages in which a dash is not simply "to". */
#include "page_item.h"

#include "numeral.h"
#include "paperd/scoped.h"

/* Fewest digits of a number that is padded with zeros. */
#define PADDED_MIN 5

/* Takes digits off the front; returns how many. */
static size_t digits_next(struct span *rest)
{
	size_t at = 0;

	while (at < rest->len && ascii_is_digit(rest->at[at]))
		at++;
	*rest = span_slice(*rest, at, rest->len);
	return at;
}

static bool char_next(struct span *rest, char c)
{
	if (!rest->len || rest->at[0] != c)
		return false;
	*rest = span_slice(*rest, 1, rest->len);
	return true;
}

/* "e00009-15": a letter, a padded number, two digits of the year. */
static bool is_padded(struct span text)
{
	if (text.len < 2 || !ascii_is_alpha(text.at[0]) || text.at[1] != '0')
		return false;
	text = span_slice(text, 1, text.len);
	return digits_next(&text) >= PADDED_MIN && char_next(&text, '-') &&
	       digits_next(&text) == 2 && !text.len;
}

/* "ENEURO.0091-15.2015": journal, number, years of receipt and print. */
static bool is_journal_number(struct span text)
{
	size_t at = 0;

	while (at < text.len && ascii_is_upper(text.at[at]))
		at++;
	text = span_slice(text, at, text.len);
	return at > 1 && char_next(&text, '.') && digits_next(&text) &&
	       char_next(&text, '-') && digits_next(&text) == 2 &&
	       char_next(&text, '.') && digits_next(&text) == 4 && !text.len;
}

bool page_is_manuscript(struct span text)
{
	return text.len < PAGE_MAX &&
	       (is_padded(text) || is_journal_number(text));
}

/* A letter beside a full stop would make it a part of a DOI. */
bool page_is_unsure(struct span text)
{
	bool letter = false, dot = false, number = false;

	if (!text.len || text.len >= PAGE_MAX || !ascii_is_digit(text.at[0]) ||
	    strchr("-.:=", text.at[text.len - 1]))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		letter |= ascii_is_alpha(c);
		dot |= c == '.';
		number |= ascii_is_digit(c) && c != '0';
		if (!ascii_is_alnum(c) && (!c || !strchr("-.:*=_()", c)))
			return false;
	}
	return number && !(letter && dot);
}
