/* SPDX-License-Identifier: MIT */
/*
 * The API description (OpenAPI 3.1), written from the tables the program runs
 * by: the routes for paths, parameters and media types, STATUSES for the
 * failures, paper_fields[] for the record.
 */
#include "openapi.h"

/* Appends the path with "{name...}" as "{name}", as a key. */
static void path_key(const char *path, struct buf *out)
{
	SCOPED(buf_release) struct buf plain = buf_init(OPENAPI_NAME_MAX);

	for (; *path; path++)
		if (strncmp(path, "...}", 4) == 0)
			path += 2;
		else
			buf_add_char(&plain, *path);
	json_key(out, buf_text(&plain));
}

/* True when an earlier route has the same path. */
static bool path_is_repeated(const struct route *routes,
			     const struct route *route)
{
	for (const struct route *r = routes; r < route; r++)
		if (strcmp(r->path, route->path) == 0)
			return true;
	return false;
}

static void method_write(const struct route *route, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(OPENAPI_NAME_MAX);

	for (const char *c = route->method; *c; c++)
		buf_add_char(&key, ascii_lower(*c));
	json_key(out, buf_text(&key));
	openapi_operation(route, out);
}

static void paths_write(const struct route *routes, struct buf *out)
{
	json_key(out, "paths");
	json_open(out, '{');
	for (const struct route *route = routes; route->method; route++) {
		if (route->flags & (ROUTE_COPY | ROUTE_PAGE) ||
		    path_is_repeated(routes, route))
			continue;
		path_key(route->path, out);
		json_open(out, '{');
		for (const struct route *r = route; r->method; r++)
			if (strcmp(r->path, route->path) == 0)
				method_write(r, out);
		json_close(out, '}');
	}
	json_close(out, '}');
}

static void info_write(struct buf *out)
{
	json_pair_text(out, "openapi", "3.1.0");
	json_key(out, "info");
	json_open(out, '{');
	json_pair_text(out, "title", "paperd");
	json_pair_text(out, "version", PAPERD_VERSION);
	json_pair_text(out, "description",
		       "Clean scholarly records by DOI and other identifiers. "
		       "Every GET has HEAD and OPTIONS; records and lists have "
		       "entity tags; failures are "
		       "application/problem+json, and at the doors for "
		       "clients of others as those know them.");
	json_close(out, '}');
}

static void components_write(struct buf *out)
{
	json_key(out, "components");
	json_open(out, '{');
	json_key(out, "schemas");
	openapi_schemas(out);
	json_key(out, "responses");
	openapi_failures(out);
	json_close(out, '}');
}

/* GET /openapi.json: the description of this API. */
enum status openapi_get(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	json_open(&body, '{');
	info_write(&body);
	paths_write(app->routes, &body);
	components_write(&body);
	json_close(&body, '}');
	return answer_tagged(res, &body, err);
}
