/* SPDX-License-Identifier: MIT */
#include "paperd/text.h"

#include <limits.h>
#include <stdlib.h>

#include "paperd/memory.h"

bool span_is(struct span text, const char *other)
{
	size_t len = strlen(other);

	return text.len == len && (!len || memcmp(text.at, other, len) == 0);
}

static bool same_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
	return true;
}

bool span_is_nocase(struct span text, const char *other)
{
	size_t len = strlen(other);

	return text.len == len && same_nocase(text.at, other, len);
}

bool span_starts_nocase(struct span text, const char *prefix)
{
	size_t len = strlen(prefix);

	return text.len >= len && same_nocase(text.at, prefix, len);
}

struct span span_trim(struct span text)
{
	while (text.len && ascii_is_space((unsigned char)text.at[0]))
		text = span_slice(text, 1, text.len);
	while (text.len && ascii_is_space((unsigned char)text.at[text.len - 1]))
		text.len--;
	return text;
}

bool span_next(struct span *rest, char separator, struct span *ret_part)
{
	const char *end;

	if (!rest->at)
		return false;
	end = rest->len ? memchr(rest->at, separator, rest->len) : NULL;
	if (!end) {
		*ret_part = *rest;
		*rest = (struct span){ 0 };
		return true;
	}
	*ret_part = (struct span){ rest->at, (size_t)(end - rest->at) };
	*rest = span_slice(*rest, ret_part->len + 1, rest->len);
	return true;
}

char *span_copy(struct span text)
{
	char *copy = memory_take(text.len + 1);

	if (!copy)
		return NULL;
	if (text.len)
		memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return copy;
}

int hex_value(char digit)
{
	if (ascii_is_digit(digit))
		return digit - '0';
	digit = ascii_lower(digit);
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool text_to_integer(struct span text, long long *ret)
{
	bool negative = text.len && text.at[0] == '-';
	long long value = 0;

	if (negative)
		text = span_slice(text, 1, text.len);
	if (!text.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		int digit = text.at[i] - '0';

		if (digit < 0 || digit > 9 || value > (LLONG_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*ret = negative ? -value : value;
	return true;
}

/* What the first byte of a UTF-8 sequence says. */
struct lead {
	size_t len;
	uint32_t bits;  /* its part of the code point */
	uint32_t least; /* smallest code point of that length */
};

static struct lead lead_of(unsigned char byte)
{
	if (byte < 0x80)
		return (struct lead){ 1, byte, 0 };
	if (byte >= 0xC2 && byte <= 0xDF)
		return (struct lead){ 2, byte & 0x1F, 0x80 };
	if (byte >= 0xE0 && byte <= 0xEF)
		return (struct lead){ 3, byte & 0x0F, 0x800 };
	if (byte >= 0xF0 && byte <= 0xF4)
		return (struct lead){ 4, byte & 0x07, 0x10000 };
	return (struct lead){ 0 };
}

size_t utf8_decode(struct span text, uint32_t *ret_code)
{
	struct lead lead;
	uint32_t code;

	if (!text.len)
		return 0;
	lead = lead_of((unsigned char)text.at[0]);
	if (!lead.len || lead.len > text.len)
		return 0;
	code = lead.bits;
	for (size_t i = 1; i < lead.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];

		if ((byte & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (byte & 0x3F);
	}
	if (code < lead.least || code > 0x10FFFF ||
	    (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	*ret_code = code;
	return lead.len;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

int month_days(long long year, long long month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* Eight at a time. */
size_t ascii_length(struct span text)
{
	size_t at = 0;
	uint64_t word;

	for (; at + sizeof(word) <= text.len; at += sizeof(word)) {
		memcpy(&word, text.at + at, sizeof(word));
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < text.len && !(text.at[at] & 0x80))
		at++;
	return at;
}

size_t utf8_valid_length(struct span text)
{
	size_t at = 0;
	uint32_t code;

	while (at < text.len) {
		size_t step = ascii_length(span_slice(text, at, text.len));

		if (!step)
			step = utf8_decode(span_slice(text, at, text.len),
					   &code);
		if (!step)
			break;
		at += step;
	}
	return at;
}

int span_shown(struct span text, size_t max)
{
	if (text.len > max)
		text.len = max;
	return (int)utf8_valid_length(text);
}
