/* SPDX-License-Identifier: MIT */
/*
 * What holds of every value, whatever the bytes: no output is overrun, and a
 * clean value stays as it is, and a rule is noted when, and only when, a value
 * comes out otherwise than it went in.  Raw values are grown from seeds by changes that
 * a fixed generator picks, so that a failure can be repeated.
 */
#include "test_values.h"

#define ROUNDS   4000
#define RAW_MOST 200

/* Cleans a value and writes it; *ret_more tells that there is more to it than
 * the text. */
typedef bool traced_write(struct span raw, char out[VALUE_ROOM], bool *ret_more,
			  struct trace *trace);

static bool date_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
		      struct trace *trace)
{
	struct clean_date date;

	if (!date_from_text(raw, &date, trace))
		return false;
	*ret_more = date.season || date.end[0];
	snprintf(out, VALUE_ROOM, "%s", date.date);
	return true;
}

static bool pages_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
		       struct trace *trace)
{
	struct clean_pages pages;

	if (!pages_from_text(raw, &pages, trace))
		return false;
	*ret_more = pages.article_number[0];
	snprintf(out, VALUE_ROOM, "%s", pages.display);
	return true;
}

static bool issn_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
		      struct trace *trace)
{
	return issn_clean(raw, out, trace);
}

static bool orcid_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
		       struct trace *trace)
{
	return orcid_clean(raw, out, trace);
}

static bool url_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
		     struct trace *trace)
{
	SCOPED(buf_release) struct buf url = buf_init(8000);

	if (!url_clean(raw, &url, trace) || url.failed || url.len >= VALUE_ROOM)
		return false;
	snprintf(out, VALUE_ROOM, "%s", buf_text(&url));
	return true;
}

static bool language_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
			  struct trace *trace)
{
	return language_clean(raw, (char(*)[4])out, 1, trace) == 1;
}

static bool license_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
			 struct trace *trace)
{
	struct clean_license license;

	if (!license_clean(raw, &license, trace))
		return false;
	if (!license.url || strlen(license.url) >= VALUE_ROOM) {
		free(license.url);
		return false;
	}
	*ret_more = true; /* whether there is an identifier */
	snprintf(out, VALUE_ROOM, "%s", license.url);
	free(license.url);
	return true;
}

static bool isbn_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
		      struct trace *trace)
{
	SCOPED(buf_release) struct buf id = buf_init(100);

	if (!identifier_clean("isbn", raw, &id, trace))
		return false;
	snprintf(out, VALUE_ROOM, "%s", buf_text(&id));
	return true;
}

static bool arxiv_text(struct span raw, char out[VALUE_ROOM], bool *ret_more,
		       struct trace *trace)
{
	SCOPED(buf_release) struct buf id = buf_init(100);

	if (!identifier_clean("arxiv", raw, &id, trace))
		return false;
	snprintf(out, VALUE_ROOM, "%s", buf_text(&id));
	return true;
}

static const struct {
	const char *name;
	traced_write *write;
} kinds[] = {
	{ "date", date_text },       { "pages", pages_text },
	{ "issn", issn_text },       { "orcid", orcid_text },
	{ "url", url_text },         { "language", language_text },
	{ "license", license_text }, { "isbn", isbn_text },
	{ "arxiv", arxiv_text },
};

static const char *const seeds[] = {
	"1998 Dec 5-1999 Jan 7",
	"2014-03-01T00:00:00/2014-03-31",
	"S1825-34, viii; author reply 12",
	"12.e1-e5 & pp. 40",
	"ISSN 1234-5679 (print), 2050-084X",
	"https://orcid.org/0000-0002-1825-0097",
	"http://www.詹姆斯.com/a?b=c&amp;d <e>",
	"http%3A%2F%2Fx.org%2F%26amp%3Bb",
	"zh_Hans; English/fra",
	"http://creativecommons.org/licenses/by/2.0/uk/",
	"CC BY-NC 4.0",
	"Vol. 12 (No. 3), Special Issue 2'2018",
	"第12卷第3期 Suppl 1",
	"978-3-16-148410-0",
	"arXiv:math.GT/0309136v2",
};

static const char *const pieces[] = {
	"-", "–",    "/",      "(",      ")",        " ",    "&#45;", "\u00AD",
	".", "e",    "2010",   "7",      "No ",      "Vol ", "&amp;", "%20",
	";", "\xFF", "\uFFFD", "\u200B", "special ", "n°",   "卷",    "Jan",
};

