/* SPDX-License-Identifier: MIT */
/* Values and DOIs: any bytes in, never an overrun, clean values stay. */
#include "fuzz.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

static void fixed(struct span raw)
{
	struct clean_date date = { 0 };
	struct clean_pages pages = { 0 };
	struct clean_volume volume = { 0 };
	char issns[4][10], orcid[20], codes[LANGUAGES_MAX][4];
	long long integer;
	double number;
	bool boolean;

	if (date_from_text(raw, &date, NULL))
		REQUIRE(strlen(date.date) >= 4);
	if (pages_from_text(raw, &pages, NULL))
		require_clean(span_of(pages.display), false);
	volume_from_text(raw, (struct span){ 0 }, &volume, NULL);
	volume_from_text((struct span){ 0 }, raw, &volume, NULL);
	REQUIRE(issn_list(raw, issns, 4, NULL) <= 4);
	REQUIRE(language_clean(raw, codes, LANGUAGES_MAX, NULL) <=
		LANGUAGES_MAX);
	if (orcid_clean(raw, orcid, NULL))
		REQUIRE(strlen(orcid) == 19);
	if (integer_clean(raw, &integer, NULL))
		REQUIRE(integer >= 0);
	if (number_clean(raw, &number, NULL))
		REQUIRE(number >= 0);
	boolean_clean(raw, &boolean, NULL);
}

static bool doi(struct span raw, struct buf *out, struct trace *trace)
{
	return doi_clean(raw, out);
}

static bool pmcid(struct span raw, struct buf *out, struct trace *trace)
{
	return identifier_clean("pmcid", raw, out, NULL);
}

static bool isbn(struct span raw, struct buf *out, struct trace *trace)
{
	return identifier_clean("isbn", raw, out, NULL);
}

static bool (*const cleaners[])(struct span, struct buf *,
				struct trace *) = { doi, pmcid, isbn,
						    url_clean };

static void idempotent(struct span raw)
{
	for (size_t i = 0; i < ARRAY_COUNT(cleaners); i++) {
		SCOPED(buf_release)
		struct buf once = buf_init(8 * raw.len + 99);
		SCOPED(buf_release)
		struct buf twice = buf_init(64 * raw.len + 999);

		if (!cleaners[i](raw, &once, NULL) || once.failed)
			continue;
		require_clean(buf_span(&once), false);
		REQUIRE(cleaners[i](buf_span(&once), &twice, NULL));
		REQUIRE(strcmp(buf_text(&once), buf_text(&twice)) == 0);
	}
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
	struct clean_license license = { 0 };

	fixed(raw);
	idempotent(raw);
	if (license_clean(raw, &license, NULL))
		free(license.url);
	REQUIRE(doi_resolve(raw, never, NULL, &out, NULL) != STATUS_OK);
	return 0;
}
