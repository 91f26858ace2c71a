/* SPDX-License-Identifier: MIT */
/*
 * Values of one text: any bytes in, never an overrun, clean values stay.  The
 * first byte picks one whose time is taken.
 */
#include "fuzz.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

#define ISSNS_MAX 4

static bool doi(struct span raw, struct buf *out)
{
	return doi_clean(raw, out);
}

static bool url(struct span raw, struct buf *out)
{
	return url_clean(raw, out, NULL);
}

static bool arxiv(struct span raw, struct buf *out)
{
	return identifier_clean("arxiv", raw, out, NULL);
}

static bool pmid(struct span raw, struct buf *out)
{
	return identifier_clean("pmid", raw, out, NULL);
}

static bool pmcid(struct span raw, struct buf *out)
{
	return identifier_clean("pmcid", raw, out, NULL);
}

static bool isbn(struct span raw, struct buf *out)
{
	return identifier_clean("isbn", raw, out, NULL);
}

static bool issn(struct span raw, struct buf *out)
{
	char issn[10];

	if (!issn_clean(raw, issn, NULL))
		return false;
	buf_add_text(out, issn);
	return true;
}

/* All of a text, as a text. */
static bool issns(struct span raw, struct buf *out)
{
	char items[ISSNS_MAX][10];
	size_t count = issn_list(raw, items, ISSNS_MAX, NULL);

	REQUIRE(count <= ISSNS_MAX);
	for (size_t i = 0; i < count; i++)
		buf_add_format(out, i ? "; %s" : "%s", items[i]);
	return count > 0;
}

static bool orcid(struct span raw, struct buf *out)
{
	char orcid[20];

	if (!orcid_clean(raw, orcid, NULL))
		return false;
	buf_add_text(out, orcid);
	return true;
}

static bool languages(struct span raw, struct buf *out)
{
	char codes[LANGUAGES_MAX][4];
	size_t count = language_clean(raw, codes, LANGUAGES_MAX, NULL);

	REQUIRE(count <= LANGUAGES_MAX);
	for (size_t i = 0; i < count; i++)
		buf_add_format(out, i ? "; %s" : "%s", codes[i]);
	return count > 0;
}

static bool read_license(struct span raw, bool by_url, struct buf *out)
{
	struct clean_license license = { 0 };

	if (!license_clean(raw, &license, NULL))
		return false;
	buf_add_text(out, by_url && license.url ? license.url : license.id);
	free(license.url);
	return out->len > 0;
}

static bool license_url(struct span raw, struct buf *out)
{
	return read_license(raw, true, out);
}

static bool license_id(struct span raw, struct buf *out)
{
	return read_license(raw, false, out);
}

static bool integer(struct span raw, struct buf *out)
{
	long long value;

	if (!integer_clean(raw, &value, NULL))
		return false;
	REQUIRE(value >= 0);
	buf_add_format(out, "%lld", value);
	return true;
}

static bool number(struct span raw, struct buf *out)
{
	double value;

	if (!number_clean(raw, &value, NULL))
		return false;
	REQUIRE(value >= 0);
	buf_add_format(out, "%.17g", value);
	return true;
}

static bool boolean(struct span raw, struct buf *out)
{
	bool value;

	if (!boolean_clean(raw, &value, NULL))
		return false;
	buf_add_text(out, value ? "true" : "false");
	return true;
}

static const struct fuzz_clean cleaners[] = {
	{ "doi", doi },
	{ "url", url },
	{ "arxiv", arxiv },
	{ "pmid", pmid },
	{ "pmcid", pmcid },
	{ "isbn", isbn },
	{ "issn", issn },
	{ "issns", issns },
	{ "orcid", orcid },
	{ "languages", languages },
	{ "license_url", license_url },
	{ "license_id", license_id },
	{ "integer", integer },
	{ "number", number },
	{ "boolean", boolean },
};

static bool never(void *context, struct span key)
{
	(void)context;
	REQUIRE(doi_is_valid(key));
	return false;
}

static void resolve(struct span raw)
{
	SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);

	REQUIRE(doi_resolve(raw, never, NULL, &out, NULL) != STATUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span raw = { (const char *)bytes + 1, len ? len - 1 : 0 };

	for (size_t i = 0; i < ARRAY_COUNT(cleaners); i++)
		require_clean(&cleaners[i], raw);
	resolve(raw);
	if (len && bytes[0] >= 0xE0)
		require_linear(&cleaners[bytes[0] % ARRAY_COUNT(cleaners)],
			       raw);
	return 0;
}
