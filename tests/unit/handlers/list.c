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

/* A record with all that is found by a whole value. */
static const char rich[] =
	"{\"doi\":\"10.5555/x\",\"type\":\"book\",\"title\":\"T\","
	"\"language\":\"en\",\"authors\":[{\"name\":\"Josiah Carberry\","
	"\"orcid\":\"0000-0002-1694-233X\"}],"
	"\"journal\":{\"issn\":[\"1234-567X\"]},"
	"\"ids\":{\"isbn\":[\"9780306406157\"]},"
	"\"funders\":[{\"name\":\"NSF\",\"doi\":\"10.13039/100000001\"}],"
	"\"updates\":[{\"type\":\"retraction\",\"direction\":\"to\","
	"\"doi\":\"10.1000/1\"}],\"source\":{\"name\":\"Crossref\"}}";

Test(list, refuses_what_it_does_not_understand)
{
	static const struct {
		const char *name, *value;
		enum status want;
		const char *says;
	} rows[] = {
		{ "colour", "red", STATUS_INVALID_PARAMETER, "known are" },
		{ "doi", "banana", STATUS_INVALID_PARAMETER, "banana" },
		{ "language", "e", STATUS_INVALID_PARAMETER, "ISO 639" },
		{ "language", "qqx", STATUS_INVALID_PARAMETER, "ISO 639" },
		{ "language", "en|Klingonese", STATUS_INVALID_PARAMETER,
		  "language=\"Klingonese\"" },
		{ "language", "en,fr", STATUS_INVALID_PARAMETER, "ISO 639" },
		{ "language", "", STATUS_INVALID_PARAMETER, "ISO 639" },
		{ "orcid", "0000-0002-1825-0098", STATUS_INVALID_PARAMETER,
		  "give an ORCID iD" },
		{ "orcid", "Josiah Carberry", STATUS_INVALID_PARAMETER,
		  "give an ORCID iD" },
		{ "isbn", "9780306406158", STATUS_INVALID_PARAMETER,
		  "give an ISBN" },
		{ "isbn", "0-306-40615-3", STATUS_INVALID_PARAMETER,
		  "give an ISBN" },
		{ "source", "Scopus", STATUS_INVALID_PARAMETER,
		  "known are: Crossref" },
		{ "open_access", "maybe", STATUS_INVALID_PARAMETER,
		  "true, false or unknown" },
		{ "limit", "1001", STATUS_INVALID_PARAMETER, "1000" },
		{ "limit", "-1", STATUS_INVALID_PARAMETER, "limit" },
		{ "year", "MMXX", STATUS_INVALID_PARAMETER, "year" },
		{ "cursor", "!!", STATUS_INVALID_PARAMETER, "cursor" },
		{ "fields", "doi,,", STATUS_INVALID_PARAMETER, "field" },
		{ "format", "xml", STATUS_NOT_ACCEPTABLE, "json" },
	};

	fixture_put(&fixture, rich, NULL);
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

/* clang-format off */
static const struct {
	const char *name, *value;
	int total;
} spellings[] = {
	{ "orcid", "https://orcid.org/0000-0002-1694-233X", 1 },
	{ "orcid", "000000021694233x", 1 },
	{ "orcid", "orcid.org/0000-0002-1694-233x|0000-0002-1825-0097", 1 },
	{ "orcid", "!0000-0002-1694-233X", 5 },
	{ "orcid", "0000-0002-1825-0097", 0 },
	{ "isbn", "978-0-306-40615-7", 1 },
	{ "isbn", "0-306-40615-2", 1 },
	{ "isbn", "ISBN 0306406152", 1 },
	{ "isbn", "9783161484100", 0 },
	{ "issn", "1234567x", 1 },
	{ "issn", "1234-567X", 1 },
	{ "funder", "100000001", 1 },
	{ "funder", "https://doi.org/10.13039/100000001", 1 },
	{ "funder", "!100000001", 5 },
	{ "updates", "https://doi.org/10.1000/1", 1 },
	{ "updates", "10.1000/2", 0 },
	{ "prefix", "10.5555", 1 },
	{ "prefix", "10.1000|10.5555", 6 },
	{ "language", "EN", 1 },
	{ "language", "eng", 1 },
	{ "language", "en-US", 1 },
	{ "language", "English|fre", 1 },
	{ "language", "!en_GB", 5 },
	{ "language", "fr", 0 },
	{ "language", "aa", 0 },
	{ "language", "tlh", 0 },
	{ "source", "CROSSREF", 1 },
	{ "source", "!Crossref", 5 },
	{ "publisher", "Nobody at all", 0 },
	{ "journal", "Nothing at all", 0 },
	{ "open_access", "unknown", 6 },
	{ "open_access", "true", 0 },
};
/* clang-format on */

Test(list, reads_values_in_their_spellings)
{
	fixture_put(&fixture, rich, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(spellings); i++) {
		SCOPED(outcome_release)
		struct outcome got = list((struct call){
			.params = { spellings[i].name, spellings[i].value,
				    "limit", "0" } });
		char want[50];

		snprintf(want, sizeof(want), "{\"total\":%d,",
			 spellings[i].total);
		cr_expect_eq(got.status, STATUS_OK, "%s=%s: %s",
			     spellings[i].name, spellings[i].value,
			     got.err.detail);
		cr_expect(strstr(outcome_body(&got), want) ==
				  outcome_body(&got),
			  "%s=%s: %s", spellings[i].name, spellings[i].value,
			  outcome_body(&got));
	}
}

Test(list, takes_a_choice_once)
{
	static const char *const names[][2] = {
		{ "doi", "10.1000/1" },
		{ "language", "en" },
		{ "orcid", "0000-0002-1694-233X" },
		{ "isbn", "9780306406157" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		SCOPED(outcome_release)
		struct outcome got = list((struct call){
			.params = { names[i][0], names[i][1], names[i][0],
				    names[i][1] } });

		cr_expect_eq(got.status, STATUS_INVALID_PARAMETER, "%s",
			     names[i][0]);
		cr_expect(strstr(got.err.detail, "is given twice"), "%s: %s",
			  names[i][0], got.err.detail);
	}
}

/* ---- cursors ---- */

/* What a cursor of "query=No&limit=1" goes with. */
static const struct {
	const char *params[CALL_MAX - 2];
	const char *says; /* NULL: it goes on */
} followed[] = {
	{ { "query", "No*" }, "of another search" },
	{ { "query", "No" }, NULL },
	{ { "title", "No" }, "of another search" },
	{ { "query", "No", "year", "2000.." }, "of another search" },
	{ { "query", "No", "sort", "-published" }, "sorted by" },
	{ { NULL }, "sorted by" },
	{ { "sort", "relevance" }, "of another search" },
	{ { "query", "No", "limit", "3" }, NULL },
	{ { "query", "No", "fields", "doi", "facets", "type" }, NULL },
	{ { "query", "No", "format", "ndjson" }, NULL },
};

Test(list, takes_a_cursor_of_the_same_search_only)
{
	char cursor[500], json[200];

	for (int i = 0; i < 5; i++) {
		snprintf(json, sizeof(json),
			 "{\"doi\":\"10.2000/%d\",\"title\":\"No %d\"}", i, i);
		fixture_put(&fixture, json, NULL);
	}
	SCOPED(outcome_release)
	struct outcome first = list(
		(struct call){ .params = { "query", "No", "limit", "1" } });
	snprintf(cursor, sizeof(cursor), "%s",
		 between(outcome_body(&first), "\"next\":\"", "\""));
	for (size_t i = 0; i < ARRAY_COUNT(followed); i++) {
		struct call call = { .params = { "cursor", cursor } };

		memcpy(call.params + 2, followed[i].params,
		       sizeof(followed[i].params));
		SCOPED(outcome_release) struct outcome got = list(call);
		cr_expect_eq(got.status,
			     followed[i].says ? STATUS_INVALID_PARAMETER
					      : STATUS_OK,
			     "%zu: %s", i, got.err.detail);
		cr_expect(!followed[i].says ||
				  strstr(got.err.detail, followed[i].says),
			  "%zu: %s", i, got.err.detail);
	}
}

/* ---- samples ---- */

Test(list, tells_the_seed_of_a_sample_in_every_form)
{
	static const char *const forms[] = { "json", "ndjson", "csv" };

	for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
		SCOPED(outcome_release)
		struct outcome first = list((struct call){
			.params = { "sample", "2", "format", forms[i] } });
		const char *seed = outcome_header(&first, "X-Sample-Seed");

		cr_assert(seed, "%s: %s", forms[i], first.err.detail);
		SCOPED(outcome_release)
		struct outcome again = list(
			(struct call){ .params = { "sample", "2", "format",
						   forms[i], "seed", seed } });
		cr_expect_str_eq(outcome_body(&again), outcome_body(&first),
				 "%s", forms[i]);
		cr_expect_str_eq(outcome_header(&again, "X-Sample-Seed"), seed);
	}
	SCOPED(outcome_release)
	struct outcome all = list((struct call){ .params = { "limit", "2" } });
	cr_expect_null(outcome_header(&all, "X-Sample-Seed"));
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
