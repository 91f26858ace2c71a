/* SPDX-License-Identifier: MIT */
#include "identity.h"

#include "paperd/identifier.h"
#include "paperd/scoped.h"

/* Room for a home and its identifier. */
#define ADDRESS_MAX (IDENTIFIER_VALUE_MAX + 64)

enum status identity_doi(struct fill *fill, struct span raw, struct error *err)
{
	struct error own = { 0 };
	enum status status = fill_doi(fill, raw, &own);

	if (status == STATUS_OK)
		return STATUS_OK;
	if (status != STATUS_INVALID_BODY)
		return error_set(err, status, "%s", own.detail);
	fill->keyless = own;
	return STATUS_OK;
}

/* ---- addresses ---- */

void identity_address(struct fill *fill, struct span url)
{
	static const struct {
		fill_cleaner *clean;
		size_t offset;
	} rows[] = {
		{ fill_pmid, offsetof(struct ids, pmid) },
		{ fill_pmcid, offsetof(struct ids, pmcid) },
		{ fill_arxiv, offsetof(struct ids, arxiv) },
	};
	char *ids = (char *)&fill->paper->ids;

	url = span_trim(url);
	if (!span_starts_nocase(url, "http://") &&
	    !span_starts_nocase(url, "https://"))
		return;
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		fill_missing(fill, rows[i].clean, url,
			     (char **)(ids + rows[i].offset));
}

/* Where a record without a DOI stands, by its identifier. */
static const struct home {
	const char *prefix; /* of the identifier, told by it, not part of it */
	const char *address;
	const char *end;
	size_t offset; /* in struct ids */
} homes[] = {
	{ "", "https://pubmed.ncbi.nlm.nih.gov/", "/",
	  offsetof(struct ids, pmid) },
	{ "", "https://www.ncbi.nlm.nih.gov/pmc/articles/", "/",
	  offsetof(struct ids, pmcid) },
	{ "", "https://arxiv.org/abs/", "", offsetof(struct ids, arxiv) },
	{ "CorpusId:", "https://api.semanticscholar.org/CorpusID:", "",
	  offsetof(struct ids, s2) },
	{ "", "https://www.semanticscholar.org/paper/", "",
	  offsetof(struct ids, s2) },
};

/* The identifier that this home is for, without its prefix; or {0}. */
static struct span tenant(const struct home *home, const struct ids *ids)
{
	const char *member = (const char *)ids + home->offset;
	struct span id = span_of(*(char *const *)member);

	if (!id.len || !span_starts_nocase(id, home->prefix))
		return (struct span){ 0 };
	return span_slice(id, strlen(home->prefix), id.len);
}

static void fill_home(struct fill *fill)
{
	SCOPED(buf_release) struct buf url = buf_init(ADDRESS_MAX);
	struct paper *paper = fill->paper;

	for (size_t i = 0; i < ARRAY_COUNT(homes) && !paper->url; i++) {
		struct span id = tenant(&homes[i], &paper->ids);

		if (!id.len)
			continue;
		buf_clear(&url);
		buf_add_text(&url, homes[i].address);
		buf_add_span(&url, id);
		buf_add_text(&url, homes[i].end);
		if (!url.failed)
			fill_text(fill, url_clean, buf_span(&url), &paper->url);
	}
}

/* ---- the key ---- */

enum status identity_check(struct fill *fill, struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(IDENTIFIER_KEY_MAX);
	enum status status;

	if (!fill->paper->doi)
		fill_home(fill);
	status = fill_check(fill, err);
	if (status != STATUS_OK || fill->paper->doi)
		return status;
	if (!fill->paper->title && paper_key(fill->paper, &key))
		return error_set(err, STATUS_INVALID_BODY,
				 "no DOI and no title");
	if (paper_key(fill->paper, &key))
		return buf_check(&key, err);
	return error_set(err, fill->keyless.status, "%s", fill->keyless.detail);
}
