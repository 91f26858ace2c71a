/* SPDX-License-Identifier: MIT */
#include "handlers.h"

/* GET /: what there is, from the route table itself. */
enum status index_get(const struct app *app, const struct request *req,
		      struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	json_open(&body, '{');
	json_pair_text(&body, "name", "paperd");
	json_pair_text(&body, "version", PAPERD_VERSION);
	json_pair_text(&body, "description", "/openapi.json");
	json_key(&body, "endpoints");
	json_open(&body, '[');
	for (const struct route *route = app->routes; route->method; route++) {
		if (route->flags & ROUTE_COPY)
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
