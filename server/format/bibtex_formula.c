/* SPDX-License-Identifier: MIT */
/*
 * Formulas in clean texts, where a dollar may as well be a price.  What
 * server/clean takes for a formula (tex_formula.c) is one here, and so is what
 * it leaves as it is and only a formula can be.
 */
#include "bibtex.h"

/* Letters side by side that make a word, which a formula has only behind a
 * backslash. */
#define WORD_MIN 4

/* Longest environment, in bytes: it bounds the search for its end. */
#define ENVIRONMENT_MAX 4096

static bool has_any(struct span text, const char *signs)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] && strchr(signs, text.at[i]))
			return true;
	return false;
}

static bool has_word(struct span text)
{
	size_t run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = ascii_is_alpha((unsigned char)text.at[i]) ? run + 1 : 0;
		if (run == WORD_MIN)
			return true;
	}
	return false;
}

static bool is_blank(char c)
{
	return ascii_is_space((unsigned char)c);
}

/* One that begins or ends with a blank, or begins with a digit as a price
 * does, has to look like a formula. */
static bool is_body(struct span body, char next)
{
	bool first, last;

	if (!body.len)
		return false;
	if (has_any(body, "\\^_"))
		return true;
	first = is_blank(body.at[0]);
	last = is_blank(body.at[body.len - 1]);
	if (first || last)
		return first && last && !has_word(body);
	if (!ascii_is_digit(body.at[0]) || has_any(body, "{="))
		return true;
	return !ascii_is_digit(next) && !has_any(body, " \n") &&
	       ascii_is_alnum((unsigned char)body.at[body.len - 1]);
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
	while (at < text.len &&
	       (text.at[at] != '$' || (at && text.at[at - 1] == '\\')))
		at++;
	return at;
}

static size_t between_dollars(struct span text, size_t at)
{
	size_t end = next_dollar(text, at + 1);
	struct span body;
	char next;

	if (end == text.len)
		return 0;
	body = span_slice(text, at + 1, end);
	next = end + 1 < text.len ? text.at[end + 1] : '\0';
	if (!is_body(body, next) || !bibtex_is_balanced(body))
		return 0;
	return body.len + 2;
}

/* "\begin{align}...\end{align}" */
static size_t between_words(struct span text, size_t at)
{
	static const char begin[] = "\\begin{", end[] = "\\end{";
	struct span rest = span_slice(text, at, text.len);
	const char *sign;
	size_t len;

	rest.len = rest.len < ENVIRONMENT_MAX ? rest.len : ENVIRONMENT_MAX;
	if (!span_starts_nocase(rest, begin))
		return 0;
	sign = memmem(rest.at, rest.len, end, sizeof(end) - 1);
	if (sign)
		sign = memchr(sign, '}', rest.len - (size_t)(sign - rest.at));
	if (!sign)
		return 0;
	len = (size_t)(sign - rest.at) + 1;
	return bibtex_is_balanced(span_slice(rest, 0, len)) ? len : 0;
}

size_t bibtex_formula(struct span text, size_t at)
{
	if (text.at[at] == '$')
		return between_dollars(text, at);
	return text.at[at] == '\\' ? between_words(text, at) : 0;
}
