/* SPDX-License-Identifier: MIT */
/* What stands around a DOI, and where it begins and ends. */
#include "doi_spelling.h"

#include "paperd/scoped.h"

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
static const struct {
	uint32_t from, to;
} edges[] = {
	{ '\t', '\r' },     { ' ', ' ' },       { 0xA0, 0xA0 },
	{ 0xAB, 0xAB },     { 0xAD, 0xAD },     { 0xBB, 0xBB },
	{ 0x2000, 0x200F }, { 0x2018, 0x201F }, { 0x2028, 0x202F },
	{ 0x205F, 0x206F }, { 0x3000, 0x3000 }, { 0xFEFF, 0xFEFF },
};

static bool is_edge(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(edges); i++)
		if (code >= edges[i].from && code <= edges[i].to)
			return true;
	return false;
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

/* What a label without a separator takes, with the page number that a reader
 * of printed pages welded to it ("219DOI10.1234/x"); else 0. */
static size_t welded_label(struct span text)
{
	size_t at = 0;

	while (at < text.len && ascii_is_digit(text.at[at]))
		at++;
	text = span_slice(text, at, text.len);
	return span_starts_nocase(text, "doi10.") ? at + 3 : 0;
}

/* Takes one label, quote or opening bracket off the front. */
static bool unwrap_once(struct span *text, bool *ret_url)
{
	size_t step;

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
	step = welded_label(*text);
	*text = span_slice(*text, step, text->len);
	return step > 0;
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

/* Keeps only text, which is the end or a part of the spelling. */
static void spelling_cut_front(struct spelling *spelling, struct span text)
{
	memmove(spelling->at, text.at, text.len);
	spelling->len = text.len;
}

void spelling_seek(struct spelling *spelling)
{
	struct span text = spelling_span(spelling);

	spelling_cut_front(spelling,
			   span_slice(text, doi_find(text), text.len));
}

void spelling_unwrap(struct spelling *spelling, bool *ret_url)
{
	struct span text = spelling_span(spelling);
	bool url = false;

	while (unwrap_once(&text, &url))
		;
	spelling_cut_front(spelling, text);
	if (url)
		spelling_seek(spelling);
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
