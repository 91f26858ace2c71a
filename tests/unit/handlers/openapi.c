/* SPDX-License-Identifier: MIT */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

static struct fixture fixture;
static cJSON *document;

static void start(void)
{
	fixture_open(&fixture);
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, openapi_get,
					(struct call){ 0 });
	struct error err = { 0 };

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_assert_eq(body_parse(buf_span(&got.res.body), &document, &err),
		     STATUS_OK, "%s", err.detail);
}

static void stop(void)
{
	cJSON_Delete(document);
	fixture_close(&fixture);
}

TestSuite(openapi, .init = start, .fini = stop);

/* The value at a path of keys, or NULL. */
static const cJSON *at(const cJSON *json, const char *const *keys)
{
	for (; json && *keys; keys++)
		json = cJSON_GetObjectItemCaseSensitive(json, *keys);
	return json;
}
#define AT(json, ...) at(json, (const char *const[]){ __VA_ARGS__, NULL })

static const cJSON *operation_of(const struct route *route)
{
	char path[100], method[8];
	size_t len = 0, i;

	for (const char *c = route->path; *c; c++)
		if (strncmp(c, "...}", 4) == 0)
			c += 2;
		else
			path[len++] = *c;
	path[len] = '\0';
	for (i = 0; route->method[i]; i++)
		method[i] = ascii_lower(route->method[i]);
	method[i] = '\0';
	return AT(document, "paths", path, method);
}

Test(openapi, has_every_route_with_its_parameters)
{
	for (const struct route *route = api_routes; route->method; route++) {
		const cJSON *operation = operation_of(route);
		const cJSON *params = AT(operation, "parameters");
		int count = strchr(route->path, '{') != NULL;

		if (route->flags & ROUTE_PAGE) {
			cr_expect_null(operation, "%s", route->path);
			continue;
		}
		cr_assert(operation, "%s %s", route->method, route->path);
		for (const struct param *p = route->params; p && p->name; p++) {
			const cJSON *param = cJSON_GetArrayItem(params,
								count++);

			cr_expect_str_eq(AT(param, "name")->valuestring,
					 p->name);
			cr_expect_str_eq(AT(param, "in")->valuestring, "query");
		}
		cr_expect_eq(cJSON_GetArraySize(params), count, "%s",
			     route->path);
		cr_expect_eq(AT(operation, "requestBody") != NULL,
			     (route->flags & ROUTE_BODY) != 0, "%s",
			     route->path);
	}
}

/* The answer of a list in all of its forms. */
Test(openapi, has_the_forms_and_headers_of_a_list)
{
	static const char *const media[] = { "application/json",
					     "application/x-ndjson",
					     "text/csv" };
	static const char *const headers[] = { "Link", "X-Total-Count",
					       "X-Next-Cursor",
					       "X-Sample-Seed" };
	const cJSON *list = AT(document, "paths", "/v1/records", "get",
			       "responses", "200");
	const cJSON *journals = AT(document, "paths", "/v1/journals", "get",
				   "responses", "200");

	for (size_t i = 0; i < ARRAY_COUNT(media); i++)
		cr_expect(AT(list, "content", media[i], "schema"), "%s",
			  media[i]);
	for (size_t i = 0; i < ARRAY_COUNT(headers); i++)
		cr_expect(AT(list, "headers", headers[i], "schema"), "%s",
			  headers[i]);
	cr_expect(AT(journals, "headers", "X-Total-Count"));
	cr_expect_null(AT(journals, "headers", "X-Sample-Seed"));
	cr_expect_null(AT(journals, "content", "text/csv"));
}

Test(openapi, has_the_record_of_the_field_table)
{
	const cJSON *record = AT(document, "components", "schemas", "Record");

	for (const struct field *f = paper_fields; f->name; f++) {
		const cJSON *field = AT(record, "properties", f->name);

		cr_assert(field, "%s", f->name);
		cr_expect_str_eq(AT(field, "description")->valuestring,
				 f->summary);
	}
	cr_expect_str_eq(AT(record, "properties", "authors", "items",
			    "properties", "orcid", "type")
				 ->valuestring,
			 "string");
	cr_expect_str_eq(AT(record, "properties", "translations",
			    "additionalProperties", "properties", "title",
			    "type")
				 ->valuestring,
			 "string");
	cr_expect_null(AT(record, "properties", "translations",
			  "additionalProperties", "properties", "lang"));
	cr_expect_str_eq(AT(record, "properties", "journal", "properties",
			    "impact_factor", "type")
				 ->valuestring,
			 "number");
}

