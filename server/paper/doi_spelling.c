/* SPDX-License-Identifier: MIT */
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

/* ---- what stands around a DOI ---- */

/* Labels and addresses, longest of a kind first. */
static const struct {
	const char *text;
	bool url;
} wrappers[] = {
	{ "info:eu-repo/semantics/altidentifier/doi/", false },
	{ "info:doi/", false },
	{ "info:hdl/", false },
	{ "urn:doi:", false },
	{ "doi:", false },
	{ "doi=", false },
	{ "doi ", false },
	{ "hdl:", false },
	{ "https://", true },
	{ "http://", true },
	{ "https:/", true }, /* a slash eaten by a proxy */
	{ "http:/", true },
	{ "doi.org/", true },
	{ "dx.doi.org/", true },
	{ "www.doi.org/", true },
	{ "hdl.handle.net/", true },
};

/* Blanks, marks without a shape, and quotes, which no DOI begins or ends
 * with. */
static bool is_edge(uint32_t code)
{
	return code <= 0x20 || code == 0xA0 || code == 0xAB || code == 0xAD ||
	       code == 0xBB || (code >= 0x2000 && code <= 0x200F) ||
	       (code >= 0x2018 && code <= 0x201F) ||
	       (code >= 0x2028 && code <= 0x202F) ||
	       (code >= 0x205F && code <= 0x206F) || code == 0x3000 ||
	       code == 0xFEFF;
}

static struct span trim_edges(struct span text)
{
	uint32_t code;
	size_t step;

	while ((step = utf8_decode(text, &code)) && is_edge(code))
		text = span_slice(text, step, text.len);
	while (text.len) {
		size_t at = text.len - 1;

		while (at && (text.at[at] & 0xC0) == 0x80)
			at--;
		step = utf8_decode(span_slice(text, at, text.len), &code);
		if (!step || !is_edge(code))
			break;
		text.len = at;
	}
	return text;
}

/* Takes one label, quote or opening bracket off the front. */
static bool unwrap_once(struct span *text, bool *ret_url)
{
	*text = trim_edges(*text);
	if (text->len && strchr("\"'`([{<", text->at[0])) {
		*text = span_slice(*text, 1, text->len);
		return true;
	}
	for (size_t i = 0; i < ARRAY_COUNT(wrappers); i++) {
		if (!span_starts_nocase(*text, wrappers[i].text))
			continue;
		*text = span_slice(*text, strlen(wrappers[i].text), text->len);
		*ret_url |= wrappers[i].url;
		return true;
	}
	return false;
}

/* Where in a URL's text the DOI begins; 0 when there is none. */
static size_t doi_find(struct span text)
{
	for (size_t i = 0; i < text.len && !strchr("?#", text.at[i]); i++) {
		if (i && ascii_is_alnum(text.at[i - 1]))
			continue;
		if (doi_prefix_length(span_slice(text, i, text.len)))
			return i;
	}
	return 0;
}

void spelling_unwrap(struct spelling *spelling, bool *ret_url)
{
	struct span text = spelling_span(spelling);
	bool url = false;

	while (unwrap_once(&text, &url))
		;
	if (url)
		text = span_slice(text, doi_find(text), text.len);
	memmove(spelling->at, text.at, text.len);
	spelling->len = text.len;
	*ret_url = url;
}

void spelling_cut_query(struct spelling *spelling)
{
	size_t at = 0;

	while (at < spelling->len && spelling->at[at] != '?' &&
	       spelling->at[at] != '#')
		at++;
	spelling->len = at;
}

/* ---- form ---- */

static size_t digit_run(struct span text, size_t from)
{
	size_t at = from;

	while (at < text.len && ascii_is_digit(text.at[at]))
		at++;
	return at - from;
}

size_t doi_prefix_length(struct span text)
{
	size_t at = 3;
	size_t digits;

	if (text.len < 8 || memcmp(text.at, "10.", 3) != 0)
		return 0;
	digits = digit_run(text, at);
	if (digits < 4 || digits > 9)
		return 0;
	at += digits;
	while (at < text.len && text.at[at] == '.' &&
	       (digits = digit_run(text, at + 1)))
		at += 1 + digits;
	return at < text.len && text.at[at] == '/' ? at + 1 : 0;
}

/* ---- the end ---- */

static const char openers[] = "([{<";
static const char closers[] = ")]}>";

/* The index of c in a set of characters, or -1. */
static int kind_of(const char *set, char c)
{
	const char *at = c ? strchr(set, c) : NULL;

	return at ? (int)(at - set) : -1;
}

struct loose_end loose_end_of(struct span text, bool slash)
{
	struct loose_end end = { .slash = slash };

	for (size_t i = 0; i < text.len; i++) {
		int opened = kind_of(openers, text.at[i]);
		int closed = kind_of(closers, text.at[i]);

		if (opened >= 0)
			end.surplus[opened]--;
		if (closed >= 0)
			end.surplus[closed]++;
	}
	return end;
}

bool loose_end_cut(struct loose_end *end, struct spelling *spelling)
{
	char last = spelling->len ? spelling->at[spelling->len - 1] : '\0';
	int closed = kind_of(closers, last);
	bool loose = kind_of(".,;:'\"", last) >= 0;

	if (closed >= 0)
		loose = end->surplus[closed] > 0;
	else if (last == '/')
		loose = end->slash;
	if (!loose)
		return false;
	if (closed >= 0)
		end->surplus[closed]--;
	spelling->len--;
	return true;
}
