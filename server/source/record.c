/* SPDX-License-Identifier: MIT */
#include "record.h"

#include <stdlib.h>

#include "date.h"
#include "paperd/clean.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"

/* Bytes of all types of one record. */
#define TYPES_MAX 4096

/* Bytes of two page numbers; longer ones are no pages. */
#define PAGES_MAX 200

/* DOIs that arXiv registers itself. */
#define ARXIV_PREFIX "10.48550/arxiv."

enum status record_begin(struct fill *fill, struct span doi, const char *holder,
			 struct error *err)
{
	enum status status = identity_doi(fill, doi, err);
	struct span key;

	if (status != STATUS_OK)
		return status;
	fill_copy(fill, holder, &fill->paper->source.name);
	key = span_of(fill->paper->doi);
	if (!span_starts_nocase(key, ARXIV_PREFIX))
		return STATUS_OK;
	fill->flags |= CLEAN_TEX;
	fill_text(fill, fill_arxiv,
		  span_slice(key, strlen(ARXIV_PREFIX), key.len),
		  &fill->paper->ids.arxiv);
	return STATUS_OK;
}

enum status record_titles(struct fill *fill, const cJSON *json,
			  record_titles_reader *read, struct error *err)
{
	SCOPED(titles_release) struct titles titles = { .flags = fill->flags };

	if (read(json, &titles, err) != STATUS_OK)
		return STATUS_NO_MEMORY;
	fill_titles(fill, &titles);
	return STATUS_OK;
}

void record_types(struct fill *fill, const char *scheme, const cJSON *types)
{
	SCOPED(buf_release) struct buf list = buf_init(TYPES_MAX);
	const struct span none = { 0 };
	const cJSON *item;

	for (item = json_items(types); item; item = json_next(types, item)) {
		if (list.len)
			buf_add_char(&list, '\n');
		buf_add_span(&list, json_span(item));
	}
	if (list.len) {
		fill_type(fill, scheme, buf_span(&list), none);
		fill_trace(fill, &fill->paper->type, types);
	}
}

void record_date(struct fill *fill, const cJSON *const *dates, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fill_date_json(fill, dates[i]))
			return;
}

void record_pages(struct fill *fill, const cJSON *first, const cJSON *last)
{
	SCOPED(buf_release) struct buf pages = buf_init(PAGES_MAX);
	char scratch[2][SCALAR_MAX];
	struct span from = span_trim(json_scalar(first, scratch[0]));
	struct span to = span_trim(json_scalar(last, scratch[1]));

	buf_add_span(&pages, from);
	if (from.len && to.len)
		buf_add_char(&pages, '-');
	buf_add_span(&pages, to);
	if (!pages.failed)
		fill_pages(fill, buf_span(&pages));
}

bool record_pmcid(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf id = buf_init(SCALAR_MAX);
	long long number;

	if (fill_pmcid(raw, out, trace))
		return true;
	for (size_t i = raw.len; i > 0; i--)
		if (raw.at[i - 1] == '/') {
			raw = span_slice(raw, i, raw.len);
			break;
		}
	if (!text_to_integer(raw, &number) || number <= 0)
		return false;
	buf_add_format(&id, "PMC%lld", number);
	return fill_pmcid(buf_span(&id), out, trace);
}

/* ---- authors ---- */

cJSON *record_list(struct fill *fill)
{
	cJSON *list = cJSON_CreateArray();

	fill->failed = fill->failed || !list;
	return list;
}

cJSON *record_author(struct fill *fill, cJSON *list)
{
	cJSON *author = list ? cJSON_CreateObject() : NULL;

	if (author && cJSON_AddItemToArray(list, author))
		return author;
	cJSON_Delete(author);
	fill->failed = true;
	return NULL;
}

void record_set(struct fill *fill, cJSON *author, const char *key,
		const cJSON *value)
{
	if (!author || !value)
		return;
	/* the parser's own reference; it does not write through it */
	if (!cJSON_AddItemReferenceToObject(author, key, (cJSON *)value))
		fill->failed = true;
}

void record_author_affiliation(struct fill *fill, cJSON *author,
			       const cJSON *value)
{
	cJSON *list;

	if (!author || !value)
		return;
	list = cJSON_GetObjectItemCaseSensitive(author, "affiliation");
	if (!list)
		list = cJSON_AddArrayToObject(author, "affiliation");
	if (!list || !cJSON_AddItemReferenceToArray(list, (cJSON *)value))
		fill->failed = true;
}

/* ---- funders ---- */

static struct funder *known_funder(const struct funders *funders,
				   const char *name)
{
	for (size_t i = 0; name && i < funders->count; i++) {
		struct funder *funder = &funders->items[i];

		if (funder->name && !strcmp(funder->name, name))
			return funder;
	}
	return NULL;
}

static void funder_release(struct funder *funder)
{
	free(funder->name);
	free(funder->doi);
	texts_release(&funder->awards);
}

void record_grant(struct fill *fill, const struct record_grant *grant)
{
	SCOPED(funder_release) struct funder funder = { 0 };
	struct funder *entry;

	fill->within = &fill->paper->funders;
	fill_text(fill, clean_plain, grant->funder, &funder.name);
	fill_text(fill, fill_bare_doi, grant->doi, &funder.doi);
	fill->within = NULL;
	if (!funder.name && !funder.doi)
		return;
	entry = known_funder(&fill->paper->funders, funder.name);
	if (!entry) {
		entry = funders_add(&fill->paper->funders);
		if (!entry) {
			fill->failed = true;
			return;
		}
		*entry = funder;
		funder = (struct funder){ 0 };
	}
	fill_list_text(fill, clean_plain, grant->award, &entry->awards);
}
