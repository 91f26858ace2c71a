/* SPDX-License-Identifier: MIT */
/*
 * The failures of the API description, from STATUSES.
 */
#include "openapi.h"

#include <stdio.h>

struct failure_row {
	int http;
	const char *slug;
	const char *title;
};

#define FAILURE(name, http, slug, title) { http, slug, title },
static const struct failure_row failures[] = { STATUSES(FAILURE) };
#undef FAILURE

/* True for a row of no failure, or of an HTTP status that came before. */
static bool is_repeated(size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (failures[i].http == failures[row].http)
			return true;
	return failures[row].http < 400;
}

/* "Sentence (slug); sentence (slug)" of all failures with this status. */
static void failure_summary(int http, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(failures); i++) {
		if (failures[i].http != http)
			continue;
		buf_add_format(out, "%s%s (%s)", out->len ? "; " : "",
			       failures[i].title, failures[i].slug);
	}
}

static void failure_write(int http, struct buf *out)
{
	SCOPED(buf_release) struct buf summary = buf_init(4096);
	char name[OPENAPI_NAME_MAX];

	snprintf(name, sizeof(name), "Failure%d", http);
	failure_summary(http, &summary);
	json_key(out, name);
	json_open(out, '{');
	json_pair_text(out, "description", buf_text(&summary));
	json_key(out, "headers");
	json_open(out, '{');
	openapi_header(out, "X-Request-Id", "Names this request in the log.");
	if (http >= 502 && http <= 504)
		openapi_header(out, "Retry-After", "Seconds to wait.");
	json_close(out, '}');
	json_key(out, "content");
	json_open(out, '{');
	openapi_media(out, span_of("application/problem+json"), "Problem");
	json_close(out, '}');
	json_close(out, '}');
}

static bool has_param(const struct route *route, const char *name)
{
	const struct param *param = route->params;

	while (param && param->name && strcmp(param->name, name) != 0)
		param++;
	return param && param->name;
}

/* Whether a route can fail with this status. */
static bool route_may_fail(const struct route *route, int http)
{
	switch (http) {
	case 400:
	case 414:
	case 500:
	case 503:
		return true;
	case 406: /* one that has more than one form */
		return has_param(route, "format");
	case 502: /* one that fetches, but for the batch, which tells by item */
	case 504:
		return has_param(route, "fetch") &&
		       !(route->flags & ROUTE_BODY);
	case 404:
		return strchr(route->path, '{') != NULL;
	case 408:
	case 413:
	case 415:
		return route->flags & ROUTE_BODY;
	default:
		return false;
	}
}

void openapi_failures(struct buf *out)
{
	json_open(out, '{');
	for (size_t i = 0; i < ARRAY_COUNT(failures); i++)
		if (!is_repeated(i))
			failure_write(failures[i].http, out);
	json_close(out, '}');
}

void openapi_failures_of(const struct route *route, struct buf *out)
{
	char name[OPENAPI_NAME_MAX];

	for (size_t i = 0; i < ARRAY_COUNT(failures); i++) {
		int http = failures[i].http;

		if (is_repeated(i) || !route_may_fail(route, http))
			continue;
		snprintf(name, sizeof(name), "%d", http);
		json_key(out, name);
		snprintf(name, sizeof(name), "Failure%d", http);
		openapi_ref(out, "responses", name);
	}
}
