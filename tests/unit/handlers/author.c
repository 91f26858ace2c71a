/* SPDX-License-Identifier: MIT */
/* Authors and completions. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/a<1>\",\"title\":\"Moas & moors\","
		    "\"authors\":[{\"name\":\"Elham Moasser\",\"orcid\":"
		    "\"0000-0002-1825-0097\"},{\"name\":\"Jo \\\"Mo\\\" Do\"}],"
		    "\"journal\":{\"title\":\"Moa Letters\"}}",
		    NULL);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/b\",\"title\":\"B\",\"authors\":"
		    "[{\"name\":\"Elham Moasser\"}]}",
		    NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(author, .init = start, .fini = stop);
TestSuite(autocomplete, .init = start, .fini = stop);

Test(author, list_tells_names_ids_and_where_the_records_are)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, authors_list,
		(struct call){ .params = { "query", "do" } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(outcome_body(&got),
			 "{\"total\":1,\"items\":[{\"name\":\"Jo \\\"Mo\\\" Do"
			 "\",\"records\":1,\"records_url\":\"/v1/records?author"
			 "=%22Jo%20%20Mo%20%20Do%22\"}],\"next\":null}");
	cr_expect_str_eq(outcome_header(&got, "X-Total-Count"), "1");
	cr_expect_eq(strlen(got.res.etag), 32);
}

Test(author, list_is_walked_page_by_page)
{
	SCOPED(outcome_release)
	struct outcome first = outcome_of(
		&fixture, authors_list,
		(struct call){
			.path = "/v1/authors",
			.params = { "query", "moasser", "limit", "1" } });
	const char *next = strstr(outcome_body(&first), "\"next\":\"");
	char cursor[200] = "";

	cr_assert(next, "%s", outcome_body(&first));
	sscanf(next, "\"next\":\"%199[^\"]", cursor);
	cr_expect(strstr(outcome_header(&first, "Link"), cursor));

	SCOPED(outcome_release)
	struct outcome second = outcome_of(
		&fixture, authors_list,
		(struct call){ .params = { "query", "moasser", "limit", "1",
					   "cursor", cursor } });
	cr_expect(strstr(outcome_body(&second), "],\"next\":null}"), "%s",
		  outcome_body(&second));
	cr_expect(strstr(outcome_body(&first), "\"orcid\"") ||
			  strstr(outcome_body(&second), "\"orcid\""),
		  "one of both has it");
}

Test(author, what_is_not_understood_is_refused)
{
	static const struct {
		handler *handle;
		const char *params[4];
	} rows[] = {
		{ authors_list, { 0 } },
		{ authors_list, { "query", "a", "limit", "1001" } },
		{ authors_list, { "query", "a", "cursor", "!" } },
		{ autocomplete_get, { 0 } },
		{ autocomplete_get, { "q", "a", "limit", "101" } },
		{ autocomplete_get, { "q", "a", "kind", "book" } },
		{ autocomplete_get, { "q", "a", "kind", "" } },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct call call = { 0 };

		memcpy(call.params, rows[i].params, sizeof(rows[i].params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, rows[i].handle, call);

		cr_expect_eq(got.status, STATUS_INVALID_PARAMETER,
			     "row %zu: %d", i, got.status);
	}
}

Test(autocomplete, tells_kind_text_and_where_it_is)
{
	static const struct {
		const char *text, *kind, *body;
	} rows[] = {
		{ "moa", "title",
		  "{\"kind\":\"title\",\"text\":\"Moas & moors\",\"doi\":"
		  "\"10.1000/a<1>\",\"url\":"
		  "\"/v1/records/10.1000%2Fa%3C1%3E\"}" },
		{ "elh", "author",
		  "{\"kind\":\"author\",\"text\":\"Elham Moasser\",\"records\":"
		  "1,\"url\":\"/v1/records?author=%22Elham%20Moasser%22\"}" },
		{ "moa", "journal",
		  "{\"kind\":\"journal\",\"text\":\"Moa Letters\",\"records\":"
		  "1,\"url\":\"/v1/journals/Moa%20Letters\"}" },
		{ "", "title,author", "" },
		{ "zzz", "title, author", "" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf expected = buf_init(4096);
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, autocomplete_get,
			(struct call){ .params = { "q", rows[i].text, "kind",
						   rows[i].kind } });

		buf_add_format(&expected, "{\"items\":[%s]}", rows[i].body);
		cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
		cr_expect_str_eq(outcome_body(&got), buf_text(&expected));
	}
}
