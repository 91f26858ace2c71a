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

/* The longest run of letters. */
static size_t longest_word(struct span text)
{
	size_t run = 0, longest = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = ascii_is_alpha((unsigned char)text.at[i]) ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static bool is_blank(char c)
{
	return ascii_is_space((unsigned char)c);
}

/* With a blank at an end: letters between two blanks ("$ H=A $"), or a number
 * that only begins with one. */
static bool is_loose(struct span body, bool last)
{
	size_t word = longest_word(body);

	if (last)
		return is_blank(body.at[0]) && word && word < WORD_MIN;
	return word < 2;
}

/* Does it look like a formula?  A price begins with a digit. */
static bool is_body(struct span body, char next)
{
	bool last, price;

	if (!body.len)
		return false;
	if (has_any(body, "\\^_"))
		return true;
	last = is_blank(body.at[body.len - 1]);
	price = ascii_is_digit(next);
	if (last || is_blank(body.at[0]))
		return !price && is_loose(body, last);
	if (!ascii_is_digit(body.at[0]) || has_any(body, "{="))
		return true;
	return !price && !has_any(body, " \n") &&
	       ascii_is_alnum((unsigned char)body.at[body.len - 1]);
}

/* Counts all braces, or those alone that no backslash escapes. */
static bool is_balanced(struct span text, bool all)
{
	size_t depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\\' && !all)
			i++;
		else if (text.at[i] == '{')
			depth++;
		else if (text.at[i] == '}' && !depth--)
			return false;
	}
	return !depth;
}

bool bibtex_is_balanced(struct span text)
{
	return is_balanced(text, true);
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
	if (!is_body(body, next) || !is_balanced(body, false))
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
	return is_balanced(span_slice(rest, 0, len), false) ? len : 0;
}

size_t bibtex_formula(struct span text, size_t at)
{
	if (text.at[at] == '$')
		return between_dollars(text, at);
	return text.at[at] == '\\' ? between_words(text, at) : 0;
}

void bibtex_add_formula(struct span formula, struct buf *out)
{
	bool balanced = is_balanced(formula, true);

	for (size_t i = 0; i < formula.len; i++) {
		char next = i + 1 < formula.len ? formula.at[i + 1] : '\0';

		if (formula.at[i] != '\\' || !next) {
			if (strchr("%#", formula.at[i]))
				buf_add_char(out, '\\');
			buf_add_char(out, formula.at[i]);
			continue;
		}
		i++;
		if (balanced || (next != '{' && next != '}')) {
			buf_add_char(out, '\\');
			buf_add_char(out, next);
		} else {
			buf_add_text(out,
				     next == '{' ? "\\lbrace " : "\\rbrace ");
		}
	}
}
