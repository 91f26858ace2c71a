/* SPDX-License-Identifier: MIT */
#include "handlers.h"

static bool has_pages(const struct app *app)
{
	for (const struct route *r = app->routes; r->method; r++)
		if (r->dialect == &web_dialect)
			return true;
	return false;
}

/* The URLs, from the route table itself. */
static enum status urls(const struct app *app, struct response *res,
			struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	json_open(&body, '{');
	json_pair_text(&body, "name", "paperd");
	json_pair_text(&body, "version", PAPERD_VERSION);
	json_pair_text(&body, "description", "/openapi.json");
	json_key(&body, "endpoints");
	json_open(&body, '[');
	for (const struct route *route = app->routes; route->method; route++) {
		if (route->flags & (ROUTE_COPY | ROUTE_PAGE))
			continue;
		json_open(&body, '{');
		json_pair_text(&body, "method", route->method);
		json_pair_text(&body, "path", route->path);
		json_pair_text(&body, "summary", route->summary);
		json_close(&body, '}');
	}
	json_close(&body, ']');
	json_close(&body, '}');
	return answer_tagged(res, &body, err);
}

/* The parameters are of the page's search, and as such they are judged for who
 * asks for the URLs, too. */
static enum status params_check(const struct app *app,
				const struct request *req, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();

	if (!req->param_count)
		return STATUS_OK;
	if (list_query(app, req, &query, err) != STATUS_OK)
		return err->status;
	return query_limit_check(&query, err);
}

/* GET /: JSON for who takes anything. */
enum status index_get(const struct app *app, const struct request *req,
		      struct response *res, struct error *err)
{
	unsigned kinds = has_pages(app) ? FORM_BIT(FORM_PAGE) : 0;
	struct form form;

	if (answer_choose(req, res, kinds, &form, err) != STATUS_OK)
		return err->status;
	if (form.kind == FORM_PAGE)
		return web_search(app, req, res, err);
	if (params_check(app, req, err) != STATUS_OK)
		return err->status;
	return urls(app, res, err);
}
