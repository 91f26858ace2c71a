/* SPDX-License-Identifier: MIT */
/*
 * Values and DOIs: any bytes in, never an overrun; a clean value stays as it
 * is; a rule is noted whenever a value changes, and none when it does not.
 */
#include "fuzz.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

#define ROOM 9000

/* Cleans raw and writes what it gives; false when that is nothing.  *ret_more
 * tells that there is more to it than the text. */
typedef bool writer(struct span raw, char out[ROOM], bool *ret_more,
		    struct trace *trace);

static bool date(struct span raw, char out[ROOM], bool *ret_more,
		 struct trace *trace)
{
	struct clean_date date;

	if (!date_from_text(raw, &date, trace))
		return false;
	REQUIRE(strlen(date.date) >= 4);
	*ret_more = date.season || date.end[0];
	snprintf(out, ROOM, "%s", date.date);
	return true;
}

/* The end of a range is a date too. */
static bool range(struct span raw, char out[ROOM], bool *ret_more,
		  struct trace *trace)
{
	struct clean_date date;

	*ret_more = true;
	if (!date_from_text(raw, &date, trace) || !date.end[0])
		return false;
	snprintf(out, ROOM, "%s/%s", date.date, date.end);
	return true;
}

static bool pages(struct span raw, char out[ROOM], bool *ret_more,
		  struct trace *trace)
{
	struct clean_pages pages;

	if (!pages_from_text(raw, &pages, trace))
		return false;
	REQUIRE(!pages.article_number[0] || !pages.first[0]);
	*ret_more = pages.article_number[0];
	snprintf(out, ROOM, "%s", pages.display);
	return true;
}

static bool issn(struct span raw, char out[ROOM], bool *ret_more,
		 struct trace *trace)
{
	return issn_clean(raw, out, trace);
}

static bool orcid(struct span raw, char out[ROOM], bool *ret_more,
		  struct trace *trace)
{
	return orcid_clean(raw, out, trace);
}

static bool language(struct span raw, char out[ROOM], bool *ret_more,
		     struct trace *trace)
{
	char codes[LANGUAGES_MAX][4];
	size_t count = language_clean(raw, codes, LANGUAGES_MAX, trace);

	out[0] = '\0';
	*ret_more = count > 1;
	for (size_t i = 0; i < count; i++)
		snprintf(out + strlen(out), ROOM - strlen(out), "%s%s",
			 i ? ";" : "", codes[i]);
	return count > 0;
}

static bool license(struct span raw, char out[ROOM], bool *ret_more,
		    struct trace *trace)
{
	struct clean_license license;
	bool found;

	if (!license_clean(raw, &license, trace))
		return false;
	*ret_more = true;
	found = license.url && strlen(license.url) < ROOM;
	if (found)
		snprintf(out, ROOM, "%s", license.url);
	free(license.url);
	return found;
}

static bool integer(struct span raw, char out[ROOM], bool *ret_more,
		    struct trace *trace)
{
	long long value;

	if (!integer_clean(raw, &value, trace))
		return false;
	REQUIRE(value >= 0);
	*ret_more = true; /* leading zeros */
	snprintf(out, ROOM, "%lld", value);
	return true;
}

static bool number(struct span raw, char out[ROOM], bool *ret_more,
		   struct trace *trace)
{
	double value;

	if (!number_clean(raw, &value, trace))
		return false;
	REQUIRE(value >= 0);
	*ret_more = true;
	snprintf(out, ROOM, "%.17g", value);
	return true;
}

static bool to_text(bool (*clean)(struct span, struct buf *, struct trace *),
		    struct span raw, char out[ROOM], struct trace *trace)
{
	SCOPED(buf_release) struct buf text = buf_init(8 * raw.len + 99);

	if (!clean(raw, &text, trace) || text.failed || text.len >= ROOM)
		return false;
	snprintf(out, ROOM, "%s", buf_text(&text));
	return true;
}

static bool url(struct span raw, char out[ROOM], bool *ret_more,
		struct trace *trace)
{
	return to_text(url_clean, raw, out, trace);
}

#define SCHEME(name)                                                      \
	static bool name##_of(struct span raw, struct buf *out,           \
			      struct trace *trace)                        \
	{                                                                 \
		return identifier_clean(#name, raw, out, trace);          \
	}                                                                 \
	static bool name(struct span raw, char out[ROOM], bool *ret_more, \
			 struct trace *trace)                             \
	{                                                                 \
		return to_text(name##_of, raw, out, trace);               \
	}
SCHEME(arxiv)
SCHEME(pmid)
SCHEME(pmcid)
SCHEME(isbn)

static bool doi_of(struct span raw, struct buf *out, struct trace *trace)
{
	return doi_clean(raw, out);
}

static bool doi(struct span raw, char out[ROOM], bool *ret_more,
		struct trace *trace)
{
	trace_fired(trace, RULE_DOI_FORM); /* whose rules are the source's */
	*ret_more = true;
	return to_text(doi_of, raw, out, trace);
}

static writer *const writers[] = {
	date,   range, pages, issn, orcid, language, license, integer,
	number, url,   arxiv, pmid, pmcid, isbn,     doi,
};

static bool is_traced(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			return true;
	return false;
}

static void check(writer *write, struct span raw)
{
	static char once[ROOM], twice[ROOM];
	struct trace trace = { { 0 } };
	bool more = false, same;
	bool found = write(raw, once, &more, &trace);

	same = found && span_is(raw, once);
	if (same && !more)
		REQUIRE(!is_traced(&trace));
	if (!same && !more && span_trim(raw).len)
		REQUIRE(is_traced(&trace));
	if (!found)
		return;
	require_form("value", span_of(once), false);
	REQUIRE(write(span_of(once), twice, &more, NULL));
	REQUIRE(strcmp(once, twice) == 0);
}

static void check_volume(struct span volume, struct span issue)
{
	struct trace trace = { { 0 } };
	struct clean_volume once, twice;

	volume_from_text(volume, issue, &once, &trace);
	volume_from_text(span_of(once.volume), span_of(once.issue), &twice,
			 NULL);
	REQUIRE(strcmp(once.volume, twice.volume) == 0);
	REQUIRE(strcmp(once.issue, twice.issue) == 0);
	REQUIRE(is_traced(&trace) ==
		(!span_is(volume, once.volume) || !span_is(issue, once.issue)));
}

static bool never(void *context, struct span key)
{
	(void)context;
	REQUIRE(doi_is_valid(key));
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
	struct span raw = { (const char *)bytes, len };
	size_t split = len ? bytes[0] % (len + 1) : 0;
	bool truth;

	for (size_t i = 0; i < ARRAY_COUNT(writers); i++)
		check(writers[i], raw);
	check_volume(raw, (struct span){ 0 });
	check_volume((struct span){ 0 }, raw);
	check_volume(span_slice(raw, 0, split), span_slice(raw, split, len));
	boolean_clean(raw, &truth, NULL);
	REQUIRE(doi_resolve(raw, never, NULL, &out, NULL) != STATUS_OK);
	return 0;
}
