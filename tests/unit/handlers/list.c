/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "paperd/values.h"

#include "../../../handlers/handlers.h"
#include "fixture.h"

static struct fixture fixture;

static void start(void)
{
	char json[200];

	fixture_open(&fixture);
	for (int i = 1; i <= 5; i++) {
		snprintf(json, sizeof(json),
			 "{\"doi\":\"10.1000/%d\",\"title\":\"T%d\","
			 "\"published\":\"200%d\",\"year\":200%d}",
			 i, i, 6 - i, 6 - i);
		fixture_put(&fixture, json, NULL);
	}
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(list, .init = start, .fini = stop);

static struct outcome list(struct call call)
{
	call.path = "/v1/records";
	return outcome_of(&fixture, records_list, call);
}

Test(list, is_an_envelope_of_total_items_and_next)
{
	SCOPED(outcome_release)
	struct outcome got = list(
		(struct call){ .params = { "fields", "doi", "year", "2003" } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(outcome_body(&got),
			 "{\"total\":1,\"items\":[{\"doi\":\"10.1000/3\"}],"
			 "\"next\":null}");
	cr_expect_str_eq(outcome_header(&got, "X-Total-Count"), "1");
	cr_expect_null(outcome_header(&got, "Link"));
	cr_expect_eq(strlen(got.res.etag), 32);
}

Test(list, has_whole_records_as_they_are_stored)
{
	SCOPED(outcome_release)
	struct outcome got = list(
		(struct call){ .params = { "doi", "10.1000/2" } });

	cr_expect_str_eq(outcome_body(&got),
			 "{\"total\":1,\"items\":[{\"doi\":\"10.1000/2\","
			 "\"title\":\"T2\",\"published\":\"2004\","
			 "\"year\":2004}],\"next\":null}");
}

/* The text between two marks of text, in a static buffer. */
static const char *between(const char *text, const char *from, const char *to)
{
	static char part[500];
	const char *start = text ? strstr(text, from) : NULL;
	const char *end = start ? strstr(start + strlen(from), to) : NULL;

	cr_assert(end, "no %s…%s in %s", from, to, text ? text : "(nothing)");
	start += strlen(from);
	snprintf(part, sizeof(part), "%.*s", (int)(end - start), start);
	return part;
}

Test(list, links_to_the_next_page_by_the_same_url_with_the_cursor)
{
	SCOPED(outcome_release)
	struct outcome first = list(
		(struct call){ .params = { "limit", "2", "fields", "doi,title",
					   "sort", "published" } });
	const char *link = outcome_header(&first, "Link");
	char cursor[500], want[700];

	snprintf(cursor, sizeof(cursor), "%s",
		 between(outcome_body(&first), "\"next\":\"", "\""));
	snprintf(want, sizeof(want),
		 "</v1/records?limit=2&fields=doi%%2Ctitle&sort=published"
		 "&cursor=%s>; rel=\"next\"",
		 cursor);
	cr_assert(link);
	cr_expect_str_eq(link, want);

	SCOPED(outcome_release)
	struct outcome second = list((struct call){
		.params = { "limit", "1", "fields", "doi", "sort", "published",
			    "cursor", cursor } });
	cr_expect(strstr(outcome_body(&second), "[{\"doi\":\"10.1000/3\"}]"),
		  "%s", outcome_body(&second));
	link = outcome_header(&second, "Link");
	cr_assert(link);
	cr_expect_null(strstr(link, cursor), "the old cursor is in %s", link);
}

Test(list, may_be_a_count_alone)
{
	SCOPED(outcome_release)
	struct outcome got = list((struct call){ .params = { "limit", "0" } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect(strstr(outcome_body(&got), "{\"total\":5,\"items\":[],"),
		  "%s", outcome_body(&got));
}

Test(list, refuses_what_it_does_not_understand)
{
	static const struct {
		const char *name, *value;
		enum status want;
		const char *says;
	} rows[] = {
		{ "colour", "red", STATUS_INVALID_PARAMETER, "known are" },
		{ "doi", "banana", STATUS_INVALID_PARAMETER, "banana" },
		{ "limit", "1001", STATUS_INVALID_PARAMETER, "1000" },
		{ "limit", "-1", STATUS_INVALID_PARAMETER, "limit" },
		{ "year", "MMXX", STATUS_INVALID_PARAMETER, "year" },
		{ "cursor", "!!", STATUS_INVALID_PARAMETER, "cursor" },
		{ "fields", "doi,,", STATUS_INVALID_PARAMETER, "field" },
		{ "format", "xml", STATUS_NOT_ACCEPTABLE, "json" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = list((struct call){
			.params = { rows[i].name, rows[i].value } });

		cr_expect_eq(got.status, rows[i].want, "%s=%s", rows[i].name,
			     rows[i].value);
		cr_expect(strstr(got.err.detail, rows[i].says), "%s=%s: %s",
			  rows[i].name, rows[i].value, got.err.detail);
	}
}

Test(list, refuses_a_cursor_of_another_order)
{
	SCOPED(outcome_release)
	struct outcome first = list(
		(struct call){ .params = { "limit", "1" } });
	char cursor[500];

	snprintf(cursor, sizeof(cursor), "%s",
		 between(outcome_body(&first), "\"next\":\"", "\""));
	SCOPED(outcome_release)
	struct outcome second = list((struct call){
		.params = { "sort", "-published", "cursor", cursor } });
	cr_expect_eq(second.status, STATUS_INVALID_PARAMETER);
}

static const struct route *list_route(void)
{
	const struct route *route = api_routes;

	while (route->method && route->handle != records_list)
		route++;
	cr_assert(route->method);
	return route;
}

Test(list, has_the_parameters_of_the_query_table_and_format)
{
	const struct param *param = list_route()->params;

	for (const struct query_param *q = query_params; q->name;
	     q++, param++) {
		cr_assert(param->name, "%s is missing", q->name);
		cr_expect_str_eq(param->name, q->name);
		cr_expect_str_eq(param->type, q->type, "%s", q->name);
		cr_expect_str_eq(param->summary, q->summary, "%s", q->name);
	}
	cr_assert(param->name);
	cr_expect_str_eq(param->name, "format");
	for (; param->name; param++)
		cr_expect(is_form_param(span_of(param->name)), "%s",
			  param->name);
}

/* A type that the cleaner gives under another name could never be found. */
Test(list, knows_types_as_the_cleaner_writes_them)
{
	for (size_t i = 0; query_types[i]; i++)
		cr_expect_str_eq(type_crossref("crossref",
					       span_of(query_types[i]),
					       (struct span){ 0 }, NULL),
				 query_types[i]);
}

/* All headers of an answer share one small room. */
Test(list, leaves_a_link_out_that_is_too_long_to_send)
{
	char fields[6001];

	for (size_t i = 0; i + 4 < sizeof(fields); i += 4)
		memcpy(fields + i, "doi,", 4);
	fields[5999] = '\0';
	SCOPED(outcome_release)
	struct outcome got = list(
		(struct call){ .params = { "limit", "1", "fields", fields } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_null(strstr(outcome_body(&got), "\"next\":null"), "%s",
		       outcome_body(&got));
	cr_expect_null(outcome_header(&got, "Link"));
}
