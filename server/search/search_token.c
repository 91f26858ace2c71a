/* SPDX-License-Identifier: MIT */
#include "search_token.h"

#include "paperd/scoped.h"
#include "paperd/search.h"

/* Above any calendar that records are dated by. */
#define YEAR_MAX 9999

struct code_range {
	uint32_t first, last;
};

/* White space of Unicode beyond ASCII, and CJK commas, stops, colons. */
static const struct code_range parting[] = {
	{ 0x00, 0x20 },     { 0x7F, 0xA0 },     { 0x1680, 0x1680 },
	{ 0x2000, 0x200A }, { 0x2028, 0x2029 }, { 0x202F, 0x202F },
	{ 0x205F, 0x205F }, { 0x3000, 0x3002 }, { 0xFF01, 0xFF01 },
	{ 0xFF0C, 0xFF0C }, { 0xFF1A, 0xFF1B }, { 0xFF1F, 0xFF1F },
	{ 0xFF64, 0xFF64 },
};

static bool is_parting(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(parting); i++)
		if (code <= parting[i].last)
			return code >= parting[i].first;
	return false;
}

/* Bytes of the character at the front that parts words; 0: it does not. */
static size_t parting_length(struct span text)
{
	uint32_t code;
	size_t len = utf8_decode(text, &code);

	return len && is_parting(code) ? len : 0;
}

/* Bytes up to the next character that parts words.  A step of one byte is
 * enough: no such character ends in the middle of another. */
static size_t word_length(struct span text)
{
	size_t len = 0;

	while (len < text.len &&
	       !parting_length(span_slice(text, len, text.len)))
		len++;
	return len;
}

static struct span skip(struct span text, size_t len)
{
	return span_slice(text, len, text.len);
}

static bool starts(struct span text, struct span with)
{
	return text.len >= with.len && !memcmp(text.at, with.at, with.len);
}

/* ---- fields ---- */

struct field_name {
	const char *name;
	unsigned fields;
};
static const struct field_name field_names[] = {
	{ "title", SEARCH_TITLE },
	{ "author", SEARCH_AUTHOR },
	{ "journal", SEARCH_JOURNAL },
	{ "abstract", SEARCH_ABSTRACT },
};

/* As input methods of Chinese and Japanese write them, too. */
static const struct span colons[] = { SPAN(":"), SPAN("：") };

/* Bytes of "name:" at the front, if something follows it at once; else 0. */
static size_t name_length(struct span text, const char *name)
{
	size_t len = strlen(name);

	if (!span_starts_nocase(text, name))
		return 0;
	for (size_t i = 0; i < ARRAY_COUNT(colons); i++) {
		size_t end = len + colons[i].len;

		if (starts(skip(text, len), colons[i]))
			return word_length(skip(text, end)) ? end : 0;
	}
	return 0;
}

static unsigned take_field(struct span *text)
{
	for (size_t i = 0; i < ARRAY_COUNT(field_names); i++) {
		size_t len = name_length(*text, field_names[i].name);

		if (!len)
			continue;
		*text = skip(*text, len);
		return field_names[i].fields;
	}
	return 0;
}

/* ---- years ---- */

static bool read_year(struct span text, int *ret)
{
	long long year;

	if (!text.len || !ascii_is_digit((unsigned char)text.at[0]) ||
	    !text_to_integer(text, &year) || year < 1 || year > YEAR_MAX)
		return false;
	*ret = (int)year;
	return true;
}

/* "..2022", "2019..", "2019..2022"; an end without digits is open. */
static bool read_years(struct span text, int *ret_from, int *ret_until)
{
	const char *dots = text.len ? memmem(text.at, text.len, "..", 2) : NULL;
	struct span from, until;

	if (!dots) {
		if (!read_year(text, ret_from))
			return false;
		*ret_until = *ret_from;
		return true;
	}
	from = span_slice(text, 0, (size_t)(dots - text.at));
	until = skip(text, from.len + 2);
	return (from.len || until.len) &&
	       (!from.len || read_year(from, ret_from)) &&
	       (!until.len || read_year(until, ret_until));
}

/* A year that is none leaves text and token as they were. */
static bool take_year(struct span *text, struct token *ret)
{
	size_t len = name_length(*text, "year");
	struct span rest = skip(*text, len);
	size_t end = word_length(rest);
	int from = 0, until = 0;

	if (!len || !read_years(span_slice(rest, 0, end), &from, &until))
		return false;
	ret->kind = TOKEN_YEAR;
	ret->from = until && until < from ? until : from;
	ret->until = until && until < from ? from : until;
	*text = skip(rest, end);
	return true;
}

/* ---- words ---- */

/* Kinds of quotes; one that opens may close in two ways. */
static const struct quotes {
	struct span open, close;
} quotes[] = {
	{ SPAN("\""), SPAN("\"") }, { SPAN("“"), SPAN("”") },
	{ SPAN("„"), SPAN("“") },   { SPAN("„"), SPAN("”") },
	{ SPAN("”"), SPAN("”") },   { SPAN("«"), SPAN("»") },
	{ SPAN("＂"), SPAN("＂") },
};

/* Takes what stands between quotes of kind i. */
static bool take_quoted(struct token_reader *reader, size_t i,
			struct token *ret)
{
	struct span inner;
	const char *end;

	if (reader->unclosed & 1U << i || !starts(reader->rest, quotes[i].open))
		return false;
	inner = skip(reader->rest, quotes[i].open.len);
	end = inner.len ? memmem(inner.at, inner.len, quotes[i].close.at,
				 quotes[i].close.len)
			: NULL;
	if (!end) {
		reader->unclosed |= 1U << i;
		return false;
	}
	ret->phrase = true;
	ret->text = span_slice(inner, 0, (size_t)(end - inner.at));
	reader->rest = skip(inner, ret->text.len + quotes[i].close.len);
	return true;
}

static bool take_phrase(struct token_reader *reader, struct token *ret)
{
	for (size_t i = 0; i < ARRAY_COUNT(quotes); i++)
		if (take_quoted(reader, i, ret))
			return true;
	return false;
}

/* A word between blanks, without the stars at its end. */
static void take_word(struct token_reader *reader, struct token *ret)
{
	size_t len = word_length(reader->rest);

	ret->text = span_slice(reader->rest, 0, len);
	reader->rest = skip(reader->rest, len);
	while (ret->text.len && ret->text.at[ret->text.len - 1] == '*') {
		ret->prefix = true;
		ret->text.len--;
	}
}

/* One "-" before something; two are a dash. */
static bool take_minus(struct span *text)
{
	if (text->len < 2 || text->at[0] != '-' || text->at[1] == '-' ||
	    parting_length(skip(*text, 1)))
		return false;
	*text = skip(*text, 1);
	return true;
}

static void name_joint(struct token *token)
{
	if (token->negated || token->fields || token->prefix)
		return;
	if (span_is(token->text, "OR"))
		token->kind = TOKEN_OR;
	else if (span_is(token->text, "AND"))
		token->kind = TOKEN_AND;
}

bool token_next(struct token_reader *reader, struct token *ret)
{
	size_t len;

	while ((len = parting_length(reader->rest)))
		reader->rest = skip(reader->rest, len);
	if (!reader->rest.len)
		return false;
	*ret = (struct token){ .kind = TOKEN_WORD };
	if (take_year(&reader->rest, ret))
		return true;
	ret->negated = take_minus(&reader->rest);
	ret->fields = take_field(&reader->rest);
	if (take_phrase(reader, ret))
		return true;
	take_word(reader, ret);
	name_joint(ret);
	return true;
}
