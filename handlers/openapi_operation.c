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

static bool ends_in(struct span text, const char *end)
{
	size_t len = strlen(end);

	return text.len > len && !memcmp(text.at + text.len - len, end, len);
}

/* What is parsed as JSON (RFC 6839), and what may be anything: all values. */
static bool is_any(struct span media)
{
	return ends_in(media, "/json") || ends_in(media, "+json") ||
	       ends_in(media, "/*");
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
		if (!is_any(media))
			json_pair_text(out, "type", "string");
		json_close(out, '}');
	}
	json_close(out, '}');
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
	for (size_t i = 0; i < ARRAY_COUNT(note->other_types); i++)
		if (note->other_types[i])
			openapi_media(out, span_of(note->other_types[i]), NULL);
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
	json_key(out, "parameters");
	openapi_parameters(route, out);
	if (route->flags & ROUTE_BODY)
		body_write(route, out);
	responses_write(route, out);
	json_close(out, '}');
}
