/* SPDX-License-Identifier: MIT */
#include "bibtex_lex.h"

static bool is_word(char c)
{
	return c && !ascii_is_space(c) && !strchr(",#{}\"=()", c);
}

static size_t skip_space(struct span text, size_t at)
{
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	return at;
}

static size_t skip_word(struct span text, size_t at)
{
	while (at < text.len && is_word(text.at[at]))
		at++;
	return at;
}

/* The index of the closer from `at` on that is in no group; text.len: none. */
static size_t find_closer(struct span text, size_t at, char closer)
{
	size_t depth = 0;

	for (; at < text.len; at++) {
		char c = text.at[at];

		if (c == closer && !depth)
			return at;
		if (c == '\\')
			at++;
		else if (c == '{')
			depth++;
		else if (c == '}' && depth)
			depth--;
	}
	return text.len;
}

size_t bibtex_group_end(struct span text, size_t at)
{
	size_t end = find_closer(text, at + 1, '}');

	return end < text.len ? end + 1 : text.len;
}

/* The index after the piece at `at`; at: there is none. */
static size_t piece_end(struct span text, size_t at)
{
	size_t end;

	if (at == text.len)
		return at;
	if (text.at[at] == '{')
		return bibtex_group_end(text, at);
	if (text.at[at] != '"')
		return skip_word(text, at);
	end = find_closer(text, at + 1, '"');
	return end < text.len ? end + 1 : text.len;
}

/* The index after the pieces at `at` and the '#' between them. */
static size_t value_end(struct span text, size_t at)
{
	size_t end = at, next = at;

	do {
		at = skip_space(text, next);
		next = piece_end(text, at);
		if (next > at)
			end = next;
		next = skip_space(text, next);
	} while (next < text.len && text.at[next++] == '#');
	return end;
}

/* ---- the end of an entry between parentheses ---- */

static size_t parenthesis_end(struct span text, size_t at)
{
	while (at < text.len && text.at[at] != ')') {
		size_t end = piece_end(text, at);

		at = end > at ? end : at + 1;
	}
	return at;
}

bool bibtex_next_entry(struct span *rest, struct bibtex_entry *ret)
{
	struct span text = *rest;
	const char *sign = text.len ? memchr(text.at, '@', text.len) : NULL;
	size_t from, at, end;

	if (!sign)
		return false;
	from = (size_t)(sign - text.at) + 1;
	end = skip_word(text, from);
	at = skip_space(text, end);
	if (at == text.len)
		return false;
	ret->type = span_slice(text, from, end);
	if (text.at[at] == '(')
		end = parenthesis_end(text, at + 1);
	else
		end = find_closer(text, at + 1, '}');
	ret->body = span_slice(text, at + 1, end);
	*rest = span_slice(text, end, text.len);
	return true;
}

/* True when a field begins at the front: its name and '='. */
static bool take_name(struct span *body, struct span *ret_name)
{
	size_t end = skip_word(*body, 0);
	size_t at = skip_space(*body, end);

	if (!end || at == body->len || body->at[at] != '=')
		return false;
	*ret_name = span_slice(*body, 0, end);
	*body = span_slice(*body, at + 1, body->len);
	return true;
}

/* Passes over what is no field: the key of the entry, or damage. */
static void skip_other(struct span *body)
{
	size_t at = piece_end(*body, 0);

	at = at ? at : 1;
	while (at < body->len && body->at[at] != ',' &&
	       !ascii_is_space(body->at[at]))
		at++;
	*body = span_slice(*body, at, body->len);
}

bool bibtex_next_field(struct span *body, struct bibtex_field *ret)
{
	for (;;) {
		size_t at = 0, end;

		while (at < body->len &&
		       (ascii_is_space(body->at[at]) || body->at[at] == ','))
			at++;
		*body = span_slice(*body, at, body->len);
		if (!body->len)
			return false;
		if (!take_name(body, &ret->name)) {
			skip_other(body);
			continue;
		}
		end = value_end(*body, 0);
		ret->value = span_trim(span_slice(*body, 0, end));
		*body = span_slice(*body, end, body->len);
		return true;
	}
}

bool bibtex_next_piece(struct span *value, struct bibtex_piece *ret)
{
	size_t at = 0, end;
	char c;

	while (at < value->len &&
	       (ascii_is_space(value->at[at]) || value->at[at] == '#'))
		at++;
	end = piece_end(*value, at);
	if (end == at)
		return false;
	c = value->at[at];
	ret->is_word = c != '{' && c != '"';
	ret->text = span_slice(*value, at, end);
	if (!ret->is_word) {
		size_t last = end - at > 1 ? end - 1 : end;

		ret->text = span_slice(*value, at + 1, last);
	}
	*value = span_slice(*value, end, value->len);
	return true;
}
