/* SPDX-License-Identifier: MIT */
/*
 * The API description (OpenAPI 3.1), written from the tables the program runs
 * by: api_routes[] for paths, parameters and media types, STATUSES for the
 * failures, paper_fields[] for the record.
 */
#include "handlers.h"

#include <stdio.h>

/* Longest name that is put together here: an operation's id, a reference. */
#define NAME_MAX_BYTES 256

static void ref_write(struct buf *out, const char *kind, const char *name)
{
	json_open(out, '{');
	json_key(out, "$ref");
	buf_add_format(out, "\"#/components/%s/%s\"", kind, name);
	json_close(out, '}');
}

/* Appends "MEDIA":{"schema":…}; schema is the name of a component, or NULL for
 * any JSON or any text. */
static void media_write(struct buf *out, struct span media, const char *schema)
{
	json_string(out, media);
	buf_add_char(out, ':');
	json_open(out, '{');
	json_key(out, "schema");
	if (schema) {
		ref_write(out, "schemas", schema);
	} else {
		json_open(out, '{');
		if (!span_is(media, "application/json"))
			json_pair_text(out, "type", "string");
		json_close(out, '}');
	}
	json_close(out, '}');
}

/* ---- failures ---- */

struct failure {
	int http;
	const char *slug;
	const char *title;
};

#define FAILURE(name, http, slug, title) { http, slug, title },
static const struct failure failures[] = { STATUSES(FAILURE) };
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
	char name[NAME_MAX_BYTES];

	snprintf(name, sizeof(name), "Failure%d", http);
	failure_summary(http, &summary);
	json_key(out, name);
	json_open(out, '{');
	json_pair_text(out, "description", buf_text(&summary));
	json_key(out, "content");
	json_open(out, '{');
	media_write(out, span_of("application/problem+json"), "Problem");
	json_close(out, '}');
	json_close(out, '}');
}

