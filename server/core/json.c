/* SPDX-License-Identifier: MIT */
#include "paperd/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* True where a comma has to stand between two members. */
static bool needs_comma(const struct buf *out)
{
	if (!out->len)
		return false;
	switch (out->data[out->len - 1]) {
	case '{':
	case '[':
	case ':':
	case ',':
	case '\n':
		return false;
	default:
		return true;
	}
}

static void separate(struct buf *out)
{
	if (needs_comma(out))
		buf_add_char(out, ',');
}

void json_open(struct buf *out, char bracket)
{
	separate(out);
	buf_add_char(out, bracket);
}

void json_close(struct buf *out, char bracket)
{
	buf_add_char(out, bracket);
}

/* The short escape of a byte, or 0. */
static char short_escape(unsigned char byte)
{
	switch (byte) {
	case '"':
	case '\\':
		return (char)byte;
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return 0;
	}
}

static bool needs_escape(unsigned char byte)
{
	return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F;
}

/* Longest text that is put together before it is appended. */
#define SHORT_MAX 60

/* A byte in each of the eight of a word, and their highest bits. */
#define ALL(byte) (UINT64_C(0x0101010101010101) * (byte))
#define HIGH      ALL(0x80)

/* Not zero when a byte of the word is zero; when one is below `limit`. */
#define HAS_ZERO(word)        (((word)-ALL(1)) & ~(word)&HIGH)
#define HAS_LESS(word, limit) (((word)-ALL(limit)) & ~(word)&HIGH)

/* How many bytes at the front need no escape, eight at a time. */
static size_t plain_length(struct span text)
{
	size_t at = 0;
	uint64_t word;

	for (; at + 8 <= text.len; at += 8) {
		memcpy(&word, text.at + at, 8);
		if (HAS_LESS(word, 0x20) | HAS_ZERO(word ^ ALL('"')) |
		    HAS_ZERO(word ^ ALL('\\')) | HAS_ZERO(word ^ ALL(0x7F)))
			break;
	}
	while (at < text.len && !needs_escape((unsigned char)text.at[at]))
		at++;
	return at;
}

static void add_escaped(struct buf *out, unsigned char byte)
{
	char c = short_escape(byte);

	if (c)
		buf_add(out, (char[]){ '\\', c }, 2);
	else
		buf_add_format(out, "\\u%04x", byte);
}

/* Most are short and plain: one append, with all that stands around it. */
static bool add_short(struct buf *out, struct span text, bool key)
{
	char whole[SHORT_MAX + 4];
	size_t len = 0;

	if (text.len > SHORT_MAX || plain_length(text) < text.len)
		return false;
	if (needs_comma(out))
		whole[len++] = ',';
	whole[len++] = '"';
	if (text.len)
		memcpy(whole + len, text.at, text.len);
	len += text.len;
	whole[len++] = '"';
	if (key)
		whole[len++] = ':';
	buf_add(out, whole, len);
	return true;
}

static void add_string(struct buf *out, struct span text)
{
	separate(out);
	buf_add_char(out, '"');
	while (text.len) {
		size_t plain = plain_length(text);

		buf_add(out, text.at, plain);
		if (plain < text.len)
			add_escaped(out, (unsigned char)text.at[plain++]);
		text = span_slice(text, plain, text.len);
	}
	buf_add_char(out, '"');
}

void json_string(struct buf *out, struct span text)
{
	if (!add_short(out, text, false))
		add_string(out, text);
}

void json_text(struct buf *out, const char *text)
{
	json_string(out, span_of(text));
}

void json_key(struct buf *out, const char *key)
{
	if (add_short(out, span_of(key), true))
		return;
	add_string(out, span_of(key));
	buf_add_char(out, ':');
}

void json_integer(struct buf *out, long long value)
{
	separate(out);
	buf_add_integer(out, value);
}

void json_number(struct buf *out, double value)
{
	char text[32];

	separate(out);
	if (!isfinite(value)) {
		buf_add_text(out, "null");
		return;
	}
	snprintf(text, sizeof(text), "%.15g", value);
	if (strtod(text, NULL) != value)
		snprintf(text, sizeof(text), "%.17g", value);
	buf_add_text(out, text);
}

void json_boolean(struct buf *out, bool value)
{
	separate(out);
	buf_add_text(out, value ? "true" : "false");
}

void json_null(struct buf *out)
{
	separate(out);
	buf_add_text(out, "null");
}

void json_raw(struct buf *out, struct span json)
{
	separate(out);
	buf_add_span(out, json);
}

void json_pair_text(struct buf *out, const char *key, const char *text)
{
	if (!text)
		return;
	json_key(out, key);
	json_text(out, text);
}

void json_pair_integer(struct buf *out, const char *key, long long value)
{
	json_key(out, key);
	json_integer(out, value);
}

void json_pair_boolean(struct buf *out, const char *key, bool value)
{
	json_key(out, key);
	json_boolean(out, value);
}
