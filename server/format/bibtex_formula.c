/* SPDX-License-Identifier: MIT */
/*
 * Formulas in clean texts.  A dollar may as well be a price; which it is has to
 * be judged as server/clean does (tex_formula.c), or a text would not come
 * back as it was.
 */
#include "bibtex.h"

static bool has_any(struct span text, const char *signs)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] && strchr(signs, text.at[i]))
			return true;
	return false;
}

/* Is what stands between two dollars a formula?  One that begins or ends with
 * a blank, or begins with a digit, has to look like one. */
static bool is_body(struct span body)
{
	if (!body.len)
		return false;
	if (ascii_is_space((unsigned char)body.at[0]) ||
	    ascii_is_space((unsigned char)body.at[body.len - 1]))
		return has_any(body, "\\^_");
	return !ascii_is_digit(body.at[0]) || has_any(body, "\\^_{=");
}

/* "$3$" is no price, unless the next one follows ("$5$10"). */
static bool is_number(struct span body, char next)
{
	for (size_t i = 0; i < body.len; i++)
		if (!ascii_is_alnum((unsigned char)body.at[i]))
			return false;
	return body.len && !ascii_is_digit(next);
}

bool bibtex_is_balanced(struct span text)
{
	size_t depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '{')
			depth++;
		else if (text.at[i] == '}' && !depth--)
			return false;
	}
	return !depth;
}

/* The index of the next dollar that is not escaped, or text.len. */
static size_t next_dollar(struct span text, size_t at)
{
	while (at < text.len && (text.at[at] != '$' ||
				 (at && text.at[at - 1] == '\\')))
		at++;
	return at;
}

size_t bibtex_formula(struct span text, size_t at)
{
	size_t end = next_dollar(text, at + 1);
	struct span body;
	char next;

	if (end == text.len)
		return 0;
	body = span_slice(text, at + 1, end);
	next = end + 1 < text.len ? text.at[end + 1] : '\0';
	if (!is_body(body) && !is_number(body, next))
		return 0;
	return bibtex_is_balanced(body) ? body.len + 2 : 0;
}
