/* SPDX-License-Identifier: MIT */
/*
 * Facets: which there are, and how Crossref writes them.
 */
#include "crossref.h"

#include <stdio.h>

static const struct row {
	const char *name;
	enum query_facet facet;
	const char *(*label)(const char *value); /* NULL: the value itself */
} rows[] = {
	{ "type-name", FACET_TYPE, type_label },
	{ "container-title", FACET_JOURNAL, NULL },
	{ "publisher-name", FACET_PUBLISHER, NULL },
	{ "published", FACET_YEAR, NULL },
	{ "source", FACET_SOURCE, NULL },
};

/* ---- reading ---- */

/* What some clients send when no facet is named. */
static bool is_none(struct span text)
{
	return span_is(text, "*") || span_is(text, "1") ||
	       span_is_nocase(text, "t") || span_is_nocase(text, "true") ||
	       span_is_nocase(text, "false") || !text.len;
}

static enum status not_available(struct span name, struct response *res,
				 struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		buf_add_format(&known, "%s%s", i ? "," : "", rows[i].name);
	return refuse_name(res, err, "facet", name, &known);
}

static const struct row *row_of(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (span_is(name, rows[i].name))
			return &rows[i];
	return NULL;
}

static enum status limit_read(struct span text, unsigned *ret,
			      struct response *res, struct error *err)
{
	long long value = QUERY_FACET_MAX;

	if (!span_is(text, "*") &&
	    (!text_to_integer(text, &value) || value < 1))
		return refuse(res, err, "integer-not-valid", text,
			      "Integer specified as %.*s but must be a "
			      "positive integer or *. ",
			      span_shown(text, SHOWN_MAX), text.at);
	*ret = value < QUERY_FACET_MAX ? (unsigned)value : QUERY_FACET_MAX;
	return STATUS_OK;
}

/* "type-name:10", "type-name:*", "type-name" */
static enum status facet_read(struct span text, struct native *native,
			      struct facets_asked *ret, struct response *res,
			      struct error *err)
{
	struct span limit = SPAN("*"), name;
	const struct row *row;

	span_next(&text, ':', &name);
	row = row_of(name);
	if (!row)
		return not_available(name, res, err);
	if (limit_read(text.at ? text : limit, &ret->limits[row->facet], res,
		       err) != STATUS_OK)
		return err->status;
	native_add(native, "facets", ',',
		   span_of(query_facet_names[row->facet]));
	return STATUS_OK;
}

enum status facet_list_read(struct span text, struct native *native,
			    struct facets_asked *ret, struct response *res,
			    struct error *err)
{
	unsigned most = 0;
	struct span one;
	char limit[16];

	while (span_next(&text, ',', &one)) {
		one = span_trim(one);
		if (!is_none(one) &&
		    facet_read(one, native, ret, res, err) != STATUS_OK)
			return err->status;
	}
	for (size_t i = 0; i < FACETS; i++)
		most = ret->limits[i] > most ? ret->limits[i] : most;
	if (!most)
		return STATUS_OK;
	snprintf(limit, sizeof(limit), "%u", most);
	native_add(native, "facet-limit", ',', span_of(limit));
	return STATUS_OK;
}

/* ---- writing ---- */

static void facet_write(const struct row *row, const struct facet *facet,
			size_t limit, struct buf *out)
{
	const struct counts *values = &facet->values;
	size_t count = values->count < limit ? values->count : limit;

	json_key(out, row->name);
	json_open(out, '{');
	json_pair_integer(out, "value-count", (long long)count);
	json_key(out, "values");
	json_open(out, '{');
	for (size_t i = 0; i < count; i++) {
		const char *name = values->items[i].name;

		json_pair_integer(out, row->label ? row->label(name) : name,
				  values->items[i].records);
	}
	json_close(out, '}');
	json_close(out, '}');
}

void facet_list_write(const struct facets_asked *asked, const struct page *page,
		      struct buf *out)
{
	json_key(out, "facets");
	json_open(out, '{');
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		enum query_facet facet = rows[i].facet;

		if (asked->limits[facet])
			facet_write(&rows[i], &page->facets[facet],
				    asked->limits[facet], out);
	}
	json_close(out, '}');
}
