/* SPDX-License-Identifier: MIT */
/*
 * Making a source object's text strict JSON.
 *
 * Dumps are read with a parser that forgives some things; what it forgave must
 * not reach a client that does not.  The text is walked once, token by token,
 * and copied; only the two forgiven things are written anew.
 */
#include "handlers.h"

/* Steps over one of these characters; false when there is none of them. */
static bool take_one_of(struct span text, size_t *at, const char *set)
{
	if (*at == text.len || !text.at[*at] || !strchr(set, text.at[*at]))
		return false;
	++*at;
	return true;
}

static bool take_digits(struct span text, size_t *at)
{
	size_t from = *at;

	while (*at < text.len && ascii_is_digit(text.at[*at]))
		++*at;
	return *at > from;
}

/* True when the whole word is a number (RFC 8259 section 6). */
static bool is_number(struct span word)
{
	size_t at = 0;

	take_one_of(word, &at, "-");
	if (!take_one_of(word, &at, "0") && !take_digits(word, &at))
		return false;
	if (take_one_of(word, &at, ".") && !take_digits(word, &at))
		return false;
	if (take_one_of(word, &at, "eE")) {
		take_one_of(word, &at, "+-");
		if (!take_digits(word, &at))
			return false;
	}
	return at == word.len;
}

/* Copies the string whose opening quote is at `at`; returns where it ends. */
static size_t copy_string(struct span text, size_t at, struct buf *out)
{
	size_t from = at++;
	bool escaped = false;

	while (at < text.len) {
		unsigned char byte = (unsigned char)text.at[at++];

		if (byte < 0x20) {
			buf_add(out, text.at + from, at - 1 - from);
			buf_add_format(out, "\\u%04x", byte);
			from = at;
		}
		if (byte == '"' && !escaped)
			break;
		escaped = byte == '\\' && !escaped;
	}
	buf_add(out, text.at + from, at - from);
	return at;
}

static bool is_word(char c)
{
	return ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';
}

static bool is_blank(char c)
{
	return c == '\t' || c == '\n' || c == '\r';
}

/* Copies the number or word that starts at `at`; returns where it ends. */
static size_t copy_word(struct span text, size_t at, struct buf *out)
{
	struct span word = { text.at + at, 0 };
	bool numeric = ascii_is_digit(*word.at) || *word.at == '-';
	bool odd;

	while (at + word.len < text.len && is_word(word.at[word.len]))
		word.len++;
	odd = numeric && !is_number(word);
	buf_add(out, "\"", odd);
	buf_add_span(out, word);
	buf_add(out, "\"", odd);
	return at + word.len;
}

void raw_json(struct span json, struct buf *out)
{
	size_t at = 0;

	while (at < json.len) {
		char c = json.at[at];
		bool forgiven;

		if (c == '"') {
			at = copy_string(json, at, out);
		} else if (ascii_is_alnum(c) || c == '-') {
			at = copy_word(json, at, out);
		} else {
			forgiven = (unsigned char)c < ' ' && !is_blank(c);
			buf_add_char(out, forgiven ? ' ' : c);
			at++;
		}
	}
}
