/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include <inttypes.h>
#include <stdio.h>

#include "paperd/query.h"

static void facet_write(const struct facet *facet, struct buf *out)
{
	json_open(out, '{');
	json_pair_integer(out, "distinct", (long long)facet->distinct);
	json_key(out, "values");
	json_open(out, '[');
	for (size_t i = 0; i < facet->values.count; i++) {
		json_open(out, '{');
		json_pair_text(out, "value", facet->values.items[i].name);
		json_pair_integer(out, "records",
				  facet->values.items[i].records);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(out, '}');
}

static void facets_write(const struct page *page, unsigned facets,
			 struct buf *out)
{
	if (!facets)
		return;
	json_key(out, "facets");
	json_open(out, '{');
	for (int i = 0; i < FACETS; i++) {
		if (!(facets >> i & 1))
			continue;
		json_key(out, query_facet_names[i]);
		facet_write(&page->facets[i], out);
	}
	json_close(out, '}');
}

static enum status item_write(const struct record *record,
			      const struct query *query, struct buf *out,
			      struct error *err)
{
	enum status status = record_write(record, query->fields, out, err);

	if (status == STATUS_OK && query->highlight)
		status = highlight_add(record, query, out, err);
	return status;
}

/* As text: a JSON number may lose its last digits. */
static void seed_write(const struct query *query, struct buf *out)
{
	char seed[24];

	if (!query->sample)
		return;
	snprintf(seed, sizeof(seed), "%" PRIu64, query->seed);
	json_pair_text(out, "seed", seed);
}

static enum status list_body(const struct page *page, const struct query *query,
			     struct buf *out, struct error *err)
{
	json_open(out, '{');
	json_pair_integer(out, "total", page->total);
	if (page->bounded)
		json_pair_text(out, "ranking", "bounded");
	if (page->left_out)
		json_pair_integer(out, "words_left_out", page->left_out);
	seed_write(query, out);
	facets_write(page, query->facets, out);
	json_key(out, "items");
	json_open(out, '[');
	for (size_t i = 0; i < page->count; i++) {
		if (item_write(&page->items[i], query, out, err) != STATUS_OK)
			return err->status;
	}
	list_end(page->next, out);
	return STATUS_OK;
}

enum status list_headers(struct response *res, const struct query *query,
			 long long total, struct error *err)
{
	enum status status = response_header(res, err, "X-Total-Count", "%lld",
					     total);

	if (status != STATUS_OK || !query->sample)
		return status;
	return response_header(res, err, "X-Sample-Seed", "%" PRIu64,
			       query->seed);
}

static enum status list_page(const struct app *app, const struct request *req,
			     const struct query *query, struct response *res,
			     struct error *err)
{
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	if (query_limit_check(query, err) != STATUS_OK ||
	    store_list(app->store, query, &page, err) != STATUS_OK ||
	    list_body(&page, query, &body, err) != STATUS_OK ||
	    link_next(req, res, page.next, err) != STATUS_OK ||
	    list_headers(res, query, page.total, err) != STATUS_OK)
		return err->status;
	if (query->sample && !query->seed_given)
		return answer_fleeting(res, &body, err);
	return answer_tagged(res, &body, err);
}

/* GET /v1/records: one page of the records that match, or a stream of all. */
enum status records_list(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	struct form form;

	if (answer_choose(req, res,
			  FORM_BIT(FORM_LINES) | FORM_BIT(FORM_FORMAT), &form,
			  err) != STATUS_OK ||
	    list_query(app, req, &query, err) != STATUS_OK)
		return err->status;
	if (form.kind != FORM_JSON)
		return stream_list(app, req, &query, &form, res, err);
	return list_page(app, req, &query, res, err);
}
