/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/query.h"

/*
 * The parameter `doi`, read as generously as a DOI in a path: the spelling
 * that is held decides, which only a look-up can tell.
 */
static enum status list_doi(const struct app *app, struct span value,
			    struct query *ret, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	struct error own = { 0 };
	enum status status = record_find(app, value, &found, &own);

	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return error_set(err,
				 status == STATUS_INVALID_DOI
					 ? STATUS_INVALID_PARAMETER
					 : status,
				 "%s", own.detail);
	free(ret->doi);
	ret->doi = span_copy(span_of(found_key(&found)));
	return ret->doi ? STATUS_OK
			: error_set(err, STATUS_NO_MEMORY, "no memory");
}

static enum status list_param(const struct app *app, const struct pair *param,
			      struct query *ret, struct error *err)
{
	if (span_is(param->name, "format"))
		return STATUS_OK;
	if (span_is(param->name, "doi"))
		return list_doi(app, param->value, ret, err);
	return query_parse(ret, param->name, param->value, err);
}

static enum status list_query(const struct app *app, const struct request *req,
			      struct query *ret, struct error *err)
{
	for (size_t i = 0; i < req->param_count; i++) {
		if (list_param(app, &req->params[i], ret, err) != STATUS_OK)
			return err->status;
	}
	return query_check(ret, err);
}

static enum status list_body(const struct page *page, field_set fields,
			     struct buf *out, struct error *err)
{
	json_open(out, '{');
	json_pair_integer(out, "total", page->total);
	json_key(out, "items");
	json_open(out, '[');
	for (size_t i = 0; i < page->count; i++) {
		if (record_write(&page->items[i], fields, out, err) !=
		    STATUS_OK)
			return err->status;
	}
	list_end(page->next, out);
	return STATUS_OK;
}

/* GET /v1/records: one page of the records that match. */
enum status records_list(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	if (answer_is_json(req, res, err) != STATUS_OK ||
	    list_query(app, req, &query, err) != STATUS_OK ||
	    store_list(app->store, &query, &page, err) != STATUS_OK ||
	    list_body(&page, query.fields, &body, err) != STATUS_OK ||
	    link_next(req, res, page.next, err) != STATUS_OK ||
	    response_header(res, err, "X-Total-Count", "%lld", page.total) !=
		    STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}
