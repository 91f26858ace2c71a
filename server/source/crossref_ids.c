/* SPDX-License-Identifier: MIT */
/*
 * Identifiers of a Crossref work beside its DOI.  A foreign one is taken only
 * when its scheme is written beside it: a bare publisher's id may look like
 * anything.
 */
#include "crossref.h"

#include "paperd/doi.h"
#include "paperd/scoped.h"

/*
 * arXiv's numbers have five digits since January 2015 and had four before
 * (info.arxiv.org/help/arxiv_identifier.html).  Tables that read them as
 * decimals lose zeros at the end, and what is left is another paper's number.
 */
static bool clean_arxiv(struct span raw, struct buf *out, struct trace *trace)
{
	size_t from = out->len, digits = 0;
	const char *dot;

	if (!fill_arxiv(raw, out, trace) || out->failed)
		return false;
	dot = memchr(out->data + from, '.', out->len - from);
	if (!dot || dot != out->data + from + 4)
		return true; /* the old scheme: archive/number */
	while (ascii_is_digit(dot[1 + digits]))
		digits++;
	if (digits == (memcmp(out->data + from, "1501", 4) < 0 ? 4 : 5))
		return true;
	buf_cut(out, from);
	return false;
}

struct scheme {
	const char *name; /* as relation.id-type and as prefix "name:" */
	fill_cleaner *clean;
	size_t offset; /* in struct ids */
};
static const struct scheme schemes[] = {
	{ "arxiv", clean_arxiv, offsetof(struct ids, arxiv) },
	{ "pmid", fill_pmid, offsetof(struct ids, pmid) },
	{ "pmcid", fill_pmcid, offsetof(struct ids, pmcid) },
};

/* arXiv's own DOIs hold the identifier. */
static const struct span arxiv_prefix = SPAN("10.48550/arxiv.");

static void fill_scheme(struct fill *fill, const struct scheme *scheme,
			struct span raw)
{
	char *ids = (char *)&fill->paper->ids;
	bool own = fill->own && scheme->clean == clean_arxiv;

	fill_missing(fill, own ? fill_arxiv : scheme->clean, raw,
		     (char **)(ids + scheme->offset));
}

/* "arXiv:1234.5678" in alternative-id. */
static void fill_alternative(struct fill *fill, struct span id)
{
	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++) {
		size_t len = strlen(schemes[i].name);

		if (span_starts_nocase(id, schemes[i].name) && id.len > len &&
		    id.at[len] == ':')
			fill_scheme(fill, &schemes[i], id);
	}
}

static void fill_relation(struct fill *fill, const cJSON *list)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		struct span type = json_get_span(item, "id-type");

		for (size_t i = 0; i < ARRAY_COUNT(schemes); i++)
			if (span_is_nocase(type, schemes[i].name))
				fill_scheme(fill, &schemes[i],
					    json_get_span(item, "id"));
	}
}

static void fill_foreign(struct fill *fill, const cJSON *work)
{
	/* relations that say "the same work" */
	static const char *const same[] = { "is-same-as", "is-identical-to" };
	const cJSON *relation = json_get_object(work, "relation");
	struct span doi = span_of(fill->paper->doi);
	const cJSON *item;

	if (!fill->own && span_starts_nocase(doi, arxiv_prefix.at))
		fill_scheme(fill, &schemes[0],
			    span_slice(doi, arxiv_prefix.len, doi.len));
	cJSON_ArrayForEach (item, json_get_array(work, "alternative-id"))
		fill_alternative(fill, json_span(item));
	for (size_t i = 0; i < ARRAY_COUNT(same); i++)
		fill_relation(fill, json_get_array(relation, same[i]));
}

static void fill_issns(struct fill *fill, const cJSON *work)
{
	const cJSON *typed = json_get_array(work, "issn-type");
	const cJSON *plain = json_get(work, "ISSN"), *item;

	cJSON_ArrayForEach (item, typed) {
		if (span_is(json_get_span(item, "type"), "electronic"))
			fill_issn(fill, json_get_span(item, "value"));
	}
	for (item = json_items(plain); item; item = json_next(plain, item))
		fill_issn(fill, json_span(item));
	cJSON_ArrayForEach (item, typed)
		fill_issn(fill, json_get_span(item, "value"));
}

void crossref_fill_ids(struct fill *fill, const cJSON *work)
{
	fill_issns(fill, work);
	fill_list(fill, fill_isbn, json_get(work, "ISBN"),
		  &fill->paper->ids.isbn);
	fill_foreign(fill, work);
}
