/* SPDX-License-Identifier: MIT */
/*
 * Making a source object's text strict JSON.
 *
 * Dumps are read with a parser that forgives some things; what it forgave must
 * not reach a client that does not.  The text is walked once, token by token,
 * and copied; only the two forgiven things are written anew.
 */
#include "handlers.h"

static size_t skip_digits(struct span text, size_t at)
{
	while (at < text.len && ascii_is_digit(text.at[at]))
		at++;
	return at;
}

/* The length of the number at the start of text (RFC 8259 section 6), or 0. */
static size_t number_length(struct span text)
{
	size_t at = text.len && text.at[0] == '-';
	size_t end = skip_digits(text, at);

	if (end == at || (text.at[at] == '0' && end > at + 1))
		return 0;
	at = end;
	if (at < text.len && text.at[at] == '.') {
		end = skip_digits(text, at + 1);
		if (end == at + 1)
			return 0;
		at = end;
	}
	if (at < text.len && (text.at[at] | 32) == 'e') {
		at++;
		at += at < text.len &&
		      (text.at[at] == '+' || text.at[at] == '-');
		end = skip_digits(text, at);
		return end == at ? 0 : end;
	}
	return at;
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
	odd = numeric && number_length(word) != word.len;
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
