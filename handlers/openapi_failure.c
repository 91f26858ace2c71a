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

/* How the failures of some routes are told beside paperd's own way, which
 * remains that of a request that is wrong before its route is known. */
static const struct way {
	const char *dialect; /* of the route */
	const char *answers; /* of the route; NULL: any */
	const char *schema;  /* of a failure in application/json; NULL: none */
	const char *name;    /* before "Failure404" */
	bool script;         /* or in a script (JSONP) */
} ways[] = {
	{ "crossref", NULL, "CrossrefFailure", "Crossref" },
	{ "matching", NULL, "MatchingFailure", "Matching" },
	{ "doi", "Handle", "Handle", "Handle", .script = true },
	{ NULL, NULL, NULL, "" }, /* everything else */
};

static const struct way *way_of(const struct route *route)
{
	const struct way *way = ways;

	while (way->dialect &&
	       (!route->dialect ||
		strcmp(way->dialect, route->dialect->name) != 0 ||
		(way->answers && strcmp(way->answers, route->answers) != 0)))
		way++;
	return way;
}

static void failure_write(int http, const struct way *way, struct buf *out)
{
	SCOPED(buf_release) struct buf summary = buf_init(4096);
	char name[OPENAPI_NAME_MAX];

	snprintf(name, sizeof(name), "%sFailure%d", way->name, http);
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
	if (way->schema)
		openapi_media(out, span_of("application/json"), way->schema);
	if (way->script)
		openapi_media(out, span_of("application/javascript"), NULL);
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
		/* doors: "no match", no such cursor, what is not listed */
		return strchr(route->path, '{') || route->dialect;
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
		for (size_t j = 0; j < ARRAY_COUNT(ways); j++)
			if (!is_repeated(i))
				failure_write(failures[i].http, &ways[j], out);
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
		snprintf(name, sizeof(name), "%sFailure%d", way_of(route)->name,
			 http);
		openapi_ref(out, "responses", name);
	}
}
