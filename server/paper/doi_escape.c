/* SPDX-License-Identifier: MIT */
/* What stands for other characters in a spelling: escapes and entities. */
#include "doi_spelling.h"

#include "paperd/scoped.h"

bool spelling_set(struct spelling *spelling, struct span text)
{
	if (text.len > sizeof(spelling->at))
		return false;
	if (text.len)
		memcpy(spelling->at, text.at, text.len);
	spelling->len = text.len;
	return true;
}

void spelling_fold(struct spelling *spelling)
{
	for (size_t i = 0; i < spelling->len; i++)
		spelling->at[i] = ascii_lower(spelling->at[i]);
}

/* ---- percent escapes (RFC 3986 section 2.1) ---- */

/* The byte that the %XX at the front of text stands for, or -1. */
static int percent_byte(struct span text)
{
	int high, low;

	if (text.len < 3 || text.at[0] != '%')
		return -1;
	high = hex_value(text.at[1]);
	low = hex_value(text.at[2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool spelling_decode_percent(struct spelling *spelling)
{
	struct span text = spelling_span(spelling);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		int byte = percent_byte(span_slice(text, i, text.len));

		spelling->at[len++] = byte < 0 ? text.at[i] : (char)byte;
		i += byte < 0 ? 0 : 2;
	}
	spelling->len = len;
	return len != text.len;
}

bool spelling_is_escaped(const struct spelling *spelling)
{
	struct span text = spelling_span(spelling);

	for (size_t i = 0; i < text.len; i++) {
		int byte = percent_byte(span_slice(text, i, text.len));

		if (byte > 0 && strchr("():;<>/", byte))
			return true;
	}
	return false;
}

/* ---- entities ---- */

static const struct {
	const char *name;
	char byte;
} entities[] = {
	{ "lt;", '<' },    { "gt;", '>' },  { "amp;", '&' },  { "quot;", '"' },
	{ "apos;", '\'' }, { "#38;", '&' }, { "#x26;", '&' },
};

/* The bytes of all the "amp;" that follow an ampersand. */
static size_t ampersand_run(struct span text)
{
	size_t at = 0;
	size_t i = 0;

	while (i < ARRAY_COUNT(entities)) {
		const char *name = entities[i].name;

		if (entities[i].byte == '&' &&
		    span_starts_nocase(span_slice(text, at, text.len), name)) {
			at += strlen(name);
			i = 0;
		} else {
			i++;
		}
	}
	return at;
}

/* Reads "#NN;" or "#xHH;" of printable ASCII; returns its length or 0. */
static size_t numeric_entity(struct span text, char *ret)
{
	bool hex = span_starts_nocase(text, "#x");
	size_t at = hex ? 2 : 1;
	int code = 0;

	if (!span_starts_nocase(text, "#"))
		return 0;
	for (; at < text.len && text.at[at] != ';' && code < 0x80; at++) {
		int digit = hex_value(text.at[at]);

		if (digit < 0 || (!hex && digit > 9))
			return 0;
		code = code * (hex ? 16 : 10) + digit;
	}
	if (at == text.len || text.at[at] != ';' || code < 0x20 || code > 0x7E)
		return 0;
	*ret = (char)code;
	return at + 1;
}

/* Reads what follows an ampersand; returns its length or 0. */
static size_t entity_read(struct span text, char *ret)
{
	for (size_t i = 0; i < ARRAY_COUNT(entities); i++) {
		if (!span_starts_nocase(text, entities[i].name))
			continue;
		*ret = entities[i].byte;
		return strlen(entities[i].name);
	}
	return numeric_entity(text, ret);
}

bool spelling_decode_entities(struct spelling *spelling)
{
	struct span text = spelling_span(spelling);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '&') {
			i += ampersand_run(span_slice(text, i + 1, text.len));
			i += entity_read(span_slice(text, i + 1, text.len), &c);
		}
		spelling->at[len++] = c;
	}
	spelling->len = len;
	return len != text.len;
}