static unsigned next(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Puts a piece somewhere into the text, or takes a few bytes out. */
static void change(char *text, size_t *len, unsigned *state)
{
	const char *piece = pieces[next(state) % ARRAY_COUNT(pieces)];
	size_t at = next(state) % (*len + 1);
	size_t added = strlen(piece);

	if (next(state) % 3 == 0) {
		size_t gone = next(state) % 4;

		gone = gone > *len - at ? *len - at : gone;
		memmove(text + at, text + at + gone, *len - at - gone);
		*len -= gone;
	} else if (*len + added <= RAW_MOST) {
		memmove(text + at + added, text + at, *len - at);
		memcpy(text + at, piece, added);
		*len += added;
	}
}

/* The text in a block of exactly its size, so that a read past its end
 * shows. */
static char *exact(const char *text, size_t len)
{
	char *copy = malloc(len ? len : 1);

	cr_assert_not_null(copy);
	memcpy(copy, text, len);
	return copy;
}

static bool is_traced(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			return true;
	return false;
}

static void stays_clean(size_t kind, struct span raw)
{
	char once[VALUE_ROOM], twice[VALUE_ROOM];
	bool more = false;

	if (!kinds[kind].write(raw, once, &more, NULL))
		return;
	cr_assert(kinds[kind].write(span_of(once), twice, &more, NULL),
		  "%s \"%.*s\" gave \"%s\", then nothing", kinds[kind].name,
		  (int)raw.len, raw.at, once);
	cr_assert_str_eq(once, twice, "%s \"%.*s\" gave \"%s\", then \"%s\"",
			 kinds[kind].name, (int)raw.len, raw.at, once, twice);
}

static void says_what_it_did(size_t kind, struct span raw)
{
	struct trace trace = { { 0 } };
	char out[VALUE_ROOM];
	bool more = false;
	bool same = kinds[kind].write(raw, out, &more, &trace) &&
		    span_is(raw, out);

	if (same && !more)
		cr_assert_not(is_traced(&trace), "%s \"%.*s\"",
			      kinds[kind].name, (int)raw.len, raw.at);
	else if (!same && span_trim(raw).len)
		cr_assert(is_traced(&trace), "%s \"%.*s\"", kinds[kind].name,
			  (int)raw.len, raw.at);
}

static void volume_stays_clean(struct span volume, struct span issue)
{
	struct trace trace = { { 0 } };
	struct clean_volume once, twice;

	volume_from_text(volume, issue, &once, &trace);
	volume_from_text(span_of(once.volume), span_of(once.issue), &twice,
			 NULL);
	cr_assert(strcmp(once.volume, twice.volume) == 0 &&
			  strcmp(once.issue, twice.issue) == 0,
		  "\"%.*s\", \"%.*s\" gave \"%s\", \"%s\", then \"%s\", \"%s\"",
		  (int)volume.len, volume.at, (int)issue.len, issue.at,
		  once.volume, once.issue, twice.volume, twice.issue);
	cr_assert_eq(is_traced(&trace),
		     !span_is(volume, once.volume) ||
			     !span_is(issue, once.issue),
		     "\"%.*s\", \"%.*s\"", (int)volume.len, volume.at,
		     (int)issue.len, issue.at);
}

Test(values, that_are_clean_stay_as_they_are)
{
	unsigned state = 1;

	for (size_t round = 0; round < ROUNDS; round++) {
		const char *seed = seeds[next(&state) % ARRAY_COUNT(seeds)];
		char text[RAW_MOST];
		size_t len = strlen(seed);
		size_t split;

		memcpy(text, seed, len);
		for (unsigned i = next(&state) % 6; i > 0; i--)
			change(text, &len, &state);
		SCOPED_FREE char *copy = exact(text, len);
		struct span raw = { copy, len };

		for (size_t kind = 0; kind < ARRAY_COUNT(kinds); kind++) {
			stays_clean(kind, raw);
			says_what_it_did(kind, raw);
		}
		split = next(&state) % (len + 1);
		volume_stays_clean(span_slice(raw, 0, split),
				   span_slice(raw, split, len));
	}
}

Test(values, of_the_empty_span_are_none)
{
	struct trace trace = { { 0 } };
	char out[VALUE_ROOM];
	bool more;

	for (size_t kind = 0; kind < ARRAY_COUNT(kinds); kind++)
		cr_expect_not(kinds[kind].write((struct span){ 0 }, out, &more,
						&trace),
			      "%s", kinds[kind].name);
	cr_expect_not(is_traced(&trace));
}
