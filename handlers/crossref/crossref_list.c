/* SPDX-License-Identifier: MIT */
/*
 * Lists of works.
 */
#include "crossref.h"

#include <time.h>

/* ---- writing ---- */

static enum status items_write(const struct page *page,
			       const struct crossref_select *select,
			       struct buf *out, struct error *err)
{
	json_key(out, "items");
	json_open(out, '[');
	for (size_t i = 0; i < page->count; i++) {
		SCOPED(paper_release) struct paper paper = { 0 };

		if (record_parse(&page->items[i], &paper, err) != STATUS_OK)
			return err->status;
		crossref_work(&paper, select, out);
	}
	json_close(out, ']');
	return STATUS_OK;
}

/* A walk ends with an empty page, which still has a cursor; and one without
 * rows stays where it is. */
static void cursor_write(const struct asked *asked, const struct page *page,
			 struct buf *out)
{
	if (!asked->cursor.at)
		return;
	json_key(out, "next-cursor");
	if (!asked->rows)
		json_string(out, asked->cursor);
	else
		json_text(out, page->next ? page->next : CURSOR_END);
}

static enum status list_write(const struct asked *asked,
			      const struct page *page, struct buf *out,
			      struct error *err)
{
	long long total = asked->sample ? (long long)page->count : page->total;

	message_open("work-list", out);
	json_open(out, '{');
	facet_list_write(&asked->facets, page, out);
	cursor_write(asked, page, out);
	json_pair_integer(out, "total-results", total);
	if (items_write(page, &asked->select, out, err) != STATUS_OK)
		return err->status;
	message_part(asked->rows, asked->offset, asked->terms, out);
	json_close(out, '}');
	message_close(out);
	return STATUS_OK;
}

/* ---- finding ---- */

/* The store goes by cursor: what is skipped is found, but not read. */
static enum status skip(const struct app *app, const struct asked *asked,
			struct page *page, struct error *err)
{
	SCOPED(page_release) struct page rest = { 0 };
	size_t from = asked->offset < page->id_count ? asked->offset
						     : page->id_count;

	if (store_records(app->store, page->ids + from, page->id_count - from,
			  &rest, err) != STATUS_OK)
		return err->status;
	page->items = rest.items;
	page->count = rest.count;
	rest.items = NULL;
	rest.count = 0;
	return STATUS_OK;
}

static enum status list_find(const struct app *app, const struct request *req,
			     struct asked *asked, struct page *ret,
			     struct response *res, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();

	if (asked_query(app, req, asked, &query, res, err) != STATUS_OK ||
	    store_list(app->store, &query, ret, err) != STATUS_OK)
		return err->status;
	return query.no_items ? skip(app, asked, ret, err) : STATUS_OK;
}

/* ---- scopes ---- */

/* One value, which no sign of the native list negates or parts. */
static bool is_one(struct span value)
{
	return value.len && value.at[0] != '!' && !span_has(value, '|');
}

enum status scope_count(const struct app *app, const struct scope *scope,
			unsigned facets, unsigned limit, struct page *ret,
			struct response *res, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	const struct pair pair = { span_of(scope->name), scope->value };
	const struct request req = { .params = &pair, .param_count = 1 };
	struct error own = { 0 };
	enum status status = list_query(app, &req, &query, &own);

	query.limit = limit;
	query.facets = facets;
	query.facet_limit = QUERY_FACET_MAX;
	if (status == STATUS_INVALID_PARAMETER || !is_one(scope->value))
		return missing(res, err, scope->value);
	if (status != STATUS_OK)
		return error_set(err, status, "%s", own.detail);
	status = store_list(app->store, &query, ret, err);
	return status == STATUS_OK && !ret->total
		       ? missing(res, err, scope->value)
		       : status;
}

/* What has no works at all is not there. */
static enum status scope_check(const struct app *app, const struct scope *scope,
			       struct response *res, struct error *err)
{
	SCOPED(page_release) struct page page = { 0 };

	if (!scope || scope->stands)
		return STATUS_OK;
	return scope_count(app, scope, 0, 0, &page, res, err);
}

enum status works_list(const struct app *app, const struct request *req,
		       const struct scope *scope, struct response *res,
		       struct error *err)
{
	SCOPED(asked_release) struct asked asked = { 0 };
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	if (scope_check(app, scope, res, err) != STATUS_OK ||
	    asked_read(req, &asked, res, err) != STATUS_OK)
		return err->status;
	if (scope)
		native_limit(&asked.native, scope->name, scope->value);
	if (list_find(app, req, &asked, &page, res, err) != STATUS_OK ||
	    list_write(&asked, &page, &body, err) != STATUS_OK)
		return err->status;
	if (asked.sample)
		return answer_fleeting(res, &body, err);
	return answer_tagged(res, &body, err);
}

/* GET /works */
enum status crossref_works_list(const struct app *app,
				const struct request *req, struct response *res,
				struct error *err)
{
	return works_list(app, req, NULL, res, err);
}