static void check_reference(const cJSON *reference)
{
	char text[200];
	char *kind, *name;

	snprintf(text, sizeof(text), "%s", reference->valuestring);
	cr_assert(strncmp(text, "#/components/", 13) == 0, "%s", text);
	kind = text + 13;
	name = strchr(kind, '/');
	cr_assert(name);
	*name++ = '\0';
	cr_expect(AT(document, "components", kind, name), "%s is missing",
		  reference->valuestring);
}

/* Walks the whole tree without recursion: next is child, sibling, or the
 * sibling of the nearest ancestor that has one. */
Test(openapi, refers_to_nothing_that_is_not_there)
{
	const cJSON *stack[64] = { document->child };
	size_t depth = 1, references = 0;

	while (depth) {
		const cJSON *node = stack[--depth];

		if (!node)
			continue;
		stack[depth++] = node->next;
		if (node->string && strcmp(node->string, "$ref") == 0) {
			check_reference(node);
			references++;
		}
		cr_assert_lt(depth, 63);
		stack[depth++] = node->child;
	}
	cr_expect_gt(references, 50);
}

Test(openapi, has_every_failure_of_the_status_list)
{
#define CHECK(name, http, slug, title)                                         \
	if (http >= 400) {                                                     \
		const cJSON *failure = AT(document, "components", "responses", \
					  "Failure" #http);                    \
		cr_assert(failure, #http);                                     \
		cr_expect(strstr(AT(failure, "description")->valuestring,      \
				 "(" slug ")"),                                \
			  slug);                                               \
	}
	STATUSES(CHECK)
#undef CHECK
}

/* The schema of the parameter at a place of an operation. */
static const cJSON *schema_at(const char *path, const char *name)
{
	const cJSON *params = AT(document, "paths", path, "get", "parameters");
	const cJSON *param;

	cJSON_ArrayForEach (param, params)
		if (strcmp(AT(param, "name")->valuestring, name) == 0)
			return AT(param, "schema");
	return NULL;
}

Test(openapi, has_words_bounds_and_patterns_of_parameters)
{
	const cJSON *fetch = schema_at("/v1/records/{doi}", "fetch");
	const cJSON *rows = schema_at("/works", "rows");

	cr_expect_str_eq(AT(fetch, "type")->valuestring, "string");
	cr_expect_eq(cJSON_GetArraySize(AT(fetch, "enum")), 3);
	cr_expect_str_eq(cJSON_GetArrayItem(AT(fetch, "enum"), 2)->valuestring,
			 "always");
	cr_expect_str_eq(AT(rows, "type")->valuestring, "integer");
	cr_expect_eq(AT(rows, "minimum")->valueint, 0);
	cr_expect_eq(AT(rows, "maximum")->valueint, 1000);
	cr_expect(AT(schema_at("/works", "query"), "pattern"));
	cr_expect(AT(schema_at("/v1/records/{doi}", "doi"), "pattern"));
}

/* A door tells failures in its own way, but not those that come before it is
 * known whose they are. */
Test(openapi, has_the_failures_of_doors)
{
	static const struct {
		const char *path, *schema;
	} rows[] = {
		{ "/works", "#/components/schemas/CrossrefFailure" },
		{ "/service/lookup", "#/components/schemas/MatchingFailure" },
		{ "/api/handles/{doi}", "#/components/schemas/Handle" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		const cJSON *ref = AT(document, "paths", rows[i].path, "get",
				      "responses", "404", "$ref");
		const cJSON *content;

		cr_assert(ref, "%s", rows[i].path);
		content = AT(document, "components", "responses",
			     strrchr(ref->valuestring, '/') + 1, "content");
		cr_expect_str_eq(
			AT(content, "application/json", "schema", "$ref")
				->valuestring,
			rows[i].schema);
		cr_expect(AT(content, "application/problem+json"));
	}
}
