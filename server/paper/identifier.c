/* SPDX-License-Identifier: MIT */
#include "paperd/identifier.h"

#include <stddef.h>
#include <stdlib.h>

#include "paperd/doi.h"
#include "paperd/scoped.h"

#include "list.h"

/* ---- one form of a value ---- */

static bool same_digits(struct span value, struct buf *out)
{
	buf_add_span(out, value);
	return value.len;
}

static bool lower(struct span value, struct buf *out)
{
	for (size_t i = 0; i < value.len; i++)
		buf_add_char(out, ascii_lower(value.at[i]));
	return value.len;
}

/* The length of value without a mark and the digits after it: "v2", ".1". */
static size_t without_version(struct span value, char mark)
{
	size_t at = value.len;

	while (at && ascii_is_digit(value.at[at - 1]))
		at--;
	if (at && at < value.len && ascii_lower(value.at[at - 1]) == mark)
		return at - 1;
	return value.len;
}

/* Without its version, and before 2007 without the subject class, which names
 * nothing: "math.GT/0309136v1" is math/0309136. */
static bool arxiv(struct span value, struct buf *out)
{
	struct span rest = span_slice(value, 0, without_version(value, 'v'));
	struct span archive, name;

	if (rest.len && memchr(rest.at, '/', rest.len)) {
		span_next(&rest, '/', &archive);
		span_next(&archive, '.', &name);
		lower(name, out);
		buf_add_char(out, '/');
	}
	return lower(rest, out);
}

static bool pmcid(struct span value, struct buf *out)
{
	size_t from = span_starts_nocase(value, "pmc") ? 3 : 0;
	size_t to = without_version(value, '.');

	if (to <= from)
		return false;
	buf_add_text(out, "PMC");
	buf_add_span(out, span_slice(value, from, to));
	return true;
}

/* The check digit of an ISBN of thirteen (ISO 2108): weights 1 and 3. */
static char isbn_check(const char digits[12])
{
	int sum = 0;

	for (int i = 0; i < 12; i++)
		sum += (digits[i] - '0') * (i % 2 ? 3 : 1);
	return (char)('0' + (10 - sum % 10) % 10);
}

/* Thirteen digits; the ten of before 2007 belong to the prefix 978. */
bool isbn_normalise(struct span value, struct buf *out)
{
	char digits[13] = { '9', '7', '8' };
	size_t len = value.len == 10 ? 3 : 0;
	size_t given = value.len == 10 ? 9 : value.len;

	if (value.len != 10 && value.len != 13)
		return false;
	for (size_t i = 0; i < given; i++) {
		if (!ascii_is_digit(value.at[i]))
			return false;
		digits[len++] = value.at[i];
	}
	if (value.len == 10)
		digits[12] = isbn_check(digits);
	buf_add(out, digits, sizeof(digits));
	return true;
}

/* clang-format off */
const struct identifier_scheme identifier_schemes[] = {
	{ "pmid", offsetof(struct ids, pmid), FIELD_TEXT, false, same_digits },
	{ "pmcid", offsetof(struct ids, pmcid), FIELD_TEXT, false, pmcid },
	{ "arxiv", offsetof(struct ids, arxiv), FIELD_TEXT, false, arxiv },
	{ "s2", offsetof(struct ids, s2), FIELD_TEXT, false, lower },
	{ "isbn", offsetof(struct ids, isbn), FIELD_TEXTS, true, isbn_normalise },
	{ 0 }
};
/* clang-format on */

/* ---- keys ---- */

static bool is_plain(struct span value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] <= ' ' || value.at[i] > '~')
			return false;
	return value.len && value.len <= IDENTIFIER_VALUE_MAX;
}

bool identifier_key(const struct identifier_scheme *scheme, struct span value,
		    struct buf *out)
{
	size_t before = out->len;

	if (!is_plain(value))
		return false;
	buf_add_text(out, scheme->name);
	buf_add_char(out, ':');
	if (scheme->normalise(value, out))
		return true;
	buf_cut(out, before);
	return false;
}

bool key_is_doi(struct span key)
{
	return key.len > 3 && memcmp(key.at, "10.", 3) == 0;
}

bool key_is_valid(struct span key)
{
	struct span value = key, name;

	if (key_is_doi(key))
		return doi_is_valid(key);
	if (!span_next(&value, ':', &name) || !is_plain(value))
		return false;
	for (const struct identifier_scheme *s = identifier_schemes; s->name;
	     s++)
		if (span_is(name, s->name))
			return true;
	return false;
}

/* ---- those of a record ---- */

/* Types that are a whole: an ISBN of another one is that of the book the work
 * stands in. */
static const char *const whole_types[] = {
	"book",           "monograph",    "edited-book",
	"reference-book", "book-set",     "proceedings",
	"report",         "dissertation", "standard",
};

static bool is_whole(const struct paper *paper)
{
	for (size_t i = 0; paper->type && i < ARRAY_COUNT(whole_types); i++)
		if (strcmp(paper->type, whole_types[i]) == 0)
			return true;
	return false;
}

/* The values a record has in a scheme: its texts and how many. */
static char *const *values_of(const struct identifier_scheme *scheme,
			      const struct paper *paper, size_t *ret_count)
{
	const char *member = (const char *)&paper->ids + scheme->offset;
	const struct texts *list = (const void *)member;
	char *const *text = (const void *)member;

	if (scheme->whole && !is_whole(paper)) {
		*ret_count = 0;
		return text;
	}
	*ret_count = scheme->kind == FIELD_TEXTS ? list->count : *text != NULL;
	return scheme->kind == FIELD_TEXTS ? list->items : text;
}

/* Appends the first key the record has in a scheme. */
static bool first_key(const struct identifier_scheme *scheme,
		      const struct paper *paper, struct buf *out)
{
	size_t count;
	char *const *values = values_of(scheme, paper, &count);

	for (size_t i = 0; i < count; i++)
		if (identifier_key(scheme, span_of(values[i]), out))
			return true;
	return false;
}

bool paper_key(const struct paper *paper, struct buf *out)
{
	if (paper->doi && *paper->doi) {
		buf_add_text(out, paper->doi);
		return true;
	}
	for (const struct identifier_scheme *s = identifier_schemes; s->name;
	     s++)
		if (first_key(s, paper, out))
			return true;
	return false;
}

static bool is_listed(const struct texts *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i], text) == 0)
			return true;
	return false;
}

static bool list_keys(const struct identifier_scheme *scheme,
		      const struct paper *paper, struct texts *ret)
{
	SCOPED(buf_release) struct buf key = buf_init(IDENTIFIER_KEY_MAX);
	size_t count;
	char *const *values = values_of(scheme, paper, &count);

	for (size_t i = 0; i < count; i++) {
		buf_clear(&key);
		if (identifier_key(scheme, span_of(values[i]), &key) &&
		    !is_listed(ret, buf_text(&key)) &&
		    !texts_take(ret, span_copy(buf_span(&key))))
			return false;
	}
	return !key.failed;
}

bool paper_identifiers(const struct paper *paper, struct texts *ret)
{
	for (const struct identifier_scheme *s = identifier_schemes; s->name;
	     s++)
		if (!list_keys(s, paper, ret))
			return false;
	return true;
}