/* Whether a route can fail with this status. */
static bool route_may_fail(const struct route *route, int http)
{
	switch (http) {
	case 400:
	case 406:
	case 414:
	case 500:
	case 503:
		return true;
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

/* ---- one operation ---- */

/* The arguments of paths, by name. */
static const struct param arguments[] = {
	{ "doi", "string",
	  "A DOI in any spelling; its slashes as they are or as %2F." },
	{ "journal", "string", "An ISSN or a title." },
	{ 0 }
};

static const char *argument_summary(struct span name)
{
	const struct param *row = arguments;

	while (row->name && !span_is(name, row->name))
		row++;
	return row->summary;
}

static void parameter_write(struct span name, const char *place,
			    const struct param *param, struct buf *out)
{
	json_open(out, '{');
	json_key(out, "name");
	json_string(out, name);
	json_pair_text(out, "in", place);
	if (strcmp(place, "path") == 0)
		json_pair_boolean(out, "required", true);
	json_pair_text(out, "description", param->summary);
	json_key(out, "schema");
	json_open(out, '{');
	json_pair_text(out, "type", param->type);
	json_close(out, '}');
	json_close(out, '}');
}

/* Takes the next "{name}" or "{name...}" off the front of *path. */
static bool next_argument(const char **path, struct span *ret_name)
{
	const char *open = strchr(*path, '{');

	if (!open)
		return false;
	*ret_name = (struct span){ open + 1, strcspn(open + 1, ".}") };
	*path = strchr(open, '}') + 1;
	return true;
}

static void parameters_write(const struct route *route, struct buf *out)
{
	const struct param *param = route->params;
	const char *path = route->path;
	struct span name;

	json_key(out, "parameters");
	json_open(out, '[');
	while (next_argument(&path, &name))
		parameter_write(
			name, "path",
			&(struct param){ .type = "string",
					 .summary = argument_summary(name) },
			out);
	for (; param && param->name; param++)
		parameter_write(span_of(param->name), "query", param, out);
	json_close(out, ']');
}

static void body_write(const struct route *route, struct buf *out)
{
	const struct media_note *note = media_note_find(route->answers);
	struct span rest = span_of(route->accepts);
	struct span media;

	json_key(out, "requestBody");
	json_open(out, '{');
	json_pair_boolean(out, "required", true);
	json_key(out, "content");
	json_open(out, '{');
	while (span_next(&rest, ',', &media)) {
		media = span_trim(media);
		media_write(out, media,
			    span_is(media, "application/json") ? note->takes
							       : NULL);
	}
	if (!route->accepts)
		media_write(out, (struct span)SPAN("*/*"), NULL);
	json_close(out, '}');
	json_close(out, '}');
}

static void success_write(const struct route *route, struct buf *out)
{
	const struct media_note *note = media_note_find(route->answers);

	json_key(out, "200");
	json_open(out, '{');
	json_pair_text(out, "description", route->summary);
	json_key(out, "content");
	json_open(out, '{');
	if (note->json_type)
		media_write(out, span_of(note->json_type), route->answers);
	if (note->text_type)
		media_write(out, span_of(note->text_type), NULL);
	json_close(out, '}');
	json_close(out, '}');
}

static void responses_write(const struct route *route, struct buf *out)
{
	char name[NAME_MAX_BYTES];

	json_key(out, "responses");
	json_open(out, '{');
	success_write(route, out);
	for (size_t i = 0; i < ARRAY_COUNT(failures); i++) {
		int http = failures[i].http;

		if (is_repeated(i) || !route_may_fail(route, http))
			continue;
		snprintf(name, sizeof(name), "%d", http);
		json_key(out, name);
		snprintf(name, sizeof(name), "Failure%d", http);
		ref_write(out, "responses", name);
	}
	json_close(out, '}');
}

/* "get_v1_records_doi": the method and the words of the path. */
static void operation_id(const struct route *route, char out[NAME_MAX_BYTES])
{
	size_t len = 0;
	bool gap = true;

	for (const char *c = route->method; *c; c++)
		out[len++] = ascii_lower(*c);
	for (const char *c = route->path; *c && len < NAME_MAX_BYTES - 2; c++) {
		bool word = ascii_is_alnum(*c);

		if (word && gap)
			out[len++] = '_';
		if (word)
			out[len++] = *c;
		gap = !word;
	}
	out[len] = '\0';
}

static void operation_write(const struct route *route, struct buf *out)
{
	char id[NAME_MAX_BYTES];
	SCOPED(buf_release) struct buf method = buf_init(NAME_MAX_BYTES);

	for (const char *c = route->method; *c; c++)
		buf_add_char(&method, ascii_lower(*c));
	operation_id(route, id);
	json_key(out, buf_text(&method));
	json_open(out, '{');
	json_pair_text(out, "operationId", id);
	json_pair_text(out, "summary", route->summary);
	parameters_write(route, out);
	if (route->flags & ROUTE_BODY)
		body_write(route, out);
	responses_write(route, out);
	json_close(out, '}');
}

/* ---- the whole ---- */

/* Appends the path with "{name...}" as "{name}", as a key. */
static void path_key(const char *path, struct buf *out)
{
	SCOPED(buf_release) struct buf plain = buf_init(NAME_MAX_BYTES);

	for (; *path; path++)
		if (*path != '.' || !strchr(path, '}'))
			buf_add_char(&plain, *path);
	json_key(out, buf_text(&plain));
}

/* True when an earlier route has the same path. */
static bool path_is_repeated(const struct route *route)
{
	for (const struct route *r = api_routes; r < route; r++)
		if (strcmp(r->path, route->path) == 0)
			return true;
	return false;
}

static void paths_write(struct buf *out)
{
	json_key(out, "paths");
	json_open(out, '{');
	for (const struct route *route = api_routes; route->method; route++) {
		if (path_is_repeated(route))
			continue;
		path_key(route->path, out);
		json_open(out, '{');
		for (const struct route *r = route; r->method; r++)
			if (strcmp(r->path, route->path) == 0)
				operation_write(r, out);
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
		       "Clean scholarly records by DOI. Every GET has HEAD and "
		       "OPTIONS; records and lists have entity tags; every "
		       "failure is application/problem+json.");
	json_close(out, '}');
}

static void components_write(struct buf *out)
{
	json_key(out, "components");
	json_open(out, '{');
	json_key(out, "schemas");
	openapi_schemas(out);
	json_key(out, "responses");
	json_open(out, '{');
	for (size_t i = 0; i < ARRAY_COUNT(failures); i++)
		if (!is_repeated(i))
			failure_write(failures[i].http, out);
	json_close(out, '}');
	json_close(out, '}');
}

/* GET /openapi.json: the description of this API. */
enum status openapi_get(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	json_open(&body, '{');
	info_write(&body);
	paths_write(&body);
	components_write(&body);
	json_close(&body, '}');
	return answer_tagged(res, &body, err);
}
