/* SPDX-License-Identifier: MIT */
/*
 * One operation of the API description, from a row of the route table.
 */
#include "openapi.h"

void openapi_ref(struct buf *out, const char *kind, const char *name)
{
	json_open(out, '{');
	json_key(out, "$ref");
	buf_add_format(out, "\"#/components/%s/%s\"", kind, name);
	json_close(out, '}');
}

void openapi_media(struct buf *out, struct span media, const char *schema)
{
	json_string(out, media);
	buf_add_char(out, ':');
	json_open(out, '{');
	json_key(out, "schema");
	if (schema) {
		openapi_ref(out, "schemas", schema);
	} else {
		json_open(out, '{');
		if (!span_is(media, "application/json"))
			json_pair_text(out, "type", "string");
		json_close(out, '}');
	}
	json_close(out, '}');
}

/* The arguments of paths, by name. */
static const struct param arguments[] = {
	{ "doi", "string",
	  "A DOI in any spelling, its slashes as they are or as %2F; or another "
	  "identifier: pmid:31393839, pmcid:PMC6687890, arxiv:2101.00001, s2:, "
	  "isbn:, or its address on PubMed, PMC or arXiv." },
	{ "journal", "string", "An ISSN or a title." },
	{ "pmid", "string", "A PubMed id." },
	{ "pmcid", "string", "A PubMed Central id, with or without PMC." },
	{ "dois", "string", "DOIs by comma; a comma in one of them is %2C." },
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
		openapi_media(out, media,
			      span_is(media, "application/json") ? note->takes
								 : NULL);
	}
	if (!route->accepts)
		openapi_media(out, (struct span)SPAN("*/*"), NULL);
	json_close(out, '}');
	json_close(out, '}');
}

void openapi_header(struct buf *out, const char *name, const char *summary)
{
	json_key(out, name);
	json_open(out, '{');
	json_pair_text(out, "description", summary);
	json_key(out, "schema");
	buf_add_text(out, "{\"type\":\"string\"}");
	json_close(out, '}');
}

/* Headers of answers, beside those of every HTTP message. */
static const struct header_note {
	const char *name;
	const char *summary;
	const char *of; /* answers with this in their name; NULL: all */
} header_notes[] = {
	{ "ETag", "Strong entity tag; send it back in If-None-Match." },
	{ "Cache-Control", "How long the answer may be kept." },
	{ "Vary", "Request headers that the answer depends on." },
	{ "X-Request-Id", "The one that was sent, if it was sane." },
	{ "Link", "The next page, rel=\"next\".", "List" },
	{ "X-Total-Count", "Items on all pages.", "List" },
	{ "X-Next-Cursor",
	  "With format=ndjson or csv and limit: the cursor of what follows.",
	  "RecordList" },
	{ "X-Sample-Seed", "Of a sample: the seed that gives it again.",
	  "RecordList" },
};

static bool has_header(const struct route *route,
		       const struct header_note *note)
{
	return !note->of || strstr(route->answers, note->of);
}

static void headers_write(const struct route *route, struct buf *out)
{
	json_key(out, "headers");
	json_open(out, '{');
	for (size_t i = 0; i < ARRAY_COUNT(header_notes); i++)
		if (has_header(route, &header_notes[i]))
			openapi_header(out, header_notes[i].name,
				       header_notes[i].summary);
	json_close(out, '}');
}

static void not_modified_write(const struct route *route, struct buf *out)
{
	if (strcmp(route->method, "GET") != 0)
		return;
	json_key(out, "304");
	json_open(out, '{');
	json_pair_text(out, "description",
		       "The entity tag in If-None-Match is still the one.");
	headers_write(route, out);
	json_close(out, '}');
}

static void success_write(const struct route *route, struct buf *out)
{
	const struct media_note *note = media_note_find(route->answers);

	json_key(out, "200");
	json_open(out, '{');
	json_pair_text(out, "description", route->summary);
	headers_write(route, out);
	json_key(out, "content");
	json_open(out, '{');
	if (note->json_type)
		openapi_media(out, span_of(note->json_type), route->answers);
	for (size_t i = 0; i < ARRAY_COUNT(note->text_types); i++)
		if (note->text_types[i])
			openapi_media(out, span_of(note->text_types[i]), NULL);
	json_close(out, '}');
	json_close(out, '}');
}

static void responses_write(const struct route *route, struct buf *out)
{
	json_key(out, "responses");
	json_open(out, '{');
	success_write(route, out);
	not_modified_write(route, out);
	openapi_failures_of(route, out);
	json_close(out, '}');
}

/* "get_v1_records_doi": the method and the words of the path. */
static void operation_id(const struct route *route, char out[OPENAPI_NAME_MAX])
{
	size_t len = 0;
	bool gap = true;

	for (const char *c = route->method; *c; c++)
		out[len++] = ascii_lower(*c);
	for (const char *c = route->path; *c && len < OPENAPI_NAME_MAX - 2;
	     c++) {
		bool word = ascii_is_alnum(*c);

		if (word && gap)
			out[len++] = '_';
		if (word)
			out[len++] = *c;
		gap = !word;
	}
	out[len] = '\0';
}

void openapi_operation(const struct route *route, struct buf *out)
{
	char id[OPENAPI_NAME_MAX];

	operation_id(route, id);
	json_open(out, '{');
	json_pair_text(out, "operationId", id);
	json_pair_text(out, "summary", route->summary);
	parameters_write(route, out);
	if (route->flags & ROUTE_BODY)
		body_write(route, out);
	responses_write(route, out);
	json_close(out, '}');
}
